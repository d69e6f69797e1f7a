import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { type Applicant, partOf, sumOfList } from '../../../utils/domain/applicant/applicant.ts';
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
import type { Account, Settings } from '../../../utils/domain/inbox.ts';
import { layoutOfRows, placedAt } from '../../../utils/domain/row-pages.ts';
import { type Draft, type Entry, singleOf } from '../../../utils/domain/write-request.ts';
import { t } from '../../../utils/i18n.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import type { Problem } from '../../../utils/problem.ts';
import { useWalk } from '../../list/walk.ts';
import { takeBack } from '../../outbox/undo-bar.tsx';
import { UndoPlace } from '../../outbox/undo-place.tsx';
import { First } from '../../popup/applicant/first.tsx';
import { found } from '../../popup/applicant/found.ts';
import { PartNote } from '../../popup/applicant/part-note.tsx';
import { problemOf, Troubles } from '../../popup/applicant/troubles.tsx';
import { WayNote } from '../../popup/applicant/way-note.tsx';
import { negotiationsUrl } from '../../ui/addresses.ts';
import { KeysDialog } from '../../ui/keymap.tsx';
import { Back } from '../../ui/menu.tsx';
import { takeStep } from '../../ui/next-step.ts';
import { useNow } from '../../ui/use-now.ts';
import { Foot } from '../foot.tsx';
import { useInboxCommands } from '../use-list-commands.ts';
import { Apply } from './apply.tsx';
import type { ApplicantCalls } from './calls.ts';
import { FunnelCard } from './funnel.tsx';
import { Lists } from './lists.tsx';
import { Resumes } from './resumes.tsx';
import { TopicColumn } from './topic-column.tsx';
import { TopicPane } from './topic-pane.tsx';
import { useAskedList } from './use-asked-list.ts';
import { useWatched } from './use-watched.ts';
import { named } from './words.ts';

export interface ApplicantPageProps {
  account: Account;
  applicant: Applicant;
  settings: Settings;
  entries: Entry[];
  drafts: Record<string, Draft>;
  view: ApplicantListView;
  calls: ApplicantCalls;
  /** `replace`: not a step that "back" returns from. */
  onView: (view: ApplicantListView, replace?: boolean) => void;
}

/** All negotiations of an applicant, painted from the store: the lists, one of them, and the open negotiation. */
export function ApplicantPage(props: ApplicantPageProps) {
  const { account, applicant, settings, entries, drafts, view, calls, onView } = props;
  const { owner, front, freshAt } = applicant;
  const { site, silentDays, undoSeconds } = settings;
  const now = useNow();
  const [help, setHelp] = useState(false);
  const [filtersOpen, setFiltersOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const api = applicant.api.state === 'on';
  const part = partOf(applicant);
  // Each count is at least so many while anything that it is made of was not read.
  const isSure = part === null && applicant.counts.unsure + applicant.counts.unclear === 0;
  const partNote = <PartNote applicant={applicant} settings={settings} calls={calls} />;

  const stored = useWatched('topics', (_, changed: Parameters<ApplicantCalls['watchTopics']>[0]) =>
    calls.watchTopics(changed),
  );
  // Nothing of one person is ever shown to another.
  const topics = stored?.owner === owner ? stored.topics : null;
  // The head's are in an order of their own; here they stand where they will stay.
  const held = useMemo(() => topics ?? [...front].sort(newestFirst), [topics, front]);
  const notes = useWatched(owner, calls.watchNotes);
  const asked = useAskedList(held, view, api, calls);

  const listKey = applicantListAddressOf(listOfView(view));
  const listed = useMemo(
    () =>
      ordered(
        found(
          asked.topics.filter((topic) => fits(topic, view, now)),
          view.search,
        ),
        view.order,
      ),
    [asked.topics, listKey, now],
  );
  const layout = useMemo(() => layoutOfRows(listed), [listed]);
  const walk = useWalk(layout, listKey);
  const stages = useMemo(() => stagesOf(held).map(({ stage }) => stage.id), [held]);

  const { negotiationId, place } = view;
  const opened =
    negotiationId === null
      ? null
      : (held.find(({ id }) => id === negotiationId) ??
        asked.topics.find(({ id }) => id === negotiationId) ??
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
  const close = () => {
    onView({ ...view, place: null, vacancyId: null, negotiationId: null });
    walk.focus();
  };
  const latest = useRef((_: number) => {});
  latest.current = (index) => {
    walk.pick(index);
    const row = placedAt(layout, index)?.row;
    if (row) open(row.id);
  };
  const click = useCallback((index: number) => latest.current(index), []);

  useInboxCommands({
    surface: 'applicant-inbox',
    view,
    walk,
    search: field,
    filtersOpen,
    filtered: true,
    idle: help,
    open,
    close,
    onFilters: setFiltersOpen,
    onNew: () => onView({ ...view, negotiationId: null, onlyNew: !view.onlyNew }),
    onCollection(step) {
      const all = [null, ...stages];
      const next = all[(all.indexOf(view.stage) + step + all.length) % all.length];
      onView(withList(view, { stage: next ?? null }));
    },
    own(command) {
      if (command === 'help') setHelp(true);
      return command === 'help' || (command === 'undo' && takeBack(entries, calls));
    },
  });

  const onStep = (problem: Problem) => () => takeStep(problem, negotiationsUrl(site), calls, 'applicant');
  const edit = (entry: Entry) => {
    const { request } = entry;
    if (request.kind !== 'old-message') return;
    calls.saveDraft({ key: `message:${request.negotiationId}`, text: request.text });
    void calls.dismiss(entry.id);
    open(request.negotiationId);
  };

  const { current: names } = useRef(new Map<string, string>());
  const readVacancy: ApplicantCalls['readVacancy'] = async (id) => {
    const answer = await calls.readVacancy(id);
    if (answer.ok) names.set(id, answer.value.name);
    return answer;
  };
  const bar = useMemo(() => singleOf(entries).map((entry) => named(entry, held, names)), [entries, held]);

  const beside = negotiationId !== null || (place !== null && place !== 'menu');
  const at = place === 'menu' ? 'vacancies' : beside ? 'negotiation' : 'list';
  const onOpen = (topic: ApplicantNegotiation) => open(topic.id);
  return (
    <main class="page seeks" data-at={at}>
      <h1 class="hidden">{t('applicant_title')}</h1>
      <Lists
        topics={held}
        fresh={sumOfList(applicant, 'new')}
        part={part}
        isSure={isSure}
        view={view}
        now={now}
        silentDays={silentDays}
        trouble={
          <Troubles
            problem={problemOf(account, applicant)}
            applicant={applicant}
            now={now}
            site={site}
            calls={calls}
            onRefresh={() => void calls.refresh()}
          />
        }
        onView={onView}
      >
        <WayNote applicant={applicant} settings={settings} calls={calls} />
        <Foot inbox={{ freshAt }} now={now} calls={calls} onHelp={() => setHelp(true)} />
      </Lists>
      {freshAt === null ? (
        <section class="column list-column">
          <div class="alone">
            <First
              applicant={applicant}
              settings={settings}
              signedIn={account.state === 'signed-in'}
              calls={calls}
            />
          </div>
        </section>
      ) : (
        <TopicColumn
          listKey={listKey}
          layout={layout}
          walk={walk}
          openedId={negotiationId}
          entries={entries}
          notes={notes}
          now={now}
          silentDays={silentDays}
          onClick={click}
          view={view}
          polite={held.some(({ politeness }) => politeness)}
          applicant={applicant}
          part={part}
          partNote={partNote}
          isSure={isSure}
          reading={topics === null && front.length < applicant.counts.all}
          asking={asked.asking}
          field={field}
          filtersOpen={filtersOpen}
          calls={calls}
          onView={onView}
          onFilters={() => setFiltersOpen(!filtersOpen)}
        />
      )}
      <section
        class="column pane"
        aria-label={t(beside ? 'inbox_pane' : 'applicant_place_funnel')}
        data-open={beside}
      >
        {beside && <Back words={t('inbox_back_list')} onBack={close} />}
        {negotiationId !== null ? (
          opened ? (
            <TopicPane
              key={opened.id}
              topic={opened}
              owner={owner}
              notes={notes}
              others={others}
              isPart={part !== null}
              entries={entries}
              drafts={drafts}
              api={api}
              site={site}
              undoSeconds={undoSeconds}
              silentDays={silentDays}
              now={now}
              calls={calls}
              onOpen={onOpen}
              onClose={close}
              onStep={onStep}
            />
          ) : (
            <p class="pad muted">{t(topics ? 'applicant_gone' : 'inbox_reading')}</p>
          )
        ) : place === 'resumes' ? (
          <Resumes api={api} site={site} now={now} calls={calls} onClose={close} onStep={onStep} />
        ) : place === 'apply' ? (
          <Apply
            key={view.vacancyId}
            vacancyId={view.vacancyId}
            topics={held}
            entries={entries}
            drafts={drafts}
            api={api}
            site={site}
            undoSeconds={undoSeconds}
            calls={{ ...calls, readVacancy }}
            onVacancy={(vacancyId) => onView({ ...view, vacancyId })}
            onOpen={onOpen}
            onClose={close}
            onStep={onStep}
          />
        ) : (
          <FunnelCard
            owner={owner}
            topics={topics}
            isPart={part !== null}
            partNote={partNote}
            now={now}
            silentDays={silentDays}
            calls={calls}
            onClose={place === 'funnel' ? close : undefined}
          />
        )}
      </section>
      <UndoPlace entries={bar} calls={calls} onEdit={edit} />
      {help && <KeysDialog surface="applicant-inbox" onClose={() => setHelp(false)} />}
    </main>
  );
}
