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
  /** Since when the problem has lasted, if older data is shown meanwhile. */
  since?: string | null;
  /** The page that "open hh" leads to if hh named none. */
  hhUrl?: string;
  /** Reads again what the problem is about. */
  again?: () => void;
  /** The role whose surface has the problem. */
  account?: 'employer' | 'applicant';
  /** Shows no button: the next step is offered elsewhere. */
  wordsOnly?: boolean;
}

/**
 * Says what happened, since when, and one next step, in one line if there is room. Its arrow shows the whole
 * text and the details for a report. Without a worker above, only the text is shown.
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
  // A step taken elsewhere is named, but has no button.
  const whole = dotted(words, since, (step === 'ask-admin' || step === 'report') && next);
  // If the age of the list follows, there is room for the first sentence only.
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
  /** The names of what was discarded. */
  names: MessageKey[];
  onClose: () => void;
}

/** Says which stored data could not be read, and that the rest is intact. */
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
