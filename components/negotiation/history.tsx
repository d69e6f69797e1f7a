import { useState } from 'preact/hooks';
import type { PastChange, VacancyHistory } from '../../utils/domain/negotiation.ts';
import type { News } from '../../utils/domain/panel.ts';
import { vacancyPage } from '../../utils/hh/pages.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { isKnown, type List, none, valueOr } from '../../utils/known.ts';
import { date, moment, shortDate } from '../../utils/time.ts';
import { Button, Chip, Link } from '../ui/button.tsx';
import { useUniqueId } from '../ui/hooks.ts';
import { Icon } from '../ui/icon.tsx';
import { Section } from '../ui/section.tsx';
import { stageText, stageTone } from '../ui/words.ts';

interface Props {
  history: List<VacancyHistory>;
  now: number;
  news?: News;
  /** Host of the hh site that the user works on. */
  site: string;
  /** The vacancy of the current negotiation. */
  here?: VacancyId | null;
}

/** How many vacancies are shown at first. */
const shown = 3;

/** Whether a change happened between the previous view of this resume and this one. */
export const isNew = ({ after, until }: News, { at }: PastChange): boolean =>
  at.known && after < at.value && at.value < until;

/** Number of new changes; null if a change or its date could not be read. */
export function countNew({ items: vacancies, skipped }: List<VacancyHistory>, news: News): number | null {
  const lists = vacancies.map(({ items }) => (items.known ? items.value : { items: [], skipped: 1 }));
  const changes = lists.flatMap(({ items }) => items);
  const whole =
    skipped === 0 && lists.every((list) => list.skipped === 0) && changes.every(({ at }) => at.known);
  return whole ? changes.filter((change) => isNew(news, change)).length : null;
}

/** The company's history with this person: a line for each vacancy, which can be expanded. */
export function History({ history, now, news, site, here }: Props) {
  const { items: vacancies, skipped } = history;
  const [all, setAll] = useState(false);
  const more = vacancies.length - shown;
  return vacancies.length + skipped === 0 ? null : (
    <Section
      class="history"
      title={t('history_title')}
      aside={
        skipped > 0
          ? t('notes_read_of', vacancies.length, vacancies.length + skipped)
          : plural('count_vacancies', vacancies.length)
      }
    >
      <ul>
        {(all ? vacancies : vacancies.slice(0, shown)).map((one) => (
          <Past
            key={`${one.vacancyId} ${nameIn(one)}`}
            {...{ one, now, news, site }}
            b={one.vacancyId === here}
          />
        ))}
      </ul>
      {more > 0 && (
        <div class="fold">
          <Button small tone="flat" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('history_less') : plural('history_more', more)}
          </Button>
        </div>
      )}
      {skipped > 0 && <p class="small muted gap">{plural('history_skipped', skipped)}</p>}
    </Section>
  );
}

const nameIn = ({ name }: VacancyHistory) => (name.known ? name.value : t('unknown_name'));

interface PastProps extends Pick<Props, 'now' | 'news' | 'site'> {
  one: VacancyHistory;
  /** Whether to show the name in bold: it is the current vacancy. */
  b: boolean;
}

/** The history on one vacancy: the latest stage, and when expanded all stages. */
function Past({ one, now, news, site, b }: PastProps) {
  const { vacancyId, archived, foreign, items } = one;
  const [open, setOpen] = useState(false);
  const id = useUniqueId();
  const name = nameIn(one);
  const list = valueOr(items, none);
  const [last] = list.items;
  const isFresh = news && list.items.some((change) => isNew(news, change));
  const title = isKnown(archived, true) ? t('history_title_archived', name) : name;
  return (
    <li class="past">
      <button
        type="button"
        class="row free press"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        title={title}
        onClick={() => setOpen(!open)}
      >
        <Icon name="forward" />
        <i class={`point ${last ? stageTone(last.stage) : 'neutral'}`} />
        <span class={`grow ell${b || isFresh ? ' b' : ''}`} dir="auto">
          {name}
        </span>
        {/* Newest first: if a change could not be read, it may be newer than the last known one. */}
        {last && list.skipped === 0 ? (
          <>
            <span class={`small ell stage ${stageTone(last.stage)}`}>
              {stageText(last.stage).toLowerCase()}
            </span>
            <span class="small muted num when">
              {last.at.known ? shortDate(last.at.value, now) : t('fact_date_unread')}
            </span>
          </>
        ) : (
          <span class="small ell stage wait">{t('history_part')}</span>
        )}
      </button>
      {open && (
        <div id={id} class="stages-of">
          <ol class="timeline">
            {list.items.map((change, index) => (
              <Change key={index} {...{ change, now, news }} />
            ))}
            {(!items.known || list.items.length + list.skipped === 0) && (
              <li class="neutral">{t('history_stages_unread')}</li>
            )}
            {list.skipped > 0 && <li class="neutral">{plural('history_stages_skipped', list.skipped)}</li>}
          </ol>
          <div class="chips">
            {isKnown(archived, true) && <Chip>{t('history_archived')}</Chip>}
            {isKnown(foreign, true) && <Chip title={t('history_foreign_more')}>{t('history_foreign')}</Chip>}
            {(!archived.known || !foreign.known) && <Chip tone="wait">{t('history_part')}</Chip>}
            {isKnown(foreign, false) && (
              <Link class="small" href={vacancyPage(site, vacancyId)}>
                {t('history_open')}
              </Link>
            )}
          </div>
        </div>
      )}
    </li>
  );
}

/** A stage and when it began. */
function Change({ change, now, news }: Pick<Props, 'now' | 'news'> & { change: PastChange }) {
  const { stage, at, withMessage } = change;
  return (
    <li class={stageTone(stage)}>
      <span class="said">{stageText(stage)}</span>{' '}
      <time class="small muted" title={at.known ? moment(at.value) : undefined}>
        {at.known ? date(at.value, now) : t('fact_date_unread')}
        {!withMessage.known
          ? ` · ${t('history_letter_unread')}`
          : withMessage.value && ` · ${t('verdict_letter')}`}
        {news && isNew(news, change) && <b> · {t('history_new')}</b>}
      </time>
    </li>
  );
}
