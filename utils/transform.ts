import { negotiationIn } from './hh/negotiation-in.ts';
import { hhUrl } from './hh/pages.ts';
import type { WireAction } from './hh/schemas/actions.ts';
import type { WireAddress } from './hh/schemas/addresses.ts';
import type { ChatMessage, ChatMessages, WireChat } from './hh/schemas/chats.ts';
import type { WireComment } from './hh/schemas/comments.ts';
import type { WireHistory } from './hh/schemas/history.ts';
import type { OldMessage } from './hh/schemas/messages.ts';
import type { WireNegotiation, WireResume } from './hh/schemas/negotiations.ts';
import type { ActiveVacancy, VacancyForResume } from './hh/schemas/vacancies.ts';
import type { VacancyId } from './ids.ts';
import type {
  Action,
  Address,
  Candidate,
  ChatRow,
  Conversation,
  Invitation,
  Message,
  Negotiation,
  Note,
  Row,
  VacancyCount,
  VacancyHistory,
} from './inbox/negotiation.ts';
import type { Stage } from './inbox/stage.ts';
import type { List } from './known.ts';
import { fromKnown } from './known.ts';
import type { KnownNegotiation } from './storage.ts';

/* hh's shapes in, ours out, in this one file. What hh left out becomes null or its plainest value. */

type Named = { id: string; name?: string | null } | null | undefined;
const stageOf = (named: Named): Stage => ({ id: named?.id ?? '', name: named?.name ?? named?.id ?? '' });
const joined = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' ') || null;

export const vacancyCountOf = (vacancy: ActiveVacancy): VacancyCount => ({
  id: vacancy.id,
  name: vacancy.name,
  area: vacancy.area,
  manager: vacancy.manager,
  unread: fromKnown(vacancy.counters, ({ unread_responses }) => unread_responses),
  url: hhUrl(vacancy.alternate_url),
});

export const candidateOf = (resume: WireResume | null | undefined): Candidate => ({
  resumeId: resume?.id ?? null,
  applicantId: resume?.owner?.id ?? null,
  name: joined(resume?.last_name, resume?.first_name, resume?.middle_name),
  title: resume?.title ?? null,
  age: resume?.age ?? null,
  experienceMonths: resume?.total_experience?.months ?? null,
  salary: resume?.salary?.amount
    ? { amount: resume.salary.amount, currency: resume.salary.currency ?? '' }
    : null,
  area: resume?.area?.name ?? null,
  url: hhUrl(resume?.alternate_url),
});

export const rowOf = (item: WireNegotiation, vacancyId: VacancyId): Row => ({
  id: item.id,
  vacancyId,
  candidate: candidateOf(item.resume),
  stage: stageOf(item.employer_state ?? item.state),
  createdAt: item.created_at ?? item.updated_at ?? 0,
  updatedAt: item.updated_at ?? item.created_at ?? 0,
  unreadMessages: item.counters?.unread_messages ?? 0,
  chatId: item.chat_id ?? null,
  testScore: item.test_result?.score ?? null,
});

export const chatRowOf = (chat: WireChat): ChatRow => ({
  id: chat.id,
  title: fromKnown(chat.display, ({ title }) => title),
  vacancyId: fromKnown(chat.vacancy_id, (id) => id ?? null),
  unread: chat.unread_message_count,
  blockReason: fromKnown(chat.block_reason, (reason) => reason ?? null),
  last: fromKnown(
    chat.last_message,
    (last) =>
      last && {
        id: last.id,
        text: fromKnown(last.payload, ({ text }) => text),
        mine: fromKnown(last.sender_display_info, (sender) => sender.is_current_participant),
        at: last.creation_time,
      },
  ),
});

/** What can be done now: hh lists what is off or hidden as well. */
export const offeredOf = (actions: WireAction[]): WireAction[] =>
  actions.filter((action) => action.enabled !== false && action.hidden !== true);

const actionOf = (action: WireAction): Action => ({
  id: action.id,
  name: action.name ?? action.id,
  arguments: action.arguments.items.map((argument) => ({
    id: argument.id,
    required: argument.required ?? false,
    requires: argument.required_arguments.items.map((required) => required.id),
  })),
  resulting: action.resulting_employer_state ? stageOf(action.resulting_employer_state) : null,
  templates: action.templates.items.map((template) => ({
    id: template.id,
    name: template.name ?? template.id,
  })),
  sub: action.sub_actions.items.map((sub) => ({ id: sub.id, name: sub.name ?? sub.id })),
});

export const actionWay = (actionId: string, subActionId?: string): string =>
  subActionId === undefined ? `action:${actionId}` : `action:${actionId}/${subActionId}`;
export const templateWay = (actionId: string, templateId: string): string =>
  `template:${actionId}:${templateId}`;

export function waysOf(actions: WireAction[]): KnownNegotiation['ways'] {
  const ways: KnownNegotiation['ways'] = {};
  for (const action of actions) {
    const method = action.method ?? 'PUT';
    ways[actionWay(action.id)] = { method, url: action.url };
    for (const sub of action.sub_actions.items) {
      ways[actionWay(action.id, sub.id)] = { method: sub.method ?? method, url: sub.url };
    }
    for (const template of action.templates.items) {
      if (template.url) ways[templateWay(action.id, template.id)] = { method: 'GET', url: template.url };
    }
  }
  return ways;
}

/** @param at Unix ms of the answer */
export function knownNegotiationOf(item: WireNegotiation, at: number): KnownNegotiation {
  const offered = offeredOf(item.actions.items);
  const negotiation: Negotiation = {
    id: item.id,
    vacancy: item.vacancy
      ? {
          id: item.vacancy.id,
          name: item.vacancy.name,
          area: item.vacancy.area,
          archived: item.vacancy.archived ?? false,
          url: hhUrl(item.vacancy.alternate_url),
        }
      : null,
    candidate: candidateOf(item.resume),
    resumeDeleted: !item.resume,
    stage: stageOf(item.employer_state ?? item.state),
    state: stageOf(item.state),
    createdAt: item.created_at ?? item.updated_at ?? 0,
    updatedAt: item.updated_at ?? item.created_at ?? 0,
    hasUpdates: item.has_updates ?? false,
    viewedByApplicant: item.viewed_by_opponent ?? false,
    messages: item.counters?.messages ?? 0,
    unreadMessages: item.counters?.unread_messages ?? 0,
    chatId: item.chat_id ?? null,
    messaging: item.messaging_status ?? 'ok',
    test:
      typeof item.test_result?.score === 'number'
        ? { score: item.test_result.score, mark: item.test_result.mark ?? null }
        : null,
    source: item.source ?? null,
    autoSurvey: item.chat_bot?.auto_survey?.text ?? null,
    actions: offered.map(actionOf),
  };
  return { at, negotiation, ways: waysOf(offered) };
}

export const invitationOf = (vacancy: VacancyForResume): Invitation => {
  const at = vacancy.employer_negotiations_state ?? vacancy.negotiations_state;
  return {
    vacancy: {
      id: vacancy.id,
      name: vacancy.name,
      area: vacancy.area,
      manager: vacancy.manager,
    },
    invited: at ? stageOf(at) : null,
    actions: vacancy.can_invite === false ? [] : offeredOf(vacancy.negotiations_actions.items).map(actionOf),
  };
};

export const historyOf = (history: WireHistory): List<VacancyHistory> => {
  const items = history.vacancies.items.map((vacancy): VacancyHistory => {
    const foreign = vacancy.can_edit === false;
    return {
      vacancyId: vacancy.id,
      name: vacancy.name ?? vacancy.id,
      archived: vacancy.archived ?? false,
      foreign,
      negotiationId: foreign ? null : negotiationIn(vacancy.negotiations_url),
      items: vacancy.items.items
        .map((item) => ({
          stage: stageOf(item.employer_state),
          at: item.created_at ?? 0,
          withMessage: item.with_message ?? false,
        }))
        .sort((a, b) => b.at - a.at),
    };
  });
  const setAside = history.vacancies.items.reduce(
    (sum, one) => sum + one.items.skipped,
    history.vacancies.skipped,
  );
  return { items: items.sort((a, b) => (b.items[0]?.at ?? 0) - (a.items[0]?.at ?? 0)), skipped: setAside };
};

export const noteOf = (comment: WireComment): Note => ({
  id: comment.id,
  text: comment.text ?? '',
  author: comment.author?.full_name ?? null,
  mine: comment.is_mine ?? false,
  at: comment.created_at ?? 0,
  personal: comment.access_type?.id === 'owner',
});

export const addressOf = (address: WireAddress): Address => ({
  id: address.id,
  text: address.raw ?? (joined(address.city, address.street, address.building) || address.id),
});

const authors: Record<string, Message['author']> = {
  APPLICANT: 'applicant',
  EMPLOYER: 'employer',
  BOT: 'bot',
};
const kinds: Record<string, Message['kind']> = { PARTICIPANT_JOINED: 'joined', PARTICIPANT_LEFT: 'left' };

function messageOf(message: ChatMessage): Message {
  const { sender_display_info: sender, payload } = message;
  const kind = kinds[message.type ?? ''] ?? 'text';
  return {
    id: message.id,
    kind,
    text: payload?.text ?? null,
    state: null,
    author: authors[sender?.role ?? ''] ?? 'unknown',
    authorName: kind === 'text' ? (sender?.name ?? null) : (payload?.moved_participant?.name ?? null),
    mine: sender?.is_current_participant ?? false,
    at: message.creation_time ?? 0,
    readByApplicant: message.viewed_by_opponent ?? false,
    attachments: (payload?.attachments.items ?? []).flatMap(({ title, url }) =>
      url && /^https:\/\//i.test(url) ? [{ title: title ?? url, url }] : [],
    ),
  };
}

export function conversationOf(chat: ChatMessages): Conversation {
  const messages = chat.messages.items.map(messageOf).sort((a, b) => a.at - b.at);
  const write = chat.chat_states?.write_message_state;
  return {
    via: 'chat',
    messages,
    hasMore: chat.has_more ?? false,
    off: chat.block_reason ?? (write?.allowed === false ? (write.reason ?? 'prohibited') : null),
    inARow: inARowOf(messages),
    chatId: chat.id,
  };
}

export function oldConversationOf(list: OldMessage[], messaging: string, hasMore: boolean): Conversation {
  const messages = list
    .map((message): Message => {
      const employer = message.author?.participant_type === 'employer';
      return {
        id: message.id,
        kind: message.text ? 'text' : 'stage',
        text: message.text ?? null,
        state: message.state && message.state.id !== 'text' ? stageOf(message.state) : null,
        author: employer ? 'employer' : 'applicant',
        authorName: null,
        mine: employer,
        at: message.created_at ?? 0,
        readByApplicant: message.viewed_by_opponent ?? false,
        attachments: [],
      };
    })
    .sort((a, b) => a.at - b.at);
  return {
    via: 'old',
    messages,
    hasMore,
    off: messaging === 'ok' ? null : messaging,
    inARow: inARowOf(messages),
    chatId: null,
  };
}

/** How many of the employer's texts stand at the end without an answer. */
function inARowOf(messages: Message[]): number {
  const texts = messages.filter((message) => message.kind === 'text');
  const lastAnswer = texts.findLastIndex((message) => message.author === 'applicant');
  return texts.length - 1 - lastAnswer;
}
