import * as z from 'zod/mini';
import type { ApplicantId, ChatId, NegotiationId, VacancyId } from '../ids.ts';
import { action, topicIds, under } from './actions.ts';
import { type Client, getter, type Values } from './client.ts';
import { type Gesture, path } from './effects.ts';
import {
  amount,
  array,
  boolean,
  fact,
  flag,
  id,
  key,
  list,
  maybe,
  moment,
  named,
  number,
  object,
  pageOf,
  part,
  reader,
  spare,
  stage,
  text,
  word,
} from './read.ts';
import { match, resumePart, shortResume } from './resumes.ts';
import { vacancyShort } from './vacancies.ts';

/** The short resume inside a negotiation, with the colleagues' notes on its owner. */
const resume = object(() => ({
  ...shortResume(),
  ...resumePart(),
  owner: fact(z.object({ id: id<ApplicantId>(), comments: part({ counters: part({ total: number }) }) })),
}));
export type WireResume = z.output<typeof resume>;
/** The part that every list contains, the list of visitors too. */
export type WirePerson = Pick<WireResume, keyof ReturnType<typeof shortResume> | 'owner'>;

const vacancy = object(() => ({ ...vacancyShort(), archived: fact(boolean) }));

/**
 * A response or an invitation. `employer_state` is the stage of the employer's pipeline, `state` what the
 * applicant sees: neither can replace the other. `resume` is null if it is deleted or hidden.
 */
export const negotiation = object(() => ({
  id: id<NegotiationId>(),
  created_at: fact(moment),
  updated_at: fact(moment),
  state: fact(stage),
  employer_state: fact(stage),
  has_updates: fact(boolean),
  viewed_by_opponent: fact(boolean),
  counters: fact(z.object({ messages: fact(amount), unread_messages: fact(amount) })),
  messaging_status: fact(word),
  /** Without one there are only old messages. */
  chat_id: fact(maybe(id<ChatId>())),
  source: spare(text),
  tags: list(z.object({ id: key })),
  actions: fact(array(action)),
  test_result: fact(maybe(z.object({ score: amount, mark: text }))),
  chat_bot: fact(maybe(z.object({ auto_survey: maybe(z.object({ text })) }))),
  resume: fact(z.nullable(resume)),
  relevant_experience: fact(maybe(match)),
  /** Only in the single item; null if it is hidden from us. */
  vacancy: fact(maybe(vacancy)),
}));
export type WireNegotiation = z.output<typeof negotiation>;

/** `GET /negotiations/{collection}` (operation `get-collection-negotiations-list`). */
export const negotiations = object(() => ({
  ...pageOf(negotiation),
  /** Responses whose resumes are hidden from us: counted, not listed. */
  hidden_count: fact(amount),
  ordered_by: spare(maybe(named)),
}));
export type CollectionPage = z.output<typeof negotiations>;

const order = object(() => ({ id: key, name: fact(word) }));

const short = () => ({
  id: key,
  name: fact(word),
  url: word,
  counters: fact(z.object({ total: fact(amount), with_updates: fact(amount) })),
  /** The available sort orders. */
  order_types: list(order),
});

const collection = object(() => ({
  ...short(),
  description: spare(text),
  /** Not to be displayed. */
  hidden: spare(flag),
  sub_collections: list(z.object(short())),
}));

/** `GET /negotiations?vacancy_id` (operation `get-negotiations`). */
export const collections = object(() => ({
  collections: fact(array(collection)),
  generated_collections: list(collection),
}));
export type Collections = z.output<typeof collections>;
export type WireCollection = z.output<typeof collection>;

/** `GET /negotiations/{nid}/test/solution` (operation `get-negotiation-test-results`). */
export const testSolution = object(() => ({
  test_result: fact(
    z.object({
      name: fact(text),
      score: fact(amount),
      /** UNFAIR, FAIR, GOOD, EXCELLENT. */
      mark: fact(word),
      /** Seconds. */
      duration: fact(maybe(amount)),
      tasks: fact(
        array(
          z.object({
            question: fact(word),
            closed_answers: fact(
              array(z.object({ value: fact(word), selected: fact(boolean), correct: fact(boolean) })),
            ),
            opened_answer: fact(maybe(z.object({ value: fact(text), mark: fact(maybe(word)) }))),
          }),
        ),
      ),
    }),
  ),
}));
export type WireTestSolution = z.output<typeof testSolution>;

/** The stage of new responses; in this collection the filter "only new" has another name. */
const responseCollection = 'response';

interface NegotiationsQuery {
  /** The id of a collection, or its `url` from hh, whose own query is kept. */
  collection: string;
  vacancyId: VacancyId;
  page?: number;
  /** At most 50. */
  perPage?: number;
  /** `order_by`, `search_text`, `show_only_new` and the filters, with hh's own names. */
  values?: Values;
}

/** A recruiter's negotiations. */
export function createNegotiationCalls(client: Client) {
  const get = getter(client);

  return {
    /** One page of a collection, filtered. Operation `get-collection-negotiations-list`. */
    negotiations: async (of: NegotiationsQuery) => {
      const url = of.collection.includes('/') ? of.collection : path`/negotiations/${of.collection}`;
      const isResponse = new RegExp(`/${responseCollection}/?(\\?|$)`).test(url);
      const { show_only_new: onlyNew, ...values } = of.values ?? {};
      return get(under('/negotiations/', url), reader(negotiations), {
        vacancy_id: of.vacancyId,
        page: of.page,
        per_page: of.perPage,
        [isResponse ? 'show_only_new_responses' : 'show_only_new']: onlyNew,
        ...values,
      });
    },

    /** One negotiation, with its vacancy. Operation `get-negotiation-item`. */
    negotiation: async (id: NegotiationId) => get(path`/negotiations/${id}`, reader(negotiation)),

    /** Marks up to 50 responses of one vacancy as viewed. Operation `post-negotiations-topics-read`. */
    read: async (of: { vacancyId: VacancyId; ids: readonly NegotiationId[] }, gesture: Gesture) =>
      client.send({
        method: 'POST',
        url: '/negotiations/read',
        form: topicIds(of.ids),
        effect: 'marks-viewed',
        gesture,
        idempotent: true,
        read: () => {},
      }),
  };
}

/** Calls about negotiations used only by our own pages. */
export function createNegotiationDetails(client: Client) {
  const get = getter(client);

  return {
    /**
     * The collections of one vacancy with counters, including hh's generated ones. Operation
     * `get-negotiations`.
     */
    collections: async (vacancyId: VacancyId) =>
      get('/negotiations', reader(collections), { vacancy_id: vacancyId, with_generated_collections: true }),

    /**
     * The vacancy's test with the applicant's answers; 404 if none was taken. Operation
     * `get-negotiation-test-results`.
     */
    solution: async (id: NegotiationId) => get(path`/negotiations/${id}/test/solution`, reader(testSolution)),
  };
}
