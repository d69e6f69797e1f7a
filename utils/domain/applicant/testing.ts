import { asId, type EmployerId, type NegotiationId, type VacancyId } from '../../ids.ts';
import type { Millis } from '../negotiation.ts';
import { type Applicant, countsOf, frontLength, listOf } from './applicant.ts';
import type { ApplicantNegotiation } from './negotiation.ts';

/** The creation time of `negotiationOf`, Unix ms. */
export const created = Date.UTC(2026, 10, 10, 9);

/** A response of the user's for tests; its vacancy has the same id. */
export const negotiationOf = (
  id: number | string,
  more: Partial<ApplicantNegotiation> = {},
): ApplicantNegotiation => ({
  id: asId<NegotiationId>(id),
  vacancy: { id: asId<VacancyId>(id), name: 'Бухгалтер', area: 'Москва', url: null, archived: false },
  employer: { id: asId<EmployerId>('7'), name: 'Ромашка' },
  resume: null,
  stage: { id: 'response', name: '' },
  invited: false,
  viewed: false,
  viewedAt: null,
  answeredAt: null,
  fresh: false,
  awaits: false,
  createdAt: created,
  updatedAt: created,
  messages: null,
  chatId: null,
  hasLetter: null,
  hidden: false,
  declineAllowed: false,
  messaging: null,
  calls: 0,
  politeness: null,
  recruiterAt: null,
  ...more,
});

/** The summary that badge and popup start with. */
export const headOf = (
  negotiations: readonly ApplicantNegotiation[],
  silentDays: number,
  now: Millis,
): Pick<Applicant, 'counts' | 'front'> => ({
  counts: countsOf(negotiations, now, silentDays),
  front: listOf('new', negotiations, now, silentDays).slice(0, frontLength),
});
