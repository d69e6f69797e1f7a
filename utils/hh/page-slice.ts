/** The id of the element that contains the state of one of hh's pages, whatever its tag and position. */
export const stateId = 'HH-Lux-InitialState';

/** The wrapper by which older pages keep the data from being parsed as markup. */
const wrapped = /^\s*(?:\/\/)?\s*(?:<!--|<?!?\[CDATA\[)([\s\S]*?)(?:\/\/)?\s*(?:-->|\]\](?:>|$))?\s*$/;

/**
 * The first of these texts that is a JSON object, with or without a comment or CDATA around it; null if none
 * is. Runs both in the page and in the worker. Never throws.
 */
export function firstState(texts: Iterable<string>): object | null {
  for (const text of texts) {
    const json = (wrapped.exec(text)?.[1] ?? text).trim();
    if (!json.startsWith('{')) continue;
    try {
      return JSON.parse(json);
    } catch {
      // Try the next one.
    }
  }
  return null;
}

/** The state in the current page; null if it has none. */
export const stateOf = (page: Document): object | null =>
  firstState(
    [...page.querySelectorAll(`[id="${stateId}"]`)].flatMap((element) => {
      const held = element instanceof HTMLTemplateElement ? element.content : element;
      const comments = [...held.childNodes].filter((node) => node.nodeType === Node.COMMENT_NODE);
      return [held.textContent ?? '', ...comments.map((node) => node.nodeValue ?? '')];
    }),
  );

/** A plain value, a list of which each item has the shape, or an object; there `*` stands for any key. */
type Shape = true | [Shape] | { [key: string]: Shape };

/** @param names the keys of plain values */
/* @__NO_SIDE_EFFECTS__ */
const object = (names: readonly string[], parts: Record<string, Shape> = {}): Shape => ({
  ...Object.fromEntries(names.map((name) => [name, true] as const)),
  ...parts,
});

/**
 * Everything that `readState` reads, and nothing else: no person's name, contact or token can pass, at any
 * depth.
 */
const kept = object(['hhid', 'userType'], {
  hhcaptcha: object(['isBot']),
  request: object(['luxPageName']),
  router: { location: object(['pathname', 'search']) },
  applicantNegotiations: object(['total', 'pageCount'], {
    topicList: [
      object([
        'id',
        'chatId',
        'vacancyId',
        'employerId',
        'employerManagerId',
        'applicantUserId',
        'initialState',
        'lastState',
        'lastEmployerStateExtName',
        'applicantSubState',
        'viewedByOpponent',
        'hasNewMessages',
        'conversationMessagesCount',
        'hasResponseLetter',
        'archived',
        'creationTime',
        'creationTimeMillis',
        'lastModified',
        'lastModifiedMillis',
        'declineByApplicantAllowed',
        'declinedByApplicant',
        'inboxAvailabilityState',
        'applicantQuestionState',
        'hasPendingAutoActionSurvey',
      ]),
    ],
  }),
  applicantNegotiationsCounters: { total: object(['all']) },
  vacanciesShort: {
    vacanciesList: [
      object(['vacancyId', 'name', 'archived'], {
        company: object(['id', 'name', 'visibleName']),
        area: object(['name']),
        links: object(['desktop']),
        employerManager: object(['@managerId', '@hhid']),
      }),
    ],
  },
  applicantEmployerPoliteness: {
    employerPolitenessIndexes: {
      '*': object(['employerId', 'readTopicPercent', 'replyTotalWorkingTimeDays']),
    },
  },
  applicantEmployerManagersActivity: [object(['@managerHhid', '@inactiveMinutes'])],
});

/** hh's ids, times and names are shorter. */
const longest = 2_000;

/** The part of the value that matches the shape; a mismatch becomes null, so that it can still be detected. */
function part(value: unknown, shape: Shape): unknown {
  if (shape === true) {
    if (typeof value === 'string') return value.slice(0, longest);
    return typeof value === 'number' || typeof value === 'boolean' ? value : null;
  }
  if (Array.isArray(shape)) return Array.isArray(value) ? value.map((one) => part(one, shape[0])) : null;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const entries = Object.entries(value).flatMap(([key, one]) => {
    const under = Object.hasOwn(shape, key) ? shape[key] : shape['*'];
    return under ? [[key, part(one, under)] as const] : [];
  });
  return Object.fromEntries(entries);
}

/**
 * The part of a page's embedded state that may leave the page, as plain data for a message; null if it is not a
 * state. Runs in the page, so it is kept minimal. Never throws.
 */
export const sliceOf = (state: unknown): unknown => part(state, kept);
