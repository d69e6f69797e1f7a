import { useMemo, useRef, useState } from 'preact/hooks';
import type { Inbox } from '../../utils/domain/inbox.ts';
import type { Row } from '../../utils/domain/negotiation.ts';
import { reminderId, type Subject } from '../../utils/domain/reminders.ts';
import { textOf } from '../../utils/domain/texts.ts';
import type { Entry, WriteRequest } from '../../utils/domain/write-request.ts';
import { chatUrl, responsesUrl, rowUrl } from '../../utils/hh/pages.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { unread, valueOr } from '../../utils/known.ts';
import type { Problem } from '../../utils/problem.ts';
import { useOutbox } from '../contexts.tsx';
import type { useSelection } from '../list/selection.ts';
import type { Walk } from '../list/walk.ts';
import { chatTitle, entryOf, entryOfChat, isLeaving, nameOf } from '../negotiation/row-words.ts';
import { useStable } from '../ui/hooks.ts';
import { useWorker } from '../worker.ts';
import type { Opened, Want } from './form.lazy.tsx';
import type { Place } from './list.ts';

export type Acts = ReturnType<typeof useActs>['acts'];

/** The form for editing a failed write; null if the popup has none. */
function openedOf({ request, label }: Entry, hhUrl: string): Opened | null {
  const name = label.candidate ?? label.vacancy ?? '';
  const text = textOf(request);
  switch (request.kind) {
    case 'action': {
      const { negotiationId: id, actionId } = request;
      return { kind: 'negotiation', stop: `row:${id}`, id, name, want: { actionId, text }, hhUrl };
    }
    case 'message': {
      const { chatId, negotiationId } = request;
      return { kind: 'chat', stop: `chat:${chatId}`, of: { chatId, negotiationId }, unread, name, text };
    }
    case 'old-message': {
      const { negotiationId } = request;
      const of = { chatId: null, negotiationId };
      return { kind: 'chat', stop: `row:${negotiationId}`, of, unread, name, text };
    }
    // These are made and edited elsewhere: on the resume page and in the inbox.
    case 'bulk':
    case 'invite':
    case 'note':
    case 'file':
    case 'apply':
    case 'call':
    case 'read':
    case 'read-chat':
      return null;
  }
}

/**
 * The inbox, plus the item of the open form if it was marked as read and left the store. A form that moved would lose
 * the focus, and the next letters typed would act as keys of the list.
 */
export function useHeld(inbox: Inbox) {
  const stop = useRef<string | null>(null);
  const last = useRef(inbox);
  const key = stop.current;
  const held = useMemo(() => {
    const row = last.current.rows.find(({ id }) => `row:${id}` === key);
    const chat = last.current.chats.find(({ id }) => `chat:${id}` === key);
    const rows = row && inbox.rows.every(({ id }) => id !== row.id) ? [...inbox.rows, row] : inbox.rows;
    const chats =
      chat && inbox.chats.every(({ id }) => id !== chat.id) ? [...inbox.chats, chat] : inbox.chats;
    return rows === inbox.rows && chats === inbox.chats ? inbox : { ...inbox, rows, chats };
  }, [inbox, key]);
  last.current = held;
  return {
    held,
    hold: (opened: string | null) => {
      stop.current = opened;
    },
  };
}

type RowsState = 'reading' | Problem | undefined;

/**
 * Reads rows that are not in the store, one vacancy at a time, so that scrolling past fifty vacancies does not cause
 * fifty requests at once. `seen` reads each vacancy once; a click (`read`) reads it again.
 */
export function useRows(readAt: Inbox['readAt']) {
  const { readRows } = useWorker();
  const [states, setStates] = useState<Record<string, RowsState>>({});
  const asked = useRef(new Set<VacancyId>());
  const queue = useRef<Promise<void>>(Promise.resolve());

  const set = (id: VacancyId, state: RowsState) => setStates((all) => ({ ...all, [id]: state }));
  const read = (vacancyId: VacancyId) => {
    asked.current.add(vacancyId);
    set(vacancyId, 'reading');
    queue.current = queue.current.then(async () => {
      const answer = await readRows({ vacancyId, more: readAt[vacancyId]?.more ?? false });
      set(vacancyId, answer.ok ? undefined : answer.problem);
    });
  };
  const seen = (vacancyId: VacancyId) => {
    if (!asked.current.has(vacancyId)) read(vacancyId);
  };
  return { stateOf: (vacancyId: VacancyId): RowsState => states[vacancyId], read, seen };
}

interface Given {
  selection: Pick<ReturnType<typeof useSelection>, 'toggle' | 'extend'>;
  places: readonly Place[];
  walk: Walk<Place>;
  rows: ReturnType<typeof useRows>;
  site: string;
  vacancyOf: (id: VacancyId) => string | null;
}

/** What keys and buttons do at a stop, the open form, and the last write that the worker did not accept. */
export function useActs({ places, walk, selection, rows, site, vacancyOf }: Given) {
  const { entries } = useOutbox();
  const worker = useWorker();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [refused, setRefused] = useState<{ place: string; problem: Problem } | null>(null);

  const find = (key: string) => places.find(({ id }) => id === key);

  const write = async (place: string, request: WriteRequest) => {
    setRefused(null);
    const answer = await worker.write(request);
    if (!answer.ok) setRefused({ place, problem: answer.problem });
    return answer.ok;
  };

  const openForm = (form: Opened) => {
    setRefused(null);
    setOpened(form);
  };

  /** The response at a stop, unless it is being removed. */
  const responseAt = (key: string) => {
    const stop = find(key);
    return stop?.kind === 'row' && !isLeaving(entryOf(entries, stop.row.id)) ? stop : null;
  };

  const more = (key: string, want: Want | null) => {
    const row = responseAt(key)?.row;
    if (!row) return;
    const hhUrl = rowUrl(site, row);
    openForm({ kind: 'negotiation', stop: key, id: row.id, name: nameOf(row), want, hhUrl });
  };

  const at = (key: string) => places.findIndex(({ id }) => id === key);
  /** The actions at a stop, by button or key. */
  const acts = useStable({
    /** The stop has got the focus. */
    pick(key: string) {
      walk.pick(at(key));
    },
    /** On a click: also scrolls to the buttons that appear below the stop. */
    goTo(key: string) {
      walk.goTo(at(key));
    },
    /** Selects a response or deselects it, or selects all up to it. */
    tick(key: string, upToHere: boolean) {
      walk.pick(at(key));
      if (upToHere) selection.extend(at(key));
      else selection.toggle(at(key));
    },
    open(key: string) {
      const stop = find(key);
      if (stop?.kind === 'row') void worker.openTab(rowUrl(site, stop.row));
      if (stop?.kind === 'chat') void worker.openTab(chatUrl(site, stop.chat));
      if (stop?.kind === 'more') rows.read(stop.vacancy.id);
    },
    /** An action by its key I, R or H; its form opens first. */
    act: (key: string, code: string) => more(key, { code }),
    more: (key: string) => more(key, null),
    /** Opens the form to snooze a response. */
    later(key: string) {
      const stop = responseAt(key);
      if (!stop) return;
      const { row, viewed, back } = stop;
      const vacancy = vacancyOf(row.vacancyId);
      const subject: Subject = back?.of ?? { kind: 'response', row, vacancy, unviewed: !viewed };
      openForm({ kind: 'later', stop: key, name: nameOf(row), subject });
    },
    /** Opens a chat with the composer. */
    write(key: string) {
      const stop = find(key);
      if (stop?.kind !== 'chat') return;
      const { id, unread } = stop.chat;
      const of = { chatId: id, negotiationId: null };
      openForm({ kind: 'chat', stop: key, of, unread, name: chatTitle(stop.chat), text: null });
    },
    async read(key: string) {
      const stop = find(key);
      if (stop?.kind === 'row' && stop.viewed && stop.back) {
        const answer = await worker.remind(reminderId(stop.back), 'done', null);
        setRefused(answer.ok ? null : { place: key, problem: answer.problem });
        if (answer.ok) walk.step(1);
      }
      if (stop?.kind === 'row' && !stop.viewed && !isLeaving(entryOf(entries, stop.row.id))) {
        const { id, vacancyId } = stop.row;
        if (await write(key, { kind: 'read', vacancyId, negotiationIds: [id] })) walk.step(1);
      }
      if (stop?.kind === 'chat' && !isLeaving(entryOfChat(entries, stop.chat))) {
        const { id } = stop.chat;
        const last = valueOr(stop.chat.last, null);
        if (last && (await write(key, { kind: 'read-chat', chatId: id, messageId: last.id }))) walk.step(1);
      }
    },
  });

  return {
    acts,
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
    /** The form was sent: moves on to the next stop. */
    sent() {
      setOpened(null);
      walk.step(1);
    },
    /** Opens the form of a failed write again, with its text. */
    edit(entry: Entry) {
      const form = openedOf(entry, responsesUrl(site));
      if (!form) return;
      void worker.dismiss(entry.id);
      openForm(form);
    },
  };
}
