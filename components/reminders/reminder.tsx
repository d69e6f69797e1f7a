import { useEffect, useState } from 'preact/hooks';
import { titleOf } from '../../utils/domain/applicant/negotiation.ts';
import { type Due, daysUntil, dueAt } from '../../utils/domain/due.ts';
import type { Millis } from '../../utils/domain/negotiation.ts';
import {
  foundByRules,
  isDueNow,
  type Reminder,
  reminderId,
  type Subject,
  undoableReminders,
  undoEndsAt,
  whyText,
} from '../../utils/domain/reminders.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { Problem } from '../../utils/problem.ts';
import { clock, date, moment, waiting } from '../../utils/time.ts';
import type { Fact } from '../negotiation/row-words.ts';
import { Button } from '../ui/button.tsx';
import { Fault } from '../ui/form.tsx';
import { candidateName, problemText, stageText } from '../ui/words.ts';
import { type Messages, useMessages, useWorker } from '../worker.ts';

/* Reminders as they are shown: in words (about whom, why and when), and what is done to several of them at once. */

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

interface ToastProps {
  reminders: readonly Reminder[];
  /** Whether the key Z undoes this, and nothing newer. */
  keyed: boolean;
  /** Called when the change of a single reminder is undone. */
  onUndo?: (one: Reminder) => void;
}

/** Undoes what was just done to these reminders, together. */
export function takeBackReminders(
  last: readonly Reminder[],
  remindAll: Messages['remindAll'],
  onUndo?: (one: Reminder) => void,
): void {
  void remindAll(last.map(reminderId), 'undo');
  const [one, another] = last;
  if (one && !another) onUndo?.(one);
}

/** What was just snoozed or dismissed, and a button that undoes it; disappears after ten seconds. */
export function ReminderToast({ reminders, keyed, onUndo }: ToastProps) {
  const { remindAll } = useMessages();
  const [now, setNow] = useState(Date.now);
  const done = undoableReminders(reminders, Math.max(now, Date.now()));
  const [last] = done;
  const ends = last ? undoEndsAt(last) : null;
  useEffect(() => {
    if (ends === null) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, ends - Date.now()) + 1);
    return () => clearTimeout(timer);
  }, [ends]);
  if (!last) return null;
  const said = saidOf(done);
  return (
    <section class="undo toast" aria-label={t('undo_label')}>
      <div class="row">
        <div class="grow">
          <div class="clamp" dir="auto" title={said}>
            {said}
          </div>
          <div class="small ell">
            {last.done
              ? t('back_done_effect')
              : t(last.away ? 'back_put_off' : 'back_on', dueText(last.until, now))}
          </div>
        </div>
        <Button
          small
          shortcut={keyed ? 'Z' : null}
          onClick={() => takeBackReminders(done, remindAll, onUndo)}
        >
          {t('undo_take_back')}
        </Button>
      </div>
    </section>
  );
}

interface DismissProps {
  reminders: readonly Reminder[];
  now: Millis;
  /** Called when they are gone, and the button with them. */
  onDone: () => void;
}

/** Above a list of reminders: how many of them appeared by themselves, and a button that dismisses all of these. */
export function DismissFound({ reminders, now, onDone }: DismissProps) {
  const { remindAll } = useWorker();
  const [problem, setProblem] = useState<Problem | null>(null);
  const found = foundByRules(reminders, now);
  if (found.length < 2) return null;
  const dismiss = async () => {
    const answer = await remindAll(found.map(reminderId), 'done');
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) onDone();
  };
  return (
    <div class="found small">
      <div class="row">
        <span class="grow ell muted" title={t('back_found_title')}>
          {t('back_found', found.length)}
        </span>
        <Button small title={plural('back_found_dismiss_title', found.length)} onClick={() => void dismiss()}>
          {t('back_found_dismiss')}
        </Button>
      </div>
      <Fault>{problem && problemText(problem)}</Fault>
    </div>
  );
}
