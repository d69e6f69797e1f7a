import { t } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import type { VacancyCount } from '../../utils/inbox/negotiation.ts';
import { Button } from '../button.tsx';
import { ProblemNote } from '../problem-note.tsx';
import type { useArchived } from './use-archived.ts';
import { VacancyItem } from './vacancy-item.tsx';

interface Props {
  archived: ReturnType<typeof useArchived>;
  /** Those to be shown of it. */
  vacancies: VacancyCount[];
  vacancyId: VacancyId | null;
  onChoose: (id: VacancyId) => void;
}

/** Vacancies that are over, behind a switch. */
export function Archived({ archived, vacancies, vacancyId, onChoose }: Props) {
  const { shown, hasMore, problem, reading, show, more } = archived;
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
          {problem && (
            <div class="pad">
              <ProblemNote problem={problem} onStep={() => void more()} />
            </div>
          )}
          {!reading && !problem && archived.vacancies.length === 0 && (
            <p class="pad small muted">{t('inbox_archived_none')}</p>
          )}
          {(reading || (hasMore && !problem)) && (
            <div class="pad">
              <Button small disabled={reading} onClick={() => void more()}>
                {t(reading ? 'inbox_reading' : 'inbox_archived_more')}
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}
