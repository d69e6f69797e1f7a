import type { ComponentChildren, RefObject } from 'preact';
import { stageText } from '../../../utils/applicant-words.ts';
import type { Applicant, OwnNote, Part } from '../../../utils/domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../../../utils/domain/applicant/negotiation.ts';
import {
  type ApplicantListView,
  filtersOn,
  withList,
} from '../../../utils/domain/applicant/negotiation-view.ts';
import type { Layout } from '../../../utils/domain/row-pages.ts';
import type { Entry } from '../../../utils/domain/write-request.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import { partText } from '../../../utils/sum-words.ts';
import { SearchField } from '../../list/search.tsx';
import { VirtualList } from '../../list/virtual-list.tsx';
import type { Walk } from '../../list/walk.ts';
import { Button } from '../../ui/button.tsx';
import { Back } from '../../ui/menu.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import type { ApplicantCalls, AskedList } from './calls.ts';
import { Filters } from './filters.tsx';
import { TopicRow } from './topic-row.tsx';
import type { Asking } from './use-answer.ts';
import { callOf } from './words.ts';

interface Props {
  listKey: string;
  layout: Layout<ApplicantNegotiation>;
  walk: Walk<ApplicantNegotiation>;
  openedId: NegotiationId | null;
  entries: readonly Entry[];
  notes: Record<NegotiationId, OwnNote> | null;
  now: number;
  silentDays: number;
  onClick: (index: number) => void;
  view: ApplicantListView;
  /** Of some employer it is known how it treats responses. */
  polite: boolean;
  applicant: Applicant;
  /** Only so much was read. */
  part: Part | null;
  partNote: ComponentChildren;
  /** Of each that was read it is known whether it stands in a list. */
  isSure: boolean;
  /** The topics have not been read from the store yet. */
  reading: boolean;
  asking: Asking<AskedList> | null;
  field: RefObject<HTMLInputElement | null>;
  filtersOpen: boolean;
  calls: ApplicantCalls;
  onView: (view: ApplicantListView) => void;
  onFilters: () => void;
}

/** The list and what narrows it. */
export function TopicColumn(props: Props) {
  const {
    view,
    polite,
    applicant,
    part,
    partNote,
    isSure,
    reading,
    asking,
    field,
    filtersOpen,
    calls,
    onView,
    onFilters,
  } = props;
  const { listKey, layout, walk, openedId, entries, notes, now, silentDays, onClick } = props;
  const change = (part: Partial<ApplicantListView>) => onView({ ...view, negotiationId: null, ...part });
  const clear = () => onView(withList({ ...view, search: '' }, {}));
  const on = filtersOn(view);
  const waits = asking !== null && asking.answer === null;
  const asked = asking?.answer ?? null;
  const title = view.hidden
    ? t('applicant_list_hidden')
    : view.stage !== null
      ? stageText({ id: view.stage, name: nameIn(layout, view.stage) })
      : t('inbox_list');
  const narrowed = on > 0 || view.search !== '' || view.stage !== null || view.hidden || view.onlyNew;
  const rest = asked?.ok ? asked.value.more : 0;
  // hh's own list, asked of hh, is no part of what is held.
  const ofPart = asking === null ? part : null;
  const aside = asked?.ok ? asked.value.setAside : applicant.setAside;
  return (
    <section class="column list-column" aria-labelledby="list-title">
      <Back
        words={t('applicant_menu')}
        onBack={() => onView({ ...view, place: 'menu', negotiationId: null })}
      />
      <div class="row column-head">
        <h2 id="list-title" class="grow ell vacancy-name" title={title} dir="auto">
          {title}
        </h2>
        <span class="small muted num" role="status">
          {waits || reading ? t('inbox_reading') : foundText(layout.count, ofPart)}
        </span>
      </div>
      <div class="tools">
        <SearchField
          field={field}
          label={t('inbox_search')}
          placeholder={t('inbox_search_short')}
          text={view.search}
          rest={100}
          onSearch={(words) => words.trim() !== view.search && change({ search: words.trim() })}
          onLeave={walk.focus}
        />
        <Button
          aria-pressed={view.onlyNew}
          aria-keyshortcuts="N"
          onClick={() => change({ onlyNew: !view.onlyNew })}
        >
          {t('inbox_only_new')}
        </Button>
        <Button aria-expanded={filtersOpen} aria-controls="filters" aria-keyshortcuts="F" onClick={onFilters}>
          {on > 0 ? t('inbox_filters_count', on) : t('inbox_filters')}
        </Button>
        <select
          class="field order"
          aria-label={t('inbox_order')}
          value={view.order}
          onChange={({ currentTarget: { value } }) =>
            change({ order: value === 'created' ? 'created' : 'updated' })
          }
        >
          <option value="updated">{t('applicant_order_updated')}</option>
          <option value="created">{t('applicant_order_created')}</option>
        </select>
      </div>
      {filtersOpen && (
        <Filters
          view={view}
          silentDays={silentDays}
          polite={polite}
          api={applicant.api.state === 'on'}
          calls={calls}
          onChange={change}
          onClear={clear}
        />
      )}
      {asking === null && !isSure && <div class="pad">{partNote}</div>}
      {asked && !asked.ok && (
        <div class="pad">
          <ProblemNote problem={asked.problem} onStep={asking?.again} onCopy={calls.copy} />
        </div>
      )}
      <VirtualList
        class="rows"
        listKey={listKey}
        layout={layout}
        walk={walk}
        label={t('inbox_list')}
        busy={waits || reading}
        row={({ row, index }, place) =>
          row && (
            <TopicRow
              topic={row}
              index={index}
              place={place}
              current={index === walk.index}
              opened={row.id === openedId}
              leaving={callOf(entries, 'hide-active-response', row.id) !== undefined}
              byCreation={view.order === 'created'}
              note={notes?.[row.id]}
              now={now}
              silentDays={silentDays}
              onClick={onClick}
            />
          )
        }
      >
        {layout.count === 0 && !waits && !reading && (asked?.ok ?? true) && (
          <div class="pad stack">
            <p class="b">
              {t(
                ofPart
                  ? 'applicant_empty_part'
                  : !isSure && asking === null
                    ? 'applicant_empty_unclear'
                    : narrowed
                      ? 'inbox_nothing'
                      : 'applicant_empty_all',
              )}
            </p>
            <p class="muted">
              {ofPart
                ? t('applicant_empty_part_note', partText(ofPart))
                : t(narrowed ? 'applicant_nothing_note' : 'applicant_empty_all_note')}
            </p>
            {narrowed && (
              <div class="row">
                <Button small onClick={clear}>
                  {t('inbox_filters_clear')}
                </Button>
              </div>
            )}
          </div>
        )}
        {rest > 0 && <p class="pad small muted">{plural('applicant_rest', rest)}</p>}
        {aside > 0 && <p class="pad small muted">{plural('popup_set_aside', aside)}</p>}
      </VirtualList>
    </section>
  );
}

/** «42 отклика»; of a part «3 среди загруженных». */
const foundText = (count: number, part: Part | null): string =>
  part ? t('applicant_loaded_found', count.toLocaleString(t('locale'))) : plural('inbox_found', count);

/** hh's name of a stage, where one of those in sight has it. */
const nameIn = ({ stretches }: Props['layout'], id: string): string =>
  stretches[0]?.rows?.find(({ stage }) => stage.id === id && stage.name)?.stage.name ?? '';
