import { describe, expect, test } from 'vitest';
import { asId, type VacancyId } from '../ids.ts';
import { known } from '../known.ts';
import {
  changedVacancies,
  hasMoreUnread,
  type Inbox,
  mergePages,
  rowLimit,
  withoutChat,
  withoutRows,
  withRows,
  withVacancies,
} from './inbox.ts';
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
  test('count a vacancy that moved between two pages once, with the values of the earlier page', () => {
    expect(mergePages([[vacancy(1, 5)], [vacancy(1, 4), vacancy(2, 3)]]).map(({ unread }) => unread)).toEqual(
      [known(5), known(3)],
    );
  });

  test('continue after a page only if its last vacancy has unread responses', () => {
    expect(hasMoreUnread([vacancy(1, 5), vacancy(2, 1)])).toBe(true);
    expect(hasMoreUnread([vacancy(1, 5), vacancy(2, 0)])).toBe(false);
    expect(hasMoreUnread([])).toBe(false);
  });

  test('remove the rows of a vacancy that is gone or has nothing new', () => {
    const inbox = inboxOf(
      [vacancy(1, 1), vacancy(2, 1), vacancy(3, 1)],
      [row(10, 1), row(20, 2), row(30, 3)],
    );
    const next = withVacancies(inbox, [vacancy(1, 1), vacancy(2, 0)]);
    expect(next.rows.map(({ id }) => id)).toEqual(['10']);
    expect(Object.keys(next.readAt)).toEqual(['1']);
  });
});

describe('the vacancies to read', () => {
  test('are those with a counter other than when last read, biggest change first, never muted ones', () => {
    const inbox = withVacancies(inboxOf([vacancy(1, 1), vacancy(2, 2)], [row(10, 1)]), [
      vacancy(1, 2),
      vacancy(2, 2),
      vacancy(3, 9),
      vacancy(4, 30),
    ]);
    expect(changedVacancies(inbox, [vacancyId(4)]).map(({ id }) => id)).toEqual(['3', '1']);
  });

  test('do not include one that was just read', () => {
    expect(changedVacancies(inboxOf([vacancy(1, 3)], [row(10, 1)]), [])).toEqual([]);
  });
});

describe('rows', () => {
  test('from the first page replace the old ones, from later pages are added without duplicates', () => {
    const first = withRows(inboxOf([vacancy(1, 3)]), vacancyId(1), [row(1, 1), row(2, 1)], {
      ...read,
      pages: 2,
    });
    const more = withRows(first, vacancyId(1), [row(2, 1), row(3, 1)], { ...read, page: 1, pages: 2 });
    expect(more.rows.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(withRows(more, vacancyId(1), [row(9, 1)], read).rows.map(({ id }) => id)).toEqual(['9']);
  });

  test('are limited in number', () => {
    const many = Array.from({ length: rowLimit + 10 }, (_, index) => row(index, 1));
    expect(withRows(inboxOf([vacancy(1, 1)]), vacancyId(1), many, read).rows).toHaveLength(rowLimit);
  });

  test('that were marked as read disappear, lower their counter, and cause no new read', () => {
    const inbox = withoutRows(inboxOf([vacancy(1, 2)], [row(10, 1), row(11, 1)]), ['10', '404']);
    expect(inbox.rows.map(({ id }) => id)).toEqual(['11']);
    expect(inbox.vacancies[0]?.unread).toEqual(known(1));
    expect(changedVacancies(inbox, [])).toEqual([]);
  });

  test('keep the same inbox if none is gone', () => {
    const inbox = inboxOf([vacancy(1, 1)], [row(10, 1)]);
    expect(withoutRows(inbox, ['404'])).toBe(inbox);
  });
});

test('a chat that was read lowers the counter by one, never below zero', () => {
  const inbox: Inbox = { ...emptyInbox, chats: [chatOf(7)], unreadChats: known(1) };
  expect(withoutChat(inbox, '7')).toMatchObject({ chats: [], unreadChats: known(0) });
  expect(withoutChat(inbox, '8')).toBe(inbox);
});
