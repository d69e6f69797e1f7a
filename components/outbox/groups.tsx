import '../many/many.css';
import { useRef } from 'preact/hooks';
import { againOf, type Group, groupsOf, type Missed, remembered } from '../../utils/domain/many.ts';
import { isRefusal } from '../../utils/domain/stage.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import { dotted, plural, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import { useOutbox } from '../contexts.tsx';
import { Button } from '../ui/button.tsx';
import { problemText, stepOf } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { Left, useEnds } from './undo-bar.tsx';

interface GroupsProps {
  /** The candidate's name, if the page knows it. */
  nameOf: (id: NegotiationId) => string | null;
  onOpen: (id: NegotiationId) => void;
}

const second = 1000;
const doneForMs = 6 * second;

/** Bulk actions, each as one: undone, stopped and counted together, and repeated for those for whom they failed. */
export function Groups(rest: GroupsProps) {
  const { entries } = useOutbox();
  const calls = useWorker();
  const kept = useRef(entries);
  kept.current = remembered(kept.current, entries);
  const groups = groupsOf(kept.current, Date.now());
  const now = useEnds(
    groups.flatMap(({ id, until, overAt, missed, entries }) => [
      ...(until === null ? [] : [{ key: `due ${id} ${until}`, at: until, over: () => void calls.flush() }]),
      ...(overAt === null || missed.length > 0
        ? []
        : [{ key: `away ${id}`, at: overAt + doneForMs, over: () => putAway(entries, calls) }]),
    ]),
  );
  const shown = groups.filter(
    ({ overAt, missed }) => overAt === null || missed.length > 0 || overAt + doneForMs > now,
  );
  return shown.length === 0 ? null : (
    <section class="undo many-groups" aria-label={t('many_groups')}>
      {shown.map((group) => (
        <GroupLine key={group.id} group={group} now={now} {...rest} />
      ))}
    </section>
  );
}

const putAway = (entries: Entry[], { dismiss }: Pick<Worker, 'dismiss'>) =>
  entries.forEach(({ id }) => void dismiss(id));

interface LineProps extends GroupsProps {
  group: Group;
  now: number;
}

function GroupLine({ group, now, nameOf, onOpen }: LineProps) {
  const calls = useWorker();
  const { id, until, since, overAt, waiting, missed } = group;
  const left = until === null ? 0 : Math.max(0, Math.ceil((until - now) / second));
  const whole = until === null ? 1 : Math.max(1, Math.ceil((until - since) / second));
  const part = until === null ? 1 - waiting / Math.max(1, group.total) : Math.min(1, left / whole);
  const { retry, write, count } = againOf(group, (problem) => stepOf(problem) !== 'none');
  const again = async () => {
    for (const id of retry) await calls.retry(id);
    if (write.length > 0 && (await calls.writeMany(write)).ok)
      for (const { id, progress } of group.entries) if (progress.at === 'sent') await calls.dismiss(id);
  };
  return (
    <div class="stack">
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
          <Button small shortcut={left > 0 ? 'Z' : null} onClick={() => void calls.stop(id)}>
            {left > 0 ? t('undo_take_back') : t('many_stop')}
          </Button>
        )}
      </div>
      {overAt === null && <Left part={part} />}
      {missed.length > 0 && (
        <div class="stack" role="alert">
          <ul class="many-missed small">
            {missed.map((one) => (
              <li key={one.id} class="row">
                <Button small tone="link" onClick={() => onOpen(one.id)}>
                  {one.name ?? nameOf(one.id) ?? t('many_unknown', one.id)}
                </Button>
                <span class="why said">{missedText(one)}</span>
              </li>
            ))}
          </ul>
          <div class="row wrap">
            {count > 0 && (
              <Button small onClick={() => void again()}>
                {plural('many_again', count)}
              </Button>
            )}
            {overAt !== null && (
              <Button small onClick={() => putAway(group.entries, calls)}>
                {t('undo_put_away')}
              </Button>
            )}
          </div>
        </div>
      )}
    </div>
  );
}

const missedText = ({ problem, stage }: Missed): string =>
  problem ? problemText(problem) : t('many_other_stage', stage?.name ?? '—');

function stateText(
  { overAt, done, total, missed, waiting, sending, uncertain }: Group,
  left: number,
): string {
  if (left > 0) return t('many_can_undo');
  if (overAt !== null && missed.length === 0) return t('many_done_all');
  return dotted(
    t('many_done', done, total),
    sending > 0 && t('many_sending', sending),
    waiting > 0 && t('many_waits', waiting),
    uncertain > 0 && t('many_uncertain', uncertain),
    missed.length > 0 && t('many_missed', missed.length),
  );
}

/** «Отказ 12 соискателям», «Подумать: 12 соискателей», «Просмотрено: 12 откликов». */
function whatText(kind: Group['kind'], action: string | null, stageId: string, count: number): string {
  if (kind === 'read') return plural('many_read_what', count);
  return plural(isRefusal(stageId) ? 'many_refuse_what' : 'many_do_what', count, action ?? t('undo_action'));
}
