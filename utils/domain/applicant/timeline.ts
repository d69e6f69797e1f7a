import type { Millis } from '../negotiation.ts';
import { type Event, eventsOf } from './events.ts';
import type { ApplicantNegotiation } from './negotiation.ts';

/** One thing that happened. `by`: at that time at the latest; `unknown`: before we first looked. */
export type Happened = { at: Millis; sure: 'exact' | 'by' | 'unknown' } & (
  | { what: 'sent' | 'invited' | 'viewed' | 'message' | 'hidden' }
  | { what: 'stage'; stage: string }
);

/** hh says when it last changed something, and never when it was read or put away. */
function sureOf({ what, before }: Event): Happened['sure'] {
  if (what === 'viewed' || what === 'hidden') return before ? 'unknown' : 'by';
  if (what === 'sent' && before) return 'unknown';
  return before && what === 'stage' ? 'by' : 'exact';
}

/** What happened to a negotiation, oldest first, as far as it was seen. @param events of the log */
export function timelineOf(
  topic: ApplicantNegotiation,
  events: readonly Event[] | undefined,
  now: Millis,
): Happened[] {
  const seen = events?.length ? events : eventsOf(undefined, topic, now);
  const happened = seen.map(
    ({ before, ...event }): Happened => ({
      ...event,
      sure: sureOf({ before, ...event }),
    }),
  );
  return seen.some(({ what }) => what === 'sent')
    ? happened
    : topic.invited
      ? [
          topic.createdAt === null
            ? { what: 'invited', at: now, sure: 'unknown' }
            : { what: 'invited', at: topic.createdAt, sure: 'exact' },
          ...happened,
        ]
      : happened;
}
