import {
  type Guard,
  type Guarded,
  isFlag,
  isId,
  isListOf,
  isNamed,
  isNumber,
  isRecordOf,
  isShape,
  isText,
  numberOrNull,
  orNull,
  textOrNull,
} from '../guards.ts';
import type {
  AddressId,
  ApplicantId,
  ChatId,
  Effect,
  MessageId,
  NegotiationId,
  ResumeId,
  VacancyId,
} from '../ids.ts';
import { isFact, isKnownList, type Known, known, type List, valueOr } from '../known.ts';
import { withNewest } from './cache.ts';
import { isMatch, isResume } from './resume.ts';
import { isStage, refuses, type Stage } from './stage.ts';

/** All times in this folder are Unix milliseconds. */
export type Millis = number;
export const isMillis: Guard<Millis> = isNumber;

const isCandidate = isShape({
  /** Null if the resume is deleted or hidden from us. */
  resumeId: orNull(isId<ResumeId>),
  applicantId: orNull(isId<ApplicantId>),
  /** "Фамилия Имя Отчество"; null if hidden. */
  name: isFact(textOrNull),
  title: isFact(textOrNull),
  age: isFact(numberOrNull),
  experienceMonths: isFact(numberOrNull),
  salary: isFact(orNull(isShape({ amount: isNumber, currency: isText }))),
  area: isFact(textOrNull),
  /** hh's own page of the resume. */
  url: textOrNull,
});
export type Candidate = Guarded<typeof isCandidate>;

/** One unread response in the popup. Small, because a thousand of them are stored. */
export const isRow = isShape({
  id: isId<NegotiationId>,
  vacancyId: isId<VacancyId>,
  candidate: isCandidate,
  stage: isFact(isStage),
  /** When the negotiation began: the waiting time counts from here. */
  createdAt: isFact(isMillis),
  updatedAt: isFact(isMillis),
  unreadMessages: isFact(isNumber),
  chatId: orNull(isId<ChatId>),
  testScore: isFact(numberOrNull),
});
export type Row = Guarded<typeof isRow>;

const vacancyFields = { id: isId<VacancyId>, name: isFact(isText), area: isFact(textOrNull) };

/** An active vacancy, as far as hh's answer could be read. */
export const isVacancyCount = isShape(vacancyFields, {
  manager: isFact(textOrNull),
  /** The number of responses that nobody has viewed. */
  unread: isFact(isNumber),
  url: textOrNull,
});
export type VacancyCount = Guarded<typeof isVacancyCount>;

/** The newest message of a chat; its text is null for a file or an event. */
const isLastMessage = isShape({
  id: isId<MessageId>,
  text: isFact(textOrNull),
  mine: isFact(isFlag),
  at: isFact(isMillis),
});
export type LastMessage = Guarded<typeof isLastMessage>;

/** An unread chat in the popup. */
export const isChatRow = isShape({
  id: isId<ChatId>,
  title: isFact(isText),
  vacancyId: isFact(orNull(isId<VacancyId>)),
  unread: isFact(isNumber),
  /** Why the chat is blocked, hh's own id; a blocked chat is still shown. */
  blockReason: isFact(textOrNull),
  last: isFact(orNull(isLastMessage)),
});
export type ChatRow = Guarded<typeof isChatRow>;

const isArgument = isShape({
  /**
   * An argument that we support (`formOf`) or that hh added later. An unknown required argument makes the
   * action impossible here.
   */
  id: isText,
  required: isFlag,
  /** Arguments that must be given together with this one. */
  requires: isListOf(isText),
});
export type Argument = Guarded<typeof isArgument>;

/** An action that hh offers now for one negotiation (`enabled && !hidden` only). */
const isAction = isShape({
  id: isText,
  name: isText,
  arguments: isListOf(isArgument),
  /** Null if hh names none, for example because the stage does not change. */
  resulting: orNull(isStage),
  templates: isListOf(isNamed),
  sub: isListOf(isNamed),
});
export type Action = Guarded<typeof isAction>;

/** The vacancy of a negotiation. */
const isVacancyShort = isShape(vacancyFields, { url: textOrNull, archived: isFact(isFlag) });
export type VacancyShort = Guarded<typeof isVacancyShort>;

/** One resume on one vacancy, as a view needs it. */
const isNegotiation = isShape({
  id: isId<NegotiationId>,
  /** Null if it is hidden from us. */
  vacancy: isFact(orNull(isVacancyShort)),
  candidate: isCandidate,
  resumeDeleted: isFact(isFlag),
  /** What hh tells about the resume without marking it as viewed; null if it is deleted or hidden from us. */
  resume: isFact(orNull(isResume)),
  /** Null if hh has not compared it. */
  match: isFact(orNull(isMatch)),
  /** `stage` is the employer's; `state` is what the applicant sees. */
  stage: isFact(isStage),
  state: isFact(isStage),
  createdAt: isFact(isMillis),
  updatedAt: isFact(isMillis),
  hasUpdates: isFact(isFlag),
  viewedByApplicant: isFact(isFlag),
  messages: isFact(isNumber),
  unreadMessages: isFact(isNumber),
  /** Null if the conversation uses the old messages. */
  chatId: isFact(orNull(isId<ChatId>)),
  /** hh's `messaging_status`: `ok` or a reason. */
  messaging: isFact(isText),
  /** Null if there is no test, or it was not taken. */
  test: isFact(orNull(isShape({ score: isNumber, mark: textOrNull }))),
  source: textOrNull,
  autoSurvey: isFact(textOrNull),
  actions: isKnownList(isAction),
});
export type Negotiation = Guarded<typeof isNegotiation>;

export const isWays = isRecordOf(isShape({ method: isText, url: isText }));

/** A negotiation as last read, with the addresses that hh gave for its actions. */
export const isKnownNegotiation = isShape({
  at: isMillis,
  negotiation: isNegotiation,
  /**
   * By `action:<id>`, `action:<id>/<sub id>`, `template:<action>:<id>`, `resume`, `file`; never taken from a
   * message.
   */
  ways: isWays,
});
export type KnownNegotiation = Guarded<typeof isKnownNegotiation>;

/** Adds the vacancy to a negotiation from the list of an active vacancy: hh does not repeat it in each row. */
export const inVacancy = (negotiation: Negotiation, { id, name, area, url }: VacancyCount): Negotiation => ({
  ...negotiation,
  vacancy: known({ id, name, area, url, archived: known(false) }),
});

const isPastChange = isShape({
  stage: isFact(isStage),
  at: isFact(isMillis),
  withMessage: isFact(isFlag),
});
export type PastChange = Guarded<typeof isPastChange>;

/** The company's history with this resume on one vacancy, newest first. */
export const isVacancyHistory = isShape({
  vacancyId: isId<VacancyId>,
  name: isFact(isText),
  archived: isFact(isFlag),
  /** Another manager's: shown, marked, without links. */
  foreign: isFact(isFlag),
  /** Null if we have no access to it. */
  negotiationId: isFact(orNull(isId<NegotiationId>)),
  items: isKnownList(isPastChange),
});
export type VacancyHistory = Guarded<typeof isVacancyHistory>;

export const isNote = isShape({
  id: isText,
  text: isFact(isText),
  /** Null if hh does not name the author. */
  author: isFact(textOrNull),
  mine: isFact(isFlag),
  at: isFact(isMillis),
  /** Only the author sees it. */
  personal: isFact(isFlag),
});
export type Note = Guarded<typeof isNote>;

export interface Address {
  id: AddressId;
  text: string;
}

/** A vacancy to which a resume can be, or was, invited. */
export const isInvitation = isShape({
  vacancy: isShape(vacancyFields, { manager: isFact(textOrNull) }),
  /** Its current stage; a resume has only one negotiation per vacancy. */
  invited: isFact(orNull(isStage)),
  /** Empty if hh offers none (no services, no permission). Without sub-actions. */
  actions: isKnownList(isAction),
});
export type Invitation = Guarded<typeof isInvitation>;

/** What viewing a resume costs the company; null if hh does not say. */
export interface ViewCosts {
  /** Of today's views. */
  viewsLeft: number | null;
  /** Whether the company may read the resumes of responses through the API. */
  responses: boolean | null;
  /** Whether it pays for access to the resume database, which inviting requires. */
  database: boolean | null;
}

/** The same for an invitation. */
export interface Costs extends ViewCosts {
  /** Remaining calls of a limited API service. */
  callsLeft: Known<number | null>;
}

/** The test of a vacancy with the applicant's answers. */
export interface TestSolution {
  name: Known<string | null>;
  score: Known<number>;
  mark: Known<string | null>;
  seconds: Known<number | null>;
  tasks: Known<
    List<{
      question: Known<string>;
      choices: Known<List<{ text: Known<string>; chosen: Known<boolean>; right: Known<boolean> }>>;
      answer: Known<{ text: Known<string | null>; mark: Known<string | null> } | null>;
    }>
  >;
}

/** Where contacts can be opened, what that costs, and how far they are open already. */
export interface ContactsOffer {
  url: string | null;
  effects: Effect[];
  /** `IPC`: only the chat is open. Null if unknown. */
  status: 'FULL' | 'IPC' | 'NONE' | null;
  openUntil: string | null;
  viewsLeft: number | null;
}

/* The form of an action. */

const offered = ['message', 'send_sms', 'address_id'];

/** The arguments of an action, sorted by the form field that asks for each. */
export interface Form {
  message: Argument | null;
  sms: Argument | null;
  address: Argument | null;
  /** A required argument that we do not support: only hh's own page can perform this action. */
  impossible: string | null;
}

/** @param given arguments whose values the caller already knows (`vacancy_id`, `resume_id`) */
export function formOf(action: Action, given: Record<string, string> = {}): Form {
  const can = (id: string) => offered.includes(id) || Object.hasOwn(given, id);
  const find = (id: string) => {
    const argument = action.arguments.find((argument) => argument.id === id);
    if (!argument) return null;
    return argument.requires.every((other) => can(other)) || argument.required ? argument : null;
  };
  const missing = action.arguments
    .filter((argument) => argument.required)
    .flatMap((argument) => [argument.id, ...argument.requires])
    .find((id) => !can(id));
  return {
    message: find('message'),
    sms: find('send_sms'),
    address: find('address_id'),
    impossible: missing ?? null,
  };
}

/**
 * Whether a form opens before the action goes into the outbox. It does if there is anything to ask, and before
 * every refusal, so that the key for refusing always means the same: it shows what will be sent, and sends
 * nothing.
 */
export function asksFirst(action: Action, given: Record<string, string> = {}): boolean {
  const { message, sms, address, impossible } = formOf(action, given);
  return Boolean(message || sms || address || impossible || action.sub.length > 0 || refuses(action));
}

/** The values of arguments that we already know. */
export const givenBy = ({
  vacancy,
  candidate,
}: Pick<Negotiation, 'vacancy' | 'candidate'>): Record<string, string> => {
  const { id } = valueOr(vacancy, null) ?? {};
  return {
    ...(id && { vacancy_id: id }),
    ...(candidate.resumeId && { resume_id: candidate.resumeId }),
  };
};

/** The actions that hh offers now, as far as they could be read, and how many could not. */
export const actionsOf = ({ actions }: Pick<Negotiation, 'actions'>): Action[] =>
  valueOr(actions, { items: [] }).items;
export const unreadActions = ({ actions }: Pick<Negotiation, 'actions'>): number | 'all' =>
  actions.known ? actions.value.skipped : 'all';

/** The values that hh asks for and the caller already knows. */
export const givenValues = (action: Action, given: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    action.arguments.flatMap(({ id }) => (Object.hasOwn(given, id) && given[id] ? [[id, given[id]]] : [])),
  );

/* What changed since a negotiation was last open here. */

/** The state of a negotiation when it was last open here. */
export const isSeen = isShape({ at: isMillis, stage: isStage, messages: isNumber });
export type Seen = Guarded<typeof isSeen>;

/** By `accountKey` and negotiation, oldest first. */
export type SeenOnes = Record<string, Seen>;

/** The maximum number kept: half a year of a busy recruiter. */
export const seenLimit = 2000;

export const seenKey = (account: string, id: NegotiationId): string => `${account}:${id}`;

/** Adds this one as the newest, within the limit. */
export const withSeen = (all: SeenOnes, key: string, seen: Seen): SeenOnes =>
  withNewest(all, key, seen, seenLimit);

/** Null if a field needed for the comparison could not be read. */
export const seenOf = ({ stage, messages }: Negotiation, at: Millis): Seen | null =>
  stage.known && messages.known ? { at, stage: stage.value, messages: messages.value } : null;

/** What changed since: another stage, more messages; null if nothing did. */
export interface Changed {
  since: Millis;
  from: Stage | null;
  messages: number;
}

export function changedSince(seen: Seen | undefined, now: Negotiation): Changed | null {
  if (!seen) return null;
  const moved = now.stage.known && seen.stage.id !== now.stage.value.id;
  const messages = Math.max(0, valueOr(now.messages, 0) - seen.messages);
  return moved || messages > 0 ? { since: seen.at, from: moved ? seen.stage : null, messages } : null;
}
