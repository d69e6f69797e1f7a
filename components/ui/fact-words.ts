import type { Candidate, VacancyCount } from '../../utils/domain/negotiation.ts';
import { type MessageKey, t } from '../../utils/i18n.ts';
import { type Known, valueOr } from '../../utils/known.ts';

/** What a fact says in its place: the value, nothing where there is none, the words of a gap where it was not read. */
export const factText = (fact: Known<string | null>, gap: MessageKey): string =>
  fact.known ? (fact.value ?? '') : t(gap);

export const vacancyName = (vacancy: Pick<VacancyCount, 'name'> | null | undefined): string =>
  vacancy ? factText(vacancy.name, 'unknown_vacancy') : t('unknown_vacancy');

/** «Повар · Москва»: where two vacancies have one name, the city tells them apart. */
export const vacancyTitle = ({ name, area }: Pick<VacancyCount, 'name' | 'area'>): string =>
  [factText(name, 'unknown_vacancy'), factText(area, 'unknown_area')].filter(Boolean).join(' · ');

/** What of a vacancy can be searched for: a gap has no words. */
export const vacancyWords = ({ name, area }: Pick<VacancyCount, 'name' | 'area'>): string =>
  [valueOr(name, null), valueOr(area, null)].filter(Boolean).join(' ');

/** Of a company or a work account; before 0.2 an id could stand for a name that was not read. */
export const companyName = ({ id, name }: { id: string; name: string }): string =>
  name && name !== id ? name : t('unknown_company');

/** Whose response it is: the name, that it is hidden, that the resume is gone, or that nobody could read it. */
export const candidateName = ({ name, resumeId }: Pick<Candidate, 'name' | 'resumeId'>): string =>
  name.known ? (name.value ?? t(resumeId === null ? 'popup_deleted' : 'popup_hidden')) : t('unknown_person');

/** A fact of a list: its words, nothing where there is none, the words of a gap where it was not read. */
export const factWords = <T>(
  fact: Known<T | null>,
  words: (value: T) => string,
  gap: MessageKey,
  none = '',
): string => (fact.known ? (fact.value === null ? none : words(fact.value)) : t(gap));
