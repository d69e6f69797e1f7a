import { describe, expect, test } from 'vitest';
import { asId, type ChatId, type MessageId, type NegotiationId, type VacancyId } from '../ids.ts';
import { known, unread } from '../known.ts';
import { ownedBy, ownKeys } from './account.ts';
import { emptyApplicant } from './applicant/applicant.ts';
import { negotiationOf as applicationOf } from './applicant/testing.ts';
import {
  type Found,
  withFound,
  withInterviewRead,
  withOneFound,
  withOurWord,
  withoutFollowUps,
} from './follow-ups.ts';
import type { Inbox } from './inbox.ts';
import {
  backList,
  backOnTop,
  dueToNotify,
  foundByRules,
  isAway,
  isDueNow,
  nextDueAt,
  pruned,
  type RemindAct,
  type Reminder,
  reminded,
  remindedAll,
  reminderId,
  reminderLimits,
  responseSubject,
  type Subject,
  standing,
  subjectId,
  undoableReminders,
  whyText,
  withApplication,
  withListed,
  withResponseNews,
} from './reminders.ts';
import { awayIds, collectionsWithoutAway, headWithoutAway, inboxWithoutAway } from './snoozed.ts';
import { chatOf, emptyInbox, managerOf, negotiationOf, rowOf, vacancyOf } from './testing.ts';

const now = new Date('2026-11-26T18:00').getTime();
const minute = 60_000;
const monday = '2026-11-30T09:00';
const id = (of: number | string) => asId<NegotiationId>(of);

const response = (of: number, more: Partial<Extract<Subject, { kind: 'response' }>> = {}): Subject => ({
  kind: 'response',
  row: rowOf(of),
  vacancy: 'Бухгалтер',
  unviewed: true,
  ...more,
});
const act = (all: readonly Reminder[], of: number, what: RemindAct, at = now) =>
  reminded(all, id(of), what, response(of), at);
const put = (of: number, until = monday, all: readonly Reminder[] = [], at = now) =>
  act(all, of, { until }, at);
const one = (all: readonly Reminder[]) => {
  const [first] = all;
  if (!first) throw new Error('none');
  return first;
};

describe('a snoozed negotiation', () => {
  test('is hidden until its time, and due from then on', () => {
    const reminder = one(put(1));
    const due = new Date(monday).getTime();
    expect(isAway(reminder, due - 1)).toBe(true);
    expect(isAway(reminder, due)).toBe(false);
    expect(isDueNow(reminder, due)).toBe(true);
  });

  test('follows a changed clock: due when set forward, hidden again when set back', () => {
    const reminder = one(put(1));
    expect([now, now + 30 * 86_400_000, now].map((at) => isDueNow(reminder, at))).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('has one reminder when snoozed again, and undo restores the previous one', () => {
    const twice = put(1, '2026-12-03T09:00', put(1), now + minute);
    expect(twice.map(({ until }) => until)).toEqual(['2026-12-03T09:00']);
    expect(act(twice, 1, 'undo').map(({ until }) => until)).toEqual([monday]);
    expect(act(put(1), 1, 'undo')).toEqual([]);
  });

  test('leaves the list when dismissed, and undo restores it', () => {
    const done = act(put(1), 1, 'done', now + minute);
    expect(backList(done, now)).toEqual({ due: [], later: [] });
    const again = act(done, 1, 'undo');
    expect(backList(again, now).later.map(reminderId)).toEqual(['1']);
  });

  test('can be undone for ten seconds, the last change first, even if the clock was set', () => {
    const all = put(2, monday, put(1), now + 1000);
    const ids = (at: number) => undoableReminders(all, at).map(reminderId);
    expect(ids(now + 2000)).toEqual(['2']);
    expect(ids(now + 11_001)).toEqual([]);
    expect(ids(now - 3_600_000)).toEqual([]);
  });

  test('is refused at the limit, and none is dropped', () => {
    let all: readonly Reminder[] = Array.from({ length: reminderLimits.count }, (_, at) => one(put(at + 1)));
    const before = all;
    all = put(5000, monday, all);
    expect(all).toBe(before);
    // An existing one can still be moved.
    expect(put(7, '2026-12-03T09:00', all)).toHaveLength(reminderLimits.count);
  });

  test('is kept after dismissal for as long as undo needs it, and 90 days if ignored', () => {
    const done = act(put(1), 1, 'done');
    expect(pruned(done, now + 5000)).toBe(done);
    expect(pruned(done, now + 2 * minute)).toEqual([]);
    const late = put(1);
    const due = new Date(monday).getTime();
    expect(pruned(late, due + reminderLimits.keptFor - 1)).toBe(late);
    expect(pruned(late, due + reminderLimits.keptFor + 1)).toEqual([]);
  });
});

describe('the list of reminders', () => {
  const all = [
    put(1, '2026-12-01T09:00'),
    put(2, '2026-11-20T09:00'),
    put(3, '2026-11-26T09:00'),
    put(4, monday),
  ];

  test('has due ones first, the longest overdue at the top, then the next ones', () => {
    const { due, later } = backList(all.flat(), now);
    expect([due.map(reminderId), later.map(reminderId)]).toEqual([
      ['2', '3'],
      ['4', '1'],
    ]);
    expect(nextDueAt(all.flat(), now)).toBe(new Date(monday).getTime());
    expect(nextDueAt([], now)).toBeNull();
  });

  test('contains all five hundred that are due at once', () => {
    const many = Array.from({ length: 500 }, (_, at) => one(put(at + 1, '2026-11-26T09:00')));
    expect(backList(many, now).due).toHaveLength(500);
    expect(nextDueAt(many, now)).toBeNull();
  });

  test('belongs to the current account and the applicant', () => {
    const account = managerOf({
      employer: { id: asId('1'), name: '' },
      managerId: asId('2'),
      accountId: asId('3'),
    });
    const mine = { '1/2/3': [...put(1)], '1/2/4': [...put(2)], 9: [...put(3)] };
    expect(ownedBy(mine, ownKeys(account, { owner: '9' })).map(reminderId)).toEqual(['1', '3']);
    expect(ownedBy(mine, ownKeys({ state: 'signed-out', problem: null }, { owner: null }))).toEqual([]);
  });
});

describe('comes back at once', () => {
  const news = (more: object) => ({
    id: id(1),
    stage: null,
    unreadMessages: null,
    hasUpdates: null,
    ...more,
  });
  const reminder = one(put(1));

  test.each([
    ['a message', { unreadMessages: 1 }, 'message'],
    ['another stage', { stage: { id: 'interview', name: 'Интервью' } }, 'stage'],
  ])('because of %s', (_, said, why) => {
    const back = withResponseNews(reminder, news(said));
    expect(back.back).toBe(why);
    expect(isDueNow(back, now)).toBe(true);
  });

  test('and not because of the same stage, read messages, another negotiation, or a missing value', () => {
    for (const said of [
      { stage: { id: 'response', name: 'Отклик' } },
      { unreadMessages: 0 },
      { id: id(2), unreadMessages: 5 },
      {},
    ])
      expect(withResponseNews(reminder, news(said))).toBe(reminder);
  });

  test('because of a message after one that was read meanwhile', () => {
    const talked = one(
      reminded(
        [],
        id(1),
        { until: monday },
        response(1, { row: rowOf(1, { unreadMessages: known(1) }) }),
        now,
      ),
    );
    const read = withResponseNews(talked, news({ unreadMessages: 0 }));
    expect(read.back).toBeNull();
    expect(withResponseNews(read, news({ unreadMessages: 1 })).back).toBe('message');
  });

  test('but not because of a value that was unknown before', () => {
    const dark = one(
      reminded(
        [],
        id(1),
        { until: monday },
        response(1, { row: rowOf(1, { stage: unread, unreadMessages: unread }) }),
        now,
      ),
    );
    const seen = withResponseNews(dark, news({ unreadMessages: 3, stage: { id: 'offer', name: 'Оффер' } }));
    expect(seen.back).toBeNull();
    expect(withResponseNews(seen, news({ unreadMessages: 4 })).back).toBe('message');
  });

  test('because of the list of chats', () => {
    const of = response(1, { row: rowOf(1, { chatId: asId<ChatId>('7') }) });
    const talked = one(reminded([], id(1), { until: monday }, of, now));
    const inbox = { rows: [], readAt: {}, chats: [chatOf('7', { unread: known(1) })] };
    expect(withListed(talked, inbox).back).toBe('message');
  });

  test('as an application because of an answer, a message, or anything new in it', () => {
    const of: Subject = { kind: 'application', negotiation: applicationOf(1, { messages: 1 }) };
    const put = one(reminded([], id(1), { until: monday }, of, now));
    expect(withApplication(put, applicationOf(1, { messages: 2 })).back).toBe('message');
    expect(withApplication(put, applicationOf(1, { messages: 1, fresh: true })).back).toBe('message');
    expect(withApplication(put, applicationOf(1, { stage: { id: 'invitation', name: '' } })).back).toBe(
      'stage',
    );
    expect(withApplication(put, applicationOf(1, { messages: 1, viewed: true })).back).toBeNull();
    expect(withApplication(put, applicationOf(1, { messages: 1 }))).toBe(put);
  });
});

describe('somebody snoozed', () => {
  const chatId = asId<ChatId>('7');
  const inbox: Inbox = {
    ...emptyInbox,
    vacancies: [vacancyOf(1, 3), vacancyOf(2, 4)],
    rows: [rowOf(1), rowOf(2), rowOf(3)],
    chats: [chatOf(chatId), chatOf('8')],
    unreadChats: known(2),
  };
  const talking = response(1, { row: rowOf(1, { chatId, unreadMessages: known(1) }) });
  const away = [...reminded([], id(1), { until: monday }, talking, now), ...put(2)];

  test('is neither listed nor counted until they are back', () => {
    const shown = inboxWithoutAway(inbox, away, now);
    expect(shown.rows.map(({ id }) => id)).toEqual(['3']);
    expect(shown.vacancies.map(({ unread }) => unread)).toEqual([known(1), known(4)]);
    expect([shown.unreadChats, shown.chats.map(({ id }) => id)]).toEqual([known(1), ['8']]);
    expect(inboxWithoutAway(inbox, away, new Date(monday).getTime())).toBe(inbox);
  });

  test('does not lower an unknown number, or any number below zero', () => {
    const shown = inboxWithoutAway(
      { ...inbox, vacancies: [{ ...vacancyOf(1, 0), unread }, vacancyOf(1, 1)], unreadChats: unread },
      away,
      now,
    );
    expect(shown.vacancies.map(({ unread: count }) => count)).toEqual([unread, known(0)]);
    expect(shown.unreadChats).toEqual(unread);
  });

  test('is no longer new once anybody has viewed them', () => {
    const read = { unread: known(1), at: now + 1, more: false, nextPage: 1, skipped: 0 };
    const rest = { rows: [rowOf(3)], chats: [], readAt: { 1: read } };
    const seen = away.map((one) => withListed(one, rest));
    expect(inboxWithoutAway(inbox, seen, now).vacancies[0]?.unread).toEqual(known(3));
    // Partly read rows say nothing about those not among them.
    const part = away.map((one) => withListed(one, { ...rest, readAt: { 1: { ...read, more: true } } }));
    expect(part).toEqual(away);
  });

  test('is not counted at their stage', () => {
    const collection = (of: string) => ({
      id: of,
      name: known(of),
      description: null,
      url: '',
      total: known(5),
      updates: known(4),
      orders: [],
      sub: [],
    });
    const shown = collectionsWithoutAway(
      [collection('response'), collection('offer')],
      asId<VacancyId>('1'),
      away,
      now,
    );
    expect(shown.map(({ total, updates }) => [total, updates])).toEqual([
      [known(3), known(2)],
      [known(5), known(4)],
    ]);
    expect(awayIds(away, now)).toEqual(new Set(['1', '2']));
  });

  test('is not counted among the applications', () => {
    const negotiation = applicationOf(1, { fresh: true });
    const head = {
      ...emptyApplicant,
      counts: { ...emptyApplicant.counts, new: 2, all: 5 },
      front: [negotiation, applicationOf(2)],
      total: 9,
    };
    const mine = reminded([], id(1), { until: monday }, { kind: 'application', negotiation }, now);
    expect(headWithoutAway(head, mine, now, 7)).toMatchObject({
      counts: { new: 1, all: 4 },
      front: [{ id: '2' }],
      total: 8,
    });
  });
});

test('a response is new if it is among the completely read rows', () => {
  const negotiation = negotiationOf(1, { hasUpdates: known(true) });
  const of = (inbox: Parameters<typeof responseSubject>[1]) => {
    const subject = responseSubject(negotiation, inbox, asId<VacancyId>('1'));
    return subject?.kind === 'response' && subject.unviewed;
  };
  const whole = { 1: { unread: known(0), at: 1, more: false, nextPage: 1, skipped: 0 } };
  expect(of({ rows: [], readAt: {} })).toBe(true);
  expect(of({ rows: [], readAt: whole })).toBe(false);
  expect(of({ rows: [rowOf(1)], readAt: whole })).toBe(true);
  // hh hides its vacancy, and no list names it.
  expect(responseSubject(negotiation, { rows: [], readAt: {} })).toBeNull();
});

describe('a note with a date', () => {
  const note = (all: readonly Reminder[], until = monday, text = 'Перезвонить') =>
    act(all, 1, { until, note: text }, now + minute);

  test('comes back with its text, and stays in the lists until then', () => {
    const [reminder] = note([]);
    expect(reminder).toMatchObject({ away: false, why: { kind: 'note', text: 'Перезвонить' } });
    expect(awayIds(note([]), now)).toEqual(new Set());
    expect(backList(note([]), now).later).toHaveLength(1);
    expect(backList(note([]), new Date(monday).getTime()).due).toHaveLength(1);
  });

  test('keeps a snoozed person hidden until its date; undo restores the first time', () => {
    const both = note(put(1, '2026-12-04T09:00'));
    expect(both).toMatchObject([{ until: monday, away: true, why: { kind: 'note' } }]);
    expect(act(both, 1, 'undo')).toMatchObject([{ until: '2026-12-04T09:00', away: true, why: null }]);
    // When snoozed it keeps its text.
    expect(put(1, '2026-12-05T09:00', note([]))).toMatchObject([
      { away: true, why: { text: 'Перезвонить' } },
    ]);
  });

  test('is not brought back by a message, because it was not hidden', () => {
    expect(
      withResponseNews(one(note([])), { id: id(1), stage: null, unreadMessages: 9, hasUpdates: null }).back,
    ).toBeNull();
  });
});

describe('a reminder found automatically', () => {
  const day = 86_400_000;
  const silence = (of: number, since = now - 9 * day): Found => ({
    of: { kind: 'application', negotiation: applicationOf(of) },
    until: '2026-11-24T09:00',
    why: { kind: 'silence', rule: 'read-silent', since },
  });
  const ids = (all: readonly Reminder[], at = now) => backList(all, at).due.map(reminderId);
  const done = (all: readonly Reminder[], of = 1) => reminded(all, id(of), 'done', null, now);

  test('is due, stays the same if nothing is new, and goes when it is no longer found', () => {
    const all = withFound([], [silence(1), silence(2)]);
    expect(ids(all)).toEqual(['1', '2']);
    expect(awayIds(all, now)).toEqual(new Set());
    expect(withFound(all, [silence(1), silence(2)])).toBe(all);
    expect(ids(withFound(all, [silence(2)]))).toEqual(['2']);
    expect(undoableReminders(all, now)).toEqual([]);
    // It is in lists of its own.
    expect(backOnTop(all, now)).toEqual([]);
  });

  test('never returns for the same silence once dismissed, while that can be found; for another one it does', () => {
    const all = done(withFound([], [silence(1)]));
    const later = now + 89 * day;
    expect(ids(withFound(pruned(all, later), [silence(1)]), later)).toEqual([]);
    expect(ids(withFound(all, [silence(1, now - 8 * day)]))).toEqual(['1']);
    // The earlier dismissal is still remembered.
    const next = done(withFound(all, [silence(1, now - 8 * day)]));
    expect(ids(withFound(next, [silence(1)]))).toEqual([]);
    expect(ids(withFound(next, [silence(1, now - 8 * day)]))).toEqual([]);
  });

  test('is dismissed with all others of its kind, and restored with them', () => {
    const own = put(9, '2026-11-26T09:00', [], now - minute);
    const all = [...withFound([], [silence(1), silence(2), silence(3)]), ...own];
    const found = foundByRules(all, now).map(reminderId);
    expect(found).toEqual(['1', '2', '3']);
    const gone = remindedAll(all, found, 'done', now);
    expect(ids(gone)).toEqual(['9']);
    const last = undoableReminders(gone, now + 9000).map(reminderId);
    expect(last).toEqual(['1', '2', '3']);
    expect(ids(remindedAll(gone, last, 'undo', now + 9000))).toEqual(['9', '1', '2', '3']);
    expect(remindedAll(all, [id(77)], 'done', now)).toBe(all);
  });

  test('is restored to its place by undo', () => {
    const undone = reminded(done(withFound([], [silence(1)])), id(1), 'undo', null, now);
    expect(ids(withFound(undone, [silence(1)]))).toEqual(['1']);
  });

  test("waits for the user's own time when snoozed, and then shows the same reason", () => {
    const all = reminded(withFound([], [silence(1)]), id(1), { until: monday }, null, now);
    expect(ids(withFound(all, [silence(1)]))).toEqual([]);
    const back = withFound(withFound(all, [silence(1)]), []);
    expect(ids(back, new Date(monday).getTime())).toEqual(['1']);
    expect(ids(withFound(done(back), [silence(1)]))).toEqual([]);
  });

  test('comes after those that the user snoozed, however long it is overdue', () => {
    const all = [...withFound([], [silence(1), silence(2)]), ...put(3, '2026-11-26T09:00')];
    expect(ids(all)).toEqual(['3', '1', '2']);
    // Snoozed, it is the user's own.
    const again = reminded(all, id(2), { until: '2026-11-26T10:00' }, null, now);
    expect(ids(again)).toEqual(['3', '2', '1']);
  });

  test('displaces none, and stops at the limit', () => {
    const full = Array.from({ length: reminderLimits.count }, (_, at) => one(put(at + 10)));
    expect(withFound(full, [silence(1)])).toBe(full);
  });

  test('is displaced by one that the user snoozes at the limit, the oldest first', () => {
    const found = Array.from({ length: reminderLimits.count }, (_, at) => silence(at + 1));
    const full = withFound([], found);
    const more = put(5000, monday, full);
    expect(more.map(reminderId)).toEqual([...full.slice(1).map(reminderId), '5000']);
    expect(one(more.slice(-1))).toMatchObject({ away: true });
  });

  test('an unanswered invitation is in no list until its time, and ends with an answer', () => {
    const invited: Reminder = {
      ...one(put(1)),
      away: false,
      at: 0,
      why: { kind: 'silence', rule: 'invited-silent', since: now },
    };
    expect(backList([invited], now)).toEqual({ due: [], later: [] });
    expect(standing([invited], subjectId(invited.of), now)).toBeUndefined();
    expect(ids([invited], new Date(monday).getTime())).toEqual(['1']);
    const news = { id: id(1), stage: null, unreadMessages: 9, hasUpdates: null };
    expect(ids([withResponseNews(invited, news)], new Date(monday).getTime())).toEqual([]);
  });

  /* One at a time, from a chat, a list or a write. */

  const foundOf = (why: Found['why'], until = '2026-11-26T09:00'): Found => ({ of: response(1), until, why });
  const promise = (since: number, text = 'Вернёмся с ответом.') =>
    foundOf({ kind: 'silence', rule: 'promised', since, text });
  const overlong = (days: number, stage = 'interview') =>
    foundOf({
      kind: 'silence',
      rule: 'overlong',
      since: now - days * day,
      stage: { id: stage, name: 'Интервью' },
      days,
      usual: 4,
    });
  const interview = (message: string, on = '2026-11-27T15:00', text = 'завтра в 15:00'): Found => ({
    of: { kind: 'application', negotiation: applicationOf(1, { stage: { id: 'invitation', name: '' } }) },
    until: '2026-11-26T09:00',
    why: { kind: 'interview', message: asId(message), on, text },
  });
  const add = (all: readonly Reminder[], ...found: Found[]) => found.reduce(withOneFound, all);

  test('a promise is notified once, whichever clock dates its message, and ends with our next message or a move', () => {
    const all = add([], promise(now - 4 * day));
    expect(all.map((one) => whyText(one, now))).toEqual(['Вы писали, что ответите: «Вернёмся с ответом.»']);
    expect(add(all, promise(now - 4 * day))).toBe(all);
    expect(ids(add(done(all), promise(now - 4 * day + 3_600_000)))).toEqual([]);
    expect(ids(add(done(all), promise(now - 2 * day)))).toEqual(['1']);
    // A later one replaces it.
    expect(add(all, promise(now - day, 'Напишу завтра.'))).toHaveLength(1);
    expect(ids(all.map((one) => withOurWord(one, id(1), now)))).toEqual([]);
    // A chat that was read late does not know later messages.
    expect(ids(all.map((one) => withOurWord(one, id(1), now - 5 * day)))).toEqual(['1']);
    const wrote = { id: id(1), stage: null, unreadMessages: 9, hasUpdates: null };
    expect(ids(all.map((one) => withResponseNews(one, wrote)))).toEqual(['1']);
    const stage = { id: 'offer', name: 'Оффер' };
    const over = all.map((one) => withResponseNews(one, { ...wrote, stage }));
    expect(ids(over)).toEqual([]);
    // It is still in the chat, and is read there again.
    expect(ids(add(pruned(over, now + 20 * day), promise(now - 4 * day)))).toEqual([]);
  });

  test('an overlong stay is notified once, grows when read again, and ends with a move', () => {
    const all = add([], overlong(9));
    expect(all.map((one) => whyText(one, now))).toEqual([
      'На этапе «Интервью» уже 9 дней или дольше, обычно 4 дня',
    ]);
    expect(add(all, overlong(10))).toMatchObject([{ why: { days: 10 } }]);
    // It is notified once at its time, however often it is read.
    expect(add(all, { ...overlong(10), until: '2026-11-27T18:00' })).toMatchObject([
      { until: '2026-11-26T09:00' },
    ]);
    expect(ids(add(done(all), overlong(10)))).toEqual([]);
    expect(ids(add(done(all), overlong(5, 'offer')))).toEqual(['1']);
    // Another active reason is enough.
    const promised = add([], promise(now - 4 * day));
    expect(add(promised, overlong(9))).toBe(promised);
    const put = reminded(all, id(1), { until: monday }, null, now);
    expect(add(put, overlong(10))).toBe(put);
  });

  test('twenty overlong stays are active at most; dismissing one makes room for another', () => {
    const all = Array.from({ length: 25 }, (_, at) => ({ ...overlong(9), of: response(at + 1) }));
    const first = add([], ...all);
    expect(ids(first)).toEqual(all.slice(0, 20).map(({ of }) => subjectId(of)));
    const fewer = [1, 2, 3].reduce((some, of) => done(some, of), first);
    expect(ids(add(fewer, ...all))).toEqual(all.slice(3, 23).map(({ of }) => subjectId(of)));
    expect(ids(add(first, { ...promise(now - day), of: response(30) }))).toHaveLength(21);
  });

  test('an interview is at the top from the day before, is notified on both days, and never returns once dismissed', () => {
    const all = add([], interview('m1'));
    const [early, morning] = [new Date('2026-11-26T08:00').getTime(), new Date('2026-11-27T09:00').getTime()];
    expect(all.map((one) => whyText(one, now))).toEqual([
      'Похоже, интервью 27\u00a0нояб, 15:00: «завтра в 15:00»',
    ]);
    expect(backList(all, early).later.map(reminderId)).toEqual(['1']);
    expect(nextDueAt(all, early)).toBe(new Date('2026-11-26T09:00').getTime());
    expect(backOnTop(all, now).map(reminderId)).toEqual(['1']);
    // A silence has waited longer, and can wait.
    expect(ids([...withFound([], [silence(2)]), ...all])).toEqual(['1', '2']);
    expect(nextDueAt(all, now)).toBe(morning);
    expect(all.map((one) => dueToNotify(one, early))).toEqual([null]);
    expect(all.map((one) => dueToNotify(one, now))).toEqual(['2026-11-26T09:00']);
    expect(all.map((one) => dueToNotify(one, morning))).toEqual(['2026-11-27T09:00']);
    expect(nextDueAt(all, morning)).toBeNull();
    // It is not notified once it is over; and before nine there is no morning notification.
    expect(all.map((one) => dueToNotify(one, new Date('2026-11-27T15:00').getTime()))).toEqual([null]);
    expect(nextDueAt(add([], interview('m1', '2026-11-27T08:30')), now)).toBeNull();
    // The list read meanwhile does not contain it.
    expect(withFound(all, [])).toBe(all);
    // The same words mean another day after travelling.
    expect(ids(add(done(all), interview('m1', '2026-11-28T15:00')))).toEqual([]);
    expect(ids(add(done(all), interview('m1', '2026-11-27T16:00', 'завтра в 16:00')))).toEqual(['1']);
    expect(add(all, interview('m2', '2026-11-28T15:00'))).toMatchObject([{ why: { message: 'm2' } }]);
    expect(pruned(all, new Date('2026-11-28T14:00').getTime())).toBe(all);
    expect(pruned(all, new Date('2026-11-28T16:00').getTime())).toEqual([]);
    const refused = applicationOf(1, { stage: { id: 'discard', name: '' } });
    expect(ids(all.map((one) => withApplication(one, refused)))).toEqual([]);
    expect(ids(done(all))).toEqual([]);
  });

  test('an interview ends when its message, read again, no longer names it; a snoozed one stays', () => {
    const all = add([], interview('m1'));
    const read = (of: readonly Reminder[], messages: string[], found: Found | null = null, whose = 1) =>
      ids(
        of.map((one) => withInterviewRead(one, id(whose), messages.map(asId<MessageId>), found)),
        new Date(monday).getTime(),
      );
    expect(read(all, ['m1', 'm2'])).toEqual([]);
    expect(read(all, ['m1', 'm2'], interview('m2'))).toEqual([]);
    expect(read(all, ['m1'], interview('m1'))).toEqual(['1']);
    // The message now names another time, and later the earlier one again.
    const late = interview('m1', '2026-11-27T16:00', 'завтра в 16:00');
    expect(read(all, ['m1'], late)).toEqual([]);
    const moved = (of: readonly Reminder[], found: Found) =>
      add(
        pruned(of, now).map((one) => withInterviewRead(one, id(1), [asId<MessageId>('m1')], found)),
        found,
      );
    expect(ids(moved(moved(all, late), interview('m1')))).toEqual(['1']);
    expect(read(all, ['m2'])).toEqual(['1']);
    expect(read(all, ['m1'], null, 2)).toEqual(['1']);
    expect(read(reminded(all, id(1), { until: monday }, null, now), ['m1'])).toEqual(['1']);
  });

  test('of an interview and an own note the earlier one is active', () => {
    const note = (on: string): Found => ({
      of: { kind: 'application', negotiation: applicationOf(1) },
      until: `${on}T09:00`,
      why: { kind: 'note', text: 'Позвонить', on: `${on}T09:00` },
    });
    const [early, late] = [note('2026-11-25'), note('2026-12-05')];
    const kinds = (all: readonly Reminder[]) => all.filter(({ done }) => !done).map(({ why }) => why?.kind);
    const told = add(withFound([], [late]), interview('m1'));
    expect(kinds(told)).toEqual(['interview']);
    expect(withFound(told, [late])).toBe(told);
    expect(kinds(withFound(done(told), [late]))).toEqual(['note']);
    expect(kinds(withFound(told, [early]))).toEqual(['note']);
    expect(kinds(add(withFound([], [early]), interview('m1')))).toEqual(['note']);
  });

  test('an interview replaces a silence, and says that an answer is awaited', () => {
    const all = add(withFound([], [silence(1)]), interview('m1'));
    expect(all).toMatchObject([{ why: { kind: 'interview' } }]);
    expect(withFound(all, [silence(1)])).toBe(all);
    const negotiation = applicationOf(1, { awaits: true, stage: { id: 'invitation', name: '' } });
    expect(whyText({ ...one(all), of: { kind: 'application', negotiation } }, now)).toBe(
      'Похоже, интервью 27\u00a0нояб, 15:00: «завтра в 15:00» · ответ за вами',
    );
    // After it is dismissed, the answer is still awaited.
    expect(ids(withFound(done(all), [silence(1)]))).toEqual(['1']);
  });

  test('ends when its rule is switched off, unless it was snoozed', () => {
    const all = add([], overlong(9));
    expect(all.map((one) => withoutFollowUps(one, ['promised']))).toEqual(all);
    expect(ids(all.map((one) => withoutFollowUps(one, ['overlong'])))).toEqual([]);
    const put = reminded(all, id(1), { until: monday }, null, now);
    expect(put.map((one) => withoutFollowUps(one, ['overlong']))).toEqual(put);
  });
});
