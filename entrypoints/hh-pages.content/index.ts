import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { placeAt } from '../../utils/hh/pages.ts';
import { hear } from '../../utils/wire.ts';
import type { Context } from './context.ts';
import { mountList } from './list.ts';
import { type Mounted, mountPanel } from './panel.tsx';

/** How often the address is looked at where the browser does not tell that it has changed. */
const lookMs = 1000;

/** On which hosts, says wxt.config.ts. */
export default defineContentScript({
  main(ctx: Context) {
    let page: { key: string; controller: AbortController; mounted: Mounted } | null = null;

    const route = () => {
      const at = placeAt(new URL(location.href));
      const key = at && Object.values(at).join(' ');
      if (key === (page?.key ?? null)) return;
      page?.controller.abort();
      page = null;
      if (!key || !ctx.isValid) return;
      const controller = new AbortController();
      const { signal } = controller;
      const mounted = at.page === 'applicant-negotiations' ? mountList(signal) : mountPanel(at, ctx, signal);
      page = { key, controller, mounted };
    };

    hear({
      whereAreYou: () => location.href,
      focusPanel: () => page?.mounted.focus?.(),
      panelChanged: (panel) => page?.mounted.show?.(panel),
      readAgain: () => page?.mounted.readAgain(),
    });
    // Firefox has it since 147.
    const { navigation } = globalThis as { navigation?: EventTarget };
    navigation?.addEventListener('currententrychange', route, { signal: ctx.signal });
    const timer = navigation ? undefined : setInterval(route, lookMs);
    // A newer copy of this script has started: it has the page now. After an update of the extension there is
    // none; then the panel stays, and says so.
    ctx.signal.addEventListener('abort', () => {
      clearInterval(timer);
      if (browser.runtime?.id) page?.controller.abort();
    });
    route();
  },
});
