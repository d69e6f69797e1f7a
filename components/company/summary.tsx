import type { Figure } from '../../utils/domain/company.ts';
import { dateFormat, grouped, numberFormat, t } from '../../utils/i18n.ts';
import { type Known, valueOr } from '../../utils/known.ts';
import { day } from '../../utils/time.ts';
import { Chip } from '../ui/button.tsx';
import { useLoad } from '../ui/use-load.ts';
import { problemText } from '../ui/words.ts';
import { useWorker } from '../worker.ts';

/** The company's politeness index at hh, in a line at the bottom of the rail. */
export function CompanySummary() {
  const { value, problem } = useLoad('', useWorker().company.readStatistics);
  const politeness = value ? valueOr(value.politeness, null) : null;
  const isUnknown = value ? !value.politeness.known : problem !== null;
  return (
    <span title={problem && !value ? problemText(problem) : undefined}>
      {t('company_politeness')}{' '}
      {politeness ? (
        <>
          <b>{whole(politeness.index)}</b>{' '}
          <span class={toneOf(politeness.change)}>{changeText(politeness.change)}</span>
        </>
      ) : (
        isUnknown && t('unknown_count')
      )}
    </span>
  );
}

const toneOf = (change: Known<number>) =>
  !change.known || change.value === 0 ? 'neutral' : change.value > 0 ? 'good' : 'bad';
const changeText = (change: Known<number>) =>
  change.known ? signed(change.value) : t('company_change_unknown');

/** The change of the last day, in a chip whose colour repeats it. */
export const Change = ({ value: change }: { value: Known<number> }) => (
  <Chip tone={toneOf(change)}>
    {change.known ? t('company_change', signed(change.value)) : changeText(change)}
  </Chip>
);

/** «—» if hh has no value, «неизвестно» if it could not be read. */
const figure = (fact: Figure, words: (value: number) => string): string =>
  !fact.known ? t('unknown_count') : fact.value === null ? '—' : words(fact.value);

/** «97 %» */
export const percent = (fact: Figure): string =>
  figure(fact, (value) =>
    numberFormat(t('locale'), { style: 'percent', maximumFractionDigits: 0 }).format(value / 100),
  );

export const count = (fact: Figure): string => figure(fact, whole);

export const whole = (value: number | null): string => (value === null ? '—' : grouped(value));

/** «1,4 дня» */
export const days = (fact: Figure): string =>
  figure(fact, (value) =>
    numberFormat(t('locale'), { style: 'unit', unit: 'day', unitDisplay: 'long', maximumFractionDigits: 1 })
      .format(value)
      .replaceAll(/\s/g, '\u00a0'),
  );

/** «+2», «−3», «±0» */
export const signed = (value: number): string =>
  value === 0 ? '±0' : `${value > 0 ? '+' : '−'}${whole(Math.abs(value))}`;

/** «14 июл»; hh's day has no time and is stored as midnight in UTC. */
export const dayOf = (at: Known<number>): string =>
  at.known
    ? dateFormat(t('locale'), { day: 'numeric', month: 'short', timeZone: 'UTC' })
        .format(at.value)
        .replace(/\.$/, '')
    : '?';

/** Whether hh's day is today in the user's time zone, and so not over yet. */
export function isToday(at: Known<number>, now: number): boolean {
  const today = new Date(now);
  const midnight = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  return at.known && at.value >= midnight && at.value < midnight + day;
}
