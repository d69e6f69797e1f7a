import type { ContactsOffer, Costs, TestSolution, ViewCosts } from '../domain/negotiation.ts';
import type { Company } from '../hh/company.ts';
import { apiAddress, effectsOf } from '../hh/effects.ts';
import { HhError } from '../hh/errors.ts';
import type { WireTestSolution } from '../hh/negotiations.ts';
import type { WireResumeOffer } from '../hh/resumes.ts';
import type { EmployerId, ManagerId } from '../ids.ts';
import { fromKnown, known, unread } from '../known.ts';
import { contactStatusOf } from './resume.ts';

/** In `method_access`: resumes found in the database. */
const databaseMethod = '4';
/** The same: resumes with a response or an invitation. */
const responseMethod = '3';

/**
 * What it costs to invite, as far as hh says; a part that hh does not tell is null. Three requests.
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
    callsLeft: callsLeftOf(paid?.items ?? null),
  };
}

/** Of the first service with a limit; one that could not be read may be that one. */
function callsLeftOf(paid: Awaited<ReturnType<Company['payable']>>['items'] | null): Costs['callsLeft'] {
  const all = (paid?.items ?? []).map(({ balance }) => fromKnown(balance, (of) => of?.actual ?? null));
  const limited = all.find((left) => left.known && left.value !== null);
  return limited ?? (paid?.skipped === 0 && all.every((left) => left.known) ? known(null) : unread);
}

/** What opening a resume of a response spends, as far as hh says. Two requests without a side effect. */
export async function viewCostsOf(
  company: Company,
  { employerId, managerId }: { employerId: EmployerId; managerId: ManagerId | null },
): Promise<ViewCosts> {
  if (!managerId) return { viewsLeft: null, responses: null };
  const [limits, access] = await Promise.all([
    company.resumeLimits({ employerId, managerId }).catch(() => null),
    company.methodAccess({ employerId, managerId }).catch(() => null),
  ]);
  return {
    viewsLeft: limits?.left?.resume_view_from_api ?? limits?.left?.resume_view ?? null,
    responses: access?.items.items.find(({ id }) => id === responseMethod)?.access?.has_access ?? null,
  };
}

/** Where the contacts are, and what hh is known to spend at that address. */
export function contactsOfferOf({ resume }: WireResumeOffer, viewsLeft: number | null): ContactsOffer {
  const url = resume?.actions?.get_with_contact?.url ?? resume?.url ?? null;
  const address = url ? apiAddress(url) : null;
  return {
    url: address ? url : null,
    effects: address ? [...effectsOf('GET', address)] : [],
    status: contactStatusOf(resume?.contact_view_status),
    openUntil: resume?.contacts_open_until_date ?? null,
    viewsLeft,
  };
}

/**
 * The test of a vacancy as the applicant answered it.
 * @throws HhError when the answer has no test
 */
export const testSolutionOf = ({ test_result: test }: WireTestSolution): TestSolution => {
  if (!test.known) throw new HhError(test.why, 'answered');
  const { name, score, mark, duration, tasks } = test.value;
  return {
    name: fromKnown(name, (said) => said || null),
    score,
    mark,
    seconds: fromKnown(duration, (seconds) => seconds ?? null),
    tasks: fromKnown(tasks, ({ items, skipped }) => ({
      items: items.map(({ question, closed_answers: closed, opened_answer: opened }) => ({
        question,
        choices: fromKnown(closed, (choices) => ({
          items: choices.items.map(({ value, selected, correct }) => ({
            text: value,
            chosen: selected,
            right: correct,
          })),
          skipped: choices.skipped,
        })),
        answer: fromKnown(opened, (answer) =>
          answer
            ? {
                text: fromKnown(answer.value, (said) => said || null),
                mark: fromKnown(answer.mark, (said) => said ?? null),
              }
            : null,
        ),
      })),
      skipped,
    })),
  };
};
