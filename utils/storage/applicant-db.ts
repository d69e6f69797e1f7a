import type { DBSchema, IDBPDatabase } from 'idb';
import { browser } from 'wxt/browser';
import type { Applicant } from '../domain/applicant/applicant.ts';
import { bounded, type Event, type EventLog } from '../domain/applicant/events.ts';
import { frontLength, type Look, merge } from '../domain/applicant/merge.ts';
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
import { asId, type EmployerId, type NegotiationId, type VacancyId } from '../ids.ts';
import { databaseOf } from './databases.ts';
import { isNumber, isRecord, isText } from './guards.ts';

/**
 * What grows on the applicant's side: their negotiations, and the log of what happened to them. In IndexedDB, so that a
 * page of hh's list costs as many reads and writes as it has lines, however many are held; the head in `storage.local`
 * tells by its revision that something has changed. Beyond a limit the oldest go.
 */
export const limits = {
  /** Of one person; hh shows some hundreds, the busiest applicants have thousands. */
  negotiations: 50_000,
  /** People whose log is kept: it outlives a sign-out. */
  people: 5,
};

/** Where a negotiation stands in the lists: what `countsOf` and `listOf` find out, as a key that an index can count. */
const ranks = { new: 0, mine: 1, waiting: 2, unplaced: 3, over: 4 } as const;

interface TopicRow {
  /** hh's user id. */
  owner: string;
  id: NegotiationId;
  rank: number;
  /** Of the last change, ms; 0 where hh did not say. */
  at: Millis;
  /** 1: hh did not say whether there is something new in it. */
  unsure: 0 | 1;
  /** 1: something else that lists are made of was not read. */
  unclear: 0 | 1;
  /** When it was last written. */
  revision: number;
  vacancyId?: VacancyId;
  employerId?: EmployerId;
  topic: ApplicantNegotiation;
}

interface LogRow {
  owner: string;
  id: NegotiationId;
  /** Of the last event, ms. */
  at: Millis;
  events: Event[];
}

interface Person {
  owner: string;
  /** Moves on with each change of theirs. */
  revision: number;
  /** The revision at which something was last removed. */
  cleared: number;
  /** Last seen, ms. */
  at: Millis;
}

interface Schema extends DBSchema {
  topics: {
    key: [string, NegotiationId];
    value: TopicRow;
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
    const topics = created.createObjectStore('topics', { keyPath: ['owner', 'id'] });
    topics.createIndex('place', ['owner', 'rank', 'at']);
    topics.createIndex('at', ['owner', 'at']);
    topics.createIndex('unsure', ['owner', 'unsure']);
    topics.createIndex('unclear', ['owner', 'unclear']);
    topics.createIndex('revision', ['owner', 'revision']);
    topics.createIndex('vacancy', ['owner', 'vacancyId']);
    topics.createIndex('employer', ['owner', 'employerId']);
    created.createObjectStore('logs', { keyPath: ['owner', 'id'] }).createIndex('at', ['owner', 'at']);
    created.createObjectStore('people', { keyPath: 'owner' });
    created.createObjectStore('meta');
  },
  (db) => moveIn(db),
);

/** All keys of one person: an array comes after every string. */
const ofOwner = (owner: string) => IDBKeyRange.bound([owner], [owner, []]);
const ofRank = (
  owner: string,
  rank: number,
  from = Number.NEGATIVE_INFINITY,
  to = Number.POSITIVE_INFINITY,
) => IDBKeyRange.bound([owner, rank, from], [owner, rank, to]);

function rankOf(topic: ApplicantNegotiation): number {
  if (isNew(topic)) return ranks.new;
  if (isOver(topic)) return ranks.over;
  if (isMine(topic)) return ranks.mine;
  return isUnplaced(topic) ? ranks.unplaced : ranks.waiting;
}

const rowOf = (owner: string, topic: ApplicantNegotiation, revision: number): TopicRow => ({
  owner,
  id: topic.id,
  rank: rankOf(topic),
  at: topic.updatedAt ?? 0,
  unsure: topic.fresh === null ? 1 : 0,
  unclear: isUnclear(topic) ? 1 : 0,
  revision,
  ...(topic.vacancy && { vacancyId: topic.vacancy.id }),
  ...(topic.employer?.id && { employerId: topic.employer.id }),
  topic,
});

const logRowOf = (owner: string, id: NegotiationId, events: Event[]): LogRow => {
  const kept = bounded(events);
  return { owner, id, at: Math.max(0, ...kept.map(({ at }) => at)), events: kept };
};

const logOf = (rows: readonly LogRow[]): EventLog =>
  Object.fromEntries(rows.map(({ id, events }) => [id, events]));

/** What a look came to. */
export interface Looked {
  /** Something in the last topic of the look was new to us. */
  lastChanged: boolean;
  /** Nothing of this person was held before. */
  isFirst: boolean;
}

export const applicantDb = {
  /**
   * Puts what was seen into what is held, all or nothing. Reads and writes the topics of the look alone; of another
   * person nothing but the log stays.
   */
  async look({ owner, topics: seen, all }: Look, now: Millis): Promise<Looked> {
    const tx = (await open()).transaction(['topics', 'logs', 'people'], 'readwrite');
    const [topics, logs, people] = [
      tx.objectStore('topics'),
      tx.objectStore('logs'),
      tx.objectStore('people'),
    ];
    const [known, logged, person, count, own] = await Promise.all([
      Promise.all(seen.map(({ id }) => topics.get([owner, id]))),
      Promise.all(seen.map(({ id }) => logs.get([owner, id]))),
      people.get(owner),
      topics.count(),
      topics.count(ofOwner(owner)),
    ]);
    const before = logOf(logged.flatMap((row) => row ?? []));
    const held = { owner, topics: known.flatMap((row) => row?.topic ?? []) };
    const { changed, log, lastChanged } = merge(held, before, { owner, topics: seen }, now);
    const gone = all ? (await topics.getAllKeys(ofOwner(owner))).filter(([, id]) => !all.has(id)) : [];
    const news = seen.flatMap(({ id }) => {
      const events = log[id];
      return events && events !== before[id] ? [logRowOf(owner, id, events)] : [];
    });
    const foreign = count > own;
    const isChanged = changed.length + gone.length + news.length > 0;
    const revision = (person?.revision ?? 0) + (isChanged ? 1 : 0);
    await Promise.all([
      ...changed.map((topic) => topics.put(rowOf(owner, topic, revision))),
      ...news.map((row) => logs.put(row)),
      ...gone.map((key) => topics.delete(key)),
      ...(foreign
        ? [
            topics.delete(IDBKeyRange.upperBound([owner], true)),
            topics.delete(IDBKeyRange.lowerBound([owner, []], true)),
          ]
        : []),
    ]);
    let removed = gone.length;
    if (isChanged) {
      const over = (held: number) => Math.max(0, held - limits.negotiations);
      const tooMany = over(await topics.count(ofOwner(owner)));
      const tooLong = over(await logs.count(ofOwner(owner)));
      if (tooMany > 0)
        for (const key of await topics.index('at').getAllKeys(ofOwner(owner), tooMany))
          await topics.delete(key);
      if (tooLong > 0)
        for (const key of await logs.index('at').getAllKeys(ofOwner(owner), tooLong)) await logs.delete(key);
      removed += tooMany;
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

  /** What badge and popup begin with: counted by index, not read through. @param silentDays before one is silent */
  async head(
    owner: string,
    silentDays: number,
    now: Millis,
  ): Promise<Pick<Applicant, 'counts' | 'front' | 'revision'>> {
    const tx = (await open()).transaction(['topics', 'people']);
    const topics = tx.objectStore('topics');
    const place = topics.index('place');
    const since = silentSince(now, silentDays);
    const first = async (rank: number): Promise<ApplicantNegotiation[]> => {
      const found: ApplicantNegotiation[] = [];
      let at = await place.openCursor(ofRank(owner, rank), 'prev');
      for (; at && found.length < frontLength; at = await at.continue()) found.push(at.value.topic);
      return found;
    };
    const [fresh, mine, silent, waiting, all, unsure, unclear, person, ...fronts] = await Promise.all([
      place.count(ofRank(owner, ranks.new)),
      place.count(ofRank(owner, ranks.mine)),
      place.count(ofRank(owner, ranks.waiting, undefined, since)),
      place.count(ofRank(owner, ranks.waiting)),
      topics.count(ofOwner(owner)),
      topics.index('unsure').count(IDBKeyRange.only([owner, 1])),
      topics.index('unclear').count(IDBKeyRange.only([owner, 1])),
      tx.objectStore('people').get(owner),
      first(ranks.new),
      first(ranks.mine),
      first(ranks.waiting),
    ]);
    return {
      counts: { new: fresh, waiting: mine + waiting - silent, silent, all, unsure, unclear },
      front: fronts.flat().slice(0, frontLength),
      revision: person?.revision ?? 0,
    };
  },

  async topic(owner: string, id: NegotiationId): Promise<ApplicantNegotiation | undefined> {
    return (await (await open()).get('topics', [owner, id]))?.topic;
  },

  /** On one vacancy, or with one employer; the newest change first. */
  async about(
    owner: string,
    of: { vacancyId: VacancyId } | { employerId: EmployerId },
  ): Promise<ApplicantNegotiation[]> {
    const db = await open();
    const rows =
      'vacancyId' in of
        ? await db.getAllFromIndex('topics', 'vacancy', [owner, of.vacancyId])
        : await db.getAllFromIndex('topics', 'employer', [owner, of.employerId]);
    return rows.map(({ topic }) => topic).sort(newestFirst);
  },

  /**
   * A person's negotiations that were written after a revision; `whole`: all of them, since some were removed meanwhile.
   * @param after 0 for all
   */
  async since(
    owner: string,
    after: number,
  ): Promise<{ revision: number; topics: ApplicantNegotiation[]; whole: boolean }> {
    const tx = (await open()).transaction(['topics', 'people']);
    const person = await tx.objectStore('people').get(owner);
    const topics = tx.objectStore('topics');
    const whole = after === 0 || (person?.cleared ?? 0) > after;
    const rows = await (whole
      ? topics.getAll(ofOwner(owner))
      : topics.index('revision').getAll(IDBKeyRange.bound([owner, after], [owner, []], true)));
    return { revision: person?.revision ?? 0, topics: rows.map(({ topic }) => topic), whole };
  },

  /** All that is known to have happened to a person's negotiations. */
  async log(owner: string): Promise<EventLog> {
    return logOf(await (await open()).getAll('logs', ofOwner(owner)));
  },

  /** How much is kept, of all people together. */
  async size(): Promise<{ topics: number; events: number }> {
    const db = await open();
    const logs = await db.getAll('logs');
    return {
      topics: await db.count('topics'),
      events: logs.reduce((sum, { events }) => sum + events.length, 0),
    };
  },

  /** All negotiations, at a sign-out; the log stays. */
  async forgetTopics(): Promise<void> {
    const tx = (await open()).transaction(['topics', 'people'], 'readwrite');
    const people = tx.objectStore('people');
    await tx.objectStore('topics').clear();
    for (const one of await people.getAll())
      await people.put({ ...one, revision: one.revision + 1, cleared: one.revision + 1 });
    await tx.done;
  },

  /** Everything of everybody. */
  async erase(): Promise<void> {
    const tx = (await open()).transaction(['topics', 'logs', 'people'], 'readwrite');
    await Promise.all([
      tx.objectStore('topics').clear(),
      tx.objectStore('logs').clear(),
      tx.objectStore('people').clear(),
      tx.done,
    ]);
  },
};

/** What stood in `storage.local` until release 0.1: each thing that can be used, and none that cannot. */
async function moveIn(db: Db): Promise<void> {
  if (await db.get('meta', 'moved')) return;
  const { topics, events } = await browser.storage.local.get(['topics', 'events']);
  const [held, logs] = [valueIn(topics), valueIn(events)];
  const tx = db.transaction(['topics', 'logs', 'people', 'meta'], 'readwrite');
  // Another page of ours was faster, and the worker may have read on since.
  if (await tx.objectStore('meta').get('moved')) return tx.done;
  const people = new Set<string>();
  const writes: Promise<unknown>[] = [];
  if (isRecord(held) && isText(held.owner) && Array.isArray(held.topics)) {
    people.add(held.owner);
    for (const topic of held.topics)
      if (isOldTopic(topic)) writes.push(tx.objectStore('topics').put(rowOf(held.owner, asNow(topic), 1)));
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

const isEvent = (value: unknown): value is Event =>
  isRecord(value) && isNumber(value.at) && isText(value.what);

/** As release 0.1 wrote it: a time that hh did not say was 0. */
type OldTopic = Omit<ApplicantNegotiation, 'awaits'>;

const isOldTopic = (value: unknown): value is OldTopic =>
  isRecord(value) &&
  isText(value.id) &&
  isRecord(value.stage) &&
  isText(value.stage.id) &&
  isNumber(value.updatedAt) &&
  isNumber(value.createdAt);

export const asNow = (topic: OldTopic): ApplicantNegotiation => ({
  ...topic,
  awaits: null,
  createdAt: topic.createdAt || null,
  updatedAt: topic.updatedAt || null,
});
