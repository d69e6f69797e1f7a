import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type ListRow, nextCollection, type Other, type People } from '../../utils/domain/collection.ts';
import { inVacancy, type VacancyCount } from '../../utils/domain/negotiation.ts';
import { foundIn, indexOf, nextFrom, placedAt, rowHeights } from '../../utils/domain/row-pages.ts';
import { collectionsWithoutAway } from '../../utils/domain/snoozed.ts';
import {
  addressOf,
  countOf,
  newCollection,
  type Option,
  takesFilters,
  type View,
  withCollection,
  withFilter,
  withoutFilters,
  withVacancy,
} from '../../utils/domain/view.ts';
import { negotiationsOf } from '../../utils/domain/write-request.ts';
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
import { type UndoEarly, useAhead, useDecisions } from './ahead.ts';
import { Collections } from './collections.tsx';
import { Idle, Nobody, NothingFound } from './idle.tsx';
import { PaneColumn, useInboxCommands } from './list-frame.tsx';
import { ListEnd, ListHead, ListRowView, useRowHeight } from './response-list.tsx';
import { useResponses, useSent } from './responses.ts';
import { type Saved, Toolbar } from './toolbar.tsx';

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
  const field = useRef<HTMLInputElement>(null);
  const [filtersOpen, setFiltersOpen] = useState(false);

  const column = useRef<HTMLElement>(null);
  const rowHeight = useRowHeight(column);
  const responses = useResponses({
    vacancyId,
    view,
    now,
    rowHeight,
    onRows(rows) {
      people.learn(rows);
      selection.renew(rows);
    },
  });
  const { known, collection, isNarrowed, problem, isStored, pages, layout, listKey, loaded } = responses;
  const walk = useWalk(layout, listKey, true);
  const selection = useSelection<ListRow>(vacancyId, {
    rowAt: (index) => placedAt(layout, index)?.row ?? null,
    loaded: () => loaded,
  });

  const open = (id: NegotiationId | null, replace = false) =>
    onView({ ...view, negotiationId: id }, replace || view.negotiationId !== null);
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
      const counted = responses.leave(fresh);
      return ids.filter((id) => !counted.has(id));
    },
    rested: responses.refresh,
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
    responses.refresh();
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
  const list = { listKey, layout, walk, opened, open, close };
  useInboxCommands(list, {
    address: addressOf(view),
    surface: 'inbox',
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
    press: decisions.press,
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
      {exporting && responses.exported && (
        <ListExport
          {...responses.exported}
          vacancy={vacancy}
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
          inbox={{ ...inbox, ...(problem && { problem, problemSince: null, freshAt: responses.shownAt }) }}
          now={now}
          hhUrl={responsesUrl(settings.site)}
          again={() => (problem ? responses.refresh() : void worker.refresh())}
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
                found={foundIn(pages)}
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
              listKey={listKey}
              layout={layout}
              walk={walk}
              label={t('inbox_list')}
              busy={responses.reading}
              onLook={responses.look}
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
                  back={row ? responses.back.get(row.id) : undefined}
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
      <PaneColumn list={list} isBegun={decisions.pane.begin !== null}>
        {opened === null ? (
          <div class="scroll">
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
            changed={() => responses.refresh([opened])}
            ahead={ahead}
          />
        )}
      </PaneColumn>
    </>
  );
}
