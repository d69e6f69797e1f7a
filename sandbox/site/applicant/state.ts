import { hasNews, isGone, ownNegotiations, stateWord } from '../../world/applicant.ts';
import type { Applicant, Negotiation } from '../../world/model.ts';
import type { Session, Spoil } from '../../world/session.ts';
import type { World } from '../../world/world.ts';
import { accountOf, employersOf, shortOf } from './state-parts.ts';
import { topicOf } from './topic.ts';

const PER_PAGE = 20;

/** The tabs, in hh's own keys; a state that belongs to none is under `all` alone. */
export const tabs = [
  'all',
  'awaiting',
  'invitation',
  'interview',
  'hired',
  'discard',
  'archived',
  'deleted',
] as const;
export type Tab = (typeof tabs)[number];

const tabOfWord: Record<string, Tab> = {
  response: 'awaiting',
  invitation: 'invitation',
  phone_interview: 'invitation',
  assessment: 'invitation',
  offer: 'invitation',
  interview: 'interview',
  hired: 'hired',
  discard: 'discard',
};

/** The word of `state=` that a tab's link has. */
export const stateOfTab: Partial<Record<Tab, string>> = {
  awaiting: 'RESPONSE',
  invitation: 'INVITATION',
  interview: 'INTERVIEW',
  hired: 'HIRED',
  discard: 'DISCARD',
};

function isIn(world: World, tab: Tab, one: Negotiation): boolean {
  const old = isGone(world.vacancy(one.vacancyId));
  if (tab === 'deleted') return one.applicant.hidden;
  if (one.applicant.hidden) return false;
  if (tab === 'archived') return old;
  return !old && (tab === 'all' || tabOfWord[stateWord(one)] === tab);
}

/** What an address of the list asks for. An unknown `filter`, as `discard`, is passed over, as at hh. */
export function asked(world: World, applicant: Applicant, url: URL) {
  const filter = url.searchParams.get('filter') ?? 'active';
  const state = url.searchParams.get('state');
  const tab =
    tabs.find((known) => known === filter && (known === 'archived' || known === 'deleted')) ??
    tabs.find((known) => state !== null && stateOfTab[known] === state) ??
    'all';
  const everything = ownNegotiations(world, applicant).sort((one, other) => other.updatedAt - one.updatedAt);
  const found = everything.filter(
    (one) => isIn(world, tab, one) || (filter === 'all' && tab === 'all' && !one.applicant.hidden),
  );
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const page = Math.max(0, Math.floor(Number(url.searchParams.get('page') ?? 0)) || 0);
  const shown = found.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
  return { filter, tab, everything, found, page, pages, shown };
}
export type Asked = ReturnType<typeof asked>;

/** `HH-Lux-InitialState` of `/applicant/negotiations`, beyond what every page has. */
export function listState(world: World, applicant: Applicant, view: Asked): Record<string, unknown> {
  const { everything, found, page, pages, shown } = view;
  const vacancies = [...new Set(shown.map(({ vacancyId }) => world.vacancy(vacancyId)))].filter(
    (vacancy) => !vacancy.deleted,
  );
  return {
    locale: {
      areaId: '113',
      domainAreaId: '1',
      host: 'hh.ru',
      protocolHost: 'https://hh.ru',
      isSeoDomain: false,
      platform: 'HEADHUNTER',
      availableLanguages: ['EN', 'RU'],
      siteLanguage: 'RU',
    },
    analyticsParams: {
      hhtmSource: 'negotiation_list',
      hhtmFrom: '',
      hhtmSourceLabel: '',
      hhtmFromLabel: '',
      screenType: 'ALL',
    },
    platformInfo: {
      appDomain: null,
      appType: null,
      appVersion: null,
      platform: 'XHH',
      userPlatform: 'DESKTOP_WEB',
    },
    session: {
      isFallback: false,
      securityCheckFailed: false,
      hasExtraAccounts: false,
      isMultiAccount: false,
    },
    applicantNegotiations: {
      topicList: shown.map((one) => topicOf(world, applicant, one)),
      total: found.length,
      readOnlyInterval: 180,
      untrustedEmployerRestrictionsApplied: null,
      filterInUse: view.filter === 'all' ? 'all' : 'active',
      // The number is a string, unlike every other here.
      ...(world.session.recorded && { pageCount: String(pages), paging: paging(page, pages) }),
    },
    applicantNegotiationsCounters: {
      new: counters((tab) => everything.filter((one) => isIn(world, tab, one) && hasNews(world, one))),
      total: counters((tab) => everything.filter((one) => isIn(world, tab, one))),
      activeFilterTab: view.tab,
    },
    applicantNegotiationsActionsData: {
      deleteAction: {
        name: 'delete',
        method: 'POST',
        href: '/applicant/negotiations/trash',
        substate: 'HIDE',
      },
    },
    vacanciesShort: {
      vacanciesList: vacancies.map((vacancy) => shortOf(world, vacancy)),
      total: vacancies.length,
    },
    ...employersOf(world, vacancies),
    topicsCallHistory: Object.fromEntries(
      shown
        .filter((one) => one.applicant.calls.length > 0)
        .map((one) => [one.id, one.applicant.calls.map(({ id, status, at }) => ({ id, status, at }))]),
    ),
    ...accountOf(world, applicant, everything),
  };
}

function counters(of: (tab: Tab) => Negotiation[]): Record<string, number> {
  return Object.fromEntries(tabs.map((tab) => [tab, of(tab).length]));
}

function paging(page: number, pages: number): Record<string, unknown> {
  return {
    previous: { page: page - 1, disabled: page === 0 },
    pages: Array.from({ length: Math.min(pages, 10) }, (_, i) => ({
      text: String(i + 1),
      page: i,
      selected: i === page,
      inShortRange: Math.abs(i - page) < 3,
    })),
    firstPage: null,
    lastPage: null,
    next: { page: page + 1, disabled: page + 1 >= pages },
    os: 'Linux',
  };
}

type State = Record<string, unknown>;

const evil = '<img src=x onerror="alert(1)"><script>alert(2)</script>&amp;"\'</template>';

/** The text of the list's template as the session wants it spoiled; null leaves the template out. */
export function spoiled({ spoil, drift }: Session, state: State): string | null {
  const text = JSON.stringify(drift ? drift(changed(spoil, state)) : changed(spoil, state));
  if (spoil === 'missing') return null;
  return spoil === 'cut' ? text.slice(0, Math.floor(text.length / 2)) : text;
}

function changed(spoil: Spoil, state: State): State {
  const { applicantNegotiations: negotiations, vacanciesShort } = state;
  switch (spoil) {
    case 'shape':
      return { ...state, applicantNegotiations: { topics: {}, topicList: { 0: 'x' }, pageCount: null } };
    case 'huge':
      return { ...state, filler: 'ж'.repeat(5_000_000) };
    case 'markup':
      return {
        ...state,
        applicantNegotiations: withMarkup(negotiations),
        vacanciesShort: withMarkup(vacanciesShort),
      };
    case 'no-vacancies':
      return { ...state, vacanciesShort: { vacanciesList: [], total: 0 } };
    case 'unknown-states':
      return withTopics(state, (topic) => ({ ...topic, lastState: 'TELEPORTED', topicSource: 'DREAM' }));
    case 'bad-topic':
      return withTopics(state, (topic, i) => (i === 1 ? { id: null, vacancyId: 'x' } : topic));
    default:
      return state;
  }
}

const isObject = (value: unknown): value is State =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function withTopics(state: State, change: (topic: State, i: number) => State): State {
  const { applicantNegotiations: list } = state;
  if (!isObject(list) || !Array.isArray(list.topicList)) return state;
  const topicList = list.topicList.map((topic: unknown, i) => (isObject(topic) ? change(topic, i) : topic));
  return { ...state, applicantNegotiations: { ...list, topicList } };
}

/** Every text but dates, which would not be dates any more. */
function withMarkup(value: unknown): unknown {
  if (typeof value === 'string') return /^[A-Z_]+$|^\d|^\.|^https:/.test(value) ? value : `${evil}${value}`;
  if (Array.isArray(value)) return value.map(withMarkup);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withMarkup(one)]));
}
