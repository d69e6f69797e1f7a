import { startSandbox } from '../sandbox/index.ts';
import type { Build } from './build.ts';
import { type Chromium, startChromium } from './chromium.ts';
import { type Idle, type Load, largestVacancy, measureIdle, measureLoad } from './content-script.ts';
import { extensionOf, signIn } from './extension.ts';
import { inTurns, median, type Subject } from './subject.ts';
import { compared, type Part, within } from './table.ts';

/** People on one page of a list, all of whom we know. */
const people = 100;

/** hh's list of a hundred responses, each of which gets a mark: what that costs, and what goes on afterwards. */
export async function measureLists(build: Build, rounds: number): Promise<Part> {
  const sandbox = await startSandbox({ world: { vacancies: 1, unreadPerVacancy: people } });
  const browsers: Chromium[] = [];
  try {
    const start = async (kind: Subject['kind'], dir: string): Promise<Subject> => {
      const browser = await startChromium(dir, sandbox);
      browsers.push(browser);
      return { kind, browser, sandbox };
    };
    const otklik = await start('otklik', build.chrome);
    const control = await start('control', build.control);
    const extension = extensionOf(otklik.browser);
    await signIn(extension, sandbox.world.issueToken().access_token);
    const query = { vacancy_id: largestVacancy(sandbox.world), per_page: 50 };
    for (const page of [0, 1])
      await extension.ask('ask', { url: '/negotiations/response', query: { ...query, page } });
    const loads = await inTurns({ otklik, control }, rounds, (subject) => measureLoad(subject, 'people'));
    return part(loads, await measureIdle(otklik, 'people'));
  } finally {
    for (const browser of browsers) await browser.close();
    await sandbox.close();
  }
}

function part({ otklik, control }: { otklik: Load[]; control: Load[] }, idle: Idle): Part {
  const script = compared(
    'the content script, CPU',
    median(otklik.map((load) => load.script)),
    median(control.map((load) => load.script)),
  );
  return {
    title: `Marks: a list of ${people} known people`,
    note: 'Traced like the content script, from the load of the page until all marks are shown and the page is idle, including the page’s own script, layout and paint. After that, our script must be idle.',
    lines: [
      { ...script, budget: within(Number.parseFloat(script.otklik), 10, ' ms', 20) },
      compared(
        'its longest run, CPU',
        median(otklik.map(({ longest }) => longest)),
        median(control.map(({ longest }) => longest)),
      ),
      compared(
        'the whole main thread, CPU',
        median(otklik.map(({ page }) => page)),
        median(control.map(({ page }) => page)),
      ),
      {
        what: 'entries into the script in 5 idle s',
        otklik: String(idle.entries),
        budget: within(idle.entries, 0),
      },
      { what: 'timers left', otklik: String(idle.timers), budget: within(idle.timers, 0) },
    ],
  };
}
