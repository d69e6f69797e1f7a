import { openDB } from 'idb';
import { browser } from 'wxt/browser';
import { emptyApplicant } from '../utils/domain/applicant/applicant.ts';
import { defaultSettings } from '../utils/domain/settings.ts';
import { emptyInbox } from '../utils/domain/testing.ts';
import { type ApplicantId, asId, type NegotiationId, type ResumeId, type VacancyId } from '../utils/ids.ts';
import type { PageStore } from '../utils/storage/page-store.ts';
import { personDocId, type SearchDoc } from '../utils/storage/search-db.ts';

/**
 * Everything stored by the extension, by place: local and session storage, and every database. Empty stores are
 * omitted.
 */
export async function everythingStored(): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const area of ['local', 'session'] as const)
    for (const [key, value] of Object.entries(await browser.storage[area].get()))
      all[`${area}/${key}`] = value;
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await openDB(name);
    for (const store of db.objectStoreNames) {
      const [keys, values] = await Promise.all([db.getAllKeys(store), db.getAll(store)]);
      if (keys.length > 0) all[`${name}/${store}`] = keys.map((key, at) => [key, values[at]]);
    }
    db.close();
  }
  return all;
}

/** A person who responded. */
export const docOf = (id: string, more: Partial<SearchDoc> = {}): SearchDoc => ({
  id: personDocId(asId<NegotiationId>(id)),
  kind: 'person',
  name: 'Петрова Инна Сергеевна',
  text: 'Главный бухгалтер · Москва',
  negotiationId: asId<NegotiationId>(id),
  vacancyId: asId<VacancyId>('1'),
  chatId: null,
  about: [asId<ResumeId>(`resume-${id}`), asId<NegotiationId>(id), asId<ApplicantId>(`owner-${id}`)],
  ...more,
});

/** What a page finds in the store: nothing but what is given. */
export const pageStoreOf = (more: Partial<PageStore> = {}): PageStore => ({
  account: { state: 'signed-out', problem: null },
  applicant: emptyApplicant,
  inbox: emptyInbox,
  settings: defaultSettings,
  entries: [],
  drafts: {},
  elsewhere: [],
  reminders: [],
  avoided: [],
  rowsToCome: false,
  ...more,
});
