import type { Protocol } from '../../utils/messages.ts';

type Ask<Name extends keyof Protocol> = (
  ...data: Parameters<Protocol[Name]>
) => Promise<ReturnType<Protocol[Name]>>;

/** What the popup asks of the worker. */
export type PopupCalls = {
  [Name in
    | 'refresh'
    | 'readRows'
    | 'readNegotiation'
    | 'readConversation'
    | 'readTemplate'
    | 'readAddresses'
    | 'write'
    | 'undo'
    | 'retry'
    | 'dismiss'
    | 'flush'
    | 'saveDraft'
    | 'openOptions'
    | 'signIn'
    | 'openTab']: Ask<Name>;
} & {
  /** Our page with all responses. */
  openInbox(): Promise<void>;
};
