import type { browser as Browser } from 'wxt/browser';

declare const chrome: typeof Browser;

/**
 * Stands in for WXT's `browser` (see wxt.config.ts), which asks for `runtime.id` first, and that is half a
 * millisecond of every page of hh. Firefox has ours under this name too.
 */
export const browser = chrome;
