import { browser } from 'wxt/browser';
import { accountKey, type Inbox } from '../domain/inbox.ts';
import type { Millis, Negotiation, VacancyHistory } from '../domain/negotiation.ts';
import { type Panel, type PanelAddress, type PanelLook, sameAddress } from '../domain/panel.ts';
import { verdictOf } from '../domain/verdict.ts';
import type { OutboxEntry } from '../domain/write-request.ts';
import { historyOf, type KnownNegotiation, noteOf } from '../from-hh/transform.ts';
import { HhError } from '../hh/errors.ts';
import { pageOf } from '../hh/pages.ts';
import { companyIn, sameResume } from '../hh/resume-hash.ts';
import { t } from '../i18n.ts';
import {
  type ApplicantId,
  asId,
  type EmployerId,
  type NegotiationId,
  type ResumeId,
  type VacancyId,
} from '../ids.ts';
import {
  fromKnown,
  isKnown,
  type Known,
  known,
  type List,
  thenKnown,
  unknown,
  unread,
  valueOr,
} from '../known.ts';
import { sendMessage } from '../messaging/protocol.ts';
import { needsSignIn, type Problem } from '../problem.ts';
import { readDrafts } from '../storage/drafts.ts';
import {
  accountItem,
  inboxItem,
  type KnownResume,
  type Look,
  looksItem,
  negotiationsItem,
  outboxItem,
  resumesItem,
  settingsItem,
  tabsItem,
  update,
} from '../storage/items.ts';
import type { Connection } from './connection.ts';
import type { Negotiations } from './negotiations.ts';

const freshFor = 5 * 60_000;
const keptAtMost = 50;
const looksAtMost = 500;
/** A page with an open dialog never answers, ms. */
const answersWithin = 500;
/** A look at a resume is over after so long without reading it. */
const lookLasts = 30 * 60_000;

export interface PanelOf extends PanelAddress {
  /** The person asked for fresh data. */
  again?: boolean;
}

export type Panels = ReturnType<typeof createPanels>;

/** The slices that panels are handed: each for the resume of its own tab, from the cache or at most three calls. */
export function createPanels({ employer }: Connection, negotiations: Negotiations, now: () => Millis) {
  /** One resume has as many slices as addresses: each tab keeps to the negotiation that its address names. */
  const keyOf = async ({ resumeId, vacancyId = asId(''), topicId = asId('') }: PanelAddress) =>
    [accountKey(await accountItem.getValue()), resumeId, vacancyId, topicId].join(':');

  /** What went wrong with one part, as data; anything but hh's own refusal is a fault of ours and thrown on. */
  async function part<T>(run: () => Promise<T>): Promise<Known<T>> {
    try {
      return known(await run());
    } catch (error) {
      if (!(error instanceof HhError)) throw error;
      return unknown(error.problem);
    }
  }

  /** With `value` as the newest, and no more than `most`. */
  const put = <T>(key: string, { [key]: _, ...others }: Record<string, T>, value: T, most: number) => ({
    ...Object.fromEntries(Object.entries(others).slice(1 - most)),
    [key]: value,
  });

  /** Notes down that the person looks at it now. */
  async function lookAt(resumeId: ResumeId): Promise<Look> {
    const key = `${accountKey(await accountItem.getValue())}:${resumeId}`;
    const last = (await looksItem.getValue())[key];
    const at = now();
    const look =
      last && at - last.at < lookLasts ? { ...last, at } : { after: last?.at ?? at, until: at, at };
    await update(looksItem, (looks) => put(key, looks, look, looksAtMost));
    return look;
  }

  /** The company whose account is in use; null where hh named none. */
  async function companyNow(): Promise<EmployerId | null> {
    const account = await accountItem.getValue();
    return (account.state === 'signed-in' && account.employer?.id) || null;
  }

  /** Under which id hh knows this resume for us: one made for another company is joined by what waits in the inbox. */
  async function ownId(resumeId: ResumeId): Promise<ResumeId> {
    const company = companyIn(resumeId);
    if (!company || company === (await companyNow())) return resumeId;
    const { rows } = await inboxItem.getValue();
    return (
      rows.find(({ candidate }) => sameResume(candidate.resumeId, resumeId))?.candidate.resumeId ?? resumeId
    );
  }

  /** hh finds no resume by an address that was made for another company; what can be done then is another account. */
  async function explained(problem: Problem, resumeId: ResumeId): Promise<Problem> {
    const company = companyIn(resumeId);
    const isMissing = problem.name === 'not-found' || problem.name === 'resume-not-found';
    if (!isMissing || !company || company === (await companyNow())) return problem;
    const account = await accountItem.getValue();
    const hasOthers = account.state === 'signed-in' && account.accounts.length > 1;
    return { ...problem, name: hasOthers ? 'resume-of-other-account' : 'resume-of-other-company' };
  }

  async function historyBy(resumeId: ResumeId): Promise<KnownResume['history']> {
    const history = await part(async () => historyOf(await employer.resumeHistory(resumeId)));
    return history.known ? history : unknown(await explained(history.why, resumeId));
  }

  /** History and negotiation together when the address names it; else the negotiation that the history names. */
  async function load(of: PanelOf, isRead: boolean): Promise<KnownResume> {
    let resumeId = await ownId(of.resumeId);
    const reading = historyBy(resumeId);
    const readOne = (id: NegotiationId): Promise<Known<KnownNegotiation>> =>
      part(() => negotiations.read(id, of.again && !isRead));
    const named = of.topicId && readOne(of.topicId);
    let history = await reading;
    const presentId: Known<NegotiationId | null> = of.topicId
      ? known(of.topicId)
      : thenKnown(history, (past) => negotiationOf(past, of.vacancyId));
    let current: Known<KnownNegotiation | null>;
    if (named) current = await named;
    else if (presentId.known) current = presentId.value ? await readOne(presentId.value) : known(null);
    else current = presentId;
    // `t` in an address is only a hint: a negotiation of another resume is none of this page's.
    const { id, candidate } = valueOr(current, null)?.negotiation ?? {};
    if (named && id && candidate && !candidate.resumeId) {
      // Its resume is gone: then only the history of this page's resume tells whose it is.
      const read = current;
      const isOurs = thenKnown(history, (past) => isIn(past, id));
      current = thenKnown(isOurs, (ours) => (ours ? read : known(null)));
    } else if (candidate?.resumeId && !sameResume(candidate.resumeId, of.resumeId)) current = known(null);
    else if (candidate?.resumeId && candidate.resumeId !== resumeId && !history.known) {
      resumeId = candidate.resumeId;
      history = await historyBy(resumeId);
    }
    const { negotiation } = valueOr(current, null) ?? {};
    return {
      at: now(),
      presentId: isKnown(current, null) ? null : valueOr(presentId, null),
      currentId: fromKnown(current, (read) => read?.negotiation.id ?? null),
      history,
      others: negotiation ? otherResumes(await inboxItem.getValue(), negotiation) : [],
      // What could not be read was not looked at.
      news: history.known ? await lookAt(resumeId) : { after: 0, until: 0 },
      notes: negotiation ? await notesOf(negotiation) : null,
    };
  }

  /** The notes on a person; whose they are stands in the resume. */
  async function notesOf({ candidate, resumeDeleted }: Negotiation): Promise<KnownResume['notes']> {
    const { applicantId } = candidate;
    if (!applicantId) return isKnown(resumeDeleted, true) ? null : unread;
    const page = await part(() => employer.comments(applicantId));
    return fromKnown(page, ({ items: { items, skipped }, found }) => ({
      items: items.map(noteOf),
      // Those of later pages are not read either.
      skipped: Math.max(skipped, (found ?? 0) - items.length),
    }));
  }

  /** @param isRead its negotiation was read anew just now */
  async function knownOf(of: PanelOf, isRead = false): Promise<KnownResume> {
    const key = await keyOf(of);
    const held = (await resumesItem.getValue())[key];
    const isFresh = held && !of.again && Math.abs(now() - held.at) < freshFor;
    if (isFresh && problemsOf(held).length === 0 && (await isHeld(held))) return held;
    const fresh = await load(of, isRead);
    if (key !== (await keyOf(of))) throw new HhError('signed-out', 'no');
    await update(resumesItem, (resumes) => put(key, resumes, fresh, keptAtMost));
    return fresh;
  }

  async function compose(resume: KnownResume, look: PanelLook): Promise<Panel> {
    const lost = problemsOf(resume).find(needsSignIn);
    if (lost) return { state: 'signed-out', look, problem: lost };
    const { history, currentId } = resume;
    const of = await currentOf(resume);
    // Nothing at all can be said: one state instead of a panel full of holes.
    if (!history.known && !of)
      return { state: 'problem', look, problem: currentId.known ? history.why : currentId.why };
    const current = thenKnown(
      currentId,
      (id): Known<Negotiation | null> => (of ? known(of.negotiation) : id === null ? known(null) : unread),
    );

    const [stored, drafts, account] = await Promise.all([
      outboxItem.getValue(),
      readDrafts(),
      accountItem.getValue(),
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
      drafts: of
        ? Object.fromEntries(
            Object.entries(drafts).filter(([key]) => isOf(of.negotiation, key.split(':')[1])),
          )
        : {},
    };
  }

  async function currentOf(resume: KnownResume): Promise<KnownNegotiation | null> {
    const id = valueOr(resume.currentId, null);
    if (!id) return null;
    const account = await accountItem.getValue();
    return (await negotiationsItem.getValue())[`${accountKey(account)}:${id}`] ?? null;
  }

  /** Its negotiation is kept apart, and may have been forgotten since. */
  const isHeld = async (resume: KnownResume): Promise<boolean> =>
    isKnown(resume.currentId, null) || (await currentOf(resume)) !== null;

  async function look(): Promise<PanelLook> {
    const { theme, placement, panelOpen, undoSeconds, waitHours } = await settingsItem.getValue();
    return { theme, placement, open: panelOpen, undoSeconds, waitHours };
  }

  /**
   * Hands every open panel of these negotiations (of all, when none are named) its slice anew, from the store.
   * One whose resume is not in the store (the account changed) is told to ask when it is looked at.
   * Nobody waits for it: a tab that hangs must not hold up the worker.
   */
  function push(ids?: readonly NegotiationId[]): void {
    void pushed(ids).catch(() => {});
  }

  async function pushed(ids?: readonly NegotiationId[]): Promise<void> {
    const [tabs, resumes, how] = await Promise.all([tabsItem.getValue(), resumesItem.getValue(), look()]);
    await Promise.all(
      Object.entries(tabs).map(async ([tab, address]) => {
        const resume = resumes[await keyOf(address)];
        if (ids && !(resume && isAbout(resume, ids))) return;
        const told = resume
          ? sendMessage('panelChanged', { of: address, panel: await compose(resume, how) }, Number(tab))
          : sendMessage('readAgain', undefined, Number(tab));
        // It shows something else by now, or nothing of ours: it is told no more until it asks.
        if (!(await told.catch(() => false))) await forget(Number(tab), address);
      }),
    );
  }

  return {
    /** The slice for the panel of one tab; from now on the tab is told when it changes. */
    async read({ again, ...address }: PanelOf, tabId: number): Promise<Panel> {
      await follow(tabId, address);
      const how = await look();
      const account = await accountItem.getValue();
      if (account.state === 'signed-out') return { state: 'signed-out', look: how, problem: account.problem };
      if (account.kind !== 'manager') return { state: 'not-recruiter', look: how };
      const resume = await part(() => knownOf({ ...address, again }));
      return resume.known ? compose(resume.value, how) : { state: 'problem', look: how, problem: resume.why };
    },

    push,

    /**
     * After something was done with these negotiations, which were read anew or forgotten (with a person, when none are named): what somebody sees is
     * read again; all other panels are told to ask once they are looked at, and what none shows is forgotten.
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
        const key = await keyOf(address);
        if (!concerned(before[key])) continue;
        if (!front.some(({ id }) => id === Number(tab))) unseen.push(Number(tab));
        else if (await stands(Number(tab), address)) seen.set(key, address);
        else await forget(Number(tab), address);
      }
      await update(resumesItem, (resumes) =>
        Object.fromEntries(
          Object.entries(resumes).filter(([key, resume]) => seen.has(key) || !concerned(resume)),
        ),
      );
      for (const tab of unseen)
        void sendMessage('readAgain', undefined, tab)
          .catch(() => false)
          .then((stands) => stands || forget(tab, tabs[tab]));
      for (const address of seen.values())
        await part(() => knownOf({ ...address, again: true }, ids !== undefined));
      push(ids);
    },

    /** Whose resume a page shows, as far as its negotiation told. */
    async applicantOf(tabId: number): Promise<ApplicantId | null> {
      const address = (await tabsItem.getValue())[tabId];
      const resume = address && (await resumesItem.getValue())[await keyOf(address)];
      return (resume && (await currentOf(resume))?.negotiation.candidate.applicantId) ?? null;
    },

    forget: (tabId: number) => forget(tabId),
  };
}

/** From now on the tab is told when what it shows changes; where that is no resume, when it may be another's. */
export const follow = (tabId: number, address: PanelAddress = { resumeId: asId('') }): Promise<unknown> =>
  update(tabsItem, (tabs) => ({ ...tabs, [tabId]: address }));

/**
 * A tab that was closed, left hh, or moved on to a page of hh where we show nothing.
 * @param shown what it showed: one that shows something else by now is kept
 */
export const forget = (tabId: number, shown?: PanelAddress): Promise<unknown> =>
  update(tabsItem, (tabs) => {
    const { [tabId]: now, ...others } = tabs;
    return now && (!shown || sameAddress(now, shown)) ? others : tabs;
  });

/** Whether a tab still shows that address; one that does not answer soon is believed to. */
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

/** The negotiation at hand: that of the vacancy in the address, else our newest one that is not over and archived. */
function negotiationOf(
  { items, skipped }: List<VacancyHistory>,
  vacancyId?: VacancyId,
): Known<NegotiationId | null> {
  const ours = items.filter((vacancy) => !isKnown(vacancy.negotiationId, null));
  const named = ours.find((vacancy) => vacancy.vacancyId === vacancyId);
  const chosen = named ?? ours.find((vacancy) => !isKnown(vacancy.archived, true));
  // It may be one of those that could not be read.
  return chosen?.negotiationId ?? (skipped > 0 ? unread : known(null));
}

/** Whether a negotiation is one of this history. */
function isIn({ items, skipped }: List<VacancyHistory>, id: NegotiationId): Known<boolean> {
  if (items.some(({ negotiationId }) => isKnown(negotiationId, id))) return known(true);
  const isWhole = skipped === 0 && items.every(({ negotiationId }) => negotiationId.known);
  return isWhole ? known(false) : unread;
}

const isAbout = ({ currentId }: KnownResume, ids: readonly NegotiationId[]): boolean =>
  ids.some((id) => isKnown(currentId, id));

/** Why a part could not be read, of those that could not. */
const problemsOf = ({ currentId, history, notes }: KnownResume): Problem[] =>
  [currentId, history, notes].flatMap((part) => (part && !part.known ? [part.why] : []));

/** hh's history is of one resume: what else waits from the same person, with another, is known from the inbox. */
const otherResumes = ({ rows, vacancies }: Inbox, { candidate }: Negotiation): VacancyHistory[] =>
  rows.flatMap(({ id, vacancyId, candidate: { applicantId, resumeId, title }, stage, createdAt }) => {
    if (!applicantId || applicantId !== candidate.applicantId || sameResume(resumeId, candidate.resumeId))
      return [];
    const vacancy = vacancies.find((one) => one.id === vacancyId);
    const change = { stage, at: createdAt, withMessage: known(false) };
    return {
      vacancyId,
      name: vacancy
        ? fromKnown(vacancy.name, (name) =>
            t('history_other_resume', name, title.known ? (title.value ?? '') : t('unknown_title')),
          )
        : unread,
      archived: known(false),
      foreign: known(false),
      negotiationId: known(id),
      items: known({ items: [change], skipped: 0 }),
    };
  });

/** Drafts are kept by negotiation, resume or applicant. */
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
    // A mark can be undone wherever its negotiation is shown.
    case 'read-chat':
      return request.negotiationId === id || isKnown(chatId, request.chatId);
    // Files are sent in the inbox.
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
