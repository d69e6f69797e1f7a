import './company.css';
import { useContext } from 'preact/hooks';
import { lateOf } from '../../utils/domain/company.ts';
import type { Inbox } from '../../utils/domain/inbox.ts';
import { leastOf, sumText } from '../../utils/domain/sum.ts';
import { t } from '../../utils/i18n.ts';
import { type Known, valueOr } from '../../utils/known.ts';
import { Button, Chip } from '../ui/button.tsx';
import { useLoad } from '../ui/use-load.ts';
import { WaitLimit } from '../ui/wait-limit.ts';
import { problemText } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { days, percent, signed, whole } from './words.ts';

interface Props {
  inbox: Inbox;
  now: number;
  onOpen: () => void;
}

/** The company's numbers below the vacancies; the button opens its page. */
export function CompanySummary({ inbox, now, onOpen }: Props) {
  const { value, problem } = useLoad('', useWorker().company.readStatistics);
  const politeness = value ? valueOr(value.politeness, null) : null;
  const none = problem ? t('unknown_count') : '—';
  const late = lateOf(inbox, now, useContext(WaitLimit));
  return (
    <section class="company-sum" aria-label={t('company_title')}>
      <div class="row">
        <h2 class="b grow ell">{t('company_politeness')}</h2>
        {(value ? !value.politeness.known : problem) && <span class="small muted">{t('unknown_count')}</span>}
        {politeness && (
          <>
            <b class="b num">{whole(politeness.index)}</b>
            <Change value={politeness.change} />
          </>
        )}
      </div>
      {problem && !value && <p class="small muted said">{problemText(problem)}</p>}
      <dl class="company-tiles num">
        <Tile name={t('company_viewed')} value={value ? percent(value.viewed) : none} />
        <Tile name={t('company_replied')} value={value ? percent(value.replied) : none} />
        <Tile name={t('company_reply_time')} value={value ? days(value.replyDays) : none} />
        <Tile name={t('company_first')} value={sumText('company_responses', late)} warn={leastOf(late) > 0} />
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
export const Change = ({ value: change }: { value: Known<number> }) => {
  if (!change.known) return <Chip>{t('company_change_unknown')}</Chip>;
  const { value } = change;
  return (
    <Chip tone={value > 0 ? 'good' : value < 0 ? 'bad' : 'neutral'}>
      {t('company_change', signed(value))}
    </Chip>
  );
};
