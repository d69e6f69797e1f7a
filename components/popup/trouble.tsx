import type { Inbox } from '../../utils/domain/inbox.ts';
import { t } from '../../utils/i18n.ts';
import type { NextStep, Problem } from '../../utils/problem.ts';
import { clock, date } from '../../utils/time.ts';
import { canStep } from '../ui/next-step.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

interface Props {
  inbox: Pick<Inbox, 'problem' | 'problemSince' | 'freshAt'>;
  now: number;
  onStep: (problem: Problem) => (step: NextStep) => void;
}

/** Why the list is not fresh, since when, and what to do. The list below stays as it was. */
export function Trouble({ inbox: { problem, problemSince, freshAt }, now, onStep }: Props) {
  if (!problem) return null;
  const since = problemSince ?? freshAt;
  return (
    <div class="trouble">
      <ProblemNote
        problem={problem}
        onStep={canStep(problem) ? onStep(problem) : undefined}
        onCopy={(details) => void navigator.clipboard.writeText(details)}
      />
      {since !== null && (
        <p class="small muted">
          {t(
            'popup_stale_since',
            date(since, now) === date(now, now) ? clock(since) : `${date(since, now)}, ${clock(since)}`,
          )}
        </p>
      )}
    </div>
  );
}
