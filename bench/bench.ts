import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from '../sandbox/index.ts';
import { measureApplicantPages } from './applicant.ts';
import { countApiPolls, countPagePolls } from './applicant-polls.ts';
import { applicantPart, applicantPollPart } from './applicant-report.ts';
import { type Build, makeBuild } from './build.ts';
import { type Chromium, startChromium } from './chromium.ts';
import {
  lookForWork,
  measureIdle,
  measureLeft,
  measureLoad,
  negotiationId,
  type Place,
} from './content-script.ts';
import { extensionOf, signIn } from './extension.ts';
import { inboxOf } from './inbox.ts';
import { measureAtWork, measureInbox } from './inbox-page.ts';
import { measureLists } from './lists.ts';
import type { Paint } from './paint.ts';
import { countPolls, type Polls } from './polls.ts';
import { measurePaint, measureSmoothness, type Smoothness } from './popup.ts';
import { contentPart, idlePart, inboxPart, pollPart, popupPart, sizePart, workerPart } from './report.ts';
import { measureSearch } from './search.ts';
import { measureSizes } from './sizes.ts';
import { inTurns, type Pair, type Subject } from './subject.ts';
import { markdown, type Part } from './table.ts';
import { measureTriage } from './triage.ts';
import { type Answers, measureAnswers } from './worker.ts';

/*
 * `npm run bench`: measures the production build and an empty control extension in turns, in one run. Compare ratios
 * between machines, but not absolute numbers. Exits with an error only if it could not measure. `--only` with
 * content, recruiter, applicant, lists, search or triage measures that part alone; the report is printed, but not
 * written to the file.
 */

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, only: { type: 'string' } },
});
const rounds = Math.max(1, Number(values.rounds));
const rowCounts = [0, 50, 1000];

const say = (what: string) => console.error(`${what} …`);

async function measure(build: Build): Promise<string> {
  if (values.only === 'lists') return markdown([await measureMarks(build)]);
  if (values.only === 'applicant') return markdown(await measureApplicant(build));
  if (values.only === 'search') return markdown([await measureSearch()]);
  if (values.only === 'triage') return markdown([await measureTriage(build)]);
  const sandbox = await startSandbox();
  const browsers: Chromium[] = [];
  try {
    const start = async (kind: Subject['kind'], dir: string): Promise<Subject> => {
      const browser = await startChromium(dir, sandbox);
      browsers.push(browser);
      return { kind, browser, sandbox };
    };
    const pair: Pair = {
      otklik: await start('otklik', build.chrome),
      control: await start('control', build.control),
    };
    const extension = extensionOf(pair.otklik.browser);
    await signIn(extension, sandbox.world.issueToken().access_token);
    await extension.ask('readNegotiation', negotiationId);
    if (values.only === 'content') return markdown(await measureContent(pair));
    // The recruiter's pages first: after the applicant's pages, an applicant remains in the store, too.
    const own = [await measureWorker(pair), await measurePopup(pair), await measureInboxPage(pair, build)];
    if (values.only === 'recruiter') return markdown(own);
    const parts = [
      ...(await measureContent(pair)),
      await measureMarks(build),
      ...own,
      await measurePolls(build),
      await measureTriage(build),
      ...(await measureApplicant(build)),
      await measureSearch(),
    ];
    return heading(pair.otklik.browser.version) + markdown([...parts, sizePart(measureSizes(build))]);
  } finally {
    for (const browser of browsers) await browser.close();
    await sandbox.close();
  }
}

/** The applicant's pages come last: until then there is no applicant here. */
async function measureContent(pair: Pair): Promise<Part[]> {
  say('Content script');
  const load = (place: Place, slowdown?: number) =>
    inTurns(pair, rounds, (subject) => measureLoad(subject, place, slowdown));
  const idle = async (place: Place) => {
    const [otklik, control] = await Promise.all([
      measureIdle(pair.otklik, place),
      measureIdle(pair.control, place),
    ]);
    return { otklik, control };
  };
  const left = { otklik: await measureLeft(pair.otklik), control: await measureLeft(pair.control) };
  const extension = extensionOf(pair.otklik.browser);
  await extension.ask('saveSettings', { panelOpen: false });
  const closed = await load('closed');
  const slowly = { closed: await load('closed', 4) };
  await extension.ask('saveSettings', { panelOpen: true });
  const before = {
    closed,
    resume: await load('resume'),
    elsewhere: await load('elsewhere'),
    next: await load('next'),
  };
  const slow = { ...slowly, resume: await load('resume', 4) };
  const idleBefore = { resume: await idle('resume'), elsewhere: await idle('elsewhere') };
  await lookForWork(pair);
  const unasked = await load('unasked');
  await extension.ask('saveSettings', { readPages: true });
  const list = await load('list');
  const loads = { ...before, unasked, list, mine: await load('mine'), vacancy: await load('vacancy') };
  const idling = { ...idleBefore, mine: await idle('mine'), list: await idle('list') };
  await extension.ask('saveSettings', { readPages: false, panelOpen: null });
  pair.otklik.sandbox.world.session.signIn('employer');
  return [contentPart(loads, slow), idlePart(idling, left)];
}

function measureMarks(build: Build): Promise<Part> {
  say('Marks in lists');
  return measureLists(build, rounds);
}

async function measureWorker(pair: Pair): Promise<Part> {
  say('Worker');
  const extension = extensionOf(pair.otklik.browser);
  const answers: Record<number, Awaited<ReturnType<typeof inTurns<Answers>>>> = {};
  for (const rows of [0, Math.max(...rowCounts)]) {
    await extension.writeInbox(inboxOf(rows));
    answers[rows] = await inTurns(pair, rounds, measureAnswers);
  }
  return workerPart(answers);
}

async function measurePopup({ otklik, control }: Pair): Promise<Part> {
  say('Popup');
  const empty: Paint[] = [];
  const paints: Record<number, Paint[]> = {};
  const smooth: Smoothness[] = [];
  // One round more than counted: the first warms the caches.
  for (let round = 0; round <= rounds; round++) {
    const warm = round > 0;
    const line = await measurePaint(control, 0);
    if (warm) empty.push(line);
    for (const rows of rowCounts) {
      const paint = await measurePaint(otklik, rows);
      if (warm) paints[rows] = [...(paints[rows] ?? []), paint];
    }
    const scrolled = await measureSmoothness(otklik, Math.max(...rowCounts));
    if (warm) smooth.push(scrolled);
  }
  return popupPart(paints, empty, smooth);
}

async function measureInboxPage(pair: Pair, build: Build): Promise<Part> {
  say('Inbox page');
  const openings = await measureInbox(pair, rounds);
  say('Inbox page with 20,000 responses');
  return inboxPart(openings, await measureAtWork(build.chrome));
}

async function measurePolls(build: Build): Promise<Part> {
  const polls: Polls[] = [];
  for (const vacancies of [5, 50, 500]) {
    say(`Polls with ${vacancies} vacancies`);
    polls.push(await countPolls(build.chrome, vacancies));
  }
  return pollPart(polls);
}

async function measureApplicant({ chrome }: Build): Promise<Part[]> {
  say('Applicant: popup and inbox page');
  const openings = await measureApplicantPages(chrome, rounds);
  say('Applicant: polls');
  const api = [await countApiPolls(chrome, 60), await countApiPolls(chrome, 2000)];
  return [applicantPart(openings), applicantPollPart(api, [await countPagePolls(chrome, 2000)])];
}

const heading = (version: string) => `# Benchmark

Written by \`npm run bench\`: medians of ${rounds} rounds, alternating between Otklik and an empty control extension.
Machine: ${availableParallelism()} cores, headless Chromium ${version}. Compare the ratios; times vary with the machine and its load.

`;

const build = makeBuild();
try {
  const report = await measure(build);
  console.log(report);
  if (!values.only) writeFileSync(join(import.meta.dirname, 'results.md'), report);
} finally {
  build.remove();
}
