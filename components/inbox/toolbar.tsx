import type { RefObject } from 'preact';
import type { Collection } from '../../utils/domain/collection.ts';
import { countOf, listAddressOf, takesFilters, type View, viewOf } from '../../utils/domain/view.ts';
import { t } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { SearchField } from '../list/search.tsx';
import { Button } from '../ui/button.tsx';
import type { InboxCalls, Option } from './calls.ts';
import { OrderMenu } from './order-menu.tsx';
import { type Saved, ViewsMenu } from './views-menu.tsx';

interface Props {
  view: View;
  vacancyId: VacancyId;
  collection: Collection;
  /** The order hh used for what is shown. */
  used: Option | null;
  saved: readonly Saved[];
  field: RefObject<HTMLInputElement | null>;
  filtersOpen: boolean;
  calls: InboxCalls;
  onView: (view: View) => void;
  onFilters: () => void;
  onLeave: () => void;
}

/** hh searches, so a word is asked for only once the person stops typing. */
const searchRestMs = 500;

/** What narrows and orders the list; all of it stands in the page's address. */
export function Toolbar(props: Props) {
  const { view, vacancyId, collection, used, saved, field, filtersOpen, calls } = props;
  const { onView, onFilters, onLeave } = props;
  const on = countOf(view.filters);
  const change = (part: Partial<View>) => onView({ ...view, negotiationId: null, ...part });
  return (
    <div class="tools">
      {takesFilters(collection.id) && (
        <>
          <SearchField
            field={field}
            label={t('inbox_search')}
            placeholder={t('inbox_search_short')}
            text={view.search}
            rest={searchRestMs}
            onSearch={(words) => words.trim() !== view.search && change({ search: words.trim() })}
            onLeave={onLeave}
          />
          <Button
            aria-pressed={view.onlyNew}
            aria-keyshortcuts="N"
            onClick={() => change({ onlyNew: !view.onlyNew })}
          >
            {t('inbox_only_new')}
          </Button>
          <Button
            aria-expanded={filtersOpen}
            aria-controls="filters"
            aria-keyshortcuts="F"
            onClick={onFilters}
          >
            {on > 0 ? t('inbox_filters_count', on) : t('inbox_filters')}
          </Button>
        </>
      )}
      <OrderMenu
        vacancyId={vacancyId}
        collection={collection}
        order={view.order}
        used={used}
        calls={calls}
        onOrder={(order) => change({ order })}
      />
      <ViewsMenu
        saved={saved}
        address={listAddressOf(view)}
        onShow={(address) => onView(viewOf(address))}
        onSave={(name) => void calls.saveView(name, listAddressOf(view))}
        onDelete={(name) => void calls.deleteView(name)}
      />
    </div>
  );
}
