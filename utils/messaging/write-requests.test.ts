import { expect, test, vi } from 'vitest';
import type { WriteRequest } from '../domain/write-request.ts';
import { asId, type ChatId } from '../ids.ts';
import type { WriteOf } from './protocol.ts';
import { requestWrite } from './write-requests.ts';

const request = (text: string): WriteRequest => ({
  kind: 'message',
  negotiationId: null,
  chatId: asId<ChatId>('7'),
  text,
});

test('asked for again after an answer that was lost, a write keeps its id; the next one has its own', async () => {
  const send = vi.fn(async (_: WriteOf) => ({ ok: true }));
  send.mockResolvedValueOnce({ ok: false });
  for (let press = 0; press < 3; press++) await requestWrite(request('Да'), send);
  await requestWrite(request('Нет'), send);
  const ids = send.mock.calls.map(([{ id }]) => id);
  expect(ids[0]).toBe(ids[1]);
  expect(new Set(ids).size).toBe(3);
});
