import type { NegotiationId } from '../../ids.ts';
import type { Millis } from '../negotiation.ts';
import { type Event, type EventLog, eventsOf, isAnswer, repeats } from './events.ts';
import type { ApplicantNegotiation } from './negotiation.ts';

/** How many entries of the list `new` the popup paints before it has read all negotiations. */
export const frontLength = 30;

/** One read page of a list, from either source. */
export interface Look {
  /** hh's user id of the list's owner. */
  owner: string;
  negotiations: ApplicantNegotiation[];
  /**
   * All that hh shows, once every page was read: other stored negotiations are dropped, and remain only in the
   * log.
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
    const after = before ? joined(before, seen, now) : seen;
    merged.lastChanged = after !== before;
    if (!merged.lastChanged) continue;
    merged.changed.push(after);
    held.set(after.id, after);
    merged.log = withEvents(merged.log, after.id, eventsOf(before, after, now));
  }
  return merged;
}

/** `over` overrides `base`, except where it is null or empty. */
const said = <T extends object>(base: T, over: T): T => ({
  ...base,
  ...Object.fromEntries(Object.entries(over).filter(([, value]) => value !== null && value !== '')),
});

/** Merges both if they are about the same thing. */
const whole = <T extends { id: unknown }>(base: T | null, over: T | null): T | null =>
  base && over && (base.id === over.id || !base.id || !over.id) ? said(base, over) : (over ?? base);

/** Once true, always true. */
const everSo = (known: boolean | null, seen: boolean | null): boolean | null =>
  known || seen ? true : (seen ?? known);

const latest = (known: Millis | null, seen: Millis | null): Millis | null =>
  known === null || seen === null ? (seen ?? known) : Math.max(known, seen);

/** Merges a stored negotiation with one just read; returns the same object if nothing changes. */
function joined(known: ApplicantNegotiation, seen: ApplicantNegotiation, now: Millis): ApplicantNegotiation {
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
    ...said(base, over),
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
