import { MINUTE } from '../../time.ts';
import {
  applicantMessaging,
  declineAllowed,
  hasNews,
  isGone,
  ownNegotiations,
  ownResumes,
  stateWord,
} from '../../world/applicant.ts';
import type { Applicant, Negotiation, Vacancy } from '../../world/model.ts';
import type { Session, Spoil } from '../../world/tokens.ts';
import type { World } from '../../world/world.ts';

const PER_PAGE = 20;

/** The tabs, by hh's own keys; a state without a tab of its own appears in `all` only. */
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

/** The value of `state=` in the link of a tab. */
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

/** What an address of the list asks for. An unknown `filter`, such as `discard`, is ignored, as at hh. */
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

/** `HH-Lux-InitialState` of `/applicant/negotiations`, without the keys of every page. */
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
      // This number is a string, unlike all others here.
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

/** The text of the list's template, spoiled as the session says; null leaves the template out. */
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
    case 'bad-topic':
      if (!isObject(negotiations) || !Array.isArray(negotiations.topicList)) return state;
      return {
        ...state,
        applicantNegotiations: {
          ...negotiations,
          topicList: negotiations.topicList.with(1, { id: null, vacancyId: 'x' }),
        },
      };
    default:
      return state;
  }
}

const isObject = (value: unknown): value is State =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Adds markup to every text except dates, which would no longer be dates. */
function withMarkup(value: unknown): unknown {
  if (typeof value === 'string') return /^[A-Z_]+$|^\d|^\.|^https:/.test(value) ? value : `${evil}${value}`;
  if (Array.isArray(value)) return value.map(withMarkup);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withMarkup(one)]));
}

/** An item of `vacanciesShort`: it has the names that topics lack. */
export function shortOf(world: World, vacancy: Vacancy): Record<string, unknown> {
  const name = vacancy.type === 'anonymous' ? 'Анонимная вакансия' : employerName(world, vacancy);
  const salary = vacancy.salaryFrom;
  return {
    vacancyId: Number(vacancy.id),
    name: vacancy.name,
    '@responseLetterRequired': vacancy.letterRequired,
    '@workSchedule': 'remote',
    company: {
      id: Number(vacancy.employerId),
      name,
      visibleName: name,
      '@trusted': true,
      accreditedITEmployer: false,
    },
    compensation:
      salary === null
        ? { noCompensation: {} }
        : {
            from: salary,
            perModeFrom: salary,
            currencyCode: 'RUR',
            gross: true,
            mode: 'MONTH',
            frequency: 'TWICE_PER_MONTH',
          },
    area: { '@id': Number(vacancy.area.id), name: vacancy.area.name, path: `.113.${vacancy.area.id}.` },
    publicationTime: { '@timestamp': Math.floor(vacancy.createdAt / 1000), $: siteDate(vacancy.createdAt) },
    creationTime: siteDate(vacancy.createdAt),
    archived: vacancy.archivedAt !== null,
    chatWritePossibility: vacancy.allowMessages ? 'ENABLED_AFTER_INVITATION' : 'DISABLED',
    userTestPresent: vacancy.hasTest,
    links: { desktop: `https://hh.ru/vacancy/${vacancy.id}` },
    // Topics refer to recruiters by the first of these ids, their activity by the second.
    employerManager: {
      '@managerId': Number(vacancy.managerId),
      '@hhid': hhidOf(world, vacancy.managerId),
      '@userId': Number(world.manager(vacancy.managerId).userId),
      '@firstName': world.manager(vacancy.managerId).firstName,
      '@lastName': world.manager(vacancy.managerId).lastName,
    },
  };
}

/** An id of another kind than those of the API. */
const hhidOf = (world: World, managerId: string): number =>
  180_000_000 + Number(world.manager(managerId).userId);

const employerName = (world: World, { employerId }: Vacancy) => world.employers.get(employerId)?.name ?? '';

/** How the employers treat responses, and when their recruiters were last active. */
function employersOf(world: World, vacancies: Vacancy[]): Record<string, unknown> {
  const employerIds = new Set(vacancies.map(({ employerId }) => employerId));
  const managerIds = new Set(vacancies.map(({ managerId }) => managerId));
  const politeness = [...employerIds].flatMap((id) => {
    const known = world.employers.get(id)?.politeness;
    if (!known) return [];
    const { responses, readPercent, replyDays } = known;
    const index = {
      employerId: Number(id),
      allTopicCount: responses,
      readTopicPercent: readPercent,
      replyTotalWorkingTimeDays: replyDays,
    };
    return [[id, index] as const];
  });
  const activity = [...managerIds].map((id) => {
    const { inactiveMinutes } = world.manager(id);
    const days = Math.floor(inactiveMinutes / 1440);
    return {
      '@managerHhid': hhidOf(world, id),
      '@inactiveMinutes': inactiveMinutes,
      trl_code: days === 0 ? 'today' : days < 7 ? 'weekExact' : 'week',
      inactive_days: days,
    };
  });
  return {
    applicantEmployerPoliteness: { employerPolitenessIndexes: Object.fromEntries(politeness) },
    applicantEmployerManagersActivity: activity,
  };
}

/** Counters and notices of the account; nothing in the list needs them, apart from analytics. */
export function accountOf(
  world: World,
  applicant: Applicant,
  everything: Negotiation[],
): Record<string, unknown> {
  const resumes = ownResumes(world, applicant);
  const views = resumes.flatMap((resume) => resume.views);
  const newViews = views.filter(({ seen }) => !seen).length;
  const invitations = everything.filter(({ state }) => state === 'invitation');
  const at = world.now() - 90 * MINUTE;
  return {
    userStats: {
      'resumes-views': views.length,
      'new-resumes-views': newViews,
      'new-applicant-invitations': invitations.filter((one) => hasNews(world, one)).length,
      'applicant-invitations': invitations.length,
      'new-stats-total': newViews,
    },
    applicantInfo: {
      total: resumes.length,
      finished: resumes.length,
      visible: resumes.length,
      searchable: resumes.length,
    },
    userNotifications: [
      {
        id: 1000,
        userId: Number(applicant.userId),
        templateKey: 'applicant.job.search.status',
        notificationCode: 'APPLICANT_JOB_SEARCH_STATUS',
        objectId: '0',
        creationTime: at,
        creationTimeIso: siteDate(at),
        receivingTime: at,
        receivingTimeIso: siteDate(at),
        deleteTime: null,
        deleteTimeIso: null,
        priority: 'LOW',
        params: {},
        viewed: true,
        isPriority: false,
        isSupernova: true,
      },
    ],
  };
}

const MOSCOW = 3 * 3_600_000;

/** The site's format of a time: with milliseconds, and with a colon in the offset, unlike the API's. */
const siteDate = (at: number): string => `${new Date(at + MOSCOW).toISOString().slice(0, -1)}+03:00`;

/** The page's words for a refusal; the API has only one. */
const refusals = [
  'DISCARD',
  'DISCARD_BY_EMPLOYER',
  'DISCARD_NO_INTERACTION',
  'RESPONSE_REJECTED',
  'DISCARD_VACANCY_CLOSED',
  'DISCARD_AFTER_INTERVIEW',
  'DISCARD_TO_OTHER_VACANCY',
  'DECLINE',
];

function pageWord(one: Negotiation): string {
  const word = stateWord(one);
  return word === 'discard' ? (refusals[Number(one.id) % refusals.length] ?? 'DISCARD') : word.toUpperCase();
}

/** A time in one of the formats that the site uses: some topics have only the milliseconds. */
function timed({ session }: World, { id }: Negotiation, at: number): string | null {
  const way = session.recorded ? 2 : Number(id) % 3;
  return way === 0 ? null : way === 1 ? siteDate(at).slice(0, -'+03:00'.length) : siteDate(at);
}

/** Whether the last message is a question from the employer. */
function isAsked(world: World, one: Negotiation): boolean {
  const last = world.chatOf(one).messages.at(-1);
  return last?.from === 'employer' && last.text.endsWith('?') && one.state === 'response';
}

/** `inboxAvailabilityState` by the API's messaging status. */
const availability: Record<string, string> = {
  ok: 'AVAILABLE',
  no_invitation: 'WITHOUT_INVITATION',
  disabled_by_employer: 'DISABLED_BY_EMPLOYER',
};

/** An item of `topicList`: 52 keys, none of them a name. */
export function topicOf(world: World, applicant: Applicant, one: Negotiation): Record<string, unknown> {
  const vacancy = world.vacancy(one.vacancyId);
  const resume = world.resume(one.resumeHash);
  const chat = world.chatOf(one);
  const chatId = Number(chat.id);
  const word = pageWord(one);
  const byEmployer = one.startedBy === 'employer';
  const type = byEmployer ? 'INVITATION_BY_EMPLOYER' : 'RESPONSE_BY_APPLICANT';
  const groups = [byEmployer ? 'BY_EMPLOYER' : 'BY_APPLICANT', 'WITH_RESUME_AND_VACANCY'];
  const letter = chat.messages.some(
    (message) => message.from === 'applicant' && message.state === 'response',
  );
  const status = applicantMessaging(world, one);
  const decline = declineAllowed(world, one);
  const { hidden, declined } = one.applicant;
  return {
    id: Number(one.id),
    applicantUserId: Number(applicant.userId),
    employerId: Number(vacancy.employerId),
    employerManagerId: Number(vacancy.managerId),
    chatId,
    communicationContext: { chatData: { id: chatId, type: 'NEGOTIATION', subtype: null } },
    initialState: byEmployer ? 'INVITATION' : 'RESPONSE',
    initialEmployerState: null,
    lastState: word,
    lastEmployerState: null,
    lastEmployerStateExtName: null,
    lastFunnelStage: null,
    archived: isGone(vacancy),
    creationTime: timed(world, one, one.createdAt),
    platform: null,
    applicantQuestionState: isAsked(world, one),
    initialTopicType: type,
    currentTopicType: type,
    initialTopicTypeGroups: groups,
    currentTopicTypeGroups: groups,
    hasResponseLetter: letter,
    lastSubState: hidden ? 'HIDE' : 'SHOW',
    applicantSubState: hidden ? 'HIDE' : 'SHOW',
    employerSubState: one.state === 'response' ? 'NEW' : null,
    hasText: chat.messages.some(({ text }) => text !== ''),
    viewedByOpponent: one.viewed,
    hasNewMessages: hasNews(world, one),
    lastModified: timed(world, one, one.updatedAt),
    lastModifiedMillis: one.updatedAt,
    chatIsArchived: status === 'archived',
    creationTimeMillis: one.createdAt,
    employerCreationTime: null,
    employerLastChangeTime: null,
    lastChangeDateTimeExceptEmployerInbox: siteDate(one.updatedAt),
    conversationMessagesCount: chat.messages.length,
    conversationUnreadByEmployerCount: one.viewed
      ? Math.max(0, chat.messages.length - chat.readCount)
      : chat.messages.length,
    inboxAvailabilityState: availability[status] ?? status.toUpperCase(),
    responseReminderState: { allowed: one.state === 'response' && !one.viewed },
    topicSource: one.source,
    declineByApplicantAllowed: decline,
    declinedByApplicant: declined,
    employerViolatesRules: false,
    applicantStateInfo: { funnelStageKey: null },
    vacancyId: Number(vacancy.id),
    resumeId: resume.realId,
    resources: [
      ...(letter ? [{ id: 0, type: 'RESPONSE_LETTER' }] : []),
      { id: Number(vacancy.id), type: 'VACANCY' },
      { id: resume.realId, type: 'RESUME' },
    ],
    availableTransitions: [],
    availableStages: [],
    videoInterviewState: null,
    actions: [
      ...(decline ? [action('decline', 'POST')] : []),
      { name: 'delete', method: 'POST', href: '/applicant/negotiations/trash', substate: 'HIDE' },
      ...(one.viewed ? [action('feedback', 'GET')] : []),
    ],
    applicantVacancySummaryEnabled: true,
    hasPendingAutoActionSurvey: false,
  };
}

const action = (name: string, method: string) => ({
  name,
  method,
  href: `/applicant/negotiations/${name}`,
  substate: '',
});
