import type { Problem } from '../problem.ts';
import type { Applicant } from './applicant/applicant.ts';
import { isApplicant } from './applicant/roles.ts';
import type { Account, Counts, Settings } from './inbox.ts';
import type { Millis } from './negotiation.ts';

export type BadgeLook =
  | 'count'
  | 'nothing'
  | 'signed_out'
  | 'not_recruiter'
  | 'offline'
  | 'captcha'
  | 'no_paid_access'
  | 'api_closed'
  | 'no_way'
  | 'stale';

/** What one role has to say. */
export interface Half {
  role: 'recruiter' | 'applicant';
  look: BadgeLook;
  /** Since when the numbers are not fresh. */
  since: Millis | null;
}

export interface Badge {
  look: BadgeLook;
  /** At most four characters; empty shows nothing. */
  text: string;
  color: string;
  responses: number;
  chats: number;
  /** New answers to me as an applicant. */
  answers: number;
  /** One, or both of somebody who has both roles. */
  halves: Half[];
}

/** A mark instead of a number where the number would be a lie; each look has its own. */
const looks: Record<BadgeLook, { color: string; mark: string | null }> = {
  count: { color: '#0059d6', mark: null },
  nothing: { color: '#0059d6', mark: '' },
  signed_out: { color: '#566472', mark: '?' },
  not_recruiter: { color: '#566472', mark: '' },
  offline: { color: '#687380', mark: null },
  captcha: { color: '#8a5200', mark: '!' },
  no_paid_access: { color: '#8a5200', mark: '₽' },
  api_closed: { color: '#c42b1c', mark: '×' },
  // hh closed one way and the person chose no other: a fact, no alarm.
  no_way: { color: '#566472', mark: '' },
  stale: { color: '#7a5b2e', mark: null },
};

/** How many wait: responses of the vacancies that count, and chats. */
export function unreadOf(
  counts: Counts,
  settings: Pick<Settings, 'muted'>,
): { responses: number; chats: number } {
  const muted = new Set(settings.muted);
  const responses = counts.vacancies.reduce(
    (sum, vacancy) => sum + (muted.has(vacancy.id) ? 0 : vacancy.unread),
    0,
  );
  return { responses, chats: counts.unreadChats };
}

/** What a person must look after hides what is only counted; the first of these that either half has. */
const order: BadgeLook[] = [
  'captcha',
  'no_paid_access',
  'api_closed',
  'signed_out',
  'offline',
  'stale',
  'count',
];

/** The badge, from the store alone. `now` decides only whether the numbers are stale. */
export function badgeOf(
  account: Account,
  counts: Counts,
  settings: Pick<Settings, 'muted' | 'intervalMinutes' | 'readPages' | 'fetchPages'>,
  applicant: Pick<Applicant, 'owner' | 'counts' | 'api' | 'pages' | 'freshAt' | 'problem' | 'problemSince'>,
  now: Millis,
): Badge {
  const { responses, chats } = unreadOf(counts, settings);
  const answers = applicant.counts.new;
  // A sleeping laptop leaves no problem behind, only old numbers.
  const tooOld = Math.max(15, settings.intervalMinutes * 3) * 60_000;
  const half = (
    role: Half['role'],
    total: number,
    { problem, problemSince, freshAt }: Pick<Applicant, 'problem' | 'problemSince' | 'freshAt'>,
    ages: boolean,
  ): Half => {
    const isOld = ages && freshAt !== null && now - freshAt > tooOld;
    const look = problem ? lookOfProblem(problem) : isOld ? 'stale' : total === 0 ? 'nothing' : 'count';
    return { role, look, since: problemSince ?? freshAt };
  };
  const halves: Half[] = [];
  const other = (look: BadgeLook) => halves.push({ role: 'recruiter', look, since: null });
  const both = isApplicant(account, applicant, settings);
  if (account.state === 'signed-in' && account.kind === 'manager')
    halves.push(half('recruiter', responses + chats, counts, true));
  else if (account.state === 'signed-out' && (account.problem || !both)) other('signed_out');
  else if (!both) other('not_recruiter');
  if (both) {
    const isOn = applicant.api.state === 'on' || applicant.pages.state !== 'off';
    // Pages that the person opens are as old as their last visit: that is no trouble.
    const ages = applicant.api.state === 'on' || settings.fetchPages;
    const of = half('applicant', answers, applicant, ages);
    halves.push(isOn || applicant.problem ? of : { ...of, look: 'no_way' });
  }
  const has = (look: BadgeLook) => halves.some((one) => one.look === look);
  const look = order.find(has) ?? halves[0]?.look ?? 'nothing';
  const { color, mark } = looks[look];
  const total = halves.reduce(
    (sum, { role }) => sum + (role === 'recruiter' ? responses + chats : answers),
    0,
  );
  const count = total === 0 ? (look === 'count' ? '' : '–') : total > 999 ? '999+' : String(total);
  return { look, text: mark ?? count, color, responses, chats, answers, halves };
}

function lookOfProblem(problem: Problem): BadgeLook {
  switch (problem.name) {
    case 'signed-out':
    case 'access-revoked':
    case 'sign-in-cancelled':
    case 'sign-in-failed':
      return 'signed_out';
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
