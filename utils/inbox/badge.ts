import type { Problem } from '../problem.ts';
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
  | 'stale';

export interface Badge {
  look: BadgeLook;
  /** At most four characters; empty shows nothing. */
  text: string;
  color: string;
  responses: number;
  chats: number;
  /** Since when the numbers are not fresh. */
  since: Millis | null;
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

/** The badge, from the store alone. `now` decides only whether the numbers are stale. */
export function badgeOf(
  account: Account,
  counts: Counts,
  settings: Pick<Settings, 'muted' | 'intervalMinutes'>,
  now: Millis,
): Badge {
  const { responses, chats } = unreadOf(counts, settings);
  const total = responses + chats;
  const since = counts.problemSince ?? counts.freshAt;
  const look = lookOf(account, counts, settings, now, total);
  const { color, mark } = looks[look];
  const count = total === 0 ? (look === 'count' ? '' : '–') : total > 999 ? '999+' : String(total);
  return { look, text: mark ?? count, color, responses, chats, since };
}

function lookOf(
  account: Account,
  counts: Counts,
  settings: Pick<Settings, 'intervalMinutes'>,
  now: Millis,
  total: number,
): BadgeLook {
  if (account.state === 'signed-out') return 'signed_out';
  if (account.kind !== 'manager') return 'not_recruiter';
  if (counts.problem) return lookOfProblem(counts.problem);
  // A sleeping laptop leaves no problem behind, only old numbers.
  const tooOld = Math.max(15, settings.intervalMinutes * 3) * 60_000;
  if (counts.freshAt !== null && now - counts.freshAt > tooOld) return 'stale';
  return total === 0 ? 'nothing' : 'count';
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
