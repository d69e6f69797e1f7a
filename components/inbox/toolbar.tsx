import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { Collection } from '../../utils/domain/collection.ts';
import type { Option } from '../../utils/domain/view.ts';
import { countOf, listAddressOf, takesFilters, type View, viewOf } from '../../utils/domain/view.ts';
import { t } from '../../utils/i18n.ts';
import type { EntryId, VacancyId } from '../../utils/ids.ts';
import type { Problem } from '../../utils/problem.ts';
import { useOutbox, useWritten } from '../contexts.tsx';
import { Button, IconButton, Link } from '../ui/button.tsx';
import { Dot, TextField } from '../ui/form.tsx';
import { Menu } from '../ui/menu.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useWorker } from '../worker.ts';
import { Narrowing } from './list-frame.tsx';

interface Props {
  view: View;
  vacancyId: VacancyId;
  /** The vacancy's page on hh. */
  url: string | null | undefined;
  collection: Collection;
  /** The order that hh used for what is shown. */
  used: Option | null;
  saved: readonly Saved[];
  field: RefObject<HTMLInputElement | null>;
  filtersOpen: boolean;
  onView: (view: View) => void;
  onFilters: () => void;
  onExport: () => void;
  onLeave: () => void;
}

/** The debounce of the search, in ms: hh does the search, so it is asked only once the person stops typing. */
const searchRestMs = 500;

/** The controls that narrow and order the list; all of their state is in the page's address. */
export function Toolbar(props: Props) {
  const { view, vacancyId, url, collection, used, saved, field, filtersOpen } = props;
  const { onView, onFilters, onExport, onLeave } = props;
  const change = (part: Partial<View>) => onView({ ...view, negotiationId: null, ...part });
  return (
    <div class="tools">
      {takesFilters(collection.id) && (
        <Narrowing
          view={view}
          field={field}
          rest={searchRestMs}
          filters={countOf(view.filters)}
          filtersOpen={filtersOpen}
          onChange={change}
          onFilters={onFilters}
          onLeave={onLeave}
        />
      )}
      <OrderMenu
        vacancyId={vacancyId}
        collection={collection}
        order={view.order}
        used={used}
        onOrder={(order) => change({ order })}
      />
      <ViewsMenu url={url} saved={saved} address={listAddressOf(view)} onView={onView} onExport={onExport} />
    </div>
  );
}

interface OrderMenuProps {
  vacancyId: VacancyId;
  collection: Collection;
  /** null: hh's own order. */
  order: string | null;
  /** The order that hh used for what is shown. */
  used: Option | null;
  onOrder: (order: string | null) => void;
}

/** The orders that hh has for this collection; the one that hh itself uses for the vacancy can be set. */
function OrderMenu({ vacancyId, collection, order, used, onOrder }: OrderMenuProps) {
  const { entries } = useOutbox();
  const { readOrder, setOrder } = useWorker().list;
  const [preferred, setPreferred] = useState<{ of: VacancyId; order: Option | null } | null>(null);
  /** The order that hh was last asked to remember. */
  const [asked, setAsked] = useState<{ id: EntryId; order: string } | null>(null);
  const [failed, setFailed] = useState<{ problem: Problem; again: () => void } | null>(null);
  const known = preferred?.of === vacancyId ? preferred.order : null;
  const { orders } = collection;
  const nameOf = (id: string, name?: string) => {
    const order = orders.find((one) => one.id === id);
    return order?.name.known ? order.name.value : name || t('unknown_order');
  };
  const now = order === null ? (known ?? used) : null;
  const label = order !== null ? nameOf(order) : now ? nameOf(now.id, now.name) : t('inbox_order_hh');

  const read = async () => {
    const answer = await readOrder(vacancyId);
    setFailed(answer.ok ? null : { problem: answer.problem, again: () => void read() });
    if (answer.ok) setPreferred({ of: vacancyId, order: answer.value });
  };
  const remember = async (id: string) => {
    const answer = await setOrder(vacancyId, id);
    setFailed(answer.ok ? null : { problem: answer.problem, again: () => void remember(id) });
    if (answer.ok) setAsked({ id: answer.value, order: id });
  };
  useWritten(
    ({ id }) => id === asked?.id,
    () => void read(),
  );
  const at = asked?.order === order ? entries.find(({ id }) => id === asked?.id)?.progress.at : undefined;
  const choice = (id: string | null, words: string) => (
    <Dot key={id} name="order" checked={order === id} onPick={() => onOrder(id)}>
      {words}
    </Dot>
  );
  return (
    <Menu
      label={label}
      icon="sort"
      title={`${t('inbox_order')}: ${label}`}
      onOpen={() => known || void read()}
    >
      {() => (
        <>
          <fieldset aria-label={t('inbox_order')}>
            {choice(null, known ? t('inbox_order_hh_is', nameOf(known.id, known.name)) : t('inbox_order_hh'))}
            {orders.map(({ id }) => choice(id, nameOf(id)))}
          </fieldset>
          {failed && <ProblemNote {...failed} />}
          {order !== null &&
            (known?.id === order ? (
              <p class="small muted">{t('inbox_order_remembered')}</p>
            ) : at && at !== 'failed' ? (
              <p class="small muted" role="status">
                {t(at === 'waiting' ? 'company_template_waits' : `undo_${at}`)}
              </p>
            ) : (
              <>
                <Button small onClick={() => void remember(order)}>
                  {t('inbox_order_remember')}
                </Button>
                <p class="small muted">{t('inbox_order_remember_note')}</p>
              </>
            ))}
        </>
      )}
    </Menu>
  );
}

export interface Saved {
  name: string;
  address: string;
}

interface SavedProps extends Pick<Props, 'url' | 'saved' | 'onView' | 'onExport'> {
  /** The address of what is shown. */
  address: string;
}

/** The saved views, each with a name. */
function ViewsMenu({ url, saved, address, onView, onExport }: SavedProps) {
  const { saveView, deleteView } = useWorker().store;
  const [name, setName] = useState('');
  const here = saved.find((view) => view.address === address);
  const save = (event: Event) => {
    event.preventDefault();
    if (name.trim() === '') return;
    void saveView(name.trim(), address);
    setName('');
  };
  return (
    <Menu
      label={t('inbox_views')}
      icon="more"
      bare
      title={here ? `${t('inbox_views')}: ${here.name}` : undefined}
    >
      {(close) => (
        <>
          <Link href={url}>{t('inbox_vacancy_on_hh')}</Link>
          <div class="row">
            <Button
              tone="link"
              onClick={() => {
                close();
                onExport();
              }}
            >
              {t('export_menu')}
            </Button>
          </div>
          {saved.length === 0 && <p class="small muted">{t('inbox_views_none')}</p>}
          <ul>
            {saved.map((view) => (
              <li key={view.name} class="row">
                <button
                  type="button"
                  class={`bare grow ell${view === here ? ' b' : ''}`}
                  aria-current={view === here ? 'true' : undefined}
                  title={view.name}
                  onClick={() => {
                    close();
                    onView(viewOf(view.address));
                  }}
                >
                  {view.name}
                </button>
                <IconButton
                  icon="close"
                  label={t('inbox_view_delete', view.name)}
                  onClick={() => void deleteView(view.name)}
                />
              </li>
            ))}
          </ul>
          <form class="row" onSubmit={save}>
            <TextField
              maxLength={60}
              placeholder={t('inbox_view_name')}
              label={t('inbox_view_name')}
              value={name}
              onText={setName}
            />
            <Button type="submit" disabled={name.trim() === ''}>
              {t('inbox_view_save')}
            </Button>
          </form>
          <p class="small muted">{t('inbox_view_address')}</p>
        </>
      )}
    </Menu>
  );
}
