import { useState } from 'preact/hooks';
import type { Account } from '../../utils/domain/account.ts';
import {
  type Applicant,
  isApplicant,
  isRecruiter,
  sumOfList,
} from '../../utils/domain/applicant/applicant.ts';
import { unreadOf } from '../../utils/domain/badge.ts';
import { isNothing, leastOf } from '../../utils/domain/sum.ts';
import { t } from '../../utils/i18n.ts';
import { NotRecruiter, SignedOut } from '../ui/card.tsx';
import { lazy } from '../ui/hooks.ts';
import { Tabs } from '../ui/tabs.tsx';
import { InboxView, type InboxViewProps } from './inbox-view.tsx';

/** Loaded when needed: only applicants have this view. */
const ApplicantView = lazy(async () => (await import('./applicant.lazy.tsx')).ApplicantView);

export interface PopupProps extends InboxViewProps {
  account: Account;
  applicant: Applicant;
}

/** The popup. The roles of the user decide what is shown. */
export function Popup(props: PopupProps) {
  const { account, applicant, settings } = props;
  const hires = isRecruiter(account);
  if (isApplicant(account, applicant, settings))
    return hires ? <Both {...props} /> : <ApplicantView {...props} />;
  if (hires) return <InboxView {...props} />;
  return account.state === 'signed-out' ? <SignedOut account={account} /> : <NotRecruiter />;
}

/** For a recruiter who is also an applicant: a tab for each role; the one with news is open at first. */
function Both(props: PopupProps) {
  const { applicant, inbox, settings } = props;
  const candidates = unreadOf(inbox, settings).all;
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
        {half === 'mine' ? <ApplicantView {...props} /> : <InboxView {...props} />}
      </div>
    </div>
  );
}
