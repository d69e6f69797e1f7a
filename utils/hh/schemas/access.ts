import * as z from 'zod/mini';
import { array, flag, key, maybe, named, number, text } from './wire.ts';

/**
 * `GET …/method_access` (operation `get-payable-api-method-access`). Ids: 1 resumes, responses and messages,
 * 2 search, 3 resumes with a response or invitation, 4 resumes of the database.
 */
export const methodAccess = z.object({
  items: array(z.object({ id: key, access: maybe({ has_access: flag }), description: text })),
});
export type MethodAccess = z.output<typeof methodAccess>;

const views = maybe({ resume_view: number, resume_view_from_api: number });

/** `GET …/limits/resume` (operation `get-employer-manager-limits`): views a day. */
export const resumeLimits = z.object({ left: views, limits: views, spend: views });
export type ResumeLimits = z.output<typeof resumeLimits>;

/** `GET …/payable_api_actions/active` (operation `get-payable-api-actions`). */
export const payable = z.object({
  items: array(
    z.object({
      id: key,
      service_type: z.nullish(named),
      balance: maybe({ actual: number, initial: number }),
    }),
  ),
});
export type Payable = z.output<typeof payable>;
