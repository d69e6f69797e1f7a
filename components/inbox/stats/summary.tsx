import { useContext } from 'preact/hooks';
import { plural, t } from '../../../utils/i18n.ts';
import { type Statistics, waitingLong } from '../../../utils/inbox/company.ts';
import type { Row } from '../../../utils/inbox/negotiation.ts';
import { Button } from '../../button.tsx';
import { Chip } from '../../chip.tsx';
import { WaitLimit } from '../../wait-limit.ts';
import { problemText } from '../../words.ts';
import type { Reading } from '../negotiation/reading.ts';
import { days, percent, signed, whole } from './words.ts';

interface Props {
  reading: Reading<Statistics>;
  rows: readonly Row[];
  now: number;
  onOpen: () => void;
}

/** The company's numbers below the vacancies; the whole opens the page. */
export function Summary({ reading: { value, problem }, rows, now, onOpen }: Props) {
  const { politeness } = value ?? {};
  const late = waitingLong(rows, now, useContext(WaitLimit));
  return (
    <section class="company-sum" aria-label={t('company_title')}>
      <div class="row">
        <h2 class="b grow ell">{t('company_politeness')}</h2>
        {politeness && (
          <>
            <b class="b num">{whole(politeness.index)}</b>
            <Change value={politeness.change} />
          </>
        )}
      </div>
      {problem && !value && <p class="small muted said">{problemText(problem)}</p>}
      <dl class="company-tiles num">
        <Tile name={t('company_viewed')} value={percent(value?.viewed ?? null)} />
        <Tile name={t('company_replied')} value={percent(value?.replied ?? null)} />
        <Tile name={t('company_reply_time')} value={days(value?.replyDays ?? null)} />
        <Tile name={t('company_first')} value={plural('company_responses', late)} warn={late > 0} />
      </dl>
      <Button small wide tone="flat" onClick={onOpen}>
        {t('company_more')}
      </Button>
    </section>
  );
}

const Tile = ({ name, value, warn }: { name: string; value: string; warn?: boolean }) => (
  <div>
    <dt class="small muted">{name}</dt>
    <dd class={`b ${warn ? 'warned' : ''}`}>{value}</dd>
  </div>
);

/** The change of the last day, in words for its colour. */
export const Change = ({ value }: { value: number }) => (
  <Chip tone={value > 0 ? 'good' : value < 0 ? 'bad' : 'neutral'}>{t('company_change', signed(value))}</Chip>
);
