import { useEffect, useState } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import type { Settings } from '../../utils/inbox/inbox.ts';
import { type Draft, draftKey, type Wish } from '../../utils/inbox/write.ts';
import type { ConversationOf } from '../../utils/messages.ts';
import type { NextStep, Problem } from '../../utils/problem.ts';
import { Button } from '../button.tsx';
import { ConversationView, type Opened } from '../conversation.tsx';
import type { PopupCalls } from './calls.ts';

interface Props {
  of: ConversationOf;
  name: string;
  now: number;
  /** A text that comes back to be put right. */
  text: string | null;
  drafts: Record<string, Draft>;
  settings: Settings;
  calls: Pick<PopupCalls, 'readConversation' | 'saveDraft' | 'write'>;
  onStep: (problem: Problem) => (step: NextStep) => void;
  onClose: () => void;
}

/** A conversation and the answer to it, in place. It is read when the person asked for it by a key or a click. */
export function ChatForm({ of, name, now, text, drafts, settings, calls, onStep, onClose }: Props) {
  const [opened, setOpened] = useState<Opened>({ state: 'loading' });
  const place = 'chatId' in of ? of.chatId : of.negotiationId;

  useEffect(() => {
    let gone = false;
    void calls.readConversation(of).then((answer) => {
      if (gone) return;
      setOpened(
        answer.ok
          ? { state: 'open', conversation: answer.value }
          : { state: 'problem', problem: answer.problem },
      );
    });
    return () => {
      gone = true;
    };
  }, [place]);

  const conversation = opened.state === 'open' ? opened.conversation : null;
  const wish = (said: string): Wish | null => {
    const chatId = 'chatId' in of ? of.chatId : (conversation?.chatId ?? null);
    const negotiationId = 'negotiationId' in of ? of.negotiationId : null;
    if (chatId) return { kind: 'message', negotiationId, chatId, text: said };
    return negotiationId ? { kind: 'old-message', negotiationId, text: said } : null;
  };
  const empty = wish('');
  const key = (empty && draftKey(empty)) ?? `message:${place}`;

  if (opened.state === 'loading')
    return (
      <p class="small muted" role="status">
        {t('popup_loading_chat')}
      </p>
    );
  return (
    <section class="stack" aria-label={t('popup_chat_of', name)}>
      <ConversationView
        opened={opened}
        unread={0}
        now={now}
        onOpen={() => {}}
        onStep={opened.state === 'problem' ? onStep(opened.problem) : () => {}}
        onCopy={(details) => void navigator.clipboard.writeText(details)}
        draftKey={key}
        draft={drafts[key]?.text ?? text}
        undoSeconds={settings.undoSeconds}
        onDraft={(draft, said) => void calls.saveDraft({ key: draft, text: said })}
        onSend={async (said) => {
          const message = wish(said);
          if (!message) return { ok: false, problem: { name: 'chat-not-ready' } };
          const sent = await calls.write(message);
          if (sent.ok) onClose();
          return sent;
        }}
      />
      <Button small tone="flat" onClick={onClose}>
        {t('popup_close')}
      </Button>
    </section>
  );
}
