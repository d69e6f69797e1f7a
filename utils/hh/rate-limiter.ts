const perSecond = 3;
const atOnce = 2;

/**
 * The rate limit: lets requests out in the order they came, at most three a second and two at a time. hh publishes no limit,
 * and answers too many requests with captchas.
 *
 * @returns a function that resolves when it is one's turn, to the function that ends the turn.
 */
export function createRateLimiter({
  now,
  sleep,
}: {
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}) {
  let queue: Promise<unknown> = Promise.resolve();
  let inside = 0;
  let wake = () => {};
  let starts: number[] = [];

  const leave = () => {
    inside--;
    wake();
  };

  async function turn(): Promise<() => void> {
    if (inside >= atOnce)
      await new Promise<void>((free) => {
        wake = free;
      });
    const third = starts.length < perSecond ? undefined : starts[0];
    // Clocks are set back now and then; no request waits longer than the second it is about.
    if (third !== undefined) {
      const wait = third + 1000 - now();
      if (wait > 0) await sleep(Math.min(wait, 1000));
    }
    starts = [...starts, now()].slice(-perSecond);
    inside++;
    return leave;
  }

  return (): Promise<() => void> => {
    const mine = queue.then(turn);
    queue = mine.catch(() => {});
    return mine;
  };
}
