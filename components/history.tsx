import { useState } from 'preact/hooks';
import { plural, t } from '../utils/i18n.ts';
import type { VacancyHistory } from '../utils/inbox/negotiation.ts';
import type { News } from '../utils/inbox/panel.ts';
import { toneOf } from '../utils/inbox/stage.ts';
import { date, moment } from '../utils/time.ts';
import { Button } from './button.tsx';
import { Chip } from './chip.tsx';
import { Link } from './link.tsx';
import { Section } from './section.tsx';

interface Props {
  history: VacancyHistory[];
  now: number;
  news?: News;
  /** hh's site, as the person uses it. */
  site: string;
}

/** So many vacancies are shown before the rest is asked for. */
const shown = 3;

/** Whether it happened between the last look at this resume and this one. */
export const isNew = ({ after, until }: News, at: number) => after < at && at < until;

/** The company's past with this person, a timeline for each vacancy. */
export function History({ history, now, news, site }: Props) {
  const past = ({ vacancyId, name, archived, foreign, items }: VacancyHistory) => (
    <div class="past" key={vacancyId + name}>
      <div class="row">
        <h3 class="b grow ell" dir="auto" title={name}>
          <Link href={foreign ? null : `https://${site}/vacancy/${vacancyId}`}>{name}</Link>
        </h3>
        {archived && <Chip>{t('history_archived')}</Chip>}
        {foreign && <Chip title={t('history_foreign_more')}>{t('history_foreign')}</Chip>}
      </div>
      <ol class="line">
        {items.map(({ stage, at, withMessage }) => (
          <li key={`${at} ${stage.id}`} class={toneOf(stage.id)}>
            <span class="said">{stage.name}</span>{' '}
            <time class="small muted" title={moment(at)}>
              {date(at, now)}
              {withMessage && ` · ${t('verdict_letter')}`}
              {news && isNew(news, at) && <b> · {t('history_new')}</b>}
            </time>
          </li>
        ))}
      </ol>
    </div>
  );
  const [all, setAll] = useState(false);
  const more = history.length - shown;
  return history.length === 0 ? null : (
    <Section title={t('history_title')} aside={plural('history_vacancies', history.length)}>
      {(all ? history : history.slice(0, shown)).map(past)}
      {more > 0 && (
        <Button small tone="flat" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('history_less') : plural('history_more', more)}
        </Button>
      )}
    </Section>
  );
}
