import { useState } from 'preact/hooks';
import { plural, t } from '../utils/i18n.ts';
import type { VacancyId } from '../utils/ids.ts';
import type { VacancyHistory } from '../utils/inbox/negotiation.ts';
import { toneOf } from '../utils/inbox/stage.ts';
import { date, moment } from '../utils/time.ts';
import { Button } from './button.tsx';
import { Chip } from './chip.tsx';

interface Props {
  history: VacancyHistory[];
  now: number;
  /** The vacancy's own page on hh. */
  vacancyUrl: (id: VacancyId) => string;
}

const shown = 4;

/** The company's past with this person, a timeline for each vacancy. */
export function History({ history, now, vacancyUrl }: Props) {
  const [all, setAll] = useState(false);
  if (history.length === 0) return null;
  const rest = history.length - shown;
  return (
    <section class="sec">
      <div class="title">
        <h2>{t('history_title')}</h2>
        <span class="num">{plural('history_vacancies', history.length)}</span>
      </div>
      {(all ? history : history.slice(0, shown)).map((vacancy) => (
        <div class="past" key={vacancy.vacancyId}>
          <div class="row">
            <h3 class="b grow ell" dir="auto" title={vacancy.name}>
              {vacancy.foreign ? (
                vacancy.name
              ) : (
                <a href={vacancyUrl(vacancy.vacancyId)} target="_blank" rel="noreferrer">
                  {vacancy.name}
                </a>
              )}
            </h3>
            {vacancy.archived && <Chip>{t('history_archived')}</Chip>}
            {vacancy.foreign && <Chip title={t('history_foreign_more')}>{t('history_foreign')}</Chip>}
          </div>
          <ol class="line">
            {vacancy.items.map((item) => (
              <li key={`${item.at} ${item.stage.id}`} class={toneOf(item.stage.id)}>
                <span class="said">{item.stage.name}</span>{' '}
                <time class="small muted" title={moment(item.at)}>
                  {date(item.at, now)}
                  {item.withMessage && ` · ${t('verdict_letter')}`}
                </time>
              </li>
            ))}
          </ol>
        </div>
      ))}
      {rest > 0 && !all && (
        <Button tone="link" onClick={() => setAll(true)}>
          {plural('history_more', rest)}
        </Button>
      )}
    </section>
  );
}
