import { type MessageKey, t } from '../../../utils/i18n.ts';
import type { Problem } from '../../../utils/problem.ts';
import { ago } from '../../../utils/time.ts';
import { Button } from '../../ui/button.tsx';
import { problemText } from '../../ui/words.ts';

/** What stopped the reading of one's pages, in words of that way where it has its own. */
export const stoppedText = (problem: Problem): string =>
  t(`applicant_stopped_${problem.name.replaceAll('-', '_')}` as MessageKey) || problemText(problem);

interface Props {
  problem: Problem;
  at: number;
  now: number;
  onOpen: () => void;
  onRetry: () => void;
}

/** The reading of the person's pages has stopped: why, and the two things they can do. */
export const Stopped = ({ problem, at, now, onOpen, onRetry }: Props) => (
  <div class="note" role="status">
    <p class="said">{stoppedText(problem)}</p>
    <div class="row wrap">
      <Button small onClick={onOpen}>
        {t('applicant_open_hh')}
      </Button>
      <Button small onClick={onRetry}>
        {t('applicant_retry')}
      </Button>
      <span class="small muted">{ago(at, now)}</span>
    </div>
  </div>
);
