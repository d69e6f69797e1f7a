import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isClosed, type Unread, unreadOf } from '../../utils/domain/badge.ts';
import { createPeople } from '../../utils/domain/collection.ts';
import { unmuted } from '../../utils/domain/inbox.ts';
import type { VacancyCount } from '../../utils/domain/negotiation.ts';
import { backList, type Reminder } from '../../utils/domain/reminders.ts';
import { isNothing, sumMark, sumOf, sumText } from '../../utils/domain/sum.ts';
import { type View, withVacancy } from '../../utils/domain/view.ts';
import { type Entry, negotiationsOf } from '../../utils/domain/write-request.ts';
import { responsesUrl } from '../../utils/hh/pages.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { useStore } from '../contexts.tsx';
import { takeBack, UndoPlace } from '../outbox/undo-bar.tsx';
import { lazy, useEver, useNow } from '../ui/hooks.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { useCommands } from '../ui/keymap.tsx';
import { Trouble } from '../ui/problem-note.tsx';
import { useLoad } from '../ui/use-load.ts';
import { vacancyName } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { BackView } from './back-view.tsx';
import { NoVacancy } from './idle.tsx';
import { InboxFrame, RailLine, useRail } from './rail.tsx';
import type { Saved } from './toolbar.tsx';
import { Count, useListed, Vacancies } from './vacancies.tsx';
import { VacancyView } from './vacancy-view.tsx';

const CompanyPage = lazy(async () => (await import('../company/page.tsx')).CompanyPage);
const CompanySummary = lazy(async () => (await import('../company/summary.tsx')).CompanySummary);
const ChatsView = lazy(async () => (await import('./chats.tsx')).ChatsView);
const Groups = lazy(async () => (await import('../outbox/groups.tsx')).Groups);

interface InboxProps {
  view: View;
  saved: Saved[];
  /** `replace`: adds no entry to the browser's history. */
  onView: (view: View, replace?: boolean) => void;
}

const none = sumOf([]);

function chatsText(chats: Unread['chats']): string {
  if (!chats.known) return t(isClosed(chats) ? 'chats_title' : 'inbox_chats_unknown');
  return chats.value > 0 ? t('inbox_chats_unread', chats.value) : t('chats_title');
}

const backWords = (due: number): string => (due > 0 ? plural('back_title', due) : t('back_none'));

/** How many active vacancies hh gives on one page. */
const pageSize = 50;

/** The recruiter's page: vacancies, the list of one of them, and the open negotiation. */
export function Inbox({ view, saved, onView }: InboxProps) {
  const store = useStore();
  const { account, inbox, settings, entries } = store;
  const worker = useWorker();
  const now = useNow();
  const letters = useRef<ReadonlyMap<string, string> | null>(null);
  const undoEarly = useRef<(() => boolean) | null>(null);
  /** How often a refresh of the list was requested. */
  const [asked, setAsked] = useState(0);
  const { current: people } = useRef(createPeople());
  const { vacancies } = inbox;
  const { vacancyId, place } = view;

  useEffect(() => people.learn(inbox.rows), [inbox.rows]);

  // By default, show the list of the vacancy where most waits.
  const first = unmuted(vacancies, settings.muted)[0] ?? vacancies[0];
  useEffect(() => {
    if (vacancyId === null && first && place === null) onView(withVacancy(first.id), true);
  }, [vacancyId, first?.id, place]);

  // The store holds whole pages up to the last one where something waits.
  const further = useListed(settings.count, worker.list.readActive, Math.floor(vacancies.length / pageSize));
  const archived = useListed('', worker.list.readArchived);
  const known = [...vacancies, ...further.items.filter(({ id }) => vacancies.every((one) => one.id !== id))];
  // Vacancies without anything new come last; the open one keeps its place while it is being emptied.
  const waits = ({ id, unread }: VacancyCount) =>
    id === vacancyId || (!settings.muted.includes(id) && !isNothing(sumOf([unread])));
  const active = [...known.filter(waits), ...known.filter((one) => !waits(one))];
  const listed = [...active, ...archived.items];
  const unlisted = vacancyId !== null && inbox.freshAt !== null && listed.every(({ id }) => id !== vacancyId);
  // A vacancy that is in no list here (an old address, an archived one) takes one request for its name, once.
  const single = useLoad(unlisted ? vacancyId : null, async () =>
    vacancyId ? worker.list.readVacancy(vacancyId) : { ok: false, problem: { name: 'not-found' } },
  ).value;
  const all = single ? [...listed, single] : listed;
  const vacancy = all.find(({ id }) => id === vacancyId);

  const listOf = (id: VacancyId | null) => (id === vacancyId ? { ...view, place: null } : withVacancy(id));
  /** Opens the negotiation of an undone write again. */
  const goBack = ({ request, group }: Entry) => {
    const [id, another] = negotiationsOf(request);
    if (!id || another || group || !['action', 'read'].includes(request.kind)) return;
    const at = listOf(inbox.rows.find((row) => row.id === id)?.vacancyId ?? vacancyId);
    onView({ ...at, negotiationId: id }, true);
  };

  /** Opens the negotiation again whose snooze or dismissal was undone. */
  const goBackTo = (one: Reminder) => {
    if (one.of.kind !== 'response') return;
    const { row } = one.of;
    const at = place === 'back' ? view : listOf(row.vacancyId);
    onView({ ...at, negotiationId: row.id }, true);
  };

  const rail = useRail(
    place ?? (vacancyId && all.some(({ id }) => id === vacancyId) ? vacancyId : 'responses'),
  );
  const choose = (id: VacancyId) => {
    rail.setOpen(false);
    onView(withVacancy(id));
  };

  const surface = place === 'back' || place === 'chats' ? place : 'inbox';
  useCommands(surface, (command) => {
    if (command === 'next-vacancy' || command === 'previous-vacancy') {
      const at = all.findIndex(({ id }) => id === vacancyId);
      const next = all[Math.min(Math.max(at + (command === 'next-vacancy' ? 1 : -1), 0), all.length - 1)];
      if (next && next.id !== vacancyId) choose(next.id);
    } else if (command === 'undo') {
      return undoEarly.current?.() || takeBack(store, worker, { onUndo: goBack, onReminder: goBackTo });
    } else if (command === 'close' && place === 'company') goTo(null);
    else return false;
    return true;
  });

  // Bulk writes stay until they are dismissed, even when none of them waits any more.
  const sentToMany = useEver(entries.some(({ group }) => group !== undefined));

  // Another account means another company.
  const company = account.state === 'signed-in' ? account.accountId : '';
  /** Goes to a place of the rail; the list stays as it was left. */
  const goTo = (to: View['place']) => {
    rail.setOpen(false);
    const isList = to === null && place === null;
    onView({ ...view, place: to, negotiationId: isList ? view.negotiationId : null });
  };
  const waiting = backList(
    store.reminders.filter(({ of }) => of.kind === 'response'),
    now,
  );
  const { responses, chats } = unreadOf(inbox, settings);
  const isRead = inbox.freshAt !== null;
  const chatsSum = isClosed(chats) ? none : sumOf([chats]);
  const line = (
    key: 'responses' | 'chats' | 'back' | 'company',
    icon: IconName,
    words: string,
    count?: ComponentChildren,
  ) => (
    <RailLine
      stop={rail.stopOf(key)}
      isHere={key === (place ?? 'responses')}
      icon={icon}
      words={words}
      onClick={() => goTo(key === 'responses' ? null : key)}
    >
      {count}
    </RailLine>
  );
  const trouble = (
    <Trouble
      inbox={inbox}
      now={now}
      hhUrl={responsesUrl(settings.site)}
      again={() => void worker.refresh()}
    />
  );

  return (
    <InboxFrame
      rail={rail}
      surface={surface}
      heading={t('inbox_list')}
      label={t('inbox_rail')}
      shown={{
        title: place === null ? vacancyName(vacancy) : t(place === 'back' ? 'back_place' : `${place}_title`),
        count: vacancy && place === null ? sumMark(sumOf([vacancy.unread])) : '',
      }}
      bar={
        <button type="button" class="btn small plain" title={chatsText(chats)} onClick={() => goTo('chats')}>
          <Icon name="chat" />
          <span class="hidden">{chatsText(chats)}</span>
          <b class="num accent" aria-hidden="true">
            {sumMark(chatsSum)}
          </b>
        </button>
      }
      lists={
        <>
          <ul class="places">
            {line(
              'responses',
              'list',
              t('inbox_list'),
              isRead && (
                <>
                  <span class="hidden">{isNothing(responses) ? '' : sumText('inbox_new', responses)}</span>
                  <Count sum={responses} />
                </>
              ),
            )}
            {line(
              'chats',
              'chat',
              t('chats_title'),
              <>
                <span class="hidden">{isNothing(chatsSum) ? '' : ` · ${sumMark(chatsSum)}`}</span>
                <Count sum={chatsSum} />
              </>,
            )}
            {line(
              'back',
              'alarm',
              t('back_place'),
              <span class="count num accent b" title={backWords(waiting.due.length)}>
                {waiting.due.length + waiting.later.length || ''}
              </span>,
            )}
            {line('company', 'chart', t('company_title'))}
          </ul>
          <Vacancies
            rail={rail}
            vacancyId={place === null ? vacancyId : null}
            active={active}
            further={vacancies.length + inbox.skipped < pageSize ? null : further}
            archived={archived}
            onChoose={choose}
          />
        </>
      }
      foot={!store.rowsToCome && <CompanySummary key={company} />}
      letters={letters}
      freshAt={inbox.freshAt}
      now={now}
      onRefresh={() => setAsked(asked + 1)}
    >
      {place === 'company' ? (
        <section class="column wide">
          {trouble}
          {!store.rowsToCome && (
            <CompanyPage
              key={company}
              account={account}
              inbox={inbox}
              now={now}
              show={({ vacancyId, negotiationId = null }) =>
                onView({ ...withVacancy(vacancyId), negotiationId })
              }
              close={() => goTo(null)}
            />
          )}
        </section>
      ) : place === 'back' ? (
        <BackView view={view} now={now} undoEarly={undoEarly} onView={onView} />
      ) : place === 'chats' ? (
        <ChatsView now={now} asked={asked} />
      ) : vacancyId === null ? (
        <section class="column list-column">
          {trouble}
          <NoVacancy now={now} />
        </section>
      ) : (
        <VacancyView
          key={vacancyId}
          vacancyId={vacancyId}
          vacancy={vacancy}
          vacancies={all}
          view={view}
          saved={saved}
          people={people}
          now={now}
          letters={letters}
          undoEarly={undoEarly}
          asked={asked}
          onView={onView}
        />
      )}
      <UndoPlace
        entries={entries}
        withCandidate
        next={view.negotiationId && people.nameOf(view.negotiationId)}
        onUndo={goBack}
        reminders={store.reminders}
        onReminder={goBackTo}
        groups={
          sentToMany && (
            <Groups
              nameOf={people.nameOf}
              onOpen={(negotiationId) => onView({ ...view, place: null, negotiationId })}
            />
          )
        }
      />
    </InboxFrame>
  );
}
