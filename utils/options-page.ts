import { browser } from 'wxt/browser';
import type { OptionsSection } from './messaging/protocol.ts';

/** The options page; with a section, a tab of its own that shows it, since a browser opens its options at the top. */
export async function openOptions(section?: OptionsSection): Promise<void> {
  if (section) await browser.tabs.create({ url: browser.runtime.getURL(`/options.html#${section}`) });
  else await browser.runtime.openOptionsPage();
}
