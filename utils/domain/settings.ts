import type { Application } from '../application.ts';
import {
  eachOf,
  fallbackOf,
  fieldsOf,
  flagOrNull,
  isAmong,
  isFlag,
  isId,
  isListOf,
  isOneOf,
  isWhole,
  orNull,
  type Read,
  whole,
} from '../guards.ts';
import { sites, type VacancyId } from '../ids.ts';
import { type Account, shownAs } from './account.ts';
import { isDue, isHour } from './due.ts';

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

/* A company's policy, which may fix some of them. */

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
  ignored: string[];
}

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
