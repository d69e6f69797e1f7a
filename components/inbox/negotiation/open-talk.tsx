import { useEffect, useRef, useState } from 'preact/hooks';
import { inARow, isEmpty } from '../../../utils/domain/conversation.ts';
import type { Draft, Entry, WriteRequest } from '../../../utils/domain/write-request.ts';
import { talkChanges } from '../../../utils/hh/conversations.ts';
import { t } from '../../../utils/i18n.ts';
import type { ChatId } from '../../../utils/ids.ts';
import { isKnown, valueOr } from '../../../utils/known.ts';
import { Composer, inARowLimit } from '../../conversation/composer.tsx';
import { MarkRead } from '../../conversation/mark-read.tsx';
import { MessageList } from '../../conversation/message.tsx';
import { Button } from '../../ui/button.tsx';
import { lazy } from '../../ui/lazy.ts';
import { Attach, pastedFile, useAttaching, WaitingFiles } from './files.tsx';
import { OwnMessage } from './message.tsx';
import { changesOf } from './message-changes.ts';
import { WithSnippets } from './snippets.tsx';
import type { TalkOf, TalkProps } from './use-talk.ts';

const ChatPeople = lazy(async () => (await import('./chat-people.tsx')).ChatPeople);

type Props = TalkProps & { talk: NonNullable<TalkProps['read']['talk']> };

/** What was said, what can be answered; its code is read when a conversation is first opened. */
export function OpenTalk({ of, unseen, read, talk, store, values, hhUrl, calls }: Props) {
  const { now, entries, drafts, settings, snippets } = store;
  const { chatId, messages } = talk;
  const [people, setPeople] = useState(false);
  const attaching = useAttaching(chatId, of.negotiationId, calls);
  const mayAttach =
    chatId !== null &&
    !isKnown(talk.filesOff, true) &&
    valueOr(talk.off, null) === null &&
    valueOr(inARow(talk), 0) < inARowLimit;
  const pending = changesOf(
    entries.filter(({ progress }) => progress.at !== 'sent' && progress.at !== 'failed'),
    chatId,
  );
  const change = (call: Omit<Extract<WriteRequest, { kind: 'call' }>, 'kind'>) =>
    calls.write({ kind: 'call', ...call });
  const key = `message:${of.negotiationId ?? chatId}`;
  const draft = drafts[key] ?? null;
  return (
    <>
      {!isKnown(read.older, false) && (
        <div>
          {!read.older.known && <p class="small muted">{t('chat_more_unread')}</p>}
          <Button small tone="flat" disabled={read.busy !== null} onClick={read.loadOlder}>
            {t('chat_older')}
          </Button>
        </div>
      )}
      {isEmpty(talk) && <p class="small muted">{t('chat_empty')}</p>}
      <MessageList
        {...talk}
        now={now}
        listRef={useEnd(messages.at(-1)?.id ?? '')}
        end={<WaitingFiles entries={entries} chatId={chatId} hhUrl={hhUrl} calls={calls} />}
      >
        {(message) => (
          <OwnMessage
            message={message}
            pending={pending.find(({ messageId }) => messageId === message.id)}
            onEdit={chatId && ((text) => change(talkChanges.edit(chatId, message.id, text)))}
            onRemove={chatId && (() => change(talkChanges.remove(chatId, message.id)))}
          />
        )}
      </MessageList>
      <MarkRead
        conversation={talk}
        negotiationId={of.negotiationId}
        unread={talk.unread}
        unseen={unseen}
        entries={entries}
        keyed
        onWrite={calls.write}
      />
      <WithSnippets snippets={snippets} values={values} onSave={calls.saveSnippets}>
        <div
          onPasteCapture={(event) => {
            const file = mayAttach ? pastedFile(event) : undefined;
            if (!file) return;
            event.preventDefault();
            void attaching.choose(file);
          }}
        >
          <Composer
            conversation={{ via: talk.via, off: talk.off, inARow: inARow(talk) }}
            draftKey={key}
            draft={shownDraft(draft, entries)}
            undoSeconds={settings.undoSeconds}
            onDraft={(draftKey, text) => calls.saveDraft({ key: draftKey, text })}
            onSend={async (text) => {
              const request = requestOf(of, chatId, text);
              return request ? calls.write(request) : { ok: false, problem: { name: 'chat-not-ready' } };
            }}
          />
        </div>
      </WithSnippets>
      {mayAttach && <Attach attaching={attaching} undoSeconds={settings.undoSeconds} />}
      {chatId && !isKnown(talk.filesOff, false) && (
        <p class="small muted">{t(talk.filesOff.known ? 'people_files_off' : 'people_files_unread')}</p>
      )}
      {chatId && (
        <details data-inner="" onToggle={({ currentTarget }) => setPeople(currentTarget.open)}>
          <summary class="small">{t('people_title')}</summary>
          {people && <ChatPeople chatId={chatId} change={change} calls={calls} />}
        </details>
      )}
    </>
  );
}

const requestOf = ({ negotiationId }: TalkOf, chatId: ChatId | null, text: string): WriteRequest | null =>
  chatId
    ? { kind: 'message', negotiationId, chatId, text }
    : negotiationId && { kind: 'old-message', negotiationId, text };

/** What is being sent is no draft any more. */
const shownDraft = (draft: Draft | null, entries: Entry[]): string | null =>
  !draft || entries.some(({ request }) => 'text' in request && request.text === draft.text)
    ? null
    : draft.text;

/** The newest message is what was asked for. */
function useEnd(last: string) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const end = list.current?.lastElementChild;
    end?.scrollIntoView?.({ block: 'nearest' });
  }, [last]);
  return list;
}
