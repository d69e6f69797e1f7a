import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { Millis } from '../../utils/domain/negotiation.ts';
import { type Reminder, reminderId, undoableReminders } from '../../utils/domain/reminders.ts';
import { type Entry, negotiationsOf, singleOf } from '../../utils/domain/write-request.ts';
import { dotted, t } from '../../utils/i18n.ts';
import { NotSentElsewhere } from '../contexts.tsx';
import { ReminderToast, saidOf as saidOfReminders, takeBackReminders } from '../reminders/reminder.tsx';
import { Button } from '../ui/button.tsx';
import { entryText, problemText, stepOf } from '../ui/words.ts';
import { type Messages, useMessages } from '../worker.ts';

const second = 1000;
/** Added to a delay, because a timer may fire a little early; ms. */
const slackMs = 5;

/** A moment to count down to, such as the end of an undo window. */
interface End {
  /** Identifies the moment: a changed key is a new moment. */
  key: string;
  at: Millis;
  /** Called once, when the moment has come. */
  over: () => void;
}

/**
 * Counts down to the ends: the view is rendered each second until the last one. No timer runs if there are no ends or
 * the page is not visible.
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

interface PlaceProps {
  entries: Entry[];
  /** Reminders, whose changes can be undone, too. */
  reminders: readonly Reminder[];
  /** The bulk actions, one line per group; without it their writes are listed one by one. */
  groups?: ComponentChildren;
  /** Name the candidate of each entry, because the surface shows entries of many people. */
  withCandidate?: boolean;
  /** Name of the next candidate, who is open now. */
  next?: string | null;
  /** Called when a write is undone and its button disappears. */
  onUndo?: (entry: Entry) => void;
  /** Called when the change of a single reminder is undone. */
  onReminder?: (reminder: Reminder) => void;
  /** Opens the form again with the text; absent if there is no form. */
  onEdit?: (entry: Entry) => void;
}

/** The newest write that can still be undone. */
const undoable = (entries: Entry[]): Entry | undefined =>
  entries.filter(({ progress }) => progress.at === 'waiting').sort((a, b) => b.createdAt - a.createdAt)[0];

/** What the key Z undoes: the newest write, or the reminders that were set or changed after it. */
function lastDone(entries: Entry[], reminders: readonly Reminder[]) {
  const entry = undoable(entries);
  const last = undoableReminders(reminders, Date.now());
  return last[0] && last[0].at > (entry?.createdAt ?? 0) ? { reminders: last } : { entry };
}

/**
 * Undoes the last thing done: a waiting write with the rest of its group, or what was done to reminders.
 * @returns whether there was anything to undo
 */
export function takeBack(
  { entries, reminders }: Pick<PlaceProps, 'entries' | 'reminders'>,
  { undo, stop, remindAll }: Pick<Messages, 'undo' | 'stop' | 'remindAll'>,
  { onUndo, onReminder }: Pick<PlaceProps, 'onUndo' | 'onReminder'> = {},
): boolean {
  const { entry, reminders: last } = lastDone(entries, reminders);
  if (last) {
    takeBackReminders(last, remindAll, onReminder);
    return true;
  }
  if (!entry) return false;
  void (entry.group ? stop(entry.group) : undo(entry.id));
  onUndo?.(entry);
  return true;
}

const sentForMs = 4 * second;

/** End of an entry's undo window, or of the time for which "sent" is shown; null if neither applies. */
const endOf = ({ progress }: Entry): number | null =>
  progress.at === 'waiting'
    ? progress.until
    : progress.at === 'sent' && !progress.copies
      ? progress.when + sentForMs
      : null;

/** Whether an entry disappears by itself. Uncertain, failed and repeated writes stay until they are dismissed. */
const passes = ({ progress }: Entry) =>
  progress.at !== 'failed' && progress.at !== 'uncertain' && !(progress.at === 'sent' && progress.copies);

/** Whether the user can change the write and send it again; reading marks cannot be changed. */
const editable = ({ request }: Entry) => ['action', 'message', 'old-message'].includes(request.kind);

interface UndoBarProps extends Pick<PlaceProps, 'entries' | 'withCandidate' | 'next' | 'onUndo' | 'onEdit'> {
  /** The key Z undoes something newer than these entries. */
  keyless: boolean;
}

/**
 * Writes that can still be undone or are being sent, in a toast that floats over the view, so that the layout does
 * not shift. Failed writes are shown apart from it and stay until they are dismissed.
 */
function UndoBar({ entries, withCandidate, next, keyless, onUndo, onEdit }: UndoBarProps) {
  const { undo, dismiss, flush } = useMessages();
  /** Whether all entries are shown, not only the newest. */
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
  // Show the write that Z undoes and the number of the others, so that ten take no more room than two.
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

/** A bar for the part of the time or the work that is left, from 0 to 1. */
export const Left = ({ part }: { part: number }) => (
  <div class="left" aria-hidden="true">
    <i style={{ transform: `scaleX(${part})` }} />
  </div>
);

interface LineProps extends Omit<UndoBarProps, 'entries' | 'keyless'> {
  entry: Entry;
  now: number;
  /** Whether the key Z undoes this write. */
  hasKey: boolean;
}

/** One write: what it is, its state, and what can be done about it. */
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
    // Setting the clock back must not make the window longer.
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
  // `files-elsewhere`: hh accepts the file only on its own site, so a retry is useless.
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

/**
 * The place for everything that can be undone. It floats over the end of the page's list, outside the layout. It is
 * always rendered, because a screen reader announces only changes inside an existing element.
 */
export function UndoPlace({ groups, entries, reminders, onReminder, ...bar }: PlaceProps) {
  const shown: Entry[] = groups === undefined ? entries : singleOf(entries);
  const isReminder = lastDone(entries, reminders).reminders !== undefined;
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

/** How long before the end of the undo window it is announced again; ms. */
const lastCallMs = 3000;

/** What is announced of one write, or of a group of writes. */
interface Said {
  id: string;
  text: string;
  /** End of the undo window; null if it can no longer be undone. */
  until: Millis | null;
  /** Current state; each is announced once. */
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

/**
 * The undo bar for screen readers. It announces each undo window at its start and three seconds before its end, and
 * the outcome. A live region must exist before its text changes, so this is always rendered.
 */
function UndoSaid({
  entries,
  reminders,
  withCandidate = false,
}: Pick<PlaceProps, 'entries' | 'reminders' | 'withCandidate'>) {
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
        // A failed write is announced by its own alert.
        else if (state === 'sent' || state === 'uncertain')
          once(`${id} ${state}`, `${text}: ${t(`undo_${state}`)}`);
      }
      const last = undoableReminders(reminders, now);
      if (last[0]) once(`${reminderId(last[0])} ${last[0].at}`, saidOfReminders(last));
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
