import { useContext, useState } from 'preact/hooks';
import {
  type Day,
  type Figure,
  hasAllRows,
  lateOf,
  type Statistics,
  type VacancyFacts,
  type Visitor,
  waitingFirst,
} from '../../utils/domain/company.ts';
import type { Inbox } from '../../utils/domain/inbox.ts';
import { sumText } from '../../utils/domain/sum.ts';
import { dotted, plural, spaced, t } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { isKnown, type Known, valueOr } from '../../utils/known.ts';
import { date } from '../../utils/time.ts';
import { WaitLimit } from '../contexts.tsx';
import { salaryOf } from '../negotiation/row-words.ts';
import { type Shown, WaitingRows } from '../negotiation/waiting-rows.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Select } from '../ui/form.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Cut } from '../ui/text.tsx';
import { useLoad, usePages } from '../ui/use-load.ts';
import { candidateName, factText, factWords, problemText, vacancyTitle } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { Loaded, Paged } from './part.tsx';
import { Change, count, dayOf, days, isToday, percent, whole } from './summary.tsx';

/** The company's politeness index and the numbers behind it, with the user's own beside them. */
export function Politeness() {
  const { company } = useWorker();
  const all = useLoad('', company.readStatistics);
  const own = useLoad('', company.readOwnStatistics);
  return (
    <section class="company-card stack">
      <Loaded load={all}>
        {(value) => (
          <>
            <Index of={value.politeness} />
            <Compared all={value} own={own.value} none={own.problem ? t('unknown_count') : '—'} />
            {own.problem && (
              <p class="small muted said">{t('company_own_problem', problemText(own.problem))}</p>
            )}
            <p class="small muted">{t('company_month')}</p>
          </>
        )}
      </Loaded>
    </section>
  );
}

function Index({ of }: { of: Statistics['politeness'] }) {
  if (!of.known) return <p class="muted">{t('company_unknown_index')}</p>;
  if (!of.value) return <p class="muted">{t('company_no_index')}</p>;
  const { index, change, hint, description, article } = of.value;
  const url = valueOr(article, null);
  return (
    <>
      <div class="row">
        <h2 class="b grow">{t('company_politeness')}</h2>
        <span class="num">
          <b class="h18">{whole(index)}</b> <span class="small muted">{t('company_of_hundred')}</span>
        </span>
        <Change value={change} />
      </div>
      <div>
        <Bar part={index / 100} />
        <div class="row small muted num" aria-hidden="true">
          <span class="grow">0</span>
          <span>100</span>
        </div>
      </div>
      {valueOr(hint, null) && <p class="said">{valueOr(hint, null)}</p>}
      {valueOr(description, null) && <p class="small muted said">{valueOr(description, null)}</p>}
      {url && (
        <p class="small">
          <Link href={url}>{t('company_article')}</Link>
        </p>
      )}
      {!(hint.known && description.known && article.known) && (
        <p class="small muted">{t('company_facts_part')}</p>
      )}
    </>
  );
}

interface ComparedProps {
  all: Statistics;
  own: Statistics | null;
  /** Shown in place of the user's own numbers if they are not read. */
  none: string;
}

/** Numbers of the company and of the user side by side; only shares have a bar, of a hundred per cent. */
function Compared({ all, own, none }: ComparedProps) {
  const line = (
    name: string,
    value: (of: Statistics) => string,
    { share, note }: { share?: (of: Statistics) => Figure; note?: string } = {},
  ) => (
    <tr>
      <th scope="row">{name}</th>
      {[all, own].map((of, index) => (
        <td key={index === 0 ? 'all' : 'own'}>
          <span class={share ? 'row' : 'row wrap'}>
            <b class={`num${share ? ' share' : ''}`}>{of ? value(of) : none}</b>
            {share && of && <Bar part={numberOf(share(of)) / 100} />}
            {note && index === 0 && <span class="small muted">{note}</span>}
          </span>
        </td>
      ))}
    </tr>
  );
  return (
    <table class="company-table">
      <thead class="small muted">
        <tr>
          <th scope="col">
            <span class="hidden">{t('company_number')}</span>
          </th>
          <th scope="col">{t('company_all')}</th>
          <th scope="col">{t('company_mine')}</th>
        </tr>
      </thead>
      <tbody>
        {line(t('company_viewed'), (of) => percent(of.viewed), { share: (of) => of.viewed })}
        {line(t('company_replied'), (of) => percent(of.replied), { share: (of) => of.replied })}
        {line(t('company_reply_time'), (of) => days(of.replyDays), { note: t('company_less_is_better') })}
        {line(t('company_received'), (of) => count(of.received))}
      </tbody>
    </table>
  );
}

interface VacancyNumbersProps {
  inbox: Inbox;
  now: number;
}

/** One vacancy: its last days, and visitors who did not respond. */
export function VacancyNumbers({ inbox: { vacancies, allVacancies }, now }: VacancyNumbersProps) {
  const [chosen, setChosen] = useState<VacancyId | null>(null);
  const id = chosen ?? vacancies[0]?.id ?? null;
  if (!id)
    return (
      <section class="company-card">
        <p class="muted">{t(allVacancies ? 'company_no_vacancies' : 'inbox_vacancies_unread')}</p>
      </section>
    );
  return (
    <section class="company-card stack">
      <div class="row">
        <h2 class="b">{t('company_vacancy')}</h2>
        <Select
          class="field small grow"
          label={t('company_vacancy')}
          value={id}
          options={vacancies.map((vacancy) => ({ id: vacancy.id, name: vacancyTitle(vacancy) }))}
          onPick={(id) => setChosen(id || null)}
        />
      </div>
      <OneVacancy id={id} now={now} />
      <Visitors key={id} vacancyId={id} />
    </section>
  );
}

function OneVacancy({ id, now }: { id: VacancyId; now: number }) {
  const { company } = useWorker();
  const days = useLoad(id, () => company.readDays(id));
  const facts = useLoad(id, () => company.readFacts(id));
  return (
    <>
      {facts.value && <p class="small muted said">{factsText(facts.value)}</p>}
      {facts.problem && <ProblemNote problem={facts.problem} again={facts.again} />}
      <Loaded load={days}>
        {(value) =>
          value.length > 0 ? (
            <DaysChart days={value} now={now} />
          ) : (
            <p class="muted">{t('company_no_days')}</p>
          )
        }
      </Loaded>
    </>
  );
}

const factsText = (facts: VacancyFacts): string =>
  dotted(
    facts.publishedAt.known && t('company_published', date(facts.publishedAt.value)),
    facts.expiresAt.known && facts.expiresAt.value && t('company_expires', date(facts.expiresAt.value)),
    valueOr(facts.address, null),
    isKnown(facts.test, true) && t('company_with_test'),
    isKnown(facts.letterRequired, true) && t('company_letter_required'),
    isKnown(facts.silent, true) && t('company_silent'),
    isKnown(facts.closed, true) && t('company_closed_vacancy'),
    Object.values<Known<unknown>>({ ...facts }).some(({ known }) => !known) && t('company_facts_part'),
  );

function Visitors({ vacancyId }: { vacancyId: VacancyId }) {
  const { company } = useWorker();
  const pages = usePages(vacancyId, (page) => company.readVisitors({ vacancyId, page }), {
    idOf: ({ resumeId }: Visitor) => resumeId,
    byClick: true,
  });
  const { found, busy, next } = pages;
  return (
    <div class="stack">
      <h3 class="b">{t('company_visitors')}</h3>
      <p class="small muted said">{t('company_visitors_note')}</p>
      {found === null && (
        <Button small disabled={busy} onClick={next}>
          {t('company_visitors_show')}
        </Button>
      )}
      {found && (
        <p class="small">
          {found.known ? plural('company_visitors_found', found.value) : t('company_found_unknown')}
        </p>
      )}
      <Paged pages={pages} idOf={({ resumeId }) => resumeId}>
        {(one) => (
          <>
            <Link class="b ell block" href={one.url}>
              {candidateName(one)}
            </Link>
            <Cut
              class="small muted block"
              text={dotted(
                factText(one.title, 'unknown_title'),
                factWords(one.age, (years) => plural('company_age', years), 'unknown_age'),
                factText(one.area, 'unknown_area'),
                salaryOf(one),
              )}
            />
          </>
        )}
      </Paged>
    </div>
  );
}

interface WaitingProps {
  inbox: Inbox;
  now: number;
  onShow: (of: Shown) => void;
}

/** Those who have waited longest for an answer, from the store, so without a request. */
export function Waiting({ inbox, now, onShow }: WaitingProps) {
  const limit = useContext(WaitLimit);
  const rows = waitingFirst(inbox.rows);
  return (
    <section class="company-card stack">
      <div class="row wrap company-title">
        <h2 class="b">{t('company_first')}</h2>
        <span class="small muted">{sumText('company_late', lateOf(inbox, now, limit))}</span>
      </div>
      {!hasAllRows(inbox) ? (
        <p class="muted">{t('company_waiting_part')}</p>
      ) : (
        rows.length === 0 && <p class="muted">{t('company_nobody_waits')}</p>
      )}
      <WaitingRows {...{ rows, now, onShow }} vacancies={inbox.vacancies} />
    </section>
  );
}

/** A share from 0 to 1 as a bar; hidden from screen readers, because the number is in the text beside it. */
export const Bar = ({ part }: { part: number }) => (
  <span class="company-bar" aria-hidden="true">
    <i style={{ width: `${Math.min(100, Math.max(0, part * 100))}%` }} />
  </span>
);

/** The value of a figure for a bar; 0 if there is none. */
const numberOf = (figure: Figure): number => valueOr(figure, 0) ?? 0;
const sum = (days: readonly Day[], of: Measure): number =>
  days.reduce((all, day) => all + numberOf(day[of]), 0);
const isWhole = (days: readonly Day[], of: Measure): boolean => days.every((day) => day[of].known);

type Measure = 'views' | 'responses';

/** The top of a scale from 0: an even round number not below the highest bar. */
function scaleTo(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  const steps = power === 1 ? [2, 4, 6, 8, 10] : [1, 2, 4, 6, 8, 10];
  return (steps.find((step) => step * power >= most) ?? 10) * power;
}

interface ChartProps {
  days: readonly Day[];
  of: Measure;
  name: string;
  now: number;
}

/** The chart of one measure, with its own scale. */
function Chart({ days, of, name, now }: ChartProps) {
  const most = Math.max(0, ...days.map((day) => numberOf(day[of])));
  const top = scaleTo(most);
  return (
    <div class={`chart ${of}`}>
      <h3 class="row">
        <b>{name}</b>
        <span class="small muted num">
          {isWhole(days, of)
            ? t('company_chart_sum', whole(sum(days, of)), whole(most))
            : t('company_facts_part')}
        </span>
      </h3>
      <div class="chart-scale small muted num" aria-hidden="true">
        {[top, top / 2, 0].map((tick) => (
          <span key={tick}>{whole(tick)}</span>
        ))}
      </div>
      <ol class="chart-bars">
        {days.map((day, index) => (
          <li
            key={valueOr(day.at, index)}
            class={isToday(day.at, now) ? 'unfinished' : ''}
            title={`${dayOf(day.at)}: ${count(day[of])}`}
          >
            {day[of].known ? (
              <i style={{ height: `${(numberOf(day[of]) / top) * 100}%` }} />
            ) : (
              <span aria-hidden="true">?</span>
            )}
            <span class="hidden">{`${dayOf(day.at)}: ${count(day[of])}`}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Views and responses of a vacancy by day: two charts, each with its own scale, above one row of days. */
function DaysChart({ days, now }: { days: readonly Day[]; now: number }) {
  const [views, responses] = [sum(days, 'views'), sum(days, 'responses')];
  const isSure = isWhole(days, 'views') && isWhole(days, 'responses') && views > 0;
  return (
    <figure class="charts stack">
      <Chart days={days} of="views" name={t('company_views')} now={now} />
      <Chart days={days} of="responses" name={t('company_of_responses')} now={now} />
      <ol class="chart-days small muted num" aria-hidden="true">
        {days.map((day, index) => (
          <li key={valueOr(day.at, index)}>
            {isToday(day.at, now) ? t('company_chart_today') : dayOf(day.at)}
          </li>
        ))}
      </ol>
      <figcaption class="small muted said">
        {spaced(
          t('company_chart_scales'),
          isSure && t('company_chart_rate', whole(Math.round((responses / views) * 100))),
          days.some(({ at }) => isToday(at, now)) && t('company_chart_unfinished'),
        )}
      </figcaption>
    </figure>
  );
}
