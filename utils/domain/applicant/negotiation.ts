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

/** How an employer treats responses, as hh's own pages say it. */
const isPoliteness = isShape({
  /** 0 to 100: of all responses. */
  readPercent: numberOrNull,
  /** Working days until an answer. */
  replyDays: numberOrNull,
});

/**
 * A negotiation as the applicant sees it, whichever source it came from; hh calls it a negotiation where it is the
 * applicant's. What a source does not say is null, and never overwrites what another said.
 */
export const isApplicantNegotiation = isShape({
  id: isId<NegotiationId>,
  /** null when hh shows it no more; of one that hh only numbers, the name is empty. */
  vacancy: orNull(
    isShape({ id: isId<VacancyId>, name: isText, area: textOrNull, url: textOrNull, archived: flagOrNull }),
  ),
  employer: orNull(isShape({ id: orNull(isId<EmployerId>), name: isText })),
  /** Title of my resume. */
  resume: textOrNull,
  /**
   * hh's word in lower case (`response`, `invitation`, `discard`, …), empty where it could not be read; the name is
   * empty where hh gives none.
   */
  stage: isStage,
  /** The employer wrote first. */
  invited: flagOrNull,
  /** The employer opened it. */
  viewed: flagOrNull,
  /** Since when we know; null: before our time, or not yet. */
  viewedAt: orNull(isMillis),
  /** The stage left `response`, and when. */
  answeredAt: orNull(isMillis),
  /** Something in it that I have not seen. */
  fresh: flagOrNull,
  /** The employer, or hh in its name, has asked me something. */
  awaits: flagOrNull,
  createdAt: orNull(isMillis),
  updatedAt: orNull(isMillis),
  messages: numberOrNull,
  chatId: orNull(isId<ChatId>),
  hasLetter: flagOrNull,
  hidden: flagOrNull,
  /** It can be hidden together with a polite refusal. */
  declineAllowed: isFlag,
  /** `ok`, or hh's word for why nothing can be written. */
  messaging: textOrNull,
  /** Calls by phone, and whether the employer picked up. */
  calls: isNumber,
  politeness: orNull(isPoliteness),
  /** When the recruiter was last on hh. */
  recruiterAt: orNull(isMillis),
});
export type ApplicantNegotiation = Guarded<typeof isApplicantNegotiation>;

/** The vacancy is closed, or gone since: hh takes no message then. What could not be read is no sign of it. */
export const isClosed = ({
  vacancy,
  messaging,
}: Pick<ApplicantNegotiation, 'vacancy' | 'messaging'>): boolean =>
  vacancy?.archived === true || messaging === 'archived';

/** It is decided, put away, or about a vacancy that is closed. */
export const isOver = (negotiation: ApplicantNegotiation): boolean =>
  negotiation.hidden === true ||
  isRefusal(negotiation.stage.id) ||
  negotiation.stage.id === 'hired' ||
  isClosed(negotiation);

/** The next step is mine: the employer said yes to something, or asks. */
export const isMine = (negotiation: ApplicantNegotiation): boolean =>
  !isOver(negotiation) && (negotiation.awaits === true || toneOf(negotiation.stage.id) === 'good');

/** The answer is mine, as far as is known: the employer asks, or said yes and nothing has happened since. */
export const isUnanswered = (negotiation: ApplicantNegotiation): boolean => {
  const { awaits, answeredAt, updatedAt, stage } = negotiation;
  // What happened after their answer may have been mine.
  const isLast = updatedAt !== null && answeredAt === updatedAt && toneOf(stage.id) === 'good';
  return isMine(negotiation) && (awaits === true || isLast);
};

/** Something new in what I have not put away. */
export const isNew = ({ fresh, hidden }: ApplicantNegotiation): boolean => fresh === true && hidden !== true;

/** Whole days since anything happened; a clock that is off by a day counts as none. */
const quietDays = (updatedAt: Millis, now: Millis): number =>
  Math.max(0, Math.floor((now - updatedAt) / day));

/** Whether it waits, and for how long, cannot be told: how far it is, since when, or whether it is put away was not read. */
export const isUnplaced = (negotiation: ApplicantNegotiation): boolean =>
  !isOver(negotiation) &&
  !isMine(negotiation) &&
  (!knownStages.has(negotiation.stage.id) || negotiation.updatedAt === null || negotiation.hidden === null);

/** Something of it that the lists and counts are made of was not read. */
export const isUnclear = (negotiation: ApplicantNegotiation): boolean =>
  isUnplaced(negotiation) ||
  negotiation.hidden === null ||
  negotiation.invited === null ||
  (negotiation.viewed === null && !isOver(negotiation));

/** Of one that waits for the employer, since when; null where that is not known, or how far it is. */
export const waitsSince = (negotiation: ApplicantNegotiation): Millis | null =>
  isUnplaced(negotiation) || isOver(negotiation) || isMine(negotiation) ? null : negotiation.updatedAt;

/** What has waited since then or longer is silent. */
export const silentSince = (now: Millis, silentDays: number): Millis => now - silentDays * day;

/** A response that nobody answered, for longer than the person wants to wait. */
export function isSilent(negotiation: ApplicantNegotiation, now: Millis, silentDays: number): boolean {
  const since = waitsSince(negotiation);
  return since !== null && quietDays(since, now) >= silentDays;
}

/** The newest change first; what has no time comes last. */
export const newestFirst = (one: ApplicantNegotiation, other: ApplicantNegotiation): number =>
  (other.updatedAt ?? 0) - (one.updatedAt ?? 0) || (other.createdAt ?? 0) - (one.createdAt ?? 0);

/** Stages that have words of ours (`applicant_stage_<id>`); any other is called what hh or the employer calls it. */
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

/* Words for an applicant's negotiation that pages and worker share. */

/** A stage in words: hh's own where it has them, else ours. A bare id of hh's is no word, and is never shown. */
export function stageText({ id, name }: Stage): string {
  if (name) return name;
  if (id === '') return t('applicant_no_stage');
  return knownStages.has(id) ? wordOf(`applicant_stage_${id}`) : t('applicant_other_stage');
}

export const titleOf = ({ vacancy }: ApplicantNegotiation): string =>
  vacancy?.name || t('applicant_no_vacancy');

/** Of a response without an answer: whether it was viewed and how long nothing has happened, as far as that is known. */
export function waitText(negotiation: ApplicantNegotiation, now: Millis, silentDays: number): string {
  const { viewed } = negotiation;
  const since = waitsSince(negotiation);
  if (since !== null && isSilent(negotiation, now, silentDays)) {
    const key = viewed === null ? 'silent' : viewed ? 'read_silent' : 'unread_silent';
    return plural(`applicant_chip_${key}`, quietDays(since, now));
  }
  return t(`applicant_chip_${viewed === null ? 'sent' : viewed ? 'read' : 'unread'}`);
}
