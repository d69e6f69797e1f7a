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

/** What a person asked to be erased; it stands in the store until all of it is, whichever worker does it. */
export const isErasing = isShape({
  /** Whose negotiations as an applicant go as well. */
  applicantId: orNull(isId<ApplicantId>),
  /** Everything that this browser keeps, not the account alone. */
  everything: optional(isFlag),
});
export type Erasing = Guarded<typeof isErasing>;

export const isSignedIn = isShape({
  state: isOneOf('signed-in'),
  kind: isOneOf('manager', 'applicant', 'other'),
  /** Empty where hh does not name the person, or the company: `accountName`, `companyName` say so. */
  name: isText,
  employer: orNull(isShape({ id: isId<EmployerId>, name: isText })),
  managerId: orNull(isId<ManagerId>),
  /** The token opens the applicant's half as well, or alone. */
  applicantId: optional(orNull(isId<ApplicantId>)),
  /** The work account in use, and those one can switch to. */
  accountId: orNull(isId<AccountId>),
  accounts: isListOf(isShape({ id: isId<AccountId>, employer: isText })),
  /** Work accounts that could not be read; absent when there is none. */
  accountsSkipped: optional(isNumber),
});
export type SignedIn = Guarded<typeof isSignedIn>;

/** Who is signed in. */
export const isAccount = isEither(
  isShape({
    state: isOneOf('signed-out'),
    problem: orNull(isProblem),
    erasing: optional(isErasing),
    /** Who was signed in until hh took the token no more: what is in store is theirs. */
    was: optional(isSignedIn),
  }),
  isSignedIn,
);
export type Account = Guarded<typeof isAccount>;

/** Whose lists are shown: also when hh takes their token no more, with that said above. */
export const shownAs = (account: Account): Account =>
  account.state === 'signed-out' && account.was ? account.was : account;

/** How much waits for me, as last read from hh: all that badge, worker and the first paint of a view need. */
export const readCounts = mended(
  fieldsOf({
    /** Active vacancies, most unread first. */
    vacancies: eachOf(isVacancyCount),
    /** No vacancy with something unread can be missing from them: every page was read, and every item of it. */
    allVacancies: whole(isFlag, false),
    /** Vacancies that could not be read. */
    skipped: whole(isNumber, 0),
    /** Chats with something unread; unknown also where chats are closed to this manager. */
    unreadChats: whole(isFact(isNumber), unread),
    /** Why the list of chats is not what the counter says; responses do not depend on it. */
    chatsProblem: whole(orNull(isProblem), null),
    /** Last poll that succeeded; null before the first. */
    freshAt: whole(orNull(isMillis), null),
    /** Why it is stale, and since when. */
    problem: whole(orNull(isProblem), null),
    problemSince: whole(orNull(isMillis), null),
  }),
  // A vacancy that is gone from the list is one that may have something unread.
  (counts) => ({ ...counts, allVacancies: false }),
);
export type Counts = Read<typeof readCounts>;
export const emptyCounts = fallbackOf(readCounts);

/** How the rows of a vacancy were read. */
export const isRowsRead = isShape({
  /** The counter they were read at. */
  unread: isFact(isNumber),
  at: isMillis,
  /** hh has further pages; `nextPage` is the first of them. */
  more: isFlag,
  nextPage: isNumber,
  /** Rows that could not be read. */
  skipped: isNumber,
});
export type RowsRead = Guarded<typeof isRowsRead>;

/** What waits, one by one. It may be large, and is read after the counts. */
export const readListed = mended(
  fieldsOf({
    /** Unread responses that were read so far; may be fewer than the counters say. */
    rows: eachOf(isRow),
    /** Vacancies (by id) whose rows are known. */
    readAt: recordOf(isRowsRead),
    chats: eachOf(isChatRow),
    /** Chats that could not be read. */
    chatsSkipped: whole(isNumber, 0),
  }),
  // Which vacancy a lost row was of is not known, nor whether a chat was lost: the next poll reads all of them again.
  (listed) => ({ ...listed, readAt: {}, chats: [] }),
);
export type Listed = Read<typeof readListed>;
export const emptyListed = fallbackOf(readListed);

/** The whole of it. Views paint from this alone. */
export interface Inbox extends Counts, Listed {}

/** Those of all roles. */
/* @__NO_SIDE_EFFECTS__ */
const allOf = <T>(byRole: Record<string, readonly T[]>): readonly T[] => Object.values(byRole).flat();

/** What a person can be told of, by role; whoever has both is told of all. What is put off comes back for either. */
export const noticeKinds = {
  recruiter: ['responses', 'messages', 'waiting'],
  applicant: ['invited', 'asked', 'answered', 'refused', 'read'],
  either: ['back'],
} as const;
export type NoticeKind = (typeof noticeKinds)[keyof typeof noticeKinds][number];
export const allNoticeKinds: readonly NoticeKind[] = allOf(noticeKinds);

/** The rules by which reminders are found by themselves, by role (`follow-ups.ts`). */
export const followUps = {
  recruiter: ['invited-silent', 'promised', 'overlong'],
  applicant: ['read-silent', 'unanswered', 'interview'],
} as const;
export type FollowUp = (typeof followUps)[keyof typeof followUps][number];
export const allFollowUps: readonly FollowUp[] = allOf(followUps);

/** What the options are about, in the order of their navigation; the address of the page names one (`#data`). */
export const optionsSubjects = ['account', 'counting', 'work', 'applicant', 'data', 'about'] as const;
export type OptionsSubject = (typeof optionsSubjects)[number];

/** What views take these for until the settings were read: all that the panel on hh's page needs of them. */
export const firstUndoSeconds = 10;
export const firstWaitHours = 24;

/** Bounds of the settings that are whole numbers, both ends included, and what each is at first; `undoSeconds` is the length of the undo window. */
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

/** The person's settings, each with what it is before they choose. */
export const readSettings = fieldsOf({
  /** Count colleagues' vacancies that I may see, or only my own. */
  count: whole(isOneOf('own', 'all'), 'own'),
  muted: eachOf(isId<VacancyId>),
  intervalMinutes: bounded('intervalMinutes'),
  undoSeconds: bounded('undoSeconds'),
  /** Hours after which a response has waited too long. */
  waitHours: bounded('waitHours'),
  placement: whole(isOneOf('docked', 'inline'), 'docked'),
  theme: whole(isOneOf('auto', 'day', 'night'), 'auto'),
  /** How the person left the panel; null as long as they have neither opened nor closed one. */
  panelOpen: whole(flagOrNull, null),
  /** The site of hh's group that the person works on; hh names things after it. */
  site: whole(isAmong<string>(sites), 'hh.ru'),
  /** An applicant's own pages of hh are read when they stand open; and fetched in the background. */
  readPages: whole(isFlag, false),
  fetchPages: whole(isFlag, false),
  /** Days after which a response that nobody answered is silent. */
  silentDays: bounded('silentDays'),
  /** People whom we know are marked in hh's lists; resting on a mark opens a card. */
  marks: whole(isFlag, true),
  cards: whole(isFlag, true),
  /** A resume is opened as soon as its person has stood open for a moment, which marks the response as viewed. */
  openResumes: whole(isFlag, false),
  /** Days after which what was read of people is forgotten, unless it was read again. */
  keepDays: bounded('keepDays'),
  /** Notifications are shown, as long as the browser lets us; the permission is asked for at the click. */
  notify: whole(isFlag, false),
  /** Kinds of which nothing is told. */
  unnotified: eachOf(isAmong(allNoticeKinds)),
  /** Notifications say how many, and nothing of whom. */
  namesHidden: whole(isFlag, false),
  /** Rules that the person has switched off: no reminder is found by them. */
  unfollowed: eachOf(isAmong(allFollowUps)),
  /** Quiet hours, by the clock on the wall («20:00»); none where both are equal. */
  quietFrom: whole(isHour, '20:00'),
  quietUntil: whole(isHour, '09:00'),
  /** Days that are not quiet as a whole, as `Date` counts them: 0 is Sunday. At least one. */
  workDays: whole(
    (value): value is number[] => isListOf(isWhole(0, 6))(value) && value.length > 0,
    [1, 2, 3, 4, 5],
  ),
  /** Quiet until then, whatever the hours say. */
  pausedUntil: whole(orNull(isDue), null),
  /** While it is quiet the badge shows no number. */
  quietBadge: whole(isFlag, false),
});
export type Settings = Read<typeof readSettings>;
export const defaultSettings = fallbackOf(readSettings);

/** The vacancies that count: those the person did not mute. */
export function unmuted<V extends { id: VacancyId }>(
  vacancies: readonly V[],
  muted: readonly VacancyId[],
): V[] {
  const ids = new Set(muted);
  return vacancies.filter(({ id }) => !ids.has(id));
}

/** What is kept of who is signed in is kept under this, empty where nobody is: nothing of one account is ever shown to another. */
export const accountKey = (account: Account): string =>
  account.state === 'signed-in'
    ? [account.employer?.id, account.managerId, account.accountId ?? account.applicantId].join('/')
    : '';

/** Whose is what lies in this browser: also while hh takes their token no more, and their lists and drafts are shown. */
export const shownKey = (account: Account): string => accountKey(shownAs(account));

/** Under what a person keeps their own things, by role: the work account, and hh's user id of the applicant; empty: none. */
export interface OwnKeys {
  recruiter: string;
  applicant: string;
}

export const ownKeys = (account: Account, applicant: { owner: string | null }): OwnKeys => ({
  recruiter: shownKey(account),
  applicant: applicant.owner ?? '',
});

/** What one person keeps, of both roles. */
export const ownedBy = <T>(all: Record<string, T[]>, { recruiter, applicant }: OwnKeys): T[] =>
  [recruiter, applicant].flatMap((key) => (key && all[key]) || []);
