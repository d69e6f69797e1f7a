import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  chosenIn,
  type ListRow,
  listRowOfStored,
  nextCollection,
  type Other,
  type People,
} from '../../utils/domain/collection.ts';
import { inVacancy, type VacancyCount } from '../../utils/domain/negotiation.ts';
import { backRows } from '../../utils/domain/reminders.ts';
import {
  foundIn,
  indexOf,
  layoutOf,
  nextFrom,
  noPages,
  placedAt,
  rowHeights,
  rowsIn,
  storedPages,
  withoutRows,
} from '../../utils/domain/row-pages.ts';
import { awayIds, collectionsWithoutAway } from '../../utils/domain/snoozed.ts';
import {
  addressOf,
  countOf,
  listAddressOf,
  newCollection,
  type Option,
  queryOf,
  takesFilters,
  type View,
  withCollection,
  withFilter,
  withoutFilters,
  withVacancy,
} from '../../utils/domain/view.ts';
import { type Entry, negotiationsOf } from '../../utils/domain/write-request.ts';
import { responsesUrl } from '../../utils/hh/pages.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { NegotiationId, VacancyId } from '../../utils/ids.ts';
import { valueOr } from '../../utils/known.ts';
import type { Problem } from '../../utils/problem.ts';
import { useStore } from '../contexts.tsx';
import { useSelection } from '../list/selection.ts';
import { VirtualList } from '../list/virtual-list.tsx';
import { useWalk } from '../list/walk.ts';
import { entryOf } from '../negotiation/row-words.ts';
import type { Shown } from '../negotiation/waiting-rows.tsx';
import { Fault } from '../ui/form.tsx';
import { lazy, useStable } from '../ui/hooks.ts';
import { namesByLetter } from '../ui/keys.ts';
import { Trouble } from '../ui/problem-note.tsx';
import { Cut } from '../ui/text.tsx';
import { factText, inner, problemText, vacancyName } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { useAhead } from './ahead.ts';
import { Collections, useCollections } from './collections.tsx';
import { Idle, Nobody, NothingFound } from './idle.tsx';
import { ListEnd, ListHead, PaneColumn, useRowHeight } from './list-frame.tsx';
import { ListRowView } from './row.tsx';
import { useRowPages, useSent } from './row-pages.ts';
import { type Saved, Toolbar } from './toolbar.tsx';
import { type UndoEarly, useDecisions } from './use-decisions.ts';
import { useInboxCommands } from './use-list-commands.ts';

const nobody: readonly Other[] = [];
const Filters = lazy(async () => (await import('./filters.lazy.tsx')).Filters);

const ListExport = lazy(async () => (await import('../export/list-export.tsx')).ListExport);
const ManyBar = lazy(async () => (await import('../many/bar.tsx')).ManyBar);
const NegotiationPane = lazy(async () => (await import('./negotiation/pane.tsx')).NegotiationPane);

interface Props {
  vacancyId: VacancyId;
  /** undefined while it is not known. */
  vacancy: VacancyCount | undefined;
  /** All vacancies, for their names. */
  vacancies: readonly VacancyCount[];
  view: View;
  saved: readonly Saved[];
  people: People;
  now: number;
  /** hh's names of the actions by their letter keys, for the person in focus; the help shows them. */
  letters: RefObject<ReadonlyMap<string, string> | null>;
  undoEarly: UndoEarly;
  /** How often a refresh of the list was requested. */
  asked: number;
  onView: (view: View, replace?: boolean) => void;
}

/** The negotiations that a completed write has moved out of a collection, each with its new stage. */
function leftOf(
  { request, progress, resulting }: Entry,
  collectionId: string | null,
): [NegotiationId, string][] {
  if (progress.at !== 'sent' || !resulting || collectionId === null || resulting.id === collectionId)
    return [];
  if (request.kind !== 'action' && request.kind !== 'bulk') return [];
  if (!progress.results) return request.kind === 'action' ? [[request.negotiationId, resulting.id]] : [];
  return progress.results.flatMap(({ id, done }) => (done ? [[id, resulting.id]] : []));
}

/** A row with the vacancy of its list, which hh does not repeat in each row. */
function withVacancyOf(row: ListRow | null, active: VacancyCount | undefined): ListRow | null {
  if (!row?.item || valueOr(row.item.vacancy, null)) return row;
  if (!active) return { ...row, item: null };
  return { ...row, item: inVacancy(row.item, active) };
}

/** One vacancy: its collections, the list of the chosen one, and the open negotiation beside it. */
export function VacancyView(props: Props) {
  const { vacancyId, vacancy, vacancies, view, saved, people, now, letters, asked } = props;
  const { onView, undoEarly } = props;
  const worker = useWorker();
  const { inbox, entries, settings, reminders } = useStore();
  const storedAt = inbox.readAt[vacancyId]?.at ?? inbox.freshAt;
  const field = useRef<HTMLInputElement>(null);
  const [filtersOpen, setFiltersOpen] = useState(false);

  const known = useCollections(vacancyId);
  const here = chosenIn(known.collections, view.collectionId) ?? chosenIn(known.collections, null);
  const collection = here?.chosen ?? null;

  const listKey = collection ? `${collection.id} ${listAddressOf(view)}` : '';
  const source = collection && {
    key: listKey,
    vacancyId,
    url: collection.url,
    query: queryOf(view, collection.id),
  };
  const column = useRef<HTMLElement>(null);
  const rowHeight = useRowHeight(column);
  const list = useRowPages(source, rowHeight, (rows) => {
    people.learn(rows);
    selection.renew(rows);
  });
  const isNarrowed = listAddressOf(view) !== listAddressOf(withoutFilters(view));
  // If hh cannot be asked, the store still has responses that were not viewed; they stand in for that list only.
  const problem = known.problem ?? list.pages.problems.values().next().value ?? null;
  const unreadList = collection === null || (collection.id === newCollection && !isNarrowed);
  const stored = useMemo(
    () =>
      storedPages(
        inbox.rows.filter((row) => row.vacancyId === vacancyId).map((row) => listRowOfStored(row)),
        storedAt ?? 0,
      ),
    [inbox.rows, vacancyId, storedAt],
  );
  const shownAt = list.pages.last ? list.pages.last.at : storedAt;
  const isStored = problem !== null && list.pages.last === null;
  // A search finds snoozed negotiations as well.
  const away = useMemo(() => awayIds(view.search ? [] : reminders, now), [reminders, view.search, now]);
  const all = isStored ? (unreadList ? stored : noPages) : list.pages;
  const pages = useMemo(() => (away.size > 0 ? withoutRows(all, away) : all), [all, away]);
  const back = useMemo(
    () => new Map(backRows(reminders, vacancyId, now).map((one) => [one.of.row.id, one])),
    [reminders, vacancyId, now],
  );
  const first = useMemo(() => {
    const here = [...back.values()].filter(
      ({ of: { row } }) => !isNarrowed && valueOr(row.stage, null)?.id === collection?.id,
    );
    const held = new Map([...pages.kept.values()].flatMap(({ rows }) => rows).map((row) => [row.id, row]));
    return here.map(({ of: { row, unviewed } }) => held.get(row.id) ?? listRowOfStored(row, unviewed));
  }, [back, pages, isNarrowed, collection?.id]);
  const layout = useMemo(() => layoutOf(pages, rowHeight, first), [pages, rowHeight, first]);
  const shownKey = isStored ? `stored ${vacancyId}` : listKey;
  const walk = useWalk(layout, shownKey, true);
  const selection = useSelection<ListRow>(vacancyId, {
    rowAt: (index) => placedAt(layout, index)?.row ?? null,
    loaded: () => rowsIn(layout),
  });

  const open = (id: NegotiationId | null, replace = false) =>
    onView({ ...view, negotiationId: id }, replace || view.negotiationId !== null);
  const refresh = (ids?: readonly NegotiationId[]) => {
    list.refresh(ids);
    void known.read();
  };
  const loaded = useMemo(() => rowsIn(layout), [layout]);
  const opened = view.negotiationId;
  const openedAt = opened === null ? null : indexOf(layout, opened);

  /**
   * Set while the next row is still to be read: it opens when it arrives, unless the person has moved on meanwhile.
   * `index` null: the whole list is still to be read.
   */
  const awaited = useRef<{ list: string; index: number | null; after: NegotiationId } | null>(null);
  const shownList = addressOf({ ...view, negotiationId: null });
  const goOn = (id: NegotiationId) => {
    if (!pages.last) {
      awaited.current = { list: shownList, index: null, after: id };
      return open(null, true);
    }
    // If the row has already left the list, the one that took its place is next.
    const next = nextFrom(layout, indexOf(layout, id) ?? walk.index - 1, isDecided);
    awaited.current = next && !next.row ? { list: shownList, index: next.index, after: id } : null;
    walk.goTo(next?.index ?? walk.index);
    open(next?.row?.id ?? null, true);
  };
  const decisions = useDecisions({ opened, open, goOn, undoEarly });
  const { isDecided } = decisions;
  const ahead = useAhead(
    opened,
    openedAt === null
      ? null
      : (nextFrom(layout, openedAt, (one) => isDecided(one) || one.id === opened)?.row ?? null),
  );
  useSent({
    ended(fresh) {
      const ids = fresh.flatMap(({ request }) => negotiationsOf(request));
      ahead.forget(ids);
      const left = new Map(fresh.flatMap((entry) => leftOf(entry, collection?.id ?? null)));
      const counted = new Set<NegotiationId>();
      for (const row of loaded) {
        const to = left.get(row.id);
        // A collection that is not a stage may still list the row.
        if (to === undefined || valueOr(row.stage, null)?.id !== collection?.id) continue;
        list.remove([row.id]);
        if (known.move(row, to)) counted.add(row.id);
      }
      return ids.filter((id) => !counted.has(id));
    },
    rested: refresh,
  });
  useEffect(known.settle, [collection?.id, opened === null]);

  const [exporting, setExporting] = useState(false);
  /** Why marking a response as viewed was not accepted. */
  const [refused, setRefused] = useState<Problem | null>(null);
  // The keyboard stays on the open negotiation's row, also after an undo and after the browser's "back".
  useLayoutEffect(() => {
    if (openedAt !== null && openedAt !== walk.index) walk.goTo(openedAt);
  }, [opened]);
  useEffect(() => {
    const { current } = awaited;
    if (current === null || opened === current.after) return;
    if (opened !== null || current.list !== shownList) awaited.current = null;
    else if (current.index === null) return pages.last ? goOn(current.after) : undefined;
    else if (current.index !== walk.index) awaited.current = null;
    else if (walk.current?.row) open(walk.current.row.id, true);
  });
  // Tells whether more waits at hh than when the list was read.
  const unread = vacancy ? valueOr(vacancy.unread, 0) : 0;
  const [readAt, setReadAt] = useState(unread);
  if (unread < readAt) setReadAt(unread);
  const readNews = () => {
    setReadAt(unread);
    refresh();
  };

  const answered = useRef(asked);
  useEffect(() => {
    if (answered.current === asked) return;
    answered.current = asked;
    readNews();
  }, [asked]);

  const handlers = useStable({
    /** Opens a row; with Ctrl it selects the row, with Shift all rows up to it. */
    click(index: number, { shiftKey, ctrlKey, metaKey }: MouseEvent) {
      walk.pick(index);
      if (shiftKey) return selection.extend(index);
      if (ctrlKey || metaKey) return selection.toggle(index);
      selection.begin(index);
      const row = placedAt(layout, index)?.row;
      if (row) open(row.id);
    },
    /** Handles a click on a row's checkbox. */
    tick(index: number, upToHere: boolean) {
      walk.pick(index);
      if (upToHere) selection.extend(index);
      else selection.toggle(index);
    },
  });

  const close = () => {
    open(null);
    walk.focus();
  };
  useInboxCommands({
    address: addressOf(view),
    surface: 'inbox',
    opened,
    walk,
    selection,
    search: field,
    filters:
      collection && takesFilters(collection.id)
        ? {
            open: filtersOpen,
            onOpen: setFiltersOpen,
            onNew: () => onView({ ...view, negotiationId: null, onlyNew: !view.onlyNew }),
          }
        : undefined,
    open,
    close,
    press(code, row) {
      decisions.press(opened ?? row.id, code);
      if (opened === null) open(row.id);
    },
    async read({ id }) {
      const request = { kind: 'read' as const, vacancyId, negotiationIds: [id] };
      const answer = await worker.write(request);
      setRefused(answer.ok ? null : answer.problem);
    },
    onCollection(step) {
      const next = nextCollection(known.collections, collection?.id ?? null, step);
      if (next) onView(withCollection(view, next.id));
    },
  });

  const names = useMemo(
    () => new Map(vacancies.map(({ id, name }) => [id, valueOr(name, null)])),
    [vacancies],
  );
  const otherText = useCallback(
    (other: Other) => {
      if (other.vacancyId === vacancyId) return t('inbox_also_resume');
      const name = names.get(other.vacancyId);
      return name ? t('inbox_also_in', inner(name)) : t('inbox_also_elsewhere');
    },
    [names, vacancyId],
  );
  const areas = useMemo(() => {
    const all = new Map<string, Option>();
    for (const { areaOf } of loaded) if (areaOf) all.set(areaOf.id, areaOf);
    return [...all.values()];
  }, [loaded]);

  const stageName = collection ? factText(collection.name, 'unknown_stage') : '';
  const idle = {
    now,
    onShow: ({ vacancyId: of, negotiationId }: Shown) =>
      of === vacancyId ? open(negotiationId) : onView({ ...withVacancy(of), negotiationId }),
    onChats: () => onView({ ...view, place: 'chats', negotiationId: null }),
  };
  const name = vacancyName(vacancy);
  const active = inbox.vacancies.find(({ id }) => id === vacancyId);
  const openedRow = openedAt === null ? null : withVacancyOf(placedAt(layout, openedAt)?.row ?? null, active);
  const offered = (openedRow ?? walk.current?.row)?.actions;
  useLayoutEffect(() => {
    letters.current = offered ? namesByLetter(valueOr(offered, [])) : null;
    return () => {
      letters.current = null;
    };
  });
  return (
    <>
      {exporting && source && here && (
        <ListExport
          source={source}
          pages={isStored ? list.pages : pages}
          away={away}
          vacancy={vacancy}
          collection={here.chosen}
          view={view}
          onClose={() => setExporting(false)}
        />
      )}
      <section
        ref={column}
        class={`column list-column ${rowHeight === rowHeights.columns ? 'columns' : 'lines'}`}
        aria-labelledby="vacancy-title"
      >
        <Trouble
          inbox={{ ...inbox, ...(problem && { problem, problemSince: null, freshAt: shownAt }) }}
          now={now}
          hhUrl={responsesUrl(settings.site)}
          again={() => (problem ? refresh() : void worker.refresh())}
        />
        <Fault>{refused && problemText(refused)}</Fault>
        <div class="list-top">
          <h2 id="vacancy-title" class="ell h16" title={name} dir="auto">
            {name}
          </h2>
          <Cut class="grow small muted city" text={vacancy ? factText(vacancy.area, 'unknown_area') : ''} />
          {collection && (
            <Toolbar
              view={view}
              vacancyId={vacancyId}
              url={vacancy?.url}
              collection={collection}
              used={pages.last?.order ?? null}
              saved={saved}
              field={field}
              filtersOpen={filtersOpen}
              onView={onView}
              onFilters={() => setFiltersOpen(!filtersOpen)}
              onExport={() => setExporting(true)}
              onLeave={walk.focus}
            />
          )}
        </div>
        <Collections
          collections={collectionsWithoutAway(known.collections, vacancyId, reminders, now)}
          chosenId={collection?.id ?? null}
          onChoose={(id) => onView(withCollection(view, id))}
        />
        {known.reading && <p class="pad muted small">{t('inbox_reading')}</p>}
        {!known.reading && !problem && known.collections.length === 0 && known.skipped === 0 && (
          <p class="pad muted">{t('inbox_collections_none')}</p>
        )}
        {known.skipped > 0 && (
          <p class="pad small muted">{plural('inbox_collections_skipped', known.skipped)}</p>
        )}
        {filtersOpen && collection && takesFilters(collection.id) && (
          <Filters
            filters={view.filters}
            areas={areas}
            onFilter={(filter, values) => onView(withFilter(view, filter, values))}
            onClear={() => onView(withoutFilters(view))}
          />
        )}
        {(collection || isStored) && (
          <>
            {selection.ids.size > 0 && collection ? (
              <ManyBar
                rows={[...selection.rows.values()]}
                clear={selection.clear}
                all={loaded.every(({ id }) => selection.ids.has(id))}
                onAll={selection.all}
                onCopy={async (rows) =>
                  (await import('../export/list-export.tsx')).copyRows(rows, vacancy, worker)
                }
              />
            ) : (
              <ListHead
                found={foundIn(pages)}
                stored={isStored ? layout.count : null}
                news={unread > readAt}
                onAll={selection.all}
                onNews={readNews}
              />
            )}
            <VirtualList
              class="rows"
              listKey={shownKey}
              layout={layout}
              walk={walk}
              label={t('inbox_list')}
              busy={list.reading}
              onLook={
                isStored
                  ? undefined
                  : (from, to) => list.look(from - first.length * rowHeight, to - first.length * rowHeight)
              }
              row={({ row, index }, place) => (
                <ListRowView
                  row={row}
                  index={index}
                  place={place}
                  current={index === walk.index}
                  opened={row !== null && row.id === opened}
                  selected={row !== null && selection.ids.has(row.id)}
                  now={now}
                  entry={row ? entryOf(entries, row.id) : undefined}
                  others={row ? people.othersOf(row) : nobody}
                  otherText={otherText}
                  back={row ? back.get(row.id) : undefined}
                  onClick={(event) => handlers.click(index, event)}
                  onTick={(upToHere) => handlers.tick(index, upToHere)}
                />
              )}
            >
              {isStored ? (
                layout.count === 0 && <p class="pad muted">{t('inbox_stored_none')}</p>
              ) : (
                <ListEnd
                  pages={pages}
                  empty={
                    isNarrowed ? (
                      <NothingFound
                        words={view.search}
                        onlyNew={view.onlyNew}
                        filters={countOf(view.filters)}
                        stage={stageName}
                        onWords={() => onView({ ...view, negotiationId: null, search: '' })}
                        onAll={() => onView(withoutFilters(view))}
                      />
                    ) : (
                      <Nobody
                        {...idle}
                        stage={collection?.id === newCollection ? null : stageName}
                        others={vacancies.filter(({ id }) => id !== vacancyId)}
                        onVacancy={(id) => onView(withVacancy(id))}
                      />
                    )
                  }
                />
              )}
            </VirtualList>
          </>
        )}
      </section>
      <PaneColumn
        isOpen={opened !== null}
        isBegun={decisions.pane.begin !== null}
        layout={layout}
        id={opened}
        open={open}
        onBack={close}
      >
        {opened === null ? (
          <div class="idle">
            <p class="pad muted">{t('inbox_pane_none')}</p>
            <Idle {...idle} />
          </div>
        ) : (
          <NegotiationPane
            {...decisions.pane}
            negotiationId={opened}
            vacancyId={vacancyId}
            row={openedRow}
            search={view.search}
            close={close}
            changed={() => refresh([opened])}
            ahead={ahead}
          />
        )}
      </PaneColumn>
    </>
  );
}
