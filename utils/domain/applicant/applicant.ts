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
import { isProblem } from '../../problem.ts';
import { date } from '../../time.ts';
import { dueAt, isDay, morningOf } from '../due.ts';
import type { Account, Settings } from '../inbox.ts';
import { isMillis, type Millis } from '../negotiation.ts';
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
 * One of the two ways to an applicant's negotiations. `closed`: hh refused it, and it is not tried before that
 * time. `stopped`: it ran into something, and goes on when the person says so.
 */
const isWay = isEither(
  isShape({ state: isOneOf('off') }),
  isShape({ state: isOneOf('on'), at: orNull(isMillis) }),
  isShape({ state: isOneOf('closed'), until: isMillis }),
  isShape({ state: isOneOf('stopped'), problem: isProblem, at: isMillis }),
);
export type Way = Guarded<typeof isWay>;
/** As it is before anything was read. */
const off: Way = { state: 'off' };

/** The lists of the popup. `new`: my turn, new answers, then what waits. */
export type ListName = 'new' | 'waiting' | 'silent' | 'all';

const isCounts = isShape({
  new: isNumber,
  waiting: isNumber,
  silent: isNumber,
  all: isNumber,
  /** Those of which hh did not say whether there is something new in them. */
  unsure: isNumber,
  /** Those of which something else that lists are made of was not read. */
  unclear: isNumber,
});
export type Counts = Guarded<typeof isCounts>;
const noCounts: Counts = { new: 0, waiting: 0, silent: 0, all: 0, unsure: 0, unclear: 0 };

/**
 * The applicant's half at a glance: small, so that the badge and the popup's first paint need nothing else,
 * however many negotiations there are.
 */
export const readApplicant = fieldsOf({
  /** Whose they are, by hh's user id; null while nothing was read. */
  owner: whole(textOrNull, null),
  counts: whole(isCounts, noCounts),
  /** The first of the list `new`, as many as the popup shows at once. */
  front: eachOf(isApplicantNegotiation),
  api: whole(isWay, off),
  pages: whole(isWay, off),
  /** Last time either way brought something. */
  freshAt: whole(orNull(isMillis), null),
  /** Why it is stale, and since when: of the way that is in use. */
  problem: whole(orNull(isProblem), null),
  problemSince: whole(orNull(isMillis), null),
  /** Negotiations of hh's answers that could not be read. */
  skipped: whole(isNumber, 0),
  /** How many negotiations hh counts; more than we hold until every page was read. */
  total: whole(numberOrNull, null),
  /** Every page of hh's list was read once. */
  whole: whole(isFlag, false),
  /** The person has asked for the whole list: it is read on, whatever comes between, until it is whole or they stop it. */
  readingAll: whole(isFlag, false),
  /** Grows with each change of the negotiations or of the log: pages that show them read them again then. */
  revision: whole(isNumber, 0),
});
export type Applicant = Read<typeof readApplicant>;
export const emptyApplicant = fallbackOf(readApplicant);

/** As much as was read of a list: what is counted is counted among these. */
export interface Part {
  loaded: number;
  /** null: hh does not say how many there are. */
  total: number | null;
  /** There is more to be read. */
  more: boolean;
}

/** null when all that hh shows has been read, or nothing was read so far. */
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
 * How the whole list is read once a person asked for it, by each way: negotiations on a page, and the pause after one, in ms.
 * hh's own site is asked as slowly as a person turns its pages.
 */
export const wholeReading = {
  api: { pageSize: 50, pause: 400 },
  pages: { pageSize: 20, pause: 10_000 },
} as const;

/**
 * How long the reading of the whole list will take, in whole minutes; 0: less than one. null where it is not under way, has
 * run into something, or hh does not say how much there is.
 */
export function minutesLeft(applicant: Applicant): number | null {
  const part = partOf(applicant);
  if (!applicant.readingAll || applicant.problem || !part || part.total === null) return null;
  const { pageSize, pause } = wholeReading[applicant.api.state === 'on' ? 'api' : 'pages'];
  return Math.round((Math.ceil((part.total - part.loaded) / pageSize) * pause) / 60_000);
}

/** How many stand in a list: at least so many while only a part is read, or hh did not say of some what is new. */
export function sumOfList(applicant: Parameters<typeof partOf>[0], name: ListName): Sum {
  const count = applicant.counts[name];
  const { unsure, unclear } = applicant.counts;
  const isSure = name === 'all' || (name === 'new' ? unsure : unsure + unclear) === 0;
  return isSure && partOf(applicant) === null ? { whole: true, count } : { whole: false, atLeast: count };
}

/** All of a person's negotiations, the newest change first. */
export interface ApplicantNegotiations {
  owner: string | null;
  negotiations: ApplicantNegotiation[];
}

/** What I noted for myself about a negotiation; it never leaves the browser. */
export const isOwnNote = isShape({
  text: isText,
  /** My next step, and the day for it: a reminder then. */
  next: orNull(isShape({ text: isText, on: orNull(isDay) })),
});
export type OwnNote = Guarded<typeof isOwnNote>;

/** My own next step: «позвонить · 24 ноя». */
export const stepText = ({ text, on }: NonNullable<OwnNote['next']>, now: Millis): string =>
  [text.trim() || t('applicant_step'), on !== null && date(dueAt(morningOf(on)), now)]
    .filter(Boolean)
    .join(' · ');

/** Which lists a negotiation stands in besides `all`; what is over and seen stands in none. */
function placeOf(
  negotiation: ApplicantNegotiation,
  now: Millis,
  silentDays: number,
): Exclude<ListName, 'all'> | null {
  if (isNew(negotiation)) return 'new';
  if (isOver(negotiation) || isUnplaced(negotiation)) return null;
  return isSilent(negotiation, now, silentDays) ? 'silent' : 'waiting';
}

/** How many stand in each list; `new` counts the new answers alone. */
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

/** One list, in its order: what waits for me, of `new` then the new answers, then the rest; the newest change first. */
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
 * Whether a person is to be shown an applicant's half: the account opens it, something was read for it already,
 * or they asked for their pages to be read. Who is a manager as well has both halves.
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

/** hh opens this half to an account of a manager's only. */
export const isRecruiter = (account: Account): boolean =>
  account.state === 'signed-in' && account.kind === 'manager';
