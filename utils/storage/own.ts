import { type OwnKeys, ownedBy, ownKeys } from '../domain/account.ts';
import { type Avoided, type Whom, withAvoided } from '../domain/avoided.ts';
import { type RemindAct, reminded, remindedAll, type Subject } from '../domain/reminders.ts';
import type { NegotiationId } from '../ids.ts';
import { browserProblem, type ProblemName, type Result } from '../problem.ts';
import type { Item } from './item.ts';
import { accountItem, applicantItem, avoidedItem, remindersItem, update } from './items.ts';

/*
 * What a person keeps in this browser of their own accord: reminders, and marks on people and employers to avoid.
 * Each such item holds one list per owner, the newest entry last.
 */

type OwnItem<T> = Pick<Item<Record<string, T[]>>, 'key' | 'getValue' | 'setValue'>;

/** The keys under which the person using the browser keeps their own data. */
export async function readOwnKeys(): Promise<OwnKeys> {
  return ownKeys(...(await Promise.all([accountItem.getValue(), applicantItem.getValue()])));
}

/** What the person using the browser keeps, in both roles. */
export async function readOwn<T>(item: OwnItem<T>): Promise<T[]> {
  return ownedBy(...(await Promise.all([item.getValue(), readOwnKeys()])));
}

/**
 * Changes the list of one owner. Nothing is written if every entry stays the same, or if the owner has signed out
 * meanwhile: their data was erased, and must not come back.
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
 * Carries out a person's change of their own lists; hh is not involved.
 * @param change returns the new list of a role; the same one if nothing in it changes
 * @param refused the problem if neither list changes; null: that is not an error
 * @returns that problem, or that the disk or the quota is full: nothing has changed then
 */
async function changeOwn<T>(
  item: OwnItem<T>,
  change: (own: readonly T[], role: keyof OwnKeys) => readonly T[],
  refused: ProblemName | null,
): Promise<Result<void>> {
  try {
    const keys = await readOwnKeys();
    let isChanged = false;
    await update(item, (all) => {
      const changed = { ...all };
      for (const role of ['recruiter', 'applicant'] as const) {
        const before = all[keys[role]] ?? [];
        const after = keys[role] ? change(before, role) : before;
        if (after === before) continue;
        changed[keys[role]] = [...after];
        isChanged = true;
      }
      return isChanged ? changed : all;
    });
    return isChanged || !refused ? { ok: true, value: undefined } : { ok: false, problem: { name: refused } };
  } catch (error) {
    return { ok: false, problem: browserProblem(error) };
  }
}

/**
 * Marks a person as "do not contact" or an employer as "do not apply again", or removes the mark.
 * @param mark the name, and the reason; null removes the mark
 * @returns `too-many-marked`, or as `changeOwn`
 */
export function avoid(whom: Whom, mark: Pick<Avoided, 'name' | 'reason'> | null): Promise<Result<void>> {
  const by = whom.kind === 'person' ? 'recruiter' : 'applicant';
  const marked = mark && { ...mark, at: Date.now() };
  return changeOwn(
    avoidedItem,
    (own, role) => (role === by ? withAvoided(own, whom, marked) : own),
    mark && 'too-many-marked',
  );
}

/**
 * Snoozes a negotiation, dismisses its reminder, or undoes that.
 * @param of what it is about; null if a reminder for it exists
 * @returns `too-many-reminders`, or as `changeOwn`
 */
export function remind(id: NegotiationId, act: RemindAct, of: Subject | null): Promise<Result<void>> {
  const by = of?.kind === 'application' ? 'applicant' : 'recruiter';
  return changeOwn(
    remindersItem,
    (own, role) => reminded(own, id, act, role === by ? of : null, Date.now()),
    typeof act === 'object' ? 'too-many-reminders' : null,
  );
}

/**
 * Dismisses several reminders at once, or undoes that.
 * @returns as `changeOwn`
 */
export const remindAll = (ids: readonly NegotiationId[], act: 'done' | 'undo'): Promise<Result<void>> =>
  changeOwn(remindersItem, (own) => remindedAll(own, ids, act, Date.now()), null);
