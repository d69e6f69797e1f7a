import { badArgument, notFound, topicNotFound } from '../../errors.ts';
import { apiState, hasNews, isGone, ownNegotiations, readByApplicant } from '../../world/applicant.ts';
import { apply, editLetter, hide, writeByApplicant } from '../../world/applying.ts';
import type { Negotiation } from '../../world/model.ts';
import type { World } from '../../world/world.ts';
import type { Api, Call } from '../call.ts';
import { messageForApplicant, topicItem } from './views.ts';

const PER_PAGE = 100;

/** The dictionary `applicant_negotiation_status`. */
const statuses: Record<string, (negotiation: Negotiation, world: World) => boolean> = {
  all: () => true,
  active: (one, world) => isActive(one, world),
  invitations: (one, world) => isActive(one, world) && apiState(one) !== 'response',
  response: (one, world) => isActive(one, world) && apiState(one) === 'response',
  discard: (one) => !one.applicant.hidden && apiState(one) === 'discard',
  archived: (one, world) => !one.applicant.hidden && isOld(one, world),
  non_archived: (one, world) => !one.applicant.hidden && !isOld(one, world),
  deleted: (one) => one.applicant.hidden,
};

const isOld = (one: Negotiation, world: World) => isGone(world.vacancy(one.vacancyId));
const isActive = (one: Negotiation, world: World) =>
  !one.applicant.hidden && !isOld(one, world) && apiState(one) !== 'discard';

/** An applicant's list, one of it, a new one, and one put away. */
export function addApplicantNegotiations(api: Api): void {
  api.get('/negotiations', (call) => list(call, call.query('status') ?? 'all'));
  api.get('/negotiations/active', (call) => list(call, 'active'));

  api.get('/negotiations/:nid{[0-9]+}', (call) => {
    const negotiation = call.topic(call.param('nid'));
    if (!negotiation) throw topicNotFound();
    return call.context.json(topicItem(call, negotiation));
  });

  api.post('/negotiations', async (call) => {
    const { world, applicant } = call;
    if (!applicant) throw notFound();
    const form = await multipart(call);
    const field = (name: string) => {
      const value = form?.get(name);
      return typeof value === 'string' ? value : null;
    };
    const vacancyId = field('vacancy_id');
    const negotiation = apply(world, applicant, {
      vacancyId,
      resumeId: field('resume_id'),
      message: field('message'),
    });
    if (negotiation) return call.context.html('', 201, { Location: `/negotiations/${negotiation.id}` });
    return call.context.html('', 303, { Location: world.vacancy(vacancyId ?? '').responseUrl ?? '' });
  });

  api.delete('/negotiations/active/:nid{[0-9]+}', (call) => {
    const negotiation = call.topic(call.param('nid'));
    if (!negotiation) throw notFound();
    hide(call.world, negotiation, flag(call, 'with_decline_message'));
    return call.context.body(null, 204);
  });
}

function list(call: Call, status: string): Response {
  const { world, applicant } = call;
  if (!applicant) throw notFound();
  const fits = Object.entries(statuses).find(([id]) => id === status)?.[1];
  if (!fits) throw badArgument('status');
  const vacancyId = call.query('vacancy_id');
  const vacancy = vacancyId === null ? null : world.vacancies.get(vacancyId);
  if (vacancy === undefined || vacancy?.deleted) throw notFound();
  const onlyNews = flag(call, 'has_updates');
  const withSearch = flag(call, 'with_job_search_status');
  const found = ownNegotiations(world, applicant)
    .filter((one) => fits(one, world))
    .filter((one) => vacancy === null || one.vacancyId === vacancy.id)
    .filter((one) => !onlyNews || hasNews(world, one))
    .sort(order(call));
  const page = call.page(found, (one) => topicItem(call, one, withSearch), PER_PAGE);
  return call.context.json({ ...page, pages: Math.max(1, page.pages) });
}

/** The newest update first, unless told otherwise. */
function order(call: Call): (one: Negotiation, other: Negotiation) => number {
  const by = call.query('order_by') ?? 'updated_at';
  const direction = call.query('order') ?? 'desc';
  if (by !== 'updated_at' && by !== 'created_at') throw badArgument('order_by');
  if (direction !== 'asc' && direction !== 'desc') throw badArgument('order');
  const sign = direction === 'asc' ? 1 : -1;
  const key = by === 'updated_at' ? 'updatedAt' : 'createdAt';
  return (one, other) => sign * (one[key] - other[key]);
}

function flag(call: Call, name: string): boolean {
  const value = call.query(name) ?? 'false';
  if (value !== 'true' && value !== 'false') throw badArgument(name);
  return value === 'true';
}

/** The one call of hh's that wants a multipart form; any other body is an empty one. */
async function multipart(call: Call): Promise<FormData | null> {
  if (!call.context.req.header('Content-Type')?.startsWith('multipart/form-data')) return null;
  try {
    return await call.context.req.formData();
  } catch {
    return null;
  }
}

/** The talk as hh's old calls know it. Reading it takes `has_updates` away. */
export function addApplicantMessages(api: Api): void {
  api.get('/negotiations/:nid{[0-9]+}/messages', (call) => {
    const negotiation = call.topic(call.param('nid'));
    if (!negotiation) throw topicNotFound();
    const withText = call.query('with_text_only') === 'true';
    const messages = call.world
      .chatOf(negotiation)
      .messages.filter((message) => !withText || message.text !== '');
    const page = call.page(messages, (message) => messageForApplicant(call, negotiation, message), 100);
    readByApplicant(call.world, negotiation);
    return call.context.json({ ...page, pages: Math.max(1, page.pages) });
  });

  api.post('/negotiations/:nid{[0-9]+}/messages', async (call) => {
    const negotiation = call.topic(call.param('nid'));
    if (!negotiation) throw topicNotFound();
    const message = writeByApplicant(call.world, negotiation, (await call.form()).get('message') ?? '');
    return call.context.json(messageForApplicant(call, negotiation, message), 201);
  });

  api.put('/negotiations/:nid{[0-9]+}/messages/:mid', async (call) => {
    const negotiation = call.topic(call.param('nid'));
    if (!negotiation) throw notFound();
    const text = (await call.form()).get('message') ?? '';
    editLetter(call.world, negotiation, call.param('mid'), text);
    return call.context.body(null, 204);
  });
}
