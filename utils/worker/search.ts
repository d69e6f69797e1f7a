import { accountKey } from '../domain/account.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Heard } from '../domain/person.ts';
import type { ChatId, NegotiationId } from '../ids.ts';
import { valueOr } from '../known.ts';
import { accountItem, storeFor } from '../storage/items.ts';
import { personDocId, type SearchDoc, searchDb } from '../storage/search-db.ts';

/* Records for the search what was read anyway. Nobody waits for that, and hh is asked nothing. */

/** The people who responded, as named by a list or a response. */
export const docsOfHeard = (heard: readonly Heard[]): SearchDoc[] =>
  heard.flatMap((one) => {
    if (one.about !== 'resume' || !one.words) return [];
    const { id, owner, words, negotiation } = one;
    const { negotiationId, vacancyId } = negotiation;
    if (negotiationId === null || !words.name) return [];
    return [
      {
        id: personDocId(negotiationId),
        kind: 'person',
        name: words.name,
        text: [words.title, words.area].filter(Boolean).join(' · '),
        negotiationId,
        vacancyId,
        chatId: null,
        about: [id, negotiationId, ...(owner ? [owner] : [])],
      },
    ];
  });

/** Records the messages of a conversation that a person opened. */
export async function hearConversation(
  of: { negotiationId?: NegotiationId; chatId?: ChatId },
  { chatId, messages }: Conversation,
  now: number,
): Promise<void> {
  const account = accountKey(await accountItem.getValue());
  const negotiationId = of.negotiationId ?? null;
  const about = [negotiationId, chatId].filter((id) => id !== null);
  const docs = messages.flatMap((message): SearchDoc[] => {
    const text = valueOr(message.text, null)?.trim();
    if (!text || valueOr(message.kind, null) !== 'text') return [];
    const name = valueOr(message.authorName, null) ?? '';
    const id = `message:${chatId ?? negotiationId}:${message.id}`;
    return [{ id, kind: 'message', name, text, negotiationId, vacancyId: null, chatId, about }];
  });
  await storeFor(account, () => searchDb.put(account, docs, now)).catch(() => {});
}
