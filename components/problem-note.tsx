import { t } from '../utils/i18n.ts';
import type { NextStep, Problem } from '../utils/problem.ts';
import { Button } from './button.tsx';
import { nextText, problemDetails, problemText, stepOf } from './words.ts';

interface Props {
  problem: Problem;
  /** What the person chose to do; without it only the words are shown. */
  onStep?: (step: NextStep) => void;
  /** Copies the details for a report. */
  onCopy?: (details: string) => void;
}

/** Only a plain web address may become a link. */
export const webUrl = (url: string | null | undefined): string | null =>
  url && /^https:\/\//i.test(url) ? url : null;

/** What happened, one next step, and the details for a report. */
export function ProblemNote({ problem, onStep, onCopy }: Props) {
  const step = stepOf(problem);
  const next = nextText(step);
  const url = step === 'open-hh' || step === 'solve-captcha' || step === 'pay' ? webUrl(problem.url) : null;
  return (
    <div class="note" role="status">
      <p class="said">{problemText(problem)}</p>
      <div class="row wrap">
        {next && url && (
          <a class="btn small" href={url} target="_blank" rel="noreferrer">
            {next}
          </a>
        )}
        {next && !url && onStep && step !== 'report' && (
          <Button small onClick={() => onStep(step)}>
            {next}
          </Button>
        )}
        {onCopy && (
          <Button small tone="flat" onClick={() => onCopy(problemDetails(problem))}>
            {t('problem_copy')}
          </Button>
        )}
      </div>
    </div>
  );
}
