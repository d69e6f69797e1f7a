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

/** The median of one number over all rounds, ours beside the control's. */
function line<T>(what: string, { otklik, control }: Rounds<T>, take: (one: T) => number): Line {
  return compared(what, median(otklik.map(take)), median(control.map(take)));
}

/** hh's lists of people have a part of their own. */
type Loaded = Exclude<Place, 'people'>;
const places: [Loaded, string][] = [
  ['resume', 'Resume page (panel)'],
  ['elsewhere', 'A page that concerns nobody'],
  ['next', 'A page that concerns nobody, the second of its tab'],
  ['vacancy', 'Vacancy page (nothing of mine)'],
  ['mine', 'Vacancy page (a tab with my state)'],
  ['unasked', 'My list of negotiations (not to be read)'],
  ['list', 'My list of negotiations (read off the page)'],
];

/** Where we are to cost what an empty extension costs, within the noise of two runs. */
const nobodys = new Set<Place>(['elsewhere', 'next']);

export function contentPart(all: Record<Loaded, Rounds<Load>>): Part {
  const whole = (what: string, loads: Rounds<Load>, most?: number): Line => {
    const compared = line(what, loads, ({ page }) => page);
    return most
      ? { ...compared, budget: within(Number.parseFloat(compared.ratio ?? ''), most, '×') }
      : compared;
  };
  const of = (place: string, loads: Rounds<Load>, most?: number): Line[] => [
    line(`${place}: the content script, CPU`, loads, ({ script }) => script),
    line(`${place}: its longest stretch, CPU`, loads, ({ longest }) => longest),
    whole(`${place}: the page's whole main thread, CPU`, loads, most),
    {
      what: `${place}: long tasks (over 50 ms) with our script, all rounds`,
      otklik: String(sum(loads.otklik)),
      control: String(sum(loads.control)),
    },
  ];
  const sum = (loads: Load[]) => loads.reduce((all, { longTasks }) => all + longTasks, 0);
  return {
    title: 'Content script',
    note: 'Each load in a fresh tab, where V8 has compiled nothing yet (the second page of a tab finds it done), traced until the panel stands and the page is idle; the list embeds 0.5 MB. The script is every entry into its isolated world (`v8.run`, `v8.callFunction`, compilation) and the microtasks that follow no other script (an answer of the worker); the whole main thread is all of its tasks, layout and paint included. CPU is the time the thread had a core.',
    lines: places.flatMap(([place, words]) => of(words, all[place], nobodys.has(place) ? 1.1 : undefined)),
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
    title: 'Idle, and what is left behind',
    note: 'Left behind: what the process of the tab holds more, after a collection of garbage, for five in-app visits from the list to a resume page and back.',
    lines: [
      ...places.flatMap(([place, words]) => {
        const one = idle[place];
        return one ? lines(words, one) : [];
      }),
      grown('DOM nodes left by five visits', ({ nodes }) => nodes),
      grown('listeners left by five visits', ({ listeners }) => listeners),
    ],
  };
}

export function workerPart(answers: Record<number, Rounds<Answers>>): Part {
  return {
    title: 'Worker',
    note: 'A page of the extension asks for a negotiation that lies in the store; the control echoes. Cold: the worker was stopped before. Rows: what the inbox in the store holds meanwhile.',
    lines: Object.entries(answers).flatMap(([rows, all]) => [
      line(`${rows} rows: cold worker to first answer`, all, ({ cold }) => cold),
      line(`${rows} rows: answer of a warm worker`, all, ({ warm }) => warm),
    ]),
  };
}

export function popupPart(paints: Record<number, Paint[]>, control: Paint[], smooth: Smoothness[]): Part {
  const counts = Object.entries(paints);
  const rows = (what: string, take: (paint: Paint) => number): Line[] =>
    counts.map(([count, all]) => line(`${count} rows: ${what}`, { otklik: all, control }, take));
  const frame = (what: string, take: (one: Smoothness) => number): Line => ({
    what,
    otklik: number(median(smooth.map(take)), 'ms'),
  });
  const last = smooth.at(-1)?.drawn ?? 0;
  return {
    title: 'Popup',
    note: 'From the start of the navigation, in a fresh process. Rows visible: the end of the first frame that holds them (with 0 rows: the empty list; the control: its line).',
    lines: [
      ...rows('first contentful paint', ({ first }) => first),
      ...rows('rows visible', (paint) => paint.rows),
      ...rows('CPU until then', ({ cpu }) => cpu),
      frame(`longest task while scrolling through ${last} rows, CPU`, ({ scroll }) => scroll),
      frame(`longest task while typing into the filter over ${last} drawn rows, CPU`, ({ typing }) => typing),
    ],
  };
}

export function inboxPart(openings: Openings, work: AtWork): Part {
  const of = (what: string, take: (paint: Paint) => number): Line[] => {
    const [small = Number.NaN, large = Number.NaN] = openings.map(({ paints }) => median(paints.map(take)));
    const [, big] = openings;
    const ratio = large / small;
    return openings.map(({ vacancies, responses, paints }, index) => ({
      what: `${vacancies} vacancies, ${responses} responses: ${what}`,
      otklik: number(median(paints.map(take)), 'ms'),
      ...(openings[index] === big && {
        ratio: `${ratio.toFixed(2)}× of the small`,
        budget: within(Number(ratio.toFixed(2)), 1.5, '×'),
      }),
    }));
  };
  const mega = (bytes: number) => bytes / 1_000_000;
  const { opened, scrolled } = work;
  const grown = Number(mega(scrolled.heap - opened.heap).toFixed(1));
  return {
    title: 'Inbox page',
    note: `The store holds the counters and at most 2,000 of the rows. Vacancies visible: the end of the first frame that holds them. At work: one vacancy with ${work.responses} responses, scrolled from the first to the last in ${work.stops} steps; the heap after a collection of garbage. Requests by the ledger of the sandbox.`,
    lines: [
      ...of('first contentful paint', ({ first }) => first),
      ...of('vacancies visible', (paint) => paint.rows),
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
        what: 'requests of the page as it opens (its first vacancy, and the company’s numbers)',
        otklik: String(work.page),
      },
      {
        what: 'requests of a vacancy that is opened',
        otklik: String(work.vacancy),
        budget: within(work.vacancy, 2),
      },
      {
        what: 'requests of a negotiation that is opened',
        otklik: String(work.negotiation),
        budget: within(work.negotiation, 2),
      },
      { what: 'traces left at hh', otklik: String(work.traces), budget: within(work.traces, 0) },
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
    { what: `${vacancies} vacancies: traces left at hh`, otklik: String(traces), budget: within(traces, 0) },
  ]);
  return {
    title: 'Requests',
    note: 'By the ledger of the sandbox. Every vacancy has an unread response; news: responses to four vacancies and a message.',
    lines,
  };
}

export function sizePart(sizes: Sizes): Part {
  const size = (what: string, bytes: number, most?: number): Line => ({
    what,
    otklik: number(bytes / 1024, 'kB'),
    budget: most === undefined ? '' : within(bytes / 1024, most, ' kB'),
  });
  return {
    title: 'Sizes',
    note: 'gzip of each file, summed; the zips by deflate, as the stores get them. 1 kB is 1,024 bytes, as the tests count.',
    lines: [
      size('content script with styles', sizes.content, 20),
      size('worker', sizes.worker, 30),
      size('popup', sizes.popup, 30),
      size('popup of an applicant', sizes.popupOfApplicant),
      size('options', sizes.options),
      size('inbox, what its page links', sizes.inbox),
      size('inbox, with an open negotiation', sizes.inboxOpen, 80),
      size('inbox of an applicant', sizes.inboxOfApplicant, 80),
      ...sizes.inboxLater.map(([name, bytes]) => size(`inbox, when needed: ${name}`, bytes)),
      size('zip for Chrome', sizes.zipChrome, 250),
      size('zip for Firefox', sizes.zipFirefox, 250),
    ],
  };
}
