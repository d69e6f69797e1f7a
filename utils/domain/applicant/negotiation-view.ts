import type { NegotiationId, VacancyId } from '../../ids.ts';
import type { Millis } from '../negotiation.ts';
import type { Stage } from '../stage.ts';
import { addressed, branded, field, flagField, idIn, searchField, wordField } from '../view.ts';
import { type ApplicantNegotiation, isMine, isSilent, newestFirst } from './negotiation.ts';

const address = addressed(
  {
    /** hh's id of a stage; null: any. */
    stage: field('stage', (text) => text?.slice(0, 300) || null),
    /**
     * One of hh's own lists (dictionary `applicant_negotiation_status`), requested from hh; null: everything
     * stored.
     */
    status: field('status', idIn),
    /** Only negotiations with a reminder. */
    back: flagField('back'),
    /** Only hidden ones; otherwise all others. */
    hidden: flagField('hidden'),
    onlyNew: flagField('new'),
    /** The next step is the user's. */
    mine: flagField('mine'),
    read: wordField('read', ['yes', 'no']),
    /** Nothing happened for this many days. */
    silentDays: field('silent', (text) => {
      const days = Number(text);
      return Number.isInteger(days) && days >= 1 && days <= 365 ? days : null;
    }),
    /** Employers who seldom read responses. */
    seldom: flagField('seldom'),
    /** With telephone calls. */
    calls: flagField('calls'),
    search: searchField(),
    order: field('order', (text) => (text === 'created' ? 'created' : 'updated')),
    /** What is shown beside the list when no negotiation is selected. */
    place: wordField('show', ['funnel', 'resumes', 'apply']),
    /** The vacancy to respond to. */
    vacancyId: field('vacancy', branded<VacancyId>),
    /** The selected one. */
    negotiationId: field('negotiation', branded<NegotiationId>),
  },
  'applicant',
);

/** What an applicant's page shows. */
export type ApplicantListView = typeof address.empty;
export const emptyApplicantListView = address.empty;
export const applicantListViewOf = address.read;
export const applicantListAddressOf = address.write;

/** Reading less than this percentage of responses is seldom. */
const seldomBelow = 50;

/** The list of a view, without what is open beside it. */
export const listOfView = (view: ApplicantListView): ApplicantListView => ({
  ...view,
  place: null,
  vacancyId: null,
  negotiationId: null,
});

/** Another list of the menu keeps the search and the order. */
export const withList = (
  { search, order }: ApplicantListView,
  list: Partial<ApplicantListView>,
): ApplicantListView => ({
  ...emptyApplicantListView,
  search,
  order,
  ...list,
});

/** How many filters behind the filter button are active. */
export const filtersOn = ({ read, silentDays, seldom, calls, status }: ApplicantListView): number =>
  [read, silentDays, seldom, calls, status].filter(Boolean).length;

/** Whether a negotiation belongs to the list; ignores the search text. */
export function fits(negotiation: ApplicantNegotiation, view: ApplicantListView, now: Millis): boolean {
  const { stage, hidden, fresh, viewed, politeness, calls } = negotiation;
  const percent = politeness?.readPercent ?? null;
  return (
    // hh's own lists decide themselves whether they include hidden ones.
    (view.status !== null || (hidden === true) === view.hidden) &&
    (view.stage === null || stage.id === view.stage) &&
    (!view.onlyNew || fresh === true) &&
    (!view.mine || isMine(negotiation)) &&
    (view.read === null || viewed === (view.read === 'yes')) &&
    (view.silentDays === null || isSilent(negotiation, now, view.silentDays)) &&
    (!view.seldom || (percent !== null && percent < seldomBelow)) &&
    (!view.calls || calls > 0)
  );
}

/** First what waits for the user, then in the order of the view. */
export const ordered = (
  negotiations: readonly ApplicantNegotiation[],
  order: ApplicantListView['order'],
): readonly ApplicantNegotiation[] =>
  negotiations.toSorted(
    (one, other) =>
      Number(isMine(other)) - Number(isMine(one)) ||
      (order === 'created' && (other.createdAt ?? 0) - (one.createdAt ?? 0)) ||
      newestFirst(one, other),
  );

/** The stages that occur, with their counts, most frequent first; prefers a stage with a name. */
export function stagesOf(negotiations: readonly ApplicantNegotiation[]): { stage: Stage; count: number }[] {
  const stages = new Map<string, { stage: Stage; count: number }>();
  for (const { stage, hidden } of negotiations) {
    if (hidden) continue;
    const known = stages.get(stage.id);
    if (known) {
      known.count++;
      if (!known.stage.name) known.stage = stage;
    } else stages.set(stage.id, { stage, count: 1 });
  }
  return [...stages.values()].sort((one, other) => other.count - one.count);
}
