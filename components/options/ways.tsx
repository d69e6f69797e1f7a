import type { Applicant, Way } from '../../utils/domain/applicant/applicant.ts';
import { t } from '../../utils/i18n.ts';
import { ago, clock, date } from '../../utils/time.ts';
import { Stopped } from '../popup/applicant/stopped.tsx';
import { placedAt } from '../popup/applicant/troubles.tsx';
import { useNow } from '../ui/use-now.ts';
import type { OptionsCalls } from './calls.ts';

interface Props {
  applicant: Pick<Applicant, 'api' | 'pages'>;
  site: string;
  calls: Pick<OptionsCalls, 'openTab' | 'refresh'>;
}

/** The two ways to an applicant's negotiations, and how each stands. */
export function Ways({ applicant: { api, pages }, site, calls }: Props) {
  const now = useNow();
  return (
    <>
      <h3 class="b">{t('options_seek_ways')}</h3>
      <ul class="bullets">
        <li>
          {t('options_way_api')}: {wayText('api', api, now)}
        </li>
        <li>
          {t('options_way_pages')}: {wayText('pages', pages, now)}
        </li>
      </ul>
      {pages.state === 'stopped' && (
        <Stopped
          {...pages}
          now={now}
          onOpen={() => void calls.openTab(placedAt(site, pages.problem))}
          onRetry={() => void calls.refresh()}
        />
      )}
    </>
  );
}

function wayText(name: 'api' | 'pages', way: Way, now: number): string {
  switch (way.state) {
    case 'off':
      return t(`options_way_${name}_off`);
    case 'on':
      return way.at === null ? t(`options_way_${name}_on`) : t('options_way_read', ago(way.at, now));
    case 'closed':
      return t('options_way_closed', `${date(way.until, now)}, ${clock(way.until)}`);
    case 'stopped':
      return t('options_way_stopped', ago(way.at, now));
  }
}
