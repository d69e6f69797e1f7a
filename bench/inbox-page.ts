import { startSandbox } from '../sandbox/index.ts';
import { startChromium } from './chromium.ts';
import { extensionOf, signIn } from './extension.ts';
import { inboxOf } from './inbox.ts';
import { measureOpening, openPage, type Paint } from './paint.ts';
import type { Pair, Subject } from './subject.ts';
import { until } from './until.ts';

const desktop = { width: 1400, height: 860 };

/** How the page opened with this much in the store, and how a page of the control of the same size did. */
export interface Openings {
  otklik: { vacancies: number; responses: number; paints: Paint[] }[];
  control: Paint[];
}

const worlds = [
  { vacancies: 5, responses: 20 },
  { vacancies: 500, responses: 20_000 },
];

/** Opens the inbox page with a small and with a large store, in turns; nothing is requested from hh. */
export async function measureInbox({ otklik, control }: Pair, rounds: number): Promise<Openings> {
  const openings: Openings = { otklik: worlds.map((world) => ({ ...world, paints: [] })), control: [] };
  // One round more than counted: the first warms the caches.
  for (let round = 0; round <= rounds; round++) {
    const line = await measureOpening(control, { ...desktop, path: 'popup.html', selector: '#line' });
    if (round > 0) openings.control.push(line);
    for (const { vacancies, responses, paints } of openings.otklik) {
      await extensionOf(otklik.browser).writeInbox(inboxOf(responses, vacancies));
      const paint = await measureOpening(otklik, {
        ...desktop,
        path: 'inbox.html',
        selector: '.rail-list .vac',
      });
      if (round > 0) paints.push(paint);
    }
  }
  return openings;
}

/** Working on one vacancy with 20,000 responses. */
export interface AtWork {
  /**
   * Requests when the page opens, when a vacancy opens, and when the first and the next negotiation open beside the
   * list.
   */
  page: number;
  vacancy: number;
  first: number;
  next: number;
  /** JS heap in bytes after a garbage collection, and rows in the document. */
  opened: Held;
  scrolled: Held;
  responses: number;
  stops: number;
  /** Side effects of all this at hh. */
  traces: number;
}

export interface Held {
  heap: number;
  rows: number;
}

const responses = 20_000;
const stops = 60;
const settled = 1500;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function measureAtWork(extensionDir: string): Promise<AtWork> {
  const sandbox = await startSandbox({ world: { vacancies: 2, unreadPerVacancy: [responses, 5] } });
  const { ledger, world } = sandbox;
  try {
    const browser = await startChromium(extensionDir, sandbox);
    try {
      await signIn(extensionOf(browser), world.issueToken().access_token);
      await pause(settled);
      const since = (mark: ReturnType<typeof ledger.mark>) =>
        ledger.since(mark).requests.filter(({ host }) => host === 'api.hh.ru').length;

      const begun = ledger.mark();
      const subject: Subject = { kind: 'otklik', browser, sandbox };
      const page = await openPage(subject, { ...desktop, path: 'inbox.html', selector: '.rail-list .vac' });
      await pause(settled);
      const asPage = since(begun);
      const choose = async (which: number) => {
        const chosen = ledger.mark();
        await page.evaluate(`document.querySelectorAll('.rail-list .vac .pick')[${which}].click()`);
        await pause(settled);
        await until('its responses', () =>
          page.evaluate<boolean>(`document.querySelector('.resp [data-stop]') !== null`),
        );
        return since(chosen);
      };
      const vacancy = await choose(1);
      // Back to the vacancy with the most responses, which comes first.
      await choose(0);
      const held = async (): Promise<Held> => {
        await page.session.send('HeapProfiler.collectGarbage');
        const { usedSize } = await page.session.send('Runtime.getHeapUsage');
        return {
          heap: usedSize,
          rows: await page.evaluate(`document.querySelectorAll('.resp').length`),
        };
      };
      const opened = await held();

      for (let stop = 1; stop <= stops; stop++) {
        await page.evaluate(`(() => {
          const list = document.querySelector('.rows');
          list.scrollTop = (list.scrollHeight - list.clientHeight) * ${stop / stops};
        })()`);
        await until(
          'rows where the list was scrolled to',
          () =>
            page.evaluate<boolean>(`(() => {
            const { top, bottom } = document.querySelector('.rows').getBoundingClientRect();
            return [...document.querySelectorAll('.resp [data-stop]')].some((row) => {
              const box = row.getBoundingClientRect();
              return box.bottom > top && box.top < bottom;
            });
          })()`),
          { timeout: 60_000 },
        );
      }
      await pause(settled);
      const scrolled = await held();

      await page.evaluate(`document.querySelector('.rows').scrollTop = 0`);
      await until('the first rows again', () =>
        page.evaluate<boolean>(`document.querySelector('.resp [data-stop="0"]') !== null`),
      );
      await pause(settled);
      const choosePerson = async (which: number) => {
        const clicked = ledger.mark();
        await page.evaluate(`document.querySelector('.resp [data-stop="${which}"]').click()`);
        await until('something is asked for', () => since(clicked) > 0);
        await pause(settled);
        return since(clicked);
      };
      const first = await choosePerson(0);
      const next = await choosePerson(1);
      await page.close();
      return {
        page: asPage,
        vacancy,
        first,
        next,
        opened,
        scrolled,
        responses,
        stops,
        traces: ledger.traces(),
      };
    } finally {
      await browser.close();
    }
  } finally {
    await sandbox.close();
  }
}
