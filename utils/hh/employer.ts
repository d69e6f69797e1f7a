import type {
  AccountId,
  ApplicantId,
  EmployerId,
  ManagerId,
  NegotiationId,
  ResumeId,
  VacancyId,
} from '../ids.ts';
import { type Client, getter, type Values } from './client.ts';
import { apiAddress, type Gesture } from './effects.ts';
import { HhError } from './errors.ts';
import { negotiationIn } from './negotiation-in.ts';
import { path } from './path.ts';
import { accounts } from './schemas/accounts.ts';
import { addresses } from './schemas/addresses.ts';
import { comments } from './schemas/comments.ts';
import { history } from './schemas/history.ts';
import { me } from './schemas/me.ts';
import { oldMessages } from './schemas/messages.ts';
import { negotiation, negotiations } from './schemas/negotiations.ts';
import { reader } from './schemas/readers.ts';
import { template } from './schemas/templates.ts';
import { activeVacancies, vacanciesForResume } from './schemas/vacancies.ts';

/** The stage of new responses; the one collection whose "only new" has another name. */
export const responseCollection = 'response';
const maxTopics = 50;
const nothing = () => {};

export interface ActiveVacanciesQuery {
  employerId: EmployerId;
  /** Another manager's vacancies; excludes `all`. */
  managerId?: ManagerId | null;
  /** Colleagues' vacancies too; without it hh gives only one's own. */
  all?: boolean;
  page?: number;
  /** At most 50. */
  perPage?: number;
  /** `unseen_responses_desc` … (dictionary `employer_active_vacancies_order`). */
  orderBy?: string;
}

export interface NegotiationsQuery {
  /** The id of a collection or its `url`. */
  collection: string;
  vacancyId: VacancyId;
  page?: number;
  /** At most 50. */
  perPage?: number;
  onlyNew?: boolean;
  /** One of the collection's `order_types`. */
  orderBy?: string;
  searchText?: string;
}

export interface Act {
  /** `method` and `url` as hh gave them in an action. */
  method: string | null | undefined;
  url: string;
  /** By argument id. */
  values: Values;
}

export type Employer = ReturnType<typeof createEmployer>;

/** An employer's calls, named as hh names things. All throw HhError; what they read is in `schemas/`. */
export function createEmployer(client: Client) {
  const get = getter(client);

  return {
    /** Who the token belongs to; `accountId`: as whom it would work. Operation `get-current-user-info`. */
    me: (accountId?: AccountId) => get('/me', reader(me), undefined, { accountId }),

    /** Work accounts; ask only if `manager.has_multiple_manager_accounts`. Operation `get-manager-accounts`. */
    managerAccounts: () => get('/manager_accounts/mine', reader(accounts)),

    /** Operation `get-active-vacancy-list`. */
    activeVacancies: async (of: ActiveVacanciesQuery) =>
      get(path`/employers/${of.employerId}/vacancies/active`, reader(activeVacancies), {
        manager_id: of.all ? null : of.managerId,
        all_accessible: of.all || null,
        page: of.page,
        per_page: of.perPage,
        order_by: of.orderBy,
      }),

    /** Where this resume can be invited, and how. The same operation; `resume_id` must come alone. */
    vacanciesForResume: async (of: { employerId: EmployerId; resumeId: ResumeId }) =>
      get(path`/employers/${of.employerId}/vacancies/active`, reader(vacanciesForResume), {
        resume_id: of.resumeId,
      }),

    /** One page of a collection. Operation `get-collection-negotiations-list`. */
    negotiations: async (of: NegotiationsQuery) => {
      const url = of.collection.includes('/') ? of.collection : path`/negotiations/${of.collection}`;
      const isResponse = new RegExp(`/${responseCollection}/?(\\?|$)`).test(url);
      return get(under('/negotiations/', url), reader(negotiations), {
        vacancy_id: of.vacancyId,
        page: of.page,
        per_page: of.perPage,
        order_by: of.orderBy,
        search_text: of.searchText,
        [isResponse ? 'show_only_new_responses' : 'show_only_new']: of.onlyNew || null,
      });
    },

    /** One negotiation, with its vacancy. Operation `get-negotiation-item`. */
    negotiation: async (id: NegotiationId) => get(path`/negotiations/${id}`, reader(negotiation)),

    /** What the company had with this resume. Operation `get-resume-negotiations-history`. */
    resumeHistory: async (resumeId: ResumeId) =>
      get(path`/resumes/${resumeId}/negotiations_history`, reader(history)),

    /** Colleagues' notes, newest first. Operation `get-applicant-comments-list`. */
    comments: async (applicantId: ApplicantId, page?: number) =>
      get(path`/applicant_comments/${applicantId}`, reader(comments), {
        order_by: 'creation_time_desc',
        page,
      }),

    /** The text behind `templates[].url`, filled in. Operation `get-negotiation-message-templates`. */
    template: async (url: string) => get(under('/message_templates/', url), reader(template)),

    /** For the argument `address_id`. Operation `get-employer-addresses`. */
    addresses: async (of: {
      employerId: EmployerId;
      managerId?: ManagerId | null;
      page?: number;
      perPage?: number;
    }) =>
      get(path`/employers/${of.employerId}/addresses`, reader(addresses), {
        manager_id: of.managerId,
        page: of.page,
        per_page: of.perPage,
      }),

    /**
     * Does what an action says. PUT moves a negotiation (operation `change-negotiation-action`, trace
     * `writes`); POST invites (operation `invite-applicant-to-vacancy`, traces `writes`, `spends-contact`),
     * and then hh names the new negotiation.
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
     * The same for up to 50 negotiations of one vacancy; hh does not say whether it is all or nothing, so what
     * became of each must be read. `url`: of the collection. Operation `put-negotiations-collection-to-next-state`.
     */
    actOnMany: async (
      of: { url: string; ids: readonly NegotiationId[]; values: Values },
      gesture: Gesture,
    ) => {
      if (!of.ids.length || of.ids.length > maxTopics) throw new HhError('bad-argument', 'no');
      return client.send({
        method: 'PUT',
        url: under('/negotiations/', of.url),
        form: { ...of.values, topic_id: of.ids },
        effect: 'writes',
        gesture,
        read: nothing,
      });
    },

    /** A note on the applicant. Operation `add-applicant-comment`. */
    addComment: (of: { applicantId: ApplicantId; text: string; access: string }, gesture: Gesture) =>
      client.send({
        method: 'POST',
        url: path`/applicant_comments/${of.applicantId}`,
        form: { text: of.text, access_type: of.access },
        effect: 'writes',
        gesture,
        read: nothing,
      }),

    /** Marks up to 50 responses of one vacancy as viewed. Operation `post-negotiations-topics-read`. */
    read: async (of: { vacancyId: VacancyId; ids: readonly NegotiationId[] }, gesture: Gesture) => {
      if (!of.ids.length || of.ids.length > maxTopics) throw new HhError('bad-argument', 'no');
      return client.send({
        method: 'POST',
        url: '/negotiations/read',
        form: { topic_id: of.ids },
        effect: 'marks-viewed',
        gesture,
        read: nothing,
      });
    },

    /** The talk of a negotiation without a chat; marks it as viewed. Operation `get-negotiation-messages`. */
    oldMessages: async (id: NegotiationId, gesture: Gesture, page?: number) =>
      get(
        path`/negotiations/${id}/messages`,
        reader(oldMessages),
        { page, per_page: 50 },
        { effect: 'marks-viewed', gesture },
      ),

    /** No key guards it against a second try. Operation `send-negotiation-message`. */
    sendOldMessage: async (id: NegotiationId, text: string, gesture: Gesture) =>
      client.send({
        method: 'POST',
        url: path`/negotiations/${id}/messages`,
        form: { message: text },
        effect: 'writes',
        gesture,
        read: nothing,
      }),
  };
}

/** An address that hh gave must lie where such addresses lie: it may not turn a text into, say, a sign-out. */
function under(root: string, url: string): string {
  if (!apiAddress(url)?.pathname.startsWith(root)) throw new HhError('foreign-address', 'no');
  return url;
}
