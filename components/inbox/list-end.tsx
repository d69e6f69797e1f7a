import type { RowPages } from '../../utils/domain/row-pages.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { Known } from '../../utils/known.ts';
import { Button } from '../ui/button.tsx';

interface Props {
  pages: RowPages;
  /** A search or a filter is on. */
  narrowed: boolean;
  onClear: () => void;
}

const isAtLeast = (count: Known<number>, least: number): boolean => count.known && count.value >= least;

/** Below the list: why it is empty, and what hh counts but does not show. */
export function ListEnd({ pages: { last, shapes }, narrowed, onClear }: Props) {
  if (!last) return null;
  const skipped = [...shapes.values()].reduce((sum, shape) => sum + shape.skipped, 0);
  const rows = [...shapes.values()].reduce((sum, shape) => sum + shape.rows, 0);
  // hh counts rows here and sent none, or did not count them.
  const empty = isAtLeast(last.found, 1) ? 'unlisted' : narrowed ? 'nothing' : 'empty';
  return (
    <>
      {rows === 0 && last.pages <= 1 && skipped === 0 && !isAtLeast(last.hidden, 1) && (
        <div class="pad stack">
          <p class="b">{t(`inbox_${empty}`)}</p>
          <p class="muted">{t(`inbox_${empty}_note`)}</p>
          {narrowed && (
            <div class="row">
              <Button small onClick={onClear}>
                {t('inbox_filters_clear')}
              </Button>
            </div>
          )}
        </div>
      )}
      {last.hidden.known ? (
        last.hidden.value > 0 && (
          <p class="pad small muted">{plural('inbox_hidden_count', last.hidden.value)}</p>
        )
      ) : (
        <p class="pad small muted">{t('inbox_hidden_unknown')}</p>
      )}
      {skipped > 0 && <p class="pad small muted">{plural('inbox_set_aside', skipped)}</p>}
    </>
  );
}
