import type { Day, Figure } from '../../utils/domain/company.ts';
import { t } from '../../utils/i18n.ts';
import { valueOr } from '../../utils/known.ts';
import { count, dayOf, isToday, whole } from './words.ts';

/** A share from 0 to 1 as a part of a bar; its number stands beside it in words, so it is hidden from screen readers. */
export const Bar = ({ part }: { part: number }) => (
  <span class="company-bar" aria-hidden="true">
    <i style={{ width: `${Math.min(100, Math.max(0, part * 100))}%` }} />
  </span>
);

const numberOf = (figure: Figure): number => valueOr(figure, 0) ?? 0;
const sum = (days: readonly Day[], of: Measure): number =>
  days.reduce((all, day) => all + numberOf(day[of]), 0);
const isWhole = (days: readonly Day[], of: Measure): boolean => days.every((day) => day[of].known);

type Measure = 'views' | 'responses';

/** The end of a scale from 0: an even number that is easy to halve and that the highest bar does not pass. */
export function scaleTo(most: number): number {
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

/** One measure on one scale. */
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
            {day[of].known ? <i style={{ height: `${(numberOf(day[of]) / top) * 100}%` }} /> : '?'}
            <span class="hidden">{`${dayOf(day.at)}: ${count(day[of])}`}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Views and responses of a vacancy by days: two charts with scales of their own above one row of days. */
export function DaysChart({ days, now }: { days: readonly Day[]; now: number }) {
  const [views, responses] = [sum(days, 'views'), sum(days, 'responses')];
  const isSure = isWhole(days, 'views') && isWhole(days, 'responses') && views > 0;
  return (
    <figure class="charts">
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
        {[
          t('company_chart_scales'),
          isSure && t('company_chart_rate', whole(Math.round((responses / views) * 100))),
          days.some(({ at }) => isToday(at, now)) && t('company_chart_unfinished'),
        ]
          .filter(Boolean)
          .join(' ')}
      </figcaption>
    </figure>
  );
}
