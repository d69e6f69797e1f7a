import { beforeEach, describe, expect, test, vi } from 'vitest';
import { partly } from '../../tests/partly.ts';
import type { OutboxEntry, PreparedWrite, WriteRequest } from '../domain/write-request.ts';
import { chatMessages, conversationChanges, type From, oldMessages } from '../hh/conversations.ts';
import { HhError } from '../hh/errors.ts';
import { negotiation } from '../hh/negotiations.ts';
import {
  type ApplicantId,
  asId,
  type ChatId,
  type EmployerId,
  type EntryId,
  type NegotiationId,
  type ResumeId,
  type VacancyId,
} from '../ids.ts';
import { known, unread } from '../known.ts';
import { nextStep } from '../problem.ts';
import { draftsOf } from '../storage/drafts.ts';
import { draftsItem, outboxItem } from '../storage/items.ts';
import type { Hh } from './connection.ts';
import { sureRefusals } from './delivery.ts';
import { createExecutors } from './executors.ts';
import { createOutbox, type Outbox, type OutboxDeps } from './outbox.ts';
import { onlyEntry, submitTo } from './testing.ts';

const negotiationId = asId<NegotiationId>('10');
const reject: WriteRequest = {
  kind: 'action',
  negotiationId,
  actionId: 'discard_by_employer',
  values: { message: 'Спасибо' },
};
const rejectPrepared: PreparedWrite = {
  kind: 'action',
  method: 'PUT',
  url: 'https://api.hh.ru/negotiations/discard_by_employer/10',
  values: { message: 'Спасибо' },
  negotiationId,
  before: 'response',
  after: 'discard_by_employer',
  chatId: asId<ChatId>('7'),
  messages: 1,
};
const message: WriteRequest = {
  kind: 'message',
  negotiationId,
  chatId: asId<ChatId>('7'),
  text: 'Добрый день',
};
const messagePlan = (key: string): PreparedWrite => ({
  kind: 'message',
  chatId: asId<ChatId>('7'),
  text: 'Добрый день',
  key,
});
const about: Pick<OutboxEntry, 'label' | 'resulting' | 'account'> = {
  account: 'me',
  label: { action: 'Отказ', candidate: 'Петрова', vacancy: 'Бухгалтер' },
  resulting: null,
};

const cut = () => new HhError('no-connection', 'maybe');
const refused = (name: ConstructorParameters<typeof HhError>[0]) => new HhError(name, 'answered');

/** The wall clock, and by how much it was set; the difference is the time that passed. */
let clock = 0;
let jumped = 0;
const setClock = (by: number) => {
  clock += by;
  jumped += by;
};
let online = true;
let account = 'me';
/** What hh's own clock says, if known. */
let hhTime: number | null = null;
const hh = {
  act: vi.fn(),
  sendOldMessage: vi.fn(),
  oldMessages: vi.fn(),
  negotiation: vi.fn(),
  read: vi.fn(),
  send: vi.fn(),
  readChat: vi.fn(),
  messages: vi.fn(),
  call: vi.fn(),
  actOnMany: vi.fn(),
  addComment: vi.fn(),
  comments: vi.fn(),
  vacanciesForResume: vi.fn(),
};
const arrived = vi.fn();

function outboxOf(more: Partial<OutboxDeps> = {}) {
  return createOutbox({
    executors: createExecutors(
      partly<Hh>({
        client: { send: hh.call, hhTime: () => hhTime },
        employer: hh,
        conversations: {
          send: hh.send,
          read: hh.readChat,
          messages: hh.messages,
          oldMessages: hh.oldMessages,
          sendOldMessage: hh.sendOldMessage,
        },
      }),
      undefined,
      () => clock,
    ),
    account: async () => account,
    now: () => clock,
    online: () => online,
    ticks: () => clock - jumped,
    changed: () => {},
    arrived: async (entry) => arrived(entry),
    ...more,
  });
}

interface Written {
  id: string;
  text?: string;
  mine?: boolean;
  /** Unix ms. */
  at?: number;
}
const iso = (at: number) => new Date(at).toISOString();
const chatOf = (messages: Written[]) =>
  chatMessages.parse({
    id: '7',
    messages: messages.map(({ id, text = 'Спасибо', mine = true, at = 0 }) => ({
      id,
      type: 'SIMPLE',
      creation_time: iso(at),
      sender_display_info: { name: 'A', role: 'EMPLOYER', is_current_participant: mine },
      payload: { text },
    })),
  });
const ownMessage = (id: string, text = 'Добрый день', at = 0) => ({
  id,
  created_at: iso(at),
  author: { participant_type: 'employer' },
  text,
});
const oldPage = (items: object[], pages: number | null = 1) => oldMessages.parse({ items, pages });
/** Our own messages in the chat of the negotiation. */
const chatHolds = (...own: Written[]) => hh.messages.mockResolvedValue(chatOf(own));
/** Lets time pass until nothing in the outbox is due any more. */
const settled = async (outbox: Outbox, rounds = 5) => {
  for (let round = 0; round < rounds; round++) {
    const due = await outbox.dueIn();
    if (due === null) return;
    clock += due;
    await outbox.run();
  }
};
/** An outbox with one write without an undo window, after one run. */
async function sent(request: WriteRequest, prepared: PreparedWrite): Promise<Outbox> {
  const outbox = outboxOf();
  await submitTo(outbox, request, prepared, about, 0);
  await outbox.run();
  return outbox;
}
const ownNote = (id: string, text: string, at = 0) => ({
  id,
  is_mine: known(true),
  text: known(text),
  created_at: known(at),
});
const page = (items: object[], skipped = 0) => ({ items: { items, skipped }, pages: 1 });
const stage = (id: string, messages = 1) =>
  negotiation.parse({ id: 1, employer_state: { id, name: id }, counters: { messages } });

beforeEach(() => {
  clock = 1_000_000;
  jumped = 0;
  online = true;
  account = 'me';
  hhTime = null;
  for (const call of Object.values(hh)) call.mockReset().mockResolvedValue({});
  hh.negotiation.mockResolvedValue(negotiation.parse({ id: 1 }));
  chatHolds();
  hh.oldMessages.mockResolvedValue(oldPage([]));
  hh.comments.mockResolvedValue(page([]));
  arrived.mockReset();
});

describe('the undo window', () => {
  test('makes a write wait, and sends it once', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, reject, rejectPrepared, about, 10_000);
    await outbox.run();
    expect(hh.act).not.toHaveBeenCalled();
    clock += 10_000;
    await outbox.run();
    await outbox.run();
    expect(hh.act).toHaveBeenCalledTimes(1);
    expect((await onlyEntry()).progress.at).toBe('sent');
    expect(arrived).toHaveBeenCalledTimes(1);
  });

  test('turns an undone write back into a draft', async () => {
    const outbox = outboxOf();
    const id = await submitTo(outbox, reject, rejectPrepared, about, 10_000);
    expect(await outbox.undo(id)).toBe(true);
    clock += 20_000;
    await outbox.run();
    expect(hh.act).not.toHaveBeenCalled();
    expect(await outboxItem.getValue()).toEqual([]);
    expect(draftsOf(await draftsItem.getValue(), 'me')['action:10:discard_by_employer']?.text).toBe(
      'Спасибо',
    );
  });

  test('turns an undone first message of a chat without a vacancy into a draft, but not a change without a text', async () => {
    const outbox = outboxOf();
    const begin: Extract<WriteRequest, { kind: 'call' }> = {
      kind: 'call',
      ...conversationChanges.withoutVacancy(asId<ResumeId>('abc'), 'Здравствуйте'),
    };
    const leave: Extract<WriteRequest, { kind: 'call' }> = {
      kind: 'call',
      ...conversationChanges.leave(asId<ChatId>('7')),
    };
    for (const call of [begin, leave])
      expect(await outbox.undo(await submitTo(outbox, call, call, about, 10_000))).toBe(true);
    expect(draftsOf(await draftsItem.getValue(), 'me')).toMatchObject({
      'chat:abc': { text: 'Здравствуйте' },
    });
    expect(Object.keys(draftsOf(await draftsItem.getValue(), 'me'))).toEqual(['chat:abc']);
  });

  test('leaves nobody a draft of a letter that hh filled in for one of many', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, { ...reject, filled: true }, rejectPrepared, { ...about, group: 'g' }, 10_000);
    await outbox.stop('g');
    expect(await outboxItem.getValue()).toEqual([]);
    expect(draftsOf(await draftsItem.getValue(), 'me')).toEqual({});
  });

  test('is over once a write is in flight', async () => {
    const outbox = outboxOf();
    const id = await submitTo(outbox, reject, rejectPrepared, about, 0);
    let undone: boolean | undefined;
    hh.act.mockImplementation(async () => {
      undone = await outbox.undo(id);
    });
    await outbox.run();
    expect(undone).toBe(false);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });

  test('asks again if it ended hours ago', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, reject, rejectPrepared, about, 10_000);
    clock += 5 * 60 * 60_000;
    await outbox.run();
    expect(hh.act).not.toHaveBeenCalled();
    expect((await onlyEntry()).progress).toMatchObject({ at: 'failed', problem: { name: 'overdue' } });
  });

  test('ends in one sending even with two concurrent runs', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, reject, rejectPrepared, about, 0);
    await Promise.all([outbox.run(), outbox.run(), outbox.run()]);
    expect(hh.act).toHaveBeenCalledTimes(1);
  });

  test('sends nothing of one account while another is signed in', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, reject, rejectPrepared, about, 0);
    account = 'somebody else';
    await outbox.run();
    expect(hh.act).not.toHaveBeenCalled();
    expect(await outbox.dueIn()).toBeNull();
    account = 'me';
    await outbox.run();
    expect(hh.act).toHaveBeenCalledTimes(1);
  });
});

describe('an action whose outcome is unknown', () => {
  const lose = async () => {
    const outbox = outboxOf();
    hh.act.mockRejectedValueOnce(cut());
    await submitTo(outbox, reject, rejectPrepared, about, 0);
    await outbox.run();
    expect((await onlyEntry()).progress.at).toBe('uncertain');
    clock += 3_000;
    return outbox;
  };

  test('that arrived is recognised by its stage, and not sent again', async () => {
    const outbox = await lose();
    hh.negotiation.mockResolvedValue(stage('discard_by_employer'));
    chatHolds({ id: 'm1' });
    await outbox.run();
    expect(hh.act).toHaveBeenCalledTimes(1);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });

  test('that arrived is recognised by its letter, even behind more messages than hh returns at once', async () => {
    const outbox = await lose();
    hh.negotiation.mockResolvedValue(stage('discard_by_employer'));
    const newer = Array.from({ length: 50 }, (_, index) => ({
      id: String(200 - index),
      at: 200 - index,
      mine: false,
      text: 'Что дальше?',
    }));
    hh.messages.mockImplementation(async (_: ChatId, from: From | null) =>
      chatOf(from?.id === '151' ? [...newer.slice(49), { id: '150', at: 150 }] : newer),
    );
    await outbox.run();
    expect((await onlyEntry()).progress.at).toBe('sent');
    expect(hh.act).toHaveBeenCalledTimes(1);
  });

  test('that did not arrive is sent once more, and never a third time', async () => {
    const outbox = await lose();
    hh.negotiation.mockResolvedValue(stage('response'));
    hh.act.mockRejectedValue(cut());
    await settled(outbox, 10);
    expect(hh.act).toHaveBeenCalledTimes(2);
    expect((await onlyEntry()).progress).toMatchObject({ at: 'failed', problem: { name: 'not-sent' } });
  });

  test('that somebody else moved meanwhile is not sent again', async () => {
    const outbox = await lose();
    hh.negotiation.mockResolvedValue(stage('interview'));
    await settled(outbox);
    expect(hh.act).toHaveBeenCalledTimes(1);
    expect((await onlyEntry()).progress).toMatchObject({ at: 'failed', problem: { name: 'wrong-state' } });
  });

  test('is looked up with back-off while hh cannot be reached', async () => {
    const outbox = await lose();
    hh.negotiation.mockRejectedValue(cut());
    await outbox.run();
    const first = await onlyEntry();
    clock += (await outbox.dueIn()) ?? 0;
    await outbox.run();
    const second = await onlyEntry();
    expect([first.progress.at, second.progress.at]).toEqual(['uncertain', 'uncertain']);
    expect(second.checks).toBe(first.checks + 1);
    expect(hh.act).toHaveBeenCalledTimes(1);
  });

  test('of a worker that died while sending is looked up by the next one', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, reject, rejectPrepared, about, 0);
    const [entry] = await outboxItem.getValue();
    if (entry)
      await outboxItem.setValue([
        {
          ...entry,
          prepared: { ...rejectPrepared, letters: [] },
          attempts: 1,
          progress: { at: 'sending', since: clock },
        },
      ]);
    const next = outboxOf();
    hh.negotiation.mockResolvedValue(stage('discard_by_employer'));
    chatHolds({ id: 'm1' });
    await next.run();
    expect(hh.act).not.toHaveBeenCalled();
    expect((await onlyEntry()).progress.at).toBe('sent');
  });

  test('is looked up after a refusal "wrong state", which may follow a successful first try', async () => {
    const outbox = outboxOf();
    hh.act.mockImplementationOnce(async () => {
      chatHolds({ id: 'm1' });
      throw refused('wrong-state');
    });
    hh.negotiation.mockResolvedValue(stage('discard_by_employer', 2));
    await submitTo(outbox, reject, rejectPrepared, about, 0);
    await outbox.run();
    expect((await onlyEntry()).progress.at).toBe('sent');
    expect(hh.act).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['is found', () => chatHolds({ id: 'm1' }), { at: 'sent' }],
    ['is not there', () => chatHolds(), { at: 'failed', refused: true, problem: { name: 'captcha' } }],
    [
      'cannot be told',
      () => hh.messages.mockRejectedValue(refused('captcha')),
      { at: 'failed', problem: { name: 'outcome-unknown', url: 'https://hh.ru/captcha' } },
    ],
  ])('may precede a captcha for the browser’s repeated request: the letter %s', async (_, now, progress) => {
    const outbox = outboxOf();
    hh.negotiation.mockResolvedValue(stage('response', 1));
    hh.act.mockImplementationOnce(async () => {
      now();
      throw refused({ name: 'captcha', url: 'https://hh.ru/captcha' });
    });
    await submitTo(outbox, reject, rejectPrepared, about, 0);
    await outbox.run();
    expect((await onlyEntry()).progress).toMatchObject(progress);
  });

  describe('if hh’s clock is known', () => {
    const minute = 60_000;
    /** A rejection whose answer was lost, after which the chat holds messages at these times relative to hh's clock. */
    const lost = async (now: string, ...own: number[]) => {
      hhTime = Date.UTC(2026, 10, 20);
      const outbox = outboxOf();
      hh.act.mockRejectedValue(cut());
      hh.negotiation.mockResolvedValue(stage(now));
      await submitTo(outbox, reject, rejectPrepared, about, 0);
      await outbox.run();
      expect(hh.messages).not.toHaveBeenCalled();
      chatHolds(...own.map((by, index) => ({ id: `m${index}`, at: (hhTime ?? 0) + by })));
      await settled(outbox);
      return (await onlyEntry()).progress;
    };

    test('reads nothing before the letter is sent, and recognises it by its date afterwards', async () => {
      expect(await lost('discard_by_employer', -20 * minute, 500)).toEqual(
        expect.objectContaining({ at: 'sent' }),
      );
      expect(hh.act).toHaveBeenCalledTimes(1);
      expect(hh.call).not.toHaveBeenCalled();
    });

    test('does not take the same words from long before for the letter', async () => {
      const progress = await lost('hold', -20 * minute);
      expect(progress).toMatchObject({ at: 'failed', problem: { name: 'wrong-state' } });
      expect(hh.act).toHaveBeenCalledTimes(1);
    });

    test('leaves the outcome unknown for words from shortly before, because hh’s clocks may differ', async () => {
      const progress = await lost('hold', -minute);
      expect(progress).toMatchObject({ at: 'failed', problem: { name: 'outcome-unknown' } });
    });

    test('sends a letter that did not arrive once more, and recognises it by the first date', async () => {
      await lost('response');
      expect(hh.act).toHaveBeenCalledTimes(2);
    });

    test('reads the chat beforehand if another write says the same there', async () => {
      hhTime = Date.UTC(2026, 10, 20);
      const outbox = outboxOf();
      const said = { ...message, text: 'Спасибо' } as const;
      await submitTo(outbox, said, { ...messagePlan('k'), text: 'Спасибо' } as PreparedWrite, about, 0);
      await outbox.run();
      await submitTo(outbox, reject, rejectPrepared, about, 0);
      await outbox.run();
      expect(hh.messages).toHaveBeenCalledTimes(1);
    });
  });

  test('does not take a colleague’s silent rejection for our letter', async () => {
    const outbox = outboxOf();
    hh.act.mockRejectedValueOnce(refused('wrong-state'));
    hh.negotiation.mockResolvedValue(stage('discard_by_employer', 1));
    await submitTo(outbox, reject, rejectPrepared, about, 0);
    await outbox.run();
    expect((await onlyEntry()).progress).toMatchObject({
      at: 'failed',
      problem: { name: 'outcome-unknown' },
    });
  });

  test('that changes no stage is recognised by the letter in the conversation', async () => {
    const outbox = outboxOf();
    hh.act.mockRejectedValueOnce(cut());
    hh.negotiation.mockResolvedValue(stage('response', 2));
    await submitTo(outbox, reject, { ...rejectPrepared, after: null }, about, 0);
    await outbox.run();
    await settled(outbox);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });

  test('that changes no stage and carries no letter stays unknown', async () => {
    const outbox = outboxOf();
    hh.act.mockRejectedValueOnce(cut());
    hh.negotiation.mockResolvedValue(stage('response'));
    await submitTo(
      outbox,
      { ...reject, values: {} },
      { ...rejectPrepared, values: {}, after: null },
      about,
      0,
    );
    await outbox.run();
    await settled(outbox);
    expect(hh.act).toHaveBeenCalledTimes(1);
    expect((await onlyEntry()).progress).toMatchObject({
      at: 'failed',
      problem: { name: 'outcome-unknown' },
    });
  });
});

describe('messages', () => {
  test('are sent again with the same key if the answer was lost', async () => {
    const outbox = outboxOf();
    hh.send.mockRejectedValueOnce(cut());
    await submitTo(outbox, message, messagePlan('key-1'), about, 0);
    await outbox.run();
    await settled(outbox);
    expect(hh.send.mock.calls.map(([, { key }]) => key)).toEqual(['key-1', 'key-1']);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });

  test('of the old kind are looked for in the conversation before a second try', async () => {
    const outbox = outboxOf();
    hh.oldMessages.mockResolvedValueOnce(oldPage([ownMessage('1')]));
    hh.sendOldMessage.mockRejectedValueOnce(cut());
    await submitTo(
      outbox,
      { kind: 'old-message', negotiationId, text: 'Добрый день' },
      { kind: 'old-message', negotiationId, text: 'Добрый день', same: null },
      about,
      0,
    );
    await outbox.run();
    clock += 3_000;
    hh.oldMessages.mockResolvedValueOnce(oldPage([ownMessage('1'), ownMessage('2')]));
    await outbox.run();
    expect(hh.sendOldMessage).toHaveBeenCalledTimes(1);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });

  test('with the same text to the same person wait until the outcome of the first is known', async () => {
    const outbox = outboxOf();
    const write = (text: string) =>
      submitTo(
        outbox,
        { kind: 'old-message', negotiationId, text },
        { kind: 'old-message', negotiationId, text, same: null },
        about,
        0,
      );
    const held: object[] = [];
    hh.oldMessages.mockImplementation(async () => oldPage(held));
    // The first one is carried out half a minute after its answer was lost.
    hh.sendOldMessage.mockRejectedValueOnce(cut());
    hh.sendOldMessage.mockImplementation(async () => void held.push(ownMessage(`${held.length + 1}`)));
    await write('Добрый день');
    await outbox.run();
    // hh tidies what it stores.
    await write(' Добрый  день ');
    await outbox.run();
    expect(hh.sendOldMessage).toHaveBeenCalledTimes(1);
    held.push(ownMessage('1'));
    await settled(outbox, 10);
    expect(hh.sendOldMessage).toHaveBeenCalledTimes(2);
    expect((await outboxItem.getValue()).map(({ progress }) => progress.at)).toEqual(['sent', 'sent']);
    expect(held).toHaveLength(2);
  });

  test('keep their text when hh refuses them', async () => {
    const outbox = outboxOf();
    hh.send.mockRejectedValueOnce(refused('message-spam'));
    const id = await submitTo(outbox, message, messagePlan('k'), about, 0);
    await outbox.run();
    expect((await onlyEntry()).progress).toMatchObject({ at: 'failed', problem: { name: 'message-spam' } });
    await outbox.dismiss(id);
    expect(draftsOf(await draftsItem.getValue(), 'me')['message:10']?.text).toBe('Добрый день');
  });

  test('wait while offline, and are then sent by themselves', async () => {
    const outbox = outboxOf();
    online = false;
    await submitTo(outbox, message, messagePlan('k'), about, 0);
    await outbox.run();
    expect((await onlyEntry()).progress).toMatchObject({ at: 'waiting', problem: { name: 'offline' } });
    expect(hh.send).not.toHaveBeenCalled();
    online = true;
    clock += 30_000;
    await outbox.run();
    expect((await onlyEntry()).progress.at).toBe('sent');
  });

  test('are sent when hh said, if hh asked to wait', async () => {
    const outbox = outboxOf();
    hh.send.mockRejectedValueOnce(refused({ name: 'too-many-requests', retryAt: clock + 120_000 }));
    await submitTo(outbox, message, messagePlan('k'), about, 0);
    await outbox.run();
    expect(await outbox.dueIn()).toBe(120_000);
  });

  test('can no longer be undone if "not now" may follow a successful try; they are sent by their key', async () => {
    const outbox = outboxOf();
    chatHolds({ id: 'm1', text: 'Добрый день' });
    hh.send.mockRejectedValueOnce(refused('too-many-requests'));
    const id = await submitTo(outbox, message, messagePlan('k'), about, 0);
    await outbox.run();
    expect(await outbox.undo(id)).toBe(false);
    await settled(outbox);
    expect(hh.send.mock.calls.map(([, { key }]) => key)).toEqual(['k', 'k']);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });

  test('leave a newer draft alone when the earlier text arrives', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, message, messagePlan('k'), about, 10_000);
    await draftsItem.setValue({ me: { 'message:10': { text: 'И ещё вопрос', at: clock } } });
    clock += 10_000;
    await outbox.run();
    expect(draftsOf(await draftsItem.getValue(), 'me')['message:10']?.text).toBe('И ещё вопрос');
  });
});

describe('after a failure', () => {
  test('sends again what never arrived when a person retries', async () => {
    const outbox = outboxOf();
    hh.act.mockRejectedValueOnce(refused('message-policy'));
    const id = await submitTo(outbox, reject, rejectPrepared, about, 0);
    await outbox.run();
    hh.negotiation.mockResolvedValue(stage('response'));
    await outbox.retry(id);
    await outbox.run();
    await outbox.run();
    expect(hh.act).toHaveBeenCalledTimes(2);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });

  test('sends nothing that a full disk kept from being stored', async () => {
    const outbox = outboxOf();
    const set = vi.spyOn(outboxItem, 'setValue').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
    await expect(submitTo(outbox, reject, rejectPrepared, about, 0)).rejects.toThrow('quota');
    expect(hh.act).not.toHaveBeenCalled();
    set.mockRestore();
  });

  test('marks as read again after a lost answer, which has no further effect', async () => {
    const outbox = outboxOf();
    hh.read.mockRejectedValueOnce(cut());
    const request: WriteRequest = {
      kind: 'read',
      vacancyId: asId<VacancyId>('1'),
      negotiationIds: [negotiationId],
    };
    await submitTo(
      outbox,
      request,
      { kind: 'read', vacancyId: asId<VacancyId>('1'), ids: [negotiationId] },
      about,
      0,
    );
    await outbox.run();
    await settled(outbox);
    expect(hh.read).toHaveBeenCalledTimes(2);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });
});

describe('one call for many', () => {
  const ids = ['10', '11', '12'].map((id) => asId<NegotiationId>(id));
  const request: WriteRequest = {
    kind: 'bulk',
    vacancyId: asId<VacancyId>('1'),
    negotiationIds: ids,
    actionId: 'discard_by_employer',
    values: {},
  };
  const prepared: PreparedWrite = {
    kind: 'bulk',
    url: 'https://api.hh.ru/negotiations/discard_by_employer',
    values: {},
    ids,
    before: Object.fromEntries(ids.map((id) => [id, 'response'])),
    after: 'discard_by_employer',
  };
  /** hh shows these as rejected, and the others unchanged. */
  const refusedAt = (...done: string[]) =>
    hh.negotiation.mockImplementation(async (id: string) =>
      stage(done.includes(id) ? 'discard_by_employer' : 'response'),
    );

  test('says what happened to each, as shown by hh', async () => {
    refusedAt('10', '12');
    await submitTo(outboxOf(), request, prepared, about, 0);
    await outboxOf().run();
    const { progress } = await onlyEntry();
    expect(progress.at === 'sent' && progress.results?.map(({ id, done }) => [id, done])).toEqual([
      ['10', true],
      ['11', false],
      ['12', true],
    ]);
  });

  test('is not sent again if it was partly done when the answer was lost', async () => {
    hh.actOnMany.mockRejectedValueOnce(cut());
    refusedAt('10');
    const outbox = await sent(request, prepared);
    await settled(outbox);
    expect(hh.actOnMany).toHaveBeenCalledTimes(1);
    expect((await onlyEntry()).progress).toMatchObject({
      at: 'sent',
      results: [{ done: true }, { done: false }, { done: false }],
    });
  });

  test('is reported one by one and not sent again if hh refused it but did part of it', async () => {
    hh.actOnMany.mockRejectedValueOnce(refused('application-denied'));
    refusedAt('10');
    await sent(request, prepared);
    expect(hh.actOnMany).toHaveBeenCalledTimes(1);
    expect((await onlyEntry()).progress).toMatchObject({
      at: 'sent',
      results: [{ done: true }, { done: false }, { done: false }],
    });
  });

  test('fails with the reason if hh refused it as a whole', async () => {
    hh.actOnMany.mockRejectedValueOnce(refused('application-denied'));
    refusedAt();
    await submitTo(outboxOf(), request, prepared, about, 0);
    await outboxOf().run();
    expect((await onlyEntry()).progress).toMatchObject({
      at: 'failed',
      problem: { name: 'application-denied' },
    });
  });

  test('is looked up and never sent again if it was done but could not be read afterwards', async () => {
    hh.negotiation.mockRejectedValueOnce(cut());
    const outbox = outboxOf();
    await submitTo(outbox, request, prepared, about, 0);
    refusedAt('10', '11', '12');
    hh.negotiation.mockRejectedValueOnce(cut());
    await outbox.run();
    expect((await onlyEntry()).progress.at).toBe('uncertain');
    await settled(outbox);
    expect(hh.actOnMany).toHaveBeenCalledTimes(1);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });
});

test('stops a group as one', async () => {
  const outbox = outboxOf();
  const rejectOf = (id: number) => ({ ...reject, negotiationId: asId<NegotiationId>(id) });
  for (let index = 0; index < 3; index++)
    await submitTo(outbox, rejectOf(index), rejectPrepared, { ...about, group: 'many' }, 10_000);
  await submitTo(outbox, rejectOf(3), rejectPrepared, about, 10_000);
  await outbox.stop('many');
  expect((await outboxItem.getValue()).map(({ group }) => group)).toEqual([undefined]);
});

test('lets the first of two windows decide about a person until that has ended', async () => {
  const outbox = outboxOf();
  await submitTo(outbox, reject, rejectPrepared, about, 10_000);
  await expect(submitTo(outbox, reject, rejectPrepared, about, 10_000)).rejects.toMatchObject({
    problem: { name: 'wrong-state' },
  });
  expect(await outboxItem.getValue()).toHaveLength(1);
});

describe('an invitation', () => {
  const ids = {
    employerId: asId<EmployerId>('1'),
    resumeId: asId<ResumeId>('r'),
    vacancyId: asId<VacancyId>('v'),
  };
  /** The resume has no negotiation on the vacancy. */
  const nowhere = { id: 'v', negotiations_state: known(null), employer_negotiations_state: known(null) };
  const request: WriteRequest = { kind: 'invite', ...ids, actionId: 'phone_interview', values: {} };
  const prepared: PreparedWrite = {
    kind: 'invite',
    ...ids,
    url: 'https://api.hh.ru/negotiations/phone_interview',
    values: {},
  };

  test('counts as sent if hh refuses its repetition as already done', async () => {
    hh.act.mockRejectedValueOnce(refused('already-applied'));
    hh.vacanciesForResume.mockResolvedValue({
      items: {
        items: [{ ...nowhere, employer_negotiations_state: known({ id: 'phone_interview' }) }],
        skipped: 0,
      },
    });
    await sent(request, prepared);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });

  test('of unknown outcome is neither sent again nor reported as sent', async () => {
    hh.act.mockRejectedValueOnce(cut());
    hh.vacanciesForResume.mockResolvedValue({
      items: { items: [{ ...nowhere, negotiations_state: unread }], skipped: 0 },
    });
    const outbox = await sent(request, prepared);
    await settled(outbox);
    expect(hh.act).toHaveBeenCalledOnce();
    expect((await onlyEntry()).progress.at).not.toBe('sent');
  });

  test('that did not arrive is sent once more', async () => {
    hh.act.mockRejectedValueOnce(cut());
    hh.vacanciesForResume.mockResolvedValue({ items: { items: [nowhere], skipped: 0 } });
    const outbox = await sent(request, prepared);
    await settled(outbox);
    expect(hh.act).toHaveBeenCalledTimes(2);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });
});

describe('any other call', () => {
  const prepared: PreparedWrite = {
    kind: 'call',
    operation: 'delete-applicant-comment',
    method: 'DELETE',
    url: '/applicant_comments/1/2',
    effects: [],
  };

  test('is made again if its answer was lost, and is done if its object is already gone', async () => {
    hh.call.mockRejectedValueOnce(cut()).mockRejectedValueOnce(refused({ name: 'not-found', status: 404 }));
    const outbox = await sent(prepared, prepared);
    await settled(outbox);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });

  test('is done if the chat was already left, but not if there was nothing to edit', async () => {
    const leave = {
      ...prepared,
      operation: 'leave-chat',
      method: 'PUT',
      url: '/common/chats/7/leave',
    } as const;
    const edit = {
      ...prepared,
      operation: 'chat-message-put',
      method: 'PUT',
      url: '/common/chats/7/messages/1',
    } as const;
    const outbox = outboxOf();
    for (const [call, at] of [
      [leave, 'sent'],
      [edit, 'failed'],
    ] as const) {
      hh.call.mockRejectedValueOnce(cut()).mockRejectedValueOnce(refused({ name: 'not-found', status: 404 }));
      await submitTo(outbox, call, call, about, 0);
      await outbox.run();
      await settled(outbox);
      expect((await outboxItem.getValue()).at(-1)?.progress.at).toBe(at);
    }
  });

  test('that adds a note looks for it among one’s own before a second try', async () => {
    const mine = ownNote('1', 'Сильная');
    hh.comments.mockResolvedValueOnce(page([]));
    hh.addComment.mockRejectedValueOnce(cut());
    const note: WriteRequest = {
      kind: 'note',
      applicantId: asId<ApplicantId>('7'),
      text: 'Сильная',
      access: 'coworkers',
    };
    const outbox = await sent(note, { ...note, same: null });
    clock += 3_000;
    hh.comments.mockResolvedValue(page([mine]));
    await outbox.run();
    expect(hh.addComment).toHaveBeenCalledTimes(1);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });
});

describe('an edit', () => {
  type Call = Extract<WriteRequest, { kind: 'call' }>;
  const editOf = (operation: string, url: string, text: Pick<Call, 'json' | 'form'>): Call => ({
    ...text,
    kind: 'call',
    operation,
    method: 'PUT',
    url,
    effects: [],
  });
  const ofMessage = (chat: number, text = 'Иначе') =>
    editOf('chat-message-put', `/common/chats/${chat}/messages/1`, { json: { text } });
  const ofLetter = editOf('edit-negotiation-message', '/negotiations/10/messages/1', {
    form: { message: 'Иначе' },
  });
  const ofNote = (applicant: number) =>
    editOf('update-applicant-comment', `/applicant_comments/${applicant}/1`, {
      form: { text: 'Иначе', access_type: 'owner' },
    });

  type Write = { request: WriteRequest; prepared: PreparedWrite };
  const action: Write = { request: reject, prepared: rejectPrepared };
  const silentAction: Write = {
    request: { ...reject, values: {} },
    prepared: { ...rejectPrepared, values: {} },
  };
  const bulk: Write = {
    request: {
      kind: 'bulk',
      vacancyId: asId<VacancyId>('1'),
      negotiationIds: [negotiationId],
      actionId: 'discard_by_employer',
      values: { message: 'Спасибо' },
    },
    prepared: {
      kind: 'bulk',
      url: 'https://api.hh.ru/negotiations/discard_by_employer',
      values: { message: 'Спасибо' },
      ids: [negotiationId],
      before: { [negotiationId]: 'response' },
      after: 'discard_by_employer',
    },
  };
  const letter: Write = {
    request: { kind: 'old-message', negotiationId, text: 'Добрый день' },
    prepared: { kind: 'old-message', negotiationId, text: 'Добрый день', same: [] },
  };
  const about5 = { applicantId: asId<ApplicantId>('5'), text: 'Да', access: 'owner' } as const;
  const note: Write = {
    request: { kind: 'note', ...about5 },
    prepared: { kind: 'note', ...about5, same: [] },
  };

  test.each<[string, Call, Write, { by?: string; waits: boolean }]>([
    ['of a message waits for a letter in its chat', ofMessage(7), action, { waits: true }],
    ['of a message waits for a letter to many, who may be anyone', ofMessage(8), bulk, { waits: true }],
    ['of a letter waits for another one in its negotiation', ofLetter, letter, { waits: true }],
    ['of a note waits for another one about the same person', ofNote(5), note, { waits: true }],
    ['of a note does not wait for one about somebody else', ofNote(6), note, { waits: false }],
    ['does not wait for a letter in another chat', ofMessage(77), action, { waits: false }],
    ['does not wait for an action without a letter', ofMessage(7), silentAction, { waits: false }],
    // Only the other account can look up its own letter.
    ['does not wait for another account’s letter', ofMessage(7), action, { by: 'other', waits: false }],
  ])('%s whose outcome is unknown', async (_, edit, earlier, { by = 'me', waits }) => {
    for (const call of [hh.act, hh.actOnMany, hh.sendOldMessage, hh.addComment])
      call.mockRejectedValueOnce(cut());
    const outbox = await sent(earlier.request, earlier.prepared);
    expect((await onlyEntry()).progress.at).toBe('uncertain');
    account = by;
    await submitTo(outbox, edit, edit, { ...about, account: by }, 0);
    await outbox.run();
    expect(hh.call).toHaveBeenCalledTimes(waits ? 0 : 1);
    await settled(outbox, 20);
    expect(hh.call).toHaveBeenCalledTimes(1);
    expect((await outboxItem.getValue()).at(-1)?.progress.at).toBe('sent');
  });

  test('waits for an earlier one of the same text, which would undo it when made again', async () => {
    hh.call.mockRejectedValueOnce(cut());
    const [first, second] = [ofMessage(7, 'Раз'), ofMessage(7, 'Два')];
    const outbox = await sent(first, first);
    await submitTo(outbox, second, second, about, 0);
    await settled(outbox, 10);
    expect(hh.call.mock.calls.map(([{ json }]) => json.text)).toEqual(['Раз', 'Раз', 'Два']);
  });
});

describe('found by simulating every fault in every write', () => {
  test('does not take another’s move for an action whose target stage is unknown, once hh refused it', async () => {
    const outbox = outboxOf();
    const { kind, negotiationId: id } = reject;
    const deeper: WriteRequest = {
      kind,
      negotiationId: id,
      actionId: 'interview',
      subActionId: 'second',
      values: {},
    };
    await submitTo(outbox, deeper, { ...rejectPrepared, values: {}, after: null }, about, 0);
    hh.act.mockRejectedValueOnce(refused('wrong-state'));
    hh.negotiation.mockResolvedValue(stage('discard_by_applicant'));
    await outbox.run();
    await outbox.run();
    expect((await onlyEntry()).progress).toMatchObject({
      at: 'failed',
      problem: { name: 'outcome-unknown' },
    });
  });

  test('looks for a note that hh was slow to add until hh has surely finished', async () => {
    const note: WriteRequest = {
      kind: 'note',
      applicantId: asId<ApplicantId>('7'),
      text: 'Да',
      access: 'owner',
    };
    hh.addComment.mockRejectedValueOnce(new HhError('timeout', 'maybe'));
    const outbox = outboxOf();
    await submitTo(outbox, note, { ...note, same: null }, about, 0);
    const tried = clock;
    await outbox.run();
    await settled(outbox, 2);
    expect((await onlyEntry()).progress.at).toBe('uncertain');
    hh.comments.mockResolvedValue(page([ownNote('1', 'Да')]));
    await settled(outbox);
    expect(clock - tried).toBeGreaterThan(40_000);
    expect((await onlyEntry()).progress.at).toBe('sent');
    expect(hh.addComment).toHaveBeenCalledTimes(1);
  });

  test('looks up an action that was not sent in two tries before a third', async () => {
    const outbox = outboxOf();
    const id = await submitTo(outbox, reject, rejectPrepared, about, 0);
    hh.act.mockRejectedValue(cut());
    hh.negotiation.mockResolvedValue(stage('response'));
    await settled(outbox, 10);
    expect((await onlyEntry()).progress).toMatchObject({ at: 'failed', problem: { name: 'not-sent' } });
    hh.negotiation.mockResolvedValue(stage('discard_by_employer', 2));
    chatHolds({ id: 'm1' });
    await outbox.retry(id);
    await outbox.run();
    expect((await onlyEntry()).progress.at).toBe('sent');
    expect(hh.act).toHaveBeenCalledTimes(2);
  });
});

describe('retries, waits and clocks', () => {
  const oldMessage: WriteRequest = { kind: 'old-message', negotiationId, text: 'Спасибо' };
  const oldPlan: PreparedWrite = { ...oldMessage, same: null };

  test('takes a write that could not be prepared for not sent, whatever the conversation holds', async () => {
    const outbox = outboxOf();
    hh.oldMessages.mockRejectedValueOnce(cut());
    await submitTo(outbox, oldMessage, oldPlan, about, 0);
    await outbox.run();
    expect((await onlyEntry()).progress.at).toBe('waiting');
    hh.oldMessages.mockResolvedValue(oldPage([ownMessage('1', 'Спасибо')]));
    clock += 30_000;
    await outbox.run();
    expect(hh.sendOldMessage).toHaveBeenCalledTimes(1);
  });

  test('looks up an unknown outcome first, however often a person retries', async () => {
    const outbox = outboxOf();
    hh.oldMessages.mockResolvedValueOnce(oldPage([]));
    hh.sendOldMessage.mockRejectedValueOnce(cut());
    const id = await submitTo(outbox, oldMessage, oldPlan, about, 0);
    await outbox.run();
    for (let round = 0; round < 3; round++) {
      clock += 60_000;
      hh.oldMessages.mockRejectedValueOnce(refused('forbidden'));
      await outbox.run();
      expect((await onlyEntry()).progress.at).toBe('failed');
      await outboxItem.setValue(
        (await outboxItem.getValue()).map((entry) => ({
          ...entry,
          progress: { at: 'failed', problem: { name: 'forbidden' }, when: clock },
        })),
      );
      await outbox.retry(id);
      expect((await onlyEntry()).progress.at).toBe('uncertain');
    }
    expect(hh.sendOldMessage).toHaveBeenCalledTimes(1);
  });

  test.each(['captcha', 'guard'] as const)('decides nothing if a look-up meets a %s', async (name) => {
    const outbox = outboxOf();
    hh.act.mockRejectedValueOnce(cut());
    await submitTo(outbox, reject, { ...rejectPrepared, values: {} }, about, 0);
    await outbox.run();
    clock += 3_000;
    hh.negotiation.mockRejectedValueOnce(refused(name));
    await outbox.run();
    expect((await onlyEntry()).progress.at).toBe('uncertain');
  });

  test('sends again what hh refused, even if the applicant has written since', async () => {
    const outbox = outboxOf();
    hh.negotiation.mockResolvedValue(stage('response', 5));
    hh.act.mockRejectedValueOnce(refused('in-a-row-limit'));
    const id = await submitTo(outbox, reject, { ...rejectPrepared, after: null }, about, 0);
    await outbox.run();
    hh.negotiation.mockResolvedValue(stage('response', 6));
    await outbox.retry(id);
    await outbox.run();
    expect(hh.act).toHaveBeenCalledTimes(2);
  });

  test('reports a run that finds another in flight, and that nothing is due for nobody', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, reject, rejectPrepared, about, 0);
    expect(await Promise.all([outbox.run(), outbox.run()])).toEqual([true, false]);
    account = '';
    expect(await outbox.dueIn()).toBeNull();
    await expect(submitTo(outbox, reject, rejectPrepared, about, 0)).rejects.toMatchObject({
      problem: { name: 'signed-out' },
    });
  });

  test('does not believe a wait of a month', async () => {
    const outbox = outboxOf();
    hh.send.mockRejectedValueOnce(refused({ name: 'too-many-requests', retryAt: clock + 30 * 86_400_000 }));
    await submitTo(outbox, message, messagePlan('k'), about, 0);
    await outbox.run();
    expect((await outbox.dueIn()) ?? 0).toBeLessThanOrEqual(30 * 60_000);
  });

  test('sends everything before a sign-out, and stops at what could not be sent', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, reject, rejectPrepared, about, 10_000);
    await submitTo(outbox, message, messagePlan('k'), about, 10_000);
    hh.send.mockRejectedValueOnce(refused('message-spam'));
    const end = vi.fn();
    await expect(outbox.leave(end)).rejects.toMatchObject({ problem: { name: 'unsent' } });
    expect(hh.act).toHaveBeenCalledTimes(1);
    expect(end).not.toHaveBeenCalled();
    await outbox.leave(end, true);
    expect(end).toHaveBeenCalledTimes(1);
  });

  test('does not lengthen a wait after a clock was set back, nor shorten an undo window after it was set forward', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, reject, rejectPrepared, about, 10_000);
    setClock(-86_400_000);
    expect(await outbox.dueIn()).toBe(10_000);
    setClock(86_400_000 + 5 * 60_000);
    expect(await outbox.dueIn()).toBe(10_000);
    clock += 10_000;
    await outbox.run();
    expect(hh.act).toHaveBeenCalledTimes(1);
  });

  test('has a time by which a claim must be looked after', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, reject, rejectPrepared, about, 0);
    const [entry] = await outboxItem.getValue();
    if (entry)
      await outboxItem.setValue([{ ...entry, attempts: 1, progress: { at: 'sending', since: clock } }]);
    expect(await outbox.dueIn()).toBe(30_000);
  });

  test('does not overwrite a newer draft when undoing', async () => {
    const outbox = outboxOf();
    const id = await submitTo(outbox, message, messagePlan('k'), about, 10_000);
    await draftsItem.setValue({ me: { 'message:10': { text: 'Новее', at: clock } } });
    await outbox.undo(id);
    expect(draftsOf(await draftsItem.getValue(), 'me')['message:10']?.text).toBe('Добрый день\n\nНовее');
  });
});

describe('an outcome is a fact about the write', () => {
  const note: WriteRequest = {
    kind: 'note',
    applicantId: asId<ApplicantId>('7'),
    text: 'Сильная',
    access: 'owner',
  };
  const notePlan: PreparedWrite = { ...note, same: null };
  const old: WriteRequest = { kind: 'old-message', negotiationId, text: 'Добрый день' };
  const oldPlan: PreparedWrite = { ...old, same: null };
  const hour = 60 * 60_000;
  const failure = async () => {
    const { progress } = await onlyEntry();
    return progress.at === 'failed' ? progress.problem.name : progress.at;
  };

  test.each(['forbidden', 'not-found', 'no-paid-access'] as const)(
    'a look-up refused as %s says nothing about it: unknown, and looked up again before it may be sent again',
    async (name) => {
      const outbox = outboxOf();
      hh.addComment.mockRejectedValueOnce(cut());
      hh.comments.mockResolvedValueOnce(page([])).mockRejectedValue(refused(name));
      const id = await submitTo(outbox, note, notePlan, about, 0);
      await outbox.run();
      await settled(outbox);
      expect(await failure()).toBe('outcome-unknown');
      await outbox.retry(id);
      await settled(outbox);
      expect(await failure()).toBe('outcome-unknown');
      hh.comments.mockResolvedValue(page([ownNote('1', 'Сильная')]));
      await outbox.retry(id);
      await settled(outbox);
      expect(await failure()).toBe('sent');
      expect(hh.addComment).toHaveBeenCalledTimes(1);
    },
  );

  test('a second copy of a note that the browser made is removed; one of an old message is reported', async () => {
    const outbox = outboxOf();
    hh.comments
      .mockResolvedValueOnce(page([ownNote('1', 'Сильная', 1)]))
      .mockResolvedValue(page([1, 2, 3].map((id) => ownNote(String(id), 'Сильная', id))));
    await submitTo(outbox, note, notePlan, about, 0);
    await outbox.run();
    expect(hh.call.mock.calls.map(([call]) => [call.method, call.url])).toEqual([
      ['DELETE', '/applicant_comments/7/3'],
    ]);
    expect((await onlyEntry()).progress).toEqual({ at: 'sent', when: clock });
    await outboxItem.setValue([]);
    hh.oldMessages
      .mockResolvedValueOnce(oldPage([]))
      .mockResolvedValue(oldPage([ownMessage('1'), ownMessage('2')]));
    await submitTo(outbox, old, oldPlan, about, 0);
    await outbox.run();
    expect((await onlyEntry()).progress).toMatchObject({ at: 'sent', copies: 'two' });
  });

  const removed = () =>
    hh.call.mock.calls.filter(([{ method }]) => method === 'DELETE').map(([{ url }]) => url);

  test.each([null, rejectPrepared.before])(
    'a second letter of an action that leaves the stage is removed, and no earlier one (after: %s)',
    async (after) => {
      const outbox = outboxOf();
      const earlier = { id: 'm0', at: 0 };
      chatHolds(earlier);
      hh.act.mockImplementation(async () => chatHolds({ id: 'm1', at: 5 }, { id: 'm2', at: 6 }, earlier));
      await submitTo(outbox, reject, { ...rejectPrepared, after }, about, 0);
      await outbox.run();
      expect(removed()).toEqual(['/common/chats/7/messages/m2']);
      expect((await onlyEntry()).progress).toEqual({ at: 'sent', when: clock });
      expect(hh.act).toHaveBeenCalledTimes(1);
    },
  );

  test('a second letter that hh does not remove is reported, and so is one that cannot be read', async () => {
    const outbox = outboxOf();
    hh.act.mockImplementation(async () => chatHolds({ id: 'm1' }, { id: 'm2' }));
    hh.call.mockRejectedValue(refused('message-not-editable'));
    await submitTo(outbox, reject, { ...rejectPrepared, after: null }, about, 0);
    await outbox.run();
    expect((await onlyEntry()).progress).toMatchObject({ at: 'sent', copies: 'two' });
    await outboxItem.setValue([]);
    chatHolds();
    hh.act.mockImplementation(async () => hh.messages.mockRejectedValue(cut()));
    await submitTo(outbox, reject, { ...rejectPrepared, after: null }, about, 0);
    await outbox.run();
    expect((await onlyEntry()).progress).toMatchObject({ at: 'sent', copies: 'unknown' });
  });

  test.each([
    [2, undefined],
    [3, 'unknown'],
  ])('in a chat closed to us, %i messages after 1 mean copies: %s', async (messages, copies) => {
    const outbox = outboxOf();
    hh.messages.mockRejectedValue(refused('forbidden'));
    hh.negotiation.mockResolvedValueOnce(stage('response', 1)).mockResolvedValue(stage('response', messages));
    await submitTo(outbox, reject, { ...rejectPrepared, after: null }, about, 0);
    await outbox.run();
    const { progress } = await onlyEntry();
    expect(progress).toEqual({ at: 'sent', when: clock, ...(copies && { copies }) });
  });

  describe('a chat without vacancy', () => {
    const begin: Extract<WriteRequest, { kind: 'call' }> = {
      kind: 'call',
      ...conversationChanges.withoutVacancy(asId<ResumeId>('abc'), 'Спасибо'),
    };
    const run = async () => {
      await sent(begin, begin);
      return (await onlyEntry()).progress;
    };
    const month = 30 * 24 * hour;

    beforeEach(() => {
      clock = 2 * month;
      hh.call.mockResolvedValueOnce({ id: '7' });
    });

    test('keeps its first letter only: a second one is removed', async () => {
      chatHolds({ id: 'm2', at: clock + 1 }, { id: 'm1', at: clock });
      expect(await run()).toEqual({ at: 'sent', when: clock });
      expect(removed()).toEqual(['/common/chats/7/messages/m2']);
    });

    test('reports two letters if hh does not remove one', async () => {
      chatHolds({ id: 'm2', at: clock + 1 }, { id: 'm1', at: clock });
      hh.call.mockRejectedValue(refused('message-not-editable'));
      expect(await run()).toMatchObject({ at: 'sent', copies: 'two' });
    });

    test('that already existed may hold the same text from before, which is no second copy', async () => {
      chatHolds({ id: 'm1', at: clock }, { id: 'm0', at: clock - month });
      expect(await run()).toEqual({ at: 'sent', when: clock });
      expect(removed()).toEqual([]);
    });

    test('is looked at again if hh refused the first look; then its second letter is removed', async () => {
      hh.messages.mockRejectedValueOnce(refused('view-limit'));
      const outbox = await sent(begin, begin);
      expect((await onlyEntry()).progress.at).toBe('uncertain');
      chatHolds({ id: 'm2', at: clock + 1 }, { id: 'm1', at: clock });
      await settled(outbox);
      expect((await onlyEntry()).progress).toMatchObject({ at: 'sent' });
      expect(removed()).toEqual(['/common/chats/7/messages/m2']);
      expect(hh.call).toHaveBeenCalledTimes(2);
    });

    test('that hh only returned holds no new letter, whatever it held before', async () => {
      chatHolds({ id: 'm0', at: clock - month });
      expect(await run()).toMatchObject({ at: 'failed', problem: { name: 'outcome-unknown' } });
    });

    test('that the answer does not name may have existed without our text: the outcome is unknown', async () => {
      hh.call.mockReset().mockResolvedValueOnce(null);
      expect(await run()).toMatchObject({ at: 'failed', problem: { name: 'outcome-unknown' } });
    });
  });

  test('what hh accepted is sent, whatever reading shows afterwards, and whatever our own store does', async () => {
    const outbox = outboxOf();
    arrived.mockRejectedValueOnce(new Error('QUOTA_BYTES quota exceeded'));
    hh.oldMessages.mockResolvedValueOnce(oldPage([])).mockRejectedValue(refused('forbidden'));
    await submitTo(outbox, old, oldPlan, about, 0);
    await outbox.run();
    expect((await onlyEntry()).progress).toMatchObject({ at: 'sent', copies: 'unknown' });
  });

  test('an outcome that a full store could not take is stored by a later run, without another look-up', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, message, messagePlan('k'), about, 0);
    const store = outboxItem.setValue;
    const full = vi.spyOn(outboxItem, 'setValue');
    full.mockImplementation((entries, before) =>
      entries.some(({ progress }) => progress.at === 'sent')
        ? Promise.reject(new Error('QUOTA_BYTES quota exceeded'))
        : store(entries, before),
    );
    await expect(outbox.run()).rejects.toThrow('quota');
    await expect(outbox.run()).rejects.toThrow('quota');
    expect(await failure()).toBe('sending');
    full.mockImplementation(store);
    await outbox.run();
    expect(await failure()).toBe('sent');
    expect(hh.send).toHaveBeenCalledTimes(1);
  });

  test('a chat message refused at the second try with its key is unknown, never "not sent"', async () => {
    const outbox = outboxOf();
    hh.send.mockRejectedValueOnce(cut()).mockRejectedValueOnce(refused('chat-blocked'));
    await submitTo(outbox, message, messagePlan('k'), about, 0);
    await outbox.run();
    await settled(outbox);
    expect(await failure()).toBe('outcome-unknown');
  });

  test('the candidate’s message is not our letter: in a chat closed to us, the count tells nothing', async () => {
    const outbox = outboxOf();
    hh.messages.mockRejectedValue(refused('forbidden'));
    hh.negotiation.mockResolvedValueOnce(stage('response', 1)).mockResolvedValue(stage('response', 2));
    hh.act.mockRejectedValueOnce(cut());
    await submitTo(outbox, reject, { ...rejectPrepared, after: null }, about, 0);
    await outbox.run();
    await settled(outbox);
    expect(await failure()).toBe('outcome-unknown');
  });

  test('an action that hh finishes half a minute late is sent once', async () => {
    const outbox = outboxOf();
    hh.act.mockRejectedValueOnce(new HhError('timeout', 'maybe'));
    hh.negotiation.mockResolvedValue(stage('response'));
    await submitTo(outbox, reject, rejectPrepared, about, 0);
    await outbox.run();
    await settled(outbox, 2);
    chatHolds({ id: 'm1' });
    await settled(outbox);
    expect(await failure()).toBe('sent');
    expect(hh.act).toHaveBeenCalledTimes(1);
  });

  test('an old message is found on whichever page, however hh tidied it', async () => {
    const outbox = outboxOf();
    const whole: WriteRequest = { ...old, text: ' Добрый   день\r\n\r\nи пока ' };
    hh.sendOldMessage.mockRejectedValueOnce(cut());
    hh.oldMessages.mockResolvedValueOnce(oldPage([]));
    hh.oldMessages.mockImplementation(async (_id, _by, at = 0) =>
      oldPage([at === 3 ? ownMessage('200', 'Добрый день\nи пока') : ownMessage(`1${at}`, 'Другое')], 4),
    );
    await submitTo(outbox, whole, { ...whole, same: null }, about, 0);
    await outbox.run();
    await settled(outbox);
    expect(await failure()).toBe('sent');
    expect(hh.sendOldMessage).toHaveBeenCalledTimes(1);
  });

  test('an old message is found after the first page if hh does not say how many pages there are', async () => {
    const outbox = outboxOf();
    hh.sendOldMessage.mockRejectedValueOnce(cut());
    hh.oldMessages.mockResolvedValueOnce(oldPage([], null));
    // A hh that repeats its last page for ever.
    hh.oldMessages.mockImplementation(async (_id, _by, at = 0) =>
      oldPage([at === 0 ? ownMessage('1', 'Другое') : ownMessage('2', 'Добрый день')], null),
    );
    await submitTo(outbox, old, { ...old, same: null }, about, 0);
    await outbox.run();
    await settled(outbox);
    expect(await failure()).toBe('sent');
    expect(await onlyEntry()).not.toMatchObject({ progress: { copies: 'two' } });
    expect(hh.sendOldMessage).toHaveBeenCalledTimes(1);
  });

  test.each(['waiting', 'sending', 'uncertain'] as const)(
    'a day later nothing is sent without asking: %s',
    async (at) => {
      await submitTo(outboxOf(), message, messagePlan('k'), about, 0);
      const entry = await onlyEntry();
      const progress: Record<typeof at, OutboxEntry['progress']> = {
        waiting: entry.progress,
        sending: { at: 'sending', since: clock },
        uncertain: { at: 'uncertain', since: clock, nextCheck: clock + 3_000 },
      };
      await outboxItem.setValue([{ ...entry, attempts: 1, progress: progress[at] }]);
      clock += 24 * hour;
      const next = outboxOf();
      await next.run();
      await settled(next);
      expect(hh.send).not.toHaveBeenCalled();
      expect(await failure()).toBe(at === 'waiting' ? 'overdue' : 'outcome-unknown');
    },
  );

  test('a clock behind its own stamp does not tell how late an entry is: the person is asked', async () => {
    await submitTo(outboxOf(), message, messagePlan('k'), about, 10_000);
    setClock(-20 * 60_000);
    const next = outboxOf();
    await settled(next);
    expect(hh.send).not.toHaveBeenCalled();
    expect(await failure()).toBe('overdue');
  });

  test('a clock that is set back again and again causes no loop', async () => {
    const outbox = outboxOf();
    hh.send.mockRejectedValue(refused({ name: 'too-many-requests', retryAt: clock + 60_000 }));
    await submitTo(outbox, message, messagePlan('k'), about, 0);
    const written = vi.spyOn(outboxItem, 'setValue');
    for (let turn = 0; turn < 50; turn++) {
      await outbox.run();
      setClock(-10 * 60_000);
    }
    expect(hh.send).toHaveBeenCalledTimes(1);
    expect(written.mock.calls.length).toBeLessThan(5);
  });

  test('being offline is stored once, and costs nothing more', async () => {
    const outbox = outboxOf();
    online = false;
    await submitTo(outbox, message, messagePlan('k'), about, 0);
    const written = vi.spyOn(outboxItem, 'setValue');
    await settled(outbox, 20);
    expect(written).toHaveBeenCalledTimes(1);
    online = true;
    expect(await outbox.dueIn()).toBe(0);
  });

  test('both undone texts for one place survive, and the draft beside them', async () => {
    const outbox = outboxOf();
    await draftsItem.setValue({ me: { 'message:10': { text: 'Третье', at: clock } } });
    const ids = [];
    for (const text of ['Первое', 'Второе'])
      ids.push(
        await submitTo(
          outbox,
          { ...message, text },
          { ...messagePlan(text), text } as PreparedWrite,
          about,
          10_000,
        ),
      );
    for (const id of ids) await outbox.undo(id);
    const draft = draftsOf(await draftsItem.getValue(), 'me')['message:10']?.text ?? '';
    for (const text of ['Первое', 'Второе', 'Третье']) expect(draft).toContain(text);
  });

  test('a second response with the same resume is refused while the first is in flight', async () => {
    const outbox = outboxOf();
    const respond = (vacancy: string, text: string) => {
      const what = {
        kind: 'apply' as const,
        vacancyId: asId<VacancyId>(vacancy),
        resumeId: asId<ResumeId>('a'),
        text,
      };
      return submitTo(outbox, what, { ...what, none: null }, about, 60_000);
    };
    await respond('7', 'Первое письмо');
    await expect(respond('7', 'Второе письмо')).rejects.toMatchObject({
      problem: { name: 'already-applied' },
    });
    await respond('8', 'Другая вакансия');
    expect(await outboxItem.getValue()).toHaveLength(2);
  });

  test('a write requested twice under one id is one write, even after it was sent and dismissed', async () => {
    const outbox = outboxOf();
    const id = asId<EntryId>('mine');
    const ask = (from: Outbox) =>
      from.submit([{ id, request: message, prepared: messagePlan('k'), ...about, wait: 0 }]);
    await ask(outbox);
    await ask(outboxOf());
    await outbox.run();
    await outbox.dismiss(id);
    await ask(outboxOf());
    await outboxOf().run();
    expect(hh.send).toHaveBeenCalledTimes(1);
  });

  test('leaving counts unsent writes of every account, and accepts nothing new meanwhile', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, message, messagePlan('k'), about, 10_000);
    account = 'somebody else';
    await expect(outbox.leave(async () => {})).rejects.toMatchObject({ problem: { name: 'unsent' } });
    await outbox.leave(async () => {
      await expect(
        submitTo(outbox, message, messagePlan('k'), { ...about, account }, 0),
      ).rejects.toMatchObject({ problem: { name: 'signed-out' } });
    }, true);
  });

  test('leaving counts a write that is just being stored', async () => {
    const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let first = true;
    const outbox = outboxOf({
      account: async () => {
        if (first) {
          first = false;
          asked.resolve();
          await answer.promise;
        }
        return account;
      },
      // Nobody waits for what is being sent.
      sleep: async () => {},
    });
    const submitted = submitTo(outbox, message, messagePlan('k'), about, 60_000);
    await asked.promise;
    const end = vi.fn();
    const left = outbox.leave(end).catch((error: unknown) => error);
    await new Promise((done) => setImmediate(done));
    answer.resolve();
    await submitted;
    expect(await left).toMatchObject({ problem: { name: 'unsent' } });
    expect(end).not.toHaveBeenCalled();
  });

  test('before an account is left, its undo windows end and everything is sent', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, message, messagePlan('k'), about, 10_000);
    await outbox.drain();
    expect(await failure()).toBe('sent');
  });
});

test('every refusal that is believed at once exists', () => {
  for (const name of sureRefusals) expect(nextStep).toHaveProperty([name]);
});
