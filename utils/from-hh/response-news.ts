import type { ResponseNews } from '../domain/reminders.ts';
import { heardIn } from '../hh/people.ts';
import { valueOr } from '../known.ts';
import { stageOf } from './negotiations.ts';

/** What the answer to a GET of this address of hh's API says of responses; nothing where it cannot be read. */
export function responseNewsOf(url: URL, json: unknown): ResponseNews[] {
  const answer = heardIn(url, json);
  if (answer?.about !== 'negotiations') return [];
  return answer.items.map(({ id, employer_state, counters, has_updates }) => ({
    id,
    stage: employer_state ? valueOr(stageOf(employer_state), null) : null,
    unreadMessages: counters?.unread_messages ?? null,
    hasUpdates: has_updates ?? null,
  }));
}
