/** The kinds of faults that the sandbox can simulate. Each fault applies `times` times, or until it is removed. */
export const faultKinds = [
  'status',
  'delay',
  /** Cuts the connection before anything is done. */
  'cut-before',
  /** Cuts the connection after the operation is done; if it was kept alive, Chromium sends the request again. */
  'cut-after',
  /** Gives no answer, but performs the operation `ms` later, even if the client has stopped waiting. */
  'late',
  'malformed',
  'html',
  /** The page of hh's guard against robots, as 403 or, by `status`, as 200. */
  'guard',
  'huge',
  'captcha',
  'drift',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface FaultMatch {
  operation?: string;
  method?: string;
  path?: RegExp;
  host?: string;
  /** Only on a connection that has already carried a request (true), or only on a new one (false). */
  keptAlive?: boolean;
}

export interface Fault {
  match: FaultMatch;
  kind: FaultKind;
  times?: number;
  /** `status`: the status of the answer. `malformed`, `html`: instead of 200. `guard`: instead of 403. */
  status?: number;
  /** `status`: the body of the answer; an object is sent as JSON. */
  body?: unknown;
  /** `delay`: how long to wait before answering, ms. `late`: before performing the operation. */
  ms?: number;
  /** `status`: seconds for the `Retry-After` header. */
  retryAfter?: number;
  /** `drift`: changes the real JSON answer. */
  drift?: (json: unknown) => unknown;
}

interface Armed {
  fault: Fault;
  left: number;
}

interface FaultTarget {
  operation: string;
  method: string;
  path: string;
  host: string;
  keptAlive: boolean;
}

export class Faults {
  private armed: Armed[] = [];

  /** Arms a fault. @returns a function that removes it */
  add(fault: Fault): () => void {
    const armed = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.armed.push(armed);
    return () => {
      this.armed = this.armed.filter((other) => other !== armed);
    };
  }

  clear(): void {
    this.armed = [];
  }

  get list(): { fault: Fault; left: number }[] {
    return this.armed;
  }

  /** The faults that apply to this request; each is counted as used. A delay can be combined with another fault. */
  take(target: FaultTarget): Fault[] {
    const taken: Fault[] = [];
    for (const armed of this.armed) {
      if (armed.left <= 0 || !matches(armed.fault.match, target)) continue;
      const alreadyAnswers = taken.some((fault) => fault.kind !== 'delay');
      if (alreadyAnswers && armed.fault.kind !== 'delay') continue;
      armed.left -= 1;
      taken.push(armed.fault);
    }
    this.armed = this.armed.filter((armed) => armed.left > 0);
    return taken;
  }
}

function matches(match: FaultMatch, target: FaultTarget): boolean {
  return (
    (match.operation === undefined || match.operation === target.operation) &&
    (match.method === undefined || match.method.toUpperCase() === target.method) &&
    (match.host === undefined || match.host === target.host) &&
    (match.keptAlive === undefined || match.keptAlive === target.keptAlive) &&
    (match.path === undefined || match.path.test(target.path))
  );
}

/** How a field of an answer may differ from the documentation. */
export const driftKinds = ['absent', 'null', 'type', 'renamed', 'empty', 'unknown'] as const;
export type DriftKind = (typeof driftKinds)[number];

/**
 * A drift of one field, for a fault: `driftOf('items[].employer_state.id', 'absent')`. `[]` means every item of a
 * list. A missing field stays missing. `type` turns a text into a number, a list into an object, and anything else
 * into a text; `empty` empties the field; `unknown` inserts an unknown word.
 */
export function driftOf(path: string, kind: DriftKind): (json: unknown) => unknown {
  const steps = path.split(/\.|(?=\[\])/).filter(Boolean);
  return (json) => along(json, steps, kind);
}

function along(value: unknown, steps: readonly string[], kind: DriftKind): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return changed(value, kind);
  if (step === '[]') return Array.isArray(value) ? value.map((one) => along(one, rest, kind)) : value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return value;
  const isLast = rest.length === 0;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      if (name !== step) return [[name, one]];
      if (isLast && kind === 'absent') return [];
      if (isLast && kind === 'renamed') return [[`${name}_v2`, one]];
      return [[name, along(one, rest, kind)]];
    }),
  );
}

function changed(value: unknown, kind: DriftKind): unknown {
  switch (kind) {
    case 'null':
      return null;
    case 'type':
      if (typeof value === 'string') return 42;
      return Array.isArray(value) ? { ...value } : 'another type';
    case 'empty':
      if (typeof value === 'string') return '';
      if (typeof value === 'number') return 0;
      return Array.isArray(value) ? [] : {};
    case 'unknown':
      return typeof value === 'string' ? 'something_new' : value;
    case 'absent':
    case 'renamed':
      return value;
  }
}
