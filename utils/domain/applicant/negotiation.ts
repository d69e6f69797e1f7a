import {
  flagOrNull,
  type Guarded,
  isFlag,
  isId,
  isNumber,
  isShape,
  isText,
  numberOrNull,
  orNull,
  textOrNull,
} from '../../guards.ts';
import { plural, t, wordOf } from '../../i18n.ts';
import type { ChatId, EmployerId, NegotiationId, VacancyId } from '../../ids.ts';
import { day } from '../../time.ts';
import { isMillis, type Millis } from '../negotiation.ts';
import { isRefusal, isStage, type Stage, toneOf } from '../stage.ts';

/** How an employer treats responses, according to hh's pages. */
const isPoliteness = isShape({
  /** Percentage of responses read. */
  readPercent: numberOrNull,
  /** Working days until an answer. */
  replyDays: numberOrNull,
});

/**
 * A negotiation as the applicant sees it, from either source; hh uses the same word in its applicant API. A
 * value that a source does not give is null, and never overwrites the value from the other source.
 */
export const isApplicantNegotiation = isShape({
  id: isId<NegotiationId>,
  /** Null if hh no longer shows it; the name is empty if hh gives only the id. */
  vacancy: orNull(
    isShape({ id: isId<VacancyId>, name: isText, area: textOrNull, url: textOrNull, archived: flagOrNull }),
  ),
  employer: orNull(isShape({ id: orNull(isId<EmployerId>), name: isText })),
  /** Title of the user's resume. */
  resume: textOrNull,
  /**
   * hh's id in lower case (`response`, `invitation`, `discard`, …), empty if it could not be read; the name is
   * empty if hh gives none.
   */
  stage: isStage,
  /** The employer wrote first. */
  invited: flagOrNull,
  /** The employer opened it. */
  viewed: flagOrNull,
  /** When we first saw that; null if it was before our first read, or has not happened. */
  viewedAt: orNull(isMillis),
  /** When the stage left `response`. */
  answeredAt: orNull(isMillis),
  /** There is something that the user has not seen. */
  fresh: flagOrNull,
  /** The employer, or hh on its behalf, has asked the user something. */
  awaits: flagOrNull,
  createdAt: orNull(isMillis),
  updatedAt: orNull(isMillis),
  messages: numberOrNull,
  chatId: orNull(isId<ChatId>),
  hasLetter: flagOrNull,
  hidden: flagOrNull,
  /** It can be hidden together with a polite refusal. */
  declineAllowed: isFlag,
  /** `ok`, or hh's reason why writing is disabled. */
  messaging: textOrNull,
  /** The number of phone calls. */
  calls: isNumber,
  politeness: orNull(isPoliteness),
  /** When the recruiter was last on hh. */
  recruiterAt: orNull(isMillis),
});
export type ApplicantNegotiation = Guarded<typeof isApplicantNegotiation>;

/**
 * The vacancy is archived, or was removed: hh then accepts no messages. An unreadable value does not count as
 * closed.
 */
export const isClosed = ({
  vacancy,
  messaging,
}: Pick<ApplicantNegotiation, 'vacancy' | 'messaging'>): boolean =>
  vacancy?.archived === true || messaging === 'archived';

/** It is decided, hidden, or its vacancy is closed. */
export const isOver = (negotiation: ApplicantNegotiation): boolean =>
  negotiation.hidden === true ||
  isRefusal(negotiation.stage.id) ||
  negotiation.stage.id === 'hired' ||
  isClosed(negotiation);

/** The next step is the user's: the employer made a positive decision, or asks. */
export const isMine = (negotiation: ApplicantNegotiation): boolean =>
  !isOver(negotiation) && (negotiation.awaits === true || toneOf(negotiation.stage.id) === 'good');

/**
 * The answer is the user's, as far as known: the employer asks, or made a positive decision and nothing has
 * happened since.
 */
export const isUnanswered = (negotiation: ApplicantNegotiation): boolean => {
  const { awaits, answeredAt, updatedAt, stage } = negotiation;
  // An event after the employer's answer may have been the user's own.
  const isLast = updatedAt !== null && answeredAt === updatedAt && toneOf(stage.id) === 'good';
  return isMine(negotiation) && (awaits === true || isLast);
};

/** Something new in a negotiation that is not hidden. */
export const isNew = ({ fresh, hidden }: ApplicantNegotiation): boolean => fresh === true && hidden !== true;

/** Whole days since anything happened; not negative, even if the clock is off. */
const quietDays = (updatedAt: Millis, now: Millis): number =>
  Math.max(0, Math.floor((now - updatedAt) / day));

/** It cannot be said whether it waits, or for how long: its stage, date or hidden mark was not read. */
export const isUnplaced = (negotiation: ApplicantNegotiation): boolean =>
  !isOver(negotiation) &&
  !isMine(negotiation) &&
  (!knownStages.has(negotiation.stage.id) || negotiation.updatedAt === null || negotiation.hidden === null);

/** Something that the lists and counts depend on was not read. */
export const isUnclear = (negotiation: ApplicantNegotiation): boolean =>
  isUnplaced(negotiation) ||
  negotiation.hidden === null ||
  negotiation.invited === null ||
  (negotiation.viewed === null && !isOver(negotiation));

/** Since when it has waited for the employer; null if it does not wait, or that is unknown. */
export const waitsSince = (negotiation: ApplicantNegotiation): Millis | null =>
  isUnplaced(negotiation) || isOver(negotiation) || isMine(negotiation) ? null : negotiation.updatedAt;

/** Negotiations that have waited since then or longer are silent. */
export const silentSince = (now: Millis, silentDays: number): Millis => now - silentDays * day;

/** Nobody has answered the response for longer than the user wants to wait. */
export function isSilent(negotiation: ApplicantNegotiation, now: Millis, silentDays: number): boolean {
  const since = waitsSince(negotiation);
  return since !== null && quietDays(since, now) >= silentDays;
}

/** The newest change first; undated ones last. */
export const newestFirst = (one: ApplicantNegotiation, other: ApplicantNegotiation): number =>
  (other.updatedAt ?? 0) - (one.updatedAt ?? 0) || (other.createdAt ?? 0) - (one.createdAt ?? 0);

/** Stages with our own names (`applicant_stage_<id>`); any other is shown with hh's or the employer's name. */
export const knownStages: ReadonlySet<string> = new Set([
  'response',
  'invitation',
  'phone_interview',
  'interview',
  'assessment',
  'consider',
  'hold',
  'offer',
  'hired',
  'discard',
  'discard_by_applicant',
  'discard_by_employer',
  'discard_no_interaction',
  'discard_vacancy_closed',
  'discard_to_other_vacancy',
  'discard_after_interview',
  'response_rejected',
  'decline',
]);

/** A stage that is an answer: any known one except the response itself, and the applicant's own withdrawal. */
export const isAnswer = (stage: string): boolean =>
  knownStages.has(stage) && stage !== 'response' && stage !== 'discard_by_applicant';

/* Texts about an applicant's negotiation, shared by pages and worker. */

/** The name of a stage: hh's if it gives one, else ours. Never shows a bare id. */
export function stageText({ id, name }: Stage): string {
  if (name) return name;
  if (id === '') return t('stage_unknown');
  return knownStages.has(id) ? wordOf(`applicant_stage_${id}`) : t('applicant_other_stage');
}

export const titleOf = ({ vacancy }: ApplicantNegotiation): string =>
  vacancy?.name || t('applicant_no_vacancy');

/** For a response without an answer: whether it was viewed and how long nothing has happened, as far as known. */
export function waitText(negotiation: ApplicantNegotiation, now: Millis, silentDays: number): string {
  const { viewed } = negotiation;
  const since = waitsSince(negotiation);
  if (since !== null && isSilent(negotiation, now, silentDays)) {
    const key = viewed === null ? 'silent' : viewed ? 'read_silent' : 'unread_silent';
    return plural(`applicant_chip_${key}`, quietDays(since, now));
  }
  return t(`applicant_chip_${viewed === null ? 'sent' : viewed ? 'read' : 'unread'}`);
}
