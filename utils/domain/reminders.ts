import {
  type Guarded,
  isEither,
  isFlag,
  isId,
  isNumber,
  isOneOf,
  isShape,
  isText,
  orNull,
  textOrNull,
} from '../guards.ts';
import { plural, t } from '../i18n.ts';
import type { MessageId, NegotiationId, VacancyId } from '../ids.ts';
import { isKnown, type Known, valueOr } from '../known.ts';
import { date, dateAndTime, day } from '../time.ts';
import {
  type ApplicantNegotiation,
  isApplicantNegotiation,
  isMine,
  isUnanswered,
} from './applicant/negotiation.ts';
import { rowOfOpened } from './collection.ts';
import { type Due, dayOf, dueAt, isDue, morningOf } from './due.ts';
import type { Inbox } from './inbox.ts';
import { type ChatRow, isMillis, isRow, type Millis, type Negotiation, type Row } from './negotiation.ts';
import type { FollowUp } from './settings.ts';
import { isStage, type Stage } from './stage.ts';

/** The negotiation as last read: a reminder is displayed, and compared with hh's data, from this alone. */
const isSubject = isEither(
  isShape({
    kind: isOneOf('response'),
    row: isRow,
    vacancy: textOrNull,
    /** hh counts it among the new responses of its vacancy. */
    unviewed: isFlag,
  }),
  isShape({ kind: isOneOf('application'), negotiation: isApplicantNegotiation }),
);
export type Subject = Guarded<typeof isSubject>;

const silence = { kind: isOneOf('silence'), since: isMillis };
/**
 * A silence found automatically (`follow-ups.ts`). `invited-silent`: we invited them, and no answer was seen.
 * `promised`: we wrote that we would come back to them, and did not. `overlong`: at a stage longer than is
 * usual there. `read-silent`: the employer viewed the application, and nothing has happened for as long as the
 * user wants to wait. `unanswered`: the employer asks or invites, and nothing has happened since.
 */
const isSilence = isEither(
  isShape(silence, { rule: isOneOf('invited-silent', 'read-silent', 'unanswered') }),
  /** The sentence with the promise. */
  isShape(silence, { rule: isOneOf('promised'), text: isText }),
  /** Days at the stage so far, at least, and the usual (median) number. */
  isShape(silence, { rule: isOneOf('overlong'), stage: isStage, days: isNumber, usual: isNumber }),
);
type Silence = Guarded<typeof isSilence>;

/** A guess from a message: the time of an interview, and the words that name it. */
const isInterview = isShape({
  kind: isOneOf('interview'),
  message: isId<MessageId>,
  on: isDue,
  text: isText,
});
export type Interview = Guarded<typeof isInterview>;

/**
 * Why to come back to it, unless the user simply snoozed it: the date of an own note with its text, or what the
 * rules of `follow-ups.ts` found.
 */
const isWhy = isEither(isShape({ kind: isOneOf('note'), text: isText, on: isDue }), isSilence, isInterview);
export type Why = Guarded<typeof isWhy>;

/** The rule that found it; null if it is the user's own. */
export const followUpOf = (why: Why | null): FollowUp | null =>
  why?.kind === 'silence' ? why.rule : why?.kind === 'interview' ? why.kind : null;

/** The text of the note, or of what was found; empty if snoozed, or noted without text. */
export function whyText({ of, why }: Pick<Reminder, 'of' | 'why'>, now: Millis): string {
  switch (why?.kind) {
    case undefined:
      return '';
    case 'note':
      return why.text;
    case 'interview': {
      const at = dueAt(why.on);
      return withTurn(of, t('back_interview', dateAndTime(at, now), why.text));
    }
    case 'silence':
      return silenceText(why, now);
  }
}

/**
 * An interview replaces a silence, so its text also says that an answer is awaited.
 * @param words text about the interview
 */
export const withTurn = (of: Subject, words: string): string =>
  of.kind === 'application' && isUnanswered(of.negotiation) ? t('back_interview_turn', words) : words;

function silenceText(why: Silence, now: Millis): string {
  switch (why.rule) {
    case 'promised':
      return t('back_silence_promised', why.text);
    case 'overlong':
      return t(
        'back_silence_overlong',
        why.stage.name,
        plural('count_days', why.days),
        plural('count_days', why.usual),
      );
    case 'invited-silent':
      return t('back_silence_invited_silent', date(why.since, now));
    case 'read-silent':
      return t('back_silence_read_silent', date(why.since, now));
    case 'unanswered':
      return t('back_silence_unanswered', date(why.since, now));
  }
}

/** The part of a reminder that changes. */
const state = {
  until: isDue,
  why: orNull(isWhy),
  /** Snoozed: hidden from the lists until then. */
  away: isFlag,
  /** What brought it back early. */
  back: orNull(isOneOf('message', 'stage')),
  /** Dismissed by the user. Kept while this can be undone, or the same would be found again. */
  done: isFlag,
};

/** A negotiation to come back to. */
export const isReminder = isShape(state, {
  of: isSubject,
  /** When the user snoozed or dismissed it; 0 if they did neither. */
  at: isMillis,
  /** The state before the last change, for undo; null if there was none. */
  was: orNull(isShape(state)),
});
export type Reminder = Guarded<typeof isReminder>;

/** By owner (`OwnKeys`), the newest last. */
export type AllReminders = Record<string, Reminder[]>;

export const reminderLimits = {
  /** Per owner. At the limit a new one is refused, so that no existing one is dropped. */
  count: 1000,
  /** Characters of a note's text. */
  note: 500,
  /** Reminders of an overlong stay: on a slow vacancy everybody would have one. */
  overlong: 20,
  /** Overdue reminders are deleted after this time. */
  keptFor: 90 * day,
};

/** How long a change of a reminder can be undone, at least; ms. */
const undoFor = 10_000;

/**
 * A response as a reminder stores it; null if its vacancy is hidden from us.
 * @param listed the vacancy in whose list it appears
 * @param inbox the new responses, as far as the rows were read
 */
export function responseSubject(
  negotiation: Negotiation,
  inbox: Pick<Inbox, 'rows' | 'readAt'>,
  listed: VacancyId | null = null,
): Subject | null {
  const row = rowOfOpened(negotiation, listed);
  if (!row) return null;
  const read = inbox.readAt[row.vacancyId];
  const mayBeNew = (!read || read.more) && isKnown(negotiation.hasUpdates, true);
  const vacancy = valueOr(negotiation.vacancy, null);
  return {
    kind: 'response',
    row,
    vacancy: vacancy && valueOr(vacancy.name, null),
    unviewed: inbox.rows.some(({ id }) => id === row.id) || mayBeNew,
  };
}

export const subjectId = (of: Subject): NegotiationId =>
  of.kind === 'response' ? of.row.id : of.negotiation.id;
export const reminderId = ({ of }: Reminder): NegotiationId => subjectId(of);
/** The active reminder of a negotiation, else the one dismissed last. */
const find = (all: readonly Reminder[], id: NegotiationId) => {
  const mine = all.filter((one) => reminderId(one) === id);
  return mine.find(({ done }) => !done) ?? mine.at(-1);
};

/** It is due, or something brought it back. */
export const isDueNow = ({ done, back, until }: Reminder, now: Millis): boolean =>
  !done && (back !== null || dueAt(until) <= now);
/** It is hidden from the lists. */
export const isAway = (one: Reminder, now: Millis): boolean => one.away && !one.done && !isDueNow(one, now);
/** It is due later because the user wants it: a silence that has not lasted long enough does not count yet. */
const isLater = (one: Reminder, now: Millis): boolean =>
  !one.done && !isDueNow(one, now) && (one.away || one.why?.kind !== 'silence');

/** The active reminder of a negotiation, or undefined. */
export const standing = (all: readonly Reminder[], id: NegotiationId, now: Millis): Reminder | undefined =>
  all.find((one) => reminderId(one) === id && (isDueNow(one, now) || isLater(one, now)));

/**
 * Whether its reason is shown in the rows of every list, at the top once it is due. A silence, or a note for
 * another day, is shown only among the reminders.
 */
export const standsOut = (one: Reminder, now: Millis): boolean =>
  one.away || (isDueNow(one, now) && one.why?.kind !== 'silence');

/**
 * First what is due: interviews, then what the user wanted to come back to, then silences found automatically,
 * of which there may be hundreds; within each the longest overdue first. Then what is due later, the next one
 * first.
 */
export function backList(all: readonly Reminder[], now: Millis): { due: Reminder[]; later: Reminder[] } {
  const sorted = all
    .filter(({ done }) => !done)
    .map((one) => ({ one, at: dueAt(one.until) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
  const rankOf = (one: Reminder) => (one.why?.kind === 'interview' ? 0 : standsOut(one, now) ? 1 : 2);
  return {
    due: sorted.filter((one) => isDueNow(one, now)).sort((a, b) => rankOf(a) - rankOf(b)),
    later: sorted.filter((one) => isLater(one, now)),
  };
}

/** The due reminders shown at the top of their lists. */
export const backOnTop = (all: readonly Reminder[], now: Millis): Reminder[] =>
  backList(all, now).due.filter((one) => standsOut(one, now));

/** A list of negotiations with those on top that came back. */
export function backFirst<Item extends { id: string }>(
  listed: readonly Item[],
  all: readonly Reminder[],
  now: Millis,
): readonly Item[] {
  const due = backOnTop(all, now).map(reminderId);
  const at = new Map<string, number>(due.map((id, index) => [id, index]));
  return at.size === 0
    ? listed
    : listed.toSorted((one, other) => (at.get(one.id) ?? due.length) - (at.get(other.id) ?? due.length));
}

export type ResponseReminder = Reminder & { of: Extract<Subject, { kind: 'response' }> };
export const isOfResponse = (one: Reminder): one is ResponseReminder => one.of.kind === 'response';

/** The due reminders of a vacancy as rows at the top of its list, which then leaves them out below. */
export const backRows = (all: readonly Reminder[], vacancyId: VacancyId, now: Millis): ResponseReminder[] =>
  backOnTop(all, now)
    .filter(isOfResponse)
    .filter(({ of }) => of.row.vacancyId === vacancyId);

/** Those due because nothing happened, which the user neither wrote nor snoozed; there may be hundreds. */
export const foundByRules = (all: readonly Reminder[], now: Millis): Reminder[] =>
  backList(all, now).due.filter((one) => !standsOut(one, now));

/**
 * When to notify: when it is due, and for an interview also on the morning of its day. Never after the
 * interview has begun.
 */
const notifyAt = ({ until, why, away }: Reminder): Due[] =>
  why?.kind === 'interview' && !away
    ? [until, morningOf(dayOf(why.on))].filter((due) => dueAt(due) < dueAt(why.on))
    : [until];

/** The interview is over. */
const isPast = ({ why, away }: Reminder, now: Millis): boolean =>
  why?.kind === 'interview' && !away && dueAt(why.on) <= now;

/** The time of the next notification; null if there is none. */
export function nextDueAt(all: readonly Reminder[], now: Millis): Millis | null {
  const times = all
    .filter(({ done, back }) => !done && back === null)
    .flatMap((one) => notifyAt(one).map(dueAt))
    .filter((at) => at > now);
  return times.length === 0 ? null : Math.min(...times);
}

/**
 * The due time to notify about now: the latest one that has passed. Null if none has, the interview is over, or
 * something else brought the reminder back.
 */
export const dueToNotify = (one: Reminder, now: Millis): Due | null =>
  one.done || one.back !== null || isPast(one, now)
    ? null
    : (notifyAt(one).findLast((due) => dueAt(due) <= now) ?? null);

/** A user's change of a reminder; with `note` it is a note for that day instead of a snooze. */
export type RemindAct = { until: Due; note?: string } | 'done' | 'undo';

/**
 * The reminders of one owner after one was snoozed (again), dismissed or undone.
 * @param of the subject; not needed if the negotiation has an active reminder
 * @returns the same list if nothing changes: the reminder is unknown, or the limit is reached
 */
export function reminded(
  all: readonly Reminder[],
  id: NegotiationId,
  act: RemindAct,
  of: Subject | null,
  now: Millis,
): readonly Reminder[] {
  if (act === 'undo') {
    const [last] = all.filter((one) => reminderId(one) === id).sort((a, b) => b.at - a.at);
    if (!last) return all;
    // Undo replaces what was found meanwhile.
    const rest = all.filter((one) => one !== last && (one.done || reminderId(one) !== id));
    return last.was ? [...rest, { ...last, ...last.was, was: null, at: 0 }] : rest;
  }
  const before = find(all, id);
  const others = all.filter((one) => one !== before || (before.done && before.why));
  const stands = before && !before.done ? before : null;
  const was = stands && {
    until: stands.until,
    why: stands.why,
    away: stands.away,
    back: stands.back,
    done: false,
  };
  if (act === 'done') return stands ? [...others, { ...stands, done: true, at: now, was }] : all;
  // A snoozed negotiation is in no list, so its reminder has the latest data.
  const subject = stands?.of ?? of;
  const rest = stands ? others : withRoom(others);
  if (!subject || !rest) return all;
  const { until, note } = act;
  const told: Pick<Reminder, 'why' | 'away'> =
    note === undefined
      ? { why: stands?.why ?? null, away: true }
      : {
          why: { kind: 'note', text: note.slice(0, reminderLimits.note), on: until },
          away: stands?.away ?? false,
        };
  return [...rest, { of: subject, until, ...told, back: null, at: now, done: false, was }];
}

/** The reminders of one owner after several were dismissed at once, or that was undone; they share the time of it. */
export const remindedAll = (
  all: readonly Reminder[],
  ids: readonly NegotiationId[],
  act: 'done' | 'undo',
  now: Millis,
): readonly Reminder[] => ids.reduce((own, id) => reminded(own, id, act, null, now), all);

/**
 * Makes room for one more of the user's own by dropping the oldest one found automatically; null if there is
 * none.
 */
function withRoom(all: readonly Reminder[]): readonly Reminder[] | null {
  if (!isFull(all, null)) return all;
  const oldest = all.find(({ done, away, why }) => !done && !away && followUpOf(why) !== null);
  return oldest ? all.filter((one) => one !== oldest) : null;
}

/** @param why the reason of the new reminder */
export function isFull(all: readonly Reminder[], why: Why | null): boolean {
  const stand = all.filter(({ done }) => !done);
  const isOverlong = (one: Why | null) => followUpOf(one) === 'overlong';
  return (
    stand.length >= reminderLimits.count ||
    (isOverlong(why) && stand.filter((one) => isOverlong(one.why)).length >= reminderLimits.overlong)
  );
}

/**
 * What was changed last and can still be undone: one reminder, or all that were dismissed together. A clock that was
 * set does not extend the time.
 */
export function undoableReminders(all: readonly Reminder[], now: Millis): Reminder[] {
  const last = Math.max(...all.map(({ at }) => at).filter((at) => Math.abs(now - at) < undoFor));
  return all.filter(({ at }) => at === last);
}
export const undoEndsAt = ({ at }: Reminder): Millis => at + undoFor;

/** Removes dismissed reminders that can no longer be undone, long overdue ones, and interviews that are over. */
export function pruned(all: readonly Reminder[], now: Millis): readonly Reminder[] {
  const kept = all.filter(({ done, why, away, at, until }) => {
    if (!done && why?.kind === 'interview' && !away) return now - dueAt(why.on) < day;
    if (!done) return now - dueAt(until) < reminderLimits.keptFor;
    // A promise stays in its chat as long, and would be found there again.
    const from = why?.kind === 'silence' && why.rule === 'promised' ? Math.max(at, why.since) : at;
    return Math.abs(now - from) < (why && from > 0 ? reminderLimits.keptFor : undoFor * 6);
  });
  return kept.length === all.length ? all : kept;
}

/* Updates from hh. */

/** The expected event has happened: treat the reminder as done. */
export const ended = (one: Reminder): Reminder => ({ ...one, done: true, was: null, at: 0 });

/** What an answer of hh says about a response; null means "not said". */
export interface ResponseNews {
  id: NegotiationId;
  stage: Stage | null;
  unreadMessages: number | null;
  /** false: viewed, and no unread messages. */
  hasUpdates: boolean | null;
}

const knownOr = <T>(value: T | null, before: Known<T>): Known<T> =>
  value === null ? before : { known: true, value };

/**
 * Updates the subject. A new message or stage brings a snoozed response back at once. A new stage ends a
 * silence; a new message ends only `invited-silent`.
 */
export function withResponseNews(one: Reminder, news: ResponseNews): Reminder {
  if (one.done || one.of.kind !== 'response' || one.of.row.id !== news.id) return one;
  const { row, unviewed } = one.of;
  const stage = knownOr(news.stage, row.stage);
  const unreadMessages = knownOr(news.unreadMessages, row.unreadMessages);
  const moved = stage.known && row.stage.known && stage.value.id !== row.stage.value.id;
  const wrote =
    unreadMessages.known && row.unreadMessages.known && unreadMessages.value > row.unreadMessages.value;
  const still = unviewed && news.hasUpdates !== false && !moved;
  const same = !moved && still === unviewed && isKnown(row.unreadMessages, valueOr(unreadMessages, -1));
  if (same) return one;
  const said = wrote ? 'message' : moved ? 'stage' : null;
  const now: Reminder = {
    ...one,
    of: { ...one.of, row: { ...row, stage, unreadMessages }, unviewed: still },
  };
  const isOver = moved || (wrote && followUpOf(one.why) === 'invited-silent');
  if (isOver && one.why?.kind === 'silence' && !one.away) return ended(now);
  return { ...now, back: one.back ?? (one.away ? said : null) };
}

/** What the list of unread chats says about this response's chat. */
const chatNews = (row: Row, chats: readonly ChatRow[]): ResponseNews | null => {
  const chat = row.chatId === null ? undefined : chats.find(({ id }) => id === row.chatId);
  return chat?.unread.known
    ? { id: row.id, stage: null, unreadMessages: chat.unread.value, hasUpdates: null }
    : null;
};

/**
 * Applies the last read of rows and chats. A response missing from the complete rows of its vacancy has been
 * viewed.
 */
export function withListed(
  one: Reminder,
  { rows, readAt, chats }: Pick<Inbox, 'rows' | 'readAt' | 'chats'>,
): Reminder {
  if (one.of.kind !== 'response') return one;
  const { row: before } = one.of;
  const row = rows.find(({ id }) => id === before.id);
  const read = readAt[before.vacancyId];
  const isViewed = !row && read !== undefined && !read.more && read.skipped === 0 && read.at > one.at;
  const listed: ResponseNews | null = row
    ? {
        id: row.id,
        stage: valueOr(row.stage, null),
        unreadMessages: valueOr(row.unreadMessages, null),
        hasUpdates: null,
      }
    : isViewed
      ? { id: before.id, stage: null, unreadMessages: null, hasUpdates: false }
      : null;
  const first = listed ? withResponseNews(one, listed) : one;
  const said = chatNews(before, chats);
  return said ? withResponseNews(first, said) : first;
}

/**
 * The same for an application: a message, an answer, or anything new in it brings it back. An interview
 * reminder ends when no interview is expected any more.
 */
export function withApplication(one: Reminder, now: ApplicantNegotiation): Reminder {
  if (one.done || one.of.kind !== 'application' || one.of.negotiation.id !== now.id) return one;
  const { negotiation: before } = one.of;
  if (JSON.stringify(before) === JSON.stringify(now)) return one;
  if (one.why?.kind === 'interview' && !one.away && !isMine(now)) return ended(one);
  const moved = now.stage.id !== before.stage.id;
  const wrote =
    (now.messages !== null && before.messages !== null && now.messages > before.messages) ||
    (now.fresh === true && before.fresh === false);
  return {
    ...one,
    of: { kind: 'application', negotiation: now },
    back: one.back ?? (!one.away ? null : moved ? 'stage' : wrote ? 'message' : null),
  };
}
