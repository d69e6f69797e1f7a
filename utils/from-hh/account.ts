import { type Account, accountKey } from '../domain/inbox.ts';
import type { Accounts, Me } from '../hh/employer.ts';
import { HhError } from '../hh/errors.ts';
import type { AccountId } from '../ids.ts';
import { none, valueOr } from '../known.ts';

/**
 * Whose token it is.
 * @param several the work accounts; null where there is but one
 * @param chosen the work account that was asked for
 * @throws {HhError} `unreadable-answer` when the answer does not tell what the token is good for
 */
export function accountOf(
  me: Me,
  several: Accounts | null,
  chosen?: AccountId,
): Extract<Account, { state: 'signed-in' }> {
  const company = valueOr(me.employer, null);
  const { items, skipped: unreadable } = several?.items ?? none;
  // They are asked for where hh says that there are several.
  const skipped = several && items.length + unreadable === 0 ? 1 : unreadable;
  return {
    state: 'signed-in',
    kind: kindOf(me),
    name: nameIn(me),
    employer: company && { id: company.id, name: valueOr(company.name, '') },
    managerId: valueOr(me.manager, null)?.id ?? null,
    applicantId: me.is_applicant ? me.id : null,
    accountId: chosen ?? several?.current_account_id ?? null,
    accounts: items.map(({ id, employer }) => ({
      id,
      employer: valueOr(employer, ''),
    })),
    ...(skipped > 0 && { accountsSkipped: skipped }),
  };
}

/**
 * The recruiter who is signed in.
 * @throws {HhError} `signed-out` when nobody is, or an applicant
 */
export function recruiterOf(account: Account) {
  if (account.state !== 'signed-in' || !account.employer) throw new HhError('signed-out', 'no');
  return { employerId: account.employer.id, managerId: account.managerId, key: accountKey(account) };
}

/** Empty when a part of it could not be read: half a name is another person's. */
function nameIn({ last_name, first_name, middle_name, email }: Me): string {
  const parts = [last_name, first_name, middle_name];
  if (parts.some(({ known }) => !known)) return '';
  const name = parts
    .map((part) => valueOr(part, null))
    .filter(Boolean)
    .join(' ');
  return name || (email ?? '');
}

/** An answer that could be read only in part is not taken for "not an employer". */
function kindOf({ is_employer, is_applicant, manager, employer }: Me): 'manager' | 'applicant' | 'other' {
  if (manager.known && manager.value && employer.known && employer.value && is_employer !== false)
    return 'manager';
  const isRead = manager.known && employer.known && typeof is_employer === 'boolean';
  if (is_employer !== true && is_applicant) return 'applicant';
  if (!isRead || typeof is_applicant !== 'boolean') throw new HhError('unreadable-answer', 'answered');
  return is_applicant ? 'applicant' : 'other';
}
