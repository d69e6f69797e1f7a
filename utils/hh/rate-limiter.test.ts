import { describe, expect, it } from 'vitest';
import { createRateLimiter } from './rate-limiter.ts';

/** A clock that advances only by sleeping. */
function clock() {
  let at = 1000;
  return {
    now: () => at,
    sleep: async (ms: number) => {
      at += ms;
    },
    set: (to: number) => {
      at = to;
    },
  };
}

describe('createRateLimiter', () => {
  it('lets through at most three a second, in order', async () => {
    const time = clock();
    const turn = createRateLimiter(time);
    const seen: [number, number][] = [];
    await Promise.all(
      [1, 2, 3, 4, 5, 6, 7].map(async (number) => {
        const leave = await turn();
        seen.push([number, time.now()]);
        leave();
      }),
    );
    expect(seen).toEqual([
      [1, 1000],
      [2, 1000],
      [3, 1000],
      [4, 2000],
      [5, 2000],
      [6, 2000],
      [7, 3000],
    ]);
  });

  it('lets through two at a time', async () => {
    const turn = createRateLimiter(clock());
    const first = await turn();
    await turn();
    let third = false;
    const waiting = turn().then((leave) => {
      third = true;
      return leave;
    });
    await new Promise((done) => setTimeout(done));
    expect(third).toBe(false);
    first();
    (await waiting)();
    expect(third).toBe(true);
  });

  it('does not block when the clock is set back', async () => {
    const time = clock();
    const turn = createRateLimiter(time);
    for (let count = 0; count < 3; count++) (await turn())();
    time.set(-1_000_000);
    (await turn())();
    expect(time.now()).toBe(-999_000);
  });
});
