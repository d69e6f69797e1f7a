import { describe, expect, it } from 'vitest';
import type { Inbox } from '../../utils/domain/inbox.ts';
import type { Row } from '../../utils/domain/negotiation.ts';
import { candidateOf, chatOf, emptyInbox, rowOf, vacancyOf } from '../../utils/domain/testing.ts';
import { asId, type VacancyId } from '../../utils/ids.ts';
import { known, unread } from '../../utils/known.ts';
import { chatsOf, groupsOf, notReadYet, sectionsOf, waitingOf } from './list.ts';

const vacancy = (id: string, unread: number, name?: string) => vacancyOf(id, unread, name, 'Москва');

const row = (id: number, vacancyId: string, createdAt: number, name: string | null = `Имя ${id}`): Row =>
  rowOf(id, {
    vacancyId: asId<VacancyId>(vacancyId),
    candidate: candidateOf({ name: known(name), area: known('Королёв') }),
    createdAt: known(createdAt),
    updatedAt: known(createdAt),
  });

const chat = (id: string, title: string, at: number) =>
  chatOf(id, {
    title: known(title),
    last: known({ id: asId('1'), text: known('Добрый день'), mine: known(false), at: known(at) }),
  });

const inbox: Inbox = {
  ...emptyInbox,
  allVacancies: true,
  vacancies: [vacancy('1', 5, 'Главный бухгалтер'), vacancy('2', 1), vacancy('3', 4), vacancy('4', 0)],
  rows: [row(10, '1', 100), row(11, '1', 300, 'Семёнов Пётр'), row(12, '2', 50), row(13, '3', 10)],
  chats: [chat('1', 'Анна', 1), chat('2', 'Борис', 2)],
};
const none: VacancyId[] = [];
const whole = (count: number) => ({ whole: true, count });
const ids = (rows: Row[]) => rows.map((each) => each.id);

describe('groups', () => {
  it('keep the order of the store, with the newest response first in each', () => {
    const groups = groupsOf(inbox, none, '');
    expect(groups.map((group) => group.vacancy.id)).toEqual(['1', '2', '3']);
    expect(groups.map((group) => ids(group.rows))).toEqual([['11', '10'], ['12'], ['13']]);
  });

  it('say how many responses hh counts beyond the rows that were read', () => {
    expect(groupsOf(inbox, none, '').map((group) => group.missing)).toEqual([3, 0, 3].map(whole));
    expect(notReadYet(inbox, none)).toEqual(whole(6));
  });

  it('offer to read a vacancy whose count is unknown, without naming a number', () => {
    const gap = { ...inbox, vacancies: [{ ...vacancy('9', 0), unread }, ...inbox.vacancies] };
    expect(groupsOf(gap, none, '')[0]).toMatchObject({ rows: [], missing: { whole: false, atLeast: 0 } });
    expect(notReadYet(gap, none)).toEqual({ whole: false, atLeast: 6 });
  });

  it('leave muted vacancies out', () => {
    const muted = [asId<VacancyId>('1')];
    expect(groupsOf(inbox, muted, '').map((group) => group.vacancy.id)).toEqual(['2', '3']);
    expect(ids(waitingOf(inbox, muted, ''))).toEqual(['13', '12']);
  });

  it('include a vacancy of which no row was read yet', () => {
    const bare = { ...inbox, rows: [] };
    expect(groupsOf(bare, none, '')[0]).toMatchObject({ rows: [], missing: whole(5) });
  });
});

describe('the search', () => {
  const found = (query: string) => groupsOf(inbox, none, query).flatMap((group) => ids(group.rows));

  it('finds rows by candidate, title, vacancy and area, in any case', () => {
    expect(found('семенов')).toEqual(['11']);
    expect(found('ПЁТР')).toEqual(['11']);
    expect(found('главный')).toEqual(['11', '10']);
    expect(found('королев')).toHaveLength(4);
  });

  it('requires every word, in any order', () => {
    expect(found('петр главный')).toEqual(['11']);
    expect(found('петр продавец')).toEqual([]);
  });

  it('does not offer rows of a vacancy that does not match', () => {
    expect(groupsOf(inbox, none, 'семенов').map((group) => group.missing)).toEqual([whole(0)]);
    expect(groupsOf(inbox, none, 'главный').map((group) => group.missing)).toEqual([whole(3)]);
  });

  it('finds chats by title and last text, newest first', () => {
    expect(chatsOf(inbox, '').map((each) => each.title)).toEqual([known('Борис'), known('Анна')]);
    expect(chatsOf(inbox, 'анна')).toHaveLength(1);
    expect(chatsOf(inbox, 'добрый')).toHaveLength(2);
  });
});

describe('the order of navigation', () => {
  const sections = sectionsOf('responses', inbox, none, '');
  const stops = sections.flatMap((section) => section.stops);

  it('includes rows and the offers to read more', () => {
    expect(stops.map((stop) => stop.id)).toEqual([
      'row:11',
      'row:10',
      'more:1',
      'row:12',
      'row:13',
      'more:3',
    ]);
  });

  it('follows the waiting time over all vacancies, and the newest message over chats', () => {
    const stopsIn = (view: 'waiting' | 'chats') =>
      sectionsOf(view, inbox, none, '').flatMap((section) => section.stops.map((stop) => stop.id));
    expect(stopsIn('waiting')).toEqual(['row:13', 'row:12', 'row:10', 'row:11']);
    expect(stopsIn('chats')).toEqual(['chat:2', 'chat:1']);
    expect(sectionsOf('chats', emptyInbox, none, '')).toEqual([]);
  });
});
