import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Conversation, inARow, isEmpty, type Message } from '../../utils/domain/conversation.ts';
import { editKey, type VariableValues } from '../../utils/domain/texts.ts';
import { plural, t } from '../../utils/i18n.ts';
import { isKnown, type Known, known } from '../../utils/known.ts';
import { Button, IconButton, Key } from '../ui/button.tsx';
import { lazy } from '../ui/hooks.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Heading } from '../ui/section.tsx';
import type { Viewer } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { MessageComposer } from './composer.tsx';
import { Attach, mayAttachTo, pasting, useAttaching, WaitingFiles } from './files.tsx';
import { MarkRead, type MarkReadProps, MarkViewed, type Unseen } from './mark-read.tsx';
import { Bubble, MessageList, OwnMessage } from './message.tsx';
import { WithSnippets } from './snippets.tsx';
import { type ConversationOf, isHidden, type OpenConversation, usePendingEdits } from './use-conversation.ts';

const People = lazy(async () => (await import('./people.tsx')).People);

export interface ConversationProps {
  of: ConversationOf;
  open: OpenConversation;
  /** Number of messages of the other side that hh counts as unread. */
  unread: Known<number>;
  /** The response, as long as hh counts it as not viewed. */
  unseen: Unseen | null;
  now: number;
  viewer?: Viewer;
  /** Whether the keys C and E work here. */
  keyed?: boolean;
  /** Called when only the response is marked as viewed. */
  onViewed?: MarkReadProps['onViewed'];
  /** hh's page of the conversation. */
  hhUrl: string;
  /** Shown instead of the open button until the conversation is opened. */
  closed?: ComponentChildren;
  /** Renders a message, where it can be edited or deleted. */
  message?: (message: Message) => ComponentChildren;
  /** Shown after the last message (`end`) and below the composer (`below`). */
  end?: ComponentChildren;
  below?: ComponentChildren;
  /** The composer is elsewhere on the page and takes the key C. */
  readOnly?: boolean;
  /** Called once a message is in the outbox. */
  onSent?: () => void;
  /** Reloads the negotiation that the conversation belongs to. */
  again?: () => void;
}

/** A conversation. One click opens it, another marks it as read; the composer is below the messages. */
export function ConversationView(props: ConversationProps) {
  const { of, open, unread, unseen, keyed, onViewed, readOnly, hhUrl, again } = props;
  const { conversation, busy, problem } = open;
  // If hh hides the chat from this manager, the old list still shows the letters.
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

/** The messages of an open conversation, the mark as read and the composer. */
function Open(props: ConversationProps & { conversation: Conversation }) {
  const { of, open, conversation, now } = props;
  const { viewer = 'recruiter', readOnly } = props;
  const { message = (of) => <Bubble message={of} viewer={viewer} /> } = props;
  const { messages } = conversation;
  const end = useRef<HTMLDivElement>(null);
  // Scroll to the newest message and the field below it: the user opened the conversation for them.
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

interface OpenButtonProps {
  /** The button opens the old list of letters instead of a chat. */
  old: boolean;
  /** There is a chat, but hh hides it from this manager. */
  hidden: boolean;
  unread: Known<number>;
  busy: boolean;
  /** Absent if the conversation cannot be opened. */
  onOpen?: () => void;
}

/**
 * The button that opens a conversation, and a line about the side effect at hh. Reading a chat marks nothing. Reading
 * the old list of letters marks the response as viewed; hh offers no other way to read the letters.
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

/**
 * The conversation on our own pages, which also shows files and participants and lets users change their messages.
 * The composer is the bar at the bottom of the page.
 */
export function FullConversation(props: Omit<ConversationProps, 'message' | 'end' | 'below' | 'readOnly'>) {
  const { of, open, hhUrl } = props;
  const { editMessage, removeMessage } = useWorker().negotiation;
  const { conversation } = open;
  const chatId = conversation?.chatId ?? null;
  const [people, setPeople] = useState(false);
  const pending = usePendingEdits({ ...of, chatId });
  return (
    <ConversationView
      {...props}
      readOnly
      message={(message) => (
        <OwnMessage
          message={message}
          viewer="recruiter"
          pending={pending.find(({ id }) => id === message.id)}
          draftKey={editKey({ what: 'message', of: chatId ?? '', id: message.id })}
          onEdit={chatId && ((text) => editMessage(chatId, message.id, text))}
          onRemove={chatId && (() => removeMessage(chatId, message.id))}
        />
      )}
      end={<WaitingFiles chatId={chatId} hhUrl={hhUrl} />}
      below={
        conversation &&
        chatId && (
          <>
            {!isKnown(conversation.filesOff, false) && (
              <p class="small muted">
                {t(conversation.filesOff.known ? 'people_files_off' : 'people_files_unread')}
              </p>
            )}
            <details data-inner="" onToggle={({ currentTarget }) => setPeople(currentTarget.open)}>
              <summary class="small">{t('people_title')}</summary>
              {people && <People chatId={chatId} />}
            </details>
          </>
        )
      }
    />
  );
}

interface WritingBarProps {
  of: ConversationOf;
  /** Why nothing can be written, as far as known before the conversation is read; hh has the last word. */
  off: Known<string | null>;
  open: OpenConversation;
  /** The bar has the focus or holds a text, so the whole form is shown. */
  grown: boolean;
  onGrow: (grown: boolean) => void;
  /** The field, for the key C. */
  field: RefObject<HTMLDivElement | null>;
  onNote?: (() => void) | null;
  onLeave: () => void;
  values: VariableValues;
}

/** One line for writing a message, at the end of an open negotiation or chat; it grows when it gets the focus. */
export function WritingBar(props: WritingBarProps) {
  const { of, off, open, grown, onGrow, field, onNote, onLeave, values } = props;
  const { conversation } = open;
  const chatId = conversation ? conversation.chatId : of.chatId;
  const attaching = useAttaching(chatId, of.negotiationId);
  const mayAttach = chatId !== null && (!conversation || mayAttachTo(conversation));
  const bar = useRef<HTMLFieldSetElement>(null);
  const isEmpty = () => !bar.current?.querySelector('textarea')?.value.trim();
  return (
    <fieldset
      class={`bar${grown ? ' grown' : ''}`}
      aria-label={t('chat_title')}
      data-inner=""
      ref={bar}
      onFocusIn={({ target }) => {
        if (target instanceof HTMLTextAreaElement) onGrow(true);
      }}
      onFocusOut={({ relatedTarget }) => {
        const within = relatedTarget instanceof Node && bar.current?.contains(relatedTarget);
        if (!within && isEmpty()) onGrow(false);
      }}
      onKeyDown={(event) => {
        if (event.code !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onGrow(false);
        onLeave();
      }}
      onPasteCapture={pasting(attaching, mayAttach)}
    >
      <div class="grow" ref={field}>
        <WithSnippets values={values}>
          <MessageComposer
            place={{ ...of, chatId }}
            placeholder={t('bar_write')}
            conversation={
              conversation
                ? { ...conversation, inARow: inARow(conversation) }
                : { via: of.chatId ? 'chat' : 'old', off, inARow: known(0) }
            }
          />
        </WithSnippets>
        {!grown && <Key>C</Key>}
      </div>
      <div class="row">
        {!grown && (
          <IconButton
            icon="snippet"
            label={t('snippet_insert')}
            onClick={() => {
              onGrow(true);
              requestAnimationFrame(() =>
                bar.current?.querySelector<HTMLElement>('.snippets select, .snippets button')?.focus(),
              );
            }}
          />
        )}
        {mayAttach && <Attach attaching={attaching} said={grown} />}
        {onNote && <IconButton icon="note" label={t('note_add')} onClick={onNote} />}
      </div>
    </fieldset>
  );
}
