import type { NegotiationId, VacancyId } from '../../ids.ts';
import type { Millis } from '../negotiation.ts';
import type { Stage } from '../stage.ts';
import { branded, idIn } from '../view.ts';
import { type ApplicantNegotiation, isMine, isSilent, newestFirst } from './negotiation.ts';

/** What is shown beside the list when no negotiation is selected. */
export const places = ['funnel', 'resumes', 'apply'] as const;
export type Place = (typeof places)[number];

/** What an applicant's page shows. All of it is in the page's address. */
export interface ApplicantListView {
  /** hh's id of a stage; null: any. */
  stage: string | null;
  /**
   * One of hh's own lists (dictionary `applicant_negotiation_status`), requested from hh; null: everything
   * stored.
   */
  status: string | null;
  /** Only negotiations with a reminder. */
  back: boolean;
  /** Only hidden ones; otherwise all others. */
  hidden: boolean;
  onlyNew: boolean;
  /** The next step is the user's. */
  mine: boolean;
  read: 'yes' | 'no' | null;
  /** Nothing happened for this many days. */
  silentDays: number | null;
  /** Employers who seldom read responses. */
  seldom: boolean;
  /** With telephone calls. */
  calls: boolean;
  search: string;
  order: 'updated' | 'created';
  place: Place | null;
  /** The vacancy to respond to. */
  vacancyId: VacancyId | null;
  /** The selected one. */
  negotiationId: NegotiationId | null;
}

export const emptyApplicantListView: ApplicantListView = {
  stage: null,
  status: null,
  back: false,
  hidden: false,
  onlyNew: false,
  mine: false,
  read: null,
  silentDays: null,
  seldom: false,
  calls: false,
  search: '',
  order: 'updated',
  place: null,
  vacancyId: null,
  negotiationId: null,
};

/** Reading less than this percentage of responses is seldom. */
const seldomBelow = 50;

/** @param query the part of the address after `?`; missing or invalid values are ignored */
export function applicantListViewOf(query: string): ApplicantListView {
  const params = new URLSearchParams(query);
  const is = (name: string) => params.get(name) === 'true';
  const read = params.get('read');
  const days = Number(params.get('silent'));
  return {
    stage: params.get('stage')?.slice(0, 300) || null,
    status: idIn(params.get('status')),
    back: is('back'),
    hidden: is('hidden'),
    onlyNew: is('new'),
    mine: is('mine'),
    read: read === 'yes' || read === 'no' ? read : null,
    silentDays: Number.isInteger(days) && days >= 1 && days <= 365 ? days : null,
    seldom: is('seldom'),
    calls: is('calls'),
    search: (params.get('search') ?? '').trim().slice(0, 200),
    order: params.get('order') === 'created' ? 'created' : 'updated',
    place: places.find((one) => one === params.get('show')) ?? null,
    vacancyId: branded<VacancyId>(params.get('vacancy')),
    negotiationId: branded<NegotiationId>(params.get('negotiation')),
  };
}

/** The part of the address after `?`, always in the same order. */
export function applicantListAddressOf(view: ApplicantListView): string {
  const params = new URLSearchParams({ page: 'applicant' });
  const put = (name: string, value: string | number | boolean | null) =>
    value && params.append(name, String(value));
  put('stage', view.stage);
  put('status', view.status);
  put('back', view.back);
  put('hidden', view.hidden);
  put('new', view.onlyNew);
  put('mine', view.mine);
  put('read', view.read);
  put('silent', view.silentDays);
  put('seldom', view.seldom);
  put('calls', view.calls);
  put('search', view.search);
  put('order', view.order === 'created' && 'created');
  put('show', view.place);
  put('vacancy', view.vacancyId);
  put('negotiation', view.negotiationId);
  return params.toString();
}

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
