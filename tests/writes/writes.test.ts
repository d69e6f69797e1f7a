import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Effects, type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { applicantDb } from '../../utils/applicant-db.ts';
import '../applicant-db.ts';
import { draftsOf } from '../../utils/drafts.ts';
import { emptyApplicant } from '../../utils/inbox/applicant/applicant.ts';
import { topicOf } from '../../utils/inbox/applicant/testing.ts';
import { draftKey, negotiationsOf, type StoredEntry, textOf } from '../../utils/inbox/write.ts';
import type { Outbox } from '../../utils/outbox.ts';
import { nextStep } from '../../utils/problem.ts';
import { applicantItem, draftsItem, outboxItem } from '../../utils/storage.ts';
import { type Carriers, type Clock, type Desk, effectsSince, onlyEntry, openDesk } from './desk.ts';
import { troubles } from './faults.ts';
import { fileId, type Scene, wishes } from './wishes.ts';

/*
 * Each fault of the sandbox on each write, by the real client, carriers and outbox: it ends sent once, failed
 * with the text kept, or goes on by itself and then ends so. What happened is told by hh's ledger alone.
 */

const clock: Clock = { now: Date.UTC(2026, 5, 1, 9) };
let sandbox: Sandbox;
let before: Effects;

beforeAll(async () => {
  sandbox = await startSandbox({ world: { now: () => clock.now, applicantApi: true } });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.ledger.clear();
  sandbox.faults.clear();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Within the hour after which nothing goes out unasked: the waits between looks come to seven minutes. */
const roundsWhileItStands = 5;
const roundsAfter = 8;

/** Works off what is due and moves the clock to what is due next; true when nothing is any more. */
async function workOff(
  outbox: Outbox,
  rounds: number,
  pass: (ms: number) => Promise<void>,
): Promise<boolean> {
  for (let round = 0; round < rounds; round++) {
    await outbox.run();
    const due = await outbox.dueIn();
    if (due === null) return true;
    await pass(due);
  }
  return false;
}

const pass = async (ms: number) => {
  clock.now += ms;
};

/** The timers of client and sandbox go by our clock; the wire itself does not wait for them. */
function slowly() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const let20sPass = async () => {
    clock.now += 20_000;
    await vi.advanceTimersByTimeAsync(20_000);
  };
  return {
    /** Runs the outbox until the fault has the write, then lets our patience end. */
    async run(outbox: Outbox) {
      const running = outbox.run();
      while (sandbox.faults.list.length > 0) await new Promise(setImmediate);
      await let20sPass();
      await running;
    },
    pass: async (ms: number) => {
      clock.now += ms;
      await vi.advanceTimersByTimeAsync(ms);
      // What hh does late comes to its end, if it comes now.
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    },
  };
}

/** The same thing of hh's, whatever id hh gave it. */
const sameThing = (effect: unknown): string => {
  const { messageId: _, ...others } = Object(effect);
  return typeof effect === 'string' ? effect : JSON.stringify(others);
};

/** Whether hh did it: all, a part (of many), or nothing. Fails on what was done twice or was not wished. */
function judge(scene: Scene): 'done' | 'in part' | 'not' {
  const { tokensIssued: _, tokensRevoked: __, ...seen } = effectsSince(sandbox.ledger.effects, before);
  let [wanted, got] = [0, 0];
  for (const [name, list] of Object.entries(seen)) {
    const most = scene.done[name as keyof Effects] ?? 0;
    const things: unknown[] = list;
    const unique = new Set(things.map(sameThing)).size;
    if (!scene.repeatable && name !== scene.ready) expect(things, `${name}, twice`).toHaveLength(unique);
    expect(unique, `${name} that nobody wished`).toBeLessThanOrEqual(most);
    if (name === scene.ready) continue;
    wanted += most;
    got += unique;
  }
  if (got === 0) return 'not';
  return got === wanted ? 'done' : 'in part';
}

/** What was promised of an entry that is at rest. */
async function expectSettled(
  scene: Scene,
  entry: StoredEntry,
  outbox: Outbox,
  { files }: Desk,
): Promise<void> {
  const done = judge(scene);
  const { progress } = entry;
  switch (progress.at) {
    case 'sent': {
      const results = progress.results ?? [];
      if (results.length > 0) {
        const letter = textOf(entry.wish);
        for (const { id, done: shown } of results) {
          const { stageId, chatId } = sandbox.world.negotiation(id);
          const isOurs = !letter || sandbox.world.chat(chatId).messages.some(({ text }) => text === letter);
          expect(shown, `result of ${id}`).toBe(stageId === scene.moves?.to && isOurs);
        }
      } else expect(scene.asWished(), 'sent means that it is so at hh').toBe(true);
      break;
    }
    case 'failed': {
      expect(nextStep).toHaveProperty(progress.problem.name);
      expect(progress.problem.name).not.toBe('unknown');
      // Only where nothing can be read may something that was done not count as sent; and it is said.
      if (done !== 'not') {
        expect(scene.unreadable, `${progress.problem.name} though it was done`).toBe(true);
        expect(progress.problem.name).toBe('outcome-unknown');
      }
      if (entry.wish.kind === 'file') expect(files.has(fileId), 'the file is kept').toBe(true);
      const key = draftKey(entry.wish);
      const text = textOf(entry.wish);
      await outbox.dismiss(entry.id);
      if (key && text) expect(draftsOf(await draftsItem.getValue(), entry.account)[key]?.text).toBe(text);
      break;
    }
    case 'waiting':
      // Nobody is signed in any more; it goes out when the same account is again.
      expect(progress.problem?.name).toBe('access-revoked');
      expect(done).toBe('not');
      break;
    default:
      expect.unreachable(`still ${progress.at}`);
  }
}

/** What an applicant writes into is in their list. */
const holdTopic = async ({ wish }: Scene) => {
  const owner = '1';
  await applicantDb.look({ owner, topics: negotiationsOf(wish).map((id) => topicOf(id)) }, clock.now);
  await applicantItem.setValue({ ...emptyApplicant, owner });
};

describe.each(wishes)('$name', (of) => {
  test.each(troubles.filter(({ concerns }) => concerns?.(of) ?? true))('$name', async (trouble) => {
    const desk = await openDesk(sandbox, clock, of.as);
    desk.files.set(fileId, new Blob(['%PDF'], { type: 'application/pdf' }));
    const scene = of.scene(sandbox.world);
    before = structuredClone(sandbox.ledger.effects);
    if (of.as) await holdTopic(scene);
    await desk.submit(scene.wish);
    const end = trouble.arm({ sandbox, desk, scene, operation: of.operation });
    const outbox = desk.startWorker();
    if (trouble.slow) {
      const slow = slowly();
      await slow.run(outbox);
      expect(await workOff(outbox, roundsAfter, slow.pass)).toBe(true);
      await slow.pass(60_000);
    } else {
      await workOff(outbox, roundsWhileItStands, pass);
      const { progress } = await onlyEntry();
      if (progress.at !== 'sent' && progress.at !== 'failed') {
        // hh still refuses: it goes on by itself, and says when.
        expect(await outbox.dueIn()).toBeGreaterThanOrEqual(0);
        judge(scene);
      }
      await end();
      sandbox.faults.clear();
      expect(await workOff(outbox, roundsAfter, pass), 'comes to an end').toBe(true);
    }
    const { progress, ...entry } = await onlyEntry();
    const ended = 'problem' in progress ? progress.problem?.name : progress.at;
    // What is made ready beforehand is refused, or tried again, by itself.
    const open = scene.ready || (scene.unreadable && ended === 'outcome-unknown');
    const ends = trouble.ends === 'forbidden' ? (of.forbidden ?? trouble.ends) : trouble.ends;
    if (ends && !open) expect(ended).toBe(ends);
    await expectSettled(scene, { ...entry, progress }, outbox, desk);
  });

  test.each(['claimed', 'ready', 'done', 'asked'] as const)('the worker died: %s', async (when) => {
    const desk = await openDesk(sandbox, clock, of.as);
    desk.files.set(fileId, new Blob(['%PDF'], { type: 'application/pdf' }));
    const scene = of.scene(sandbox.world);
    before = structuredClone(sandbox.ledger.effects);
    if (of.as) await holdTopic(scene);
    await desk.submit(scene.wish);
    let left: StoredEntry[] = [];
    const remember = async () => {
      left = await outboxItem.getValue();
    };
    const dies = async (): Promise<never> => {
      await remember();
      throw new Error('the worker died');
    };
    const { carriers } = desk;
    const dying: Record<typeof when, Carriers> = {
      claimed: { ...carriers, prepare: dies },
      ready: { ...carriers, perform: dies },
      done: {
        ...carriers,
        perform: async (plan) => {
          const confirm = await carriers.perform(plan);
          await remember();
          return confirm;
        },
      },
      asked: {
        ...carriers,
        perform: async (plan) => {
          await carriers.perform(plan);
          return dies();
        },
      },
    };
    await desk.startWorker(dying[when]).run();
    expect(left.map(({ progress }) => progress.at)).toEqual(['sending']);
    if (when === 'asked')
      left = left.map((entry) => ({
        ...entry,
        progress: { at: 'uncertain', since: clock.now, nextCheck: clock.now + 3000 },
      }));
    await outboxItem.setValue(left);
    await draftsItem.removeValue();
    clock.now += 5_000;

    const outbox = desk.startWorker();
    expect(await workOff(outbox, roundsAfter, pass)).toBe(true);
    const entry = await onlyEntry();
    await expectSettled(scene, entry, outbox, desk);
    expect(judge(scene)).toBe(scene.unreadable && when !== 'done' && when !== 'asked' ? 'not' : 'done');
    expect(entry.progress.at).toBe(scene.unreadable ? 'failed' : 'sent');
  });
});
