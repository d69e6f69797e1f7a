import { applicantVacancies, topicIds, vacancyIds } from '../sandbox/index.ts';
import type { Page } from './page.ts';
import { median, type Subject } from './subject.ts';
import { cpuMs, longestMs, type Trace, traced } from './trace.ts';
import { until } from './until.ts';

/**
 * `resume`: with the panel open; `closed`: with its tab. `elsewhere`: a page without a feature of ours; `next`: the
 * same as the second page of its tab. `vacancy`: without a mark; `mine`: with one. The applicant's own list is `list`
 * if we may read it, otherwise `unasked`.
 */
export type Place =
  | 'resume'
  | 'closed'
  | 'elsewhere'
  | 'next'
  | 'vacancy'
  | 'mine'
  | 'unasked'
  | 'list'
  /** hh's list of responses, for the vacancy with the most. */
  | 'people';

/** A candidate with a history: negotiations, notes, everything in the panel. */
export const negotiationId = '4100000010';

/**
 * The text of the panel; null on a page without one. The shadow root is closed, but the content script's world can
 * open it.
 */
const inPanel = (rest: string) =>
  `((host) => host && chrome.dom.openOrClosedShadowRoot(host)${rest})(document.querySelector('otklik-panel'))`;

/** Waits until the browser has nothing left to do for the page. */
const atRest = 'new Promise((rest) => requestAnimationFrame(() => requestIdleCallback(rest)))';

function addressOf({ sandbox: { world } }: Subject, place: Place): string {
  switch (place) {
    case 'resume':
    case 'closed':
      return world.resumeUrl(negotiationId, { withHints: true });
    case 'elsewhere':
    case 'next':
      return 'https://hh.ru/';
    case 'vacancy':
      return `https://hh.ru/vacancy/${applicantVacancies.open}`;
    case 'mine':
      return `https://hh.ru/vacancy/${world.negotiation(topicIds.refusal).vacancyId}`;
    case 'unasked':
    case 'list':
      return ownList;
    case 'people':
      return `https://hh.ru/employer/vacancyresponses?vacancyId=${largestVacancy(world)}&per=100&once=100`;
  }
}
const ownList = 'https://hh.ru/applicant/negotiations';

/**
 * Opens the place. If Otklik has something to do there, waits for the panel's verdict, its tab, or the list in the
 * store.
 */
async function open(subject: Subject, page: Page, place: Place): Promise<void> {
  const since = Date.now();
  await page.goto(addressOf(subject, place));
  const { kind, browser } = subject;
  const shown = place === 'resume' ? '.verdict' : place === 'mine' || place === 'closed' ? '.tab' : null;
  if (kind === 'otklik' && shown)
    await until(shown, () => page.inContentScript(inPanel(`.querySelector('${shown}')?.textContent`)));
  if (kind === 'otklik' && place === 'list')
    await until('the list in the store', () =>
      browser.ownPage.evaluate(
        `chrome.storage.local.get('applicant').then((all) => all.applicant?.value.freshAt >= ${since})`,
      ),
    );
  if (kind === 'otklik' && place === 'people')
    await until('a mark beside everybody', () =>
      page.evaluate(
        `document.querySelectorAll('otklik-mark').length >= document.querySelectorAll('[data-qa=vacancy-real-responses] .card').length`,
      ),
    );
  await page.evaluate(atRest);
}

/** The vacancy with the most responses. */
export function largestVacancy(world: Subject['sandbox']['world']): string {
  const count = (id: string) => world.negotiationsIn(id).length;
  const [first = ''] = [...world.vacancies.keys()].sort((one, other) => count(other) - count(one));
  return first;
}

/** Signs in an applicant; their list comes with half a megabyte of other data, as hh embeds it. */
export async function lookForWork(pair: { otklik: Subject; control: Subject }): Promise<void> {
  const { session } = pair.otklik.sandbox.world;
  session.signIn('applicant');
  const item = { title: 'Подборка вакансий', url: '/search/vacancy?text=', seen: true, tags: ['a', 'b'] };
  const ballast = Array.from({ length: 3700 }, (_, id) => ({ id, ...item }));
  session.drift = (state) => ({ ...state, ballast });
  for (const { browser } of [pair.otklik, pair.control]) {
    const page = await browser.newPage();
    // Goes through the sign-in page, which is needed only once.
    await page.goto(ownList);
    await page.close();
  }
}

export interface Load {
  /** CPU time of the content script, ms. */
  script: number;
  /** CPU time of the page's main thread, including layout and paint of the panel. */
  page: number;
  /** `longest`: the longest single run of the script. `longTasks`: tasks of over 50 ms that contain the script. */
  longest: number;
  longTasks: number;
}

/**
 * One load in a fresh tab, so that its process does nothing else, and has compiled nothing yet (except for `next`).
 * @param slowdown how many times slower the page's processor is made
 */
export async function measureLoad(subject: Subject, place: Place, slowdown = 1): Promise<Load> {
  const { browser } = subject;
  const page = await browser.newPage();
  if (slowdown > 1) await page.session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  if (place === 'next') await open(subject, page, place);
  const trace = await traced(browser.root, async () => {
    await open(subject, page, place);
    await page.evaluate(`performance.mark('bench:settled')`);
  });
  await page.close();
  const thread = trace.mark('bench:settled');
  const script = scriptIn(trace, subject, thread);
  const tasks = trace.tasks(thread);
  const long = tasks.filter(
    (task) =>
      (task.tdur ?? 0) > 50_000 && script.some(({ ts }) => ts >= task.ts && ts < task.ts + (task.dur ?? 0)),
  );
  return { script: cpuMs(script), page: cpuMs(tasks), longest: longestMs(script), longTasks: long.length };
}

const scriptIn = (trace: Trace, { browser }: Subject, thread: { pid: number; tid: number }) =>
  trace.scriptOf(browser.extensionName, browser.origin, thread);

export interface Idle {
  /** Entries into the script's world during five seconds in which nothing happens. */
  entries: number;
  timers: number;
  observers: number;
  /** Nodes of the panel. */
  nodes: number;
}

const idleMs = 5_000;
const observers = ['MutationObserver', 'IntersectionObserver', 'ResizeObserver', 'PerformanceObserver'];

/** What goes on while nobody does anything: there should be nothing. */
export async function measureIdle(subject: Subject, place: Place): Promise<Idle> {
  const { browser } = subject;
  const page = await browser.newPage();
  const trace = await traced(browser.root, async () => {
    await open(subject, page, place);
    // The last step of opening may come a frame later.
    for (let frames = 0; frames < 3; frames++) await page.evaluate(atRest);
    await page.evaluate(`performance.mark('bench:settled')`);
    // The measurement itself: what happens during this time although nothing should.
    await new Promise((resolve) => setTimeout(resolve, idleMs));
  });
  const thread = trace.mark('bench:settled');
  const script = scriptIn(trace, subject, thread);
  let held = 0;
  for (const name of observers) held += await page.countInContentScript(name);
  const nodes = await page.inContentScript<number | null>(inPanel(`.querySelectorAll('*').length`));
  await page.close();
  return {
    entries: script.filter(({ ts }) => ts > thread.ts).length,
    timers: trace.timersLeft(script, thread),
    observers: held,
    nodes: nodes ?? 0,
  };
}

export interface Left {
  nodes: number;
  listeners: number;
}

/**
 * What the page holds more after five further in-app visits to a resume page and back: medians of five visits each, since
 * the last panel, which Preact remembers until it draws again, is sometimes collected earlier.
 */
export async function measureLeft(subject: Subject): Promise<Left> {
  const page = await subject.browser.newPage();
  await page.goto(`https://hh.ru/employer/vacancyresponses?vacancyId=${vacancyIds.chiefAccountant}`);
  const link = `[data-qa="serp-item__title"]`;
  const visit = async () => {
    await page.evaluate(`document.querySelector('${link}').click()`);
    await until('the resume', () =>
      page.evaluate(`!!document.querySelector('[data-qa="resume-personal-name"]')`),
    );
    // Whatever it shows, it has been drawn and has had an answer.
    if (subject.kind === 'otklik')
      await until('the panel', () =>
        page.inContentScript(inPanel(`.querySelector('.verdict, .tab')?.textContent.replace('…', '')`)),
      );
    await page.evaluate(atRest);
    await page.evaluate('history.back()');
    await until('the list', () => page.evaluate(`!!document.querySelector('${link}')`));
    await until('no panel', () => page.evaluate(`!document.querySelector('otklik-panel')`));
    await page.evaluate(atRest);
  };
  const ofFive = async (): Promise<Left> => {
    const held: Left[] = [];
    for (let visits = 0; visits < 5; visits++) {
      await visit();
      held.push(await page.counters());
    }
    return {
      nodes: median(held.map(({ nodes }) => nodes)),
      listeners: median(held.map(({ listeners }) => listeners)),
    };
  };
  // The first visit makes what is made once.
  await visit();
  const before = await ofFive();
  const after = await ofFive();
  await page.close();
  return { nodes: after.nodes - before.nodes, listeners: after.listeners - before.listeners };
}
