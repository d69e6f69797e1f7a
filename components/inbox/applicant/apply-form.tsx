import { useState } from 'preact/hooks';
import type { Entry } from '../../../utils/domain/write-request.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { ResumeId } from '../../../utils/ids.ts';
import type { NextStep, Problem } from '../../../utils/problem.ts';
import { lengthLimit, TextLength } from '../../conversation/composer.tsx';
import { Fault, formKeys, SendButton, useSaved } from '../../ui/form.tsx';
import { Link } from '../../ui/link.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { delay, problemText, withUndo } from '../../ui/words.ts';
import type { ApplicantCalls, ResumeChoice, VacancyToApply } from './calls.ts';
import { useAnswer } from './use-answer.ts';

/** hh takes no longer letter. */
const letterLimit = lengthLimit.old;

interface Props {
  vacancy: VacancyToApply;
  entries: readonly Entry[];
  draft: string;
  undoSeconds: number;
  calls: Pick<ApplicantCalls, 'readChoice' | 'write' | 'saveDraft' | 'copy'>;
  onSent: () => void;
  onStep: (problem: Problem) => (step: NextStep) => void;
}

/** With which resume, and with what letter. */
export function ApplyForm({ vacancy, entries, draft, undoSeconds, calls, onSent, onStep }: Props) {
  const { id, letterRequired } = vacancy;
  const { answer, again } = useAnswer(id, () => calls.readChoice(id));
  const [chosen, setChosen] = useState<ResumeId | null>(null);
  const [text, setText] = useState(draft);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = `apply:${id}`;
  const saved = useSaved((letter) => calls.saveDraft({ key, text: letter }));

  const under = entries.some(
    ({ request, progress }) =>
      request.kind === 'apply' && request.vacancyId === id && progress.at !== 'failed',
  );
  if (under) return <p class="muted">{t('applicant_apply_under')}</p>;
  if (!answer) return <p class="muted">{t('inbox_reading')}</p>;
  if (!answer.ok)
    return (
      <ProblemNote
        problem={answer.problem}
        onStep={(step) => (step === 'retry' || step === 'refresh' ? again() : onStep(answer.problem)(step))}
        onCopy={calls.copy}
      />
    );
  const { suitable } = answer.value;
  const resumeId = chosen ?? suitable[0]?.id ?? null;
  const missing = letterRequired && !text.trim();
  const send = async () => {
    setTried(true);
    if (busy || missing || text.length > letterLimit || !resumeId) return;
    setBusy(true);
    saved.keep();
    // Kept whole until it has arrived; the worker clears it then.
    calls.saveDraft({ key, text });
    const sent = await calls.write({ kind: 'apply', vacancyId: id, resumeId, text: text.trim() });
    setBusy(false);
    setProblem(sent.ok ? null : sent.problem);
    if (sent.ok) onSent();
  };
  return (
    <form
      class="stack"
      aria-label={t('applicant_place_apply')}
      {...formKeys(() => void send())}
      data-inner=""
    >
      {suitable.length === 0 ? (
        <p>{t('applicant_apply_no_resume')}</p>
      ) : (
        <fieldset>
          <legend class="small muted">{t('applicant_apply_resume')}</legend>
          {suitable.map((resume) => (
            <label key={resume.id} class="check">
              <input
                type="radio"
                name="resume"
                checked={resume.id === resumeId}
                onChange={() => setChosen(resume.id)}
              />
              <span class="said" dir="auto">
                {resume.title}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <Unsuitable choice={answer.value} />
      {suitable.length > 0 && (
        <>
          <label class="stack">
            <span class="small muted">
              {t(letterRequired ? 'applicant_apply_letter_required' : 'applicant_apply_letter')}
            </span>
            <textarea
              class="field"
              dir="auto"
              rows={6}
              aria-required={letterRequired}
              aria-invalid={(tried && missing) || text.length > letterLimit}
              value={text}
              onInput={({ currentTarget: { value } }) => {
                setText(value);
                saved.keep(value);
              }}
            />
          </label>
          <TextLength length={text.length} limit={letterLimit} />
          <Fault>
            {tried && missing ? t('applicant_apply_letter_missing') : problem && problemText(problem)}
          </Fault>
          <div>
            <SendButton tone="primary" wide disabled={busy || text.length > letterLimit}>
              {t('applicant_apply_send')}
            </SendButton>
            <p class="small muted gap">
              {withUndo(t('applicant_apply_effect', delay(undoSeconds)), undoSeconds)}
            </p>
          </div>
        </>
      )}
    </form>
  );
}

/** Resumes that cannot be used, each with why. */
const Unsuitable = ({ choice: { unsuitable } }: { choice: ResumeChoice }) => {
  const count = unsuitable.reduce((sum, { resumes }) => sum + resumes.length, 0);
  return count === 0 ? null : (
    <details>
      <summary class="small muted">{plural('applicant_apply_unsuitable', count)}</summary>
      <ul class="stack lines">
        {unsuitable.flatMap(({ reason, resumes }) =>
          resumes.map(({ id, title, url }) => (
            <li key={id}>
              <div class="ell" dir="auto" title={title}>
                <Link href={url}>{title}</Link>
              </div>
              <div class="small muted">{t(`applicant_resume_${reason}`)}</div>
            </li>
          )),
        )}
      </ul>
    </details>
  );
};
