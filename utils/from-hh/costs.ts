import type { Costs } from '../domain/negotiation.ts';
import type { Company } from '../hh/company.ts';
import type { EmployerId, ManagerId } from '../ids.ts';
import { valueOr } from '../known.ts';

/** In `method_access`: resumes found in the database. */
const databaseMethod = '4';

/**
 * What it costs to invite, as far as hh says; a part that hh does not tell is null. For our own pages: the worker
 * makes the three requests and carries no reader for them.
 */
export async function costsOf(
  company: Company,
  { employerId, managerId }: { employerId: EmployerId; managerId: ManagerId | null },
): Promise<Costs> {
  const of = managerId && { employerId, managerId };
  const orNull = <T>(reading: Promise<T>): Promise<T | null> => reading.catch(() => null);
  const [limits, access, paid] = await Promise.all([
    of && orNull(company.resumeLimits(of)),
    of && orNull(company.methodAccess(of)),
    orNull(company.payable(employerId)),
  ]);
  return {
    viewsLeft: limits?.left?.resume_view ?? null,
    database: access?.items.items.find(({ id }) => id === databaseMethod)?.access?.has_access ?? null,
    callsLeft: paid?.items.items.flatMap(({ balance }) => valueOr(balance, null)?.actual ?? [])[0] ?? null,
  };
}
