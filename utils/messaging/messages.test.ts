import { expect, test, vi } from 'vitest';
import { entryOf } from '../domain/testing.ts';
import type { WriteRequest } from '../domain/write-request.ts';
import { asId, type ChatId, type EntryId } from '../ids.ts';
import { requestWrite, takeBack, takeBackRequest, watchTakenBack, withoutTakenBack } from './messages.ts';
import type { WriteOf } from './protocol.ts';

const request = (text: string): WriteRequest => ({
  kind: 'message',
  negotiationId: null,
  chatId: asId<ChatId>('7'),
  text,
});
const waits = (id: string, group?: string) => ({
  ...entryOf(request(id), { at: 'waiting', until: 10_000 }, group === undefined ? {} : { group }),
  id: asId<EntryId>(id),
});
const shown = (...entries: ReturnType<typeof waits>[]) => withoutTakenBack(entries).map(({ id }) => id);

test('keeps the id of a write requested again after a lost answer; the next write has its own', async () => {
  const send = vi.fn(async (_: WriteOf) => ({ ok: true }));
  send.mockResolvedValueOnce({ ok: false });
  for (let press = 0; press < 3; press++) await requestWrite(request('Да'), send);
  await requestWrite(request('Нет'), send);
  const ids = send.mock.calls.map(([{ id }]) => id);
  expect(ids[0]).toBe(ids[1]);
  expect(new Set(ids).size).toBe(3);
});

test('hides what is being undone at once, and shows it again if it was too late', async () => {
  const changed = vi.fn();
  const stop = watchTakenBack(changed);
  const undone = Promise.withResolvers<boolean>();
  const answer = takeBack('a', () => undone.promise);
  expect(shown(waits('a'), waits('b'))).toEqual(['b']);
  expect(changed).toHaveBeenCalledOnce();
  undone.resolve(false);
  expect(await answer).toBe(false);
  expect(shown(waits('a'))).toEqual(['a']);
  expect(changed).toHaveBeenCalledTimes(2);
  expect(await takeBack('a', () => Promise.reject(new Error('no worker')))).toBe(false);
  expect(shown(waits('a'))).toEqual(['a']);
  expect(await takeBack('a', async () => true)).toBe(true);
  // The store may still have it for a moment.
  expect(shown(waits('a'))).toEqual([]);
  stop();
});

test('hides only the waiting writes of a group while it is being undone', async () => {
  const undone = Promise.withResolvers<boolean>();
  const answer = takeBack('g', () => undone.promise);
  const sent = { ...waits('2', 'g'), progress: { at: 'sent' as const, when: 1 } };
  expect(withoutTakenBack([waits('1', 'g'), sent])).toEqual([sent]);
  undone.resolve(false);
  await answer;
  expect(shown(waits('1', 'g'))).toEqual(['1']);
});

test('requests what follows about a person only once the undone decision is out of the outbox', async () => {
  const undone = Promise.withResolvers<boolean>();
  const answer = takeBack('a', () => undone.promise);
  const send = vi.fn(async (_: WriteOf) => ({ ok: true }));
  const next = requestWrite(request('Спасибо'), send);
  await new Promise((done) => setTimeout(done));
  expect(send).not.toHaveBeenCalled();
  undone.resolve(true);
  await Promise.all([answer, next]);
  expect(send).toHaveBeenCalledOnce();
});

test('undoes a write before the worker has stored it, and then hides it at once', async () => {
  const stored = Promise.withResolvers<{ ok: boolean }>();
  const wanted = request('Нет');
  const send = vi.fn((_: WriteOf) => stored.promise);
  const undo = vi.fn(async (_: EntryId) => true);
  const write = requestWrite(wanted, send);
  const answer = takeBackRequest(wanted, undo);
  await new Promise((done) => setTimeout(done));
  const id = send.mock.calls[0]?.[0].id ?? '';
  expect(shown(waits(id))).toEqual([]);
  expect(undo).not.toHaveBeenCalled();
  stored.resolve({ ok: true });
  await write;
  expect(await answer).toBe(true);
  expect(undo).toHaveBeenCalledExactlyOnceWith(id);
  // No such write was requested.
  expect(await takeBackRequest(request('Нет'), undo)).toBe(false);
});

test('makes another write of one that is requested again after an undo', async () => {
  const wanted = request('Может быть');
  const send = vi.fn(async (_: WriteOf) => ({ ok: false }));
  await requestWrite(wanted, send);
  // The answer was lost, the write was not.
  await takeBackRequest(wanted, async () => true);
  await requestWrite(wanted, send);
  expect(new Set(send.mock.calls.map(([{ id }]) => id)).size).toBe(2);
});
