import { browser } from 'wxt/browser';
import { placeAt } from '../../utils/hh/pages.ts';
import { hear } from '../../utils/wire.ts';
import { Context } from './context.ts';
import { mountList } from './list.ts';
import { type Mounted, mountPanel } from './panel.tsx';

/**
 * All that this script does, once an address has been met that may concern somebody.
 *
 * @param loaded the address that the document came from
 * @param stop no address is to be told any more
 * @returns told of each address from then on
 */
export function start(loaded: string, stop: () => void): () => void {
  // Cut off by an update, with a newer copy perhaps in its place.
  if (!browser.runtime?.id) return stop;
  const ctx = new Context();
  let page: { key: string; controller: AbortController; mounted: Mounted } | null = null;

  hear({
    whereAreYou: () => location.href,
    focusPanel: () => page?.mounted.focus?.(),
    panelChanged: (slice) => page?.mounted.show?.(slice),
    readAgain: () => page?.mounted.readAgain(),
  });
  // A newer copy of this script has started: it has the page now. After an update of the extension there is
  // none; then the panel stays, and says so.
  ctx.signal.addEventListener('abort', () => {
    stop();
    if (browser.runtime?.id) page?.controller.abort();
  });

  return () => {
    const at = placeAt(new URL(location.href));
    const key = at && Object.values(at).join(' ');
    if (key === (page?.key ?? null)) return;
    page?.controller.abort();
    page = null;
    if (!key || !ctx.isValid) return;
    const controller = new AbortController();
    const { signal } = controller;
    const mounted =
      at.page === 'applicant-negotiations' ? mountList(loaded, signal) : mountPanel(at, ctx, signal);
    page = { key, controller, mounted };
  };
}
