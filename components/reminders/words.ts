import { titleOf } from '../../utils/domain/applicant/negotiation.ts';
import { type Due, daysUntil, dueAt } from '../../utils/domain/due.ts';
import type { Millis } from '../../utils/domain/negotiation.ts';
import { isDueNow, type Reminder, type Subject, whyText } from '../../utils/domain/reminders.ts';
import { plural, t } from '../../utils/i18n.ts';
import { clock, date, moment, waiting } from '../../utils/time.ts';
import type { Fact } from '../negotiation/row-words.ts';
import { candidateName, stageText } from '../ui/words.ts';

/* A reminder in words: about whom, why and when. */

export const subjectName = (of: Subject): string =>
  of.kind === 'response' ? candidateName(of.row.candidate) : titleOf(of.negotiation);

/** «сегодня», «завтра», «пн», «1 дек» */
function dayText(due: Due, now: Millis): string {
  const days = daysUntil(due, now);
  if (days === 0) return t('back_today');
  if (days === 1) return t('back_day_1');
  const at = dueAt(due);
  const weekday = t('back_weekdays').split(' ')[new Date(at).getDay()];
  return weekday && days > 1 && days < 7 ? weekday : date(at, now);
}

/** «завтра, 09:00» */
export const dueText = (due: Due, now: Millis): string => t('back_at', dayText(due, now), clock(dueAt(due)));

/** Why the reminder is in the list. */
export function reasonText(one: Reminder, now: Millis): string {
  const { of, back, until, why } = one;
  if (back === 'message') return t('back_message');
  if (back === 'stage')
    return of.kind === 'response' ? t('back_stage', stageText(of.row.stage)) : t('back_answer');
  return whyText(one, now) || t(why ? 'back_on' : 'back_put_off', dueText(until, now));
}

/** What was done a moment ago: «Отложено · Петрова Инна», «12 напоминаний убрано». */
export function saidOf([one, ...others]: readonly Reminder[]): string {
  if (!one) return '';
  if (others.length > 0) return plural('back_done_all_said', others.length + 1);
  return t(one.done ? 'back_done_said' : one.away ? 'back_put_said' : 'back_note_said', subjectName(one.of));
}

/** When the reminder is due, or how late it is. */
export function dueChip(one: Reminder, now: Millis): Fact {
  // For an interview, the chip shows the interview's date, not the reminder's.
  if (one.why?.kind === 'interview' && !one.away)
    return {
      text: dueText(one.why.on, now),
      tone: isDueNow(one, now) ? 'wait' : 'neutral',
      title: reasonText(one, now),
    };
  const title = moment(dueAt(one.until));
  if (one.back) return { text: t('back_now'), tone: 'accent', title: reasonText(one, now) };
  // A follow-up that the extension found is never late: its chip says how long nothing has happened.
  if (one.why?.kind === 'silence' && !one.away)
    return { text: waiting(one.why.since, now), tone: 'wait', title: reasonText(one, now) };
  if (!isDueNow(one, now)) return { text: dueText(one.until, now), tone: 'neutral', title };
  const late = -daysUntil(one.until, now);
  return late > 0
    ? { text: plural('back_late', late), tone: 'bad', title }
    : { text: dayText(one.until, now), tone: 'wait', title };
}
