import type { ResumeId, VacancyId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import type { Gesture } from './effects.ts';
import { HhError } from './errors.ts';
import { negotiationIn } from './negotiation-in.ts';
import { applicantNegotiations } from './schemas/applicant-negotiations.ts';
import { reader } from './schemas/readers.ts';

export interface ApplicantQuery {
  /** From 0. */
  page?: number;
  /** 20 when not given. */
  perPage?: number;
  /** `updated_at` (when not given), `created_at` … (dictionary `negotiations_order`). */
  orderBy?: string;
  order?: 'asc' | 'desc';
  /** `active`, `invitations`, `discard` … (dictionary `applicant_negotiation_status`). */
  status?: string;
  vacancyId?: VacancyId;
  /** Only those with something unread. */
  hasUpdates?: boolean;
}

/** What the list is asked by, in hh's own names. */
export const asked = (of: ApplicantQuery) => ({
  page: of.page,
  per_page: of.perPage,
  order_by: of.orderBy,
  order: of.order,
  status: of.status,
  vacancy_id: of.vacancyId,
  has_updates: of.hasUpdates,
});

/**
 * The client as an applicant uses it. hh closed these calls to other applications on 2025-12-15; what the documents
 * call a lack of rights is that (`api-closed`).
 */
export const asApplicant = (client: Client): Client => ({
  send: (call) =>
    client.send(call).catch((error: unknown) => {
      if (!(error instanceof HhError) || !/^(forbidden|wrong-token-kind)$/.test(error.problem.name))
        throw error;
      throw new HhError({ ...error.problem, name: 'api-closed' }, error.sent);
    }),
});

export type Applicant = ReturnType<typeof createApplicant>;

/** An applicant's calls that the worker makes; what only pages need is in files of their own. */
export function createApplicant(from: Client) {
  const client = asApplicant(from);
  const get = getter(client);

  return {
    /** One page of the applicant's own negotiations, the last changed first. Operation `get-negotiations`. */
    negotiations: (of: ApplicantQuery = {}) => get('/negotiations', reader(applicantNegotiations), asked(of)),

    /**
     * Answers a vacancy with a resume and a letter of at most 10,000 characters. The one that a vacancy takes at the
     * employer's own site ends as `direct-vacancy`: nothing was sent then. Operation `apply-to-vacancy`.
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
