import { browser } from 'wxt/browser';
import type { Account } from '../domain/account.ts';
import type { Applicant, Way } from '../domain/applicant/applicant.ts';
import { employerOf, findAvoided } from '../domain/avoided.ts';
import type { Millis } from '../domain/negotiation.ts';
import { markOf, type PanelLook, type VacancyMark, type VacancyOnPage } from '../domain/panel.ts';
import type { Settings } from '../domain/settings.ts';
import { negotiationsOf, type WriteRequest } from '../domain/write-request.ts';
import { applicantNegotiationOf, applicantNegotiationOfPage } from '../from-hh/applicant.ts';
import type { ApplicantQuery } from '../hh/applicant.ts';
import { problemIn } from '../hh/errors.ts';
import { fetchNegotiationsPage, type NegotiationsPage, readState } from '../hh/page-state.ts';
import { parseUrl } from '../hh/pages.ts';
import { asId, type NegotiationId, type VacancyId } from '../ids.ts';
import type { Problem, Result } from '../problem.ts';
import { applicantDb } from '../storage/applicant-db.ts';
import {
  accountItem,
  applicantItem,
  applicantPollItem,
  avoidedItem,
  ownNotesItem,
  remindersItem,
  settingsItem,
  update,
} from '../storage/items.ts';
import { avoid, readOwn } from '../storage/own.ts';
import { day, minute } from '../time.ts';
import { createApplicantStore, type ListPage, syncList } from './applicant-sync.ts';
import type { Connection } from './connection.ts';
import type { Data, Sender } from './permissions.ts';
import type { PollReason } from './poll.ts';

const longestWait = 30 * minute;
const pageSize = 50;

/** Pause between background reads of hh's own pages; shorter for a whole list, in case the worker dies. */
const pagesApart = 5 * minute;
const wantedApart = minute;

/** Temporary failures. Anything else that hh shows in place of the list (captcha, sign-in) stops the reading. */
const passing = /^(no-connection|timeout|server-error)$/;

interface ApplicantDeps {
  applicant: Pick<Connection['applicant'], 'negotiations'>;
  fetch: typeof fetch;
  now: () => Millis;
  sleep: (ms: Millis) => Promise<void>;
}

export type ApplicantService = ReturnType<typeof createApplicantService>;

const idOf = (account: Account): string | null =>
  account.state === 'signed-in' ? (account.applicantId ?? null) : null;

/**
 * The applicant's half of the worker: finds out in which way the negotiations can be read, reads them, and stores the
 * result. It only reads, and marks nothing as viewed.
 */
export function createApplicantService({ applicant, fetch, now, sleep }: ApplicantDeps) {
  const put = createApplicantStore(now);
  const wantsAll = async () => (await applicantItem.getValue()).readingAll;
  const idNow = async () => idOf(await accountItem.getValue());

  const byApi = async (owner: string, of: ApplicantQuery): Promise<ListPage> => {
    const order = { perPage: pageSize, orderBy: 'updated_at', order: 'desc' } as const;
    const { items, pages, found } = await applicant.negotiations({ ...order, ...of });
    const { skipped } = items;
    return {
      owner,
      negotiations: items.items.map(applicantNegotiationOf),
      pages: pages ?? null,
      total: found ?? null,
      skipped,
    };
  };

  /** @returns null for an empty page that does not even name the session */
  const pageOf = async (state: NegotiationsPage): Promise<ListPage | null> => {
    const owner = await ownerOf(state);
    const negotiations = state.topics.map((negotiation) => applicantNegotiationOfPage(negotiation, now()));
    const { pageCount: pages, total, skipped } = state;
    return owner === null ? null : { owner, negotiations, pages, total, skipped };
  };

  /** Sets how long this way is not used again; stored before the request, so that a restarted worker keeps the delay. */
  const restWay = (way: 'api' | 'pages', wait: Millis) =>
    update(applicantPollItem, (old) => ({ ...old, [way]: { at: now(), wait } }));

  /** If the clock was set back, the time counts as elapsed; otherwise the wait could last a day. */
  const isDue = ({ at, wait }: { at: Millis; wait: Millis }) => Math.abs(now() - at) >= wait;

  /** @returns what went wrong; null also if hh has closed this way, which is a fact rather than a problem */
  async function pollApi(owner: string, by: PollReason): Promise<Problem | null> {
    const { api } = await applicantPollItem.getValue();
    if (by === 'alarm' && !isDue(api)) return null;
    await restWay('api', 0);
    const same = async () => (await idNow()) === owner;
    const all = await wantsAll();
    try {
      const read = async (page: number) => {
        if (all && !(await wantsAll())) return null;
        const found = await byApi(owner, { page });
        return (await same()) ? found : null;
      };
      await syncList('api', read, put, { now, sleep }, all);
      return null;
    } catch (error) {
      const problem = problemIn(error);
      // The account has changed meanwhile: this answer is not about the one in use now.
      if (!(await same())) return null;
      // `bad-argument`: hh now accepts only a recruiter's arguments, so the API is closed to applicants as well.
      if (/^(api-closed|not-found|bad-argument)$/.test(problem.name)) {
        await put(null, { api: { state: 'closed', until: now() + day }, problem: null });
        return null;
      }
      const wait = Math.max(api.wait * 2, minute, (problem.retryAt ?? 0) - now());
      await restWay('api', Math.min(wait, longestWait));
      await put(null, { problem });
      return problem;
    }
  }

  async function pollPages({ site }: Settings, way: Way, by: PollReason): Promise<void> {
    const { pages } = await applicantPollItem.getValue();
    // After a stop only a person can start it again, and not before the time that hh named.
    const isStopped = way.state === 'stopped';
    const wait = isStopped ? (way.problem.retryAt ?? 0) - now() : 0;
    if (isStopped && (by === 'alarm' || (wait > 0 && wait < day))) return;
    if (!isDue(pages)) return void (await put(null, isStopped ? { pages: resumed(way), problem: null } : {}));
    const all = await wantsAll();
    await restWay('pages', all ? wantedApart : pagesApart);
    // If it was switched off or everything was wiped while hh was being asked, the answer is dropped.
    const isWanted = async () => (await settingsItem.getValue()).fetchPages;
    try {
      const read = async (page: number) => {
        if (!(await isWanted()) || (all && !(await wantsAll()))) return null;
        if (all) await restWay('pages', wantedApart);
        const state = await fetchNegotiationsPage(fetch, site, page, now());
        return (await isWanted()) ? pageOf(state) : null;
      };
      await syncList('pages', read, put, { now, sleep }, all);
      if (all && (await isWanted())) await restWay('pages', pagesApart);
    } catch (error) {
      if (!(await isWanted())) return;
      if (all) await restWay('pages', pagesApart);
      const problem = problemIn(error);
      const stopped: Way = { state: 'stopped', problem, at: now() };
      await put(null, { problem, ...(!passing.test(problem.name) && { pages: stopped }) });
    }
  }

  /** An empty page names only the session: the same session means the previous owner, another one a new owner. */
  async function ownerOf({ userId, hhid }: NegotiationsPage): Promise<string | null> {
    const { hhid: known } = await applicantPollItem.getValue();
    if (hhid !== known) await update(applicantPollItem, (old) => ({ ...old, hhid }));
    return userId ?? (hhid === known ? (await applicantItem.getValue()).owner : null) ?? hhid;
  }

  async function poll(by: PollReason): Promise<Problem | null> {
    const [account, settings, before] = await Promise.all([
      accountItem.getValue(),
      settingsItem.getValue(),
      applicantItem.getValue(),
    ]);
    const owner = idOf(account);
    const isAllowed = settings.readPages || settings.fetchPages;
    if (owner === null && before.owner === null && !isAllowed && before.pages.state === 'off') return null;
    // If the clock was set back, the API must not stay closed for longer.
    const isShut = ({ api }: Applicant) =>
      api.state === 'closed' && now() < api.until && api.until - now() <= day;
    const problem = owner !== null && !isShut(before) ? await pollApi(owner, by) : null;
    const head = await applicantItem.getValue();
    const fetching = settings.fetchPages && (await mayFetch(settings.site));
    const isFree = owner === null || isShut(head);
    if (isFree && fetching) await pollPages(settings, head.pages, by);
    else {
      // Fetching is off, so it is neither stopped nor late.
      const pages: Way = settings.readPages ? resumed(head.pages) : { state: 'off' };
      const off = { api: { state: 'off' } } as const;
      // A list that could not be read in a tab stays a problem until one is read there: a poll does not read tabs.
      const stays = settings.readPages && head.problem?.name === 'page-unreadable';
      await put(null, {
        pages,
        ...(owner === null && off),
        ...(isFree && { readingAll: false }),
        ...(isFree && !stays && { problem: null }),
      });
    }
    return problem;
  }

  /**
   * Reads what can be read, in whichever way is open. An alarm is skipped while another poll is in flight, and so is
   * a person's request while the whole list is being read.
   * @returns what went wrong with the API of the signed-in account; everything else is in the store
   */
  async function pollOnce(by: PollReason): Promise<Problem | null> {
    const ifAvailable = by === 'alarm' || (by === 'person' && (await wantsAll()));
    return navigator.locks.request('applicant', { ifAvailable }, async (lock) => (lock ? poll(by) : null));
  }

  return {
    poll: pollOnce,

    /**
     * Starts or stops reading the whole list. If the worker dies, hh stops it or the connection fails, it continues
     * with the next poll. It does not continue with another person's list.
     * @returns as `poll`, once everything is read or it cannot go on
     */
    async readAll(on: boolean): Promise<Problem | null> {
      const { owner, readingAll } = await applicantItem.getValue();
      await put(null, { readingAll: on && owner !== null });
      if (!on) return null;
      // Wait for a short poll that is in flight; a full reading that is in flight continues by itself.
      return navigator.locks.request('applicant', { ifAvailable: readingAll }, async (lock) => {
        if (!lock) return null;
        await restWay('pages', 0);
        return poll('person');
      });
    },

    wantsPage: async (): Promise<boolean> => (await settingsItem.getValue()).readPages,

    /**
     * Stores what the person's own list shows in an open tab, without a request. In whichever order tabs are read,
     * the result is the same: of all readings the newest tells whether the list can be read, and the newest good one
     * how fresh it is. An older one only fills gaps (`merge` in `events.ts`).
     */
    async pageSeen({ slice, loadedAt }: Data<'pageSeen'>, sender: Sender): Promise<void> {
      if (sender.is !== 'page') return;
      // One tab after another: each is compared with what the one before has stored.
      await navigator.locks.request('pageSeen', async () => {
        const [{ readPages }, head] = await Promise.all([settingsItem.getValue(), applicantItem.getValue()]);
        const url = parseUrl(sender.url);
        const state = readPages && url?.protocol === 'https:' ? readState(slice) : null;
        const at = Math.min(loadedAt, now());
        // A time in the future was stored before the clock was set back.
        const isBefore = (known: Millis | null) => known !== null && known <= now() && at < known;
        const isOlder = isBefore(head.freshAt);
        const isNewest = !isOlder && !isBefore(head.problemAt);
        // What has stopped the reading stays the reason, until the person resumes it.
        const isStopped = head.pages.state === 'stopped';
        if (state?.page === 'broken' && head.api.state !== 'on' && !isStopped && isNewest)
          await put(null, { problem: { name: 'page-unreadable' }, problemAt: at });
        // After an in-app navigation the page still holds the state of the previous page.
        if (state?.page !== 'negotiations' || state.path + state.search !== `${url?.pathname}${url?.search}`)
          return;
        const found = await pageOf(state);
        // Another person may use hh in this browser; only the one who is signed in here is shown.
        if (!found || ((head.api.state === 'on' || isOlder) && found.owner !== head.owner)) return;
        if (isOlder) return void (await put(found, {}));
        await put(found, {
          ...(!isStopped && { pages: { state: 'on', at }, ...(isNewest && { problem: null }) }),
          freshAt: at,
          // Whatever filter the page has, its tabs count the whole list.
          total: state.all ?? state.total,
          ...(isWhole(state) && { whole: true }),
        });
      });
    },

    /** What I have on the vacancy of the sender's own page and with its employer, from the store alone. */
    async readVacancy({
      vacancyId,
      employerId,
    }: VacancyOnPage): Promise<(VacancyMark & Pick<PanelLook, 'theme'>) | null> {
      const [{ owner }, { silentDays, theme }] = await Promise.all([
        applicantItem.getValue(),
        settingsItem.getValue(),
      ]);
      if (owner === null) return null;
      const [negotiation] = await applicantDb.about(owner, { vacancyId });
      const employer = negotiation?.employer ?? (employerId ? { id: employerId, name: '' } : null);
      const [sameEmployer, notes, reminders, avoided] = await Promise.all([
        employer?.id ? applicantDb.about(owner, { employerId: employer.id }) : [],
        ownNotesItem.getValue(),
        readOwn(remindersItem),
        readOwn(avoidedItem),
      ]);
      const mark = markOf(
        {
          negotiation,
          sameEmployer,
          note: negotiation && notes[owner]?.[negotiation.id],
          reminders,
          avoided: findAvoided(avoided, employer && employerOf(employer)),
        },
        silentDays,
        now(),
      );
      return mark && { ...mark, theme };
    },

    /** Marks the employer of a vacancy that I responded to as "do not apply again", or removes the mark. */
    async avoid(reason: string | null, vacancyId: VacancyId): Promise<Result<void>> {
      const { owner } = await applicantItem.getValue();
      const [negotiation] = owner === null ? [] : await applicantDb.about(owner, { vacancyId });
      const employer = negotiation?.employer;
      return employer
        ? avoid(employerOf(employer), reason === null ? null : { name: employer.name, reason })
        : { ok: false, problem: { name: 'not-found' } };
    },

    /**
     * A write has arrived at hh: shows its effect at once, then reads the negotiation again, which has no side
     * effect.
     * @returns whether the write was an applicant's
     */
    async arrived(request: WriteRequest): Promise<boolean> {
      const { owner } = await applicantItem.getValue();
      const id = request.kind === 'call' ? inAddress.exec(request.url)?.[1] : negotiationsOf(request)[0];
      const negotiation =
        owner && id ? await applicantDb.negotiation(owner, asId<NegotiationId>(id)) : undefined;
      const vacancyId = request.kind === 'apply' ? request.vacancyId : negotiation?.vacancy?.id;
      if (owner && negotiation && request.kind === 'call' && request.method === 'DELETE')
        await put({ owner, negotiations: [{ ...negotiation, hidden: true }] }, {});
      const mine = await idNow();
      if (vacancyId && mine !== null) {
        // If it cannot be read, only freshness is lost.
        const found = await byApi(mine, { vacancyId }).catch(() => null);
        if (found && (await idNow()) === mine) await put(found, {});
      }
      return vacancyId !== undefined || negotiation !== undefined;
    },
  };
}

/** Whether this is a single, unfiltered page that holds everything hh counts. */
const isWhole = ({ search, topics, total, skipped }: NegotiationsPage): boolean =>
  !/[?&](state=|page=0*[1-9])/.test(search) && skipped === 0 && topics.length === total;

/** The negotiation in the address of a call, such as hiding it or editing its letter. */
const inAddress = /\/negotiations\/(?:active\/)?(\d+)/;
/** On again, whatever stopped it. */
const resumed = (way: Way): Way => (way.state === 'on' ? way : { state: 'on', at: null });
const mayFetch = (site: string): Promise<boolean> =>
  browser.permissions.contains({ origins: [`https://*.${site}/*`] });
