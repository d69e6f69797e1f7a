import type { Candidate, VacancyCount } from '../../../utils/domain/negotiation.ts';
import type { VariableValues } from '../../../utils/domain/snippets.ts';
import { valueOr } from '../../../utils/known.ts';
import type { PaneStore } from './store.ts';

/** "Фамилия Имя Отчество" is how hh lists people; a letter begins with the name and the patronymic. */
export function firstNames(name: string | null): string | null {
  const [family, ...rest] = name?.trim().split(/\s+/) ?? [];
  return rest.join(' ') || family || null;
}

/** What the variables of a snippet stand for here; what is not known stays unresolved. */
export function valuesOf(
  { account, settings }: Pick<PaneStore, 'account' | 'settings'>,
  of: { candidate: Pick<Candidate, 'name'> | null; vacancy: Pick<VacancyCount, 'name'> | null } | null,
): VariableValues {
  const user = account.state === 'signed-in' ? account : null;
  return {
    Name: firstNames(of?.candidate ? valueOr(of.candidate.name, null) : null),
    Vacancy: of?.vacancy ? valueOr(of.vacancy.name, null) : null,
    Company: user?.employer?.name || null,
    HRName: user?.name || null,
    SiteName: settings.site,
  };
}
