import { type Guarded, isEither, isNumber, isOneOf, isShape, isText, optional } from '../../guards.ts';
import type { NegotiationId } from '../../ids.ts';
import { isMillis, type Millis } from '../negotiation.ts';
import { type ApplicantNegotiation, isAnswer } from './negotiation.ts';

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

/* Reading a list again: its negotiations and their logs, updated. */

/** One page of a list as read from either source, to be stored. */
export interface ReadPage {
  /** hh's user id of the list's owner. */
  owner: string;
  negotiations: ApplicantNegotiation[];
  /**
   * All that hh shows, once every page was read: other stored negotiations are forgotten, and remain only in
   * the log.
   */
  all?: ReadonlySet<NegotiationId>;
}

interface Merged {
  /** Those that are new, or have changed. */
  changed: ApplicantNegotiation[];
  log: EventLog;
  /** The last negotiation has changed: those after it may have changed too. */
  lastChanged: boolean;
}

/**
 * Merges what was read into the stored negotiations of the same person. Pure; unchanged values keep their
 * identity, so that nothing needs to be written.
 * @param now Unix ms, used if hh gives no time
 */
export function merge(
  known: readonly ApplicantNegotiation[],
  log: EventLog,
  looked: readonly ApplicantNegotiation[],
  now: Millis,
): Merged {
  const held = new Map(known.map((negotiation) => [negotiation.id, negotiation]));
  const merged: Merged = { changed: [], log, lastChanged: false };
  for (const seen of looked) {
    const before = held.get(seen.id);
    const after = before ? mergedNegotiation(before, seen, now) : seen;
    merged.lastChanged = after !== before;
    if (!merged.lastChanged) continue;
    merged.changed.push(after);
    held.set(after.id, after);
    merged.log = withEvents(merged.log, after.id, eventsOf(before, after, now));
  }
  return merged;
}

/** `over` overrides `base`, except where it is null or empty. */
const overridden = <T extends object>(base: T, over: T): T => ({
  ...base,
  ...Object.fromEntries(Object.entries(over).filter(([, value]) => value !== null && value !== '')),
});

/** Merges both if they are about the same thing. */
const whole = <T extends { id: unknown }>(base: T | null, over: T | null): T | null =>
  base && over && (base.id === over.id || !base.id || !over.id) ? overridden(base, over) : (over ?? base);

/** Once true, always true. */
const everSo = (known: boolean | null, seen: boolean | null): boolean | null =>
  known || seen ? true : (seen ?? known);

const latest = (known: Millis | null, seen: Millis | null): Millis | null =>
  known === null || seen === null ? (seen ?? known) : Math.max(known, seen);

/** Merges a stored negotiation with one just read; returns the same object if nothing changes. */
function mergedNegotiation(
  known: ApplicantNegotiation,
  seen: ApplicantNegotiation,
  now: Millis,
): ApplicantNegotiation {
  // An older read (a page open since the morning) only fills gaps. One source has whole seconds, the other does
  // not.
  const older =
    seen.updatedAt !== null &&
    known.updatedAt !== null &&
    Math.floor(seen.updatedAt / 1000) < Math.floor(known.updatedAt / 1000);
  const [base, over] = older ? [seen, known] : [known, seen];
  const viewed = everSo(known.viewed, seen.viewed);
  const stage = whole(base.stage, over.stage) ?? over.stage;
  const updatedAt = latest(known.updatedAt, seen.updatedAt);
  const answered = isAnswer(stage.id) && known.stage.id !== '' && !isAnswer(known.stage.id);
  const after: ApplicantNegotiation = {
    ...known,
    ...overridden(base, over),
    vacancy: whole(base.vacancy, over.vacancy),
    employer: whole(base.employer, over.employer),
    stage,
    invited: everSo(known.invited, seen.invited),
    viewed,
    viewedAt: known.viewedAt ?? (viewed && known.viewed === false ? now : null),
    answeredAt: known.answeredAt ?? (answered ? Math.min(updatedAt ?? now, now) : null),
    updatedAt,
    // Values that only grow, and that one of the sources cannot see.
    messages: known.messages === null ? seen.messages : Math.max(known.messages, seen.messages ?? 0),
    calls: Math.max(known.calls, seen.calls),
  };
  return JSON.stringify(after) === JSON.stringify(known) ? known : after;
}

/** Appends events that are not logged yet: after a sign-out everything is seen for the first time again. */
function withEvents(log: EventLog, id: NegotiationId, events: Event[]): EventLog {
  const written = log[id] ?? [];
  const stage = written.findLast(({ what }) => what === 'stage');
  const isNews = (event: Event) =>
    event.what === 'stage'
      ? !(stage?.what === 'stage' && stage.stage === event.stage)
      : !written.some(({ what, at }) => what === event.what && (!repeats(what) || at === event.at));
  const news = events.filter(isNews);
  return news.length > 0 ? { ...log, [id]: [...written, ...news] } : log;
}
