import { useState } from 'preact/hooks';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import { t } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { MoreVacancies } from './more-vacancies.tsx';
import type { Listed } from './use-listed.ts';
import { VacancyItem } from './vacancy-item.tsx';

interface Props {
  listed: Listed;
  /** Those to be shown of it. */
  vacancies: VacancyCount[];
  vacancyId: VacancyId | null;
  onChoose: (id: VacancyId) => void;
}

/** Vacancies that are over, behind a switch. */
export function Archived({ listed, vacancies, vacancyId, onChoose }: Props) {
  const [shown, setShown] = useState(false);
  const show = (next: boolean) => {
    setShown(next);
    if (next && !listed.begun) void listed.more();
  };
  return (
    <>
      <label class="check pad">
        <input type="checkbox" checked={shown} onChange={(event) => show(event.currentTarget.checked)} />
        {t('inbox_archived')}
      </label>
      {shown && (
        <>
          <ul aria-label={t('inbox_archived_title')}>
            {vacancies.map((vacancy) => (
              <VacancyItem
                key={vacancy.id}
                vacancy={vacancy}
                current={vacancy.id === vacancyId}
                muted={false}
                onChoose={() => onChoose(vacancy.id)}
              />
            ))}
          </ul>
          {listed.begun && listed.vacancies.length + listed.skipped === 0 && (
            <p class="pad small muted">{t('inbox_archived_none')}</p>
          )}
          <MoreVacancies listed={listed} />
        </>
      )}
    </>
  );
}
