import { useEffect, useState } from 'preact/hooks';
import { type Reminder, reminderId, undoableReminder, undoEndsAt } from '../../utils/domain/reminders.ts';
import { t } from '../../utils/i18n.ts';
import { Button } from '../ui/button.tsx';
import { useMessages } from '../worker.ts';
import { dueText, saidOf } from './words.ts';

interface Props {
  reminders: readonly Reminder[];
  /** Whether the key Z undoes this, and nothing newer. */
  keyed: boolean;
  onUndo?: (one: Reminder) => void;
}

/** What was just snoozed or dismissed, and a button that undoes it; disappears after ten seconds. */
export function ReminderToast({ reminders, keyed, onUndo }: Props) {
  const { remind } = useMessages();
  const [now, setNow] = useState(Date.now);
  const last = undoableReminder(reminders, Math.max(now, Date.now()));
  const ends = last && undoEndsAt(last);
  useEffect(() => {
    if (ends === null) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, ends - Date.now()) + 1);
    return () => clearTimeout(timer);
  }, [ends]);
  if (!last) return null;
  const said = saidOf(last);
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
          onClick={() => {
            void remind(reminderId(last), 'undo', null);
            onUndo?.(last);
          }}
        >
          {t('undo_take_back')}
        </Button>
      </div>
    </section>
  );
}
