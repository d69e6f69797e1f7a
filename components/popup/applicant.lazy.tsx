import '../applicant/applicant.css';
import { useMemo, useState } from 'preact/hooks';
import {
  type Applicant,
  type ListName,
  listOf,
  type Part,
  partOf,
  partText,
  sumOfList,
} from '../../utils/domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../../utils/domain/applicant/negotiation.ts';
import type { Account, Settings } from '../../utils/domain/inbox.ts';
import { isNothing, type Sum, sumText } from '../../utils/domain/sum.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { plural, t } from '../../utils/i18n.ts';
import { moment } from '../../utils/time.ts';
import { First, PartNote, problemOf, stoppedBy, Troubles, WayNote } from '../applicant/status.tsx';
import { chipOf, found, secondOf, stepOf, titleOf, vacancyUrl, whenText } from '../applicant/words.ts';
import { SearchField } from '../list/search.tsx';
import { useMeasured, VirtualList } from '../list/virtual-list.tsx';
import { useWalk } from '../list/walk.ts';
import { negotiationsUrl } from '../ui/addresses.ts';
import { Button, Chip } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { useNow } from '../ui/hooks.ts';
import { Tabs } from '../ui/tabs.tsx';
import { useWatched } from '../ui/use-load.ts';
import { useWorker } from '../worker.ts';
import { Bottom, Head, usePopupCommands, useRefresh } from './frame.tsx';
import { PickButton } from './rows.tsx';

/** Of a row before it is measured, in px. */
const rowHeight = 53;

const views: ListName[] = ['new', 'waiting', 'silent', 'all'];

export interface ApplicantViewProps {
  account: Account;
  applicant: Applicant;
  settings: Settings;
  entries: Entry[];
}

/**
 * What an applicant waits for. Painted from the head alone; the negotiations, which may be thousands, are read
 * afterwards, and shown only while they are of the same person as the head.
 */
export function ApplicantView({ account, applicant, settings, entries }: ApplicantViewProps) {
  const worker = useWorker();
  const { watchApplicantNegotiations } = worker.store;
  const now = useNow();
  const [view, setView] = useState<ListName>('new');
  const [query, setQuery] = useState('');
  const held = useWatched('', (_, changed: Parameters<typeof watchApplicantNegotiations>[0]) =>
    watchApplicantNegotiations(changed),
  );

  const { silentDays, site } = settings;
  const { owner, front, api, freshAt } = applicant;
  const part = partOf(applicant);
  const negotiations = held?.owner === owner ? held.negotiations : null;
  const listed = useMemo(
    () => (negotiations ? listOf(view, negotiations, now, silentDays) : view === 'new' ? front : null),
    [negotiations, front, view, now, silentDays],
  );
  const stops = useMemo(
    () =>
      found(listed ?? [], query).map((negotiation) => ({ id: `negotiation:${negotiation.id}`, negotiation })),
    [listed, query],
  );
  const { layout, onMeasure } = useMeasured(stops, () => rowHeight);
  const listKey = `${view} ${query}`;
  const walk = useWalk(layout, listKey, true);

  const problem = problemOf(account, applicant);
  // Where hh cannot be asked, only the person's own visit to hh brings news.
  const signedIn = account.state === 'signed-in';
  const asks = settings.fetchPages || (signedIn && api.state !== 'closed');
  const refresh = useRefresh(
    { freshAt, problem: problem ?? stoppedBy(applicant) },
    asks ? settings.intervalMinutes : Number.POSITIVE_INFINITY,
  );

  const show = (next: ListName, focus = false) => {
    setView(next);
    if (focus) walk.first();
  };

  // Stable, so that rows whose data did not change are not drawn again.
  const acts = useMemo<RowActs>(
    () => ({
      open: (negotiation) => stepOf(negotiation, { api }, site).go(worker),
      vacancy(negotiation) {
        const url = vacancyUrl(negotiation, site);
        if (url) void worker.openTab(url);
      },
    }),
    [api, site],
  );

  const keys = usePopupCommands('applicant-popup', {
    tabs: views,
    show,
    walk,
    entries,
    own(command) {
      if (command !== 'open' && command !== 'vacancy') return false;
      if (walk.current?.row && walk.ready()) acts[command](walk.current.row.negotiation);
      return true;
    },
  });

  return (
    <main class="inbox">
      <Head
        title={freshAt === null ? t('applicant_title') : answersText(sumOfList(applicant, 'new'))}
        freshAt={freshAt}
        now={now}
        busy={refresh.busy}
        label={asks ? undefined : t('applicant_open_page')}
        onRefresh={asks ? refresh.run : () => worker.openTab(negotiationsUrl(site))}
        onSettings={() => worker.openOptions()}
      />
      <Troubles
        problem={problem}
        applicant={applicant}
        now={now}
        site={site}
        onRefresh={() => void refresh.run()}
      />
      {freshAt !== null && (
        <>
          <Tabs
            label={t('popup_views')}
            tabs={views.map((name) => ({
              name,
              text: t(`applicant_tab_${name}`),
              count: sumOfList(applicant, name),
            }))}
            current={view}
            panel="list"
            onPick={(name) => show(name)}
          />
          <SearchField
            label={t('applicant_search')}
            field={keys.field}
            text={query}
            onSearch={setQuery}
            onLeave={walk.first}
          />
        </>
      )}
      <VirtualList
        class="list"
        box={{
          id: 'list',
          ...(freshAt !== null && { role: 'tabpanel', 'aria-labelledby': `tab-${view}` }),
        }}
        listKey={listKey}
        layout={layout}
        walk={walk}
        label={t(`applicant_tab_${view}`)}
        onMeasure={onMeasure}
        row={({ row, index }, place) =>
          row && (
            <li {...place}>
              <Row
                negotiation={row.negotiation}
                stop={row.id}
                current={index === walk.index}
                now={now}
                silentDays={silentDays}
                api={api}
                site={site}
                acts={acts}
                onPick={() => walk.pick(index)}
              />
            </li>
          )
        }
      >
        {freshAt === null && <First applicant={applicant} settings={settings} signedIn={signedIn} />}
        {freshAt !== null && stops.length === 0 && (listed !== null || query) && (
          <Empty
            view={view}
            query={query}
            silentDays={silentDays}
            part={part}
            sure={sumOfList(applicant, view).whole}
            onClear={() => setQuery('')}
          />
        )}
        {applicant.skipped > 0 && (
          <p class="rest small muted">{plural('popup_set_aside', applicant.skipped)}</p>
        )}
      </VirtualList>
      <p class="hidden" role="status">
        {query.trim() &&
          [plural('popup_found', stops.length), part && partText(part)].filter(Boolean).join('. ')}
      </p>
      {freshAt !== null && <PartNote applicant={applicant} settings={settings} />}
      <WayNote applicant={applicant} settings={settings} />
      <Bottom
        surface="applicant-popup"
        entries={entries}
        keys={keys}
        onOpen={() => void worker.openInbox('page=applicant')}
      />
    </main>
  );
}

const answersText = (answers: Sum): string =>
  isNothing(answers) ? t('applicant_no_answers') : sumText('applicant_answers', answers);

interface RowActs {
  open: (negotiation: ApplicantNegotiation) => void;
  vacancy: (negotiation: ApplicantNegotiation) => void;
}

interface RowProps {
  negotiation: ApplicantNegotiation;
  stop: string;
  current: boolean;
  now: number;
  silentDays: number;
  api: Applicant['api'];
  site: string;
  acts: RowActs;
  onPick: () => void;
}

/** One negotiation; the current row also has the next step and what that does. */
function Row({ negotiation, stop, current, now, silentDays, api, site, acts, onPick }: RowProps) {
  const chip = chipOf(negotiation, now, silentDays);
  const title = titleOf(negotiation);
  const second = secondOf(negotiation);
  const step = current && stepOf(negotiation, { api }, site);
  const changed = negotiation.updatedAt === null ? '' : moment(negotiation.updatedAt);
  return (
    <div class={`item applicant-row${current ? ' on on-tint' : ''}${negotiation.fresh ? ' fresh' : ''}`}>
      <PickButton
        stop={stop}
        current={current}
        title={[title, second, chip.text, changed].filter(Boolean).join('\n')}
        onPick={onPick}
        onOpen={() => acts.open(negotiation)}
      >
        <span class="row">
          <span class="b grow ell name" dir="auto">
            {title}
          </span>
          <Chip tone={chip.tone}>{chip.text}</Chip>
        </span>
        <span class="row small muted">
          <span class="grow ell" dir="auto">
            {second}
          </span>
          <span class="num when">{whenText(negotiation.updatedAt, now)}</span>
        </span>
      </PickButton>
      {step && (
        <div class="under">
          <div class="row acts">
            <Button small tone="primary" shortcut="↵" onClick={() => acts.open(negotiation)}>
              {step.words}
            </Button>
            {negotiation.vacancy && (
              <Button small shortcut="V" onClick={() => acts.vacancy(negotiation)}>
                {t('applicant_vacancy')}
              </Button>
            )}
          </div>
          <p class="small muted effect">{step.effect}</p>
        </div>
      )}
    </div>
  );
}

interface EmptyProps {
  view: ListName;
  query: string;
  silentDays: number;
  /** Only so much was read. */
  part: Part | null;
  /** Of all that were read it is known whether they stand here. */
  sure: boolean;
  onClear: () => void;
}

/** An empty list says why, and what will stand here. */
const Empty = ({ view, query, silentDays, part, sure, onClear }: EmptyProps) =>
  query.trim() ? (
    <Card
      title={t('popup_not_found', query.trim())}
      note={part ? t('applicant_empty_part_note', partText(part)) : ''}
    >
      <div class="row">
        <Button small onClick={onClear}>
          {t('popup_clear')}
        </Button>
      </div>
    </Card>
  ) : part ? (
    <Card title={t('applicant_empty_part')} note={t('applicant_empty_part_note', partText(part))} />
  ) : !sure ? (
    <Card title={t('applicant_empty_unclear')} note="" />
  ) : (
    <Card
      title={t(`applicant_empty_${view}`)}
      note={
        view === 'silent'
          ? plural('applicant_empty_silent_note', silentDays)
          : t(`applicant_empty_${view}_note`)
      }
    />
  );
