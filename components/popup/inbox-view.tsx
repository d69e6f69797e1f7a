import { useEffect, useMemo, useState } from 'preact/hooks';
import { isClosed, unreadOf } from '../../utils/domain/badge.ts';
import type { Inbox } from '../../utils/domain/inbox.ts';
import type { Negotiation, Row } from '../../utils/domain/negotiation.ts';
import { backList, type Reminder } from '../../utils/domain/reminders.ts';
import type { Settings } from '../../utils/domain/settings.ts';
import { isNothing, type Sum, sumOf } from '../../utils/domain/sum.ts';
import { responsesUrl } from '../../utils/hh/pages.ts';
import { plural, t } from '../../utils/i18n.ts';
import { known, unread, valueOr } from '../../utils/known.ts';
import { useOutbox } from '../contexts.tsx';
import { useSelection } from '../list/selection.ts';
import { useMeasured } from '../list/virtual-list.tsx';
import { useWalk } from '../list/walk.ts';
import { entryOf, isLeaving } from '../negotiation/row-words.ts';
import { DismissFound } from '../reminders/dismiss-found.tsx';
import { lazy, useEver, useNow } from '../ui/hooks.ts';
import type { Command } from '../ui/keymap.tsx';
import { ProblemNote, Trouble } from '../ui/problem-note.tsx';
import { useWorker } from '../worker.ts';
import { OpenedForm, useActs, useHeld, useRows } from './acts.tsx';
import { Empty, Quiet, Rest } from './empty.tsx';
import { backText, countsText, PopupList, rowHeight, useRefresh } from './frame.tsx';
import {
  backSections,
  notReadYet,
  placesOf,
  quietSections,
  sectionsOf,
  type View,
  withBackFirst,
} from './list.ts';
import { PlaceView } from './rows.tsx';

/** Height of a section's head above a row; px. */
const headHeight = 28;
const Picked = lazy(async () => (await import('./picked.tsx')).Picked);
const Sending = lazy(async () => (await import('./picked.tsx')).Sending);

const acting = ['open', 'read', 'more', 'write', 'later'] as const;
const isAct = (command: Command): command is (typeof acting)[number] => acting.some((one) => one === command);
const views: View[] = ['responses', 'chats', 'back', 'waiting'];

export interface InboxViewProps {
  inbox: Inbox;
  settings: Settings;
  reminders: Reminder[];
  /** Only the counts have been read from the store; the rows follow a moment later. */
  rowsToCome?: boolean;
}

/** The recently opened negotiations, read once `wanted`; null until then. */
function useOpenedLately(wanted: boolean): readonly Negotiation[] | null {
  const { openedLately } = useWorker().store;
  const [lately, setLately] = useState<Negotiation[] | null>(null);
  useEffect(() => {
    if (wanted) void openedLately().then(setLately);
  }, [wanted]);
  return lately;
}

/** The recruiter's popup: four lists, of which one is shown, and at most one open form. */
export function InboxView({ inbox, settings, reminders, rowsToCome }: InboxViewProps) {
  const { entries } = useOutbox();
  const worker = useWorker();
  const now = useNow();
  const [view, setView] = useState<View>('responses');
  const [query, setQuery] = useState('');

  const { muted, site } = settings;
  const { held, hold } = useHeld(inbox);
  const counts = unreadOf(inbox, settings);
  const quiet =
    view === 'responses' &&
    !query.trim() &&
    !rowsToCome &&
    inbox.freshAt !== null &&
    isNothing(counts.responses);
  const lately = useOpenedLately(quiet);
  const mine = useMemo(() => reminders.filter(({ of }) => of.kind === 'response'), [reminders]);
  const sections = useMemo(() => {
    if (view === 'back') return backSections(mine, query, now);
    if (rowsToCome) return [];
    const found = withBackFirst(sectionsOf(view, held, muted, query), mine, now);
    return quiet && lately && found.length === 0 ? quietSections(lately, held) : found;
  }, [view, held, muted, query, rowsToCome, quiet, lately, mine, now]);
  const back = backList(mine, now);
  const places = useMemo(() => placesOf(sections), [sections]);
  const missing = useMemo(() => notReadYet(inbox, muted), [inbox, muted]);
  const none = sumOf([]);
  // No counts before the first reading, and none for chats that hh does not open to the user.
  const counted: Record<View, Sum> = {
    responses: inbox.freshAt === null ? none : counts.responses,
    chats: inbox.freshAt === null || isClosed(counts.chats) ? none : sumOf([counts.chats]),
    back: sumOf([known(back.due.length + back.later.length)]),
    waiting: none,
  };
  const { layout, onMeasure } = useMeasured(places, ({ head }) =>
    head ? rowHeight + headHeight : rowHeight,
  );
  const walk = useWalk(layout, `${view} ${query}`, true);
  const rows = useRows(inbox.readAt);
  const refresh = useRefresh(inbox, settings.intervalMinutes);
  const rowAt = (index: number) => {
    const { stop } = places[index] ?? {};
    if (stop?.kind !== 'row' || stop.viewed) return null;
    // A row that is being removed cannot be selected.
    return isLeaving(entryOf(entries, stop.row.id)) ? null : stop.row;
  };
  const selection = useSelection<Row>(view, {
    rowAt,
    loaded: () => places.flatMap((_, index) => rowAt(index) ?? []),
  });
  const { acts, opened, refused, ...doing } = useActs({
    places,
    walk,
    selection,
    rows,
    site,
    vacancyOf: (id) => valueOr(inbox.vacancies.find((one) => one.id === id)?.name ?? unread, null),
  });
  hold(opened?.stop ?? null);
  const picked = useMemo(
    () => held.rows.filter((row) => selection.ids.has(row.id) && !isLeaving(entryOf(entries, row.id))),
    [held.rows, selection.rows, entries],
  );
  const picking = picked.length > 0;
  const many = useEver(entries.some(({ group }) => group));

  const show = (next: View, focus = false) => {
    setView(next);
    if (focus) walk.first();
  };
  const select = () => {
    if (walk.ready()) selection.toggle(walk.index);
    walk.focus();
  };
  const step = { hhUrl: responsesUrl(site), again: () => void refresh.run() };

  const own = (command: Command, { code }: KeyboardEvent): boolean => {
    const here = walk.current?.row?.id;
    if (command === 'select') select();
    else if (command === 'select-all') selection.all();
    else if (command === 'invite' || command === 'reject' || command === 'hold') {
      if (here && walk.ready()) acts.act(here, code);
    } else if (isAct(command)) {
      if (here && walk.ready()) acts[command](here);
    } else if (command === 'close' && opened) doing.close();
    else if (command === 'close' && picking) selection.clear();
    else return false;
    return true;
  };

  const form = opened && (
    <OpenedForm
      key={`${opened.stop} ${opened.kind}`}
      opened={opened}
      now={now}
      settings={settings}
      onSent={doing.sent}
      onClose={doing.close}
      onLater={() => acts.later(opened.stop)}
    />
  );
  const placed = places.some(({ id }) => id === opened?.stop);
  const below = (place: string) =>
    opened?.stop === place
      ? form
      : refused?.place === place && <ProblemNote problem={refused.problem} {...step} />;

  return (
    <PopupList
      surface="popup"
      title={view === 'back' ? backText(back.due.length) : countsText(inbox, counts)}
      fresh={{ freshAt: inbox.freshAt, now, busy: refresh.busy, onRefresh: refresh.run }}
      trouble={
        <Trouble
          inbox={view === 'chats' && !inbox.problem ? { ...inbox, problem: inbox.chatsProblem } : inbox}
          now={now}
          {...step}
        />
      }
      tabs={views.map((name) => ({ name, text: t(`popup_tab_${name}`), count: counted[name] }))}
      view={view}
      show={show}
      search={{ label: t('popup_search'), text: query, onSearch: setQuery }}
      picked={picking && <Picked rows={picked} clear={selection.clear} hhUrl={step.hhUrl} />}
      list={{ layout, walk, onMeasure, pinned: opened?.stop }}
      row={({ row, index }, place) =>
        row && (
          <li {...place}>
            <PlaceView
              place={row}
              current={index === walk.index}
              now={now}
              acts={acts}
              rows={rows}
              below={below}
              selected={row.stop.kind === 'row' && selection.ids.has(row.stop.row.id)}
              picking={picking}
              onChats={() => show('chats', true)}
              onAll={picking ? selection.turn : undefined}
              onReadAll={doing.readAll}
            />
          </li>
        )
      }
      above={
        <>
          {view === 'back' && !query.trim() && (
            <DismissFound reminders={mine} now={now} onDone={walk.focus} />
          )}
          {quiet && <Quiet inbox={inbox} now={now} intervalMinutes={settings.intervalMinutes} />}
          {/* The form stays open even if its row has disappeared. */}
          {opened && !placed && (
            <div class="item alone-form">
              <p class="b ell">{opened.name}</p>
              {form}
            </div>
          )}
        </>
      }
      found={plural('popup_found', places.filter(({ stop }) => stop.kind !== 'more').length)}
      hints={
        picking
          ? [
              { keys: ['X'], does: 'popup_hint_select', go: select },
              { keys: ['A'], does: 'popup_hint_all', go: selection.all },
              { keys: ['Esc'], does: 'popup_hint_clear', go: selection.clear },
            ]
          : [
              { keys: ['J', 'K'], does: 'popup_hint_walk' },
              ...(rowAt(walk.index) ? [{ keys: ['X'], does: 'popup_hint_select' as const, go: select }] : []),
            ]
      }
      undo={{
        reminders,
        withCandidate: true,
        groups: many && <Sending rows={inbox.rows} />,
        onEdit: doing.edit,
      }}
      onOpen={() => void worker.openInbox()}
      onStep={(to, { shiftKey }) => {
        if (shiftKey) selection.extend(to.index, picking ? undefined : walk.index);
        else selection.begin(to.index);
      }}
      own={own}
    >
      {places.length === 0 && (view === 'back' || !rowsToCome) && (
        <Empty
          view={view}
          query={query}
          missing={missing}
          inbox={inbox}
          settings={settings}
          onClear={() => setQuery('')}
        />
      )}
      <Rest
        view={view}
        query={query}
        inbox={inbox}
        missing={missing}
        onOpen={() => worker.openTab(responsesUrl(site))}
      />
    </PopupList>
  );
}
