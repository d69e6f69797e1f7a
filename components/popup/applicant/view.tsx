import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { plural, t } from '../../../utils/i18n.ts';
import type { Applicant, Topics } from '../../../utils/inbox/applicant/applicant.ts';
import { type ListName, listOf } from '../../../utils/inbox/applicant/lists.ts';
import type { Account, Settings } from '../../../utils/inbox/inbox.ts';
import type { Entry } from '../../../utils/inbox/write.ts';
import type { Problem } from '../../../utils/problem.ts';
import { negotiationsUrl } from '../addresses.ts';
import { Bottom } from '../bottom.tsx';
import type { PopupCalls } from '../calls.ts';
import { Head } from '../head.tsx';
import { Search } from '../search.tsx';
import { takeStep } from '../steps.ts';
import { Tabs } from '../tabs.tsx';
import { Trouble } from '../trouble.tsx';
import { useListKeys } from '../use-list-keys.ts';
import { useNow } from '../use-now.ts';
import { useRefresh } from '../use-refresh.ts';
import { useWalk } from '../use-walk.ts';
import { Empty } from './empty.tsx';
import { First } from './first.tsx';
import { found } from './found.ts';
import { stepOf, vacancyUrl } from './next-step.ts';
import { Stopped } from './stopped.tsx';
import { TopicList } from './topic-list.tsx';
import type { TopicActs } from './topic-row.tsx';
import { WayNote } from './way-note.tsx';

const views: ListName[] = ['new', 'waiting', 'silent', 'all'];

export interface ApplicantViewProps {
  account: Account;
  applicant: Applicant;
  settings: Settings;
  entries: Entry[];
  calls: PopupCalls;
}

/**
 * What an applicant waits for. Painted from the head alone; the topics, however many, are read afterwards, and
 * shown only while they are of the same person as the head.
 */
export function ApplicantView({ account, applicant, settings, entries, calls }: ApplicantViewProps) {
  const now = useNow();
  const [view, setView] = useState<ListName>('new');
  const [query, setQuery] = useState('');
  const [held, setHeld] = useState<Topics | null>(null);
  useEffect(() => calls.watchTopics(setHeld), []);

  const { silentDays, site } = settings;
  const { owner, front, counts, api, pages, freshAt } = applicant;
  const topics = held?.owner === owner ? held.topics : null;
  const listed = useMemo(
    () => (topics ? listOf(view, topics, now, silentDays) : view === 'new' ? front : null),
    [topics, front, view, now, silentDays],
  );
  const stops = useMemo(
    () => found(listed ?? [], query).map((topic) => ({ key: `topic:${topic.id}`, topic })),
    [listed, query],
  );
  const walk = useWalk(stops);

  const stopped = pages.state === 'stopped' ? pages : null;
  const problem = problemOf(account, applicant);
  // Without a way that asks hh, only the person's own visit brings news.
  const asks = settings.fetchPages || (account.state === 'signed-in' && api.state !== 'closed');
  const refresh = useRefresh(
    calls.refresh,
    { freshAt, problem: problem ?? stopped?.problem ?? null },
    asks ? settings.intervalMinutes : Number.POSITIVE_INFINITY,
  );
  const openPage = (given?: Problem) => void calls.openTab(given?.url ?? negotiationsUrl(site));

  const show = (next: ListName) => {
    setView(next);
    walk.reset();
  };
  const seek = (words: string) => {
    setQuery(words);
    walk.reset();
  };

  const acts: TopicActs = {
    pick: walk.pick,
    open: (topic) => stepOf(topic, applicant, site).go(calls),
    vacancy(topic) {
      const url = vacancyUrl(topic, site);
      if (url) void calls.openTab(url);
    },
  };
  // One object for good, so that rows whose data stay the same need not be drawn again.
  const latest = useRef(acts);
  latest.current = acts;
  const steady = useMemo<TopicActs>(
    () => ({
      pick: (stop) => latest.current.pick(stop),
      open: (topic) => latest.current.open(topic),
      vacancy: (topic) => latest.current.vacancy(topic),
    }),
    [],
  );

  const keys = useListKeys({
    tabs: views,
    show,
    walk,
    entries,
    calls,
    own(command) {
      if (command !== 'open' && command !== 'vacancy') return false;
      if (walk.current) acts[command](walk.current.topic);
      return true;
    },
  });

  const rest = view === 'all' && !query.trim() && topics ? (applicant.total ?? 0) - topics.length : 0;
  return (
    <main class="inbox">
      <Head
        title={freshAt === null ? t('applicant_title') : answersText(counts.new)}
        freshAt={freshAt}
        now={now}
        refreshing={refresh.busy}
        refreshLabel={asks ? undefined : t('applicant_open_page')}
        onRefresh={asks ? refresh.run : () => openPage()}
        onSettings={() => calls.openOptions()}
      />
      {freshAt !== null && (
        <>
          <Tabs
            label={t('popup_views')}
            tabs={views.map((name) => ({ name, text: t(`applicant_tab_${name}`), count: counts[name] }))}
            current={view}
            panel="list"
            onPick={show}
          />
          <Search
            label={t('applicant_search')}
            field={keys.field}
            query={query}
            onQuery={seek}
            onLeave={walk.first}
          />
        </>
      )}
      <div
        id="list"
        class="list"
        {...(freshAt !== null && { role: 'tabpanel', 'aria-labelledby': `tab-${view}` })}
      >
        {stopped && (
          <div class="trouble">
            <Stopped
              {...stopped}
              now={now}
              onOpen={() => openPage(stopped.problem)}
              onRetry={() => void refresh.run()}
            />
          </div>
        )}
        <Trouble
          inbox={{ problem, problemSince: applicant.problemSince, freshAt }}
          now={now}
          onStep={(given) => (step) =>
            step === 'retry' || step === 'refresh' || step === 'wait'
              ? void refresh.run()
              : takeStep(step, { ...given, url: given.url ?? negotiationsUrl(site) }, site, calls)
          }
        />
        {stops.length > 0 && (
          <TopicList
            stops={stops}
            limit={walk.limit}
            current={walk.current?.key}
            now={now}
            silentDays={silentDays}
            api={api}
            site={site}
            acts={steady}
            onGrow={walk.grow}
          />
        )}
        {freshAt === null && <First applicant={applicant} settings={settings} calls={calls} />}
        {freshAt !== null && stops.length === 0 && (listed !== null || query) && (
          <Empty view={view} query={query} silentDays={silentDays} onClear={() => seek('')} />
        )}
        {rest > 0 && <p class="rest small muted">{plural('applicant_rest', rest)}</p>}
        {applicant.setAside > 0 && (
          <p class="rest small muted">{plural('popup_set_aside', applicant.setAside)}</p>
        )}
      </div>
      <p class="hidden" role="status">
        {query.trim() && plural('popup_found', stops.length)}
      </p>
      <WayNote applicant={applicant} settings={settings} calls={calls} />
      <Bottom
        of="applicant"
        entries={entries}
        calls={calls}
        keys={keys}
        onOpen={() => void calls.openInbox('page=applicant')}
      />
    </main>
  );
}

const answersText = (answers: number): string =>
  answers > 0 ? plural('applicant_answers', answers) : t('applicant_no_answers');

/** What is to be said above the list; a closed API and stopped pages have words of their own. */
function problemOf(account: Account, { problem, pages }: Applicant): Problem | null {
  if (account.state === 'signed-out' && account.problem) return account.problem;
  if (problem?.name === 'api-closed') return null;
  return pages.state === 'stopped' && problem?.name === pages.problem.name ? null : problem;
}
