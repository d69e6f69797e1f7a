import { emptyApplicant } from '../domain/applicant/applicant.ts';
import { defaultSettings } from '../domain/settings.ts';
import { emptyInbox } from '../domain/testing.ts';
import { type ApplicantId, asId, type NegotiationId, type ResumeId, type VacancyId } from '../ids.ts';
import type { PageStore } from './page-store.ts';
import { personDocId, type SearchDoc } from './search-db.ts';

/** For tests: a person who responded. */
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
