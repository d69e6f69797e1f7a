import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { emptyApplicant } from '../domain/applicant/applicant.ts';
import { negotiationOf } from '../domain/applicant/testing.ts';
import { accountKey } from '../domain/inbox.ts';
import { managerOf } from '../domain/testing.ts';
import { asId, type ChatId, type NegotiationId } from '../ids.ts';
import { applicantDb } from './applicant-db.ts';
import { accountItem, applicantItem, ownNotesItem } from './items.ts';
import { type SearchDoc, searchDb } from './search-db.ts';
import { addTo, dropSearch, emptyIndex, find, openSearch, packed, searchIn } from './search-index.ts';
import { docOf } from './testing.ts';

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
    // A word that is only begun, in another case.
    ['инн ПЕТР', 'person Петрова Инна Сергеевна 1'],
    // A slip of the finger.
    ['питрова', 'person Петрова Инна Сергеевна 1'],
    ['бухгалтре', 'person Петрова Инна Сергеевна 1'],
    // Other forms of the word.
    ['главного бухгалтера', 'person Петрова Инна Сергеевна 1'],
    ['повара', 'person Ёлкин Семён 2'],
    ['елкину', 'person Ёлкин Семён 2'],
    ['react', 'person Petrov Ivan 3'],
    // A message is told by whose it is.
    ['собеседования', 'message Ёлкин Семён 2'],
    ['переезд четверг', ''],
  ])('%s', async (query, first) => {
    expect((await search(query))[0] ?? '').toBe(first);
  });

  test('as one types: each letter more keeps who is meant', async () => {
    await openSearch();
    for (const typed of ['ел', 'елк', 'елки', 'елкин'])
      expect((await find(typed)).map(({ name }) => name)).toContain('Ёлкин Семён');
  });

  test('by nobody else', async () => {
    await accountItem.setValue(managerOf({ accountId: asId('77') }));
    expect(await search('петрова')).toEqual([]);
  });

  test('no more once it is forgotten, nor out of the stored words', async () => {
    expect(await search('елкин')).toHaveLength(1);
    await searchDb.forget(account, new Set(['2']));
    expect(await search('елкин')).toEqual([]);
    await dropSearch();
    expect(await search('собеседование')).toEqual([]);
    expect(await search('петрова')).toHaveLength(1);
  });

  test('also what was put down after the words were opened', async () => {
    await search('петрова');
    await searchDb.put(account, [docOf('9', { name: 'Сидоров Пётр' })], now + 1);
    expect(await search('сидоров')).toEqual(['person Сидоров Пётр 9']);
    await searchDb.put(account, [docOf('9', { name: 'Иванов Пётр' })], now + 2);
    expect(await search('сидоров')).toEqual([]);
  });
});

test('an applicant finds vacancies, employers and notes of their own', async () => {
  await applicantDb.look(
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
});

test('the words that are stored are read again by the next page, and hold what came since', async () => {
  const many = Array.from({ length: 450 }, (_, at) => docOf(`m${at}`, { name: `Человек Номер${at}` }));
  await searchDb.put(account, many, now);
  expect(await search('номер17')).toContain('person Человек Номер17 m17');
  expect((await searchDb.readIndex(account))?.upTo).toBe(now);
  await dropSearch();
  await searchDb.put(account, [docOf('z', { name: 'Последняя Анна' })], now + 5);
  expect(await search('последняя')).toEqual(['person Последняя Анна z']);
  expect(await search('номер449')).toContain('person Человек Номер449 m449');
});

/** Words as frequent as in a language: a few often, most seldom. */
function wordsOf(count: number, seed: { at: number }): string {
  const random = () => {
    seed.at = (seed.at * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed.at / 2_147_483_648;
  };
  const syllables = [
    'ба',
    'ре',
    'но',
    'ти',
    'ку',
    'вы',
    'ша',
    'ло',
    'ми',
    'де',
    'го',
    'пра',
    'сто',
    'жи',
    'ня',
    'ер',
  ];
  return Array.from({ length: count }, () => {
    let rank = Math.floor(40_000 ** random());
    let word = '';
    for (let at = 0; at < 2 + (rank % 3); at++, rank = Math.floor(rank / 7) + at)
      word += syllables[(rank * 7 + at * 3) % syllables.length];
    return word + (rank % 97).toString(32).replaceAll(/\d/g, 'а');
  }).join(' ');
}

test('20,000 responses and 50,000 messages take less than 50 MB, and answer within two frames', {
  timeout: 300_000,
}, async () => {
  const seed = { at: 7 };
  const docs = [
    ...Array.from({ length: 20_000 }, (_, at) => ({
      id: `person:${at}`,
      name: wordsOf(3, seed),
      text: wordsOf(4, seed),
    })),
    ...Array.from({ length: 50_000 }, (_, at) => ({
      id: `message:${at}`,
      name: '',
      text: wordsOf(25, seed),
    })),
  ];
  const index = emptyIndex();
  await addTo(index, docs);
  const stored = (await packed(index)).length;
  const texts = docs.reduce((sum, { name, text }) => sum + 2 * (name.length + text.length), 0);
  expect(stored).toBeLessThan(20_000_000);
  expect(stored + texts).toBeLessThan(50_000_000);
  const queries = docs.filter((_, at) => at % 1400 === 0).map(({ text }) => text.split(' ')[1] ?? '');
  const times = queries
    .map((query) => {
      const began = performance.now();
      searchIn(index, query);
      return performance.now() - began;
    })
    .sort((one, other) => one - other);
  expect(times[Math.floor(times.length / 2)]).toBeLessThan(33);
});
