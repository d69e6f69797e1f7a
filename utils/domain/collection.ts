import type { Known } from '../known.ts';

/** A list of responses of one vacancy, as hh draws it: ids, names and addresses are its own. */
export interface Collection {
  id: string;
  name: Known<string>;
  description: string | null;
  url: string;
  total: Known<number>;
  /** Rows that need attention. */
  updates: Known<number>;
  /** Ways to order it. */
  orders: { id: string; name: Known<string> }[];
  sub: Collection[];
}

/** Where an id stands: the collection itself, or one below another; without an id the first that hh gives. */
export function chosenIn(
  collections: readonly Collection[],
  id: string | null,
): { top: Collection; chosen: Collection } | null {
  for (const top of collections) {
    const chosen = id === null || top.id === id ? top : top.sub.find((sub) => sub.id === id);
    if (chosen) return { top, chosen };
  }
  return null;
}

/** The neighbour in the order they are drawn, round the ends. */
export function nextCollection(
  collections: readonly Collection[],
  id: string | null,
  step: 1 | -1,
): Collection | undefined {
  const here = chosenIn(collections, id)?.top;
  const at = here ? collections.indexOf(here) : -1;
  return collections[(at + step + collections.length) % collections.length];
}
