import { browser } from 'wxt/browser';
import { accountKey, type Settings } from '../domain/inbox.ts';
import { withoutChat, withoutRows } from '../domain/merge.ts';
import type { Panel } from '../domain/panel.ts';
import { negotiationsOf, type OutboxEntry, type Progress } from '../domain/write-request.ts';
import { toResult } from '../from-hh/result.ts';
import { gesture } from '../hh/effects.ts';
import type { EntryId, NegotiationId, ResumeId } from '../ids.ts';
import {
  type ConversationOf,
  type Protocol,
  sendMessage,
  type TemplateOf,
  type WriteOf,
} from '../messaging/protocol.ts';
import { needsSignIn } from '../problem.ts';
import { changeDrafts, withDraft } from '../storage/drafts.ts';
import {
  accountItem,
  applicantItem,
  closeToContentScripts,
  countsItem,
  inboxItem,
  outboxItem,
  settingsItem,
  update,
} from '../storage/items.ts';
import { secrets } from '../storage/secrets.ts';
import { createAccountService } from './account.ts';
import { createApplicantService } from './applicant.ts';
import { renderBadge } from './badge.ts';
import { connect } from './connection.ts';
import { createExecutors } from './executors.ts';
import { createNegotiations } from './negotiations.ts';
import { createOutbox } from './outbox.ts';
import { createWaker } from './outbox-timer.ts';
import { createPanels, follow, type PanelOf } from './panels.ts';
import type { Facts, Sender } from './permissions.ts';
import { createSync, type PollReason } from './poll.ts';
import { repair } from './repair.ts';

export const pollAlarm = 'poll';
export const outboxAlarm = 'outbox';

export type Worker = ReturnType<typeof createWorker>;

/** The worker's parts put together, and what must follow what; the listeners that call it are in the entrypoint. */
export function createWorker() {
  const now = Date.now;
  const hh = connect();
  const account = createAccountService(hh);
  const applicant = createApplicantService({
    ...hh,
    now,
    sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
  });
  const sync = createSync({ ...hh, now, random: Math.random });
  const outbox = createOutbox({
    executors: createExecutors(hh),
    account: async () => accountKey(await accountItem.getValue()),
    now,
    online: () => navigator.onLine,
    changed: (requests) => {
      waker.plan();
      // What names no negotiation (an invitation, a note) may stand on any open panel.
      const ids = requests.map(negotiationsOf);
      panels.push(ids.every((some) => some.length > 0) ? ids.flat() : undefined);
    },
    arrived,
  });
  const waker = createWaker({
    outbox,
    timer: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    alarm: (ms) =>
      ms === null
        ? browser.alarms.clear(outboxAlarm)
        : browser.alarms.create(outboxAlarm, { when: now() + ms, periodInMinutes: 1 }),
  });
  const negotiations = createNegotiations(hh, outbox, now);
  const panels = createPanels(hh, negotiations, now);

  /** The numbers follow a write at once; what it changed at hh is read again. */
  async function arrived({ request, progress }: OutboxEntry): Promise<void> {
    // What concerns a negotiation of my own as an applicant concerns no panel and no row.
    if (await applicant.arrived(request)) return;
    const ids = negotiationsOf(request);
    const isSaid = request.kind === 'message' || request.kind === 'file';
    await update(inboxItem, (inbox) =>
      request.kind === 'read-chat' || (isSaid && request.negotiationId === null)
        ? withoutChat(inbox, request.chatId)
        : withoutRows(inbox, isSaid ? [] : doneOf(ids, progress)),
    );
    try {
      if (request.kind === 'bulk') await negotiations.forget(ids);
      // Marks are of many, most of which nobody has open.
      else
        for (const id of ids)
          if (request.kind !== 'read' || (await negotiations.kept(id))) await negotiations.read(id, true);
      if (request.kind === 'action' || request.kind === 'bulk') await panels.renew(ids);
      if (request.kind === 'invite') await negotiations.invitationsOf(request.resumeId, true);
      if (request.kind === 'invite' || request.kind === 'note') await panels.renew();
    } catch {
      // Only freshness is lost: the panel shows its time, and its button reads again.
    }
    panels.push(ids);
  }

  /** What the rules of who may ask what want to know. */
  const facts: Facts = {
    async resumeOf(id) {
      // Whose it is does not change: the store will do, however old.
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

  async function poll(by: PollReason): Promise<void> {
    void hh.revocation.run().catch(() => {});
    await account.asking(async () => {
      const problems = await Promise.all([sync.poll(by), applicant.poll(by)]);
      return problems.find((problem) => problem && needsSignIn(problem)) ?? null;
    });
    await schedule(await sync.nextDelay());
  }

  /** Asked for before it is created: creating an alarm of the same name begins its time anew. */
  async function ensureAlarm(): Promise<void> {
    if (!(await browser.alarms.get(pollAlarm))) await schedule(0.5);
  }
  async function schedule(delayInMinutes: number): Promise<void> {
    const { intervalMinutes } = await settingsItem.getValue();
    await browser.alarms.create(pollAlarm, { delayInMinutes, periodInMinutes: Math.max(1, intervalMinutes) });
  }

  /** After who is signed in has changed: everything anew. */
  async function entered<T extends { ok: boolean }>(answer: T): Promise<T> {
    // Where nothing changed there is nothing to show anew: the panel that asked says what was refused.
    if (!answer.ok) return answer;
    await poll('person');
    waker.wake();
    panels.push();
    return answer;
  }

  /** For what a page of hh shows of the applicant's half. */
  const followed =
    <T, R>(handle: (about: T, sender: Sender) => Promise<R>) =>
    async (about: T, sender: Sender): Promise<R> => {
      if (sender.is === 'page') await follow(sender.tabId);
      return handle(about, sender);
    };

  return {
    facts,
    account,
    applicant: {
      ...applicant,
      readVacancy: followed(applicant.readVacancy),
      wantsPage: followed(applicant.wantsPage),
    },
    negotiations,
    panels,
    outbox,
    poll,
    runOutbox: waker.wake,
    ensureAlarm,

    /** Once at each start of the worker, whatever woke it. */
    async start(): Promise<void> {
      await repair(now);
      // What a dead worker left behind waits for nothing else.
      waker.wake();
      await Promise.all([closeToContentScripts(), account.finishSignOut(), ensureAlarm(), badge()]);
      void hh.revocation.run().catch(() => {});
    },

    // What waits in its undo window under the account of before goes out first; what cannot, waits for it and is shown.
    signIn: async (role?: 'employer' | 'applicant') => {
      await outbox.drain();
      return entered(await account.signIn(role));
    },
    pasteToken: async (token: string) => {
      await outbox.drain();
      return entered(await account.pasteToken(token));
    },
    switchAccount: async (id: Parameters<typeof account.switchAccount>[0]) => {
      await outbox.drain();
      return entered(await account.switchAccount(id));
    },

    /**
     * What waits in its undo window was wanted: it goes out while there is still a token. What cannot go out, or
     * not within seconds, stops the sign-out once, so that the person knows; a second time it is given up.
     */
    signOut: (anyway?: boolean) =>
      toResult(async () => {
        await outbox.leave(account.signOut, anyway);
        panels.push();
      }),

    async wipe(): Promise<void> {
      await outbox.leave(account.wipe, true);
      void hh.revocation.run().catch(() => {});
      await browser.alarms.clear(outboxAlarm);
    },

    /** The panel of a resume page; the sister site it is on is the one that hh shall name things after. */
    async readPanel(of: PanelOf, sender: Sender): Promise<Panel> {
      if (sender.is !== 'panel') throw new Error('readPanel: no panel');
      const { host: site } = sender.page;
      if ((await settingsItem.getValue()).site !== site) {
        await update(settingsItem, (settings) => ({ ...settings, site }));
      }
      return panels.read(of, sender.tabId);
    },

    setPanelOpen: async (panelOpen: boolean): Promise<void> => {
      await update(settingsItem, (settings) => ({ ...settings, panelOpen }));
    },

    readConversation: (of: ConversationOf) => toResult(() => negotiations.conversation(of)),

    readTemplate: (of: TemplateOf) => toResult(() => negotiations.template(of)),

    readAddresses: () => toResult(negotiations.addresses),

    readNegotiation: (id: NegotiationId) => toResult(async () => (await negotiations.read(id)).negotiation),

    write: ({ id, request }: WriteOf) => toResult(() => negotiations.submit(id, request)),

    writeMany: ({ group, writes }: { group: string; writes: WriteOf[] }) =>
      toResult(async () => {
        for (const { id, request } of writes) await negotiations.submit(id, request, undefined, group);
        return group;
      }),

    stop: outbox.stop,

    ask: ({ url, query, effects = [] }: Parameters<Protocol['ask']>[0]) =>
      toResult(() =>
        hh.client.send({
          method: 'GET',
          url,
          query,
          effect: 'none',
          ...(effects.length > 0 && { gesture: gesture(...effects) }),
          read: (json) => json,
        }),
      ),

    readInvitations: (resumeId: ResumeId) =>
      toResult(async () => (await negotiations.invitationsOf(resumeId)).invitations),

    undo: outbox.undo,
    retry: async (id: EntryId): Promise<void> => {
      await outbox.retry(id);
      waker.wake();
    },
    dismiss: outbox.dismiss,

    readOn: () => toResult(() => account.asking(() => applicant.poll('more'))),

    refresh: (byItself?: boolean) => toResult(() => poll(byItself ? 'alarm' : 'person')),

    readRows: (of: { vacancyId: Parameters<typeof sync.readRows>[0]; more?: boolean }) =>
      toResult(() => sync.readRows(of.vacancyId, of.more ?? false)),

    saveSettings: (change: Partial<Settings>) =>
      toResult(async () => {
        const before = await settingsItem.getValue();
        const settings = await update(settingsItem, (old) => ({ ...old, ...change }));
        if (settings.intervalMinutes !== before.intervalMinutes) await schedule(settings.intervalMinutes);
        if (settings.count !== before.count) void poll('change');
        const isAsked = settings.readPages !== before.readPages || settings.fetchPages !== before.fetchPages;
        if (isAsked) void applicant.poll('change');
        else if (settings.silentDays !== before.silentDays) void applicant.poll('alarm');
        panels.push();
      }),

    saveApplication: (application: { clientId: string; clientSecret: string }) =>
      toResult(() =>
        application.clientId ? secrets.set('application', application) : secrets.remove('application'),
      ),

    saveDraft: async ({ key, text }: { key: string; text: string }): Promise<void> =>
      changeDrafts(accountKey(await accountItem.getValue()), (drafts) => withDraft(drafts, key, text, now())),

    /** The key of the browser's own commands: the panel of the tab in front. */
    async focusPanel(): Promise<void> {
      const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
      if (tab?.id !== undefined) await sendMessage('focusPanel', undefined, tab.id).catch(() => {});
    },
  };
}

export async function badge(): Promise<void> {
  const [account, counts, settings, applicant] = await Promise.all([
    accountItem.getValue(),
    countsItem.getValue(),
    settingsItem.getValue(),
    applicantItem.getValue(),
  ]);
  await renderBadge(account, counts, settings, applicant, Date.now());
}

/** Of a write for many, those that hh shows as done. */
const doneOf = (ids: readonly NegotiationId[], progress: Progress) =>
  progress.at === 'sent' && progress.results
    ? progress.results.filter(({ done }) => done).map(({ id }) => id)
    : ids;
