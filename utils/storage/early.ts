import { browser } from 'wxt/browser';
import type { Settings } from '../domain/settings.ts';

/*
 * Runs in a small script in the head of a page, while the browser is still fetching the page's own code: starts
 * reading the store, and applies the theme. It only knows the keys; `page-store.ts` reads the values like any others.
 */

/** What a page is first drawn from; the keys are those in `items.ts`. */
export const firstKeys = [
  'account',
  'applicant',
  'counts',
  'settings',
  'outbox',
  'drafts',
  'reminders',
  'avoided',
];
export const rowsKey = 'inbox';

type Found = Record<string, unknown>;
interface Early {
  first: Promise<Found>;
  rows: Promise<Found> | null;
  /** Values set since, as they are now. */
  changed: Found;
}

declare global {
  var early: Early | undefined;
}

/** @param withRows also read the rows, which may be many */
export function readEarly(withRows: boolean): Early {
  const { local } = browser.storage;
  const changed: Found = {};
  local.onChanged.addListener((changes) => {
    for (const [key, { newValue }] of Object.entries(changes)) changed[key] = newValue;
  });
  return { first: local.get(firstKeys), rows: withRows ? local.get(rowsKey) : null, changed };
}

/** The store is read only after the first frame, so the theme is also kept where it can be read synchronously. */
const remembered = 'theme';
export function rememberedTheme(): Settings['theme'] {
  const theme = localStorage.getItem(remembered);
  return theme === 'day' || theme === 'night' ? theme : 'auto';
}

/** Sets the theme of one of our pages; `auto` follows the system. */
export function createTheme(
  root: { classList: { toggle(name: string, on: boolean): unknown } } = document.documentElement,
  dark: { matches: boolean; addEventListener(name: 'change', changed: () => void): void } = matchMedia(
    '(prefers-color-scheme: dark)',
  ),
  memory: Pick<Storage, 'setItem' | 'removeItem'> = localStorage,
): (theme: Settings['theme']) => void {
  let chosen: Settings['theme'] | null = null;
  const paint = () => {
    root.classList.toggle('night', chosen === 'night' || (chosen === 'auto' && dark.matches));
  };
  dark.addEventListener('change', paint);
  return (theme) => {
    if (theme === chosen) return;
    // The default is not kept, so that erasing everything leaves nothing here.
    if (theme === 'auto') memory.removeItem(remembered);
    else memory.setItem(remembered, theme);
    chosen = theme;
    paint();
  };
}
