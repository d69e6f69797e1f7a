import type { NegotiationId } from '../../ids.ts';
import type { Millis } from '../negotiation.ts';
import { isRefusal } from '../stage.ts';
import type { Topic } from './topic.ts';

/**
 * What happened to a negotiation, written down as it is seen and never removed: hh forgets what it deletes, the
 * funnel must not shrink. `before`: it was so when we first saw it, so that the time says nothing.
 */
export type Event = { at: Millis; before?: true } & (
  | { what: 'sent' | 'viewed' | 'message' | 'hidden' }
  | { what: 'stage'; stage: string }
);

/** By negotiation, oldest first. */
export type EventLog = Record<NegotiationId, Event[]>;

/** What a look at a topic tells that the one before did not; `now` stands where hh gives no time. */
export function eventsOf(before: Topic | undefined, after: Topic, now: Millis): Event[] {
  const first = before ? {} : { before: true as const };
  const changedAt = Math.min(after.updatedAt, now);
  const events: Event[] = [];
  if (!before && !after.invited) events.push({ at: after.createdAt, what: 'sent' });
  if (after.viewed && !before?.viewed)
    events.push({ at: before ? now : changedAt, what: 'viewed', ...first });
  const stage = before?.stage.id ?? (after.invited ? null : 'response');
  if (after.stage.id !== stage)
    events.push({ at: changedAt, what: 'stage', stage: after.stage.id, ...first });
  if (before && (after.messages ?? 0) > (before.messages ?? after.messages ?? 0))
    events.push({ at: changedAt, what: 'message' });
  if (after.hidden && !before?.hidden)
    events.push({ at: before ? now : changedAt, what: 'hidden', ...first });
  return events;
}

/** A stage that is an answer: anything but the response itself, and what I took back. */
export const isAnswer = (stage: string): boolean => stage !== 'response' && stage !== 'discard_by_applicant';

/** A stage that is a yes, be it an interview or an offer. */
export const isYes = (stage: string): boolean => isAnswer(stage) && !isRefusal(stage);
