import { forbidden } from '../errors.ts';
import { hhDate } from '../time.ts';
import type { Negotiation } from '../world/model.ts';
import { messagingStatus } from '../world/writing.ts';
import { API, type Call } from './call.ts';
import { stateOf } from './views/negotiation.ts';
import { shortVacancy } from './views/vacancy.ts';

/**
 * `GET /negotiations` of an applicant, as published until December 2025. Closed since then for applications of
 * third parties; the world's option `applicantApi` opens it again.
 */
export function applicantNegotiations(call: Call): Response {
  const { world } = call;
  if (!world.options.applicantApi) throw forbidden();
  const own = [...world.negotiations.values()].filter((negotiation) => {
    const resume = world.resume(negotiation.resumeHash);
    return (
      resume.lastName === 'Петрова' && (call.query('status') !== 'active' || negotiation.state !== 'discard')
    );
  });
  const newest = own.sort((one, other) => other.updatedAt - one.updatedAt);
  return call.context.json(call.page(newest, (negotiation) => item(call, negotiation), 100));
}

function item(call: Call, negotiation: Negotiation): Record<string, unknown> {
  const { world } = call;
  const chat = world.chatOf(negotiation);
  const resume = world.resume(negotiation.resumeHash);
  const unread = chat.messages.filter(
    (message) => message.from === 'employer' && !message.seenByOpponent,
  ).length;
  return {
    id: negotiation.id,
    url: `${API}/negotiations/${negotiation.id}`,
    state: stateOf(call, negotiation.state),
    created_at: hhDate(negotiation.createdAt),
    updated_at: hhDate(negotiation.updatedAt),
    messages_url: `${API}/negotiations/${negotiation.id}/messages`,
    has_updates: unread > 0,
    viewed_by_opponent: negotiation.viewed,
    messaging_status: messagingStatus(world, negotiation),
    counters: { messages: chat.messages.length, unread_messages: unread },
    chat_id: Number(chat.id),
    hidden: false,
    decline_allowed: negotiation.state === 'invitation',
    source: negotiation.source,
    tags: [],
    resume: {
      id: resume.hash,
      title: resume.title,
      url: `${API}/resumes/${resume.hash}`,
      alternate_url: `https://${call.host}/resume/${resume.hash}`,
    },
    vacancy: shortVacancy(call, world.vacancy(negotiation.vacancyId)),
    phone_calls: null,
  };
}
