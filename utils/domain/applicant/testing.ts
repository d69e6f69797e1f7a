import { asId, type EmployerId, type NegotiationId, type VacancyId } from '../../ids.ts';
import type { Millis } from '../negotiation.ts';
import { type Applicant, type Counts, listOf, placeOf } from './applicant.ts';
import { frontLength } from './merge.ts';
import type { ApplicantNegotiation } from './negotiation.ts';
import { isUnclear } from './negotiation.ts';

/** When a negotiation of `negotiationOf` was made, ms. */
export const created = Date.UTC(2026, 10, 10, 9);

/** A response of mine to a vacancy of its own number, for tests. */
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

/** How many stand in each list; `new` counts the new answers alone: what the database counts by its indexes. */
export function countsOf(
  negotiations: readonly ApplicantNegotiation[],
  now: Millis,
  silentDays: number,
): Counts {
  const counts: Counts = { new: 0, waiting: 0, silent: 0, all: negotiations.length, unsure: 0, unclear: 0 };
  for (const negotiation of negotiations) {
    const place = placeOf(negotiation, now, silentDays);
    if (place) counts[place]++;
    if (negotiation.fresh === null) counts.unsure++;
    if (isUnclear(negotiation)) counts.unclear++;
  }
  return counts;
}

/** What badge and popup begin with, out of all negotiations. */
export const headOf = (
  negotiations: readonly ApplicantNegotiation[],
  silentDays: number,
  now: Millis,
): Pick<Applicant, 'counts' | 'front'> => ({
  counts: countsOf(negotiations, now, silentDays),
  front: listOf('new', negotiations, now, silentDays).slice(0, frontLength),
});
