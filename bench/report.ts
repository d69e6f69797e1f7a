import type { Idle, Left, Load, Place } from './content-script.ts';
import type { AtWork, Openings } from './inbox-page.ts';
import type { Paint } from './paint.ts';
import type { Polls } from './polls.ts';
import type { Smoothness } from './popup.ts';
import type { Sizes } from './sizes.ts';
import { median } from './subject.ts';
import { compared, type Line, number, type Part, within } from './table.ts';
import type { Answers } from './worker.ts';

export interface Pair<T> {
  otklik: T;
  control: T;
}
type Rounds<T> = Pair<T[]>;

/**
 * The median of one number over all rounds, for Otklik and the control.
 * @param most the budget, as a ratio
 * @param floor the lowest value that can be reached
 */
function line<T>(
  what: string,
  { otklik, control }: Rounds<T>,
  take: (one: T) => number,
  most?: number,
  floor?: number,
): Line {
  const pair = compared(what, median(otklik.map(take)), median(control.map(take)));
  return most ? { ...pair, budget: within(Number.parseFloat(pair.ratio ?? ''), most, '×', floor) } : pair;
}

/** hh's lists of people have a part of their own. */
type Loaded = Exclude<Place, 'people'>;
const places: [Loaded, string][] = [
  ['resume', 'Resume page (open panel)'],
  ['closed', 'Resume page (closed tab)'],
  ['elsewhere', 'Unrelated page of hh'],
  ['next', 'Unrelated page of hh, the second in its tab'],
  ['vacancy', 'Vacancy page (no mark)'],
  ['mine', 'Vacancy page (a mark)'],
  ['unasked', 'The applicant’s list (reading off)'],
  ['list', 'The applicant’s list (reading on)'],
];

/** What a page may cost, as a ratio to the same page with an empty extension; 1.1 is the noise between two runs. */
const budgets: Partial<Record<Place, number>> = { resume: 1.5, closed: 1.3, elsewhere: 1.1, next: 1.1 };
/** What the content script may cost, in ms, and the lowest value that can be reached. */
const scripts: Partial<Record<Place, [most: number, floor?: number]>> = { elsewhere: [3, 7], next: [3] };

/** @param slow measured with the page's processor made four times slower */
export function contentPart(
  all: Record<Loaded, Rounds<Load>>,
  slow: Record<'resume' | 'closed', Rounds<Load>>,
): Part {
  const of = (place: string, at: Loaded, loads: Rounds<Load>): Line[] => [
    scriptLine(place, at, loads),
    line(`${place}: its longest run, CPU`, loads, ({ longest }) => longest),
    line(`${place}: the whole main thread, CPU`, loads, ({ page }) => page, budgets[at]),
    {
      what: `${place}: long tasks (over 50 ms) with our script, all rounds`,
      otklik: String(sum(loads.otklik)),
      control: String(sum(loads.control)),
    },
  ];
  const scriptLine = (place: string, at: Loaded, loads: Rounds<Load>): Line => {
    const script = line(`${place}: the content script, CPU`, loads, (load) => load.script);
    const [most, floor] = scripts[at] ?? [];
    if (most === undefined) return script;
    return { ...script, budget: within(Number.parseFloat(script.otklik), most, ' ms', floor) };
  };
  const sum = (loads: Load[]) => loads.reduce((all, { longTasks }) => all + longTasks, 0);
  return {
    title: 'Content script',
    note: 'Each page is loaded in a fresh tab, where V8 has compiled nothing yet (the second page of a tab reuses its code), and traced until the panel is shown and the page is idle. The applicant’s list embeds 0.5 MB. “The content script” is every entry into its isolated world (`v8.run`, `v8.callFunction`, compilation) and the microtasks that follow no other script (an answer of the worker). “The whole main thread” is all of its tasks, including layout and paint. CPU is the time the thread had a core.',
    lines: [
      ...places.flatMap(([place, words]) => of(words, place, all[place])),
      ...(['resume', 'closed'] as const).map((place) => ({
        what: `Resume page on a processor four times slower, ${place === 'resume' ? 'open panel' : 'closed tab'}: long tasks with our script, all rounds`,
        otklik: String(sum(slow[place].otklik)),
        control: String(sum(slow[place].control)),
        budget: within(sum(slow[place].otklik), 0),
      })),
    ],
  };
}

export function idlePart(idle: Partial<Record<Place, Pair<Idle>>>, left: Pair<Left>): Part {
  const lines = (place: string, { otklik, control }: Pair<Idle>): Line[] => {
    const none = (what: string, take: (idle: Idle) => number): Line => ({
      what: `${place}: ${what}`,
      otklik: String(take(otklik)),
      control: String(take(control)),
      budget: within(take(otklik), 0),
    });
    return [
      none('entries into the script in 5 idle s', ({ entries }) => entries),
      none('timers left', ({ timers }) => timers),
      none('observers held', ({ observers }) => observers),
      { what: `${place}: nodes of the panel`, otklik: String(otklik.nodes), control: String(control.nodes) },
    ];
  };
  const grown = (what: string, take: (left: Left) => number): Line => ({
    what,
    otklik: String(take(left.otklik)),
    control: String(take(left.control)),
    budget: within(take(left.otklik) - take(left.control), 0),
  });
  return {
    title: 'Idle, and leaks',
    note: 'Leaks: what the tab’s process holds more, after a garbage collection, than before five in-app visits from the list to a resume page and back.',
    lines: [
      ...places.flatMap(([place, words]) => {
        const one = idle[place];
        return one ? lines(words, one) : [];
      }),
      grown('DOM nodes leaked by five visits', ({ nodes }) => nodes),
      grown('listeners leaked by five visits', ({ listeners }) => listeners),
    ],
  };
}

export function workerPart(answers: Record<number, Rounds<Answers>>): Part {
  return {
    title: 'Worker',
    note: 'A page of the extension asks for a negotiation that is in the store; the control echoes. Cold: the worker was stopped before. Rows: how many the stored inbox holds.',
    lines: Object.entries(answers).flatMap(([rows, all]) => [
      line(`${rows} rows: cold worker to first answer`, all, ({ cold }) => cold, 1.3, 1.6),
      line(`${rows} rows: warm worker to answer`, all, ({ warm }) => warm),
    ]),
  };
}

export function popupPart(paints: Record<number, Paint[]>, control: Paint[], smooth: Smoothness[]): Part {
  const counts = Object.entries(paints);
  const rows = (what: string, take: (paint: Paint) => number, most?: number): Line[] =>
    counts.map(([count, all]) => line(`${count} rows: ${what}`, { otklik: all, control }, take, most));
  const frame = (what: string, take: (one: Smoothness) => number): Line => ({
    what,
    otklik: number(median(smooth.map(take)), 'ms'),
  });
  const last = smooth.at(-1)?.drawn ?? 0;
  return {
    title: 'Popup',
    note: 'Measured from the start of navigation, in a fresh process. Rows visible: the end of the first frame with rows (with 0 rows, the empty list; for the control, its line).',
    lines: [
      ...rows('first contentful paint', ({ first }) => first, 1.3),
      ...rows('rows visible', (paint) => paint.rows, 1.5),
      ...rows('CPU until then', ({ cpu }) => cpu),
      frame(`longest task while scrolling through ${last} rows, CPU`, ({ scroll }) => scroll),
      frame(`longest task while typing into the filter over ${last} drawn rows, CPU`, ({ typing }) => typing),
    ],
  };
}

export function inboxPart(openings: Openings, work: AtWork): Part {
  const of = (what: string, take: (paint: Paint) => number, most?: number): Line[] => {
    return openings.otklik.map(({ vacancies, responses, paints }) =>
      line(
        `${vacancies} vacancies, ${responses} responses: ${what}`,
        { otklik: paints, control: openings.control },
        take,
        most,
      ),
    );
  };
  const mega = (bytes: number) => bytes / 1_000_000;
  const { opened, scrolled } = work;
  const grown = Number(mega(scrolled.heap - opened.heap).toFixed(1));
  return {
    title: 'Inbox page',
    note: `The control opens a page of the same size with one line. The store holds the counters and at most 2,000 rows. Vacancies visible: the end of the first frame with vacancies. Heap: one vacancy with ${work.responses} responses, scrolled from the first to the last in ${work.stops} steps, after a garbage collection. Requests are counted by the sandbox.`,
    lines: [
      ...of('first contentful paint', ({ first }) => first),
      ...of('vacancies visible', (paint) => paint.rows, 2),
      ...of('CPU until then', ({ cpu }) => cpu),
      {
        what: `heap with ${work.responses} responses just opened`,
        otklik: `${number(mega(opened.heap), 'MB')}, ${opened.rows} rows drawn`,
      },
      {
        what: 'heap after scrolling through them',
        otklik: `${number(mega(scrolled.heap), 'MB')}, ${scrolled.rows} rows drawn`,
        budget: `${within(grown, 5, ' MB')} more`,
      },
      {
        what: 'requests when the page opens (first vacancy, company statistics)',
        otklik: String(work.page),
      },
      {
        what: 'requests when a vacancy opens',
        otklik: String(work.vacancy),
        budget: within(work.vacancy, 2),
      },
      {
        what: 'requests when the first negotiation opens (its history; half a second later two for the cost of a resume, and the history of the next person)',
        otklik: String(work.first),
        budget: within(work.first, 4),
      },
      {
        what: 'requests when the next one opens',
        otklik: String(work.next),
        budget: within(work.next, 1),
      },
      { what: 'side effects at hh', otklik: String(work.traces), budget: within(work.traces, 0) },
    ],
  };
}

export function pollPart(polls: Polls[]): Part {
  const lines = polls.flatMap(({ vacancies, signIn, first, quiet, news, fullPass, traces }): Line[] => [
    {
      what: `${vacancies} vacancies: first poll after sign-in`,
      otklik: `${first} (and ${signIn} to sign in)`,
      budget: within(first, 5),
    },
    { what: `${vacancies} vacancies: quiet poll`, otklik: String(quiet), budget: within(quiet, 2) },
    { what: `${vacancies} vacancies: poll with news`, otklik: String(news), budget: within(news, 5) },
    {
      what: `${vacancies} vacancies: full pass every ten minutes`,
      otklik: `${fullPass.extra} more, over ${fullPass.polls} polls, at most ${fullPass.most} in one`,
      budget: within(fullPass.most, 5),
    },
    { what: `${vacancies} vacancies: side effects at hh`, otklik: String(traces), budget: within(traces, 0) },
  ]);
  return {
    title: 'Requests',
    note: 'Counted by the sandbox. Every vacancy has an unread response. News: responses to four vacancies and a message.',
    lines,
  };
}

export function sizePart(sizes: Sizes): Part {
  const size = (what: string, bytes: number, most?: number): Line => ({
    what,
    otklik: number(bytes / 1024, 'kB'),
    ...(most && { budget: within(bytes / 1024, most, ' kB') }),
  });
  return {
    title: 'Sizes',
    note: 'Sum of the gzipped files; the zips as uploaded to the stores. 1 kB is 1,024 bytes, as in the tests.',
    lines: [
      size('content script with styles', sizes.content, 40),
      size('worker', sizes.worker, 60),
      size('popup', sizes.popup, 60),
      size('popup of an applicant', sizes.popupOfApplicant),
      size('options', sizes.options),
      size('inbox, files its page links', sizes.inbox),
      size('inbox, with an open negotiation', sizes.inboxOpen),
      size('inbox of an applicant', sizes.inboxOfApplicant),
      ...sizes.inboxLater.map(([name, bytes]) => size(`inbox, when needed: ${name}`, bytes)),
      size('zip for Chrome', sizes.zipChrome, 600),
      size('zip for Firefox', sizes.zipFirefox, 600),
    ],
  };
}
