import type { ComponentChildren, ComponentProps } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Panel } from '../../utils/domain/panel.ts';
import { t } from '../../utils/i18n.ts';
import { ago } from '../../utils/time.ts';
import { useOutbox } from '../contexts.tsx';
import { takeBack, UndoPlace } from '../outbox/undo-bar.tsx';
import { IconButton } from '../ui/button.tsx';
import { Logo } from '../ui/icon.tsx';
import { commandOf, KeysDialog } from '../ui/keymap.tsx';
import { codeOf, isTyping, pressed } from '../ui/keys.ts';
import { OwnPage } from '../ui/section.tsx';
import { useMessages } from '../worker.ts';

export interface PanelProps<P = Panel> {
  panel: P;
  now: number;
  /** The panel is being read again; meanwhile it shows the last known state. */
  busy: boolean;
  /** Host of the hh site that the user works on. */
  site: string;
  /** From the page's address, so known even if nothing else about the candidate is. */
  resumeId: string;
  onRefresh: () => void;
  onClose: () => void;
}

/** The card of the panel. It takes the focus when a focused button disappears, so that its keys go on working. */
export function useCard() {
  const root = useRef<HTMLDivElement>(null);
  return { root, takeFocus: () => root.current?.focus({ preventScroll: true }) };
}

/** What the frame needs for the panel's keys and for undoing. */
interface Keyed
  extends ReturnType<typeof useCard>,
    Pick<ComponentProps<typeof UndoPlace>, 'reminders' | 'onEdit'>,
    Pick<ComponentProps<typeof KeysDialog>, 'names'> {
  surface: 'panel' | 'vacancy';
  /** The action of a key that no visible button has. */
  pressed?: (code: string) => (() => void) | undefined;
}

interface FrameProps extends PanelProps {
  keyed?: Keyed;
  /** Shown above and below the scroll container. */
  top?: ComponentChildren;
  foot?: ComponentChildren;
  children: ComponentChildren;
}

/** The card of the panel: a landmark that takes the focus, so that its keys work and Esc closes it. */
export function Frame(props: FrameProps) {
  const { panel, now, busy, keyed, top, foot, onRefresh, onClose, children } = props;
  const worker = useMessages();
  const { entries } = useOutbox();
  const [help, setHelp] = useState(false);
  /** @returns whether the key did something */
  const press = (event: KeyboardEvent): boolean => {
    if (!keyed || isTyping(event) || event.repeat) return false;
    const { root, takeFocus, surface, reminders } = keyed;
    const command = commandOf(surface, event, 'list');
    if (command === 'undo')
      return takeBack({ entries, reminders }, worker, { onUndo: takeFocus, onReminder: takeFocus });
    const code = codeOf(event);
    const act =
      command === 'help' ? () => setHelp(true) : (pressed(root.current, code) ?? keyed.pressed?.(code));
    act?.();
    return act !== undefined;
  };
  return (
    <OwnPage.Provider value={false}>
      {/* biome-ignore lint/a11y/useSemanticElements: an aside on somebody else's page is still our landmark */}
      <div
        class="panel neg stack"
        ref={keyed?.root}
        role="complementary"
        aria-label={t('panel_name')}
        tabIndex={-1}
        onKeyDown={(event) => {
          // The browser closes a dialog by itself.
          if (event.target instanceof Element && event.target.closest('dialog')) return;
          if (press(event)) event.preventDefault();
          if (event.code !== 'Escape' || event.defaultPrevented || event.isComposing) return;
          event.preventDefault();
          // The first Esc only leaves a field, so that the user does not lose sight of an unfinished text.
          if (isTyping(event)) event.currentTarget.focus({ preventScroll: true });
          else onClose();
        }}
      >
        <div class="head row">
          <Logo />
          <b class="b grow">{t('panel_name')}</b>
          {panel.state !== 'mark' && (
            <span
              class="small muted"
              role="status"
              title={panel.state === 'ready' ? t('panel_fresh', ago(panel.fetchedAt, now)) : undefined}
            >
              {busy ? t('panel_refreshing') : panel.state === 'ready' && ago(panel.fetchedAt, now)}
            </span>
          )}
          {keyed && (
            <IconButton
              icon="help"
              label={t('common_keys')}
              aria-keyshortcuts="?"
              onClick={() => setHelp(true)}
            />
          )}
          {panel.state !== 'mark' && (
            <IconButton icon="refresh" label={t('common_refresh')} disabled={busy} onClick={onRefresh} />
          )}
          <IconButton icon="close" label={t('panel_close')} aria-keyshortcuts="Escape" onClick={onClose} />
        </div>
        {top}
        {keyed && (
          <UndoPlace
            entries={entries}
            reminders={keyed.reminders}
            onUndo={keyed.takeFocus}
            onReminder={keyed.takeFocus}
            onEdit={keyed.onEdit}
          />
        )}
        <div class="body">
          {help && keyed && (
            <KeysDialog
              surface={keyed.surface}
              names={keyed.names}
              onClose={() => {
                setHelp(false);
                keyed.takeFocus();
              }}
            />
          )}
          {children}
        </div>
        {foot && <div class="foot row">{foot}</div>}
      </div>
    </OwnPage.Provider>
  );
}
