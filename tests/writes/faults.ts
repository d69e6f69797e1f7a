import type { Fault, Sandbox, World } from '../../sandbox/index.ts';
import type { ProblemName } from '../../utils/problem.ts';
import { accountItem } from '../../utils/storage.ts';
import type { Desk } from './desk.ts';
import type { Scene, WishCase } from './wishes.ts';

/** One way for a write to go wrong. */
export interface Trouble {
  name: string;
  /** Sets it up before the write goes out; what it returns ends it. */
  arm: (at: { sandbox: Sandbox; desk: Desk; scene: Scene; operation: string }) => () => void | Promise<void>;
  /** hh answers later than we wait: it goes by our timers. */
  slow?: boolean;
  /** Where every write that it befalls ends, unless nothing can be read of it; else any end that was promised. */
  ends?: 'sent' | ProblemName;
  /** Which wishes it can befall; all when left out. */
  concerns?: (of: WishCase) => boolean;
}

const refusal = (type: string, value: string) => ({ errors: [{ type, value }], request_id: 'sandbox' });

type Way = Omit<Fault, 'match' | 'times'>;
/** With what becomes of a write that met it once, when hh said that it will not: all others go on by themselves. */
const refused: Record<string, ProblemName> = {
  captcha: 'captcha',
  forbidden: 'forbidden',
  'page of a gateway, 403': 'unreadable-answer',
};
const ways: Record<string, Way> = {
  'status 500': { kind: 'status', status: 500 },
  '502 with a page': { kind: 'html', status: 502 },
  '503 with Retry-After': { kind: 'status', status: 503, retryAfter: 7 },
  '429 with Retry-After': { kind: 'status', status: 429, retryAfter: 90 },
  '429 without Retry-After': { kind: 'status', status: 429 },
  captcha: { kind: 'captcha' },
  forbidden: { kind: 'status', status: 403, body: refusal('forbidden', 'forbidden') },
  'page of a gateway, 403': { kind: 'html', status: 403 },
  'cut before': { kind: 'cut-before' },
  'cut after': { kind: 'cut-after' },
  malformed: { kind: 'malformed' },
  empty: { kind: 'empty' },
  html: { kind: 'html' },
  huge: { kind: 'huge' },
};

/** Each fault of the sandbox: once on the write, on the write for as long as it stands, on whatever is asked. */
const faults = Object.entries(ways).flatMap(([name, way]): Trouble[] => [
  {
    name: `${name}, once`,
    ends: refused[name] ?? 'sent',
    arm: ({ sandbox, operation }) => sandbox.faults.add({ match: { operation }, times: 1, ...way }),
  },
  // Twenty megabytes again and again would only take time.
  ...(way.kind === 'huge'
    ? []
    : [
        {
          name: `${name}, as long as it stands`,
          arm: ({ sandbox, operation }: Parameters<Trouble['arm']>[0]) =>
            sandbox.faults.add({ match: { operation }, ...way }),
        },
        { name: `${name}, on reads too`, arm: onAllFromTheWriteOn(way) },
      ]),
]);

/** Everything fails from the first try of the write on, also what would tell of its outcome. */
function onAllFromTheWriteOn(way: Way): Trouble['arm'] {
  return ({ sandbox, desk, operation }) => {
    const { faults } = sandbox;
    let end = () => {};
    let begun = false;
    desk.watch.request = (method) => {
      if (method === 'GET' || begun) return;
      begun = true;
      faults.add({ match: { operation }, times: 1, ...way });
      end = faults.add({ match: { host: 'api.hh.ru' }, times: 8, ...way });
    };
    return () => {
      desk.watch.request = undefined;
      end();
    };
  };
}

/** Just before the write arrives, something happens at hh. */
const meanwhile =
  (happens: (world: World, scene: Scene) => void): Trouble['arm'] =>
  ({ sandbox, desk, scene }) => {
    desk.watch.request = (method, path) => {
      if (method === 'GET' || path === '/token') return;
      desk.watch.request = undefined;
      happens(sandbox.world, scene);
    };
    return () => {
      desk.watch.request = undefined;
    };
  };

const moved =
  (stageOf: (moves: { to: string }) => string) =>
  (world: World, { moves }: Scene): void => {
    // Of many, one in the middle.
    const id = moves?.ids[Math.floor(moves.ids.length / 2)];
    if (moves && id) world.moveByColleague(id, stageOf(moves));
  };
/** What stands on the stage of a negotiation. */
const canMove = ({ operation }: WishCase) =>
  operation === 'change-negotiation-action' || operation === 'put-negotiations-collection-to-next-state';

const late = (ms: number): Trouble['arm'] => {
  return ({ sandbox, operation }) =>
    sandbox.faults.add({ match: { operation }, kind: 'delay', times: 1, ms });
};

export const troubles: Trouble[] = [
  { name: 'none', arm: () => () => {}, ends: 'sent' },
  ...faults,
  { name: 'token expired meanwhile', arm: meanwhile((world) => world.expireTokens()), ends: 'sent' },
  {
    name: 'token revoked meanwhile',
    ends: 'access-revoked',
    arm: (at) => {
      meanwhile((world) => world.revokeTokens())(at);
      // As the next poll finds out.
      return () => accountItem.setValue({ state: 'signed-out', problem: { name: 'access-revoked' } });
    },
  },
  {
    name: 'token expired before the outcome can be looked up',
    ends: 'sent',
    arm: (at) => {
      const cut = at.sandbox.faults.add({
        match: { operation: at.operation },
        kind: 'cut-after',
        times: 1,
      });
      let writes = 0;
      at.desk.watch.request = (method, path) => {
        if (path === '/token') return;
        if (writes > 0) at.sandbox.world.expireTokens();
        if (method !== 'GET') writes += 1;
        if (writes > 1) at.desk.watch.request = undefined;
      };
      return () => {
        at.desk.watch.request = undefined;
        cut();
      };
    },
  },
  {
    name: 'a colleague moved it elsewhere',
    arm: meanwhile(moved(() => 'consider')),
    concerns: canMove,
  },
  {
    name: 'the candidate withdrew',
    arm: meanwhile(moved(() => 'discard_by_applicant')),
    concerns: canMove,
  },
  {
    name: 'a colleague did the same',
    arm: meanwhile(moved(({ to }) => to)),
    concerns: canMove,
  },
  { name: 'done a second after we gave up', arm: late(21_000), slow: true, ends: 'sent' },
  { name: 'done long after we gave up', arm: late(60_000), slow: true, ends: 'sent' },
];
