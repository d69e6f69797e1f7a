import { useMemo, useRef, useState } from 'preact/hooks';
import type { Row } from '../../utils/domain/negotiation.ts';
import type { Entry, WriteRequest } from '../../utils/domain/write-request.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { valueOr } from '../../utils/known.ts';
import type { Problem } from '../../utils/problem.ts';
import { chatTitle, entryOfChat, entryOfRow, isLeaving, nameOf } from '../negotiation/row-words.ts';
import { chatUrl, responsesUrl, rowUrl } from '../ui/addresses.ts';
import type { Acts } from './acts.ts';
import type { PopupCalls } from './calls.ts';
import type { Stop } from './list.ts';
import { type Opened, openedOf } from './opened.tsx';
import type { useRows } from './use-rows.ts';
import type { useWalk } from './use-walk.ts';

interface Given {
  stops: Stop[];
  walk: ReturnType<typeof useWalk>;
  rows: ReturnType<typeof useRows>;
  entries: Entry[];
  site: string;
  calls: PopupCalls;
}

/** What a key or a button does at its stop; which form is open, and what the worker refused to take. */
export function useActs({ stops, walk, rows, entries, site, calls }: Given) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [refused, setRefused] = useState<{ place: string; problem: Problem } | null>(null);

  const find = (key: string) => stops.find((stop) => stop.key === key);

  const write = async (place: string, request: WriteRequest) => {
    setRefused(null);
    const answer = await calls.write(request);
    if (!answer.ok) setRefused({ place, problem: answer.problem });
    return answer.ok;
  };

  const openForm = (form: Opened) => {
    setRefused(null);
    setOpened(form);
  };

  const openNegotiation = (row: Row, place: string, refusal: boolean) => {
    if (isLeaving(entryOfRow(entries, row))) return;
    const want = refusal ? ({ refusal } as const) : null;
    const hhUrl = rowUrl(site, row);
    openForm({ kind: 'negotiation', stop: place, id: row.id, name: nameOf(row), want, hhUrl });
  };

  const more = (key: string, refusal: boolean) => {
    const stop = find(key);
    if (stop?.kind === 'row') openNegotiation(stop.row, key, refusal);
  };

  const acts: Acts = {
    pick: (key) => walk.pick(key),
    open(key) {
      const stop = find(key);
      if (stop?.kind === 'row') void calls.openTab(rowUrl(site, stop.row));
      if (stop?.kind === 'chat') void calls.openTab(chatUrl(site, stop.chat));
      if (stop?.kind === 'more') rows.read(stop.vacancy.id);
    },
    reject: (key) => more(key, true),
    more: (key) => more(key, false),
    write(key) {
      const stop = find(key);
      if (stop?.kind !== 'chat') return;
      const { unread } = stop.chat;
      const name = chatTitle(stop.chat);
      openForm({ kind: 'chat', stop: key, of: { chatId: stop.chat.id }, unread, name, text: null });
    },
    async read(key) {
      const stop = find(key);
      if (stop?.kind === 'row' && !isLeaving(entryOfRow(entries, stop.row))) {
        const { id, vacancyId } = stop.row;
        if (await write(key, { kind: 'read', vacancyId, negotiationIds: [id] })) walk.step(1);
      }
      if (stop?.kind === 'chat' && !isLeaving(entryOfChat(entries, stop.chat))) {
        const { id } = stop.chat;
        const last = valueOr(stop.chat.last, null);
        if (last && (await write(key, { kind: 'read-chat', chatId: id, messageId: last.id }))) walk.step(1);
      }
    },
  };

  // One object for good, so that rows whose data stay the same need not be drawn again.
  const latest = useRef(acts);
  latest.current = acts;
  const steady = useMemo<Acts>(
    () => ({
      pick: (key) => latest.current.pick(key),
      open: (key) => latest.current.open(key),
      reject: (key) => latest.current.reject(key),
      read: (key) => latest.current.read(key),
      more: (key) => latest.current.more(key),
      write: (key) => latest.current.write(key),
    }),
    [],
  );

  return {
    acts: steady,
    opened,
    refused,
    readAll: (vacancyId: VacancyId, some: Row[]) =>
      void write(`vacancy-${vacancyId}`, {
        kind: 'read',
        vacancyId,
        negotiationIds: some.map((row) => row.id),
      }),
    close() {
      setOpened(null);
      walk.focus();
    },
    /** The form did its work: on to the next one. */
    sent() {
      setOpened(null);
      walk.step(1);
    },
    /** A failed write: its text comes back into its form. */
    edit(entry: Entry) {
      const form = openedOf(entry, responsesUrl(site));
      if (!form) return;
      void calls.dismiss(entry.id);
      openForm(form);
    },
  };
}
