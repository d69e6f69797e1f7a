import * as z from 'zod/mini';
import type { ResumeId } from '../../ids.ts';
import { amount, fact, id, key, sentence, spare, text, word } from './readers.ts';

const maybeText = fact(z.nullable(sentence));

/**
 * What each of hh's lists gives of a resume; names are null where we may not see them. Its `url` is left out
 * everywhere: reading it marks the response as viewed, or spends a view.
 */
export const shortResume = {
  id: id<ResumeId>(),
  title: maybeText,
  alternate_url: spare(text),
  first_name: maybeText,
  last_name: maybeText,
  middle_name: maybeText,
  age: fact(z.nullable(amount)),
  area: fact(z.nullable(z.object({ id: key, name: word }))),
  salary: fact(z.nullable(z.object({ amount: z.nullable(amount), currency: z.nullable(word) }))),
  total_experience: fact(z.nullable(z.object({ months: z.nullable(amount) }))),
};
