import type { Account } from '../../utils/domain/account.ts';
import {
  type Applicant,
  minutesLeft,
  type Part,
  partOf,
  partText,
} from '../../utils/domain/applicant/applicant.ts';
import { negotiationsUrl, nextPageUrl } from '../../utils/hh/pages.ts';
import { plural, t, wordOf } from '../../utils/i18n.ts';
import type { Problem } from '../../utils/problem.ts';
import { ago } from '../../utils/time.ts';
import { useStore } from '../contexts.tsx';
import { Button } from '../ui/button.tsx';
import { Card, OptIn } from '../ui/card.tsx';
import { Trouble } from '../ui/problem-note.tsx';
import { problemText, snake } from '../ui/words.ts';
import { useWorker } from '../worker.ts';

/* How much of an applicant's list was read, in which way, and why not more. */

/** Why the reading of the person's pages stopped, in words made for pages if there are any. */
const stoppedText = (problem: Problem): string =>
  wordOf(`applicant_stopped_${snake(problem.name)}`) || problemText(problem);

interface StoppedProps {
  problem: Problem;
  at: number;
  now: number;
  onOpen: () => void;
  onRetry: () => void;
}

/** Says why the reading of the person's pages stopped, and offers the two things they can do. */
export const Stopped = ({ problem, at, now, onOpen, onRetry }: StoppedProps) => (
  <div class="note" role="status">
    <p class="said">{stoppedText(problem)}</p>
    <div class="row wrap">
      <Button small onClick={onOpen}>
        {t('next_open_hh')}
      </Button>
      <Button small onClick={onRetry}>
        {t('applicant_retry')}
      </Button>
      <span class="small muted">{ago(at, now)}</span>
    </div>
  </div>
);

/** The problem that stopped the reading of the person's pages; null: it has not stopped. */
export const stoppedBy = ({ pages }: Pick<Applicant, 'pages'>): Problem | null =>
  pages.state === 'stopped' ? pages.problem : null;

/** The other problem to show above the list; a closed API and stopped pages have notes of their own. */
export function problemOf(account: Account, { problem, pages }: Applicant): Problem | null {
  if (account.state === 'signed-out' && account.problem) return account.problem;
  return problem?.name === 'api-closed' || problem?.name === stoppedBy({ pages })?.name ? null : problem;
}

/** Where to look: the page that hh named, or else the person's list. */
export const placedAt = (site: string, { url }: Problem): string => url ?? negotiationsUrl(site);

interface TroublesProps {
  now: number;
  onRefresh: () => void;
}

/** Why the list is stale, whichever way it is read, and what to do. The list below stays as it was. */
export function Troubles({ now, onRefresh }: TroublesProps) {
  const worker = useWorker();
  const { account, applicant, settings } = useStore();
  const { site } = settings;
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
        inbox={{ problem: problemOf(account, applicant), problemSince, freshAt }}
        now={now}
        hhUrl={negotiationsUrl(site)}
        again={onRefresh}
        account="applicant"
      />
    </>
  );
}

/** Which way of reading is in use, and what it does. If hh has closed the API, says so calmly, once. */
export function WayNote() {
  const { applicant, settings } = useStore();
  const { api, freshAt } = applicant;
  const { readPages, fetchPages, intervalMinutes } = settings;
  const pages = fetchPages ? 'fetch' : readPages ? 'open' : null;
  // Before the first read, the place of the list itself says that nothing was read.
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

/** Whether everything was read and is understood, so that counts are exact and not lower bounds. */
export const isSureOf = (applicant: Applicant): boolean =>
  partOf(applicant) === null && applicant.counts.unsure + applicant.counts.unclear === 0;

/**
 * How much of the list the numbers beside it cover, and what could not be read, with a button that reads the whole
 * list or stops that. If hh cannot be asked, the button opens the next page of hh's own list. Empty if all was read.
 */
export function PartNote() {
  const { applicant } = useStore();
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
          {/* It changes all the time during reading, so screen readers announce it only when it does not. */}
          <span role={applicant.readingAll ? undefined : 'status'}>
            {[partText(part), left].filter(Boolean).join(', ')}
          </span>
          {part.more && <More part={part} />}
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

function More({ part }: { part: Part }) {
  const worker = useWorker();
  const { applicant, settings } = useStore();
  const { fetchPages, site } = settings;
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

/** Shown before the first read: what to do, or that the person can only wait. */
export function First() {
  const worker = useWorker();
  const { account, applicant, settings } = useStore();
  const { api, problem } = applicant;
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
  if (api.state === 'closed' || account.state === 'signed-out') {
    const why = api.state === 'closed' ? 'closed' : 'off';
    return (
      <Card title={t(`applicant_${why}_title`)} note={t(`applicant_${why}_note`)}>
        <OptIn />
      </Card>
    );
  }
  // The problem is shown above the list.
  return problem ? null : <Card title={t('popup_first')} note={t('popup_first_note')} />;
}
