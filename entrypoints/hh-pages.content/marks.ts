import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { type Marks, type MarkWords, marksAtOnce } from '../../utils/domain/person.ts';
import { sameResume } from '../../utils/hh/pages.ts';
import { asId, type ResumeId } from '../../utils/ids.ts';
import { sendMessage } from '../../utils/messaging/protocol.ts';
import { contentOf, keyOfLink, type Spot, spotsIn, tellingAttributes } from './list-anchors.ts';
import { type Card, createCard } from './marks-card.ts';
import { closedRoot, element } from './marks-shadow.ts';
import type { Mounted } from './panel.ts';
import { isNightPage } from './place.ts';

/** Under this plain name marks stand on hh's page. */
const markName = 'otklik-mark';
/** An idle moment that does not come by then is taken. */
const idleWithin = 300;
/** How long to rest on a name before its card opens, ms. */
const restMs = 400;
/** The worker checks our address, and may see it a moment after us. */
const retryMs = 500;
const retries = 3;
/** How often to look whether hh's page is put together, and how many times. */
const readyMs = 250;
const readyLooks = 60;
/** hh's React drops what it does not know: twice means, not on this page. */
const dropsAtMost = 2;
const gapPx = 8;
const dotPx = 20;
/** Around the chip, unseen: a pointer finds what is smaller than its own aim. */
const rimPx = 2;

/** hh's layout never moves: the host has no size, and no place in the flow. */
const hostStyle = 'all:initial;position:absolute;z-index:1;width:0;height:0';

interface Mark extends Spot {
  words: MarkWords | null;
  host: HTMLElement;
  chip: HTMLElement;
  /** In CSS pixels, of all its words and of the last of them. */
  widths: { full: number; more: number } | null;
  /** How much of the chip is shown, and its transform, as last written; null: it waits for its place, unseen. */
  shape: string;
  place: string | null;
  isPlaced: boolean;
}

/**
 * Marks beside people whom we know, in whatever list of theirs hh's page shows. hh's React owns the page: it may use a card
 * again for somebody else, draw all anew, or drop what it does not know. So nothing is remembered of a place but what
 * stands there now: each pass reads who is where, and puts right what is not.
 *
 * @param own the resume whose page it is: it is no other, and its page is watched only where others stand on it
 */
export function mountMarks(
  ctx: Pick<ContentScriptContext, 'isValid'>,
  signal: AbortSignal,
  own?: ResumeId,
): Mounted {
  /** null: asked about, and not known. */
  const known = new Map<string, MarkWords | null>();
  let marks = new Map<Element, Mark>();
  const byHost = new WeakMap<Element, Mark>();
  /** Those that are to be measured once the page has laid them out. */
  let unplaced: Mark[] = [];
  let look: Omit<Marks, 'known'> | undefined;
  let root: Element | null = null;
  /** Who stands where, until the page changes. */
  let spots: Spot[] | null = null;
  let observer: MutationObserver | undefined;
  let sizes: ResizeObserver | undefined;
  let isPending = false;
  let asking: symbol | null = null;
  let failures = 0;
  let drops = 0;
  /** No marks for now: nobody is signed in, they are switched off, or the page removes them. */
  let isOff = false;
  let isSized = false;
  let isNight = false;
  let isSeen = false;
  let card: Card | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let restingOn: string | null = null;

  // Left by a copy of this script that the browser has cut off.
  for (const old of document.querySelectorAll(`${markName}, otklik-card`)) old.remove();

  function heard(records: MutationRecord[]) {
    let isNews = false;
    for (const { type, target } of records) {
      isNews ||= type !== 'characterData';
      // Of changes of text only those within a marked title count; pages change elsewhere all the time.
      if (type === 'characterData')
        for (const mark of marks.values())
          if (mark.anchor.contains(target)) {
            mark.isPlaced = false;
            isNews = true;
          }
    }
    // Before anybody sees it: a card that has become somebody else's has no mark of another's.
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
    // The first call only says that it observes.
    if (marks.size > 0) isSized = true;
    if (isSized) ring();
  }

  /** Something changed on the page: a bell, whatever it was. */
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
    root = contentOf(document);
    if (!root || (own && read().length === 0)) return;
    observer ??= new MutationObserver(heard);
    sizes ??= new ResizeObserver(resized);
    observer.observe(root, {
      childList: true,
      subtree: true,
      // A title may change without its node.
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
    // What we wrote ourselves is no news.
    observer?.takeRecords();
  }

  /** The marks that are to be, beside those that are: same key and still there means nothing to do. */
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
      // hh may have moved the name, or put something of its own between.
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

  /** @param before what it says, for a screen reader */
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
   * Puts chips where their names end, behind the next frame: the page has laid them out by itself then, and need not do so
   * for us. All is measured first, then all is written.
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
    // One for all: browsers keep every range up to date that is not thrown away yet.
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
    // Measured once, while all its words stand there.
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
    /** The card of the person under the pointer opens, if we know them; otherwise the open one closes. */
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

  /** @param from what gets the focus back, where a key opened it */
  function open(key: string, at: Element, from?: HTMLElement) {
    const words = known.get(key);
    // The card may show another person by now.
    if (!words || !at.isConnected || !ctx.isValid) return;
    card?.open({ key, words, box: at.getBoundingClientRect(), night: isNight, ...(from && { from }) });
  }

  async function ask(keys: string[]) {
    const mine = Symbol();
    asking = mine;
    const answer = await sendMessage('readMarks', keys).catch(() => undefined);
    // A later question makes this answer an old one.
    if (asking !== mine || signal.aborted) return;
    if (answer) {
      const isOther = answer.theme !== look?.theme || answer.cards !== look.cards;
      look = answer;
      if (isOther) clear();
      for (const key of keys) {
        const [before, now] = [known.get(key), answer.known[key] ?? null];
        // The same words are written once.
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

  /** Takes every mark away. */
  function clear() {
    card?.close();
    clearTimeout(resting);
    for (const { host } of marks.values()) host.remove();
    marks = new Map();
    observer?.takeRecords();
  }

  /** Leaves the page as it was. */
  function leave() {
    isOff = true;
    clear();
    observer?.disconnect();
    sizes?.disconnect();
  }

  /** What is known may be another's, or something else by now; what stands stays until the answer is there. */
  function readAgain() {
    if (drops >= dropsAtMost || signal.aborted || !root) return;
    isOff = false;
    const here = new Set(read().map(({ key }) => key));
    for (const key of known.keys()) if (!here.has(key)) known.delete(key);
    if (known.size > 0) void ask([...known.keys()].slice(0, marksAtOnce));
    else ring();
  }

  /** hh's page is put together, and its React has taken it over: a node put in earlier makes it draw all anew. */
  function start(looks = readyLooks) {
    if (signal.aborted) return;
    if (contentOf(document)) {
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
  // hh brings similar resumes when one comes to them.
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

/** How much room there is behind the name in its line: up to the card's edge, or to what stands there. */
function roomAfter(anchor: Element, card: Element, end: number, middle: number, edge: number): number {
  let limit = edge - 2;
  for (let node = anchor; node !== card && node.parentElement; node = node.parentElement)
    for (const other of [...node.parentElement.children].slice(0, 8)) {
      if (other === node || other.localName === 'otklik-mark') continue;
      const { left, top, bottom, width } = other.getBoundingClientRect();
      if (width > 0 && left >= end - 1 && top < middle && bottom > middle) limit = Math.min(limit, left - 4);
    }
  return limit - end;
}
