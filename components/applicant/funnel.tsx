import { useMemo, useState } from 'preact/hooks';
import { partOf } from '../../utils/domain/applicant/applicant.ts';
import { funnelOf } from '../../utils/domain/applicant/funnel.ts';
import type { ApplicantNegotiation } from '../../utils/domain/applicant/negotiation.ts';
import { sumMark } from '../../utils/domain/sum.ts';
import { grouped, plural, t } from '../../utils/i18n.ts';
import { day } from '../../utils/time.ts';
import { useStore } from '../contexts.tsx';
import { Switch } from '../ui/form.tsx';
import { TitleRow } from '../ui/section.tsx';
import { useWatched } from '../ui/use-load.ts';
import { useWorker } from '../worker.ts';
import { PartNote } from './status.tsx';
import { spanText } from './words.ts';

interface Props {
  /** The stored negotiations; null until they have been read. */
  negotiations: readonly ApplicantNegotiation[] | null;
  now: number;
  onClose?: () => void;
}

const periods = [30, 90, 365, null] as const;

/** How far my responses got, and how long that took. Counted from the log, which is read when this is shown. */
export function FunnelCard({ negotiations, now, onClose }: Props) {
  const { applicant, settings } = useStore();
  const { owner } = applicant;
  const { silentDays } = settings;
  /** The list was read only in part, and only that part is counted. */
  const isPart = partOf(applicant) !== null;
  const [days, setDays] = useState<(typeof periods)[number]>(90);
  const log = useWatched(owner, useWorker().store.watchEvents);
  const funnel = useMemo(
    () =>
      log &&
      negotiations &&
      funnelOf(log, negotiations, days === null ? null : now - days * day, now, silentDays),
    [log, negotiations, days, now, silentDays],
  );
  const periodText = (count: (typeof periods)[number]) =>
    count === null ? t('applicant_funnel_all') : plural('count_days', count);
  const [first] = funnel?.steps ?? [];
  const sent = first?.count ?? 0;
  const isSentSure = !isPart && (first?.sure ?? true);
  const said = ({ count, sure }: { count: number; sure: boolean }) =>
    sure && !isPart ? grouped(count) : sumMark({ whole: false, atLeast: count });
  return (
    <div class="panel funnel">
      <TitleRow
        class="row panel-head"
        title={days === null ? t('applicant_funnel_title_all') : plural('applicant_funnel_title', days)}
        aside={
          <span class="small muted num">
            {first && (isSentSure ? plural('inbox_found', sent) : said(first))}
          </span>
        }
        onClose={onClose}
      />
      <PartNote />
      <Switch
        label={t('applicant_funnel_period')}
        value={days}
        options={periods.map((count) => [count, periodText(count)])}
        onPick={setDays}
      />
      {(funnel || owner === null) && sent === 0 && (
        <p class="muted">
          {t(isSentSure && owner !== null ? 'applicant_funnel_empty' : 'applicant_funnel_unread')}
        </p>
      )}
      {funnel && sent > 0 && (
        <>
          <dl>
            {funnel.steps.map(({ name, count, sure, median }) => (
              <div key={name} class="step">
                <dt class="ell">{t(`applicant_funnel_${name}`)}</dt>
                <dd class="bar" aria-hidden="true">
                  {count > 0 && <i style={{ width: `max(3px, ${(100 * count) / sent}%)` }} />}
                </dd>
                <dd class="num">
                  <b class="b">{said({ count, sure })}</b>{' '}
                  {median !== null && (
                    <span class="small muted" title={t('applicant_funnel_median', spanText(median, 'long'))}>
                      {spanText(median)}
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
          <div class="row after">
            <span class="grow">{t('applicant_funnel_silent')}</span>
            <b class="b num">{said(funnel.silent)}</b>
          </div>
          {funnel.reply && (
            <div class="row muted">
              <span class="grow">{t('applicant_funnel_usually')}</span>
              <span class="num">
                {t(
                  'applicant_funnel_reply',
                  spanText(funnel.reply.half, 'long'),
                  spanText(funnel.reply.most, 'long'),
                )}
              </span>
            </div>
          )}
          <p class="small muted">{t('applicant_funnel_note')}</p>
        </>
      )}
    </div>
  );
}
