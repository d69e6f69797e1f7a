import { useState } from 'preact/hooks';
import type { PastChange, VacancyHistory } from '../../utils/domain/negotiation.ts';
import type { News } from '../../utils/domain/panel.ts';
import { plural, t } from '../../utils/i18n.ts';
import { isKnown, type List } from '../../utils/known.ts';
import { date, moment } from '../../utils/time.ts';
import { Button, Chip } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { Section } from '../ui/section.tsx';
import { stageText, stageTone } from '../ui/words.ts';

interface Props {
  history: List<VacancyHistory>;
  now: number;
  news?: News;
  /** hh's site, as the person uses it. */
  site: string;
}

/** So many vacancies are shown before the rest is asked for. */
const shown = 3;

/** Whether it happened between the last look at this resume and this one. */
export const isNew = ({ after, until }: News, { at }: PastChange): boolean =>
  at.known && after < at.value && at.value < until;

/** How many changes are new; null where a change, or a date, could not be read. */
export function countNew({ items: vacancies, skipped }: List<VacancyHistory>, news: News): number | null {
  const lists = vacancies.map(({ items }) => (items.known ? items.value : { items: [], skipped: 1 }));
  const changes = lists.flatMap(({ items }) => items);
  const whole =
    skipped === 0 && lists.every((list) => list.skipped === 0) && changes.every(({ at }) => at.known);
  return whole ? changes.filter((change) => isNew(news, change)).length : null;
}

/** The company's past with this person, a timeline for each vacancy. */
export function History({ history, now, news, site }: Props) {
  const { items: vacancies, skipped } = history;
  const change = (one: PastChange, index: number) => {
    const { stage, at, withMessage } = one;
    return (
      <li key={index} class={stageTone(stage)}>
        <span class="said">{stageText(stage)}</span>{' '}
        <time class="small muted" title={at.known ? moment(at.value) : undefined}>
          {at.known ? date(at.value, now) : t('fact_date_unread')}
          {!withMessage.known
            ? ` · ${t('history_letter_unread')}`
            : withMessage.value && ` · ${t('verdict_letter')}`}
          {news && isNew(news, one) && <b> · {t('history_new')}</b>}
        </time>
      </li>
    );
  };
  const past = ({ vacancyId, name, archived, foreign, items }: VacancyHistory) => {
    const text = name.known ? name.value : t('fact_name_unread');
    return (
      <div class="past" key={vacancyId + text}>
        <div class="row">
          <h3 class="b grow ell" dir="auto" title={text}>
            <Link href={isKnown(foreign, false) ? `https://${site}/vacancy/${vacancyId}` : null}>{text}</Link>
          </h3>
          {isKnown(archived, true) && <Chip>{t('history_archived')}</Chip>}
          {isKnown(foreign, true) && <Chip title={t('history_foreign_more')}>{t('history_foreign')}</Chip>}
          {(!archived.known || !foreign.known) && <Chip tone="wait">{t('history_part')}</Chip>}
        </div>
        <ol class="timeline">
          {items.known && items.value.items.map(change)}
          {(!items.known || items.value.items.length + items.value.skipped === 0) && (
            <li class="neutral">{t('history_stages_unread')}</li>
          )}
          {items.known && items.value.skipped > 0 && (
            <li class="neutral">{plural('history_stages_skipped', items.value.skipped)}</li>
          )}
        </ol>
      </div>
    );
  };
  const [all, setAll] = useState(false);
  const more = vacancies.length - shown;
  return vacancies.length + skipped === 0 ? null : (
    <Section
      title={t('history_title')}
      aside={
        skipped > 0
          ? t('history_read_of', vacancies.length, vacancies.length + skipped)
          : plural('history_vacancies', vacancies.length)
      }
    >
      {(all ? vacancies : vacancies.slice(0, shown)).map(past)}
      {more > 0 && (
        <Button small tone="flat" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('history_less') : plural('history_more', more)}
        </Button>
      )}
      {skipped > 0 && <p class="small muted gap">{plural('history_skipped', skipped)}</p>}
    </Section>
  );
}
