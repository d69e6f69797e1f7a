import * as z from 'zod/mini';
import type { AccountId } from '../../ids.ts';
import { array, fact, id, nameIn, spare } from './readers.ts';

const account = z.object({
  id: id<AccountId>(),
  /** The name of the company. */
  employer: fact(nameIn),
});

/** `GET /manager_accounts/mine` (operation `get-manager-accounts`). */
export const accounts = z.object({
  items: array(account),
  /** Of another form than ever before it names none. */
  current_account_id: spare(z.nullish(id<AccountId>())),
});
export type Accounts = z.output<typeof accounts>;
