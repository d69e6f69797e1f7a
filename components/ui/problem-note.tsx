import { useContext, useState } from 'preact/hooks';
import type { Inbox } from '../../utils/domain/inbox.ts';
import { dotted, type MessageKey, t } from '../../utils/i18n.ts';
import type { Problem } from '../../utils/problem.ts';
import { clock, date } from '../../utils/time.ts';
import { MessagesContext } from '../worker.ts';
import { Button, IconButton, Link, webUrl } from './button.tsx';
import { Icon } from './icon.tsx';
import { takeStep, wayOf } from './next-step.ts';
import { nextText, problemDetails, problemText, stepOf } from './words.ts';

interface Props {
  problem: Problem;
  /** Since when it lasts, where older data is shown meanwhile. */
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

/**
 * What happened, since when, and one next step, in one line where there is room; behind its arrow all of the words and
 * the details for a report. Without a worker above only the words are shown.
 */
export function ProblemNote({ problem, since, hhUrl, again, account, wordsOnly }: Props) {
  const worker = useContext(MessagesContext);
  const [open, setOpen] = useState(false);
  const [copied, setCopied] = useState(false);
  const step = stepOf(problem);
  const next = nextText(step);
  const way = wayOf(problem);
  const url = way === 'page' && webUrl(problem.url ?? hhUrl);
  const words = problemText(problem);
  // A step that a person takes elsewhere is said, but there is nothing to press.
  const whole = dotted(words, since, (step === 'ask-admin' || step === 'report') && next);
  // With the age of the list behind it there is room for the first sentence.
  const said = since && !open ? [words.split('. ')[0], since].join(' · ') : whole;
  const takesStep = way && !wordsOnly && (again || way !== 'reading');
  return (
    <div class={`note strip${open ? ' open' : ''}`} role="status">
      <Icon name="warning" />
      <p class="said" title={open ? undefined : whole}>
        {said}
      </p>
      {url ? (
        <Link class="btn small" href={url}>
          {next}
        </Link>
      ) : (
        worker &&
        takesStep && (
          <Button
            small
            onClick={() =>
              takeStep(problem, hhUrl ?? 'https://hh.ru/', { ...worker, refresh: () => again?.() }, account)
            }
          >
            {next}
          </Button>
        )
      )}
      {worker && (
        <IconButton
          icon={open ? 'up' : 'down'}
          label={t('problem_details')}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      )}
      {worker && open && (
        <Button small onClick={async () => setCopied(await worker.copy(problemDetails(problem)))}>
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

interface LossesProps {
  /** What was given up, by name. */
  names: MessageKey[];
  onClose: () => void;
}

/** Part of what was stored could not be read: which, and that the rest is in place. */
export const Losses = ({ names, onClose }: LossesProps) => (
  <section class="note losses" role="alert">
    <p class="b">{t('losses_title')}</p>
    <ul class="bullets small">
      {names.map((name) => (
        <li key={name}>{t(name)}</li>
      ))}
    </ul>
    <p class="small muted">{t('losses_note')}</p>
    <Button onClick={onClose}>{t('losses_ok')}</Button>
  </section>
);
