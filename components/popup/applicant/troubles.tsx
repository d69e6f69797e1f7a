import type { Applicant } from '../../../utils/domain/applicant/applicant.ts';
import type { Account } from '../../../utils/domain/inbox.ts';
import type { Problem } from '../../../utils/problem.ts';
import { negotiationsUrl } from '../../ui/addresses.ts';
import { type StepCalls, takeStep } from '../../ui/next-step.ts';
import { Trouble } from '../../ui/problem-note.tsx';
import { Stopped } from './stopped.tsx';

/** What stopped the reading of the person's pages; null while it goes on. */
export const stoppedBy = ({ pages }: Pick<Applicant, 'pages'>): Problem | null =>
  pages.state === 'stopped' ? pages.problem : null;

/** What is to be said above the list besides; a closed API and stopped pages have words of their own. */
export function problemOf(account: Account, { problem, pages }: Applicant): Problem | null {
  if (account.state === 'signed-out' && account.problem) return account.problem;
  return problem?.name === 'api-closed' || problem?.name === stoppedBy({ pages })?.name ? null : problem;
}

/** Where hh named no page of its own, the person's list is where to look. */
export const placedAt = (site: string, { url }: Problem): string => url ?? negotiationsUrl(site);

interface Props {
  problem: Problem | null;
  applicant: Applicant;
  now: number;
  site: string;
  calls: StepCalls;
  onRefresh: () => void;
}

/** Why the list is not fresh, by whichever way, and what to do. The list below stays as it was. */
export function Troubles({ problem, applicant, now, site, calls, onRefresh }: Props) {
  const { pages, problemSince, freshAt } = applicant;
  return (
    <>
      {pages.state === 'stopped' && (
        <div class="trouble">
          <Stopped
            {...pages}
            now={now}
            onOpen={() => void calls.openTab(placedAt(site, pages.problem))}
            onRetry={onRefresh}
          />
        </div>
      )}
      <Trouble
        inbox={{ problem, problemSince, freshAt }}
        now={now}
        onStep={(given) => (step) =>
          step === 'retry' || step === 'refresh' || step === 'wait'
            ? onRefresh()
            : takeStep(given, negotiationsUrl(site), calls, 'applicant')
        }
      />
    </>
  );
}
