import { type Conversation, lastTheirs } from '../../utils/domain/conversation.ts';
import type { Negotiation } from '../../utils/domain/negotiation.ts';
import type { Entry, WriteRequest } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import type { ChatId, NegotiationId, VacancyId } from '../../utils/ids.ts';
import { isKnown, known, valueOr } from '../../utils/known.ts';
import type { Problem } from '../../utils/problem.ts';
import { useOutbox } from '../contexts.tsx';
import { Button } from '../ui/button.tsx';
import { useMessages } from '../worker.ts';

/** A response that hh counts as not viewed. */
export interface Unseen {
  vacancyId: VacancyId;
  negotiationId: NegotiationId;
}

/**
 * The response of a negotiation, unless hh says that it was viewed; null where there is nothing to mark.
 * @param listed the vacancy whose list contains it, as a fallback if its own vacancy could not be read
 */
export function unseenIn({ id, vacancy, hasUpdates }: Negotiation, listed?: VacancyId): Unseen | null {
  const vacancyId = valueOr(vacancy, null)?.id ?? listed;
  return vacancyId && !isKnown(hasUpdates, false) ? { vacancyId, negotiationId: id } : null;
}

export interface MarkReadProps {
  conversation: Pick<Conversation, 'via' | 'messages' | 'chatId' | 'unread'>;
  /** null for a chat that belongs to no negotiation. */
  negotiationId: NegotiationId | null;
  /** The response, as long as hh counts it as not viewed. */
  unseen: Unseen | null;
  /** Whether the key E works here. */
  keyed?: boolean;
  /**
   * Called when only the response is marked; the caller then takes care of the focus.
   * `taken` resolves to null once the request is in the outbox, otherwise to the reason why it is not.
   */
  onViewed?: (request: WriteRequest, taken: Promise<Problem | null>) => void;
}

/** Whether a mark of this conversation or response is in the outbox or was just sent. */
const isMarked = (entries: readonly Entry[], chatId: ChatId | null, id: NegotiationId | undefined): boolean =>
  entries.some(
    ({ request, progress }) =>
      progress.at !== 'failed' &&
      ((request.kind === 'read-chat' && request.chatId === chatId) ||
        (request.kind === 'read' && id !== undefined && request.negotiationIds.includes(id))),
  );

/**
 * The button that marks a conversation as read and its response as viewed. It is separate from reading on every
 * surface, and its marks wait out the undo window like any write.
 */
export function MarkRead({ conversation, negotiationId, unseen, keyed, onViewed }: MarkReadProps) {
  const { write } = useMessages();
  const { entries } = useOutbox();
  const { via, chatId, messages, unread } = conversation;
  // Reading the old list has already marked the response.
  if (via === 'old') return null;
  if (isMarked(entries, chatId, unseen?.negotiationId)) return <p class="small muted">{t('chat_marked')}</p>;
  const messageId = isKnown(unread, 0) ? null : lastTheirs(messages);
  const said = chatId !== null && messageId !== null;
  const requests: WriteRequest[] = [
    ...(said ? [{ kind: 'read-chat' as const, chatId, messageId, negotiationId }] : []),
    ...(unseen
      ? [{ kind: 'read' as const, vacancyId: unseen.vacancyId, negotiationIds: [unseen.negotiationId] }]
      : []),
  ];
  if (requests.length === 0) return null;
  return (
    <div class="gap">
      <Button
        small
        {...(keyed && { shortcut: 'E', 'data-key': 'KeyE', 'data-acts': '' })}
        onClick={({ currentTarget }) => {
          const taken = Promise.all(requests.map((request) => write(request)));
          const [first] = requests;
          if (onViewed && !said && first)
            return onViewed(
              first,
              taken.then((answers) => answers.flatMap((one) => (one.ok ? [] : [one.problem]))[0] ?? null),
            );
          // The button disappears once the mark is in the outbox: its container takes the focus, for keys such as Z.
          currentTarget.closest<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
        }}
      >
        {t(said ? 'chat_mark' : 'chat_mark_viewed')}
      </Button>
      <p class="small muted">
        {said && !unread.known && `${t('chat_unread_unknown')} `}
        {t(!unseen ? 'chat_mark_chat_effect' : said ? 'chat_mark_effect' : 'chat_mark_viewed_effect')}
      </p>
    </div>
  );
}

/** The same button while the conversation is closed: it can only mark the response as viewed. */
export const MarkViewed = (props: Pick<MarkReadProps, 'unseen' | 'keyed' | 'onViewed'>) => (
  <MarkRead
    {...props}
    conversation={{ via: 'chat', messages: [], chatId: null, unread: known(0) }}
    negotiationId={props.unseen?.negotiationId ?? null}
  />
);
