import { useState } from 'preact/hooks';
import { t } from '../utils/i18n.ts';
import type { NextStep, Problem } from '../utils/problem.ts';
import { Button } from './button.tsx';
import { nextText, problemDetails, problemText, stepOf } from './words.ts';

interface Props {
  problem: Problem;
  /** What the person chose to do; without it only the words are shown. */
  onStep?: (step: NextStep) => void;
  /** Where "open hh" leads when hh named no page of its own. */
  hhUrl?: string;
  /** Copies the details for a report. */
  onCopy?: (details: string) => void;
}

/** Only a plain web address may become a link. */
export const webUrl = (url: string | null | undefined): string | null =>
  url && /^https:\/\//i.test(url) ? url : null;

const onHh = new Set<NextStep>(['open-hh', 'solve-captcha', 'pay']);
/** Steps that a person takes elsewhere: said, but nothing to press. */
const elsewhere = new Set<NextStep>(['ask-admin', 'report']);

/** What happened, one next step, and the details for a report. */
export function ProblemNote({ problem, hhUrl, onStep, onCopy }: Props) {
  const [copied, setCopied] = useState(false);
  const step = stepOf(problem);
  const next = nextText(step);
  const url = onHh.has(step) ? webUrl(problem.url ?? hhUrl) : null;
  return (
    <div class="note" role="status">
      <p class="said">{problemText(problem)}</p>
      {next && elsewhere.has(step) && <p class="small">{next}</p>}
      <div class="row wrap">
        {next && url && (
          <a class="btn small" href={url} target="_blank" rel="noreferrer">
            {next}
          </a>
        )}
        {next && !url && onStep && !elsewhere.has(step) && (
          <Button small onClick={() => onStep(step)}>
            {next}
          </Button>
        )}
        {onCopy && (
          <Button
            tone="link"
            onClick={() => {
              onCopy(problemDetails(problem));
              setCopied(true);
            }}
          >
            {copied ? t('problem_copied') : t('problem_copy')}
          </Button>
        )}
      </div>
    </div>
  );
}
