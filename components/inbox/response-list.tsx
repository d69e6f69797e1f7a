import type { ComponentChildren, RefObject } from 'preact';
import { useContext, useLayoutEffect, useState } from 'preact/hooks';
import { personOf } from '../../utils/domain/avoided.ts';
import type { ListRow, Other } from '../../utils/domain/collection.ts';
import type { Reminder } from '../../utils/domain/reminders.ts';
import { foundIn, type RowPages, rowHeights } from '../../utils/domain/row-pages.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { plural, t } from '../../utils/i18n.ts';
import { isKnown, type Known, valueOr } from '../../utils/known.ts';
import { WaitLimit } from '../contexts.tsx';
import {
  actedOf,
  cellsOf,
  factsOf,
  isLeaving,
  leavingText,
  listAboutOf,
  nameOf,
  surveyLines,
  testOf,
  timeOf,
} from '../negotiation/row-words.ts';
import { dueChip, reasonText } from '../reminders/reminder.tsx';
import { Button, Chip } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { Cut } from '../ui/text.tsx';
import { RowFrame, type RowStop, useRow } from './list-frame.tsx';

/** The width from which a list has room for columns, in px; the style sheet repeats it. */
const columnsFrom = 720;

/** The height of a list's rows, which depends on the list's width. */
export function useRowHeight(list: RefObject<HTMLElement | null>): number {
  const [columns, setColumns] = useState(false);
  useLayoutEffect(() => {
    const { current } = list;
    if (!current || typeof ResizeObserver === 'undefined') return;
    const look = () => setColumns(current.clientWidth >= columnsFrom);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return columns ? rowHeights.columns : rowHeights.lines;
}

interface HeadProps {
  /** hh's count; null before its answer. */
  found: Known<number> | null;
  /** How many rows of the store are shown because hh could not be asked; null: the rows are hh's. */
  stored: number | null;
  /** Whether more waits at hh than is shown. */
  news: boolean;
  onAll: () => void;
  /** Reads the list again. */
  onNews: () => void;
}

/** The head of the list: how many there are, whether there are newer ones, and the columns' titles. */
export const ListHead = ({ found, stored, news, onAll, onNews }: HeadProps) => (
  <div class="list-head small muted">
    <input
      type="checkbox"
      class="box"
      checked={false}
      aria-label={t('inbox_select_all')}
      title={t('inbox_select_all')}
      disabled={stored === 0 || found === null || isKnown(found, 0)}
      onClick={onAll}
    />
    <div class="grow cells">
      <span class="who num" role="status">
        {stored !== null ? plural('inbox_stored', stored) : foundText(found)}
      </span>
      {news ? (
        <span class="post">
          <Button tone="link" onClick={onNews}>
            {t('inbox_more_news')}
          </Button>
        </span>
      ) : (
        <span class="post head">{t('inbox_column_title')}</span>
      )}
      <span class="age head" title={t('inbox_column_age_full')}>
        {t('inbox_column_age')}
      </span>
      <span class="salary head">{t('inbox_column_salary')}</span>
      <span class="city head">{t('inbox_column_city')}</span>
      <span class="test head">{t('inbox_column_test')}</span>
      <span class="wait head">{t('inbox_column_wait')}</span>
    </div>
  </div>
);

function foundText(found: HeadProps['found']): string {
  if (found === null) return t('inbox_reading');
  return found.known ? plural('inbox_found', found.value) : t('inbox_found_unknown');
}

interface ListEndProps {
  pages: RowPages;
  /** Shown in place of a list that hh says is empty. */
  empty: ComponentChildren;
}

const isAtLeast = (count: Known<number>, least: number): boolean => count.known && count.value >= least;

/** Below the list: why it is empty, and what hh counts but does not show. */
export function ListEnd({ pages, empty }: ListEndProps) {
  const { last, shapes } = pages;
  const found = foundIn(pages);
  if (!last) return null;
  const skipped = [...shapes.values()].reduce((sum, shape) => sum + shape.skipped, 0);
  const rows = [...shapes.values()].reduce((sum, shape) => sum + shape.rows, 0);
  const nobody = rows === 0 && last.pages <= 1 && skipped === 0 && !isAtLeast(last.hidden, 1);
  return (
    <>
      {nobody &&
        found &&
        (isKnown(found, 0) ? (
          empty
        ) : found.known ? (
          <Card title={t('inbox_unlisted')} note={t('inbox_unlisted_note')} />
        ) : (
          <Card title={t('inbox_unlisted_unknown')} note={t('inbox_unlisted_unknown_note')} />
        ))}
      {last.hidden.known ? (
        last.hidden.value > 0 && (
          <p class="pad small muted">{plural('inbox_hidden_count', last.hidden.value)}</p>
        )
      ) : (
        <p class="pad small muted">{t('inbox_hidden_unknown')}</p>
      )}
      {skipped > 0 && <p class="pad small muted">{plural('inbox_set_aside', skipped)}</p>}
    </>
  );
}

interface RowProps extends RowStop {
  /** null while it is not in memory. */
  row: ListRow | null;
  selected: boolean;
  now: number;
  entry: Entry | undefined;
  others: readonly Other[];
  otherText: (other: Other) => string;
  /** It came back: the reason precedes its title, and the due time replaces its waiting time. */
  back: Reminder | undefined;
  /** Called on a click on its checkbox. */
  onTick: (upToHere: boolean) => void;
}

/** One response in the list, at its height; redrawn only when its own data changed. */
export function ListRowView(props: RowProps) {
  const { row, selected, now, entry, others, otherText, back, onTick, ...stop } = props;
  const limit = useContext(WaitLimit);
  return useRow(stop, [row, selected, now, limit, entry, others.length, otherText, back], () => {
    if (!row)
      return (
        <li class="resp" {...stop.place}>
          <span class="muted small">{t('inbox_loading_row')}</span>
        </li>
      );
    const leaving = isLeaving(entry);
    const name = nameOf(row);
    const time = entry ? actedOf(entry) : back ? dueChip(back, now) : timeOf(row, now, limit);
    const cells = cellsOf(row);
    const reason = back && reasonText(back, now);
    const facts = factsOf(row, others, otherText);
    const test = testOf(row);
    const survey = surveyLines(valueOr(row.autoSurvey, null) ?? '');
    const about = entry ? leavingText(entry) : listAboutOf(row);
    return (
      <RowFrame
        {...stop}
        selected={selected}
        leaving={leaving}
        dot={valueOr(row.hasUpdates, false) && t('inbox_row_new')}
        name={shortened(name)}
        title={reason ? `${reason} · ${cells.title}` : cells.title}
        hover={[name, reason, about, ...facts.map(({ text }) => text), ...survey]}
        whom={personOf(row.candidate)}
        facts={facts.map((fact) => (
          <Chip key={fact.text} tone={fact.tone} title={fact.title ?? fact.text}>
            {fact.count ? (
              <>
                <Icon name="chat" />
                <span aria-hidden="true">{fact.count}</span>
                <span class="hidden">{fact.text}</span>
              </>
            ) : (
              fact.text
            )}
          </Chip>
        ))}
        box={
          <input
            type="checkbox"
            class="box"
            checked={selected}
            aria-label={t('inbox_select_row', name)}
            tabIndex={-1}
            onClick={(event) => onTick(event.shiftKey)}
          />
        }
      >
        <span class="age ell small num">{cells.age}</span>
        <span class="salary num">
          {cells.salary ?? (
            <>
              <span aria-hidden="true">—</span>
              <span class="hidden">{t('popup_no_salary')}</span>
            </>
          )}
        </span>
        <Cut class="city small" text={cells.area} />
        <span class={`test num ${test?.tone ?? ''}`}>{test?.text}</span>
        <span class="wait num">
          {time.tone ? (
            <Chip tone={time.tone} title={time.title}>
              {time.text}
            </Chip>
          ) : (
            <span class="small muted" title={time.title}>
              {time.text}
            </span>
          )}
        </span>
      </RowFrame>
    );
  });
}

/** «Новикова Дарья Павловна»: the third name is hidden in columns if there is little room. */
function shortened(name: string): ComponentChildren {
  const [last, first, middle, ...more] = name.split(' ');
  if (!middle || more.length > 0) return name;
  return (
    <>
      {last} {first}
      <span class="middle"> {middle}</span>
    </>
  );
}
