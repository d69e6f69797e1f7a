import { type Collection, listRowOf } from '../domain/collection.ts';
import type {
  Action,
  Address,
  Candidate,
  ChatRow,
  ContactsOffer,
  Invitation,
  KnownNegotiation,
  Millis,
  Negotiation,
  Note,
  PastChange,
  Row,
  TestSolution,
  VacancyCount,
  VacancyHistory,
  VacancyShort,
} from '../domain/negotiation.ts';
import { type PageRead, perPage } from '../domain/row-pages.ts';
import type { Stage } from '../domain/stage.ts';
import type { WireChat } from '../hh/conversations.ts';
import { apiAddress, effectsOf } from '../hh/effects.ts';
import type { WireAddress } from '../hh/employer.ts';
import { valueOrThrow } from '../hh/errors.ts';
import {
  type CollectionPage,
  type Collections,
  negotiationIn,
  type VacancyForResume,
  type WireAction,
  type WireCollection,
  type WireNegotiation,
  type WirePerson,
  type WireResume,
  type WireTestSolution,
} from '../hh/negotiations.ts';
import { hhUrl } from '../hh/pages.ts';
import type { WireComment, WireHistory, WireResumeOffer } from '../hh/resumes.ts';
import type { ActiveVacancy, WireVacancyShort } from '../hh/vacancies.ts';
import { t } from '../i18n.ts';
import type { VacancyId } from '../ids.ts';
import {
  fromKnown,
  isKnown,
  type Known,
  known,
  type List,
  mapped,
  none,
  thenKnown,
  unread,
  valueOr,
} from '../known.ts';
import { matchOf, resumeOf, resumeWaysOf } from './resume.ts';

/*
 * Converts a recruiter's negotiations, vacancies and chats from hh's types to ours. What was not read stays
 * unknown.
 */

/** An id is not a readable name: a stage without a name is unknown. */
export const stageOf = ({ id, name }: { id: string; name?: string | null }): Known<Stage> =>
  name ? known({ id, name }) : unread;
const stageOrNull = (stage: { id: string; name?: string | null } | null | undefined): Stage | null =>
  stage ? valueOr(stageOf(stage), null) : null;
const joined = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' ') || null;

/** The fields of a vacancy in every answer. */
const shortOf = ({ id, name, area, alternate_url }: Omit<WireVacancyShort, 'archived'>) => ({
  id,
  name,
  area,
  url: hhUrl(alternate_url),
});

export const vacancyCountOf = (vacancy: ActiveVacancy): VacancyCount => ({
  ...shortOf(vacancy),
  manager: vacancy.manager,
  unread: fromKnown(vacancy.counters, ({ unread_responses }) => unread_responses),
});

/** A vacancy without counters: an archived one, or one read alone. */
export const uncountedOf = (vacancy: WireVacancyShort): VacancyCount => ({
  ...shortOf(vacancy),
  manager: known(null),
  unread,
});

/**
 * Converts a resume; its fields are null if it is deleted or hidden from us, and unknown if it could not be
 * read.
 */
export function candidateOf(fact: Known<WirePerson | null>): Candidate {
  const resume = valueOr(fact, null);
  const of = <T>(read: (resume: WirePerson) => Known<T | null>): Known<T | null> =>
    thenKnown(fact, (value) => (value ? read(value) : known(null)));
  return {
    resumeId: resume?.id ?? null,
    applicantId: resume?.owner.known ? resume.owner.value.id : null,
    name: of(nameOf),
    title: of(({ title }) => title),
    age: of(({ age }) => age),
    experienceMonths: of(({ total_experience }) => fromKnown(total_experience, (all) => all?.months ?? null)),
    salary: of(({ salary }) =>
      fromKnown(salary, (sum) => (sum?.amount ? { amount: sum.amount, currency: sum.currency ?? '' } : null)),
    ),
    area: of(({ area }) => fromKnown(area, (place) => place?.name ?? null)),
    url: hhUrl(resume?.alternate_url),
  };
}

/** A name with an unread part is unknown; the patronymic may be absent. */
function nameOf({ last_name, first_name, middle_name }: WirePerson): Known<string | null> {
  if (!last_name.known || !first_name.known) return unread;
  return known(joined(last_name.value, first_name.value, valueOr(middle_name, null)));
}

export const rowOf = (item: WireNegotiation, vacancyId: VacancyId): Row => ({
  id: item.id,
  vacancyId,
  candidate: candidateOf(item.resume),
  stage: thenKnown(item.employer_state, stageOf),
  createdAt: item.created_at,
  updatedAt: item.updated_at,
  unreadMessages: thenKnown(item.counters, ({ unread_messages }) => unread_messages),
  chatId: valueOr(item.chat_id, null),
  testScore: fromKnown(item.test_result, (test) => test?.score ?? null),
});

export const chatRowOf = (chat: WireChat): ChatRow => ({
  id: chat.id,
  title: fromKnown(chat.display, ({ title }) => title),
  vacancyId: chat.vacancy_id,
  unread: chat.unread_message_count,
  blockReason: chat.block_reason,
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

/** The actions available now: hh also lists disabled and hidden ones. */
export const offeredOf = (actions: WireAction[]): WireAction[] =>
  actions.filter((action) => action.enabled && action.hidden !== true);

const actionOf = (action: WireAction): Action => ({
  id: action.id,
  name: action.name,
  arguments: action.arguments.items.map((argument) => ({
    id: argument.id,
    required: argument.required,
    requires: argument.required_arguments.items.map((required) => required.id),
  })),
  resulting: stageOrNull(action.resulting_employer_state),
  templates: action.templates.items.map((template) => ({
    id: template.id,
    name: template.name ?? '',
  })),
  sub: action.sub_actions?.items.map(({ id, name }) => ({ id, name })) ?? [],
});

export const actionWay = (actionId: string, subActionId?: string): string =>
  subActionId === undefined ? `action:${actionId}` : `action:${actionId}/${subActionId}`;
export const templateWay = (actionId: string, templateId: string): string =>
  `template:${actionId}:${templateId}`;

/** The cache's limit; a vacancy offers about a dozen actions. */
const heldAtMost = 500;
const held = new Map<string, Action>();

/**
 * Shares equal actions: hh offers the same ones to most people, and they would take most of a long list's
 * memory.
 */
function heldOnce(action: Action): Action {
  const key = JSON.stringify(action);
  const one = held.get(key) ?? action;
  if (held.size >= heldAtMost) held.clear();
  held.set(key, one);
  return one;
}

export function waysOf(actions: WireAction[]): KnownNegotiation['ways'] {
  const ways: KnownNegotiation['ways'] = {};
  for (const action of actions) {
    const { method } = action;
    ways[actionWay(action.id)] = { method, url: action.url };
    for (const sub of action.sub_actions?.items ?? []) {
      ways[actionWay(action.id, sub.id)] = { method: sub.method ?? method, url: sub.url };
    }
    for (const template of action.templates.items) {
      if (template.url) ways[templateWay(action.id, template.id)] = { method: 'GET', url: template.url };
    }
  }
  return ways;
}

type WireVacancy = NonNullable<Extract<WireNegotiation['vacancy'], { known: true }>['value']>;
const vacancyOf = (vacancy: WireVacancy): VacancyShort => ({
  ...shortOf(vacancy),
  archived: vacancy.archived,
});

/** @param at Unix ms of the answer */
export function knownNegotiationOf(item: WireNegotiation, at: number): KnownNegotiation {
  const actions = valueOr(item.actions, none);
  const offered = offeredOf(actions.items);
  const negotiation: Negotiation = {
    id: item.id,
    vacancy: fromKnown(item.vacancy, (vacancy) => (vacancy ? vacancyOf(vacancy) : null)),
    candidate: candidateOf(item.resume),
    resumeDeleted: fromKnown(item.resume, (resume) => resume === null),
    resume: fromKnown(item.resume, (resume) => resume && resumeOf(resume)),
    match: matchOf(item.relevant_experience),
    stage: thenKnown(item.employer_state, stageOf),
    state: thenKnown(item.state, stageOf),
    createdAt: item.created_at,
    updatedAt: item.updated_at,
    hasUpdates: item.has_updates,
    viewedByApplicant: item.viewed_by_opponent,
    messages: thenKnown(item.counters, ({ messages }) => messages),
    unreadMessages: thenKnown(item.counters, ({ unread_messages }) => unread_messages),
    chatId: item.chat_id,
    messaging: item.messaging_status,
    test: item.test_result,
    source: item.source,
    autoSurvey: fromKnown(item.chat_bot, (bot) => bot?.auto_survey?.text ?? null),
    actions: fromKnown(item.actions, ({ skipped }) =>
      mapped({ items: offered, skipped }, (action) => heldOnce(actionOf(action))),
    ),
  };
  const resume = valueOr(item.resume, null);
  return { at, negotiation, ways: { ...waysOf(offered), ...(resume && resumeWays(resume)) } };
}

/** The addresses of the resume and its file, for a user's click; never sent to a page. */
const resumeWays = (resume: WireResume): KnownNegotiation['ways'] =>
  Object.fromEntries(
    Object.entries(resumeWaysOf(resume)).flatMap(([name, url]) =>
      url ? [[name, { method: 'GET', url }]] : [],
    ),
  );

export const invitationOf = (vacancy: VacancyForResume): Invitation => {
  const { employer_negotiations_state: ours, negotiations_state: theirs } = vacancy;
  const at = valueOr(ours, null) ? ours : !ours.known || !theirs.known ? unread : theirs;
  return {
    vacancy: {
      id: vacancy.id,
      name: vacancy.name,
      area: vacancy.area,
      manager: vacancy.manager,
    },
    invited: thenKnown(at, (stage) => (stage ? stageOf(stage) : known(null))),
    actions: thenKnown(vacancy.can_invite, (can) =>
      can === false
        ? known(none)
        : fromKnown(vacancy.negotiations_actions, ({ items, skipped }) =>
            // A sub-action moves an existing negotiation to a substage; hh documents an invitation only by the
            // action's own address.
            mapped({ items: offeredOf(items), skipped }, (action) => ({ ...actionOf(action), sub: [] })),
          ),
    ),
  };
};

type WirePast = WireHistory['vacancies']['items'][number];
type WireChange = Extract<WirePast['items'], { known: true }>['value']['items'][number];

const changeOf = ({ employer_state, created_at, with_message }: WireChange): PastChange => ({
  stage: thenKnown(employer_state, stageOf),
  at: created_at,
  withMessage: with_message,
});

/** Newest first. hh sends this order anyway, so it is kept if a date could not be read. */
function newestFirst<T>(items: T[], at: (item: T) => Known<number>): T[] {
  const dated = items.map((item) => ({ item, at: valueOr(at(item), null) }));
  return dated.every((one) => one.at !== null)
    ? dated.sort((a, b) => (b.at ?? 0) - (a.at ?? 0)).map(({ item }) => item)
    : items;
}

const pastOf = (vacancy: WirePast): VacancyHistory => {
  const isOpen = vacancy.can_edit;
  return {
    vacancyId: vacancy.id,
    name: vacancy.name,
    archived: vacancy.archived,
    foreign: fromKnown(isOpen, (open) => !open),
    negotiationId: isKnown(isOpen, false)
      ? known(null)
      : thenKnown(vacancy.negotiations_url, (url) => {
          const id = negotiationIn(url);
          return id ? known(id) : unread;
        }),
    items: fromKnown(vacancy.items, ({ items, skipped }) => ({
      items: newestFirst(items.map(changeOf), ({ at }) => at),
      skipped,
    })),
  };
};

/** The company's history with a resume, newest first. */
export const historyOf = ({ vacancies }: WireHistory): List<VacancyHistory> => ({
  items: newestFirst(vacancies.items.map(pastOf), ({ items }) =>
    thenKnown(items, ({ items: [last] }) => last?.at ?? unread),
  ),
  skipped: vacancies.skipped,
});

export const noteOf = (comment: WireComment): Note => ({
  id: comment.id,
  text: comment.text,
  author: fromKnown(comment.author, ({ full_name }) => full_name),
  mine: comment.is_mine,
  at: comment.created_at,
  personal: thenKnown(comment.access_type, ({ id }) =>
    id === 'owner' || id === 'coworkers' ? known(id === 'owner') : unread,
  ),
});

export const addressOf = (address: Omit<WireAddress, 'deleted'>): Address => ({
  id: address.id,
  text: address.raw || (joined(address.city, address.street, address.building) ?? t('unknown_address')),
});

const notesOf = ({ owner }: WireResume): Known<number> =>
  thenKnown(owner, ({ comments }) => {
    const total = comments?.counters?.total;
    return typeof total === 'number' ? known(total) : unread;
  });

export const pageReadOf = (
  page: number,
  answer: CollectionPage,
  vacancyId: VacancyId,
  at: Millis,
): PageRead => ({
  page,
  rows: answer.items.items.map((item) =>
    listRowOf(knownNegotiationOf(item, at).negotiation, rowOf(item, vacancyId), {
      tags: item.tags.items.map(({ id }) => id),
      areaOf: valueOr(valueOr(item.resume, null)?.area ?? unread, null),
      notes: thenKnown(item.resume, (of) => (of ? notesOf(of) : known(0))),
    }),
  ),
  skipped: answer.items.skipped,
  pages: answer.pages ?? page + (answer.items.items.length + answer.items.skipped < perPage ? 1 : 2),
  found: answer.found === null || answer.found === undefined ? unread : known(answer.found),
  hidden: answer.hidden_count,
  at,
  order: answer.ordered_by ? { id: answer.ordered_by.id, name: answer.ordered_by.name ?? '' } : null,
});

type Short = WireCollection['sub_collections']['items'][number];
const collectionOf = (
  { id, name, url, counters, order_types }: Short,
  more: Pick<Collection, 'description' | 'sub'>,
): Collection => ({
  id,
  name,
  url,
  total: thenKnown(counters, ({ total }) => total),
  updates: thenKnown(counters, ({ with_updates }) => with_updates),
  orders: order_types.items,
  ...more,
});

/**
 * The collections to display: without hh's hidden ones, and with generated ones last.
 * @throws HhError if the answer has no collections
 */
export function collectionsOf({ collections, generated_collections }: Collections): List<Collection> {
  const own = valueOrThrow(collections);
  const skipped = own.skipped + generated_collections.skipped;
  const items = [...own.items, ...generated_collections.items]
    .filter(({ hidden }) => hidden !== true)
    .map((collection) =>
      collectionOf(collection, {
        description: collection.description || null,
        sub: collection.sub_collections.items.map((sub) => collectionOf(sub, { description: null, sub: [] })),
      }),
    );
  return { items, skipped };
}

const contactStatuses = ['FULL', 'IPC', 'NONE'] as const;

/** The address of the contacts, and the effects that reading it is known to have. */
export function contactsOfferOf({ resume }: WireResumeOffer, viewsLeft: number | null): ContactsOffer {
  const url = resume?.actions?.get_with_contact?.url ?? resume?.url ?? null;
  const address = url ? apiAddress(url) : null;
  return {
    url: address ? url : null,
    effects: address ? [...effectsOf('GET', address)] : [],
    status: contactStatuses.find((one) => one === resume?.contact_view_status) ?? null,
    openUntil: resume?.contacts_open_until_date ?? null,
    viewsLeft,
  };
}

/**
 * The vacancy's test with the applicant's answers.
 * @throws HhError if the answer has no test
 */
export const testSolutionOf = ({ test_result: test }: WireTestSolution): TestSolution => {
  const { name, score, mark, duration, tasks } = valueOrThrow(test);
  return {
    name: fromKnown(name, (said) => said || null),
    score,
    mark,
    seconds: duration,
    tasks: fromKnown(tasks, (list) =>
      mapped(list, ({ question, closed_answers: closed, opened_answer: opened }) => ({
        question,
        choices: fromKnown(closed, (choices) =>
          mapped(choices, ({ value: text, selected: chosen, correct: right }) => ({ text, chosen, right })),
        ),
        answer: fromKnown(
          opened,
          (answer) => answer && { text: fromKnown(answer.value, (said) => said || null), mark: answer.mark },
        ),
      })),
    ),
  };
};
