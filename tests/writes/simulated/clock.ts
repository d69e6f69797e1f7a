/** Simulated time, in ms since the start of the simulation. Nothing really waits. */
export interface Clock {
  /** The true time. */
  readonly now: number;
  /** The true time in Unix ms: hh's clock, which is not affected by setting the wall clock. */
  readonly hh: number;
  /** The value of `Date.now()`, Unix ms: the true time, until somebody sets the clock. */
  readonly wall: number;
  /** Sets the wall clock forward, or back if negative. */
  setWall: (by: number) => void;
  /** Registers a listener that is called after the wall clock was set. */
  onSet: (listener: () => void) => void;
  /** @returns a function that cancels the event */
  after: (ms: number, run: () => void) => () => void;
  /** Lets time pass, and runs what is due meanwhile, in order, each completely before the next. */
  pass: (ms: number) => Promise<void>;
  /** The number of events run so far. */
  readonly events: number;
}

interface Event {
  at: number;
  order: number;
  run: (() => void) | null;
}

/** Resolves once promises have nothing left to do. */
const settled = () => new Promise<void>((done) => setImmediate(done));

/** @param most events; with more, something runs endlessly, and time stops */
export function createClock(begin: number, most: number): Clock {
  let now = 0;
  let offset = 0;
  let order = 0;
  let events = 0;
  const listeners: (() => void)[] = [];
  /** Latest first, so that the next event is taken from the end. */
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

/** Something runs endlessly. */
export class EndlessError extends Error {}
