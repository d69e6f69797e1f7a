import type { MessageId, NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import { isKnown, known, valueOr } from '../known.ts';
import { day } from '../time.ts';
import type { OwnNote } from './applicant/applicant.ts';
import {
  type ApplicantNegotiation,
  isNew,
  isOver,
  isUnanswered,
  waitsSince,
} from './applicant/negotiation.ts';
import type { Conversation } from './conversation.ts';
import { dueAt, dueOf, morningOf } from './due.ts';
import type { Millis, Negotiation } from './negotiation.ts';
import { type Person, stageSince, usualStay } from './person.ts';
import {
  ended,
  followUpOf,
  isFull,
  type Reminder,
  reminderId,
  reminderLimits,
  responseSubject,
  subjectId,
  type Why,
} from './reminders.ts';
import type { FollowUp } from './settings.ts';
import { isRefusal, type Stage, toneOf } from './stage.ts';

/*
 * Follow-ups found automatically in stored data, without a request. Each belongs to one silence: its start and
 * its kind. An unknown fact yields no follow-up: an unknown date, an unknown read mark, a chat that we cannot
 * see.
 */

const after = (at: Millis, days: number) => dueOf(new Date(at + days * day));

/**
 * In days: how long something unanswered by the applicant, our invitation or our promise may wait; by how much
 * a stay at a stage must exceed the usual one; and how late a missed follow-up is still shown.
 */
export const followUpDays = { unanswered: 2, invited: 5, promised: 3, overlong: 2, late: 30 };

const isTimely = (due: Millis, now: Millis) => now - due < followUpDays.late * day;

/** The follow-up for one application; null if nothing is to be done, or a needed fact is unknown. */
export function silenceOf(negotiation: ApplicantNegotiation, silentDays: number, now: Millis): Found | null {
  const { updatedAt, viewed } = negotiation;
  if (updatedAt === null || isOver(negotiation) || isNew(negotiation)) return null;
  const rule = isUnanswered(negotiation)
    ? 'unanswered'
    : viewed === true && waitsSince(negotiation) !== null
      ? 'read-silent'
      : null;
  if (!rule) return null;
  const until = after(updatedAt, rule === 'unanswered' ? followUpDays.unanswered : silentDays);
  const due = dueAt(until);
  if (due > now || !isTimely(due, now)) return null;
  return {
    of: { kind: 'application', negotiation },
    until,
    why: { kind: 'silence', rule, since: updatedAt },
  };
}

/** The follow-up for the date in an own note; null if the note has no date, or the date is long past. */
export function noteOf(negotiation: ApplicantNegotiation, note: OwnNote, now: Millis): Found | null {
  if (!note.next?.on) return null;
  const until = morningOf(note.next.on);
  if (!isTimely(dueAt(until), now)) return null;
  const text = note.next.text.trim() || note.text.trim();
  return { of: { kind: 'application', negotiation }, until, why: { kind: 'note', text, on: until } };
}

/**
 * The follow-up for somebody we invited: due if no answer was seen for some days. Null if an answer could not
 * be seen: there is no chat, or its messages were not counted.
 * @param stage the stage after the invitation
 * @param now when hh received the invitation
 */
export function invitedOf(negotiation: Negotiation, stage: Stage, now: Millis): Found | null {
  const of = underway(negotiation, stage);
  if (!of || toneOf(stage.id) !== 'good') return null;
  if (of.row.chatId === null || !of.row.unreadMessages.known || isKnown(negotiation.resumeDeleted, true))
    return null;
  return {
    of,
    until: after(now, followUpDays.invited),
    why: { kind: 'silence', rule: 'invited-silent', since: now },
  };
}

/** An undecided response as the subject of a reminder; null if it is decided, or hidden from us. */
function underway(negotiation: Negotiation, stage: Stage | null) {
  const subject = responseSubject(negotiation, { rows: [], readAt: {} });
  if (subject?.kind !== 'response' || (stage && (isRefusal(stage.id) || stage.id === 'hired'))) return null;
  const { row } = subject;
  return { ...subject, unviewed: false, row: stage ? { ...row, stage: known(stage) } : row };
}

/**
 * The follow-up for a promise in one of our messages, due after some days; null if the message promises
 * nothing.
 * @param stage the person's current stage
 * @param at when the message was written
 */
export function promisedOf(
  negotiation: Negotiation,
  stage: Stage | null,
  message: { text: string; at: Millis },
  now: Millis,
): Found | null {
  const of = underway(negotiation, stage);
  const text = promiseIn(message.text);
  const until = after(message.at, followUpDays.promised);
  return of && text && isTimely(dueAt(until), now)
    ? { of, until, why: { kind: 'silence', rule: 'promised', since: message.at, text } }
    : null;
}

/**
 * The company's last message in a conversation, or the move after it; `text` is null if the message is not our
 * own.
 * @returns undefined if it is unknown, or the company wrote nothing
 */
export function lastOfOurs({
  messages,
  skippedAfter,
}: Pick<Conversation, 'messages' | 'skippedAfter'>): { text: string | null; at: Millis } | undefined {
  let skipped = skippedAfter;
  for (const { kind, author, mine, text, at, skippedBefore } of messages.toReversed()) {
    if (skipped > 0 || !kind.known || !author.known || !at.known) return undefined;
    skipped = skippedBefore;
    const isText = kind.value === 'text' && author.value === 'employer';
    if (isText || kind.value === 'stage')
      return { text: isText && isKnown(mine, true) ? valueOr(text, null) : null, at: at.value };
  }
  return undefined;
}

/** The sentence in which a message promises to come back to somebody; null if there is none. */
export const promiseIn = (text: string): string | null =>
  text
    .split(/(?<=[.!?…])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .find((sentence) => promises.some((one) => one.test(sentence)) && !unless.test(sentence))
    ?.slice(0, 120) ?? null;

/** A promise is in the first person and in the future; a single word («ответ», «связь», "reply") is not one. */
const promises = [
  /(?<!\p{L})верн(?:[её]мся|усь) +(?:к вам|с(?:о)? (?:\p{L}+ )?(?:ответ|обратн|решени|новост|результат|предложени))/iu,
  /(?<!\p{L})(?:дадим|дам|пришл[её]м|пришлю|предоставим|направим|отправим|сориентируем)(?: \p{L}+){0,3} (?:ответ|обратную связь|знать|решение)(?!\p{L})/iu,
  /(?<!\p{L})обратную связь(?: \p{L}+){0,3} (?:дадим|дам|пришл[её]м|пришлю|предоставим|направим|отправим)(?!\p{L})/iu,
  /(?<!\p{L})обратная связь (?:будет|до|в течение|завтра|сегодня|на (?:этой|следующей) неделе)(?!\p{L})/iu,
  /(?<!\p{L})(?:сообщим|сообщу|ответим|отвечу|напишем|напишу|свяжемся|свяжусь|перезвоним|перезвоню)(?!\p{L})/iu,
  /(?:\b(?:will|shall|going to)|['’]ll) (?:\w+ ){0,2}(?:get back to you|come back to you|let you know|follow up|be in touch|write (?:to )?you|contact you)\b/i,
] as const;

/** A sentence with a condition, a negation or a question is not a promise. */
const unless =
  /(?<!\p{L})(?:не|если|в случае|когда|возможно|может|при (?:необходимости|наличии|появлении|положительн\p{L}+|вашем)|на (?:\p{L}+ ){0,2}вопрос\p{L}*|if|should|unless|in case|when|may|might|not|never)(?!\p{L})|\?$|n['’]t\b/iu;

/** How long somebody has been at a stage, in days at least, and the usual duration. */
export interface Overlong {
  since: Millis;
  days: number;
  usual: number;
}

/**
 * Whether somebody has been at a stage much longer than is usual for the vacancy: at least twice as long, and
 * by some days. Only stays whose beginning and end were seen define what is usual.
 * @param people those known from the vacancy
 * @returns null if they have not, or if it is unknown
 */
export function overlongStay(
  people: readonly Person[],
  { resumeId, vacancyId, stageId }: { resumeId: ResumeId; vacancyId: VacancyId; stageId: string },
  now: Millis,
): Overlong | null {
  const usual = usualStay(people, vacancyId, stageId);
  const mine = people
    .find(({ id }) => id === resumeId)
    ?.negotiations.find((one) => one.vacancyId === vacancyId);
  const stands = mine && stageSince(mine);
  if (usual === null || stands?.stage.id !== stageId) return null;
  const late = now - stands.from - Math.max(usual * 2, usual + followUpDays.overlong * day);
  if (late < 0 || late > followUpDays.late * day) return null;
  return {
    since: stands.from,
    days: Math.floor((now - stands.from) / day),
    usual: Math.max(1, Math.round(usual / day)),
  };
}

/** A reminder of somebody who was just read at a stage where they have stayed too long. */
export function overlongOf(negotiation: Negotiation, stay: Overlong, now: Millis): Found | null {
  const stage = valueOr(negotiation.stage, null);
  const of = stage && underway(negotiation, stage);
  return (
    of && { of, until: dueOf(new Date(now)), why: { kind: 'silence', rule: 'overlong', stage, ...stay } }
  );
}

/* Each becomes a reminder once. */

/** A reminder found automatically: its subject, its reason and when it is due. */
export type Found = Pick<Reminder, 'of' | 'until'> & { why: Why };

/** Whether both stem from the same note, message or silence: a dismissed reminder is not shown again. */
function sameWhy(one: Why | null, other: Why): boolean {
  if (one?.kind === 'note') return other.kind === 'note' && one.on === other.on;
  // Compare the text, not the time: "tomorrow" may be another day after travelling to another time zone.
  if (one?.kind === 'interview')
    return other.kind === 'interview' && one.message === other.message && one.text === other.text;
  if (one?.kind !== 'silence' || other.kind !== 'silence') return false;
  // hh's time of a message differs from the time we sent it; a stay may become better known.
  if (one.rule === 'promised')
    return other.rule === 'promised' && one.text === other.text && Math.abs(one.since - other.since) < day;
  if (one.rule === 'overlong') return other.rule === 'overlong' && one.stage.id === other.stage.id;
  return one.rule === other.rule && one.since === other.since;
}

const found = (one: Found): Reminder => ({ ...one, away: false, back: null, at: 0, done: false, was: null });

/**
 * Adds a reminder that was found. It replaces an earlier one of its kind. An interview also replaces a silence,
 * or a note for a later day: both are found again after it. Any other reminder of that negotiation stays.
 * @returns the same list if nothing changes: this one was dismissed before, another one is active, or the limit
 * is reached
 */
export function withOneFound(all: readonly Reminder[], one: Found): readonly Reminder[] {
  const mine = all.filter((other) => reminderId(other) === subjectId(one.of));
  if (mine.some(({ done, why }) => done && sameWhy(why, one.why))) return all;
  const stands = mine.find(({ done }) => !done);
  if (!stands) return isFull(all, one.why) ? all : [...all, found(one)];
  const isOfKind = followUpOf(stands.why) === followUpOf(one.why);
  const isLess = stands.why?.kind === 'silence' || (stands.why?.kind === 'note' && one.until < stands.until);
  const givesWay = !stands.away && (isOfKind || (isLess && one.why.kind === 'interview'));
  if (!givesWay || JSON.stringify(stands.why) === JSON.stringify(one.why)) return all;
  // Better knowledge of the same silence is no reason to notify again.
  const until = one.why.kind === 'silence' && sameWhy(stands.why, one.why) ? stands.until : one.until;
  return all.map((other) => (other === stands ? found({ ...one, until }) : other));
}

/**
 * Ends an interview reminder when the newest messages, including its own, no longer name that interview: it was
 * cancelled, or another one was named.
 * @param found the interview that these messages name
 */
export const withInterviewRead = (
  one: Reminder,
  id: NegotiationId,
  read: readonly MessageId[],
  found: Found | null,
): Reminder =>
  !one.done &&
  !one.away &&
  reminderId(one) === id &&
  one.why?.kind === 'interview' &&
  read.includes(one.why.message) &&
  !(found && sameWhy(one.why, found.why))
    ? ended(one)
    : one;

/** Whether it was found by a rule that is switched off. */
export function isOff(why: Why | null, off: readonly FollowUp[]): boolean {
  const rule = followUpOf(why);
  return rule !== null && off.includes(rule);
}

/** Ends the reminder if one of these rules found it. */
export const withoutFollowUps = (one: Reminder, off: readonly FollowUp[]): Reminder =>
  !one.done && !one.away && isOff(one.why, off) ? ended(one) : one;

/** Ends a promise reminder when we wrote to them or moved them, which keeps the promise. */
export const withOurWord = (one: Reminder, id: NegotiationId, at: Millis): Reminder =>
  !one.done &&
  !one.away &&
  reminderId(one) === id &&
  one.why?.kind === 'silence' &&
  one.why.rule === 'promised' &&
  one.why.since < at
    ? ended(one)
    : one;

/**
 * Updates an applicant's reminders with those found in their notes and list now. A dismissed one never returns
 * for the same note and day, or the same silence; a snoozed one waits for its own time; one no longer found is
 * removed.
 * @param now at most one for each negotiation
 * @returns the same list if nothing changes
 */
export function withFound(all: readonly Reminder[], now: readonly Found[]): readonly Reminder[] {
  const by = new Map(now.map((one) => [subjectId(one.of), one]));
  const kept = all.flatMap((one): Reminder[] => {
    const again = by.get(reminderId(one));
    if (!one.why || one.done || one.away) return [one];
    // An interview can only be found in a message, so it stays until it is over; but a note due earlier takes
    // precedence.
    if (one.why.kind === 'interview')
      return again?.why.kind === 'note' && again.until < one.until ? [found(again)] : [one];
    if (!again || !sameWhy(one.why, again.why)) return [];
    const isSame = JSON.stringify([one.of, one.why]) === JSON.stringify([again.of, again.why]);
    return isSame ? [one] : [{ ...one, ...again }];
  });
  const taken = new Set(kept.filter(({ done }) => !done).map(reminderId));
  const fresh = now.filter(
    ({ of, why }) =>
      !taken.has(subjectId(of)) &&
      !kept.some((one) => one.done && reminderId(one) === subjectId(of) && sameWhy(one.why, why)),
  );
  const room = Math.max(0, reminderLimits.count - taken.size);
  const added = fresh.slice(0, room).map(found);
  const same = added.length === 0 && kept.length === all.length && kept.every((one, at) => one === all[at]);
  return same ? all : [...kept, ...added];
}
