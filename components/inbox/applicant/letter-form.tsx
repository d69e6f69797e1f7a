import { useState } from 'preact/hooks';
import { t } from '../../../utils/i18n.ts';
import type { Problem, Result } from '../../../utils/problem.ts';
import { Button } from '../../ui/button.tsx';
import { Fault, formKeys } from '../../ui/form.tsx';
import { delay, problemText } from '../../ui/words.ts';

interface Props {
  text: string;
  undoSeconds: number;
  onSave: (text: string) => Promise<Result<unknown>>;
  onClose: () => void;
}

/** hh takes no longer letter. */
export const letterLimit = 10_000;

/** «10 200 из 10 000 знаков», once it is near. */
export const LetterLength = ({ length }: { length: number }) =>
  length > letterLimit * 0.9 ? (
    <p
      class={`small num ${length > letterLimit ? 'bad' : 'muted'}`}
      role={length > letterLimit ? 'alert' : undefined}
    >
      {t('composer_length', length.toLocaleString(t('locale')), letterLimit.toLocaleString(t('locale')))}
    </p>
  ) : null;

/** My covering letter put right, while nobody has read it. */
export function LetterForm({ text: before, undoSeconds, onSave, onClose }: Props) {
  const [text, setText] = useState(before);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const rests = busy || !text.trim() || text.length > letterLimit;
  const save = async () => {
    if (rests) return;
    if (text === before) return onClose();
    setBusy(true);
    const answer = await onSave(text);
    setBusy(false);
    if (answer.ok) onClose();
    else setProblem(answer.problem);
  };
  return (
    <form
      class="stack letter"
      aria-label={t('applicant_letter_edit')}
      {...formKeys(() => void save(), onClose)}
      data-inner=""
    >
      <textarea
        class="field"
        dir="auto"
        rows={6}
        aria-label={t('applicant_letter')}
        aria-invalid={text.length > letterLimit}
        ref={focus}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <LetterLength length={text.length} />
      <Fault>{problem && problemText(problem)}</Fault>
      <div class="row">
        <Button small tone="primary" type="submit" disabled={rests}>
          {t('chat_save')}
        </Button>
        <Button small tone="flat" onClick={onClose}>
          {t('chat_keep')}
        </Button>
      </div>
      <p class="small muted">{t('applicant_letter_effect', delay(undoSeconds))}</p>
    </form>
  );
}

const focus = (element: HTMLElement | null) => element?.focus();
