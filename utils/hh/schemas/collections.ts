import * as z from 'zod/mini';
import { amount, array, fact, flag, key, list, named, spare, text, word } from './readers.ts';

const order = z.object({ id: key, name: fact(word) });

const short = {
  id: key,
  name: fact(word),
  url: word,
  counters: fact(z.object({ total: fact(amount), with_updates: fact(amount) })),
  /** Ways to order it. */
  order_types: list(order),
};

const collection = z.object({
  ...short,
  description: spare(text),
  /** Not to be drawn. */
  hidden: spare(flag),
  sub_collections: list(z.object(short)),
});

/** `GET /negotiations?vacancy_id` (operation `get-negotiations`). */
export const collections = z.object({
  collections: fact(array(collection)),
  generated_collections: list(collection),
  employer_states: list(named),
});
export type Collections = z.output<typeof collections>;
export type WireCollection = z.output<typeof collection>;
