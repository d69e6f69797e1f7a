import * as z from 'zod/mini';
import { flag, key, list, maybe, named, number, text, word } from './wire.ts';

const short = {
  id: key,
  name: text,
  url: word,
  counters: maybe({ total: number, with_updates: number }),
  order_types: list(named),
};

const collection = z.object({
  ...short,
  description: text,
  /** Not to be drawn. */
  hidden: flag,
  sub_collections: list(z.object({ ...short, root_collection: flag })),
});

/** `GET /negotiations?vacancy_id` (operation `get-negotiations`). */
export const collections = z.object({
  collections: list(collection),
  generated_collections: list(collection),
  employer_states: list(named),
});
export type Collections = z.output<typeof collections>;
export type WireCollection = z.output<typeof collection>;
