import type { Known, List } from '../known.ts';

/** A month, counted from January of the year 0: resumes name no days. */
type Month = number;

export const monthOf = (year: number, month: number): Month => year * 12 + month - 1;

/** One place of work. null where there is none: hidden, or never filled in. */
export interface Job {
  position: Known<string | null>;
  company: Known<string | null>;
  start: Known<Month>;
  /** null: to this day. */
  end: Known<Month | null>;
  area: string | null;
  industries: string[];
  /** null: there is none. The list of responses does not have it. */
  description: Known<string | null>;
}

/** A school, a course, an exam. */
export interface School {
  name: Known<string>;
  /** What was studied there, and to which end. */
  subject: Known<string | null>;
  result: Known<string | null>;
  /** May lie ahead. */
  year: Known<number | null>;
}

export interface Certificate {
  title: Known<string>;
  year: Known<number | null>;
  url: string | null;
}

/** What hh finds of the jobs in what the vacancy asks for. */
export interface Match {
  months: Known<number>;
  fits: Known<boolean>;
  outdated: Known<boolean>;
  jobs: { position: string; months: number | null }[];
}

/** Where a picture lies at hh; such an address is good for about a day. */
export interface Picture {
  url: string;
  /** Larger, to be opened. */
  large: string | null;
  words: Known<string | null>;
}

export type ContactStatus = 'FULL' | 'IPC' | 'NONE';

/** A resume, as far as it was read: what the list of responses gives, or all of it. */
export interface Resume {
  /** null: hidden, or there is none. */
  photo: Known<string | null>;
  jobs: Known<List<Job>>;
  level: Known<string | null>;
  schools: Known<List<School>>;
  certificates: Known<List<Certificate>>;
  /** null: the list of responses does not say. */
  skills: Known<List<string>> | null;
  /** What the applicant hides, by hh's id, in hh's words. */
  hidden: Known<List<{ id: string; name: string }>>;
  /** Some fields are kept back from us; null: hh does not say. */
  viewsAll: Known<boolean | null>;
  contactStatus: ContactStatus | null;
  /** hh gave an address where it can be read, and one of its file. */
  canOpen: boolean;
  /** null: not read. */
  hasFile: boolean | null;
  /** null: only what the list gives was read. */
  more: ResumeMore | null;
}

/** What only the resume itself says. Reading it marks the response as viewed. */
export interface ResumeMore {
  /** Unix ms. */
  readAt: number;
  about: Known<string | null>;
  languages: Known<List<{ name: string; level: Known<string | null> }>>;
  /** Documents and permits of their trade. */
  credentials: Known<List<Credential>>;
  courses: Known<List<School>>;
  exams: Known<List<School>>;
  roles: Known<List<string>>;
  citizenship: Known<List<string>>;
  workTicket: Known<List<string>>;
  relocation: Known<string | null>;
  /** Where to. */
  relocationTo: List<string>;
  businessTrips: Known<string | null>;
  travelTime: Known<string | null>;
  metro: Known<string | null>;
  /** Full time, part time …; the newer names where hh has them. */
  employment: Known<List<string>>;
  schedule: Known<List<string>>;
  searchStatus: Known<string | null>;
  licences: Known<List<string>>;
  hasVehicle: Known<boolean | null>;
  portfolio: Known<List<Picture>>;
  recommendations: Known<List<Recommendation>>;
  sites: Known<List<{ name: Known<string | null>; url: string }>>;
  /** Those that are open to us. */
  contacts: Known<List<Contact>>;
}

/** What the applicant answered about a document or a permit; question null: the answers say it all. */
export interface Credential {
  question: string | null;
  answers: string[];
}

export interface Recommendation {
  name: string;
  position: Known<string | null>;
  organization: Known<string | null>;
}

/** A way to reach the applicant. */
export interface Contact {
  kind: Known<string | null>;
  value: string;
  comment: string | null;
  preferred: boolean;
}

/** The latest first; what could not be dated comes last, as hh gave it. */
export const latestFirst = (jobs: readonly Job[]): Job[] =>
  [...jobs].sort((a, b) => {
    const [one, other] = [a.start.known ? a.start.value : -1, b.start.known ? b.start.value : -1];
    return other - one || endOf(b) - endOf(a);
  });
const endOf = ({ end }: Job): number => (end.known ? (end.value ?? Number.MAX_SAFE_INTEGER) : -1);

/** In months, both ends counted, as hh does it; null where an end could not be read, or makes no sense. */
export function monthsOf({ start, end }: Pick<Job, 'start' | 'end'>, now: Month): number | null {
  if (!start.known || !end.known) return null;
  const months = (end.value ?? now) - start.value + 1;
  return months > 0 && months < 1200 ? months : null;
}

/** Words to look for, as `wordsToFind` makes them. */
export type Sought = ReadonlySet<string>;

/** Part of a text, and whether it is one of the words. */
interface Piece {
  text: string;
  found: boolean;
}

/** A word as people write them in resumes: «1С:ERP» is two, `C++` and `C#` are one. */
const word = /[\p{L}\p{N}][\p{L}\p{N}+#]*/gu;
const stopWords = new Set(['для', 'или', 'без', 'при', 'под', 'над', 'это', 'the', 'and', 'with', 'for']);

const endings =
  /(?:иями|ями|ами|ией|иям|ием|иях|ого|его|ому|ему|ыми|ими|ях|ах|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ую|юю|ам|ям|ом|ем|ия|ии|ию|а|е|и|й|о|у|ы|ь|ю|я)$/;

/** What the forms of one word have in common: «отчётности» and «отчётность» are one. */
function stem(one: string): string {
  const plain = one.toLowerCase().replaceAll('ё', 'е');
  if (/^[а-я]{5,}$/.test(plain)) {
    const short = plain.replace(endings, '');
    return short.length >= 3 ? short : plain;
  }
  return /^[a-z]{5,}$/.test(plain) ? plain.replace(/(?:es|s)$/, '') : plain;
}

/** The words of what is looked for: skills of a vacancy, a search. Short ones say too little. */
export function wordsToFind(texts: readonly string[]): Sought {
  const words = texts.flatMap((text) => text.match(word) ?? []);
  return new Set(
    words
      .filter((one) => (one.length > 2 || /[\dA-Z]/.test(one)) && !stopWords.has(one.toLowerCase()))
      .map(stem),
  );
}

/** A text in pieces, those that are found apart. */
export function piecesOf(text: string, sought: Sought): Piece[] {
  if (sought.size === 0) return [{ text, found: false }];
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: one, index } of text.matchAll(word)) {
    if (!sought.has(stem(one))) continue;
    if (index > from) pieces.push({ text: text.slice(from, index), found: false });
    pieces.push({ text: one, found: true });
    from = index + one.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), found: false });
  return pieces;
}
