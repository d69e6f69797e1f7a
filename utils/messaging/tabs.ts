import { browser } from 'wxt/browser';
import { sampleHash } from '../domain/view.ts';
import { hhUrl, pageOf, sameResume } from '../hh/pages.ts';
import { readPolicy } from '../storage/policy.ts';
import type { OptionsSection } from './protocol.ts';
import { sendMessage } from './protocol.ts';

/**
 * Opens an address of hh, in a tab that already shows the same thing if there is one. Each tab is asked where it is,
 * because our script runs in all of hh's tabs; so we need no permission to read every tab. Our pages do this
 * themselves, without the worker.
 */
export async function openTab(address: string): Promise<void> {
  const url = hhUrl(address);
  if (!url) return;
  const tabs = await browser.tabs.query({});
  const found = await Promise.all(
    tabs.map(async (tab) => {
      if (tab.id === undefined || tab.discarded) return null;
      const at = await soon(sendMessage('whereAreYou', undefined, tab.id));
      return at && showsSame(at, url) ? tab : null;
    }),
  );
  const tab = found.find((one) => one !== null);
  if (tab?.id === undefined) {
    await browser.tabs.create({ url });
    return;
  }
  await bringUp(tab.id, tab.windowId);
}

async function bringUp(id: number, windowId: number | undefined, url?: string): Promise<void> {
  await browser.tabs.update(id, { active: true, ...(url && { url }) });
  if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
}

/** An answer, or null if there is none within half a second: a page with an open dialog never answers. */
const soon = <T>(asked: Promise<T>): Promise<T | null> =>
  Promise.race([asked, new Promise<null>((done) => setTimeout(done, 500, null))]).catch(() => null);

/** Whether two addresses show the same resume, chat or list; other addresses must be equal except for the fragment. */
export function showsSame(a: string, b: string): boolean {
  const [left, right] = [pageOf(a), pageOf(b)];
  if (left?.page === 'resume' && right?.page === 'resume') {
    return (
      sameResume(left.resumeId, right.resumeId) && (!right.vacancyId || left.vacancyId === right.vacancyId)
    );
  }
  if (left?.page === 'chat' && right?.page === 'chat') return left.chatId === right.chatId;
  if (left?.page === 'list' && right?.page === 'list' && left.vacancyId)
    return left.vacancyId === right.vacancyId;
  return a.split('#')[0] === b.split('#')[0];
}

const page = '/inbox.html';

/**
 * Opens our inbox page, in the tab that already shows it if there is one, but never in a tab of the sample.
 * @param address the part after `?` (`addressOf` in `utils/domain/view.ts`); without it, an open page stays as it is
 */
export async function openInbox(address = ''): Promise<void> {
  const url = browser.runtime.getURL(page);
  const tabs = await browser.tabs.query({ url: `${url}*` });
  const tab = tabs.find((one) => !one.url?.endsWith(sampleHash));
  const wanted = address ? `${url}?${address}` : url;
  if (tab?.id === undefined) {
    // A notification may be clicked while no window is open.
    await browser.tabs.create({ url: wanted }).catch(() => browser.windows.create({ url: wanted }));
    return;
  }
  await bringUp(tab.id, tab.windowId, address && wanted);
}

/** The options page; for a section, in a tab of its own, because a browser opens its options page at the top. */
export async function openOptions(section?: OptionsSection): Promise<void> {
  if (section) await browser.tabs.create({ url: browser.runtime.getURL(`/options.html#${section}`) });
  else await browser.runtime.openOptionsPage();
}

/**
 * The welcome page, for a person who has just installed us. An administrator's users are informed by their company,
 * which can also keep the page closed for those who installed us themselves; a developer's build is installed again
 * and again.
 */
export async function openWelcome(): Promise<void> {
  const { installType } = await browser.management.getSelf();
  if (installType === 'normal' && (await readPolicy()).welcome)
    await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
}
