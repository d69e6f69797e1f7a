import {
  eachOf,
  fallbackOf,
  fieldsOf,
  type Guarded,
  isEither,
  isFlag,
  isNumber,
  isOneOf,
  isShape,
  isText,
  numberOrNull,
  orNull,
  type Read,
  textOrNull,
  whole,
} from '../../guards.ts';
import { grouped, t } from '../../i18n.ts';
import type { EmployerId, ResumeId, VacancyId } from '../../ids.ts';
import { isProblem } from '../../problem.ts';
import { date } from '../../time.ts';
import type { Account } from '../account.ts';
import { dueAt, isDay, morningOf } from '../due.ts';
import { isMillis, type Millis } from '../negotiation.ts';
import type { Settings } from '../settings.ts';
import type { Stage } from '../stage.ts';
import type { Sum } from '../sum.ts';
import {
  type ApplicantNegotiation,
  isApplicantNegotiation,
  isMine,
  isNew,
  isOver,
  isSilent,
  isUnclear,
  isUnplaced,
  newestFirst,
} from './negotiation.ts';

/**
 * One of the two sources of an applicant's negotiations. `closed`: hh refused access, and it is not tried again
 * before that time. `stopped`: it failed, and continues when the user says so.
 */
const isWay = isEither(
  isShape({ state: isOneOf('off') }),
  isShape({ state: isOneOf('on'), at: orNull(isMillis) }),
  isShape({ state: isOneOf('closed'), until: isMillis }),
  isShape({ state: isOneOf('stopped'), problem: isProblem, at: isMillis }),
);
export type Way = Guarded<typeof isWay>;
/** The initial state. */
const off: Way = { state: 'off' };

/** The lists in the popup. `new`: my turn, then new answers, then waiting ones. */
export type ListName = 'new' | 'waiting' | 'silent' | 'all';

const isCounts = isShape({
  new: isNumber,
  waiting: isNumber,
  silent: isNumber,
  all: isNumber,
  /** How many may have something new: hh did not say. */
  unsure: isNumber,
  /** How many lack another fact that the lists depend on. */
  unclear: isNumber,
});
export type Counts = Guarded<typeof isCounts>;
const noCounts: Counts = { new: 0, waiting: 0, silent: 0, all: 0, unsure: 0, unclear: 0 };

/**
 * A summary of the applicant's half: small, so that the badge and the popup's first paint need nothing else,
 * however many negotiations there are.
 */
export const readApplicant = fieldsOf({
  /** hh's user id of the owner; null if nothing was read. */
  owner: whole(textOrNull, null),
  counts: whole(isCounts, noCounts),
  /** The first entries of the list `new`, as many as the popup shows at once. */
  front: eachOf(isApplicantNegotiation),
  api: whole(isWay, off),
  pages: whole(isWay, off),
  /** The last time that either source returned something. */
  freshAt: whole(orNull(isMillis), null),
  /** Why it is stale, and since when, for the source in use. */
  problem: whole(orNull(isProblem), null),
  problemSince: whole(orNull(isMillis), null),
  /** When the reading that failed last was made; a page in a tab is as old as its loading. */
  problemAt: whole(orNull(isMillis), null),
  /** How many negotiations in hh's answers could not be read. */
  skipped: whole(isNumber, 0),
  /** How many negotiations hh counts; more than are stored until every page was read. */
  total: whole(numberOrNull, null),
  /** Every page of hh's list was read once. */
  whole: whole(isFlag, false),
  /**
   * The user asked for the whole list: reading continues, despite interruptions, until it is complete or they
   * stop it.
   */
  readingAll: whole(isFlag, false),
  /** Incremented with each change of the negotiations or the log, so that pages showing them read them again. */
  revision: whole(isNumber, 0),
});
export type Applicant = Read<typeof readApplicant>;
export const emptyApplicant = fallbackOf(readApplicant);

/** How much of a list was read; counts are of this part only. */
export interface Part {
  loaded: number;
  /** Null if hh does not say how many there are. */
  total: number | null;
  /** There is more to read. */
  more: boolean;
}

/** Null if everything that hh shows has been read, or nothing was read yet. */
export function partOf({
  freshAt,
  counts,
  total,
  whole,
}: Pick<Applicant, 'freshAt' | 'counts' | 'total' | 'whole'>): Part | null {
  const loaded = counts.all;
  const isAll = loaded === total || (whole && loaded >= (total ?? 0));
  if (freshAt === null || isAll) return null;
  return { loaded, total: total !== null && total > loaded ? total : null, more: !whole };
}

/** «Загружено 20 из 104» */
export function partText({ loaded, total }: Part): string {
  return total === null
    ? t('applicant_part_unknown', grouped(loaded))
    : t('applicant_part', grouped(loaded), grouped(total));
}

/**
 * How the whole list is read at the user's request, by source: negotiations per page, and the pause after each
 * page in ms. hh's own site is read as slowly as a person turns its pages.
 */
export const wholeReading = {
  api: { pageSize: 50, pause: 400 },
  pages: { pageSize: 20, pause: 10_000 },
} as const;

/**
 * The remaining time for reading the whole list, in whole minutes; 0 for less than one. Null if it is not
 * running, has failed, or hh does not give the total.
 */
export function minutesLeft(applicant: Applicant): number | null {
  const part = partOf(applicant);
  if (!applicant.readingAll || applicant.problem || !part || part.total === null) return null;
  const { pageSize, pause } = wholeReading[applicant.api.state === 'on' ? 'api' : 'pages'];
  return Math.round((Math.ceil((part.total - part.loaded) / pageSize) * pause) / 60_000);
}

/** The length of a list; a minimum if only a part was read, or hh did not say what is new in some. */
export function sumOfList(applicant: Parameters<typeof partOf>[0], name: ListName): Sum {
  const count = applicant.counts[name];
  const { unsure, unclear } = applicant.counts;
  const isSure = name === 'all' || (name === 'new' ? unsure : unsure + unclear) === 0;
  return isSure && partOf(applicant) === null ? { whole: true, count } : { whole: false, atLeast: count };
}

/** All of an applicant's negotiations, the newest change first. */
export interface ApplicantNegotiations {
  owner: string | null;
  negotiations: ApplicantNegotiation[];
}

/** The user's own note about a negotiation; it never leaves the browser. */
export const isOwnNote = isShape({
  text: isText,
  /** The user's next step and its day, which becomes a reminder. */
  next: orNull(isShape({ text: isText, on: orNull(isDay) })),
});
export type OwnNote = Guarded<typeof isOwnNote>;

/** The user's next step: «позвонить · 24 ноя». */
export const stepText = ({ text, on }: NonNullable<OwnNote['next']>, now: Millis): string =>
  [text.trim() || t('applicant_step'), on !== null && date(dueAt(morningOf(on)), now)]
    .filter(Boolean)
    .join(' · ');

/** How many entries of the list `new` the popup paints before it has read all negotiations. */
export const frontLength = 30;

/** The list of a negotiation apart from `all`; null if it is over and seen. */
function placeOf(
  negotiation: ApplicantNegotiation,
  now: Millis,
  silentDays: number,
): Exclude<ListName, 'all'> | null {
  if (isNew(negotiation)) return 'new';
  if (isOver(negotiation) || isUnplaced(negotiation)) return null;
  return isSilent(negotiation, now, silentDays) ? 'silent' : 'waiting';
}

/** The length of each list; `new` counts only new answers. */
export function countsOf(
  negotiations: readonly ApplicantNegotiation[],
  now: Millis,
  silentDays: number,
): Counts {
  const counts: Counts = { ...noCounts, all: negotiations.length };
  for (const negotiation of negotiations) {
    const place = placeOf(negotiation, now, silentDays);
    if (place) counts[place]++;
    if (negotiation.fresh === null) counts.unsure++;
    if (isUnclear(negotiation)) counts.unclear++;
  }
  return counts;
}

/**
 * One list in order: first what waits for me, then (in `new`) new answers, then the rest; within each the
 * newest change first.
 */
export function listOf(
  name: ListName,
  negotiations: readonly ApplicantNegotiation[],
  now: Millis,
  silentDays: number,
): readonly ApplicantNegotiation[] {
  const rank = (negotiation: ApplicantNegotiation) =>
    isMine(negotiation) ? 0 : name === 'new' && isNew(negotiation) ? 1 : 2;
  return negotiations
    .filter((negotiation) => {
      const place = placeOf(negotiation, now, silentDays);
      return name === 'all' || (name === 'new' ? place : place === name);
    })
    .sort((one, other) => rank(one) - rank(other) || newestFirst(one, other));
}

/**
 * Whether to show the applicant's half: the account gives access to it, some of it was read before, or the user
 * asked for their pages to be read. A manager may have both halves.
 */
export const isApplicant = (
  account: Account,
  { owner }: Pick<Applicant, 'owner'>,
  { readPages, fetchPages }: Pick<Settings, 'readPages' | 'fetchPages'>,
): boolean =>
  readPages ||
  fetchPages ||
  owner !== null ||
  (account.state === 'signed-in' && (account.kind === 'applicant' || Boolean(account.applicantId)));

/** hh gives only managers access to this half. */
export const isRecruiter = (account: Account): boolean =>
  account.state === 'signed-in' && account.kind === 'manager';

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
