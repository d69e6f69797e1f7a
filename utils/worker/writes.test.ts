import { beforeEach, describe, expect, test, vi } from 'vitest';
import { partly } from '../../tests/partly.ts';
import { HhError } from '../hh/errors.ts';
import { asId, type ChatId, type EntryId, type NegotiationId } from '../ids.ts';
import { accountItem, outboxItem } from '../storage/items.ts';
import type { Connection } from './connection.ts';
import { createExecutors } from './executors.ts';
import { createNegotiations } from './negotiations.ts';
import { createOutbox } from './outbox.ts';
import { account, topicId, wireNegotiation } from './testing.ts';
import { createWrites } from './writes.ts';

const hh = { negotiation: vi.fn() };

function service() {
  const connection = partly<Connection>({ employer: hh, conversations: {}, auth: {} });
  const outbox = createOutbox({
    executors: createExecutors(connection),
    account: async () => '1455/5/',
    now: () => 1,
    online: () => true,
    changed: () => {},
    arrived: async () => {},
  });
  return createWrites(
    createNegotiations(connection, () => 1),
    outbox,
  );
}

beforeEach(async () => {
  hh.negotiation.mockReset().mockImplementation(async () => wireNegotiation());
  await accountItem.setValue(account);
});

describe('preparing a write', () => {
  const reject = (values: Record<string, string>, actionId = 'discard_by_employer') =>
    service().submit(asId<EntryId>(crypto.randomUUID()), {
      kind: 'action',
      negotiationId: topicId,
      actionId,
      values,
    });

  test('takes the address from hh, never from the request', async () => {
    await reject({ message: 'Спасибо', send_sms: '' });
    expect((await outboxItem.getValue())[0]).toMatchObject({
      prepared: {
        method: 'PUT',
        url: 'https://api.hh.ru/negotiations/discard_by_employer/10',
        before: 'response',
        after: 'discard_by_employer',
      },
      request: { values: { message: 'Спасибо' } },
      label: { action: 'Отказ', candidate: 'Петрова', vacancy: 'Главный бухгалтер' },
    });
  });

  test.each([
    ['a required text is missing', {}, 'discard_by_employer', 'message-empty'],
    ['a text of spaces is no text', { message: '  ' }, 'discard_by_employer', 'message-empty'],
    ['an SMS needs its letter', { send_sms: 'true' }, 'discard_by_employer', 'message-empty'],
    ['a hidden action is not offered', { message: 'x' }, 'secret', 'wrong-state'],
    ['an action that is off is not offered', { message: 'x' }, 'closed', 'wrong-state'],
  ])('refuses a write: %s', async (_, values, actionId, name) => {
    await expect(reject(values, actionId)).rejects.toMatchObject({ problem: { name } });
    expect(await outboxItem.getValue()).toEqual([]);
  });

  test('drops fields of the form that are no arguments of the action', async () => {
    await reject({ message: 'Спасибо', topic_id: '11', employer_id: '1', __proto__: 'x' });
    const [entry] = await outboxItem.getValue();
    expect(entry?.prepared).toMatchObject({ values: { message: 'Спасибо' } });
    expect(entry?.request).toMatchObject({ values: { message: 'Спасибо' } });
    expect(Object.keys(Object(entry?.prepared).values)).toEqual(['message']);
  });

  test('refuses a free-form call unless it is exactly one of the operations', async () => {
    const call = {
      kind: 'call',
      operation: 'delete-applicant-comment',
      method: 'DELETE',
      url: '/negotiations/active/10',
      effects: ['writes'],
    } as const;
    await expect(
      service().submit(asId<EntryId>('e'), { ...call, effects: ['writes'] }),
    ).rejects.toMatchObject({ problem: { name: 'trace-refused' } });
  });

  test('undoes a whole group that is stopped while being prepared: nothing of it is sent', async () => {
    const writes = service();
    const ids = ['10', '11', '12'].map((id) => asId<NegotiationId>(id));
    let answer = () => {};
    hh.negotiation.mockImplementation(async (id) => {
      if (id === ids[1])
        await new Promise<void>((done) => {
          answer = done;
        });
      return { ...wireNegotiation(), id };
    });
    const stored = writes.submitMany(
      'group',
      ids.map((negotiationId) => ({
        id: asId<EntryId>(`group-${negotiationId}`),
        request: {
          kind: 'action',
          negotiationId,
          actionId: 'discard_by_employer',
          values: { message: 'Спасибо' },
        },
      })),
    );
    await vi.waitFor(() => expect(hh.negotiation).toHaveBeenCalledTimes(2));
    await writes.stop('group');
    answer();
    await stored;
    expect(await outboxItem.getValue()).toEqual([]);
    expect(hh.negotiation).toHaveBeenCalledTimes(2);
  });

  const refusals = (...ids: string[]) =>
    ids.map((id) => ({
      id: asId<EntryId>(`group-${id}`),
      request: {
        kind: 'action' as const,
        negotiationId: asId<NegotiationId>(id),
        actionId: 'discard_by_employer',
        values: { message: 'Спасибо' },
      },
    }));

  test('stores many in one change of the store, and once if requested again', async () => {
    const writes = service();
    hh.negotiation.mockImplementation(async (id) => ({ ...wireNegotiation(), id }));
    const set = vi.spyOn(outboxItem, 'setValue');
    const all = refusals(...Array.from({ length: 40 }, (_, index) => String(100 + index)));
    await writes.submitMany('group', all);
    expect(set).toHaveBeenCalledOnce();
    await writes.submitMany('group', all);
    expect(await outboxItem.getValue()).toHaveLength(40);
  });

  test('keeps those before one that cannot be prepared', async () => {
    hh.negotiation.mockImplementation(async (id) => {
      if (id === '12') throw new HhError('not-found', 'answered');
      return { ...wireNegotiation(), id };
    });
    await expect(service().submitMany('group', refusals('10', '11', '12', '13'))).rejects.toMatchObject({
      problem: { name: 'not-found' },
    });
    expect((await outboxItem.getValue()).map(({ id }) => id)).toEqual(['group-10', 'group-11']);
  });

  test('sends a message into the chat of its negotiation, whatever chat it names', async () => {
    await service().submit(asId<EntryId>(crypto.randomUUID()), {
      kind: 'message',
      negotiationId: topicId,
      chatId: asId<ChatId>('999'),
      text: 'x',
    });
    expect((await outboxItem.getValue())[0]?.prepared).toMatchObject({ kind: 'message', chatId: '7' });
  });
});
