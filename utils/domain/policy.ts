import type { Application } from '../application.ts';
import { type Account, type Settings, shownAs } from './inbox.ts';

/**
 * Settings that a company may fix: retention, polling, what is shown about people and where, and when things
 * are sent.
 */
export const fixable = [
  'keepDays',
  'marks',
  'cards',
  'openResumes',
  'undoSeconds',
  'intervalMinutes',
  'notify',
  'namesHidden',
] as const satisfies (keyof Settings)[];

/** All keys of `public/managed-schema.json`. */
export const policyKeys = [
  'clientId',
  'clientSecret',
  'signInService',
  'allowedEmployers',
  'welcome',
  ...fixable,
] as const;

/** What the company's administrator set through the browser's managed policy. */
export interface Policy {
  /** The company's own application at dev.hh.ru, with its secret or a sign-in service that adds it. */
  application: Application | null;
  /** hh's ids of the employers that may be used here; null if any may. */
  employers: string[] | null;
  /** Whether the welcome page opens once after installation. */
  welcome: boolean;
  settings: Partial<Pick<Settings, (typeof fixable)[number]>>;
  /** Policy keys that have no effect: the value is invalid, or another required key is missing. */
  ignored: (typeof policyKeys)[number][];
}

export const noPolicy: Policy = {
  application: null,
  employers: null,
  welcome: true,
  settings: {},
  ignored: [],
};

/**
 * Whether the company allows this account here; always true when signed out. An account whose token has expired
 * is still checked, because its lists are still shown.
 */
export function isAllowed({ employers }: Policy, account: Account): boolean {
  const shown = shownAs(account);
  return (
    shown.state === 'signed-out' ||
    employers === null ||
    (shown.employer !== null && employers.includes(shown.employer.id))
  );
}
