import { type Conversation, inARow, isEmpty } from '../../utils/domain/conversation.ts';
import type { Entry, WriteRequest } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import type { ChatId, NegotiationId, VacancyId } from '../../utils/ids.ts';
import { isKnown, type Known } from '../../utils/known.ts';
import type { NextStep, Problem } from '../../utils/problem.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Composer, type ComposerProps } from './composer.tsx';
import { MarkRead, MarkViewed } from './mark-read.tsx';
import { Bubble, MessageList } from './message.tsx';
import { isHidden, OpenConversation } from './open-conversation.tsx';

/** What the panel knows of the conversation. */
export type Opened =
  | { state: 'closed' }
  | { state: 'loading' }
  | { state: 'problem'; problem: Problem }
  | { state: 'open'; conversation: Conversation };

interface Props extends Omit<ComposerProps, 'conversation'> {
  opened: Opened;
  /** null where the negotiation has no chat: only the old list of letters can be read. */
  chatId: ChatId | null;
  negotiationId: NegotiationId | null;
  /** How many messages are new. */
  unread: Known<number>;
  /** The response, while hh has it as not viewed. */
  unseen: { vacancyId: VacancyId; negotiationId: NegotiationId } | null;
  entries: readonly Entry[];
  now: number;
  /** The keys C and E work here. */
  keyed?: boolean;
  /** `old`: the list of letters, which marks the response as viewed. */
  onOpen: (old: boolean) => void;
  onWrite: (request: WriteRequest) => unknown;
  onStep: (step: NextStep, problem: Problem) => void;
  onCopy: (details: string) => void;
}

/** The newest message and the field below it are what was asked for. */
const showEnd = (section: HTMLElement | null) => section?.scrollIntoView?.({ block: 'end' });

/** A conversation with its composer: opened by a click, marked as read by another. */
export function ConversationView(props: Props) {
  const { opened, chatId, negotiationId, unread, unseen, entries, now, keyed } = props;
  const { onOpen, onWrite, onStep, onCopy, ...composer } = props;
  const { state } = opened;
  const hidden = state === 'problem' && isHidden(opened.problem);
  if (state === 'closed' || state === 'loading' || hidden) {
    const old = chatId === null || hidden;
    return (
      <section class="sec">
        <OpenConversation
          chatId={chatId}
          hidden={hidden && chatId !== null}
          unread={unread}
          busy={state === 'loading'}
          onOpen={() => onOpen(old)}
        />
        {state !== 'loading' && <MarkViewed {...{ unseen, entries, keyed, onWrite }} />}
      </section>
    );
  }
  return (
    <section class="sec stack" ref={state === 'open' ? showEnd : null}>
      <h2 class="title small muted b">{t('chat_title')}</h2>
      {state === 'problem' ? (
        <ProblemNote problem={opened.problem} onStep={onStep} onCopy={onCopy} />
      ) : (
        <>
          <Messages conversation={opened.conversation} now={now} />
          <MarkRead
            conversation={opened.conversation}
            negotiationId={negotiationId}
            unread={unread}
            unseen={unseen}
            entries={entries}
            keyed={keyed}
            onWrite={onWrite}
          />
          <Composer
            {...composer}
            conversation={{ ...opened.conversation, inARow: inARow(opened.conversation) }}
          />
        </>
      )}
    </section>
  );
}

function Messages({ conversation, now }: { conversation: Conversation; now: number }) {
  const { more } = conversation;
  return (
    <>
      {!isKnown(more, false) && (
        <p class="small muted">{t(more.known ? 'talk_more_on_hh' : 'chat_more_unread')}</p>
      )}
      {isEmpty(conversation) && <p class="small muted">{t('talk_empty')}</p>}
      <MessageList {...conversation} now={now}>
        {(message) => <Bubble message={message} viewer="recruiter" />}
      </MessageList>
    </>
  );
}
