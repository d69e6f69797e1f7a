import type { Millis } from '../negotiation.ts';
import { toneOf } from '../stage.ts';
import { type Event, type EventLog, isAnswer } from './events.ts';

const day = 86_400_000;

export const stepNames = ['sent', 'viewed', 'answered', 'invited', 'offer'] as const;
export type StepName = (typeof stepNames)[number];

/** How many came so far, and in what time half of them did; null where no time is known. */
export interface Step {
  name: StepName;
  count: number;
  /** Of sending until then, in ms. */
  median: Millis | null;
}

export interface Funnel {
  steps: Step[];
  /** Read, and nothing for longer than the person wants to wait. */
  silent: number;
  /** Until an answer of any kind: half of them, and nine of ten; in ms. */
  reply: { half: Millis; most: Millis } | null;
}

/** What became of one response, and after how many ms; null: it did, but before we looked. */
type Way = Partial<Record<StepName, Millis | null>>;

const offers = new Set(['offer', 'hired']);

/**
 * Each step holds all of the next: who answered has read it, whether we saw that or not.
 * @param sentAt null where hh did not say
 */
function wayOf(events: readonly Event[], sentAt: Millis | null): Way {
  const way: Way = { sent: 0 };
  for (const event of events) {
    const after = event.before || sentAt === null ? null : Math.max(0, event.at - sentAt);
    const reach = (name: StepName) => {
      if (!(name in way)) way[name] = after;
    };
    if (event.what === 'viewed') reach('viewed');
    if (event.what !== 'stage' || !isAnswer(event.stage)) continue;
    // When it was read on the way to the answer, nobody saw.
    if (!('viewed' in way)) way.viewed = null;
    reach('answered');
    if (toneOf(event.stage) === 'good') reach('invited');
    if (offers.has(event.stage)) reach('offer');
  }
  return way;
}

/** I put it away, or took the response back: nobody is silent then. */
const isLeft = (events: readonly Event[]): boolean =>
  events.some(
    (event) => event.what === 'hidden' || (event.what === 'stage' && event.stage === 'discard_by_applicant'),
  );

/**
 * How far my responses came, from the log alone: what hh has deleted since counts as ever. Invitations out of the
 * blue are no responses.
 * @param since responses sent before are left out; null: none are
 */
export function funnelOf(log: EventLog, since: Millis | null, now: Millis, silentDays: number): Funnel {
  const ways: Way[] = [];
  let silent = 0;
  for (const events of Object.values(log)) {
    const sent = events.find(({ what }) => what === 'sent');
    if (!sent || (since !== null && (sent.before || sent.at < since))) continue;
    const way = wayOf(events, sent.before ? null : sent.at);
    ways.push(way);
    const last = Math.max(...events.map(({ at }) => at));
    const waits = 'viewed' in way && !('answered' in way) && !isLeft(events);
    if (waits && now - last >= silentDays * day) silent++;
  }
  const timesOf = (name: StepName) =>
    ways.flatMap((way) => way[name] ?? []).sort((one, other) => one - other);
  const replies = timesOf('answered');
  const half = medianOf(replies);
  return {
    steps: stepNames.map((name) => ({
      name,
      count: ways.filter((way) => name in way).length,
      median: name === 'sent' ? null : medianOf(timesOf(name)),
    })),
    silent,
    reply: half === null ? null : { half, most: replies[Math.ceil(replies.length * 0.9) - 1] ?? half },
  };
}

/** @param sorted in rising order */
function medianOf(sorted: readonly number[]): number | null {
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined) return null;
  return sorted.length % 2 === 0 && low !== undefined ? (low + high) / 2 : high;
}
