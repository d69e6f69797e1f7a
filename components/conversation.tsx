import { plural, t } from '../utils/i18n.ts';
import type { Conversation, Message } from '../utils/inbox/negotiation.ts';
import type { NextStep, Problem } from '../utils/problem.ts';
import { clock, date, moment } from '../utils/time.ts';
import { Button } from './button.tsx';
import { Composer, type ComposerProps } from './composer.tsx';
import { Link } from './link.tsx';
import { ProblemNote } from './problem-note.tsx';

/** What the panel knows of the conversation. */
export type Opened =
  | { state: 'closed' }
  | { state: 'loading' }
  | { state: 'problem'; problem: Problem }
  | { state: 'open'; conversation: Conversation };

interface Props extends Omit<ComposerProps, 'conversation'> {
  opened: Opened;
  unread: number;
  now: number;
  onOpen: () => void;
  onStep: (step: NextStep, problem: Problem) => void;
  onCopy: (details: string) => void;
}

/** The newest message and the field below it are what was asked for. */
const showEnd = (section: HTMLElement | null) => section?.scrollIntoView?.({ block: 'end' });

/** Behind a button, because to read it is to mark the response as viewed. */
export function ConversationView({ opened, unread, now, onOpen, onStep, onCopy, ...composer }: Props) {
  const { state } = opened;
  if (state === 'closed' || state === 'loading') {
    return (
      <section class="sec">
        <Button wide shortcut="C" disabled={state === 'loading'} onClick={onOpen}>
          {state === 'closed' && unread > 0
            ? plural('talk_open_unread', unread)
            : t(state === 'closed' ? 'talk_open' : 'talk_opening')}
        </Button>
        <p class="small muted gap">{t('talk_marks_viewed')}</p>
      </section>
    );
  }
  return (
    <section class="sec stack" ref={state === 'open' ? showEnd : null}>
      <h2 class="title small muted b">{t('talk_title')}</h2>
      {state === 'problem' ? (
        <ProblemNote problem={opened.problem} onStep={onStep} onCopy={onCopy} />
      ) : (
        <>
          <Messages conversation={opened.conversation} now={now} />
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
