import type { ListWords, MarkCard, MarkWords } from '../../utils/domain/person.ts';
import { sendMessage } from '../../utils/messaging/protocol.ts';
import { element } from './anchors.ts';
import css from './marks.css?inline';

/** Events in an element of ours must not reach hh's click and hotkey handlers. */
const quiet = ['click', 'mousedown', 'pointerdown', 'keydown'];

const hush = (event: Event) => event.stopPropagation();

let sheet: CSSStyleSheet | undefined;

/**
 * A closed shadow root for an element on hh's page, with the stylesheet shared by all marks. The element
 * needs no custom element definition, only a plain name: content scripts in Chrome have no registry.
 */
export function closedRoot(host: HTMLElement, style: string): ShadowRoot {
  host.style.cssText = style;
  const root = host.attachShadow({ mode: 'closed' });
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  root.adoptedStyleSheets = [sheet];
  for (const type of quiet) root.addEventListener(type, hush);
  return root;
}

/** How long the card stays open while the pointer moves from the mark to the card, ms. */
const graceMs = 250;
const widthPx = 320;
const roomPx = 200;

/** Keeps out hh's styles and the browser's own styles for popovers. */
const hostStyle = 'all:initial;display:block;position:fixed';

/** Whose card it is, where it opens, and the mark's words, which it shows first. */
interface CardOf {
  key: string;
  words: MarkWords;
  /** The box that the card opens beside. */
  box: DOMRect;
  night: boolean;
  /** Set if a key or a click opened the card: the card takes the focus, and returns it to this element. */
  from?: HTMLElement;
}

export interface Card {
  open(of: CardOf): void;
  /** Closes the card after a short delay, unless the pointer moves onto it. */
  leave(): void;
  close(): void;
}

/**
 * Creates the card, which belongs to one mark at a time. It is in the browser's top layer, outside hh's own
 * tree. It shows the mark's words at once; the worker adds the history, which it may have to read first.
 */
export function createCard(words: ListWords, signal: AbortSignal): Card {
  const host = document.createElement('otklik-card');
  host.popover = 'manual';
  const root = closedRoot(host, hostStyle);
  let shown: (CardOf & { closing: AbortController }) | null = null;
  let leaving: ReturnType<typeof setTimeout> | undefined;

  function draw(of: CardOf, card: MarkCard) {
    const view = element('div', `card ${of.night ? 'night' : 'day'}`);
    const title = element('h2', card.tone, card.title);
    const lines = element('ul');
    for (const { text, when } of card.lines) {
      const line = element('li');
      line.append(element('span', '', text), element('span', '', when));
      lines.append(line);
    }
    const body = element('div', 'body');
    body.append(title, lines, ...(card.note ? [element('p', '', card.note)] : []));
    const open = element('button', '', words.open);
    open.type = 'button';
    // A click synthesized by the page's scripts is ignored.
    open.addEventListener('click', ({ isTrusted }) => {
      if (!isTrusted) return;
      void sendMessage('openPerson', of.key).catch(() => draw(of, { ...card, note: words.lost }));
    });
    const foot = element('div', 'foot');
    foot.append(open);
    view.append(body, foot);
    view.setAttribute('role', 'dialog');
    view.setAttribute('aria-label', card.title);
    const hadFocus = root.activeElement !== null;
    root.replaceChildren(view);
    if (of.from || hadFocus) open.focus({ preventScroll: true });
  }

  function place({ box }: CardOf) {
    const isAbove = box.bottom + roomPx > innerHeight && box.top > roomPx;
    const left = Math.max(8, Math.min(box.left, innerWidth - widthPx - 8));
    host.style.inset = isAbove
      ? `auto auto ${innerHeight - box.top + 4}px ${left}px`
      : `${box.bottom + 4}px auto auto ${left}px`;
  }

  async function read(of: CardOf, known: MarkCard) {
    try {
      const card = await sendMessage('readCard', of.key);
      if (shown?.key === of.key) draw(of, card ?? { ...known, note: null });
    } catch {
      if (shown?.key === of.key) draw(of, { ...known, note: words.unread });
    }
  }

  function close() {
    clearTimeout(leaving);
    if (!shown) return;
    const { from, closing } = shown;
    shown = null;
    closing.abort();
    const hadFocus = root.activeElement !== null;
    host.remove();
    if (hadFocus) from?.focus({ preventScroll: true });
  }
  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(close, graceMs);
  }

  host.addEventListener('pointerenter', () => clearTimeout(leaving), { signal });
  host.addEventListener('pointerleave', leave, { signal });
  root.addEventListener('focusout', leave, { signal });
  root.addEventListener('focusin', () => clearTimeout(leaving), { signal });
  signal.addEventListener('abort', close);

  return {
    open(of) {
      clearTimeout(leaving);
      if (shown?.key === of.key) return;
      close();
      const closing = new AbortController();
      shown = { ...of, closing };
      const until = { signal: closing.signal };
      addEventListener('scroll', close, { ...until, capture: true, passive: true });
      addEventListener('resize', close, until);
      addEventListener('keydown', ({ key }) => key === 'Escape' && close(), { ...until, capture: true });
      const { words: mark } = of;
      const title = mark.text.charAt(0).toUpperCase() + mark.text.slice(1) + mark.more;
      const known = { tone: mark.tone, title, lines: [], note: words.reading };
      place(of);
      document.body.append(host);
      host.showPopover();
      draw(of, known);
      void read(of, known);
    },
    leave,
    close,
  };
}
