import { hhDate } from '../../time.ts';
import {
  apiState,
  applicantMessaging,
  declineAllowed,
  hasNews,
  isEditable,
  unreadByApplicant,
} from '../../world/applicant.ts';
import type { Applicant, Message, Negotiation, Resume, Vacancy } from '../../world/model.ts';
import { API, type Call } from '../call.ts';
import { stateOf } from '../views/negotiation.ts';
import { shortVacancy } from '../views/vacancy.ts';

/** One item of an applicant's list; alone it is the same. */
export function topicItem(call: Call, negotiation: Negotiation, withSearch = false): Record<string, unknown> {
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
    resume: resume.deleted ? null : nanoResume(call, resume),
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

/** Calls are dated unlike all else: in UTC, with microseconds. */
const micros = (at: number) => new Date(at).toISOString().replace('Z', '857Z');

function nanoResume(call: Call, resume: Resume): Record<string, unknown> {
  return {
    id: resume.hash,
    title: resume.title,
    url: `${API}/resumes/${resume.hash}`,
    alternate_url: `https://${call.host}/resume/${resume.hash}`,
    created_at: hhDate(resume.createdAt),
    updated_at: hhDate(resume.updatedAt),
  };
}

/** A vacancy with what stands between it and the caller. */
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
export function messageForApplicant(
  call: Call,
  negotiation: Negotiation,
  message: Message,
): Record<string, unknown> {
  const { world } = call;
  const chat = world.chatOf(negotiation);
  const mine = message.from === 'applicant';
  const isLetter = mine && message.state === 'response';
  const seen = isLetter ? negotiation.viewed : chat.messages.indexOf(message) < chat.readCount;
  const address = message.addressId === null ? undefined : world.addresses.get(message.addressId);
  return {
    id: message.id,
    created_at: hhDate(message.at),
    text: message.text === '' ? null : message.text,
    state: stateOf(call, message.state),
    author: { participant_type: message.from },
    viewed_by_me: mine || message.seenByOpponent,
    viewed_by_opponent: !mine || seen,
    editable: isEditable(world, negotiation, message),
    address: address
      ? {
          id: address.id,
          city: address.city,
          street: address.street,
          building: address.building,
          raw: `${address.city}, ${address.street}, ${address.building}`,
          lat: address.lat,
          lng: address.lng,
          metro: null,
          metro_stations: [],
        }
      : null,
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
