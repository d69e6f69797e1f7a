import type { Row, VacancyCount } from '../../utils/domain/negotiation.ts';
import { sumOf } from '../../utils/domain/sum.ts';
import { plural, t } from '../../utils/i18n.ts';
import { sumMark, sumText } from '../../utils/sum-words.ts';
import { vacancyName, vacancyTitle } from '../ui/words.ts';

interface Props {
  id: string;
  vacancy: VacancyCount;
  /** Those of its rows that can be marked as read now: shown, and not on their way out already. */
  rows: Row[];
  /** True when these are all that wait for this vacancy. */
  all: boolean;
  onRead: (rows: Row[]) => void;
}

/** hh takes no more at once. */
export const readAtOnce = 50;

/** The vacancy over its responses, how many wait, and one press for all of them. */
export function GroupHead({ id, vacancy, rows, all, onRead }: Props) {
  const name = vacancyTitle(vacancy);
  const count = sumOf([vacancy.unread]);
  const some = rows.slice(0, readAtOnce);
  const words =
    all && some.length === rows.length ? t('popup_read_all') : plural('popup_read_some', some.length);
  const of = plural('popup_responses', some.length);
  const effect = t('popup_read_all_of', words, of, vacancyName(vacancy));
  return (
    <div class="row group small muted">
      <h2 id={id} class="grow ell" title={name} dir="auto">
        {name}
      </h2>
      {some.length > 0 && (
        <button
          type="button"
          class="bare accent"
          title={effect}
          aria-label={effect}
          onClick={() => onRead(some)}
        >
          {words}
        </button>
      )}
      <span class="num" title={sumText('popup_responses', count)}>
        {sumMark(count)}
      </span>
    </div>
  );
}
