import * as z from 'zod/mini';
import { flag, key, list, text } from './wire.ts';

/** `GET /locales` (operation `get-locales`): a bare array. */
export const locales = list(z.object({ id: key, name: text, current: flag }));
