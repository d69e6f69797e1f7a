import * as z from 'zod/mini';
import type { AccountId } from '../../ids.ts';
import { array, fact, id, nameIn } from './wire.ts';

const account = z.object({
  id: id<AccountId>(),
  /** The name of the company. */
  employer: fact(nameIn),
});

/** `GET /manager_accounts/mine` (operation `get-manager-accounts`). */
export const accounts = z.object({
  items: array(account),
  current_account_id: z.nullish(id<AccountId>()),
});
export type Accounts = z.output<typeof accounts>;
