import type { ComponentProps, RefObject } from 'preact';
import { useState } from 'preact/hooks';
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
  filtersOn,
  withList,
} from '../../../utils/domain/applicant/negotiation-view.ts';
import { employerOf } from '../../../utils/domain/avoided.ts';
import { daysUntil } from '../../../utils/domain/due.ts';
import { isDueNow, type Reminder, standing, standsOut, withTurn } from '../../../utils/domain/reminders.ts';
import type { Layout } from '../../../utils/domain/row-pages.ts';
import { negotiationsUrl } from '../../../utils/hh/pages.ts';
import { grouped, plural, t } from '../../../utils/i18n.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import { moment } from '../../../utils/time.ts';
import { isSureOf, PartNote } from '../../applicant/status.tsx';
import { callOf, chipOf, secondOf, whenText } from '../../applicant/words.ts';
import { useStore } from '../../contexts.tsx';
import { DismissFound } from '../../reminders/dismiss-found.tsx';
import { dueChip, reasonText } from '../../reminders/words.ts';
import { Button, Chip, IconButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dot, Tick } from '../../ui/fields.tsx';
import { focusedWithin } from '../../ui/form.tsx';
import { lazy, useUniqueId } from '../../ui/hooks.ts';
import { Menu } from '../../ui/menu.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { type Load, useLoad } from '../../ui/use-load.ts';
import { useWorker } from '../../worker.ts';
import { One } from '../filter-fields.tsx';
import { ListColumn, Narrowing } from '../list-frame.tsx';
import { RowFrame, type RowStop, useRow } from '../row.tsx';

const ApplicantExport = lazy(async () => (await import('../../export/list-export.tsx')).ApplicantExport);

interface Props
  extends Pick<
    ComponentProps<typeof ListColumn<ApplicantNegotiation>>,
    'listKey' | 'layout' | 'walk' | 'open' | 'trouble'
  > {
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
  const { notes, now, view, polite, reading, asking, field, filtersOpen, onView, onFilters, ...list } = props;
  const { layout, walk } = list;
  const { settings, applicant, entries, reminders: all } = useStore();
  const { site, silentDays } = settings;
  const reminders = view.back ? all : all.filter((one) => standsOut(one, now));
  const [exporting, setExporting] = useState(false);
  const change = (part: Partial<ApplicantListView>) => onView({ ...view, negotiationId: null, ...part });
  const clear = () => onView(withList({ ...view, search: '' }, {}));
  const on = filtersOn(view);
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
  const narrowed =
    on > 0 ||
    view.search !== '' ||
    view.stage !== null ||
    view.hidden ||
    view.onlyNew ||
    view.mine ||
    view.back;
  const rest = asked?.more ?? 0;
  // A list read from hh itself is not a part of the stored one.
  const ofPart = asking === null ? partOf(applicant) : null;
  const isSure = isSureOf(applicant);
  const skipped = asked?.skipped ?? applicant.skipped;
  return (
    <ListColumn
      {...list}
      title={title}
      about={waits || reading ? t('inbox_reading') : foundText(layout.count, view.back ? null : ofPart)}
      tools={
        <>
          <Narrowing
            view={view}
            field={field}
            rest={100}
            filters={on}
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
              <PartNote applicant={applicant} settings={settings} />
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
      opened={view.negotiationId}
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

interface FiltersProps {
  view: ApplicantListView;
  /** How some employer treats responses is known. */
  polite: boolean;
  onChange: (part: Partial<ApplicantListView>) => void;
  onClear: () => void;
}

/** The filters of the list; all of them are in the page's address. */
function Filters({ view, polite, onChange, onClear }: FiltersProps) {
  const { settings, applicant } = useStore();
  /** With the API, hh can be asked for its own statuses. */
  const api = applicant.api.state === 'on';
  const id = useUniqueId();
  const statuses = useLoad(api ? 'statuses' : null, useWorker().applicant.readStatuses).value ?? [];
  const isNamed = view.status === null || statuses.some(({ id }) => id === view.status);
  const listed = isNamed ? statuses : [{ id: view.status ?? '', name: view.status ?? '' }, ...statuses];
  const check = (words: string, on: boolean, change: (on: boolean) => Partial<ApplicantListView>) => (
    <Tick checked={on} onTick={(on) => onChange(change(on))}>
      {words}
    </Tick>
  );
  return (
    <section id="filters" class="filters" aria-label={t('inbox_filters')} ref={focusedWithin} data-inner>
      <div class="filter-grid">
        <One
          label={t('applicant_filter_read')}
          options={[
            { id: 'yes', name: t('applicant_chip_read') },
            { id: 'no', name: t('applicant_chip_unread') },
          ]}
          values={view.read ? [view.read] : []}
          onValues={([read]) => onChange({ read: read === 'yes' || read === 'no' ? read : null })}
        />
        <label class="filter" for={id}>
          <span class="small muted">{t('applicant_filter_silent')}</span>
          <input
            id={id}
            class="field num"
            type="number"
            min={1}
            max={365}
            placeholder={plural('applicant_days', settings.silentDays)}
            value={view.silentDays ?? ''}
            onChange={({ currentTarget: { valueAsNumber: days } }) =>
              onChange({ silentDays: Number.isInteger(days) && days >= 1 && days <= 365 ? days : null })
            }
          />
        </label>
        {api && (
          <One
            label={t('applicant_filter_status')}
            options={listed}
            values={view.status === null ? [] : [view.status]}
            onValues={([status = null]) => onChange({ status })}
          />
        )}
      </div>
      <div class="row wrap checks">
        {(polite || view.seldom) && check(t('applicant_list_seldom'), view.seldom, (seldom) => ({ seldom }))}
        {check(t('applicant_filter_calls'), view.calls, (calls) => ({ calls }))}
        <span class="grow" />
        <Button small onClick={onClear}>
          {t('inbox_filters_clear')}
        </Button>
      </div>
    </section>
  );
}

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
