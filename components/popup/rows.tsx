import type { ComponentChildren, RefObject } from 'preact';
import { useContext, useEffect, useMemo, useRef } from 'preact/hooks';
import { personOf, type Whom } from '../../utils/domain/avoided.ts';
import { atOnce } from '../../utils/domain/many.ts';
import type { ChatRow, Millis, Row, VacancyCount } from '../../utils/domain/negotiation.ts';
import type { Reminder } from '../../utils/domain/reminders.ts';
import { isWaiting } from '../../utils/domain/stage.ts';
import { isNothing, type Sum, sumGap, sumMark, sumOf, sumText } from '../../utils/domain/sum.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { dotted, plural, t } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { type Known, valueOr } from '../../utils/known.ts';
import { moment, waiting } from '../../utils/time.ts';
import { useOutbox, WaitLimit } from '../contexts.tsx';
import {
  actedOf,
  chatTitle,
  entryOf,
  entryOfChat,
  type Fact,
  isLeaving,
  lastText,
  leavingText,
  nameOf,
  placeOf,
  waitOf,
  workOf,
} from '../negotiation/row-words.ts';
import { dueChip, reasonText } from '../reminders/reminder.tsx';
import { AvoidedChip } from '../ui/avoided.tsx';
import { Button, Chip } from '../ui/button.tsx';
import { Fault } from '../ui/form.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Cut } from '../ui/text.tsx';
import { factText, problemText, stageText, vacancyName, vacancyTitle } from '../ui/words.ts';
import type { Acts, useRows } from './acts.ts';
import type { Place, Section, Stop } from './list.ts';

interface RowProps {
  stop: string;
  current: boolean;
  now: number;
  /** The write that removes the row, if any. */
  entry: Entry | undefined;
  selected: boolean;
  /** Something is selected, so rows have checkboxes. */
  picking: boolean;
  acts: Acts;
  /** An open form or a problem, shown instead of the buttons. */
  below: ComponentChildren;
}

interface ItemProps extends Omit<RowProps, 'now' | 'acts' | 'selected' | 'picking' | 'entry'> {
  entry?: Entry;
  selected?: boolean;
  picking?: boolean;
  /** Without `tick` rows cannot be selected. */
  acts: Pick<Acts, 'pick' | 'goTo' | 'open'> & Partial<Pick<Acts, 'tick'>>;
  name: string;
  /** Whether it is new, that is, not viewed. */
  isNew: boolean;
  /** The second line while no write removes the row; cut in favour of `facts`. */
  about: string;
  /** The part that is never cut: salary and place, or how long ago. */
  facts?: string;
  /** One more line for the tooltip. */
  more?: string;
  /** Text of the button that opens it. */
  step?: string;
  chip: Fact | null;
  /** The person or employer, for a "do not contact" mark. */
  whom?: Whom | null;
  /** Number of unread messages of a chat. */
  count?: Sum;
  /** The effect of the buttons, shown below them. */
  effect: string | null;
  /** Further buttons, shown only in the current row. */
  also: readonly (Also | false | null)[];
}

/** A button of a row and its key. */
interface Also {
  key: string;
  words: string;
  /** Shown instead of the words. */
  icon?: IconName;
  tone?: 'danger';
  go: () => void;
}

const none = sumOf([]);

/** A click may make buttons appear under the mouse: the second click of a double click must not press them. */
const halfOfDouble = (event: MouseEvent) => {
  if (event.detail > 1) event.stopPropagation();
};

/**
 * A response, a chat or an application in two lines; the current one also has buttons. A click makes it current, a
 * double click opens it, Ctrl+click selects it, and Shift+click selects all up to it.
 */
export function Item(props: ItemProps) {
  const { stop, current, entry, acts, below, name, isNew, about, facts, whom = null, more, also } = props;
  const { count = none, effect, step = t('popup_open'), selected = false, picking = false } = props;
  const { tick } = acts;
  const leaving = isLeaving(entry);
  const chip = entry ? actedOf(entry) : props.chip;
  const second = entry ? leavingText(entry) : about;
  const open = () => acts.open(stop);
  const state = `${current ? ' on' : ''}${selected ? ' sel' : ''}${current || selected ? ' on-tint' : ''}`;
  return (
    <div class={`item${state}${leaving ? ' leaving' : ''}`}>
      {picking && (
        <input
          type="checkbox"
          class="box"
          checked={selected}
          aria-label={t('inbox_select_row', name)}
          tabIndex={-1}
          onClick={({ shiftKey }) => tick?.(stop, shiftKey)}
        />
      )}
      <button
        type="button"
        class="pick"
        title={[name, second, facts, chip?.title, sumGap(count) && sumText('popup_row_messages', count), more]
          .filter(Boolean)
          .join('\n')}
        data-stop={stop}
        tabIndex={current ? 0 : -1}
        aria-current={current ? 'true' : undefined}
        onClick={({ shiftKey, ctrlKey, metaKey }) => {
          if (tick && (shiftKey || ctrlKey || metaKey)) tick(stop, shiftKey);
          else acts.goTo(stop);
        }}
        onDblClick={open}
        onFocus={current ? undefined : () => acts.pick(stop)}
      >
        <span class="row">
          {isNew && !leaving && <i class="dot" />}
          <span class={`grow ell name${isNew && !leaving ? ' b' : ''}`} dir="auto">
            {name}
          </span>
          {!isNothing(count) && (
            <Chip tone={count.whole ? 'accent' : 'neutral'}>
              <span aria-hidden="true">{sumMark(count)}</span>
              <span class="hidden">. {sumText('popup_row_messages', count)}</span>
            </Chip>
          )}
          <AvoidedChip whom={whom} />
          {chip && (
            <Chip tone={chip.tone}>
              {chip.text}
              {chip.title && <span class="hidden">. {chip.title}</span>}
            </Chip>
          )}
        </span>
        <span class="row small muted second">
          <Cut class="grow" text={second} />
          {facts && !entry && <Cut class="num facts" text={facts} />}
        </span>
      </button>
      {below ? (
        <div class="under">{below}</div>
      ) : (
        current &&
        !picking && (
          <div class="under">
            <div class="row acts" onClickCapture={halfOfDouble}>
              <Button small tone="primary" shortcut="↵" onClick={open}>
                {step}
              </Button>
              {also.map((one) => one && <AlsoButton {...one} key={one.key} shortcut={one.key} />)}
            </div>
            {effect && <p class="small muted effect">{effect}</p>}
          </div>
        )
      )}
    </div>
  );
}

const AlsoButton = ({ shortcut, words, icon, tone, go }: Omit<Also, 'key'> & { shortcut: string }) => (
  <Button small tone={tone} shortcut={shortcut} title={icon && words} onClick={go}>
    {icon && <Icon name={icon} />}
    <span class={icon && 'hidden'}>{words}</span>
  </Button>
);

/** One response. */
function Response({ row, viewed, back, ...rest }: RowProps & { row: Row; viewed?: true; back?: Reminder }) {
  const { stop, now, acts } = rest;
  const leaving = isLeaving(rest.entry);
  const limit = useContext(WaitLimit);
  const isBack = viewed && back !== undefined;
  const read = (words: string) => ({ key: 'E', words, go: () => acts.read(stop) });
  return (
    <Item
      {...rest}
      name={nameOf(row)}
      whom={personOf(row.candidate)}
      isNew={!viewed}
      about={back ? reasonText(back, now) : viewed ? silentOf(row) : workOf(row)}
      facts={back ? undefined : placeOf(row)}
      chip={back ? dueChip(back, now) : waitOf(row.createdAt, now, limit)}
      effect={leaving ? null : isBack ? t('back_done_note') : viewed ? null : t('popup_row_effect')}
      also={
        leaving
          ? []
          : [
              ...(isBack
                ? [{ key: 'B', words: t('back_put'), go: () => acts.later(stop) }, read(t('back_done'))]
                : [
                    {
                      key: 'R',
                      words: t('popup_reject'),
                      tone: 'danger' as const,
                      go: () => acts.act(stop, 'KeyR'),
                    },
                    !viewed && read(t('popup_viewed')),
                  ]),
              { key: 'M', words: t('popup_more'), icon: 'more', go: () => acts.more(stop) },
            ]
      }
    />
  );
}
/** «Бухгалтер · просмотрен, ответа нет» */
const silentOf = (row: Row): string =>
  dotted(
    factText(row.candidate.title, 'unknown_title'),
    isWaiting(row) ? t('popup_viewed_silent') : stageText(row.stage).toLowerCase(),
  );

/** One chat with unread messages. */
function Chat({ chat, ...rest }: RowProps & { chat: ChatRow }) {
  const { stop, now, acts } = rest;
  const last = valueOr(chat.last, null);
  return (
    <Item
      {...rest}
      name={chatTitle(chat)}
      isNew={!isNothing(sumOf([chat.unread]))}
      about={lastText(chat)}
      chip={last && timeOf(last.at, now)}
      count={sumOf([chat.unread])}
      effect={t('popup_chat_effect')}
      also={[
        { key: 'C', words: t('popup_reply'), go: () => acts.write(stop) },
        !isLeaving(rest.entry) && last && { key: 'E', words: t('popup_read'), go: () => acts.read(stop) },
      ]}
    />
  );
}

const timeOf = (at: Known<Millis>, now: number): Fact =>
  at.known
    ? { text: waiting(at.value, now), tone: 'neutral' as const, title: moment(at.value) }
    : { text: t('unknown_time'), tone: 'neutral' as const, title: '' };

interface PlaceProps {
  place: Place;
  current: boolean;
  now: number;
  acts: Acts;
  rows: ReturnType<typeof useRows>;
  /** What is shown below a stop or below the head of a vacancy. */
  below: (place: string) => ComponentChildren;
  selected: boolean;
  picking: boolean;
  /** Selects or deselects all of a vacancy; given while something is selected. */
  onAll?: (rows: Row[]) => void;
  onChats: () => void;
  onReadAll: (vacancyId: VacancyId, rows: Row[]) => void;
}

/** A stop of the list, with the head of its section above the first one. */
export function PlaceView({ place, rows, below, onAll, onChats, onReadAll, ...rest }: PlaceProps) {
  const { head } = place;
  const { entries } = useOutbox();
  const ready = head?.rows.filter((row) => !isLeaving(entryOf(entries, row.id))) ?? [];
  const vacancy = head?.vacancy;
  return (
    <>
      {vacancy && (
        <>
          <GroupHead vacancy={vacancy} rows={ready} onAll={onAll} onReadAll={onReadAll} />
          {below(`vacancy-${vacancy.id}`)}
        </>
      )}
      {head?.title && <Title section={head} onChats={onChats} />}
      {place.kind === 'more' ? (
        <MoreRows stop={place} rows={rows} {...rest} />
      ) : (
        <StopView stop={place} below={below(place.id)} {...rest} />
      )}
    </>
  );
}

interface GroupProps extends Pick<PlaceProps, 'onAll' | 'onReadAll'> {
  vacancy: VacancyCount;
  /** The listed rows that can be marked as viewed, without those that are being removed. */
  rows: Row[];
}

/** The head above the responses of a vacancy: its name, their number, and a button for all of them. */
function GroupHead({ vacancy, rows, onAll, onReadAll }: GroupProps) {
  const { id, unread } = vacancy;
  const name = vacancyTitle(vacancy);
  const count = sumOf([unread]);
  const some = rows.slice(0, atOnce);
  const isAll = unread.known && rows.length >= unread.value && some.length === rows.length;
  const words = isAll ? t('popup_read_all') : plural('popup_read_some', some.length);
  const of = plural('popup_responses', some.length);
  const link = onAll
    ? {
        words: t('popup_select_all'),
        does: t('popup_select_all_of', vacancyName(vacancy)),
        go: () => onAll(rows),
      }
    : {
        words,
        does: t('popup_read_all_of', words, of, vacancyName(vacancy)),
        go: () => onReadAll(id, some),
      };
  return (
    <div class="row group small muted">
      <h2 class="grow ell" title={name} dir="auto">
        {name}
      </h2>
      {some.length > 0 && (
        <button type="button" class="bare accent" title={link.does} aria-label={link.does} onClick={link.go}>
          {link.words}
        </button>
      )}
      <span class="num" title={sumText('popup_responses', count)}>
        {sumMark(count)}
      </span>
    </div>
  );
}

interface TitleProps extends Pick<PlaceProps, 'onChats'> {
  section: Section;
}

/** The title of a section that is not a vacancy. */
const Title = ({ section: { title, stops }, onChats }: TitleProps) => (
  <div class="row group small muted">
    <h2 class="grow ell">{title && t(title)}</h2>
    {title?.startsWith('back') && <span class="num">{stops.length}</span>}
    {title === 'popup_quiet_answers' && (
      <button type="button" class="bare accent" onClick={onChats}>
        {t('popup_quiet_chats')}
      </button>
    )}
  </div>
);

interface MoreProps extends Pick<PlaceProps, 'rows' | 'current' | 'acts'> {
  stop: Extract<Stop, { kind: 'more' }>;
}

/** Placeholder for responses that are not in the store yet; it reads them once it is in view. */
function MoreRows({ stop: { id, vacancy, missing }, rows, current, acts }: MoreProps) {
  const place = useSeen<HTMLDivElement>(() => rows.seen(vacancy.id));
  const state = rows.stateOf(vacancy.id);
  const key = state === 'reading' ? 'popup_rows_loading' : 'popup_rows_more';
  const text = missing.whole ? plural(key, missing.count) : t(`${key}_unknown`);
  return (
    <div ref={place} class={`item more${current ? ' on' : ''}`}>
      <button
        type="button"
        class="btn link"
        data-stop={id}
        tabIndex={current ? 0 : -1}
        aria-label={t('popup_rows_more_of', vacancyName(vacancy), text)}
        aria-disabled={state === 'reading'}
        onClick={state === 'reading' ? undefined : () => rows.read(vacancy.id)}
        onFocus={current ? undefined : () => acts.pick(id)}
      >
        {text}
      </button>
      <Fault>{state && state !== 'reading' && problemText(state)}</Fault>
    </div>
  );
}

/** Calls `seen` whenever the element is in view or close to it. */
function useSeen<Place extends Element>(seen: () => void): RefObject<Place | null> {
  const place = useRef<Place>(null);
  const latest = useRef(seen);
  latest.current = seen;
  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current();
      },
      { rootMargin: '120px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return place;
}

interface StopProps extends Pick<PlaceProps, 'current' | 'now' | 'acts' | 'selected' | 'picking'> {
  stop: Exclude<Stop, { kind: 'more' }>;
  below: ComponentChildren;
}

/** A response or a chat, rendered again only if one of its own values has changed. */
function StopView({ stop, current, now, acts, below, selected, picking }: StopProps) {
  const { entries } = useOutbox();
  const entry = stop.kind === 'row' ? entryOf(entries, stop.row.id) : entryOfChat(entries, stop.chat);
  return useMemo(() => {
    const common = { stop: stop.id, current, now, entry, acts, below, selected, picking };
    return stop.kind === 'row' ? (
      <Response {...common} row={stop.row} viewed={stop.viewed} back={stop.back} />
    ) : (
      <Chat {...common} chat={stop.chat} />
    );
  }, [
    stop.kind === 'row' ? stop.row : stop.chat,
    stop.kind === 'row' && stop.back,
    current,
    now,
    entry,
    acts,
    below,
    selected,
    picking,
  ]);
}
