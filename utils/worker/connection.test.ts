import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { revokingTokens } from '../storage/secrets.ts';
import { createRevocation } from './connection.ts';

const start = Date.UTC(2026, 0, 5);

test('revokes a token once, even if a poll runs during the sign-out', async () => {
  const revoke = vi.fn(async (_access: string) => {});
  const revocation = createRevocation({ revoke }, () => start);
  await revocation.end('token');
  await revocation.run();
  await vi.waitFor(async () => expect(await revokingTokens.get()).toEqual([]));
  await revocation.run();
  expect(revoke.mock.calls).toEqual([['token']]);
});

test('revokes a token once if its owner signs out again while a poll holds it', async () => {
  let answer = () => {};
  const revoke = vi.fn(() => new Promise<void>((done) => (answer = done)));
  const revocation = createRevocation({ revoke }, () => start);
  await revokingTokens.add({ access: 'token', since: start });
  const poll = revocation.run();
  await vi.waitFor(() => expect(revoke).toHaveBeenCalledOnce());
  await revocation.end('token');
  answer();
  await poll;
  await vi.waitFor(async () => expect(await revokingTokens.get()).toEqual([]));
  expect(revoke).toHaveBeenCalledOnce();
});

test('retries a token for which hh gave no answer, until it would have expired by itself', async () => {
  const revoke = vi.fn(async () => {
    throw new Error('offline');
  });
  let now = start;
  const revocation = createRevocation({ revoke }, () => now);
  await revocation.end('token');
  await vi.waitFor(() => expect(revoke).toHaveBeenCalledOnce());
  await revocation.run();
  expect(revoke).toHaveBeenCalledTimes(2);
  now += 15 * 24 * 60 * 60_000;
  await revocation.run();
  expect(revoke).toHaveBeenCalledTimes(2);
  expect(await revokingTokens.get()).toEqual([]);
});
