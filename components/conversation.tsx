import { useEffect, useRef } from 'preact/hooks';
import { plural, t } from '../utils/i18n.ts';
import type { Conversation, Message } from '../utils/inbox/negotiation.ts';
import type { NextStep, Problem } from '../utils/problem.ts';
import { clock, date, moment } from '../utils/time.ts';
import { Button } from './button.tsx';
import { Composer, type ComposerProps } from './composer.tsx';
import { ProblemNote, webUrl } from './problem-note.tsx';

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
  onStep: (step: NextStep) => void;
  onCopy: (details: string) => void;
}

/** Behind a button, because to read it is to mark the response as viewed. */
export function ConversationView({ opened, unread, now, onOpen, onStep, onCopy, ...composer }: Props) {
  const section = useRef<HTMLElement>(null);
  const isOpen = opened.state === 'open';
  // The newest message and the field below it are what was asked for.
  useEffect(() => {
    if (isOpen) section.current?.scrollIntoView?.({ block: 'end' });
  }, [isOpen]);

  if (opened.state === 'closed' || opened.state === 'loading') {
    return (
      <section class="sec">
        <Button wide shortcut="C" disabled={opened.state === 'loading'} onClick={onOpen}>
          {opened.state === 'loading'
            ? t('talk_opening')
            : unread > 0
              ? plural('talk_open_unread', unread)
              : t('talk_open')}
        </Button>
        <p class="small muted gap">{t('talk_marks_viewed')}</p>
      </section>
    );
  }
  return (
    <section class="sec stack" ref={section}>
      <div class="title">
        <h2>{t('talk_title')}</h2>
      </div>
      {opened.state === 'problem' ? (
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
      <ol class="talk">
        {messages.map((message) => {
          const day = date(message.at, now);
          const separator = day !== last;
          last = day;
          return (
            <li
              key={message.id}
              class={message.kind !== 'text' ? 'service' : message.mine ? 'mine' : 'theirs'}
            >
              {separator && <div class="date small muted">{day}</div>}
              {message.kind === 'text' ? <Bubble message={message} /> : <Service message={message} />}
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Bubble({ message }: { message: Message }) {
  const { attachments, author, authorName, at, mine, text } = message;
  return (
    <div class="bubble">
      {(author === 'bot' || (author === 'employer' && !mine)) && (
        <div class="small muted ell" dir="auto">
          {authorName ?? (author === 'bot' ? t('talk_bot') : t('talk_colleague'))}
        </div>
      )}
      {text && (
        <p class="said" dir="auto">
          {text}
        </p>
      )}
      {attachments.map(({ title, url }) => {
        const safe = webUrl(url);
        return safe ? (
          <a key={url} class="file said" href={safe} target="_blank" rel="noreferrer">
            {title}
          </a>
        ) : (
          <span key={url} class="file said muted">
            {title}
          </span>
        );
      })}
      <div class="small muted num" title={moment(at)}>
        {clock(at)}
        {mine && ` · ${message.readByApplicant ? t('talk_read') : t('talk_unread')}`}
      </div>
    </div>
  );
}

function Service({ message }: { message: Message }) {
  const name = message.authorName ?? t('talk_someone');
  const words =
    message.kind === 'joined'
      ? t('talk_joined', name)
      : message.kind === 'left'
        ? t('talk_left', name)
        : message.state
          ? t('talk_stage', message.state.name)
          : (message.text ?? t('talk_stage_unknown'));
  return (
    <>
      <p class="small muted said">{words}</p>
      {message.kind === 'stage' && message.state && message.text && (
        <p class="small said" dir="auto">
          {message.text}
        </p>
      )}
    </>
  );
}
