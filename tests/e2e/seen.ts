import { type Tab, until } from './browser.ts';
import type { Surface } from './surface.ts';

/* What a person with the keyboard, or with large letters, would hold against a page. Those that run in it stand alone. */

/** Whatever Tab should lead to, numbered; the names in their order. The focus is one step from the first of it. */
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
    // Of a group one is reached, and the arrows lead on.
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

/** What has the focus: its number, whether that is seen, and whether anything of it is. */
function focused(root: Document | ShadowRoot | null) {
  const one = root?.activeElement;
  // Past the last one the browser's own window has it.
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

/** Walks a page by Tab: what is never reached, where the focus is not seen, and what hides it. */
export async function walkFaults(page: Surface): Promise<string[]> {
  const names = await page.run(tabbable, null);
  const faults = new Set<string>();
  const missed = new Set(names.keys());
  for (let step = 0; step < names.length * 2 + 12 && missed.size > 0; step++) {
    // From the top: Firefox draws no focus that came round by its own window.
    await page.press(step === 0 && names.length > 1 ? { code: 'Tab', key: 'Tab', shift: true } : 'Tab');
    // What grows with the focus has a moment to do so.
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
  // A control that went away as the focus came, because all of the form is there then, is none that is missing.
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

/** Sets the letters of a page as another system has them. */
export const setFont = (tab: Tab, family: string) =>
  tab.evaluate((name) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { font-family: ${name} !important; }`);
    document.adoptedStyleSheets = [sheet];
  }, family);

/** What has no room on a page as it stands: words that are cut without a title, buttons that leave the window. */
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
