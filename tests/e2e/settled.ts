import { until } from './browser.ts';
import type { Stage } from './stage.ts';

/** An outbox entry as it is stored. */
export interface Entry {
  request: { kind: string };
  progress: { at: string; until?: number; nextCheck?: number; problem?: { name: string } };
}
export const entries = async (stage: Stage): Promise<Entry[]> => {
  const ids = await stage.stored('outbox');
  const found = await Promise.all((Array.isArray(ids) ? ids : []).map((id) => stage.stored(`outbox:${id}`)));
  return found.flatMap((entry): Entry[] => (entry ? [Object(entry)] : []));
};

/** The states of all entries, for instance `sent,failed`. */
export const stateOf = async (stage: Stage) =>
  (await entries(stage)).map(({ progress }) => progress.at).join();

/**
 * Undo hides an entry from the views at once, and removes it from the store right after: only then was it in time.
 */
export const takenBack = (stage: Stage) =>
  until('nothing in the outbox', async () => {
    const left = await entries(stage);
    if (left.length > 0) throw new Error(JSON.stringify(left));
    return true;
  });

/**
 * Lets undo windows and the time until the next check at hh end now, under the store's own lock. A test that looks at
 * something within its undo window sets a long one and ends it so: on a slow machine, a short one would be over too
 * soon.
 */
export async function hasten(stage: Stage): Promise<void> {
  await stage.inside(
    () =>
      navigator.locks.request('item:outbox', async () => {
        const all = await chrome.storage.local.get<Record<string, { v: number; value: string }>>(null);
        const late = Object.entries(all).flatMap(([key, { v, value }]) => {
          if (!key.startsWith('outbox:')) return [];
          const entry: Entry = JSON.parse(value);
          const { progress } = entry;
          if (!progress.nextCheck && !progress.until) return [];
          if (progress.nextCheck) progress.nextCheck = Date.now();
          if (progress.until) progress.until = Date.now();
          return [[key, { v, value: JSON.stringify(entry) }]];
        });
        if (late.length > 0) await chrome.storage.local.set(Object.fromEntries(late));
      }),
    null,
  );
  await stage.tell('flush');
}

/** Waits until every write has ended, with states that match `wanted`. */
export const settled = (stage: Stage, wanted = /^(sent,?)*$/) =>
  until(
    'settled',
    async () => {
      await hasten(stage);
      const state = await stateOf(stage);
      if (!wanted.test(state)) throw new Error(state);
      return true;
    },
    { every: 300 },
  );
