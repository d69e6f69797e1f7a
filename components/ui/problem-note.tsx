import { Component } from 'preact';
import type { Inbox } from '../../utils/domain/inbox.ts';
import { t } from '../../utils/i18n.ts';
import type { NextStep, Problem } from '../../utils/problem.ts';
import { clock, date } from '../../utils/time.ts';
import { Button } from './button.tsx';
import { Link, webUrl } from './link.tsx';
import { canStep } from './next-step.ts';
import { nextText, problemDetails, problemText, stepOf } from './words.ts';

interface Props {
  problem: Problem;
  /** What the person chose to do about the problem; without it only the words are shown. */
  onStep?: (step: NextStep, problem: Problem) => void;
  /** Where "open hh" leads when hh named no page of its own. */
  hhUrl?: string;
  /** Copies the details for a report. */
  onCopy?: (details: string) => void;
}

const onHh: NextStep[] = ['open-hh', 'solve-captcha', 'pay'];
/** Steps that a person takes elsewhere: said, but nothing to press. */
const elsewhere: NextStep[] = ['ask-admin', 'report'];

/** What happened, one next step, and the details for a report. */
export class ProblemNote extends Component<Props, { copied: boolean }> {
  override state = { copied: false };
  render({ problem, hhUrl, onStep, onCopy }: Props, { copied }: { copied: boolean }) {
    const step = stepOf(problem);
    const next = nextText(step);
    const url = onHh.includes(step) && webUrl(problem.url ?? hhUrl);
    const only = elsewhere.includes(step);
    return (
      <div class="note" role="status">
        <p class="said">{problemText(problem)}</p>
        {only && <p class="small">{next}</p>}
        <div class="row wrap">
          {url ? (
            <Link class="btn small" href={url}>
              {next}
            </Link>
          ) : (
            next &&
            onStep &&
            !only && (
              <Button small onClick={() => onStep(step, problem)}>
                {next}
              </Button>
            )
          )}
          {onCopy && (
            <Button
              tone="link"
              onClick={() => {
                onCopy(problemDetails(problem));
                this.setState({ copied: true });
              }}
            >
              {t(copied ? 'problem_copied' : 'problem_copy')}
            </Button>
          )}
        </div>
      </div>
    );
  }
}

interface TroubleProps {
  inbox: Pick<Inbox, 'problem' | 'problemSince' | 'freshAt'>;
  now: number;
  onStep: (problem: Problem) => (step: NextStep) => void;
}

/** Why the list is not fresh, since when, and what to do. The list below stays as it was. */
export function Trouble({ inbox: { problem, problemSince, freshAt }, now, onStep }: TroubleProps) {
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
