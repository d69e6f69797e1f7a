import type { Account, Settings } from '../inbox.ts';
import type { Applicant } from './applicant.ts';

/**
 * Whether a person is to be shown an applicant's half: the account opens it, something was read for it already,
 * or they asked for their pages to be read. Who is a manager as well has both halves.
 */
export const isApplicant = (
  account: Account,
  { owner }: Pick<Applicant, 'owner'>,
  { readPages, fetchPages }: Pick<Settings, 'readPages' | 'fetchPages'>,
): boolean =>
  readPages ||
  fetchPages ||
  owner !== null ||
  (account.state === 'signed-in' && (account.kind === 'applicant' || Boolean(account.applicantId)));

/** hh opens this half to an account of a manager's only. */
export const isRecruiter = (account: Account): boolean =>
  account.state === 'signed-in' && account.kind === 'manager';
