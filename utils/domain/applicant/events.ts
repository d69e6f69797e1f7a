import { type Guarded, isEither, isNumber, isOneOf, isShape, isText, optional } from '../../guards.ts';
import type { NegotiationId } from '../../ids.ts';
import { isMillis, type Millis } from '../negotiation.ts';
import type { ApplicantNegotiation } from './negotiation.ts';
import { knownStages } from './negotiation.ts';

const anyEvent = { at: isMillis, before: optional(isOneOf(true)), revision: optional(isNumber) };

/**
 * An event of a negotiation, logged when it is seen: the funnel still counts what hh deletes, for as long as
 * the user keeps data. `before`: it was so when first seen, so the time says nothing. `revision`: that of the
 * store when logged, to find what happened since.
 */
export const isEvent = isEither(
  isShape(anyEvent, { what: isOneOf('sent', 'viewed', 'message', 'asked', 'hidden') }),
  isShape(anyEvent, { what: isOneOf('stage'), stage: isText }),
);
export type Event = Guarded<typeof isEvent>;

/** By negotiation, oldest first. */
export type EventLog = Record<NegotiationId, Event[]>;

/**
 * The events between two reads of a negotiation; `now` is used if hh gives no time. An unreadable value is not
 * an event, and a readable one after it may have been so before.
 */
export function eventsOf(
  before: ApplicantNegotiation | undefined,
  after: ApplicantNegotiation,
  now: Millis,
): Event[] {
  const changedAt = Math.min(after.updatedAt ?? now, now);
  const events: Event[] = [];
  if (after.invited === false && (before?.invited ?? null) === null)
    events.push({
      at: after.createdAt ?? changedAt,
      what: 'sent',
      ...(after.createdAt === null && { before: true }),
    });
  for (const what of ['viewed', 'hidden'] as const) {
    if (after[what] !== true || before?.[what] === true) continue;
    events.push(before?.[what] === false ? { at: now, what } : { at: changedAt, what, before: true });
  }
  const known = before?.stage.id || null;
  const stage = known ?? (after.invited ? null : 'response');
  if (after.stage.id !== '' && after.stage.id !== stage)
    events.push({ at: changedAt, what: 'stage', stage: after.stage.id, ...(!known && { before: true }) });
  if (before && (after.messages ?? 0) > (before.messages ?? after.messages ?? 0))
    events.push({ at: changedAt, what: 'message' });
  if (after.awaits === true && before?.awaits === false) events.push({ at: changedAt, what: 'asked' });
  return events;
}

/** A stage that is an answer: any known one except the response itself, and the applicant's own withdrawal. */
export const isAnswer = (stage: string): boolean =>
  knownStages.has(stage) && stage !== 'response' && stage !== 'discard_by_applicant';

/** Per negotiation; the busiest chats have some dozens of messages. */
const most = 200;

/** Limits a log: messages are dropped first, then the other events, the oldest first. */
export function bounded(events: readonly Event[]): Event[] {
  const spare = new Set<Event>();
  for (const lose of [({ what }: Event) => what === 'message', ({ what }: Event) => what !== 'sent'])
    for (const event of events) if (events.length - spare.size > most && lose(event)) spare.add(event);
  return events.filter((event) => !spare.has(event));
}

/** Whether the event can happen more than once. */
export const repeats = (what: Event['what']): boolean => what === 'message' || what === 'asked';

const isSame = (one: Event, other: Event): boolean => {
  if (one.what === 'stage' || other.what === 'stage')
    return (
      one.what === 'stage' &&
      other.what === 'stage' &&
      one.stage === other.stage &&
      (one.at === other.at || one.before === true || other.before === true)
    );
  return one.what === other.what && (!repeats(one.what) || one.at === other.at);
};

/**
 * Merges two logs of one negotiation: keeps everything of `here`, adds what it lacks, and dates its `before`
 * events. Returns the same list if nothing changes.
 */
export function withLog(here: Event[], given: readonly Event[]): Event[] {
  const all = [...here];
  // The revision belongs to the store that wrote it.
  for (const { revision: _, ...event } of given) {
    const at = all.findIndex((one) => isSame(one, event));
    if (at === -1) all.push(event);
    else if (all[at]?.before && !event.before) all[at] = event;
  }
  const isNew = all.length > here.length || all.some((event, at) => event !== here[at]);
  return isNew ? all.sort((one, other) => one.at - other.at) : here;
}

/** One event. `by`: at that time at the latest; `unknown`: before we first looked. */
export type Happened = { at: Millis; sure: 'exact' | 'by' | 'unknown' } & (
  | { what: 'sent' | 'invited' | 'viewed' | 'message' | 'asked' | 'hidden' }
  | { what: 'stage'; stage: string }
);

/** hh gives the time of the last change, but never when something was read or hidden. */
function sureOf({ what, before }: Event): Happened['sure'] {
  if (what === 'viewed' || what === 'hidden') return before ? 'unknown' : 'by';
  if (what === 'sent' && before) return 'unknown';
  return before && what === 'stage' ? 'by' : 'exact';
}

/**
 * The events of a negotiation, oldest first, as far as they were seen.
 * @param events its log
 */
export function timelineOf(
  negotiation: ApplicantNegotiation,
  events: readonly Event[] | undefined,
  now: Millis,
): Happened[] {
  const seen = events?.length ? events : eventsOf(undefined, negotiation, now);
  const happened = seen.map(
    ({ before, revision: _, ...event }): Happened => ({
      ...event,
      sure: sureOf({ before, ...event }),
    }),
  );
  return seen.some(({ what }) => what === 'sent')
    ? happened
    : negotiation.invited
      ? [
          negotiation.createdAt === null
            ? { what: 'invited', at: now, sure: 'unknown' }
            : { what: 'invited', at: negotiation.createdAt, sure: 'exact' },
          ...happened,
        ]
      : happened;
}
