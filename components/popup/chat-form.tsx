import { useEffect, useRef, useState } from 'preact/hooks';
import type { Settings } from '../../utils/domain/inbox.ts';
import { type Draft, draftKey, type Entry, type WriteRequest } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import type { Known } from '../../utils/known.ts';
import type { ConversationOf } from '../../utils/messaging/protocol.ts';
import type { NextStep, Problem } from '../../utils/problem.ts';
import { alone, Composer } from '../conversation/composer.tsx';
import { ConversationView, type Opened } from '../conversation/conversation.tsx';
import { Button } from '../ui/button.tsx';
import type { PopupCalls } from './calls.ts';

interface Props {
  of: ConversationOf;
  name: string;
  /** Messages of the other side that hh has as unread. */
  unread: Known<number>;
  now: number;
  /** A text that comes back to be put right. */
  text: string | null;
  entries: Entry[];
  drafts: Record<string, Draft>;
  settings: Settings;
  calls: Pick<PopupCalls, 'readConversation' | 'saveDraft' | 'write'>;
  onStep: (problem: Problem) => (step: NextStep) => void;
  onClose: () => void;
}

/**
 * A conversation and the answer to it, in place. A chat is read as the form opens, which leaves no mark at hh; the old
 * list of letters waits for its own button.
 */
export function ChatForm(props: Props) {
  const { of, name, unread, now, text, entries, drafts, settings, calls, onStep, onClose } = props;
  const [opened, setOpened] = useState<Opened>({ state: 'closed' });
  const alive = useRef(true);
  const chatOf = 'chatId' in of ? of.chatId : null;
  const negotiationId = 'negotiationId' in of ? of.negotiationId : null;

  const read = async (asked: ConversationOf) => {
    setOpened({ state: 'loading' });
    const answer = await calls.readConversation(asked);
    if (!alive.current) return;
    setOpened(
      answer.ok
        ? { state: 'open', conversation: answer.value }
        : { state: 'problem', problem: answer.problem },
    );
  };
  useEffect(() => {
    if ('chatId' in of) void read(of);
    return () => {
      alive.current = false;
    };
  }, []);

  const conversation = opened.state === 'open' ? opened.conversation : null;
  const request = (said: string): WriteRequest | null => {
    const chatId = chatOf ?? conversation?.chatId ?? null;
    if (chatId) return { kind: 'message', negotiationId, chatId, text: said };
    return negotiationId ? { kind: 'old-message', negotiationId, text: said } : null;
  };
  const empty = request('');
  const key = (empty && draftKey(empty)) ?? `message:${chatOf ?? negotiationId}`;
  const composer = {
    draftKey: key,
    draft: drafts[key]?.text ?? text,
    undoSeconds: settings.undoSeconds,
    onDraft: (draft: string, said: string) => void calls.saveDraft({ key: draft, text: said }),
    onSend: async (said: string) => {
      const message = request(said);
      if (!message) return { ok: false as const, problem: { name: 'chat-not-ready' as const } };
      const sent = await calls.write(message);
      if (sent.ok) onClose();
      return sent;
    },
  };

  return (
    <section class="stack" aria-label={t('popup_chat_of', name)}>
      <ConversationView
        {...composer}
        opened={opened}
        chatId={chatOf}
        negotiationId={negotiationId}
        unread={unread}
        unseen={null}
        entries={entries}
        now={now}
        onOpen={(old) => {
          if (chatOf) void read({ chatId: chatOf });
          else if (negotiationId) void read(old ? { negotiationId, old } : { negotiationId });
        }}
        onWrite={calls.write}
        onStep={(step, problem) => onStep(problem)(step)}
        onCopy={(details) => void navigator.clipboard.writeText(details)}
      />
      {/* A letter can be put right without reading those before it. */}
      {!chatOf && opened.state !== 'open' && <Composer {...composer} conversation={alone} />}
      <Button small tone="flat" onClick={onClose}>
        {t('popup_close')}
      </Button>
    </section>
  );
}
