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
import { fromKnown, isKnown, type Known, valueOr } from '../known.ts';
import { clock, date, day } from '../time.ts';
import { type Applicant, countsOf } from './applicant/applicant.ts';
import {
  type ApplicantNegotiation,
  isApplicantNegotiation,
  isMine,
  isUnanswered,
} from './applicant/negotiation.ts';
import { type Collection, rowOfOpened } from './collection.ts';
import { type Due, dayOf, dueAt, isDue, morningOf } from './due.ts';
import type { Counts, FollowUp, Inbox } from './inbox.ts';
import { type ChatRow, isMillis, isRow, type Millis, type Negotiation, type Row } from './negotiation.ts';
import { isStage, type Stage } from './stage.ts';

/** What is put off, as it was read last: a reminder is shown, and compared with hh, from this alone. */
const isSubject = isEither(
  isShape({
    kind: isOneOf('response'),
    row: isRow,
    vacancy: textOrNull,
    /** hh counts it among the new ones of its vacancy. */
    unviewed: isFlag,
  }),
  isShape({ kind: isOneOf('application'), negotiation: isApplicantNegotiation }),
);
export type Subject = Guarded<typeof isSubject>;

const silence = { kind: isOneOf('silence'), since: isMillis };
/**
 * A silence that is found by itself (`follow-ups.ts`). `invited-silent`: we invited, and no answer was seen. `promised`: we
 * wrote that we come back, and did not. `overlong`: at a stage for longer than is usual there. `read-silent`: the employer
 * viewed it, and nothing has happened for as long as the person wants to wait. `unanswered`: the employer asks or invites, and
 * that was the last that happened.
 */
const isSilence = isEither(
  isShape(silence, { rule: isOneOf('invited-silent', 'read-silent', 'unanswered') }),
  /** The sentence that promises. */
  isShape(silence, { rule: isOneOf('promised'), text: isText }),
  /** In days: for how long at least, and half of the others for how long. */
  isShape(silence, { rule: isOneOf('overlong'), stage: isStage, days: isNumber, usual: isNumber }),
);
type Silence = Guarded<typeof isSilence>;

/** What a message seems to say of an interview: when, and in which words. */
const isInterview = isShape({
  kind: isOneOf('interview'),
  message: isId<MessageId>,
  on: isDue,
  text: isText,
});
export type Interview = Guarded<typeof isInterview>;

/**
 * Why it is to be come back to, where the person did not just put it off: the date of a note of their own, with its words; or
 * what was found by the rules of `follow-ups.ts`.
 */
const isWhy = isEither(isShape({ kind: isOneOf('note'), text: isText, on: isDue }), isSilence, isInterview);
export type Why = Guarded<typeof isWhy>;

/** By which rule it was found; null: by none, it is the person's own. */
const followUpOf = (why: Why | null): FollowUp | null =>
  why?.kind === 'silence' ? why.rule : why?.kind === 'interview' ? why.kind : null;

/** The words of the note, or what was found; empty where it was put off, or noted without words. */
export function whyText({ of, why }: Pick<Reminder, 'of' | 'why'>, now: Millis): string {
  switch (why?.kind) {
    case undefined:
      return '';
    case 'note':
      return why.text;
    case 'interview': {
      const at = dueAt(why.on);
      return withTurn(of, t('back_interview', `${date(at, now)}, ${clock(at)}`, why.text));
    }
    case 'silence':
      return silenceText(why, now);
  }
}

/** An interview takes the place of a silence, so it also says that an answer is awaited. @param words of the interview */
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
        plural('back_days', why.days),
        plural('back_days', why.usual),
      );
    case 'invited-silent':
      return t('back_silence_invited_silent', date(why.since, now));
    case 'read-silent':
      return t('back_silence_read_silent', date(why.since, now));
    case 'unanswered':
      return t('back_silence_unanswered', date(why.since, now));
  }
}

/** What a change of a reminder changes. */
const state = {
  until: isDue,
  why: orNull(isWhy),
  /** Put off: out of the lists until then. */
  away: isFlag,
  /** What brought it back before its time. */
  back: orNull(isOneOf('message', 'stage')),
  /** The person needs it no more. Kept for as long as that can be taken back, or as it would be found again. */
  done: isFlag,
};

/** A negotiation to come back to. */
export const isReminder = isShape(state, {
  of: isSubject,
  /** When it was put off or put away; 0: not by the person. */
  at: isMillis,
  /** What stood before the last change, for undo; null: nothing. */
  was: orNull(isShape(state)),
});
export type Reminder = Guarded<typeof isReminder>;

/** By whose they are (`OwnKeys`), the newest last. */
export type AllReminders = Record<string, Reminder[]>;

export const reminderLimits = {
  /** Of one person. One more is refused: nothing that was promised is forgotten for it. */
  count: 1000,
  /** Characters of a note's words. */
  note: 500,
  /** That were found of a stay at a stage: on a slow vacancy everybody would have one. */
  overlong: 20,
  /** What nobody looked after for so long is forgotten. */
  keptFor: 90 * day,
};

/** So long a change of a reminder can be taken back, at the least. */
const undoFor = 10_000;

/**
 * A response as a reminder keeps it; null where its vacancy is hidden from us.
 * @param listed whose list it stands in
 * @param inbox who is new, as far as the rows were read
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
/** The one of a negotiation that stands, else the one that was put away last. */
const find = (all: readonly Reminder[], id: NegotiationId) => {
  const mine = all.filter((one) => reminderId(one) === id);
  return mine.find(({ done }) => !done) ?? mine.at(-1);
};

/** It is time, or something brought it back. */
export const isDueNow = ({ done, back, until }: Reminder, now: Millis): boolean =>
  !done && (back !== null || dueAt(until) <= now);
/** It is out of the lists. */
export const isAway = (one: Reminder, now: Millis): boolean => one.away && !one.done && !isDueNow(one, now);
/** It is to come, by the person's own will: a silence that has not lasted long enough is none yet. */
const isLater = (one: Reminder, now: Millis): boolean =>
  !one.done && !isDueNow(one, now) && (one.away || one.why?.kind !== 'silence');

/** The one of a negotiation that stands; undefined: there is none. */
export const standing = (all: readonly Reminder[], id: NegotiationId, now: Millis): Reminder | undefined =>
  all.find((one) => reminderId(one) === id && (isDueNow(one, now) || isLater(one, now)));

/**
 * Its reason stands in the rows of every list, on top as soon as it is due. A silence changes no list, and a note for another day
 * does not yet: they stand among the reminders.
 */
export const standsOut = (one: Reminder, now: Millis): boolean =>
  one.away || (isDueNow(one, now) && one.why?.kind !== 'silence');

/**
 * First what is due: interviews, what the person wanted to come back to, and silences that were found, of which there may be
 * hundreds; of each the longest overdue first. Then what comes later, the next one first.
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

/** Those on top of the lists that they stand in. */
export const backOnTop = (all: readonly Reminder[], now: Millis): Reminder[] =>
  backList(all, now).due.filter((one) => standsOut(one, now));

/** When the person is told of it: as it is due; of an interview also in the morning of its day. Never after the interview began. */
const toldAt = ({ until, why, away }: Reminder): Due[] =>
  why?.kind === 'interview' && !away
    ? [until, morningOf(dayOf(why.on))].filter((due) => dueAt(due) < dueAt(why.on))
    : [until];

/** An interview that is over. */
const isPast = ({ why, away }: Reminder, now: Millis): boolean =>
  why?.kind === 'interview' && !away && dueAt(why.on) <= now;

/** When the next one is to be told of; null where none is to come. */
export function nextDueAt(all: readonly Reminder[], now: Millis): Millis | null {
  const times = all
    .filter(({ done, back }) => !done && back === null)
    .flatMap((one) => toldAt(one).map(dueAt))
    .filter((at) => at > now);
  return times.length === 0 ? null : Math.min(...times);
}

/** The time that is told of now, the last of those that have come; null: none has, it is over, or something else brought it back. */
export const dueTold = (one: Reminder, now: Millis): Due | null =>
  one.done || one.back !== null || isPast(one, now)
    ? null
    : (toldAt(one).findLast((due) => dueAt(due) <= now) ?? null);

/** What a person does with a reminder; `note`: not put off, but noted for that day. */
export type RemindAct = { until: Due; note?: string } | 'done' | 'undo';

/**
 * The reminders of one person after one of them was put off (anew), put away or taken back.
 * @param of what it is about; not needed where a reminder of it stands
 * @returns the very same list where nothing changes: what is not known, or one too many
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
    // What was found meanwhile gives way.
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
  // Who is away is in no list to be looked up in: what stands in the reminder has moved on with what was heard.
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

/** With room for one more of the person's own, for which the oldest that was found by itself goes; null: there is none. */
function withRoom(all: readonly Reminder[]): readonly Reminder[] | null {
  if (!isFull(all, null)) return all;
  const oldest = all.find(({ done, away, why }) => !done && !away && followUpOf(why) !== null);
  return oldest ? all.filter((one) => one !== oldest) : null;
}

/** @param why of the one to come */
function isFull(all: readonly Reminder[], why: Why | null): boolean {
  const stand = all.filter(({ done }) => !done);
  const isOverlong = (one: Why | null) => followUpOf(one) === 'overlong';
  return (
    stand.length >= reminderLimits.count ||
    (isOverlong(why) && stand.filter((one) => isOverlong(one.why)).length >= reminderLimits.overlong)
  );
}

/** What was found by itself: of what, why, and when it is to be come back to. */
export type Found = Pick<Reminder, 'of' | 'until'> & { why: Why };

/** Whether both are of one note, one message, one silence: what was put away once is told no more. */
function sameWhy(one: Why | null, other: Why): boolean {
  if (one?.kind === 'note') return other.kind === 'note' && one.on === other.on;
  // Its words and not its moment: "tomorrow" may be another day in the zone that one has travelled to.
  if (one?.kind === 'interview')
    return other.kind === 'interview' && one.message === other.message && one.text === other.text;
  if (one?.kind !== 'silence' || other.kind !== 'silence') return false;
  // hh's time of a message is not that of its sending; of a stay more may be known later.
  if (one.rule === 'promised')
    return other.rule === 'promised' && one.text === other.text && Math.abs(one.since - other.since) < day;
  if (one.rule === 'overlong') return other.rule === 'overlong' && one.stage.id === other.stage.id;
  return one.rule === other.rule && one.since === other.since;
}

const found = (one: Found): Reminder => ({ ...one, away: false, back: null, at: 0, done: false, was: null });

/**
 * With one more that was found. It replaces an earlier one of its kind. An interview also replaces a silence, or a note for a
 * later day: both are found again after it. Any other reminder of that negotiation stays as it is.
 * @returns the very same list where nothing changes: it was put away before, another stands, or it would be one too many
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
  // Of the same silence more is known: that is no reason to tell of it again.
  const until = one.why.kind === 'silence' && sameWhy(stands.why, one.why) ? stands.until : one.until;
  return all.map((other) => (other === stands ? found({ ...one, until }) : other));
}

/** What it waited for has happened: it goes as if it were done. */
const ended = (one: Reminder): Reminder => ({ ...one, done: true, was: null, at: 0 });

/**
 * An interview goes when the newest messages, its own among them, tell of it no more: it was called off, or another one named.
 * @param found in them
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

/** Whether it was found by a rule that is off. */
export function isOff(why: Why | null, off: readonly FollowUp[]): boolean {
  const rule = followUpOf(why);
  return rule !== null && off.includes(rule);
}

/** Without what those rules found. */
export const withoutFollowUps = (one: Reminder, off: readonly FollowUp[]): Reminder =>
  !one.done && !one.away && isOff(one.why, off) ? ended(one) : one;

/** We wrote to them, or moved them: that keeps what we had promised before. */
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
 * The reminders of an applicant with what stands in their notes and list now. What was put away never comes back for the same
 * note and day, or the same silence; what is put off waits for its own time; what is found no more goes.
 * @param now at most one of each negotiation
 * @returns the very same list where nothing changes
 */
export function withFound(all: readonly Reminder[], now: readonly Found[]): readonly Reminder[] {
  const by = new Map(now.map((one) => [subjectId(one.of), one]));
  const kept = all.flatMap((one): Reminder[] => {
    const again = by.get(reminderId(one));
    if (!one.why || one.done || one.away) return [one];
    // An interview is found in a message alone, and stays until it is over; but the person wants to know of a note before it.
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

/** What was changed last and can still be taken back; a clock that was set makes no time for it longer. */
export function undoableReminder(all: readonly Reminder[], now: Millis): Reminder | null {
  const [last] = all.filter(({ at }) => Math.abs(now - at) < undoFor).sort((a, b) => b.at - a.at);
  return last ?? null;
}
export const undoEndsAt = ({ at }: Reminder): Millis => at + undoFor;

/** Without what was put away and can no more be taken back, what nobody looked after, and interviews that are over. */
export function pruned(all: readonly Reminder[], now: Millis): readonly Reminder[] {
  const kept = all.filter(({ done, why, away, at, until }) => {
    if (!done && why?.kind === 'interview' && !away) return now - dueAt(why.on) < day;
    if (!done) return now - dueAt(until) < reminderLimits.keptFor;
    // A promise stands in its chat for as long, and would be found there again.
    const from = why?.kind === 'silence' && why.rule === 'promised' ? Math.max(at, why.since) : at;
    return Math.abs(now - from) < (why && from > 0 ? reminderLimits.keptFor : undoFor * 6);
  });
  return kept.length === all.length ? all : kept;
}

/* What hh says meanwhile. */

/** What an answer says of a response; null is "not said". */
export interface ResponseNews {
  id: NegotiationId;
  stage: Stage | null;
  unreadMessages: number | null;
  /** false: viewed, and no message waits. */
  hasUpdates: boolean | null;
}

const knownOr = <T>(value: T | null, before: Known<T>): Known<T> =>
  value === null ? before : { known: true, value };

/**
 * A message, or another stage, brings at once back what was put off; another stage ends a silence, a message that of one who
 * was invited; what it is compared with moves on.
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

/** What the list of unread chats says of the one in which it is talked. */
const chatNews = (row: Row, chats: readonly ChatRow[]): ResponseNews | null => {
  const chat = row.chatId === null ? undefined : chats.find(({ id }) => id === row.chatId);
  return chat?.unread.known
    ? { id: row.id, stage: null, unreadMessages: chat.unread.value, hasUpdates: null }
    : null;
};

/** With what the last reading of rows and chats says: whose rows were read whole and who is not among them, is viewed. */
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

/** The same for an application: a message, an answer, or something new in it. An interview goes once none is to be expected. */
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

/* Lists and counters while something is away. */

type ResponseReminder = Reminder & { of: Extract<Subject, { kind: 'response' }> };
const isOfResponse = (one: Reminder): one is ResponseReminder => one.of.kind === 'response';

export const awayIds = (all: readonly Reminder[], now: Millis): ReadonlySet<NegotiationId> =>
  new Set(all.filter((one) => isAway(one, now)).map(reminderId));

const lessBy = (count: Known<number>, by: number): Known<number> =>
  by === 0 ? count : fromKnown(count, (all) => Math.max(0, all - by));

const awayResponses = (all: readonly Reminder[], now: Millis): ResponseReminder[] =>
  all.filter(isOfResponse).filter((one) => isAway(one, now));

/** What is counted as long as some are away: who is new, and chats in which somebody wrote before they were put off. */
export function countsWithoutAway<C extends Pick<Counts, 'vacancies' | 'unreadChats'>>(
  counts: C,
  all: readonly Reminder[],
  now: Millis,
): C {
  const away = awayResponses(all, now);
  if (away.length === 0) return counts;
  const unviewed = Map.groupBy(
    away.filter(({ of }) => of.unviewed),
    ({ of }) => of.row.vacancyId,
  );
  const talking = away.filter(({ of: { row } }) => row.chatId !== null && valueOr(row.unreadMessages, 0) > 0);
  return {
    ...counts,
    vacancies: counts.vacancies.map((vacancy) => {
      const by = unviewed.get(vacancy.id)?.length ?? 0;
      return by === 0 ? vacancy : { ...vacancy, unread: lessBy(vacancy.unread, by) };
    }),
    unreadChats: lessBy(counts.unreadChats, talking.length),
  };
}

/** The inbox as long as some are away: neither listed nor counted. */
export function inboxWithoutAway(inbox: Inbox, all: readonly Reminder[], now: Millis): Inbox {
  const away = awayResponses(all, now);
  if (away.length === 0) return inbox;
  const ids = new Set(away.map(reminderId));
  const chatIds = new Set(away.map(({ of }) => of.row.chatId));
  return {
    ...countsWithoutAway(inbox, all, now),
    rows: inbox.rows.filter(({ id }) => !ids.has(id)),
    chats: inbox.chats.filter(({ id }) => !chatIds.has(id)),
  };
}

/** The applicant's head as long as some are away. */
export function headWithoutAway<A extends Pick<Applicant, 'counts' | 'front' | 'total'>>(
  head: A,
  all: readonly Reminder[],
  now: Millis,
  silentDays: number,
): A {
  const away = all.flatMap((one) =>
    one.of.kind === 'application' && isAway(one, now) ? [one.of.negotiation] : [],
  );
  if (away.length === 0) return head;
  const ids = new Set(away.map(({ id }) => id));
  const less = countsOf(away, now, silentDays);
  const of = (name: keyof Applicant['counts']) => Math.max(0, head.counts[name] - less[name]);
  return {
    ...head,
    counts: {
      new: of('new'),
      waiting: of('waiting'),
      silent: of('silent'),
      all: of('all'),
      unsure: of('unsure'),
      unclear: of('unclear'),
    },
    // How much of hh's list was read stays what it is.
    total: head.total === null ? null : Math.max(0, head.total - less.all),
    front: head.front.filter(({ id }) => !ids.has(id)),
  };
}

/** The collections of a vacancy without those who are away from their stages. */
export function collectionsWithoutAway(
  collections: readonly Collection[],
  vacancyId: VacancyId,
  all: readonly Reminder[],
  now: Millis,
): Collection[] {
  const away = awayResponses(all, now).filter(({ of }) => of.row.vacancyId === vacancyId);
  return collections.map((collection) => {
    const here = away.filter(({ of }) => valueOr(of.row.stage, null)?.id === collection.id);
    if (here.length === 0) return collection;
    const unviewed = here.filter(({ of }) => of.unviewed).length;
    return {
      ...collection,
      total: lessBy(collection.total, here.length),
      updates: lessBy(collection.updates, unviewed),
    };
  });
}

/** Those of a vacancy who are back, as rows on top of its list, with why; none of them stands twice. */
export const backRows = (all: readonly Reminder[], vacancyId: VacancyId, now: Millis): ResponseReminder[] =>
  backOnTop(all, now)
    .filter(isOfResponse)
    .filter(({ of }) => of.row.vacancyId === vacancyId);
