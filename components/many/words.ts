import type { Hindrance, Preview, Way } from '../../utils/domain/many.ts';
import type { Action } from '../../utils/domain/negotiation.ts';
import { toneOf } from '../../utils/domain/stage.ts';
import { t } from '../../utils/i18n.ts';
import { delay, problemText, snake } from '../ui/words.ts';
import type { Unready } from './letters.ts';

/** «уже на этом этапе» */
export const hindranceText = (why: Hindrance): string => t(`many_why_${snake(why)}`);

/** ««Отказ» — для 3 из 4, 1 — уже на этом этапе» */
export function previewText({ action, able, unable }: Preview): string {
  const counts = Map.groupBy(unable, ({ why }) => why);
  return [
    unable.length > 0
      ? t('many_for_some', action.name, able.length, able.length + unable.length)
      : t('many_for_all', action.name),
    ...[...counts].map(([why, rows]) => t('many_some', rows.length, hindranceText(why))),
  ].join(', ');
}

/** Who will know, what it does to the statistics, what it costs: said before the click. */
export function effectText(action: Action, way: Way, undoSeconds: number): string {
  if (way === 'silent') return t('many_effect_silent', delay(undoSeconds));
  const tone = toneOf(action.resulting?.id ?? action.id);
  const seen = tone === 'good' ? 'invitation' : tone === 'bad' ? 'refusal' : 'letter';
  return t(`many_effect_${seen}`, delay(undoSeconds));
}

/** Why the letter of one is not ready. */
export const unreadyText = ({ why }: Unready): string =>
  'problem' in why ? problemText(why.problem) : t('many_unfilled', why.unfilled.join(', '));
