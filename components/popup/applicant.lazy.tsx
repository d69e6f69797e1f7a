import '../applicant/applicant.css';
import { useMemo, useState } from 'preact/hooks';
import {
  type ListName,
  listOf,
  type Part,
  partOf,
  partText,
  sumOfList,
} from '../../utils/domain/applicant/applicant.ts';
import { type ApplicantNegotiation, titleOf } from '../../utils/domain/applicant/negotiation.ts';
import { employerOf } from '../../utils/domain/avoided.ts';
import {
  backFirst,
  backList,
  isDueNow,
  type Reminder,
  standing,
  standsOut,
} from '../../utils/domain/reminders.ts';
import { awayIds } from '../../utils/domain/snoozed.ts';
import { isNothing, type Sum, sumOf, sumText } from '../../utils/domain/sum.ts';
import { negotiationsUrl } from '../../utils/hh/pages.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { known } from '../../utils/known.ts';
import { moment } from '../../utils/time.ts';
import { First, PartNote, problemOf, stoppedBy, Troubles, WayNote } from '../applicant/status.tsx';
import { chipOf, found, type Step, secondOf, stepOf, vacancyUrl, whenText } from '../applicant/words.ts';
import { useStore } from '../contexts.tsx';
import { useMeasured } from '../list/virtual-list.tsx';
import { useWalk } from '../list/walk.ts';
import { DismissFound, dueChip, reasonText } from '../reminders/reminder.tsx';
import { Card } from '../ui/card.tsx';
import { lazy, useNow } from '../ui/hooks.ts';
import type { Command } from '../ui/keymap.tsx';
import { useWatched } from '../ui/use-load.ts';
import { useWorker } from '../worker.ts';
import { backText, NotFound, PopupList, rowHeight, useRefresh } from './frame.tsx';
import { Item } from './rows.tsx';

const WhenForm = lazy(async () => (await import('../reminders/when.tsx')).WhenForm);

/** The lists, and the one of reminders. */
type ViewName = ListName | 'back';
const views: ViewName[] = ['new', 'waiting', 'silent', 'all', 'back'];

/**
 * The applicant's popup. The first paint needs only the small stored head; the negotiations, perhaps thousands, are
 * read afterwards, and shown only if they belong to the same person.
 */
export function ApplicantView() {
  const worker = useWorker();
  const { account, applicant, settings, reminders } = useStore();
  const { watchApplicantNegotiations } = worker.store;
  const now = useNow();
  const [view, setView] = useState<ViewName>('new');
  const [query, setQuery] = useState('');
  const held = useWatched('', (_, changed: Parameters<typeof watchApplicantNegotiations>[0]) =>
    watchApplicantNegotiations(changed),
  );

  const { silentDays, site } = settings;
  const { owner, front, api, freshAt } = applicant;
  const part = partOf(applicant);
  const negotiations = held?.owner === owner ? held.negotiations : null;
  const mine = useMemo(() => reminders.filter(({ of }) => of.kind === 'application'), [reminders]);
  const { due, later } = backList(mine, now);
  const shown = useMemo(() => mine.filter((one) => standsOut(one, now)), [mine, now]);
  const away = useMemo(() => awayIds(query.trim() ? [] : mine, now), [mine, query, now]);
  const listed = useMemo(() => {
    if (view === 'back')
      return [...due, ...later].flatMap(({ of }) => (of.kind === 'application' ? [of.negotiation] : []));
    if (!negotiations) return view === 'new' ? front : null;
    const here = negotiations.filter(({ id }) => !away.has(id));
    return backFirst(listOf(view, here, now, silentDays), mine, now);
  }, [negotiations, front, view, now, silentDays, away, mine]);
  const stops = useMemo(
    () =>
      found(listed ?? [], query).map((negotiation) => ({ id: `negotiation:${negotiation.id}`, negotiation })),
    [listed, query],
  );
  const { layout, onMeasure } = useMeasured(stops, () => rowHeight);
  const walk = useWalk(layout, `${view} ${query}`, true);

  const problem = problemOf(account, applicant);
  // If we cannot ask hh, only the user's own visit to hh brings news.
  const signedIn = account.state === 'signed-in';
  const asks = settings.fetchPages || (signedIn && api.state !== 'closed');
  const refresh = useRefresh(
    { freshAt, problem: problem ?? stoppedBy(applicant) },
    asks ? settings.intervalMinutes : Number.POSITIVE_INFINITY,
  );

  const show = (next: ViewName, focus = false) => {
    setView(next);
    if (focus) walk.first();
  };

  /** The negotiation being snoozed. */
  const [putting, setPutting] = useState<NegotiationId | null>(null);
  const isPut = (done: boolean) => {
    setPutting(null);
    if (done) walk.step(1);
    else walk.focus();
  };
  const acts: RowActs = {
    open: (negotiation) => stepOf(negotiation, { api }, site).go(worker),
    vacancy(negotiation) {
      const url = vacancyUrl(negotiation, site);
      if (url) void worker.openTab(url);
    },
    later: ({ id }) => setPutting(id),
    read({ id }) {
      if (standing(mine, id, now)) void worker.remind(id, 'done', null).then(() => walk.step(1));
    },
    put: isPut,
  };
  const own = (command: Command): boolean => {
    const here = walk.current?.row?.negotiation;
    if (command === 'close' && putting !== null) isPut(false);
    else if (command === 'open' || command === 'vacancy' || command === 'later' || command === 'read') {
      if (here && walk.ready()) acts[command](here);
    } else return false;
    return true;
  };

  return (
    <PopupList
      surface="applicant-popup"
      title={
        view === 'back'
          ? backText(due.length)
          : freshAt === null
            ? t('applicant_title')
            : answersText(sumOfList(applicant, 'new'))
      }
      fresh={{
        freshAt,
        now,
        busy: refresh.busy,
        label: asks ? undefined : t('applicant_open_page'),
        onRefresh: asks ? refresh.run : () => worker.openTab(negotiationsUrl(site)),
      }}
      trouble={<Troubles now={now} onRefresh={() => void refresh.run()} />}
      tabs={views.map((name) => ({
        name,
        text: t(`applicant_tab_${name}`),
        count: name === 'back' ? sumOf([known(due.length + later.length)]) : sumOfList(applicant, name),
      }))}
      view={view}
      show={show}
      isNeverRead={freshAt === null}
      search={{ label: t('applicant_search'), text: query, onSearch: setQuery }}
      list={{ layout, walk, onMeasure }}
      row={({ row, index }, place) =>
        row && (
          <li {...place}>
            <Row
              negotiation={row.negotiation}
              stop={row.id}
              current={index === walk.index}
              now={now}
              silentDays={silentDays}
              step={stepOf(row.negotiation, { api }, site)}
              acts={acts}
              onPick={() => walk.pick(index)}
              onGoTo={() => walk.goTo(index)}
              reminder={standing(view === 'back' ? mine : shown, row.negotiation.id, now)}
              putting={putting === row.negotiation.id}
            />
          </li>
        )
      }
      found={[plural('popup_found', stops.length), part && partText(part)].filter(Boolean).join('. ')}
      above={
        view === 'back' && !query.trim() && <DismissFound reminders={mine} now={now} onDone={walk.focus} />
      }
      notes={
        <>
          {freshAt !== null && <PartNote />}
          <WayNote />
        </>
      }
      undo={{ reminders }}
      onOpen={() => void worker.openInbox('page=applicant')}
      own={own}
    >
      {freshAt === null && <First />}
      {freshAt !== null && stops.length === 0 && (listed !== null || query) && (
        <Empty
          view={view}
          query={query}
          silentDays={silentDays}
          part={view === 'back' ? null : part}
          sure={view === 'back' || sumOfList(applicant, view).whole}
          onClear={() => setQuery('')}
        />
      )}
      {applicant.skipped > 0 && (
        <p class="rest small muted">{plural('popup_set_aside', applicant.skipped)}</p>
      )}
    </PopupList>
  );
}

const answersText = (answers: Sum): string =>
  isNothing(answers) ? t('applicant_no_answers') : sumText('applicant_answers', answers);

/** The actions on a negotiation, by button or key. */
interface RowActs extends Record<'open' | 'vacancy' | 'later' | 'read', (of: ApplicantNegotiation) => void> {
  /** Closes the snooze form; `done` if a reminder was set. */
  put: (done: boolean) => void;
}

interface RowProps {
  negotiation: ApplicantNegotiation;
  stop: string;
  current: boolean;
  now: number;
  silentDays: number;
  step: Step;
  acts: RowActs;
  onPick: () => void;
  onGoTo: () => void;
  reminder: Reminder | undefined;
  /** Whether the snooze form is open. */
  putting: boolean;
}

/** One negotiation; the current row also has the next step and its effect. */
function Row(props: RowProps) {
  const { negotiation, stop, current, now, silentDays, step, acts, onPick, onGoTo, reminder, putting } =
    props;
  const chip = reminder ? dueChip(reminder, now) : chipOf(negotiation, now, silentDays);
  const changed = negotiation.updatedAt === null ? undefined : moment(negotiation.updatedAt);
  return (
    <Item
      stop={stop}
      current={current}
      acts={{ pick: onPick, goTo: onGoTo, open: () => acts.open(negotiation) }}
      name={titleOf(negotiation)}
      isNew={negotiation.fresh === true}
      about={reminder ? reasonText(reminder, now) : secondOf(negotiation)}
      facts={whenText(negotiation.updatedAt, now)}
      chip={chip}
      whom={negotiation.employer && employerOf(negotiation.employer)}
      more={changed}
      step={step.words}
      effect={reminder && isDueNow(reminder, now) ? t('back_done_note') : step.effect}
      below={
        putting && (
          <div class="opened">
            <WhenForm
              of={{ kind: 'application', negotiation }}
              now={now}
              onPut={() => acts.put(true)}
              onLeave={() => acts.put(false)}
            />
          </div>
        )
      }
      also={[
        negotiation.vacancy && {
          key: 'V',
          words: t('applicant_vacancy'),
          go: () => acts.vacancy(negotiation),
        },
        { key: 'B', words: t('back_put'), go: () => acts.later(negotiation) },
        reminder !== undefined && { key: 'E', words: t('back_done'), go: () => acts.read(negotiation) },
      ]}
    />
  );
}

interface EmptyProps {
  view: ViewName;
  query: string;
  silentDays: number;
  /** How much of the list was read; null for all of it. */
  part: Part | null;
  /** Whether it is known of every negotiation read if it belongs to this list. */
  sure: boolean;
  onClear: () => void;
}

/** Says why a list is empty, and what will appear here. */
const Empty = ({ view, query, silentDays, part, sure, onClear }: EmptyProps) =>
  query.trim() ? (
    <NotFound
      query={query}
      note={part ? t('applicant_empty_part_note', partText(part)) : ''}
      onClear={onClear}
    />
  ) : view === 'back' ? (
    <Card title={t('popup_empty_back')} note={t('popup_empty_back_note')} />
  ) : part ? (
    <Card title={t('applicant_empty_part')} note={t('applicant_empty_part_note', partText(part))} />
  ) : !sure ? (
    <Card title={t('applicant_empty_unclear')} note="" />
  ) : (
    <Card
      title={t(`applicant_empty_${view}`)}
      note={
        view === 'silent'
          ? plural('applicant_empty_silent_note', silentDays)
          : t(`applicant_empty_${view}_note`)
      }
    />
  );
