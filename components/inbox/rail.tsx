import type { ComponentChildren, ComponentProps } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Millis } from '../../utils/domain/negotiation.ts';
import { t } from '../../utils/i18n.ts';
import { ago, moment } from '../../utils/time.ts';
import type { RowPlace } from '../list/virtual-list.tsx';
import { IconButton, Key } from '../ui/button.tsx';
import { Icon, Logo } from '../ui/icon.tsx';
import { KeysDialog, type Surface, useCommands } from '../ui/keymap.tsx';
import { Cut } from '../ui/text.tsx';
import { useWorker } from '../worker.ts';

/** A line's place in the rail's Tab order, as props of its button. */
export interface RailStop {
  tabIndex: 0 | -1;
  'data-rail': string;
  onFocus: () => void;
}
type StopOf = (key: string) => RailStop;

/**
 * The rail is one stop for the Tab key: arrows walk its lines, → goes to the button beside a line, Tab leaves the rail.
 *
 * @param current the line at which Tab enters
 */
export function useRail(current: string) {
  /** The line that had the focus last, and the current line at that time. */
  const [focused, setFocused] = useState<{ key: string; current: string } | null>(null);
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLElement>(null);
  const stop = focused?.current === current ? focused.key : current;
  const stopOf: StopOf = (key) => ({
    tabIndex: key === stop ? 0 : -1,
    'data-rail': key,
    onFocus: () => setFocused({ key, current }),
  });
  const walk = (event: KeyboardEvent) => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.matches('[data-rail], [data-beside]')) return;
    const line = target.closest('li');
    const lines = [...(box.current?.querySelectorAll<HTMLElement>('[data-rail]') ?? [])];
    const at = lines.findIndex((one) => line?.contains(one));
    const to = {
      ArrowDown: lines[at + 1],
      ArrowUp: lines[at - 1],
      ArrowLeft: lines[at],
      ArrowRight: line?.querySelector<HTMLElement>('[data-beside]'),
      Home: lines[0],
      End: lines.at(-1),
    }[event.code];
    if (!to) return;
    event.preventDefault();
    to.focus();
  };
  // The line may be gone, because a search left it out.
  useLayoutEffect(() => {
    if (box.current?.querySelector('[data-rail][tabindex="0"]')) return;
    const key = box.current?.querySelector('[data-rail]')?.getAttribute('data-rail');
    if (key) setFocused({ key, current });
  });
  return { box, stop, stopOf, walk, open, setOpen };
}
export type RailState = ReturnType<typeof useRail>;

interface RailLineProps {
  stop: RailStop;
  /** Whether this line is what is shown. */
  isHere: boolean;
  icon?: ComponentProps<typeof Icon>['name'];
  words: string;
  title?: string;
  onClick: () => void;
  /** Nothing is new there. */
  quiet?: boolean;
  place?: RowPlace;
  /** A button beside it. */
  beside?: ComponentChildren;
  /** Its count. */
  children?: ComponentChildren;
}

/** One line of the rail: a place, a list or a vacancy, and how much waits there. */
export function RailLine(props: RailLineProps) {
  const { stop, isHere, icon, words, title, onClick, quiet, place, beside, children } = props;
  return (
    <li class={`vac${isHere ? ' on' : ''}${quiet ? ' quiet' : ''}`} {...place}>
      <button
        type="button"
        class="row grow pick"
        title={title}
        aria-current={isHere ? 'true' : undefined}
        {...stop}
        onClick={onClick}
      >
        {icon && <Icon name={icon} />}
        <Cut class="grow" text={words} />
        {children}
      </button>
      {beside}
    </li>
  );
}

interface RefreshProps {
  freshAt: Millis | null;
  now: number;
  /** Also reads again what is not in the store. */
  onRefresh?: () => void;
}

/** The button that reads hh again; its label says how old the shown data is. */
function Refresh({ freshAt, now, onRefresh }: RefreshProps) {
  const worker = useWorker();
  const [busy, setBusy] = useState(false);
  const refresh = async () => {
    setBusy(true);
    onRefresh?.();
    // A problem comes back through the store.
    await worker.refresh();
    setBusy(false);
  };
  const age = freshAt === null ? t('popup_never') : `${ago(freshAt, now)}, ${moment(freshAt)}`;
  return (
    <>
      <span class="hidden" role="status">
        {busy && t('popup_refreshing')}
      </span>
      <IconButton
        icon="refresh"
        label={`${t('common_refresh')}: ${age}`}
        disabled={busy}
        onClick={() => void refresh()}
      />
    </>
  );
}

interface PageProps extends RefreshProps {
  rail: RailState;
  surface: Surface;
  class?: string;
  /** The page's heading, for screen readers. */
  heading: string;
  label: string;
  /** Name and count of what is shown, for the button that opens the rail. */
  shown: { title: string; count: string };
  /** Shown beside that button. */
  bar?: ComponentChildren;
  /** The places and lists of the rail. */
  lists: ComponentChildren;
  /** Shown at the foot of the rail, before the keys. */
  foot?: ComponentChildren;
  /** hh's names of the actions by their letter keys, for the person in focus. */
  letters?: { current: ReadonlyMap<string, string> | null };
  children: ComponentChildren;
}

/**
 * An inbox page of either role: the rail, or a bar that opens it if there is no room beside the list, and what was
 * chosen there. It also handles the keys of the help and of the open rail.
 */
export function InboxFrame(props: PageProps) {
  const { rail, surface, heading, label, shown, bar, lists, foot, letters, children } = props;
  const worker = useWorker();
  const [help, setHelp] = useState(false);
  useCommands(surface, (command) => {
    if (command === 'help') setHelp(true);
    else if (command === 'close' && rail.open) rail.setOpen(false);
    else return false;
    return true;
  });
  const refresh = () => <Refresh freshAt={props.freshAt} now={props.now} onRefresh={props.onRefresh} />;
  return (
    <main class={`page ${props.class ?? ''}`} data-rail={rail.open}>
      <h1 class="hidden">{heading}</h1>
      <header class="row top-bar">
        <Logo />
        <button
          type="button"
          class="btn small chooser"
          title={shown.title}
          aria-expanded={rail.open}
          aria-controls="rail"
          onClick={() => rail.setOpen(!rail.open)}
        >
          <b class="ell" dir="auto">
            {shown.title}
          </b>
          <b class="num accent">{shown.count}</b>
          <span class="grow" />
          <Icon name="down" />
        </button>
        {bar}
        {refresh()}
      </header>
      <nav ref={rail.box} id="rail" class="column rail vacancies" aria-label={label} onKeyDown={rail.walk}>
        <div class="row rail-head">
          <Logo />
          <b class="grow ell">{t('brand')}</b>
          {refresh()}
          <IconButton
            icon="settings"
            label={t('common_settings')}
            onClick={() => void worker.openOptions()}
          />
        </div>
        {lists}
        <footer class="row foot small muted">
          <span class="grow ell num">{foot}</span>
          <button
            type="button"
            class="row bare"
            aria-keyshortcuts="?"
            title={t('common_keys')}
            onClick={() => setHelp(true)}
          >
            <Key>?</Key>
            <span class="hidden">{t('common_keys')}</span>
          </button>
        </footer>
      </nav>
      {children}
      {help && (
        <KeysDialog surface={surface} names={letters?.current ?? undefined} onClose={() => setHelp(false)} />
      )}
    </main>
  );
}
