import type { EmployerId, ResumeId, VacancyId } from '../../ids.ts';
import type { Millis } from '../negotiation.ts';
import type { Stage } from '../stage.ts';
import type { ApplicantNegotiation } from './negotiation.ts';

/* What an applicant's page reads from hh on a click; none of it is stored. */

/** One of hh's own lists, as far as it was read. */
export interface AskedList {
  negotiations: ApplicantNegotiation[];
  /** How many more hh counts. */
  more: number;
  /** How many could not be read. */
  skipped: number;
}

/** A call through hh's own telephony. */
export interface PhoneCall {
  id: string;
  status: string | null;
  at: Millis | null;
  seconds: number | null;
}

/** What hh returns for a single negotiation. */
export interface NegotiationFacts {
  negotiation: ApplicantNegotiation;
  calls: PhoneCall[];
  /** Null if hh does not say. */
  pickedUp: boolean | null;
}

export interface ShortResume {
  id: ResumeId;
  title: string;
  url: string | null;
}

/** The user's resumes for one vacancy; `unsuitable` with hh's reason. */
export interface ResumeChoice {
  suitable: ShortResume[];
  unsuitable: { reason: 'already_applied' | 'not_published' | 'unavailable'; resumes: ShortResume[] }[];
}

/** What somebody needs to know about a vacancy to respond to it. */
export interface VacancyToApply {
  id: VacancyId;
  name: string;
  area: string | null;
  employer: { id: EmployerId | null; name: string } | null;
  salary: { from: number | null; to: number | null; currency: string } | null;
  url: string | null;
  /** hh's own form. */
  applyUrl: string | null;
  /** Set if responses go to the employer's own site; `url` is null if hh does not say which. */
  direct: { url: string | null } | null;
  archived: boolean;
  letterRequired: boolean;
  test: boolean;
  /** hh's ids: `got_response`, `got_invitation`, `got_rejection`, … */
  relations: string[];
}

/** One of the user's resumes, with its views. */
export interface OwnResume extends ShortResume {
  status: Stage | null;
  /** Views since the user last looked at them; null if hh did not say. */
  newViews: number | null;
  totalViews: number | null;
}

export interface ResumeView {
  at: Millis | null;
  employer: string | null;
  url: string | null;
  /** Seen by the user before. */
  seen: boolean;
}
