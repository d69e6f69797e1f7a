import type { EmployerId, ResumeId, VacancyId } from '../../ids.ts';
import type { Millis } from '../negotiation.ts';
import type { Stage } from '../stage.ts';
import type { ApplicantNegotiation } from './negotiation.ts';

/* What an applicant's page reads at hh by a click; none of it is stored. */

/** hh's list by one of its own words, as far as it was read. */
export interface AskedList {
  negotiations: ApplicantNegotiation[];
  /** How many more hh counts. */
  more: number;
  /** How many could not be read. */
  skipped: number;
}

/** A call by hh's own telephone. */
export interface PhoneCall {
  id: string;
  status: string | null;
  at: Millis | null;
  seconds: number | null;
}

/** What hh says of one negotiation alone. */
export interface NegotiationFacts {
  negotiation: ApplicantNegotiation;
  calls: PhoneCall[];
  /** null: hh does not say. */
  pickedUp: boolean | null;
}

export interface ShortResume {
  id: ResumeId;
  title: string;
  url: string | null;
}

/** My resumes for one vacancy; `unsuitable` by hh's own reason. */
export interface ResumeChoice {
  suitable: ShortResume[];
  unsuitable: { reason: 'already_applied' | 'not_published' | 'unavailable'; resumes: ShortResume[] }[];
}

/** A vacancy as one who would respond to it needs it. */
export interface VacancyToApply {
  id: VacancyId;
  name: string;
  area: string | null;
  employer: { id: EmployerId | null; name: string } | null;
  salary: { from: number | null; to: number | null; currency: string } | null;
  url: string | null;
  /** hh's own form. */
  applyUrl: string | null;
  /** Responses go to the employer's own site; null where hh does not say which. */
  direct: { url: string | null } | null;
  archived: boolean;
  letterRequired: boolean;
  test: boolean;
  /** `got_response`, `got_invitation`, `got_rejection`, …; hh's words. */
  relations: string[];
}

/** A resume of mine, with how often it was looked at. */
export interface OwnResume extends ShortResume {
  status: Stage | null;
  /** Since I last looked who it was; null where hh did not say. */
  newViews: number | null;
  totalViews: number | null;
}

export interface ResumeView {
  at: Millis | null;
  employer: string | null;
  url: string | null;
  /** Seen by me before. */
  seen: boolean;
}
