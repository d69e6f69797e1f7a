import type { DBSchema } from 'idb';
import type { Conversation } from '../domain/conversation.ts';
import type { Millis } from '../domain/negotiation.ts';
import type { Heard } from '../domain/person.ts';
import type { ChatId, NegotiationId, VacancyId } from '../ids.ts';
import { valueOr } from '../known.ts';
import { day } from '../time.ts';
import { databaseOf, removeOldest } from './databases.ts';

/**
 * What can be searched of what was read: people who responded, and messages that were opened. The worker records it
 * while reading; `search-index.ts` indexes its words, in a page, when somebody searches. Beyond a limit, what was not
 * read for longest is removed.
 */
const searchLimits = {
  docs: 100_000,
  /** Per text, in characters. */
  text: 4000,
  /** For this long the same text is not recorded again, ms. */
  sameFor: day,
};

export interface SearchDoc {
  id: string;
  kind: 'person' | 'message';
  /** The person, or the author; empty if unknown. */
  name: string;
  text: string;
  negotiationId: NegotiationId | null;
  vacancyId: VacancyId | null;
  chatId: ChatId | null;
  /** hh's ids to which it belongs: it is forgotten together with any of them. */
  about: string[];
}

export interface StoredDoc extends SearchDoc {
  /** `accountKey`: one account never finds anything of another. */
  account: string;
  /** When it was last recorded. */
  at: Millis;
}

/** The words of everything recorded up to a time, as packed by `search-index.ts`. */
interface StoredIndex {
  account: string;
  words: Uint8Array<ArrayBuffer>;
  upTo: Millis;
}

interface Schema extends DBSchema {
  docs: {
    key: [string, string];
    value: StoredDoc;
    indexes: { at: Millis; changed: [string, Millis]; about: string };
  };
  index: { key: string; value: StoredIndex };
}

const open = databaseOf<Schema>('otklik-search', 1, (created) => {
  const docs = created.createObjectStore('docs', { keyPath: ['account', 'id'] });
  docs.createIndex('at', 'at');
  docs.createIndex('changed', ['account', 'at']);
  docs.createIndex('about', 'about', { multiEntry: true });
  created.createObjectStore('index', { keyPath: 'account' });
});

export const personDocId = (id: NegotiationId): string => `person:${id}`;

/** The people who responded, as named by a list or a response. */
export const peopleDocs = (heard: readonly Heard[]): SearchDoc[] =>
  heard.flatMap((one) => {
    if (one.about !== 'resume' || !one.words) return [];
    const { id, owner, words, negotiation } = one;
    const { negotiationId, vacancyId } = negotiation;
    if (negotiationId === null || !words.name) return [];
    return [
      {
        id: personDocId(negotiationId),
        kind: 'person',
        name: words.name,
        text: [words.title, words.area].filter(Boolean).join(' · '),
        negotiationId,
        vacancyId,
        chatId: null,
        about: [id, negotiationId, ...(owner ? [owner] : [])],
      },
    ];
  });

/** The messages of a conversation that a person opened. @param negotiationId null if it was opened as a chat */
export function messageDocs(
  negotiationId: NegotiationId | null,
  { chatId, messages }: Conversation,
): SearchDoc[] {
  const about = [negotiationId, chatId].filter((id) => id !== null);
  return messages.flatMap((message): SearchDoc[] => {
    const text = valueOr(message.text, null)?.trim();
    if (!text || valueOr(message.kind, null) !== 'text') return [];
    const name = valueOr(message.authorName, null) ?? '';
    const id = `message:${chatId ?? negotiationId}:${message.id}`;
    return [{ id, kind: 'message', name, text, negotiationId, vacancyId: null, chatId, about }];
  });
}

export const searchDb = {
  async put(account: string, docs: readonly SearchDoc[], now: Millis): Promise<void> {
    if (docs.length === 0) return;
    const tx = (await open()).transaction('docs', 'readwrite');
    await Promise.all(
      docs.map(async (doc) => {
        const text = doc.text.slice(0, searchLimits.text);
        const before = await tx.store.get([account, doc.id]);
        const same = before && before.text === text && before.name === doc.name;
        if (same && Math.abs(now - before.at) < searchLimits.sameFor) return;
        await tx.store.put({ ...doc, text, account, at: now });
      }),
    );
    await removeOldest(tx.store, searchLimits.docs);
    await tx.done;
  },

  /** Documents recorded since a time, the oldest first, up to a limit. */
  async since(account: string, at: Millis, most: number): Promise<StoredDoc[]> {
    const range = IDBKeyRange.bound([account, at], [account, Number.POSITIVE_INFINITY]);
    return (await open()).getAllFromIndex('docs', 'changed', range, most);
  },

  /** Some documents; those forgotten since are left out. */
  async get(account: string, ids: readonly string[]): Promise<StoredDoc[]> {
    const tx = (await open()).transaction('docs');
    const found = await Promise.all(ids.map((id) => tx.store.get([account, id])));
    return found.filter((doc) => doc !== undefined);
  },

  readIndex: async (account: string): Promise<StoredIndex | undefined> =>
    (await open()).get('index', account),
  async writeIndex(index: StoredIndex): Promise<void> {
    await (await open()).put('index', index);
  },

  /** Forgets everything that belongs to these ids. The stored index goes with it, because it would still hold the names. */
  async forget(account: string, ids: ReadonlySet<string>): Promise<void> {
    const tx = (await open()).transaction(['docs', 'index'], 'readwrite');
    const docs = tx.objectStore('docs');
    for (const id of ids)
      for (const key of await docs.index('about').getAllKeys(id))
        if (key[0] === account) await docs.delete(key);
    await tx.objectStore('index').delete(account);
    await tx.done;
  },

  /** Forgets what was not recorded since then. */
  async forgetBefore(then: Millis): Promise<void> {
    const tx = (await open()).transaction(['docs', 'index'], 'readwrite');
    const docs = tx.objectStore('docs');
    const old = await docs.index('at').getAllKeys(IDBKeyRange.upperBound(then, true));
    await Promise.all(old.map((key) => docs.delete(key)));
    if (old.length > 0) await tx.objectStore('index').clear();
    await tx.done;
  },

  async size(): Promise<{ docs: number; index: number }> {
    const db = await open();
    return { docs: await db.count('docs'), index: await db.count('index') };
  },

  /** When the account is left. */
  async clear(): Promise<void> {
    const tx = (await open()).transaction(['docs', 'index'], 'readwrite');
    await Promise.all([tx.objectStore('docs').clear(), tx.objectStore('index').clear(), tx.done]);
  },
};
