import { type Account, accountKey } from '../domain/account.ts';
import type { Manager, Statistics } from '../domain/company.ts';
import type { Accounts, Me, WireManager, WirePhone, WireStatistics } from '../hh/employer.ts';
import { HhError, valueOrThrow } from '../hh/errors.ts';
import { hhUrl } from '../hh/pages.ts';
import type { AccountId } from '../ids.ts';
import { fromKnown, type Known, known, none, thenKnown, unread, valueOr } from '../known.ts';

/* Converts who is signed in, and what hh says about their company, from hh's types to ours. */

/**
 * The account that a token belongs to.
 * @param several the work accounts; null if there is only one
 * @param chosen the work account that was requested
 * @throws {HhError} `unreadable-answer` if the answer does not tell what the token is for
 */
export function accountOf(
  me: Me,
  several: Accounts | null,
  chosen?: AccountId,
): Extract<Account, { state: 'signed-in' }> {
  const company = valueOr(me.employer, null);
  const { items, skipped: unreadable } = several?.items ?? none;
  // They are requested only if hh says that there are several.
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
 * @throws {HhError} `signed-out` if nobody is, or an applicant
 */
export function recruiterOf(account: Account) {
  if (account.state !== 'signed-in' || !account.employer) throw new HhError('signed-out', 'no');
  return { employerId: account.employer.id, managerId: account.managerId, key: accountKey(account) };
}

/** Empty if a part of it could not be read: half a name may be another person's. */
function nameIn({ last_name, first_name, middle_name, email }: Me): string {
  const parts = [last_name, first_name, middle_name];
  if (parts.some(({ known }) => !known)) return '';
  const name = parts
    .map((part) => valueOr(part, null))
    .filter(Boolean)
    .join(' ');
  return name || (email ?? '');
}

/** A partly readable answer does not count as "not an employer". */
function kindOf({ is_employer, is_applicant, manager, employer }: Me): 'manager' | 'applicant' | 'other' {
  if (manager.known && manager.value && employer.known && employer.value && is_employer !== false)
    return 'manager';
  const isRead = manager.known && employer.known && typeof is_employer === 'boolean';
  if (is_employer !== true && is_applicant) return 'applicant';
  if (!isRead || typeof is_applicant !== 'boolean') throw new HhError('unreadable-answer', 'answered');
  return is_applicant ? 'applicant' : 'other';
}

/** @throws HhError if the answer has no statistics */
export function statisticsOf(fact: Known<WireStatistics>): Statistics {
  const read = valueOrThrow(fact);
  return {
    received: read.received,
    viewed: read.viewed_percent,
    replied: read.replied_percent,
    replyDays: read.average_reply_time,
    politeness: fromKnown(
      read.politeness,
      (of) =>
        of && {
          index: of.index,
          change: of.index_change,
          hint: fromKnown(of.hint, (text) => text || null),
          description: fromKnown(of.description, (text) => text || null),
          article: fromKnown(of.article_url, hhUrl),
        },
    ),
  };
}

/** A name needs at least the last and first name; the patronymic may be missing. */
function managerName({ full_name, last_name, first_name, middle_name }: WireManager): Known<string> {
  const parts = last_name && first_name && [last_name, first_name, middle_name].filter(Boolean).join(' ');
  const name = full_name ?? parts;
  return name ? known(name) : unread;
}

export const managerOf = (read: WireManager): Manager => ({
  id: read.id,
  name: managerName(read),
  position: fromKnown(read.position, (text) => text || null),
  email: fromKnown(read.email, (text) => text || null),
  phone: thenKnown(read.phone, (phone) => (phone ? phoneOf(phone) : known(null))),
  area: read.area,
  main: fromKnown(read.is_main_contact_person, (main) => main ?? false),
  vacancies: read.vacancies_count,
});

/** A telephone number with a missing part would be somebody else's: it counts as not read. */
function phoneOf({ country, city, number }: WirePhone): Known<string> {
  if (!country.known || !city.known || !country.value) return unread;
  return known([`+${country.value}`, city.value, number].filter(Boolean).join(' '));
}
