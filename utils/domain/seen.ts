import { type Guarded, isNumber, isShape } from '../guards.ts';
import type { NegotiationId } from '../ids.ts';
import { valueOr } from '../known.ts';
import { withNewest } from './cache.ts';
import { isMillis, type Millis, type Negotiation } from './negotiation.ts';
import { isStage, type Stage } from './stage.ts';

/** The state of a negotiation when it was last open here. */
export const isSeen = isShape({ at: isMillis, stage: isStage, messages: isNumber });
export type Seen = Guarded<typeof isSeen>;

/** By `accountKey` and negotiation, oldest first. */
export type SeenOnes = Record<string, Seen>;

/** The maximum number kept: half a year of a busy recruiter. */
export const seenLimit = 2000;

export const seenKey = (account: string, id: NegotiationId): string => `${account}:${id}`;

/** Adds this one as the newest, within the limit. */
export const withSeen = (all: SeenOnes, key: string, seen: Seen): SeenOnes =>
  withNewest(all, key, seen, seenLimit);

/** Null if a field needed for the comparison could not be read. */
export const seenOf = ({ stage, messages }: Negotiation, at: Millis): Seen | null =>
  stage.known && messages.known ? { at, stage: stage.value, messages: messages.value } : null;

/** What changed since: another stage, more messages; null if nothing did. */
export interface Changed {
  since: Millis;
  from: Stage | null;
  messages: number;
}

export function changedSince(seen: Seen | undefined, now: Negotiation): Changed | null {
  if (!seen) return null;
  const moved = now.stage.known && seen.stage.id !== now.stage.value.id;
  const messages = Math.max(0, valueOr(now.messages, 0) - seen.messages);
  return moved || messages > 0 ? { since: seen.at, from: moved ? seen.stage : null, messages } : null;
}
