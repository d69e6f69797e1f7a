import { useContext, useMemo } from 'preact/hooks';
import type { ListRow } from '../../utils/domain/collection.ts';
import type { Other } from '../../utils/domain/people.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import { valueOr } from '../../utils/known.ts';
import type { RowPlace } from '../list/virtual-list.tsx';
import {
  factsOf,
  isLeaving,
  leavingText,
  listAboutOf,
  nameOf,
  surveyLines,
  timeOf,
} from '../negotiation/row-words.ts';
import { Chip } from '../ui/button.tsx';
import { WaitLimit } from '../ui/wait-limit.ts';

interface Props {
  /** null while it is not in memory. */
  row: ListRow | null;
  index: number;
  place: RowPlace;
  current: boolean;
  opened: boolean;
  selected: boolean;
  now: number;
  entry: Entry | undefined;
  others: readonly Other[];
  otherText: (other: Other) => string;
  handlers: RowHandlers;
}

/** One response in the list, at its height; drawn again only when something of its own changed. */
export function ListRowView(props: Props) {
  const { row, index, place, current, opened, selected, now, entry, others, otherText, handlers } = props;
  const limit = useContext(WaitLimit);
  return useMemo(() => {
    if (!row)
      return (
        <li class={`resp${current ? ' on' : ''}`} {...place}>
          <span class="muted small">{t('inbox_loading_row')}</span>
        </li>
      );
    const leaving = isLeaving(entry);
    const name = nameOf(row);
    const time = timeOf(row, now, limit);
    const about = entry ? leavingText(entry) : listAboutOf(row);
    const answers = valueOr(row.autoSurvey, null);
    const survey = answers ? surveyLines(answers) : [];
    const state = `${current ? ' on' : ''}${opened ? ' opened-row' : ''}${selected ? ' sel' : ''}${leaving ? ' leaving' : ''}`;
    return (
      <li class={`resp${state}`} {...place}>
        <input
          type="checkbox"
          class="box"
          checked={selected}
          aria-label={t('inbox_select_row', name)}
          tabIndex={-1}
          onClick={(event) => handlers.tick(index, event.shiftKey)}
        />
        <button
          type="button"
          class="pick"
          title={[name, about, ...survey].join('\n')}
          data-stop={String(index)}
          tabIndex={current ? 0 : -1}
          aria-current={opened ? 'true' : undefined}
          onClick={(event) => handlers.click(index, event)}
        >
          <span class="line">
            <span class={`ell name${valueOr(row.hasUpdates, false) ? ' b' : ''}`} dir="auto">
              {name}
            </span>
            <span class="facts num">
              {factsOf(row, others, otherText).map((fact) => (
                <Chip key={fact.text} tone={fact.tone} title={fact.title ?? fact.text}>
                  {fact.text}
                </Chip>
              ))}
            </span>
            <span class="time num">
              <Chip tone={time.tone} title={time.title}>
                {time.text}
              </Chip>
            </span>
          </span>
          <span class="small muted ell" dir="auto">
            {about}
          </span>
          {survey.length > 0 && (
            <span class="small muted ell" dir="auto">
              {survey.join(' · ')}
            </span>
          )}
        </button>
      </li>
    );
  }, [
    row,
    index,
    place.style,
    place['aria-setsize'],
    current,
    opened,
    selected,
    now,
    limit,
    entry,
    others.length,
    otherText,
    handlers,
  ]);
}

/** What a mouse does to a row. */
export interface RowHandlers {
  /** A click on the row: opens it; with ctrl it selects, with shift it selects up to here. */
  click(index: number, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): void;
  /** A click on its box. */
  tick(index: number, upToHere: boolean): void;
}
