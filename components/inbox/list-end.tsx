import { plural, t } from '../../utils/i18n.ts';
import type { RowPages } from '../../utils/inbox/row-pages.ts';
import { Button } from '../button.tsx';

interface Props {
  pages: RowPages;
  /** A search or a filter is on. */
  narrowed: boolean;
  onClear: () => void;
}

/** Below the list: why it is empty, and what hh counts but does not show. */
export function ListEnd({ pages: { last, shapes }, narrowed, onClear }: Props) {
  if (!last) return null;
  const setAside = [...shapes.values()].reduce((sum, shape) => sum + shape.setAside, 0);
  const rows = [...shapes.values()].reduce((sum, shape) => sum + shape.rows, 0);
  return (
    <>
      {rows === 0 && last.pages <= 1 && (
        <div class="pad stack">
          <p class="b">{t(narrowed ? 'inbox_nothing' : 'inbox_empty')}</p>
          <p class="muted">{t(narrowed ? 'inbox_nothing_note' : 'inbox_empty_note')}</p>
          {narrowed && (
            <div class="row">
              <Button small onClick={onClear}>
                {t('inbox_filters_clear')}
              </Button>
            </div>
          )}
        </div>
      )}
      {last.hidden > 0 && <p class="pad small muted">{plural('inbox_hidden_count', last.hidden)}</p>}
      {setAside > 0 && <p class="pad small muted">{plural('inbox_set_aside', setAside)}</p>}
    </>
  );
}
