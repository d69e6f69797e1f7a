import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../utils/i18n.ts';
import type { EntryId } from '../utils/ids.ts';
import type { Entry } from '../utils/inbox/write.ts';
import { Button } from './button.tsx';
import { entryText, problemText, stepOf } from './words.ts';

export interface UndoBarProps {
  entries: Entry[];
  /** The popup shows many people's entries, and says whose. */
  withCandidate?: boolean;
  onUndo: (id: EntryId) => void;
  onRetry: (id: EntryId) => void;
  /** Opens the form again with the text; absent where there is no form. */
  onEdit?: (entry: Entry) => void;
  onDismiss: (id: EntryId) => void;
  /** An undo window is over: a nudge for the worker, once for each entry. */
  onDue: () => void;
}

const second = 1000;
const sentForMs = 4 * second;

/** What the key Z takes back: the newest write that still waits. */
export const undoable = (entries: Entry[]): Entry | undefined =>
  entries.filter(({ progress }) => progress.at === 'waiting').sort((a, b) => b.createdAt - a.createdAt)[0];

/** When something changes by itself: a second passed, a window is over, "sent" was seen. */
function nextChange(entries: Entry[], now: number): number | null {
  const times = entries.flatMap(({ progress }) => {
    if (progress.at === 'waiting' && progress.until > now)
      return [now + ((progress.until - now) % second || second)];
    if (progress.at === 'sent') return [Math.max(now, progress.when + sentForMs)];
    return [];
  });
  return times.length > 0 ? Math.min(...times) : null;
}

/** What has been done and can still be taken back; what is being sent; what failed. */
export function UndoBar({ entries, withCandidate, onUndo, onRetry, onEdit, onDismiss, onDue }: UndoBarProps) {
  const [now, setNow] = useState(Date.now);
  const nudged = useRef(new Set<string>());
  const latest = useRef({ entries, onDismiss, onDue });
  latest.current = { entries, onDismiss, onDue };

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      clearTimeout(timer);
      if (document.visibilityState !== 'visible') return;
      const { entries, onDismiss, onDue } = latest.current;
      const now = Date.now();
      setNow(now);
      let due = false;
      for (const { id, progress } of entries) {
        if (
          progress.at === 'waiting' &&
          progress.until <= now &&
          !nudged.current.has(`${id} ${progress.until}`)
        ) {
          nudged.current.add(`${id} ${progress.until}`);
          due = true;
        }
        if (progress.at === 'sent' && progress.when + sentForMs <= now && !nudged.current.has(id)) {
          nudged.current.add(id);
          onDismiss(id);
        }
      }
      if (due) onDue();
      const next = nextChange(
        entries.filter(({ id }) => !nudged.current.has(id)),
        now,
      );
      if (next !== null) timer = setTimeout(tick, next - now + 5);
    };
    tick();
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [entries]);

  if (entries.length === 0) return null;
  const keyed = undoable(entries)?.id;
  return (
    <section class="undo" aria-label={t('undo_label')}>
      {entries.map((entry) => (
        <UndoRow
          key={entry.id}
          entry={entry}
          now={now}
          keyed={entry.id === keyed}
          text={entryText(entry, withCandidate)}
          onUndo={onUndo}
          onRetry={onRetry}
          onEdit={onEdit}
          onDismiss={onDismiss}
        />
      ))}
    </section>
  );
}

interface RowProps extends Pick<UndoBarProps, 'onUndo' | 'onRetry' | 'onEdit' | 'onDismiss'> {
  entry: Entry;
  now: number;
  keyed: boolean;
  text: string;
}

/** Only what a person wrote or chose can be put right; reading marks cannot. */
const editable = ({ wish }: Entry) =>
  wish.kind === 'action' || wish.kind === 'message' || wish.kind === 'old-message';

function UndoRow({ entry, now, keyed, text, onUndo, onRetry, onEdit, onDismiss }: RowProps) {
  const { id, progress } = entry;
  const what = (state: string, why?: string) => (
    <div class="grow">
      <div class="what" dir="auto" title={text}>
        {text}
      </div>
      <div class="small num">{state}</div>
      {why && <div class="small why said">{why}</div>}
    </div>
  );
  if (progress.at === 'waiting') {
    const left = Math.max(0, Math.ceil((progress.until - now) / second));
    const whole = Math.max(1, Math.ceil((progress.until - entry.createdAt) / second));
    return (
      <div>
        <div class="row">
          {what(left > 0 ? t('undo_in', left) : t('undo_due'))}
          <Button small shortcut={keyed ? 'Z' : null} onClick={() => onUndo(id)}>
            {t('undo_take_back')}
          </Button>
        </div>
        <div class="left" aria-hidden="true">
          <i style={{ transform: `scaleX(${Math.min(1, left / whole)})` }} />
        </div>
      </div>
    );
  }
  if (progress.at === 'failed') {
    const step = stepOf(progress.problem);
    return (
      <div class="stack" role="alert">
        {what(t('undo_failed'), problemText(progress.problem, now))}
        <div class="row wrap">
          {step !== 'none' && step !== 'edit' && (
            <Button small onClick={() => onRetry(id)}>
              {t('undo_retry')}
            </Button>
          )}
          {onEdit && editable(entry) && (
            <Button small onClick={() => onEdit(entry)}>
              {t('undo_edit')}
            </Button>
          )}
          <Button small onClick={() => onDismiss(id)}>
            {t('undo_put_away')}
          </Button>
        </div>
      </div>
    );
  }
  return <div role="status">{what(t(`undo_${progress.at}`))}</div>;
}
