import '../../conversation/conversation.css';
import '../../applicant/applicant.css';
import { useMemo, useRef, useState } from 'preact/hooks';
import { type AskedList, sumOfList } from '../../../utils/domain/applicant/applicant.ts';
import { type ApplicantNegotiation, newestFirst } from '../../../utils/domain/applicant/negotiation.ts';
import {
  type ApplicantListView,
  applicantListAddressOf,
  fits,
  listOfView,
  ordered,
  stagesOf,
  withList,
} from '../../../utils/domain/applicant/negotiation-view.ts';
import { backFirst, backList, type Reminder, reminderId, standing } from '../../../utils/domain/reminders.ts';
import { layoutOfRows, nextFrom } from '../../../utils/domain/row-pages.ts';
import { awayIds } from '../../../utils/domain/snoozed.ts';
import { leastOf, sumMark, sumText } from '../../../utils/domain/sum.ts';
import { type Entry, singleOf } from '../../../utils/domain/write-request.ts';
import { t } from '../../../utils/i18n.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import { Apply } from '../../applicant/apply.tsx';
import { FunnelCard } from '../../applicant/funnel.tsx';
import { ApplicantNegotiationPane } from '../../applicant/negotiation.tsx';
import { Resumes } from '../../applicant/resumes.tsx';
import { First, Troubles, WayNote } from '../../applicant/status.tsx';
import { found, named } from '../../applicant/words.ts';
import { useStore } from '../../contexts.tsx';
import { useWalk } from '../../list/walk.ts';
import { takeBack, UndoPlace } from '../../outbox/undo-bar.tsx';
import { useNow } from '../../ui/hooks.ts';
import { type Load, useLoad, useWatched } from '../../ui/use-load.ts';
import { useWorker } from '../../worker.ts';
import { PaneColumn, useInboxCommands } from '../list-frame.tsx';
import { InboxFrame, useRail } from '../rail.tsx';
import { ApplicantList, Lists, listKeyOf } from './list.tsx';

interface Props {
  view: ApplicantListView;
  /** `replace`: adds no entry to the browser's history. */
  onView: (view: ApplicantListView, replace?: boolean) => void;
}

/** The applicant's page, from the store: the lists, the chosen one, and the open negotiation. */
export function ApplicantPage({ view, onView }: Props) {
  const { applicant, reminders, entries } = useStore();
  const worker = useWorker();
  const { store } = worker;
  const { owner, front, freshAt } = applicant;
  const now = useNow();
  /** A key that was pressed on a row and acts on it once it is open. */
  const [begin, setBegin] = useState<{ id: NegotiationId; code: string } | null>(null);
  const [filtersOpen, setFiltersOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const api = applicant.api.state === 'on';

  const stored = useWatched(
    'negotiations',
    (_, changed: Parameters<typeof store.watchApplicantNegotiations>[0]) =>
      store.watchApplicantNegotiations(changed),
  );
  // Never show one person's data to another.
  const negotiations = stored?.owner === owner ? stored.negotiations : null;
  // `front` has an order of its own; sorted, its rows are already where they will stay.
  const held = useMemo(() => negotiations ?? [...front].sort(newestFirst), [negotiations, front]);
  const notes = useWatched(owner, store.watchNotes);
  // A search finds snoozed negotiations as well.
  const away = useMemo(() => awayIds(view.search ? [] : reminders, now), [reminders, view.search, now]);
  const present = useMemo(
    () => (away.size > 0 ? held.filter(({ id }) => !away.has(id)) : held),
    [held, away],
  );
  const asked = useAskedList(held, view, api);
  const back = useMemo(() => {
    const { due, later } = backList(
      reminders.filter(({ of }) => of.kind === 'application'),
      now,
    );
    return [...due, ...later].flatMap(({ of }) => (of.kind === 'application' ? [of.negotiation] : []));
  }, [reminders, now]);

  const listKey = applicantListAddressOf(listOfView(view));
  const listed = useMemo(
    () =>
      view.back
        ? found(back, view.search)
        : backFirst(
            ordered(
              found(
                asked.negotiations
                  .filter(({ id }) => !away.has(id))
                  .filter((negotiation) => fits(negotiation, view, now)),
                view.search,
              ),
              view.order,
            ),
            reminders,
            now,
          ),
    [asked.negotiations, listKey, now, away, back],
  );
  const layout = useMemo(() => layoutOfRows(listed), [listed]);
  const walk = useWalk(layout, listKey);
  const stages = useMemo(() => stagesOf(present).map(({ stage }) => stage.id), [held]);

  const { negotiationId, place } = view;
  const opened =
    negotiationId === null
      ? null
      : (held.find(({ id }) => id === negotiationId) ??
        asked.negotiations.find(({ id }) => id === negotiationId) ??
        back.find(({ id }) => id === negotiationId) ??
        null);
  const others = useMemo(
    () =>
      opened?.employer?.id
        ? held.filter((one) => one.id !== opened.id && one.employer?.id === opened.employer?.id)
        : [],
    [held, opened],
  );

  const open = (id: NegotiationId, replace = false) =>
    onView({ ...view, place: null, vacancyId: null, negotiationId: id }, replace || negotiationId !== null);
  const goBack = (one: Reminder) => one.of.kind === 'application' && open(reminderId(one), true);
  const close = () => {
    onView({ ...view, place: null, vacancyId: null, negotiationId: null });
    walk.focus();
  };
  /** Opens the next negotiation after a snooze. */
  const next = () => {
    const row = nextFrom(layout, walk.index, ({ id }) => id === negotiationId)?.row;
    if (row) open(row.id, true);
    else close();
  };

  const list = { listKey, layout, walk, opened: negotiationId, open, close };
  useInboxCommands(list, {
    address: applicantListAddressOf(view),
    surface: 'applicant-inbox',
    isBeside: place !== null,
    search: field,
    filters: {
      open: filtersOpen,
      onOpen: setFiltersOpen,
      onNew: () => onView({ ...view, negotiationId: null, onlyNew: !view.onlyNew }),
    },
    onCollection(step) {
      const all = [null, ...stages];
      const next = all[(all.indexOf(view.stage) + step + all.length) % all.length];
      onView(withList(view, { stage: next ?? null }));
    },
    press: (code, { id }) => {
      setBegin({ id, code });
      open(id);
    },
    own: (command) => command === 'undo' && takeBack({ entries, reminders }, worker, { onReminder: goBack }),
  });

  const edit = (entry: Entry) => {
    const { request } = entry;
    if (request.kind !== 'old-message') return;
    worker.saveDraft({ key: `message:${request.negotiationId}`, text: request.text });
    void worker.dismiss(entry.id);
    open(request.negotiationId);
  };

  const { current: names } = useRef(new Map<string, string>());
  const bar = useMemo(() => singleOf(entries).map((entry) => named(entry, held, names)), [entries, held]);

  const beside = negotiationId !== null || place !== null;
  const onOpen = (negotiation: ApplicantNegotiation) => open(negotiation.id);
  const rail = useRail(place ?? listKeyOf(view));
  const fresh = sumOfList(applicant, 'new');
  const trouble = <Troubles now={now} onRefresh={() => void worker.refresh()} />;
  return (
    <InboxFrame
      class="seeks"
      rail={rail}
      surface="applicant-inbox"
      heading={t('applicant_title')}
      label={t('applicant_title')}
      shown={{ title: t('applicant_title'), count: leastOf(fresh) > 0 ? sumMark(fresh) : '' }}
      lists={
        <>
          <Lists
            rail={rail}
            negotiations={present}
            view={view}
            back={back.length}
            now={now}
            onView={onView}
          />
          <WayNote />
        </>
      }
      foot={leastOf(fresh) > 0 && sumText('applicant_answers', fresh)}
      freshAt={freshAt}
      now={now}
    >
      {freshAt === null ? (
        <section class="column list-column">
          {trouble}
          <div class="alone">
            <First />
          </div>
        </section>
      ) : (
        <ApplicantList
          list={list}
          notes={notes}
          now={now}
          view={view}
          polite={held.some(({ politeness }) => politeness)}
          trouble={trouble}
          reading={negotiations === null && front.length < applicant.counts.all}
          asking={asked.asking}
          field={field}
          filtersOpen={filtersOpen}
          onView={onView}
          onFilters={() => setFiltersOpen(!filtersOpen)}
        />
      )}
      <PaneColumn label={beside ? undefined : t('applicant_place_funnel')} list={list} isOpen={beside}>
        {negotiationId !== null ? (
          opened ? (
            <ApplicantNegotiationPane
              key={opened.id}
              negotiation={opened}
              notes={notes}
              reminder={standing(reminders, opened.id, now)}
              onPut={(taken) => void taken.then((problem) => problem || next())}
              begin={begin?.id === opened.id ? begin.code : null}
              others={others}
              now={now}
              onOpen={onOpen}
              onClose={close}
            />
          ) : (
            <p class="pad muted">{t(negotiations ? 'applicant_gone' : 'inbox_reading')}</p>
          )
        ) : place === 'resumes' ? (
          <Resumes now={now} onClose={close} />
        ) : place === 'apply' ? (
          <Apply
            key={view.vacancyId}
            vacancyId={view.vacancyId}
            negotiations={held}
            onNamed={(id, name) => names.set(id, name)}
            onVacancy={(vacancyId) => onView({ ...view, vacancyId })}
            onOpen={onOpen}
            onClose={close}
          />
        ) : (
          <FunnelCard
            negotiations={negotiations}
            now={now}
            onClose={place === 'funnel' ? close : undefined}
          />
        )}
      </PaneColumn>
      <UndoPlace entries={bar} onEdit={edit} reminders={reminders} onReminder={goBack} />
    </InboxFrame>
  );
}

/**
 * hh's own list for a status, or of those with calls, which only hh knows. If a negotiation is stored, that version is
 * shown, because it says more. The request has no side effect.
 */
function useAskedList(
  held: readonly ApplicantNegotiation[],
  { status, calls: withCalls }: ApplicantListView,
  api: boolean,
): { negotiations: readonly ApplicantNegotiation[]; asking: Load<AskedList> | null } {
  const wanted = api && (status !== null || withCalls);
  const { readList } = useWorker().applicant;
  const asking = useLoad(wanted ? `list ${status}` : null, () => readList({ status }));
  const { value } = asking;
  const negotiations = useMemo(() => {
    if (!wanted) return held;
    if (!value) return [];
    const known = new Map(held.map((negotiation) => [negotiation.id, negotiation]));
    return value.negotiations.map((negotiation) => {
      const more = known.get(negotiation.id);
      return more ? { ...more, calls: Math.max(more.calls, negotiation.calls) } : negotiation;
    });
  }, [wanted, held, value]);
  return { negotiations, asking: wanted ? asking : null };
}
