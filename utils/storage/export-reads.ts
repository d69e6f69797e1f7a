import { shownKey } from '../domain/account.ts';
import type { Event } from '../domain/applicant/events.ts';
import type { PersonNegotiation } from '../domain/person.ts';
import type { NegotiationId, ResumeId } from '../ids.ts';
import { applicantDb } from './applicant-db.ts';
import { accountItem } from './items.ts';
import { peopleDb } from './people-db.ts';

/* What an export adds to the rows of a list: their past, as far as it was read for something else. */

/** The company's past with a person. */
export interface Past {
  /** When the whole history was last read, Unix ms; null if only parts of it were. */
  readAt: number | null;
  negotiations: PersonNegotiation[];
}

/** By resume; people of whom nothing was read are left out. */
export async function pastOf(ids: readonly ResumeId[]): Promise<Record<ResumeId, Past>> {
  const found = await peopleDb.find(shownKey(await accountItem.getValue()), ids);
  const past: Record<ResumeId, Past> = {};
  for (const id of ids) {
    const one = found.get(id);
    if (one)
      past[id] = { readAt: one.historyAt, negotiations: one.people.flatMap((person) => person.negotiations) };
  }
  return past;
}

/** The recorded events of an applicant's negotiations. */
export async function eventsOf(owner: string): Promise<Record<NegotiationId, Event[]>> {
  return applicantDb.log(owner);
}
