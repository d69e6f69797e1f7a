import { spaced } from '../../utils/i18n.ts';
/** What the popup lists, from the store alone: filtered, grouped and ordered. Pure. */

import { rowOfOpened } from '../../utils/domain/collection.ts';
import { type Inbox, unmuted } from '../../utils/domain/inbox.ts';
import type { ChatRow, Millis, Negotiation, Row, VacancyCount } from '../../utils/domain/negotiation.ts';
import { backList, backOnTop, type Reminder, reminderId } from '../../utils/domain/reminders.ts';
import { isWaiting, toneOf } from '../../utils/domain/stage.ts';
import { isNothing, type Sum, sumOf, together } from '../../utils/domain/sum.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { fromKnown, isKnown, valueOr } from '../../utils/known.ts';
import { matcher, plain } from '../list/search.tsx';
import { lastOf, latestFirst } from '../negotiation/row-words.ts';
import { vacancyWords } from '../ui/words.ts';

/** One vacancy with its responses. */
export interface Group {
  vacancy: VacancyCount;
  rows: Row[];
  /** Unread at hh by its counter, but not read into the store yet. */
  missing: Sum;
}

export type View = 'responses' | 'chats' | 'back' | 'waiting';

/** One place the keyboard can stand on. */
export type Stop =
  /** `viewed`: it is nothing new, and only waits for an answer. `back`: why it came back, or when it will. */
  | { kind: 'row'; key: string; row: Row; viewed?: true; back?: Reminder }
  | { kind: 'more'; key: string; vacancy: VacancyCount; missing: Sum }
  | { kind: 'chat'; key: string; chat: ChatRow };

const texts = new WeakMap<Row, string>();

/** The words of one row, kept while the row lives: typing over a thousand rows must not build them again. */
function textOf(row: Row, vacancy: VacancyCount | undefined): string {
  let text = texts.get(row);
  if (text === undefined) {
    const { name, title, area } = row.candidate;
    const said = [name, title, area].map((fact) => valueOr(fact, null));
    text = plain(spaced(...said, vacancy && vacancyWords(vacancy)));
    texts.set(row, text);
  }
  return text;
}

/** Those whose time is not known come last. */
const newestFirst = (a: Row, b: Row) => valueOr(b.createdAt, 0) - valueOr(a.createdAt, 0);
const never = Number.MAX_SAFE_INTEGER;
const longestWaitingFirst = (a: Row, b: Row) => valueOr(a.createdAt, never) - valueOr(b.createdAt, never);

function rowsByVacancy(rows: Row[]): Map<VacancyId, Row[]> {
  const byVacancy = new Map<VacancyId, Row[]>();
  for (const row of rows) {
    const list = byVacancy.get(row.vacancyId);
    if (list) list.push(row);
    else byVacancy.set(row.vacancyId, [row]);
  }
  return byVacancy;
}

/** Groups by vacancy in the order of the store (most unread first), newest response first inside. */
export function groupsOf(inbox: Inbox, muted: VacancyId[], query: string): Group[] {
  const byVacancy = rowsByVacancy(inbox.rows);
  const fits = matcher(query);
  const seeking = query.trim() !== '';
  const groups: Group[] = [];
  for (const vacancy of unmuted(inbox.vacancies, muted)) {
    const known = byVacancy.get(vacancy.id) ?? [];
    const rows = known.filter((row) => fits(textOf(row, vacancy))).sort(newestFirst);
    const missing = sumOf([fromKnown(vacancy.unread, (count) => Math.max(0, count - known.length))]);
    // While seeking, rows nobody has read cannot match by name; the vacancy itself still can.
    const offered = seeking && !fits(plain(vacancyWords(vacancy))) ? sumOf([]) : missing;
    if (rows.length > 0 || !isNothing(offered)) groups.push({ vacancy, rows, missing: offered });
  }
  return groups;
}

/** All rows, the longest waiting first. */
export function waitingOf(inbox: Inbox, muted: VacancyId[], query: string): Row[] {
  const vacancies = new Map(unmuted(inbox.vacancies, muted).map((vacancy) => [vacancy.id, vacancy]));
  const fits = matcher(query);
  return inbox.rows
    .filter((row) => vacancies.has(row.vacancyId) && fits(textOf(row, vacancies.get(row.vacancyId))))
    .sort(longestWaitingFirst);
}

/** Unread chats, the newest message first. */
export function chatsOf(inbox: Inbox, query: string): ChatRow[] {
  const fits = matcher(query);
  return latestFirst(
    inbox.chats.filter((chat) =>
      fits(plain(`${valueOr(chat.title, '')} ${valueOr(lastOf(chat).text, '') ?? ''}`)),
    ),
  );
}

/** Responses that the counters promise and the store does not hold yet. */
export const notReadYet = (inbox: Inbox, muted: VacancyId[]): Sum =>
  together(sumOf([], inbox.allVacancies), ...groupsOf(inbox, muted, '').map(({ missing }) => missing));

/** A stretch of the list: the responses of one vacancy under its name, something under a title, or all there is. */
export interface Section {
  vacancy: VacancyCount | null;
  title?: 'popup_quiet_waiting' | 'popup_quiet_answers' | 'back_due' | 'back_later';
  /** All rows of it, whether drawn yet or not. */
  rows: Row[];
  stops: Stop[];
}

const rowStop = (row: Row) => ({ kind: 'row' as const, key: `row:${row.id}`, row });
const chatStop = (chat: ChatRow): Stop => ({ kind: 'chat', key: `chat:${chat.id}`, chat });
const moreStop = (vacancy: VacancyCount, missing: Sum): Stop => ({
  kind: 'more',
  key: `more:${vacancy.id}`,
  vacancy,
  missing,
});

/** What a tab lists, in the order the keyboard walks it. */
export function sectionsOf(view: View, inbox: Inbox, muted: VacancyId[], query: string): Section[] {
  if (view === 'responses')
    return groupsOf(inbox, muted, query).map(({ vacancy, rows, missing }) => ({
      vacancy,
      rows,
      stops: [...rows.map(rowStop), ...(!isNothing(missing) ? [moreStop(vacancy, missing)] : [])],
    }));
  const rows = view === 'waiting' ? waitingOf(inbox, muted, query) : [];
  const chats = view === 'chats' ? chatsOf(inbox, query) : [];
  const stops = [...rows.map(rowStop), ...chats.map(chatStop)];
  return stops.length > 0 ? [{ vacancy: null, rows, stops }] : [];
}

/** Who is to be come back to: those who are due, then later ones. */
export function backSections(reminders: readonly Reminder[], query: string, now: Millis): Section[] {
  const fits = matcher(query);
  const { due, later } = backList(reminders, now);
  const section = (title: 'back_due' | 'back_later', some: readonly Reminder[]): Section => ({
    vacancy: null,
    title,
    rows: [],
    stops: some.flatMap((back) =>
      back.of.kind === 'response' && fits(textOf(back.of.row, undefined))
        ? [{ ...rowStop(back.of.row), key: `back:${back.of.row.id}`, viewed: true as const, back }]
        : [],
    ),
  });
  return [section('back_due', due), section('back_later', later)].filter(({ stops }) => stops.length > 0);
}

/** With those on top who came back, each once and with why. */
export function withBackFirst(
  sections: readonly Section[],
  reminders: readonly Reminder[],
  now: Millis,
): Section[] {
  const due = new Map(backOnTop(reminders, now).map((one) => [reminderId(one), one]));
  const back: Stop[] = [];
  const others = sections.map((section) => ({
    ...section,
    stops: section.stops.filter((stop) => {
      const one = stop.kind === 'row' ? due.get(stop.row.id) : undefined;
      if (stop.kind === 'row' && one) back.push({ ...stop, back: one });
      return !one;
    }),
  }));
  if (back.length === 0) return [...sections];
  const first: Section = { vacancy: null, title: 'back_due', rows: [], stops: back };
  return [first, ...others.filter(({ stops }) => stops.length > 0)];
}

/** So many of each are shown where nothing is new. */
const quietAtMost = 3;

/** Where nothing is new: who of those opened lately waits longest for an answer, and what applicants wrote last. */
export function quietSections(lately: readonly Negotiation[], inbox: Inbox): Section[] {
  const rows = lately
    .flatMap((one) => {
      const row = isUnanswered(one) ? rowOfOpened(one) : null;
      return row ? [row] : [];
    })
    .sort(longestWaitingFirst)
    .slice(0, quietAtMost);
  const waiting: Section = {
    vacancy: null,
    title: 'popup_quiet_waiting',
    rows,
    stops: rows.map((row) => ({ ...rowStop(row), viewed: true })),
  };
  const answers: Section = {
    vacancy: null,
    title: 'popup_quiet_answers',
    rows: [],
    stops: chatsOf(inbox, '').slice(0, quietAtMost).map(chatStop),
  };
  return [waiting, answers].filter(({ stops }) => stops.length > 0);
}

/** Viewed, and neither invited nor refused. */
const isUnanswered = ({ stage, hasUpdates, resumeDeleted }: Negotiation): boolean =>
  isKnown(hasUpdates, false) &&
  isKnown(resumeDeleted, false) &&
  stage.known &&
  (isWaiting({ stage }) || toneOf(stage.value.id) === 'wait');

/** A place of the list: a stop, below the head of its section when it is the first one there. */
export interface Place {
  id: string;
  stop: Stop;
  head: Section | null;
}

export const placesOf = (sections: readonly Section[]): Place[] =>
  sections.flatMap((section) =>
    section.stops.map((stop, at) => ({
      id: stop.key,
      stop,
      head: at === 0 && (section.vacancy || section.title) ? section : null,
    })),
  );
