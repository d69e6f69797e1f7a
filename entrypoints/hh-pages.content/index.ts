import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { pageOf } from '../../utils/hh/pages.ts';
import { onMessage } from '../../utils/messages.ts';
import { machineGlobs, machinePatterns, pagePatterns } from '../../utils/sites.ts';
import { mountResume } from './resume.tsx';

/** `wxt:locationchange` comes before the address has changed; after these times it should have. */
const commitMs = [0, 50, 250, 1000];

export default defineContentScript({
  matches: pagePatterns,
  excludeMatches: machinePatterns,
  excludeGlobs: machineGlobs,
  allFrames: false,
  runAt: 'document_idle',
  main(ctx) {
    let page: { key: string; controller: AbortController; focus: () => void } | null = null;

    const leave = () => {
      page?.controller.abort();
      page = null;
    };
    const route = () => {
      const at = pageOf(location.href);
      const key = at?.page === 'resume' ? [at.resumeId, at.vacancyId, at.topicId].join(' ') : null;
      if (key === (page?.key ?? null)) return;
      leave();
      if (!key || at?.page !== 'resume' || ctx.isInvalid) return;
      const controller = new AbortController();
      page = { key, controller, focus: mountResume(at, ctx, controller.signal) };
    };

    onMessage('whereAreYou', () => location.href);
    onMessage('focusPanel', () => page?.focus());
    ctx.addEventListener(window, 'wxt:locationchange', async ({ newUrl }) => {
      for (const delay of commitMs) {
        await new Promise((resolve) => setTimeout(resolve, delay));
        if (location.href === newUrl.href) return route();
      }
    });
    // A newer copy of this script has started: it has the page now. After an update of the extension there is
    // none; then the panel stays, and says so.
    ctx.onInvalidated(() => {
      if (browser.runtime?.id) leave();
    });
    route();
  },
});
