import { describe, expect, test } from 'vitest';
import { heardOf } from './people.ts';

const id = '8706c4eaff0e17bcae0039ed1f3838724c5341';
const item = {
  id: 10,
  created_at: '2026-11-19T10:00:00+0300',
  employer_state: { id: 'response', name: 'Отклик' },
  resume: {
    id,
    real_id: '236436654',
    last_name: 'Петрова',
    first_name: 'Инна',
    middle_name: null,
    title: 'Пекарь',
    area: { id: '1', name: 'Тула' },
    owner: { id: '77', comments: { counters: { total: 2 } } },
  },
};
const at = (path: string) => new URL(path, 'https://api.hh.ru');
const list = (...items: unknown[]) => heardOf(at('/negotiations/response?vacancy_id=5'), { items });

describe('what an answer says about people', () => {
  test('reads each resume of a list, on the requested vacancy', () => {
    expect(list(item)).toEqual([
      {
        about: 'resume',
        id,
        number: '236436654',
        owner: '77',
        notes: 2,
        negotiation: {
          vacancyId: '5',
          vacancy: null,
          archived: false,
          negotiationId: '10',
          createdAt: Date.UTC(2026, 10, 19, 7),
          changes: [
            { stage: { id: 'response', name: 'Отклик' }, at: Date.UTC(2026, 10, 19, 7), letter: false },
          ],
        },
        words: { name: 'Петрова Инна', title: 'Пекарь', area: 'Тула' },
      },
    ]);
  });

  test('knows when the stage began only for a new response', () => {
    const [heard] = list({ ...item, employer_state: { id: 'interview', name: 'Интервью' } });
    expect(heard).toMatchObject({ negotiation: { changes: [{ at: null }] } });
  });

  test('reads the vacancy of a single negotiation', () => {
    const vacancy = { id: '6', name: 'Пекарь', archived: true };
    expect(heardOf(at('/negotiations/10'), { ...item, vacancy })).toMatchObject([
      { negotiation: { vacancyId: '6', vacancy: 'Пекарь', archived: true } },
    ]);
  });

  test('reads a history, newest change first', () => {
    const change = (stage: string, day: string, with_message = false) => ({
      employer_state: { id: stage, name: stage },
      created_at: `2026-11-${day}T10:00:00+0000`,
      with_message,
    });
    const vacancies = [
      {
        id: 5,
        name: 'Пекарь',
        archived: false,
        negotiations_url: 'https://api.hh.ru/negotiations/10',
        items: [change('response', '01'), change('discard_by_employer', '03', true)],
      },
    ];
    expect(heardOf(at(`/resumes/${id}/negotiations_history`), { vacancies })).toMatchObject([
      {
        about: 'history',
        id,
        number: '236436654',
        negotiations: [
          {
            negotiationId: '10',
            createdAt: Date.UTC(2026, 10, 1, 10),
            changes: [{ stage: { id: 'discard_by_employer' }, letter: true }, { stage: { id: 'response' } }],
          },
        ],
      },
    ]);
  });

  test('reads the number of notes about a person', () => {
    expect(heardOf(at('/applicant_comments/77'), { items: [], found: 3 })).toEqual([
      { about: 'notes', owner: '77', notes: 3 },
    ]);
  });

  test.each([
    ['a hidden resume', { ...item, resume: null }],
    ['a negotiation without an id', { ...item, id: null }],
    ['a null', null],
  ])('%s does not hide the others', (_, broken) => {
    expect(list(broken, item)).toHaveLength(1);
  });

  test.each([
    ['another operation', '/me', { items: [item] }],
    ['a list that is not an array', '/negotiations/response', { items: 5 }],
    ['no answer', '/negotiations/response', undefined],
    ['a list without a vacancy', '/negotiations/response', { items: [item] }],
    ['notes without a count', '/applicant_comments/77', { items: [] }],
  ])('reads nothing from %s', (_, path, json) => {
    expect(heardOf(at(path), json)).toEqual([]);
  });

  test('treats nameless stages, malformed dates and malformed owners as unknown, and reads the rest', () => {
    const [heard] = list({
      ...item,
      employer_state: { id: 'x' },
      created_at: 'вчера',
      resume: { id, real_id: {}, owner: 'x' },
    });
    expect(heard).toMatchObject({
      number: '236436654',
      owner: null,
      notes: null,
      negotiation: { createdAt: null, changes: [] },
    });
  });
});
