import type { ApplicantOpenings } from './applicant.ts';
import type { ApiPolls, PagePolls } from './applicant-polls.ts';
import type { Paint } from './paint.ts';
import { median } from './subject.ts';
import { type Line, number, type Part, within } from './table.ts';

export function applicantPart(openings: ApplicantOpenings): Part {
  const of = (
    page: 'popup' | 'inbox',
    what: string,
    take: (paint: Paint) => number,
    most?: number,
  ): Line[] => {
    const [small = Number.NaN, large = Number.NaN] = openings.map((opening) =>
      median(opening[page].map(take)),
    );
    const ratio = Number((large / small).toFixed(2));
    return openings.map(({ negotiations }, index) => ({
      what: `${page}, ${negotiations} negotiations: ${what}`,
      otklik: number([small, large][index] ?? Number.NaN, 'ms'),
      ...(index === 1 && {
        ratio: `${ratio.toFixed(2)}× the small one`,
        ...(most && { budget: within(ratio, most, '×') }),
      }),
    }));
  };
  const first = ({ first }: Paint) => first;
  const rows = ({ rows }: Paint) => rows;
  return {
    title: 'Applicant: popup and inbox page',
    note: 'For an applicant who is not signed in, with negotiations read from hh’s pages; one in five has something new. Rows visible: the end of the first frame with rows.',
    lines: [
      ...of('popup', 'first contentful paint', first, 1.5),
      ...of('popup', 'rows visible', rows, 1.5),
      ...of('popup', 'CPU until then', ({ cpu }) => cpu),
      ...of('inbox', 'first contentful paint', first, 1.5),
      ...of('inbox', 'rows visible', rows),
      ...of('inbox', 'CPU until then', ({ cpu }) => cpu),
    ],
  };
}

export function applicantPollPart(api: ApiPolls[], pages: PagePolls[]): Part {
  const traces = (way: string, all: number): Line => ({
    what: `${way}: side effects at hh`,
    otklik: String(all),
    budget: within(all, 0),
  });
  return {
    title: 'Applicant: requests',
    note: 'Counted by the sandbox. News: a rejection, an invitation, a message, a viewed application. Pages: an hour in which a person asks every minute, after the first reading.',
    lines: [
      ...api.flatMap(({ negotiations, first, until, quiet, news, traces: left }): Line[] => {
        const way = `API, ${negotiations} negotiations`;
        return [
          { what: `${way}: first poll`, otklik: String(first), budget: within(first, 5) },
          { what: `${way}: polls until all were read`, otklik: String(until) },
          { what: `${way}: quiet poll`, otklik: String(quiet), budget: within(quiet, 2) },
          { what: `${way}: poll with news`, otklik: String(news), budget: within(news, 5) },
          traces(way, left),
        ];
      }),
      ...pages.flatMap(({ negotiations, reads, apart, most, others, traces: left }): Line[] => {
        const way = `pages, ${negotiations} negotiations`;
        return [
          {
            what: `${way}: minutes between two readings`,
            otklik: String(apart),
            budget: `${apart >= 5 ? '✔' : '✘'} ≥ 5`,
          },
          { what: `${way}: pages in one reading`, otklik: `at most ${most}`, budget: within(most, 3) },
          { what: `${way}: pages in the hour`, otklik: String(reads) },
          { what: `${way}: other requests to hh`, otklik: String(others), budget: within(others, 0) },
          traces(way, left),
        ];
      }),
    ],
  };
}
