import type { ComponentChildren, RefObject } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import {
  type AskedList,
  type OwnNote,
  type Part,
  partOf,
  partText,
  stepText,
} from '../../../utils/domain/applicant/applicant.ts';
import {
  type ApplicantNegotiation,
  stageText,
  titleOf,
} from '../../../utils/domain/applicant/negotiation.ts';
import {
  type ApplicantListView,
  applicantListAddressOf,
  emptyApplicantListView,
  filtersOn,
  fits,
  listOfView,
  stagesOf,
  withList,
} from '../../../utils/domain/applicant/negotiation-view.ts';
import { employerOf } from '../../../utils/domain/avoided.ts';
import { daysUntil } from '../../../utils/domain/due.ts';
import { isDueNow, type Reminder, standing, standsOut, withTurn } from '../../../utils/domain/reminders.ts';
import type { Layout } from '../../../utils/domain/row-pages.ts';
import { sumMark } from '../../../utils/domain/sum.ts';
import { negotiationsUrl } from '../../../utils/hh/pages.ts';
import { grouped, type MessageKey, plural, t } from '../../../utils/i18n.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import { moment } from '../../../utils/time.ts';
import { isSureOf, PartNote } from '../../applicant/status.tsx';
import { callOf, chipOf, secondOf, whenText } from '../../applicant/words.ts';
import { useStore } from '../../contexts.tsx';
import { DismissFound, dueChip, reasonText } from '../../reminders/reminder.tsx';
import { Button, Chip, IconButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dot } from '../../ui/form.tsx';
import { lazy } from '../../ui/hooks.ts';
import { Menu } from '../../ui/menu.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import type { Load } from '../../ui/use-load.ts';
import { type InboxList, ListColumn, Narrowing, RowFrame, type RowStop, useRow } from '../list-frame.tsx';
import { RailLine, type RailState } from '../rail.tsx';

const Filters = lazy(async () => (await import('../filters.lazy.tsx')).ApplicantFilters);
const ApplicantExport = lazy(async () => (await import('../../export/list-export.tsx')).ApplicantExport);

interface Props {
  list: InboxList<ApplicantNegotiation>;
  /** The problem with what is shown. */
  trouble: ComponentChildren;
  notes: Record<NegotiationId, OwnNote> | null;
  now: number;
  view: ApplicantListView;
  /** How some employer treats responses is known. */
  polite: boolean;
  /** The negotiations have not been read from the store yet. */
  reading: boolean;
  asking: Load<AskedList> | null;
  field: RefObject<HTMLInputElement | null>;
  filtersOpen: boolean;
  onView: (view: ApplicantListView) => void;
  onFilters: () => void;
}

/** The list and the controls that narrow it. */
export function ApplicantList(props: Props) {
  const { list, trouble, notes, now, view, polite, reading, asking, field, filtersOpen } = props;
  const { onView, onFilters } = props;
  const { layout, walk } = list;
  const { settings, applicant, entries, reminders: all } = useStore();
  const { site, silentDays } = settings;
  const reminders = view.back ? all : all.filter((one) => standsOut(one, now));
  const [exporting, setExporting] = useState(false);
  const change = (part: Partial<ApplicantListView>) => onView({ ...view, negotiationId: null, ...part });
  const clear = () => onView(withList({ ...view, search: '' }, {}));
  const asked = asking?.value ?? null;
  const problem = asking?.problem ?? null;
  const waits = asking !== null && asked === null && problem === null;
  const title = view.back
    ? t('back_place')
    : view.hidden
      ? t('applicant_list_hidden')
      : view.mine
        ? t('applicant_list_mine')
        : view.stage !== null
          ? stageText({ id: view.stage, name: nameIn(layout, view.stage) })
          : t('inbox_list');
  const narrowed = view.search !== '' || listKeyOf(view) !== listKeyOf(emptyApplicantListView);
  const rest = asked?.more ?? 0;
  // A list read from hh itself is not a part of the stored one.
  const ofPart = asking === null ? partOf(applicant) : null;
  const isSure = isSureOf(applicant);
  const skipped = asked?.skipped ?? applicant.skipped;
  return (
    <ListColumn
      list={list}
      trouble={trouble}
      title={title}
      about={waits || reading ? t('inbox_reading') : foundText(layout.count, view.back ? null : ofPart)}
      tools={
        <>
          <Narrowing
            view={view}
            field={field}
            rest={100}
            filters={filtersOn(view)}
            filtersOpen={filtersOpen}
            onChange={change}
            onFilters={onFilters}
            onLeave={walk.focus}
          />
          <Menu label={t(`applicant_order_${view.order}`)} icon="sort" title={t('inbox_order')}>
            {() => (
              <fieldset aria-label={t('inbox_order')}>
                {(['updated', 'created'] as const).map((order) => (
                  <Dot
                    key={order}
                    name="order"
                    checked={view.order === order}
                    onPick={() => change({ order })}
                  >
                    {t(`applicant_order_${order}`)}
                  </Dot>
                ))}
              </fieldset>
            )}
          </Menu>
          <IconButton icon="save" label={t('export_menu')} onClick={() => setExporting(true)} />
        </>
      }
      above={
        <>
          {exporting && (
            <ApplicantExport
              title={title}
              negotiations={layout.stretches[0]?.rows ?? []}
              notes={notes}
              view={view}
              part={ofPart}
              onClose={() => setExporting(false)}
            />
          )}
          {filtersOpen && <Filters view={view} polite={polite} onChange={change} onClear={clear} />}
          {view.back && !view.search && (
            <DismissFound
              reminders={all.filter(({ of }) => of.kind === 'application')}
              now={now}
              onDone={walk.focus}
            />
          )}
          {asking === null && !isSure && (
            <div class="pad">
              <PartNote />
            </div>
          )}
          {problem && (
            <div class="pad">
              <ProblemNote
                problem={problem}
                hhUrl={negotiationsUrl(site)}
                again={asking?.again}
                account="applicant"
              />
            </div>
          )}
        </>
      }
      busy={waits || reading}
      row={(row, stop) => (
        <Row
          {...stop}
          negotiation={row}
          leaving={callOf(entries, 'hide-active-response', row.id) !== undefined}
          byCreation={view.order === 'created'}
          note={notes?.[row.id]}
          reminder={standing(reminders, row.id, now)}
          now={now}
          silentDays={silentDays}
        />
      )}
    >
      {layout.count === 0 && view.back && !view.search && (
        <Card title={t('popup_empty_back')} note={t('popup_empty_back_note')} />
      )}
      {layout.count === 0 && !waits && !reading && !problem && !(view.back && !view.search) && (
        <Card
          title={t(
            ofPart
              ? 'applicant_empty_part'
              : !isSure && asking === null
                ? 'applicant_empty_unclear'
                : narrowed
                  ? 'inbox_nothing'
                  : 'applicant_empty_all',
          )}
          note={
            ofPart
              ? t('applicant_empty_part_note', partText(ofPart))
              : t(narrowed ? 'applicant_nothing_note' : 'applicant_empty_all_note')
          }
        >
          {narrowed && (
            <div class="row">
              <Button small onClick={clear}>
                {t('inbox_filters_clear')}
              </Button>
            </div>
          )}
        </Card>
      )}
      {rest > 0 && <p class="pad small muted">{plural('applicant_rest', rest)}</p>}
      {skipped > 0 && <p class="pad small muted">{plural('popup_set_aside', skipped)}</p>}
    </ListColumn>
  );
}

/** «42 отклика»; for a part of the list, «3 среди загруженных». */
const foundText = (count: number, part: Part | null): string =>
  part ? t('applicant_loaded_found', grouped(count)) : plural('inbox_found', count);

/** hh's name of a stage, if one of the listed negotiations has it. */
const nameIn = ({ stretches }: Layout<ApplicantNegotiation>, id: string): string =>
  stretches[0]?.rows?.find(({ stage }) => stage.id === id && stage.name)?.stage.name ?? '';

interface RowProps extends RowStop {
  negotiation: ApplicantNegotiation;
  /** It is being hidden. */
  leaving: boolean;
  byCreation: boolean;
  note: OwnNote | undefined;
  reminder: Reminder | undefined;
  now: number;
  silentDays: number;
}

/** One negotiation in the list, at its height; redrawn only when its own data changed. */
function Row(props: RowProps) {
  const { negotiation, leaving, byCreation, note, reminder, now, silentDays, ...stop } = props;
  return useRow(stop, [negotiation, leaving, byCreation, note, reminder, now, silentDays], () => {
    const chip = reminder ? dueChip(reminder, now) : chipOf(negotiation, now, silentDays);
    const title = titleOf(negotiation);
    const second = secondOf(negotiation);
    const at = byCreation ? negotiation.createdAt : negotiation.updatedAt;
    const why = reminder && reasonText(reminder, now);
    // The chip beside it shows the date, and the open negotiation quotes the message.
    const isInterview = reminder?.why?.kind === 'interview' && !reminder.away;
    const step = isInterview
      ? withTurn(reminder.of, t('back_interview_maybe'))
      : (why ?? (note?.next && stepText(note.next, now)));
    const due = reminder
      ? isDueNow(reminder, now)
      : note?.next?.on
        ? daysUntil(note.next.on, now) <= 0
        : false;
    return (
      <RowFrame
        {...stop}
        leaving={leaving}
        dot={negotiation.fresh && t('applicant_chip_fresh')}
        name={title}
        title={second}
        hover={[title, second, chip.text, why ?? step, at !== null && moment(at)]}
        whom={negotiation.employer && employerOf(negotiation.employer)}
        facts={step && <Chip tone={due ? 'wait' : 'neutral'}>{step}</Chip>}
      >
        <span class="wait">
          <Chip tone={chip.tone}>{chip.text}</Chip>
        </span>
        <span class="salary num">{whenText(at, now)}</span>
      </RowFrame>
    );
  });
}

interface ListsProps {
  rail: RailState;
  /** All loaded negotiations. */
  negotiations: readonly ApplicantNegotiation[];
  view: ApplicantListView;
  /** How many negotiations I want to come back to. */
  back: number;
  now: number;
  onView: (view: ApplicantListView) => void;
}

/** Counts the most used lists and the stages. If hh says nothing about employers, the list by employer is left out. */
function countsOf(negotiations: readonly ApplicantNegotiation[], now: number, silentDays: number) {
  const polite = negotiations.some(({ politeness }) => politeness);
  const named: [MessageKey, Partial<ApplicantListView>][] = [
    ['applicant_list_mine', { mine: true }],
    ['applicant_tab_all', {}],
    ['applicant_tab_new', { onlyNew: true }],
    ['applicant_tab_silent', { silentDays }],
    ['applicant_list_read_silent', { silentDays, read: 'yes' }],
    ...(polite
      ? [['applicant_list_seldom', { seldom: true }] satisfies [MessageKey, Partial<ApplicantListView>]]
      : []),
    ['applicant_list_hidden', { hidden: true }],
  ];
  const count = (view: ApplicantListView) =>
    negotiations.filter((negotiation) => fits(negotiation, view, now)).length;
  return {
    lists: named.map(([name, list]) => ({
      name,
      list,
      count: count({ ...emptyApplicantListView, ...list }),
    })),
    stages: stagesOf(negotiations),
  };
}

/** «3», «3+», «?»: zero in the part that was read says nothing about the rest. */
const countText = (count: number, isSure: boolean): string =>
  isSure ? grouped(count) : sumMark({ whole: false, atLeast: count });

/** The places, the most used lists and the existing stages, the latter with their counts. */
export function Lists({ rail, negotiations, view, back, now, onView }: ListsProps) {
  const { applicant, settings } = useStore();
  const { silentDays } = settings;
  /** Set while only a part was read: the numbers count that part. */
  const part = partOf(applicant);
  const isSure = isSureOf(applicant);
  const here = listKeyOf(view);
  // A step by keyboard must not count thousands again.
  const { lists, stages } = useMemo(
    () => countsOf(negotiations, now, silentDays),
    [negotiations, now, silentDays],
  );
  const line = (words: string, key: string, isHere: boolean, count: string, to: ApplicantListView) => (
    <RailLine
      key={words}
      stop={rail.stopOf(key)}
      isHere={isHere}
      words={words}
      title={part && count ? `${words}\n${partText(part)}` : words}
      onClick={() => {
        rail.setOpen(false);
        onView(to);
      }}
    >
      <span class="count num muted">{count}</span>
    </RailLine>
  );
  const item = (words: string, list: Partial<ApplicantListView>, count: number) => {
    const to = withList(view, list);
    const key = listKeyOf(to);
    return line(words, key, view.place === null && here === key, countText(count, isSure), to);
  };
  const reminders = withList(view, { back: true });
  return (
    <>
      <ul class="places">
        {line(
          t('back_place'),
          listKeyOf(reminders),
          view.place === null && view.back,
          back > 0 ? grouped(back) : '',
          reminders,
        )}
        {(['funnel', 'resumes', 'apply'] as const).map((place) =>
          line(
            place === 'apply' ? t('applicant_apply_send') : t(`applicant_place_${place}`),
            place,
            view.place === place,
            '',
            { ...view, place, vacancyId: null, negotiationId: null },
          ),
        )}
      </ul>
      <div class="rail-list scroll">
        <ul>{lists.map(({ name, list, count }) => item(t(name), list, count))}</ul>
        {stages.length > 0 && <h2 class="small muted b">{t('applicant_stages')}</h2>}
        <ul>{stages.map(({ stage, count }) => item(stageText(stage), { stage: stage.id }, count))}</ul>
      </div>
    </>
  );
}

/** The key of the list shown, whatever is searched for in it. */
export const listKeyOf = (view: ApplicantListView): string =>
  applicantListAddressOf(listOfView({ ...view, search: '', order: 'updated' }));
