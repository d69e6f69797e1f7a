import * as z from 'zod/mini';
import type { AccountId, ApplicantId, EmployerId, ManagerId } from '../ids.ts';
import { createActions } from './actions.ts';
import { type Client, getter } from './client.ts';
import { createAddresses } from './company.ts';
import { createNegotiationCalls } from './negotiations.ts';
import { createNotes } from './notes.ts';
import { array, boolean, fact, flag, id, maybe, nameIn, object, reader, spare, text, word } from './read.ts';
import { createResumes } from './resumes.ts';
import { createVacancies } from './vacancies.ts';

/**
 * `GET /me` (operation `get-current-user-info`). Its four kinds overlap in hh's schema: use the flags. The ids
 * to store are `employer.id` and `manager.id`; for an applicant `id`.
 */
export const me = object(() => ({
  id: spare(maybe(id<ApplicantId>())),
  is_employer: spare(flag),
  is_applicant: spare(flag),
  first_name: fact(text),
  last_name: fact(text),
  middle_name: fact(text),
  email: spare(text),
  employer: fact(z.nullable(z.object({ id: id<EmployerId>(), name: fact(word) }))),
  manager: fact(z.nullable(z.object({ id: id<ManagerId>(), has_multiple_manager_accounts: fact(boolean) }))),
}));
export type Me = z.output<typeof me>;

const account = object(() => ({
  id: id<AccountId>(),
  /** The name of the company. */
  employer: fact(nameIn),
}));

/** `GET /manager_accounts/mine` (operation `get-manager-accounts`). */
export const accounts = object(() => ({
  items: array(account),
  /** An unknown form counts as none. */
  current_account_id: spare(maybe(id<AccountId>())),
}));

export type Accounts = z.output<typeof accounts>;

/** The user's identity at hh. */
export function createAccounts(client: Client) {
  const get = getter(client);

  return {
    /** The owner of the token; with `accountId`, as that work account. Operation `get-current-user-info`. */
    me: (accountId?: AccountId) => get('/me', reader(me), undefined, { accountId }),

    /** Work accounts; call only if `manager.has_multiple_manager_accounts`. Operation `get-manager-accounts`. */
    managerAccounts: () => get('/manager_accounts/mine', reader(accounts)),
  };
}

export type Employer = ReturnType<typeof createEmployer>;

/** The employer's calls that the worker makes, named as in hh's API; each throws HhError. */
export const createEmployer = (client: Client) => ({
  ...createAccounts(client),
  ...createVacancies(client),
  ...createNegotiationCalls(client),
  ...createActions(client),
  ...createResumes(client),
  ...createNotes(client),
  ...createAddresses(client),
});
