import type { ChatId, EmployerId, NegotiationId, VacancyId } from '../../ids.ts';
import type { Millis } from '../negotiation.ts';
import { isRefusal, type Stage, toneOf } from '../stage.ts';

/** How an employer treats responses, as hh's own pages say it. */
export interface Politeness {
  /** 0 to 100: of all responses. */
  readPercent: number | null;
  /** Working days until an answer. */
  replyDays: number | null;
}

/**
 * A negotiation as the applicant sees it, whichever source it came from; hh calls it a topic where it is the
 * applicant's. What a source does not say is null, and never overwrites what another said.
 */
export interface Topic {
  id: NegotiationId;
  /** null when hh shows it no more. */
  vacancy: { id: VacancyId; name: string; area: string | null; url: string | null; archived: boolean } | null;
  employer: { id: EmployerId | null; name: string } | null;
  /** Title of my resume. */
  resume: string | null;
  /** hh's word in lower case (`response`, `invitation`, `discard`, …); the name is empty where hh gives none. */
  stage: Stage;
  /** The employer wrote first. */
  invited: boolean;
  /** The employer opened it, and since when we know; null: before our time, or not yet. */
  viewed: boolean;
  viewedAt: Millis | null;
  /** The stage left `response`, and when. */
  answeredAt: Millis | null;
  /** Something in it that I have not seen. */
  fresh: boolean;
  createdAt: Millis;
  updatedAt: Millis;
  messages: number | null;
  chatId: ChatId | null;
  hasLetter: boolean | null;
  hidden: boolean;
  /** It can be hidden together with a polite refusal. */
  declineAllowed: boolean;
  /** `ok`, or hh's word for why nothing can be written. */
  messaging: string | null;
  /** Calls by phone, and whether the employer picked up. */
  calls: number;
  politeness: Politeness | null;
  /** When the recruiter was last on hh. */
  recruiterAt: Millis | null;
}

const day = 86_400_000;

/** The vacancy is closed, or gone since: then its name is all that is left of it, and hh takes no message. */
export const isClosed = ({ vacancy, messaging }: Pick<Topic, 'vacancy' | 'messaging'>): boolean =>
  !vacancy || vacancy.archived || messaging === 'archived';

/** It is decided, put away, or about a vacancy that is closed. */
export const isOver = (topic: Topic): boolean =>
  topic.hidden || isRefusal(topic.stage.id) || topic.stage.id === 'hired' || isClosed(topic);

/** The employer said yes to something: the next step is mine. */
export const isMine = (topic: Topic): boolean => !isOver(topic) && toneOf(topic.stage.id) === 'good';

/** Whole days since anything happened; a clock that is off by a day counts as none. */
export const quietDays = ({ updatedAt }: Topic, now: Millis): number =>
  Math.max(0, Math.floor((now - updatedAt) / day));

/** A response that nobody answered, for longer than the person wants to wait. */
export const isSilent = (topic: Topic, now: Millis, silentDays: number): boolean =>
  !isOver(topic) && !isMine(topic) && quietDays(topic, now) >= silentDays;
