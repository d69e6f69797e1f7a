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

test('reads the next negotiation ahead while another is being looked at', async () => {
  const ahead = create();
  ahead.look(next(2));
  await vi.advanceTimersByTimeAsync(500);
  expect(asked()).toEqual(['2', 'r2']);
  expect(ahead.negotiationOf(id(2))?.id).toBe('2');
  expect(ahead.historyOf(asId<ResumeId>('r2'))).toEqual({ items: [], skipped: 0 });
  expect(await ahead.negotiation(id(2))).toMatchObject({ ok: true });
  expect(readNegotiation).toHaveBeenCalledTimes(1);
});

test('while a person moves quickly from row to row, reads only the one they stay at', async () => {
  const ahead = create();
  for (const one of [1, 2, 3, 4]) {
    ahead.look(next(one + 1));
    void ahead.negotiation(id(one));
    await vi.advanceTimersByTimeAsync(50);
  }
  await vi.advanceTimersByTimeAsync(500);
  expect(readNegotiation.mock.calls.map(([one]) => one).toSorted()).toEqual(['1', '4', '5']);
});

test('reads nothing ahead for a while after a problem, or for as long as hh asks', async () => {
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

test('reads again what is stale or was changed by a write of ours', async () => {
  const ahead = create();
  await ahead.negotiation(id(1));
  ahead.forget([id(1)]);
  expect(ahead.negotiationOf(id(1))).toBeNull();
  await ahead.negotiation(id(1));
  await vi.advanceTimersByTimeAsync(6 * 60_000);
  expect(ahead.negotiationOf(id(1))).toBeNull();
  expect(readNegotiation).toHaveBeenCalledTimes(2);
});

/** Holds back the answers to requests until they are released. */
function held() {
  const waiting: (() => void)[] = [];
  readNegotiation.mockImplementation(
    (one) => new Promise((done) => waiting.push(() => done({ ok: true, value: negotiationOf(one) }))),
  );
  return { release: () => waiting.shift()?.() };
}

test('shares the request in flight with a negotiation that is opened while it is read ahead', async () => {
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

test('does not cache the answer to a request made before a change of ours', async () => {
  const { release } = held();
  const ahead = create();
  const before = ahead.negotiation(id(1));
  await vi.advanceTimersByTimeAsync(0);
  ahead.forget([id(1)]);
  release();
  await before;
  expect(ahead.negotiationOf(id(1))).toBeNull();
});
