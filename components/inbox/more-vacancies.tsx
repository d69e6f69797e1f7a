import { plural, t } from '../../utils/i18n.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import type { Listed } from './use-listed.ts';

/** The way to the next page of vacancies, or why it could not be read. */
export function MoreVacancies({ listed }: { listed: Listed }) {
  const { skipped, hasMore, problem, reading, more } = listed;
  if (!hasMore && skipped === 0) return null;
  return (
    <div class="pad stack">
      {skipped > 0 && <p class="small muted">{plural('inbox_vacancies_skipped', skipped)}</p>}
      {problem ? (
        <ProblemNote problem={problem} onStep={() => void more()} />
      ) : (
        hasMore && (
          <Button small disabled={reading} onClick={() => void more()}>
            {t(reading ? 'inbox_reading' : 'inbox_archived_more')}
          </Button>
        )
      )}
    </div>
  );
}
