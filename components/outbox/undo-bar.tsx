import { Component } from 'preact';
import type { Entry } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import type { EntryId } from '../../utils/ids.ts';
import { Button } from '../ui/button.tsx';
import { entryText, problemText, stepOf } from '../ui/words.ts';

export interface UndoBarProps {
  entries: Entry[];
  /** The popup shows many people's entries, and says whose. */
  withCandidate?: boolean;
  calls: UndoCalls;
  /** Opens the form again with the text; absent where there is no form. */
  onEdit?: (entry: Entry) => void;
}

export interface UndoCalls {
  undo: (id: EntryId) => Promise<unknown>;
  retry: (id: EntryId) => Promise<unknown>;
  dismiss: (id: EntryId) => Promise<unknown>;
  /** An undo window is over: a nudge for the worker, once for each entry. */
  flush: () => Promise<unknown>;
}

/** What the key Z takes back: the newest write that still waits. */
export const undoable = (entries: Entry[]): Entry | undefined =>
  entries.filter(({ progress }) => progress.at === 'waiting').sort((a, b) => b.createdAt - a.createdAt)[0];

/** Takes the newest write back that still waits, and with it all that was asked for together with it. */
export function takeBack(
  entries: Entry[],
  { undo, stop }: Pick<UndoCalls, 'undo'> & { stop: (group: string) => Promise<unknown> },
): boolean {
  const entry = undoable(entries);
  if (entry) void (entry.group ? stop(entry.group) : undo(entry.id));
  return entry !== undefined;
}

const second = 1000;
const sentForMs = 4 * second;

/** When the time of an entry is over: its undo window, or the moment that "sent" is shown. */
const endOf = ({ progress }: Entry): number | null =>
  progress.at === 'waiting'
    ? progress.until
    : progress.at === 'sent' && !progress.copies
      ? progress.when + sentForMs
      : null;

/** What goes by itself within seconds; what is uncertain or failed stays until it is looked after. */
const passes = ({ progress }: Entry) =>
  progress.at !== 'failed' && progress.at !== 'uncertain' && !(progress.at === 'sent' && progress.copies);

/** Only what a person wrote or chose can be put right; reading marks cannot. */
const editable = ({ wish }: Entry) => ['action', 'message', 'old-message'].includes(wish.kind);

interface State {
  now: number;
  /** All of several are shown, not only the newest. */
  all: boolean;
}

/**
 * What has been done and can still be taken back, and what is being sent: a toast that floats over the view, so that
 * nothing moves when it comes. What failed stands apart: it stays until somebody looks after it.
 */
export class UndoBar extends Component<UndoBarProps, State> {
  override state: State = { now: Date.now(), all: false };
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Ends that have been told of. */
  private over = new Set<string>();

  override componentDidMount() {
    document.addEventListener('visibilitychange', this.tick);
    this.tick();
  }
  override componentDidUpdate({ entries }: UndoBarProps) {
    if (entries !== this.props.entries) this.tick();
  }
  override componentWillUnmount() {
    document.removeEventListener('visibilitychange', this.tick);
    clearTimeout(this.timer);
  }

  /** Each second until the next end; no timer where nothing waits. */
  private tick = () => {
    clearTimeout(this.timer);
    if (document.visibilityState !== 'visible') return;
    const now = Date.now();
    this.setState({ now });
    let next = Number.POSITIVE_INFINITY;
    for (const entry of this.props.entries) {
      const end = endOf(entry);
      const known = `${entry.id} ${end}`;
      if (end === null || this.over.has(known)) continue;
      if (end > now) {
        next = Math.min(next, (end - now) % second || second);
        continue;
      }
      this.over.add(known);
      const { calls } = this.props;
      void (entry.progress.at === 'sent' ? calls.dismiss(entry.id) : calls.flush());
    }
    if (next <= second) this.timer = setTimeout(this.tick, next + 5);
  };

  render({ entries, calls }: UndoBarProps, { all }: State) {
    const standing = entries.filter((entry) => !passes(entry));
    const passing = entries.filter(passes).sort((a, b) => b.createdAt - a.createdAt);
    const waiting = passing.filter(({ progress }) => progress.at === 'waiting');
    // What Z takes back is in sight, and a number of the rest: the toast is no higher for ten than for two.
    const first = waiting[0] ?? passing[0];
    const rest = passing.filter((entry) => entry !== first);
    return (
      <>
        {passing.length > 0 && (
          <section class="undo toast" aria-label={t('undo_label')}>
            {first && this.row(first)}
            {rest.length > 0 && (
              <div class="row">
                <Button tone="link" aria-expanded={all} onClick={() => this.setState({ all: !all })}>
                  {t('undo_more', rest.length)}
                </Button>
                <span class="grow" />
                {waiting.length > 1 && (
                  <Button small onClick={() => waiting.forEach(({ id }) => void calls.undo(id))}>
                    {t('undo_all')}
                  </Button>
                )}
              </div>
            )}
            {all && rest.map((entry) => this.row(entry))}
          </section>
        )}
        {standing.length > 0 && (
          <section class="undo" aria-label={t('undo_standing')}>
            {standing.map((entry) => this.row(entry))}
          </section>
        )}
      </>
    );
  }

  private row(entry: Entry) {
    const { entries, withCandidate, calls, onEdit } = this.props;
    const { id, progress, createdAt } = entry;
    const { now } = this.state;
    const text = entryText(entry, withCandidate);
    const what = (state: string, why?: string) => (
      <div class="grow">
        <div class="clamp" dir="auto" title={text}>
          {text}
        </div>
        <div class="small num">{state}</div>
        {why && <div class="small why said">{why}</div>}
      </div>
    );
    const button = (words: string, deed: () => unknown, key?: string | false) => (
      <Button small shortcut={key || null} onClick={deed}>
        {words}
      </Button>
    );
    if (progress.at === 'waiting') {
      const seconds = (since: number) => Math.ceil((progress.until - since) / second);
      // A clock that was set back makes no window longer.
      const whole = Math.ceil((progress.wait ?? Number.POSITIVE_INFINITY) / second);
      const left = Math.min(Math.max(0, seconds(now)), whole);
      const part = Math.min(1, left / Math.max(1, seconds(createdAt)));
      return (
        <div key={id}>
          <div class="row">
            {what(left > 0 ? t('undo_in', left) : t('undo_due'))}
            {button(t('undo_take_back'), () => calls.undo(id), undoable(entries)?.id === id && 'Z')}
          </div>
          <div class="left" aria-hidden="true">
            <i style={{ transform: `scaleX(${part})` }} />
          </div>
        </div>
      );
    }
    if (progress.at === 'sent' && progress.copies)
      return (
        <div key={id} class="stack" role="alert">
          {what(t('undo_sent'), t(`undo_copies_${progress.copies}`))}
          <div class="row wrap">{button(t('undo_put_away'), () => calls.dismiss(id))}</div>
        </div>
      );
    if (progress.at !== 'failed') return <div key={id}>{what(t(`undo_${progress.at}`))}</div>;
    const step = stepOf(progress.problem);
    return (
      <div key={id} class="stack" role="alert">
        {what(
          t(progress.problem.name === 'outcome-unknown' ? 'undo_unknown' : 'undo_failed'),
          problemText(progress.problem, now),
        )}
        <div class="row wrap">
          {/* What hh takes elsewhere only, it never takes from us. */}
          {step !== 'none' &&
            step !== 'edit' &&
            progress.problem.name !== 'files-elsewhere' &&
            button(t('undo_retry'), () => calls.retry(id))}
          {onEdit && editable(entry) && button(t('undo_edit'), () => onEdit(entry))}
          {button(t('undo_put_away'), () => calls.dismiss(id))}
        </div>
      </div>
    );
  }
}
