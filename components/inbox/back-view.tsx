import type { ComponentProps, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { personOf } from '../../utils/domain/avoided.ts';
import { listRowOfStored } from '../../utils/domain/collection.ts';
import { backList, type Reminder, reminderId } from '../../utils/domain/reminders.ts';
import { indexOf, layoutOfRows, placedAt } from '../../utils/domain/row-pages.ts';
import { addressOf, type View } from '../../utils/domain/view.ts';
import type { WriteRequest } from '../../utils/domain/write-request.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import type { Problem } from '../../utils/problem.ts';
import type { PageStore } from '../../utils/storage/page-store.ts';
import { VirtualList } from '../list/virtual-list.tsx';
import { useWalk } from '../list/walk.ts';
import type { Acted } from '../negotiation/actions.tsx';
import { entryOf } from '../negotiation/row-words.ts';
import { dueChip, reasonText, subjectName } from '../reminders/words.ts';
import { Chip } from '../ui/button.tsx';
import { lazy } from '../ui/lazy.ts';
import { quoted } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { useAhead } from './ahead.ts';
import { NothingHere } from './idle.tsx';
import { PaneColumn } from './list-frame.tsx';
import type { Begin } from './negotiation/pane.tsx';
import { RowFrame } from './row.tsx';
import { useInboxCommands } from './use-list-commands.ts';

const NegotiationPane = lazy(async () => (await import('./negotiation/pane.tsx')).NegotiationPane);

/** Of a row, in px: two lines. */
const rowHeight = 48;

interface Props {
  view: View;
  store: PageStore;
  now: number;
  /** Takes back the last decision while it is not in the outbox yet; says whether there was one. */
  undoEarly: RefObject<(() => boolean) | null>;
  onView: (view: View, replace?: boolean) => void;
}

/** Whom to come back to, of all vacancies: those who are due, then later ones; the open one beside them. */
export function BackView({ view, store, now, undoEarly, onView }: Props) {
  const worker = useWorker();
  const pane = useRef<HTMLElement>(null);
  const { reminders } = store;
  const { due, later } = useMemo(
    () =>
      backList(
        reminders.filter(({ of }) => of.kind === 'response'),
        now,
      ),
    [reminders, now],
  );
  const rows = useMemo(() => [...due, ...later].map((one) => ({ id: reminderId(one), one })), [due, later]);
  const layout = useMemo(() => layoutOfRows(rows, rowHeight), [rows]);
  const walk = useWalk(layout, 'back', true);
  const { negotiationId } = view;
  const at = indexOf(layout, negotiationId);
  // Who was put away while they were open stays open.
  const last = useRef<Reminder | null>(null);
  const found = at === null ? null : (placedAt(layout, at)?.row?.one ?? null);
  if (found) last.current = found;
  const opened = found ?? (last.current && reminderId(last.current) === negotiationId ? last.current : null);
  const of = opened?.of.kind === 'response' ? opened.of : null;

  const open = (id: NegotiationId | null, replace = false) =>
    onView({ ...view, negotiationId: id }, replace || negotiationId !== null);
  const latestOpen = useRef(open);
  latestOpen.current = open;
  const close = () => {
    open(null);
    walk.focus();
  };
  const ahead = useAhead(negotiationId, null);
  /** Something was decided: the next one is open. */
  const goOn = (id: NegotiationId) => {
    const here = indexOf(layout, id) ?? walk.index;
    const next = placedAt(layout, here + 1)?.row ?? placedAt(layout, here - 1)?.row ?? null;
    walk.goTo(here + 1);
    open(next && next.id !== id ? next.id : null, true);
  };
  /** What was just decided, and is not in the outbox yet. */
  const decided = useRef<{ id: NegotiationId; request: WriteRequest } | null>(null);
  if (decided.current && entryOf(store.entries, decided.current.id)) decided.current = null;
  /** Taken back before that: whether they could have been sent matters no more. */
  const undone = useRef(new WeakSet<WriteRequest>());
  /** What the open person begins with. */
  const [begin, setBegin] = useState<{ id: NegotiationId; with: Begin } | null>(null);
  useEffect(() => {
    if (begin && begin.id !== negotiationId) setBegin(null);
  }, [negotiationId]);
  const acted: Acted = (id, request, taken) => {
    decided.current = { id, request };
    setBegin(null);
    goOn(id);
    void taken.then((why) => {
      if (!why || undone.current.has(request)) return;
      decided.current = null;
      setBegin({ id, with: why });
      latestOpen.current(id, true);
    });
  };
  const putOff = (id: NegotiationId, taken: Promise<Problem | null>) => {
    goOn(id);
    void taken.then((problem) => {
      if (!problem) return;
      setBegin({ id, with: { problem } });
      latestOpen.current(id, true);
    });
  };
  useLayoutEffect(() => {
    undoEarly.current = () => {
      if (!decided.current) return false;
      const { id, request } = decided.current;
      decided.current = null;
      undone.current.add(request);
      void worker.undoRequest(request);
      open(id, true);
      return true;
    };
    return () => {
      undoEarly.current = null;
    };
  });
  useInboxCommands({
    surface: 'back',
    address: addressOf(view),
    // Without the place: Esc closes who is open, and does not leave the list.
    view: { negotiationId },
    walk,
    open,
    close,
    isDrawn: () => Boolean(pane.current?.querySelector('article')),
    press(code, row) {
      setBegin({ id: negotiationId ?? row.id, with: { code } });
      if (negotiationId === null) open(row.id);
    },
    read: ({ id }) => void worker.remind(id, 'done', null),
  });
  useEffect(() => {
    if (at !== null && at !== walk.index) walk.goTo(at);
  }, [negotiationId]);

  return (
    <>
      <section class="column list-column lines" aria-labelledby="back-title">
        <div class="list-top">
          <h2 id="back-title" class="ell h16">
            {t('back_place')}
          </h2>
          <span class="grow small muted" role="status">
            {due.length > 0 ? plural('back_title', due.length) : t('back_none')}
          </span>
        </div>
        <VirtualList
          class="rows"
          listKey="back"
          layout={layout}
          walk={walk}
          label={t('back_place')}
          row={({ row, index }, place) =>
            row && (
              <Row
                one={row.one}
                index={index}
                place={place}
                current={index === walk.index}
                opened={row.id === negotiationId}
                now={now}
                onClick={() => {
                  walk.pick(index);
                  open(row.id);
                }}
              />
            )
          }
        >
          {rows.length === 0 && (
            <NothingHere title={t('popup_empty_back')} note={t('popup_empty_back_note')} />
          )}
        </VirtualList>
      </section>
      <PaneColumn
        pane={pane}
        isOpen={negotiationId !== null}
        onBack={close}
        layout={layout}
        id={negotiationId}
        open={open}
      >
        {negotiationId === null || !of ? (
          <p class="pad muted">{t('inbox_pane_none')}</p>
        ) : (
          <NegotiationPane
            negotiationId={negotiationId}
            vacancyId={of.row.vacancyId}
            row={listRowOfStored(of.row, of.unviewed)}
            store={store}
            search=""
            isBack
            close={close}
            changed={() => {}}
            ahead={ahead}
            begin={begin?.id === negotiationId ? begin.with : null}
            acted={acted}
            putOff={putOff}
          />
        )}
      </PaneColumn>
    </>
  );
}

interface RowProps
  extends Pick<ComponentProps<typeof RowFrame>, 'index' | 'place' | 'current' | 'opened' | 'onClick'> {
  one: Reminder;
  now: number;
}

/** One reminder: of whom, why, and when. */
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
