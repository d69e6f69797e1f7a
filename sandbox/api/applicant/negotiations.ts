import { badArgument, notFound, topicNotFound } from '../../errors.ts';
import { hhDate } from '../../time.ts';
import {
  apiState,
  applicantMessaging,
  declineAllowed,
  hasNews,
  isEditable,
  isGone,
  ownNegotiations,
  readByApplicant,
  unreadByApplicant,
} from '../../world/applicant.ts';
import { apply, editLetter, hide, writeByApplicant } from '../../world/applying.ts';
import type { Applicant, Message, Negotiation, Vacancy } from '../../world/model.ts';
import type { World } from '../../world/world.ts';
import { API, type Api, type Call } from '../call.ts';
import { meetingPlace } from '../employer.ts';
import { stateOf } from '../views/negotiation.ts';
import { resumeLink } from '../views/resume.ts';
import { shortVacancy } from '../views/vacancy.ts';

const PER_PAGE = 100;

/** The dictionary `applicant_negotiation_status`, as conditions. */
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

/** An applicant's negotiations: the list, one of them, a new one, and hiding one. */
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
  return call.context.json(call.page(found, (one) => topicItem(call, one, withSearch), PER_PAGE, 1));
}

/** By the newest update first, unless the query says otherwise. */
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

/** The fields of the only call of hh's that takes a multipart form; any other body counts as empty. */
async function multipart(call: Call): Promise<FormData | null> {
  if (!call.context.req.header('Content-Type')?.startsWith('multipart/form-data')) return null;
  try {
    return await call.context.req.formData();
  } catch {
    return null;
  }
}

/** The conversation in hh's old calls. Reading it clears `has_updates`. */
export function addApplicantMessages(api: Api): void {
  api.get('/negotiations/:nid{[0-9]+}/messages', (call) => {
    const negotiation = call.topic(call.param('nid'));
    if (!negotiation) throw topicNotFound();
    const withText = call.query('with_text_only') === 'true';
    const messages = call.world
      .chatOf(negotiation)
      .messages.filter((message) => !withText || message.text !== '');
    const page = call.page(messages, (message) => messageForApplicant(call, negotiation, message), 100, 1);
    readByApplicant(call.world, negotiation);
    return call.context.json(page);
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

/** One item of an applicant's list; a single negotiation looks the same. */
function topicItem(call: Call, negotiation: Negotiation, withSearch = false): Record<string, unknown> {
  const { world } = call;
  const { id } = negotiation;
  const chat = world.chatOf(negotiation);
  const vacancy = world.vacancy(negotiation.vacancyId);
  const resume = world.resume(negotiation.resumeHash);
  const { hidden, calls, pickedUp } = negotiation.applicant;
  return {
    id,
    url: `${API}/negotiations/${id}`,
    messages_url: `${API}/negotiations/${id}/messages`,
    state: stateOf(call, apiState(negotiation)),
    created_at: hhDate(negotiation.createdAt),
    updated_at: hhDate(negotiation.updatedAt),
    hidden,
    has_updates: hasNews(world, negotiation),
    viewed_by_opponent: negotiation.viewed,
    messaging_status: applicantMessaging(world, negotiation),
    decline_allowed: declineAllowed(world, negotiation),
    counters: {
      messages: chat.messages.length,
      unread_messages: unreadByApplicant(world, negotiation).length,
    },
    chat_id: Number(chat.id),
    applicant_question_state: false,
    source: negotiation.source,
    tags: negotiation.source === 'AUTO_RESPONSE' ? [{ id: 'AUTO_RESPONSE' }] : [],
    resume: resume.deleted
      ? null
      : {
          ...resumeLink(call, resume),
          created_at: hhDate(resume.createdAt),
          updated_at: hhDate(resume.updatedAt),
        },
    vacancy: vacancy.deleted ? null : vacancyForApplicant(call, vacancy),
    phone_calls:
      calls.length === 0
        ? null
        : {
            picked_up_phone_by_opponent: pickedUp,
            items: calls.map((one) => ({
              id: one.id,
              status: one.status,
              creation_time: micros(one.at),
              last_change_time: one.changedAt === null ? null : micros(one.changedAt),
              duration_seconds: one.seconds,
            })),
          },
    ...(withSearch ? { job_search_status: { id: 'active_search', name: 'Активно ищу работу' } } : {}),
  };
}

/** Unlike all other times, those of calls are in UTC, with microseconds. */
const micros = (at: number) => new Date(at).toISOString().replace('Z', '857Z');

/** A vacancy with the caller's relations to it. */
export function vacancyForApplicant(call: Call, vacancy: Vacancy): Record<string, unknown> {
  const short = shortVacancy(call, vacancy);
  return { ...short, relations: call.applicant ? relations(call, call.applicant, vacancy) : [] };
}

export function relations(call: Call, applicant: Applicant, vacancy: Vacancy): string[] {
  const words: Record<string, string> = { response: 'got_response', discard: 'got_rejection' };
  return call.world
    .negotiationsIn(vacancy.id)
    .filter(({ resumeHash }) => call.world.resume(resumeHash).ownerId === applicant.ownerId)
    .map((negotiation) => words[negotiation.state] ?? 'got_invitation');
}

/** A message as the applicant sees it. */
function messageForApplicant(
  call: Call,
  negotiation: Negotiation,
  message: Message,
): Record<string, unknown> {
  const { world } = call;
  const chat = world.chatOf(negotiation);
  const mine = message.from === 'applicant';
  const isLetter = mine && message.state === 'response';
  const seen = isLetter ? negotiation.viewed : chat.messages.indexOf(message) < chat.readCount;
  const address = meetingPlace(world, message);
  return {
    id: message.id,
    created_at: hhDate(message.at),
    text: message.text === '' ? null : message.text,
    state: stateOf(call, message.state),
    author: { participant_type: message.from },
    viewed_by_me: mine || message.seenByOpponent,
    viewed_by_opponent: !mine || seen,
    editable: isEditable(world, negotiation, message),
    address,
    assessments: address
      ? [
          {
            id: message.id,
            name: 'Тест числовых способностей',
            actions: [
              {
                id: 'proceed',
                name: 'Перейти к тестированию',
                enabled: true,
                alternate_url: `https://${call.host}/applicant/assessment/${message.id}`,
              },
            ],
          },
        ]
      : [],
  };
}
