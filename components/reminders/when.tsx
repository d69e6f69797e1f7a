import { useRef, useState } from 'preact/hooks';
import { boundsAt, choicesAt, type Due, isDue, morningOf } from '../../utils/domain/due.ts';
import { type Reminder, reminderLimits, type Subject, subjectId } from '../../utils/domain/reminders.ts';
import { t } from '../../utils/i18n.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { Button } from '../ui/button.tsx';
import { Fault, focused, useSending } from '../ui/form.tsx';
import { codeOf, isTyping } from '../ui/keys.ts';
import { problemText } from '../ui/words.ts';
import { useMessages } from '../worker.ts';
import { dueText, reasonText } from './reminder.tsx';

/** A field for the day of a reminder. `due` is the morning of that day; null: the field holds no valid day. */
function useDay(now: number) {
  const [day, setDay] = useState('');
  const { min, max } = boundsAt(now);
  const due = morningOf(day);
  return {
    due: isDue(due) && day >= min && day <= max ? due : null,
    isEmpty: day === '',
    clear: () => setDay(''),
    input: {
      class: 'field small num',
      type: 'date' as const,
      min,
      max,
      value: day,
      onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => setDay(currentTarget.value),
    },
  };
}

interface WhenProps {
  now: number;
  onPick: (until: Due) => void;
  onLeave: () => void;
}

/** When to come back: one of a few times, each with a key, or a day. The first has the focus: B and Enter suffice. */
function When({ now, onPick, onLeave }: WhenProps) {
  const choices = choicesAt(now);
  const day = useDay(now);
  const field = useRef<HTMLInputElement>(null);
  return (
    <form
      class="stack when"
      data-inner=""
      aria-label={t('back_when')}
      onSubmit={(event) => {
        event.preventDefault();
        if (day.due) onPick(day.due);
        else field.current?.focus();
      }}
      onKeyDown={(event) => {
        if (event.isComposing) return;
        const digit = isTyping(event) ? null : /^Digit(\d)$/.exec(codeOf(event));
        const choice = digit && choices[Number(digit[1]) - 1];
        if (event.code !== 'Escape' && !digit) return;
        event.preventDefault();
        event.stopPropagation();
        if (choice) onPick(choice.due);
        else if (digit) field.current?.focus();
        else onLeave();
      }}
    >
      <div class="row wrap">
        {choices.map(({ name, due }, at) => (
          <Button
            key={name}
            small
            ref={at === 0 ? focused : undefined}
            shortcut={String(at + 1)}
            title={dueText(due, now)}
            onClick={() => onPick(due)}
          >
            {t(`back_${name}`)}
          </Button>
        ))}
      </div>
      <div class="row wrap">
        <input ref={field} aria-label={t('back_day')} {...day.input} />
        <Button small type="submit" disabled={!day.due}>
          {t('back_put')}
        </Button>
      </div>
      <p class="small muted">{t('back_effect')}</p>
    </form>
  );
}

/**
 * The day on which a note brings its negotiation back: its field, and `noted`, which sets the reminder before the note
 * is sent, so that a reminder that cannot be stored holds back the note as well.
 */
export function useNoteDay(of: Subject | null, now: number) {
  const { remind } = useMessages();
  const day = useDay(now);
  return {
    field: of && (
      <label class="row small" title={t('note_remind_title')}>
        <span>{t('note_remind')}</span>
        <input aria-label={t('note_remind')} {...day.input} />
      </label>
    ),
    async noted<T>(text: string, write: () => Promise<Result<T>>): Promise<Result<T>> {
      if (of && !day.isEmpty) {
        if (!day.due) return { ok: false, problem: { name: 'day-out-of-range' } };
        const note = text.slice(0, reminderLimits.note);
        const answer = await remind(subjectId(of), { until: day.due, note }, of);
        if (!answer.ok) return answer;
        day.clear();
      }
      return write();
    },
  };
}

interface WhenFormProps extends Pick<WhenProps, 'now' | 'onLeave'> {
  of: Subject;
  onPut: () => void;
}

/** The same choice as a separate form; calls `onPut` once the reminder has been accepted. */
export function WhenForm({ of, onPut, ...when }: WhenFormProps) {
  const { remind } = useMessages();
  const { fault, run } = useSending();
  const pick = async (until: Due) => {
    if (await run(() => remind(subjectId(of), { until }, of))) onPut();
  };
  return (
    <>
      <When {...when} onPick={(until) => void pick(until)} />
      <Fault>{fault}</Fault>
    </>
  );
}

interface PutOffProps {
  of: Subject;
  /** The reminder that is already set. */
  reminder: Reminder | undefined;
  now: number;
  /** The key E dismisses the reminder. */
  keyed?: boolean;
  /** Called when it is snoozed; whether that was accepted is known a moment later. */
  onPut?: (taken: Promise<Problem | null>) => void;
  /** Called when the form closes, and after «Готово». */
  onClosed: () => void;
}

/** Snoozes a negotiation (B) and says why it came back; the same on every surface. Nothing is sent to hh. */
export function PutOff({ of, reminder, now, keyed, onPut, onClosed }: PutOffProps) {
  const { remind } = useMessages();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = (what: { until: Due } | 'done') => {
    const taken = remind(subjectId(of), what, of).then((answer) => (answer.ok ? null : answer.problem));
    setOpen(false);
    onClosed();
    void taken.then(setProblem);
    if (typeof what === 'object') onPut?.(taken);
  };
  return (
    <div class="stack gap">
      {reminder && (
        <p class="small" dir="auto">
          {reasonText(reminder, now)}
        </p>
      )}
      <div class="row wrap">
        {reminder && (
          <Button small {...(keyed && { shortcut: 'E', 'data-key': 'KeyE' })} onClick={() => act('done')}>
            {t('back_done')}
          </Button>
        )}
        <Button
          small
          tone="flat"
          data-key="KeyB"
          shortcut="B"
          aria-expanded={open}
          title={t('back_put_title')}
          onClick={() => setOpen(!open)}
        >
          {t('back_put')}
        </Button>
      </div>
      {open && (
        <When
          now={now}
          onPick={(until) => act({ until })}
          onLeave={() => {
            setOpen(false);
            onClosed();
          }}
        />
      )}
      <Fault>{problem && problemText(problem)}</Fault>
    </div>
  );
}
