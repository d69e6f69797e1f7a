import * as z from 'zod/mini';
import type { ChatId, EmployerId, MessageId, NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import { createConversations } from './conversations.ts';
import { changeOf, type Gesture, path } from './effects.ts';
import { HhError } from './errors.ts';
import { negotiationIn } from './negotiations.ts';
import { parseUrl } from './pages.ts';
import { date, flag, id, key, list, maybe, named, number, object, page, part, text } from './read.ts';
import { vacancyForApplicant } from './vacancies.ts';

/**
 * A response or an invitation, as the applicant sees it. The addresses of its conversation and of the resume
 * are left out, because reading them has side effects.
 */
export const applicantNegotiation = object(() => ({
  id: id<NegotiationId>(),
  created_at: date,
  updated_at: date,
  state: maybe(named),
  /** There is something unread in it. */
  has_updates: flag,
  viewed_by_opponent: flag,
  counters: maybe(z.object({ messages: number, unread_messages: number })),
  messaging_status: text,
  chat_id: maybe(id<ChatId>()),
  hidden: flag,
  /** It can be hidden together with a polite refusal. */
  decline_allowed: flag,
  /** Null if it is deleted. */
  resume: part({ id: id<ResumeId>(), title: text }),
  vacancy: part(vacancyForApplicant()),
  /** Calls about this vacancy through hh's own telephony; for `status` see the dictionary `phone_call_status`. */
  phone_calls: part({
    picked_up_phone_by_opponent: flag,
    items: list(z.object({ id: key, status: text, creation_time: date, duration_seconds: number })),
  }),
}));
export type WireApplicantNegotiation = z.output<typeof applicantNegotiation>;

/** `GET /negotiations` as an applicant (operation `get-negotiations`). */
export const applicantNegotiations = page(applicantNegotiation);

/** A web address of the employer's, as a link; hh gives it as text. */
function siteUrl(text: string | null): string | null {
  const url = text ? parseUrl(text) : null;
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : null;
}

/** `GET /vacancies/{v}` as an applicant (operation `get-vacancy`): what decides whether and how to respond. */
const applicantVacancy = object(() => ({
  ...vacancyForApplicant(),
  /** `direct`: responses go to the employer's own site, at `response_url`. */
  type: part(named.shape),
  response_url: z.pipe(text, z.transform(siteUrl)),
  /** hh's own response form. */
  apply_alternate_url: text,
  response_letter_required: flag,
  has_test: flag,
  test: part({ required: flag }),
  closed_for_applicants: flag,
  salary: part({ from: number, to: number, currency: text }),
  /** `got_response`, `got_invitation`, `got_rejection`, `favorited`, `blacklisted`. */
  relations: list(key),
}));
export type ApplicantVacancy = z.output<typeof applicantVacancy>;

/** One of the user's own resumes. The address of its views is left out, because reading them resets the counter. */
const ownShort = () => ({
  id: id<ResumeId>(),
  /** Null if it has none. */
  title: text,
  alternate_url: text,
  /** `published`, `blocked` … (dictionary `resume_status`). */
  status: part(named.shape),
});

const ownResume = object(() => ({
  ...ownShort(),
  new_views: number,
  total_views: number,
}));
export type OwnResume = z.output<typeof ownResume>;

/** `GET /resumes/mine` (operation `get-mine-resumes`). */
export const ownResumes = page(ownResume);

/** `GET /resumes/{id}/views` (operation `get-resume-view-history`), newest first. */
const resumeViews = page(
  z.object({
    created_at: date,
    /** An anonymous employer has only a name. */
    employer: part({ id: maybe(id<EmployerId>()), name: text, alternate_url: text }),
    viewed: flag,
  }),
);
export type ResumeViews = z.output<typeof resumeViews>;

const suitableResume = object(ownShort);
export type SuitableResume = z.output<typeof suitableResume>;

/**
 * `GET /vacancies/{v}/resumes_by_status` (operation `get-resumes-by-status`): all of the user's resumes, by
 * status.
 */
export const resumesByStatus = object(() => ({
  suitable: list(suitableResume),
  already_applied: list(suitableResume),
  not_published: list(suitableResume),
  unavailable: list(suitableResume),
}));
export type ResumesByStatus = z.output<typeof resumesByStatus>;

export interface ApplicantQuery {
  /** Starts at 0. */
  page?: number;
  /** Default 20. */
  perPage?: number;
  /** `updated_at` (default), `created_at` … (dictionary `negotiations_order`). */
  orderBy?: string;
  order?: 'asc' | 'desc';
  /** `active`, `invitations`, `discard` … (dictionary `applicant_negotiation_status`). */
  status?: string;
  vacancyId?: VacancyId;
}

/**
 * The client for an applicant's calls. hh closed these to other applications on 2025-12-15; the error that the
 * documentation describes as missing rights now means that (`api-closed`).
 */
const asApplicant = (client: Client): Client => ({
  send: (call) =>
    client.send(call).catch((error: unknown) => {
      if (!(error instanceof HhError) || !/^(forbidden|wrong-token-kind)$/.test(error.problem.name))
        throw error;
      throw new HhError({ ...error.problem, name: 'api-closed' }, error.sent);
    }),
});

/** The applicant's calls that the worker makes. */
export function createApplicant(from: Client) {
  const client = asApplicant(from);

  return {
    /** One page of the applicant's own negotiations, the last changed first. Operation `get-negotiations`. */
    negotiations: (of: ApplicantQuery = {}) =>
      getter(client)('/negotiations', applicantNegotiations, {
        page: of.page,
        per_page: of.perPage,
        order_by: of.orderBy,
        order: of.order,
        status: of.status,
        vacancy_id: of.vacancyId,
      }),

    /**
     * Responds to a vacancy with a resume and a letter of at most 10,000 characters. If the vacancy takes
     * responses on the employer's own site, fails with `direct-vacancy`, and nothing was sent. Operation
     * `apply-to-vacancy`.
     */
    apply: (of: { vacancyId: VacancyId; resumeId: ResumeId; message?: string }, gesture: Gesture) =>
      client.send({
        method: 'POST',
        url: '/negotiations',
        parts: { vacancy_id: of.vacancyId, resume_id: of.resumeId, message: of.message },
        effect: 'writes',
        gesture,
        read: (_, { location }) => ({ negotiationId: negotiationIn(location) }),
      }),
  };
}

/** Calls used only by an applicant's own pages: a single negotiation, a vacancy, the user's resumes. */
export function createApplicantDetails(from: Client) {
  const client = asApplicant(from);
  const get = getter(client);

  return {
    /** Operation `get-negotiation-item`. */
    negotiation: async (id: NegotiationId) => get(path`/negotiations/${id}`, applicantNegotiation),

    /** Marks new messages as read, so the button must have said so. Operation `get-negotiation-messages`. */
    messages: createConversations(client).oldMessages,

    /** Whether a letter or a test is required, and where to respond. Operation `get-vacancy`. */
    vacancy: async (id: VacancyId) => get(path`/vacancies/${id}`, applicantVacancy),

    /** The user's own resumes with view counters. Operation `get-mine-resumes`. */
    resumes: () => get('/resumes/mine', ownResumes),

    /**
     * Who viewed the resume. Resets `new_views`, so the button must have said so. Operation
     * `get-resume-view-history`.
     */
    views: async (id: ResumeId, gesture: Gesture, page = 0) =>
      get(path`/resumes/${id}/views`, resumeViews, { page }, { effect: 'marks-viewed', gesture }),

    /** The resumes that can be used for a vacancy, and why the others cannot. Operation `get-resumes-by-status`. */
    resumesByStatus: async (id: VacancyId) => get(path`/vacancies/${id}/resumes_by_status`, resumesByStatus),
  };
}

/**
 * Changes that an applicant can make to a negotiation, besides sending messages (operation
 * `send-negotiation-message`).
 */
export const applicantChanges = {
  /** Edits one's own covering letter, while hh says `editable`. Operation `edit-negotiation-message`. */
  editLetter: (id: NegotiationId, messageId: MessageId, message: string) =>
    changeOf('edit-negotiation-message', [id, messageId], { form: { message } }),

  /**
   * Hides a negotiation from one's list; `decline` also sends the employer a polite refusal, if hh says
   * `decline_allowed`. Operation `hide-active-response`.
   */
  hide: (id: NegotiationId, decline: boolean) =>
    changeOf('hide-active-response', [id], { query: { with_decline_message: String(decline) } }),
};
