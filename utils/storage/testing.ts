import { type ApplicantId, asId, type NegotiationId, type ResumeId, type VacancyId } from '../ids.ts';
import { personDocId, type SearchDoc } from './search-db.ts';

/** For tests: who responded. */
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
