import type { DBSchema } from 'idb';
import { isMillis, type Millis } from '../domain/negotiation.ts';
import { isResume, type Resume } from '../domain/resume.ts';
import { type Guarded, isShape, isText } from '../guards.ts';
import type { ResumeId } from '../ids.ts';
import { day } from '../time.ts';
import { databaseOf, removeOldest } from './databases.ts';

const isKept = isShape({
  /** `accountKey`: no account is ever shown another's data. */
  account: isText,
  id: isText,
  at: isMillis,
  resume: isResume,
});

interface Kept extends DBSchema {
  resumes: { key: [account: string, id: string]; value: Guarded<typeof isKept>; indexes: { at: Millis } };
}

/** After this time a resume is read again when requested, ms. */
const keptFor = day;
/** A hundred a day is a long day; each is a few kB. */
const keptAtMost = 300;

const open = databaseOf<Kept>('otklik-resumes', 1, (created) => {
  created.createObjectStore('resumes', { keyPath: ['account', 'id'] }).createIndex('at', 'at');
});

/**
 * Resumes that a person opened here, so that looking again marks and spends nothing: kept for a day, or until their
 * account signs out. Written by the worker, read by our pages.
 */
export const wholeResumes = {
  /** As read within the last day; null if there is none, or if it cannot be read. */
  async get(account: string, id: ResumeId, now = Date.now()): Promise<Resume | null> {
    const kept: unknown = await (await open()).get('resumes', [account, id]);
    return isKept(kept) && Math.abs(now - kept.at) < keptFor ? kept.resume : null;
  },

  async put(account: string, id: ResumeId, resume: Resume, now = Date.now()): Promise<void> {
    await (await open()).put('resumes', { account, id, at: now, resume });
    await wholeResumes.prune(now);
  },

  /** Removes what `get` no longer returns, by whatever clock it was stored, and the oldest if there are too many. */
  async prune(now = Date.now()): Promise<void> {
    const tx = (await open()).transaction('resumes', 'readwrite');
    const byTime = tx.store.index('at');
    const keys = await Promise.all([
      byTime.getAllKeys(IDBKeyRange.upperBound(now - keptFor)),
      byTime.getAllKeys(IDBKeyRange.lowerBound(now + keptFor)),
    ]);
    for (const key of keys.flat()) await tx.store.delete(key);
    await removeOldest(tx.store, keptAtMost);
    await tx.done;
  },

  remove: async (account: string, id: ResumeId): Promise<void> =>
    (await open()).delete('resumes', [account, id]),

  clear: async (): Promise<void> => (await open()).clear('resumes'),
};
