import { useEffect, useMemo, useState } from 'preact/hooks';
import { isApplicant, isRecruiter, sumOfList } from '../../utils/domain/applicant/applicant.ts';
import { isClosed, type Unread, unreadOf } from '../../utils/domain/badge.ts';
import type { Inbox } from '../../utils/domain/inbox.ts';
import type { Negotiation, Row } from '../../utils/domain/negotiation.ts';
import { backList } from '../../utils/domain/reminders.ts';
import type { Settings } from '../../utils/domain/settings.ts';
import { isNothing, leastOf, type Sum, sumOf, sumText } from '../../utils/domain/sum.ts';
import { responsesUrl } from '../../utils/hh/pages.ts';
import { plural, t } from '../../utils/i18n.ts';
import { isKnown, known, unread, valueOr } from '../../utils/known.ts';
import { useStore } from '../contexts.tsx';
import { useSelection } from '../list/selection.ts';
import { useMeasured } from '../list/virtual-list.tsx';
import { useWalk } from '../list/walk.ts';
import { entryOf, isLeaving } from '../negotiation/row-words.ts';
import { DismissFound } from '../reminders/reminder.tsx';
import { Card, NotRecruiter, SignedOut } from '../ui/card.tsx';
import { lazy, useEver, useNow } from '../ui/hooks.ts';
import { Icon } from '../ui/icon.tsx';
import type { Command } from '../ui/keymap.tsx';
import { ProblemNote, Trouble } from '../ui/problem-note.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { nextCheckText } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { useActs, useHeld, useRows } from './acts.ts';
import { backText, NotFound, PopupList, rowHeight, useRefresh } from './frame.tsx';
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

/** Loaded when needed: only applicants have this view. */
const ApplicantView = lazy(async () => (await import('./applicant.lazy.tsx')).ApplicantView);

/** The popup. The roles of the user decide what is shown. */
export function Popup() {
  const { account, applicant, settings } = useStore();
  const hires = isRecruiter(account);
  if (isApplicant(account, applicant, settings)) return hires ? <Both /> : <ApplicantView />;
  if (hires) return <InboxView />;
  return account.state === 'signed-out' ? <SignedOut account={account} /> : <NotRecruiter />;
}

/** For a recruiter who is also an applicant: a tab for each role; the one with news is open at first. */
function Both() {
  const { applicant, inbox, settings } = useStore();
  const candidates = unreadOf(inbox, settings).all;
  const mine = sumOfList(applicant, 'new');
  const [half, setHalf] = useState<'candidates' | 'mine'>(
    isNothing(candidates) && leastOf(mine) > 0 ? 'mine' : 'candidates',
  );
  return (
    <div class="both">
      <header>
        <Tabs
          label={t('role_label')}
          tabs={[
            { name: 'candidates', text: t('role_candidates'), count: candidates },
            { name: 'mine', text: t('role_mine'), count: mine },
          ]}
          current={half}
          panel="half"
          onPick={setHalf}
        />
      </header>
      <div id="half" role="tabpanel" aria-labelledby={`tab-${half}`}>
        {half === 'mine' ? <ApplicantView /> : <InboxView />}
      </div>
    </div>
  );
}

/** Height of a section's head above a row; px. */
const headHeight = 28;
const Picked = lazy(async () => (await import('./picked.tsx')).Picked);
const Sending = lazy(async () => (await import('./picked.tsx')).Sending);
const OpenedForm = lazy(async () => (await import('./form.lazy.tsx')).OpenedForm);

const acting = ['open', 'read', 'more', 'write', 'later'] as const;
const isAct = (command: Command): command is (typeof acting)[number] => acting.some((one) => one === command);
const views: View[] = ['responses', 'chats', 'back', 'waiting'];

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
function InboxView() {
  const { inbox, settings, reminders, rowsToCome, entries } = useStore();
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
    const place = places[index];
    if (place?.kind !== 'row' || place.viewed) return null;
    // A row that is being removed cannot be selected.
    return isLeaving(entryOf(entries, place.row.id)) ? null : place.row;
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
  const listed = { view, query, inbox, missing };

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
              selected={row.kind === 'row' && selection.ids.has(row.row.id)}
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
      found={plural('popup_found', places.filter(({ kind }) => kind !== 'more').length)}
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
        <Empty {...listed} settings={settings} onClear={() => setQuery('')} />
      )}
      <Rest {...listed} onOpen={() => worker.openTab(responsesUrl(site))} />
    </PopupList>
  );
}

/** «7 откликов, 2 сообщения». "All read" only if both counts are known; no claim before hh's first answer. */
function countsText({ freshAt }: Pick<Inbox, 'freshAt'>, { responses, chats }: Unread): string {
  if (freshAt === null) return t('popup_counting');
  const parts = [
    !isNothing(responses) && sumText('popup_responses', responses),
    chats.known
      ? chats.value > 0 && plural('popup_messages', chats.value)
      : !isClosed(chats) && t('unknown_unread_chats'),
  ].filter((part) => part !== false);
  const [one, other] = parts;
  if (one === undefined) return t(chats.known ? 'popup_nothing' : 'popup_empty_responses');
  return other === undefined ? one : t('popup_both', one, other);
}

interface ListedProps {
  view: View;
  query: string;
  inbox: Inbox;
  /** Number of responses that hh counts but that were not read yet, and so cannot be found. */
  missing: Sum;
}

interface EmptyProps extends ListedProps {
  settings: Settings;
  onClear: () => void;
}

/** Says why a list is empty, and what will appear here. */
function Empty({ view, query, missing, inbox, settings, onClear }: EmptyProps) {
  if (query.trim()) {
    const isAll = view === 'chats' || view === 'back' || isNothing(missing);
    return <NotFound query={query} note={isAll ? '' : notSearched(missing)} onClear={onClear} />;
  }
  if (view === 'back') return <Card title={t('popup_empty_back')} note={t('popup_empty_back_note')} />;
  if (inbox.freshAt === null) {
    // The problem above says it already.
    if (inbox.problem) return null;
    return <Card title={t('popup_first')} note={t('popup_first_note')} />;
  }
  // The problem above or the line below (`Rest`) speaks of the chats that are not listed.
  if (view === 'chats' && !isKnown(inbox.unreadChats, 0)) return null;
  if (view !== 'chats' && !isNothing(unreadOf(inbox, settings).responses)) {
    if (inbox.vacancies.length === 0)
      return <Card title={t('inbox_vacancies_unread')} note={t('inbox_vacancies_unread_note')} />;
    const why = view === 'waiting' && leastOf(missing) > 0 ? 'unloaded' : 'part';
    return <Card title={t(`popup_empty_${why}`)} note={t(`popup_empty_${why}_note`)} />;
  }
  // `Quiet` says so above.
  if (view === 'responses') return null;
  return <Card title={t(`popup_empty_${view}`)} note={t(`popup_empty_${view}_note`)} />;
}

const notSearched = (missing: Sum): string =>
  missing.whole ? t('popup_not_found_more', missing.count) : t('popup_not_found_part');

interface QuietProps {
  inbox: Inbox;
  now: number;
  intervalMinutes: number;
}

/** Says that nothing is new, and when the next check is. */
const Quiet = ({ inbox, now, intervalMinutes }: QuietProps) => (
  <div class="row quiet">
    <span class="saved">
      <Icon name="check" />
    </span>
    <div class="grow">
      <h2>{t('popup_empty_responses')}</h2>
      <p class="small muted">{nextCheckText(inbox, now, intervalMinutes)}</p>
    </div>
  </div>
);

interface RestProps extends ListedProps {
  onOpen: () => void;
}

/** Says below the list what is missing from it. */
function Rest({ view, query, inbox, missing, onOpen }: RestProps) {
  const { unreadChats } = inbox;
  const chats = query.trim() || !unreadChats.known ? 0 : unreadChats.value - inbox.chats.length;
  const skipped =
    inbox.skipped +
    inbox.chatsSkipped +
    Object.values(inbox.readAt).reduce((sum, read) => sum + read.skipped, 0);
  return (
    <>
      {view === 'waiting' && !isNothing(missing) && (
        <p class="rest small muted">
          {missing.whole ? plural('popup_waiting_rest', missing.count) : t('popup_waiting_rest_unknown')}
        </p>
      )}
      {view === 'chats' && chats > 0 && (
        <p class="rest">
          <button type="button" class="bare small accent" onClick={onOpen}>
            {plural('popup_chats_rest', chats)}
          </button>
        </p>
      )}
      {skipped > 0 && <p class="rest small muted">{plural('popup_set_aside', skipped)}</p>}
    </>
  );
}
