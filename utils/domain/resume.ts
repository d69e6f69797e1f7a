import {
  flagOrNull,
  type Guard,
  type Guarded,
  isFlag,
  isListOf,
  isNamed,
  isNumber,
  isOneOf,
  isShape,
  isText,
  numberOrNull,
  orNull,
  textOrNull,
} from '../guards.ts';
import { isFact, isKnownList, isList } from '../known.ts';

/** A month, counted from January of the year 0: resumes name no days. */
type Month = number;
const isMonth: Guard<Month> = isNumber;

export const monthOf = (year: number, month: number): Month => year * 12 + month - 1;

/** One place of work. null where there is none: hidden, or never filled in. */
export const isJob = isShape({
  position: isFact(textOrNull),
  company: isFact(textOrNull),
  start: isFact(isMonth),
  /** null: to this day. */
  end: isFact(orNull(isMonth)),
  area: textOrNull,
  industries: isListOf(isText),
  /** null: there is none. The list of responses does not have it. */
  description: isFact(textOrNull),
});
export type Job = Guarded<typeof isJob>;

/** A school, a course, an exam. */
export const isSchool = isShape({
  name: isFact(isText),
  /** What was studied there, and to which end. */
  subject: isFact(textOrNull),
  result: isFact(textOrNull),
  /** May lie ahead. */
  year: isFact(numberOrNull),
});
export type School = Guarded<typeof isSchool>;

export const isCertificate = isShape({
  title: isFact(isText),
  year: isFact(numberOrNull),
  url: textOrNull,
});
export type Certificate = Guarded<typeof isCertificate>;

/** What hh finds of the jobs in what the vacancy asks for. */
export const isMatch = isShape({
  months: isFact(isNumber),
  fits: isFact(isFlag),
  outdated: isFact(isFlag),
  jobs: isListOf(isShape({ position: isText, months: numberOrNull })),
});
export type Match = Guarded<typeof isMatch>;

/** Where a picture lies at hh; such an address is good for about a day. */
export const isPicture = isShape({
  url: isText,
  /** Larger, to be opened. */
  large: textOrNull,
  words: isFact(textOrNull),
});
export type Picture = Guarded<typeof isPicture>;

export const isContactStatus = isOneOf('FULL', 'IPC', 'NONE');
export type ContactStatus = Guarded<typeof isContactStatus>;

/** What the applicant answered about a document or a permit; question null: the answers say it all. */
export const isCredential = isShape({
  question: textOrNull,
  answers: isListOf(isText),
});
export type Credential = Guarded<typeof isCredential>;

export const isRecommendation = isShape({
  name: isText,
  position: isFact(textOrNull),
  organization: isFact(textOrNull),
});
export type Recommendation = Guarded<typeof isRecommendation>;

/** A way to reach the applicant. */
export const isContact = isShape({
  kind: isFact(textOrNull),
  value: isText,
  comment: textOrNull,
  preferred: isFlag,
});
export type Contact = Guarded<typeof isContact>;

/** What only the resume itself says. Reading it marks the response as viewed. */
export const isResumeMore = isShape({
  /** Unix ms. */
  readAt: isNumber,
  about: isFact(textOrNull),
  languages: isKnownList(isShape({ name: isText, level: isFact(textOrNull) })),
  /** Documents and permits of their trade. */
  credentials: isKnownList(isCredential),
  courses: isKnownList(isSchool),
  exams: isKnownList(isSchool),
  roles: isKnownList(isText),
  citizenship: isKnownList(isText),
  workTicket: isKnownList(isText),
  relocation: isFact(textOrNull),
  /** Where to. */
  relocationTo: isList(isText),
  businessTrips: isFact(textOrNull),
  travelTime: isFact(textOrNull),
  metro: isFact(textOrNull),
  /** Full time, part time …; the newer names where hh has them. */
  employment: isKnownList(isText),
  schedule: isKnownList(isText),
  searchStatus: isFact(textOrNull),
  licences: isKnownList(isText),
  hasVehicle: isFact(flagOrNull),
  portfolio: isKnownList(isPicture),
  recommendations: isKnownList(isRecommendation),
  sites: isKnownList(isShape({ name: isFact(textOrNull), url: isText })),
  /** Those that are open to us. */
  contacts: isKnownList(isContact),
});
export type ResumeMore = Guarded<typeof isResumeMore>;

/** A resume, as far as it was read: what the list of responses gives, or all of it. */
export const isResume = isShape({
  /** null: hidden, or there is none. */
  photo: isFact(textOrNull),
  jobs: isKnownList(isJob),
  level: isFact(textOrNull),
  schools: isKnownList(isSchool),
  certificates: isKnownList(isCertificate),
  /** null: the list of responses does not say. */
  skills: orNull(isKnownList(isText)),
  /** What the applicant hides, by hh's id, in hh's words. */
  hidden: isKnownList(isNamed),
  /** Some fields are kept back from us; null: hh does not say. */
  viewsAll: isFact(flagOrNull),
  contactStatus: orNull(isContactStatus),
  /** hh gave an address where it can be read, and one of its file. */
  canOpen: isFlag,
  /** null: not read. */
  hasFile: flagOrNull,
  /** null: only what the list gives was read. */
  more: orNull(isResumeMore),
});
export type Resume = Guarded<typeof isResume>;

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
