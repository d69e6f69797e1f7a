import type { Millis } from '../domain/negotiation.ts';
import { looksItem, seenItem, settingsItem, update } from './items.ts';
import { peopleDb } from './people-db.ts';
import { searchDb } from './search-db.ts';

const day = 86_400_000;

/** Entries that say nothing newer than that go; the very same record where all stay. */
function since<T extends { at: Millis }>(all: Record<string, T>, then: Millis): Record<string, T> {
  const kept = Object.entries(all).filter(([, { at }]) => at >= then);
  return kept.length === Object.keys(all).length ? all : Object.fromEntries(kept);
}

/**
 * Forgets what was read of people, and when they were looked at, longer ago than the person wants it kept. What is the
 * person's own (notes, drafts, the log of their applications) stays, and so does what hh shows now.
 */
export async function forgetOld(now: Millis): Promise<void> {
  const then = now - (await settingsItem.getValue()).keepDays * day;
  await Promise.all([
    peopleDb.forgetBefore(then),
    searchDb.forgetBefore(then),
    update(looksItem, (all) => since(all, then)),
    update(seenItem, (all) => since(all, then)),
  ]);
}
