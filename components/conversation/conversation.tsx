import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Conversation, inARow, isEmpty, type Message } from '../../utils/domain/conversation.ts';
import { draftKey, messageRequest } from '../../utils/domain/write-request.ts';
import { plural, t } from '../../utils/i18n.ts';
import { isKnown, type Known, known } from '../../utils/known.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Heading } from '../ui/section.tsx';
import { useMessages } from '../worker.ts';
import { Composer, type ComposerProps } from './composer.tsx';
import { MarkRead, type MarkReadProps, MarkViewed, type Unseen } from './mark-read.tsx';
import { Bubble, MessageList, type Viewer } from './message.tsx';
import { type ConversationOf, isHidden, type OpenConversation } from './use-conversation.ts';

export interface ConversationProps {
  of: ConversationOf;
  open: OpenConversation;
  /** Messages of the other side that hh has as unread. */
  unread: Known<number>;
  /** The response, while hh has it as not viewed. */
  unseen: Unseen | null;
  now: number;
  viewer?: Viewer;
  /** The keys C and E work here. */
  keyed?: boolean;
  /** The response alone was marked as viewed. */
  onViewed?: MarkReadProps['onViewed'];
  /** hh's page of it. */
  hhUrl?: string;
  /** What stands in its place before it is opened. */
  closed?: ComponentChildren;
  /** A message, where more can be done with it than to read it. */
  message?: (message: Message) => ComponentChildren;
  /** What stands behind the last message, and below the composer. */
  end?: ComponentChildren;
  below?: ComponentChildren;
  /** Where one writes stands elsewhere, and has the key C. */
  readOnly?: boolean;
  /** A message waits in the outbox. */
  onSent?: () => void;
  /** Reads again what the conversation belongs to. */
  again?: () => void;
}

/** A conversation: opened by a click, marked as read by another, answered below. */
export function ConversationView(props: ConversationProps) {
  const { of, open, unread, unseen, keyed, onViewed, readOnly, hhUrl, again } = props;
  const { conversation, busy, problem } = open;
  // Where hh does not open the chat to this manager, the old list still shows it.
  const hidden = of.chatId !== null && isHidden(problem);
  const old = of.chatId === null || hidden;
  const mayOpen = !old || of.negotiationId !== null;
  if (!conversation && (!problem || (hidden && mayOpen)))
    return (
      <section class="sec">
        {props.closed ?? (
          <OpenButton
            old={old}
            hidden={hidden}
            unread={unread}
            busy={busy}
            onOpen={mayOpen ? () => open.open(old) : undefined}
          />
        )}
        {!busy && <MarkViewed {...{ unseen, keyed, onViewed }} />}
      </section>
    );
  return (
    <section class="sec stack">
      <div class="title">
        <Heading level={2}>{t('chat_title')}</Heading>
        {conversation && (
          <Button
            tone="link"
            {...(keyed && !readOnly && { shortcut: 'C', 'data-key': 'KeyC' })}
            disabled={busy}
            onClick={open.loadNewer}
          >
            {t(
              busy
                ? 'chat_loading'
                : props.viewer === 'applicant'
                  ? 'applicant_talk_again'
                  : conversation.via === 'old'
                    ? 'chat_newer_old'
                    : 'chat_newer',
            )}
          </Button>
        )}
      </div>
      {conversation && <Open {...props} conversation={conversation} />}
      {problem && (
        <ProblemNote
          problem={problem}
          hhUrl={hhUrl}
          account={props.viewer === 'applicant' ? 'applicant' : 'employer'}
          again={conversation ? open.loadNewer : mayOpen ? () => open.open(old) : again}
        />
      )}
    </section>
  );
}

/** What was said, and what can be answered. */
function Open(props: ConversationProps & { conversation: Conversation }) {
  const { of, open, conversation, now } = props;
  const { viewer = 'recruiter', readOnly } = props;
  const { message = (of) => <Bubble message={of} viewer={viewer} /> } = props;
  const { messages } = conversation;
  const end = useRef<HTMLDivElement>(null);
  // The newest message and the field below it are what was asked for.
  useEffect(() => {
    for (const one of [end.current?.querySelector('ol')?.lastElementChild, end.current?.lastElementChild])
      one?.scrollIntoView?.({ block: 'nearest' });
  }, [messages.at(-1)?.id]);

  return (
    <div class="stack" ref={end}>
      {!isKnown(open.older, false) && (
        <div>
          {!open.older.known && <p class="small muted">{t('chat_more_unread')}</p>}
          <Button small tone="flat" disabled={open.busy} onClick={open.loadOlder}>
            {t('chat_older')}
          </Button>
        </div>
      )}
      {isEmpty(conversation) && <p class="small muted">{t('chat_empty')}</p>}
      <MessageList {...conversation} now={now} viewer={viewer} end={props.end}>
        {message}
      </MessageList>
      <MarkRead
        conversation={conversation}
        negotiationId={of.negotiationId}
        unread={conversation.unread}
        unseen={props.unseen}
        keyed={props.keyed}
      />
      {!readOnly && (
        <MessageComposer
          place={{ negotiationId: of.negotiationId, chatId: conversation.chatId }}
          conversation={{
            ...conversation,
            inARow: viewer === 'recruiter' ? inARow(conversation) : known(0),
          }}
          viewer={viewer}
          onSent={props.onSent}
        />
      )}
      {props.below}
    </div>
  );
}

interface MessageComposerProps
  extends Pick<ConversationProps, 'viewer' | 'onSent'>,
    Pick<ComposerProps, 'conversation' | 'placeholder'> {
  place: ConversationOf;
}

/** Where a message into one conversation is written. */
export function MessageComposer({ place, onSent, ...rest }: MessageComposerProps) {
  const { write } = useMessages();
  const empty = messageRequest(place, '');
  const key = (empty && draftKey(empty)) ?? '';
  return (
    <Composer
      key={key}
      {...rest}
      draftKey={key}
      onSend={async (text) => {
        const request = messageRequest(place, text);
        if (!request) return { ok: false, problem: { name: 'chat-not-ready' } };
        const answer = await write(request);
        if (answer.ok) onSent?.();
        return answer;
      }}
    />
  );
}

interface OpenButtonProps {
  /** The old list of letters is read, not a chat. */
  old: boolean;
  /** There is a chat, and hh did not open it to this manager. */
  hidden: boolean;
  unread: Known<number>;
  busy: boolean;
  /** Absent where it cannot be opened. */
  onOpen?: () => void;
}

/**
 * The button that opens a conversation, with what that does at hh: to read a chat marks nothing; to read the old list
 * of letters marks the response as viewed, and hh has no other way to read it.
 */
const OpenButton = ({ old, hidden, unread, busy, onOpen }: OpenButtonProps) => (
  <>
    <Button wide shortcut="C" data-key="KeyC" disabled={busy || !onOpen} onClick={onOpen}>
      {busy
        ? t('chat_loading')
        : old
          ? t('chat_old_show')
          : !unread.known
            ? t('chat_show_unread_unknown')
            : unread.value > 0
              ? plural('chat_show_unread', unread.value)
              : t('chat_show')}
    </Button>
    <p class="small muted gap">{t(hidden ? 'chat_old_trace' : old ? 'chat_old_none' : 'chat_no_trace')}</p>
  </>
);
