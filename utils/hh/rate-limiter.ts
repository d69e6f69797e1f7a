const perSecond = 3;
const atOnce = 2;

/**
 * The rate limiter: lets requests through in order, at most three a second and two at a time. hh publishes no
 * limit, and answers too many requests with captchas.
 *
 * @returns a function that waits for its turn and resolves to a function that ends the turn.
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
    // A clock may be set back; no request waits longer than one second.
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
