import { t } from '../i18n.ts';
import type { NegotiationId, VacancyId } from '../ids.ts';
import { fromKnown, isKnown, type Known, valueOr } from '../known.ts';
import { date } from '../time.ts';
import { type Applicant, countsOf } from './applicant/applicant.ts';
import type { ApplicantNegotiation } from './applicant/negotiation.ts';
import { type Collection, rowOfOpened } from './collection.ts';
import { type Due, dueAt } from './due.ts';
import type { Counts, Inbox } from './inbox.ts';
import type { ChatRow, Millis, Negotiation, Row } from './negotiation.ts';
import type { Stage } from './stage.ts';

/** What is put off, as it was read last: a reminder is shown, and compared with hh, from this alone. */
export type Subject =
  /** `unviewed`: hh counts it among the new ones of its vacancy. */
  | { kind: 'response'; row: Row; vacancy: string | null; unviewed: boolean }
  | { kind: 'application'; negotiation: ApplicantNegotiation };

/** What brought it back before its time. */
export type Back = 'message' | 'stage';

/**
 * A silence that is found by itself (`follow-ups.ts`). `read-silent`: the employer viewed it, and nothing has happened for as
 * long as the person wants to wait. `unanswered`: the employer asks or invites, and that was the last that happened.
 * `invited-silent`: we invited, and no answer was seen.
 */
export type Rule = 'read-silent' | 'unanswered' | 'invited-silent';

/**
 * Why it is to be come back to, where the person did not just put it off: the date of a note of their own, with its words;
 * or a silence that was found, by the rules of `follow-ups.ts`, and since when.
 */
export type Why = { kind: 'note'; text: string; on: Due } | { kind: 'silence'; rule: Rule; since: Millis };

const silences = {
  'read-silent': 'back_silence_read_silent',
  unanswered: 'back_silence_unanswered',
  'invited-silent': 'back_silence_invited_silent',
} as const;

/** The words of the note, or what silence was found; empty where it was put off, or noted without words. */
export function whyText(why: Why | null, now: Millis): string {
  if (why?.kind === 'silence') return t(silences[why.rule], date(why.since, now));
  return why?.text ?? '';
}

/** A negotiation to come back to. */
export interface Reminder {
  of: Subject;
  until: Due;
  why: Why | null;
  /** Put off: out of the lists until then. */
  away: boolean;
  back: Back | null;
  /** When it was put off or put away; 0: not by the person. */
  at: Millis;
  /** The person needs it no more. Kept for as long as that can be taken back, or as it would be found again. */
  done: boolean;
  /** What stood before the last change, for undo; null: nothing. */
  was: Pick<Reminder, 'until' | 'why' | 'away' | 'back' | 'done'> | null;
}

/** By whose they are (`OwnKeys`), the newest last. */
export type AllReminders = Record<string, Reminder[]>;

export const reminderLimits = {
  /** Of one person. One more is refused: nothing that was promised is forgotten for it. */
  count: 1000,
  /** Characters of a note's words. */
  note: 500,
  /** What nobody looked after for so long is forgotten. */
  keptFor: 90 * 86_400_000,
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

/** First what is due, the longest overdue first; then what comes later, the next one first. */
export function backList(all: readonly Reminder[], now: Millis): { due: Reminder[]; later: Reminder[] } {
  const sorted = all
    .filter(({ done }) => !done)
    .map((one) => ({ one, at: dueAt(one.until) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
  return {
    due: sorted.filter((one) => isDueNow(one, now)),
    later: sorted.filter((one) => isLater(one, now)),
  };
}

/** Those on top of the lists that they stand in. */
export const backOnTop = (all: readonly Reminder[], now: Millis): Reminder[] =>
  backList(all, now).due.filter((one) => standsOut(one, now));

/** When the next one is due; null where none is to come. */
export const nextDueAt = (all: readonly Reminder[], now: Millis): Millis | null =>
  all
    .filter((one) => !one.done && !isDueNow(one, now))
    .reduce<Millis | null>((next, { until }) => {
      const at = dueAt(until);
      return next === null ? at : Math.min(next, at);
    }, null);

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
  if (!subject || (!stands && isFull(all))) return all;
  const { until, note } = act;
  const told: Pick<Reminder, 'why' | 'away'> =
    note === undefined
      ? { why: stands?.why ?? null, away: true }
      : {
          why: { kind: 'note', text: note.slice(0, reminderLimits.note), on: until },
          away: stands?.away ?? false,
        };
  return [...others, { of: subject, until, ...told, back: null, at: now, done: false, was }];
}

const isFull = (all: readonly Reminder[]): boolean =>
  all.filter(({ done }) => !done).length >= reminderLimits.count;

/** What was found by itself: of what, why, and when it is to be come back to. */
export type Found = Pick<Reminder, 'of' | 'until'> & { why: Why };

const sameWhy = (one: Why | null, other: Why): boolean =>
  one?.kind === 'note'
    ? other.kind === 'note' && one.on === other.on
    : one?.kind === 'silence' &&
      other.kind === 'silence' &&
      one.rule === other.rule &&
      one.since === other.since;

const found = (one: Found): Reminder => ({ ...one, away: false, back: null, at: 0, done: false, was: null });

/** With one more that was found; the very same list where one of that negotiation stands, or it would be one too many. */
export const withOneFound = (all: readonly Reminder[], one: Found): readonly Reminder[] =>
  isFull(all) || all.some((other) => !other.done && reminderId(other) === subjectId(one.of))
    ? all
    : [...all, found(one)];

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

/** Without what was put away and can no more be taken back, and what nobody looked after. */
export function pruned(all: readonly Reminder[], now: Millis): readonly Reminder[] {
  const kept = all.filter(({ done, why, at, until }) =>
    done
      ? Math.abs(now - at) < (why && at > 0 ? reminderLimits.keptFor : undoFor * 6)
      : now - dueAt(until) < reminderLimits.keptFor,
  );
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
 * A message, or another stage, brings at once back what was put off, and ends a silence; what it is compared with moves on.
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
  if (said && one.why?.kind === 'silence' && !one.away) return { ...now, done: true, was: null, at: 0 };
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

/** The same for an application: a message, an answer, or something new in it. */
export function withApplication(one: Reminder, now: ApplicantNegotiation): Reminder {
  if (one.done || one.of.kind !== 'application' || one.of.negotiation.id !== now.id) return one;
  const { negotiation: before } = one.of;
  if (JSON.stringify(before) === JSON.stringify(now)) return one;
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
