import * as z from 'zod/mini';
import { number, text } from './wire.ts';

/** `POST /token` (operation `authorize`); an application's token has neither an end nor a refresh token. */
export const tokens = z.object({
  access_token: z.string().check(z.minLength(1)),
  refresh_token: text,
  expires_in: number,
});
