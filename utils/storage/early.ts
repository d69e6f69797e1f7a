import { browser } from 'wxt/browser';

/*
 * Runs in a small script in the head of a page, while the browser is still fetching the page's own code. It only
 * knows the keys; `page-store.ts` reads the values like any others.
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
