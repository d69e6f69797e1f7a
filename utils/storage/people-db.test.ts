import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Heard } from '../domain/person.ts';
import { type ApplicantId, asId, type ResumeId } from '../ids.ts';
import { peopleDb, peopleLimits } from './people-db.ts';

const now = Date.UTC(2026, 10, 29);
const day = 86_400_000;
const account = '1455/5/7';

const { people: most } = peopleLimits;
beforeEach(async () => {
  peopleLimits.people = most;
  await peopleDb.clear();
});

/** As hh forms it: a salt, the number of the resume, a company. */
const hashOf = (number: number, company = 0x39ed1f, salt = 'aaaaaaaa') =>
  `${salt}ff${number.toString(16).padStart(8, '0')}${company.toString(16).padStart(8, '0')}4f74636c6b6f`;
const heard = (id: string, more: Partial<Extract<Heard, { about: 'resume' }>> = {}): Heard => ({
  about: 'resume',
  id: asId(id),
  number: null,
  owner: null,
  notes: null,
  negotiation: {
    vacancyId: asId('1'),
    vacancy: 'Пекарь',
    archived: false,
    negotiationId: asId(`n${id}`),
    createdAt: now,
    changes: [{ stage: { id: 'response', name: 'Отклик' }, at: now, letter: false }],
  },
  ...more,
});
const found = async (...keys: string[]) => [...(await peopleDb.find(account, keys)).keys()];
const idsOf = async (key: string) =>
  (await peopleDb.find(account, [key])).get(key)?.people.map(({ id }) => String(id));

describe('a person is known', () => {
  test('by the hash, by hh’s number, and by a hash of another company', async () => {
    const own = hashOf(270_633_823);
    await peopleDb.hear(account, [heard(own, { number: '270633823' })], now);
    const other = hashOf(270_633_823, 1456, 'bbbbbbbb');
    expect(await found(own, other, '270633823', hashOf(5), '5', 'f'.repeat(20))).toEqual([
      own,
      other,
      '270633823',
    ]);
  });

  test('not by a number that stands for many, which means that hh’s hashes have changed', async () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((salt) => hashOf(7, undefined, salt.repeat(8)));
    await peopleDb.hear(
      account,
      many.map((id) => heard(id, { number: '7' })),
      now,
    );
    expect(await found('7', hashOf(7, undefined, '12345678'), ...many)).toEqual(many);
  });

  test('with all resumes of the same owner', async () => {
    const owner = asId<ApplicantId>('90');
    await peopleDb.hear(
      account,
      [heard('a'.repeat(20), { owner }), heard('b'.repeat(20), { owner }), heard('c'.repeat(20))],
      now,
    );
    expect(await idsOf('a'.repeat(20))).toEqual(['a'.repeat(20), 'b'.repeat(20)]);
    expect(await idsOf('c'.repeat(20))).toEqual(['c'.repeat(20)]);
  });

  test('to one account only', async () => {
    await peopleDb.hear('another', [heard('a'.repeat(20), { number: '7' })], now);
    expect(await found('a'.repeat(20), '7')).toEqual([]);
  });

  test('not if the history is empty', async () => {
    await peopleDb.hear(
      account,
      [{ about: 'history', id: asId('a'.repeat(20)), number: '7', negotiations: [] }],
      now,
    );
    expect(await peopleDb.size()).toBe(0);
  });
});

test('without news if the same is read again', async () => {
  const one = heard('a'.repeat(20));
  expect(await peopleDb.hear(account, [one], now)).toBe(true);
  expect(await peopleDb.hear(account, [one], now + 1)).toBe(false);
  expect(await peopleDb.hear(account, [{ about: 'notes', owner: asId('90'), notes: 2 }], now)).toBe(false);
  expect(await peopleDb.hear(account, [], now)).toBe(false);
});

describe('what stays', () => {
  test('is no more than the limit: those not read for longest are removed', async () => {
    peopleLimits.people = 3;
    for (const [at, id] of ['a', 'b', 'c', 'd', 'e'].entries())
      await peopleDb.hear(account, [heard(id.repeat(20))], now + at);
    expect(await peopleDb.size()).toBe(3);
    expect(await found('a'.repeat(20), 'c'.repeat(20), 'e'.repeat(20))).toEqual([
      'c'.repeat(20),
      'e'.repeat(20),
    ]);
  });

  test('excludes people about whom nothing was read since a given day', async () => {
    await peopleDb.hear(account, [heard('a'.repeat(20))], now - 366 * day);
    await peopleDb.hear(account, [heard('b'.repeat(20))], now);
    await peopleDb.forgetBefore(now - 365 * day);
    expect(await peopleDb.size()).toBe(1);
  });

  test('is nothing after the account was left', async () => {
    await peopleDb.hear(account, [heard('a'.repeat(20))], now);
    await peopleDb.clear();
    expect(await found('a'.repeat(20))).toEqual([]);
  });
});

describe('notes and moves', () => {
  test('are assigned to the person they are about', async () => {
    const id = 'a'.repeat(20);
    await peopleDb.hear(account, [heard(id, { owner: asId<ApplicantId>('90') })], now);
    const change = { stage: { id: 'offer', name: 'Предложение' }, at: now, letter: false };
    await peopleDb.hear(
      account,
      [
        { about: 'notes', owner: asId('90'), notes: 2 },
        { about: 'notes', owner: asId('91'), notes: 5 },
        { about: 'move', negotiationId: asId(`n${id}`), change },
      ],
      now,
    );
    const [person] = (await peopleDb.find(account, [id])).get(id)?.people ?? [];
    expect(person).toMatchObject({ notes: 2, negotiations: [{ changes: [change, {}] }] });
  });
});

describe('cards that ask hh', () => {
  const ids = Array.from({ length: 70 }, (_, at) => `${at}`.padStart(20, 'x'));
  const ask = (at: number, index: number) => peopleDb.ask(account, asId(ids[index] ?? ''), now + at);

  test('are limited to one a second: the next is told how long to wait', async () => {
    await peopleDb.hear(
      account,
      ids.map((id) => heard(id)),
      now,
    );
    expect(await ask(0, 0)).toBe(0);
    expect(await ask(300, 1)).toBe(700);
    // One that waits has not asked.
    expect(await ask(1000, 1)).toBe(0);
  });

  test('are limited to sixty an hour', async () => {
    await peopleDb.hear(
      account,
      ids.map((id) => heard(id)),
      now,
    );
    for (let index = 0; index < 60; index++) expect(await ask(index * 1000, index)).toBe(0);
    expect(await ask(60_000, 60)).toBeNull();
    expect(await ask(3_601_000, 60)).toBe(0);
  });

  test('are about known people only', async () => {
    expect(await ask(0, 0)).toBeNull();
  });
});

test('finds the people of a vacancy, even those stored by an older release', async () => {
  await deleteDB('otklik-people');
  const old = await openDB('otklik-people', 1, {
    upgrade(db) {
      const people = db.createObjectStore('people', { keyPath: ['account', 'id'] });
      people.createIndex('number', ['account', 'number']);
      people.createIndex('owner', ['account', 'owner']);
      people.createIndex('at', 'at');
      people.createIndex('asked', 'askedAt');
      people.createIndex('negotiations', 'negotiationIds', { multiEntry: true });
    },
  });
  const negotiations = [
    { vacancyId: '1', vacancy: null, archived: false, negotiationId: '7', createdAt: 1, changes: [] },
  ];
  const person = { id: 'kept', number: '5', owner: null, negotiations, notes: null };
  await old.put('people', {
    account,
    id: 'kept',
    number: '5',
    at: now,
    historyAt: null,
    negotiationIds: ['7'],
    person,
  });
  old.close();
  await peopleDb.hear(account, [heard('fresh')], now);
  await peopleDb.hear('other', [heard('other')], now);
  const of = async (id: string, these: ResumeId[] = []) =>
    (await peopleDb.ofVacancy(account, asId(id), these)).map((one) => String(one.id)).sort();
  expect(await of('1')).toEqual(['fresh', 'kept']);
  expect(await of('2')).toEqual([]);
  const limit = peopleLimits.ofVacancy;
  peopleLimits.ofVacancy = 1;
  expect(await of('1', [asId('kept'), asId('nobody')])).toEqual(['fresh', 'kept']);
  peopleLimits.ofVacancy = limit;
  expect(await found('5')).toEqual(['5']);
});
