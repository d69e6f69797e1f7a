import { useState } from 'preact/hooks';
import { type Applicant, sumOfList } from '../../utils/domain/applicant/applicant.ts';
import { unreadOf } from '../../utils/domain/badge.ts';
import type { Account } from '../../utils/domain/inbox.ts';
import { isNothing, leastOf } from '../../utils/domain/sum.ts';
import { t } from '../../utils/i18n.ts';
import { Tabs } from '../ui/tabs.tsx';
import { ApplicantView } from './applicant/view.tsx';
import { InboxView, type InboxViewProps } from './inbox-view.tsx';

export interface PopupProps extends InboxViewProps {
  account: Account;
  applicant: Applicant;
}

/** For who hires and looks for a job: a half each, with a count of its own; first the one that has news. */
export function Both({ account, applicant, ...inbox }: PopupProps) {
  const candidates = unreadOf(inbox.inbox, inbox.settings).all;
  const mine = sumOfList(applicant, 'new');
  const [half, setHalf] = useState<'candidates' | 'mine'>(
    isNothing(candidates) && leastOf(mine) > 0 ? 'mine' : 'candidates',
  );
  return (
    <div class="both">
      <header>
        <Tabs
          label={t('role_label')}
          tabs={[
            { name: 'candidates', text: t('role_candidates'), count: candidates },
            { name: 'mine', text: t('role_mine'), count: mine },
          ]}
          current={half}
          panel="half"
          onPick={setHalf}
        />
      </header>
      <div id="half" role="tabpanel" aria-labelledby={`tab-${half}`}>
        {half === 'mine' ? (
          <ApplicantView account={account} applicant={applicant} {...inbox} />
        ) : (
          <InboxView {...inbox} />
        )}
      </div>
    </div>
  );
}
