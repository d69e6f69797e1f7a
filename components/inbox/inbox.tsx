import { useEffect, useRef, useState } from 'preact/hooks';
import { createPeople } from '../../utils/domain/people.ts';
import { type View, withVacancy } from '../../utils/domain/view.ts';
import { type Entry, negotiationsOf } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import type { NegotiationId, VacancyId } from '../../utils/ids.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';
import { takeBack } from '../outbox/undo-bar.tsx';
import { UndoPlace } from '../outbox/undo-place.tsx';
import { responsesUrl } from '../ui/addresses.ts';
import { KeysDialog, useCommands } from '../ui/keymap.tsx';
import { lazy, useEver } from '../ui/lazy.ts';
import { Back } from '../ui/menu.tsx';
import { Trouble } from '../ui/problem-note.tsx';
import { useNow } from '../ui/use-now.ts';
import { useWorker } from '../worker.ts';
import { Foot } from './foot.tsx';
import type { Saved } from './toolbar.tsx';
import { useListed, useVacancy, Vacancies } from './vacancies.tsx';
import { VacancyView } from './vacancy-view.tsx';

const CompanyPage = lazy(async () => (await import('../company/page.tsx')).CompanyPage);
const CompanySummary = lazy(async () => (await import('../company/summary.tsx')).CompanySummary);
const Groups = lazy(async () => (await import('../outbox/groups.tsx')).Groups);

interface InboxProps {
  store: PageStore;
  view: View;
  saved: Saved[];
  /** One column at a time. */
  narrow: boolean;
  /** `replace`: not a step that "back" returns from. */
  onView: (view: View, replace?: boolean) => void;
}

/** hh gives so many active vacancies at once. */
const pageSize = 50;

/** The page: vacancies, the list of one of them, and the open negotiation. */
export function Inbox({ store, view, saved, narrow, onView }: InboxProps) {
  const { account, inbox, settings, entries } = store;
  const worker = useWorker();
  const now = useNow();
  const [help, setHelp] = useState(false);
  const { current: people } = useRef(createPeople());
  const { vacancies } = inbox;
  const { vacancyId } = view;

  useEffect(() => people.learn(inbox.rows), [inbox.rows]);

  // With room for a list there is one: of the vacancy where most waits.
  const first = vacancies.find(({ id }) => !settings.muted.includes(id)) ?? vacancies[0];
  useEffect(() => {
    if (!narrow && vacancyId === null && first && !view.company) onView(withVacancy(first.id), true);
  }, [narrow, vacancyId, first?.id, view.company]);

  // The store holds whole pages up to the last one where something waits.
  const further = useListed(settings.count, worker.list.readActive, Math.floor(vacancies.length / pageSize));
  const archived = useListed('', worker.list.readArchived);
  const active = [...vacancies, ...further.items.filter(({ id }) => vacancies.every((one) => one.id !== id))];
  const listed = [...active, ...archived.items];
  const unlisted = vacancyId !== null && inbox.freshAt !== null && listed.every(({ id }) => id !== vacancyId);
  const single = useVacancy(unlisted ? vacancyId : null);
  const all = single && unlisted ? [...listed, single] : listed;
  const vacancy = all.find(({ id }) => id === vacancyId);

  /** Whom an undo concerns: the page goes back to them. */
  const [undone, setUndone] = useState<{ id: NegotiationId } | null>(null);
  const goBack = ({ request, group }: Entry) => {
    const [id, another] = negotiationsOf(request);
    if (!id || another || group || !['action', 'read'].includes(request.kind)) return;
    const elsewhere = inbox.rows.find((row) => row.id === id)?.vacancyId ?? vacancyId;
    const at = elsewhere === vacancyId ? { ...view, company: false } : withVacancy(elsewhere);
    onView({ ...at, negotiationId: id }, true);
    setUndone({ id });
  };

  const choose = (id: VacancyId) => onView(withVacancy(id));

  useCommands('inbox', (command) => {
    if (help) return false;
    if (command === 'help') setHelp(true);
    else if (command === 'next-vacancy' || command === 'previous-vacancy') {
      const at = all.findIndex(({ id }) => id === vacancyId);
      const next = all[Math.min(Math.max(at + (command === 'next-vacancy' ? 1 : -1), 0), all.length - 1)];
      if (next && next.id !== vacancyId) choose(next.id);
    } else if (command === 'undo') {
      return takeBack(entries, worker, goBack);
    } else if (command === 'close' && view.company) closeCompany();
    else return false;
    return true;
  });

  // What was sent to many stays until it is put away, also when nothing of it waits any more.
  const sentToMany = useEver(entries.some(({ group }) => group !== undefined));

  // Another account is another company.
  const company = account.state === 'signed-in' ? account.accountId : '';
  const closeCompany = () => onView({ ...view, company: false });
  const at = view.company ? 'company' : view.negotiationId ? 'negotiation' : vacancyId ? 'list' : 'vacancies';

  return (
    <main class="page" data-at={at}>
      <Vacancies
        inbox={inbox}
        settings={settings}
        vacancyId={view.company ? null : vacancyId}
        active={active}
        further={vacancies.length + inbox.skipped < pageSize ? null : further}
        archived={archived}
        trouble={
          at !== 'list' &&
          at !== 'negotiation' && (
            <Trouble
              inbox={inbox}
              now={now}
              hhUrl={responsesUrl(settings.site)}
              again={() => void worker.refresh()}
            />
          )
        }
        onChoose={choose}
        onMute={(muted) => void worker.saveSettings({ muted })}
        onCount={(count) => void worker.saveSettings({ count })}
      >
        {!view.company && !store.rowsToCome && (
          <div class="company">
            <CompanySummary
              key={company}
              inbox={inbox}
              now={now}
              onOpen={() => onView({ ...view, company: true, negotiationId: null })}
            />
          </div>
        )}
        <Foot inbox={inbox} now={now} onHelp={() => setHelp(true)} />
      </Vacancies>
      {view.company ? (
        <section class="column wide">
          <Back words={t('inbox_back_list')} onBack={closeCompany} />
          {!store.rowsToCome && (
            <CompanyPage
              key={company}
              account={account}
              inbox={inbox}
              entries={entries}
              drafts={store.drafts}
              undoSeconds={settings.undoSeconds}
              now={now}
              show={({ vacancyId, negotiationId = null }) =>
                onView({ ...withVacancy(vacancyId), negotiationId })
              }
              close={closeCompany}
            />
          )}
        </section>
      ) : vacancyId === null ? (
        <section class="column list-column">
          <div class="pad stack">
            <h2 class="b">{t('inbox_choose')}</h2>
            <p class="muted">{t('inbox_choose_note')}</p>
          </div>
        </section>
      ) : (
        <VacancyView
          key={vacancyId}
          vacancyId={vacancyId}
          vacancy={vacancy}
          vacancies={all}
          view={view}
          saved={saved}
          store={store}
          people={people}
          now={now}
          help={help}
          onHelped={() => setHelp(false)}
          undone={undone}
          onView={onView}
        />
      )}
      <UndoPlace
        entries={entries}
        withCandidate
        next={view.negotiationId && people.nameOf(view.negotiationId)}
        onUndo={goBack}
        groups={
          sentToMany && (
            <Groups
              entries={entries}
              nameOf={people.nameOf}
              onOpen={(negotiationId) => onView({ ...view, company: false, negotiationId })}
            />
          )
        }
      />
      {help && (view.company || vacancyId === null) && (
        <KeysDialog surface="inbox" onClose={() => setHelp(false)} />
      )}
    </main>
  );
}
