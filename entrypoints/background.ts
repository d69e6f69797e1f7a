import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { openInbox } from '../utils/inbox-page.ts';
import { openOptions } from '../utils/options-page.ts';
import { receive } from '../utils/receive.ts';
import { accountItem, applicantItem, countsItem, settingsItem } from '../utils/storage.ts';
import { badge, createWorker, outboxAlarm, pollAlarm } from '../utils/worker.ts';

const own = ['own'] as const;
const panel = ['panel'] as const;
const page = ['page'] as const;
const both = ['own', 'panel'] as const;

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

  receive('readPanel', panel, worker.readPanel);
  receive('setPanelOpen', panel, worker.setPanelOpen);
  receive('readVacancy', page, worker.applicant.readVacancy);
  receive('wantsPage', page, worker.applicant.wantsPage);
  receive('pageSeen', page, worker.applicant.pageSeen);
  receive('readConversation', both, worker.readConversation);
  receive('readTemplate', both, worker.readTemplate);
  receive('readAddresses', both, worker.readAddresses);
  receive('write', both, worker.write);
  receive('writeMany', own, worker.writeMany);
  receive('stop', own, worker.stop);
  receive('ask', own, worker.ask);
  receive('readInvitations', own, worker.readInvitations);
  receive('undo', both, worker.undo);
  receive('retry', both, worker.retry);
  receive('dismiss', both, worker.dismiss);
  receive('flush', both, worker.runOutbox);
  receive('saveDraft', both, worker.saveDraft);
  receive('openOptions', both, openOptions);
  receive('openInbox', both, openInbox);
  receive('signIn', both, worker.signIn);
  receive('refresh', own, worker.refresh);
  receive('readRows', own, worker.readRows);
  receive('readNegotiation', own, worker.readNegotiation);
  receive('saveSettings', own, worker.saveSettings);
  receive('saveApplication', own, worker.saveApplication);
  receive('pasteToken', own, worker.pasteToken);
  receive('switchAccount', own, worker.switchAccount);
  receive('signOut', own, worker.signOut);
  receive('wipe', own, worker.wipe);

  void worker.start();
});
