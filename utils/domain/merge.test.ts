import { describe, expect, test } from 'vitest';
import { asId, type VacancyId } from '../ids.ts';
import { known } from '../known.ts';
import type { Inbox } from './inbox.ts';
import {
  changedVacancies,
  hasMoreUnread,
  mergePages,
  rowLimit,
  withoutChat,
  withoutRows,
  withRows,
  withVacancies,
} from './merge.ts';
import type { Row, VacancyCount } from './negotiation.ts';
import { chatOf, emptyInbox, rowOf, vacancyOf } from './testing.ts';

const vacancyId = (id: number) => asId<VacancyId>(id);
const vacancy = (id: number, unread: number): VacancyCount => vacancyOf(id, unread);
const row = (id: number, of: number): Row =>
  rowOf(id, { vacancyId: vacancyId(of), createdAt: known(id), updatedAt: known(id) });
const read = { at: 1, page: 0, pages: 1, unread: known(0), skipped: 0 };
const inboxOf = (vacancies: VacancyCount[], rows: Row[] = []): Inbox =>
  vacancies.reduce(
    (inbox, { id, unread }) =>
      withRows(
        inbox,
        id,
        rows.filter((one) => one.vacancyId === id),
        { ...read, unread },
      ),
    withVacancies(emptyInbox, vacancies),
  );

describe('counters', () => {
  test('a vacancy that moved between two pages counts once, as the first page has it', () => {
    expect(mergePages([[vacancy(1, 5)], [vacancy(1, 4), vacancy(2, 3)]]).map(({ unread }) => unread)).toEqual(
      [known(5), known(3)],
    );
  });

  test('there is more behind a page only while its last vacancy has unread', () => {
    expect(hasMoreUnread([vacancy(1, 5), vacancy(2, 1)])).toBe(true);
    expect(hasMoreUnread([vacancy(1, 5), vacancy(2, 0)])).toBe(false);
    expect(hasMoreUnread([])).toBe(false);
  });

  test('rows of a vacancy with nothing new, or gone, go too', () => {
    const inbox = inboxOf(
      [vacancy(1, 1), vacancy(2, 1), vacancy(3, 1)],
      [row(10, 1), row(20, 2), row(30, 3)],
    );
    const next = withVacancies(inbox, [vacancy(1, 1), vacancy(2, 0)]);
    expect(next.rows.map(({ id }) => id)).toEqual(['10']);
    expect(Object.keys(next.readAt)).toEqual(['1']);
  });
});

describe('which rows to read', () => {
  test('those whose counter is not the one they were read at, biggest change first, muted ones never', () => {
    const inbox = withVacancies(inboxOf([vacancy(1, 1), vacancy(2, 2)], [row(10, 1)]), [
      vacancy(1, 2),
      vacancy(2, 2),
      vacancy(3, 9),
      vacancy(4, 30),
    ]);
    expect(changedVacancies(inbox, [vacancyId(4)]).map(({ id }) => id)).toEqual(['3', '1']);
  });

  test('a vacancy just read is not read again', () => {
    expect(changedVacancies(inboxOf([vacancy(1, 3)], [row(10, 1)]), [])).toEqual([]);
  });
});

describe('rows', () => {
  test('read anew they replace, read on they are added without doubles', () => {
    const first = withRows(inboxOf([vacancy(1, 3)]), vacancyId(1), [row(1, 1), row(2, 1)], {
      ...read,
      pages: 2,
    });
    const more = withRows(first, vacancyId(1), [row(2, 1), row(3, 1)], { ...read, page: 1, pages: 2 });
    expect(more.rows.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(withRows(more, vacancyId(1), [row(9, 1)], read).rows.map(({ id }) => id)).toEqual(['9']);
  });

  test('are kept up to a limit', () => {
    const many = Array.from({ length: rowLimit + 10 }, (_, index) => row(index, 1));
    expect(withRows(inboxOf([vacancy(1, 1)]), vacancyId(1), many, read).rows).toHaveLength(rowLimit);
  });

  test('marked read they go, their counter sinks, and nothing is read again for that', () => {
    const inbox = withoutRows(inboxOf([vacancy(1, 2)], [row(10, 1), row(11, 1)]), ['10', '404']);
    expect(inbox.rows.map(({ id }) => id)).toEqual(['11']);
    expect(inbox.vacancies[0]?.unread).toEqual(known(1));
    expect(changedVacancies(inbox, [])).toEqual([]);
  });

  test('nothing gone leaves the very same inbox', () => {
    const inbox = inboxOf([vacancy(1, 1)], [row(10, 1)]);
    expect(withoutRows(inbox, ['404'])).toBe(inbox);
  });
});

test('a chat that was read is one fewer, and never fewer than none', () => {
  const inbox: Inbox = { ...emptyInbox, chats: [chatOf(7)], unreadChats: known(1) };
  expect(withoutChat(inbox, '7')).toMatchObject({ chats: [], unreadChats: known(0) });
  expect(withoutChat(inbox, '8')).toBe(inbox);
});
