import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Row } from '../../utils/domain/negotiation.ts';
import type { Entry } from '../../utils/domain/write-request.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { entryOfChat, entryOfRow, isLeaving } from '../negotiation/row-words.ts';
import type { Acts } from './acts.ts';
import { Chat } from './chat.tsx';
import { End } from './end.tsx';
import { GroupHead } from './group-head.tsx';
import { firstOf, type Section, type Stop } from './list.ts';
import { MoreRows } from './more-rows.tsx';
import { Response } from './response.tsx';
import type { useRows } from './use-rows.ts';

interface Props {
  sections: Section[];
  limit: number;
  current: string | undefined;
  now: number;
  entries: Entry[];
  acts: Acts;
  rows: ReturnType<typeof useRows>;
  /** What is opened under a stop, or under the head of a vacancy. */
  below: (place: string) => ComponentChildren;
  onReadAll: (vacancyId: VacancyId, rows: Row[]) => void;
  onGrow: () => void;
}

/** The list itself: as much of it as has been asked for. */
export function InboxList(props: Props) {
  const { sections, limit, entries, below, onReadAll, onGrow } = props;
  const shown = firstOf(sections, limit);
  const drawn = shown.reduce((sum, section) => sum + section.stops.length, 0);
  const all = sections.reduce((sum, section) => sum + section.stops.length, 0);
  return (
    <>
      {shown.map(({ vacancy, rows, stops }) => {
        const items = stops.map((stop) => <Place key={stop.key} stop={stop} {...props} />);
        if (!vacancy) return <ul key="all">{items}</ul>;
        const id = `vacancy-${vacancy.id}`;
        const ready = rows.filter((row) => !isLeaving(entryOfRow(entries, row)));
        return (
          <section key={id} aria-labelledby={id}>
            <GroupHead
              id={id}
              vacancy={vacancy}
              rows={ready}
              all={vacancy.unread.known && ready.length >= vacancy.unread.value}
              onRead={(some) => onReadAll(vacancy.id, some)}
            />
            {below(id)}
            <ul>{items}</ul>
          </section>
        );
      })}
      {drawn < all && <End key={limit} onSeen={onGrow} />}
    </>
  );
}

/** Drawn again only when something of its own changed: a step of the keyboard must not draw a thousand rows. */
function Place({ stop, current, now, entries, acts, rows, below }: Props & { stop: Stop }) {
  const here = stop.key === current;
  const under = below(stop.key);
  const entry =
    stop.kind === 'row'
      ? entryOfRow(entries, stop.row)
      : stop.kind === 'chat'
        ? entryOfChat(entries, stop.chat)
        : undefined;
  const item = stop.kind === 'row' ? stop.row : stop.kind === 'chat' ? stop.chat : null;
  const drawn = useMemo(() => {
    const common = { stop: stop.key, current: here, now, entry, acts, below: under };
    if (stop.kind === 'row') return <Response {...common} row={stop.row} />;
    return stop.kind === 'chat' ? <Chat {...common} chat={stop.chat} /> : null;
  }, [item, here, now, entry, acts, under]);
  if (stop.kind !== 'more') return drawn;
  const { vacancy, missing } = stop;
  return (
    <MoreRows
      vacancy={vacancy}
      missing={missing}
      stop={stop.key}
      current={here}
      state={rows.stateOf(vacancy.id)}
      onPick={() => acts.pick(stop.key)}
      onSeen={() => rows.seen(vacancy.id)}
      onRead={() => rows.read(vacancy.id)}
    />
  );
}
