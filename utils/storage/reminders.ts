import {
  type Found,
  ownerKeyOf,
  ownerKeys,
  pruned,
  type RemindAct,
  type Reminder,
  reminded,
  reminderId,
  remindersOf,
  type Subject,
  withFound,
  withOneFound,
} from '../domain/reminders.ts';
import type { NegotiationId } from '../ids.ts';
import { browserProblem, type Result } from '../problem.ts';
import { accountItem, applicantItem, remindersItem, update } from './items.ts';

/** The reminders of who is signed in, in either role. */
export async function readReminders(): Promise<Reminder[]> {
  const [all, account, applicant] = await Promise.all([
    remindersItem.getValue(),
    accountItem.getValue(),
    applicantItem.getValue(),
  ]);
  return remindersOf(all, account, applicant);
}

/**
 * Puts a negotiation off, puts its reminder away, or takes that back. hh hears nothing of it.
 * @param of what it is about; null where a reminder of it stands
 * @returns `too-many-reminders`, or that the disk or the quota is full: nothing has changed then
 */
export async function remind(id: NegotiationId, act: RemindAct, of: Subject | null): Promise<Result<void>> {
  const now = Date.now();
  let isRefused = false;
  try {
    const [account, applicant] = await Promise.all([accountItem.getValue(), applicantItem.getValue()]);
    await update(remindersItem, (all) => {
      const standing = ownerKeys(account, applicant).find((key) =>
        all[key]?.some((one) => reminderId(one) === id),
      );
      const key = standing ?? (of ? ownerKeyOf(of, account, applicant) : '');
      const before = pruned(all[key] ?? [], now);
      const after = key ? reminded(before, id, act, of, now) : before;
      isRefused = after === before && typeof act === 'object';
      return after === before ? all : { ...all, [key]: [...after] };
    });
  } catch (error) {
    return { ok: false, problem: browserProblem(error) };
  }
  return isRefused ? { ok: false, problem: { name: 'too-many-reminders' } } : { ok: true, value: undefined };
}

/** With what was found in an applicant's notes and list. */
export const findReminders = (key: string, found: readonly Found[]): Promise<unknown> =>
  update(remindersItem, (all) => {
    const before = all[key] ?? [];
    const after = withFound(pruned(before, Date.now()), found);
    return after === before ? all : { ...all, [key]: [...after] };
  });

/** One more of an owner, found by itself, unless there is one of that negotiation. */
export const addReminder = (key: string, found: Found): Promise<unknown> =>
  update(remindersItem, (all) => {
    const before = all[key] ?? [];
    const after = withOneFound(pruned(before, Date.now()), found);
    return after === before ? all : { ...all, [key]: [...after] };
  });

/** Changes each reminder of one owner that is still kept by itself; nothing is written where none changes. */
export const changeReminders = (key: string, change: (one: Reminder) => Reminder): Promise<unknown> =>
  update(remindersItem, (all) => {
    const before = all[key] ?? [];
    const after = pruned(before, Date.now()).map(change);
    const isSame = after.length === before.length && after.every((one, at) => one === before[at]);
    return isSame ? all : { ...all, [key]: after };
  });
