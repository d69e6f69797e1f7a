import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { resumeAt } from '../../utils/hh/pages.ts';
import { hear } from '../../utils/wire.ts';
import type { Context } from './context.ts';
import { mountResume, type Resume } from './resume.tsx';

/** How often the address is looked at where the browser does not tell that it has changed. */
const lookMs = 1000;

/** On which hosts, says wxt.config.ts. */
export default defineContentScript({
  main(ctx: Context) {
    let page: { key: string; controller: AbortController; resume: Resume } | null = null;

    const route = () => {
      const at = resumeAt(new URL(location.href));
      const key = at && [at.resumeId, at.vacancyId, at.topicId].join(' ');
      if (key === (page?.key ?? null)) return;
      page?.controller.abort();
      page = null;
      if (!key || !ctx.isValid) return;
      const controller = new AbortController();
      page = { key, controller, resume: mountResume(at, ctx, controller.signal) };
    };

    hear({
      whereAreYou: () => location.href,
      focusPanel: () => page?.resume.focus(),
      panelChanged: (panel) => page?.resume.show(panel),
      readAgain: () => page?.resume.readAgain(),
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
