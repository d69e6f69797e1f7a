/** How the sandbox can be told to fail. Each fault applies `times` times, or until it is removed. */
export const faultKinds = [
  'status',
  'delay',
  /** The connection is cut without anything done. */
  'cut-before',
  /** It is done, and then cut: on a connection that was kept alive, Chromium sends the request once more. */
  'cut-after',
  /** No answer comes; `ms` later it is done all the same, whoever has stopped waiting meanwhile. */
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
  /** Only on a connection that has carried a request before, or only on a new one. */
  keptAlive?: boolean;
}

export interface Fault {
  match: FaultMatch;
  kind: FaultKind;
  times?: number;
  /** `status`: the answer's status; `malformed`, `html`: overrides 200; `guard`: overrides 403. */
  status?: number;
  /** `status`: the answer's body; an object is sent as JSON. */
  body?: unknown;
  /** `delay`: how long to wait before the answer; `late`: before it is done. */
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

  /** Arms a fault; the returned function removes it. */
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

  /** The faults for this request, each counted as used. A delay goes together with another one. */
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

/** How a field of an answer may come otherwise than the document says. */
export const driftKinds = ['absent', 'null', 'type', 'renamed', 'empty', 'unknown'] as const;
export type DriftKind = (typeof driftKinds)[number];

/**
 * A drift of one field, for a fault: `driftOf('items[].employer_state.id', 'absent')`. `[]` goes into every item of
 * a list. What is not there stays so. `type` turns a text into a number, a list into an object, anything else into a
 * text; `empty` empties; `unknown` puts a word that nobody knows.
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
