import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import { isNothing, sumOf } from '../../utils/domain/sum.ts';
import { t } from '../../utils/i18n.ts';
import { sumMark, sumText } from '../../utils/sum-words.ts';
import { Button, Chip } from '../ui/button.tsx';
import { factText, inner, vacancyName } from '../ui/words.ts';

interface Props {
  vacancy: VacancyCount;
  /** Its number among all, and theirs, where not all are drawn. */
  place?: [number, number];
  current: boolean;
  muted: boolean;
  onChoose: () => void;
  /** Absent where there is nothing to count. */
  onMute?: () => void;
}

const none = sumOf([]);

/** One vacancy: its name, what waits in it, and whether that counts. */
export function VacancyItem({ vacancy, place, current, muted, onChoose, onMute }: Props) {
  const name = vacancyName(vacancy);
  const area = factText(vacancy.area, 'unknown_area');
  const manager = factText(vacancy.manager, 'unknown_manager');
  const title = [name, area, manager].filter(Boolean).join(' · ');
  const count = onMute ? sumOf([vacancy.unread]) : none;
  const quiet = isNothing(count);
  const words = muted ? t('inbox_muted') : quiet ? '' : sumText('inbox_new', count);
  const mute = t(muted ? 'inbox_unmute' : 'inbox_mute', inner(name));
  return (
    <li class={`vac${current ? ' on' : ''}`} aria-posinset={place?.[0]} aria-setsize={place?.[1]}>
      <button
        type="button"
        class="pick"
        title={title}
        aria-current={current ? 'true' : undefined}
        onClick={onChoose}
      >
        <span class={`grow ell${current ? ' b' : ''}${muted || quiet ? ' muted' : ''}`} dir="auto">
          {name}
        </span>
        <span class="hidden">{[area, manager, words].filter(Boolean).map((part) => ` · ${part}`)}</span>
        <span aria-hidden="true" class="count num">
          {muted ? (
            <Chip>{t('inbox_muted')}</Chip>
          ) : quiet ? (
            <span class="small muted zero">{onMute ? '0' : ''}</span>
          ) : (
            <Chip tone={count.whole ? 'accent' : 'neutral'} title={words}>
              {sumMark(count)}
            </Chip>
          )}
        </span>
      </button>
      {onMute && (
        <Button icon tone="flat" aria-label={mute} aria-pressed={muted} onClick={onMute}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M4 11V7.5a4 4 0 0 1 8 0V11l1 1.5H3zM6.8 14.2h2.4" />
            {muted && <path d="M2.5 2.5l11 11" />}
          </svg>
        </Button>
      )}
    </li>
  );
}
