import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { candidateOf, negotiationOf, rowOf } from '../../utils/domain/testing.ts';
import { asId, type NegotiationId, type ResumeId } from '../../utils/ids.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import { fakeWorker } from '../testing.ts';
import { createAhead } from './ahead.ts';

vi.mock('wxt/browser', () => import('../testing.ts'));

const next = (id: number) => rowOf(id, { candidate: candidateOf({ resumeId: asId<ResumeId>(`r${id}`) }) });
const id = (number: number) => asId<NegotiationId>(number);

let readNegotiation: ReturnType<typeof vi.fn<Worker['readNegotiation']>>;
let readHistory: ReturnType<typeof vi.fn<Worker['negotiation']['readHistory']>>;
const asked = () => [
  ...readNegotiation.mock.calls.map(([one]) => one),
  ...readHistory.mock.calls.map(([one]) => one),
];

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  readNegotiation = vi.fn(async (one) => ({ ok: true, value: negotiationOf(one) }));
  readHistory = vi.fn(async () => ({ ok: true, value: { items: [], skipped: 0 } }));
});
afterEach(() => void vi.useRealTimers());
const create = () => createAhead(fakeWorker({ readNegotiation, negotiation: { readHistory } }));

test('who comes next is in memory once one looks at somebody', async () => {
  const ahead = create();
  ahead.look(next(2));
  await vi.advanceTimersByTimeAsync(500);
  expect(asked()).toEqual(['2', 'r2']);
  expect(ahead.negotiationOf(id(2))?.id).toBe('2');
  expect(ahead.historyOf(asId<ResumeId>('r2'))).toEqual({ items: [], skipped: 0 });
  expect(await ahead.negotiation(id(2))).toMatchObject({ ok: true });
  expect(readNegotiation).toHaveBeenCalledTimes(1);
});

test('while one goes quickly from one to the next, nobody is read but who one stays at', async () => {
  const ahead = create();
  for (const one of [1, 2, 3, 4]) {
    ahead.look(next(one + 1));
    void ahead.negotiation(id(one));
    await vi.advanceTimersByTimeAsync(50);
  }
  await vi.advanceTimersByTimeAsync(500);
  expect(readNegotiation.mock.calls.map(([one]) => one).toSorted()).toEqual(['1', '4', '5']);
});

test('after a problem nothing is read ahead for a while, or for as long as hh asks', async () => {
  const ahead = create();
  readNegotiation.mockResolvedValueOnce({
    ok: false,
    problem: { name: 'too-many-requests', retryAt: Date.now() + 60_000 },
  });
  ahead.look(next(2));
  await vi.advanceTimersByTimeAsync(500);
  ahead.look(next(3));
  await vi.advanceTimersByTimeAsync(500);
  expect(asked()).toEqual(['2']);
  await vi.advanceTimersByTimeAsync(60_000);
  ahead.look(next(3));
  await vi.advanceTimersByTimeAsync(500);
  expect(asked()).toEqual(['2', '3', 'r3']);
});

test('what is old, or was changed by us, is read again', async () => {
  const ahead = create();
  await ahead.negotiation(id(1));
  ahead.forget([id(1)]);
  expect(ahead.negotiationOf(id(1))).toBeNull();
  await ahead.negotiation(id(1));
  await vi.advanceTimersByTimeAsync(6 * 60_000);
  expect(ahead.negotiationOf(id(1))).toBeNull();
  expect(readNegotiation).toHaveBeenCalledTimes(2);
});

/** Answers to what is asked, once they are let go. */
function held() {
  const waiting: (() => void)[] = [];
  readNegotiation.mockImplementation(
    (one) => new Promise((done) => waiting.push(() => done({ ok: true, value: negotiationOf(one) }))),
  );
  return { release: () => waiting.shift()?.() };
}

test('who is opened while they are read ahead is not asked for twice', async () => {
  const { release } = held();
  const ahead = create();
  ahead.look(next(2));
  await vi.advanceTimersByTimeAsync(200);
  const opened = ahead.negotiation(id(2));
  await vi.advanceTimersByTimeAsync(0);
  release();
  expect(await opened).toMatchObject({ ok: true });
  expect(readNegotiation).toHaveBeenCalledOnce();
});

test('an answer to what was asked before we changed something is not remembered', async () => {
  const { release } = held();
  const ahead = create();
  const before = ahead.negotiation(id(1));
  await vi.advanceTimersByTimeAsync(0);
  ahead.forget([id(1)]);
  release();
  await before;
  expect(ahead.negotiationOf(id(1))).toBeNull();
});
