import { useEffect, useRef } from 'preact/hooks';
import type { ChatRow } from '../../../utils/domain/negotiation.ts';
import { t } from '../../../utils/i18n.ts';
import { known, unread } from '../../../utils/known.ts';
import type { NextStep, Problem } from '../../../utils/problem.ts';
import { chatTitle } from '../../negotiation/row-words.ts';
import { chatUrl } from '../../ui/addresses.ts';
import { Button } from '../../ui/button.tsx';
import { pressed } from '../../ui/reveal.ts';
import type { NegotiationCalls } from '../negotiation/calls.ts';
import type { PaneStore } from '../negotiation/store.ts';
import { TalkSection } from '../negotiation/talk.tsx';
import { useKeys } from '../negotiation/use-keys.ts';
import { useTalk } from '../negotiation/use-talk.ts';
import { valuesOf } from '../negotiation/values.ts';

interface Props {
  chat: ChatRow;
  vacancy: string | null;
  store: PaneStore;
  calls: NegotiationCalls;
  onStep: (step: NextStep, problem: Problem) => void;
  onClose: () => void;
}

/** One chat, read as it is opened; that leaves no trace. */
export function OpenChat({ chat, vacancy, store, calls, onStep, onClose }: Props) {
  const of = { chatId: chat.id, negotiationId: null, messaging: unread };
  const read = useTalk(of, calls, store.entries);
  const root = useRef<HTMLElement>(null);
  useEffect(() => read.open?.(), []);
  useKeys(root, (code) => (code === 'KeyC' ? read.loadNewer : pressed(root.current, code)));
  const title = chatTitle(chat);
  return (
    <section class="neg" ref={root} aria-label={title}>
      <header class="neg-head row">
        <div class="grow">
          <h2 class="b neg-name ell" dir="auto" title={title}>
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
      <TalkSection
        of={of}
        unseen={null}
        unread={chat.unread}
        read={read}
        store={store}
        values={valuesOf(store, {
          candidate: { name: chat.title },
          vacancy: vacancy ? { name: known(vacancy) } : null,
        })}
        hhUrl={chatUrl(store.settings.site, chat)}
        calls={calls}
        onStep={onStep}
      />
    </section>
  );
}
