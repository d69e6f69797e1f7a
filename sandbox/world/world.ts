import type { Ledger } from '../ledger.ts';
import { EmployerHand } from './employer-hand.ts';
import { companyHash, companyOf, ids, seeded } from './ids.ts';
import {
  type Account,
  type Address,
  type Applicant,
  type ApplicantState,
  type Chat,
  type Comment,
  type Employer,
  type MailTemplate,
  type Manager,
  type Message,
  type Negotiation,
  type NewNegotiation,
  type Resume,
  type Side,
  storedText,
  type Upload,
  type Vacancy,
} from './model.ts';
import { newResume } from './people.ts';
import { stageOf } from './pipeline.ts';
import { type ApplicantLogin, type IssuedToken, type Login, Session, Tokens } from './tokens.ts';

/** How to make a world. */
export interface WorldOptions {
  /** 0 gives the small hand-made world; more gives that many generated vacancies of the same manager. */
  vacancies: number;
  /** New responses per generated vacancy; an array is cycled through. */
  unreadPerVacancy: number | number[];
  /** Viewed responses per generated vacancy. */
  readPerVacancy: number;
  seed: number;
  now: () => number;
  /** How many work accounts the manager has. */
  accounts: 1 | 2;
  /** Whom the OAuth page signs in. */
  kind: Login;
  /** Whether third-party applicant tokens get data (closed since December 2025); may change at any time. */
  applicantApi: boolean;
  /** How many negotiations the first applicant has, but at least those of the hand-made world. */
  applicantNegotiations: number;
  /** Whether addresses returned by the API name the requested site (`?host=hh.ru`), as hh's do. */
  hostInAddresses: boolean;
  /** The origin to which hh takes uploads; nothing may ever be sent to another origin than the API's. */
  uploadOrigin: string;
}

export const defaultOptions: WorldOptions = {
  vacancies: 0,
  unreadPerVacancy: 1,
  readPerVacancy: 0,
  seed: 1,
  now: Date.now,
  accounts: 1,
  kind: 'manager',
  applicantApi: false,
  applicantNegotiations: 0,
  hostInAddresses: true,
  uploadOrigin: 'https://api.hh.ru',
};

/** A new response; whatever is omitted is chosen. */
interface NewResponse {
  vacancyId: string;
  /** An existing resume; without it a new person is made. */
  resumeHash?: string;
  letter?: string;
  at?: number;
  viewed?: boolean;
  stageId?: string;
  testScore?: number;
  firstName?: string | null;
  lastName?: string | null;
  title?: string;
}

/** hh as the sandbox simulates it: plain maps, and the few methods that keep them consistent. */
export class World {
  readonly options: WorldOptions;
  readonly ledger: Ledger;
  readonly tokens: Tokens;
  readonly employers = new Map<string, Employer>();
  readonly managers = new Map<string, Manager>();
  readonly accounts = new Map<string, Account>();
  readonly addresses = new Map<string, Address>();
  readonly vacancies = new Map<string, Vacancy>();
  readonly resumes = new Map<string, Resume>();
  readonly negotiations = new Map<string, Negotiation>();
  readonly chats = new Map<string, Chat>();
  readonly comments = new Map<string, Comment>();
  readonly mailTemplates = new Map<string, MailTemplate>();
  readonly negotiationsOfVacancy = new Map<string, Negotiation[]>();
  readonly negotiationsOfResume = new Map<string, Negotiation[]>();
  readonly usedKeys = new Map<string, string>();
  /** Upload links by their `state`, with the time until which each works. Used ones are removed. */
  readonly uploadLinks = new Map<string, number>();
  readonly uploads = new Map<string, Upload>();
  /** Whom the OAuth page signs in. */
  login: Login;
  /** Makes the authorize page show a button instead of redirecting back at once. */
  askToApprove = false;
  /** Makes the authorize page redirect back with `error=access_denied`. */
  denyAuthorize = false;
  /** Access to paid API methods (`method_access`), by id "1" to "4". */
  readonly methodAccess: Record<string, boolean> = { '1': true, '2': false, '3': true, '4': false };
  /** Operations (by id) that answer `action_must_be_payed`. */
  readonly unpaid = new Set<string>();
  /** People who look for a job, by login. */
  readonly applicants = new Map<ApplicantLogin, Applicant>();
  /** Who the browser is signed in as at the site, and the site's simulated problems. */
  readonly session = new Session(() => this.login);
  /** Actions of employers on hh's own site. */
  readonly employer = new EmployerHand(this);
  /** How many responses hh accepts from one person in 24 hours. */
  applicationsADay = 200;
  /** What is left of the day's quota of resume views. */
  resumeViewsLeft = 50;
  /** Repeatable random numbers, from the seed. */
  readonly random: () => number;
  private lastId = 0;

  constructor(options: WorldOptions, ledger: Ledger) {
    this.options = options;
    this.ledger = ledger;
    this.login = options.kind;
    this.random = seeded(options.seed);
    this.tokens = new Tokens(ledger, options.now);
  }

  now(): number {
    return this.options.now();
  }

  /** A new id, outside hh's usual range for this kind of object. */
  nextId(base: number): string {
    this.lastId += 1;
    return String(base + this.lastId);
  }

  negotiation(id: string): Negotiation {
    return known(this.negotiations.get(id), 'negotiation', id);
  }

  applicant(login: ApplicantLogin): Applicant {
    return known(this.applicants.get(login), 'applicant', login);
  }

  vacancy(id: string): Vacancy {
    return known(this.vacancies.get(id), 'vacancy', id);
  }

  resume(hash: string): Resume {
    return known(this.resumes.get(hash), 'resume', hash);
  }

  /** A resume by any of its hashes; one made for another company opens nothing. */
  resumeFor(employerId: string, hash: string): Resume | undefined {
    const company = companyOf(hash);
    if (company === null) return this.resumes.get(hash);
    if (company !== employerId) return undefined;
    const realId = Number.parseInt(hash.slice(10, 18), 16);
    return [...this.resumes.values()].find((resume) => resume.realId === realId);
  }

  /** All resumes of a person, including deleted ones. */
  resumesOf(ownerId: string): Resume[] {
    return [...this.resumes.values()].filter((resume) => resume.ownerId === ownerId);
  }

  chat(id: string): Chat {
    return known(this.chats.get(id), 'chat', id);
  }

  manager(id: string): Manager {
    return known(this.managers.get(id), 'manager', id);
  }

  negotiationsIn(vacancyId: string): Negotiation[] {
    return this.negotiationsOfVacancy.get(vacancyId) ?? [];
  }

  chatOf(negotiation: Negotiation): Chat {
    return this.chat(negotiation.chatId);
  }

  /** Messages that the employer has not read; the letter of a response counts as part of the response. */
  unreadMessages(chat: Chat): number {
    let unread = 0;
    for (let i = chat.readCount; i < chat.messages.length; i++)
      if (chat.messages[i]?.from === 'applicant') unread++;
    return unread;
  }

  /** Needs the recruiter's attention: not viewed yet, or with unread messages. */
  hasUpdates(negotiation: Negotiation): boolean {
    return !negotiation.viewed || this.unreadMessages(this.chatOf(negotiation)) > 0;
  }

  /** The account that a person acts as by default. */
  primaryAccount(login: Login): string {
    return login === 'colleague' ? ids.colleague : ids.account;
  }

  /** The work accounts of a person: a manager may have a second one at another employer. */
  accountsOf(login: Login): Account[] {
    const primary = this.accounts.get(this.primaryAccount(login));
    const second = login === 'manager' || login === 'both' ? this.accounts.get(ids.secondAccount) : undefined;
    return [primary, second].filter((account) => account !== undefined);
  }

  addNegotiation(record: NewNegotiation): Negotiation {
    const vacancy = this.vacancy(record.vacancyId);
    const createdAt = record.changes[0]?.at ?? this.now();
    const chat: Chat = {
      id: this.nextId(3_900_000_000),
      vacancyId: vacancy.id,
      resumeHash: record.resumeHash,
      negotiationId: record.id,
      createdAt,
      messages: [],
      managerIds: [vacancy.managerId],
      readCount: 0,
      applicantMayWrite: true,
    };
    const negotiation: Negotiation = {
      source: 'NEGOTIATION',
      startedBy: 'applicant',
      substageId: null,
      testScore: null,
      surveyText: null,
      createdAt,
      updatedAt: record.changes.at(-1)?.at ?? createdAt,
      ...record,
      chatId: chat.id,
      applicant: {
        hidden: false,
        declined: false,
        word: null,
        messaging: null,
        chatReady: true,
        calls: [],
        pickedUp: false,
      },
    };
    this.chats.set(chat.id, chat);
    this.negotiations.set(negotiation.id, negotiation);
    push(this.negotiationsOfVacancy, negotiation.vacancyId, negotiation);
    push(this.negotiationsOfResume, negotiation.resumeHash, negotiation);
    return negotiation;
  }

  /** An applicant responds to a vacancy. */
  addResponse(response: NewResponse): Negotiation {
    const { firstName, lastName, title } = response;
    const at = response.at ?? this.now();
    const resumeHash = response.resumeHash ?? newResume(this, { firstName, lastName, title }).hash;
    const stageId = response.stageId ?? 'response';
    const negotiation = this.addNegotiation({
      id: this.nextId(4_100_000_000),
      vacancyId: response.vacancyId,
      resumeHash,
      stageId,
      state: 'response',
      viewed: response.viewed ?? false,
      testScore: response.testScore ?? null,
      changes: [{ at, stageId: 'response', withMessage: Boolean(response.letter) }],
    });
    if (response.letter) {
      const chat = this.chatOf(negotiation);
      this.append(chat, response.letter, 'applicant', { state: 'response', at });
      chat.readCount = chat.messages.length;
    }
    return negotiation;
  }

  /** A message from outside: from the applicant, or from a colleague on hh's own site. */
  addMessage(chatId: string, text: string, from: Side, at = this.now()): Message {
    const chat = this.chat(chatId);
    return this.append(chat, text, from, { at });
  }

  /** Adds this many messages to a conversation, by both sides in turn: more than fit on a page of any list. */
  addTalk(chatId: string, count: number): void {
    for (let i = 0; i < count; i++)
      this.addMessage(chatId, `Сообщение ${i + 1} из ${count}`, i % 2 ? 'employer' : 'applicant');
  }

  /** The applicant has read everything that the employer wrote. */
  seeByApplicant(chatId: string): void {
    for (const message of this.chat(chatId).messages)
      if (message.from === 'employer') message.seenByOpponent = true;
  }

  /** Adds a message to a chat; the rules of sending are in `moving.ts` and `applying.ts`. */
  append(
    chat: Chat,
    text: string,
    from: Side,
    more: {
      at?: number;
      state?: ApplicantState | 'text';
      authorId?: string;
      addressId?: string;
      automated?: boolean;
      file?: Upload | null;
    } = {},
  ): Message {
    const at = more.at ?? this.now();
    const negotiation = chat.negotiationId ? this.negotiation(chat.negotiationId) : null;
    const message: Message = {
      id: this.nextId(15_000_000_000),
      from,
      authorId:
        more.authorId ??
        (from === 'employer' ? (chat.managerIds[0] ?? '') : this.resume(chat.resumeHash).ownerId),
      text: storedText(text),
      at,
      changedAt: null,
      state: more.state ?? 'text',
      automated: more.automated ?? false,
      addressId: more.addressId ?? null,
      seenByOpponent: false,
      file: more.file ?? null,
    };
    chat.messages.push(message);
    if (from === 'employer') chat.readCount = chat.messages.length;
    if (negotiation) negotiation.updatedAt = Math.max(negotiation.updatedAt, at);
    return message;
  }

  /** The owner deletes the resume: its negotiations stay, without it. */
  deleteResume(hash: string): void {
    this.resume(hash).deleted = true;
  }

  /** A colleague moves the negotiation on hh's own site: not counted as an effect of ours. */
  moveByColleague(negotiationId: string, stageId: string, withMessage = false): void {
    const negotiation = this.negotiation(negotiationId);
    const at = this.now();
    negotiation.stageId = stageId;
    negotiation.substageId = null;
    negotiation.viewed = true;
    negotiation.updatedAt = at;
    negotiation.changes.push({ at, stageId, withMessage });
    const state = stageOf(stageId).applicantState;
    if (withMessage && state) negotiation.state = state;
  }

  issueToken(login: Login = this.login): IssuedToken {
    return this.tokens.issue(login);
  }

  expireTokens(): void {
    this.tokens.expireAll();
  }

  revokeTokens(): void {
    this.tokens.revokeAll();
  }

  /**
   * The address where the recruiter works: the resume page, by default as opened from the list of responses.
   * @param options.company the employer whose own hash of the resume is used
   */
  resumeUrl(
    negotiationId: string,
    {
      host = 'hh.ru',
      withHints = true,
      company,
    }: { host?: string; withHints?: boolean; company?: string } = {},
  ): string {
    const { resumeHash, vacancyId, id } = this.negotiation(negotiationId);
    const hash = company ? companyHash(resumeHash, company) : resumeHash;
    const hints = `?vacancyId=${vacancyId}&t=${id}&resumeId=${this.resume(resumeHash).realId}&hhtmFrom=employer_vacancy_responses`;
    return `https://${host}/resume/${hash}${withHints ? hints : ''}`;
  }
}

function known<T>(found: T | undefined, what: string, id: string): T {
  if (found === undefined) throw new Error(`The sandbox knows no ${what} ${id}`);
  return found;
}

function push<T>(index: Map<string, T[]>, key: string, value: T): void {
  const list = index.get(key);
  if (list) list.push(value);
  else index.set(key, [value]);
}
