import { browser } from 'wxt/browser';

const page = '/inbox.html';

/**
 * Opens our inbox page, in the tab that shows it already if there is one.
 *
 * @param address the part after `?` (`addressOf` of `utils/domain/view.ts`); without it a page that is open stays
 * where it is.
 */
export async function openInbox(address = ''): Promise<void> {
  const url = browser.runtime.getURL(page);
  const [tab] = await browser.tabs.query({ url: `${url}*` });
  const wanted = address ? `${url}?${address}` : url;
  if (tab?.id === undefined) {
    await browser.tabs.create({ url: wanted });
    return;
  }
  await browser.tabs.update(tab.id, { active: true, ...(address && { url: wanted }) });
  if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
}
