import { useState } from 'preact/hooks';
import type { Millis } from '../../utils/domain/negotiation.ts';
import { foundByRules, type Reminder, reminderId } from '../../utils/domain/reminders.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { Problem } from '../../utils/problem.ts';
import { Button } from '../ui/button.tsx';
import { Fault } from '../ui/form.tsx';
import { problemText } from '../ui/words.ts';
import { useWorker } from '../worker.ts';

interface Props {
  reminders: readonly Reminder[];
  now: Millis;
  /** Called when they are gone, and the button with them. */
  onDone: () => void;
}

/** Above a list of reminders: how many of them appeared by themselves, and a button that dismisses all of these. */
export function DismissFound({ reminders, now, onDone }: Props) {
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
