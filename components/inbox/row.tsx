import type { ComponentChildren, VNode } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { personOf, type Whom } from '../../utils/domain/avoided.ts';
import type { ListRow, Other } from '../../utils/domain/collection.ts';
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

/** A row's place in its list, and what a click on it does. */
export interface RowStop {
  index: number;
  place: RowPlace;
  /** The keyboard is on it. */
  current: boolean;
  opened: boolean;
  onClick: (event: MouseEvent) => void;
}

/** Redraws a row only when its own data changed; `onClick` may be old, because it depends only on the place. */
export function useRow(
  { index, place, current, opened }: RowStop,
  of: readonly unknown[],
  draw: () => VNode,
) {
  return useMemo(draw, [index, place.style, place['aria-setsize'], current, opened, ...of]);
}

interface FrameProps extends RowStop {
  selected?: boolean;
  /** A pending decision will remove it. */
  leaving?: boolean;
  /** What its dot means, in words: something is new. */
  dot?: string | false | null;
  name: ComponentChildren;
  title: string;
  /** The lines of its tooltip. */
  hover: readonly (string | false | null | undefined)[];
  /** Who may be among those to avoid. */
  whom: Whom | null;
  /** Chips after the title. */
  facts?: ComponentChildren;
  /** The checkbox that selects it. */
  box?: ComponentChildren;
  /** Cells after the title. */
  children: ComponentChildren;
}

/** A row of any list of the inbox page. The style sheet arranges its cells in columns or in two lines. */
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
  /** It came back: the reason precedes its title, and the due time replaces its waiting time. */
  back: Reminder | undefined;
  /** Called on a click on its checkbox. */
  onTick: (upToHere: boolean) => void;
}

/** One response in the list, at its height; redrawn only when its own data changed. */
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
