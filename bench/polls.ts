import { type LedgerRequest, startSandbox } from '../sandbox/index.ts';
import type { VacancyCount } from '../utils/domain/negotiation.ts';
import { startChromium } from './chromium.ts';
import { extensionOf, signIn } from './extension.ts';

/** Requests to hh's API, counted by the sandbox's ledger. */
export interface Polls {
  vacancies: number;
  /** `signIn`: requests that sign in. `first`: the other requests of the first poll. */
  signIn: number;
  first: number;
  quiet: number;
  /** Requests of a poll with new responses to four vacancies and a message. */
  news: number;
  /**
   * A full pass through the pages after the first: how many polls it takes, the extra requests, the most in one poll.
   */
  fullPass: { polls: number; extra: number; most: number };
  /** Side effects of all this at hh. */
  traces: number;
}

const ofSignIn = new Set(['get-current-user-info', 'get-manager-accounts']);
const minute = 60_000;
const quietPoll = 2;

/** One company with this many vacancies, each with an unread response. */
export async function countPolls(extensionDir: string, vacancies: number): Promise<Polls> {
  const sandbox = await startSandbox({ world: { vacancies, unreadPerVacancy: 1 } });
  const { ledger, world } = sandbox;
  try {
    const browser = await startChromium(extensionDir, sandbox);
    try {
      const extension = extensionOf(browser);
      const requestsOf = async (run: () => Promise<unknown>): Promise<LedgerRequest[]> => {
        const mark = ledger.mark();
        await run();
        return ledger.since(mark).requests.filter(({ host }) => host === 'api.hh.ru');
      };
      const poll = async () => {
        // A poll that has just been done is not repeated at a person's request; this one is made to look old.
        const counts = await extension.read('counts');
        await extension.write({ counts: { ...counts, freshAt: Date.now() - minute } });
        return (await requestsOf(() => extension.ask('refresh'))).length;
      };
      /** Polls until the full pass is complete. */
      const fullPass = async () => {
        const polls: number[] = [];
        do polls.push(await poll());
        while ((await extension.read('poll')).nextPage !== null && polls.length < 100);
        return polls;
      };
      /** Pretends that all rows have been read; otherwise each poll would read those of three vacancies. */
      const knowRows = async () => {
        const [{ vacancies }, inbox] = [await extension.read('counts'), await extension.read('inbox')];
        const read = ({ unread }: Pick<VacancyCount, 'unread'>) => ({
          unread,
          at: Date.now(),
          more: false,
          nextPage: 1,
          skipped: 0,
        });
        const readAt = Object.fromEntries(vacancies.map((vacancy) => [vacancy.id, read(vacancy)]));
        await extension.write({ inbox: { ...inbox, readAt } });
      };

      const entering = await requestsOf(() => signIn(extension, world.issueToken().access_token));
      const first = entering.filter(({ operation }) => !ofSignIn.has(operation)).length;
      // The first full pass begins with the first poll.
      await fullPass();
      await knowRows();
      const quiet = await poll();

      const known = [...world.vacancies.keys()].slice(0, 4);
      for (const vacancyId of known) world.addResponse({ vacancyId });
      const chatId = [...world.chats.keys()].at(0);
      if (chatId) world.addMessage(chatId, 'Есть ли новости?', 'applicant');
      const news = await poll();

      await knowRows();
      const state = await extension.read('poll');
      await extension.write({ poll: { ...state, sweptAt: state.sweptAt - 11 * minute } });
      const swept = await fullPass();
      return {
        vacancies,
        signIn: entering.length - first,
        first,
        quiet,
        news,
        fullPass: {
          polls: swept.length,
          extra: swept.reduce((sum, requests) => sum + requests - quietPoll, 0),
          most: Math.max(...swept),
        },
        traces: ledger.traces(),
      };
    } finally {
      await browser.close();
    }
  } finally {
    await sandbox.close();
  }
}
