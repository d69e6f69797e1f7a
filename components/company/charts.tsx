import type { Day, Figure } from '../../utils/domain/company.ts';
import { t } from '../../utils/i18n.ts';
import { valueOr } from '../../utils/known.ts';
import { count, dayOf } from './words.ts';

interface BarProps {
  /** 0 to 1. */
  part: number;
  /** A second value to compare with. */
  mark?: number | null;
  tone?: 'accent' | 'good' | 'wait' | 'bad';
}

/** A share as a bar; its number stands beside it in words, so it is hidden from screen readers. */
export function Bar({ part, mark, tone = 'accent' }: BarProps) {
  const at = (value: number) => Math.min(100, Math.max(0, value * 100));
  return (
    <svg class={`company-bar ${tone}`} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="ground" width="100" height="8" />
      <rect class="filled" width={at(part)} height="8" />
      {mark !== null && mark !== undefined && <rect class="mark" x={at(mark) - 0.4} width="0.8" height="8" />}
    </svg>
  );
}

const [width, height, foot, head] = [320, 132, 20, 16];

/** Views and responses of a vacancy, five days: two scales, because views are fifty times as many. */
export function DaysChart({ days }: { days: Day[] }) {
  const most = (of: 'views' | 'responses') => Math.max(1, ...days.map((day) => valueOr(day[of], 0) ?? 0));
  const tops = { views: most('views'), responses: most('responses') };
  const step = width / Math.max(1, days.length);
  const room = height - foot - head;
  const bar = (of: 'views' | 'responses', value: Figure, x: number) => {
    const high = ((valueOr(value, 0) ?? 0) / tops[of]) * room;
    return (
      <>
        <rect class={of} x={x} y={head + room - high} width={20} height={high} rx={3} />
        <text x={x + 10} y={head + room - high - 4}>
          {value.known ? count(value) : '?'}
        </text>
      </>
    );
  };
  const said = days
    .map((day) => t('company_day', dayOf(day.at), count(day.views), count(day.responses)))
    .join('; ');
  return (
    <figure class="company-days">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={said}>
        {days.map((day, index) => {
          const middle = step * (index + 0.5);
          return (
            <g key={valueOr(day.at, index)}>
              {bar('views', day.views, middle - 24)}
              {bar('responses', day.responses, middle + 4)}
              <text class="foot" x={middle} y={height - 4}>
                {dayOf(day.at)}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption class="row small muted">
        <i class="dot views" /> {t('company_views')}
        <i class="dot responses" /> {t('company_of_responses')}
      </figcaption>
    </figure>
  );
}
