import { useState } from 'preact/hooks';
import { editKey } from '../../utils/domain/texts.ts';
import { t } from '../../utils/i18n.ts';
import { isKnown } from '../../utils/known.ts';
import { lazy } from '../ui/hooks.ts';
import { useWorker } from '../worker.ts';
import { type ConversationProps, ConversationView } from './conversation.tsx';
import { WaitingFiles } from './files.tsx';
import { OwnMessage } from './own-message.tsx';
import { usePendingEdits } from './use-conversation.ts';

const People = lazy(async () => (await import('./people.tsx')).People);

interface Props extends Omit<ConversationProps, 'message' | 'end' | 'below' | 'readOnly' | 'hhUrl'> {
  hhUrl: string;
}

/**
 * The conversation on our own pages, which also shows files and participants and lets users change their messages.
 * The composer is the bar at the bottom of the page.
 */
export function FullConversation(props: Props) {
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
