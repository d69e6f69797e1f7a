import type { DBSchema, IDBPDatabase } from 'idb';
import { browser } from 'wxt/browser';
import { type Applicant, frontLength, listOf } from '../domain/applicant/applicant.ts';
import {
  bounded,
  type Event,
  type EventLog,
  isEvent,
  merge,
  type ReadPage,
  withLog,
} from '../domain/applicant/events.ts';
import {
  type ApplicantNegotiation,
  isMine,
  isNew,
  isOver,
  isUnclear,
  isUnplaced,
  newestFirst,
  silentSince,
} from '../domain/applicant/negotiation.ts';
import type { Millis } from '../domain/negotiation.ts';
import { isNumber, isRecord, isText } from '../guards.ts';
import { asId, type EmployerId, type NegotiationId, type VacancyId } from '../ids.ts';
import { databaseOf, removeOldest } from './databases.ts';
import { asNow, type OldNegotiation } from './items.ts';

/**
 * What grows on the applicant's side: their negotiations, and the log of what happened to them. They are in
 * IndexedDB, so that a page of hh's list costs as many reads and writes as it has lines, however many negotiations
 * are held. The revision in the head (in `storage.local`) shows that something has changed. Beyond a limit, the
 * oldest are removed.
 */
export const limits = {
  /** Per person, and for their log; hh shows some hundreds, the busiest applicants have thousands. */
  negotiations: 50_000,
  /** People whose log is kept: it outlives a sign-out. */
  people: 5,
};

/** Where a negotiation belongs in the lists, as found by `rankOf`: a key that an index can count. */
const ranks = { newMine: -1, new: 0, mine: 1, waiting: 2, unplaced: 3, over: 4 } as const;

interface NegotiationRow {
  /** hh's user id. */
  owner: string;
  id: NegotiationId;
  rank: number;
  /** When it last changed, ms; 0 if hh did not say. */
  at: Millis;
  /** 1: hh did not say whether it contains anything new. */
  unsure: 0 | 1;
  /** 1: something else that the lists depend on could not be read. */
  unclear: 0 | 1;
  /** The person's revision at which it was last written. */
  revision: number;
  vacancyId?: VacancyId;
  employerId?: EmployerId;
  negotiation: ApplicantNegotiation;
}

interface LogRow {
  owner: string;
  id: NegotiationId;
  /** When the last event happened, ms. */
  at: Millis;
  events: Event[];
}

interface Person {
  owner: string;
  /** Raised by each change of their data. */
  revision: number;
  /** The revision at which something was last removed. */
  cleared: number;
  /** Last seen, ms. */
  at: Millis;
}

interface Schema extends DBSchema {
  negotiations: {
    key: [string, NegotiationId];
    value: NegotiationRow;
    indexes: {
      place: [string, number, Millis];
      at: [string, Millis];
      unsure: [string, number];
      unclear: [string, number];
      revision: [string, number];
      vacancy: [string, VacancyId];
      employer: [string, EmployerId];
    };
  };
  logs: { key: [string, NegotiationId]; value: LogRow; indexes: { at: [string, Millis] } };
  people: { key: string; value: Person };
  meta: { key: 'moved'; value: boolean };
}
type Db = IDBPDatabase<Schema>;

const open = databaseOf<Schema>(
  'otklik-applicant',
  1,
  (created) => {
    const negotiations = created.createObjectStore('negotiations', { keyPath: ['owner', 'id'] });
    negotiations.createIndex('place', ['owner', 'rank', 'at']);
    negotiations.createIndex('at', ['owner', 'at']);
    negotiations.createIndex('unsure', ['owner', 'unsure']);
    negotiations.createIndex('unclear', ['owner', 'unclear']);
    negotiations.createIndex('revision', ['owner', 'revision']);
    negotiations.createIndex('vacancy', ['owner', 'vacancyId']);
    negotiations.createIndex('employer', ['owner', 'employerId']);
    created.createObjectStore('logs', { keyPath: ['owner', 'id'] }).createIndex('at', ['owner', 'at']);
    created.createObjectStore('people', { keyPath: 'owner' });
    created.createObjectStore('meta');
  },
  (db) => moveIn(db),
);

/** All keys of one person: an array sorts after every string. */
const ofOwner = (owner: string) => IDBKeyRange.bound([owner], [owner, []]);
const ofRank = (
  owner: string,
  rank: number,
  from = Number.NEGATIVE_INFINITY,
  to = Number.POSITIVE_INFINITY,
) => IDBKeyRange.bound([owner, rank, from], [owner, rank, to]);

function rankOf(negotiation: ApplicantNegotiation): number {
  if (isNew(negotiation)) return isMine(negotiation) ? ranks.newMine : ranks.new;
  if (isOver(negotiation)) return ranks.over;
  if (isMine(negotiation)) return ranks.mine;
  return isUnplaced(negotiation) ? ranks.unplaced : ranks.waiting;
}

const rowOf = (owner: string, negotiation: ApplicantNegotiation, revision: number): NegotiationRow => ({
  owner,
  id: negotiation.id,
  rank: rankOf(negotiation),
  at: negotiation.updatedAt ?? 0,
  unsure: negotiation.fresh === null ? 1 : 0,
  unclear: isUnclear(negotiation) ? 1 : 0,
  revision,
  ...(negotiation.vacancy && { vacancyId: negotiation.vacancy.id }),
  ...(negotiation.employer?.id && { employerId: negotiation.employer.id }),
  negotiation,
});

const logRowOf = (owner: string, id: NegotiationId, events: Event[]): LogRow => {
  const kept = bounded(events);
  return { owner, id, at: Math.max(0, ...kept.map(({ at }) => at)), events: kept };
};

const logOf = (rows: readonly LogRow[]): EventLog =>
  Object.fromEntries(rows.map(({ id, events }) => [id, events]));

/** Of all people. */
export type AllLogs = Record<string, EventLog>;

/** What a page of the list brought. */
export interface PageNews {
  /** Something in its last negotiation was new to us. */
  lastChanged: boolean;
  /** Nothing of this person was held before. */
  isFirst: boolean;
}

export const applicantDb = {
  /** Merges a page, all or nothing. Reads and writes only its negotiations; of other people, only logs stay. */
  async putPage({ owner, negotiations: seen, all }: ReadPage, now: Millis): Promise<PageNews> {
    const tx = (await open()).transaction(['negotiations', 'logs', 'people'], 'readwrite');
    const [negotiations, logs, people] = [
      tx.objectStore('negotiations'),
      tx.objectStore('logs'),
      tx.objectStore('people'),
    ];
    const [known, logged, person, count, own] = await Promise.all([
      Promise.all(seen.map(({ id }) => negotiations.get([owner, id]))),
      Promise.all(seen.map(({ id }) => logs.get([owner, id]))),
      people.get(owner),
      negotiations.count(),
      negotiations.count(ofOwner(owner)),
    ]);
    const before = logOf(logged.flatMap((row) => row ?? []));
    const held = known.flatMap((row) => row?.negotiation ?? []);
    const { changed, log, lastChanged } = merge(held, before, seen, now);
    const gone = all ? (await negotiations.getAllKeys(ofOwner(owner))).filter(([, id]) => !all.has(id)) : [];
    const logsChanged = seen.filter(({ id }) => log[id] && log[id] !== before[id]);
    const foreign = count > own;
    const isChanged = changed.length + gone.length + logsChanged.length > 0;
    const revision = (person?.revision ?? 0) + (isChanged ? 1 : 0);
    const news = logsChanged.map(({ id }) => {
      const written = before[id]?.length ?? 0;
      const events = (log[id] ?? []).map((event, index) =>
        index < written ? event : { ...event, revision },
      );
      return logRowOf(owner, id, events);
    });
    await Promise.all([
      ...changed.map((negotiation) => negotiations.put(rowOf(owner, negotiation, revision))),
      ...news.map((row) => logs.put(row)),
      ...gone.map((key) => negotiations.delete(key)),
      ...(foreign
        ? [
            negotiations.delete(IDBKeyRange.upperBound([owner], true)),
            negotiations.delete(IDBKeyRange.lowerBound([owner, []], true)),
          ]
        : []),
    ]);
    let removed = gone.length;
    if (isChanged) {
      removed += await removeOldest(negotiations, limits.negotiations, ofOwner(owner));
      await removeOldest(logs, limits.negotiations, ofOwner(owner));
    }
    if (isChanged || !person)
      await people.put({
        owner,
        revision,
        cleared: removed > 0 ? revision : (person?.cleared ?? 0),
        at: now,
      });
    if (!person) {
      const others = (await people.getAll()).sort((one, other) => other.at - one.at);
      for (const { owner: oldest } of others.slice(limits.people))
        await Promise.all([people.delete(oldest), logs.delete(ofOwner(oldest))]);
    }
    await tx.done;
    return { lastChanged, isFirst: foreign || own === 0 };
  },

  /** What badge and popup start with, counted by index. @param silentDays days until a negotiation counts as silent */
  async head(
    owner: string,
    silentDays: number,
    now: Millis,
  ): Promise<Pick<Applicant, 'counts' | 'front' | 'revision'>> {
    const tx = (await open()).transaction(['negotiations', 'people']);
    const negotiations = tx.objectStore('negotiations');
    const place = negotiations.index('place');
    const since = silentSince(now, silentDays);
    const first = async (rank: number): Promise<ApplicantNegotiation[]> => {
      const found: ApplicantNegotiation[] = [];
      let at = await place.openCursor(ofRank(owner, rank), 'prev');
      for (; at && found.length < frontLength; at = await at.continue()) found.push(at.value.negotiation);
      return found;
    };
    const [newMine, fresh, mine, silent, waiting, all, unsure, unclear, person, ...fronts] =
      await Promise.all([
        place.count(ofRank(owner, ranks.newMine)),
        place.count(ofRank(owner, ranks.new)),
        place.count(ofRank(owner, ranks.mine)),
        place.count(ofRank(owner, ranks.waiting, undefined, since)),
        place.count(ofRank(owner, ranks.waiting)),
        negotiations.count(ofOwner(owner)),
        negotiations.index('unsure').count(IDBKeyRange.only([owner, 1])),
        negotiations.index('unclear').count(IDBKeyRange.only([owner, 1])),
        tx.objectStore('people').get(owner),
        first(ranks.newMine),
        first(ranks.new),
        first(ranks.mine),
        first(ranks.waiting),
      ]);
    return {
      counts: { new: newMine + fresh, waiting: mine + waiting - silent, silent, all, unsure, unclear },
      front: listOf('new', fronts.flat(), now, silentDays).slice(0, frontLength),
      revision: person?.revision ?? 0,
    };
  },

  async negotiation(owner: string, id: NegotiationId): Promise<ApplicantNegotiation | undefined> {
    return (await (await open()).get('negotiations', [owner, id]))?.negotiation;
  },

  /** Negotiations that wait for me or for the employer, and in which nothing has happened between these times. */
  async unchangedBetween(owner: string, from: Millis, to: Millis): Promise<ApplicantNegotiation[]> {
    const place = (await open()).transaction('negotiations').store.index('place');
    const found = await Promise.all(
      [ranks.mine, ranks.waiting].map((rank) => place.getAll(ofRank(owner, rank, from, to))),
    );
    return found.flat().map(({ negotiation }) => negotiation);
  },

  /** Negotiations on one vacancy or with one employer, the latest change first. */
  async about(
    owner: string,
    of: { vacancyId: VacancyId } | { employerId: EmployerId },
  ): Promise<ApplicantNegotiation[]> {
    const db = await open();
    const rows =
      'vacancyId' in of
        ? await db.getAllFromIndex('negotiations', 'vacancy', [owner, of.vacancyId])
        : await db.getAllFromIndex('negotiations', 'employer', [owner, of.employerId]);
    return rows.map(({ negotiation }) => negotiation).sort(newestFirst);
  },

  /**
   * A person's negotiations written after a revision; `whole`: all of them, because some were removed meanwhile.
   * @param after 0 for all
   */
  async since(
    owner: string,
    after: number,
  ): Promise<{ revision: number; negotiations: ApplicantNegotiation[]; whole: boolean }> {
    const tx = (await open()).transaction(['negotiations', 'people']);
    const person = await tx.objectStore('people').get(owner);
    const negotiations = tx.objectStore('negotiations');
    const whole = after === 0 || (person?.cleared ?? 0) > after;
    const rows = await (whole
      ? negotiations.getAll(ofOwner(owner))
      : negotiations.index('revision').getAll(IDBKeyRange.bound([owner, after], [owner, []], true)));
    return {
      revision: person?.revision ?? 0,
      negotiations: rows.map(({ negotiation }) => negotiation),
      whole,
    };
  },

  /** What happened to a person's negotiations after a revision: each with its events since then. */
  async newsSince(
    owner: string,
    after: number,
  ): Promise<{ revision: number; news: { negotiation: ApplicantNegotiation; events: Event[] }[] }> {
    const tx = (await open()).transaction(['negotiations', 'logs', 'people']);
    const [person, rows] = await Promise.all([
      tx.objectStore('people').get(owner),
      tx
        .objectStore('negotiations')
        .index('revision')
        .getAll(IDBKeyRange.bound([owner, after], [owner, []], true)),
    ]);
    const logged = await Promise.all(rows.map(({ id }) => tx.objectStore('logs').get([owner, id])));
    const news = rows.map(({ negotiation }, index) => ({
      negotiation,
      events: (logged[index]?.events ?? []).filter(({ revision = 0 }) => revision > after),
    }));
    return { revision: person?.revision ?? 0, news: news.filter(({ events }) => events.length > 0) };
  },

  /** Everything that is known to have happened to a person's negotiations. */
  async log(owner: string): Promise<EventLog> {
    return logOf(await (await open()).getAll('logs', ofOwner(owner)));
  },

  /** The logs of all people, by owner. */
  async logs(): Promise<AllLogs> {
    const rows = Map.groupBy(await (await open()).getAll('logs'), ({ owner }) => owner);
    return Object.fromEntries([...rows].map(([owner, all]) => [owner, logOf(all)]));
  },

  /** Adds logs to those held here, whatever was written meanwhile; of new people, only as many as there is room for. */
  async addLogs(logs: AllLogs): Promise<void> {
    const tx = (await open()).transaction(['logs', 'people'], 'readwrite');
    const [held, people] = [tx.objectStore('logs'), tx.objectStore('people')];
    let room = limits.people - (await people.count());
    for (const [owner, log] of Object.entries(logs)) {
      const person = await people.get(owner);
      if (!person && room <= 0) continue;
      const here = logOf(await held.getAll(ofOwner(owner)));
      const rows = Object.entries(log).flatMap(([name, given]) => {
        const id = asId<NegotiationId>(name);
        const events = withLog(here[id] ?? [], given);
        return events === here[id] || events.length === 0 ? [] : [logRowOf(owner, id, events)];
      });
      if (rows.length === 0) continue;
      await Promise.all(rows.map((row) => held.put(row)));
      if (!person) room -= 1;
      // A person never seen here counts as last seen when something last happened.
      const at = Math.max(...rows.map((row) => row.at));
      await people.put({ cleared: 0, at, ...person, owner, revision: (person?.revision ?? 0) + 1 });
    }
    await tx.done;
  },

  /** How much is held, of all people together. */
  async size(): Promise<{ negotiations: number; events: number }> {
    const db = await open();
    const logs = await db.getAll('logs');
    return {
      negotiations: await db.count('negotiations'),
      events: logs.reduce((sum, { events }) => sum + events.length, 0),
    };
  },

  /**
   * Forgets logs in which nothing has happened since then and whose negotiations hh no longer shows. If a person's
   * list is not held completely (they signed out, or restored a backup), it is unknown what hh shows; their logs wait
   * until the person has not been seen since then.
   * @param whole the person whose list is held completely; null: nobody
   */
  async forgetLogsBefore(then: Millis, whole: string | null): Promise<void> {
    const tx = (await open()).transaction(['negotiations', 'logs', 'people'], 'readwrite');
    const logs = tx.objectStore('logs');
    for (const { owner, at } of await tx.objectStore('people').getAll()) {
      if (owner !== whole && at >= then) continue;
      const old = IDBKeyRange.bound([owner], [owner, then], false, true);
      for (const key of await logs.index('at').getAllKeys(old))
        if (!(await tx.objectStore('negotiations').getKey(key))) await logs.delete(key);
    }
    await tx.done;
  },

  /** Forgets all negotiations at a sign-out; the log stays. */
  async forgetNegotiations(): Promise<void> {
    const tx = (await open()).transaction(['negotiations', 'people'], 'readwrite');
    const people = tx.objectStore('people');
    await tx.objectStore('negotiations').clear();
    for (const one of await people.getAll())
      await people.put({ ...one, revision: one.revision + 1, cleared: one.revision + 1 });
    await tx.done;
  },

  /** Everything of everybody. */
  async erase(): Promise<void> {
    const tx = (await open()).transaction(['negotiations', 'logs', 'people'], 'readwrite');
    await Promise.all([
      tx.objectStore('negotiations').clear(),
      tx.objectStore('logs').clear(),
      tx.objectStore('people').clear(),
      tx.done,
    ]);
  },
};

/** Moves in what release 0.1 kept in `storage.local`; entries that cannot be used are left out. */
async function moveIn(db: Db): Promise<void> {
  if (await db.get('meta', 'moved')) return;
  const { topics, events } = await browser.storage.local.get(['topics', 'events']);
  const [held, logs] = [valueIn(topics), valueIn(events)];
  const tx = db.transaction(['negotiations', 'logs', 'people', 'meta'], 'readwrite');
  // Another page of ours was faster, and the worker may have read more since.
  if (await tx.objectStore('meta').get('moved')) return tx.done;
  const people = new Set<string>();
  const writes: Promise<unknown>[] = [];
  if (isRecord(held) && isText(held.owner) && Array.isArray(held.topics)) {
    people.add(held.owner);
    for (const negotiation of held.topics)
      if (isOldNegotiation(negotiation))
        writes.push(tx.objectStore('negotiations').put(rowOf(held.owner, asNow(negotiation), 1)));
  }
  for (const [owner, log] of Object.entries(isRecord(logs) ? logs : {})) {
    people.add(owner);
    for (const [id, happened] of Object.entries(isRecord(log) ? log : {})) {
      const events = Array.isArray(happened) ? happened.filter(isEvent) : [];
      if (events.length > 0)
        writes.push(tx.objectStore('logs').put(logRowOf(owner, asId<NegotiationId>(id), events)));
    }
  }
  for (const owner of people)
    writes.push(tx.objectStore('people').put({ owner, revision: 1, cleared: 0, at: Date.now() }));
  writes.push(tx.objectStore('meta').put(true, 'moved'));
  await Promise.all([...writes, tx.done]);
  await browser.storage.local.remove(['topics', 'events']);
}

const valueIn = (stored: unknown): unknown => (isRecord(stored) && stored.v === 1 ? stored.value : undefined);

const isOldNegotiation = (value: unknown): value is OldNegotiation =>
  isRecord(value) &&
  isText(value.id) &&
  isRecord(value.stage) &&
  isText(value.stage.id) &&
  isNumber(value.updatedAt) &&
  isNumber(value.createdAt);
