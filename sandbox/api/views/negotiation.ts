import { hhDate } from '../../time.ts';
import type { MailTemplate, Negotiation, Resume, Vacancy } from '../../world/model.ts';
import { messagingStatus } from '../../world/moving.ts';
import type { Argument } from '../../world/pipeline.ts';
import { type Action, actionsFrom, isEnabled, type Words } from '../../world/pipeline.ts';
import { API, type Call } from '../call.ts';
import { inWords } from '../dictionaries.ts';
import { shortResume, stage } from './resume.ts';

/** Words that hh's dictionary lacks, but that were seen in answers to applicants. */
const unlisted: Record<string, Words> = {
  interview: { RU: 'Собеседование', EN: 'Interview' },
  offer: { RU: 'Предложение о работе', EN: 'Offer' },
  hired: { RU: 'Выход на работу', EN: 'Hired' },
};

export function stateOf(call: Call, id: string): { id: string; name: string } {
  const words = unlisted[id];
  return words ? { id, name: call.words(words) } : inWords(call, 'negotiations_state', id);
}

/** A row of `get-collection-negotiations-list`, and with `vacancy` the body of `get-negotiation-item`. */
export function negotiationItem(call: Call, negotiation: Negotiation): Record<string, unknown> {
  const { world } = call;
  const resume = world.resume(negotiation.resumeHash);
  const chat = world.chatOf(negotiation);
  const { id, stageId } = negotiation;
  const substage = negotiation.substageId;
  return {
    id,
    url: `${API}/negotiations/${id}`,
    created_at: hhDate(negotiation.createdAt),
    updated_at: hhDate(negotiation.updatedAt),
    state: stateOf(call, negotiation.state),
    employer_state: stage(call, stageId),
    funnel_stage: {
      id: id.slice(-5),
      state: stage(call, stageId),
      substate: substage === null ? null : { name: subStageName(call, substage) },
    },
    has_updates: world.hasUpdates(negotiation),
    viewed_by_opponent: chat.messages.every(
      (message) => message.from === 'applicant' || message.seenByOpponent,
    ),
    counters: { messages: chat.messages.length, unread_messages: world.unreadMessages(chat) },
    messaging_status: messagingStatus(world, negotiation),
    chat_id: Number(chat.id),
    messages_url: `${API}/negotiations/${id}/messages`,
    source: negotiation.source,
    tags: negotiation.source === 'AUTO_RESPONSE' ? [{ id: 'AUTO_RESPONSE' }] : [],
    applicant_question_state: false,
    actions: resume.deleted ? [] : actionsFrom(stageId).map((known) => actionItem(call, known, negotiation)),
    templates: resume.deleted ? [] : templatesOf(call, negotiation),
    test_result: negotiation.testScore === null ? null : testResult(call, negotiation, negotiation.testScore),
    // In hh's examples, but not in its schema.
    chat_states: { response_reminder_state: { allowed: false } },
    chat_bot: { auto_survey: { text: negotiation.surveyText } },
    relevant_experience: null,
    professional_roles: [{ id: '18' }],
    resume: resume.deleted ? null : shortResume(call, resume, negotiation),
  };
}

function subStageName(call: Call, substageId: string): string {
  const sub = actionsFrom('response')
    .flatMap((known) => known.subActions)
    .find((known) => known.id === substageId);
  return sub ? call.words(sub.name) : substageId;
}

function actionItem(call: Call, known: Action, negotiation: Negotiation): Record<string, unknown> {
  const url = (collectionId: string) => `${API}/negotiations/${collectionId}/${negotiation.id}`;
  return {
    id: known.id,
    name: call.words(known.name),
    enabled: isEnabled(known, negotiation.stageId),
    hidden: known.hidden,
    method: 'PUT',
    url: url(known.stageId),
    arguments: known.arguments.map(argumentItem),
    resulting_employer_state: stage(call, known.stageId),
    templates: actionTemplates(call, known, `topic_id=${negotiation.id}`),
    ...(known.subActions.length === 0
      ? {}
      : {
          sub_actions: known.subActions.map((sub) => ({
            id: sub.id,
            name: call.words(sub.name),
            method: 'PUT',
            url: url(sub.id),
          })),
        }),
  };
}

const argumentItem = ({ id, required, needs }: Argument) => ({
  id,
  required,
  required_arguments: needs.map((needed) => ({ id: needed })),
});

function actionTemplates(call: Call, known: Action, query: string): Record<string, unknown>[] {
  const ids =
    known.id === 'discard_by_employer'
      ? ['discard_after_response', 'discard_after_interview']
      : [known.templateId];
  return ids.flatMap((id) => {
    const template = id === null ? undefined : call.world.mailTemplates.get(id);
    return template ? templateItem(template, query) : [];
  });
}

const templateItem = ({ id, name }: Pick<MailTemplate, 'id' | 'name'>, query: string) => ({
  id,
  name,
  quick: false,
  url: `${API}/message_templates/${id}?${query}`,
});

function templatesOf(call: Call, negotiation: Negotiation): Record<string, unknown>[] {
  return actionsFrom(negotiation.stageId).flatMap((known) =>
    actionTemplates(call, known, `topic_id=${negotiation.id}`),
  );
}

/** The actions that invite a resume (`negotiations_actions` of the `resume_id` form of active vacancies). */
export function inviteActions(call: Call, resume: Resume, vacancy: Vacancy): Record<string, unknown>[] {
  const invite = actionsFrom('response').filter(
    (known) => known.id === 'phone_interview' || known.id === 'interview',
  );
  const own = [
    { id: 'resume_id', required: true, required_arguments: [] },
    { id: 'vacancy_id', required: true, required_arguments: [] },
  ];
  return invite.map((known) => ({
    id: known.id,
    name: call.words(known.name),
    enabled: true,
    hidden: false,
    method: 'POST',
    url: `${API}/negotiations/${known.stageId}`,
    arguments: [...own, ...known.arguments.filter(({ id }) => id !== 'address_id').map(argumentItem)],
    resulting_employer_state: stage(call, known.stageId),
    templates: [
      templateItem(
        { id: 'invite', name: 'Приглашение на вакансию' },
        `resume_id=${resume.hash}&vacancy_id=${vacancy.id}`,
      ),
    ],
  }));
}

export function markOf(score: number): 'UNFAIR' | 'FAIR' | 'GOOD' | 'EXCELLENT' {
  if (score < 15) return 'UNFAIR';
  if (score < 45) return 'FAIR';
  return score < 80 ? 'GOOD' : 'EXCELLENT';
}

function testResult(call: Call, negotiation: Negotiation, score: number): Record<string, unknown> {
  return {
    score,
    mark: markOf(score),
    url: `${API}/negotiations/${negotiation.id}/test/solution`,
    alternate_url: `https://${call.host}/employer/negotiations/test?topicId=${negotiation.id}`,
  };
}
