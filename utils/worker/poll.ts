import { browser } from 'wxt/browser';
import { type Account, accountKey } from '../domain/account.ts';
import {
  asSeen,
  changedVacancies,
  firstPageRead,
  hasMoreUnread,
  type Inbox,
  laterPageRead,
  mergePages,
  type VacancyPage,
  withRows,
  withVacancies,
} from '../domain/inbox.ts';
import type { Millis, VacancyCount } from '../domain/negotiation.ts';
import { chatRowOf, rowOf, vacancyCountOf } from '../from-hh/negotiations.ts';
import type { Client } from '../hh/client.ts';
import type { Conversations } from '../hh/conversations.ts';
import type { Employer } from '../hh/employer.ts';
import { problemIn, toFact } from '../hh/errors.ts';
import type { VacancyId } from '../ids.ts';
import { isKnown, type Known, unread } from '../known.ts';
import { needsSignIn, type Problem, type ProblemName } from '../problem.ts';
import { forgetOld } from '../storage/forget.ts';
import {
  accountItem,
  applicantItem,
  countsItem,
  inboxItem,
  pollItem,
  settingsItem,
  storeFor,
  update,
} from '../storage/items.ts';
import { wholeResumes } from '../storage/whole-resumes.ts';
import type { AccountService } from './account.ts';
import type { Revocation } from './connection.ts';
import type { NotificationsService } from './notifications.ts';

export const pollAlarm = 'poll';

/** Requests beyond the two of a quiet poll, shared by rows, chats and later pages. */
const extraRequests = 3;
const pageSize = 50;
/** The longest back-off after failed polls, in minutes. */
const longestBackoff = 30;
const justDoneFor = 2_000;
/** Refusals of one part (a vacancy's rows, the chats) that say nothing about the others. */
const ofPartsAlone = new Set<ProblemName>([
  'forbidden',
  'no-paid-access',
  'not-found',
  'api-closed',
  'unreadable-answer',
]);

export interface SyncDeps {
  employer: Employer;
  conversations: Pick<Conversations, 'list' | 'unreadCount'>;
  now: () => Millis;
  random: () => number;
}

/** An alarm, a person who wants to see, or a change of what is to be counted. */
export type PollReason = 'alarm' | 'person' | 'change';

type Sync = ReturnType<typeof createSync>;

/**
 * Keeps the store up to date with hh, in few requests: one for the vacancies' counters, one for unread chats, and at
 * most three more for what changed. Nothing it calls has a side effect. One poll runs at a time, whoever asks: it
 * holds the Web Lock `sync`.
 */
export function createSync({ employer, conversations, now, random }: SyncDeps) {
  async function poll(): Promise<Problem | null> {
    const account = await accountItem.getValue();
    if (account.state !== 'signed-in' || account.kind !== 'manager' || !account.employer) return null;
    const store = storeOf(account);
    try {
      await read(account.employer.id, store);
      await store(() => update(pollItem, (state) => ({ ...state, failures: 0 })));
      return null;
    } catch (error) {
      // If the account was left meanwhile, the answer says nothing about the one in use now.
      return store(() => note(problemIn(error)));
    }
  }

  /** If even this cannot be stored, the numbers grow stale by themselves, and the badge says so. */
  async function note(problem: Problem): Promise<Problem> {
    try {
      await update(inboxItem, (inbox) => ({ ...inbox, problem, problemSince: inbox.problemSince ?? now() }));
      await update(pollItem, (state) => ({ ...state, failures: state.failures + 1 }));
    } catch {
      // The store is full: it keeps what it has.
    }
    return problem;
  }

  async function read(
    employerId: Parameters<typeof employer.activeVacancies>[0]['employerId'],
    store: Store,
  ) {
    const settings = await settingsItem.getValue();
    let extras = extraRequests;
    const readPage = async (page: number): Promise<VacancyPage & { pages: number }> => {
      const answer = await employer.activeVacancies({
        employerId,
        all: settings.count === 'all',
        page,
        perPage: pageSize,
        orderBy: 'unseen_responses_desc',
      });
      const { items } = answer.items;
      const sent = items.length + answer.items.skipped;
      // hh hides no vacancy: one that it counts and does not send could not be read.
      const due = Math.max(sent, Math.min(pageSize, (answer.found ?? 0) - page * pageSize));
      const skipped = answer.items.skipped + due - sent;
      return { vacancies: items.map(vacancyCountOf), skipped, pages: pagesOf(answer, page, sent) };
    };

    const [first, unreadChats] = await Promise.all([
      readPage(0),
      factUnlessRefused(conversations.unreadCount()),
    ]);
    const polled = await pollItem.getValue();
    // A count of one's own vacancies must not include colleagues'.
    const stands =
      polled.count === settings.count
        ? polled
        : { ...polled, count: settings.count, pages: [], nextPage: null, sweptAt: 0 };
    let { pages } = first;
    let state = firstPageRead(stands, first, pages, now());
    const readPages = new Set([0]);
    if (state.nextPage !== null) {
      extras--;
      const page = state.nextPage;
      readPages.add(page);
      const later = await readPage(page);
      pages = Math.max(pages, later.pages);
      state = laterPageRead(state, page, later, pages);
    }
    if (!(await store(() => update(pollItem, () => state)))) return;

    const before = await inboxItem.getValue();
    let chatsProblem = unreadChats.known ? null : unreadChats.why;
    let chatRows: Pick<Inbox, 'chats' | 'chatsSkipped'> | null =
      isKnown(unreadChats, 0) && before.chats.length > 0 ? { chats: [], chatsSkipped: 0 } : null;
    if (chatsToRead(unreadChats, before)) {
      extras--;
      const answer = await factUnlessRefused(conversations.list({ unread: true, page: 0 }));
      if (answer.known) {
        const { items, skipped } = answer.value.items;
        const rows = items.map(chatRowOf).filter(({ unread }) => !isKnown(unread, 0));
        chatRows = { chats: rows, chatsSkipped: skipped };
      } else chatsProblem = answer.why;
    }
    const skipped = state.pages.reduce((sum, page) => sum + page.skipped, 0);
    const last = state.pages.at(-1)?.vacancies ?? [];
    const counts = (inbox: Inbox): Inbox => ({
      ...withVacancies(
        inbox,
        mergePages(
          state.pages.map(({ vacancies }, index) =>
            readPages.has(index) ? vacancies : asSeen(vacancies, inbox),
          ),
        ),
      ),
      ...chatRows,
      allVacancies: skipped === 0 && (!hasMoreUnread(last) || state.pages.length >= pages),
      skipped,
      unreadChats,
      chatsProblem,
      freshAt: now(),
      problem: null,
      problemSince: null,
    });
    const counted = await store(() => update(inboxItem, counts));
    if (!counted) return;
    for (const vacancy of changedVacancies(counted, settings.muted).slice(0, extras)) {
      const read = await factUnlessRefused(readRows(vacancy.id, false, store));
      if (!read.known) await store(() => leaveUnread(vacancy));
    }
  }

  /** For a vacancy whose rows hh does not show: keeps its number, and lets the others go on. */
  const leaveUnread = ({ id, unread }: VacancyCount) =>
    update(inboxItem, (inbox) => ({
      ...inbox,
      readAt: { ...inbox.readAt, [id]: { unread, at: now(), more: false, nextPage: 0, skipped: 0 } },
    }));

  /** @throws HhError if hh cannot be read */
  async function readRows(vacancyId: VacancyId, more: boolean, store: Store): Promise<void> {
    const before = await inboxItem.getValue();
    const page = more ? (before.readAt[vacancyId]?.nextPage ?? 0) : 0;
    const count = before.vacancies.find(({ id }) => id === vacancyId)?.unread ?? unread;
    const answer = await employer.negotiations({
      collection: 'response',
      vacancyId,
      page,
      perPage: pageSize,
      values: { show_only_new: true },
    });
    const { items, skipped } = answer.items;
    const rows = items.map((item) => rowOf(item, vacancyId));
    const pages = pagesOf(answer, page, items.length + skipped);
    await store(() =>
      update(inboxItem, (inbox: Inbox) =>
        withRows(inbox, vacancyId, rows, { at: now(), page, pages, unread: count, skipped }),
      ),
    );
  }

  return {
    /** Polls. While a poll is in flight, an alarm is skipped and anybody else waits. Never throws for errors of hh. */
    poll: (by: PollReason): Promise<Problem | null> =>
      navigator.locks.request('sync', { ifAvailable: by === 'alarm' }, async (lock) => {
        const { freshAt, problem } = await countsItem.getValue();
        // The awaited poll already brought what is wanted, unless what is to be counted has changed.
        const justDone =
          by !== 'change' && !problem && freshAt !== null && Math.abs(now() - freshAt) < justDoneFor;
        return lock && !justDone ? poll() : null;
      }),

    /** Reads the unread rows of one vacancy that a person looks at; `more`: those after the ones read so far. */
    readRows: (vacancyId: VacancyId, more: boolean): Promise<void> =>
      navigator.locks.request('sync', async () => {
        const inbox = await inboxItem.getValue();
        const vacancy = inbox.vacancies.find(({ id }) => id === vacancyId);
        // Rows read while their counter was unknown may be stale at any time.
        const stands =
          vacancy?.unread.known && changedVacancies(inbox, []).every(({ id }) => id !== vacancyId);
        if (more || !stands) await readRows(vacancyId, more, storeOf(await accountItem.getValue()));
      }),

    /** Minutes until the next poll: the user's interval with ±10 % jitter, doubled at each consecutive failure. */
    async nextDelay(): Promise<number> {
      const [{ intervalMinutes }, { failures }, { problem }] = await Promise.all([
        settingsItem.getValue(),
        pollItem.getValue(),
        countsItem.getValue(),
      ]);
      const longest = Math.max(longestBackoff, intervalMinutes);
      const asked = ((problem?.retryAt ?? 0) - now()) / 60_000;
      const delay = Math.min(Math.max(intervalMinutes * 2 ** failures, 1, asked), longest);
      return delay < longest ? delay * (0.9 + 0.2 * random()) : delay;
    },
  };
}

/** Stores an answer for one account; null, with nothing stored, if another account is in use by now. */
type Store = <T>(run: () => Promise<T>) => Promise<T | null>;
const storeOf =
  (account: Account): Store =>
  (run) =>
    storeFor(accountKey(account), run);

/** A part that hh refuses to this manager is unknown; errors that concern everything are rethrown. */
const factUnlessRefused = <T>(reading: Promise<T>): Promise<Known<T>> => toFact(() => reading, ofPartsAlone);

/** If hh does not say how many pages there are, a full page has another after it. @param sent items on this page */
const pagesOf = ({ pages }: { pages?: number | null }, page: number, sent: number): number =>
  pages ?? (sent < pageSize ? page + 1 : page + 2);

/** The list of chats is read if its counter changed, and always if only the list can tell what there is. */
const chatsToRead = (count: Known<number>, before: Inbox): boolean =>
  count.known
    ? count.value > 0 && (!isKnown(before.unreadChats, count.value) || before.chats.length === 0)
    : count.why.name === 'unreadable-answer';

interface PollingDeps {
  client: Pick<Client, 'hhTime'>;
  sync: Pick<Sync, 'poll' | 'nextDelay'>;
  applicant: { poll: (by: PollReason) => Promise<Problem | null> };
  account: Pick<AccountService, 'asking'>;
  revocation: Pick<Revocation, 'run'>;
  notifications: Pick<NotificationsService, 'tell'>;
}

export type PollingService = ReturnType<typeof createPollingService>;

/** Polls both halves together, and sets the browser's alarm for the next poll. */
export function createPollingService({
  client,
  sync,
  applicant,
  account,
  revocation,
  notifications,
}: PollingDeps) {
  async function schedule(delayInMinutes: number): Promise<void> {
    const { intervalMinutes } = await settingsItem.getValue();
    await browser.alarms.create(pollAlarm, { delayInMinutes, periodInMinutes: Math.max(1, intervalMinutes) });
  }

  const hhTime = () => client.hhTime?.() ?? null;
  /** Forgets what is too old, also by hh's clock if hh has just told it: ours may be set far ahead for a while. */
  const forget = (): Promise<void> => forgetOld(Math.min(Date.now(), hhTime() ?? Date.now())).catch(() => {});

  return {
    schedule,
    forget,

    /** Only if there is none: creating an alarm of the same name would restart its time. */
    async ensureAlarm(): Promise<void> {
      if (!(await browser.alarms.get(pollAlarm))) await schedule(0.5);
    },

    /** Also revokes left-over tokens at hh, and forgets yesterday's resumes and what is too old. */
    async poll(by: PollReason): Promise<void> {
      void revocation.run().catch(() => {});
      void wholeResumes.prune().catch(() => {});
      let isWell = false;
      await account.asking(async () => {
        const problems = await Promise.all([sync.poll(by), applicant.poll(by)]);
        isWell = problems.every((problem) => problem === null);
        return problems.find((problem) => problem && needsSignIn(problem)) ?? null;
      });
      void notifications.tell();
      await schedule(await sync.nextDelay());
      // If the clock is wrong by months, no browser reaches hh; then nothing is forgotten by that clock. A failure to
      // fetch hh's pages is only in the store.
      const { problem } = await applicantItem.getValue();
      const isReached = isWell && problem?.name !== 'no-connection';
      if (isReached || hhTime() !== null) await forget();
    },
  };
}
