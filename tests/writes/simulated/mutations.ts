import type { takeBackIntoDrafts } from '../../../utils/storage/drafts.ts';
import type { createExecutors } from '../../../utils/worker/executors.ts';
import type { createOutbox } from '../../../utils/worker/outbox.ts';
import type { createOutboxTimer } from '../../../utils/worker/outbox-timer.ts';
import type { Violation } from './simulation.ts';
import { oneWrite, type Scenario } from './steps.ts';

/* Faults made on purpose: a simulator that did not find them would prove nothing. */

interface Parts {
  executors: typeof createExecutors;
  outbox: typeof createOutbox;
  timer: typeof createOutboxTimer;
  drafts: typeof takeBackIntoDrafts;
}
let broken: { [Part in keyof Parts]?: (real: Parts[Part]) => Parts[Part] } = {};

/** The part as it is, unless a mutation is under way. */
export const breaking = <Part extends keyof Parts>(part: Part, real: Parts[Part]): Parts[Part] =>
  new Proxy(real, {
    apply: (target, self, of) => Reflect.apply(broken[part]?.(target) ?? target, self, of),
  });

interface Mutation {
  name: string;
  rule: Violation['rule'];
  /** Where chance would take too long to find it. */
  scenario?: Scenario;
  /** @returns what ends it */
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

/** hh asks a letter to wait, and the person goes on under the other work account. */
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
  mutation('a letter sent twice, by a look-up that never finds it', 'twice', {
    executors:
      (real) =>
      (...of) => ({ ...real(...of), look: async () => ({ is: 'not-there', final: true }) }),
  }),
  mutation('"sent" of what did not arrive, by a look-up that always finds it', 'false-sent', {
    executors:
      (real) =>
      (...of) => ({ ...real(...of), look: async () => ({ is: 'there' }) }),
  }),
  mutation('"not sent" of what arrived, by one that gives up at once', 'false-not-sent', {
    executors:
      (real) =>
      (...of) => ({ ...real(...of), look: async () => ({ is: 'elsewhere' }) }),
  }),
  mutation(
    '"not sent" by the captcha that only the browser’s own repeat met',
    'false-not-sent',
    {
      executors:
        (real) =>
        (...of) => ({ ...real(...of), lookOnly: async () => ({ is: 'not-there' }) }),
    },
    oneWrite('note', { kind: 'repeat', again: { kind: 'status', status: 403, body: captcha } }, false, 1),
  ),
  mutation('a write that was taken and not stored', 'lost', {
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
  mutation('a window that ends too early', 'early', {
    outbox: (real) => (deps) => {
      const outbox = real(deps);
      return {
        ...outbox,
        submit: (writes) => outbox.submit(writes.map((one) => ({ ...one, wait: one.wait / 4 }))),
      };
    },
  }),
  mutation('a write that goes out hours later, by a clock that stands still', 'late', {
    outbox: (real) => (deps) => {
      const outbox = real({ ...deps, ticks: () => 0 });
      return outbox;
    },
  }),
  mutation('a text that was taken back and is no draft', 'no-draft', { drafts: () => async () => {} }),
  mutation('a loop', 'loop', {
    outbox: (real) => (deps) => ({ ...real(deps), dueIn: async () => 0 }),
    timer: (real) => (deps) => real({ ...deps, timer: (run) => deps.timer(run, 1) }),
  }),
];
