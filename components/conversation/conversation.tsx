import { t } from '../../utils/i18n.ts';
import type { ChatId, NegotiationId, VacancyId } from '../../utils/ids.ts';
import type { Conversation, Message } from '../../utils/inbox/negotiation.ts';
import type { Entry, Wish } from '../../utils/inbox/write.ts';
import { type Known, valueOr } from '../../utils/known.ts';
import type { NextStep, Problem } from '../../utils/problem.ts';
import { clock, date, moment } from '../../utils/time.ts';
import { Composer, type ComposerProps } from '../composer.tsx';
import { Link } from '../link.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { MarkRead, MarkViewed } from './mark-read.tsx';
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
  onWrite: (wish: Wish) => unknown;
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
            unread={valueOr(unread, 0)}
            unseen={unseen}
            entries={entries}
            keyed={keyed}
            onWrite={onWrite}
          />
          <Composer {...composer} conversation={opened.conversation} />
        </>
      )}
    </section>
  );
}

function Messages({ conversation, now }: { conversation: Conversation; now: number }) {
  const messages = [...conversation.messages].sort((a, b) => a.at - b.at);
  let last = '';
  return (
    <>
      {conversation.hasMore && <p class="small muted">{t('talk_more_on_hh')}</p>}
      {messages.length === 0 && <p class="small muted">{t('talk_empty')}</p>}
      <ol class="talk stack">
        {messages.map((message) => {
          const before = last;
          last = date(message.at, now);
          const isText = message.kind === 'text';
          return (
            <li key={message.id} class={`stack ${isText ? message.mine && 'mine' : 'service'}`}>
              {before !== last && <div class="date small muted">{last}</div>}
              {isText ? <Bubble {...message} /> : <Service {...message} />}
            </li>
          );
        })}
      </ol>
    </>
  );
}

const Bubble = ({ attachments, author, authorName, at, mine, readByApplicant, text }: Message) => (
  <div class="bubble">
    {(author === 'bot' || (author === 'employer' && !mine)) && (
      <div class="small muted ell" dir="auto">
        {authorName ?? t(author === 'bot' ? 'talk_bot' : 'talk_colleague')}
      </div>
    )}
    {text && (
      <p class="said" dir="auto">
        {text}
      </p>
    )}
    {attachments.map(({ title, url }) => (
      <Link key={url} class="file said" href={url}>
        {title}
      </Link>
    ))}
    <div class="small muted num" title={moment(at)}>
      {clock(at)}
      {mine && ` · ${t(readByApplicant ? 'talk_read' : 'talk_unread')}`}
    </div>
  </div>
);

function Service({ kind, state, text, authorName }: Message) {
  const words =
    kind !== 'stage'
      ? t(kind === 'left' ? 'talk_left' : 'talk_joined', authorName ?? t('talk_someone'))
      : state
        ? t('talk_stage', state.name)
        : (text ?? t('talk_stage_unknown'));
  return (
    <>
      <p class="small muted said">{words}</p>
      {state && text && (
        <p class="small said" dir="auto">
          {text}
        </p>
      )}
    </>
  );
}
