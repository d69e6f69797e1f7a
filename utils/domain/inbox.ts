import type { AccountId, ApplicantId, EmployerId, ManagerId, VacancyId } from '../ids.ts';
import { type Known, unread } from '../known.ts';
import type { Problem } from '../problem.ts';
import type { Due } from './due.ts';
import type { ChatRow, Millis, Row, VacancyCount } from './negotiation.ts';

/** What a person asked to be erased; it stands in the store until all of it is, whichever worker does it. */
export interface Erasing {
  /** Whose negotiations as an applicant go as well. */
  applicantId: ApplicantId | null;
  /** Everything that this browser keeps, not the account alone. */
  everything?: boolean;
}

/** Who is signed in. */
export type Account =
  | {
      state: 'signed-out';
      problem: Problem | null;
      erasing?: Erasing;
      /** Who was signed in until hh took the token no more: what is in store is theirs. */
      was?: SignedIn;
    }
  | SignedIn;

export interface SignedIn {
  state: 'signed-in';
  kind: 'manager' | 'applicant' | 'other';
  /** Empty where hh does not name the person, or the company: `accountName`, `companyName` say so. */
  name: string;
  employer: { id: EmployerId; name: string } | null;
  managerId: ManagerId | null;
  /** The token opens the applicant's half as well, or alone. */
  applicantId?: ApplicantId | null;
  /** The work account in use, and those one can switch to. */
  accountId: AccountId | null;
  accounts: { id: AccountId; employer: string }[];
  /** Work accounts that could not be read; absent when there is none. */
  accountsSkipped?: number;
}

/** Whose lists are shown: also when hh takes their token no more, with that said above. */
export const shownAs = (account: Account): Account =>
  account.state === 'signed-out' && account.was ? account.was : account;

/** How much waits for me, as last read from hh: all that badge, worker and the first paint of a view need. */
export interface Counts {
  /** Active vacancies, most unread first. */
  vacancies: VacancyCount[];
  /** No vacancy with something unread can be missing from them: every page was read, and every item of it. */
  allVacancies: boolean;
  /** Vacancies that could not be read. */
  skipped: number;
  /** Chats with something unread; unknown also where chats are closed to this manager. */
  unreadChats: Known<number>;
  /** Why the list of chats is not what the counter says; responses do not depend on it. */
  chatsProblem: Problem | null;
  /** Last poll that succeeded; null before the first. */
  freshAt: Millis | null;
  /** Why it is stale, and since when. */
  problem: Problem | null;
  problemSince: Millis | null;
}

/** What waits, one by one. It may be large, and is read after the counts. */
export interface Listed {
  /** Unread responses that were read so far; may be fewer than the counters say. */
  rows: Row[];
  /** Vacancies (by id) whose rows are known. */
  readAt: Record<string, RowsRead>;
  chats: ChatRow[];
  /** Chats that could not be read. */
  chatsSkipped: number;
}

/** How the rows of a vacancy were read. */
export interface RowsRead {
  /** The counter they were read at. */
  unread: Known<number>;
  at: Millis;
  /** hh has further pages; `nextPage` is the first of them. */
  more: boolean;
  nextPage: number;
  /** Rows that could not be read. */
  skipped: number;
}

/** The whole of it. Views paint from this alone. */
export interface Inbox extends Counts, Listed {}

export interface Settings {
  /** Count colleagues' vacancies that I may see, or only my own. */
  count: 'own' | 'all';
  muted: VacancyId[];
  intervalMinutes: number;
  undoSeconds: number;
  /** Hours after which a response has waited too long. */
  waitHours: number;
  placement: 'docked' | 'inline';
  theme: 'auto' | 'day' | 'night';
  /** How the person left the panel; null as long as they have neither opened nor closed one. */
  panelOpen: boolean | null;
  /** The site of hh's group that the person works on; hh names things after it. */
  site: string;
  /** An applicant's own pages of hh are read when they stand open; and fetched in the background. */
  readPages: boolean;
  fetchPages: boolean;
  /** Days after which a response that nobody answered is silent. */
  silentDays: number;
  /** People whom we know are marked in hh's lists; resting on a mark opens a card. */
  marks: boolean;
  cards: boolean;
  /** A resume is opened as soon as its person has stood open for a moment, which marks the response as viewed. */
  openResumes: boolean;
  /** Days after which what was read of people is forgotten, unless it was read again. */
  keepDays: number;
  /** Notifications are shown, as long as the browser lets us; the permission is asked for at the click. */
  notify: boolean;
  /** Kinds of which nothing is told. */
  unnotified: NoticeKind[];
  /** Notifications say how many, and nothing of whom. */
  namesHidden: boolean;
  /** Rules that the person has switched off: no reminder is found by them. */
  unfollowed: FollowUp[];
  /** Quiet hours, by the clock on the wall («20:00»); none where both are equal. */
  quietFrom: string;
  quietUntil: string;
  /** Days that are not quiet as a whole, as `Date` counts them: 0 is Sunday. At least one. */
  workDays: number[];
  /** Quiet until then, whatever the hours say. */
  pausedUntil: Due | null;
  /** While it is quiet the badge shows no number. */
  quietBadge: boolean;
}

/** What a person can be told of, by role; whoever has both is told of all. What is put off comes back for either. */
export const noticeKinds = {
  recruiter: ['responses', 'messages', 'waiting'],
  applicant: ['invited', 'asked', 'answered', 'refused', 'read'],
  either: ['back'],
} as const;
export type NoticeKind = (typeof noticeKinds)[keyof typeof noticeKinds][number];
export const allNoticeKinds: readonly NoticeKind[] = [
  ...noticeKinds.recruiter,
  ...noticeKinds.applicant,
  ...noticeKinds.either,
];

/** The rules by which reminders are found by themselves, by role (`follow-ups.ts`). */
export const followUps = {
  recruiter: ['invited-silent', 'promised', 'overlong'],
  applicant: ['read-silent', 'unanswered', 'interview'],
} as const;
export type FollowUp = (typeof followUps)[keyof typeof followUps][number];
export const allFollowUps: readonly FollowUp[] = [...followUps.recruiter, ...followUps.applicant];

/** What the options are about, in the order of their navigation; the address of the page names one (`#data`). */
export const optionsSubjects = ['account', 'counting', 'work', 'applicant', 'data', 'about'] as const;
export type OptionsSubject = (typeof optionsSubjects)[number];

/** Bounds of the settings that are whole numbers, both ends included; `undoSeconds` is the length of the undo window. */
export const numberBounds = {
  intervalMinutes: { min: 1, max: 60 },
  undoSeconds: { min: 0, max: 30 },
  waitHours: { min: 1, max: 240 },
  silentDays: { min: 1, max: 90 },
  keepDays: { min: 7, max: 1095 },
};
export type NumberSetting = keyof typeof numberBounds;

export const emptyCounts: Counts = {
  vacancies: [],
  allVacancies: false,
  skipped: 0,
  unreadChats: unread,
  chatsProblem: null,
  freshAt: null,
  problem: null,
  problemSince: null,
};

/** The vacancies that count: those the person did not mute. */
export function unmuted<V extends { id: VacancyId }>(
  vacancies: readonly V[],
  muted: readonly VacancyId[],
): V[] {
  const ids = new Set(muted);
  return vacancies.filter(({ id }) => !ids.has(id));
}

export const emptyListed: Listed = { rows: [], readAt: {}, chats: [], chatsSkipped: 0 };

export const defaultSettings: Settings = {
  count: 'own',
  muted: [],
  intervalMinutes: 2,
  undoSeconds: 10,
  waitHours: 24,
  placement: 'docked',
  theme: 'auto',
  panelOpen: null,
  site: 'hh.ru',
  readPages: false,
  fetchPages: false,
  silentDays: 7,
  marks: true,
  cards: true,
  openResumes: false,
  keepDays: 180,
  notify: false,
  unnotified: [],
  namesHidden: false,
  unfollowed: [],
  quietFrom: '20:00',
  quietUntil: '09:00',
  workDays: [1, 2, 3, 4, 5],
  pausedUntil: null,
  quietBadge: false,
};

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
