import * as z from 'zod/mini';
import {
  type ApplicantId,
  asId,
  type ChatId,
  type EmployerId,
  type NegotiationId,
  type ResumeId,
  type VacancyId,
} from '../ids.ts';
import { type Client, getter, type Values } from './client.ts';
import { apiAddress, type Gesture, path } from './effects.ts';
import { HhError } from './errors.ts';
import { parseUrl } from './pages.ts';
import {
  amount,
  array,
  boolean,
  every,
  fact,
  flag,
  fullName,
  id,
  key,
  list,
  maybe,
  moment,
  named,
  number,
  object,
  page,
  pageOf,
  part,
  spare,
  stage,
  text,
  word,
} from './read.ts';
import { match, resumePart, shortResume } from './resumes.ts';
import { vacancyShort } from './vacancies.ts';

/** A ready text of hh's; `url` returns it filled in (operation `get-negotiation-message-templates`). */
const templateLink = object(() => ({ id: key, name: text, url: text, quick: flag }));

const argument = object(() => ({
  id: key,
  required: boolean,
  required_arguments: every(z.object({ id: key })),
}));

/**
 * An action for a negotiation or a resume: `method` to `url` with the arguments as a form. Ids are hh's and
 * differ between vacancies; older answers have no `hidden`. Fields that decide what a click causes are
 * required: an action with unreadable arguments would be offered as a silent one.
 */
export const action = object(() => ({
  id: key,
  name: word,
  enabled: boolean,
  hidden: z.optional(boolean),
  method: word,
  url: word,
  arguments: every(argument),
  /** Null if hh names none. */
  resulting_employer_state: spare(maybe(named)),
  templates: list(templateLink),
  sub_actions: z.optional(every(z.object({ id: key, name: word, method: text, url: word }))),
}));
export type WireAction = z.output<typeof action>;

const filled = maybe(z.object({ text }));

/** `GET /message_templates/{template}` (operation `get-negotiation-message-templates`): texts already filled in. */
export const template = object(() => ({ mail: filled, sms: filled }));

/**
 * The negotiation id in an address, as in `Location` and `negotiations_url`: with or without an origin, and
 * with a query if hh adds one (`https://api.hh.ru/negotiations/123?host=hh.ru`); or null.
 */
export function negotiationIn(address: string | null | undefined): NegotiationId | null {
  const url = address ? parseUrl(address, 'https://api.hh.ru') : null;
  const id = url?.pathname.match(/^\/negotiations\/(\d+)\/?$/)?.[1];
  return id ? asId<NegotiationId>(id) : null;
}

/**
 * The address of a bulk action: that of the collection, without the negotiation
 * (`…/negotiations/discard_by_employer/123?host=hh.ru` → `…/negotiations/discard_by_employer?host=hh.ru`).
 */
export const withoutNegotiation = (address: string): string => address.replace(/\/\d+\/?(?=\?|$)/, '');

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

const forResume = object(() => ({
  ...vacancyShort(),
  manager: fact(z.nullable(fullName)),
  /** Absent or null: nothing forbids it. */
  can_invite: fact(flag),
  negotiations_state: fact(maybe(stage)),
  employer_negotiations_state: fact(maybe(stage)),
  negotiations_actions: fact(array(action)),
}));

/**
 * `GET /employers/{e}/vacancies/active?resume_id` (operation `get-active-vacancy-list`): the vacancies to which
 * this resume can be invited.
 */
export const vacanciesForResume = page(forResume);
export type VacancyForResume = z.output<typeof forResume>;

interface Act {
  /** `method` and `url` as hh gave them in an action. */
  method: string | null | undefined;
  url: string;
  /** By argument id. */
  values: Values;
}

const maxTopics = 50;

/** @throws {HhError} `bad-argument` if there are none, or more than hh accepts at once */
function topicIds(ids: readonly NegotiationId[]): { topic_id: readonly NegotiationId[] } {
  if (!ids.length || ids.length > maxTopics) throw new HhError('bad-argument', 'no');
  return { topic_id: ids };
}

/** Checks that an address from hh is under this path: otherwise it could turn a text into, say, a sign-out. */
function under(root: string, url: string): string {
  if (!apiAddress(url)?.pathname.startsWith(root)) throw new HhError('foreign-address', 'no');
  return url;
}

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

/** A recruiter's negotiations, and what hh offers in their `actions`. */
export function createNegotiationCalls(client: Client) {
  const get = getter(client);

  return {
    /** One page of a collection, filtered. Operation `get-collection-negotiations-list`. */
    negotiations: async (of: NegotiationsQuery) => {
      const url = of.collection.includes('/') ? of.collection : path`/negotiations/${of.collection}`;
      const isResponse = new RegExp(`/${responseCollection}/?(\\?|$)`).test(url);
      const { show_only_new: onlyNew, ...values } = of.values ?? {};
      return get(under('/negotiations/', url), negotiations, {
        vacancy_id: of.vacancyId,
        page: of.page,
        per_page: of.perPage,
        [isResponse ? 'show_only_new_responses' : 'show_only_new']: onlyNew,
        ...values,
      });
    },

    /** One negotiation, with its vacancy. Operation `get-negotiation-item`. */
    negotiation: async (id: NegotiationId) => get(path`/negotiations/${id}`, negotiation),

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

    /** The filled-in text at `templates[].url`. Operation `get-negotiation-message-templates`. */
    template: async (url: string) => get(under('/message_templates/', url), template),

    /**
     * Performs an action. PUT moves a negotiation (operation `change-negotiation-action`, effect `writes`);
     * POST invites (operation `invite-applicant-to-vacancy`, effects `writes`, `spends-contact`), and hh then
     * returns the new negotiation.
     */
    act: async ({ method, url, values }: Act, gesture: Gesture) => {
      if (method !== 'PUT' && method !== 'POST') throw new HhError('bad-argument', 'no');
      return client.send({
        method,
        url: under('/negotiations/', url),
        form: values,
        effect: 'writes',
        gesture,
        read: (_, { location }) => ({ negotiationId: negotiationIn(location) }),
      });
    },

    /**
     * The same for up to 50 negotiations of one vacancy. hh does not say whether this is all or nothing, so the
     * outcome for each must be read. `url`: that of the collection. Operation
     * `put-negotiations-collection-to-next-state`.
     */
    actOnMany: async (of: { url: string; ids: readonly NegotiationId[]; values: Values }, gesture: Gesture) =>
      client.send({
        method: 'PUT',
        url: under('/negotiations/', of.url),
        form: { ...of.values, ...topicIds(of.ids) },
        effect: 'writes',
        gesture,
        read: () => {},
      }),

    /**
     * Where this resume can be invited, and how. hh allows no other parameter beside `resume_id`. Operation
     * `get-active-vacancy-list`.
     */
    vacanciesForResume: async (of: { employerId: EmployerId; resumeId: ResumeId }) =>
      get(path`/employers/${of.employerId}/vacancies/active`, vacanciesForResume, {
        resume_id: of.resumeId,
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
      get('/negotiations', collections, { vacancy_id: vacancyId, with_generated_collections: true }),

    /**
     * The vacancy's test with the applicant's answers; 404 if none was taken. Operation
     * `get-negotiation-test-results`.
     */
    solution: async (id: NegotiationId) => get(path`/negotiations/${id}/test/solution`, testSolution),
  };
}
