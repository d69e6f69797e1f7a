import { useContext, useState } from 'preact/hooks';
import type { Inbox } from '../../utils/domain/inbox.ts';
import { t } from '../../utils/i18n.ts';
import type { NextStep, Problem } from '../../utils/problem.ts';
import { clock, date } from '../../utils/time.ts';
import { MessagesContext } from '../worker.ts';
import { Button } from './button.tsx';
import { Link, webUrl } from './link.tsx';
import { canStep, takeStep } from './next-step.ts';
import { nextText, problemDetails, problemText, stepOf } from './words.ts';

interface Props {
  problem: Problem;
  /** Since when, where something old is shown meanwhile. */
  since?: string | null;
  /** Where "open hh" leads when hh named no page of its own. */
  hhUrl?: string;
  /** Reads again what the problem is about. */
  again?: () => void;
  /** Whose half of the extension has the problem. */
  account?: 'employer' | 'applicant';
  /** What to do about it is said elsewhere. */
  wordsOnly?: boolean;
}

const onHh: NextStep[] = ['open-hh', 'solve-captcha', 'pay'];
/** Steps that a person takes elsewhere: said, but nothing to press. */
const elsewhere: NextStep[] = ['ask-admin', 'report'];
const byReading: NextStep[] = ['retry', 'refresh', 'wait'];

/** What happened, one next step, and the details for a report. Without a worker above only the words are shown. */
export function ProblemNote({ problem, since, hhUrl, again, account, wordsOnly }: Props) {
  const worker = useContext(MessagesContext);
  const [copied, setCopied] = useState(false);
  const step = stepOf(problem);
  const next = nextText(step);
  const url = onHh.includes(step) && webUrl(problem.url ?? hhUrl);
  const only = elsewhere.includes(step);
  const takesStep = worker && !wordsOnly && canStep(problem) && (again || !byReading.includes(step));
  const act =
    takesStep &&
    (() => takeStep(problem, hhUrl ?? 'https://hh.ru/', { ...worker, refresh: () => again?.() }, account));
  return (
    <div class="note strip" role="status">
      <p class="said">
        {problemText(problem)}
        {since && <span class="small muted"> {since}</span>}
      </p>
      {only && <p class="small">{next}</p>}
      {url ? (
        <Link class="btn small" href={url}>
          {next}
        </Link>
      ) : (
        next &&
        act &&
        !only && (
          <Button small onClick={act}>
            {next}
          </Button>
        )
      )}
      {worker && (
        <Button
          tone="link"
          onClick={() => {
            worker.copy(problemDetails(problem));
            setCopied(true);
          }}
        >
          {t(copied ? 'problem_copied' : 'problem_copy')}
        </Button>
      )}
    </div>
  );
}

interface TroubleProps extends Pick<Props, 'hhUrl' | 'again' | 'account'> {
  inbox: Pick<Inbox, 'problem' | 'problemSince' | 'freshAt'>;
  now: number;
}

/** Why the list is not fresh, since when, and what to do. The list below stays as it was. */
export function Trouble({ inbox: { problem, problemSince, freshAt }, now, ...step }: TroubleProps) {
  if (!problem) return null;
  const since = problemSince ?? freshAt;
  return (
    <div class="trouble">
      <ProblemNote
        problem={problem}
        since={
          since === null
            ? null
            : t(
                'popup_stale_since',
                date(since, now) === date(now, now) ? clock(since) : `${date(since, now)}, ${clock(since)}`,
              )
        }
        {...step}
      />
    </div>
  );
}
