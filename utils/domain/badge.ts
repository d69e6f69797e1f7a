import { plural, t } from '../i18n.ts';
import { type Known, known } from '../known.ts';
import { needsSignIn, type Problem, type ProblemName } from '../problem.ts';
import { timeOf } from '../time.ts';
import type { Account } from './account.ts';
import {
  type Applicant,
  isApplicant,
  isRecruiter,
  type Part,
  partOf,
  partText,
  sumOfList,
} from './applicant/applicant.ts';
import { type Counts, unmuted } from './inbox.ts';
import type { Millis } from './negotiation.ts';
import type { Settings } from './settings.ts';
import { isNothing, leastOf, type Sum, sumOf, sumText, together } from './sum.ts';

export type BadgeLook =
  | 'count'
  | 'nothing'
  /** Some of the counters are unknown or not read yet: the number is a minimum. */
  | 'part'
  /** None of the counters could be read. */
  | 'unknown'
  /** Nothing has been read yet. */
  | 'unread'
  | 'signed_out'
  | 'not_recruiter'
  | 'offline'
  | 'captcha'
  | 'no_paid_access'
  | 'api_closed'
  | 'no_way'
  | 'stale';

/** The state of one role. */
export interface Half {
  role: 'recruiter' | 'applicant';
  look: BadgeLook;
  /** Since when the numbers have been out of date. */
  since: Millis | null;
}

export interface Badge {
  look: BadgeLook;
  /** At most four characters; an empty string shows nothing. */
  text: string;
  color: string;
  responses: Sum;
  chats: Known<number>;
  /** New answers to the user as an applicant. */
  answers: Sum;
  /** How many of the user's negotiations were read; null if all of them were. */
  part: Part | null;
  /** One, or two for a user with both roles. */
  halves: Half[];
}

/** The badge's colour by look. A mark replaces the number where the number would be misleading. */
const looks: Record<BadgeLook, { color: string; mark: string | null }> = {
  count: { color: '#0059d6', mark: null },
  nothing: { color: '#0059d6', mark: '' },
  // Grey: the number cannot be trusted.
  part: { color: '#5b6875', mark: null },
  unknown: { color: '#687380', mark: '?' },
  unread: { color: '#687380', mark: '…' },
  signed_out: { color: '#566472', mark: '?' },
  not_recruiter: { color: '#566472', mark: '' },
  offline: { color: '#687380', mark: null },
  captcha: { color: '#8a5200', mark: '!' },
  no_paid_access: { color: '#8a5200', mark: '₽' },
  api_closed: { color: '#c42b1c', mark: '×' },
  // hh closed one source and the user chose no other: a fact, not an alarm.
  no_way: { color: '#566472', mark: '' },
  stale: { color: '#7a5b2e', mark: null },
};

export interface Unread {
  responses: Sum;
  chats: Known<number>;
  /** The total; responses alone if this manager has no chats. */
  all: Sum;
}

/** The number of unread responses in unmuted vacancies, and of unread chats. */
export function unreadOf(
  counts: Pick<Counts, 'vacancies' | 'allVacancies' | 'unreadChats'>,
  settings: Pick<Settings, 'muted'>,
): Unread {
  const responses = sumOf(
    unmuted(counts.vacancies, settings.muted).map(({ unread }) => unread),
    counts.allVacancies,
  );
  const chats = counts.unreadChats;
  return { responses, chats, all: together(responses, sumOf(isClosed(chats) ? [known(0)] : [chats])) };
}

const closing: readonly ProblemName[] = ['forbidden', 'no-paid-access', 'api-closed', 'not-found'];

/** hh refused this manager access: there is nothing to count, so the number is still complete. */
export const isClosed = (fact: Known<unknown>): boolean => !fact.known && closing.includes(fact.why.name);

/** Most urgent first: what needs attention hides a plain count. The first look that either half has wins. */
const order: BadgeLook[] = [
  'captcha',
  'no_paid_access',
  'api_closed',
  'signed_out',
  'offline',
  'stale',
  'part',
  'unknown',
  'unread',
  'count',
];

/** The badge, derived from the store alone. `now` only decides whether the numbers are stale. */
export function badgeOf(
  account: Account,
  counts: Counts,
  settings: Pick<Settings, 'muted' | 'intervalMinutes' | 'readPages' | 'fetchPages'>,
  applicant: Pick<
    Applicant,
    'owner' | 'counts' | 'total' | 'whole' | 'api' | 'pages' | 'freshAt' | 'problem' | 'problemSince'
  >,
  now: Millis,
): Badge {
  const { responses, chats, all } = unreadOf(counts, settings);
  const answers = sumOfList(applicant, 'new');
  const part = partOf(applicant);
  // A laptop that slept leaves no problem behind, only old numbers.
  const tooOld = Math.max(15, settings.intervalMinutes * 3) * 60_000;
  const half = (
    role: Half['role'],
    total: Sum,
    { problem, problemSince, freshAt }: Pick<Applicant, 'problem' | 'problemSince' | 'freshAt'>,
    ages: boolean,
  ): Half => {
    const isOld = ages && freshAt !== null && now - freshAt > tooOld;
    const look = problem ? lookOfProblem(problem) : isOld ? 'stale' : lookOfSum(total, freshAt);
    return { role, look, since: problemSince ?? freshAt };
  };
  const halves: Half[] = [];
  const other = (look: BadgeLook) => halves.push({ role: 'recruiter', look, since: null });
  const both = isApplicant(account, applicant, settings);
  if (isRecruiter(account)) halves.push(half('recruiter', all, counts, true));
  else if (account.state === 'signed-out' && (account.problem || !both)) other('signed_out');
  else if (!both) other('not_recruiter');
  if (both) {
    const isOn = applicant.api.state === 'on' || applicant.pages.state !== 'off';
    // Pages that the user opens are as old as the last visit; that is not a problem.
    const ages = applicant.api.state === 'on' || settings.fetchPages;
    const of = half('applicant', answers, applicant, ages);
    // "None in the part that was read" differs from "could not be read".
    const look = of.look === 'unknown' && part ? 'part' : of.look;
    halves.push({ ...of, look: isOn || applicant.problem ? look : 'no_way' });
  }
  const total = together(...halves.map(({ role }): Sum => (role === 'recruiter' ? all : answers)));
  const has = (look: BadgeLook) => halves.some((one) => one.look === look);
  const gravest = order.find(has) ?? halves[0]?.look ?? 'nothing';
  // One half may be known when the other is not.
  const look = (gravest === 'unknown' || gravest === 'unread') && leastOf(total) > 0 ? 'part' : gravest;
  const { color, mark } = looks[look];
  return { look, text: mark ?? countText(total), color, responses, chats, answers, part, halves };
}

/** At most four characters. A zero next to a warning is shown as a dash. */
function countText(total: Sum): string {
  const least = leastOf(total);
  if (least === 0) return '–';
  if (least > 999) return '999+';
  return total.whole ? String(least) : `${least}+`;
}

function lookOfSum(total: Sum, freshAt: Millis | null): BadgeLook {
  if (isNothing(total)) return 'nothing';
  if (total.whole) return 'count';
  if (total.atLeast > 0) return 'part';
  return freshAt === null ? 'unread' : 'unknown';
}

function lookOfProblem(problem: Problem): BadgeLook {
  if (needsSignIn(problem)) return 'signed_out';
  switch (problem.name) {
    case 'offline':
    case 'no-connection':
      return 'offline';
    case 'captcha':
      return 'captcha';
    case 'no-paid-access':
    case 'no-services':
      return 'no_paid_access';
    case 'api-closed':
    case 'forbidden':
    case 'application-unknown':
    case 'wrong-token-kind':
      return 'api_closed';
    default:
      return 'stale';
  }
}

/** What the badge says in words, for the tooltip. @param due how many reminders are due */
export function titleOf({ responses, chats, answers, part, halves }: Badge, now: Millis, due = 0): string {
  const words = halves.map(({ role, look, since }) => {
    const numbers =
      role === 'applicant'
        ? [sumText('badge_answers', answers), part && partText(part).toLowerCase()].filter(Boolean).join(', ')
        : t('badge_numbers', sumText('badge_responses', responses), chatsText(chats));
    // "All read" must not be said of chats that cannot be read.
    const name = look === 'nothing' && role === 'recruiter' && !chats.known ? 'count' : look;
    const text = t(`badge_${name}`, numbers, since === null ? '' : t('badge_since', timeOf(since, now)));
    // The role is named only for a person who has both.
    return halves.length > 1 ? `${t(`badge_${role}`)}: ${text}` : text;
  });
  if (due > 0) words.push(plural('badge_reminders', due));
  return `${t('extName')}: ${words.join('; ')}`;
}

const chatsText = (chats: Badge['chats']): string =>
  chats.known
    ? plural('badge_messages', chats.value)
    : t(isClosed(chats) ? 'badge_messages_closed' : 'unknown_unread_chats');
