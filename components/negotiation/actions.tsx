import { Component } from 'preact';
import type { Action } from '../../utils/domain/negotiation.ts';
import { refuses, toneOf } from '../../utils/domain/stage.ts';
import { plural, t } from '../../utils/i18n.ts';
import { Button } from '../ui/button.tsx';
import type { Keyed } from '../ui/keys.ts';
import { actionEffect, delay, withUndo } from '../ui/words.ts';

interface Props {
  actions: Keyed<Action>[];
  /** Of what hh offers, actions that could not be read; "all" of them. */
  unread: number | 'all';
  more: boolean;
  undoSeconds: number;
  /** Why nothing can be done at the moment. */
  off: string | null;
  onMore: () => void;
  onChoose: (action: Action) => void;
}

/** So many are shown before "more". */
export const shown = 3;

/** What I can do now, each with its key, and what it will cause. */
export class Actions extends Component<Props, { about: Action | null }> {
  override state = { about: null };
  render(
    { actions, unread, more, undoSeconds, off, onMore, onChoose }: Props,
    { about }: { about: Action | null },
  ) {
    if (unread === 'all') return <p class="small muted">{t('panel_actions_unread')}</p>;
    const part = unread > 0 && <p class="small muted">{plural('panel_actions_skipped', unread)}</p>;
    if (actions.length === 0) return part || <p class="small muted">{t('panel_no_actions')}</p>;
    const firstGood = actions.find(({ item }) => toneOf(item.id) === 'good')?.item;
    const none = () => this.setState({ about: null });
    return (
      <>
        <div class="acts">
          {actions.slice(0, more ? undefined : shown).map(({ item, key }) => {
            const explain = () => this.setState({ about: item });
            return (
              <Button
                key={item.id}
                tone={refuses(item) ? 'danger' : item === firstGood ? 'primary' : 'plain'}
                shortcut={key?.label}
                disabled={off !== null}
                title={item.name}
                onClick={() => onChoose(item)}
                onPointerEnter={explain}
                onPointerLeave={none}
                onFocus={explain}
                onBlur={none}
              >
                {item.name}
              </Button>
            );
          })}
          {actions.length > shown && (
            <Button shortcut="M" aria-expanded={more} onClick={onMore}>
              {t(more ? 'panel_less' : 'panel_more')}
            </Button>
          )}
        </div>
        <p class="small muted">
          {off ??
            (about
              ? actionEffect(about, null, undoSeconds)
              : withUndo(t('panel_effect', delay(undoSeconds)), undoSeconds))}
        </p>
        {part}
      </>
    );
  }
}
