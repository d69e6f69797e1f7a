import type { Row } from '../../utils/domain/negotiation.ts';
import type { Draft, Entry } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import { ManyBar } from '../many/bar.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useOffers } from './offers.ts';

interface Props {
  /** What is selected; not empty. */
  rows: Row[];
  clear: () => void;
  entries: Entry[];
  undoSeconds: number;
  drafts: Record<string, Draft>;
  hhUrl: string;
}

/** What can be done with all that is selected, as on the inbox page, and what that causes. */
export function Picked({ rows, hhUrl, ...bar }: Props) {
  const { rows: offered, reading, problem, again } = useOffers(rows);
  return (
    <>
      <ManyBar {...bar} rows={offered} />
      {problem ? (
        <div class="trouble">
          <ProblemNote problem={problem} hhUrl={hhUrl} again={again} />
        </div>
      ) : (
        <p class="small muted many-effect" role="status">
          {t(reading ? 'popup_loading_actions' : 'popup_many_effect')}
        </p>
      )}
    </>
  );
}
