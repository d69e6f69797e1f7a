/* What the popup lists: derived from the store alone, filtered, grouped and ordered. Pure. */

import { rowOfOpened } from '../../utils/domain/collection.ts';
import { type Inbox, unmuted } from '../../utils/domain/inbox.ts';
import type { ChatRow, Millis, Negotiation, Row, VacancyCount } from '../../utils/domain/negotiation.ts';
import { backList, backOnTop, type Reminder, reminderId } from '../../utils/domain/reminders.ts';
import { isWaiting, toneOf } from '../../utils/domain/stage.ts';
import { isNothing, type Sum, sumOf, together } from '../../utils/domain/sum.ts';
import { spaced } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { fromKnown, isKnown, valueOr } from '../../utils/known.ts';
import { matcher, plain } from '../list/search.tsx';
import { lastOf, latestFirst } from '../negotiation/row-words.ts';
import { vacancyWords } from '../ui/words.ts';

/** One vacancy with its responses. */
export interface Group {
  vacancy: VacancyCount;
  rows: Row[];
  /** Responses that hh's counter includes but that are not in the store yet. */
  missing: Sum;
}

export type View = 'responses' | 'chats' | 'back' | 'waiting';

/** One item of the list, on which the focus can be. */
export type Stop =
  /** `viewed`: the response is not new. `back`: the reminder that brought it back, or will. */
  | { kind: 'row'; id: string; row: Row; viewed?: true; back?: Reminder }
  | { kind: 'more'; id: string; vacancy: VacancyCount; missing: Sum }
  | { kind: 'chat'; id: string; chat: ChatRow };

const texts = new WeakMap<Row, string>();

/** The searchable text of a row, cached so that typing a query does not build a thousand of them again. */
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

/** Rows with an unknown time come last. */
const newestFirst = (a: Row, b: Row) => valueOr(b.createdAt, 0) - valueOr(a.createdAt, 0);
const never = Number.MAX_SAFE_INTEGER;
const longestWaitingFirst = (a: Row, b: Row) => valueOr(a.createdAt, never) - valueOr(b.createdAt, never);

/** Groups by vacancy in the order of the store (most unread first); in a group the newest response comes first. */
export function groupsOf(inbox: Inbox, muted: VacancyId[], query: string): Group[] {
  const byVacancy = Map.groupBy(inbox.rows, ({ vacancyId }) => vacancyId);
  const fits = matcher(query);
  const seeking = query.trim() !== '';
  const groups: Group[] = [];
  for (const vacancy of unmuted(inbox.vacancies, muted)) {
    const known = byVacancy.get(vacancy.id) ?? [];
    const rows = known.filter((row) => fits(textOf(row, vacancy))).sort(newestFirst);
    const missing = sumOf([fromKnown(vacancy.unread, (count) => Math.max(0, count - known.length))]);
    // A search cannot match the names of rows not read yet, but it can match their vacancy.
    const offered = seeking && !fits(plain(vacancyWords(vacancy))) ? sumOf([]) : missing;
    if (rows.length > 0 || !isNothing(offered)) groups.push({ vacancy, rows, missing: offered });
  }
  return groups;
}

/** All rows, with the longest waiting first. */
export function waitingOf(inbox: Inbox, muted: VacancyId[], query: string): Row[] {
  const vacancies = new Map(unmuted(inbox.vacancies, muted).map((vacancy) => [vacancy.id, vacancy]));
  const fits = matcher(query);
  return inbox.rows
    .filter((row) => vacancies.has(row.vacancyId) && fits(textOf(row, vacancies.get(row.vacancyId))))
    .sort(longestWaitingFirst);
}

/** Unread chats, with the newest message first. */
export function chatsOf(inbox: Inbox, query: string): ChatRow[] {
  const fits = matcher(query);
  return latestFirst(
    inbox.chats.filter((chat) =>
      fits(plain(`${valueOr(chat.title, '')} ${valueOr(lastOf(chat).text, '') ?? ''}`)),
    ),
  );
}

/** Number of responses that hh counts but that are not in the store yet. */
export const notReadYet = (inbox: Inbox, muted: VacancyId[]): Sum =>
  together(sumOf([], inbox.allVacancies), ...groupsOf(inbox, muted, '').map(({ missing }) => missing));

/** A section of the list: the responses of a vacancy under its name, items under a title, or the whole list. */
export interface Section {
  vacancy: VacancyCount | null;
  title?: 'popup_quiet_waiting' | 'popup_quiet_answers' | 'back_due' | 'back_later';
  /** All its rows, rendered or not. */
  rows: Row[];
  stops: Stop[];
}

const rowStop = (row: Row) => ({ kind: 'row' as const, id: `row:${row.id}`, row });
const chatStop = (chat: ChatRow): Stop => ({ kind: 'chat', id: `chat:${chat.id}`, chat });
const moreStop = (vacancy: VacancyCount, missing: Sum): Stop => ({
  kind: 'more',
  id: `more:${vacancy.id}`,
  vacancy,
  missing,
});

/** The sections of a tab, in the order of keyboard navigation. */
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

/** Responses with a reminder: due ones, then later ones. */
export function backSections(reminders: readonly Reminder[], query: string, now: Millis): Section[] {
  const fits = matcher(query);
  const { due, later } = backList(reminders, now);
  const section = (title: 'back_due' | 'back_later', some: readonly Reminder[]): Section => ({
    vacancy: null,
    title,
    rows: [],
    stops: some.flatMap((back) =>
      back.of.kind === 'response' && fits(textOf(back.of.row, undefined))
        ? [{ ...rowStop(back.of.row), id: `back:${back.of.row.id}`, viewed: true as const, back }]
        : [],
    ),
  });
  return [section('back_due', due), section('back_later', later)].filter(({ stops }) => stops.length > 0);
}

/** The sections with responses whose reminder is due moved to the top. */
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

/** How many of each kind are shown if nothing is new. */
const quietAtMost = 3;

/** Shown if nothing is new: recently opened responses that have waited longest, and the latest messages. */
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

/** Viewed, but neither invited nor refused. */
const isUnanswered = ({ stage, hasUpdates, resumeDeleted }: Negotiation): boolean =>
  isKnown(hasUpdates, false) &&
  isKnown(resumeDeleted, false) &&
  stage.known &&
  (isWaiting({ stage }) || toneOf(stage.value.id) === 'wait');

/** An entry of the list: a stop, the first one of a section with the head of the section above it. */
export type Place = Stop & { head: Section | null };

export const placesOf = (sections: readonly Section[]): Place[] =>
  sections.flatMap((section) =>
    section.stops.map((stop, at) => ({
      ...stop,
      head: at === 0 && (section.vacancy || section.title) ? section : null,
    })),
  );
