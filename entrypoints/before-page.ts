import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createTheme, rememberedTheme } from '../components/ui/page-theme.ts';
import { readEarly } from '../utils/storage/early.ts';

/** In the head of popup and inbox page: the theme of the first frame, and the store, before the page's code is there. */
export default defineUnlistedScript(() => {
  createTheme()(rememberedTheme());
  globalThis.early = readEarly(document.currentScript?.dataset.rows !== undefined);
});
