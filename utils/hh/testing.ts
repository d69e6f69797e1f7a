/* A handmade state like the one that hh embeds in the applicant's list: three topics with all kinds of keys. */

const topic = (number: number, more: object = {}) => ({
  id: 5_000_000_000 + number,
  applicantUserId: 90_000_001,
  employerId: 3_000_000 + number,
  employerManagerId: 4_000_000 + number,
  chatId: 5_100_000_000 + number,
  vacancyId: 100_000_000 + number,
  resumeId: 200_000_001,
  initialState: 'RESPONSE',
  lastState: 'RESPONSE',
  lastSubState: 'SHOW',
  applicantSubState: 'SHOW',
  employerSubState: 'NEW',
  viewedByOpponent: true,
  hasNewMessages: false,
  conversationMessagesCount: 1,
  hasResponseLetter: true,
  creationTime: '2026-11-01T10:00:00.000+03:00',
  lastModified: '2026-11-02T12:30:00.500+03:00',
  archived: false,
  declineByApplicantAllowed: true,
  declinedByApplicant: false,
  applicantQuestionState: false,
  hasPendingAutoActionSurvey: false,
  inboxAvailabilityState: 'AVAILABLE',
  actions: [{ name: 'decline', method: 'POST', href: '/applicant/negotiations/decline', substate: 'HIDE' }],
  ...more,
});

const vacancy = (number: number, name: string, more: object = {}) => ({
  vacancyId: 100_000_000 + number,
  name,
  company: { id: 3_000_000 + number, name: `ООО «Завод ${number}»`, visibleName: `Завод ${number}` },
  area: { '@id': 1, name: 'Москва', path: '.113.232.1.' },
  archived: false,
  links: { desktop: `https://hh.ru/vacancy/${100_000_000 + number}` },
  employerManager: {
    '@hhid': 189_000_000 + number,
    '@managerId': 4_000_000 + number,
    '@userId': 166_000_000 + number,
    '@firstName': 'Анна',
    '@lastName': 'Примерова',
  },
  contactInfo: {
    fio: 'Рекрутёр Тайный',
    email: 'recruiter@example.test',
    phones: { phones: ['79990000000'] },
  },
  ...more,
});

/** A new object for each call, so that a test may modify it. */
export const pageState = () => ({
  userType: 'applicant',
  hhid: '170000000',
  xsrfToken: 'secret-of-the-session',
  account: { firstName: 'Иван', lastName: 'Тестов', email: 'ivan@example.test', phone: '79000000000' },
  userNotifications: [{ id: 1000, params: { vacancyName: 'Тайна' } }],
  request: { host: 'hh.ru', url: '/applicant/negotiations?page=1', luxPageName: 'ApplicantNegotiations' },
  router: { location: { pathname: '/applicant/negotiations', search: '?page=1&filter=all', query: {} } },
  applicantNegotiations: {
    topicList: [
      topic(1),
      topic(2, {
        lastState: 'DISCARD',
        hasNewMessages: true,
        conversationMessagesCount: 2,
        inboxAvailabilityState: 'WITHOUT_INVITATION',
        declineByApplicantAllowed: false,
      }),
      topic(3, { lastState: 'SOMETHING_NEW', applicantSubState: 'HIDE', viewedByOpponent: false }),
    ],
    total: 23,
    pageCount: '2',
    filterInUse: 'active',
    paging: { previous: { page: 0, disabled: false }, next: { page: 2, disabled: true } },
  },
  applicantNegotiationsCounters: {
    new: { all: 1, awaiting: 0, discard: 1 },
    total: { all: 23, awaiting: 20, discard: 3 },
    activeFilterTab: 'all',
  },
  vacanciesShort: {
    vacanciesList: [vacancy(2, 'Наладчик'), vacancy(1, 'Токарь <b>5 & 6</b> "разряда"', { archived: true })],
    total: 2,
  },
  applicantEmployerPoliteness: {
    employerPolitenessIndexes: {
      '3000001': {
        employerId: 3_000_001,
        allTopicCount: 1563,
        readTopicPercent: 83,
        replyTotalWorkingTimeDays: 1,
      },
    },
  },
  applicantEmployerManagersActivity: [
    { '@managerHhid': 189_000_001, '@inactiveMinutes': 473, trl_code: 'today', inactive_days: 0 },
    { '@managerHhid': 800_000_001, '@inactiveMinutes': 34, trl_code: 'today', inactive_days: 0 },
  ],
});

/**
 * How hh escapes markup characters: before mid-2026 with unescaped quotes, since then in one of the other
 * forms.
 */
export type Escapes = 'bare' | 'decimal' | 'hex' | 'named';
const decimal = (sign: string) => `&#${sign.codePointAt(0)};`;
const escapesOf: Record<Escapes, (sign: string) => string> = {
  bare: (sign) => (/["']/.test(sign) ? sign : decimal(sign)),
  decimal,
  hex: (sign) => `&#x${sign.codePointAt(0)?.toString(16).toUpperCase()};`,
  named: (sign) =>
    ({
      '&': '&amp;',
      '<': '&lt;',
      '>': '&gt;',
      '"': '&quot;',
      "'": '&apos;',
      '«': '&laquo;',
      '»': '&raquo;',
    })[sign] ?? '&nbsp;',
};

/** The state in the HTML of one of hh's pages: in a tag whose id is not the first attribute. */
export const pageWith = (state: unknown, escapes: Escapes = 'decimal'): string =>
  `<!doctype html><html lang="ru"><body><div id="HH-React-Root"></div><noindex><template style="display:none" id="HH-Lux-InitialState" data-state-length="77">${JSON.stringify(
    state,
  ).replaceAll(/[&<>"'«»\u00a0]/g, escapesOf[escapes])}</template></noindex></body></html>`;
