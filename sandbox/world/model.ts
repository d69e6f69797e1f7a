/**
 * The records of the sandbox's world. Times are epoch milliseconds; `api/views` makes the API's shapes of them. Terms
 * follow hh: a *negotiation* (response or invitation) is the one object for each pair of resume and vacancy.
 */

export interface Employer {
  id: string;
  name: string;
  /** How it treats responses, as hh tells applicants; null if hh says nothing. */
  politeness: { responses: number; readPercent: number; replyDays: number } | null;
}

export interface Manager {
  id: string;
  userId: string;
  employerId: string;
  firstName: string;
  lastName: string;
  middleName: string;
  email: string;
  position: string;
  isMainContactPerson: boolean;
  /** For how many minutes the recruiter has not been on hh, as applicants are told. */
  inactiveMinutes: number;
}

/** A manager's account at an employer, selected by `X-Manager-Account-Id`. */
export interface Account {
  id: string;
  managerId: string;
  employerId: string;
  blocked: boolean;
}

export interface Address {
  id: string;
  employerId: string;
  city: string;
  street: string;
  building: string;
  description: string | null;
  lat: number;
  lng: number;
}

export interface Vacancy {
  id: string;
  name: string;
  employerId: string;
  managerId: string;
  area: Area;
  salaryFrom: number | null;
  createdAt: number;
  expiresAt: number;
  archivedAt: number | null;
  views: number;
  hasTest: boolean;
  allowMessages: boolean;
  preferredOrder: string;
  letterRequired: boolean;
  /** `direct`: takes responses at `responseUrl`, outside hh. `anonymous`: hides the employer's name. */
  type: 'open' | 'closed' | 'anonymous' | 'direct';
  responseUrl: string | null;
  /** Applicants may write only once they are invited. */
  writeAfterInvitation: boolean;
  closedForApplicants: boolean;
  /** Deleted for applicants: their negotiations stay, without the vacancy. */
  deleted: boolean;
}

export interface Area {
  id: string;
  name: string;
}

export interface Experience {
  company: string;
  position: string;
  start: string;
  end: string | null;
  description: string;
}

export interface Resume {
  hash: string;
  realId: number;
  ownerId: string;
  title: string;
  /** Null if the applicant hides the name, or the manager may not see it. */
  firstName: string | null;
  lastName: string | null;
  middleName: string | null;
  gender: 'male' | 'female';
  age: number | null;
  area: Area;
  salary: number | null;
  currency: string;
  experience: Experience[];
  education: string;
  university: string;
  citizenship: string[];
  languages: { id: string; level: string }[];
  driverLicenses: string[];
  hasVehicle: boolean;
  /** Where else the applicant would work; an empty list means anywhere. */
  relocation: { type: string; areaIds: string[] };
  skills: string[];
  about: string;
  phone: string;
  email: string;
  createdAt: number;
  updatedAt: number;
  jobSearchStatus: string;
  /** Deleted by its owner: the negotiation stays, with `resume: null`. */
  deleted: boolean;
  /** Hidden by its owner: missing from a collection's `items`, but still counted in `found`. */
  hidden: boolean;
  contactsOpened: boolean;
  status: 'published' | 'not_published' | 'blocked' | 'on_moderation';
  /** Who may find it; `direct` appears only in lists of employers that it was sent to. */
  access: 'clients' | 'direct' | 'whitelist' | 'no_one';
  /** Who viewed it, newest first; null if the employer hides its name. */
  views: { at: number; employerId: string | null; seen: boolean }[];
}

/** A person who looks for a job, with an account of their own. */
export interface Applicant {
  userId: string;
  hhid: string;
  /** `owner.id` of their resumes. */
  ownerId: string;
  firstName: string;
  lastName: string;
  middleName: string | null;
  email: string;
  phone: string;
}

export interface PhoneCall {
  id: number;
  status: string;
  at: number;
  changedAt: number | null;
  seconds: number | null;
}

/** The part of a negotiation that only concerns the applicant. */
interface ApplicantSide {
  hidden: boolean;
  /** Hidden together with a refusal. */
  declined: boolean;
  /** An arbitrary word for the state, such as hh may use any day; null: by the rules. */
  word: string | null;
  /** An arbitrary messaging status, such as `overall_limit`; null: by the rules. */
  messaging: string | null;
  /** False while its chat is still being created: a refusal cannot be sent yet. */
  chatReady: boolean;
  calls: PhoneCall[];
  pickedUp: boolean;
}

export interface StageChange {
  at: number;
  stageId: string;
  withMessage: boolean;
}

export interface Negotiation {
  id: string;
  vacancyId: string;
  resumeHash: string;
  chatId: string;
  /** How it started: with a response from the applicant, or an invitation from the employer. */
  source: 'NEGOTIATION' | 'AUTO_RESPONSE' | 'AUTO_INVITE' | 'CHAT' | 'PHONE_CALL';
  startedBy: Side;
  stageId: string;
  substageId: string | null;
  state: ApplicantState;
  createdAt: number;
  updatedAt: number;
  /** Viewed by the employer; the only mark that GETs change as a side effect. */
  viewed: boolean;
  testScore: number | null;
  surveyText: string | null;
  changes: StageChange[];
  applicant: ApplicantSide;
}

type Usual = 'source' | 'startedBy' | 'substageId' | 'testScore' | 'surveyText';
/**
 * A negotiation to be started: it has no chat yet, and takes its times from the first and last change. Omitted fields
 * have the values of an ordinary response.
 */
export type NewNegotiation = Omit<Negotiation, 'chatId' | 'applicant' | 'createdAt' | 'updatedAt' | Usual> &
  Partial<Pick<Negotiation, Usual>>;

export type Side = 'applicant' | 'employer';
export type ApplicantState = 'response' | 'invitation' | 'discard';

export interface Message {
  id: string;
  from: Side;
  /** The manager's id for an employer's message, the id of the resume's owner for an applicant's. */
  authorId: string;
  /** Empty for a change of state without a letter. */
  text: string;
  at: number;
  changedAt: number | null;
  state: ApplicantState | 'text';
  automated: boolean;
  addressId: string | null;
  seenByOpponent: boolean;
  file: Upload | null;
}

/** An uploaded file; it belongs to no chat until a message names it. */
export interface Upload {
  id: string;
  managerId: string;
  name: string;
  type: string;
  size: number;
  used: boolean;
}

export interface Chat {
  id: string;
  vacancyId: string | null;
  resumeHash: string;
  negotiationId: string | null;
  createdAt: number;
  messages: Message[];
  /** Managers who take part; others get 404. */
  managerIds: string[];
  /** How many messages, from the first on, the employer has read. */
  readCount: number;
  applicantMayWrite: boolean;
}

export interface Comment {
  id: string;
  applicantId: string;
  managerId: string;
  text: string;
  accessType: 'coworkers' | 'owner';
  at: number;
}

export interface MailTemplate {
  id: string;
  name: string;
  stageId: string;
  type: 'EMAIL' | 'SMS';
  text: string;
  modified: boolean;
}

/**
 * A text as hh stores it, which may differ from the text sent: one kind of line ends and spaces, trimmed, and at most
 * one empty line in a row. hh documents none of this, but a reader must recognise its own text.
 */
export const storedText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\t \u00a0\u202f]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
