import {
  asId,
  type ChatId,
  type EmployerId,
  type EntryId,
  type ManagerId,
  type MessageId,
  type NegotiationId,
  type VacancyId,
} from '../ids.ts';
import { known } from '../known.ts';
import type { SignedIn } from './account.ts';
import type { ListRow } from './collection.ts';
import type { Conversation, Message } from './conversation.ts';
import { emptyCounts, emptyListed, type Inbox } from './inbox.ts';
import type { Candidate, ChatRow, Negotiation, VacancyCount } from './negotiation.ts';
import { monthOf, type Resume, type ResumeMore, type School } from './resume.ts';
import type { Policy } from './settings.ts';
import type { Entry, Progress, WriteRequest } from './write-request.ts';

/* Plain values for tests, with defaults for everything that a test does not name. */

/** A signed-in recruiter. */
export const managerOf = (more: Partial<SignedIn> = {}): SignedIn => ({
  state: 'signed-in',
  kind: 'manager',
  name: 'Орлова Марина',
  employer: { id: asId<EmployerId>(1455), name: 'Ромашка' },
  managerId: asId<ManagerId>(5),
  accountId: null,
  accounts: [],
  ...more,
});

/** No managed policy. */
export const noPolicy: Policy = {
  application: null,
  employers: null,
  welcome: true,
  settings: {},
  ignored: [],
};

/** Before anything was read. */
export const emptyInbox: Inbox = { ...emptyCounts, ...emptyListed };

/** "Ким Виктор", with few fields known. */
export const candidateOf = (more: Partial<Candidate> = {}): Candidate => ({
  resumeId: null,
  applicantId: null,
  name: known('Ким Виктор'),
  title: known('Бухгалтер'),
  age: known(null),
  experienceMonths: known(null),
  salary: known(null),
  area: known(null),
  url: null,
  ...more,
});

/** An untouched response, as read for the panel and the inbox page. */
export const negotiationOf = (id: number | string, more: Partial<Negotiation> = {}): Negotiation => ({
  id: asId<NegotiationId>(id),
  vacancy: known(null),
  candidate: candidateOf(),
  resumeDeleted: known(false),
  resume: known(null),
  match: known(null),
  stage: known({ id: 'response', name: 'Отклик' }),
  state: known({ id: 'response', name: 'Отклик' }),
  createdAt: known(0),
  updatedAt: known(0),
  hasUpdates: known(false),
  viewedByApplicant: known(false),
  messages: known(0),
  unreadMessages: known(0),
  chatId: known(null),
  messaging: known('ok'),
  test: known(null),
  source: null,
  autoSurvey: known(null),
  actions: known({ items: [], skipped: 0 }),
  ...more,
});

/** A new response by "Ким Виктор" to vacancy 1. */
export const rowOf = (id: number | string, more: Partial<ListRow> = {}): ListRow => ({
  id: asId<NegotiationId>(id),
  vacancyId: asId<VacancyId>(1),
  candidate: candidateOf(),
  stage: known({ id: 'response', name: 'Отклик' }),
  state: known({ id: 'response', name: 'Отклик' }),
  createdAt: known(0),
  updatedAt: known(0),
  unreadMessages: known(0),
  chatId: null,
  testScore: known(null),
  source: null,
  tags: [],
  hasUpdates: known(true),
  messaging: known('ok'),
  testMark: null,
  autoSurvey: known(null),
  notes: known(0),
  resumeDeleted: known(false),
  actions: known([]),
  item: null,
  ...more,
});

/** A vacancy, completely read. */
export const vacancyOf = (
  id: number | string,
  unread: number,
  name = `Вакансия ${id}`,
  area: string | null = null,
): VacancyCount => ({
  id: asId<VacancyId>(id),
  name: known(name),
  area: known(area),
  manager: known(null),
  unread: known(unread),
  url: null,
});

/** A chat, completely read. */
export const chatOf = (id: number | string, more: Partial<ChatRow> = {}): ChatRow => ({
  id: asId<ChatId>(id),
  title: known('Ким Виктор'),
  vacancyId: known(null),
  unread: known(1),
  blockReason: known(null),
  last: known(null),
  ...more,
});

/** A text message from the applicant, completely read. */
export const messageOf = (id: number | string, more: Partial<Message> = {}): Message => ({
  id: asId<MessageId>(id),
  kind: known('text'),
  text: known(`Сообщение ${id}`),
  state: known(null),
  author: known('applicant'),
  authorName: known(null),
  mine: known(false),
  at: known(0),
  readByOther: known(false),
  attachments: known({ items: [], skipped: 0 }),
  canEdit: known(false),
  changed: known(false),
  place: known(null),
  assessments: known([]),
  skippedBefore: 0,
  ...more,
});

/** A chat with only these messages. */
export const conversationOf = (messages: Message[], more: Partial<Conversation> = {}): Conversation => ({
  via: 'chat',
  chatId: asId<ChatId>(7),
  messages,
  skippedAfter: 0,
  more: known(false),
  off: known(null),
  filesOff: known(false),
  unread: known(0),
  ...more,
});

let last = 0;
/** A write in the outbox. */
export const entryOf = (request: WriteRequest, progress: Progress, more: Partial<Entry> = {}): Entry => ({
  id: asId<EntryId>(`e${++last}`),
  request,
  label: { action: null, candidate: null, vacancy: null },
  resulting: null,
  createdAt: 0,
  progress,
  ...more,
});

const few = <T>(...items: T[]) => known({ items, skipped: 0 });
const school: School = { name: known('РЭУ'), subject: known('Учёт'), result: known(null), year: known(2014) };
/** A resume as the list of responses returns it. */
export const resumeOf = (more: Partial<Resume> = {}): Resume => ({
  photo: known('https://img.hhcdn.ru/photo/1.jpeg'),
  jobs: few({
    position: known('Главный бухгалтер'),
    company: known('Ромашка'),
    start: known(monthOf(2019, 4)),
    end: known(null),
    area: 'Москва',
    industries: ['Торговля'],
    description: known(null),
  }),
  level: known('Высшее'),
  schools: few(school),
  certificates: few({ title: known('МСФО'), year: known(2020), url: null }),
  skills: null,
  hidden: few({ id: 'phones', name: 'Телефоны' }),
  viewsAll: known(true),
  canOpen: true,
  hasFile: true,
  more: null,
  ...more,
});
/** Fields of the full resume. */
export const moreOf = (more: Partial<ResumeMore> = {}): ResumeMore => ({
  readAt: 0,
  about: known('Люблю, когда сходится.'),
  languages: few({ name: 'Английский', level: known('B2') }),
  credentials: few({ question: 'Аттестат', answers: ['Профессиональный бухгалтер'] }),
  courses: few(school),
  exams: few<School>(),
  roles: few('Бухгалтер'),
  citizenship: few('Россия'),
  workTicket: few('Россия'),
  relocation: known('готов к переезду'),
  relocationTo: { items: ['Тула'], skipped: 0 },
  businessTrips: known('не готов к командировкам'),
  travelTime: known('Не имеет значения'),
  metro: known(null),
  employment: few('Полная занятость'),
  schedule: few('Удалённо'),
  searchStatus: known('Активно ищет работу'),
  licences: few('B'),
  hasVehicle: known(true),
  portfolio: few({ url: 'https://img.hhcdn.ru/photo/2.png', large: null, words: known('Отчёт') }),
  recommendations: few({ name: 'Сухов П. П.', position: known('Владелец'), organization: known('ИП Сухов') }),
  sites: few({ name: known('Сайт'), url: 'https://example.com' }),
  contacts: few({ kind: known('Телефон'), value: '+7 900 000-00-00', comment: null, preferred: true }),
  ...more,
});
