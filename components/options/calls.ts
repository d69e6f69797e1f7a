import type { Protocol } from '../../utils/messages.ts';

type Ask<Name extends keyof Protocol> = (
  ...data: Parameters<Protocol[Name]>
) => Promise<ReturnType<Protocol[Name]>>;

/** What the options ask of the worker. */
export type OptionsCalls = {
  [Name in
    | 'signIn'
    | 'signOut'
    | 'switchAccount'
    | 'saveSettings'
    | 'saveApplication'
    | 'pasteToken'
    | 'openTab'
    | 'refresh'
    | 'wipe']: Ask<Name>;
} & {
  /** Asks the browser for hh's pages, or gives them back; true when they may be fetched. Only from a click. */
  permitPages(wanted: boolean): Promise<boolean>;
};
