import type { ApplicantNegotiations } from '../domain/applicant/applicant.ts';
import type { EventLog } from '../domain/applicant/events.ts';
import { type ApplicantNegotiation, newestFirst } from '../domain/applicant/negotiation.ts';
import { applicantDb } from './applicant-db.ts';
import { applicantItem } from './items.ts';

/*
 * For our own pages: what the database holds, now and whenever the head says that it has changed, until the returned
 * function is called. One reading follows another, so that none overtakes.
 */

function watch(read: (owner: string | null, revision: number) => Promise<void>): () => void {
  let last = Promise.resolve();
  let known: string | null = null;
  let stopped = false;
  const look = ({ owner, revision }: { owner: string | null; revision: number }) => {
    last = last.then(async () => {
      const next = `${revision} ${owner}`;
      if (stopped || next === known) return;
      known = next;
      // A database that cannot be opened now is tried again with the next change.
      await read(owner, revision).catch(() => {
        known = null;
      });
    });
  };
  const stop = applicantItem.watch(look);
  void applicantItem.getValue().then(look);
  return () => {
    stopped = true;
    stop();
  };
}

/** All negotiations of the person whose head it is; after the first time only what has changed is read. */
export function watchTopics(changed: (topics: ApplicantNegotiations) => void): () => void {
  let held: { owner: string; revision: number; topics: Map<string, ApplicantNegotiation> } | null = null;
  return watch(async (owner) => {
    if (owner === null) {
      held = null;
      return changed({ owner, topics: [] });
    }
    const { revision, topics, whole } = await applicantDb.since(
      owner,
      held?.owner === owner ? held.revision : 0,
    );
    const before: Iterable<[string, ApplicantNegotiation]> = !whole && held ? held.topics : [];
    held = { owner, revision, topics: new Map(before) };
    for (const topic of topics) held.topics.set(topic.id, topic);
    changed({ owner, topics: [...held.topics.values()].sort(newestFirst) });
  });
}

/** All that is known to have happened to one person's negotiations. */
export const watchEvents = (owner: string, changed: (log: EventLog) => void): (() => void) =>
  watch(async () => changed(await applicantDb.log(owner)));
