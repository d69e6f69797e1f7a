import type { takeBackIntoDrafts } from '../../../utils/storage/drafts.ts';
import type { createExecutors } from '../../../utils/worker/executors.ts';
import type { createOutbox } from '../../../utils/worker/outbox.ts';
import type { createOutboxTimer } from '../../../utils/worker/outbox-clock.ts';
import type { Violation } from './simulation.ts';
import { oneWrite, type Scenario } from './steps.ts';

/* Deliberate faults: a simulator that did not notice them would prove nothing. */

interface Parts {
  executors: typeof createExecutors;
  outbox: typeof createOutbox;
  timer: typeof createOutboxTimer;
  drafts: typeof takeBackIntoDrafts;
}
let broken: { [Part in keyof Parts]?: (real: Parts[Part]) => Parts[Part] } = {};

/** The real part, unless a mutation is active. */
export const breaking = <Part extends keyof Parts>(part: Part, real: Parts[Part]): Parts[Part] =>
  new Proxy(real, {
    apply: (target, self, of) => Reflect.apply(broken[part]?.(target) ?? target, self, of),
  });

interface Mutation {
  name: string;
  rule: Violation['rule'];
  /** Given if random scenarios would take too long to find the fault. */
  scenario?: Scenario;
  /** @returns a function that ends the mutation */
  breaks: () => () => void;
}

const mutation = (
  name: string,
  rule: Mutation['rule'],
  parts: typeof broken,
  scenario?: Scenario,
): Mutation => ({
  name,
  rule,
  ...(scenario && { scenario }),
  breaks: () => {
    broken = parts;
    return () => {
      broken = {};
    };
  },
});

const captcha = JSON.stringify({ errors: [{ type: 'captcha_required', value: 'captcha_required' }] });

/** hh asks to wait with a write, and the person continues under the other work account. */
const waitingUnderAnother: Scenario = {
  ...oneWrite('note', { kind: 'status', status: 429, body: '{}', retryAfter: 30 }, false, 1),
  steps: [
    {
      after: 0,
      do: 'trouble',
      trouble: {
        match: 'write',
        times: 2,
        how: { kind: 'status', status: 429, body: '{}', retryAfter: 30 },
      },
    },
    { after: 0, do: 'write', kind: 'note', on: 0, text: 0 },
    { after: 20_000, do: 'switch-account' },
    { after: 1_800_000, do: 'open-popup' },
  ],
};

export const mutations: Mutation[] = [
  mutation('a letter sent twice, because the lookup never finds it', 'twice', {
    executors:
      (real) =>
      (...of) => ({ ...real(...of), look: async () => ({ is: 'not-there', final: true }) }),
  }),
  mutation('"sent" for a write that did not arrive, because the lookup always finds it', 'false-sent', {
    executors:
      (real) =>
      (...of) => ({ ...real(...of), look: async () => ({ is: 'there' }) }),
  }),
  mutation('"not sent" for a write that arrived, because the lookup gives up at once', 'false-not-sent', {
    executors:
      (real) =>
      (...of) => ({ ...real(...of), look: async () => ({ is: 'elsewhere' }) }),
  }),
  mutation(
    '"not sent" because of a captcha that only the browser’s own repeat met',
    'false-not-sent',
    {
      executors:
        (real) =>
        (...of) => ({ ...real(...of), lookOnly: async () => ({ is: 'not-there' }) }),
    },
    oneWrite('note', { kind: 'repeat', again: { kind: 'status', status: 403, body: captcha } }, false, 1),
  ),
  mutation('a write that was accepted but not stored', 'lost', {
    outbox:
      (real) =>
      (...of) => ({ ...real(...of), submit: async () => {} }),
  }),
  mutation(
    'a write that goes out under another account',
    'other-account',
    {
      outbox: (real) => (deps) => {
        let first = '';
        return real({
          ...deps,
          account: async () => {
            const now = await deps.account();
            first ||= now;
            return now && first;
          },
        });
      },
    },
    waitingUnderAnother,
  ),
  mutation('an undo window that ends too early', 'early', {
    outbox: (real) => (deps) => {
      const outbox = real(deps);
      return {
        ...outbox,
        submit: (writes) => outbox.submit(writes.map((one) => ({ ...one, wait: one.wait / 4 }))),
      };
    },
  }),
  mutation('a write that goes out hours late, because the clock stands still', 'late', {
    outbox: (real) => (deps) => {
      const outbox = real({ ...deps, ticks: () => 0 });
      return outbox;
    },
  }),
  mutation('a text that was undone and is not a draft', 'no-draft', { drafts: () => async () => {} }),
  mutation('a loop', 'loop', {
    outbox: (real) => (deps) => ({ ...real(deps), dueIn: async () => 0 }),
    timer: (real) => (deps) => real({ ...deps, timer: (run) => deps.timer(run, 1) }),
  }),
];
