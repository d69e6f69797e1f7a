import type { ComponentChildren, RefObject } from 'preact';
import { useContext, useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { atOnce } from '../../utils/domain/many.ts';
import type { ChatRow, Millis, Row, VacancyCount } from '../../utils/domain/negotiation.ts';
import type { Tone } from '../../utils/domain/stage.ts';
import { isNothing, type Sum, sumMark, sumOf, sumText } from '../../utils/domain/sum.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { type Known, valueOr } from '../../utils/known.ts';
import { moment, waiting } from '../../utils/time.ts';
import {
  aboutOf,
  chatTitle,
  entryOfChat,
  entryOfRow,
  initialsOf,
  isLeaving,
  lastText,
  leavingText,
  nameOf,
  waitOf,
} from '../negotiation/row-words.ts';
import { Button, Chip } from '../ui/button.tsx';
import { WaitLimit } from '../ui/wait-limit.ts';
import { problemText, vacancyName, vacancyTitle } from '../ui/words.ts';
import type { Acts, RowsState, useRows } from './acts.tsx';
import type { Place, Stop } from './list.ts';

interface PickProps {
  /** Where the keyboard stands; also what the keys find the element by. */
  stop: string;
  current: boolean;
  title: string;
  describedBy?: string;
  onPick: () => void;
  onOpen: () => void;
  children: ComponentChildren;
}

/** What the keyboard stands on in a row of a list. A click chooses it, a second one opens it. */
export const PickButton = ({ stop, current, title, describedBy, onPick, onOpen, children }: PickProps) => (
  <button
    type="button"
    class="pick"
    title={title}
    data-stop={stop}
    tabIndex={current ? 0 : -1}
    aria-current={current ? 'true' : undefined}
    aria-describedby={describedBy}
    onClick={onPick}
    onDblClick={onOpen}
    onFocus={current ? undefined : onPick}
  >
    {children}
  </button>
);

interface RowProps {
  stop: string;
  current: boolean;
  now: number;
  /** The write that takes it away, if any. */
  entry: Entry | undefined;
  acts: Acts;
  /** An opened form, or what went wrong; it takes the place of the buttons. */
  below: ComponentChildren;
}

interface ItemProps extends Omit<RowProps, 'now'> {
  initials: string;
  title: string;
  /** What is said of it while no write takes it away. */
  about: string;
  chip: { text: string; tone: Tone; title: string } | null;
  /** Unread messages of a chat. */
  count?: Sum;
  /** What the buttons do, said below them. */
  effect: string | null;
  /** Buttons beside the one that opens it; shown only where the keyboard stands. */
  children: ComponentChildren;
}

const none = sumOf([]);

/** One person or one chat in the list, and what can be done with it in one key. */
function Item(props: ItemProps) {
  const {
    stop,
    current,
    entry,
    acts,
    below,
    initials,
    title,
    about,
    chip,
    count = none,
    effect,
    children,
  } = props;
  const id = useId();
  const second = entry ? leavingText(entry) : about;
  const open = () => acts.open(stop);
  return (
    <div class={`item${current ? ' on' : ''}${isLeaving(entry) ? ' leaving' : ''}`}>
      <span class="ava b" aria-hidden="true">
        {initials}
      </span>
      <div class="body">
        <PickButton
          stop={stop}
          current={current}
          title={[title, second, chip?.title].filter(Boolean).join('\n')}
          describedBy={id}
          onPick={() => acts.pick(stop)}
          onOpen={open}
        >
          <span class="b ell name" dir="auto">
            {title}
          </span>
          <span class="small muted ell" dir="auto">
            {second}
          </span>
        </PickButton>
      </div>
      <span id={id} class="chips num">
        {chip && (
          <Chip tone={chip.tone}>
            {chip.text}
            <span class="hidden">. {chip.title}</span>
          </Chip>
        )}
        {!isNothing(count) && (
          <Chip tone={count.whole ? 'accent' : 'neutral'}>
            <span aria-hidden="true">{sumMark(count)}</span>
            <span class="hidden">. {sumText('popup_row_messages', count)}</span>
          </Chip>
        )}
      </span>
      <div class="under">
        {below}
        {current && !below && (
          <>
            <div class="row acts">
              <Button small tone="primary" shortcut="↵" onClick={open}>
                {t('popup_open')}
              </Button>
              {children}
            </div>
            {effect && <p class="small muted effect">{effect}</p>}
          </>
        )}
      </div>
    </div>
  );
}

/** One unread response. */
function Response({ row, ...rest }: RowProps & { row: Row }) {
  const { stop, now, acts } = rest;
  const leaving = isLeaving(rest.entry);
  const limit = useContext(WaitLimit);
  return (
    <Item
      {...rest}
      initials={initialsOf(valueOr(row.candidate.name, null))}
      title={nameOf(row)}
      about={aboutOf(row)}
      chip={waitOf(row.createdAt, now, limit)}
      effect={leaving ? null : t('popup_row_effect')}
    >
      {!leaving && (
        <>
          <Button small tone="danger" shortcut="R" onClick={() => acts.act(stop, 'KeyR')}>
            {t('popup_reject')}
          </Button>
          <Button small shortcut="E" onClick={() => acts.read(stop)}>
            {t('popup_viewed')}
          </Button>
          <Button small shortcut="M" title={t('popup_more')} onClick={() => acts.more(stop)}>
            <span aria-hidden="true">⋯</span>
            <span class="hidden">{t('popup_more')}</span>
          </Button>
        </>
      )}
    </Item>
  );
}

/** One chat with unread messages. */
function Chat({ chat, ...rest }: RowProps & { chat: ChatRow }) {
  const { stop, now, acts } = rest;
  const last = valueOr(chat.last, null);
  return (
    <Item
      {...rest}
      initials={initialsOf(valueOr(chat.title, null))}
      title={chatTitle(chat)}
      about={lastText(chat)}
      chip={last && timeOf(last.at, now)}
      count={sumOf([chat.unread])}
      effect={`${t('chat_no_trace')} ${t('popup_chat_effect')}`}
    >
      <Button small shortcut="C" onClick={() => acts.write(stop)}>
        {t('popup_reply')}
      </Button>
      {!isLeaving(rest.entry) && last && (
        <Button small shortcut="E" onClick={() => acts.read(stop)}>
          {t('popup_read')}
        </Button>
      )}
    </Item>
  );
}

const timeOf = (at: Known<Millis>, now: number) =>
  at.known
    ? { text: waiting(at.value, now), tone: 'neutral' as const, title: moment(at.value) }
    : { text: '?', tone: 'neutral' as const, title: t('unknown_time') };

/** Calls back whenever the element comes into view, or is about to. */
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

interface MoreRowsProps {
  vacancy: VacancyCount;
  missing: Sum;
  stop: string;
  current: boolean;
  state: RowsState;
  onPick: () => void;
  onSeen: () => void;
  onRead: () => void;
}

/** Responses that hh counts and the store does not hold yet; seen once, they are read. */
function MoreRows({ vacancy, missing, stop, current, state, onPick, onSeen, onRead }: MoreRowsProps) {
  const place = useSeen<HTMLDivElement>(onSeen);
  const problem = state !== 'reading' && state ? problemText(state) : null;
  const key = state === 'reading' ? 'popup_rows_loading' : 'popup_rows_more';
  const text = missing.whole ? plural(key, missing.count) : t(`${key}_unknown`);
  return (
    <div ref={place} class={`item more${current ? ' on' : ''}`}>
      <button
        type="button"
        class="btn link"
        data-stop={stop}
        tabIndex={current ? 0 : -1}
        aria-label={t('popup_rows_more_of', vacancyName(vacancy), text)}
        aria-disabled={state === 'reading'}
        onClick={state === 'reading' ? undefined : onRead}
        onFocus={current ? undefined : onPick}
      >
        {text}
      </button>
      {problem && (
        <p class="small bad said" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

interface GroupProps {
  id: string;
  vacancy: VacancyCount;
  /** Those of its rows that can be marked as read now: shown, and not on their way out already. */
  rows: Row[];
  /** True when these are all that wait for this vacancy. */
  all: boolean;
  onRead: (rows: Row[]) => void;
}

/** The vacancy over its responses, how many wait, and one press for all of them. */
function GroupHead({ id, vacancy, rows, all, onRead }: GroupProps) {
  const name = vacancyTitle(vacancy);
  const count = sumOf([vacancy.unread]);
  const some = rows.slice(0, atOnce);
  const words =
    all && some.length === rows.length ? t('popup_read_all') : plural('popup_read_some', some.length);
  const of = plural('popup_responses', some.length);
  const effect = t('popup_read_all_of', words, of, vacancyName(vacancy));
  return (
    <div class="row group small muted">
      <h2 id={id} class="grow ell" title={name} dir="auto">
        {name}
      </h2>
      {some.length > 0 && (
        <button
          type="button"
          class="bare accent"
          title={effect}
          aria-label={effect}
          onClick={() => onRead(some)}
        >
          {words}
        </button>
      )}
      <span class="num" title={sumText('popup_responses', count)}>
        {sumMark(count)}
      </span>
    </div>
  );
}

interface PlaceProps {
  place: Place;
  current: boolean;
  now: number;
  entries: Entry[];
  acts: Acts;
  rows: ReturnType<typeof useRows>;
  /** What is opened under a stop, or under the head of a vacancy. */
  below: (place: string) => ComponentChildren;
  onReadAll: (vacancyId: VacancyId, rows: Row[]) => void;
}

/** A stop of the list, and over the first one of a vacancy its head. */
export function PlaceView({
  place: { stop, head },
  current,
  now,
  entries,
  acts,
  rows,
  below,
  onReadAll,
}: PlaceProps) {
  const ready = head?.rows.filter((row) => !isLeaving(entryOfRow(entries, row))) ?? [];
  const vacancy = head?.vacancy;
  const id = `vacancy-${vacancy?.id}`;
  return (
    <>
      {vacancy && (
        <>
          <GroupHead
            id={id}
            vacancy={vacancy}
            rows={ready}
            all={vacancy.unread.known && ready.length >= vacancy.unread.value}
            onRead={(some) => onReadAll(vacancy.id, some)}
          />
          {below(id)}
        </>
      )}
      {stop.kind === 'more' ? (
        <MoreRows
          vacancy={stop.vacancy}
          missing={stop.missing}
          stop={stop.key}
          current={current}
          state={rows.stateOf(stop.vacancy.id)}
          onPick={() => acts.pick(stop.key)}
          onSeen={() => rows.seen(stop.vacancy.id)}
          onRead={() => rows.read(stop.vacancy.id)}
        />
      ) : (
        <StopView stop={stop} {...{ current, now, entries, acts }} below={below(stop.key)} />
      )}
    </>
  );
}

interface StopProps extends Pick<PlaceProps, 'current' | 'now' | 'entries' | 'acts'> {
  stop: Exclude<Stop, { kind: 'more' }>;
  below: ComponentChildren;
}

/** Drawn again only when something of its own changed. */
function StopView({ stop, current, now, entries, acts, below }: StopProps) {
  const entry = stop.kind === 'row' ? entryOfRow(entries, stop.row) : entryOfChat(entries, stop.chat);
  return useMemo(() => {
    const common = { stop: stop.key, current, now, entry, acts, below };
    return stop.kind === 'row' ? (
      <Response {...common} row={stop.row} />
    ) : (
      <Chat {...common} chat={stop.chat} />
    );
  }, [stop.kind === 'row' ? stop.row : stop.chat, current, now, entry, acts, below]);
}
