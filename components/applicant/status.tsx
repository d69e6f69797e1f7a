import {
  type Applicant,
  minutesLeft,
  type Part,
  partOf,
  partText,
} from '../../utils/domain/applicant/applicant.ts';
import type { Account, Settings } from '../../utils/domain/inbox.ts';
import { plural, t, wordOf } from '../../utils/i18n.ts';
import type { Problem } from '../../utils/problem.ts';
import { ago } from '../../utils/time.ts';
import { negotiationsUrl, nextPageUrl } from '../ui/addresses.ts';
import { Button } from '../ui/button.tsx';
import { Card, OptIn } from '../ui/card.tsx';
import { Trouble } from '../ui/problem-note.tsx';
import { problemText, snake } from '../ui/words.ts';
import { useWorker } from '../worker.ts';

/* What of an applicant's list was read, by which way, and why not more. */

/** What stopped the reading of one's pages, in words of that way where it has its own. */
const stoppedText = (problem: Problem): string =>
  wordOf(`applicant_stopped_${snake(problem.name)}`) || problemText(problem);

interface StoppedProps {
  problem: Problem;
  at: number;
  now: number;
  onOpen: () => void;
  onRetry: () => void;
}

/** The reading of the person's pages has stopped: why, and the two things they can do. */
export const Stopped = ({ problem, at, now, onOpen, onRetry }: StoppedProps) => (
  <div class="note" role="status">
    <p class="said">{stoppedText(problem)}</p>
    <div class="row wrap">
      <Button small onClick={onOpen}>
        {t('applicant_open_hh')}
      </Button>
      <Button small onClick={onRetry}>
        {t('applicant_retry')}
      </Button>
      <span class="small muted">{ago(at, now)}</span>
    </div>
  </div>
);

/** What stopped the reading of the person's pages; null while it goes on. */
export const stoppedBy = ({ pages }: Pick<Applicant, 'pages'>): Problem | null =>
  pages.state === 'stopped' ? pages.problem : null;

/** What is to be said above the list besides; a closed API and stopped pages have words of their own. */
export function problemOf(account: Account, { problem, pages }: Applicant): Problem | null {
  if (account.state === 'signed-out' && account.problem) return account.problem;
  return problem?.name === 'api-closed' || problem?.name === stoppedBy({ pages })?.name ? null : problem;
}

/** Where hh named no page of its own, the person's list is where to look. */
export const placedAt = (site: string, { url }: Problem): string => url ?? negotiationsUrl(site);

interface TroublesProps {
  problem: Problem | null;
  applicant: Applicant;
  now: number;
  site: string;
  onRefresh: () => void;
}

/** Why the list is not fresh, by whichever way, and what to do. The list below stays as it was. */
export function Troubles({ problem, applicant, now, site, onRefresh }: TroublesProps) {
  const worker = useWorker();
  const { pages, problemSince, freshAt } = applicant;
  return (
    <>
      {pages.state === 'stopped' && (
        <div class="trouble">
          <Stopped
            {...pages}
            now={now}
            onOpen={() => void worker.openTab(placedAt(site, pages.problem))}
            onRetry={onRefresh}
          />
        </div>
      )}
      <Trouble
        inbox={{ problem, problemSince, freshAt }}
        now={now}
        hhUrl={negotiationsUrl(site)}
        again={onRefresh}
        account="applicant"
      />
    </>
  );
}

interface WayNoteProps {
  applicant: Pick<Applicant, 'api' | 'freshAt'>;
  settings: Settings;
}

/** Which way is in use, and what it does; what hh has closed is said calmly, once. */
export function WayNote({ applicant: { api, freshAt }, settings }: WayNoteProps) {
  const { readPages, fetchPages, intervalMinutes } = settings;
  const pages = fetchPages ? 'fetch' : readPages ? 'open' : null;
  // Before anything was read, the list's own place says that nothing is.
  if (api.state !== 'on' && !pages && freshAt === null) return null;
  const words =
    api.state === 'on'
      ? t('applicant_way_api', intervalMinutes)
      : t(pages ? `applicant_way_${pages}` : 'applicant_way_off');
  return (
    <div class="calm way stack">
      <p class="small">
        {api.state === 'closed' && <b class="b">{t('applicant_closed')} </b>}
        <span class="muted">{words}</span>
      </p>
      {api.state !== 'on' && !pages && (
        <details>
          <summary class="small">{t('applicant_opt_in')}…</summary>
          <div class="stack">
            <OptIn />
          </div>
        </details>
      )}
    </div>
  );
}

/** All was read, and of each it is known where it stands: counts are as they are, not at least so many. */
export const isSureOf = (applicant: Applicant): boolean =>
  partOf(applicant) === null && applicant.counts.unsure + applicant.counts.unclear === 0;

interface PartNoteProps {
  applicant: Applicant;
  settings: Pick<Settings, 'fetchPages' | 'site'>;
}

/**
 * What part the numbers beside it are of, and what could not be read, with a button that reads the whole list, or stops
 * that: here where hh can be asked, else on the next page of hh's own list. Nothing where all was read.
 */
export function PartNote({ applicant, settings }: PartNoteProps) {
  if (isSureOf(applicant)) return null;
  const part = partOf(applicant);
  const { unsure, unclear } = applicant.counts;
  const minutes = minutesLeft(applicant);
  const left =
    minutes !== null && (minutes === 0 ? t('applicant_part_soon') : t('applicant_part_minutes', minutes));
  return (
    <div class="part small muted">
      {part && (
        <div class="row wrap">
          {/* It moves all the time: said aloud is where it stands when it does not. */}
          <span role={applicant.readingAll ? undefined : 'status'}>
            {[partText(part), left].filter(Boolean).join(', ')}
          </span>
          {part.more && <More part={part} applicant={applicant} settings={settings} />}
          {applicant.readingAll && part.total !== null && (
            <progress max={part.total} value={part.loaded} aria-label={t('applicant_part_all')} />
          )}
        </div>
      )}
      {unsure > 0 && <p>{plural('applicant_unsure', unsure)}</p>}
      {unclear > 0 && <p>{plural('applicant_unclear', unclear)}</p>}
    </div>
  );
}

function More({ part, applicant, settings: { fetchPages, site } }: PartNoteProps & { part: Part }) {
  const worker = useWorker();
  if (applicant.readingAll)
    return (
      <Button tone="link" onClick={() => void worker.readAll(false)}>
        {t('applicant_part_stop')}
      </Button>
    );
  const asks = applicant.api.state === 'on' || fetchPages;
  return (
    <Button
      tone="link"
      title={asks ? t('applicant_part_all_note') : undefined}
      onClick={() => void (asks ? worker.readAll(true) : worker.openTab(nextPageUrl(site, part.loaded)))}
    >
      {t(asks ? 'applicant_part_all' : 'applicant_part_open')}
    </Button>
  );
}

interface FirstProps {
  applicant: Applicant;
  settings: Settings;
  signedIn: boolean;
}

/** Nothing was read yet: what to do, or that there is nothing to do but wait. */
export function First({ applicant: { api, problem }, settings, signedIn }: FirstProps) {
  const worker = useWorker();
  if (settings.readPages || settings.fetchPages)
    return (
      <Card title={t('applicant_first')} note={t('applicant_first_note')}>
        {settings.fetchPages && <p class="small muted">{t('applicant_first_fetch')}</p>}
        <div class="row">
          <Button tone="primary" onClick={() => worker.openTab(negotiationsUrl(settings.site))}>
            {t('applicant_open_page')}
          </Button>
        </div>
      </Card>
    );
  if (api.state === 'closed' || !signedIn) {
    const why = api.state === 'closed' ? 'closed' : 'off';
    return (
      <Card title={t(`applicant_${why}_title`)} note={t(`applicant_${why}_note`)}>
        <OptIn />
      </Card>
    );
  }
  // What went wrong is said above.
  return problem ? null : <Card title={t('popup_first')} note={t('popup_first_note')} />;
}
