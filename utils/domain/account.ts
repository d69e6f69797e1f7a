import {
  type Guarded,
  isEither,
  isFlag,
  isId,
  isListOf,
  isNumber,
  isOneOf,
  isShape,
  isText,
  optional,
  orNull,
} from '../guards.ts';
import type { AccountId, ApplicantId, EmployerId, ManagerId } from '../ids.ts';
import { isProblem } from '../problem.ts';

/** A request to erase data. It stays in the store until everything is erased, even if the worker restarts. */
const isErasing = isShape({
  /** The applicant whose negotiations are erased too. */
  applicantId: orNull(isId<ApplicantId>),
  /** Erase everything stored in this browser, not only the account. */
  everything: optional(isFlag),
});
export type Erasing = Guarded<typeof isErasing>;

const isSignedIn = isShape({
  state: isOneOf('signed-in'),
  kind: isOneOf('manager', 'applicant', 'other'),
  /** Empty if hh does not name the person or the company: `accountName` and `companyName` then supply a text. */
  name: isText,
  employer: orNull(isShape({ id: isId<EmployerId>, name: isText })),
  managerId: orNull(isId<ManagerId>),
  /** Set if the token also gives access as an applicant, or only as an applicant. */
  applicantId: optional(orNull(isId<ApplicantId>)),
  /** The work account in use, and those one can switch to. */
  accountId: orNull(isId<AccountId>),
  accounts: isListOf(isShape({ id: isId<AccountId>, employer: isText })),
  /** How many work accounts could not be read; absent if none. */
  accountsSkipped: optional(isNumber),
});
export type SignedIn = Guarded<typeof isSignedIn>;

/** The signed-in user. */
export const isAccount = isEither(
  isShape({
    state: isOneOf('signed-out'),
    problem: orNull(isProblem),
    erasing: optional(isErasing),
    /** Who was signed in until hh rejected the token: the stored data is theirs. */
    was: optional(isSignedIn),
  }),
  isSignedIn,
);
export type Account = Guarded<typeof isAccount>;

/** The account whose lists are shown; also after hh rejected its token, which the view says above them. */
export const shownAs = (account: Account): Account =>
  account.state === 'signed-out' && account.was ? account.was : account;

/** The storage key for an account's data, empty if signed out: data of one account is never shown to another. */
export const accountKey = (account: Account): string =>
  account.state === 'signed-in'
    ? [account.employer?.id, account.managerId, account.accountId ?? account.applicantId].join('/')
    : '';

/**
 * The key of the account that owns the stored data; also after hh rejected its token, while its lists and
 * drafts are still shown.
 */
export const shownKey = (account: Account): string => accountKey(shownAs(account));

/** Keys of the user's own data, by role: the work account, and the applicant's user id at hh; empty if none. */
export interface OwnKeys {
  recruiter: string;
  applicant: string;
}

export const ownKeys = (account: Account, applicant: { owner: string | null }): OwnKeys => ({
  recruiter: shownKey(account),
  applicant: applicant.owner ?? '',
});

/** One user's own entries from both roles. */
export const ownedBy = <T>(all: Record<string, T[]>, { recruiter, applicant }: OwnKeys): T[] =>
  [recruiter, applicant].flatMap((key) => (key && all[key]) || []);
