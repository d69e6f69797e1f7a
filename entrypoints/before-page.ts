import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createTheme, readEarly, rememberedTheme } from '../utils/storage/early.ts';

/**
 * In the head of popup and inbox page: applies the theme to the first frame, and starts reading the store
 * before the page's code has loaded.
 */
export default defineUnlistedScript(() => {
  createTheme()(rememberedTheme());
  globalThis.early = readEarly(document.currentScript?.dataset.rows !== undefined);
});
