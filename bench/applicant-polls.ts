import { rmSync } from 'node:fs';
import { type Sandbox, startSandbox, topicIds } from '../sandbox/index.ts';
import { granted } from '../tests/e2e/builds.ts';
import { type Chromium, startChromium } from './chromium.ts';
import { type Extension, extensionOf, signIn } from './extension.ts';
import { until } from './until.ts';

/** Requests to hh's API for this many negotiations, counted by the sandbox's ledger. */
export interface ApiPolls {
  negotiations: number;
  /**
   * `first`: requests of the first poll, without those of the sign-in. `until`: polls until everything was read once.
   */
  first: number;
  until: number;
  quiet: number;
  /** Requests of a poll with news: a refusal, an invitation, a viewed response, a message. */
  news: number;
  traces: number;
}

/** Background reads of the applicant's own list, during an hour in which a read is requested every minute. */
export interface PagePolls {
  negotiations: number;
  reads: number;
  /** The least number of minutes between two reads, and the largest number of pages in one. */
  apart: number;
  most: number;
  /** Other requests to hh: there must be none. */
  others: number;
  traces: number;
}

const minute = 60_000;
const ofSignIn = new Set(['get-current-user-info', 'get-manager-accounts']);

type Ground = { sandbox: Sandbox; browser: Chromium; extension: Extension };

async function withGround<T>(
  dir: string,
  negotiations: number,
  run: (ground: Ground) => Promise<T>,
): Promise<T> {
  const world = { kind: 'applicant', applicantApi: true, applicantNegotiations: negotiations } as const;
  const sandbox = await startSandbox({ world });
  try {
    const browser = await startChromium(dir, sandbox);
    try {
      return await run({ sandbox, browser, extension: extensionOf(browser) });
    } finally {
      await browser.close();
    }
  } finally {
    await sandbox.close();
  }
}

/** Reads by hh's documented API, signed in as an applicant. */
export const countApiPolls = (dir: string, negotiations: number): Promise<ApiPolls> =>
  withGround(dir, negotiations, async ({ sandbox: { ledger, world }, extension }) => {
    const requestsOf = async (run: () => Promise<unknown>) => {
      const mark = ledger.mark();
      await run();
      return ledger.since(mark).requests.filter(({ host }) => host === 'api.hh.ru');
    };
    const poll = async () => (await requestsOf(() => extension.ask('refresh'))).length;
    const entering = await requestsOf(() => signIn(extension, world.issueToken('applicant').access_token));
    let polls = 1;
    for (; !(await extension.read('applicantPoll')).sync.whole && polls < 100; polls++) await poll();
    const quiet = await poll();
    world.employer.refuses(topicIds.fresh);
    world.employer.invites(topicIds.unreadSilent);
    world.employer.reads(topicIds.automatic);
    world.employer.writes(topicIds.interview, 'Ждём вас!');
    const news = await poll();
    return {
      negotiations,
      first: entering.filter(({ operation }) => !ofSignIn.has(operation)).length,
      until: polls,
      quiet,
      news,
      traces: ledger.traces(),
    };
  });

/** Reads by hh's pages, in the background, without being signed in with us. */
export async function countPagePolls(extensionDir: string, negotiations: number): Promise<PagePolls> {
  const dir = granted(extensionDir);
  try {
    return await withGround(dir, negotiations, async ({ sandbox: { ledger }, browser, extension }) => {
      // Only a tab gets hh's cookie.
      const page = await browser.newPage();
      await page.goto('https://hh.ru/applicant/negotiations');
      await page.close();
      const fetched = () => ledger.listReads().filter(({ by }) => by === 'fetch').length;
      await extension.ask('saveSettings', { intervalMinutes: 60, readPages: true, fetchPages: true });
      await until('the first look', () => fetched() > 0);
      // Waits for the read in flight; no second one is started.
      await extension.ask('refresh');

      const mark = ledger.mark();
      let before = fetched();
      let last = Number.NEGATIVE_INFINITY;
      let apart = Number.POSITIVE_INFINITY;
      let most = 0;
      const begun = before;
      for (let now = 1; now <= 60; now++) {
        const poll = await extension.read('applicantPoll');
        const pages = { ...poll.pages, at: poll.pages.at - minute };
        await extension.write({ applicantPoll: { ...poll, pages } });
        await extension.ask('refresh');
        const reads = fetched() - before;
        if (reads === 0) continue;
        before += reads;
        most = Math.max(most, reads);
        apart = Math.min(apart, now - last);
        last = now;
      }
      const { requests } = ledger.since(mark);
      return {
        negotiations,
        reads: before - begun,
        apart,
        most,
        others: requests.length - (before - begun),
        traces: ledger.traces(),
      };
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
