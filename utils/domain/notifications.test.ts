import { describe, expect, test } from 'vitest';
import { asId, type ChatId, type VacancyId } from '../ids.ts';
import { known, unread } from '../known.ts';
import type { Event } from './applicant/events.ts';
import { negotiationOf } from './applicant/testing.ts';
import type { Inbox } from './inbox.ts';
import type { LastMessage } from './negotiation.ts';
import {
  applicantNotices,
  begun,
  inboxNotices,
  isBehind,
  type Moment,
  type Notice,
  type Notified,
  nothingNotified,
  reminderNotices,
  tell,
} from './notifications.ts';
import type { Reminder } from './reminders.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { candidateOf, chatOf, emptyInbox, rowOf, vacancyOf } from './testing.ts';

const hour = 3_600_000;
const now = new Date('2026-11-26T12:00').getTime();
const settings: Settings = { ...defaultSettings, notify: true };
const calm: Moment = {
  isQuiet: false,
  isBehind: false,
  isSeen: () => false,
  active: new Set(),
  revision: 1,
  now,
};
const names = ['Соколова Вера Ильинична', 'Петрова Инна', 'Ким Виктор', 'Егорова Алла', 'Дьяченко Олег'];
const row = (id: number, more: Parameters<typeof rowOf>[1] = {}) =>
  rowOf(id, {
    createdAt: known(now - id * 60_000),
    candidate: candidateOf({ name: known(names[id % names.length] ?? '') }),
    ...more,
  });
const last = (id: number, more: Partial<LastMessage> = {}): LastMessage => ({
  id: asId(id),
  text: known('Да, завтра удобно'),
  mine: known(false),
  at: known(now),
  ...more,
});
const inboxOf = (more: Partial<Inbox>): Inbox => ({
  ...emptyInbox,
  vacancies: [vacancyOf(1, 2, 'Главный бухгалтер'), vacancyOf(2, 1, 'Секретарь')],
  ...more,
});
const found = (more: Partial<Inbox>, time = now) => inboxNotices(inboxOf(more), settings, time);
const start: Notified = { ...nothingNotified, account: 'a', owner: 'o', revision: 1 };
/** Decides on these notices: what is shown, and the state for the next call. */
const show = (notices: Notice[], more: Partial<Moment> = {}, notified = start, set = settings) =>
  tell(notified, notices, set, { ...calm, ...more });

describe('a recruiter is notified', () => {
  test('of one response, with name and vacancy; a click opens it', () => {
    const { show: note, notified } = show(found({ rows: [row(5)] }));
    expect(note).toEqual({
      topic: 'responses',
      title: 'Новый отклик: Соколова Вера',
      message: 'Главный бухгалтер',
    });
    expect(notified.shown.responses?.place).toBe('vacancy=1&negotiation=5');
  });

  test('of many responses at once, with their vacancies', () => {
    const rows = [1, 2, 3, 4].map((id) => row(id));
    const other = row(5, { vacancyId: asId<VacancyId>(2) });
    const one = show(found({ rows }));
    expect(one.show).toMatchObject({ title: '4 новых отклика', message: 'Главный бухгалтер' });
    expect(one.notified.shown.responses?.place).toBe('vacancy=1');
    const two = show(found({ rows: [...rows, other] }));
    expect(two.show).toMatchObject({
      title: '5 новых откликов, 2 вакансии',
      message: 'Главный бухгалтер — 4, Секретарь — 1',
    });
    expect(two.notified.shown.responses?.place).toBe('');
  });

  test('of a message, with its text; not of their own, nor of read ones', () => {
    const chats = [
      chatOf(7, { title: known('Соколова Вера'), last: known(last(1)) }),
      chatOf(8, { last: known(last(2, { mine: known(true) })) }),
      chatOf(9, { unread: known(0), last: known(last(3)) }),
    ];
    const { show: note, notified } = show(found({ chats }));
    expect(note).toMatchObject({ title: 'Новое сообщение: Соколова Вера', message: 'Да, завтра удобно' });
    expect(notified.shown.messages?.place).toBe('page=chats');
    // If the person is in the list, a click opens them.
    const rows = [row(5, { chatId: asId<ChatId>(7), stage: known({ id: 'consider', name: '' }) })];
    const known5 = { ...start, keys: ['r:5'] };
    expect(show(found({ chats, rows }), {}, known5).notified.shown.messages?.place).toBe(
      'vacancy=1&negotiation=5',
    );
    // The next message is a new notice.
    const next = [chatOf(7, { last: known(last(4)) })];
    expect(show(found({ chats: next }), {}, notified).show?.topic).toBe('messages');
    expect(show(found({ chats }), {}, notified).show).toBeNull();
  });

  test("once of a response that has waited longer than the user's limit", () => {
    const rows = [row(5, { createdAt: known(now - 23 * hour) })];
    const before = show(found({ rows }));
    const late = now + 2 * hour;
    const { show: note, notified } = show(found({ rows }, late), { now: late }, before.notified);
    expect(note).toEqual({
      topic: 'waiting',
      title: 'Ждёт ответа: Соколова Вера',
      message: 'Без ответа 25\u00a0ч',
    });
    expect(show(found({ rows }, late + hour), {}, notified).show).toBeNull();
    // A response that arrived unnoticed is new, and not also late.
    expect(show(found({ rows }, late)).show?.topic).toBe('responses');
    const two = [row(1, { createdAt: known(0) }), row(2, { createdAt: known(0) })];
    const seen = { ...start, keys: ['r:1', 'r:2'] };
    expect(show(found({ rows: two }), {}, seen).show?.title).toBe('2 отклика ждут дольше 24 ч');
  });

  test('without facts that hh did not give', () => {
    const rows = [row(5, { createdAt: unread, candidate: candidateOf({ name: unread }) })];
    const { show: note } = show(inboxNotices({ ...emptyInbox, rows }, settings, now));
    expect(note).toEqual({ topic: 'responses', title: 'Новый отклик', message: 'Нажмите, чтобы открыть' });
    expect(found({ rows: [row(5)], chats: [chatOf(1, { unread })] })).toHaveLength(2);
  });

  test('of nothing in a muted vacancy', () => {
    const muted = [asId<VacancyId>(1)];
    expect(inboxNotices(inboxOf({ rows: [row(5)] }), { ...settings, muted }, now)).toEqual([]);
  });
});

describe('an applicant is notified', () => {
  const stage = (id: string, at = now): Event => ({ at, what: 'stage', stage: id });
  const of = (id: string, more: Parameters<typeof negotiationOf>[1], ...events: Event[]) => ({
    negotiation: negotiationOf(id, { fresh: true, ...more }),
    events,
  });
  const moved = (id: string, more: Parameters<typeof negotiationOf>[1] = {}) =>
    of('5', { stage: { id, name: '' }, ...more }, stage(id));
  const kinds = (...news: ReturnType<typeof of>[]) => applicantNotices(news).map(({ kind }) => kind);

  test('of an invitation, another answer, a refusal, a question and a view: one notice for each application', () => {
    expect(kinds(moved('phone_interview'), moved('consider'), moved('discard'))).toEqual([
      'invited',
      'answered',
      'refused',
    ]);
    const message: Event = { at: now, what: 'message' };
    const viewed: Event = { at: now, what: 'viewed' };
    expect(kinds(of('5', {}, message))).toEqual(['answered']);
    expect(kinds(of('5', { awaits: true }, message))).toEqual(['asked']);
    expect(kinds(of('5', {}, { at: now, what: 'asked' }))).toEqual(['asked']);
    expect(kinds(of('5', { fresh: false }, viewed))).toEqual(['read']);
    expect(kinds(of('5', { stage: { id: 'discard', name: '' } }, viewed, stage('discard'), message))).toEqual(
      ['refused'],
    );
    const { show: note, notified } = show(applicantNotices([moved('phone_interview')]));
    expect(note).toEqual({
      topic: 'invited',
      title: 'Приглашение: Ромашка',
      message: 'Бухгалтер: Телефонное интервью',
    });
    expect(notified.shown.invited?.place).toBe('page=applicant&negotiation=5');
  });

  test('of later messages, but of one event only if several are news', () => {
    const at = (event: Event, revision: number): Event => ({ ...event, at: now + revision, revision });
    const written: Event = { at: now, what: 'message' };
    const one = (id: string, ...events: Event[]) =>
      applicantNotices([of('5', { stage: { id, name: '' } }, ...events)]);
    const active = new Set(['refused', 'asked']);
    // The refusal is still on the screen when the employer writes.
    const refused = at(stage('discard'), 2);
    const first = show(one('discard', refused), { revision: 2 });
    const both = one('discard', refused, at(written, 3));
    const second = show(both, { revision: 3, active }, first.notified);
    expect(second.show?.topic).toBe('answered');
    expect(show(both, { revision: 3, active }, second.notified).show).toBeNull();
    // They arrived together, or in one night.
    expect(one('discard', refused, at(written, 2)).map(({ kind }) => kind)).toEqual(['refused']);
    const night = show(both, { isQuiet: true });
    const end = show(both, {}, night.notified);
    expect([night.isHeld, end.show?.topic]).toEqual([true, 'refused']);
    expect(show(both, {}, end.notified).show).toBeNull();
    const off = { ...settings, unnotified: ['refused' as const] };
    expect(show(both, {}, start, off).show?.topic).toBe('answered');
    // A question does not hide the message after it either.
    const asked = at({ at: now, what: 'asked' }, 2);
    const question = show(one('response', asked), { revision: 2 });
    const next = one('response', asked, at(written, 3));
    expect(show(next, { revision: 3, active }, question.notified).show?.topic).toBe('answered');
    // The user's own withdrawal is not news; what the employer writes afterwards is.
    const mine = at(stage('discard_by_applicant'), 2);
    expect(one('discard_by_applicant', at(written, 1), mine)).toEqual([]);
    expect(one('discard_by_applicant', mine, at(written, 3)).map(({ kind }) => kind)).toEqual(['answered']);
  });

  test('of nothing that is their own, seen on hh, hidden, or older than the first read', () => {
    expect(kinds(moved('discard_by_applicant'))).toEqual([]);
    expect(kinds(moved('discard', { fresh: false }))).toEqual([]);
    expect(kinds(moved('discard', { hidden: true }))).toEqual([]);
    // One's own message makes nothing new, and whether anything is new may be unknown.
    expect(kinds(of('5', { fresh: false }, { at: now, what: 'message' }))).toEqual([]);
    expect(kinds(of('5', { fresh: null }, { at: now, what: 'message' }))).toEqual([]);
    expect(kinds(of('5', {}, { at: now, what: 'viewed', before: true }))).toEqual([]);
  });

  test('up to a revision, which advances once no notice about it is on the screen', () => {
    const news = applicantNotices([moved('discard')]);
    const first = show(news, { revision: 3 });
    expect(first.notified.revision).toBe(1);
    const open = show(news, { revision: 3, active: new Set(['refused']) }, first.notified);
    expect([open.show, open.notified.revision]).toEqual([null, 1]);
    expect(show(news, { revision: 3 }, open.notified).notified.revision).toBe(3);
  });
});

describe('a snoozed negotiation', () => {
  const reminder = (more: Partial<Reminder> = {}, id = 5): Reminder => ({
    of: { kind: 'response', row: row(id), vacancy: 'Секретарь', unviewed: false },
    until: '2026-11-26T09:00',
    why: null,
    away: true,
    back: null,
    at: 0,
    done: false,
    was: null,
    ...more,
  });
  const application: Reminder = reminder({ of: { kind: 'application', negotiation: negotiationOf('8') } });

  test('is notified when it is due; one brought back by a message is not', () => {
    const due = reminderNotices([reminder()], now);
    const { show: first, notified } = show(due);
    expect(first).toEqual({ topic: 'back', title: 'Вернуться: Соколова Вера', message: 'Секретарь' });
    expect(notified.shown.back?.place).toBe('page=back&negotiation=5');
    expect(reminderNotices([reminder({ done: true }), reminder({ back: 'message' })], now)).toEqual([]);
    expect(reminderNotices([reminder({ until: '2026-11-27T09:00' })], now)).toEqual([]);
    expect(show(reminderNotices([application], now)).notified.shown.back?.place).toBe(
      'page=applicant&back=true&negotiation=8',
    );
    const note = { kind: 'note', text: 'Позвонить', on: '2026-11-26T09:00' } as const;
    expect(show(reminderNotices([reminder({ why: note })], now)).show?.message).toBe('Позвонить');
    const silence = { kind: 'silence', rule: 'invited-silent', since: now - 5 * 86_400_000 } as const;
    expect(show(reminderNotices([reminder({ why: silence, away: false })], now)).show?.message).toBe(
      'Приглашение 21\u00a0нояб, ответа не видно',
    );
    // When snoozed again, it is notified again.
    expect(
      show(reminderNotices([reminder({ until: '2026-11-26T10:00' })], now), {}, notified).show,
    ).not.toBeNull();
  });

  test('is part of a single notification if 500 are due at once', () => {
    const all = Array.from({ length: 500 }, (_, id) => reminder({}, id));
    const { show: note, notified } = show(reminderNotices(all, now));
    expect(note).toEqual({
      topic: 'back',
      title: 'Вернуться: 500 напоминаний',
      message: 'Соколова Вера, Петрова Инна, Ким Виктор, ещё 200',
    });
    expect(notified.shown.back?.place).toBe('page=back');
    expect(show(reminderNotices(all, now), {}, notified).show).toBeNull();
  });
});

const upToDate = { isBehind: false, now };
const blank = { at: null, who: null, what: null, words: '', place: '', list: '' };

describe('nothing is notified twice', () => {
  const rows = [row(1), row(2)];

  test('nor what existed before the first notification, or before another account is first read', () => {
    const notified = begun(nothingNotified, 'a', { owner: 'o', revision: 7 }, found({ rows }), [], upToDate);
    expect(notified).toMatchObject({ account: 'a', owner: 'o', revision: 7, keys: ['r:1', 'r:2'] });
    expect(show(found({ rows }), {}, notified).show).toBeNull();
    // A row from beyond the first page that moves up as others are viewed is older.
    expect(show(found({ rows: [...rows, row(3)] }), {}, notified).show).toBeNull();
    const fresh = row(4, { createdAt: known(now) });
    expect(show(found({ rows: [...rows, fresh] }), {}, notified).show?.title).toContain('Новый отклик');
    expect(begun(notified, 'a', { owner: 'o', revision: 9 }, found({ rows: [fresh] }), [], upToDate)).toBe(
      notified,
    );
    expect(begun(notified, null, { owner: null, revision: 0 }, [], [], upToDate)).toBe(notified);
    expect(
      begun(notified, 'b', { owner: 'o', revision: 9 }, found({ rows: [fresh] }), [], upToDate).keys,
    ).toContain('r:4');
  });

  test("nor, for a while, what arrives before the inbox has caught up with hh's counters", () => {
    const of = { owner: null, revision: 0 };
    const first = begun(nothingNotified, 'a', of, found({ rows }), [], { isBehind: true, now });
    expect(first).toMatchObject({ account: null, behindSince: now });
    // Also at night, when nothing may be shown.
    const look = show(found({ rows }), { isBehind: true, isQuiet: true }, first);
    expect([look.show, look.notified]).toEqual([null, { ...first, revision: 1 }]);
    const newer = found({ rows: [...rows, row(4, { createdAt: known(now) })] });
    const reminder: Notice = { ...blank, key: 'b:9:0', kind: 'back' };
    const read = begun(look.notified, 'a', of, newer, [reminder], { isBehind: false, now: now + 60_000 });
    expect(read).toMatchObject({ account: 'a', since: now, keys: ['r:1', 'r:2', 'r:4'] });
    // What became due meanwhile is news.
    expect(show([...newer, reminder], {}, read).show?.topic).toBe('back');
    // A busy account never catches up.
    const busy = begun(look.notified, 'a', of, newer, [], { isBehind: true, now: now + 15 * 60_000 });
    expect(busy.account).toBe('a');
    // The other account's wait does not count either.
    expect(begun({ ...busy, behindSince: 1 }, 'b', of, newer, [], { isBehind: true, now }).behindSince).toBe(
      now,
    );
  });

  test('nor what reappears in a list that could not be read for a while', () => {
    const { notified } = show(found({ rows }));
    const gone = show([], {}, notified).notified;
    expect(show(found({ rows }), {}, gone).show).toBeNull();
  });

  test('the memory of notices no longer present is limited', () => {
    const keys = Array.from({ length: 3000 }, (_, id) => `r:x${id}`);
    const { notified } = show(found({ rows }), {}, { ...start, keys });
    expect(notified.keys).toHaveLength(1002);
    expect(notified.keys.slice(-3)).toEqual(['r:x2999', 'r:1', 'r:2']);
  });

  test('a kind that is off counts as known, and is not made up for when switched on', () => {
    const off = show(found({ rows }), {}, start, { ...settings, unnotified: ['responses'] });
    expect(off.show).toBeNull();
    expect(show(found({ rows }), {}, off.notified).show).toBeNull();
  });

  test('what the user is looking at counts as known', () => {
    const seen = show(found({ rows }), { isSeen: () => true, isQuiet: true });
    expect([seen.show, seen.isHeld]).toEqual([null, false]);
    expect(show(found({ rows }), {}, seen.notified).show).toBeNull();
  });
});

describe('one notification for many notices', () => {
  const rows = [row(1), row(2)];
  const chats = [chatOf(7, { last: known(last(1)) })];

  test('replaces the one on the screen, and covers both', () => {
    const first = show(found({ rows }));
    const more = found({ rows: [...rows, row(3)] });
    expect(show(more, { active: new Set(['responses']) }, first.notified).show?.title).toBe(
      '3 новых отклика',
    );
    // The previous one was closed: it is over.
    expect(show(more, {}, first.notified).show?.title).toBe('Новый отклик: Егорова Алла');
    // One of them was viewed meanwhile.
    const less = found({ rows: [row(2), row(3)] });
    expect(show(less, { active: new Set(['responses']) }, first.notified).show?.title).toBe(
      '2 новых отклика',
    );
  });

  test('is a summary if there are several kinds', () => {
    const { show: note, notified } = show(found({ rows, chats }));
    expect(note).toEqual({
      topic: 'summary',
      title: '2 отклика и 1 чат с новым',
      message: 'Нажмите, чтобы открыть',
    });
    expect(notified.shown.summary?.place).toBe('');
    const refused = applicantNotices([
      {
        negotiation: negotiationOf('5', { fresh: true, stage: { id: 'discard', name: '' } }),
        events: [{ at: now, what: 'stage', stage: 'discard' }],
      },
    ]);
    expect(show([...found({ rows, chats }), ...refused]).show?.message).toBe('И ещё: 1 отказ');
  });

  test('is removed when it is no longer true', () => {
    const first = show(found({ rows }));
    const active = new Set(['responses']);
    expect(show(found({ rows: [row(2)] }), { active }, first.notified).clear).toEqual([]);
    expect(show([], { active }, first.notified)).toMatchObject({ clear: ['responses'], show: null });
    // Nothing is remembered about it: its account has signed out.
    expect(show([], { active }).clear).toEqual(['responses']);
    // The newer one replaces it.
    expect(show(found({ rows: [row(3)] }), { active }, first.notified).clear).toEqual([]);
  });

  test('waits a while for what hh counts but was not read yet, so that the night gives one summary', () => {
    const inbox = inboxOf({ rows });
    expect(isBehind(inbox, settings)).toBe(true);
    const read = Object.fromEntries(
      inbox.vacancies.map(({ id, unread: count }) => [
        id,
        { unread: count, at: now, more: false, nextPage: 1, skipped: 0 },
      ]),
    );
    expect(isBehind({ ...inbox, readAt: read }, settings)).toBe(false);
    const first = show(found({ rows }), { isBehind: true });
    expect([first.show, first.notified.behindSince]).toEqual([null, now]);
    const more = found({ rows: [...rows, row(3)] });
    expect(show(more, { now: now + 60_000 }, first.notified).show?.title).toBe('3 новых отклика');
    // A busy account never catches up; and a clock that was set does not extend the wait.
    for (const then of [now + 15 * 60_000, now - 5 * hour])
      expect(show(more, { isBehind: true, now: then }, first.notified).show).not.toBeNull();
  });
});

describe('during quiet hours', () => {
  const rows = [row(1), row(2)];
  const chats = [chatOf(7, { last: known(last(1)) })];

  test('nothing is shown; what arrived and still waits is notified once at the end', () => {
    const night = show(found({ rows: [row(1)] }), { isQuiet: true });
    expect([night.show, night.isHeld]).toEqual([null, true]);
    const later = show(found({ rows, chats }), { isQuiet: true }, night.notified);
    expect(later.show).toBeNull();
    const end = show(found({ rows: [row(2)], chats }), {}, later.notified);
    expect(end.show?.title).toBe('1 отклик и 1 чат с новым');
    expect(show(found({ rows: [row(2)], chats }), {}, end.notified).show).toBeNull();
  });

  test('nothing is held if nothing arrived, or its kind is off', () => {
    expect(show([], { isQuiet: true }).isHeld).toBe(false);
    const off = { ...settings, unnotified: ['responses' as const] };
    expect(show(found({ rows }), { isQuiet: true }, start, off).isHeld).toBe(false);
  });
});

describe('the texts', () => {
  const hidden = { ...settings, namesHidden: true };

  test('contain no names if the user wants that', () => {
    const one = show(found({ rows: [row(5)] }), {}, start, hidden).show;
    expect(one).toEqual({ topic: 'responses', title: 'Новый отклик', message: 'Нажмите, чтобы открыть' });
    const four = show(found({ rows: [1, 2, 3, 4].map((id) => row(id)) }), {}, start, hidden).show;
    expect(four).toEqual({ topic: 'responses', title: '4 новых отклика', message: 'Нажмите, чтобы открыть' });
    const chats = [chatOf(7, { last: known(last(1)) })];
    expect(JSON.stringify(show(found({ chats }), {}, start, hidden).show)).not.toMatch(/Ким|завтра/);
  });

  test('fit on one line with any name, and split no character', () => {
    const name = `=Ф"и\n\u202eо🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂`;
    const chats = [chatOf(7, { title: known(name), last: known(last(1)) })];
    const title = show(found({ chats })).show?.title ?? '';
    expect([...title]).toHaveLength(32);
    expect(title).toMatch(/^Новое сообщение: =Ф"и \u202eо🙂+…$/u);
  });

  test('have titles of at most 32 characters for each kind and number', () => {
    for (const count of [2, 5, 11, 21, 500]) {
      const notices = (kind: Notice['kind']): Notice[] =>
        Array.from({ length: count }, (_, id) => ({
          kind,
          key: `x:${id}`,
          at: null,
          who: 'Ким',
          what: 'Секретарь',
          words: '',
          place: '',
          list: '',
        }));
      for (const kind of [
        'responses',
        'messages',
        'waiting',
        'back',
        'invited',
        'asked',
        'answered',
        'refused',
        'read',
      ] as const) {
        const title = show(notices(kind)).show?.title ?? '';
        expect(title, `${kind} ${count}`).toContain(String(count));
        expect(title, `${kind} ${count}`).not.toContain('…');
      }
    }
  });
});
