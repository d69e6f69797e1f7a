import { isKnown, known } from '../known.ts';
import type { OwnNote } from './applicant/applicant.ts';
import { type ApplicantNegotiation, isMine, isNew, isOver, waitsSince } from './applicant/negotiation.ts';
import { dueAt, dueOf, morningOf } from './due.ts';
import type { Millis, Negotiation } from './negotiation.ts';
import { type Found, responseSubject } from './reminders.ts';
import { type Stage, toneOf } from './stage.ts';

/*
 * Follow-ups that are found by themselves, out of what is stored, at no request. Each is tied to one silence: since when, and of
 * which kind. A fact that was not read gives none: an unknown date, an unknown mark of reading, a chat that we cannot see.
 */

const day = 86_400_000;
const after = (at: Millis, days: number) => dueOf(new Date(at + days * day));

/** In days: how long what waits for the applicant, and an invitation of ours, may lie; and how late what was missed is still told. */
export const followUpDays = { unanswered: 2, invited: 5, late: 30 };

const isTimely = (due: Millis, now: Millis) => now - due < followUpDays.late * day;

/** Of one application; null: nothing is to be done about it, or something of it is not known. */
export function silenceOf(negotiation: ApplicantNegotiation, silentDays: number, now: Millis): Found | null {
  const { updatedAt, answeredAt, viewed, awaits, stage } = negotiation;
  if (updatedAt === null || isOver(negotiation) || isNew(negotiation)) return null;
  // What happened after their answer may have been mine.
  const isLast = answeredAt === updatedAt && toneOf(stage.id) === 'good';
  const rule =
    isMine(negotiation) && (awaits === true || isLast)
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
  const subject = responseSubject(negotiation, { rows: [], readAt: {} });
  if (toneOf(stage.id) !== 'good' || stage.id === 'hired' || subject?.kind !== 'response') return null;
  const { row } = subject;
  if (row.chatId === null || !row.unreadMessages.known || isKnown(negotiation.resumeDeleted, true))
    return null;
  return {
    of: { ...subject, unviewed: false, row: { ...row, stage: known(stage) } },
    until: after(now, followUpDays.invited),
    why: { kind: 'silence', rule: 'invited-silent', since: now },
  };
}
