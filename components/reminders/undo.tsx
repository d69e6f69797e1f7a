import { useEffect, useState } from 'preact/hooks';
import { type Reminder, reminderId, undoableReminders, undoEndsAt } from '../../utils/domain/reminders.ts';
import { t } from '../../utils/i18n.ts';
import { Button } from '../ui/button.tsx';
import { type Messages, useMessages } from '../worker.ts';
import { dueText, saidOf } from './words.ts';

interface Props {
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
export function ReminderToast({ reminders, keyed, onUndo }: Props) {
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
