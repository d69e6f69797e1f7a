import type { DBSchema } from 'idb';
import { shownKey } from '../domain/account.ts';
import type { Millis } from '../domain/negotiation.ts';
import { type Heard, type Person, type PersonNegotiation, withHeard } from '../domain/person.ts';
import { numberIn } from '../hh/pages.ts';
import { type ApplicantId, asId, type NegotiationId, type ResumeId, type VacancyId } from '../ids.ts';
import { hour } from '../time.ts';
import { databaseOf, removeOldest } from './databases.ts';
import { accountItem } from './items.ts';

/**
 * The index of people with whom the company has dealt, as far as this was read for something else: the source of the
 * marks in hh's lists. Found by resume, by hh's number of the resume, and by owner. Beyond a limit, those not read
 * for longest are removed; a setting says after how many days anybody is (`forget.ts`).
 */
export const peopleLimits = {
  people: 20_000,
  /** hh has one hash per company for each resume; if more than this many share a number, they are not one resume. */
  sameNumber: 4,
  /** Of one vacancy, to find out what is usual there. */
  ofVacancy: 500,
};

/** How often cards may ask hh. */
const askLimits = { perHour: 60, apart: 1000 };

/** How hh's lists name a resume: by its hash, or only by its number. */
export type ListKey = string;
export const isNumberKey = (key: ListKey): boolean => /^\d{1,15}$/.test(key);

interface PersonRow {
  account: string;
  id: ResumeId;
  /** Absent if unknown: an index skips it. */
  number?: string;
  owner?: ApplicantId;
  /** When something was last read. */
  at: Millis;
  /** When the whole history was last read, and when a card last asked for it. */
  historyAt: Millis | null;
  askedAt?: Millis;
  negotiationIds: NegotiationId[];
  vacancyIds: VacancyId[];
  person: Person;
}

interface Schema extends DBSchema {
  people: {
    key: [string, ResumeId];
    value: PersonRow;
    indexes: {
      number: [string, string];
      owner: [string, ApplicantId];
      at: Millis;
      asked: Millis;
      negotiations: NegotiationId;
      vacancies: VacancyId;
    };
  };
}

const open = databaseOf<Schema>('otklik-people', 2, async (db, version, _, tx) => {
  if (version < 1) {
    const people = db.createObjectStore('people', { keyPath: ['account', 'id'] });
    people.createIndex('number', ['account', 'number']);
    people.createIndex('owner', ['account', 'owner']);
    people.createIndex('at', 'at');
    people.createIndex('asked', 'askedAt');
    people.createIndex('negotiations', 'negotiationIds', { multiEntry: true });
  }
  const people = tx.objectStore('people');
  people.createIndex('vacancies', 'vacancyIds', { multiEntry: true });
  for await (const row of people) await row.update(rowOf(row.value, row.value.person));
});

const rowOf = (row: PersonRow, person: Person): PersonRow => ({
  ...row,
  person,
  ...(person.number && { number: person.number }),
  ...(person.owner && { owner: person.owner }),
  negotiationIds: person.negotiations.flatMap(({ negotiationId }) => negotiationId ?? []),
  vacancyIds: person.negotiations.map(({ vacancyId }) => vacancyId),
});

const newRow = (account: string, id: ResumeId): PersonRow => ({
  account,
  id,
  at: 0,
  historyAt: null,
  negotiationIds: [],
  vacancyIds: [],
  person: { id, number: null, owner: null, negotiations: [], notes: null },
});

/** The known resumes of one person, and when the history of the first was read. */
export interface Found {
  people: Person[];
  historyAt: Millis | null;
}

export const peopleDb = {
  /** Merges an answer into what is known about one account's people. @returns whether it contained anything new */
  async hear(account: string, all: readonly Heard[], now: Millis): Promise<boolean> {
    if (all.length === 0) return false;
    let isNews = false;
    const tx = (await open()).transaction('people', 'readwrite');
    const { store } = tx;
    const concerned = async (heard: Heard): Promise<PersonRow[]> => {
      switch (heard.about) {
        case 'resume':
        case 'history':
          return [(await store.get([account, heard.id])) ?? newRow(account, heard.id)];
        case 'notes':
          return store.index('owner').getAll([account, heard.owner]);
        case 'move':
          return (await store.index('negotiations').getAll(heard.negotiationId)).filter(
            (row) => row.account === account,
          );
      }
    };
    for (const heard of all)
      for (const row of await concerned(heard)) {
        const person = withHeard(row.person, heard, now);
        // An empty history means that nobody was dealt with: nothing is kept.
        if (row.at === 0 && person.negotiations.length === 0) continue;
        isNews ||= JSON.stringify(person) !== JSON.stringify(row.person);
        await store.put({
          ...rowOf(row, person),
          at: now,
          historyAt: heard.about === 'history' ? now : row.historyAt,
        });
      }
    await removeOldest(store, peopleLimits.people);
    await tx.done;
    return isNews;
  },

  /**
   * Finds those of these who are known, joined by hh's number of the resume and by owner.
   * @returns by key; unknown people are left out
   */
  async find(account: string, keys: readonly ListKey[]): Promise<Map<ListKey, Found>> {
    const tx = (await open()).transaction('people');
    const { store } = tx;
    const found = new Map<ListKey, Found>();
    if ((await store.count()) === 0) return found;
    const byNumber = async (number: string | null): Promise<PersonRow[]> => {
      if (!number) return [];
      const rows = await store.index('number').getAll([account, number], peopleLimits.sameNumber + 1);
      // hh does not document its hashes: if a number stands for many, it is not used.
      return rows.length > peopleLimits.sameNumber ? [] : rows;
    };
    await Promise.all(
      keys.map(async (key) => {
        const isNumber = isNumberKey(key);
        const id = asId<ResumeId>(key);
        const [own, same] = await Promise.all([
          isNumber ? undefined : store.get([account, id]),
          byNumber(isNumber ? key : numberIn(id)),
        ]);
        const rows = new Map([...(own ? [own] : []), ...same].map((row) => [row.id, row]));
        const [first] = rows.values();
        if (!first) return;
        for (const owner of new Set([...rows.values()].flatMap((row) => row.owner ?? [])))
          for (const row of await store.index('owner').getAll([account, owner])) rows.set(row.id, row);
        found.set(key, {
          people: [...rows.values()].map(({ person }) => person),
          historyAt: first.historyAt,
        });
      }),
    );
    return found;
  },

  /** Some of the people who responded to a vacancy, and all of `these` who are known. */
  async ofVacancy(account: string, id: VacancyId, these: readonly ResumeId[]): Promise<Person[]> {
    const { store } = (await open()).transaction('people');
    const [some, ...own] = await Promise.all([
      store.index('vacancies').getAll(id, peopleLimits.ofVacancy),
      ...these.map((one) => store.get([account, one])),
    ]);
    const mine = [...some, ...own].flatMap((row) => (row?.account === account ? [row.person] : []));
    return [...new Map(mine.map((person) => [person.id, person])).values()];
  },

  /**
   * Records that a card is about to ask hh, so that the limit holds even if the worker is restarted.
   * @returns how long to wait, in ms. 0: it may ask at once, and only then is it recorded; null: not within this hour
   */
  async ask(account: string, id: ResumeId, now: Millis): Promise<number | null> {
    const tx = (await open()).transaction('people', 'readwrite');
    const asked = tx.store.index('asked');
    const recent = await asked.count(IDBKeyRange.bound(now - hour, now, true));
    const last = (await asked.openKeyCursor(IDBKeyRange.bound(now - askLimits.apart, now, true), 'prev'))
      ?.key;
    const row = await tx.store.get([account, id]);
    const wait = typeof last === 'number' ? last + askLimits.apart - now : 0;
    if (row && recent < askLimits.perHour && wait <= 0) await tx.store.put({ ...row, askedAt: now });
    await tx.done;
    return !row || recent >= askLimits.perHour ? null : Math.max(0, wait);
  },

  /** Forgets people about whom nothing was read since then. */
  async forgetBefore(then: Millis): Promise<void> {
    const tx = (await open()).transaction('people', 'readwrite');
    for (const key of await tx.store.index('at').getAllKeys(IDBKeyRange.upperBound(then, true)))
      await tx.store.delete(key);
    await tx.done;
  },

  /**
   * Forgets a person: every resume with the same owner or the same number.
   * @returns everything by which they were known
   */
  async forget(account: string, id: ResumeId): Promise<Person[]> {
    const people = (await peopleDb.find(account, [id])).get(id)?.people ?? [];
    const db = await open();
    await Promise.all(people.map((person) => db.delete('people', [account, person.id])));
    return people;
  },

  async size(): Promise<number> {
    return (await open()).count('people');
  },

  /** When the account is left. */
  async clear(): Promise<void> {
    return (await open()).clear('people');
  },
};

/** The company's past with a person. */
export interface Past {
  /** When the whole history was last read, Unix ms; null if only parts of it were. */
  readAt: number | null;
  negotiations: PersonNegotiation[];
}

/** What an export adds to a list of resumes: their past, by resume. People of whom nothing was read are left out. */
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
