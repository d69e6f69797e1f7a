import type { OptionsSection, Protocol } from '../../utils/messaging/protocol.ts';

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
    | 'refresh'
    | 'wipe']: Ask<Name>;
} & {
  /** An address of hh, in a tab that shows it already if there is one. */
  openTab(url: string): Promise<void>;
  /** To a section of this page. */
  openOptions(section?: OptionsSection): void;
  /** Asks the browser for hh's pages, or gives them back; true when they may be fetched. Only from a click. */
  permitPages(wanted: boolean): Promise<boolean>;
};
