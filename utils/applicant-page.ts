import { topicOfPage } from './applicant-transform.ts';
import { textOf } from './hh/body.ts';
import { HhError, problemOf } from './hh/errors.ts';
import { type NegotiationsPage, readState, stateIn } from './hh/page-state.ts';
import { parseUrl, siteOf } from './hh/pages.ts';
import type { Topic } from './inbox/applicant/topic.ts';
import type { ProblemName } from './problem.ts';

/** One page of a person's list, by either way. */
export interface ListPage {
  /** hh's user id; null where a page with nothing on it does not say. */
  owner: string | null;
  hhid: string | null;
  topics: Topic[];
  pages: number;
  /** Topics in the whole list, as hh counts them. */
  total: number | null;
  setAside: number;
}

const timeoutMs = 20_000;

/** What a page is in place of the list; each is a reason to stop. */
const instead: Record<string, ProblemName> = {
  captcha: 'captcha',
  login: 'signed-out',
  forbidden: 'forbidden',
};

/** @param now Unix ms */
export const listPageOf = (state: NegotiationsPage, now: number): ListPage => ({
  owner: state.userId,
  hhid: state.hhid,
  topics: state.topics.map((topic) => topicOfPage(topic, now)),
  pages: state.pageCount,
  total: state.total,
  setAside: state.setAside,
});

/**
 * One page of the list, in the session that the browser has with hh: one GET, which marks nothing as read.
 * @param page from 0
 * @throws {HhError} the reason in hh's place of the list; `foreign-address` when hh sends us elsewhere
 */
export async function fetchListPage(
  { fetch, now }: { fetch: typeof globalThis.fetch; now: () => number },
  site: string,
  page: number,
): Promise<ListPage> {
  const url = `https://${site}/applicant/negotiations?filter=all&page=${page}`;
  let response: Response;
  let html: string;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    response = await fetch(url, { credentials: 'include', cache: 'no-store', signal });
    const { status, headers, ok } = response;
    if (!ok) throw new HhError(problemOf(status, {}, headers, now()), 'answered');
    html = await textOf(response);
  } catch (cause) {
    if (cause instanceof HhError) throw cause;
    throw new HhError('no-connection', 'no', cause);
  }
  const at = parseUrl(response.url);
  if (at?.protocol !== 'https:' || !siteOf(at.hostname)) throw new HhError('foreign-address', 'no');
  const state = readState(stateIn(html));
  if (state.page === 'negotiations') return listPageOf(state, now());
  const byAddress = /captcha|login/.exec(at.pathname)?.[0] ?? '';
  const name = instead[state.page] ?? instead[byAddress] ?? 'unreadable-answer';
  throw new HhError({ name, ...(name === 'captcha' && { url: at.href }) }, 'answered');
}
