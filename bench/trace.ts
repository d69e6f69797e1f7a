import type { Session } from './cdp.ts';

/** An event of Chromium's trace; times in microseconds. */
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** The part of `dur` during which the thread had a core; does not depend on the machine's load. */
  tdur?: number;
  args?: {
    worldName?: string;
    data?: { url?: string; timerId?: number; singleShot?: boolean };
  };
}

const categories = [
  '-*',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'v8',
  'blink.user_timing',
  'v8.execute',
];

/** Runs `during`, and returns a trace of the whole browser for that time. */
export async function traced(root: Session, during: () => Promise<unknown>): Promise<Trace> {
  const events: TraceEvent[] = [];
  let done = () => {};
  const complete = new Promise<void>((resolve) => {
    done = resolve;
  });
  let over = false;
  root.on('Tracing.dataCollected', ({ value }) => {
    if (!over && Array.isArray(value)) for (const event of value) events.push(event);
  });
  root.on('Tracing.tracingComplete', () => done());
  await root.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories },
  });
  try {
    await during();
  } finally {
    await root.send('Tracing.end');
    await complete;
    over = true;
  }
  return new Trace(events);
}

/** The thread of a page, by process and thread ids. */
export interface Thread {
  pid: number;
  tid: number;
}

export class Trace {
  private readonly events: TraceEvent[];

  constructor(events: TraceEvent[]) {
    this.events = events.toSorted((one, other) => one.ts - other.ts);
  }

  /** When, and on which thread, a page called `performance.mark(name)`. */
  mark(name: string): Thread & { ts: number } {
    const found = this.events.find((event) => event.name === name);
    if (!found) throw new Error(`No mark "${name}" in the trace`);
    return found;
  }

  /**
   * What a content script did on the thread of its page: every entry into its world (`v8.run`, `v8.callFunction`: the
   * script itself, listeners, timers and callbacks, with the microtasks that follow), its compilation, and microtasks
   * that follow no script. The latter are resumed by the browser's own promises, above all by answers of the worker.
   * They name no world, so that the page's own are counted, too; but also for the control.
   */
  scriptOf(world: string, origin: string, on: Thread): TraceEvent[] {
    let taken = 0;
    let others = 0;
    return this.events.filter((event) => {
      const { name, ts, dur, args } = event;
      if (dur === undefined || !isOn(event, on) || ts < taken) return false;
      const ours = args?.worldName === world || args?.data?.url?.startsWith(origin);
      const loose = name === 'RunMicrotasks' && ts >= others;
      if (ours || loose) taken = ts + dur;
      else if (scripts.has(name)) others = Math.max(others, ts + dur);
      return ours || loose;
    });
  }

  tasks(on: Thread, from = 0, to = Number.POSITIVE_INFINITY): TraceEvent[] {
    return this.events.filter(
      (event) => event.name === 'RunTask' && isOn(event, on) && event.ts >= from && event.ts < to,
    );
  }

  /**
   * The number of timers that were set during these events and have neither fired for the last time nor been
   * cancelled.
   */
  timersLeft(within: TraceEvent[], on: Thread): number {
    const left = new Map<number, { singleShot: boolean }>();
    for (const event of this.events) {
      const { timerId, singleShot = false } = event.args?.data ?? {};
      if (timerId === undefined || !isOn(event, on)) continue;
      const set = event.name === 'TimerInstall' && within.some((outer) => isIn(event, outer));
      if (set) left.set(timerId, { singleShot });
      const over =
        event.name === 'TimerRemove' || (event.name === 'TimerFire' && left.get(timerId)?.singleShot);
      if (over) left.delete(timerId);
    }
    return left.size;
  }
}

const scripts = new Set(['EvaluateScript', 'FunctionCall', 'v8.run', 'v8.callFunction']);
const isOn = (event: TraceEvent, { pid, tid }: Thread) => event.pid === pid && event.tid === tid;
const isIn = (event: TraceEvent, outer: TraceEvent) =>
  event.ts >= outer.ts && event.ts <= outer.ts + (outer.dur ?? 0);

/** CPU time of these events, ms. */
export const cpuMs = (events: TraceEvent[]): number =>
  events.reduce((sum, { dur = 0, tdur = dur }) => sum + tdur, 0) / 1000;

/** CPU time of the longest of these events, ms. */
export const longestMs = (events: TraceEvent[]): number =>
  Math.max(0, ...events.map(({ dur = 0, tdur = dur }) => tdur)) / 1000;
