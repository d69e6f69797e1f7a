import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { machineGlobs, machinePatterns, type Place, pagePatterns, placeAt } from '../../utils/hh/pages.ts';
import { onMessage } from '../../utils/messaging/protocol.ts';
import type { Mounted } from './panel.ts';

/** What stands for an address; `mounted` as soon as its code is there. */
interface Shown {
  key: string;
  controller: AbortController;
  mounted?: Mounted;
}

/** Runs on every page of hh, follows its in-app moves, and mounts what the address asks for. */
export default defineContentScript({
  matches: pagePatterns,
  excludeMatches: machinePatterns,
  excludeGlobs: machineGlobs,
  // hh's own page need not hear that we started; a newer copy of this script is told by an event of the document.
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

    // A newer copy of this script has the page now. After an update of the extension there is none: then the panel
    // stays, and says so.
    ctx.onInvalidated(() => {
      if (browser.runtime?.id) page?.controller.abort();
    });

    /**
     * All in this one file; but the browser neither compiles nor runs what most pages of hh have no use for, and what this
     * one has comes in a task of its own.
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

    /** @param isLoaded what stands in the document is of its address; after an in-app move it may be of the page before */
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
    // Where there is a Navigation API, WXT tells of a move before it is made, and of downloads and telephone numbers,
    // which leave the page where it is. So we look at our own address, also when a move has been made.
    ctx.addEventListener(window, 'wxt:locationchange', () => follow(false));
    globalThis.navigation?.addEventListener('currententrychange', () => follow(false), {
      signal: ctx.signal,
    });
    follow(true);
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
