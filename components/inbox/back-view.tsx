import { useEffect, useMemo, useRef } from 'preact/hooks';
import { personOf } from '../../utils/domain/avoided.ts';
import { listRowOfStored } from '../../utils/domain/collection.ts';
import { backList, type Reminder, reminderId } from '../../utils/domain/reminders.ts';
import { indexOf, layoutOfRows, placedAt } from '../../utils/domain/row-pages.ts';
import { addressOf, type View } from '../../utils/domain/view.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { useStore } from '../contexts.tsx';
import { useWalk } from '../list/walk.ts';
import { DismissFound, dueChip, reasonText, subjectName } from '../reminders/reminder.tsx';
import { Chip } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { lazy } from '../ui/hooks.ts';
import { quoted } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { type UndoEarly, useAhead, useDecisions } from './ahead.ts';
import { ListColumn, PaneColumn, RowFrame, type RowStop, useInboxCommands } from './list-frame.tsx';

const NegotiationPane = lazy(async () => (await import('./negotiation/pane.tsx')).NegotiationPane);

interface Props {
  view: View;
  now: number;
  undoEarly: UndoEarly;
  onView: (view: View, replace?: boolean) => void;
}

/** The reminders of all vacancies, those that are due first, and the open negotiation beside them. */
export function BackView({ view, now, undoEarly, onView }: Props) {
  const worker = useWorker();
  const { reminders } = useStore();
  const mine = useMemo(() => reminders.filter(({ of }) => of.kind === 'response'), [reminders]);
  const { due, later } = useMemo(() => backList(mine, now), [mine, now]);
  const rows = useMemo(() => [...due, ...later].map((one) => ({ id: reminderId(one), one })), [due, later]);
  const layout = useMemo(() => layoutOfRows(rows), [rows]);
  const walk = useWalk(layout, 'back', true);
  const { negotiationId } = view;
  const at = indexOf(layout, negotiationId);
  // A negotiation stays open when its reminder is dismissed.
  const last = useRef<Reminder | null>(null);
  const found = at === null ? null : (placedAt(layout, at)?.row?.one ?? null);
  if (found) last.current = found;
  const opened = found ?? (last.current && reminderId(last.current) === negotiationId ? last.current : null);
  const of = opened?.of.kind === 'response' ? opened.of : null;

  const open = (id: NegotiationId | null, replace = false) =>
    onView({ ...view, negotiationId: id }, replace || negotiationId !== null);
  const close = () => {
    open(null);
    walk.focus();
  };
  const ahead = useAhead(negotiationId, null);
  const decisions = useDecisions({
    opened: negotiationId,
    open,
    undoEarly,
    goOn(id) {
      const here = indexOf(layout, id) ?? walk.index;
      const next = placedAt(layout, here + 1)?.row ?? placedAt(layout, here - 1)?.row ?? null;
      walk.goTo(here + 1);
      open(next && next.id !== id ? next.id : null, true);
    },
  });
  const list = { listKey: 'back', layout, walk, opened: negotiationId, open, close };
  useInboxCommands(list, {
    surface: 'back',
    address: addressOf(view),
    press: decisions.press,
    read: ({ id }) => void worker.remind(id, 'done', null),
  });
  useEffect(() => {
    if (at !== null && at !== walk.index) walk.goTo(at);
  }, [negotiationId]);

  return (
    <>
      <ListColumn
        list={list}
        title={t('back_place')}
        about={due.length > 0 ? plural('back_title', due.length) : t('back_none')}
        above={<DismissFound reminders={mine} now={now} onDone={walk.focus} />}
        row={({ one }, stop) => <Row {...stop} one={one} now={now} />}
      >
        {rows.length === 0 && <Card title={t('popup_empty_back')} note={t('popup_empty_back_note')} />}
      </ListColumn>
      <PaneColumn list={list} isBegun={decisions.pane.begin !== null}>
        {negotiationId === null || !of ? (
          <p class="pad muted">{t('inbox_pane_none')}</p>
        ) : (
          <NegotiationPane
            {...decisions.pane}
            negotiationId={negotiationId}
            vacancyId={of.row.vacancyId}
            row={listRowOfStored(of.row, of.unviewed)}
            search=""
            isBack
            close={close}
            changed={() => {}}
            ahead={ahead}
          />
        )}
      </PaneColumn>
    </>
  );
}

interface RowProps extends RowStop {
  one: Reminder;
  now: number;
}

/** One reminder: about whom, why and when. */
function Row({ one, now, ...rest }: RowProps) {
  const name = subjectName(one.of);
  const why = reasonText(one, now);
  const chip = dueChip(one, now);
  const vacancy = one.of.kind === 'response' && one.of.vacancy ? quoted(one.of.vacancy) : '';
  return (
    <RowFrame
      {...rest}
      name={<b class="b">{name}</b>}
      title={[why, vacancy].filter(Boolean).join(' · ')}
      hover={[name, why, vacancy, chip.title]}
      whom={one.of.kind === 'response' ? personOf(one.of.row.candidate) : null}
    >
      <span class="wait num">
        <Chip tone={chip.tone} title={chip.title}>
          {chip.text}
        </Chip>
      </span>
    </RowFrame>
  );
}
