import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { openInbox, openOptions, openWelcome } from '../utils/messaging/tabs.ts';
import {
  accountItem,
  applicantItem,
  avoidedItem,
  countsItem,
  listedItem,
  ownNotesItem,
  remindersItem,
  settingsItem,
} from '../utils/storage/items.ts';
import { notificationsAlarm, updateBadge } from '../utils/worker/notifications.ts';
import { asResult, createReceiver } from '../utils/worker/permissions.ts';
import { pollAlarm } from '../utils/worker/poll.ts';
import { remindersAlarm } from '../utils/worker/reminders.ts';
import { createWorker, outboxAlarm } from '../utils/worker/worker.ts';

/** Delay of the work done at each start, so that the first message is answered well before it. */
const startAfterMs = 50;

/** Registers every listener before anything is awaited. */
export default defineBackground(() => {
  const worker = createWorker();

  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === pollAlarm) void worker.polling.poll('alarm');
    if (name === outboxAlarm) worker.runOutbox();
    if (name === remindersAlarm) void worker.remindersChanged();
    if (name === notificationsAlarm) void Promise.all([worker.notifications.tell(), updateBadge()]);
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    void worker.polling.ensureAlarm();
    if (reason === 'install') void openWelcome();
  });
  browser.runtime.onStartup.addListener(() => void worker.polling.poll('alarm'));
  browser.tabs.onRemoved.addListener((tabId) => void worker.panels.forget(tabId));
  browser.commands.onCommand.addListener(
    (name) => void (name === 'open-inbox' ? openInbox() : worker.focusPanel()),
  );
  self.addEventListener('online', () => {
    worker.runOutbox();
    void worker.polling.poll('alarm');
  });
  // This event only says which items changed, which is enough: their values (half a megabyte of rows) are not read.
  browser.storage.local.onChanged.addListener((changes) => {
    const isSet = (...items: { key: string }[]) => items.some(({ key }) => key in changes);
    if (isSet(accountItem, applicantItem, countsItem, settingsItem)) void updateBadge();
    if (isSet(accountItem, applicantItem, listedItem, settingsItem)) void worker.notifications.tell();
    if (isSet(remindersItem)) void worker.remindersChanged();
    if (isSet(avoidedItem)) worker.avoidedChanged();
    if (isSet(listedItem)) void worker.reminders.listed();
    if (isSet(applicantItem, ownNotesItem)) void worker.reminders.applied();
  });
  browser.storage.managed.onChanged.addListener(() => void worker.applyPolicy());
  // The event exists only with the permission. With it, a click may be what started the worker.
  const hearClicks = () => browser.notifications?.onClicked.addListener(worker.notifications.open);
  hearClicks();
  browser.permissions.onAdded.addListener(hearClicks);

  const receive = createReceiver(worker.facts);
  receive('readPanel', worker.readPanel);
  receive('setPanelOpen', worker.settings.setPanelOpen);
  receive('readVacancy', worker.applicant.readVacancy);
  receive('wantsPage', worker.applicant.wantsPage);
  receive('pageSeen', worker.applicant.pageSeen);
  receive('readMarks', worker.marks.readMarks);
  receive('readCard', worker.marks.readCard);
  receive('openPerson', worker.marks.openPerson);
  receive('readConversation', asResult(worker.negotiations.conversation));
  receive('readTemplate', asResult(worker.negotiations.template));
  receive('readAddresses', asResult(worker.negotiations.addresses));
  receive('write', worker.write);
  receive('writeMany', worker.writeMany);
  receive('stop', worker.stop);
  receive('ask', asResult(worker.ask));
  receive(
    'readInvitations',
    asResult(async (id) => (await worker.negotiations.invitationsOf(id)).invitations),
  );
  receive('undo', worker.undo);
  receive('retry', worker.retry);
  receive('dismiss', worker.dismiss);
  receive('flush', worker.runOutbox);
  receive('saveDraft', worker.saveDraft);
  receive('remind', worker.reminders.remind);
  receive('avoid', worker.avoid);
  receive('openOptions', openOptions);
  receive('openInbox', openInbox);
  receive('signIn', worker.signIn);
  receive(
    'refresh',
    asResult((byItself) => worker.polling.poll(byItself ? 'alarm' : 'person')),
  );
  receive('readAll', asResult(worker.readAll));
  receive('readRows', asResult(worker.readRows));
  receive(
    'readNegotiation',
    asResult(async (id) => (await worker.negotiations.read(id)).negotiation),
  );
  receive('openResume', asResult(worker.wholeResumes.open));
  receive('downloadResume', asResult(worker.wholeResumes.download));
  receive('saveSettings', asResult(worker.settings.save));
  receive('saveApplication', asResult(worker.settings.saveApplication));
  receive('pasteToken', worker.pasteToken);
  receive('switchAccount', worker.switchAccount);
  receive('signOut', worker.signOut);
  receive('wipe', worker.wipe);

  // The message that started the worker is waiting for an answer; nobody waits for the work done at each start.
  setTimeout(() => void worker.start(), startAfterMs);
});
