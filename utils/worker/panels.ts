import { browser } from 'wxt/browser';
import { accountKey } from '../domain/account.ts';
import { personOf } from '../domain/avoided.ts';
import type { KnownNegotiation, Negotiation } from '../domain/negotiation.ts';
import { type Panel, type PanelAddress, type PanelLook, sameAddress, verdictOf } from '../domain/panel.ts';
import { reminderId } from '../domain/reminders.ts';
import type { OutboxEntry } from '../domain/write-request.ts';
import { toFact } from '../hh/errors.ts';
import { pageOf, sameResume } from '../hh/pages.ts';
import { type ApplicantId, asId, type NegotiationId, type ResumeId } from '../ids.ts';
import { isKnown, type Known, known, thenKnown, unread, valueOr } from '../known.ts';
import { sendMessage } from '../messaging/protocol.ts';
import { needsSignIn, type Result } from '../problem.ts';
import { readDrafts } from '../storage/drafts.ts';
import {
  accountItem,
  avoidedItem,
  type KnownResume,
  keeping,
  outboxItem,
  remindersItem,
  resumesItem,
  settingsItem,
  tabsItem,
  update,
} from '../storage/items.ts';
import { avoid, readOwn } from '../storage/own.ts';
import { avoidedPerson } from './marks.ts';
import { type PanelOf, problemsOf, type Resumes } from './resumes.ts';

/** How long to wait for a page's answer, ms: a page with an open dialog never answers. */
const answersWithin = 500;
export type Panels = ReturnType<typeof createPanels>;

/** The slices handed to panels: each for the resume of its own tab, from the cache or with at most three calls. */
export function createPanels(resumes: Resumes) {
  async function compose(resume: KnownResume, { resumeId }: PanelAddress, look: PanelLook): Promise<Panel> {
    const lost = problemsOf(resume).find(needsSignIn);
    if (lost) return { state: 'signed-out', look, problem: lost };
    const { history, currentId } = resume;
    const of = await resumes.currentOf(resume);
    // Nothing at all is known: show one state instead of a panel full of gaps.
    if (!history.known && !of)
      return { state: 'problem', look, problem: currentId.known ? history.why : currentId.why };
    const current = thenKnown(
      currentId,
      (id): Known<Negotiation | null> => (of ? known(of.negotiation) : id === null ? known(null) : unread),
    );

    const [stored, drafts, account, reminders, avoided] = await Promise.all([
      outboxItem.getValue(),
      readDrafts(),
      accountItem.getValue(),
      readOwn(remindersItem),
      readOwn(avoidedItem),
    ]);
    const mine = stored.filter((entry) => entry.account === accountKey(account) && concerns(entry, of));
    return {
      state: 'ready',
      look,
      verdict: verdictOf(history, current, resume.presentId),
      candidate: of?.negotiation.candidate ?? null,
      current,
      history,
      others: resume.others,
      news: resume.news,
      notes: resume.notes,
      fetchedAt: resume.at,
      entries: mine.map(({ id, request, label, resulting, createdAt, progress }) => ({
        id,
        request,
        label,
        resulting,
        createdAt,
        progress,
      })),
      reminders: reminders.filter((one) => reminderId(one) === of?.negotiation.id),
      drafts: of ? keeping(drafts, (key) => isOf(of.negotiation, key.split(':')[1])) : {},
      avoided: avoidedPerson(avoided, idsOf(of, resumeId), resumeId) ?? null,
    };
  }

  /** What is held about a tab's resume. Its page may have moved to another one before the panel has asked. */
  async function heldFor(tabId: number, resumeId: ResumeId): Promise<KnownNegotiation | null> {
    const shown = (await tabsItem.getValue())[tabId];
    const address = shown && sameResume(shown.resumeId, resumeId) ? shown : { resumeId };
    const resume = (await resumesItem.getValue())[await resumes.keyOf(address)];
    return resume ? resumes.currentOf(resume) : null;
  }

  async function look(): Promise<PanelLook> {
    const { theme, placement, panelOpen, undoSeconds, waitHours } = await settingsItem.getValue();
    return { theme, placement, open: panelOpen, undoSeconds, waitHours };
  }

  /**
   * Sends every open panel of these negotiations (of all, if none are named) its slice again, from the store. A panel
   * whose resume is not in the store (the account changed) is told to ask when it is next visible. Not awaited: a tab
   * that hangs must not hold up the worker.
   */
  function push(ids?: readonly NegotiationId[]): void {
    void pushed((address, resume) => isPanel(address) && (!ids || isAbout(resume, ids))).catch(() => {});
  }

  /** The same for all panels, and tells lists and vacancies to read again, after a change that they show too. */
  function pushAll(): void {
    void pushed(() => true).catch(() => {});
  }

  async function pushed(
    isMeant: (address: PanelAddress, resume: KnownResume | undefined) => boolean,
  ): Promise<void> {
    const [tabs, held, how] = await Promise.all([tabsItem.getValue(), resumesItem.getValue(), look()]);
    await Promise.all(
      Object.entries(tabs).map(async ([tab, address]) => {
        const resume = held[await resumes.keyOf(address)];
        if (!isMeant(address, resume)) return;
        const told = resume
          ? sendMessage(
              'panelChanged',
              { of: address, panel: await compose(resume, address, how) },
              Number(tab),
            )
          : sendMessage('readAgain', undefined, Number(tab));
        // The tab now shows something else, or nothing of ours: it is not told again until it asks.
        if (!(await told.catch(() => false))) await forget(Number(tab), address);
      }),
    );
  }

  return {
    /** The slice for the panel of one tab; from now on the tab is told when it changes. */
    async read({ again, ...address }: PanelOf, tabId: number): Promise<Panel> {
      const [how, account] = await Promise.all([look(), accountItem.getValue(), follow(tabId, address)]);
      if (account.state === 'signed-out') return { state: 'signed-out', look: how, problem: account.problem };
      if (account.kind !== 'manager') return { state: 'not-recruiter', look: how };
      const resume = await toFact(() => resumes.read({ ...address, again }));
      return resume.known
        ? compose(resume.value, address, how)
        : { state: 'problem', look: how, problem: resume.why };
    },

    push,
    pushAll,

    /**
     * Call after a change to these negotiations, which were read again or forgotten (or to a person, if none are
     * named). Reads again what somebody sees, tells all other panels to ask when they are next visible, and forgets
     * what no visible panel shows.
     */
    async renew(ids?: readonly NegotiationId[]): Promise<void> {
      const concerned = (resume: KnownResume | undefined) => resume && (!ids || isAbout(resume, ids));
      const [tabs, before, front] = await Promise.all([
        tabsItem.getValue(),
        resumesItem.getValue(),
        browser.tabs.query({ active: true }),
      ]);
      const seen = new Map<string, PanelAddress>();
      const unseen: number[] = [];
      for (const [tab, address] of Object.entries(tabs)) {
        const key = await resumes.keyOf(address);
        if (!concerned(before[key])) continue;
        if (!front.some(({ id }) => id === Number(tab))) unseen.push(Number(tab));
        else if (await stands(Number(tab), address)) seen.set(key, address);
        else await forget(Number(tab), address);
      }
      await update(resumesItem, (held) =>
        keeping(held, (key, resume) => seen.has(key) || !concerned(resume)),
      );
      for (const tab of unseen)
        void sendMessage('readAgain', undefined, tab)
          .catch(() => false)
          .then((stands) => stands || forget(tab, tabs[tab]));
      for (const address of seen.values())
        await toFact(() => resumes.read({ ...address, again: true }, ids !== undefined));
      push(ids);
    },

    /** The applicant whose resume a tab shows, if its negotiation names one. */
    async applicantOf(tabId: number, resumeId: ResumeId): Promise<ApplicantId | null> {
      return (await heldFor(tabId, resumeId))?.negotiation.candidate.applicantId ?? null;
    },

    /** Marks the person whose resume a tab shows as "do not contact", or removes the mark. */
    async avoid(reason: string | null, tabId: number, resumeId: ResumeId): Promise<Result<void>> {
      const of = await heldFor(tabId, resumeId);
      const ids = idsOf(of, resumeId);
      const standing = avoidedPerson(await readOwn(avoidedItem), ids, resumeId);
      const name = (of && valueOr(of.negotiation.candidate.name, null)) ?? '';
      return avoid(
        { kind: 'person', ids: [...new Set([...ids, ...(standing?.ids ?? [])])] },
        reason === null ? null : { name, reason },
      );
    },

    forget: (tabId: number) => forget(tabId),
  };
}

/** From now on the tab is told when what it shows changes; without a resume, only by `pushAll`. */
export const follow = (tabId: number, address: PanelAddress = { resumeId: asId('') }): Promise<unknown> =>
  update(tabsItem, (tabs) => ({ ...tabs, [tabId]: address }));

/**
 * For a tab that was closed, left hh, or moved to a page of hh where we show nothing.
 * @param shown what it showed: a tab that shows something else by now is kept
 */
export const forget = (tabId: number, shown?: PanelAddress): Promise<unknown> =>
  update(tabsItem, (tabs) => {
    const { [tabId]: now, ...others } = tabs;
    return now && (!shown || sameAddress(now, shown)) ? others : tabs;
  });

/** Whether a tab still shows that address; a tab that does not answer in time is assumed to. */
async function stands(tabId: number, address: PanelAddress): Promise<boolean> {
  const asked = sendMessage('whereAreYou', undefined, tabId).then(
    (url) => {
      const page = pageOf(url);
      return page?.page === 'resume' && sameAddress(page, address);
    },
    () => false,
  );
  return Promise.race([asked, new Promise<true>((done) => setTimeout(done, answersWithin, true))]);
}

/** A list or a vacancy has no resume, and asks for what it shows itself. */
const isPanel = ({ resumeId }: PanelAddress): boolean => resumeId !== '';

const isAbout = (resume: KnownResume | undefined, ids: readonly NegotiationId[]): boolean =>
  resume !== undefined && ids.some((id) => isKnown(resume.currentId, id));

/** The ids of the person whom a panel shows: those that their negotiation names, and the resume in the page's address. */
const idsOf = (of: KnownNegotiation | null, resumeId: ResumeId): string[] => [
  ...new Set([...personOf(of?.negotiation.candidate ?? { applicantId: null, resumeId }).ids, resumeId]),
];

/** Drafts are stored by negotiation, resume or applicant. */
const isOf = ({ id, candidate }: Negotiation, about: string | undefined) =>
  about === id || about === candidate.resumeId || about === candidate.applicantId;

function concerns({ request }: OutboxEntry, of: KnownNegotiation | null): boolean {
  if (!of) return false;
  const { id, chatId, candidate } = of.negotiation;
  switch (request.kind) {
    case 'action':
    case 'old-message':
      return request.negotiationId === id;
    case 'message':
      return request.negotiationId === id || isKnown(chatId, request.chatId);
    // Marking as read can be undone wherever its negotiation is shown.
    case 'read-chat':
      return request.negotiationId === id || isKnown(chatId, request.chatId);
    // Files are sent on the inbox page.
    case 'file':
    case 'apply':
    case 'call':
      return false;
    case 'read':
    case 'bulk':
      return request.negotiationIds.includes(id);
    case 'invite':
      return sameResume(request.resumeId, candidate.resumeId);
    case 'note':
      return request.applicantId === candidate.applicantId;
  }
}
