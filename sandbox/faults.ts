/** How the sandbox can be told to fail. Each fault applies `times` times, or until it is removed. */
export type FaultKind =
  | 'status'
  | 'delay'
  | 'cut-before'
  | 'cut-after'
  | 'malformed'
  | 'html'
  | 'empty'
  | 'huge'
  | 'captcha'
  | 'drift'
  | 'replace';

export interface FaultMatch {
  operation?: string;
  method?: string;
  path?: RegExp;
  host?: string;
}

export interface Fault {
  match: FaultMatch;
  kind: FaultKind;
  times?: number;
  /** `status`: the answer's status; `replace`, `malformed`, `html`, `empty`: overrides 200. */
  status?: number;
  /** `status`, `replace`: the answer's body; an object is sent as JSON. */
  body?: unknown;
  /** `delay`: how long to wait before the answer. */
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

export interface FaultTarget {
  operation: string;
  method: string;
  path: string;
  host: string;
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
    (match.path === undefined || match.path.test(target.path))
  );
}
