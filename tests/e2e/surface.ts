import { type Json, type Press, type Root, type Tab, until } from './browser.ts';

/** A part of the extension that people see: one of its own pages, or the panel on a page of hh. */
export class Surface {
  readonly tab: Tab;
  private readonly place: 'page' | 'panel';

  constructor(tab: Tab, place: 'page' | 'panel') {
    this.tab = tab;
    this.place = place;
  }

  run<A extends Json, T>(run: (root: Root | null, given: A) => T, given: A): Promise<T> {
    return this.place === 'panel' ? this.tab.inPanel(run, given) : this.tab.inPage(run, given);
  }

  /** The visible text; null if there is no panel. */
  text(): Promise<string | null> {
    return this.run((root) => {
      if (!root) return null;
      // Rows out of view are not rendered (`content-visibility`), so that Firefox reads them as empty.
      const later = [...root.querySelectorAll<HTMLElement>('li, section, article')].filter(
        (one) => getComputedStyle(one).contentVisibility === 'auto',
      );
      for (const one of later) one.style.contentVisibility = 'visible';
      // biome-ignore lint/performance/useDomNodeTextContent: only what a person can see counts as said
      const parts = [...root.children].map((part) => (part instanceof HTMLElement ? part.innerText : ''));
      for (const one of later) one.style.contentVisibility = '';
      return parts.join('\n').replace(/[\u00a0\u202f]/g, ' ');
    }, null);
  }

  /** For the message of a failure: which page it is, and whether it is visible. */
  private where(): Promise<string> {
    return this.tab.evaluate(
      () =>
        [
          location.href,
          document.readyState,
          document.visibilityState,
          ...[...document.querySelectorAll('otklik-panel')].map(({ outerHTML }) => outerHTML),
        ].join(' '),
      null,
    );
  }

  /** Waits until the text contains these words. */
  async says(words: string | RegExp, options?: { timeout?: number }): Promise<string> {
    return until(
      `"${words}" in ${this.place}`,
      async () => {
        const text = (await this.text()) ?? '';
        const said = typeof words === 'string' ? text.includes(words) : words.test(text);
        if (!said) throw new Error(text || (await this.where()));
        return text;
      },
      options,
    );
  }

  async saysNoMore(words: string | RegExp, options?: { timeout?: number }): Promise<void> {
    await until(
      `no more "${words}" in ${this.place}`,
      async () => {
        const text = (await this.text()) ?? '';
        return typeof words === 'string' ? !text.includes(words) : !words.test(text);
      },
      options,
    );
  }

  /**
   * Waits until the element with this accessible name (the whole name, otherwise its beginning) stops moving, and
   * clicks its middle. If something drawn or moved meanwhile gets the click instead, it is clicked again.
   */
  async click(name: string): Promise<void> {
    let before: { x: number; y: number } | null = null;
    let still = 0;
    await until(`"${name}" to click`, async () => {
      const now = await this.run(whereIs, { name, enabled: true });
      still = now && before && now.x === before.x && now.y === before.y ? still + 1 : 0;
      before = now;
      if (!now || still < 2) return false;
      still = 0;
      await this.tab.click(now.x, now.y);
      // The page may receive the click a moment later: another click would be a second one.
      const heard = () => this.run(whatWasHit, null).catch(() => 'it' as const);
      return (await until('the click', heard, { timeout: 5_000 }).catch(() => null)) === 'it';
    });
  }

  async has(name: string): Promise<boolean> {
    return (await this.run(whereIs, { name, enabled: false })) !== null;
  }

  /** The names of everything that can be clicked or filled in, in order. */
  names(selector = 'button, a, input, textarea, select, summary, [role=tab]'): Promise<string[]> {
    return this.run(namesOf, { selector });
  }

  /** Replaces the text of a field. */
  async fill(name: string, text: string): Promise<void> {
    await until(`"${name}" to hold "${text}"`, async () => {
      await this.click(name);
      await this.press({ code: 'KeyA', key: 'a', ctrl: true });
      if (text) await this.tab.type(text);
      else await this.press('Backspace');
      const value = await this.value(name);
      return value === null || value.trim() === text.trim();
    });
  }

  value(name: string): Promise<string | null> {
    return this.run(fieldValue, { name });
  }

  count(selector: string): Promise<number> {
    return this.run((root, given) => root?.querySelectorAll(given).length ?? 0, selector);
  }

  /** The accessible name of the element with the focus. */
  focused(): Promise<string> {
    return this.run((root) => {
      const element = root?.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    }, null);
  }

  /** Presses a Latin key by its position (`KeyR`, `Escape`, `Slash`), or a key of another layout. */
  press(key: string | Press): Promise<void> {
    return this.tab.press(typeof key === 'string' ? latin(key) : key);
  }

  box(selector: string): Promise<{ x: number; y: number; width: number; height: number } | null> {
    return this.run((root, given) => {
      const box = root?.querySelector(given)?.getBoundingClientRect();
      return box ? { x: box.x, y: box.y, width: box.width, height: box.height } : null;
    }, selector);
  }
}

/** Ctrl+Enter sends, in the panel and in the popup. */
export const sendKey: Press = { code: 'Enter', key: 'Enter', ctrl: true };

function latin(code: string): Press {
  const letter = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
  if (letter) return { code, key: letter.toLowerCase() };
  return { code, key: code === 'Slash' ? '/' : code };
}

// These functions run inside the page: each must be self-contained.

function whereIs(
  root: Root | null,
  { name, enabled }: { name: string; enabled: boolean },
): { x: number; y: number } | null {
  const nameOf = (element: Element): string => {
    const label = element.getAttribute('aria-label');
    if (label) return label;
    const labels = 'labels' in element && element.labels instanceof NodeList ? [...element.labels] : [];
    const copies = (labels.length > 0 ? labels : [element]).map((one) => one.cloneNode(true));
    for (const copy of copies)
      if (copy instanceof Element)
        for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove();
    return copies.map((copy) => copy.textContent ?? '').join(' ');
  };
  const tidy = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
  const wanted = tidy(name);
  const seen = [
    ...(root?.querySelectorAll('button, a, input, textarea, select, summary, [role=tab]') ?? []),
  ].filter((element) => element.getClientRects().length > 0 && !(enabled && element.matches(':disabled')));
  const found =
    seen.find((element) => tidy(nameOf(element)) === wanted) ??
    seen.find((element) => tidy(nameOf(element)).startsWith(wanted));
  if (!found) return null;
  found.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const box = found.getBoundingClientRect();
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  // Something that slides over the element would get the click instead.
  const top = root?.elementFromPoint(x, y);
  if (enabled && top && top !== found && !found.contains(top) && !top.contains(found)) return null;
  if (root && enabled) {
    // Records whether the next click reaches the element, or the same one drawn again.
    const watch: { hit: 'it' | 'another' | null } = { hit: null };
    Reflect.set(root, 'otklikClick', watch);
    const look = (event: Event) => {
      const isIt = (one: EventTarget) =>
        one === found || (one instanceof Element && tidy(nameOf(one)) === tidy(nameOf(found)));
      watch.hit = event.composedPath().some(isIt) ? 'it' : 'another';
    };
    root.addEventListener('click', look, { capture: true, once: true });
  }
  return { x, y };
}

/** null: there was no click yet. In a new document, after navigation, the click has done its work. */
function whatWasHit(root: Root | null): 'it' | 'another' | null {
  const watch: unknown = root && Reflect.get(root, 'otklikClick');
  return watch ? Reflect.get(Object(watch), 'hit') : 'it';
}

function namesOf(root: Root | null, { selector }: { selector: string }): string[] {
  return [...(root?.querySelectorAll(selector) ?? [])]
    .filter((element) => element.getClientRects().length > 0)
    .map((element) => {
      const copy = element.cloneNode(true);
      if (copy instanceof Element)
        for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove();
      return (element.getAttribute('aria-label') ?? copy.textContent ?? '').trim();
    });
}

function fieldValue(root: Root | null, { name }: { name: string }): string | null {
  for (const field of root?.querySelectorAll('input, textarea, select') ?? []) {
    if (
      !(
        field instanceof HTMLInputElement ||
        field instanceof HTMLTextAreaElement ||
        field instanceof HTMLSelectElement
      )
    )
      continue;
    const label = field.getAttribute('aria-label') ?? field.labels?.[0]?.textContent ?? '';
    if (label.trim() === name) return field.value;
  }
  return null;
}
