import type { ComponentChildren, VNode } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { personOf, type Whom } from '../../utils/domain/avoided.ts';
import type { ListRow } from '../../utils/domain/collection.ts';
import type { Other } from '../../utils/domain/people.ts';
import type { Reminder } from '../../utils/domain/reminders.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import { valueOr } from '../../utils/known.ts';
import { WaitLimit } from '../contexts.tsx';
import type { RowPlace } from '../list/virtual-list.tsx';
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
import { dueChip, reasonText } from '../reminders/words.ts';
import { AvoidedChip } from '../ui/avoided.tsx';
import { Chip } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Cut } from '../ui/text.tsx';

/** Where a row stands in its list, and what a click on it does. */
export interface RowStop {
  index: number;
  place: RowPlace;
  /** The keyboard stands on it. */
  current: boolean;
  opened: boolean;
  onClick: (event: MouseEvent) => void;
}

/** Draws a row again only when something of its own changed; at one place a click does the same. */
export function useRow(
  { index, place, current, opened }: RowStop,
  of: readonly unknown[],
  draw: () => VNode,
) {
  return useMemo(draw, [index, place.style, place['aria-setsize'], current, opened, ...of]);
}

interface FrameProps extends RowStop {
  selected?: boolean;
  /** What was decided takes it away. */
  leaving?: boolean;
  /** Its dot, in words: something is new. */
  dot?: string | false | null;
  name: ComponentChildren;
  title: string;
  /** The lines that a mouse over it shows. */
  hover: readonly (string | false | null | undefined)[];
  /** Who may stand among those to avoid. */
  whom: Whom | null;
  /** Chips behind its title. */
  facts?: ComponentChildren;
  /** Selects it. */
  box?: ComponentChildren;
  /** Cells behind the title. */
  children: ComponentChildren;
}

/** A row of any list of the inbox page. Its cells stand in columns or in two lines: the style sheet places them. */
export function RowFrame(props: FrameProps) {
  const { index, place, current, opened, selected, leaving, dot, name, title, hover, whom, facts, box } =
    props;
  const state = `${current ? ' on' : ''}${opened ? ' opened-row' : ''}${selected ? ' sel' : ''}${leaving ? ' leaving' : ''}${opened || selected ? ' on-tint' : ''}`;
  return (
    <li class={`resp${state}`} {...place}>
      {box}
      <button
        type="button"
        class="pick"
        title={hover.filter(Boolean).join('\n')}
        data-stop={String(index)}
        tabIndex={current ? 0 : -1}
        aria-current={opened ? 'true' : undefined}
        onClick={props.onClick}
      >
        <span class={`who${dot ? ' b' : ''}`}>
          {dot && <i class="dot" />}
          <span class="ell name" dir="auto">
            {name}
          </span>
          {dot && <span class="hidden">{dot}</span>}
        </span>
        <span class="post">
          <Cut class="title" text={title} />
          <span class="facts num">
            <AvoidedChip whom={whom} />
            {facts}
          </span>
        </span>
        {props.children}
      </button>
    </li>
  );
}

interface Props extends RowStop {
  /** null while it is not in memory. */
  row: ListRow | null;
  selected: boolean;
  now: number;
  entry: Entry | undefined;
  others: readonly Other[];
  otherText: (other: Other) => string;
  /** It came back: why stands before its title, when in place of how long it waits. */
  back: Reminder | undefined;
  /** A click on its box. */
  onTick: (upToHere: boolean) => void;
}

/** One response in the list, at its height; drawn again only when something of its own changed. */
export function ListRowView(props: Props) {
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

/** «Новикова Дарья Павловна»: a third name is left out where there are columns and little room. */
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
