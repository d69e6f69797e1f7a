import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { machineGlobs, machinePatterns, type Place, pagePatterns, placeAt } from '../../utils/hh/pages.ts';
import { onMessage } from '../../utils/messaging/protocol.ts';
import { mountList } from './list.ts';
import { mountMarks } from './marks.ts';
import { type Mounted, mountPanel } from './panel.tsx';

/** Stands on every page of hh, follows its in-app moves, and mounts what the address asks for. */
export default defineContentScript({
  matches: pagePatterns,
  excludeMatches: machinePatterns,
  excludeGlobs: machineGlobs,
  // hh's own page need not hear that we started; a newer copy of this script is told by an event of the document.
  noScriptStartedPostMessage: true,

  main(ctx) {
    const loaded = location.href;
    let page: { key: string; controller: AbortController; mounted: Mounted } | null = null;

    onMessage('whereAreYou', () => location.href);
    onMessage('focusPanel', () => page?.mounted.focus?.());
    onMessage('panelChanged', ({ data }) => page?.mounted.show?.(data) ?? false);
    onMessage('marksChanged', () => page?.mounted.marksChanged?.());
    onMessage('readAgain', () => {
      page?.mounted.readAgain();
      return page !== null;
    });

    // A newer copy of this script has the page now. After an update of the extension there is none: then the panel
    // stays, and says so.
    ctx.onInvalidated(() => {
      if (browser.runtime?.id) page?.controller.abort();
    });

    function mount(at: Place, signal: AbortSignal): Mounted {
      switch (at.page) {
        case 'list':
          return mountMarks(ctx, signal);
        case 'applicant-negotiations':
          return mountList(loaded, signal);
        case 'vacancy':
          return mountPanel(at, ctx, signal);
        case 'resume':
          return both(mountPanel(at, ctx, signal), mountMarks(ctx, signal, at.resumeId));
      }
    }

    const follow = () => {
      const at = placeAt(new URL(location.href));
      const key = at && Object.values(at).join(' ');
      if (key === (page?.key ?? null)) return;
      page?.controller.abort();
      page = null;
      if (!key || ctx.isInvalid) return;
      const controller = new AbortController();
      const { signal } = controller;
      page = { key, controller, mounted: mount(at, signal) };
    };
    // Where there is a Navigation API, WXT tells of a move before it is made, and of downloads and telephone numbers,
    // which leave the page where it is. So we look at our own address, also when a move has been made.
    ctx.addEventListener(window, 'wxt:locationchange', follow);
    globalThis.navigation?.addEventListener('currententrychange', follow, { signal: ctx.signal });
    follow();
  },
});

/** The panel, and marks beside other resumes on its page. */
const both = (panel: Mounted, marks: Mounted): Mounted => ({
  ...panel,
  ...(marks.marksChanged && { marksChanged: marks.marksChanged }),
  readAgain() {
    panel.readAgain();
    marks.readAgain();
  },
});
