import './company.css';
import { t } from '../../utils/i18n.ts';
import { type Known, valueOr } from '../../utils/known.ts';
import { Chip } from '../ui/button.tsx';
import { useLoad } from '../ui/use-load.ts';
import { problemText } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { signed, whole } from './words.ts';

/** How polite hh finds the company, in a line at the foot of the rail. */
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

/** The change of the last day, in words for its colour. */
export const Change = ({ value: change }: { value: Known<number> }) => (
  <Chip tone={toneOf(change)}>
    {change.known ? t('company_change', signed(change.value)) : changeText(change)}
  </Chip>
);
