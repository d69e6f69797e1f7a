import { useEffect, useRef } from 'preact/hooks';
import type { Settings } from '../../utils/domain/settings.ts';
import { draftKey, textOf } from '../../utils/domain/texts.ts';
import { messageRequest } from '../../utils/domain/write-request.ts';
import { responsesUrl } from '../../utils/hh/pages.ts';
import { t } from '../../utils/i18n.ts';
import type { Known } from '../../utils/known.ts';
import { OutboxContext, useOutbox } from '../contexts.tsx';
import { alone } from '../conversation/composer.tsx';
import { ConversationView, MessageComposer } from '../conversation/conversation.tsx';
import { type ConversationOf, useConversation } from '../conversation/use-conversation.ts';
import { Button } from '../ui/button.tsx';
import { useMessages } from '../worker.ts';

interface Props {
  of: ConversationOf;
  name: string;
  /** Number of messages of the other side that hh counts as unread. */
  unread: Known<number>;
  now: number;
  /** Text of a failed message to edit; null if there is none. */
  text: string | null;
  settings: Settings;
  onClose: () => void;
}

/**
 * A conversation with its composer, inline. Opening the form reads a chat, which has no side effect; the old list of
 * letters waits for its own button.
 */
export function ChatForm({ of, name, unread, now, text, settings, onClose }: Props) {
  const { entries, drafts } = useOutbox();
  const { readConversation } = useMessages();
  const { chatId, negotiationId } = of;
  const conversation = useConversation(of, async (stretch) => {
    if (chatId && !stretch.old) return readConversation({ chatId, ...stretch });
    return negotiationId
      ? readConversation({ negotiationId, ...stretch })
      : { ok: false, problem: { name: 'not-found' } };
  });
  useEffect(() => {
    if (chatId) conversation.open(false);
  }, [chatId, negotiationId]);

  const { site } = settings;
  const empty = messageRequest(of, '');
  const key = (empty && draftKey(empty)) ?? '';
  /** Once the store has had the draft, it alone knows the text, also that it was deleted. */
  const wasStored = useRef(false);
  if (drafts[key]) wasStored.current = true;
  // The failed write being edited here is dismissed at the same time, and its text becomes a draft.
  const outbox = text
    ? {
        entries: entries.filter(({ request }) => textOf(request) !== text),
        drafts: wasStored.current ? drafts : { ...drafts, [key]: { text, at: now } },
      }
    : { entries, drafts };
  return (
    <section class="stack" aria-label={t('popup_chat_of', name)}>
      <OutboxContext.Provider value={outbox}>
        <ConversationView
          of={of}
          open={conversation}
          unread={unread}
          unseen={null}
          now={now}
          hhUrl={responsesUrl(site)}
          onSent={onClose}
        />
        {/* A letter can be edited without reading the earlier ones. */}
        {!chatId && !conversation.conversation && (
          <MessageComposer place={of} conversation={alone} onSent={onClose} />
        )}
      </OutboxContext.Provider>
      <Button small tone="flat" onClick={onClose}>
        {t('popup_close')}
      </Button>
    </section>
  );
}
