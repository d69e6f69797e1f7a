import { beforeEach, describe, expect, test, vi } from 'vitest';
import { HhError } from './hh/errors.ts';
import { asId, type ChatId, type NegotiationId, type VacancyId } from './ids.ts';
import type { Plan, StoredEntry, Wish } from './inbox/write.ts';
import { createOutbox, type OutboxDeps } from './outbox.ts';
import { draftsItem, outboxItem } from './storage.ts';

const negotiationId = asId<NegotiationId>('10');
const reject: Wish = {
  kind: 'action',
  negotiationId,
  actionId: 'discard_by_employer',
  values: { message: 'Спасибо' },
};
const rejectPlan: Plan = {
  kind: 'action',
  method: 'PUT',
  url: 'https://api.hh.ru/negotiations/discard_by_employer/10',
  before: 'response',
  after: 'discard_by_employer',
  messages: 1,
};
const message: Wish = { kind: 'message', negotiationId, chatId: asId<ChatId>('7'), text: 'Добрый день' };
const about: Pick<StoredEntry, 'label' | 'resulting'> = {
  label: { action: 'Отказ', candidate: 'Петрова', vacancy: 'Бухгалтер' },
  resulting: null,
};

const cut = () => new HhError('no-connection', 'maybe');
const refused = (name: ConstructorParameters<typeof HhError>[0]) => new HhError(name, 'answered');

let clock = 0;
let online = true;
let account = 'me';
const hh = {
  act: vi.fn(),
  sendOldMessage: vi.fn(),
  oldMessages: vi.fn(),
  negotiation: vi.fn(),
  read: vi.fn(),
  send: vi.fn(),
  readChat: vi.fn(),
};
const arrived = vi.fn();

function outboxOf() {
  let ids = 0;
  return createOutbox({
    employer: hh as unknown as OutboxDeps['employer'],
    chats: { send: hh.send, read: hh.readChat } as unknown as OutboxDeps['chats'],
    account: async () => account,
    now: () => clock,
    online: () => online,
    newId: () => `entry-${++ids}`,
    changed: () => {},
    arrived: async (entry) => arrived(entry),
  });
}

const only = async () => {
  const [entry] = await outboxItem.getValue();
  if (!entry) throw new Error('the outbox is empty');
  return entry;
};
const stage = (id: string, messages = 1) => ({ employer_state: { id, name: id }, counters: { messages } });

beforeEach(() => {
  clock = 1_000_000;
  online = true;
  account = 'me';
  for (const call of Object.values(hh)) call.mockReset().mockResolvedValue({});
  arrived.mockReset();
});

describe('the undo window', () => {
  test('a write waits, then goes out once', async () => {
    const outbox = outboxOf();
    await outbox.submit(reject, rejectPlan, about, 10_000);
    await outbox.run();
    expect(hh.act).not.toHaveBeenCalled();
    clock += 10_000;
    await outbox.run();
    await outbox.run();
    expect(hh.act).toHaveBeenCalledTimes(1);
    expect((await only()).progress.at).toBe('sent');
    expect(arrived).toHaveBeenCalledTimes(1);
  });

  test('undone, it is gone and its text is a draft again', async () => {
    const outbox = outboxOf();
    const id = await outbox.submit(reject, rejectPlan, about, 10_000);
    expect(await outbox.undo(id)).toBe(true);
    clock += 20_000;
    await outbox.run();
    expect(hh.act).not.toHaveBeenCalled();
    expect(await outboxItem.getValue()).toEqual([]);
    expect((await draftsItem.getValue())['action:10:discard_by_employer']?.text).toBe('Спасибо');
  });

  test('too late to undo what is on its way', async () => {
    const outbox = outboxOf();
    const id = await outbox.submit(reject, rejectPlan, about, 0);
    let undone: boolean | undefined;
    hh.act.mockImplementation(async () => {
      undone = await outbox.undo(id);
    });
    await outbox.run();
    expect(undone).toBe(false);
    expect((await only()).progress.at).toBe('sent');
  });

  test('a window that ended hours ago asks again', async () => {
    const outbox = outboxOf();
    await outbox.submit(reject, rejectPlan, about, 10_000);
    clock += 5 * 60 * 60_000;
    await outbox.run();
    expect(hh.act).not.toHaveBeenCalled();
    expect((await only()).progress).toMatchObject({ at: 'failed', problem: { name: 'overdue' } });
  });

  test('two runs at once send once', async () => {
    const outbox = outboxOf();
    await outbox.submit(reject, rejectPlan, about, 0);
    await Promise.all([outbox.run(), outbox.run(), outbox.run()]);
    expect(hh.act).toHaveBeenCalledTimes(1);
  });

  test('another account sends nothing of mine, and sees nothing due', async () => {
    const outbox = outboxOf();
    await outbox.submit(reject, rejectPlan, about, 0);
    account = 'somebody else';
    await outbox.run();
    expect(hh.act).not.toHaveBeenCalled();
    expect(await outbox.nextDue()).toBeNull();
    account = 'me';
    await outbox.run();
    expect(hh.act).toHaveBeenCalledTimes(1);
  });
});

describe('an action whose outcome is unknown', () => {
  const lose = async () => {
    const outbox = outboxOf();
    hh.act.mockRejectedValueOnce(cut());
    await outbox.submit(reject, rejectPlan, about, 0);
    await outbox.run();
    expect((await only()).progress.at).toBe('uncertain');
    clock += 3_000;
    return outbox;
  };

  test('that arrived is found by its stage and not sent again', async () => {
    const outbox = await lose();
    hh.negotiation.mockResolvedValue(stage('discard_by_employer'));
    await outbox.run();
    expect(hh.act).toHaveBeenCalledTimes(1);
    expect((await only()).progress.at).toBe('sent');
  });

  test('that did not arrive goes out once more, and never a third time', async () => {
    const outbox = await lose();
    hh.negotiation.mockResolvedValue(stage('response'));
    hh.act.mockRejectedValue(cut());
    await outbox.run();
    clock += 60_000;
    await outbox.run();
    clock += 60_000;
    await outbox.run();
    expect(hh.act).toHaveBeenCalledTimes(2);
    expect((await only()).progress).toMatchObject({ at: 'failed', problem: { name: 'not-sent' } });
  });

  test('that somebody else moved meanwhile is not sent again', async () => {
    const outbox = await lose();
    hh.negotiation.mockResolvedValue(stage('interview'));
    await outbox.run();
    expect(hh.act).toHaveBeenCalledTimes(1);
    expect((await only()).progress).toMatchObject({ at: 'failed', problem: { name: 'wrong-state' } });
  });

  test('is looked up ever more seldom while hh cannot be reached', async () => {
    const outbox = await lose();
    hh.negotiation.mockRejectedValue(cut());
    await outbox.run();
    const first = await only();
    clock = (await outbox.nextDue()) ?? 0;
    await outbox.run();
    const second = await only();
    expect([first.progress.at, second.progress.at]).toEqual(['uncertain', 'uncertain']);
    expect(second.checks).toBe(first.checks + 1);
    expect(hh.act).toHaveBeenCalledTimes(1);
  });

  test('of a worker that died while sending is looked up by the next one', async () => {
    const outbox = outboxOf();
    await outbox.submit(reject, rejectPlan, about, 0);
    const [entry] = await outboxItem.getValue();
    if (entry)
      await outboxItem.setValue([{ ...entry, attempts: 1, progress: { at: 'sending', since: clock } }]);
    const next = outboxOf();
    await next.recover();
    hh.negotiation.mockResolvedValue(stage('discard_by_employer'));
    await next.run();
    expect(hh.act).not.toHaveBeenCalled();
    expect((await only()).progress.at).toBe('sent');
  });

  test('a refusal "wrong state" may follow a first try that was done: it is looked up', async () => {
    const outbox = outboxOf();
    hh.act.mockRejectedValueOnce(refused('wrong-state'));
    hh.negotiation.mockResolvedValue(stage('discard_by_employer'));
    await outbox.submit(reject, rejectPlan, about, 0);
    await outbox.run();
    expect((await only()).progress.at).toBe('sent');
    expect(hh.act).toHaveBeenCalledTimes(1);
  });

  test('that changes no stage is told by the letter in the conversation', async () => {
    const outbox = outboxOf();
    hh.act.mockRejectedValueOnce(cut());
    hh.negotiation.mockResolvedValue(stage('response', 2));
    await outbox.submit(reject, { ...rejectPlan, after: null }, about, 0);
    await outbox.run();
    clock += 3_000;
    await outbox.run();
    expect((await only()).progress.at).toBe('sent');
  });

  test('that changes no stage and carries no letter is not guessed', async () => {
    const outbox = outboxOf();
    hh.act.mockRejectedValueOnce(cut());
    hh.negotiation.mockResolvedValue(stage('response'));
    await outbox.submit({ ...reject, values: {} }, { ...rejectPlan, after: null }, about, 0);
    await outbox.run();
    clock += 3_000;
    await outbox.run();
    expect(hh.act).toHaveBeenCalledTimes(1);
    expect((await only()).progress).toMatchObject({ at: 'failed', problem: { name: 'outcome-unknown' } });
  });
});

describe('messages', () => {
  test('a chat message whose answer was lost is sent again with the same key', async () => {
    const outbox = outboxOf();
    hh.send.mockRejectedValueOnce(cut());
    await outbox.submit(message, { kind: 'message', key: 'key-1' }, about, 0);
    await outbox.run();
    clock += 3_000;
    await outbox.run();
    expect(hh.send.mock.calls.map(([, { key }]) => key)).toEqual(['key-1', 'key-1']);
    expect((await only()).progress.at).toBe('sent');
  });

  test('an old message is looked for in the conversation before a second try', async () => {
    const outbox = outboxOf();
    const mine = { author: { participant_type: 'employer' }, text: 'Добрый день' };
    hh.oldMessages.mockResolvedValueOnce({ items: { items: [mine] } });
    hh.sendOldMessage.mockRejectedValueOnce(cut());
    await outbox.submit(
      { kind: 'old-message', negotiationId, text: 'Добрый день' },
      { kind: 'old-message', same: null },
      about,
      0,
    );
    await outbox.run();
    clock += 3_000;
    hh.oldMessages.mockResolvedValueOnce({ items: { items: [mine, mine] } });
    await outbox.run();
    expect(hh.sendOldMessage).toHaveBeenCalledTimes(1);
    expect((await only()).progress.at).toBe('sent');
  });

  test('a message that hh refuses keeps its text', async () => {
    const outbox = outboxOf();
    hh.send.mockRejectedValueOnce(refused('message-spam'));
    const id = await outbox.submit(message, { kind: 'message', key: 'k' }, about, 0);
    await outbox.run();
    expect((await only()).progress).toMatchObject({ at: 'failed', problem: { name: 'message-spam' } });
    await outbox.dismiss(id);
    expect((await draftsItem.getValue())['message:10']?.text).toBe('Добрый день');
  });

  test('offline it waits and goes out by itself', async () => {
    const outbox = outboxOf();
    online = false;
    await outbox.submit(message, { kind: 'message', key: 'k' }, about, 0);
    await outbox.run();
    expect((await only()).progress).toMatchObject({ at: 'waiting', problem: { name: 'offline' } });
    expect(hh.send).not.toHaveBeenCalled();
    online = true;
    clock += 30_000;
    await outbox.run();
    expect((await only()).progress.at).toBe('sent');
  });

  test('hh asks to wait: it goes out when hh said', async () => {
    const outbox = outboxOf();
    hh.send.mockRejectedValueOnce(refused({ name: 'too-many-requests', retryAt: clock + 120_000 }));
    await outbox.submit(message, { kind: 'message', key: 'k' }, about, 0);
    await outbox.run();
    expect(await outbox.nextDue()).toBe(clock + 120_000);
  });

  test('a draft written since is not thrown away when the earlier text arrives', async () => {
    const outbox = outboxOf();
    await outbox.submit(message, { kind: 'message', key: 'k' }, about, 10_000);
    await draftsItem.setValue({ 'message:10': { text: 'И ещё вопрос', at: clock } });
    clock += 10_000;
    await outbox.run();
    expect((await draftsItem.getValue())['message:10']?.text).toBe('И ещё вопрос');
  });
});

describe('after a failure', () => {
  test('a retry of what never arrived goes out anew', async () => {
    const outbox = outboxOf();
    hh.act.mockRejectedValueOnce(refused('message-policy'));
    const id = await outbox.submit(reject, rejectPlan, about, 0);
    await outbox.run();
    hh.negotiation.mockResolvedValue(stage('response'));
    await outbox.retry(id);
    await outbox.run();
    await outbox.run();
    expect(hh.act).toHaveBeenCalledTimes(2);
    expect((await only()).progress.at).toBe('sent');
  });

  test('a full disk stops the write before it is sent', async () => {
    const outbox = outboxOf();
    const set = vi.spyOn(outboxItem, 'setValue').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
    await expect(outbox.submit(reject, rejectPlan, about, 0)).rejects.toThrow('quota');
    expect(hh.act).not.toHaveBeenCalled();
    set.mockRestore();
  });

  test('marks of reading are set again after a lost answer: twice is as once', async () => {
    const outbox = outboxOf();
    hh.read.mockRejectedValueOnce(cut());
    const wish: Wish = { kind: 'read', vacancyId: asId<VacancyId>('1'), negotiationIds: [negotiationId] };
    await outbox.submit(wish, { kind: 'read' }, about, 0);
    await outbox.run();
    clock += 3_000;
    await outbox.run();
    expect(hh.read).toHaveBeenCalledTimes(2);
    expect((await only()).progress.at).toBe('sent');
  });
});
