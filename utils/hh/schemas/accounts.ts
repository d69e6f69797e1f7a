import * as z from 'zod/mini';
import type { AccountId, EmployerId } from '../../ids.ts';
import { id, list, maybe, text } from './wire.ts';

const account = z.object({
  id: id<AccountId>(),
  employer: maybe({ id: id<EmployerId>(), name: text }),
});

/** `GET /manager_accounts/mine` (operation `get-manager-accounts`). */
export const accounts = z.object({
  items: list(account),
  current_account_id: z.nullish(id<AccountId>()),
});
export type Accounts = z.output<typeof accounts>;
