import { isApplicant, isRecruiter } from '../../utils/domain/applicant/roles.ts';
import { later } from '../ui/lazy.ts';
import type { PopupProps } from './both.tsx';
import { InboxView } from './inbox-view.tsx';

const useParts = later(() => import('./parts.ts'));

/** The popup, from the store: whose half it is decides what can be shown truthfully. */
export const Popup = ({ account, applicant, ...inbox }: PopupProps) =>
  isRecruiter(account) && !isApplicant(account, applicant, inbox.settings) ? (
    <InboxView {...inbox} />
  ) : (
    <Others account={account} applicant={applicant} {...inbox} />
  );

/** Anybody but a recruiter alone. */
function Others(props: PopupProps) {
  const { account, applicant, settings, calls } = props;
  const parts = useParts();
  if (!parts) return null;
  if (isApplicant(account, applicant, settings))
    return isRecruiter(account) ? <parts.Both {...props} /> : <parts.ApplicantView {...props} />;
  return account.state === 'signed-out' ? (
    <parts.SignedOut account={account} calls={calls} />
  ) : (
    <parts.NotRecruiter kind="other" calls={calls} />
  );
}
