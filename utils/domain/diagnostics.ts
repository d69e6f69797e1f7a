import type { Problem } from '../problem.ts';
import type { Account } from './account.ts';
import type { Applicant, Way } from './applicant/applicant.ts';
import type { Counts } from './inbox.ts';
import type { Millis } from './negotiation.ts';
import type { Policy, Settings } from './settings.ts';
import { leastOf, type Sum, sumOf } from './sum.ts';
import type { Entry } from './write-request.ts';

/** The input of a report. Only our own names, numbers and times from it go into the report. */
export interface Diagnosed {
  version: string;
  /** `navigator.userAgent` */
  userAgent: string;
  locale: string;
  now: Millis;
  account: Account;
  counts: Counts;
  applicant: Applicant;
  settings: Settings;
  policy: Policy;
  outbox: readonly Entry[];
  /** The number of stored items of each kind. */
  sizes: Readonly<Record<string, number>>;
  /** The size of `storage.local`; null if the browser cannot tell. */
  bytes: number | null;
  /** The names of the permissions granted, and the number of granted origins. */
  permissions: readonly string[];
  origins: number;
}

/**
 * A troubleshooting report: versions, states, sizes, permissions and hh's ids of failed requests. It consists
 * only of words from closed lists, numbers and times, so it cannot contain a name, text, personal id, address
 * or token.
 */
export function diagnostics(of: Diagnosed): string {
  const { account, counts, applicant, settings, policy, outbox, permissions } = of;
  return [
    `Otklik ${of.version} · ${browserOf(of.userAgent)} · ${of.locale} · ${time(of.now)}`,
    `sign-in: ${signIn(account)}`,
    `poll: every ${settings.intervalMinutes} min, last ${time(counts.freshAt)}${problem(counts.problem, counts.problemSince)}`,
    `vacancies: ${counts.vacancies.length}${counts.allVacancies ? '' : ' of more'}, skipped ${counts.skipped}; unread ${sum(sumOf(counts.vacancies.map(({ unread }) => unread)))}`,
    `chats: ${sum(sumOf([counts.unreadChats]))} unread${problem(counts.chatsProblem, null)}`,
    `applicant: API ${way(applicant.api)}, pages ${way(applicant.pages)}, skipped ${applicant.skipped}${problem(applicant.problem, applicant.problemSince)}`,
    `outbox: ${outbox.length}`,
    ...outbox.map(({ request: { kind }, progress }) => `- ${kind}: ${progressed(progress)}`),
    `stored: ${of.bytes === null ? 'size unknown' : `${Math.ceil(of.bytes / 1024)} kB`}${pairs(of.sizes)}`,
    `permissions: ${permissions.filter((name) => /^[a-z]{3,20}$/i.test(name)).join(', ')}; ${of.origins} addresses`,
    `settings: count ${settings.count}, muted ${settings.muted.length}, undo ${settings.undoSeconds} s, read pages ${yes(settings.readPages)}, fetch pages ${yes(settings.fetchPages)}, marks ${yes(settings.marks)}, cards ${yes(settings.cards)}, open resumes ${yes(settings.openResumes)}`,
    `policy: ${application(policy)}, employers ${policy.employers ? policy.employers.length : 'any'}, fixed ${Object.keys(policy.settings).join(' ') || 'nothing'}, ignored ${policy.ignored.join(' ') || 'nothing'}`,
  ].join('\n');
}

const yes = (on: boolean) => (on ? 'yes' : 'no');
const time = (at: Millis | null) => (at === null ? 'never' : `${new Date(at).toISOString().slice(0, 16)}Z`);
const sum = (of: Sum) => (of.whole ? `${of.count}` : `at least ${leastOf(of)}`);
const pairs = (sizes: Diagnosed['sizes']) =>
  Object.entries(sizes)
    .map(([name, size]) => `, ${name} ${size}`)
    .join('');

const application = ({ application: of }: Policy) =>
  of === null ? 'no application' : 'exchangeUrl' in of ? 'sign-in service' : 'application';

/** The browser and its version; nothing else from the user agent. */
const browserOf = (userAgent: string): string =>
  /\b(?:YaBrowser|Edg|OPR|Firefox)\/\d{1,4}/.exec(userAgent)?.[0] ??
  /Chrom(?:e|ium)\/\d{1,4}/.exec(userAgent)?.[0] ??
  'unknown browser';

/** hh's request ids are hexadecimal; anything else in that field is left out. */
function problem(of: Problem | null | undefined, since: Millis | null): string {
  if (!of) return '';
  const { name, status, requestId } = of;
  return [
    `, ${name}`,
    ...(status === undefined ? [] : [status]),
    ...(since === null ? [] : [`since ${time(since)}`]),
    ...(requestId && /^[\da-f]{8,64}$/i.test(requestId) ? [`request ${requestId}`] : []),
  ].join(' ');
}

function signIn(account: Account): string {
  if (account.state === 'signed-out') return `signed out${problem(account.problem, null)}`;
  const { kind, accounts, accountId, accountsSkipped = 0 } = account;
  return `${kind}, work accounts ${accounts.length}${accountId === null ? '' : ' (one chosen)'}, skipped ${accountsSkipped}`;
}

function way(of: Way): string {
  switch (of.state) {
    case 'off':
      return 'off';
    case 'on':
      return `on, read ${time(of.at)}`;
    case 'closed':
      return `closed until ${time(of.until)}`;
    case 'stopped':
      return `stopped${problem(of.problem, of.at)}`;
  }
}

function progressed(progress: Entry['progress']): string {
  switch (progress.at) {
    case 'waiting':
      return `waiting until ${time(progress.wait ?? progress.until)}${problem(progress.problem, null)}`;
    case 'sending':
      return `sending since ${time(progress.since)}`;
    case 'sent':
      return `sent ${time(progress.when)}${progress.copies ? `, copies ${progress.copies}` : ''}`;
    case 'failed':
      return `failed ${time(progress.when)}${problem(progress.problem, null)}`;
    case 'uncertain':
      return `uncertain since ${time(progress.since)}, next look ${time(progress.nextCheck)}`;
  }
}
