import { useMemo, useState } from 'preact/hooks';
import { isClosed, unreadOf } from '../../utils/domain/badge.ts';
import type { Inbox, Settings } from '../../utils/domain/inbox.ts';
import { type Sum, sumOf } from '../../utils/domain/sum.ts';
import type { Draft, Entry } from '../../utils/domain/write-request.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { NextStep, Problem } from '../../utils/problem.ts';
import { responsesUrl } from '../ui/addresses.ts';
import { canStep, takeStep } from '../ui/next-step.ts';
import { ProblemNote, Trouble } from '../ui/problem-note.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { useNow } from '../ui/use-now.ts';
import { Bottom } from './bottom.tsx';
import type { PopupCalls } from './calls.ts';
import { countsText } from './counts-text.ts';
import { Empty } from './empty.tsx';
import { Head } from './head.tsx';
import { InboxList } from './inbox-list.tsx';
import type { Command } from './keys.ts';
import { firstOf, notReadYet, sectionsOf, type View } from './list.ts';
import { OpenedForm, useForms } from './opened.tsx';
import { Rest } from './rest.tsx';
import { Search } from './search.tsx';
import { useActs } from './use-acts.ts';
import { useHeld } from './use-held.ts';
import { useListKeys } from './use-list-keys.ts';
import { useRefresh } from './use-refresh.ts';
import { useRows } from './use-rows.ts';
import { useWalk } from './use-walk.ts';

const acting = ['open', 'read', 'reject', 'more', 'write'] as const;
const isAct = (command: Command): command is (typeof acting)[number] => acting.some((one) => one === command);
const views: View[] = ['responses', 'chats', 'waiting'];

export interface InboxViewProps {
  inbox: Inbox;
  settings: Settings;
  entries: Entry[];
  drafts: Record<string, Draft>;
  /** Only the counts have been read from the store: what waits, one by one, comes a moment later. */
  rowsToCome?: boolean;
  calls: PopupCalls;
}

/** What waits for a recruiter: three lists, one place for the keyboard, one open form. */
export function InboxView({ inbox, settings, entries, drafts, rowsToCome, calls }: InboxViewProps) {
  const now = useNow();
  const [view, setView] = useState<View>('responses');
  const [query, setQuery] = useState('');

  const { muted, site } = settings;
  const { held, hold } = useHeld(inbox);
  const sections = useMemo(
    () => (rowsToCome ? [] : sectionsOf(view, held, muted, query)),
    [view, held, muted, query, rowsToCome],
  );
  const stops = useMemo(() => sections.flatMap((section) => section.stops), [sections]);
  const missing = useMemo(() => notReadYet(inbox, muted), [inbox, muted]);
  const counts = unreadOf(inbox, settings);
  const none = sumOf([]);
  // Before anything was read there is nothing to count, and chats that are closed are not counted at all.
  const counted: Record<View, Sum> = {
    responses: inbox.freshAt === null ? none : counts.responses,
    chats: inbox.freshAt === null || isClosed(counts.chats) ? none : sumOf([counts.chats]),
    waiting: none,
  };
  const walk = useWalk(stops);
  const rows = useRows(calls.readRows, inbox.readAt);
  const refresh = useRefresh(calls.refresh, inbox, settings.intervalMinutes);
  const { acts, opened, refused, ...doing } = useActs({ stops, walk, rows, entries, site, calls });
  hold(opened?.stop ?? null);
  const forms = useForms(entries.some(({ group }) => group));

  const show = (next: View, focus = false) => {
    setView(next);
    walk.reset(focus);
  };
  const seek = (words: string) => {
    setQuery(words);
    walk.reset(false);
  };
  const onStep = (problem: Problem) => (step: NextStep) => {
    if (step === 'retry' || step === 'refresh' || step === 'wait') void refresh.run();
    else takeStep(problem, responsesUrl(site), calls);
  };

  const keys = useListKeys({
    tabs: views,
    show,
    walk,
    entries,
    calls,
    own(command) {
      const here = walk.current?.key;
      if (isAct(command)) {
        if (here && walk.ready()) acts[command](here);
        return true;
      }
      if (command !== 'close' || !opened) return false;
      doing.close();
      return true;
    },
  });

  const form = opened && (
    <OpenedForm
      key={`${opened.stop} ${opened.kind}`}
      opened={opened}
      now={now}
      entries={entries}
      drafts={drafts}
      settings={settings}
      calls={calls}
      onStep={onStep}
      onSent={doing.sent}
      onClose={doing.close}
    />
  );
  const drawn = firstOf(sections, walk.limit).flatMap((section) => section.stops);
  const placed = drawn.some((stop) => stop.key === opened?.stop);
  const below = (place: string) =>
    opened?.stop === place
      ? form
      : refused?.place === place && (
          <ProblemNote
            problem={refused.problem}
            onStep={canStep(refused.problem) ? onStep(refused.problem) : undefined}
          />
        );

  return (
    <main class="inbox">
      <Head
        title={countsText(inbox, counts)}
        freshAt={inbox.freshAt}
        now={now}
        refreshing={refresh.busy}
        onRefresh={refresh.run}
        onSettings={() => calls.openOptions()}
      />
      <Tabs
        label={t('popup_views')}
        tabs={views.map((name) => ({
          name,
          text: t(`popup_tab_${name}`),
          count: counted[name],
        }))}
        current={view}
        panel="list"
        onPick={(name) => show(name)}
      />
      <Search
        label={t('popup_search')}
        field={keys.field}
        query={query}
        onQuery={seek}
        onLeave={walk.first}
      />
      <div id="list" class="list" role="tabpanel" aria-labelledby={`tab-${view}`}>
        <Trouble
          inbox={view === 'chats' && !inbox.problem ? { ...inbox, problem: inbox.chatsProblem } : inbox}
          now={now}
          onStep={onStep}
        />
        {/* The row of an open form may be gone; the form must not go with it. */}
        {opened && !placed && (
          <div class="item alone-form">
            <p class="b ell">{opened.name}</p>
            {form}
          </div>
        )}
        {stops.length > 0 ? (
          <InboxList
            sections={sections}
            limit={walk.limit}
            current={walk.current?.key}
            now={now}
            entries={entries}
            acts={acts}
            rows={rows}
            below={below}
            onReadAll={doing.readAll}
            onGrow={walk.grow}
          />
        ) : rowsToCome ? null : (
          <Empty
            view={view}
            query={query}
            missing={missing}
            inbox={inbox}
            settings={settings}
            onClear={() => seek('')}
          />
        )}
        <Rest
          view={view}
          query={query}
          inbox={inbox}
          missing={missing}
          onOpen={() => calls.openTab(responsesUrl(site))}
        />
      </div>
      <p class="hidden" role="status">
        {query.trim() && plural('popup_found', stops.filter((stop) => stop.kind !== 'more').length)}
      </p>
      <Bottom
        of="recruiter"
        withCandidate
        entries={entries}
        calls={calls}
        keys={keys}
        groups={forms && <forms.Sending entries={entries} rows={inbox.rows} calls={calls} />}
        onEdit={doing.edit}
        onOpen={() => void calls.openInbox()}
      />
    </main>
  );
}
