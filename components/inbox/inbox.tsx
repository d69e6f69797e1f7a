import { useEffect, useRef, useState } from 'preact/hooks';
import type { Settings, Inbox as Store } from '../../utils/domain/inbox.ts';
import { createPeople } from '../../utils/domain/people.ts';
import { type View, withVacancy } from '../../utils/domain/view.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import type { Problem } from '../../utils/problem.ts';
import { takeBack } from '../outbox/undo-bar.tsx';
import { UndoPlace } from '../outbox/undo-place.tsx';
import { responsesUrl } from '../ui/addresses.ts';
import { KeysDialog, useCommands } from '../ui/keymap.tsx';
import { Back } from '../ui/menu.tsx';
import { takeStep } from '../ui/next-step.ts';
import { Trouble } from '../ui/problem-note.tsx';
import { useNow } from '../ui/use-now.ts';
import type { InboxCalls } from './calls.ts';
import { Foot } from './foot.tsx';
import type { Slots } from './slots.ts';
import type { Saved } from './toolbar.tsx';
import { useListed, useVacancy, Vacancies } from './vacancies.tsx';
import { VacancyView } from './vacancy-view.tsx';

export interface InboxProps {
  inbox: Store;
  settings: Settings;
  entries: Entry[];
  view: View;
  saved: Saved[];
  /** One column at a time. */
  narrow: boolean;
  calls: InboxCalls;
  slots: Slots;
  /** `replace`: not a step that "back" returns from. */
  onView: (view: View, replace?: boolean) => void;
}

/** hh gives so many active vacancies at once. */
const pageSize = 50;

/** The page: vacancies, the list of one of them, and the open negotiation. */
export function Inbox({ inbox, settings, entries, view, saved, narrow, calls, slots, onView }: InboxProps) {
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
  const further = useListed(calls.readActive, Math.floor(vacancies.length / pageSize), settings.count);
  const archived = useListed(calls.readArchived, 0, '');
  const active = [
    ...vacancies,
    ...further.vacancies.filter(({ id }) => vacancies.every((one) => one.id !== id)),
  ];
  const listed = [...active, ...archived.vacancies];
  const unlisted = vacancyId !== null && inbox.freshAt !== null && listed.every(({ id }) => id !== vacancyId);
  const single = useVacancy(unlisted ? vacancyId : null, calls.readVacancy);
  const all = single && unlisted ? [...listed, single] : listed;
  const vacancy = all.find(({ id }) => id === vacancyId);

  const choose = (id: VacancyId) => onView(withVacancy(id));
  const onStep = (problem: Problem) => () => takeStep(problem, responsesUrl(settings.site), calls);

  useCommands('inbox', (command) => {
    if (help) return false;
    if (command === 'help') setHelp(true);
    else if (command === 'next-vacancy' || command === 'previous-vacancy') {
      const at = all.findIndex(({ id }) => id === vacancyId);
      const next = all[Math.min(Math.max(at + (command === 'next-vacancy' ? 1 : -1), 0), all.length - 1)];
      if (next && next.id !== vacancyId) choose(next.id);
    } else if (command === 'undo') {
      return takeBack(entries, calls);
    } else if (command === 'close' && view.company) onView({ ...view, company: false });
    else return false;
    return true;
  });

  const company = (wide: boolean) =>
    slots.renderCompany?.({
      wide,
      open: () => onView({ ...view, company: true, negotiationId: null }),
      close: () => onView({ ...view, company: false }),
      show: (of) => onView({ ...withVacancy(of.vacancyId), negotiationId: of.negotiationId ?? null }),
    });
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
        trouble={at !== 'list' && at !== 'negotiation' && <Trouble inbox={inbox} now={now} onStep={onStep} />}
        onChoose={choose}
        onMute={(muted) => void calls.saveSettings({ muted })}
        onCount={(count) => void calls.saveSettings({ count })}
      >
        {slots.renderCompany && !view.company && <div class="company">{company(false)}</div>}
        <Foot inbox={inbox} now={now} calls={calls} onHelp={() => setHelp(true)} />
      </Vacancies>
      {view.company ? (
        <section class="column wide">
          <Back words={t('inbox_back_list')} onBack={() => onView({ ...view, company: false })} />
          {company(true)}
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
          entries={entries}
          people={people}
          now={now}
          storedRows={inbox.rows}
          storedAt={inbox.readAt[vacancyId]?.at ?? inbox.freshAt}
          trouble={inbox}
          site={settings.site}
          calls={calls}
          slots={slots}
          idle={help}
          onView={onView}
          onStep={onStep}
        />
      )}
      <UndoPlace
        entries={entries}
        withCandidate
        calls={calls}
        groups={
          slots.renderSending?.({
            show: (negotiationId) => onView({ ...view, company: false, negotiationId }),
          }) ?? null
        }
      />
      {help && <KeysDialog surface="inbox" onClose={() => setHelp(false)} />}
    </main>
  );
}
