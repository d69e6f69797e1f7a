import type { ResumeId, VacancyId } from '../ids.ts';
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
import { type Found, responseSubject } from './reminders.ts';
import { isRefusal, type Stage, toneOf } from './stage.ts';

/*
 * Follow-ups that are found by themselves, out of what is stored, at no request. Each is tied to one silence: since when, and of
 * which kind. A fact that was not read gives none: an unknown date, an unknown mark of reading, a chat that we cannot see.
 */

const after = (at: Millis, days: number) => dueOf(new Date(at + days * day));

/**
 * In days: how long what waits for the applicant, an invitation of ours and a promise may lie; by how much a stay at a stage must
 * exceed what is usual; and how late what was missed is still told.
 */
export const followUpDays = { unanswered: 2, invited: 5, promised: 3, overlong: 2, late: 30 };

const isTimely = (due: Millis, now: Millis) => now - due < followUpDays.late * day;

/** Of one application; null: nothing is to be done about it, or something of it is not known. */
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

/** Of the date that an own note has; null: it has none, or that is long past. */
export function noteOf(negotiation: ApplicantNegotiation, note: OwnNote, now: Millis): Found | null {
  if (!note.next?.on) return null;
  const until = morningOf(note.next.on);
  if (!isTimely(dueAt(until), now)) return null;
  const text = note.next.text.trim() || note.text.trim();
  return { of: { kind: 'application', negotiation }, until, why: { kind: 'note', text, on: until } };
}

/**
 * Of one whom we invited: due once no answer was seen for some days. null where no answer could be seen: without a chat, or where
 * its messages were not counted.
 * @param stage where the invitation has led
 * @param now when hh had it
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

/** A response that is not decided yet, as the subject of a reminder; null where it is decided, or hidden from us. */
function underway(negotiation: Negotiation, stage: Stage | null) {
  const subject = responseSubject(negotiation, { rows: [], readAt: {} });
  if (subject?.kind !== 'response' || (stage && (isRefusal(stage.id) || stage.id === 'hired'))) return null;
  const { row } = subject;
  return { ...subject, unviewed: false, row: stage ? { ...row, stage: known(stage) } : row };
}

/**
 * A promise that we made in a message to somebody, due after some days; null where the message promises nothing.
 * @param stage at which they are
 * @param at when it was written
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
 * The last that was said by the company in a conversation, or the move that followed; `text` is null where it is none of our own
 * messages.
 * @returns undefined where it cannot be told, or the company wrote nothing
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

/** The sentence in which a message promises that we come back; null: none does. */
export const promiseIn = (text: string): string | null =>
  text
    .split(/(?<=[.!?…])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .find((sentence) => promises.some((one) => one.test(sentence)) && !unless.test(sentence))
    ?.slice(0, 120) ?? null;

/** A promise is said in the first person and in the future; a word alone («ответ», «связь», "reply") is none. */
const promises = [
  /(?<!\p{L})верн(?:[её]мся|усь) +(?:к вам|с(?:о)? (?:\p{L}+ )?(?:ответ|обратн|решени|новост|результат|предложени))/iu,
  /(?<!\p{L})(?:дадим|дам|пришл[её]м|пришлю|предоставим|направим|отправим|сориентируем)(?: \p{L}+){0,3} (?:ответ|обратную связь|знать|решение)(?!\p{L})/iu,
  /(?<!\p{L})обратную связь(?: \p{L}+){0,3} (?:дадим|дам|пришл[её]м|пришлю|предоставим|направим|отправим)(?!\p{L})/iu,
  /(?<!\p{L})обратная связь (?:будет|до|в течение|завтра|сегодня|на (?:этой|следующей) неделе)(?!\p{L})/iu,
  /(?<!\p{L})(?:сообщим|сообщу|ответим|отвечу|напишем|напишу|свяжемся|свяжусь|перезвоним|перезвоню)(?!\p{L})/iu,
  /(?:\b(?:will|shall|going to)|['’]ll) (?:\w+ ){0,2}(?:get back to you|come back to you|let you know|follow up|be in touch|write (?:to )?you|contact you)\b/i,
] as const;

/** A sentence with a condition, a denial or a question promises nothing. */
const unless =
  /(?<!\p{L})(?:не|если|в случае|когда|возможно|может|при (?:необходимости|наличии|появлении|положительн\p{L}+|вашем)|на (?:\p{L}+ ){0,2}вопрос\p{L}*|if|should|unless|in case|when|may|might|not|never)(?!\p{L})|\?$|n['’]t\b/iu;

/** How long somebody has been at a stage, in days at least, and how long that usually takes. */
export interface Overlong {
  since: Millis;
  days: number;
  usual: number;
}

/**
 * Whether somebody has been at a stage for much longer than is usual on the vacancy: twice as long, and by some days. What is usual
 * is told by stays alone that were seen to begin and to end.
 * @param people whom we know of the vacancy
 * @returns null: they have not, or it cannot be told
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

/** A reminder of somebody who stays that long at the stage they were just read at. */
export function overlongOf(negotiation: Negotiation, stay: Overlong, now: Millis): Found | null {
  const stage = valueOr(negotiation.stage, null);
  const of = stage && underway(negotiation, stage);
  return (
    of && { of, until: dueOf(new Date(now)), why: { kind: 'silence', rule: 'overlong', stage, ...stay } }
  );
}
