import { useLayoutEffect, useState } from 'preact/hooks';
import { accountKey } from '../../utils/domain/account.ts';
import { isApplicant, isRecruiter, sumOfList } from '../../utils/domain/applicant/applicant.ts';
import {
  applicantListAddressOf,
  applicantListViewOf,
} from '../../utils/domain/applicant/negotiation-view.ts';
import { unreadOf } from '../../utils/domain/badge.ts';
import { sumGap, sumMark } from '../../utils/domain/sum.ts';
import { addressOf, resumeIn, viewOf } from '../../utils/domain/view.ts';
import { t } from '../../utils/i18n.ts';
import type { ResumeId } from '../../utils/ids.ts';
import type { SavedView } from '../../utils/storage/items.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';
import { PageContexts, useStore } from '../contexts.tsx';
import { takeBack, UndoPlace } from '../outbox/undo-bar.tsx';
import { NotRecruiter, SignedOut } from '../ui/card.tsx';
import { lazy } from '../ui/hooks.ts';
import { useCommands } from '../ui/keymap.tsx';
import { isDialogOpen } from '../ui/keys.ts';
import { useWorker } from '../worker.ts';
import { Inbox } from './inbox.tsx';

const ApplicantPage = lazy(async () => (await import('./applicant/page.tsx')).ApplicantPage);
const Palette = lazy(async () => (await import('./palette.tsx')).Palette);
const InvitePage = lazy(async () => (await import('../invite/invite.tsx')).InvitePage);

interface Shown {
  saved: SavedView[];
  /** The part of the page's address after `?`, which says what is shown. */
  search: string;
  /** `replace`: adds no entry to the browser's history. */
  onSearch: (search: string, replace?: boolean) => void;
}

/** Our page: the signed-in account and the address decide what is shown. */
export const InboxPage = ({ store, ...shown }: Shown & { store: PageStore }) => (
  <PageContexts store={store}>
    <Page {...shown} />
    <WithPalette {...shown} />
  </PageContexts>
);

/** Ctrl+K opens the palette on every page; by the physical key, so in every keyboard layout. */
function WithPalette({ saved, onSearch }: Shown) {
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      // One dialog at a time.
      if (!isDialogOpen()) setOpen(true);
    };
    document.addEventListener('keydown', press, true);
    return () => document.removeEventListener('keydown', press, true);
  }, []);
  return open ? <Palette saved={saved} onSearch={onSearch} onClose={() => setOpen(false)} /> : null;
}

function Page({ saved, search, onSearch }: Shown) {
  const { account, applicant, settings } = useStore();
  const asked = new URLSearchParams(search);
  const page = asked.get('page');
  const resumeId = page === 'invite' ? resumeIn(asked.get('resume')) : null;
  if (account.state === 'signed-in' && resumeId) return <InviteOne resumeId={resumeId} />;
  const isBoth = isRecruiter(account) && isApplicant(account, applicant, settings);
  const isMine = isApplicant(account, applicant, settings) && (page === 'applicant' || !isRecruiter(account));
  const key = accountKey(account);
  return (
    <>
      {isBoth && <Roles current={isMine ? 'mine' : 'candidates'} />}
      {isMine ? (
        <ApplicantPage
          view={applicantListViewOf(search)}
          onView={(view, replace) => onSearch(applicantListAddressOf(view), replace)}
        />
      ) : account.state === 'signed-out' ? (
        <SignedOut account={account} />
      ) : account.kind !== 'manager' ? (
        <NotRecruiter />
      ) : (
        <Inbox
          view={viewOf(search)}
          saved={saved.filter((view) => view.account === key)}
          onView={(view, replace) => onSearch(addressOf(view), replace)}
        />
      )}
    </>
  );
}

/** A page reached by a link: an invitation, with the undo bar below it and the key that undoes. */
function InviteOne({ resumeId }: { resumeId: ResumeId }) {
  const store = useStore();
  const worker = useWorker();
  useCommands('inbox', (command) => command === 'undo' && takeBack(store, worker));
  return (
    <main class="alone-page">
      <InvitePage resumeId={resumeId} />
      <UndoPlace {...store} withCandidate />
    </main>
  );
}

/** Links to the two pages of a person with both roles, each with a count of what is new. */
const Roles = ({ current }: { current: 'candidates' | 'mine' }) => {
  const { inbox, settings, applicant } = useStore();
  return (
    <nav class="tabs roles" aria-label={t('role_label')}>
      {(
        [
          ['candidates', '?', unreadOf(inbox, settings).all],
          ['mine', '?page=applicant', sumOfList(applicant, 'new')],
        ] as const
      ).map(([name, href, count]) => (
        <a
          key={name}
          href={href}
          aria-current={name === current ? 'page' : undefined}
          title={sumGap(count) || undefined}
        >
          {t(`role_${name}`)}
          {sumMark(count) && <span class="num"> {sumMark(count)}</span>}
        </a>
      ))}
    </nav>
  );
};
