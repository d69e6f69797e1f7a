import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import type { Sum } from '../../utils/domain/sum.ts';
import { plural, t } from '../../utils/i18n.ts';
import { problemText, vacancyName } from '../ui/words.ts';
import type { RowsState } from './use-rows.ts';
import { useSeen } from './use-seen.ts';

interface Props {
  vacancy: VacancyCount;
  missing: Sum;
  stop: string;
  current: boolean;
  state: RowsState;
  onPick: () => void;
  onSeen: () => void;
  onRead: () => void;
}

/** Responses that the counter promises and nobody has read into the store yet; seen once, they are read. */
export function MoreRows({ vacancy, missing, stop, current, state, onPick, onSeen, onRead }: Props) {
  const place = useSeen<HTMLLIElement>(onSeen);
  const problem = state !== 'reading' && state ? problemText(state) : null;
  const key = state === 'reading' ? 'popup_rows_loading' : 'popup_rows_more';
  const text = missing.whole ? plural(key, missing.count) : t(`${key}_unknown`);
  return (
    <li ref={place} class={`item more${current ? ' on' : ''}`}>
      <button
        type="button"
        class="btn link"
        data-stop={stop}
        tabIndex={current ? 0 : -1}
        aria-label={t('popup_rows_more_of', vacancyName(vacancy), text)}
        aria-disabled={state === 'reading'}
        onClick={state === 'reading' ? undefined : onRead}
        onFocus={current ? undefined : onPick}
      >
        {text}
      </button>
      {problem && (
        <p class="small bad said" role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}
