import { type Found, isOff, withFound, withOneFound, withoutFollowUps } from '../domain/follow-ups.ts';
import { type RemindAct, type Reminder, reminded, remindedAll, type Subject } from '../domain/reminders.ts';
import type { FollowUp } from '../domain/settings.ts';
import type { NegotiationId } from '../ids.ts';
import type { Result } from '../problem.ts';
import { remindersItem, settingsItem } from './items.ts';
import { changeOwn, readOwnKeys, updateOwn } from './own.ts';

/**
 * Snoozes a negotiation, dismisses its reminder, or undoes that.
 * @param of what it is about; null if a reminder for it exists
 * @returns `too-many-reminders`, or as `changeOwn`
 */
export function remind(id: NegotiationId, act: RemindAct, of: Subject | null): Promise<Result<void>> {
  const by = of?.kind === 'application' ? 'applicant' : 'recruiter';
  return changeOwn(
    remindersItem,
    (own, role) => {
      const after = reminded(own, id, act, role === by ? of : null, Date.now());
      return after === own ? null : after;
    },
    typeof act === 'object' ? 'too-many-reminders' : null,
  );
}

/**
 * Dismisses several reminders at once, or undoes that.
 * @returns as `changeOwn`
 */
export const remindAll = (ids: readonly NegotiationId[], act: 'done' | 'undo'): Promise<Result<void>> =>
  changeOwn(
    remindersItem,
    (own) => {
      const after = remindedAll(own, ids, act, Date.now());
      return after === own ? null : after;
    },
    null,
  );

/** Leaves out what was found by rules that the person has switched off. */
async function wanted(found: readonly Found[]): Promise<Found[]> {
  const { unfollowed } = await settingsItem.getValue();
  return found.filter(({ why }) => !isOff(why, unfollowed));
}

/** Updates reminders with what was found in an applicant's notes and list. */
export async function findReminders(key: string, found: readonly Found[]): Promise<void> {
  const now = await wanted(found);
  await updateOwn(remindersItem, key, (own) => withFound(own, now));
}

/** Adds what was found to the reminders of an owner (`withOneFound`). @param change applied first to each existing one */
export async function addReminders(
  key: string,
  found: readonly Found[],
  change: (one: Reminder) => Reminder = (one) => one,
): Promise<void> {
  const now = await wanted(found);
  await updateOwn(remindersItem, key, (own) => now.reduce(withOneFound, own.map(change)));
}

/** Changes each reminder of one owner. */
export const changeReminders = (key: string, change: (one: Reminder) => Reminder): Promise<unknown> =>
  updateOwn(remindersItem, key, (own) => own.map(change));

/** Ends the reminders that were found by rules that the person has switched off. */
export async function endFollowUps(off: readonly FollowUp[]): Promise<void> {
  for (const key of Object.values(await readOwnKeys()))
    await changeReminders(key, (one) => withoutFollowUps(one, off));
}
