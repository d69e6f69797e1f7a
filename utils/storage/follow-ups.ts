import { type Found, isOff, withFound, withOneFound, withoutFollowUps } from '../domain/follow-ups.ts';
import type { Reminder } from '../domain/reminders.ts';
import type { FollowUp } from '../domain/settings.ts';
import { remindersItem, settingsItem } from './items.ts';
import { readOwnKeys, updateOwn } from './own.ts';

/*
 * Stored reminders as rules and news from hh change them. What a person does with them is in `own.ts`, which every
 * page loads for its first paint; no page needs this so early.
 */

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
