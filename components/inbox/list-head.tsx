import { plural, t } from '../../utils/i18n.ts';
import { isKnown, type Known } from '../../utils/known.ts';
import { Button } from '../ui/button.tsx';

interface Props {
  /** As hh counts; null before its answer. */
  found: Known<number> | null;
  /** Rows that are shown, where they are those of the store: hh could not be asked. */
  stored: number | null;
  selected: number;
  /** All that is loaded is selected. */
  all: boolean;
  /** More waits at hh than is shown. */
  news: boolean;
  reading: boolean;
  onAll: () => void;
  /** Reads it all again. */
  onNews: () => void;
}

/** Over the list: how many, how many of them are selected, and whether there are newer ones. */
export const ListHead = ({ found, stored, selected, all, news, reading, onAll, onNews }: Props) => (
  <div class="row list-head small muted">
    <input
      type="checkbox"
      class="box"
      checked={all}
      indeterminate={!all && selected > 0}
      aria-label={t(all ? 'inbox_select_none' : 'inbox_select_all')}
      title={t(all ? 'inbox_select_none' : 'inbox_select_all')}
      disabled={stored === 0 || found === null || isKnown(found, 0)}
      onClick={onAll}
    />
    <span class="grow num" role="status">
      {stored !== null ? plural('inbox_stored', stored) : foundText(found)}
      {selected > 0 && ` · ${plural('inbox_selected', selected)}`}
    </span>
    {news && (
      <Button tone="link" onClick={onNews}>
        {t('inbox_more_news')}
      </Button>
    )}
    <Button icon tone="flat" aria-label={t('inbox_reload')} disabled={reading} onClick={onNews}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.5V4.5h-3" />
      </svg>
    </Button>
  </div>
);

function foundText(found: Props['found']): string {
  if (found === null) return t('inbox_reading');
  return found.known ? plural('inbox_found', found.value) : t('inbox_found_unknown');
}
