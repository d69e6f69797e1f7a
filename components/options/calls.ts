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
    | 'wipe']: Ask<Name>;
};
