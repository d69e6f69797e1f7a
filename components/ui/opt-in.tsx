import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import type { Problem } from '../../utils/problem.ts';
import { useWorker } from '../worker.ts';
import { Button } from './button.tsx';
import { ProblemNote } from './problem-note.tsx';

/** What reading one's own page means: what is read, when, and what does not happen. */
export const Explained = () => (
  <ul class="bullets small muted">
    <li>{t('applicant_opt_what')}</li>
    <li>{t('applicant_opt_when')}</li>
    <li>{t('applicant_opt_nothing')}</li>
  </ul>
);

interface Props {
  /** Another way, beside the button. */
  children?: ComponentChildren;
}

/** The first opt-in: the person's own list is read while they have it open. Says first what that means. */
export function OptIn({ children }: Props) {
  const worker = useWorker();
  const [problem, setProblem] = useState<Problem | null>(null);
  const optIn = async () => {
    const answer = await worker.saveSettings({ readPages: true });
    setProblem(answer.ok ? null : answer.problem);
  };
  return (
    <>
      <Explained />
      {problem && <ProblemNote problem={problem} />}
      <div class="row wrap">
        <Button tone="primary" onClick={optIn}>
          {t('applicant_opt_in')}
        </Button>
        {children}
      </div>
    </>
  );
}
