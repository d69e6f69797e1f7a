import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { partly } from '../../tests/partly.ts';
import { accountKey } from '../domain/account.ts';
import { emptyApplicant } from '../domain/applicant/applicant.ts';
import { negotiationOf as applicationOf } from '../domain/applicant/testing.ts';
import type { Conversation } from '../domain/conversation.ts';
import { type RemindAct, type Reminder, subjectId } from '../domain/reminders.ts';
import { defaultSettings } from '../domain/settings.ts';
import { conversationOf, emptyInbox, managerOf, messageOf, rowOf, vacancyOf } from '../domain/testing.ts';
import type { OutboxEntry } from '../domain/write-request.ts';
import { knownNegotiationOf } from '../from-hh/negotiations.ts';
import { asId, type ChatId, type NegotiationId, type ResumeId, type VacancyId } from '../ids.ts';
import { known } from '../known.ts';
import { applicantDb } from '../storage/applicant-db.ts';
import {
  accountItem,
  applicantItem,
  countsItem,
  inboxItem,
  ownNotesItem,
  remindersItem,
  settingsItem,
} from '../storage/items.ts';
import { remind } from '../storage/own.ts';
import { peopleDb } from '../storage/people-db.ts';
import type { Sender } from './permissions.ts';
import { createRemindersService, remindersAlarm } from './reminders.ts';
import { topicId, wireNegotiation } from './testing.ts';

const now = new Date('2026-11-26T18:00').getTime();
const monday = '2026-11-30T09:00';
const account = managerOf();
const key = accountKey(account);
const id = asId<NegotiationId>('1');
const of = { kind: 'response' as const, row: rowOf(1), vacancy: null, unviewed: true };
const stored = async (whose = key): Promise<Reminder[]> => (await remindersItem.getValue())[whose] ?? [];
const panel = partly<Sender>({ is: 'panel' });
const chatId = asId<ChatId>('7');
const setTitle = vi.fn(async () => {});

const read = knownNegotiationOf(wireNegotiation(), 1);
const service = (atHand = read) =>
  createRemindersService({
    negotiations: {
      kept: async (wanted) => (wanted === topicId ? read : undefined),
      keptOfChat: async (chat) => (chat === chatId ? read : undefined),
      atHand: async (wanted) => ({ ...atHand, negotiation: { ...atHand.negotiation, id: wanted } }),
    },
    now: Date.now,
  });

beforeEach(async () => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  Object.assign(browser.action, {
    setBadgeText: async () => {},
    setBadgeBackgroundColor: async () => {},
    setBadgeTextColor: async () => {},
    setTitle,
  });
  await accountItem.setValue(account);
});
afterEach(() => {
  vi.useRealTimers();
  vi.clearAllMocks();
});

describe('the alarm', () => {
  test('is set for the next reminder, and not set without one', async () => {
    await remind(id, { until: '2026-12-01T09:00' }, of);
    await remind(asId('2'), { until: monday }, { ...of, row: rowOf(2) });
    await service().settle();
    expect((await browser.alarms.getAll()).map(({ name, scheduledTime }) => [name, scheduledTime])).toEqual([
      [remindersAlarm, new Date(monday).getTime()],
    ]);
    await remind(id, 'done', null);
    await remind(asId('2'), 'done', null);
    await service().settle();
    expect(await browser.alarms.getAll()).toEqual([]);
  });

  test('after a week of sleep, the badge’s title has all due reminders and no alarm is left', async () => {
    for (const at of [1, 2, 3]) await remind(asId(at), { until: monday }, { ...of, row: rowOf(at) });
    vi.setSystemTime(now + 7 * 86_400_000);
    await countsItem.setValue({ ...emptyInbox, vacancies: [vacancyOf(1, 3)], freshAt: Date.now() });
    await service().settle();
    expect(setTitle).toHaveBeenCalledWith({
      title: expect.stringContaining('пора вернуться: 3 напоминания'),
    });
    expect(await browser.alarms.getAll()).toEqual([]);
  });
});

describe('an answer of hh', () => {
  const url = new URL('https://api.hh.ru/negotiations/response?vacancy_id=1');
  const answer = (more: object) => ({
    found: 1,
    items: [{ id: '1', created_at: '2026-11-19T10:00:00+0300', resume: { id: 'a' }, ...more }],
  });
  beforeEach(() => remind(id, { until: monday }, of));

  test('brings a person back at another stage, whoever asked for it', async () => {
    await service().heard(key, url, answer({ employer_state: { id: 'offer', name: 'Оффер' } }));
    expect(await stored()).toMatchObject([{ back: 'stage', of: { unviewed: false } }]);
  });

  test('is ignored for another account, or if it cannot be read', async () => {
    const write = vi.spyOn(browser.storage.local, 'set');
    await service().heard('1/2/3', url, answer({ employer_state: { id: 'offer', name: 'Оффер' } }));
    await service().heard(key, url, 'rubbish');
    await service().heard(key, url, answer({ counters: 'rubbish' }));
    expect(write).not.toHaveBeenCalled();
    expect(await stored()).toMatchObject([{ back: null }]);
  });

  test('brings a person back with a message in the rows of a poll', async () => {
    await inboxItem.setValue({ ...emptyInbox, rows: [rowOf(1, { unreadMessages: known(2) })] });
    await service().listed();
    expect(await stored()).toMatchObject([{ back: 'message' }]);
  });

  test('cannot bring back a reminder that my decision ended, not even after an undo', async () => {
    const entry = (kind: 'action' | 'read'): OutboxEntry => ({
      id: asId('e'),
      request:
        kind === 'action'
          ? { kind, negotiationId: id, actionId: 'discard', values: {} }
          : { kind, vacancyId: asId('1'), negotiationIds: [id] },
      label: { action: null, candidate: null, vacancy: null },
      resulting: null,
      createdAt: 1,
      progress: { at: 'sent', when: 1 },
      account: key,
      prepared: { kind: 'message', chatId: asId('3'), text: '', key: 'k' },
      wantedAt: 2,
      stampedAt: 1,
      attempts: 0,
      checks: 0,
    });
    await service().arrived(entry('read'));
    expect(await stored()).toMatchObject([{ done: false, of: { unviewed: false } }]);
    await service().arrived(entry('action'));
    expect(await stored()).toMatchObject([{ done: true, was: null }]);
  });
});

test('records nothing for an account that was left meanwhile', async () => {
  await accountItem.setValue({ state: 'signed-out', problem: null });
  await service().arrived({
    ...partly<OutboxEntry>({ account: key, progress: { at: 'sent', when: 1 } }),
    resulting: { id: 'phone_interview', name: 'Телефонное интервью' },
    request: { kind: 'action', negotiationId: topicId, actionId: 'invite', values: {} },
  });
  expect(await remindersItem.getValue()).toEqual({});
});

test('snoozes from a panel only what was read for it', async () => {
  await service().remind({ id: topicId, act: { until: monday } }, panel);
  expect(await stored()).toMatchObject([{ until: monday, of: { row: { id: topicId, vacancyId: '1' } } }]);
  expect(await service().remind({ id: asId('99'), act: { until: monday } }, panel)).toMatchObject({
    ok: false,
  });
  await service().remind({ id: topicId, act: 'undo' }, panel);
  expect(await stored()).toEqual([]);
});

test('snoozes from a vacancy’s page my own negotiation on it, and no other', async () => {
  await applicantItem.setValue({ ...emptyApplicant, owner: '5' });
  const [mine, other] = [applicationOf(1), applicationOf(2)];
  await applicantDb.putPage({ owner: '5', negotiations: [mine, other] }, now);
  const page = partly<Sender>({ is: 'page', page: { page: 'vacancy', vacancyId: mine.vacancy?.id } });
  const put = (id: NegotiationId, act: RemindAct) => service().remind({ id, act }, page);
  expect(await put(other.id, { until: monday })).toMatchObject({ problem: { name: 'forbidden' } });
  expect(await put(mine.id, { until: monday })).toMatchObject({ ok: true });
  expect(await stored('5')).toMatchObject([{ until: monday, of: { negotiation: { id: mine.id } } }]);
  await put(other.id, 'undo');
  await put(mine.id, 'done');
  expect(await stored('5')).toMatchObject([{ done: true }]);
});

test('brings back an invited person who does not answer after some days, until they answer', async () => {
  const resulting = { id: 'phone_interview', name: 'Телефонное интервью' };
  const entry = (ids: NegotiationId[]): OutboxEntry => ({
    ...partly<OutboxEntry>({ resulting, account: key, progress: { at: 'sent', when: 1 } }),
    request: { kind: 'bulk', vacancyId: asId('1'), negotiationIds: ids, actionId: 'invite', values: {} },
  });
  // The other one was not read, so nothing is said about it.
  await service().arrived(entry([topicId, asId('99')]));
  expect(await stored()).toMatchObject([
    { of: { row: { id: topicId, stage: known(resulting) } }, away: false, why: { rule: 'invited-silent' } },
  ]);
  await service().settle();
  expect(setTitle).toHaveBeenLastCalledWith({ title: expect.not.stringContaining('вернуться') });
  vi.setSystemTime(now + 6 * 86_400_000);
  await service().settle();
  expect(setTitle).toHaveBeenLastCalledWith({ title: expect.stringContaining('вернуться: 1') });
  const answer = { items: [{ id: topicId, resume: { id: 'a' }, counters: { unread_messages: 7 } }] };
  await service().heard(key, new URL('https://api.hh.ru/negotiations/phone_interview?vacancy_id=1'), answer);
  expect(await stored()).toMatchObject([{ done: true }]);
});

describe('a promise of ours', () => {
  const text = 'Вернёмся с ответом до пятницы.';
  const ours = messageOf(1, {
    author: known('employer'),
    mine: known(true),
    text: known(text),
    at: known(now - 1000),
  });
  const wrote = (request: OutboxEntry['request'], resulting: OutboxEntry['resulting'] = null) =>
    service().arrived({
      ...partly<OutboxEntry>({ account: key, progress: { at: 'sent', when: 1 }, resulting }),
      request,
    });
  const message = (said: string) => wrote({ kind: 'message', negotiationId: topicId, chatId, text: said });
  const standing = async () => (await stored()).flatMap(({ why, done }) => (done ? [] : why));

  test('is recorded when the message arrives, is due after some days, and ends with the next message', async () => {
    await message(text);
    expect(await standing()).toMatchObject([{ rule: 'promised', since: now, text }]);
    vi.setSystemTime(now + 4 * 86_400_000);
    await service().settle();
    expect(setTitle).toHaveBeenLastCalledWith({ title: expect.stringContaining('вернуться: 1') });
    await message('Вы нам подходите!');
    expect(await standing()).toEqual([]);
  });

  test('is recorded from a letter that decides nothing; an invitation or a rejection is another matter', async () => {
    const act = (id: string) =>
      wrote(
        { kind: 'action', negotiationId: topicId, actionId: 'a', values: { message: text } },
        { id, name: id },
      );
    await act('consider');
    expect(await standing()).toMatchObject([{ rule: 'promised' }]);
    await act('phone_interview');
    expect(await standing()).toMatchObject([{ rule: 'invited-silent' }]);
    await act('discard_by_employer');
    expect(await standing()).toEqual([]);
  });

  test('is found once in an opened conversation, and ends if something has followed there', async () => {
    const open = (...messages: Conversation['messages']) =>
      service().talked({ chatId }, conversationOf(messages));
    await service().talked({ chatId, from: { id: ours.id, way: 'older' } }, conversationOf([ours]));
    await service().talked({ chatId: asId('8') }, conversationOf([ours]));
    expect(await standing()).toEqual([]);
    await open(ours);
    expect(await standing()).toMatchObject([{ rule: 'promised', since: now - 1000 }]);
    await remind(topicId, 'done', null);
    await open(ours);
    expect(await standing()).toEqual([]);
    const next = messageOf(2, { ...ours, text: known('Напишу завтра.'), at: known(now - 500) });
    await open(ours, next);
    expect(await standing()).toMatchObject([{ text: 'Напишу завтра.' }]);
    await open(ours, next, messageOf(3, { ...ours, mine: known(false), at: known(now) }));
    expect(await standing()).toEqual([]);
  });

  test('is not looked for if the person does not want it', async () => {
    await settingsItem.setValue({ ...defaultSettings, unfollowed: ['promised'] });
    await message(text);
    expect(await stored()).toEqual([]);
  });
});

describe('a person who stays at a stage for long', () => {
  const day = 86_400_000;
  const stage = { id: 'interview', name: 'Интервью' };
  const url = new URL('https://api.hh.ru/negotiations/interview?vacancy_id=1');
  const item = {
    id: topicId,
    created_at: '2026-10-01T10:00:00+0300',
    employer_state: stage,
    resume: { id: 'me' },
  };
  const past = (id: string, days: number, isOver = true) => ({
    about: 'history' as const,
    id: asId<ResumeId>(id),
    number: null,
    negotiations: [
      {
        ...{ vacancyId: asId<VacancyId>('1'), vacancy: null, archived: false },
        ...{ negotiationId: asId<NegotiationId>(id), createdAt: null },
        changes: [
          ...(isOver ? [{ stage: { id: 'offer', name: 'Оффер' }, at: now, letter: false }] : []),
          { stage, at: now - days * day, letter: false },
        ],
      },
    ],
  });
  const at = { ...read, negotiation: { ...read.negotiation, stage: known(stage) } };
  beforeEach(async () => {
    await peopleDb.clear();
    await peopleDb.hear(
      key,
      [...[3, 4, 4, 4, 9].map((days, of) => past(`p${of}`, days)), past('me', 9, false)],
      now,
    );
  });

  test('is found once when a list is read, and ends with a move', async () => {
    await service(at).heard(key, url, { items: [item] });
    expect(await stored()).toMatchObject([
      { of: { row: { id: topicId } }, why: { rule: 'overlong', days: 9, usual: 4 }, away: false },
    ]);
    const write = vi.spyOn(browser.storage.local, 'set');
    await service(at).heard(key, url, { items: [item] });
    expect(write).not.toHaveBeenCalled();
    await remind(topicId, 'done', null);
    vi.setSystemTime(now + day);
    await service(at).heard(key, url, { items: [item] });
    expect(await stored()).toMatchObject([{ done: true }]);
  });

  test('comes after those who have stayed longer', async () => {
    await peopleDb.hear(key, [past('longer', 12, false)], now);
    const longer = { ...item, id: '77', resume: { id: 'longer' } };
    await service(at).heard(key, url, { items: [item, longer] });
    expect((await stored()).map(({ of }) => subjectId(of))).toEqual(['77', topicId]);
  });

  test('costs neither a poll nor an opened list anything if nobody has been decided about', async () => {
    const look = vi.spyOn(peopleDb, 'ofVacancy');
    const response = { ...item, employer_state: { id: 'response', name: 'Отклик' } };
    await service(at).heard(key, new URL('https://api.hh.ru/negotiations/response?vacancy_id=1'), {
      items: [response],
    });
    const one = { ...response, vacancy: { id: '1' } };
    await service(at).heard(key, new URL(`https://api.hh.ru/negotiations/${topicId}`), one);
    expect(look).not.toHaveBeenCalled();
    expect(await stored()).toEqual([]);
  });
});

test('finds notes with a day, and silences of an application, once each and without a request', async () => {
  const old = now - 20 * 86_400_000;
  await applicantItem.setValue({ ...emptyApplicant, owner: '5' });
  await applicantDb.putPage(
    {
      owner: '5',
      negotiations: [1, 2, 3].map((of) => applicationOf(of, { updatedAt: old, viewed: of < 3 })),
    },
    now,
  );
  const next = { text: 'Позвонить', on: '2026-11-26' };
  await ownNotesItem.setValue({ 5: { [id]: { text: '', next } } });
  await service().applied();
  const why = async () => (await stored('5')).map(({ of, why, done }) => [subjectId(of), why?.kind, done]);
  expect(await why()).toEqual([
    ['1', 'note', false],
    ['2', 'silence', false],
  ]);
  await remind(id, 'done', null);
  const write = vi.spyOn(browser.storage.local, 'set');
  await service().applied();
  expect(write).not.toHaveBeenCalled();
  expect(await why()).toEqual([
    ['2', 'silence', false],
    ['1', 'note', true],
  ]);
  await ownNotesItem.setValue({});
  await service().applied();
  await service().applied();
  expect(await why()).toEqual([
    ['2', 'silence', false],
    ['1', 'note', true],
    ['1', 'silence', false],
  ]);
});

test('brings an application back with its answer, for this applicant only', async () => {
  await applicantItem.setValue({ ...emptyApplicant, owner: '9' });
  await applicantDb.putPage({ owner: '9', negotiations: [applicationOf(1)] }, now);
  await remind(id, { until: monday }, { kind: 'application', negotiation: applicationOf(1) });
  await service().applied();
  expect(await stored('9')).toMatchObject([{ back: null }]);
  const invited = applicationOf(1, { stage: { id: 'invitation', name: '' }, updatedAt: now });
  await applicantDb.putPage({ owner: '9', negotiations: [invited] }, now);
  await service().applied();
  expect(await stored('9')).toMatchObject([{ back: 'stage' }]);
});
