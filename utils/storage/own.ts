import { type Avoided, type Whom, withAvoided } from '../domain/avoided.ts';
import { type OwnKeys, ownedBy, ownKeys } from '../domain/inbox.ts';
import { browserProblem, type ProblemName, type Result } from '../problem.ts';
import type { Item } from './item.ts';
import { accountItem, applicantItem, avoidedItem, update } from './items.ts';

/*
 * What a person keeps in this browser of their own accord: reminders, and marks on whom to avoid. Each such item holds a list
 * for each owner, the newest last.
 */

type OwnItem<T> = Pick<Item<Record<string, T[]>>, 'key' | 'getValue' | 'setValue'>;

/** Under which keys the person who uses the browser keeps what is theirs. */
export async function readOwnKeys(): Promise<OwnKeys> {
  return ownKeys(...(await Promise.all([accountItem.getValue(), applicantItem.getValue()])));
}

/** What the person who uses the browser keeps, in either role. */
export async function readOwn<T>(item: OwnItem<T>): Promise<T[]> {
  return ownedBy(...(await Promise.all([item.getValue(), readOwnKeys()])));
}

/**
 * Changes the list of one owner. Nothing is written where each entry of it stays the same, nor for one who has signed out
 * meanwhile: what stood here of theirs was erased, and must not come back.
 */
export const updateOwn = <T>(
  item: OwnItem<T>,
  key: string,
  change: (own: readonly T[]) => readonly T[],
): Promise<unknown> =>
  update(item, async (all) => {
    const before = all[key] ?? [];
    const after = change(before);
    const isSame = after.length === before.length && after.every((one, at) => one === before[at]);
    if (isSame || key === '') return all;
    const isKept = Object.hasOwn(all, key) || Object.values(await readOwnKeys()).includes(key);
    return isKept ? { ...all, [key]: [...after] } : all;
  });

/**
 * Does what the person wants with their own lists. hh hears nothing of it.
 * @param change the list of a role as it is then; null where nothing of it changes
 * @param refused what is said where neither list changes; null: that is no fault
 * @returns that problem, or that the disk or the quota is full: nothing has changed then
 */
export async function changeOwn<T>(
  item: OwnItem<T>,
  change: (own: readonly T[], role: keyof OwnKeys) => readonly T[] | null,
  refused: ProblemName | null,
): Promise<Result<void>> {
  try {
    const keys = await readOwnKeys();
    let isTaken = false;
    await update(item, (all) => {
      const after = { ...all };
      for (const role of ['recruiter', 'applicant'] as const) {
        const own = keys[role] && change(all[keys[role]] ?? [], role);
        if (own) after[keys[role]] = [...own];
        isTaken ||= Boolean(own);
      }
      return isTaken ? after : all;
    });
    return isTaken || !refused ? { ok: true, value: undefined } : { ok: false, problem: { name: refused } };
  } catch (error) {
    return { ok: false, problem: browserProblem(error) };
  }
}

/**
 * Marks somebody as not to be dealt with again, or takes the mark back.
 * @param mark who it is in words, and why; null takes it back
 * @returns `too-many-marked`, or as `changeOwn`
 */
export function avoid(whom: Whom, mark: Pick<Avoided, 'name' | 'reason'> | null): Promise<Result<void>> {
  const by = whom.kind === 'person' ? 'recruiter' : 'applicant';
  const marked = mark && { ...mark, at: Date.now() };
  return changeOwn(
    avoidedItem,
    (own, role) => {
      const after = role === by ? withAvoided(own, whom, marked) : own;
      return after === own ? null : after;
    },
    mark && 'too-many-marked',
  );
}
