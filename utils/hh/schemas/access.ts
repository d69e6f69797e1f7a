import * as z from 'zod/mini';
import { amount, array, fact, flag, key, number, part, spare, text, word } from './readers.ts';

/**
 * `GET …/method_access` (operation `get-payable-api-method-access`). Ids: 1 resumes, responses and messages,
 * 2 search, 3 resumes with a response or invitation, 4 resumes of the database.
 */
export const methodAccess = z.object({
  items: array(
    z.object({ id: spare(key), access: part({ has_access: spare(flag) }), description: fact(word) }),
  ),
});
export type MethodAccess = z.output<typeof methodAccess>;

const views = part({ resume_view: spare(number) });

/** `GET …/limits/resume` (operation `get-employer-manager-limits`): views a day. */
export const resumeLimits = z.object({ left: views, limits: views });
export type ResumeLimits = z.output<typeof resumeLimits>;

/** `GET …/payable_api_actions/active` (operation `get-payable-api-actions`). */
export const payable = z.object({
  items: array(
    z.object({
      service_type: part({ name: spare(text) }),
      /** null of a service without a limit. */
      balance: fact(z.nullish(z.object({ actual: amount, initial: fact(amount) }))),
    }),
  ),
});
export type Payable = z.output<typeof payable>;
