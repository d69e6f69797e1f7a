import { sliceOf, stateOf } from '../../utils/hh/page-slice.ts';
import { sendMessage } from '../../utils/messaging/protocol.ts';
import type { Mounted } from './panel.ts';

let told = false;

/**
 * The person's own list, as it stands open: its embedded state is read once, where the person wants that, at no
 * request; and anew, when they say so again.
 *
 * @param loaded what hh has put into the document is of this address: after an in-app move it is stale
 */
export function mountList(loaded: string, signal: AbortSignal): Mounted {
  let seen = false;
  const readAgain = async () => {
    // A tab that nobody has seen yet tells nothing; it is looked at again when it is shown.
    seen ||= document.visibilityState === 'visible';
    if (location.href !== loaded || !seen) return;
    const wanted = await sendMessage('wantsPage').catch(() => false);
    if (wanted && !told) requestIdleCallback(tell, { timeout: 2000 });
    told = wanted;
  };
  // It may have been switched on in another tab.
  document.addEventListener('visibilitychange', readAgain, { signal });
  void readAgain();
  return { readAgain };
}

/** What is no state is told as well, as nothing. */
const tell = () => void sendMessage('pageSeen', sliceOf(stateOf(document))).catch(() => {});
