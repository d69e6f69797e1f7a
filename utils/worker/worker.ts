import { browser } from 'wxt/browser';
import { accountKey, shownKey } from '../domain/account.ts';
import { withoutChat, withoutRows } from '../domain/inbox.ts';
import type { Panel } from '../domain/panel.ts';
import { isAllowed } from '../domain/settings.ts';
import { doneIn, negotiationsOf, type OutboxEntry } from '../domain/write-request.ts';
import { gesture } from '../hh/effects.ts';
import { toResult } from '../hh/errors.ts';
import type { AccountId, EntryId } from '../ids.ts';
import { type Protocol, sendMessage, type WriteOf } from '../messaging/protocol.ts';
import { openInbox } from '../messaging/tabs.ts';
import type { Result } from '../problem.ts';
import { changeDrafts, withDraft } from '../storage/drafts.ts';
import {
  accountItem,
  closeToContentScripts,
  inboxItem,
  outboxItem,
  storeFor,
  tabsItem,
  update,
} from '../storage/items.ts';
import { readPolicy } from '../storage/policy.ts';
import { messageDocs, searchDb } from '../storage/search-db.ts';
import { createAccountService } from './account.ts';
import { type ApplicantService, createApplicantService } from './applicant.ts';
import { connect } from './connection.ts';
import { createExecutors } from './executors.ts';
import { createMarksService, hear, type MarksService, tellLists } from './marks.ts';
import { createNegotiations, type Negotiations } from './negotiations.ts';
import { clearNotifications, createNotificationsService } from './notifications.ts';
import { createOutbox } from './outbox.ts';
import { createOutboxTimer } from './outbox-clock.ts';
import { createPanels, follow, type Panels } from './panels.ts';
import type { Facts, Sender } from './permissions.ts';
import { createPollingService, createSync } from './poll.ts';
import { createRemindersService } from './reminders.ts';
import { repair } from './repair.ts';
import { createResumes, createWholeResumes, type PanelOf } from './resumes.ts';
import { createSettingsService } from './settings.ts';
import { createWrites } from './writes.ts';

/** The vacancy whose responses the list on hh's page shows. */
const vacancyIn = (sender: Sender) =>
  sender.is === 'page' && sender.page.page === 'list' ? sender.page.vacancyId : undefined;

export const outboxAlarm = 'outbox';

export type Worker = ReturnType<typeof createWorker>;

/** Puts the worker's services together and decides what follows what; the entrypoint holds the listeners that call it. */
export function createWorker() {
  const now = Date.now;
  const hh = connect((...answer) => {
    hear(...answer);
    negotiations.hear(...answer);
    // If the store is full, reminders stay as they are.
    void reminders.heard(...answer).catch(() => {});
  });
  const account = createAccountService(hh);
  const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
  const applicant = createApplicantService({ ...hh, now, sleep });
  const marks = createMarksService(hh, now, sleep);
  const sync = createSync({ ...hh, now, random: Math.random });
  const outbox = createOutbox({
    executors: createExecutors(hh),
    account: async () => accountKey(await accountItem.getValue()),
    now,
    online: () => navigator.onLine,
    changed: (requests) => {
      timer.schedule();
      // A write that names no negotiation (an invitation, a note) may appear on any open panel.
      const ids = requests.map(negotiationsOf);
      panels.push(ids.every((some) => some.length > 0) ? ids.flat() : undefined);
    },
    arrived: async (entry) => {
      await reminders.arrived(entry).catch(() => {});
      await arrived(entry);
    },
  });
  const timer = createOutboxTimer({
    outbox,
    timer: (run, ms) => {
      const set = setTimeout(run, ms);
      return () => clearTimeout(set);
    },
    alarm: (ms) =>
      ms === null
        ? browser.alarms.clear(outboxAlarm)
        : browser.alarms.create(outboxAlarm, { when: now() + ms, periodInMinutes: 1 }),
  });
  const negotiations = createNegotiations(hh, now);
  const reminders = createRemindersService({ negotiations, now });
  const writes = createWrites(negotiations, outbox);
  const panels = createPanels(createResumes(hh, negotiations, now));
  const arrived = createArrivals({ applicant, negotiations, panels, marks });
  const wholeResumes = createWholeResumes({ ...hh, negotiations, panels, now });
  const notifications = createNotificationsService({ now });
  const polling = createPollingService({
    client: hh.client,
    sync,
    applicant,
    account,
    revocation: hh.revocation,
    notifications,
  });
  const settings = createSettingsService({ polling, applicant, panels });

  /** What the permission rules need to know. */
  const facts: Facts = {
    async resumeOf(id) {
      // The resume of a negotiation does not change, so a stored answer will do, however old.
      const { negotiation } = (await negotiations.kept(id)) ?? (await negotiations.read(id));
      return negotiation.candidate.resumeId;
    },
    applicantOf: panels.applicantOf,
    async entry(id) {
      const entry = (await outboxItem.getValue()).find((one) => one.id === id);
      if (!entry) return null;
      return { request: entry.request, mine: entry.account === accountKey(await accountItem.getValue()) };
    },
  };

  /** Changes who is signed in, after sending what waits under the previous account. */
  async function entering<T extends { ok: boolean }>(change: () => Promise<T>): Promise<T> {
    await outbox.drain();
    const answer = await change();
    // Nothing changed, so nothing new is shown: the panel that asked says what was refused.
    if (!answer.ok) return answer;
    await polling.poll('person');
    timer.wake();
    panels.pushAll();
    return answer;
  }

  /** For lists and vacancies on hh's pages: from now on the tab is told when it must read again. */
  const followed =
    <T, R>(handle: (about: T, sender: Sender) => Promise<R>) =>
    async (about: T, sender: Sender): Promise<R> => {
      if (sender.is === 'page') await follow(sender.tabId);
      return handle(about, sender);
    };

  /** Puts the decisions of the company's administrator into force. */
  async function applyPolicy(): Promise<void> {
    const policy = await readPolicy();
    await settings.applyPolicy(policy);
    if (!isAllowed(policy, await accountItem.getValue())) await outbox.leave(account.turnAway, true);
  }

  return {
    facts,
    account,
    applyPolicy,
    applicant: {
      ...applicant,
      readVacancy: followed(applicant.readVacancy),
      wantsPage: followed(applicant.wantsPage),
      pageSeen: (...seen: Parameters<typeof applicant.pageSeen>) =>
        notifications.whileSeen(() => applicant.pageSeen(...seen)),
    },
    marks: {
      readMarks: followed((keys: string[], sender) => marks.read(keys, vacancyIn(sender))),
      readCard: (key: string, sender: Sender) => marks.card(key, vacancyIn(sender)),
      openPerson: async (key: string): Promise<void> => openInbox(await marks.addressOf(key)),
    },
    negotiations: {
      ...negotiations,
      async conversation(of: Parameters<typeof negotiations.conversation>[0]) {
        const account = accountKey(await accountItem.getValue());
        const conversation = await negotiations.conversation(of);
        const docs = messageDocs('chatId' in of ? null : of.negotiationId, conversation);
        // Nobody waits for what the search remembers.
        void storeFor(account, () => searchDb.put(account, docs, now())).catch(() => {});
        void reminders.talked(of, conversation).catch(() => {});
        return conversation;
      },
    },
    wholeResumes,
    panels,
    outbox,
    polling,
    settings,
    reminders,
    notifications,
    runOutbox: timer.wake,

    /** Sets or removes the mark on the person or employer that a page of hh is about. */
    async avoid(reason: string | null, sender: Sender): Promise<Result<void>> {
      if (sender.is === 'panel') return panels.avoid(reason, sender.tabId, sender.page.resumeId);
      if (sender.is === 'page' && sender.page.page === 'vacancy')
        return applicant.avoid(reason, sender.page.vacancyId);
      throw new Error('avoid: not for this sender');
    },

    /** The people and employers on open pages of hh, and in lists there, may be marked differently now. */
    avoidedChanged(): void {
      panels.pushAll();
      void tellLists();
    },

    /** A reminder changed: updates the badge, the alarm, the open panels, and what is shown on vacancies. */
    async remindersChanged(): Promise<void> {
      panels.pushAll();
      void notifications.tell();
      await reminders.settle();
    },

    /** Once at each start of the worker, whatever woke it. */
    async start(): Promise<void> {
      await repair(now);
      // What a dead worker left behind must not wait for anything else.
      timer.wake();
      await Promise.all([
        closeToContentScripts(),
        applyPolicy(),
        account.finishSignOut(),
        polling.ensureAlarm(),
        reminders.settle(),
      ]);
      void hh.revocation.run().catch(() => {});
    },

    signIn: (role?: 'employer' | 'applicant') => entering(() => account.signIn(role)),
    pasteToken: (token: string) => entering(() => account.pasteToken(token)),
    switchAccount: (id: AccountId) => entering(() => account.switchAccount(id)),

    /**
     * What is in its undo window was wanted, so it is sent while there is still a token. What cannot be sent, or not
     * within seconds, stops the sign-out once, so that the person knows; the second time it is given up.
     */
    signOut: (anyway?: boolean) =>
      toResult(async () => {
        await outbox.leave(account.signOut, anyway);
        panels.pushAll();
      }),

    async wipe(): Promise<void> {
      const tabs = await tabsItem.getValue();
      await outbox.leave(account.wipe, true);
      // This also forgets which tabs show something, so each is told once more.
      for (const tab of Object.keys(tabs))
        void sendMessage('readAgain', undefined, Number(tab)).catch(() => {});
      void hh.revocation.run().catch(() => {});
      await browser.alarms.clear(outboxAlarm);
      await settings.applyPolicy(await readPolicy());
      // The page that asked for this gives back the permission next.
      await clearNotifications();
    },

    /** The panel of a resume page. */
    async readPanel(of: PanelOf, sender: Sender): Promise<Panel> {
      if (sender.is !== 'panel') throw new Error('readPanel: no panel');
      await settings.useSite(sender.page.host);
      return panels.read(of, sender.tabId);
    },

    write: ({ id, request }: WriteOf) => toResult(() => writes.submit(id, request)),

    writeMany: ({ group, writes: all }: { group: string; writes: WriteOf[] }) =>
      toResult(() => writes.submitMany(group, all)),

    stop: writes.stop,
    undo: outbox.undo,
    dismiss: outbox.dismiss,
    retry: async (id: EntryId): Promise<void> => {
      await outbox.retry(id);
      timer.wake();
    },

    ask: ({ url, query, effects = [] }: Parameters<Protocol['ask']>[0]) =>
      hh.client.send({
        method: 'GET',
        url,
        query,
        effect: 'none',
        ...(effects.length > 0 && { gesture: gesture(...effects) }),
        read: (json) => json,
      }),

    readAll: (on: boolean) => account.asking(() => applicant.readAll(on)),

    readRows: (of: { vacancyId: Parameters<typeof sync.readRows>[0]; more?: boolean }) =>
      sync.readRows(of.vacancyId, of.more ?? false),

    saveDraft: async ({ key, text }: { key: string; text: string }): Promise<void> =>
      changeDrafts(shownKey(await accountItem.getValue()), (drafts) => withDraft(drafts, key, text, now())),

    /** For the browser's own keyboard command: focuses the panel of the active tab. */
    async focusPanel(): Promise<void> {
      const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
      if (tab?.id !== undefined) await sendMessage('focusPanel', undefined, tab.id).catch(() => {});
    },
  };
}

interface ArrivalDeps {
  applicant: Pick<ApplicantService, 'arrived'>;
  negotiations: Pick<Negotiations, 'read' | 'kept' | 'forget' | 'invitationsOf'>;
  panels: Pick<Panels, 'renew' | 'push' | 'pushAll'>;
  marks: Pick<MarksService, 'moved'>;
}

/** Updates counts and rows at once when a write has arrived at hh, then reads again what it changed. */
export const createArrivals =
  ({ applicant, negotiations, panels, marks }: ArrivalDeps) =>
  async (entry: OutboxEntry): Promise<void> => {
    const { request } = entry;
    // An applicant's write changes no panel and no row, but what is shown on its vacancy.
    if (await applicant.arrived(request)) return panels.pushAll();
    const ids = negotiationsOf(request);
    const isSaid = request.kind === 'message' || request.kind === 'file';
    await update(inboxItem, (inbox) =>
      request.kind === 'read-chat' || (isSaid && request.negotiationId === null)
        ? withoutChat(inbox, request.chatId)
        : withoutRows(inbox, isSaid ? [] : doneIn(entry)),
    );
    marks.moved(entry);
    try {
      // Most negotiations are decided on the way to the next one; a view that still shows one reads it again.
      if (request.kind === 'bulk' || request.kind === 'action') await negotiations.forget(ids);
      // Of many marked as viewed, only those that were open are read again.
      else
        for (const id of ids) {
          const isOpen = request.kind !== 'read' || (await negotiations.kept(id));
          await (isOpen ? negotiations.read(id, true) : negotiations.forget([id]));
        }
      if (request.kind === 'action' || request.kind === 'bulk') await panels.renew(ids);
      if (request.kind === 'invite') await negotiations.invitationsOf(request.resumeId, true);
      if (request.kind === 'invite' || request.kind === 'note') await panels.renew();
    } catch {
      // Only freshness is lost: the panel shows the time of its data, and its button reads again.
    }
    panels.push(ids);
  };
