import type { Applicant, Counts as ApplicantCounts, OwnNote, Way } from '../domain/applicant/applicant.ts';
import { emptyApplicant } from '../domain/applicant/applicant.ts';
import { type Event, plainEvents } from '../domain/applicant/events.ts';
import type { ApplicantNegotiation, Politeness } from '../domain/applicant/negotiation.ts';
import type { AllAvoided, Avoided } from '../domain/avoided.ts';
import { isDay, isDue } from '../domain/due.ts';
import {
  type Account,
  allFollowUps,
  allNoticeKinds,
  type Counts,
  defaultSettings,
  type Erasing,
  emptyCounts,
  type FollowUp,
  type Listed,
  type NoticeKind,
  type NumberSetting,
  numberBounds,
  type RowsRead,
  type Settings,
  type SignedIn,
} from '../domain/inbox.ts';
import type {
  Action,
  Argument,
  Candidate,
  ChatRow,
  Invitation,
  LastMessage,
  Negotiation,
  Note,
  PastChange,
  Row,
  VacancyCount,
  VacancyHistory,
  VacancyShort,
} from '../domain/negotiation.ts';
import { nothingTold, type Shown, type Told } from '../domain/notifications.ts';
import { isHour } from '../domain/quiet.ts';
import type { Interview, Reminder, Silence, Subject, Why } from '../domain/reminders.ts';
import type {
  Certificate,
  Contact,
  ContactStatus,
  Credential,
  Job,
  Match,
  Picture,
  Recommendation,
  Resume,
  ResumeMore,
  School,
} from '../domain/resume.ts';
import type { Seen } from '../domain/seen.ts';
import type { Snippet } from '../domain/snippets.ts';
import type { Stage } from '../domain/stage.ts';
import type {
  AllDrafts,
  Draft,
  OutboxEntry,
  PreparedWrite,
  Progress,
  WriteRequest,
} from '../domain/write-request.ts';
import { sites } from '../hh/pages.ts';
import { wordOf } from '../i18n.ts';
import type {
  AccountId,
  ApplicantId,
  ChatId,
  EmployerId,
  ManagerId,
  MessageId,
  NegotiationId,
  ResumeId,
  VacancyId,
} from '../ids.ts';
import type { Known, List, Unknown } from '../known.ts';
import type { Problem, ProblemName } from '../problem.ts';
import {
  fieldsOf,
  type Guard,
  isEither,
  isFlag,
  isId,
  isListOf,
  isNumber,
  isOneOf,
  isRecord,
  isRecordOf,
  isShape,
  isText,
  isWhole,
  listOf,
  optional,
  orNull,
  type Reader,
  recordOf,
  recordsOf,
  whole,
} from './guards.ts';

/* How each stored item is read back: what is broken falls back alone. */

/** A problem that there are words for: that each name has some is tested, and the worker need not carry the names. */
const isProblemName = (value: unknown): value is ProblemName =>
  isText(value) && /^[a-z-]+$/.test(value) && wordOf(`problem_${value.replaceAll('-', '_')}`) !== '';
const isProblem = isShape<Problem>({
  name: isProblemName,
  retryAt: optional(isNumber),
  url: optional(isText),
  accounts: optional(isListOf(isShape<{ id: string; employer: string }>({ id: isText, employer: isText }))),
  requestId: optional(isText),
  status: optional(isNumber),
  detail: optional(isText),
  words: optional(isText),
});
const isUnknown = isShape<Unknown>({ known: isOneOf<false>(false), why: isProblem });
const isKnown = <T>(is: Guard<T>): Guard<Known<T>> =>
  isEither(isShape<{ known: true; value: T }>({ known: isOneOf<true>(true), value: is }), isUnknown);

const text = orNull(isText);
const number = orNull(isNumber);

const isNamed = isShape<Stage>({ id: isText, name: isText });

const isSignedIn = isShape<SignedIn>({
  state: isOneOf<'signed-in'>('signed-in'),
  kind: isOneOf<'manager' | 'applicant' | 'other'>('manager', 'applicant', 'other'),
  name: isText,
  employer: orNull(isShape<{ id: EmployerId; name: string }>({ id: isId<EmployerId>, name: isText })),
  managerId: orNull(isId<ManagerId>),
  applicantId: optional(orNull(isId<ApplicantId>)),
  accountId: orNull(isId<AccountId>),
  accounts: isListOf(isShape<{ id: AccountId; employer: string }>({ id: isId<AccountId>, employer: isText })),
  accountsSkipped: optional(isNumber),
});

export const readAccount: Reader<Account> = whole(
  isEither(
    isShape<Extract<Account, { state: 'signed-out' }>>({
      state: isOneOf<'signed-out'>('signed-out'),
      problem: orNull(isProblem),
      erasing: optional(
        isShape<Erasing>({ applicantId: orNull(isId<ApplicantId>), everything: optional(isFlag) }),
      ),
      was: optional(isSignedIn),
    }),
    isSignedIn,
  ),
  { state: 'signed-out', problem: null },
);

const setting = <K extends keyof Settings>(name: K, is: Guard<Settings[K]>): Reader<Settings[K]> =>
  whole(is, defaultSettings[name]);
const numberSetting = (name: NumberSetting): Reader<number> => {
  const { min, max } = numberBounds[name];
  return setting(name, isWhole(min, max));
};
export const readSettings: Reader<Settings> = fieldsOf<Settings>({
  count: setting('count', isOneOf<'own' | 'all'>('own', 'all')),
  muted: listOf(isId<VacancyId>),
  intervalMinutes: numberSetting('intervalMinutes'),
  undoSeconds: numberSetting('undoSeconds'),
  waitHours: numberSetting('waitHours'),
  placement: setting('placement', isOneOf<'docked' | 'inline'>('docked', 'inline')),
  theme: setting('theme', isOneOf<'auto' | 'day' | 'night'>('auto', 'day', 'night')),
  panelOpen: setting('panelOpen', orNull(isFlag)),
  site: setting('site', isOneOf(...sites)),
  readPages: setting('readPages', isFlag),
  fetchPages: setting('fetchPages', isFlag),
  silentDays: numberSetting('silentDays'),
  marks: setting('marks', isFlag),
  cards: setting('cards', isFlag),
  openResumes: setting('openResumes', isFlag),
  keepDays: numberSetting('keepDays'),
  notify: setting('notify', isFlag),
  unnotified: listOf(isOneOf<NoticeKind>(...allNoticeKinds)),
  namesHidden: setting('namesHidden', isFlag),
  unfollowed: listOf(isOneOf<FollowUp>(...allFollowUps)),
  quietFrom: setting('quietFrom', isHour),
  quietUntil: setting('quietUntil', isHour),
  workDays: setting(
    'workDays',
    (value): value is number[] => isListOf(isWhole(0, 6))(value) && value.length > 0,
  ),
  pausedUntil: setting('pausedUntil', orNull(isDue)),
  quietBadge: setting('quietBadge', isFlag),
});

export const isVacancyCount = isShape<VacancyCount>({
  id: isId,
  name: isKnown(isText),
  area: isKnown(text),
  manager: isKnown(text),
  unread: isKnown(isNumber),
  url: text,
});
const count = <K extends keyof Counts>(name: K, is: Guard<Counts[K]>): Reader<Counts[K]> =>
  whole(is, emptyCounts[name]);
export const readCounts: Reader<Counts> = (value) => {
  const salvaged = fieldsOf<Counts>({
    vacancies: listOf(isVacancyCount),
    allVacancies: count('allVacancies', isFlag),
    skipped: count('skipped', isNumber),
    unreadChats: count('unreadChats', isKnown(isNumber)),
    chatsProblem: count('chatsProblem', orNull(isProblem)),
    freshAt: count('freshAt', number),
    problem: count('problem', orNull(isProblem)),
    problemSince: count('problemSince', number),
  })(value);
  // A vacancy that is gone from the list is one that may have something unread.
  return salvaged.lost > 0 ? { ...salvaged, value: { ...salvaged.value, allVacancies: false } } : salvaged;
};

const isCandidate = isShape<Candidate>({
  resumeId: orNull(isId<ResumeId>),
  applicantId: orNull(isId<ApplicantId>),
  name: isKnown(text),
  title: isKnown(text),
  age: isKnown(number),
  experienceMonths: isKnown(number),
  salary: isKnown(
    orNull(isShape<{ amount: number; currency: string }>({ amount: isNumber, currency: isText })),
  ),
  area: isKnown(text),
  url: text,
});
const isRow = isShape<Row>({
  id: isId,
  vacancyId: isId,
  candidate: isCandidate,
  stage: isKnown(isNamed),
  createdAt: isKnown(isNumber),
  updatedAt: isKnown(isNumber),
  unreadMessages: isKnown(isNumber),
  chatId: orNull(isId<ChatId>),
  testScore: isKnown(number),
});
const isChatRow = isShape<ChatRow>({
  id: isId,
  title: isKnown(isText),
  vacancyId: isKnown(orNull(isId<VacancyId>)),
  unread: isKnown(isNumber),
  blockReason: isKnown(text),
  last: isKnown(
    orNull(
      isShape<LastMessage>({ id: isId, text: isKnown(text), mine: isKnown(isFlag), at: isKnown(isNumber) }),
    ),
  ),
});
const isRowsRead = isShape<RowsRead>({
  unread: isKnown(isNumber),
  at: isNumber,
  more: isFlag,
  nextPage: isNumber,
  skipped: isNumber,
});
const readListedFields = fieldsOf<Listed>({
  rows: listOf(isRow),
  readAt: recordOf(isRowsRead),
  chats: listOf(isChatRow),
  chatsSkipped: whole(isNumber, 0),
});
export const readListed: Reader<Listed> = (value) => {
  const salvaged = readListedFields(value);
  // Which vacancy a lost row was of is not known, nor whether a chat was lost: the next poll reads all of them again.
  return salvaged.lost > 0 ? { ...salvaged, value: { ...salvaged.value, readAt: {}, chats: [] } } : salvaged;
};

const isWay = (value: unknown): value is Way => {
  if (!isRecord(value)) return false;
  switch (value.state) {
    case 'off':
      return true;
    case 'on':
      return number(value.at);
    case 'closed':
      return isNumber(value.until) && optional(isNumber)(value.wait);
    case 'stopped':
      return isProblem(value.problem) && isNumber(value.at);
    default:
      return false;
  }
};
const flag = orNull(isFlag);
const isApplicantNegotiation = isShape<ApplicantNegotiation>({
  id: isId,
  vacancy: orNull(
    isShape<NonNullable<ApplicantNegotiation['vacancy']>>({
      id: isId,
      name: isText,
      area: text,
      url: text,
      archived: flag,
    }),
  ),
  employer: orNull(
    isShape<NonNullable<ApplicantNegotiation['employer']>>({ id: orNull(isId<EmployerId>), name: isText }),
  ),
  resume: text,
  stage: isNamed,
  invited: flag,
  viewed: flag,
  viewedAt: number,
  answeredAt: number,
  fresh: flag,
  awaits: flag,
  createdAt: number,
  updatedAt: number,
  messages: number,
  chatId: orNull(isId<ChatId>),
  hasLetter: flag,
  hidden: flag,
  declineAllowed: isFlag,
  messaging: text,
  calls: isNumber,
  politeness: orNull(isShape<Politeness>({ readPercent: number, replyDays: number })),
  recruiterAt: number,
});
const head = <K extends keyof Applicant>(name: K, is: Guard<Applicant[K]>): Reader<Applicant[K]> =>
  whole(is, emptyApplicant[name]);
export const readApplicant: Reader<Applicant> = fieldsOf<Applicant>({
  owner: head('owner', text),
  counts: head(
    'counts',
    isShape<ApplicantCounts>({
      new: isNumber,
      waiting: isNumber,
      silent: isNumber,
      all: isNumber,
      unsure: isNumber,
      unclear: isNumber,
    }),
  ),
  front: listOf(isApplicantNegotiation),
  api: head('api', isWay),
  pages: head('pages', isWay),
  freshAt: head('freshAt', number),
  problem: head('problem', orNull(isProblem)),
  problemSince: head('problemSince', number),
  skipped: head('skipped', isNumber),
  total: head('total', number),
  whole: head('whole', isFlag),
  readingAll: head('readingAll', isFlag),
  revision: head('revision', isNumber),
});

/** One thing that happened to an application. */
export const isEvent = (value: unknown): value is Event =>
  isRecord(value) &&
  isNumber(value.at) &&
  (value.before === undefined || value.before === true) &&
  (value.what === 'stage' ? isText(value.stage) : isOneOf<string>(...plainEvents)(value.what));
/** Logs of applications, by owner and application, as a file holds them. */
export const readLogs: Reader<Record<string, Record<string, Event[]>>> = recordsOf(
  recordsOf(listOf(isEvent)),
);

const isDraft = isShape<Draft>({ text: isText, at: isNumber });
export const readDraftsItem: Reader<AllDrafts> = recordsOf(recordOf(isDraft));

/** The kind is enough: what a write is to do was checked as it came in. */
const isKind = <T extends { kind: string }>(value: unknown): value is T =>
  isRecord(value) && isText(value.kind);
const isProgress = (value: unknown): value is Progress => {
  if (!isRecord(value)) return false;
  switch (value.at) {
    case 'waiting':
      return isNumber(value.until) && optional(isNumber)(value.wait);
    case 'sending':
      return isNumber(value.since);
    case 'sent':
      return isNumber(value.when);
    case 'failed':
      return isProblem(value.problem) && isNumber(value.when);
    case 'uncertain':
      return isNumber(value.since) && isNumber(value.nextCheck) && optional(isNumber)(value.wait);
    default:
      return false;
  }
};
export const isEntry = isShape<OutboxEntry>({
  id: isId,
  request: isKind<WriteRequest>,
  label: isShape<OutboxEntry['label']>({ action: text, candidate: text, vacancy: text }),
  resulting: orNull(isNamed),
  createdAt: isNumber,
  progress: isProgress,
  group: optional(isText),
  account: isText,
  prepared: isKind<PreparedWrite>,
  accountName: optional(isText),
  wantedAt: isNumber,
  stampedAt: isNumber,
  accepted: optional(isFlag),
  twin: optional(isFlag),
  attempts: isNumber,
  checks: isNumber,
  refused: optional(isFlag),
});

export const readSnippets: Reader<Snippet[]> = listOf(
  isShape<Snippet>({ id: isText, name: isText, text: isText }),
);
export const readSeen: Reader<Record<string, Seen>> = recordOf(
  isShape<Seen>({ at: isNumber, stage: isNamed, messages: isNumber }),
);
const isOwnNote = isShape<OwnNote>({
  text: isText,
  next: orNull(isShape<NonNullable<OwnNote['next']>>({ text: isText, on: orNull(isDay) })),
});
export const readOwnNotes: Reader<Record<string, Record<string, OwnNote>>> = recordsOf(recordOf(isOwnNote));

const isSubject: Guard<Subject> = isEither(
  isShape<Extract<Subject, { kind: 'response' }>>({
    kind: isOneOf<'response'>('response'),
    row: isRow,
    vacancy: text,
    unviewed: isFlag,
  }),
  isShape<Extract<Subject, { kind: 'application' }>>({
    kind: isOneOf<'application'>('application'),
    negotiation: isApplicantNegotiation,
  }),
);
const isBack = orNull(isOneOf<'message' | 'stage'>('message', 'stage'));
const silence = { kind: isOneOf<'silence'>('silence'), since: isNumber };
const isSilence: Guard<Silence> = isEither(
  isShape<Exclude<Silence, { rule: 'promised' | 'overlong' }>>({
    ...silence,
    rule: isOneOf<'read-silent' | 'unanswered' | 'invited-silent'>(
      'read-silent',
      'unanswered',
      'invited-silent',
    ),
  }),
  isEither(
    isShape<Extract<Silence, { rule: 'promised' }>>({
      ...silence,
      rule: isOneOf<'promised'>('promised'),
      text: isText,
    }),
    isShape<Extract<Silence, { rule: 'overlong' }>>({
      ...silence,
      rule: isOneOf<'overlong'>('overlong'),
      stage: isNamed,
      days: isNumber,
      usual: isNumber,
    }),
  ),
);
const isWhy: Guard<Why> = isEither(
  isShape<Extract<Why, { kind: 'note' }>>({ kind: isOneOf<'note'>('note'), text: isText, on: isDue }),
  isEither(
    isShape<Interview>({
      kind: isOneOf<'interview'>('interview'),
      message: isId<MessageId>,
      on: isDue,
      text: isText,
    }),
    isSilence,
  ),
);
const isReminder = isShape<Reminder>({
  of: isSubject,
  until: isDue,
  why: orNull(isWhy),
  away: isFlag,
  back: isBack,
  at: isNumber,
  done: isFlag,
  was: orNull(
    isShape<NonNullable<Reminder['was']>>({
      until: isDue,
      why: orNull(isWhy),
      away: isFlag,
      back: isBack,
      done: isFlag,
    }),
  ),
});
export const readReminders: Reader<Record<string, Reminder[]>> = recordsOf(listOf(isReminder));

export const readAvoided: Reader<AllAvoided> = recordsOf(
  listOf(
    isShape<Avoided>({
      kind: isOneOf<Avoided['kind']>('person', 'employer'),
      ids: isListOf(isText),
      name: isText,
      reason: isText,
      at: isNumber,
    }),
  ),
);

const readShown: Reader<Told['shown']> = recordOf(isShape<Shown>({ keys: isListOf(isText), place: isText }));
const readToldFields: Reader<Told> = fieldsOf<Told>({
  account: whole(text, nothingTold.account),
  since: whole(isNumber, nothingTold.since),
  owner: whole(text, nothingTold.owner),
  revision: whole(isNumber, nothingTold.revision),
  keys: listOf(isText),
  shown: readShown,
  behindSince: whole(number, nothingTold.behindSince),
});
/** Broken anywhere it is begun anew: one is told of nothing rather than twice. */
export const readTold: Reader<Told> = (value) => {
  const salvaged = readToldFields(value);
  return salvaged.lost > 0 ? { value: nothingTold, lost: salvaged.lost } : salvaged;
};

const isKnownList = <T>(is: Guard<T>): Guard<Known<List<T>>> =>
  isKnown(isShape<List<T>>({ items: isListOf(is), skipped: isNumber }));
const isAction = isShape<Action>({
  id: isText,
  name: isText,
  arguments: isListOf(isShape<Argument>({ id: isText, required: isFlag, requires: isListOf(isText) })),
  resulting: orNull(isNamed),
  templates: isListOf(isNamed),
  sub: isListOf(isNamed),
});
const isName = isKnown(text);
const isNames = isKnownList(isText);
const isSchool = isShape<School>({
  name: isKnown(isText),
  subject: isName,
  result: isName,
  year: isKnown(number),
});
const isJob = isShape<Job>({
  position: isName,
  company: isName,
  start: isKnown(isNumber),
  end: isKnown(number),
  area: text,
  industries: isListOf(isText),
  description: isName,
});
const isMore = isShape<ResumeMore>({
  readAt: isNumber,
  about: isName,
  languages: isKnownList(
    isShape<{ name: string; level: Known<string | null> }>({ name: isText, level: isName }),
  ),
  credentials: isKnownList(isShape<Credential>({ question: text, answers: isListOf(isText) })),
  courses: isKnownList(isSchool),
  exams: isKnownList(isSchool),
  roles: isNames,
  citizenship: isNames,
  workTicket: isNames,
  relocation: isName,
  relocationTo: isShape<List<string>>({ items: isListOf(isText), skipped: isNumber }),
  businessTrips: isName,
  travelTime: isName,
  metro: isName,
  employment: isNames,
  schedule: isNames,
  searchStatus: isName,
  licences: isNames,
  hasVehicle: isKnown(orNull(isFlag)),
  portfolio: isKnownList(isShape<Picture>({ url: isText, large: text, words: isName })),
  recommendations: isKnownList(
    isShape<Recommendation>({ name: isText, position: isName, organization: isName }),
  ),
  sites: isKnownList(isShape<{ name: Known<string | null>; url: string }>({ name: isName, url: isText })),
  contacts: isKnownList(isShape<Contact>({ kind: isName, value: isText, comment: text, preferred: isFlag })),
});
export const isResume = isShape<Resume>({
  photo: isName,
  jobs: isKnownList(isJob),
  level: isName,
  schools: isKnownList(isSchool),
  certificates: isKnownList(
    isShape<Certificate>({ title: isKnown(isText), year: isKnown(number), url: text }),
  ),
  skills: orNull(isNames),
  hidden: isKnownList(isShape<{ id: string; name: string }>({ id: isText, name: isText })),
  viewsAll: isKnown(orNull(isFlag)),
  contactStatus: orNull(isOneOf<ContactStatus>('FULL', 'IPC', 'NONE')),
  canOpen: isFlag,
  hasFile: orNull(isFlag),
  more: orNull(isMore),
});
const isMatch = isShape<Match>({
  months: isKnown(isNumber),
  fits: isKnown(isFlag),
  outdated: isKnown(isFlag),
  jobs: isListOf(isShape<Match['jobs'][number]>({ position: isText, months: number })),
});
export const isNegotiation = isShape<Negotiation>({
  id: isId,
  vacancy: isKnown(
    orNull(
      isShape<VacancyShort>({
        id: isId,
        name: isKnown(isText),
        area: isKnown(text),
        url: text,
        archived: isKnown(isFlag),
      }),
    ),
  ),
  candidate: isCandidate,
  resumeDeleted: isKnown(isFlag),
  resume: isKnown(orNull(isResume)),
  match: isKnown(orNull(isMatch)),
  stage: isKnown(isNamed),
  state: isKnown(isNamed),
  createdAt: isKnown(isNumber),
  updatedAt: isKnown(isNumber),
  hasUpdates: isKnown(isFlag),
  viewedByApplicant: isKnown(isFlag),
  messages: isKnown(isNumber),
  unreadMessages: isKnown(isNumber),
  chatId: isKnown(orNull(isId<ChatId>)),
  messaging: isKnown(isText),
  test: isKnown(orNull(isShape<{ score: number; mark: string | null }>({ score: isNumber, mark: text }))),
  source: text,
  autoSurvey: isKnown(text),
  actions: isKnownList(isAction),
});
export const isWays = isRecordOf(isShape<{ method: string; url: string }>({ method: isText, url: isText }));
export const isVacancyHistory = isShape<VacancyHistory>({
  vacancyId: isId,
  name: isKnown(isText),
  archived: isKnown(isFlag),
  foreign: isKnown(isFlag),
  negotiationId: isKnown(orNull(isId<NegotiationId>)),
  items: isKnownList(
    isShape<PastChange>({ stage: isKnown(isNamed), at: isKnown(isNumber), withMessage: isKnown(isFlag) }),
  ),
});
export const isHistory = isKnownList(isVacancyHistory);
export const isNotes = orNull(
  isKnownList(
    isShape<Note>({
      id: isText,
      text: isKnown(isText),
      author: isKnown(text),
      mine: isKnown(isFlag),
      at: isKnown(isNumber),
      personal: isKnown(isFlag),
    }),
  ),
);
export const isCurrentId = isKnown(orNull(isId<NegotiationId>));
export const isInvitation = isShape<Invitation>({
  vacancy: isShape<Invitation['vacancy']>({
    id: isId,
    name: isKnown(isText),
    area: isKnown(text),
    manager: isKnown(text),
  }),
  invited: isKnown(orNull(isNamed)),
  actions: isKnownList(isAction),
});
