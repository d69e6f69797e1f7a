import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { openInbox } from '../utils/inbox-page.ts';
import { openOptions } from '../utils/options-page.ts';
import { accountItem, applicantItem, countsItem, settingsItem } from '../utils/storage/items.ts';
import { createReceiver } from '../utils/worker/receive.ts';
import { badge, createWorker, outboxAlarm, pollAlarm } from '../utils/worker/worker.ts';

/** The table of contents: every listener, registered before anything is awaited. */
export default defineBackground(() => {
  const worker = createWorker();

  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === pollAlarm) void worker.poll('alarm');
    if (name === outboxAlarm) worker.runOutbox();
  });
  browser.runtime.onInstalled.addListener(() => void worker.ensureAlarm());
  browser.runtime.onStartup.addListener(() => void worker.poll('alarm'));
  browser.tabs.onRemoved.addListener((tabId) => void worker.panels.forget(tabId));
  browser.commands.onCommand.addListener(
    (name) => void (name === 'open-inbox' ? openInbox() : worker.focusPanel()),
  );
  self.addEventListener('online', () => {
    worker.runOutbox();
    void worker.poll('alarm');
  });
  for (const item of [accountItem, applicantItem, countsItem, settingsItem]) item.watch(() => void badge());

  const receive = createReceiver(worker.facts);
  receive('readPanel', worker.readPanel);
  receive('setPanelOpen', worker.setPanelOpen);
  receive('readVacancy', worker.applicant.readVacancy);
  receive('wantsPage', worker.applicant.wantsPage);
  receive('pageSeen', worker.applicant.pageSeen);
  receive('readConversation', worker.readConversation);
  receive('readTemplate', worker.readTemplate);
  receive('readAddresses', worker.readAddresses);
  receive('write', worker.write);
  receive('writeMany', worker.writeMany);
  receive('stop', worker.stop);
  receive('ask', worker.ask);
  receive('readInvitations', worker.readInvitations);
  receive('undo', worker.undo);
  receive('retry', worker.retry);
  receive('dismiss', worker.dismiss);
  receive('flush', worker.runOutbox);
  receive('saveDraft', worker.saveDraft);
  receive('openOptions', openOptions);
  receive('openInbox', openInbox);
  receive('signIn', worker.signIn);
  receive('refresh', worker.refresh);
  receive('readOn', worker.readOn);
  receive('readRows', worker.readRows);
  receive('readNegotiation', worker.readNegotiation);
  receive('saveSettings', worker.saveSettings);
  receive('saveApplication', worker.saveApplication);
  receive('pasteToken', worker.pasteToken);
  receive('switchAccount', worker.switchAccount);
  receive('signOut', worker.signOut);
  receive('wipe', worker.wipe);

  void worker.start();
});
