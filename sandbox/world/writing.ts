import { ApiError, forbidden, negotiationsError } from '../errors.ts';
import type { Account, Chat, Message, Negotiation, Side, Upload } from './model.ts';
import { stageOf } from './pipeline.ts';
import type { World } from './world.ts';

/** A message with this word is refused as inappropriate language; with the other one, as spam. */
export const RUDE_WORD = 'нехорошееслово';
export const SPAM_WORD = 'спамспам';
export const MESSAGE_LIMIT = 10_000;
const IN_A_ROW = 5;

/** Why writing is closed, in the words of the dictionary `messaging_status`; `ok` when it is open. */
export function messagingStatus(world: World, negotiation: Negotiation): string {
  const vacancy = world.vacancy(negotiation.vacancyId);
  if (world.resume(negotiation.resumeHash).deleted) return 'resume_deleted';
  if (vacancy.archivedAt !== null) return 'archived';
  if (!vacancy.allowMessages) return 'disabled_by_employer';
  return inARow(world.chatOf(negotiation)) >= IN_A_ROW ? 'in_a_row_limit' : 'ok';
}

/** Messages of one side since the other's last one. */
export function inARow(chat: Chat, side: Side = 'employer'): number {
  let count = 0;
  for (let i = chat.messages.length - 1; i >= 0 && chat.messages[i]?.from === side; i--) count++;
  return count;
}

/** A message text as the negotiation calls judge it. */
export function checkText(text: string): void {
  if (text.trim() === '') throw negotiationsError('empty_message');
  if (text.length > MESSAGE_LIMIT) throw negotiationsError('too_long_message');
  if (text.toLowerCase().includes(RUDE_WORD)) throw negotiationsError('inappropriate_language_message');
  if (text.toLowerCase().includes(SPAM_WORD)) throw negotiationsError('resource_policy_violation_message');
}

/** The letter of an action: the applicant's state follows the stage. */
export function letter(
  world: World,
  account: Account,
  negotiation: Negotiation,
  text: string,
  addressId: string | null = null,
): Message {
  const state = stageOf(negotiation.stageId).applicantState;
  if (state) negotiation.state = state;
  const chat = world.chatOf(negotiation);
  const message = world.append(chat, text, 'employer', {
    authorId: account.managerId,
    state: state ?? 'text',
    ...(addressId === null ? {} : { addressId }),
  });
  world.ledger.sent(chat, message.id, text);
  return message;
}

/** A chat message with its idempotency key; the same key twice is a conflict, not a second message. Unlike a letter it moves no state. */
export function sendChatMessage(
  world: World,
  account: Account,
  chat: Chat,
  text: string,
  key: string,
  automated: boolean,
  file: Upload | null = null,
): Message {
  if (world.usedKeys.has(key)) throw new ApiError(409, { type: 'conflict', reason: 'already_exists' });
  if (writeRefusal(world, chat) !== null) throw forbidden('chat_blocked');
  if (text.toLowerCase().includes(SPAM_WORD))
    throw new ApiError(400, { type: 'text', reason: 'spam_detected' });
  const message = world.append(chat, text, 'employer', { authorId: account.managerId, automated, file });
  if (file) file.used = true;
  world.usedKeys.set(key, message.id);
  world.ledger.sent(chat, message.id, text, { key, ...(file && { file: file.name }) });
  return message;
}

/** Why a chat is closed for writing, in the words of `write_message_state.reason`. */
export function writeRefusal(world: World, chat: Chat): string | null {
  if (chat.blockReason !== null) return 'PFP_BLOCK';
  const status =
    chat.negotiationId === null ? 'ok' : messagingStatus(world, world.negotiation(chat.negotiationId));
  if (status === 'in_a_row_limit' || (status === 'ok' && inARow(chat) >= IN_A_ROW))
    return 'EMPLOYER_NEGOTIATIONS_LIMIT_EXCEEDED';
  return status === 'ok' ? null : 'ARCHIVED_BY_EMPLOYER';
}
