import { useEffect } from 'preact/hooks';
import type { Settings } from '../../utils/domain/inbox.ts';
import { draftKey, messageRequest } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import type { Known } from '../../utils/known.ts';
import type { ConversationOf } from '../../utils/messaging/protocol.ts';
import { OutboxContext, useOutbox } from '../contexts.tsx';
import { alone, Composer } from '../conversation/composer.tsx';
import { ConversationView } from '../conversation/conversation.tsx';
import { useConversation } from '../conversation/use-conversation.ts';
import { responsesUrl } from '../ui/addresses.ts';
import { Button } from '../ui/button.tsx';
import { useMessages } from '../worker.ts';

interface Props {
  of: ConversationOf;
  name: string;
  /** Messages of the other side that hh has as unread. */
  unread: Known<number>;
  now: number;
  /** A text that comes back to be put right. */
  text: string | null;
  settings: Settings;
  onClose: () => void;
}

/**
 * A conversation and the answer to it, in place. A chat is read as the form opens, which leaves no mark at hh; the old
 * list of letters waits for its own button.
 */
export function ChatForm({ of, name, unread, now, text, settings, onClose }: Props) {
  const { entries, drafts } = useOutbox();
  const { readConversation, write } = useMessages();
  const chatId = 'chatId' in of ? of.chatId : null;
  const negotiationId = 'negotiationId' in of ? of.negotiationId : null;
  const conversation = useConversation({ chatId, negotiationId }, (stretch) =>
    readConversation({ ...of, ...stretch }),
  );
  useEffect(() => {
    if (chatId) conversation.open(false);
  }, []);

  const { site } = settings;
  const letter = (said: string) => messageRequest({ chatId, negotiationId }, said);
  const empty = letter('');
  const key = (empty && draftKey(empty)) ?? '';
  const withText = text && !drafts[key] ? { ...drafts, [key]: { text, at: now } } : drafts;
  return (
    <section class="stack" aria-label={t('popup_chat_of', name)}>
      <OutboxContext.Provider value={{ entries, drafts: withText }}>
        <ConversationView
          of={{ chatId, negotiationId }}
          open={conversation}
          unread={unread}
          unseen={null}
          now={now}
          hhUrl={responsesUrl(site)}
          onSent={onClose}
        />
      </OutboxContext.Provider>
      {/* A letter can be put right without reading those before it. */}
      {!chatId && !conversation.conversation && (
        <Composer
          conversation={alone}
          draftKey={key}
          draft={drafts[key]?.text ?? text}
          onSend={async (said) => {
            const request = letter(said);
            if (!request) return { ok: false, problem: { name: 'chat-not-ready' } };
            const sent = await write(request);
            if (sent.ok) onClose();
            return sent;
          }}
        />
      )}
      <Button small tone="flat" onClick={onClose}>
        {t('popup_close')}
      </Button>
    </section>
  );
}
