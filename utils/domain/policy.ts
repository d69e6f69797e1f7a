import type { Application } from '../application.ts';
import { type Account, type Settings, shownAs } from './inbox.ts';

/** Settings that a company may fix: how long is kept, how often is asked, what is shown of people and where, what goes out when. */
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

/** What a company's administrator decided by the browser's policy. */
export interface Policy {
  /** The company's own application at dev.hh.ru, with its secret or a service that adds it. */
  application: Application | null;
  /** hh's ids of the employers under whom one may sign in here; null: under any. */
  employers: string[] | null;
  /** Whether the welcome page opens once after installation. */
  welcome: boolean;
  settings: Partial<Pick<Settings, (typeof fixable)[number]>>;
  /** Keys of the policy that are not obeyed: the value is wrong, or another key that it needs is missing. */
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
 * Whether the company lets one work under this account here; who is signed out works under none. Whose token has ended is
 * still shown their lists.
 */
export function isAllowed({ employers }: Policy, account: Account): boolean {
  const shown = shownAs(account);
  return (
    shown.state === 'signed-out' ||
    employers === null ||
    (shown.employer !== null && employers.includes(shown.employer.id))
  );
}
