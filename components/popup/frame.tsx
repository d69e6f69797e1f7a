import type { ComponentChildren, ComponentProps } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isClosed, type Unread } from '../../utils/domain/badge.ts';
import type { Inbox } from '../../utils/domain/inbox.ts';
import type { Reminder } from '../../utils/domain/reminders.ts';
import type { Listable, Placed } from '../../utils/domain/row-pages.ts';
import { isNothing, sumText } from '../../utils/domain/sum.ts';
import { type MessageKey, plural, t } from '../../utils/i18n.ts';
import { useOutbox } from '../contexts.tsx';
import { useListCommands, type Walk } from '../list/walk.ts';
import { inWords } from '../outbox/entries.ts';
import { takeBack, type UndoBarProps, UndoPlace } from '../outbox/undo-bar.tsx';
import { Key } from '../ui/button.tsx';
import { Fresh } from '../ui/fresh.tsx';
import { type Command, KeysDialog, tabOf } from '../ui/keymap.tsx';
import { useWorker } from '../worker.ts';

/** «7 откликов, 2 сообщения»; "all read" only where both were read, and before the first answer of hh nothing. */
export function countsText({ freshAt }: Pick<Inbox, 'freshAt'>, { responses, chats }: Unread): string {
  if (freshAt === null) return t('popup_counting');
  const parts = [
    !isNothing(responses) && sumText('popup_responses', responses),
    chats.known
      ? chats.value > 0 && plural('popup_messages', chats.value)
      : !isClosed(chats) && t('popup_messages_unknown'),
  ].filter((part) => part !== false);
  const [one, other] = parts;
  if (one === undefined) return t(chats.known ? 'popup_nothing' : 'popup_empty_responses');
  return other === undefined ? one : t('popup_both', one, other);
}

/** Asks the worker for news: by the button, and once when the popup opens on old numbers (a laptop that slept). */
export function useRefresh(
  { freshAt, problem }: Pick<Inbox, 'freshAt' | 'problem'>,
  /** Infinity: not by itself. */
  intervalMinutes: number,
) {
  const { refresh } = useWorker();
  const [busy, setBusy] = useState(false);
  const run = async (byItself = false) => {
    setBusy(true);
    // What went wrong comes back through the store, with the time since when.
    await refresh(byItself);
    setBusy(false);
  };
  useEffect(() => {
    // After a clock was set back their age is not known.
    const old = freshAt === null || Math.abs(Date.now() - freshAt) > intervalMinutes * 60_000;
    if (old && !problem) void run(true);
  }, []);
  return { busy, run: () => run() };
}

interface HeadProps extends Omit<ComponentProps<typeof Fresh>, 'class'> {
  title: string;
}

/** How much waits, and how fresh that is. */
export const Head = ({ title, ...fresh }: HeadProps) => (
  <header class="row head">
    <h1 class="b grow ell" title={title}>
      {title}
    </h1>
    <Fresh class="small muted" {...fresh} />
  </header>
);

interface Hint {
  keys: readonly string[];
  does: MessageKey;
  /** What the key does, where a mouse has no other way to it. */
  go?: () => void;
}
const walks: readonly Hint[] = [{ keys: ['J', 'K'], does: 'popup_hint_walk' }];

interface FootProps {
  /** The most used keys; those that walk when left out. */
  hints?: readonly Hint[];
  onHelp: () => void;
  onOpen: () => void;
}

/** The most used keys, the way to all of them, and the way to the whole inbox. */
const Foot = ({ hints = walks, onHelp, onOpen }: FootProps) => (
  <footer class="row foot small muted">
    {hints.map(({ keys, does, go }) => {
      const words = [...keys.map((key) => <Key key={key}>{key}</Key>), t(does)];
      return go ? (
        <button key={does} type="button" class="row bare" aria-keyshortcuts={keys.join(' ')} onClick={go}>
          {words}
        </button>
      ) : (
        <span key={does} class="row" aria-hidden="true">
          {words}
        </span>
      );
    })}
    <button type="button" class="row bare" aria-keyshortcuts="?" onClick={onHelp}>
      <Key>?</Key>
      {t('popup_hint_keys')}
    </button>
    <span class="grow" />
    <button type="button" class="bare accent" onClick={onOpen}>
      {t('popup_open_inbox')}
    </button>
  </footer>
);

interface BottomProps extends Pick<UndoBarProps, 'onEdit' | 'withCandidate'>, Pick<FootProps, 'hints'> {
  surface: 'popup' | 'applicant-popup';
  keys: ReturnType<typeof usePopupCommands>;
  reminders: readonly Reminder[];
  /** What was asked for many. */
  groups?: ComponentChildren;
  onOpen: () => void;
}

/** What stands under either list: what can be taken back, the keys, the way to the whole. */
export function Bottom({ surface, keys, hints, onOpen, reminders, ...bar }: BottomProps) {
  const { entries } = useOutbox();
  const named = useMemo(() => entries.map(inWords), [entries]);
  return (
    <>
      <Foot hints={hints} onHelp={() => keys.setHelp(true)} onOpen={onOpen} />
      <UndoPlace {...bar} entries={named} reminders={reminders} />
      {keys.help && <KeysDialog surface={surface} onClose={() => keys.setHelp(false)} />}
    </>
  );
}

interface PopupCommands<Name, R extends Listable> {
  tabs: readonly Name[];
  /** `focus`: the keyboard goes into the list. */
  show: (tab: Name, focus: boolean) => void;
  walk: Walk<R>;
  reminders: readonly Reminder[];
  onStep?: (to: Placed<R>, event: KeyboardEvent) => void;
  /** The keys of this list alone; says whether the key was one. */
  own: (command: Command, event: KeyboardEvent) => boolean;
}

/** What the keys do in either half of the popup; also where they lead: the field of the search, and the help. */
export function usePopupCommands<Name, R extends Listable>(
  surface: BottomProps['surface'],
  { tabs, show, walk, reminders, onStep, own }: PopupCommands<Name, R>,
) {
  const { entries } = useOutbox();
  const worker = useWorker();
  const [help, setHelp] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useListCommands(surface, {
    walk,
    search: field,
    onStep,
    own(command, event) {
      const tab = tabOf(tabs, command);
      if (tab) show(tab, true);
      else if (command === 'help') setHelp(true);
      else if (command === 'undo') return takeBack({ entries, reminders }, worker);
      else return own(command, event);
      return true;
    },
  });
  return { field, help, setHelp };
}
