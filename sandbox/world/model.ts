/**
 * The records of the sandbox's world. Times are epoch milliseconds; the wire's shapes are made in `api/views`.
 * Words follow hh: a *negotiation* (response or invitation) is the one object per pair resume + vacancy.
 */

export interface Employer {
  id: string;
  name: string;
  /** How it treats responses, as hh tells applicants; null where hh does not. */
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
  /** Since when not on hh, in minutes: what an applicant is told of the recruiter. */
  inactiveMinutes: number;
}

/** A manager's seat at an employer, chosen by `X-Manager-Account-Id`. */
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
  /** `direct`: responses are taken at `responseUrl`, outside hh. `anonymous`: the employer shows no name. */
  type: 'open' | 'closed' | 'anonymous' | 'direct';
  responseUrl: string | null;
  /** An applicant may write only once invited. */
  writeAfterInvitation: boolean;
  closedForApplicants: boolean;
  /** Gone for applicants: their negotiations stay, without it. */
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
  /** Nulls when the applicant hides the name or the manager has no right to see it. */
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
  /** Where else the applicant would work; no town means any. */
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
  /** Hidden by its owner: left out of a collection's `items`, still counted in `found`. */
  hidden: boolean;
  contactsOpened: boolean;
  status: 'published' | 'not_published' | 'blocked' | 'on_moderation';
  /** Who may find it; `direct` stands in no list of an employer's that it was not sent to. */
  access: 'clients' | 'direct' | 'whitelist' | 'no_one';
  /** Who looked, the newest first; null where the employer hides its name. */
  views: { at: number; employerId: string | null; seen: boolean }[];
}

/** A person who looks for work, with an account of their own. */
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

/** What of a negotiation is the applicant's alone. */
interface ApplicantSide {
  hidden: boolean;
  /** Hidden together with a refusal. */
  declined: boolean;
  /** A word for the state that no rule gives: hh may say any. */
  word: string | null;
  /** A messaging status that no rule gives, as `overall_limit`. */
  messaging: string | null;
  /** False: its chat is still being made, and a refusal cannot be sent yet. */
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
  /** Who began it: a response comes from the applicant, an invitation from the employer. */
  source: 'NEGOTIATION' | 'AUTO_RESPONSE' | 'AUTO_INVITE' | 'CHAT' | 'PHONE_CALL';
  startedBy: Side;
  stageId: string;
  substageId: string | null;
  state: ApplicantState;
  createdAt: number;
  updatedAt: number;
  /** Seen by the employer; the one mark that reading GETs change silently. */
  viewed: boolean;
  testScore: number | null;
  surveyText: string | null;
  changes: StageChange[];
  applicant: ApplicantSide;
}

type Usual = 'source' | 'startedBy' | 'substageId' | 'testScore' | 'surveyText';
/**
 * One to begin: without a chat yet, and with the times of its first and last change; what is left out is as usual, of an
 * applicant's response.
 */
export type NewNegotiation = Omit<Negotiation, 'chatId' | 'applicant' | 'createdAt' | 'updatedAt' | Usual> &
  Partial<Pick<Negotiation, Usual>>;

export type Side = 'applicant' | 'employer';
export type ApplicantState = 'response' | 'invitation' | 'discard';

export interface Message {
  id: string;
  from: Side;
  /** Manager's id for an employer's message, the resume's owner for an applicant's. */
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

/** A file that was given to hh; it stands in no chat until a message names it. */
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
  /** How many messages from the start the employer has read. */
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
 * A text as hh stores it, which is not always as it was sent: line ends and spaces of one kind, none at its ends,
 * no more than one empty line in a row. hh documents none of it; a reader must know its own text again anyway.
 */
export const storedText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\t \u00a0\u202f]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
