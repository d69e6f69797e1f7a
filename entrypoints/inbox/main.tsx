import { render } from 'preact';
import '../../components/ui/look.css';
import '../../components/ui/keys.css';
import '../../components/inbox/inbox.css';
import { InboxPage } from '../../components/inbox/inbox-page.tsx';
import type { Slots } from '../../components/inbox/slots.ts';
import { inWords, NotSentElsewhere } from '../../components/outbox/entries.ts';
import { createTheme } from '../../components/ui/page-theme.ts';
import { WaitLimit } from '../../components/ui/wait-limit.ts';
import { WorkerProvider } from '../../components/worker.ts';
import { isApplicant, isRecruiter } from '../../utils/domain/applicant/applicant.ts';
import { accountKey } from '../../utils/domain/inbox.ts';
import { addressOf, resumeIn, type View, viewOf } from '../../utils/domain/view.ts';
import { t } from '../../utils/i18n.ts';
import { worker } from '../../utils/messaging/client.ts';
import { type SavedView, savedViewsItem } from '../../utils/storage/items.ts';
import { openStore, type PageStore } from '../../utils/storage/page-store.ts';
import { showLosses } from '../popup/losses.tsx';
import { Applicant, RolesBar } from './applicant-slot.tsx';
import { calls } from './calls.ts';
import { companySlot } from './company-slot.tsx';
import { manySlots } from './many-slots.tsx';
import { Chats, Inviting, negotiationSlot } from './negotiation-slot.tsx';

const root = document.querySelector('#app') ?? document.body;
const theme = createTheme();
/** As the style sheet has it. */
const oneColumn = matchMedia('(max-width: 759px)');
document.documentElement.lang = t('locale');
document.title = t('inbox_title');

let store: PageStore | undefined;
let saved: SavedView[] = [];
let view = viewOf(location.search);

/** The parts that stand in the page's places. */
const slotsOf = (store: PageStore): Slots => ({
  ...negotiationSlot(store),
  ...manySlots(store),
  ...companySlot(store),
});

function show(next: View, replace = false) {
  view = next;
  const query = addressOf(view);
  const address = query ? `?${query}` : location.pathname;
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  draw();
}

let drawn = true;
/** Changes of one moment are drawn together, and never inside one another. */
function draw() {
  if (!drawn) return;
  drawn = false;
  queueMicrotask(() => {
    drawn = true;
    if (store) paint(store);
  });
}

/** Pages of their own, reached by a link and left by one: the chats, and the invitation of one resume. */
const asked = new URLSearchParams(location.search);
const atChats = asked.get('page') === 'chats';
const atMine = asked.get('page') === 'applicant';
const invited = asked.get('page') === 'invite' ? resumeIn(asked.get('resume')) : null;

function paint(store: PageStore) {
  theme(store.settings.theme);
  // Whichever page it is: what waits under another account is said.
  render(
    <WorkerProvider worker={worker}>
      <NotSentElsewhere.Provider value={store.elsewhere}>{pageOf(store)}</NotSentElsewhere.Provider>
    </WorkerProvider>,
    root,
  );
}

function pageOf(store: PageStore) {
  if (atChats && store.account.state === 'signed-in') return <Chats store={store} calls={calls} />;
  if (invited && store.account.state === 'signed-in')
    return <Inviting store={store} calls={calls} resumeId={invited} />;
  const hires = isRecruiter(store.account);
  const seeks = isApplicant(store.account, store.applicant, store.settings);
  if (seeks && (atMine || !hires)) return <Applicant store={store} both={hires} />;
  const key = accountKey(store.account);
  return (
    <WaitLimit.Provider value={store.settings.waitHours}>
      {seeks && <RolesBar store={store} current="candidates" />}
      <InboxPage
        {...store}
        view={view}
        saved={saved.filter(({ account }) => account === key)}
        narrow={oneColumn.matches}
        calls={calls}
        slots={slotsOf(store)}
        onView={show}
      />
    </WaitLimit.Provider>
  );
}

addEventListener('popstate', () => {
  view = viewOf(location.search);
  draw();
});
oneColumn.addEventListener('change', draw);
savedViewsItem.watch((views) => {
  saved = views;
  draw();
});
void savedViewsItem.getValue().then((views) => {
  saved = views;
  draw();
});
void showLosses();
void openStore((next) => {
  store = { ...next, entries: next.entries.map(inWords) };
  draw();
}, true);
