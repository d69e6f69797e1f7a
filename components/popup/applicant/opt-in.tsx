import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../../utils/i18n.ts';
import type { Problem } from '../../../utils/problem.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import type { PopupCalls } from '../calls.ts';
import { Explained } from './explained.tsx';

interface Props {
  calls: Pick<PopupCalls, 'saveSettings'>;
  /** Another way, beside the button. */
  children?: ComponentChildren;
}

/** The first opt-in: the person's own list is read while they have it open. Says first what that means. */
export function OptIn({ calls, children }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const optIn = async () => {
    const answer = await calls.saveSettings({ readPages: true });
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
