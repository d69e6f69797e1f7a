// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../../testing.ts'));

import { PageContexts } from '../../../components/contexts.tsx';
import { pageStoreOf } from '../../../tests/stored.ts';
import {
  type Applicant,
  type ApplicantNegotiations,
  emptyApplicant,
} from '../../../utils/domain/applicant/applicant.ts';
import { merge } from '../../../utils/domain/applicant/events.ts';
import { type ApplicantNegotiation, newestFirst } from '../../../utils/domain/applicant/negotiation.ts';
import { emptyApplicantListView } from '../../../utils/domain/applicant/negotiation-view.ts';
import { headOf } from '../../../utils/domain/applicant/testing.ts';
import { badgeOf, titleOf } from '../../../utils/domain/badge.ts';
import { emptyCounts } from '../../../utils/domain/inbox.ts';
import { defaultSettings } from '../../../utils/domain/settings.ts';
import { applicantNegotiationOfPage } from '../../../utils/from-hh/applicant.ts';
import { sliceOf, stateOf } from '../../../utils/hh/page-slice.ts';
import { type PageState, readState, stateIn } from '../../../utils/hh/page-state.ts';
import { pageWith } from '../../../utils/hh/testing.ts';
import { ApplicantView } from '../../popup/applicant.lazy.tsx';
import { browser, fakeWorker, settled } from '../../testing.ts';
import { WorkerProvider } from '../../worker.ts';
import { ApplicantPage } from './page.tsx';

/*
 * Drift of the applicant's page: each field that our reader relies on is absent, null, of another type, renamed or with
 * an unknown word, and lists are empty while hh counts more; in raw HTML and in the DOM. Whatever is read then, popup,
 * inbox page and badge claim nothing false about these five applications, in both languages.
 */

const day = 86_400_000;
const now = new Date(2026, 10, 20, 12).getTime();
const at = (days: number) => ({
  lastModified: new Date(now - days * day).toISOString(),
  lastModifiedMillis: now - days * day,
  creationTime: new Date(now - 40 * day).toISOString(),
  creationTimeMillis: now - 40 * day,
});
const application = (number: number, days: number, more: object) => ({
  id: 5_000_000_000 + number,
  chatId: 5_100_000_000 + number,
  applicantUserId: 90_000_001,
  vacancyId: 100_000_000 + number,
  employerId: 3_000_000 + number,
  employerManagerId: 4_000_000 + number,
  initialState: 'RESPONSE',
  lastState: 'RESPONSE',
  lastEmployerStateExtName: null,
  applicantSubState: 'SHOW',
  viewedByOpponent: true,
  hasNewMessages: false,
  conversationMessagesCount: 2,
  hasResponseLetter: true,
  archived: false,
  declineByApplicantAllowed: true,
  declinedByApplicant: false,
  inboxAvailabilityState: 'AVAILABLE',
  applicantQuestionState: false,
  hasPendingAutoActionSurvey: false,
  ...at(days),
  ...more,
});
const names = ['Отказная', 'Молчаливая', 'Непрочитанная', 'Пригласившая', 'Спросившая'];
const base = () => ({
  hhid: '170000001',
  userType: 'applicant',
  hhcaptcha: { isBot: false },
  request: { luxPageName: 'ApplicantNegotiations' },
  router: { location: { pathname: '/applicant/negotiations', search: '' } },
  applicantNegotiations: {
    topicList: [
      application(1, 1, { lastState: 'DISCARD', hasNewMessages: true }),
      application(2, 12, {}),
      application(3, 2, { viewedByOpponent: false }),
      application(4, 3, { lastState: 'INVITATION', hasNewMessages: true }),
      application(5, 4, { applicantQuestionState: true }),
    ],
    total: 5,
    pageCount: '1',
  },
  applicantNegotiationsCounters: { total: { all: 5 } },
  vacanciesShort: {
    vacanciesList: names.map((name, index) => ({
      vacancyId: 100_000_001 + index,
      name,
      archived: false,
      company: { id: 3_000_001 + index, name: `Компания ${index + 1}`, visibleName: `Компания ${index + 1}` },
      area: { name: 'Москва' },
      links: { desktop: `https://hh.ru/vacancy/${100_000_001 + index}` },
      employerManager: { '@managerId': 4_000_001 + index, '@hhid': 189_000_001 + index },
    })),
  },
  applicantEmployerPoliteness: {
    employerPolitenessIndexes: {
      '3000002': { employerId: 3_000_002, readTopicPercent: 83, replyTotalWorkingTimeDays: 1 },
    },
  },
  applicantEmployerManagersActivity: [{ '@managerHhid': 189_000_002, '@inactiveMinutes': 47 }],
});

type Path = readonly string[];
/** The path of every field in the slice; the items of a list count as one. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Array.isArray(value)
    ? value.slice(0, 1).flatMap((one) => pathsOf(one, [...path, '*']))
    : Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...path, /^\d+$/.test(key) ? '*' : key]));
  return path.length > 0 && path.at(-1) !== '*' ? [path, ...below] : below;
}

const gone = Symbol('gone');
interface Drift {
  name: string;
  change: (value: unknown) => unknown;
  renamed?: boolean;
}
const drifts: Drift[] = [
  { name: 'absent', change: () => gone },
  { name: 'null', change: () => null },
  { name: 'renamed', change: (value) => value, renamed: true },
  { name: 'a text', change: () => 'ZZZ_NEW' },
  { name: 'a number', change: () => 7 },
  { name: 'yes', change: () => true },
  { name: 'an object', change: () => ({ value: 1 }) },
  { name: 'an empty list', change: () => [] },
  { name: 'an empty text', change: () => '' },
];

function drifted(value: unknown, [key, ...rest]: Path, drift: Drift): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return value;
  if (key === '*')
    return Array.isArray(value)
      ? value.map((one) => drifted(one, rest, drift))
      : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, drifted(one, rest, drift)]));
  const changed =
    rest.length > 0 ? drifted(Reflect.get(value, key), rest, drift) : drift.change(Reflect.get(value, key));
  const { [key]: _, ...others } = Object.fromEntries(Object.entries(value));
  if (changed === gone) return others;
  return { ...others, [drift.renamed && rest.length === 0 ? `${key}New` : key]: changed };
}

/** Reads the state as a fetched page and as an open page: both must give the same. */
function bothWays(state: unknown): PageState {
  const fetched = readState(stateIn(pageWith(state, 'hex')));
  const open = document.implementation.createHTMLDocument();
  open.body.innerHTML = pageWith(state, 'bare').replace(/^.*?<noindex>|<\/noindex>.*$/gs, '');
  expect(readState(sliceOf(stateOf(open)))).toEqual(fetched);
  return fetched;
}

/** The store after such a page was read into an empty one. */
function held(page: PageState): {
  negotiations: ApplicantNegotiations;
  head: Applicant;
  log: ReturnType<typeof merge>['log'];
} {
  if (page.page !== 'negotiations')
    return {
      negotiations: { owner: null, negotiations: [] },
      head: { ...emptyApplicant, pages: { state: 'on', at: now }, problem: { name: 'page-unreadable' } },
      log: {},
    };
  const negotiations = page.topics.map((negotiation) => applicantNegotiationOfPage(negotiation, now));
  const merged = merge([], {}, negotiations, now);
  const stored = merged.changed.sort(newestFirst);
  const head: Applicant = {
    ...emptyApplicant,
    ...headOf(stored, 7, now),
    owner: 'me',
    pages: { state: 'on', at: now },
    freshAt: now,
    total: page.total ?? page.all,
    skipped: page.skipped,
  };
  return { negotiations: { owner: 'me', negotiations: stored }, head, log: merged.log };
}

const locales = {
  ru: JSON.parse(readFileSync('public/_locales/ru/messages.json', 'utf8')),
  en: JSON.parse(readFileSync('public/_locales/en/messages.json', 'utf8')),
};
type Locale = keyof typeof locales;
function speak(locale: Locale): void {
  Object.assign(browser.i18n, {
    getMessage: (key: string, values: string[] = []) =>
      (locales[locale][key]?.message ?? '').replace(
        /\$(\d)/g,
        (_: string, index: string) => values[Number(index) - 1] ?? '',
      ),
  });
}
const word = (locale: Locale, key: string, ...values: string[]): string =>
  browser.i18n
    .getMessage(key as never, values)
    .split('|')
    .at(values.length > 0 ? (locale === 'ru' ? 2 : 1) : 0) ?? '';

const settings = { ...defaultSettings, readPages: true };
const nobody = { state: 'signed-out', problem: null } as const;
const workerWith = (negotiations: ApplicantNegotiations, log: ReturnType<typeof merge>['log']) =>
  fakeWorker({
    refresh: async () => ({ ok: true, value: undefined }),
    store: {
      watchApplicantNegotiations: (changed) => {
        changed(negotiations);
        return () => {};
      },
      watchEvents: (_, changed) => {
        changed(log);
        return () => {};
      },
      watchNotes: () => () => {},
    },
  });

const textOf = (element: Element | null) => (element?.textContent ?? '').replaceAll('\u00a0', ' ');
const shown = () => textOf(document.body);

/** The chips that the row of each application may show: the true one first, the rest are named gaps. */
function chipsOf(locale: Locale): Record<string, string[]> {
  const say = (key: string, ...values: string[]) => word(locale, key, ...values);
  const gaps = [say('stage_unknown'), say('applicant_other_stage')];
  return {
    Отказная: [say('applicant_stage_discard'), say('applicant_chip_fresh'), ...gaps],
    Молчаливая: [
      say('applicant_chip_read_silent', '12'),
      say('applicant_chip_silent', '12'),
      say('applicant_chip_read'),
      say('applicant_chip_sent'),
      ...gaps,
    ],
    Непрочитанная: [say('applicant_chip_unread'), say('applicant_chip_sent'), ...gaps],
    Пригласившая: [say('applicant_stage_invitation'), say('applicant_chip_fresh'), ...gaps],
    Спросившая: [
      say('applicant_chip_awaits'),
      say('applicant_chip_read'),
      say('applicant_chip_sent'),
      ...gaps,
    ],
  };
}

/** Each of these would be false if said about the five applications. */
const falsehoods = [
  'applicant_empty_new',
  'applicant_empty_waiting',
  'applicant_empty_silent',
  'applicant_empty_all',
  'applicant_no_answers',
  'applicant_funnel_empty',
  'badge_nothing',
  'applicant_next_archived',
  'applicant_next_hidden',
];

async function expectNoFalsehood(page: PageState, locale: Locale): Promise<void> {
  render(null, document.body);
  speak(locale);
  const { negotiations, head, log } = held(page);
  const chips = chipsOf(locale);
  const said: string[] = [];
  const badge = badgeOf(nobody, emptyCounts, settings, head, now);
  said.push(titleOf(badge, now));
  if (badge.text === '' || /^\d+$/.test(badge.text)) expect(badge.text).toBe('2');

  render(
    <WorkerProvider worker={workerWith(negotiations, log)}>
      <PageContexts store={pageStoreOf({ account: nobody, applicant: head, settings })}>
        <ApplicantView />
      </PageContexts>
    </WorkerProvider>,
    document.body,
  );
  await settled();
  for (const tab of [...document.querySelectorAll<HTMLElement>('[role=tab]')]) {
    tab.click();
    await settled();
    said.push(shown());
    // The count of a list is exact, or a lower bound.
    const count = /\d+\+?|\?/.exec(textOf(tab).replace(/^\D*?(?=\d|\?)/, ''))?.[0];
    const truth = { new: 2, waiting: 2, silent: 1, all: 5 }[tab.id.replace('tab-', '')] ?? 0;
    if (count === undefined || !/\+|\?/.test(count))
      expect([tab.id, Number(count ?? 0)]).toEqual([tab.id, truth]);
    else expect(Number(count.replace(/\D/g, ''))).toBeLessThanOrEqual(truth + 1);
    for (const row of document.querySelectorAll('.item')) expectRow(row, chips, locale);
  }
  render(null, document.body);

  for (const { id } of [...negotiations.negotiations, { id: null }] as Pick<ApplicantNegotiation, 'id'>[]) {
    render(
      <WorkerProvider worker={workerWith(negotiations, log)}>
        <PageContexts store={pageStoreOf({ account: nobody, applicant: head, settings })}>
          <ApplicantPage view={{ ...emptyApplicantListView, negotiationId: id }} onView={() => {}} />
        </PageContexts>
      </WorkerProvider>,
      document.body,
    );
    await settled();
    said.push(shown());
    for (const row of document.querySelectorAll('.resp')) expectRow(row, chips, locale);
    // The funnel: five sent, four viewed, two answered, one of them invited, one silent.
    const steps = [...document.querySelectorAll('.funnel .step dd b')].map(textOf);
    for (const [index, truth] of [5, 5, 2, 1, 0].entries()) {
      const count = steps[index];
      if (count !== undefined && /^\d+$/.test(count))
        expect([index, Number(count)]).toEqual([index, [5, 4, 2, 1, 0][index]]);
      else if (count !== undefined) expect(Number(count.replace(/\D/g, ''))).toBeLessThanOrEqual(truth);
    }
    render(null, document.body);
  }

  const all = said.join('\n');
  for (const key of falsehoods) expect(all, key).not.toContain(word(locale, key));
  expect(all).not.toMatch(/1970|56 (лет|years)|Invalid|NaN|undefined|\[object|ZZZ_NEW|zzz_new/);
}

function expectRow(row: Element, chips: Record<string, string[]>, locale: Locale): void {
  const name = textOf(row.querySelector('.name'));
  const chip = textOf(row.querySelector('.chip'));
  // Another value of the right type is hh's own word; only missing values must not be invented.
  const known = chips[name];
  if (known) expect(known.map((one) => one.replaceAll('\u00a0', ' '))).toContain(chip);
  else if (name !== word(locale, 'applicant_no_vacancy')) expect(Object.values(chips).flat()).toContain(chip);
}

beforeEach(() => void vi.useFakeTimers({ now }));
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

/** Fields in which another text or number is not drift but another fact; its consequences are not judged here. */
const facts =
  /(^|\.)(id|hhid|.*[iI]d|name|visibleName|pathname|search|desktop|luxPageName|userType|isBot|total|all|pageCount|archived|viewedByOpponent|hasNewMessages|declinedByApplicant|applicantQuestionState|hasPendingAutoActionSurvey|hasResponseLetter|declineByApplicantAllowed|conversationMessagesCount|readTopicPercent|replyTotalWorkingTimeDays|@\w+|applicantSubState|\w+Ext\w+)$/;
const kinds: Record<string, string> = {
  'a text': 'string',
  'a number': 'number',
  yes: 'boolean',
  'an empty text': 'string',
};

function valueAt(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return valueAt(key === '*' ? Object.values(value)[0] : Reflect.get(value, key), rest);
}

const state = base();
const paths = [...new Map(pathsOf(sliceOf(state)).map((path) => [path.join('.'), path])).values()];
const cells = paths.flatMap((path) =>
  drifts
    .filter(({ name }) => !(facts.test(path.join('.')) && kinds[name] === typeof valueAt(state, path)))
    .map((drift) => ({ path, drift, name: `${path.join('.')}: ${drift.name}` })),
);

test('without drift, no view claims anything false', async () => {
  for (const locale of ['ru', 'en'] as const) await expectNoFalsehood(bothWays(base()), locale);
});

test(`${cells.length} drifts of a page, fetched or open: no view claims anything false`, {
  timeout: 240_000,
}, async () => {
  // Many drifts read alike, so each distinct reading is checked once, in both languages.
  const readings = new Map<string, { page: PageState; name: string }>();
  for (const { path, drift, name } of cells) {
    const page = bothWays(drifted(base(), path, drift));
    readings.set(JSON.stringify(page), { page, name });
  }
  expect(readings.size).toBeGreaterThan(40);
  const wrong: string[] = [];
  for (const { page, name } of readings.values())
    for (const locale of ['ru', 'en'] as const)
      await expectNoFalsehood(page, locale).catch((error: Error) =>
        wrong.push(`${name} (${locale}): ${error.message.split('\n')[0]?.slice(0, 200)}`),
      );
  expect(wrong).toEqual([]);
});

test('docs/reliability.md has the number of page states', () => {
  const doc = readFileSync('docs/reliability.md', 'utf8');
  expect(doc).toContain(`${paths.length} fields, ${cells.length} drifts`);
});
