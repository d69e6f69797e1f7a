import * as z from 'zod/mini';
import type { AccountId } from '../../ids.ts';
import { id, list, maybe, spare, text } from './readers.ts';

const word = spare(text);

const error = z.object({
  type: word,
  description: word,
  value: word,
  reason: word,
  captcha_url: word,
  fallback_url: word,
  allowed_accounts: list(z.object({ id: id<AccountId>(), employer: maybe({ name: text }) })),
});

const body = z.object({
  errors: list(error),
  request_id: word,
  description: word,
  bad_argument: word,
  oauth_error: word,
  error: word,
  error_description: word,
});

/** Reads the body of a refusal (`ErrorsCommon*`, or the token endpoint's); whatever it is, something comes back. */
export function errorBody(json: unknown) {
  const { errors, ...rest } = body.safeParse(json).data ?? body.parse({});
  return { ...rest, errors: errors.items };
}
