import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { type Marks, type MarkWords, marksAtOnce } from '../../utils/domain/person.ts';
import { sameResume } from '../../utils/hh/pages.ts';
import { asId, type ResumeId } from '../../utils/ids.ts';
import { sendMessage } from '../../utils/messaging/protocol.ts';
import {
  contentOf,
  element,
  isNightPage,
  keyOfLink,
  type Spot,
  spotsIn,
  tellingAttributes,
} from './anchors.ts';
import { type Card, closedRoot, createCard } from './marks-card.ts';
import type { Mounted } from './panel.ts';

/** The element name of a mark on hh's page. */
const markName = 'otklik-mark';
/** The longest wait for an idle moment, ms. */
const idleWithin = 300;
/** How long the pointer must rest on a name before its card opens, ms. */
const restMs = 400;
/** The worker checks our address, and may learn of a change a moment after us. */
const retryMs = 500;
const retries = 3;
/** How often to check whether hh has finished rendering its page, and how many times. */
const readyMs = 250;
const readyLooks = 60;
/** hh's React may remove elements that it does not know. After this many times, the page gets no more marks. */
const dropsAtMost = 2;
const gapPx = 8;
const dotPx = 20;
/** Transparent border of the chip, px, which widens the target for the pointer. */
const rimPx = 2;

/** The host has no size and is out of the flow, so that hh's layout never moves. */
const hostStyle = 'all:initial;position:absolute;z-index:1;width:0;height:0';

interface Mark extends Spot {
  words: MarkWords | null;
  host: HTMLElement;
  chip: HTMLElement;
  /** Width in CSS pixels of all its words, and of the last part of them. */
  widths: { full: number; more: number } | null;
  /**
   * `shape`: how much of the chip is shown. `place`: its transform as last written; null: hidden until it is
   * placed.
   */
  shape: string;
  place: string | null;
  isPlaced: boolean;
}

/**
 * Shows marks beside people whom we know, in any list on hh's page. hh's React owns the page: it may reuse a
 * card for somebody else, redraw everything, or remove elements that it does not know. So no earlier state of
 * a place is trusted: each pass reads who is where now, and corrects what is wrong.
 * @param own on the page of a resume, that resume: it gets no mark, and the page is watched only if it lists
 *   others
 */
export function mountMarks(
  ctx: Pick<ContentScriptContext, 'isValid'>,
  signal: AbortSignal,
  own?: ResumeId,
): Mounted {
  /** null: the worker was asked, and does not know this resume. */
  const known = new Map<string, MarkWords | null>();
  let marks = new Map<Element, Mark>();
  const byHost = new WeakMap<Element, Mark>();
  /** Marks to be measured once the page has laid them out. */
  let unplaced: Mark[] = [];
  let look: Omit<Marks, 'known'> | undefined;
  let root: Element | null = null;
  /** The resumes in the lists, until the page changes. */
  let spots: Spot[] | null = null;
  let observer: MutationObserver | undefined;
  let sizes: ResizeObserver | undefined;
  let isPending = false;
  let asking: symbol | null = null;
  let failures = 0;
  let drops = 0;
  /** No marks at present: nobody is signed in, they are switched off, or the page removes them. */
  let isOff = false;
  let isSized = false;
  let isNight = false;
  let isSeen = false;
  let card: Card | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let restingOn: string | null = null;

  // Left over from a copy of this script that the browser has invalidated.
  for (const old of document.querySelectorAll(`${markName}, otklik-card`)) old.remove();

  function heard(records: MutationRecord[]) {
    let isNews = false;
    for (const { type, target } of records) {
      isNews ||= type !== 'characterData';
      // Of changes to text only those within a marked title count; text changes elsewhere all the time.
      if (type === 'characterData')
        for (const mark of marks.values())
          if (mark.anchor.contains(target)) {
            mark.isPlaced = false;
            isNews = true;
          }
    }
    // Before the next paint: a card reused for somebody else must not show the mark of the person before.
    for (const [anchor, { key, now, host }] of marks)
      if (isNews && now() !== key) {
        host.remove();
        marks.delete(anchor);
      }
    if (!isNews) return;
    spots = null;
    ring();
  }
  function resized() {
    // The first call only reports that observation has begun.
    if (marks.size > 0) isSized = true;
    if (isSized) ring();
  }

  /** Schedules a pass after any change on the page. */
  function ring() {
    if (isPending || isOff || signal.aborted) return;
    isPending = true;
    requestIdleCallback(pass, { timeout: idleWithin });
  }

  function read(): Spot[] {
    spots ??= root ? spotsIn(root).filter(({ key }) => !own || !sameResume(asId<ResumeId>(key), own)) : [];
    return spots;
  }

  function watch() {
    observer?.disconnect();
    sizes?.disconnect();
    spots = null;
    root = contentOf();
    if (!root || (own && read().length === 0)) return;
    observer ??= new MutationObserver(heard);
    sizes ??= new ResizeObserver(resized);
    observer.observe(root, {
      childList: true,
      subtree: true,
      // The text of a title may change while its node stays.
      characterData: true,
      attributes: true,
      attributeFilter: tellingAttributes,
    });
    sizes.observe(root);
  }

  function pass() {
    isPending = false;
    if (isOff || signal.aborted) return;
    if (!ctx.isValid) return leave();
    if (!root?.isConnected) watch();
    if (!root) return;
    const here = read();
    const unknown = new Set(here.flatMap(({ key }) => (known.has(key) ? [] : [key])));
    if (unknown.size > 0 && !asking) void ask([...unknown].slice(0, marksAtOnce));
    if (look) put(here, look);
    // Discards the records of our own changes.
    observer?.takeRecords();
  }

  /** Makes the marks on the page match the spots. A mark with the same key that is still in place is left alone. */
  function put(here: Spot[], { theme, cards, words: { mark: label } }: Omit<Marks, 'known'>) {
    const before = marks;
    isNight = theme === 'auto' ? isNightPage() : theme === 'night';
    let isDropped = false;
    marks = new Map();
    const fresh: Mark[] = [];
    for (const spot of here) {
      const { key, anchor, card } = spot;
      const words = known.get(key);
      if (!words || marks.has(anchor)) continue;
      const old = before.get(anchor);
      const mark = old?.key === key ? old : newMark(spot, cards);
      if (mark === old) {
        before.delete(anchor);
        if (!mark.host.isConnected) isDropped = true;
      }
      mark.card = card;
      if (mark.words !== words) write(mark, words, label);
      marks.set(anchor, mark);
      // hh may have moved the name, or inserted something between it and the mark.
      if (anchor.nextElementSibling !== mark.host) {
        anchor.after(mark.host);
        mark.isPlaced = false;
      }
      if (!mark.isPlaced || isSized) fresh.push(mark);
    }
    for (const { host } of before.values()) host.remove();
    if (isDropped) drops += 1;
    if (drops >= dropsAtMost) return leave();
    isSized = false;
    settle(fresh);
    if (marks.size > 0 && cards && !card) listen();
  }

  function newMark(spot: Spot, cards: boolean): Mark {
    const host = document.createElement(markName);
    const chip = cards ? element('button') : element('span');
    if (chip instanceof HTMLButtonElement) {
      chip.type = 'button';
      chip.setAttribute('aria-haspopup', 'dialog');
      chip.addEventListener('click', ({ isTrusted }) => isTrusted && open(spot.key, chip, chip));
    } else chip.setAttribute('role', 'img');
    closedRoot(host, hostStyle).append(chip);
    const mark: Mark = {
      ...spot,
      words: null,
      host,
      chip,
      widths: null,
      shape: '',
      place: null,
      isPlaced: false,
    };
    byHost.set(host, mark);
    return mark;
  }

  /** @param before the words that come first for a screen reader */
  function write(mark: Mark, words: MarkWords, before: string) {
    const { chip } = mark;
    Object.assign(mark, { words, widths: null, isPlaced: false });
    const label = before + words.text + words.more;
    chip.replaceChildren(words.text, ...(words.more ? [element('span', 'more', words.more)] : []));
    chip.setAttribute('aria-label', label);
    if (chip.localName === 'span') chip.title = label;
    dress(mark);
  }
  const dress = ({ chip, words, shape, place }: Mark) => {
    chip.className = `chip ${words?.tone} ${isNight ? 'night' : 'day'} ${shape} ${place === null ? '' : 'on'}`;
  };

  /**
   * Places chips where their names end, after the next frame: by then the page has been laid out anyway, and
   * we force no layout. First everything is measured, then everything is written.
   */
  function settle(some: Mark[]) {
    const isAsked = unplaced.length > 0;
    unplaced = [...unplaced, ...some];
    if (!isAsked && unplaced.length > 0) requestAnimationFrame(() => setTimeout(measure));
  }

  function measure() {
    const some = unplaced.filter((mark) => marks.get(mark.anchor) === mark);
    unplaced = [];
    if (some.length === 0 || signal.aborted) return;
    // One range for all marks: browsers keep every live range up to date.
    const range = document.createRange();
    const right = root?.getBoundingClientRect().right ?? 0;
    const measured = some.map((mark) => ({ mark, ...placeOf(mark, right, range) }));
    for (const { mark, shape, place } of measured) {
      mark.isPlaced = true;
      if (mark.shape === shape && mark.place === place) continue;
      Object.assign(mark, { shape, place });
      dress(mark);
      mark.chip.style.transform = place;
    }
  }

  /** @param edge of the content, in CSS pixels @returns how much of the chip is shown, and its transform */
  function placeOf(mark: Mark, edge: number, range: Range): Pick<Mark, 'shape'> & { place: string } {
    const { anchor, card, host, chip } = mark;
    const base = host.getBoundingClientRect();
    const box = anchor.getBoundingClientRect();
    range.selectNodeContents(anchor);
    const line = [...range.getClientRects()].findLast(({ width }) => width > 0) ?? box;
    const end = Math.min(line.right, box.right);
    const middle = line.top + line.height / 2;
    const limit = card === anchor ? edge : card.getBoundingClientRect().right;
    const room = roomAfter(anchor, card, end, middle, limit);
    // Measured only once, while all its words are shown.
    mark.widths ??= {
      full: chip.offsetWidth - 2 * rimPx,
      more: chip.querySelector<HTMLElement>('.more')?.offsetWidth ?? 0,
    };
    const { full, more } = mark.widths;
    const shape = room >= full + gapPx ? '' : room >= full - more + gapPx ? 'short' : 'dot';
    const left = end + (shape === 'dot' ? Math.min(gapPx, Math.max(room, dotPx + 2) - dotPx) : gapPx);
    const [x, y] = [left - base.left, middle - dotPx / 2 - base.top].map((px) => Math.round(px) - rimPx);
    return { shape, place: `translate(${x}px, ${y}px)` };
  }

  function listen() {
    if (!look) return;
    const opened = createCard(look.words, signal);
    card = opened;
    /** Opens the card of the person under the pointer, if we know them; otherwise closes the open one. */
    const over = ({ target, pointerType }: PointerEvent) => {
      if (pointerType === 'touch' || !(target instanceof Element)) return;
      const mark = byHost.get(target);
      const at = mark?.chip ?? target.closest('a');
      const key = mark?.key ?? (at && keyOfLink(at));
      const of = at && key && known.get(key) ? key : null;
      if (of === restingOn) return;
      clearTimeout(resting);
      restingOn = of;
      if (of && at) resting = setTimeout(open, restMs, of, at);
      else opened.leave();
    };
    document.addEventListener('pointerover', over, { signal, passive: true });
  }

  /** @param from the element that gets the focus back, if a key or a click opened the card */
  function open(key: string, at: Element, from?: HTMLElement) {
    const words = known.get(key);
    // Meanwhile hh may have removed the element, or the answer may have changed.
    if (!words || !at.isConnected || !ctx.isValid) return;
    card?.open({ key, words, box: at.getBoundingClientRect(), night: isNight, ...(from && { from }) });
  }

  async function ask(keys: string[]) {
    const mine = Symbol();
    asking = mine;
    const answer = await sendMessage('readMarks', keys).catch(() => undefined);
    // A later question makes this answer stale.
    if (asking !== mine || signal.aborted) return;
    if (answer) {
      const isOther = answer.theme !== look?.theme || answer.cards !== look.cards;
      look = answer;
      if (isOther) clear();
      for (const key of keys) {
        const [before, now] = [known.get(key), answer.known[key] ?? null];
        // Words that have not changed are not written again.
        if (!before || !now || !saysSame(before, now)) known.set(key, now);
      }
      failures = 0;
    } else if (answer === null) {
      clear();
      known.clear();
      isOff = true;
    } else {
      if (!ctx.isValid) return leave();
      failures += 1;
      if (failures <= retries) await new Promise((done) => setTimeout(done, retryMs));
    }
    asking = null;
    if (failures <= retries) ring();
  }

  /** Removes every mark. */
  function clear() {
    card?.close();
    clearTimeout(resting);
    for (const { host } of marks.values()) host.remove();
    marks = new Map();
    observer?.takeRecords();
  }

  /** Leaves the page as it was before. */
  function leave() {
    isOff = true;
    clear();
    observer?.disconnect();
    sizes?.disconnect();
  }

  /** What is known may be stale or belong to another account. The marks stay until the answer arrives. */
  function readAgain() {
    if (drops >= dropsAtMost || signal.aborted || !root) return;
    isOff = false;
    const here = new Set(read().map(({ key }) => key));
    for (const key of known.keys()) if (!here.has(key)) known.delete(key);
    if (known.size > 0) void ask([...known.keys()].slice(0, marksAtOnce));
    else ring();
  }

  /** Waits until hh's React has taken over the page: a node inserted earlier makes React redraw everything. */
  function start(looks = readyLooks) {
    if (signal.aborted) return;
    if (contentOf()) {
      watch();
      ring();
    } else if (looks > 0) setTimeout(start, readyMs, looks - 1);
  }
  function see() {
    if (document.visibilityState !== 'visible') return;
    if (isSeen) return readAgain();
    isSeen = true;
    if (document.readyState === 'complete') requestIdleCallback(() => start(), { timeout: 2000 });
    else
      addEventListener('load', () => requestIdleCallback(() => start(), { timeout: 2000 }), {
        once: true,
        signal,
      });
  }

  document.addEventListener('visibilitychange', see, { signal });
  globalThis.navigation?.addEventListener('currententrychange', ring, { signal });
  // hh loads similar resumes when the person scrolls to them.
  if (own)
    document.addEventListener('scrollend', () => marks.size === 0 && start(0), { signal, passive: true });
  signal.addEventListener('abort', leave);
  see();
  return {
    readAgain,
    // A hidden tab asks when it is shown.
    marksChanged: () => isSeen && document.visibilityState === 'visible' && readAgain(),
  };
}

const saysSame = (one: MarkWords, other: MarkWords) =>
  one.tone === other.tone && one.text === other.text && one.more === other.more;

/** The room after the name on its line, px: up to the edge of the card, or to the next element. */
function roomAfter(anchor: Element, card: Element, end: number, middle: number, edge: number): number {
  let limit = edge - 2;
  for (let node = anchor; node !== card && node.parentElement; node = node.parentElement)
    for (const other of [...node.parentElement.children].slice(0, 8)) {
      if (other === node || other.localName === markName) continue;
      const { left, top, bottom, width } = other.getBoundingClientRect();
      if (width > 0 && left >= end - 1 && top < middle && bottom > middle) limit = Math.min(limit, left - 4);
    }
  return limit - end;
}
