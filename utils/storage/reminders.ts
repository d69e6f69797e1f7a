import {
  type Found,
  pruned,
  type RemindAct,
  type Reminder,
  reminded,
  type Subject,
  withFound,
  withOneFound,
} from '../domain/reminders.ts';
import type { NegotiationId } from '../ids.ts';
import type { Result } from '../problem.ts';
import { remindersItem } from './items.ts';
import { changeOwn, updateOwn } from './own.ts';

/**
 * Puts a negotiation off, puts its reminder away, or takes that back.
 * @param of what it is about; null where a reminder of it stands
 * @returns `too-many-reminders`, or as `changeOwn`
 */
export function remind(id: NegotiationId, act: RemindAct, of: Subject | null): Promise<Result<void>> {
  const now = Date.now();
  const by = of?.kind === 'application' ? 'applicant' : 'recruiter';
  return changeOwn(
    remindersItem,
    (own, role) => {
      const before = pruned(own, now);
      const after = reminded(before, id, act, role === by ? of : null, now);
      return after === before ? null : after;
    },
    typeof act === 'object' ? 'too-many-reminders' : null,
  );
}

const updateReminders = (key: string, change: (own: readonly Reminder[]) => readonly Reminder[]) =>
  updateOwn(remindersItem, key, (own) => change(pruned(own, Date.now())));

/** With what was found in an applicant's notes and list. */
export const findReminders = (key: string, found: readonly Found[]): Promise<unknown> =>
  updateReminders(key, (own) => withFound(own, found));

/** One more of an owner, found by itself, unless there is one of that negotiation. */
export const addReminder = (key: string, found: Found): Promise<unknown> =>
  updateReminders(key, (own) => withOneFound(own, found));

/** Changes each reminder of one owner that is still kept by itself. */
export const changeReminders = (key: string, change: (one: Reminder) => Reminder): Promise<unknown> =>
  updateReminders(key, (own) => own.map(change));
