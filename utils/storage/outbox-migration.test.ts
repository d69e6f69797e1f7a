import { beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { partly } from '../../tests/partly.ts';
import { chatMessages, oldMessages } from '../hh/conversations.ts';
import { HhError } from '../hh/errors.ts';
import { negotiation } from '../hh/negotiations.ts';
import { asId } from '../ids.ts';
import { known } from '../known.ts';
import type { Hh } from '../worker/connection.ts';
import { createExecutors } from '../worker/executors.ts';
import { createOutbox } from '../worker/outbox.ts';
import { repair } from '../worker/repair.ts';
import { readDrafts } from './drafts.ts';
import { lossesItem, outboxItem } from './items.ts';

/* Entries that release 0.1 left behind, as it wrote them. */

const start = 1_800_000_000_000;
const account = '1455/5/7';
const letter = 'Спасибо';

/** One of each kind; `plan` as it was before its first try, `tried` what the first try added to it. */
const kinds: { wish: Record<string, unknown> & { kind: string }; plan: object; tried?: object }[] = [
  {
    wish: {
      kind: 'action',
      negotiationId: '10',
      actionId: 'discard_by_employer',
      values: { message: letter },
    },
    plan: {
      kind: 'action',
      method: 'PUT',
      url: 'https://api.hh.ru/negotiations/discard_by_employer/10',
      values: { message: letter },
      negotiationId: '10',
      before: 'response',
      after: null,
      messages: 1,
    },
  },
  {
    wish: { kind: 'message', negotiationId: '10', chatId: '7', text: letter },
    plan: { kind: 'message', chatId: '7', text: letter, key: 'key' },
  },
  {
    wish: { kind: 'file', negotiationId: '10', chatId: '7', fileId: 'f', name: 'a.pdf' },
    plan: { kind: 'file', chatId: '7', fileId: 'f', name: 'a.pdf', key: 'key', uploadId: null },
    tried: { uploadId: 'up' },
  },
  {
    wish: { kind: 'apply', vacancyId: '95', resumeId: 'a', text: letter },
    plan: { kind: 'apply', vacancyId: '95', resumeId: 'a', text: letter, same: null },
    tried: { same: 0 },
  },
  {
    wish: { kind: 'old-message', negotiationId: '10', text: letter },
    plan: { kind: 'old-message', negotiationId: '10', text: letter, same: null },
    tried: { same: 1 },
  },
  {
    wish: { kind: 'read', vacancyId: '95', negotiationIds: ['10'] },
    plan: { kind: 'read', vacancyId: '95', ids: ['10'] },
  },
  {
    wish: { kind: 'read-chat', chatId: '7', messageId: '1' },
    plan: { kind: 'read-chat', chatId: '7', messageId: '1' },
  },
  {
    wish: { kind: 'bulk', vacancyId: '95', negotiationIds: ['10'], actionId: 'discard', values: {} },
    plan: {
      kind: 'bulk',
      url: 'https://api.hh.ru/negotiations/discard',
      values: {},
      ids: ['10'],
      before: { 10: 'response' },
      after: 'discard',
    },
  },
  {
    wish: { kind: 'invite', resumeId: 'a', vacancyId: '95', actionId: 'invite', values: {} },
    plan: {
      kind: 'invite',
      url: 'https://api.hh.ru/negotiations/invite',
      values: {},
      employerId: '1455',
      resumeId: 'a',
      vacancyId: '95',
    },
  },
  {
    wish: { kind: 'note', applicantId: '7', text: letter, access: 'owner' },
    plan: { kind: 'note', applicantId: '7', text: letter, access: 'owner', same: null },
    tried: { same: 1 },
  },
  {
    wish: {
      kind: 'call',
      operation: 'get-or-create-chat-without-vacancy-common',
      method: 'POST',
      url: '/common/chats/without_vacancy',
      json: { resume_hash: 'a', first_message: letter },
      effects: ['writes'],
      once: true,
    },
    plan: {
      kind: 'call',
      operation: 'get-or-create-chat-without-vacancy-common',
      method: 'POST',
      url: '/common/chats/without_vacancy',
      json: { resume_hash: 'a', first_message: letter },
      effects: ['writes'],
      once: true,
    },
  },
];

const problem = (name: string) => ({ name, status: 403, requestId: 'r' });
/** Every state in which that release left an entry; `tried`: something may have been sent. */
const states: { at: string; tried: boolean; attempts: number; progress: object; more?: object }[] = [
  { at: 'waiting', tried: false, attempts: 0, progress: { at: 'waiting', until: start } },
  {
    at: 'waiting for a network',
    tried: false,
    attempts: 0,
    progress: { at: 'waiting', until: start, problem: { name: 'offline' } },
  },
  { at: 'waiting again', tried: true, attempts: 1, progress: { at: 'waiting', until: start } },
  { at: 'sending', tried: true, attempts: 1, progress: { at: 'sending', since: start } },
  {
    at: 'uncertain',
    tried: true,
    attempts: 2,
    progress: { at: 'uncertain', since: start, nextCheck: start },
    more: { checks: 2 },
  },
  {
    at: 'uncertain, refused',
    tried: true,
    attempts: 2,
    progress: { at: 'uncertain', since: start, nextCheck: start },
    more: { refused: true },
  },
  {
    at: 'failed, "refused"',
    tried: true,
    attempts: 1,
    progress: { at: 'failed', problem: problem('forbidden'), when: start, refused: true },
  },
  {
    at: 'failed',
    tried: true,
    attempts: 2,
    progress: { at: 'failed', problem: problem('not-sent'), when: start },
  },
  {
    at: 'failed, overdue',
    tried: false,
    attempts: 0,
    progress: { at: 'failed', problem: { name: 'overdue' }, when: start },
  },
  { at: 'sent', tried: true, attempts: 1, progress: { at: 'sent', when: start } },
];
type Kind = (typeof kinds)[number];
type State = (typeof states)[number];
const entryOf = (id: string, { wish, plan, tried }: Kind, state: State) => ({
  account,
  label: { action: 'Отказ', candidate: 'Ким Олег', vacancy: 'Пекарь' },
  resulting: null,
  id,
  wish,
  plan: { ...plan, ...(state.tried && tried) },
  createdAt: start,
  gestureAt: start,
  checks: 0,
  ...state.more,
  attempts: state.attempts,
  progress: state.progress,
});
const store = (...value: unknown[]) => browser.storage.local.set({ outbox: { v: 1, value } });

const hh = {
  act: vi.fn(),
  actOnMany: vi.fn(),
  sendOldMessage: vi.fn(),
  oldMessages: vi.fn(),
  negotiation: vi.fn(),
  read: vi.fn(),
  addComment: vi.fn(),
  comments: vi.fn(),
  vacanciesForResume: vi.fn(),
  negotiations: vi.fn(),
  apply: vi.fn(),
  send: vi.fn(),
  readChat: vi.fn(),
  messages: vi.fn(),
  call: vi.fn(),
};
/** How often something was sent that must not reach hh twice; a chat message is sent again with its key. */
const sentTimes = () =>
  [hh.act, hh.actOnMany, hh.sendOldMessage, hh.addComment, hh.apply].reduce(
    (sum, { mock }) => sum + mock.calls.length,
    // An upload that no message names has no effect yet.
    hh.call.mock.calls.filter(([{ url }]) => url === '/common/chats/without_vacancy').length,
  );

let clock = start;
const outboxOf = () =>
  createOutbox({
    executors: createExecutors(
      partly<Hh>({
        client: { send: hh.call },
        employer: hh,
        applicant: { negotiations: hh.negotiations, apply: hh.apply },
        conversations: {
          send: hh.send,
          read: hh.readChat,
          messages: hh.messages,
          oldMessages: hh.oldMessages,
          sendOldMessage: hh.sendOldMessage,
        },
      }),
      { get: async () => new Blob(['a']), remove: async () => {} },
      () => clock,
    ),
    account: async () => account,
    now: () => clock,
    ticks: () => clock,
    online: () => true,
    changed: () => {},
    arrived: async () => {},
  });
/** Lets time pass until nothing is due any more; half an hour at most. */
async function settled(outbox: ReturnType<typeof outboxOf>): Promise<void> {
  await outbox.run();
  for (let round = 0; round < 10; round++) {
    const due = await outbox.dueIn();
    if (due === null) return;
    clock += due;
    await outbox.run();
  }
}
const page = (...items: object[]) => ({ items: { items, skipped: 0 }, pages: 1 });
const ownNote = (id: string, at: number) => ({
  id,
  is_mine: known(true),
  text: known(letter),
  created_at: known(at),
});
const iso = (at: number) => new Date(at).toISOString();
/** Our own old messages. */
const oldPage = (...messages: [id: string, at: number][]) =>
  oldMessages.parse({
    items: messages.map(([id, at]) => ({
      id,
      created_at: iso(at),
      author: { participant_type: 'employer' },
      text: letter,
    })),
    pages: 1,
  });
const shown = (stage: string, messages: number) =>
  negotiation.parse({ id: 10, employer_state: { id: stage, name: stage }, counters: { messages } });
const chatOf = (...ids: string[]) =>
  chatMessages.parse({
    id: '7',
    messages: ids.map((id) => ({
      id,
      type: 'SIMPLE',
      creation_time: iso(start),
      sender_display_info: { name: 'A', role: 'EMPLOYER', is_current_participant: true },
      payload: { text: letter },
    })),
  });

/** Everything that may have been sent is at hh. */
function arrivedAll(): void {
  hh.negotiation.mockResolvedValue(shown('discard', 2));
  hh.oldMessages.mockResolvedValue(oldPage(['2', start], ['1', start - 900_000]));
  hh.comments.mockResolvedValue(page(ownNote('2', start), ownNote('1', start - 900_000)));
  hh.vacanciesForResume.mockResolvedValue({
    items: {
      items: [
        { id: '95', employer_negotiations_state: known({ id: 'invite' }), negotiations_state: known(null) },
      ],
      skipped: 0,
    },
  });
  hh.negotiations.mockResolvedValue({ items: { items: [{ resume: { id: 'a' } }], skipped: 0 } });
  hh.messages.mockResolvedValue(chatOf('1', '2'));
}
/** hh has only what was there before. */
function arrivedNothing(): void {
  hh.negotiation.mockResolvedValue(shown('response', 1));
  hh.oldMessages.mockResolvedValue(oldPage(['1', start - 900_000]));
  hh.comments.mockResolvedValue(page(ownNote('1', start - 900_000)));
  hh.vacanciesForResume.mockResolvedValue({
    items: {
      items: [{ id: '95', employer_negotiations_state: known(null), negotiations_state: known(null) }],
      skipped: 0,
    },
  });
  hh.negotiations.mockResolvedValue({ items: { items: [], skipped: 0 } });
  hh.messages.mockResolvedValue(chatOf());
}

beforeEach(() => {
  clock = start;
  for (const call of Object.values(hh)) call.mockReset().mockResolvedValue({});
});

const cells = kinds.flatMap((kind) => states.map((state) => ({ kind, state })));

test('reads every entry of every kind and state, with its request, label, account and times', async () => {
  const entries = cells.map(({ kind, state }, index) => entryOf(`e${index}`, kind, state));
  await store(...entries);
  const { value, lost } = await outboxItem.examine();
  expect(lost).toBe(0);
  expect(value).toMatchObject(
    entries.map(({ id, wish, label, account: of, createdAt }) => ({
      id,
      request: wish,
      label,
      account: of,
      createdAt,
      wantedAt: start,
      stampedAt: start,
    })),
  );
  expect(value.filter(({ progress }) => progress.at === 'sent')).toHaveLength(kinds.length);
});

test('reads an outbox of version 2, with the older names of its parts', async () => {
  const entries = cells.map(({ kind, state }, index) => entryOf(`e${index}`, kind, state));
  await store(...entries);
  const now = await outboxItem.getValue();
  const asVersion2 = now.map(({ request, prepared, ...entry }) => ({
    ...entry,
    wish: request,
    plan: prepared,
  }));
  await browser.storage.local.set({ outbox: { v: 2, value: asVersion2 } });
  expect(await outboxItem.examine()).toMatchObject({ value: now, lost: 0 });
});

describe.each(cells.filter(({ state }) => state.tried && state.at !== 'sent'))(
  '$kind.wish.kind, $state.at',
  ({ kind, state }) => {
    test('is not sent a second time, by itself or by a person, if it had arrived', async () => {
      arrivedAll();
      await store(entryOf('e', kind, state));
      const outbox = outboxOf();
      await settled(outbox);
      await outbox.retry(asId('e'));
      await settled(outbox);
      expect(sentTimes()).toBe(0);
      for (const [, { key }] of hh.send.mock.calls) expect(key).toBe('key');
      const [entry] = await outboxItem.getValue();
      expect(entry?.progress.at === 'failed' ? entry.progress.problem.name : entry?.progress.at).toMatch(
        /^(sent|outcome-unknown)$/,
      );
    });
  },
);

describe.each(cells.filter(({ state }) => state.at === 'waiting'))('$kind.wish.kind, waiting', (cell) => {
  test('is sent once', async () => {
    arrivedNothing();
    await store(entryOf('e', cell.kind, cell.state));
    await settled(outboxOf());
    const repeatable = [hh.send, hh.read, hh.readChat].reduce((sum, { mock }) => sum + mock.calls.length, 0);
    expect(sentTimes() + repeatable).toBe(1);
  });
});

test.each(kinds.filter(({ wish }) => wish.kind === 'note' || wish.kind === 'old-message'))(
  '$wish.kind: an older one with the same text is not taken for one that has arrived',
  async (kind) => {
    const state = states.find(({ at }) => at === 'sending');
    if (!state) throw new Error('no such state');
    arrivedNothing();
    await store(entryOf('e', kind, state));
    await settled(outboxOf());
    expect(sentTimes()).toBe(1);
  },
);

test('looks up an untried response to a vacancy before sending it', async () => {
  arrivedAll();
  const [kind, state] = [kinds.find(({ wish }) => wish.kind === 'apply'), states[0]];
  if (!kind || !state) throw new Error('no such cell');
  await store(entryOf('e', kind, state));
  await settled(outboxOf());
  expect(hh.apply).not.toHaveBeenCalled();
  expect((await outboxItem.getValue())[0]?.progress).toMatchObject({ problem: { name: 'already-applied' } });
});

test('looks up a write before sending it if "not now" may have answered the browser’s repetition', async () => {
  const kind = kinds.find(({ wish }) => wish.kind === 'note');
  if (!kind) throw new Error('no such kind');
  arrivedAll();
  await store(
    entryOf('e', kind, {
      at: 'waiting',
      tried: true,
      attempts: 0,
      progress: { at: 'waiting', until: start, problem: problem('too-many-requests') },
    }),
  );
  await settled(outboxOf());
  expect(sentTimes()).toBe(0);
  expect((await outboxItem.getValue())[0]?.progress.at).toBe('sent');
});

test('does not report a bulk letter that hh accepted as not sent if hh shows nothing of it', async () => {
  const [kind, state] = [
    kinds.find(({ wish }) => wish.kind === 'bulk'),
    states.find(({ at }) => at === 'uncertain'),
  ];
  if (!kind || !state) throw new Error('no such cell');
  arrivedNothing();
  await store(entryOf('e', kind, state));
  await settled(outboxOf());
  expect((await outboxItem.getValue())[0]?.progress).toMatchObject({ problem: { name: 'outcome-unknown' } });
});

test('turns only the broken entry into a draft', async () => {
  const [kind, state] = [kinds[1], states[0]];
  if (!kind || !state) throw new Error('no such cell');
  await browser.storage.local.set({
    account: {
      v: 1,
      value: {
        state: 'signed-in',
        kind: 'manager',
        name: 'Орлова',
        employer: { id: '1455', name: 'Ромашка' },
        managerId: '5',
        applicantId: null,
        accountId: '7',
        accounts: [],
      },
    },
  });
  const half = {
    ...entryOf('b', { ...kind, wish: { ...kind.wish, negotiationId: '11' } }, state),
    progress: null,
  };
  await store(entryOf('a', kind, state), half);
  await repair(() => start);
  expect((await outboxItem.getValue()).map(({ id }) => id)).toEqual(['a']);
  expect(await readDrafts()).toEqual({ 'message:11': { text: letter, at: start } });
  expect(await lossesItem.getValue()).toEqual({ outbox: { at: start, lost: 1 } });
});

test('looks first when a person retries: a refused look-up of that release does not mean a refused write', async () => {
  const [kind, state] = [
    kinds.find(({ wish }) => wish.kind === 'note'),
    states.find(({ at }) => at === 'failed, "refused"'),
  ];
  if (!kind || !state) throw new Error('no such cell');
  hh.comments.mockRejectedValue(new HhError('no-paid-access', 'answered'));
  await store(entryOf('e', kind, state));
  const outbox = outboxOf();
  await outbox.retry(asId('e'));
  await settled(outbox);
  expect(sentTimes()).toBe(0);
});
