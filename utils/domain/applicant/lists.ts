import type { Millis } from '../negotiation.ts';
import {
  type ApplicantNegotiation,
  isMine,
  isNew,
  isOver,
  isSilent,
  isUnclear,
  isUnplaced,
  newestFirst,
} from './negotiation.ts';

/** The lists of the popup. `new`: new answers, my turn, then what waits. */
export type ListName = 'new' | 'waiting' | 'silent' | 'all';

export interface Counts extends Record<ListName, number> {
  /** Those of which hh did not say whether there is something new in them. */
  unsure: number;
  /** Those of which something else that lists are made of was not read. */
  unclear: number;
}

/** Which lists a topic stands in besides `all`; what is over and seen stands in none. */
function placeOf(
  topic: ApplicantNegotiation,
  now: Millis,
  silentDays: number,
): Exclude<ListName, 'all'> | null {
  if (isNew(topic)) return 'new';
  if (isOver(topic) || isUnplaced(topic)) return null;
  return isSilent(topic, now, silentDays) ? 'silent' : 'waiting';
}

/** How many stand in each list; `new` counts the new answers alone. */
export function countsOf(topics: readonly ApplicantNegotiation[], now: Millis, silentDays: number): Counts {
  const counts: Counts = { new: 0, waiting: 0, silent: 0, all: topics.length, unsure: 0, unclear: 0 };
  for (const topic of topics) {
    const place = placeOf(topic, now, silentDays);
    if (place) counts[place]++;
    if (topic.fresh === null) counts.unsure++;
    if (isUnclear(topic)) counts.unclear++;
  }
  return counts;
}

/** One list, in its order: the newest change first; of `new`, the new answers and then my turn stand before the rest. */
export function listOf(
  name: ListName,
  topics: readonly ApplicantNegotiation[],
  now: Millis,
  silentDays: number,
): readonly ApplicantNegotiation[] {
  const rank = (topic: ApplicantNegotiation) => (isNew(topic) ? 0 : isMine(topic) ? 1 : 2);
  return topics
    .filter((topic) => {
      const place = placeOf(topic, now, silentDays);
      return name === 'all' || (name === 'new' ? place : place === name);
    })
    .sort((one, other) => (name === 'new' ? rank(one) - rank(other) : 0) || newestFirst(one, other));
}
