import { SearchField } from '../../list/search.tsx';
import { useMeasured, VirtualList } from '../../list/virtual-list.tsx';
import { useWalk } from '../../list/walk.ts';
import './applicant.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import {
  type Applicant,
  type ApplicantNegotiations,
  partOf,
  sumOfList,
} from '../../../utils/domain/applicant/applicant.ts';
import { type ListName, listOf } from '../../../utils/domain/applicant/lists.ts';
import type { Account, Settings } from '../../../utils/domain/inbox.ts';
import { isNothing, type Sum } from '../../../utils/domain/sum.ts';
import type { Entry } from '../../../utils/domain/write-request.ts';
import { plural, t } from '../../../utils/i18n.ts';
import { partText, sumText } from '../../../utils/sum-words.ts';
import { negotiationsUrl } from '../../ui/addresses.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { useNow } from '../../ui/use-now.ts';
import type { ApplicantCalls } from '../calls.ts';
import { Bottom, Head, usePopupCommands, useRefresh } from '../frame.tsx';
import { Empty } from './empty.tsx';
import { First } from './first.tsx';
import { found } from './found.ts';
import { stepOf, vacancyUrl } from './next-step.ts';
import { PartNote } from './part-note.tsx';
import { type TopicActs, TopicRow } from './topic-row.tsx';
import { problemOf, stoppedBy, Troubles } from './troubles.tsx';
import { WayNote } from './way-note.tsx';

/** Of a row before it is measured, in px. */
const rowHeight = 58;

const views: ListName[] = ['new', 'waiting', 'silent', 'all'];

export interface ApplicantViewProps {
  account: Account;
  applicant: Applicant;
  settings: Settings;
  entries: Entry[];
  calls: ApplicantCalls;
}

/**
 * What an applicant waits for. Painted from the head alone; the topics, however many, are read afterwards, and
 * shown only while they are of the same person as the head.
 */
export function ApplicantView({ account, applicant, settings, entries, calls }: ApplicantViewProps) {
  const now = useNow();
  const [view, setView] = useState<ListName>('new');
  const [query, setQuery] = useState('');
  const [held, setHeld] = useState<ApplicantNegotiations | null>(null);
  useEffect(() => calls.watchTopics(setHeld), []);

  const { silentDays, site } = settings;
  const { owner, front, api, freshAt } = applicant;
  const part = partOf(applicant);
  const topics = held?.owner === owner ? held.topics : null;
  const listed = useMemo(
    () => (topics ? listOf(view, topics, now, silentDays) : view === 'new' ? front : null),
    [topics, front, view, now, silentDays],
  );
  const stops = useMemo(
    () => found(listed ?? [], query).map((topic) => ({ id: `topic:${topic.id}`, topic })),
    [listed, query],
  );
  const { layout, onMeasure } = useMeasured(stops, () => rowHeight);
  const listKey = `${view} ${query}`;
  const walk = useWalk(layout, listKey, true);

  const problem = problemOf(account, applicant);
  // Without a way that asks hh, only the person's own visit brings news.
  const signedIn = account.state === 'signed-in';
  const asks = settings.fetchPages || (signedIn && api.state !== 'closed');
  const refresh = useRefresh(
    calls.refresh,
    { freshAt, problem: problem ?? stoppedBy(applicant) },
    asks ? settings.intervalMinutes : Number.POSITIVE_INFINITY,
  );

  const show = (next: ListName, focus = false) => {
    setView(next);
    if (focus) walk.first();
  };

  // The same while its ground is, so that rows whose data stay need not be drawn again.
  const acts = useMemo<TopicActs>(
    () => ({
      open: (topic) => stepOf(topic, { api }, site).go(calls),
      vacancy(topic) {
        const url = vacancyUrl(topic, site);
        if (url) void calls.openTab(url);
      },
    }),
    [api, site],
  );

  const keys = usePopupCommands('applicant-popup', {
    tabs: views,
    show,
    walk,
    entries,
    calls,
    own(command) {
      if (command !== 'open' && command !== 'vacancy') return false;
      if (walk.current?.row && walk.ready()) acts[command](walk.current.row.topic);
      return true;
    },
  });

  return (
    <main class="inbox">
      <Head
        title={freshAt === null ? t('applicant_title') : answersText(sumOfList(applicant, 'new'))}
        freshAt={freshAt}
        now={now}
        refreshing={refresh.busy}
        refreshLabel={asks ? undefined : t('applicant_open_page')}
        onRefresh={asks ? refresh.run : () => calls.openTab(negotiationsUrl(site))}
        onSettings={() => calls.openOptions()}
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
          <PartNote applicant={applicant} settings={settings} calls={calls} />
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
              <TopicRow
                topic={row.topic}
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
        above={
          <Troubles
            problem={problem}
            applicant={applicant}
            now={now}
            site={site}
            calls={calls}
            onRefresh={() => void refresh.run()}
          />
        }
      >
        {freshAt === null && (
          <First applicant={applicant} settings={settings} signedIn={signedIn} calls={calls} />
        )}
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
        {applicant.setAside > 0 && (
          <p class="rest small muted">{plural('popup_set_aside', applicant.setAside)}</p>
        )}
      </VirtualList>
      <p class="hidden" role="status">
        {query.trim() &&
          [plural('popup_found', stops.length), part && partText(part)].filter(Boolean).join('. ')}
      </p>
      <WayNote applicant={applicant} settings={settings} calls={calls} />
      <Bottom
        surface="applicant-popup"
        entries={entries}
        calls={calls}
        keys={keys}
        onOpen={() => void calls.openInbox('page=applicant')}
      />
    </main>
  );
}

const answersText = (answers: Sum): string =>
  isNothing(answers) ? t('applicant_no_answers') : sumText('applicant_answers', answers);
