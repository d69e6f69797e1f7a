import { parse as parseEnglish } from 'chrono-node/en';
import { parse as parseRussian } from 'chrono-node/ru';
import { valueOr } from '../known.ts';
import { day } from '../time.ts';
import { type ApplicantNegotiation, isMine } from './applicant/negotiation.ts';
import type { Message } from './conversation.ts';
import { type Day, type Due, dayOf, dueAt, dueOf, morningOf } from './due.ts';
import type { Found } from './follow-ups.ts';
import type { Millis } from './negotiation.ts';
import { toneOf } from './stage.ts';

/*
 * Guesses the time of an interview from an employer's message. A page loads this module when a conversation is
 * open, because it includes a date library. A date found may be wrong, so the interface quotes the words. An
 * ambiguous text yields nothing.
 */

/**
 * «12/05» may be a date or a shift pattern, a number of hours or days is not a date, and "from the 1st" is the
 * start of something.
 */
const doubtful = /\d\/\d|\d *(?:ч|час|мин|дн|нед|лет|h|hour|min|day|week|year)|^с\s*\d{1,2}\s+\p{L}/iu;
/** Before the end of a period or deadline. */
const isEnd = /(?<!\p{L})(?:до|к|по|не позже|не позднее|by|until|till?|before|through|due)\s*$/iu;
/** In the same sentence before a time that is not a meeting, or is in the past. */
const isOther =
  /(?<!\p{L})(?:график|режим|работа(?:ет|ем|ют)|дедлайн|срок(?:а|и|ом)?(?!\p{L})|звони[лт]|приходил|не пришл|deadline|open|hours|called|missed)/iu;
const orAfter = /^[\s,]*(?:или|либо|or)(?!\p{L})/iu;
const orBefore = /(?<!\p{L})(?:или|либо|or)\s*$/iu;
/** What alone may separate two days of one list or range. */
const isAmong = /^[\s,]*(?:по|и|and|to|through|[-–—])?[\s,]*$/iu;
const isCalledOff =
  /(?<!\p{L})(?:отменя(?:ем|ется)|отмен(?:ён|ен|или)\p{L}?(?!\p{L})|не состоится|cancell?ed(?!\p{L}))/iu;
const sentenceEnd = /[.!?…](?:\s|$)|\n/;
/** Interviews take place during the day. */
const isByDay = (hour: number | null) => hour !== null && hour >= 8 && hour <= 21;
/**
 * How long after its message an interview may be: a past day without a year is parsed as that day of the next
 * year.
 */
const farthest = 60 * day;

type ParsedResult = ReturnType<typeof parseRussian>[number];

/** A time named in a message; `at` is null if the message offers a choice of several. */
interface Moment {
  at: Due | null;
  words: string;
}

const dayIn = ({ start }: ParsedResult): Day | null =>
  start.isCertain('day') || start.isCertain('weekday') ? dayOf(dueOf(start.date())) : null;

/**
 * The times that a text names with a day and an hour.
 * @param sentAt when it was written
 */
function momentsIn(text: string, sentAt: Millis): Moment[] {
  const parse = /\p{Script=Cyrillic}/u.test(text) ? parseRussian : parseEnglish;
  const plain = text
    // «1 декабря 2026 г. в 14:00» is a single date and time.
    .replace(/(\d{4}) ?г(?:\.|ода)?(?!\p{L})/giu, '$1')
    // Most of the country gives times in this zone, in Cyrillic letters that the library does not know.
    .replace(/(\d) ?\(?(?:по )?(?:мск|москве|московскому(?: времени)?)(?!\p{L})\)?/giu, '$1 MSK')
    // A phone number's country code would be parsed as a time zone.
    .replace(/\+\d[\d\s()–-]{7,}/g, ';');
  const results = parse(plain, new Date(sentAt), { forwardDate: true });
  const areTogether = (one: ParsedResult | undefined, next: ParsedResult | undefined) => {
    const [day, other] = [one && dayIn(one), next && dayIn(next)];
    if (!one || !next || !day || !other || day === other) return false;
    return isAmong.test(plain.slice(one.index + one.text.length, next.index));
  };
  return results.flatMap((result, order): Moment[] => {
    const { index, start, end, text: words } = result;
    if (!dayIn(result) || !start.isCertain('hour') || doubtful.test(words)) return [];
    const before = plain.slice(0, index).split(sentenceEnd).at(-1) ?? '';
    const after = plain.slice(index + words.length).split(sentenceEnd)[0] ?? '';
    if (orBefore.test(before) || orAfter.test(after)) return [{ at: null, words }];
    const at = dueOf(start.date());
    if (areTogether(results[order - 1], result) || areTogether(result, results[order + 1])) return [];
    if ((end && dayOf(dueOf(end.date())) !== dayOf(at)) || isEnd.test(before) || isOther.test(before))
      return [];
    if (!isByDay(start.get('hour')) || dueAt(at) - sentAt > farthest) return [];
    return [{ at, words: words.trim() }];
  });
}

/**
 * A reminder of the interview named in the employer's newest message with a time, due on the morning of the day
 * before. Null if the message names several times, the time has passed, a later message cancels it, or no
 * interview is expected.
 */
export function interviewOf(
  negotiation: ApplicantNegotiation,
  messages: readonly Message[],
  now: Millis,
): Found | null {
  if (!isMine(negotiation) || toneOf(negotiation.stage.id) !== 'good') return null;
  for (const { id, author, kind, text, at } of messages.toReversed()) {
    const said = valueOr(text, null);
    if (!said || !at.known || valueOr(kind, null) !== 'text' || valueOr(author, null) !== 'employer')
      continue;
    if (isCalledOff.test(said)) return null;
    const [moment, ...others] = momentsIn(said, at.value);
    if (!moment) continue;
    const { at: on, words } = moment;
    if (on === null || dueAt(on) <= now || others.some((other) => other.at !== on)) return null;
    const before = new Date(dueAt(on));
    before.setDate(before.getDate() - 1);
    return {
      of: { kind: 'application', negotiation },
      until: morningOf(dayOf(dueOf(before))),
      why: { kind: 'interview', message: id, on, text: words },
    };
  }
  return null;
}
