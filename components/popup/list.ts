import type { Inbox } from '../../utils/domain/inbox.ts';
import type { ChatRow, Row, VacancyCount } from '../../utils/domain/negotiation.ts';
import { isNothing, type Sum, sumOf, together } from '../../utils/domain/sum.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { fromKnown, valueOr } from '../../utils/known.ts';
import { matcher, plain } from '../list/search.tsx';
import { lastOf } from '../negotiation/row-words.ts';
import { vacancyWords } from '../ui/words.ts';

/** What the popup lists, from the store alone: filtered, grouped and ordered. Pure. */
export interface Group {
  vacancy: VacancyCount;
  rows: Row[];
  /** Unread at hh by its counter, but not read into the store yet. */
  missing: Sum;
}

export type View = 'responses' | 'chats' | 'waiting';

/** One place the keyboard can stand on. */
export type Stop =
  | { kind: 'row'; key: string; row: Row }
  | { kind: 'more'; key: string; vacancy: VacancyCount; missing: Sum }
  | { kind: 'chat'; key: string; chat: ChatRow };

const texts = new WeakMap<Row, string>();

/** The words of one row, kept while the row lives: typing over a thousand rows must not build them again. */
function textOf(row: Row, vacancy: VacancyCount | undefined): string {
  let text = texts.get(row);
  if (text === undefined) {
    const { name, title, area } = row.candidate;
    const said = [name, title, area].map((fact) => valueOr(fact, null));
    text = plain([...said, vacancy && vacancyWords(vacancy)].filter(Boolean).join(' '));
    texts.set(row, text);
  }
  return text;
}

/** Those whose time is not known come last. */
const newestFirst = (a: Row, b: Row) => valueOr(b.createdAt, 0) - valueOr(a.createdAt, 0);
const never = Number.MAX_SAFE_INTEGER;
const longestWaitingFirst = (a: Row, b: Row) => valueOr(a.createdAt, never) - valueOr(b.createdAt, never);

/** The vacancies that count: those the person did not mute. */
const heard = (inbox: Inbox, muted: VacancyId[]): VacancyCount[] =>
  inbox.vacancies.filter((vacancy) => !muted.includes(vacancy.id));

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
  for (const vacancy of heard(inbox, muted)) {
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
  const vacancies = new Map(heard(inbox, muted).map((vacancy) => [vacancy.id, vacancy]));
  const fits = matcher(query);
  return inbox.rows
    .filter((row) => vacancies.has(row.vacancyId) && fits(textOf(row, vacancies.get(row.vacancyId))))
    .sort(longestWaitingFirst);
}

/** Unread chats, the newest message first. */
export function chatsOf(inbox: Inbox, query: string): ChatRow[] {
  const fits = matcher(query);
  return inbox.chats
    .filter((chat) => fits(plain(`${valueOr(chat.title, '')} ${valueOr(lastOf(chat).text, '') ?? ''}`)))
    .sort((a, b) => valueOr(lastOf(b).at, 0) - valueOr(lastOf(a).at, 0));
}

/** Responses that the counters promise and the store does not hold yet. */
export const notReadYet = (inbox: Inbox, muted: VacancyId[]): Sum =>
  together(sumOf([], inbox.allVacancies), ...groupsOf(inbox, muted, '').map(({ missing }) => missing));

/** A stretch of the list: the responses of one vacancy under its name, or all there is without a head. */
export interface Section {
  vacancy: VacancyCount | null;
  /** All rows of it, whether drawn yet or not. */
  rows: Row[];
  stops: Stop[];
}

const rowStop = (row: Row): Stop => ({ kind: 'row', key: `row:${row.id}`, row });
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
      head: at === 0 && section.vacancy ? section : null,
    })),
  );
