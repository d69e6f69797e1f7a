import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { machineGlobs, machinePatterns, type Place, pagePatterns, placeAt } from '../../utils/hh/pages.ts';
import { onMessage } from '../../utils/messaging/protocol.ts';
import type { Mounted } from './panel.ts';

/** What is shown for an address; `mounted` is set once its code has loaded. */
interface Shown {
  key: string;
  controller: AbortController;
  mounted?: Mounted;
}

/** Runs on every page of hh, follows its in-app navigation, and mounts what belongs to the address. */
export default defineContentScript({
  matches: pagePatterns,
  excludeMatches: machinePatterns,
  excludeGlobs: machineGlobs,
  // hh's page need not be told that the script started: a newer copy of it reaches this one by an event of
  // the document.
  noScriptStartedPostMessage: true,

  main(ctx) {
    const loaded = location.href;
    let page: Shown | null = null;

    onMessage('whereAreYou', () => location.href);
    onMessage('focusPanel', () => page?.mounted?.focus?.());
    onMessage('panelChanged', ({ data }) => page?.mounted?.show?.(data) ?? false);
    onMessage('marksChanged', () => page?.mounted?.marksChanged?.());
    onMessage('readAgain', () => {
      page?.mounted?.readAgain();
      return page !== null;
    });

    // Usually a newer copy of this script has taken over the page. After an update of the extension there is
    // none: then the panel stays, and says so.
    ctx.onInvalidated(() => {
      if (browser.runtime?.id) page?.controller.abort();
    });

    /**
     * Mounts what belongs to the place. Everything is in this one file, but the browser neither compiles nor
     * runs what most pages of hh do not need, and what this page needs runs in a task of its own.
     */
    async function mount(at: Place, signal: AbortSignal, isLoaded: boolean): Promise<Mounted> {
      await new Promise((next) => setTimeout(next));
      switch (at.page) {
        case 'list':
          return (await import('./marks.ts')).mountMarks(ctx, signal);
        case 'applicant-negotiations':
          return (await import('./list.ts')).mountList(loaded, signal);
        case 'vacancy': {
          const { employerOn, mountPanel } = await import('./panel.ts');
          return mountPanel(at, ctx, signal, isLoaded ? employerOn(document) : null);
        }
        case 'resume': {
          const panel = (await import('./panel.ts')).mountPanel(at, ctx, signal);
          return both(panel, (await import('./marks.ts')).mountMarks(ctx, signal, at.resumeId));
        }
      }
    }

    /**
     * @param isLoaded the document belongs to this address; after an in-app navigation it may belong to the
     *   previous page
     */
    const follow = (isLoaded: boolean) => {
      const at = placeAt(new URL(location.href));
      const key = at && Object.values(at).join(' ');
      if (key === (page?.key ?? null)) return;
      page?.controller.abort();
      page = null;
      if (!key || ctx.isInvalid) return;
      const controller = new AbortController();
      const shown: Shown = { key, controller };
      page = shown;
      void mount(at, controller.signal, isLoaded).then((mounted) => {
        shown.mounted = mounted;
      });
    };
    // With a Navigation API, WXT reports a navigation before it happens, and also downloads and telephone numbers,
    // which stay on the page. So we compare our own address, and do so again once the navigation has happened.
    ctx.addEventListener(window, 'wxt:locationchange', () => follow(false));
    globalThis.navigation?.addEventListener('currententrychange', () => follow(false), {
      signal: ctx.signal,
    });
    follow(true);
  },
});

/** Combines the panel with the marks beside other resumes on the same page. */
const both = (panel: Mounted, marks: Mounted): Mounted => ({
  ...panel,
  ...(marks.marksChanged && { marksChanged: marks.marksChanged }),
  readAgain() {
    panel.readAgain();
    marks.readAgain();
  },
});
