import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { chosenIn, listRowOfStored, nextCollection } from '../../utils/domain/collection.ts';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import type { Other, People } from '../../utils/domain/people.ts';
import {
  layoutOf,
  noPages,
  placedAt,
  rowHeights,
  rowsIn,
  storedPages,
} from '../../utils/domain/row-pages.ts';
import type { Option } from '../../utils/domain/view.ts';
import {
  addressOf,
  listAddressOf,
  newCollection,
  queryOf,
  takesFilters,
  type View,
  withCollection,
  withFilter,
  withoutFilters,
  withVacancy,
} from '../../utils/domain/view.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { NegotiationId, VacancyId } from '../../utils/ids.ts';
import { valueOr } from '../../utils/known.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';
import { useSelection } from '../list/selection.ts';
import { VirtualList } from '../list/virtual-list.tsx';
import { useWalk } from '../list/walk.ts';
import { entryOf } from '../negotiation/row-words.ts';
import { responsesUrl } from '../ui/addresses.ts';
import { lazy } from '../ui/lazy.ts';
import { Link } from '../ui/link.tsx';
import { Back } from '../ui/menu.tsx';
import { Trouble } from '../ui/problem-note.tsx';
import { useStable } from '../ui/use-stable.ts';
import { factText, inner, vacancyName } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { Collections, useCollections } from './collections.tsx';
import { ListEnd, ListFoot, ListHead, useRowHeight } from './list-frame.tsx';
import { ListRowView, type RowHandlers } from './row.tsx';
import { useRowPages, useSent } from './row-pages.ts';
import { type Saved, Toolbar } from './toolbar.tsx';
import { useInboxCommands } from './use-list-commands.ts';

const nobody: readonly Other[] = [];
const Filters = lazy(async () => (await import('./filters.lazy.tsx')).Filters);

const ManyBar = lazy(async () => (await import('../many/bar.tsx')).ManyBar);
const NegotiationPane = lazy(async () => (await import('./negotiation/pane.tsx')).NegotiationPane);

interface Props {
  vacancyId: VacancyId;
  /** As far as it is known. */
  vacancy: VacancyCount | undefined;
  /** For the names of others. */
  vacancies: readonly VacancyCount[];
  view: View;
  saved: readonly Saved[];
  store: PageStore;
  people: People;
  now: number;
  /** A dialog has the keyboard. */
  idle: boolean;
  onView: (view: View, replace?: boolean) => void;
}

/** One vacancy: its collections, the list of the chosen one, and the open negotiation beside it. */
export function VacancyView(props: Props) {
  const { vacancyId, vacancy, vacancies, view, saved, store, people, now, idle } = props;
  const { onView } = props;
  const worker = useWorker();
  const { inbox, entries, drafts, settings } = store;
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
  // Where hh cannot be asked there is still what the store has: unread responses, so nothing else is filtered.
  const problem = known.problem ?? list.pages.problems.values().next().value ?? null;
  const unreadList =
    collection === null ||
    (collection.id === newCollection && listAddressOf(view) === listAddressOf(withoutFilters(view)));
  const stored = useMemo(
    () =>
      storedPages(
        inbox.rows.filter((row) => row.vacancyId === vacancyId).map(listRowOfStored),
        storedAt ?? 0,
      ),
    [inbox.rows, vacancyId, storedAt],
  );
  const shownAt = list.pages.last ? list.pages.last.at : storedAt;
  const isStored = problem !== null && list.pages.last === null;
  const pages = isStored ? (unreadList ? stored : noPages) : list.pages;
  const layout = useMemo(() => layoutOf(pages, rowHeight), [pages, rowHeight]);
  const shownKey = isStored ? `stored ${vacancyId}` : listKey;
  const walk = useWalk(layout, shownKey);
  const selection = useSelection(vacancyId, layout);

  const open = (id: NegotiationId | null, replace = false) =>
    onView({ ...view, negotiationId: id }, replace || view.negotiationId !== null);
  const refresh = (ids?: readonly NegotiationId[]) => {
    list.refresh(ids);
    void known.read();
  };
  useSent(entries, refresh);

  // What waits at hh is more than when the list was read.
  const unread = vacancy ? valueOr(vacancy.unread, 0) : 0;
  const [readAt, setReadAt] = useState(unread);
  if (unread < readAt) setReadAt(unread);
  const readNews = () => {
    setReadAt(unread);
    refresh();
  };

  const handlers = useStable<RowHandlers>({
    click(index, { shiftKey, ctrlKey, metaKey }) {
      walk.pick(index);
      if (shiftKey) return selection.extend(index);
      if (ctrlKey || metaKey) return selection.toggle(index);
      selection.begin(index);
      const row = placedAt(layout, index)?.row;
      if (row) open(row.id);
    },
    tick(index, upToHere) {
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
    view,
    walk,
    selection,
    search: field,
    filtersOpen,
    filtered: collection !== null && takesFilters(collection.id),
    idle,
    open,
    close,
    onFilters: setFiltersOpen,
    onNew: () => onView({ ...view, negotiationId: null, onlyNew: !view.onlyNew }),
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
  const loaded = useMemo(() => rowsIn(layout), [layout]);
  const areas = useMemo(() => {
    const all = new Map<string, Option>();
    for (const { areaOf } of loaded) if (areaOf) all.set(areaOf.id, areaOf);
    return [...all.values()];
  }, [loaded]);

  const opened = view.negotiationId;
  const name = vacancyName(vacancy);
  return (
    <>
      <section
        ref={column}
        class={`column list-column ${rowHeight === rowHeights.columns ? 'columns' : 'lines'}`}
        aria-labelledby="vacancy-title"
      >
        <Back words={t('inbox_back_vacancies')} onBack={() => onView(withVacancy(null))} />
        <div class="row column-head">
          <h2 id="vacancy-title" class="grow ell vacancy-name" title={name} dir="auto">
            {name}
          </h2>
          <Link class="small" href={vacancy?.url}>
            {vacancy && (factText(vacancy.area, 'unknown_area') || (vacancy.url ? 'hh' : ''))}
          </Link>
        </div>
        <Trouble
          inbox={{ ...inbox, ...(problem && { problem, problemSince: null, freshAt: shownAt }) }}
          now={now}
          hhUrl={responsesUrl(settings.site)}
          again={() => (problem ? refresh() : void worker.refresh())}
        />
        <Collections
          collections={known.collections}
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
        {collection && (
          <>
            <Toolbar
              view={view}
              vacancyId={vacancyId}
              collection={collection}
              used={pages.last?.order ?? null}
              entries={entries}
              saved={saved}
              field={field}
              filtersOpen={filtersOpen}
              onView={onView}
              onFilters={() => setFiltersOpen(!filtersOpen)}
              onLeave={walk.focus}
            />
            {filtersOpen && takesFilters(collection.id) && (
              <Filters
                filters={view.filters}
                areas={areas}
                onFilter={(filter, values) => onView(withFilter(view, filter, values))}
                onClear={() => onView(withoutFilters(view))}
              />
            )}
          </>
        )}
        {(collection || isStored) && (
          <>
            <ListHead
              found={pages.last?.found ?? null}
              stored={isStored ? layout.count : null}
              selected={selection.ids.size}
              all={loaded.length > 0 && loaded.every(({ id }) => selection.ids.has(id))}
              news={unread > readAt}
              onAll={selection.all}
              onNews={readNews}
            />
            <VirtualList
              class="rows"
              listKey={shownKey}
              layout={layout}
              walk={walk}
              label={t('inbox_list')}
              busy={list.reading}
              onLook={isStored ? undefined : list.look}
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
                  handlers={handlers}
                />
              )}
            >
              {isStored ? (
                layout.count === 0 && <p class="pad muted">{t('inbox_stored_none')}</p>
              ) : (
                <ListEnd
                  pages={pages}
                  narrowed={listAddressOf(view) !== listAddressOf(withoutFilters(view))}
                  onClear={() => onView(withoutFilters(view))}
                />
              )}
            </VirtualList>
          </>
        )}
        {selection.ids.size > 0 && collection && (
          <ListFoot>
            <ManyBar
              rows={[...selection.rows.values()]}
              clear={selection.clear}
              entries={entries}
              drafts={drafts}
              undoSeconds={settings.undoSeconds}
            />
          </ListFoot>
        )}
      </section>
      <section class="column pane" aria-label={t('inbox_pane')} data-open={opened !== null}>
        {opened === null ? (
          <p class="pad muted">{t('inbox_pane_none')}</p>
        ) : (
          <>
            <Back words={t('inbox_back_list')} onBack={close} />
            <NegotiationPane
              negotiationId={opened}
              vacancyId={vacancyId}
              row={loaded.find(({ id }) => id === opened) ?? null}
              store={store}
              close={close}
              changed={() => refresh([opened])}
            />
          </>
        )}
      </section>
    </>
  );
}
