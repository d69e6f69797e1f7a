import { useEffect, useRef } from 'preact/hooks';
import type { Settings } from '../../utils/domain/inbox.ts';
import { type Draft, type Entry, textOf } from '../../utils/domain/write-request.ts';
import type { NegotiationId } from '../../utils/ids.ts';
import { type Known, unread } from '../../utils/known.ts';
import type { ConversationOf } from '../../utils/messaging/protocol.ts';
import type { NextStep, Problem } from '../../utils/problem.ts';
import { later } from '../ui/lazy.ts';
import type { PopupCalls } from './calls.ts';

/** The one form that is open, and the stop it belongs to; the stop may be gone by now. */
export type Opened = { stop: string; name: string } & (
  | {
      kind: 'negotiation';
      id: NegotiationId;
      want: { refusal: true } | { actionId: string; text: string } | null;
      hhUrl: string;
    }
  /** `unread`: messages that can be marked as read. */
  | { kind: 'chat'; of: ConversationOf; unread: Known<number>; text: string | null }
);

/** The form in which a failed write is put right. */
export function openedOf({ request, label }: Entry, hhUrl: string): Opened | null {
  const name = label.candidate ?? label.vacancy ?? '';
  const text = textOf(request);
  switch (request.kind) {
    case 'action': {
      const want = { actionId: request.actionId, text };
      return {
        kind: 'negotiation',
        stop: `row:${request.negotiationId}`,
        id: request.negotiationId,
        name,
        want,
        hhUrl,
      };
    }
    case 'message':
      return {
        kind: 'chat',
        stop: `chat:${request.chatId}`,
        of: { chatId: request.chatId },
        unread,
        name,
        text,
      };
    case 'old-message': {
      const of = { negotiationId: request.negotiationId };
      return { kind: 'chat', stop: `row:${request.negotiationId}`, of, unread, name, text };
    }
    // Made and put right elsewhere: on the resume page and in the inbox.
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

export const useForms = later(() => import('./forms.ts'));

interface Props {
  opened: Opened;
  now: number;
  entries: Entry[];
  drafts: Record<string, Draft>;
  settings: Settings;
  calls: PopupCalls;
  onStep: (problem: Problem) => (step: NextStep) => void;
  onSent: () => void;
  onClose: () => void;
}

/** As much of the item as fits, its name above all: a form also grows by what hh answers. */
function show(item: Element | null | undefined) {
  const list = item?.closest('.list');
  if (!item || !list) return;
  const [inner, outer] = [item.getBoundingClientRect(), list.getBoundingClientRect()];
  const above = inner.top - outer.top;
  const below = inner.bottom - outer.bottom;
  list.scrollTop += Math.min(above, Math.max(below, 0));
}

/** Letters typed in here belong to the form, not to the list (`data-inner`). */
export function OpenedForm({ opened, ...rest }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const forms = useForms();
  useEffect(() => {
    if (!place.current) return;
    const observer = new ResizeObserver(() => show(place.current?.closest('.item')));
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place} class="opened" data-inner="">
      {forms &&
        (opened.kind === 'chat' ? (
          <forms.ChatForm {...opened} {...rest} />
        ) : (
          <forms.NegotiationForm {...opened} {...rest} />
        ))}
    </div>
  );
}
