import { parse as parseEnglish } from 'chrono-node/en';
import { parse as parseRussian } from 'chrono-node/ru';
import { valueOr } from '../known.ts';
import { type ApplicantNegotiation, isMine } from './applicant/negotiation.ts';
import type { Message } from './conversation.ts';
import { type Due, dayOf, dueAt, dueOf, morningOf } from './due.ts';
import type { Millis } from './negotiation.ts';
import type { Found } from './reminders.ts';
import { toneOf } from './stage.ts';

/*
 * When an interview seems to be, out of what an employer wrote. Loaded by a page when a conversation is open, since it brings a
 * library of dates; a date that is found may be wrong, so whoever tells of it quotes the words.
 */

/** «12/05» may be a day or a shift, and a number of hours or days is no day. */
const doubtful = /\d\/\d|\d *(?:ч|час|мин|дн|нед|лет|h|hour|min|day|week|year)/i;

/** The moments that a text names with a day and an hour, in its own words. @param sentAt when it was written */
function momentsIn(text: string, sentAt: Millis): { at: Due; words: string }[] {
  const parse = /\p{Script=Cyrillic}/u.test(text) ? parseRussian : parseEnglish;
  // «1 декабря 2026 г. в 14:00» is one moment.
  const plain = text.replace(/(\d{4}) ?г(?:\.|ода)?(?!\p{L})/giu, '$1');
  return parse(plain, new Date(sentAt), { forwardDate: true }).flatMap(({ start, text: words }) => {
    const isDay = start.isCertain('day') || start.isCertain('weekday');
    return isDay && start.isCertain('hour') && !doubtful.test(words)
      ? [{ at: dueOf(start.date()), words: words.trim() }]
      : [];
  });
}

/**
 * Of the newest message of the employer's that names a moment: told in the morning of the day before, and of the day. null where
 * it names several, or one that is over, or no interview is to be expected.
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
    const [moment, ...others] = momentsIn(said, at.value);
    if (!moment) continue;
    if (dueAt(moment.at) <= now || others.some((other) => other.at !== moment.at)) return null;
    const before = new Date(dueAt(moment.at));
    before.setDate(before.getDate() - 1);
    return {
      of: { kind: 'application', negotiation },
      until: morningOf(dayOf(dueOf(before))),
      why: { kind: 'interview', message: id, on: moment.at, text: moment.words },
    };
  }
  return null;
}
