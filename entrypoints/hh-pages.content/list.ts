import { sliceOf, stateOf } from '../../utils/hh/page-slice.ts';
import { sendMessage } from '../../utils/messaging/protocol.ts';
import type { Mounted } from './panel.ts';

let told = false;

/**
 * Reads the state embedded in the applicant's own list, if the person has allowed it: once, without a
 * request, and again when told to.
 * @param loaded the address that the document was loaded for; after an in-app navigation the state is stale
 */
export function mountList(loaded: string, signal: AbortSignal): Mounted {
  let seen = false;
  const readAgain = async () => {
    // A tab that nobody has seen yet reports nothing; it is read when it is first shown.
    seen ||= document.visibilityState === 'visible';
    if (location.href !== loaded || !seen) return;
    const wanted = await sendMessage('wantsPage').catch(() => false);
    if (wanted && !told) requestIdleCallback(tell, { timeout: 2000 });
    told = wanted;
  };
  // The person may have switched this on in another tab.
  document.addEventListener('visibilitychange', readAgain, { signal });
  void readAgain();
  return { readAgain };
}

/** A page without such a state is reported, too, as empty. */
const tell = () => {
  const slice = sliceOf(stateOf(document)) ?? null;
  void sendMessage('pageSeen', { slice, loadedAt: Math.round(performance.timeOrigin) }).catch(() => {});
};
