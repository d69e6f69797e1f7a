import * as z from 'zod/mini';
import { array, fact, flag, spare, word } from './readers.ts';

/** `GET /locales` (operation `get-locales`): a bare array. */
export const locales = array(z.object({ name: fact(word), current: spare(flag) }));
