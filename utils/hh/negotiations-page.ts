import type { ProblemName } from '../problem.ts';
import { textOf } from './body.ts';
import { HhError, isGuardPage, problemOf } from './errors.ts';
import { type NegotiationsPage, readState, stateIn } from './page-state.ts';
import { hhUrl } from './pages.ts';

const timeoutMs = 20_000;

/** What a page is in place of the list; each is a reason to stop. */
const instead: Record<string, ProblemName> = {
  captcha: 'captcha',
  login: 'signed-out',
  forbidden: 'forbidden',
};

/**
 * One page of the applicant's own list off hh's site, in the session that the browser has there: one GET, which
 * marks nothing as read.
 * @param site of hh's group
 * @param page from 0
 * @param now Unix ms
 * @throws {HhError} what hh has in place of the list; `foreign-address` when it sends us elsewhere
 */
export async function fetchNegotiationsPage(
  fetch: typeof globalThis.fetch,
  site: string,
  page: number,
  now: number,
): Promise<NegotiationsPage> {
  const url = `https://${site}/applicant/negotiations?filter=all&page=${page}`;
  let response: Response;
  let html: string;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    response = await fetch(url, { credentials: 'include', cache: 'no-store', signal });
    const { status, headers, ok } = response;
    html = await textOf(response);
    if (!ok) {
      const problem = problemOf(status, {}, headers, now);
      throw new HhError(isGuardPage(html) ? { ...problem, name: 'guard' } : problem, 'answered');
    }
  } catch (cause) {
    if (cause instanceof HhError) throw cause;
    throw new HhError('no-connection', 'no', cause);
  }
  const at = hhUrl(response.url);
  if (!at) throw new HhError('foreign-address', 'no');
  const state = readState(stateIn(html));
  if (state.page === 'negotiations') return state;
  // A list may name a company that is called as the guard is: only a page without one is asked whether it is its own.
  const guard = state.page === 'broken' && isGuardPage(html) ? 'guard' : null;
  const name =
    guard ?? instead[state.page] ?? instead[/captcha|login/.exec(at)?.[0] ?? ''] ?? 'unreadable-answer';
  throw new HhError({ name, ...(name === 'captcha' && { url: at }) }, 'answered');
}
