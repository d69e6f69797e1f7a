import * as z from 'zod/mini';
import { number, text, word } from './readers.ts';

/** `POST /token` (operation `authorize`); an application's token has neither an end nor a refresh token. */
export const tokens = z.object({
  access_token: word,
  refresh_token: text,
  expires_in: number,
});
