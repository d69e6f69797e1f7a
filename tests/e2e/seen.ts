import { type Tab, until } from './browser.ts';
import type { Surface } from './surface.ts';

/*
 * What is wrong with a page for a person who uses the keyboard, or large letters. Functions run in the page must be
 * self-contained.
 */

/**
 * Numbers everything that Tab should reach, and returns the names in order. The focus is put one step after the
 * first.
 */
function tabbable(root: Document | ShadowRoot | null): string[] {
  const place = root?.querySelector('dialog[open]') ?? root;
  const radios = new Set<string>();
  const found = [
    ...(place?.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex]',
    ) ?? []),
  ].filter((one) => {
    if (one.tabIndex < 0 || one.matches(':disabled, [inert] *') || one.getClientRects().length === 0)
      return false;
    if (!one.checkVisibility({ visibilityProperty: true })) return false;
    if (!(one instanceof HTMLInputElement && one.type === 'radio')) return true;
    // Tab reaches one button of a group; the arrow keys lead to the others.
    const group = [...(root?.querySelectorAll<HTMLInputElement>('input[type=radio]') ?? [])].filter(
      ({ name, form }) => name === one.name && form === one.form,
    );
    if (radios.has(one.name) || (!one.checked && group.some(({ checked }) => checked))) return false;
    radios.add(one.name);
    return true;
  });
  for (const [index, one] of found.entries()) Reflect.set(one, 'otklikStop', index);
  found[1]?.focus();
  return found.map(
    (one) =>
      (one.getAttribute('aria-label') ?? one.title ?? '').slice(0, 40) ||
      (one.textContent ?? '').trim().slice(0, 40) ||
      one.outerHTML.slice(0, 80),
  );
}

/** The element with the focus: its number, whether the focus is shown, and whether any part of it is visible. */
function focused(root: Document | ShadowRoot | null) {
  const one = root?.activeElement;
  // After the last element, the browser's own window has the focus.
  if (!(one instanceof HTMLElement) || one === document.body || !document.hasFocus()) return null;
  const rings = [one, one.closest('label'), one.parentElement].flatMap((each) =>
    each ? [getComputedStyle(each), getComputedStyle(each, '::after')] : [],
  );
  const box = one.getBoundingClientRect();
  const points = [
    [0.5, 0.5],
    [0.1, 0.5],
    [0.9, 0.5],
    [0.5, 0.1],
    [0.5, 0.9],
  ].map(([x = 0, y = 0]) => root?.elementFromPoint(box.x + box.width * x, box.y + box.height * y));
  return {
    stop: Number(Reflect.get(one, 'otklikStop') ?? -1),
    name: one.outerHTML.slice(0, 120),
    ringed: rings.some(
      ({ outlineStyle, outlineWidth, boxShadow }) =>
        (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
    ),
    seen: points.some(
      (point) =>
        point && (one.contains(point) || point.contains(one) || one.closest('label, li')?.contains(point)),
    ),
  };
}

/** Walks through a page by Tab: what is never reached, where the focus is not shown, and where it is hidden. */
export async function walkFaults(page: Surface): Promise<string[]> {
  const names = await page.run(tabbable, null);
  const faults = new Set<string>();
  const missed = new Set(names.keys());
  for (let step = 0; step < names.length * 2 + 12 && missed.size > 0; step++) {
    // Starts at the top: Firefox shows no focus that came back from its own window.
    await page.press(step === 0 && names.length > 1 ? { code: 'Tab', key: 'Tab', shift: true } : 'Tab');
    // An element may grow when it takes the focus; it gets a moment for that.
    const look = async () => ({ at: await page.run(focused, null) });
    const shown = async () => {
      const { at } = await look();
      return !at || (at.ringed && at.seen) ? { at } : null;
    };
    const { at } = await until('the focus', shown, { timeout: 10_000 }).catch(look);
    if (!at) continue;
    missed.delete(at.stop);
    if (!at.ringed) faults.add(`focus is not shown: ${at.name}`);
    if (!at.seen) faults.add(`focus is hidden: ${at.name}`);
  }
  // A control that disappeared because the form opened when it took the focus is not missing.
  const left = await page.run(
    (root, wanted) =>
      wanted.filter((index) =>
        [...(root?.querySelectorAll('*') ?? [])].some(
          (one) => Reflect.get(one, 'otklikStop') === index && one.getClientRects().length > 0,
        ),
      ),
    [...missed],
  );
  return [...faults, ...left.map((index) => `not reached by Tab: ${names[index]}`)];
}

/** Sets the font of a page, as another system would have it. */
export const setFont = (tab: Tab, family: string) =>
  tab.evaluate((name) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { font-family: ${name} !important; }`);
    document.adoptedStyleSheets = [sheet];
  }, family);

/** What does not fit on a page: words cut off without a title, and buttons outside the window. */
export const fitFaults = (tab: Tab): Promise<string[]> =>
  tab.evaluate(() => {
    const faults: string[] = [];
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth + 1)
      faults.push(`the page scrolls sideways: ${scrollWidth} of ${innerWidth}`);
    const isSeen = (one: Element) =>
      one.getClientRects().length > 0 &&
      getComputedStyle(one).visibility === 'visible' &&
      !one.closest('.hidden, [hidden]');
    const scrolls = (one: Element | null): boolean =>
      one !== null && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
    for (const one of document.querySelectorAll<HTMLElement>('.ell, .btn, .tabs > *, .collections button')) {
      if (!isSeen(one) || one.scrollWidth <= one.clientWidth + 1) continue;
      const words = `${(one.textContent ?? '').trim().slice(0, 60)} (${one.clientWidth} of ${one.scrollWidth})`;
      const button = one.closest('.btn');
      if (!one.closest('[title]')) faults.push(`cut without a title: ${words}`);
      else if (button && !button.matches('.chooser, .menu > *, .acts > *'))
        faults.push(`a button loses its words: ${words}`);
    }
    for (const one of document.querySelectorAll('button, a, input, select, textarea')) {
      const { left, right, width } = one.getBoundingClientRect();
      if (isSeen(one) && width > 1 && (right > innerWidth + 1 || left < -1) && !scrolls(one.parentElement))
        faults.push(`out of the window: ${one.outerHTML.slice(0, 100)}`);
    }
    return faults;
  }, null);
