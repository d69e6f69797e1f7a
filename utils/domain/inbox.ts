import {
  eachOf,
  fallbackOf,
  fieldsOf,
  flagOrNull,
  type Guarded,
  isAmong,
  isEither,
  isFlag,
  isId,
  isListOf,
  isNumber,
  isOneOf,
  isShape,
  isText,
  isWhole,
  mended,
  optional,
  orNull,
  type Read,
  recordOf,
  whole,
} from '../guards.ts';
import {
  type AccountId,
  type ApplicantId,
  type EmployerId,
  type ManagerId,
  sites,
  type VacancyId,
} from '../ids.ts';
import { isFact, unread } from '../known.ts';
import { isProblem } from '../problem.ts';
import { isDue, isHour } from './due.ts';
import { isChatRow, isMillis, isRow, isVacancyCount } from './negotiation.ts';

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

/** The unread counts as last read from hh: all that the badge, the worker and the first paint of a view need. */
export const readCounts = mended(
  fieldsOf({
    /** Active vacancies, most unread first. */
    vacancies: eachOf(isVacancyCount),
    /** Whether no vacancy with unread responses can be missing: every page and every item was read. */
    allVacancies: whole(isFlag, false),
    /** How many vacancies could not be read. */
    skipped: whole(isNumber, 0),
    /** The number of chats with unread messages; also unknown if this manager has no access to chats. */
    unreadChats: whole(isFact(isNumber), unread),
    /** Why the list of chats does not match the counter; responses do not depend on it. */
    chatsProblem: whole(orNull(isProblem), null),
    /** The last successful poll; null before the first. */
    freshAt: whole(orNull(isMillis), null),
    /** Why the counts are stale, and since when. */
    problem: whole(orNull(isProblem), null),
    problemSince: whole(orNull(isMillis), null),
  }),
  // A lost vacancy may have had unread responses.
  (counts) => ({ ...counts, allVacancies: false }),
);
export type Counts = Read<typeof readCounts>;
export const emptyCounts = fallbackOf(readCounts);

/** How the rows of a vacancy were read. */
const isRowsRead = isShape({
  /** The vacancy's counter at the time of reading. */
  unread: isFact(isNumber),
  at: isMillis,
  /** Whether hh has further pages; `nextPage` is the first of them. */
  more: isFlag,
  nextPage: isNumber,
  /** How many rows could not be read. */
  skipped: isNumber,
});
export type RowsRead = Guarded<typeof isRowsRead>;

/** The unread responses and chats themselves. They may be large, and are read after the counts. */
export const readListed = mended(
  fieldsOf({
    /** The unread responses read so far; may be fewer than the counters say. */
    rows: eachOf(isRow),
    /** By vacancy id, for vacancies whose rows were read. */
    readAt: recordOf(isRowsRead),
    chats: eachOf(isChatRow),
    /** How many chats could not be read. */
    chatsSkipped: whole(isNumber, 0),
  }),
  // The vacancy of a lost row is unknown, and so is whether a chat was lost: the next poll reads everything
  // again.
  (listed) => ({ ...listed, readAt: {}, chats: [] }),
);
export type Listed = Read<typeof readListed>;
export const emptyListed = fallbackOf(readListed);

/** The whole inbox. Views render from this alone. */
export interface Inbox extends Counts, Listed {}

/** The entries of all roles. */
/* @__NO_SIDE_EFFECTS__ */
const allOf = <T>(byRole: Record<string, readonly T[]>): readonly T[] => Object.values(byRole).flat();

/**
 * The kinds of notifications, by role; a user with both roles gets all of them. A snoozed item comes back in
 * either role.
 */
export const noticeKinds = {
  recruiter: ['responses', 'messages', 'waiting'],
  applicant: ['invited', 'asked', 'answered', 'refused', 'read'],
  either: ['back'],
} as const;
export type NoticeKind = (typeof noticeKinds)[keyof typeof noticeKinds][number];
export const allNoticeKinds: readonly NoticeKind[] = allOf(noticeKinds);

/** The rules that find reminders automatically, by role (`follow-ups.ts`). */
export const followUps = {
  recruiter: ['invited-silent', 'promised', 'overlong'],
  applicant: ['read-silent', 'unanswered', 'interview'],
} as const;
export type FollowUp = (typeof followUps)[keyof typeof followUps][number];
const allFollowUps: readonly FollowUp[] = allOf(followUps);

/** The sections of the options page, in the order of its navigation; the page's hash names one (`#data`). */
export const optionsSubjects = ['account', 'counting', 'work', 'applicant', 'data', 'about'] as const;
export type OptionsSubject = (typeof optionsSubjects)[number];

/** The values that views use until the settings have been read: all that the panel on hh's pages needs. */
export const firstUndoSeconds = 10;
export const firstWaitHours = 24;

/** Bounds (inclusive) and defaults of the whole-number settings; `undoSeconds` is the length of the undo window. */
export const numberBounds = {
  intervalMinutes: { min: 1, max: 60, first: 2 },
  undoSeconds: { min: 0, max: 30, first: firstUndoSeconds },
  waitHours: { min: 1, max: 240, first: firstWaitHours },
  silentDays: { min: 1, max: 90, first: 7 },
  keepDays: { min: 7, max: 1095, first: 180 },
};
export type NumberSetting = keyof typeof numberBounds;

/* @__NO_SIDE_EFFECTS__ */
const bounded = (name: NumberSetting) =>
  whole(isWhole(numberBounds[name].min, numberBounds[name].max), numberBounds[name].first);

/** The user's settings with their defaults. */
export const readSettings = fieldsOf({
  /** Count the colleagues' vacancies that I may see too, or only my own. */
  count: whole(isOneOf('own', 'all'), 'own'),
  muted: eachOf(isId<VacancyId>),
  intervalMinutes: bounded('intervalMinutes'),
  undoSeconds: bounded('undoSeconds'),
  /** Hours after which a response has waited too long. */
  waitHours: bounded('waitHours'),
  placement: whole(isOneOf('docked', 'inline'), 'docked'),
  theme: whole(isOneOf('auto', 'day', 'night'), 'auto'),
  /** Whether the user left the panel open; null until they first open or close it. */
  panelOpen: whole(flagOrNull, null),
  /** The site of hh's group that the user works on; hh localizes names for it. */
  site: whole(isAmong<string>(sites), 'hh.ru'),
  /**
   * `readPages`: read the applicant's own pages of hh while they are open. `fetchPages`: also fetch them in the
   * background.
   */
  readPages: whole(isFlag, false),
  fetchPages: whole(isFlag, false),
  /** Days without an answer after which an application counts as silent. */
  silentDays: bounded('silentDays'),
  /** `marks`: mark known people in hh's lists. `cards`: hovering over a mark opens a card. */
  marks: whole(isFlag, true),
  cards: whole(isFlag, true),
  /** Open a resume soon after its person is selected, which marks the response as viewed. */
  openResumes: whole(isFlag, false),
  /** Days after which data about people is deleted, unless it was read again. */
  keepDays: bounded('keepDays'),
  /** Show notifications, if the browser permits; the permission is requested at the click. */
  notify: whole(isFlag, false),
  /** Kinds of notifications that are switched off. */
  unnotified: eachOf(isAmong(allNoticeKinds)),
  /** Notifications show only a number, no names. */
  namesHidden: whole(isFlag, false),
  /** Follow-up rules that are switched off. */
  unfollowed: eachOf(isAmong(allFollowUps)),
  /** Quiet hours in local time («20:00»); equal values mean none. */
  quietFrom: whole(isHour, '20:00'),
  quietUntil: whole(isHour, '09:00'),
  /** Days that are not quiet all day, numbered as in `Date`: 0 is Sunday. At least one. */
  workDays: whole(
    (value): value is number[] => isListOf(isWhole(0, 6))(value) && value.length > 0,
    [1, 2, 3, 4, 5],
  ),
  /** Notifications are paused until then, whatever the quiet hours. */
  pausedUntil: whole(orNull(isDue), null),
  /** Hide the number on the badge during quiet hours. */
  quietBadge: whole(isFlag, false),
});
export type Settings = Read<typeof readSettings>;
export const defaultSettings = fallbackOf(readSettings);

/** The vacancies that count: those that the user did not mute. */
export function unmuted<V extends { id: VacancyId }>(
  vacancies: readonly V[],
  muted: readonly VacancyId[],
): V[] {
  const ids = new Set(muted);
  return vacancies.filter(({ id }) => !ids.has(id));
}

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
