/** Simulated time, in ms since the simulation began. Nothing here waits for real. */
export interface Clock {
  /** Time as it really passes. */
  readonly now: number;
  /** The same as Unix ms: what hh's clock says, whatever is set here. */
  readonly hh: number;
  /** What `Date.now()` says, Unix ms: true time, until somebody sets the clock. */
  readonly wall: number;
  /** Sets the wall clock forward, or back (negative). */
  setWall: (by: number) => void;
  /** Called after the wall clock was set. */
  onSet: (listener: () => void) => void;
  /** @returns a function that takes it off again */
  after: (ms: number, run: () => void) => () => void;
  /** Lets time pass and runs what is due in it, in order, each to its end before the next. */
  pass: (ms: number) => Promise<void>;
  /** Events run so far. */
  readonly events: number;
}

interface Event {
  at: number;
  order: number;
  run: (() => void) | null;
}

/** All that promises have to do is done when this resolves. */
const settled = () => new Promise<void>((done) => setImmediate(done));

/** @param most events, after which time stands still: something runs without end */
export function createClock(begin: number, most: number): Clock {
  let now = 0;
  let offset = 0;
  let order = 0;
  let events = 0;
  const listeners: (() => void)[] = [];
  /** Latest first, so that the next one is taken off the end. */
  const queue: Event[] = [];

  return {
    get now() {
      return now;
    },
    get hh() {
      return begin + now;
    },
    get wall() {
      return begin + now + offset;
    },
    get events() {
      return events;
    },
    setWall(by) {
      offset += by;
      for (const listener of listeners) listener();
    },
    onSet: (listener) => listeners.push(listener),
    after(ms, run) {
      const event: Event = { at: now + Math.max(0, Math.round(ms)), order: order++, run };
      let place = queue.length;
      for (let before = queue[place - 1]; before && before.at <= event.at; before = queue[place - 1]) place--;
      queue.splice(place, 0, event);
      return () => {
        event.run = null;
      };
    },
    async pass(ms) {
      const end = now + ms;
      await settled();
      for (let next = queue.at(-1); next && next.at <= end; next = queue.at(-1)) {
        queue.pop();
        if (!next.run) continue;
        if (++events > most) throw new EndlessError(`more than ${most} events`);
        now = next.at;
        next.run();
        await settled();
      }
      now = end;
    },
  };
}

/** Something goes on without end. */
export class EndlessError extends Error {}
