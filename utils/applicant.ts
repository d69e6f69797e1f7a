import { browser } from 'wxt/browser';
import { problemIn } from './answer.ts';
import { markOf } from './applicant-mark.ts';
import { fetchListPage, type ListPage, listPageOf } from './applicant-page.ts';
import { topicOf } from './applicant-transform.ts';
import type { Connection } from './connection.ts';
import type { ApplicantQuery } from './hh/applicant.ts';
import { readState } from './hh/page-state.ts';
import { parseUrl } from './hh/pages.ts';
import type { VacancyId } from './ids.ts';
import type { Applicant, Topics, Way } from './inbox/applicant/applicant.ts';
import { headOf, type Look, merge } from './inbox/applicant/merge.ts';
import type { VacancyMark } from './inbox/applicant/vacancy-mark.ts';
import type { Account, Settings } from './inbox/inbox.ts';
import type { Millis } from './inbox/negotiation.ts';
import { negotiationsOf, type Wish } from './inbox/write.ts';
import type { Problem, ProblemName } from './problem.ts';
import type { Sender } from './receive.ts';
import {
  accountItem,
  applicantItem,
  applicantPollItem,
  eventsItem,
  noSweep,
  type Sweep,
  settingsItem,
  topicsItem,
  update,
} from './storage.ts';
import type { PollReason } from './sync.ts';

const minute = 60_000;
const day = 1440 * minute;
const longestWait = 30 * minute;
const justDoneFor = 2_000;
const pageSize = 50;

/** How each way is asked: pages at a poll, ms between two of them, and how old a page may grow, in ms. */
const rules = {
  api: { most: 5, pause: 0, every: 10 * minute },
  // hh's own site is asked seldom, and slowly.
  pages: { most: 3, pause: 2_000, every: day },
};
/** Between two looks at hh's own pages in the background. */
const pagesApart = 5 * minute;

/** All else that a page of hh's is in place of the list is a reason to stop. */
const passing = new Set<ProblemName>(['offline', 'no-connection', 'timeout', 'server-error']);

export interface ApplicantDeps {
  applicant: Pick<Connection['applicant'], 'negotiations'>;
  fetch: typeof fetch;
  now: () => Millis;
  sleep: (ms: Millis) => Promise<void>;
}

export type ApplicantDesk = ReturnType<typeof createApplicantDesk>;

const idOf = (account: Account): string | null =>
  account.state === 'signed-in' ? (account.applicantId ?? null) : null;

/**
 * The applicant's half of the worker: finds out which way leads to the negotiations, reads by it, and puts what
 * it saw into the store. It only reads, and marks nothing.
 */
export function createApplicantDesk({ applicant, fetch, now, sleep }: ApplicantDeps) {
  const byApi = async (of: ApplicantQuery): Promise<ListPage> => {
    const { items, pages, found } = await applicant.negotiations({
      ...of,
      perPage: pageSize,
      orderBy: 'updated_at',
      order: 'desc',
    });
    const topics = items.items.map(topicOf);
    return {
      owner: null,
      hhid: null,
      topics,
      pages: pages ?? 1,
      total: found ?? null,
      setAside: items.setAside,
    };
  };

  /** Topics, log and head are set at once, so that none is ahead of the others. */
  const store = <T>(change: (held: Topics) => Promise<[values: Record<string, unknown>, result: T]>) =>
    navigator.locks.request('topics', async (): Promise<T> => {
      const [values, result] = await change(await topicsItem.getValue());
      await browser.storage.local.set(values);
      return result;
    });

  /** Puts a look into the store. @returns what is to be known for reading on */
  const take = (look: Look, more: Partial<Applicant>) =>
    store(async (held) => {
      const [logs, head, { silentDays }] = await Promise.all([
        eventsItem.getValue(),
        applicantItem.getValue(),
        settingsItem.getValue(),
      ]);
      const before = logs[look.owner] ?? {};
      const { topics, log, lastChanged } = merge(held, before, look, now());
      return [
        {
          ...(topics !== held && topicsItem.pack(topics)),
          ...(log !== before && eventsItem.pack({ ...logs, [look.owner]: log })),
          ...applicantItem.pack({
            ...head,
            ...headOf(topics.topics, silentDays, now()),
            owner: look.owner,
            ...more,
          }),
        },
        { lastChanged, anew: held.owner !== look.owner },
      ];
    });

  /** What is known without a look; the counts move on with the clock. */
  const note = (more: Partial<Applicant>) =>
    store(async ({ topics }) => {
      const [before, { silentDays }] = await Promise.all([applicantItem.getValue(), settingsItem.getValue()]);
      const since = more.problem ? { problemSince: before.problemSince ?? now() } : {};
      const after = { ...before, ...headOf(topics, silentDays, now()), ...more, ...since };
      const same = JSON.stringify(after) === JSON.stringify(before);
      return [same ? {} : applicantItem.pack(after), undefined];
    });

  /**
   * Reads the first page, and then those that can have changed: while the last topic of the one before was new to
   * us, until all were read once, and one a poll in a sweep through all, since hh does not move what was only viewed.
   */
  async function sweep(
    way: 'api' | 'pages',
    read: (page: number) => Promise<[ListPage, owner: string] | null>,
  ) {
    const { most, pause, every } = rules[way];
    const polled = await applicantPollItem.getValue();
    let state: Sweep = polled.sweep.way === way ? polled.sweep : { ...noSweep, way };
    let page: number | null = 0;
    for (let left = most; left > 0 && page !== null; left--) {
      if (page > 0) await sleep(pause);
      const found = await read(page);
      if (!found) return;
      const [{ topics, pages, total, setAside }, owner] = found;
      const ids = topics.map(({ id }) => id);
      const isLast: boolean = page + 1 >= pages;
      const seen = new Set(page === 0 && state.next === null ? ids : [...state.seen, ...ids]);
      // Only as many as hh counts, then and now, are all: what is deleted meanwhile moves others to a page read before.
      const began = page > 0 ? state.total : total;
      const all = isLast && seen.size === total && began === total ? seen : undefined;
      const aside = [...state.setAside];
      aside[page] = setAside;
      const { lastChanged, anew } = await take(
        { owner, topics, ...(all && { all }) },
        {
          ...fine,
          freshAt: now(),
          [way]: { state: 'on', at: now() },
          total,
          setAside: aside.reduce((sum, count = 0) => sum + count, 0),
        },
      );
      const whole: boolean = isLast || (state.whole && !anew);
      const due: boolean = !whole || lastChanged || Math.abs(now() - state.at) >= every;
      const next: number | null = isLast
        ? null
        : page > 0
          ? page + 1
          : lastChanged || (state.next === null && due)
            ? 1
            : state.next;
      state = {
        ...state,
        whole,
        next,
        setAside: isLast ? aside.slice(0, pages) : aside,
        total: page === 0 && next === 1 ? total : state.total,
        seen: next === null ? [] : [...(next === 1 && page === 0 ? ids : seen)],
        at: next === null && isLast ? now() : state.at,
      };
      await update(applicantPollItem, (old) => ({ ...old, sweep: state }));
      page = page === 0 || lastChanged || !whole ? next : null;
    }
  }

  /** How long a way is left in peace; said before it is asked, so that a worker that dies asks no oftener. */
  const leave = (way: 'api' | 'pages', wait: Millis) =>
    update(applicantPollItem, (old) => ({ ...old, [way]: { at: now(), wait } }));

  /** A clock that was set back must not stop it for a day. */
  const isDue = ({ at, wait }: { at: Millis; wait: Millis }) => Math.abs(now() - at) >= wait;

  /** @returns what went wrong; null also when hh shut this way, which is no trouble but a fact. */
  async function pollApi(owner: string, by: PollReason): Promise<Problem | null> {
    const { api } = await applicantPollItem.getValue();
    if (by === 'alarm' && !isDue(api)) return null;
    await leave('api', 0);
    const same = async () => idOf(await accountItem.getValue()) === owner;
    try {
      await sweep('api', async (page) => {
        const found = await byApi({ page });
        return (await same()) ? [found, owner] : null;
      });
      return null;
    } catch (error) {
      const problem = problemIn(error);
      // What was said to somebody who has left meanwhile is no news of whoever is here now.
      if (!(await same())) return null;
      // That it takes a recruiter's arguments alone by now says the same.
      if (/^(api-closed|not-found|bad-argument)$/.test(problem.name)) {
        await note({ api: { state: 'closed', until: now() + day }, ...fine });
        return null;
      }
      const wait = Math.max(api.wait * 2, minute, (problem.retryAt ?? 0) - now());
      await leave('api', Math.min(wait, longestWait));
      await note({ problem });
      return problem;
    }
  }

  async function pollPages({ site }: Settings, way: Way, by: PollReason): Promise<void> {
    const { pages } = await applicantPollItem.getValue();
    // What stopped us is a person's to judge, and hh's own word on when stands.
    const isStopped = way.state === 'stopped';
    if (isStopped && (by === 'alarm' || now() < (way.problem.retryAt ?? 0))) return;
    if (!isDue(pages)) return note(isStopped ? { pages: on(way), ...fine } : {});
    await leave('pages', pagesApart);
    try {
      await sweep('pages', async (page) => {
        const found = await fetchListPage({ fetch, now }, site, page);
        const owner = await ownerOf(found);
        return owner === null ? null : [found, owner];
      });
    } catch (error) {
      const problem = problemIn(error);
      const stopped: Way = { state: 'stopped', problem, at: now() };
      await note({ problem, ...(!passing.has(problem.name) && { pages: stopped }) });
    }
  }

  /** A page with nothing on it names the session alone: the one of before, or somebody new. */
  async function ownerOf({ owner, hhid }: ListPage): Promise<string | null> {
    const { hhid: known } = await applicantPollItem.getValue();
    if (hhid !== known) await update(applicantPollItem, (old) => ({ ...old, hhid }));
    return owner ?? (hhid === known ? (await applicantItem.getValue()).owner : null) ?? hhid;
  }

  async function poll(by: PollReason): Promise<Problem | null> {
    const [account, settings, before] = await Promise.all([
      accountItem.getValue(),
      settingsItem.getValue(),
      applicantItem.getValue(),
    ]);
    const owner = idOf(account);
    const asked = settings.readPages || settings.fetchPages;
    if (owner === null && before.owner === null && !asked && before.pages.state === 'off') return null;
    // A clock that was set back must not keep it shut for longer.
    const isShut = ({ api }: Applicant) =>
      api.state === 'closed' && now() < api.until && api.until - now() <= day;
    const problem = owner !== null && !isShut(before) ? await pollApi(owner, by) : null;
    const head = await applicantItem.getValue();
    const fetching = settings.fetchPages && (await mayFetch(settings.site));
    const isFree = owner === null || isShut(head);
    if (isFree && fetching) await pollPages(settings, head.pages, by);
    else {
      // Nothing is fetched that could stop, or be stale.
      const pages: Way = settings.readPages ? on(head.pages) : { state: 'off' };
      await note({ pages, ...(owner === null && { api: { state: 'off' } }), ...(isFree && fine) });
    }
    return problem;
  }

  return {
    /**
     * Reads what can be read, by whichever way is open; an alarm is skipped while another poll is under way.
     * @returns what went wrong with the token's way, for who is signed in; all else stands in the store
     */
    poll: (by: PollReason): Promise<Problem | null> =>
      navigator.locks.request('applicant', { ifAvailable: by === 'alarm' }, async (lock) => {
        const { freshAt, problem } = await applicantItem.getValue();
        const justDone = by === 'person' && !problem && Math.abs(now() - (freshAt ?? 0)) < justDoneFor;
        return lock && !justDone ? poll(by) : null;
      }),

    wantsPage: async (): Promise<boolean> => (await settingsItem.getValue()).readPages,

    /** What the person's own list shows in a tab that stands open on it, at no request. */
    async pageSeen(slice: unknown, sender: Sender): Promise<void> {
      if (sender.is !== 'panel' || sender.page.page !== 'applicant-negotiations') return;
      const [{ readPages }, head] = await Promise.all([settingsItem.getValue(), applicantItem.getValue()]);
      const url = parseUrl(sender.url);
      const state = readPages && url?.protocol === 'https:' ? readState(slice) : null;
      // After an in-app move the page still holds the state of the one before.
      if (state?.page !== 'negotiations' || state.path + state.search !== `${url?.pathname}${url?.search}`)
        return;
      const found = listPageOf(state, now());
      const owner = await ownerOf(found);
      // Who is signed in with us is who is shown, whoever else uses the browser.
      if (owner === null || (head.api.state === 'on' && owner !== head.owner)) return;
      await take(
        { owner, topics: found.topics },
        {
          ...(head.pages.state !== 'stopped' && { pages: { state: 'on', at: now() }, ...fine }),
          freshAt: now(),
          // Whatever filter the page has, its tabs count all.
          total: state.all ?? found.total,
        },
      );
    },

    /** My negotiation on the vacancy of the sender's own page, from the store alone. */
    async readVacancy(vacancyId: VacancyId, sender: Sender): Promise<VacancyMark | null> {
      if (sender.is !== 'panel' || sender.page.page !== 'vacancy' || sender.page.vacancyId !== vacancyId)
        return null;
      const [{ topics }, { silentDays }] = await Promise.all([
        topicsItem.getValue(),
        settingsItem.getValue(),
      ]);
      return markOf(topics, vacancyId, silentDays, now());
    },

    /**
     * hh has a write: what it changed is shown at once, and then read again, which leaves no trace.
     * @returns whether it was one of an applicant's
     */
    async arrived(wish: Wish): Promise<boolean> {
      const { owner, topics } = await topicsItem.getValue();
      const id = wish.kind === 'call' ? inAddress.exec(wish.url)?.[1] : negotiationsOf(wish)[0];
      const topic = topics.find((one) => one.id === id);
      const vacancyId = wish.kind === 'apply' ? wish.vacancyId : topic?.vacancy?.id;
      if (owner && topic && wish.kind === 'call' && wish.method === 'DELETE')
        await take({ owner, topics: [{ ...topic, hidden: true }] }, {});
      const mine = idOf(await accountItem.getValue());
      if (vacancyId && mine !== null) {
        // Only freshness is lost when it cannot be read.
        const found = await byApi({ vacancyId }).catch(() => null);
        if (found && idOf(await accountItem.getValue()) === mine)
          await take({ owner: mine, topics: found.topics }, {});
      }
      return vacancyId !== undefined || topic !== undefined;
    },
  };
}

/** The negotiation that a call is about: hiding it, editing its letter. */
const inAddress = /\/negotiations\/(?:active\/)?(\d+)/;
const fine = { problem: null, problemSince: null };
/** Going on, whatever was before. */
const on = (way: Way): Way => (way.state === 'on' ? way : { state: 'on', at: null });
const mayFetch = (site: string): Promise<boolean> =>
  browser.permissions.contains({ origins: [`https://*.${site}/*`] });
