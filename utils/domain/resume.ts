import {
  flagOrNull,
  type Guard,
  type Guarded,
  isFlag,
  isListOf,
  isNamed,
  isNumber,
  isShape,
  isText,
  numberOrNull,
  orNull,
  textOrNull,
} from '../guards.ts';
import { isFact, isKnownList, isList } from '../known.ts';

/** Months since January of year 0: resumes have no days. */
type Month = number;
const isMonth: Guard<Month> = isNumber;

export const monthOf = (year: number, month: number): Month => year * 12 + month - 1;

/** One job. null means none: hidden, or never filled in. */
const isJob = isShape({
  position: isFact(textOrNull),
  company: isFact(textOrNull),
  start: isFact(isMonth),
  /** Null: still employed. */
  end: isFact(orNull(isMonth)),
  area: textOrNull,
  industries: isListOf(isText),
  /** Null if there is none. The list of responses does not include it. */
  description: isFact(textOrNull),
});
export type Job = Guarded<typeof isJob>;

/** A school, course or exam. */
const isSchool = isShape({
  name: isFact(isText),
  /** The subject, and the purpose of studying it. */
  subject: isFact(textOrNull),
  result: isFact(textOrNull),
  /** May be in the future. */
  year: isFact(numberOrNull),
});
export type School = Guarded<typeof isSchool>;

const isCertificate = isShape({
  title: isFact(isText),
  year: isFact(numberOrNull),
  url: textOrNull,
});
export type Certificate = Guarded<typeof isCertificate>;

/** hh's comparison of the jobs with the vacancy's requirements. */
export const isMatch = isShape({
  months: isFact(isNumber),
  fits: isFact(isFlag),
  outdated: isFact(isFlag),
  jobs: isListOf(isShape({ position: isText, months: numberOrNull })),
});
export type Match = Guarded<typeof isMatch>;

/** URLs of a picture at hh; they expire after about a day. */
const isPicture = isShape({
  url: isText,
  /** A larger version to open. */
  large: textOrNull,
  words: isFact(textOrNull),
});
export type Picture = Guarded<typeof isPicture>;

/** The applicant's answer about a document or permit; `question` is null if the answers speak for themselves. */
const isCredential = isShape({
  question: textOrNull,
  answers: isListOf(isText),
});
export type Credential = Guarded<typeof isCredential>;

const isRecommendation = isShape({
  name: isText,
  position: isFact(textOrNull),
  organization: isFact(textOrNull),
});

/** A way to contact the applicant. */
const isContact = isShape({
  kind: isFact(textOrNull),
  value: isText,
  comment: textOrNull,
  preferred: isFlag,
});
export type Contact = Guarded<typeof isContact>;

/** Fields that only the full resume has. Reading it marks the response as viewed. */
const isResumeMore = isShape({
  /** Unix ms. */
  readAt: isNumber,
  about: isFact(textOrNull),
  languages: isKnownList(isShape({ name: isText, level: isFact(textOrNull) })),
  /** Documents and permits required in their profession. */
  credentials: isKnownList(isCredential),
  courses: isKnownList(isSchool),
  exams: isKnownList(isSchool),
  roles: isKnownList(isText),
  citizenship: isKnownList(isText),
  workTicket: isKnownList(isText),
  relocation: isFact(textOrNull),
  /** Destinations. */
  relocationTo: isList(isText),
  businessTrips: isFact(textOrNull),
  travelTime: isFact(textOrNull),
  metro: isFact(textOrNull),
  /** Full time, part time …; hh's newer names where available. */
  employment: isKnownList(isText),
  schedule: isKnownList(isText),
  searchStatus: isFact(textOrNull),
  licences: isKnownList(isText),
  hasVehicle: isFact(flagOrNull),
  portfolio: isKnownList(isPicture),
  recommendations: isKnownList(isRecommendation),
  sites: isKnownList(isShape({ name: isFact(textOrNull), url: isText })),
  /** Contacts that we may see. */
  contacts: isKnownList(isContact),
});
export type ResumeMore = Guarded<typeof isResumeMore>;

/** A resume as far as it was read: the fields in the list of responses, or all of them. */
export const isResume = isShape({
  /** Null if hidden, or there is none. */
  photo: isFact(textOrNull),
  jobs: isKnownList(isJob),
  level: isFact(textOrNull),
  schools: isKnownList(isSchool),
  certificates: isKnownList(isCertificate),
  /** Null: the list of responses does not say. */
  skills: orNull(isKnownList(isText)),
  /** What the applicant hides: hh's ids and names. */
  hidden: isKnownList(isNamed),
  /** false: some fields are withheld from us; null: hh does not say. */
  viewsAll: isFact(flagOrNull),
  /** hh gave an address to read the resume. `hasFile`: and one of its file. */
  canOpen: isFlag,
  /** Null: not read. */
  hasFile: flagOrNull,
  /** Null: only the fields in the list were read. */
  more: orNull(isResumeMore),
});
export type Resume = Guarded<typeof isResume>;

/** The latest first; undated jobs last, in hh's order. */
export const latestFirst = (jobs: readonly Job[]): Job[] =>
  [...jobs].sort((a, b) => {
    const [one, other] = [a.start.known ? a.start.value : -1, b.start.known ? b.start.value : -1];
    return other - one || endOf(b) - endOf(a);
  });
const endOf = ({ end }: Job): number => (end.known ? (end.value ?? Number.MAX_SAFE_INTEGER) : -1);

/**
 * Duration in months, counting both the first and the last month as hh does; null if a date is unreadable or
 * implausible.
 */
export function monthsOf({ start, end }: Pick<Job, 'start' | 'end'>, now: Month): number | null {
  if (!start.known || !end.known) return null;
  const months = (end.value ?? now) - start.value + 1;
  return months > 0 && months < 1200 ? months : null;
}

/** Stems to highlight, from `wordsToFind`. */
export type Sought = ReadonlySet<string>;

/** A part of a text, and whether it matches. */
interface Piece {
  text: string;
  found: boolean;
}

/** A word as used in resumes: «1С:ERP» is two, `C++` and `C#` are one each. */
const word = /[\p{L}\p{N}][\p{L}\p{N}+#]*/gu;
const stopWords = new Set(['для', 'или', 'без', 'при', 'под', 'над', 'это', 'the', 'and', 'with', 'for']);

const endings =
  /(?:иями|ями|ами|ией|иям|ием|иях|ого|его|ому|ему|ыми|ими|ях|ах|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ую|юю|ам|ям|ом|ем|ия|ии|ию|а|е|и|й|о|у|ы|ь|ю|я)$/;

/** The common stem of a word's forms: «отчётности» and «отчётность» have the same. */
function stem(one: string): string {
  const plain = one.toLowerCase().replaceAll('ё', 'е');
  if (/^[а-я]{5,}$/.test(plain)) {
    const short = plain.replace(endings, '');
    return short.length >= 3 ? short : plain;
  }
  return /^[a-z]{5,}$/.test(plain) ? plain.replace(/(?:es|s)$/, '') : plain;
}

/** The stems of a vacancy's skills or a search. Skips short words, which are not specific enough. */
export function wordsToFind(texts: readonly string[]): Sought {
  const words = texts.flatMap((text) => text.match(word) ?? []);
  return new Set(
    words
      .filter((one) => (one.length > 2 || /[\dA-Z]/.test(one)) && !stopWords.has(one.toLowerCase()))
      .map(stem),
  );
}

/** Splits a text into matching and other pieces. */
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
