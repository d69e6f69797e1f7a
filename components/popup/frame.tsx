import type { ComponentChildren, ComponentProps } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Inbox } from '../../utils/domain/inbox.ts';
import type { Millis } from '../../utils/domain/negotiation.ts';
import type { Listable, Placed } from '../../utils/domain/row-pages.ts';
import { type MessageKey, plural, t } from '../../utils/i18n.ts';
import { ago, moment } from '../../utils/time.ts';
import { useOutbox } from '../contexts.tsx';
import { SearchField } from '../list/search.tsx';
import { VirtualList } from '../list/virtual-list.tsx';
import { useListCommands } from '../list/walk.ts';
import { takeBack, UndoPlace } from '../outbox/undo-bar.tsx';
import { Button, IconButton, Key } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { type Command, KeysDialog, tabOf } from '../ui/keymap.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { useWorker } from '../worker.ts';

/** Refreshes by the button, and once when the popup opens with old numbers, for instance after sleep. */
export function useRefresh(
  { freshAt, problem }: Pick<Inbox, 'freshAt' | 'problem'>,
  /** Minutes after which numbers are old; Infinity to refresh only by the button. */
  intervalMinutes: number,
) {
  const { refresh } = useWorker();
  const [busy, setBusy] = useState(false);
  const run = async (byItself = false) => {
    setBusy(true);
    // A problem comes back through the store, with the time of its start.
    await refresh(byItself);
    setBusy(false);
  };
  useEffect(() => {
    // A time in the future means that the clock was set back: the age is unknown.
    const old = freshAt === null || Math.abs(Date.now() - freshAt) > intervalMinutes * 60_000;
    if (old && !problem) void run(true);
  }, []);
  return { busy, run: () => run() };
}

/** «3 напоминания», or that none is due now. */
export const backText = (due: number): string => (due > 0 ? plural('back_title', due) : t('back_none'));

interface Hint {
  keys: readonly string[];
  does: MessageKey;
  /** The action of the key, if the mouse has no other way to it. */
  go?: () => void;
}
const walks: readonly Hint[] = [{ keys: ['J', 'K'], does: 'popup_hint_walk' }];

interface FootProps {
  /** The most used keys; the navigation keys by default. */
  hints?: readonly Hint[];
  onHelp: () => void;
  onOpen: () => void;
}

/** The most used keys, a button for all keys, and a link to the inbox page. */
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

interface FreshProps {
  freshAt: Millis | null;
  now: number;
  busy: boolean;
  /** Label of the first button, if it does something else than reading hh again. */
  label?: string;
  onRefresh: () => void;
}

/** The age of the data, and the two buttons that are always there. */
function Fresh({ freshAt, now, busy, label, onRefresh }: FreshProps) {
  const { openOptions } = useWorker();
  return (
    <>
      <span
        class="num fresh small muted"
        role="status"
        title={freshAt === null ? undefined : t('popup_fresh_at', moment(freshAt))}
      >
        {busy ? t('popup_refreshing') : freshAt === null ? t('popup_never') : ago(freshAt, now)}
      </span>
      <div class="row signs">
        <IconButton icon="refresh" label={label ?? t('common_refresh')} disabled={busy} onClick={onRefresh} />
        <IconButton icon="settings" label={t('common_settings')} onClick={() => openOptions()} />
      </div>
    </>
  );
}

/** Height of a row before it is measured; px. */
export const rowHeight = 53;

type ListProps<R extends Listable> = ComponentProps<typeof VirtualList<R>>;

interface PopupListProps<Name extends string, R extends Listable>
  extends Pick<ListProps<R>, 'row' | 'above' | 'children'>,
    Pick<FootProps, 'hints' | 'onOpen'> {
  surface: 'popup' | 'applicant-popup';
  /** The counts in words. */
  title: string;
  /** When the list was read, and refreshing it. */
  fresh: FreshProps;
  /** Why the list is not fresh. */
  trouble: ComponentChildren;
  tabs: ComponentProps<typeof Tabs<Name>>['tabs'];
  view: Name;
  /** @param focus moves the focus into the list */
  show: (tab: Name, focus: boolean) => void;
  /** Nothing has been read yet, so there are no tabs and no search. */
  isNeverRead?: boolean;
  search: Pick<ComponentProps<typeof SearchField>, 'label' | 'text' | 'onSearch'>;
  /** Shown instead of the search while rows are selected. */
  picked?: ComponentChildren;
  list: Pick<ListProps<R>, 'layout' | 'walk' | 'pinned' | 'onMeasure'>;
  /** The number of search results, for screen readers. */
  found: string;
  /** Notes below the list. */
  notes?: ComponentChildren;
  undo: Pick<ComponentProps<typeof UndoPlace>, 'reminders' | 'groups' | 'withCandidate' | 'onEdit'>;
  onStep?: (to: Placed<R>, event: KeyboardEvent) => void;
  /** Handles the keys of this list alone. @returns whether the key was one */
  own: (command: Command, event: KeyboardEvent) => boolean;
}

/** The list of either role in the popup: head, tabs, search, list, keys, undo. */
export function PopupList<Name extends string, R extends Listable>(props: PopupListProps<Name, R>) {
  const { surface, title, fresh, trouble, tabs, view, show, isNeverRead, search, picked } = props;
  const { list, row, above, children, found, notes, hints, onOpen, undo, onStep, own } = props;
  const { walk } = list;
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
      if (tab) show(tab.name, true);
      else if (command === 'help') setHelp(true);
      else if (command === 'undo') return takeBack({ entries, reminders: undo.reminders }, worker);
      else return own(command, event);
      return true;
    },
  });
  return (
    <main class={picked ? 'inbox picking' : 'inbox'}>
      <header class="row head">
        <h1 class="b grow ell" title={title}>
          {title}
        </h1>
        <Fresh {...fresh} />
      </header>
      {trouble}
      {!isNeverRead && (
        <>
          <Tabs
            label={t('popup_views')}
            tabs={tabs}
            current={view}
            panel="list"
            onPick={(name) => show(name, false)}
          />
          {picked || <SearchField {...search} field={field} onLeave={walk.first} />}
        </>
      )}
      <VirtualList
        class="list"
        box={{ id: 'list', ...(!isNeverRead && { role: 'tabpanel', 'aria-labelledby': `tab-${view}` }) }}
        listKey={`${view} ${search.text}`}
        label={tabs.find(({ name }) => name === view)?.text ?? ''}
        {...{ ...list, row, above }}
      >
        {children}
      </VirtualList>
      <p class="hidden" role="status">
        {search.text.trim() && found}
      </p>
      {notes}
      <Foot hints={hints} onHelp={() => setHelp(true)} onOpen={onOpen} />
      <UndoPlace {...undo} entries={entries} />
      {help && <KeysDialog surface={surface} onClose={() => setHelp(false)} />}
    </main>
  );
}

interface NotFoundProps {
  query: string;
  /** Says what the search does not cover. */
  note: string;
  onClear: () => void;
}

/** Says that nothing matches the search. */
export const NotFound = ({ query, note, onClear }: NotFoundProps) => (
  <Card title={t('popup_not_found', query.trim())} note={note}>
    <div class="row">
      <Button small onClick={onClear}>
        {t('popup_clear')}
      </Button>
    </div>
  </Card>
);
