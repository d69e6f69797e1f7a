import { browser } from 'wxt/browser';

/*
 * Read by a small script in the head of a page, while the browser still fetches the page's own code. It knows the
 * keys alone; `page-store.ts` reads the values as any others.
 */

/** What a page is first drawn from; the keys are those of `items.ts`. */
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
  /** What was set meanwhile, as it is by now. */
  changed: Found;
}

declare global {
  var early: Early | undefined;
}

/** @param withRows the rows as well, which may be many */
export function readEarly(withRows: boolean): Early {
  const { local } = browser.storage;
  const changed: Found = {};
  local.onChanged.addListener((changes) => {
    for (const [key, { newValue }] of Object.entries(changes)) changed[key] = newValue;
  });
  return { first: local.get(firstKeys), rows: withRows ? local.get(rowsKey) : null, changed };
}
