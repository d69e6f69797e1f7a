import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { Millis } from '../../utils/domain/negotiation.ts';
import { type Reminder, reminderId, undoableReminder } from '../../utils/domain/reminders.ts';
import { type Entry, negotiationsOf, singleOf } from '../../utils/domain/write-request.ts';
import { dotted, t } from '../../utils/i18n.ts';
import { NotSentElsewhere } from '../contexts.tsx';
import { ReminderToast } from '../reminders/undo.tsx';
import { saidOf as saidOfReminder } from '../reminders/words.ts';
import { Button } from '../ui/button.tsx';
import { entryText, problemText, stepOf } from '../ui/words.ts';
import { type Messages, useMessages } from '../worker.ts';

const second = 1000;
/** A timer may fire a little early. */
const slackMs = 5;

/** A moment that is counted down to, such as the end of an undo window. */
export interface End {
  /** Another key is another moment. */
  key: string;
  at: Millis;
  /** Called once, when it is over. */
  over: () => void;
}

/**
 * Counts down to the ends: the view is drawn each second until the last of them is over. No timer runs where nothing
 * waits, or while nobody sees the page.
 *
 * @returns the time of the last tick
 */
export function useEnds(ends: readonly End[]): Millis {
  const [now, setNow] = useState(Date.now);
  const latest = useRef(ends);
  latest.current = ends;
  const told = useRef(new Set<string>());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      clearTimeout(timer);
      if (document.visibilityState !== 'visible') return;
      const now = Date.now();
      setNow(now);
      let next = Number.POSITIVE_INFINITY;
      for (const { key, at, over } of latest.current) {
        if (told.current.has(key)) continue;
        if (at > now) next = Math.min(next, (at - now) % second || second);
        else {
          told.current.add(key);
          over();
        }
      }
      if (next <= second) timer = setTimeout(tick, next + slackMs);
    };
    tick();
    document.addEventListener('visibilitychange', tick);
    return () => {
      document.removeEventListener('visibilitychange', tick);
      clearTimeout(timer);
    };
  }, [ends.map(({ key }) => key).join(' ')]);
  return now;
}

interface UndoBarProps {
  entries: Entry[];
  /** The popup shows many people's entries, and says whose. */
  withCandidate?: boolean;
  /** Who is open now, that is, who comes next. */
  next?: string | null;
  /** Z takes back something newer than these. */
  keyless?: boolean;
  /** A write is taken back, and the button for it goes. */
  onUndo?: (entry: Entry) => void;
  /** Opens the form again with the text; absent where there is no form. */
  onEdit?: (entry: Entry) => void;
}

/** What the key Z takes back: the newest write that still waits. */
export const undoable = (entries: Entry[]): Entry | undefined =>
  entries.filter(({ progress }) => progress.at === 'waiting').sort((a, b) => b.createdAt - a.createdAt)[0];

/** What the key Z takes back: the newest write, or what was put off after it. */
function lastDone(entries: Entry[], reminders: readonly Reminder[]) {
  const entry = undoable(entries);
  const reminder = undoableReminder(reminders, Date.now());
  return reminder && reminder.at > (entry?.createdAt ?? 0) ? { reminder } : { entry };
}

interface TakenBack {
  onUndo?: (entry: Entry) => void;
  onReminder?: (reminder: Reminder) => void;
}

/** Takes back what was done last: a write that still waits, and all that was asked for together with it, or a reminder. */
export function takeBack(
  { entries, reminders }: { entries: Entry[]; reminders: readonly Reminder[] },
  { undo, stop, remind }: Pick<Messages, 'undo' | 'stop' | 'remind'>,
  { onUndo, onReminder }: TakenBack = {},
): boolean {
  const { entry, reminder } = lastDone(entries, reminders);
  if (reminder) {
    void remind(reminderId(reminder), 'undo', null);
    onReminder?.(reminder);
    return true;
  }
  if (!entry) return false;
  void (entry.group ? stop(entry.group) : undo(entry.id));
  onUndo?.(entry);
  return true;
}

const sentForMs = 4 * second;

/** When the time of an entry is over: its undo window, or the moment that "sent" is shown. */
const endOf = ({ progress }: Entry): number | null =>
  progress.at === 'waiting'
    ? progress.until
    : progress.at === 'sent' && !progress.copies
      ? progress.when + sentForMs
      : null;

/** Shown for some seconds only; uncertain and failed writes stay until they are put away. */
const passes = ({ progress }: Entry) =>
  progress.at !== 'failed' && progress.at !== 'uncertain' && !(progress.at === 'sent' && progress.copies);

/** Only what a person wrote or chose can be put right; reading marks cannot. */
const editable = ({ request }: Entry) => ['action', 'message', 'old-message'].includes(request.kind);

/**
 * What has been done and can still be taken back, and what is being sent: a toast that floats over the view, so that
 * nothing moves when it comes. Failed writes are apart from it, and stay until they are put away.
 */
export function UndoBar({ entries, withCandidate, next, keyless, onUndo, onEdit }: UndoBarProps) {
  const { undo, dismiss, flush } = useMessages();
  /** All of several are shown, not only the newest. */
  const [all, setAll] = useState(false);
  const now = useEnds(
    entries.flatMap((entry) => {
      const at = endOf(entry);
      const { id, progress } = entry;
      const over = () => void (progress.at === 'sent' ? dismiss(id) : flush());
      return at === null ? [] : [{ key: `${id} ${at}`, at, over }];
    }),
  );
  const standing = entries.filter((entry) => !passes(entry));
  const passing = entries.filter(passes).sort((a, b) => b.createdAt - a.createdAt);
  const waiting = passing.filter(({ progress }) => progress.at === 'waiting');
  // What Z takes back is in sight, and a number of the rest: the toast is no higher for ten than for two.
  const first = waiting[0] ?? passing[0];
  const rest = passing.filter((entry) => entry !== first);
  const newest = undoable(entries);
  const row = (entry: Entry) => (
    <EntryLine
      key={entry.id}
      entry={entry}
      now={now}
      withCandidate={withCandidate}
      hasKey={entry === newest && !keyless}
      next={entry === newest ? next : null}
      onUndo={onUndo}
      onEdit={onEdit}
    />
  );
  return (
    <>
      {passing.length > 0 && (
        <section class="undo toast" aria-label={t('undo_label')}>
          {first && row(first)}
          {rest.length > 0 && (
            <div class="row">
              <Button tone="link" aria-expanded={all} onClick={() => setAll(!all)}>
                {t('undo_more', rest.length)}
              </Button>
              <span class="grow" />
              {waiting.length > 1 && (
                <Button
                  small
                  onClick={() => {
                    for (const { id } of waiting) void undo(id);
                    if (first) onUndo?.(first);
                  }}
                >
                  {t('undo_all')}
                </Button>
              )}
            </div>
          )}
          {all && rest.map(row)}
        </section>
      )}
      {standing.length > 0 && (
        <section class="undo" aria-label={t('undo_standing')}>
          {standing.map(row)}
        </section>
      )}
    </>
  );
}

/** How much of the time, or of the work, is left. */
export const Left = ({ part }: { part: number }) => (
  <div class="left" aria-hidden="true">
    <i style={{ transform: `scaleX(${part})` }} />
  </div>
);

interface LineProps extends Omit<UndoBarProps, 'entries' | 'keyless'> {
  entry: Entry;
  now: number;
  /** The key Z takes it back. */
  hasKey: boolean;
}

/** One write: what it is, how it stands, and what can be done about it. */
function EntryLine({ entry, now, withCandidate, hasKey, next, onUndo, onEdit }: LineProps) {
  const { undo, retry, dismiss } = useMessages();
  const { id, progress, createdAt } = entry;
  const text = entryText(entry, withCandidate);
  const what = (state: string, why?: string) => (
    <div class="grow">
      <div class="clamp" dir="auto" title={text}>
        {text}
      </div>
      <div class="small num ell" dir="auto" title={state}>
        {state}
      </div>
      {why && <div class="small why said">{why}</div>}
    </div>
  );
  const putAway = (
    <Button small onClick={() => void dismiss(id)}>
      {t('undo_put_away')}
    </Button>
  );
  if (progress.at === 'waiting') {
    const seconds = (since: number) => Math.ceil((progress.until - since) / second);
    // A clock that was set back makes no window longer.
    const whole = Math.ceil((progress.wait ?? Number.POSITIVE_INFINITY) / second);
    const left = Math.min(Math.max(0, seconds(now)), whole);
    const part = Math.min(1, left / Math.max(1, seconds(createdAt)));
    return (
      <div>
        <div class="row">
          {what(dotted(left > 0 ? t('undo_in', left) : t('undo_due'), next && t('undo_next', next)))}
          <Button
            small
            shortcut={hasKey ? 'Z' : null}
            onClick={() => {
              void undo(id);
              onUndo?.(entry);
            }}
          >
            {t('undo_take_back')}
          </Button>
        </div>
        <Left part={part} />
      </div>
    );
  }
  if (progress.at === 'sent' && progress.copies)
    return (
      <div class="stack" role="alert">
        {what(t('undo_sent'), t(`undo_copies_${progress.copies}`))}
        <div class="row wrap">{putAway}</div>
      </div>
    );
  if (progress.at !== 'failed') return <div>{what(t(`undo_${progress.at}`))}</div>;
  const { problem } = progress;
  const step = stepOf(problem);
  // What hh takes elsewhere only, it never takes from us.
  const mayHelp = step !== 'none' && step !== 'edit' && problem.name !== 'files-elsewhere';
  return (
    <div class="stack" role="alert">
      {what(
        t(problem.name === 'outcome-unknown' ? 'undo_unknown' : 'undo_failed'),
        problemText(problem, now),
      )}
      <div class="row wrap">
        {mayHelp && (
          <Button small onClick={() => void retry(id)}>
            {t('undo_retry')}
          </Button>
        )}
        {onEdit && editable(entry) && (
          <Button small onClick={() => onEdit(entry)}>
            {t('undo_edit')}
          </Button>
        )}
        {putAway}
      </div>
    </div>
  );
}

interface PlaceProps extends Omit<UndoBarProps, 'keyless'> {
  /** What was put off or put away can be taken back, too. */
  reminders: readonly Reminder[];
  onReminder?: (one: Reminder) => void;
  /** What was asked for many, a line for each group; without it their writes stand one by one. */
  groups?: ComponentChildren;
}

/**
 * Where an extension page shows what can be undone: it floats over the end of the page's list and takes no place in
 * its layout. Always drawn, because a screen reader hears only of changes inside of what stands already.
 */
export function UndoPlace({ groups, entries, reminders, onReminder, ...bar }: PlaceProps) {
  const shown: Entry[] = groups === undefined ? entries : singleOf(entries);
  const isReminder = lastDone(entries, reminders).reminder !== undefined;
  const elsewhere = useContext(NotSentElsewhere);
  return (
    <div class="undo-place">
      {elsewhere.map(({ account, name, count }) => (
        <section key={account} class="undo small" role="status" dir="auto">
          {t('undo_elsewhere', name ?? t('undo_elsewhere_unnamed'), count)}
        </section>
      ))}
      {groups}
      <ReminderToast reminders={reminders} keyed={isReminder} onUndo={onReminder} />
      <UndoBar {...bar} entries={shown} keyless={isReminder} />
      <UndoSaid entries={entries} reminders={reminders} withCandidate={bar.withCandidate} />
    </div>
  );
}

/** The last call, so long before the undo window ends. */
const lastCallMs = 3000;

/** One write, or all that were asked for together. */
interface Said {
  id: string;
  text: string;
  /** When the undo window ends; null when nothing can be undone any more. */
  until: Millis | null;
  /** How it stands now; said once for each. */
  state: 'waiting' | 'sending' | 'sent' | 'uncertain' | 'failed';
}

function saidOf(entries: readonly Entry[], withCandidate: boolean): Said[] {
  const sets = Map.groupBy(entries, ({ id, group }) => group ?? id);
  return [...sets].flatMap(([id, [first, ...rest]]) => {
    if (!first) return [];
    const all = [first, ...rest];
    const people = all.flatMap(({ request }) => negotiationsOf(request)).length;
    const waiting = all.flatMap(({ progress }) => (progress.at === 'waiting' ? [progress.until] : []));
    return {
      id,
      text: first.group ? `${entryText(first)}: ${people}` : entryText(first, withCandidate),
      until: waiting.length === all.length ? Math.min(...waiting) : null,
      state: first.progress.at,
    };
  });
}

interface SaidProps {
  entries: readonly Entry[];
  reminders: readonly Reminder[];
  /** Where entries of many people stand, it says whose. */
  withCandidate?: boolean;
}

/**
 * What the undo bar shows, for a screen reader: that something can be undone when it begins and three seconds before
 * it ends, and what became of it. A live region stands before it has anything to say, so this is always drawn.
 */
function UndoSaid({ entries, reminders, withCandidate = false }: SaidProps) {
  const [words, setWords] = useState('');
  const told = useRef(new Set<string>());

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const now = Date.now();
      let next = Number.POSITIVE_INFINITY;
      const fresh: string[] = [];
      const once = (key: string, text: string) => {
        if (told.current.has(key)) return;
        told.current.add(key);
        fresh.push(text);
      };
      for (const { id, text, until, state } of saidOf(entries, withCandidate)) {
        const left = until === null ? 0 : until - now;
        if (left > lastCallMs) {
          once(`${id} waiting`, t('undo_said', text, Math.ceil(left / second)));
          next = Math.min(next, left - lastCallMs);
        } else if (left > 0) once(`${id} last`, t('undo_said_last', text, Math.ceil(left / second)));
        // What failed says so by itself, as an alert.
        else if (state === 'sent' || state === 'uncertain')
          once(`${id} ${state}`, `${text}: ${t(`undo_${state}`)}`);
      }
      const reminder = undoableReminder(reminders, now);
      if (reminder) once(`${reminderId(reminder)} ${reminder.at}`, saidOfReminder(reminder));
      if (fresh.length > 0) setWords(fresh.join('. '));
      else if (entries.length === 0) setWords('');
      if (Number.isFinite(next)) timer = setTimeout(look, next);
    };
    look();
    return () => clearTimeout(timer);
  }, [entries, reminders, withCandidate]);

  return (
    <p class="hidden" role="status">
      {words}
    </p>
  );
}
