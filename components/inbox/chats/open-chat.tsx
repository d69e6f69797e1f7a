import { useEffect, useRef } from 'preact/hooks';
import type { ChatRow } from '../../../utils/domain/negotiation.ts';
import { t } from '../../../utils/i18n.ts';
import { known } from '../../../utils/known.ts';
import { FullConversation } from '../../conversation/full-conversation.tsx';
import { valuesOf } from '../../conversation/snippets.tsx';
import { useConversation } from '../../conversation/use-conversation.ts';
import { chatTitle } from '../../negotiation/row-words.ts';
import { chatUrl } from '../../ui/addresses.ts';
import { Button } from '../../ui/button.tsx';
import { pressed, useKeys } from '../../ui/reveal.ts';
import { useWorker } from '../../worker.ts';
import type { PaneStore } from '../negotiation/pane.tsx';

interface Props {
  chat: ChatRow;
  vacancy: string | null;
  store: PaneStore;
  now: number;
  onClose: () => void;
}

/** One chat, read as it is opened; that has no side effect. */
export function OpenChat({ chat, vacancy, store, now, onClose }: Props) {
  const { entries, drafts, settings } = store;
  const { readConversation } = useWorker();
  const of = { chatId: chat.id, negotiationId: null };
  const conversation = useConversation(of, entries, (stretch) =>
    readConversation({ chatId: chat.id, ...stretch }),
  );
  const root = useRef<HTMLElement>(null);
  useEffect(() => conversation.open(false), []);
  useKeys(root, (code) => pressed(root.current, code));
  const title = chatTitle(chat);
  return (
    <section class="neg" ref={root} aria-label={title}>
      <header class="pane-head row">
        <div class="grow">
          <h2 class="b pane-name ell" dir="auto" title={title}>
            {title}
          </h2>
          {vacancy && (
            <p class="small muted ell" dir="auto">
              {vacancy}
            </p>
          )}
        </div>
        <Button icon tone="flat" aria-label={t('popup_close')} onClick={onClose}>
          ✕
        </Button>
      </header>
      <FullConversation
        of={of}
        open={conversation}
        unseen={null}
        unread={chat.unread}
        entries={entries}
        drafts={drafts}
        undoSeconds={settings.undoSeconds}
        now={now}
        keyed
        values={valuesOf(store, {
          candidate: { name: chat.title },
          vacancy: vacancy ? { name: known(vacancy) } : null,
        })}
        hhUrl={chatUrl(settings.site, chat)}
      />
    </section>
  );
}
