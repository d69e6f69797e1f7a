import '../../components/conversation/conversation.css';
import '../../components/applicant/applicant.css';
import { useEffect, useState } from 'preact/hooks';
import { ApplicantPage, Roles } from '../../components/inbox/applicant/page.tsx';
import { sumOfList } from '../../utils/domain/applicant/applicant.ts';
import {
  type ApplicantListView,
  applicantListAddressOf,
  applicantListViewOf,
} from '../../utils/domain/applicant/negotiation-view.ts';
import { unreadOf } from '../../utils/domain/badge.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';

interface Props {
  store: PageStore;
  /** Who hires as well gets from one half to the other. */
  both: boolean;
}

/** The two halves of who has both, over either. */
export function RolesBar({ store, current }: { store: PageStore; current: 'candidates' | 'mine' }) {
  const { all } = unreadOf(store.inbox, store.settings);
  return <Roles current={current} candidates={all} mine={sumOfList(store.applicant, 'new')} />;
}

/** All negotiations of an applicant; what is shown stands in the page's address. */
export function Applicant({ store, both }: Props) {
  const [view, setView] = useState(() => applicantListViewOf(location.search));
  useEffect(() => {
    const back = () => setView(applicantListViewOf(location.search));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const show = (next: ApplicantListView, replace = false) => {
    setView(next);
    const address = `?${applicantListAddressOf(next)}`;
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
  };
  return (
    <>
      {both && <RolesBar store={store} current="mine" />}
      <ApplicantPage {...store} view={view} onView={show} />
    </>
  );
}
