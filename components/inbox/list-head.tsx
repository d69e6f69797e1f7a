import { plural, t } from '../../utils/i18n.ts';
import { Button } from '../button.tsx';

interface Props {
  /** As hh counts; null before its answer. */
  found: number | null;
  selected: number;
  /** All that is loaded is selected. */
  all: boolean;
  /** More waits at hh than is shown. */
  news: boolean;
  onAll: () => void;
  onNews: () => void;
}

/** Over the list: how many, how many of them are selected, and whether there are newer ones. */
export const ListHead = ({ found, selected, all, news, onAll, onNews }: Props) => (
  <div class="row list-head small muted">
    <input
      type="checkbox"
      class="box"
      checked={all}
      indeterminate={!all && selected > 0}
      aria-label={t(all ? 'inbox_select_none' : 'inbox_select_all')}
      title={t(all ? 'inbox_select_none' : 'inbox_select_all')}
      disabled={found === null || found === 0}
      onClick={onAll}
    />
    <span class="grow num" role="status">
      {found === null ? t('inbox_reading') : plural('inbox_found', found)}
      {selected > 0 && ` · ${plural('inbox_selected', selected)}`}
    </span>
    {news && (
      <Button tone="link" onClick={onNews}>
        {t('inbox_more_news')}
      </Button>
    )}
  </div>
);
