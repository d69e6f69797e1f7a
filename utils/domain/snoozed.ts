import type { NegotiationId, VacancyId } from '../ids.ts';
import { fromKnown, type Known, valueOr } from '../known.ts';
import { type Applicant, countsOf } from './applicant/applicant.ts';
import type { Collection } from './collection.ts';
import type { Counts, Inbox } from './inbox.ts';
import type { Millis } from './negotiation.ts';
import { isAway, isOfResponse, type Reminder, type ResponseReminder, reminderId } from './reminders.ts';

/* Lists and counters without what is snoozed. */

export const awayIds = (all: readonly Reminder[], now: Millis): ReadonlySet<NegotiationId> =>
  new Set(all.filter((one) => isAway(one, now)).map(reminderId));

const lessBy = (count: Known<number>, by: number): Known<number> =>
  by === 0 ? count : fromKnown(count, (all) => Math.max(0, all - by));

const awayResponses = (all: readonly Reminder[], now: Millis): ResponseReminder[] =>
  all.filter(isOfResponse).filter((one) => isAway(one, now));

/** The counts without snoozed responses: new responses, and chats with messages from before the snooze. */
export function countsWithoutAway<C extends Pick<Counts, 'vacancies' | 'unreadChats'>>(
  counts: C,
  all: readonly Reminder[],
  now: Millis,
): C {
  const away = awayResponses(all, now);
  if (away.length === 0) return counts;
  const unviewed = Map.groupBy(
    away.filter(({ of }) => of.unviewed),
    ({ of }) => of.row.vacancyId,
  );
  const talking = away.filter(({ of: { row } }) => row.chatId !== null && valueOr(row.unreadMessages, 0) > 0);
  return {
    ...counts,
    vacancies: counts.vacancies.map((vacancy) => {
      const by = unviewed.get(vacancy.id)?.length ?? 0;
      return by === 0 ? vacancy : { ...vacancy, unread: lessBy(vacancy.unread, by) };
    }),
    unreadChats: lessBy(counts.unreadChats, talking.length),
  };
}

/** The inbox without snoozed responses: neither listed nor counted. */
export function inboxWithoutAway(inbox: Inbox, all: readonly Reminder[], now: Millis): Inbox {
  const away = awayResponses(all, now);
  if (away.length === 0) return inbox;
  const ids = new Set(away.map(reminderId));
  const chatIds = new Set(away.map(({ of }) => of.row.chatId));
  return {
    ...countsWithoutAway(inbox, all, now),
    rows: inbox.rows.filter(({ id }) => !ids.has(id)),
    chats: inbox.chats.filter(({ id }) => !chatIds.has(id)),
  };
}

/** The applicant's summary without snoozed negotiations. */
export function headWithoutAway<A extends Pick<Applicant, 'counts' | 'front' | 'total'>>(
  head: A,
  all: readonly Reminder[],
  now: Millis,
  silentDays: number,
): A {
  const away = all.flatMap((one) =>
    one.of.kind === 'application' && isAway(one, now) ? [one.of.negotiation] : [],
  );
  if (away.length === 0) return head;
  const ids = new Set(away.map(({ id }) => id));
  const less = countsOf(away, now, silentDays);
  const of = (name: keyof Applicant['counts']) => Math.max(0, head.counts[name] - less[name]);
  return {
    ...head,
    counts: {
      new: of('new'),
      waiting: of('waiting'),
      silent: of('silent'),
      all: of('all'),
      unsure: of('unsure'),
      unclear: of('unclear'),
    },
    // `whole` stays: it tells how much of hh's list was read.
    total: head.total === null ? null : Math.max(0, head.total - less.all),
    front: head.front.filter(({ id }) => !ids.has(id)),
  };
}

/** The collections of a vacancy without the snoozed responses in them. */
export function collectionsWithoutAway(
  collections: readonly Collection[],
  vacancyId: VacancyId,
  all: readonly Reminder[],
  now: Millis,
): Collection[] {
  const away = awayResponses(all, now).filter(({ of }) => of.row.vacancyId === vacancyId);
  return collections.map((collection) => {
    const here = away.filter(({ of }) => valueOr(of.row.stage, null)?.id === collection.id);
    if (here.length === 0) return collection;
    const unviewed = here.filter(({ of }) => of.unviewed).length;
    return {
      ...collection,
      total: lessBy(collection.total, here.length),
      updates: lessBy(collection.updates, unviewed),
    };
  });
}
