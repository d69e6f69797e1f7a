import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { accountKey } from '../domain/account.ts';
import { managerOf } from '../domain/testing.ts';
import { HhError } from '../hh/errors.ts';
import { asId } from '../ids.ts';
import { accountItem, settingsItem } from '../storage/items.ts';
import { avoid } from '../storage/own.ts';
import { peopleDb } from '../storage/people-db.ts';
import { createMarksService, hear } from './marks.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 10, 29, 12);
let now = start;
const account = managerOf();
const key = accountKey(account);
const id = '8706c4eaff0e17bcae0039ed1f3838724c5341';
const other = '64caf92e000b12de5200578b2e6a3334355a6b';
const at = (path: string) => new URL(path, 'https://api.hh.ru');
const iso = (ms: number) => new Date(ms).toISOString();

const negotiation = (resume: string, stage: string, name: string, created = start - 26 * 3_600_000) => ({
  id: `n${resume.slice(0, 6)}`,
  created_at: iso(created),
  employer_state: { id: stage, name },
  resume: { id: resume, owner: { id: `o${resume.slice(0, 6)}` } },
  vacancy: { id: '5', name: 'Пекарь' },
});
const history = {
  vacancies: [
    {
      id: '6',
      name: 'Кондитер',
      items: [
        {
          created_at: iso(start - 120 * day),
          employer_state: { id: 'discard', name: 'Отказ' },
          with_message: true,
        },
        { created_at: iso(start - 126 * day), employer_state: { id: 'interview', name: 'Интервью' } },
        { created_at: iso(start - 140 * day), employer_state: { id: 'response', name: 'Отклик' } },
      ],
    },
  ],
};

const resumeHistory = vi.fn();
const sleep = vi.fn(async (ms: number) => {
  now += ms;
});
const service = () => createMarksService({ employer: { resumeHistory } }, () => now, sleep);
/** As the client that makes all calls. */
const answers = (json: unknown) =>
  resumeHistory.mockImplementation(async (of: string) =>
    hear(key, at(`/resumes/${of}/negotiations_history`), json),
  );

beforeEach(async () => {
  now = start;
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  resumeHistory.mockReset();
  sleep.mockClear();
  await peopleDb.clear();
  await accountItem.setValue(account);
});

const tidy = (text = '') => text.replaceAll('\u00a0', ' ');

describe('marks', () => {
  test('say the most urgent fact about each known person, in words and without an id', async () => {
    hear(key, at('/negotiations/1'), negotiation(id, 'response', 'Отклик'));
    hear(key, at('/negotiations/2'), negotiation(other, 'interview', 'Интервью'));
    const marks = await service().read([id, other, 'f'.repeat(38)]);
    expect(Object.keys(marks?.known ?? {})).toEqual([id, other]);
    expect(tidy(marks?.known[id]?.text)).toBe('ждёт 26 ч');
    expect(marks?.known[id]?.tone).toBe('wait');
    expect(marks?.known[other]).toEqual({ tone: 'good', text: 'интервью', more: ' · Пекарь' });
    expect((await service().read([other], asId('5')))?.known[other]?.more).toBe('');
    expect(resumeHistory).not.toHaveBeenCalled();
  });

  test('say when, once a history was read: «отказ 4 мес назад», and no vacancy of a rejection', async () => {
    hear(key, at(`/resumes/${id}/negotiations_history`), history);
    const mark = (await service().read([id]))?.known[id];
    expect(tidy(mark?.text)).toBe('отказ 3 мес назад');
    expect(mark).toMatchObject({ tone: 'bad', more: '' });
  });

  test('are absent when signed out, for an applicant, and when switched off', async () => {
    hear(key, at('/negotiations/1'), negotiation(id, 'response', 'Отклик'));
    await settingsItem.setValue({ ...(await settingsItem.getValue()), marks: false });
    expect(await service().read([id])).toBeNull();
    await settingsItem.setValue({ ...(await settingsItem.getValue()), marks: true });
    await accountItem.setValue(managerOf({ kind: 'applicant' }));
    expect(await service().read([id])).toBeNull();
    await accountItem.setValue({ state: 'signed-out', problem: null });
    expect(await service().read([id])).toBeNull();
  });

  test('know nothing that another account was told', async () => {
    hear('another', at('/negotiations/1'), negotiation(id, 'response', 'Отклик'));
    expect((await service().read([id]))?.known).toEqual({});
  });

  test('show our own rejection at once, with its time', async () => {
    hear(key, at('/negotiations/1'), negotiation(id, 'response', 'Отклик'));
    await service().read([id]);
    service().moved({
      id: asId('e'),
      request: {
        kind: 'action',
        negotiationId: asId(`n${id.slice(0, 6)}`),
        actionId: 'discard',
        values: { message: 'Спасибо' },
      },
      label: { action: null, candidate: '', vacancy: null },
      resulting: { id: 'discard', name: 'Отказ' },
      createdAt: now,
      progress: { at: 'sent', when: now },
      account: key,
      prepared: { kind: 'read', vacancyId: asId('1'), ids: [] },
      wantedAt: 1,
      stampedAt: 1,
      attempts: 1,
      checks: 0,
    });
    expect((await service().read([id]))?.known[id]).toMatchObject({ tone: 'bad', text: 'отказ только что' });
  });
});

describe('a card', () => {
  test('reads one history, and none again within a day', async () => {
    hear(key, at('/negotiations/1'), negotiation(id, 'response', 'Отклик'));
    answers(history);
    const card = await service().card(id);
    expect(resumeHistory).toHaveBeenCalledExactlyOnceWith(id);
    expect(tidy(card?.title)).toBe('Ждёт 26 ч · Пекарь'.slice(0, 9));
    expect(card?.note).toBeNull();
    expect(card?.lines.map(({ text }) => text)).toEqual([
      'Отклик на «Пекарь»',
      'Отказ с письмом',
      'Интервью',
    ]);
    now += day - 1000;
    await service().card(id);
    expect(resumeHistory).toHaveBeenCalledTimes(1);
    now += 2000;
    await service().card(id);
    expect(resumeHistory).toHaveBeenCalledTimes(2);
  });

  test('spaces two readings by a second, and reads the same one once', async () => {
    for (const [index, one] of [id, other].entries())
      hear(key, at(`/negotiations/${index}`), negotiation(one, 'response', 'Отклик'));
    answers(history);
    const both = service();
    await Promise.all([both.card(id), both.card(id), both.card(other)]);
    expect(resumeHistory.mock.calls.flat()).toEqual([id, other]);
    expect(sleep).toHaveBeenCalledExactlyOnceWith(1000);
  });

  test('says what is known if hh asks to wait, and then no card asks for a while', async () => {
    for (const [index, one] of [id, other].entries())
      hear(key, at(`/negotiations/${index}`), negotiation(one, 'response', 'Отклик'));
    resumeHistory.mockRejectedValue(new HhError('too-many-requests', 'answered'));
    const some = service();
    expect(await some.card(id)).toMatchObject({ note: 'hh просит подождать: здесь то, что уже известно.' });
    expect((await some.card(other))?.lines).toHaveLength(1);
    expect(resumeHistory).toHaveBeenCalledTimes(1);
    now += 6 * 60_000;
    await some.card(other);
    expect(resumeHistory).toHaveBeenCalledTimes(2);
  });

  test('says what cannot be read, and tries again next time', async () => {
    hear(key, at('/negotiations/1'), negotiation(id, 'response', 'Отклик'));
    resumeHistory.mockRejectedValueOnce(new HhError('no-connection', 'no'));
    expect((await service().card(id))?.note).toMatch(/^Историю загрузить не удалось/);
    answers(history);
    now += 2000;
    expect((await service().card(id))?.note).toBeNull();
  });

  test('does not exist for an unknown person, and asks hh nothing', async () => {
    expect(await service().card(id)).toBeNull();
    await settingsItem.setValue({ ...(await settingsItem.getValue()), cards: false });
    hear(key, at('/negotiations/1'), negotiation(id, 'response', 'Отклик'));
    expect(await service().card(id)).toBeNull();
    expect(resumeHistory).not.toHaveBeenCalled();
  });
});

test('says first that a person is not to be contacted, even if nothing else is known about them', async () => {
  hear(key, at('/negotiations/1'), negotiation(id, 'response', 'Отклик'));
  resumeHistory.mockRejectedValue(new HhError('no-connection', 'no'));
  await avoid({ kind: 'person', ids: [`o${id.slice(0, 6)}`] }, { name: 'Ким Олег', reason: 'Не приходит' });
  await avoid({ kind: 'person', ids: [other] }, { name: '', reason: '' });
  const { known } = (await service().read([id, other, 'f'.repeat(38)])) ?? {};
  expect(Object.entries(known ?? {}).map(([of, { tone, text }]) => [of, tone, text])).toEqual([
    [id, 'bad', 'не писать'],
    [other, 'bad', 'не писать'],
  ]);
  expect((await service().card(id))?.lines[0]?.text).toBe('Не приходит');
  expect(await service().card(other)).toMatchObject({ title: 'Не писать', note: null });
  await avoid({ kind: 'person', ids: [other] }, null);
  expect(Object.keys((await service().read([other]))?.known ?? {})).toEqual([]);
});

test('opens a person where they are in our inbox', async () => {
  hear(key, at('/negotiations/1'), negotiation(id, 'response', 'Отклик'));
  expect(await service().addressOf(id)).toBe(`vacancy=5&negotiation=n${id.slice(0, 6)}`);
  hear(key, at(`/resumes/${other}/negotiations_history`), history);
  expect(await service().addressOf(other)).toBe(`page=invite&resume=${other}`);
  expect(await service().addressOf('f'.repeat(38))).toBe('');
});
