import { badArgument } from '../errors.ts';
import { DAY, hhDate, hhDay } from '../time.ts';
import type { Vacancy } from '../world/model.ts';
import { orderTypes } from '../world/pipeline.ts';
import type { Api, Call } from './call.ts';
import { inviteActions, stateOf } from './views/negotiation.ts';
import { shortResume, stage } from './views/resume.ts';
import { activeVacancy, countersOf, fullVacancy, managerName, shortVacancy } from './views/vacancy.ts';

/** Active and archived vacancies; one vacancy with its statistics, visitors and preferred order. */
export function addVacancies(api: Api): void {
  api.get('/employers/:e/vacancies/active', (call) => {
    call.employer();
    const resumeHash = call.query('resume_id');
    const list = active(call);
    if (resumeHash !== null)
      return call.context.json(call.page(list, (vacancy) => inviteRow(call, vacancy, resumeHash), 50));
    return call.context.json(call.page(ordered(call, list), (vacancy) => activeVacancy(call, vacancy), 50));
  });

  api.get('/employers/:e/vacancies/archived', (call) => {
    const employerId = call.employer();
    const list = [...call.world.vacancies.values()].filter(
      (vacancy) => vacancy.employerId === employerId && vacancy.archivedAt !== null,
    );
    return call.context.json(
      call.page(
        list,
        (vacancy) => {
          const { responses, invitations_and_responses } = countersOf(call.world, vacancy);
          return {
            ...shortVacancy(call, vacancy),
            archived_at: hhDate(vacancy.archivedAt ?? 0),
            counters: { responses, total_responses: responses, invitations_and_responses },
            vacancy_properties: { properties: [] },
          };
        },
        50,
      ),
    );
  });

  api.get('/vacancies/:v', (call) => call.context.json(fullVacancy(call, call.vacancy(call.param('v')))));

  api.get('/vacancies/:v/stats', (call) => {
    const vacancy = call.vacancy(call.param('v'));
    const { world } = call;
    const days = [5, 4, 3, 2, 1].map((ago) => hhDay(world.now() - ago * DAY));
    const items = days.map((date) => ({
      date,
      responses: world
        .negotiationsIn(vacancy.id)
        .filter((negotiation) => hhDay(negotiation.createdAt) === date).length,
      views: Math.round(vacancy.views / 12),
    }));
    return call.context.json({ items });
  });

  api.get('/vacancies/:v/visitors', (call) => {
    const vacancy = call.vacancy(call.param('v'));
    const { world } = call;
    const visitors = [...world.resumes.values()].filter(
      (resume) =>
        !resume.deleted &&
        resume.access === 'clients' &&
        !world.negotiationsOfResume.get(resume.hash)?.some((known) => known.vacancyId === vacancy.id),
    );
    const page = call.page(
      visitors.slice(0, 100),
      (resume) => ({ ...shortResume(call, resume, null), last_negotiation: null }),
      50,
    );
    return call.context.json({ ...page, hidden_on_page: 0 });
  });

  api.get('/vacancies/:v/preferred_negotiations_order', (call) => {
    const { preferredOrder } = call.vacancy(call.param('v'));
    const type = orderTypes.find((known) => known.id === preferredOrder);
    return call.context.json({
      order_type: { id: preferredOrder, name: type ? call.words(type.name) : preferredOrder },
    });
  });

  api.put('/vacancies/:v/preferred_negotiations_order', async (call) => {
    const vacancy = call.vacancy(call.param('v'));
    const order = (await call.form()).get('order') ?? '';
    if (!orderTypes.some((known) => known.id === order)) throw badArgument('order');
    vacancy.preferredOrder = order;
    call.world.ledger.effects.other.push(`preferred order of ${vacancy.id}`);
    return call.context.body(null, 204);
  });
}

/** The caller's own vacancies by default. This is hh's trap: a manager without vacancies gets an empty list. */
function active(call: Call): Vacancy[] {
  const all = call.query('all_accessible') === 'true' || call.query('resume_id') !== null;
  const managerId = call.query('manager_id');
  const managerIds = call.query('manager_ids')?.split(',') ?? null;
  const chosen = [
    all && call.query('all_accessible') !== null,
    managerId !== null,
    managerIds !== null,
  ].filter(Boolean);
  if (chosen.length > 1) throw badArgument('manager_id');
  const managers = managerIds ?? [managerId ?? call.account.managerId];
  const text = call.query('text')?.toLowerCase() ?? '';
  const areas = call.context.req.queries('area') ?? [];
  return [...call.world.vacancies.values()].filter(
    (vacancy) =>
      vacancy.employerId === call.account.employerId &&
      vacancy.archivedAt === null &&
      (all || managers.includes(vacancy.managerId)) &&
      vacancy.name.toLowerCase().includes(text) &&
      (areas.length === 0 || areas.includes(vacancy.area.id)),
  );
}

function ordered(call: Call, list: Vacancy[]): Vacancy[] {
  const order = call.query('order_by') ?? 'expiration_date_asc';
  const [, key, direction] = /^(name|expiration_date|unseen_responses)_(asc|desc)$/.exec(order) ?? [];
  if (key === undefined) throw badArgument('order_by');
  const sign = direction === 'asc' ? 1 : -1;
  if (key === 'name') return list.sort((one, other) => sign * one.name.localeCompare(other.name, 'ru'));
  if (key === 'expiration_date') return list.sort((one, other) => sign * (one.expiresAt - other.expiresAt));
  const unread = new Map(
    list.map((vacancy) => [vacancy.id, countersOf(call.world, vacancy).unread_responses ?? 0]),
  );
  return list.sort((one, other) => sign * ((unread.get(one.id) ?? 0) - (unread.get(other.id) ?? 0)));
}

/** Whether this resume can be invited to the vacancy, and its negotiation there, if any. */
function inviteRow(call: Call, vacancy: Vacancy, resumeHash: string): Record<string, unknown> {
  const { world } = call;
  const resume = call.resume(resumeHash);
  const known = world.negotiationsOfResume.get(resumeHash)?.find((other) => other.vacancyId === vacancy.id);
  return {
    ...shortVacancy(call, vacancy),
    can_invite: !known,
    negotiations_state: known ? stateOf(call, known.state) : null,
    employer_negotiations_state: known ? stage(call, known.stageId) : null,
    negotiations_actions: known ? [] : inviteActions(call, resume, vacancy),
    manager: managerName(world.manager(vacancy.managerId)),
    templates: [],
    vacancy_properties: { properties: [] },
  };
}
