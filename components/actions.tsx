import { useState } from 'preact/hooks';
import { t } from '../utils/i18n.ts';
import type { Action } from '../utils/inbox/negotiation.ts';
import { isRefusal, toneOf } from '../utils/inbox/stage.ts';
import type { Keyed } from '../utils/keys.ts';
import { Button } from './button.tsx';
import { actionEffect, delay } from './words.ts';

interface Props {
  actions: Keyed<Action>[];
  more: boolean;
  undoSeconds: number;
  /** Why nothing can be done at the moment. */
  off: string | null;
  onMore: () => void;
  onChoose: (action: Action) => void;
}

const shown = 3;

const toneOfButton = (id: string) => (isRefusal(id) ? 'danger' : toneOf(id) === 'good' ? 'primary' : 'plain');

/** What I can do now, each with its key, and what it will cause. */
export function Actions({ actions, more, undoSeconds, off, onMore, onChoose }: Props) {
  const [about, setAbout] = useState<Action | null>(null);
  const folded = actions.length > shown && !more;
  const visible = folded ? actions.slice(0, shown) : actions;
  const firstGood = actions.find(({ item }) => toneOf(item.id) === 'good')?.item;
  if (actions.length === 0) return <p class="small muted">{t('panel_no_actions')}</p>;
  return (
    <>
      <div class="acts">
        {visible.map(({ item, key }) => (
          <Button
            key={item.id}
            tone={toneOfButton(item.id) === 'primary' && item !== firstGood ? 'plain' : toneOfButton(item.id)}
            shortcut={key?.label}
            disabled={off !== null}
            title={item.name}
            onClick={() => onChoose(item)}
            onPointerEnter={() => setAbout(item)}
            onPointerLeave={() => setAbout(null)}
            onFocus={() => setAbout(item)}
            onBlur={() => setAbout(null)}
          >
            {item.name}
          </Button>
        ))}
        {actions.length > shown && (
          <Button shortcut="M" aria-expanded={more} onClick={onMore}>
            {more ? t('panel_less') : t('panel_more')}
          </Button>
        )}
      </div>
      <p class="small muted">
        {off ?? (about ? actionEffect(about, null, undoSeconds) : t('panel_effect', delay(undoSeconds)))}
      </p>
    </>
  );
}
