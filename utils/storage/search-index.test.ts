import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { docOf } from '../../tests/stored.ts';
import { accountKey } from '../domain/account.ts';
import { emptyApplicant } from '../domain/applicant/applicant.ts';
import { negotiationOf } from '../domain/applicant/testing.ts';
import { managerOf } from '../domain/testing.ts';
import { asId, type ChatId, type NegotiationId } from '../ids.ts';
import { applicantDb } from './applicant-db.ts';
import { accountItem, applicantItem, ownNotesItem } from './items.ts';
import { type SearchDoc, searchDb } from './search-db.ts';
import { dropSearch, find, openSearch } from './search-index.ts';

const now = Date.UTC(2026, 10, 29);
const me = managerOf();
const account = accountKey(me);
const messageOf = (id: string, negotiation: string, text: string): SearchDoc =>
  docOf(negotiation, {
    id: `message:${id}`,
    kind: 'message',
    name: '',
    text,
    vacancyId: null,
    chatId: asId<ChatId>(`chat-${negotiation}`),
    about: [negotiation, `chat-${negotiation}`],
  });

beforeEach(async () => {
  fakeBrowser.reset();
  await Promise.all([searchDb.clear(), applicantDb.erase(), dropSearch()]);
  await accountItem.setValue(me);
});

async function search(query: string): Promise<string[]> {
  await openSearch();
  return (await find(query)).map(({ kind, name, negotiationId }) => `${kind} ${name} ${negotiationId}`);
}

describe('what was read is found', () => {
  beforeEach(async () => {
    await searchDb.put(
      account,
      [
        docOf('1'),
        docOf('2', { name: 'Ёлкин Семён', text: 'Повар-кондитер · Санкт-Петербург' }),
        docOf('3', { name: 'Petrov Ivan', text: 'Frontend developer (React) · Казань' }),
        messageOf('a', '2', 'Здравствуйте! Готов выйти на собеседование в четверг, переехать тоже могу.'),
      ],
      now,
    );
  });

  test.each([
    ['петрова', 'person Петрова Инна Сергеевна 1'],
    // An unfinished word, in another case.
    ['инн ПЕТР', 'person Петрова Инна Сергеевна 1'],
    // A typing error.
    ['питрова', 'person Петрова Инна Сергеевна 1'],
    ['бухгалтре', 'person Петрова Инна Сергеевна 1'],
    // Other forms of the word.
    ['главного бухгалтера', 'person Петрова Инна Сергеевна 1'],
    ['повара', 'person Ёлкин Семён 2'],
    ['елкину', 'person Ёлкин Семён 2'],
    ['react', 'person Petrov Ivan 3'],
    // A message is shown with the person whose it is.
    ['собеседования', 'message Ёлкин Семён 2'],
    ['переезд четверг', ''],
  ])('%s', async (query, first) => {
    expect((await search(query))[0] ?? '').toBe(first);
  });

  test('while typing: each further letter keeps the person', async () => {
    await openSearch();
    for (const typed of ['ел', 'елк', 'елки', 'елкин'])
      expect((await find(typed)).map(({ name }) => name)).toContain('Ёлкин Семён');
  });

  test('by no other account', async () => {
    await accountItem.setValue(managerOf({ accountId: asId('77') }));
    expect(await search('петрова')).toEqual([]);
  });

  test('no longer once it is forgotten, not even from the stored index', async () => {
    expect(await search('елкин')).toHaveLength(1);
    await searchDb.forget(account, new Set(['2']));
    expect(await search('елкин')).toEqual([]);
    await dropSearch();
    expect(await search('собеседование')).toEqual([]);
    expect(await search('петрова')).toHaveLength(1);
  });

  test('even if it was recorded after the index was opened', async () => {
    await search('петрова');
    await searchDb.put(account, [docOf('9', { name: 'Сидоров Пётр' })], now + 1);
    expect(await search('сидоров')).toEqual(['person Сидоров Пётр 9']);
    await searchDb.put(account, [docOf('9', { name: 'Иванов Пётр' })], now + 2);
    expect(await search('сидоров')).toEqual([]);
  });
});

test('finds an applicant’s vacancies, employers and own notes', async () => {
  await applicantDb.putPage(
    {
      owner: '77',
      negotiations: [
        negotiationOf(1, {
          vacancy: { id: asId('5'), name: 'Пекарь', area: 'Тула', url: null, archived: false },
        }),
      ],
    },
    now,
  );
  await applicantItem.setValue({ ...emptyApplicant, owner: '77', revision: 1 });
  await ownNotesItem.setValue({
    '77': { [asId<NegotiationId>('1')]: { text: 'Спросить о стажировке', next: null } },
  });
  expect(await search('пекаря')).toEqual(['application Пекарь 1']);
  expect(await search('стажировка')).toEqual(['application Пекарь 1']);
  // Another note of the same length.
  await ownNotesItem.setValue({
    '77': { [asId<NegotiationId>('1')]: { text: 'Узнать о расписании..', next: null } },
  });
  expect(await search('расписание')).toEqual(['application Пекарь 1']);
  expect(await search('стажировка')).toEqual([]);
});

test('finds the last of many documents recorded at the same moment', async () => {
  const last = docOf('z', { name: 'Последняя Анна' });
  await searchDb.put(account, [last], now);
  const many = Array.from({ length: 4100 }, (_, at) => docOf(`m${at}`, { name: '', text: '' }));
  const all = [...many, last].map((doc) => ({ ...doc, account, at: now }));
  const since = vi
    .spyOn(searchDb, 'since')
    .mockImplementation(async (_, from, most) => all.filter(({ at }) => at >= from).slice(0, most));
  expect(await search('последняя')).toEqual(['person Последняя Анна z']);
  since.mockRestore();
});

test('finds what was recorded after the clock, set far ahead for a while, was set back', async () => {
  const day = 86_400_000;
  vi.useFakeTimers({ now: now + 30 * day, toFake: ['Date'] });
  try {
    await searchDb.put(account, [docOf('1', { name: 'Ранняя Анна' })], Date.now());
    expect(await search('ранняя')).toEqual(['person Ранняя Анна 1']);
    for (const [id, name] of [
      ['2', 'Новая Вера'],
      ['3', 'Поздняя Зоя'],
    ] as const) {
      vi.setSystemTime(now + Number(id) * day);
      await searchDb.put(account, [docOf(id, { name })], Date.now());
      expect(await search(name)).toEqual([`person ${name} ${id}`]);
    }
    expect(await search('ранняя')).toEqual(['person Ранняя Анна 1']);
  } finally {
    vi.useRealTimers();
  }
});

test('reads the stored index again on the next page, with what came since', async () => {
  const many = Array.from({ length: 450 }, (_, at) => docOf(`m${at}`, { name: `Человек Номер${at}` }));
  await searchDb.put(account, many, now);
  expect(await search('номер17')).toContain('person Человек Номер17 m17');
  expect((await searchDb.readIndex(account))?.upTo).toBe(now);
  await dropSearch();
  await searchDb.put(account, [docOf('z', { name: 'Последняя Анна' })], now + 5);
  expect(await search('последняя')).toEqual(['person Последняя Анна z']);
  expect(await search('номер449')).toContain('person Человек Номер449 m449');
});
