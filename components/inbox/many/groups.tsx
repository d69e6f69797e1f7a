import { Component } from 'preact';
import { againOf, type Group, groupsOf, type Missed, remembered } from '../../../utils/domain/groups.ts';
import type { Entry } from '../../../utils/domain/write-request.ts';
import { plural, t } from '../../../utils/i18n.ts';
import type { NegotiationId } from '../../../utils/ids.ts';
import { Button } from '../../ui/button.tsx';
import { problemText, stepOf } from '../../ui/words.ts';
import type { ManyCalls } from './calls.ts';
import { whatText } from './words.ts';

export interface GroupsProps {
  entries: Entry[];
  calls: Pick<ManyCalls, 'writeMany' | 'stop' | 'retry' | 'dismiss' | 'flush'>;
  /** A name that the page has seen; null where it has not. */
  nameOf: (id: NegotiationId) => string | null;
  onOpen: (id: NegotiationId) => void;
}

interface State {
  now: number;
  entries: Entry[];
}

const second = 1000;
const doneForMs = 6 * second;

/** What was asked for many, as one: taken back, stopped, counted, and done again for whom it did not work. */
export class Groups extends Component<GroupsProps, State> {
  static override getDerivedStateFromProps(props: GroupsProps, state: State): Partial<State> | null {
    return { entries: remembered(state.entries, props.entries) };
  }
  override state: State = { now: Date.now(), entries: this.props.entries };
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Windows and groups whose end was told. */
  private told = new Set<string>();

  override componentDidMount() {
    document.addEventListener('visibilitychange', this.tick);
    this.tick();
  }
  override componentDidUpdate({ entries }: GroupsProps) {
    if (entries !== this.props.entries) this.tick();
  }
  override componentWillUnmount() {
    document.removeEventListener('visibilitychange', this.tick);
    clearTimeout(this.timer);
  }

  /** Each second while an undo window runs, once when a finished group has been seen; no timer otherwise. */
  private tick = () => {
    clearTimeout(this.timer);
    if (document.visibilityState !== 'visible') return;
    const now = Date.now();
    this.setState({ now });
    let next = Number.POSITIVE_INFINITY;
    for (const group of groupsOf(this.state.entries, now)) {
      const { id, until, overAt, missed } = group;
      if (until !== null && until > now) next = Math.min(next, (until - now) % second || second);
      else if (until !== null) this.once(`due ${id} ${until}`, () => void this.props.calls.flush());
      if (overAt === null || missed.length > 0) continue;
      if (overAt + doneForMs > now) next = Math.min(next, overAt + doneForMs - now);
      else this.once(`away ${id}`, () => this.putAway(group));
    }
    if (Number.isFinite(next)) this.timer = setTimeout(this.tick, next + 5);
  };

  private once(key: string, tell: () => void) {
    if (this.told.has(key)) return;
    this.told.add(key);
    tell();
  }

  private putAway({ entries }: Group) {
    for (const { id } of entries) void this.props.calls.dismiss(id);
  }

  private async again(group: Group) {
    const { calls } = this.props;
    const { retry, write } = againOf(group);
    for (const id of retry) await calls.retry(id);
    if (write.length > 0 && (await calls.writeMany(write)).ok)
      for (const { id, progress } of group.entries) if (progress.at === 'sent') await calls.dismiss(id);
  }

  render(_: GroupsProps, { entries, now }: State) {
    const groups = groupsOf(entries, now).filter(
      ({ overAt, missed }) => overAt === null || missed.length > 0 || overAt + doneForMs > now,
    );
    return groups.length === 0 ? null : (
      <section class="undo many-groups" aria-label={t('many_groups')}>
        {groups.map((group) => this.group(group, now))}
      </section>
    );
  }

  private group(group: Group, now: number) {
    const { id, until, since, overAt, waiting, missed } = group;
    const left = until === null ? 0 : Math.max(0, Math.ceil((until - now) / second));
    const whole = until === null ? 1 : Math.max(1, Math.ceil((until - since) / second));
    const part = until === null ? 1 - waiting / Math.max(1, group.total) : Math.min(1, left / whole);
    return (
      <div key={id} class="stack">
        <div class="row">
          <div class="grow">
            <p class="what">
              {whatText(group.kind, group.action, group.resulting?.id ?? '', group.total)}
              {left > 0 && ` ${t('effect_after', left)}`}
            </p>
            <p class="small num" role="status">
              {stateText(group, left)}
            </p>
            {group.problem && <p class="small why said">{problemText(group.problem, now)}</p>}
          </div>
          {waiting > 0 && (
            <Button small shortcut={left > 0 ? 'Z' : null} onClick={() => void this.props.calls.stop(id)}>
              {left > 0 ? t('undo_take_back') : t('many_stop')}
            </Button>
          )}
        </div>
        {overAt === null && (
          <div class="left" aria-hidden="true">
            <i style={{ transform: `scaleX(${part})` }} />
          </div>
        )}
        {missed.length > 0 && this.missed(group)}
      </div>
    );
  }

  private missed(group: Group) {
    return (
      <div class="stack" role="alert">
        <ul class="many-missed small">
          {group.missed.map((one) => (
            <li key={one.id} class="row">
              <Button small tone="link" onClick={() => this.props.onOpen(one.id)}>
                {one.name ?? this.props.nameOf(one.id) ?? t('many_unknown', one.id)}
              </Button>
              <span class="why said">{missedText(one)}</span>
            </li>
          ))}
        </ul>
        <div class="row wrap">
          {group.missed.some(mayHelp) && (
            <Button small onClick={() => void this.again(group)}>
              {plural('many_again', group.missed.length)}
            </Button>
          )}
          {group.overAt !== null && (
            <Button small onClick={() => this.putAway(group)}>
              {t('undo_put_away')}
            </Button>
          )}
        </div>
      </div>
    );
  }
}

/** Whether it may go through the next time. */
const mayHelp = ({ problem }: Missed): boolean => !problem || stepOf(problem) !== 'none';

const missedText = ({ problem, stage }: Missed): string =>
  problem ? problemText(problem) : t('many_other_stage', stage?.name ?? '—');

function stateText(
  { overAt, done, total, missed, waiting, sending, uncertain }: Group,
  left: number,
): string {
  if (left > 0) return t('many_can_undo');
  if (overAt !== null && missed.length === 0) return t('many_done_all');
  return [
    t('many_done', done, total),
    sending > 0 && t('many_sending', sending),
    waiting > 0 && t('many_waits', waiting),
    uncertain > 0 && t('many_uncertain', uncertain),
    missed.length > 0 && t('many_missed', missed.length),
  ]
    .filter(Boolean)
    .join(' · ');
}
