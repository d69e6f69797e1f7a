import type {
  AddressId,
  ApplicantId,
  ChatId,
  Effect,
  MessageId,
  NegotiationId,
  ResumeId,
  VacancyId,
} from '../ids.ts';
import { type Known, known, type List } from '../known.ts';
import type { ContactStatus, Match, Resume } from './resume.ts';
import type { Stage } from './stage.ts';

/** All times in this folder are Unix milliseconds. */
export type Millis = number;

export interface Candidate {
  /** null when the resume is deleted or hidden from us. */
  resumeId: ResumeId | null;
  applicantId: ApplicantId | null;
  /** "Фамилия Имя Отчество"; null when hidden. */
  name: Known<string | null>;
  title: Known<string | null>;
  age: Known<number | null>;
  experienceMonths: Known<number | null>;
  salary: Known<{ amount: number; currency: string } | null>;
  area: Known<string | null>;
  /** hh's own page of the resume. */
  url: string | null;
}

/** One unread response in the popup. Small: a thousand of them are stored. */
export interface Row {
  id: NegotiationId;
  vacancyId: VacancyId;
  candidate: Candidate;
  stage: Known<Stage>;
  /** When the applicant (or the employer) began: what the waiting time counts from. */
  createdAt: Known<Millis>;
  updatedAt: Known<Millis>;
  unreadMessages: Known<number>;
  chatId: ChatId | null;
  testScore: Known<number | null>;
}

/** An active vacancy, as far as hh's answer could be read. */
export interface VacancyCount {
  id: VacancyId;
  name: Known<string>;
  area: Known<string | null>;
  manager: Known<string | null>;
  /** Responses that nobody has viewed. */
  unread: Known<number>;
  url: string | null;
}

/** An unread chat in the popup. */
export interface ChatRow {
  id: ChatId;
  title: Known<string>;
  vacancyId: Known<VacancyId | null>;
  unread: Known<number>;
  /** A blocked chat is shown, with this as the reason; hh's own id. */
  blockReason: Known<string | null>;
  last: Known<LastMessage | null>;
}

/** The newest message of a chat; its text is null where it has none (a file, an event). */
export interface LastMessage {
  id: MessageId;
  text: Known<string | null>;
  mine: Known<boolean>;
  at: Known<Millis>;
}

export type ArgumentId = 'message' | 'send_sms' | 'address_id' | 'resume_id' | 'vacancy_id';

export interface Argument {
  /** A known id or one that hh added later; an unknown required one makes the action impossible here. */
  id: ArgumentId | (string & {});
  required: boolean;
  /** Arguments that must be given when this one is. */
  requires: string[];
}

export interface Template {
  id: string;
  name: string;
}

/** What can be done now with one negotiation, as hh offers it (`enabled && !hidden` only). */
export interface Action {
  id: string;
  name: string;
  arguments: Argument[];
  /** null: hh names none, as where the stage stays as it is. */
  resulting: Stage | null;
  templates: Template[];
  sub: { id: string; name: string }[];
}

/** The vacancy of a negotiation. */
export interface VacancyShort extends Pick<VacancyCount, 'id' | 'name' | 'area' | 'url'> {
  archived: Known<boolean>;
}

/** One resume on one vacancy, as a view needs it. */
export interface Negotiation {
  id: NegotiationId;
  /** null: it is hidden from us. */
  vacancy: Known<VacancyShort | null>;
  candidate: Candidate;
  resumeDeleted: Known<boolean>;
  /** What is known of the resume without a mark at hh; null where it is deleted or hidden from us. */
  resume: Known<Resume | null>;
  /** null: hh has not compared it. */
  match: Known<Match | null>;
  /** Ours, and what the applicant sees. */
  stage: Known<Stage>;
  state: Known<Stage>;
  createdAt: Known<Millis>;
  updatedAt: Known<Millis>;
  hasUpdates: Known<boolean>;
  viewedByApplicant: Known<boolean>;
  messages: Known<number>;
  unreadMessages: Known<number>;
  /** null: the conversation is one of old messages. */
  chatId: Known<ChatId | null>;
  /** hh's `messaging_status`; `ok` or a reason. */
  messaging: Known<string>;
  /** null: there is no test, or it was not taken. */
  test: Known<{ score: number; mark: string | null } | null>;
  source: string | null;
  autoSurvey: Known<string | null>;
  actions: Known<List<Action>>;
}

/** What a list of an active vacancy says of one: hh does not repeat the vacancy in each row. */
export const inVacancy = (negotiation: Negotiation, { id, name, area, url }: VacancyCount): Negotiation => ({
  ...negotiation,
  vacancy: known({ id, name, area, url, archived: known(false) }),
});

/** The company's past with this resume on one vacancy, newest first. */
export interface VacancyHistory {
  vacancyId: VacancyId;
  name: Known<string>;
  archived: Known<boolean>;
  /** Another manager's: shown, marked, without links. */
  foreign: Known<boolean>;
  /** null: not open to us. */
  negotiationId: Known<NegotiationId | null>;
  items: Known<List<PastChange>>;
}

export interface PastChange {
  stage: Known<Stage>;
  at: Known<Millis>;
  withMessage: Known<boolean>;
}

export interface Note {
  id: string;
  text: Known<string>;
  /** null: hh does not name the author. */
  author: Known<string | null>;
  mine: Known<boolean>;
  at: Known<Millis>;
  /** Only the author sees it. */
  personal: Known<boolean>;
}

export interface Address {
  id: AddressId;
  text: string;
}

/** A vacancy that a resume can be invited to, or was. */
export interface Invitation {
  vacancy: Pick<VacancyCount, 'id' | 'name' | 'area' | 'manager'>;
  /** The stage it is at already; one resume has one negotiation on a vacancy. */
  invited: Known<Stage | null>;
  /** Empty when hh offers none (no services, no right). */
  actions: Known<List<Action>>;
}

/** What the reading of a resume costs the company; null where hh does not say. */
export interface ViewCosts {
  /** Of today's views. */
  viewsLeft: number | null;
  /** Whether the company may read resumes of responses by the API. */
  responses: boolean | null;
  /** Whether it pays for the database of resumes, which inviting needs. */
  database: boolean | null;
}

/** The same of an invitation. */
export interface Costs extends ViewCosts {
  /** Calls left of a limited API service. */
  callsLeft: Known<number | null>;
}

/** The test of a vacancy as the applicant answered it. */
export interface TestSolution {
  name: Known<string | null>;
  score: Known<number>;
  mark: Known<string | null>;
  seconds: Known<number | null>;
  tasks: Known<
    List<{
      question: Known<string>;
      choices: Known<List<{ text: Known<string>; chosen: Known<boolean>; right: Known<boolean> }>>;
      answer: Known<{ text: Known<string | null>; mark: Known<string | null> } | null>;
    }>
  >;
}

/** Where contacts are, what it costs to see them, and how far they are open already. */
export interface ContactsOffer {
  url: string | null;
  effects: Effect[];
  /** hh's own word; IPC: the chat alone is open. null: not known. */
  status: ContactStatus | null;
  openUntil: string | null;
  viewsLeft: number | null;
}
