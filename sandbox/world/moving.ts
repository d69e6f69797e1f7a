import { ApiError, badArgument, forbidden, negotiationsError } from '../errors.ts';
import type { Account, Chat, Message, Negotiation, Resume, Side, Upload, Vacancy } from './model.ts';
import { type Action, actions, actionsFrom, isEnabled, stageOf } from './pipeline.ts';
import type { World } from './world.ts';

/** The form of an action: the values for `actions[].arguments`. */
export interface ActionForm {
  message: string | null;
  sendSms: boolean;
  addressId: string | null;
  vacancyId: string | null;
}

/**
 * Moves a negotiation to a stage, by the vacancy's stage machine. With a message the applicant sees the move; without
 * one only `employer_state` changes.
 */
export function move(
  world: World,
  account: Account,
  negotiation: Negotiation,
  collectionId: string,
  form: ActionForm,
): void {
  const substage = actions.flatMap((known) => known.subActions).find((known) => known.id === collectionId);
  const found = actions.find(
    (known) => known.stageId === collectionId || known.subActions.some((sub) => sub.id === collectionId),
  );
  if (!found) throw negotiationsError('wrong_state');
  const insideStage =
    substage !== undefined && negotiation.stageId === found.stageId && negotiation.substageId !== substage.id;
  const open = actionsFrom(negotiation.stageId).includes(found) && isEnabled(found, negotiation.stageId);
  if (!open && !insideStage) throw negotiationsError('wrong_state');
  if (world.vacancy(negotiation.vacancyId).archivedAt !== null) throw negotiationsError('archived');
  if (world.resume(negotiation.resumeHash).deleted) throw negotiationsError('resume_deleted');
  if (!insideStage) checkArguments(world, found, form);

  const at = world.now();
  const from = negotiation.stageId;
  negotiation.stageId = found.stageId;
  negotiation.substageId = substage?.id ?? null;
  negotiation.updatedAt = at;
  negotiation.changes.push({ at, stageId: found.stageId, withMessage: form.message !== null });
  markViewed(world, negotiation);
  world.ledger.effects.stateChanges.push({
    negotiationId: negotiation.id,
    from,
    to: found.stageId,
    withMessage: form.message !== null,
  });
  if (form.message !== null) letter(world, account, negotiation, form.message, form.addressId);
  if (form.sendSms) world.ledger.effects.sms.push(negotiation.id);
}

function checkArguments(world: World, found: Action, form: ActionForm): void {
  const given = {
    message: form.message,
    send_sms: form.sendSms || null,
    address_id: form.addressId,
    vacancy_id: form.vacancyId,
    resume_id: null,
  };
  for (const argument of found.arguments) {
    if (argument.required && given[argument.id] === null) {
      throw argument.id === 'message'
        ? negotiationsError('message_cannot_be_empty')
        : badArgument(argument.id);
    }
    if (given[argument.id] === null) continue;
    if (argument.needs.some((needed) => given[needed] === null))
      throw negotiationsError('message_cannot_be_empty');
  }
  if (form.addressId !== null && !world.addresses.has(form.addressId))
    throw negotiationsError('address_not_found');
  if (form.vacancyId !== null && !world.vacancies.has(form.vacancyId))
    throw negotiationsError('invalid_vacancy');
  if (form.message !== null) checkText(form.message);
}

/** A new invitation: exactly one negotiation per pair, and the contacts are opened. */
export function invite(
  world: World,
  account: Account,
  resume: Resume,
  vacancy: Vacancy,
  stageId: string,
  form: ActionForm,
): Negotiation {
  const known = world.negotiationsOfResume.get(resume.hash)?.some((other) => other.vacancyId === vacancy.id);
  if (known) throw negotiationsError('already_applied');
  if (vacancy.archivedAt !== null) throw negotiationsError('archived');
  if (resume.deleted) throw negotiationsError('resume_deleted');
  if (form.message !== null) checkText(form.message);
  openContacts(world, resume);
  const at = world.now();
  const negotiation = world.addNegotiation({
    id: world.nextId(4_200_000_000),
    vacancyId: vacancy.id,
    resumeHash: resume.hash,
    startedBy: 'employer',
    stageId,
    state: 'invitation',
    viewed: true,
    changes: [{ at, stageId, withMessage: form.message !== null }],
  });
  world.ledger.effects.invitations.push({
    negotiationId: negotiation.id,
    resumeHash: resume.hash,
    vacancyId: vacancy.id,
  });
  if (form.message !== null) letter(world, account, negotiation, form.message);
  if (form.sendSms) world.ledger.effects.sms.push(negotiation.id);
  return negotiation;
}

/** The employer has viewed the response: permanent, so it is counted once. */
export function markViewed(world: World, negotiation: Negotiation): void {
  if (negotiation.viewed) return;
  negotiation.viewed = true;
  world.ledger.effects.viewed.push(negotiation.id);
}

export function markChatRead(world: World, chat: Chat, count = chat.messages.length): void {
  if (count <= chat.readCount) return;
  chat.readCount = count;
  world.ledger.effects.chatRead.push(chat.id);
}

/** Opens a resume: with a topic this marks the response as viewed; from the database it spends a view. */
export function openResume(world: World, resume: Resume, topicId: string | null): void {
  const negotiation = topicId === null ? undefined : world.negotiations.get(topicId);
  if (negotiation) {
    markViewed(world, negotiation);
    return;
  }
  if (world.negotiationsOfResume.get(resume.hash)?.some((known) => known.startedBy === 'applicant')) return;
  if (world.resumeViewsLeft <= 0) throw new ApiError(429, { type: 'resumes', value: 'view_limit_exceeded' });
  world.resumeViewsLeft -= 1;
  world.ledger.effects.resumeViewsSpent.push(resume.hash);
}

/** Opening contacts costs once per resume, and nothing if the applicant responded first. */
export function openContacts(world: World, resume: Resume): void {
  const cameFirst = world.negotiationsOfResume
    .get(resume.hash)
    ?.some((known) => known.startedBy === 'applicant');
  if (resume.contactsOpened || cameFirst) return;
  resume.contactsOpened = true;
  world.ledger.effects.contactsSpent.push(resume.hash);
}

/** A message with this word is refused as inappropriate language; with the other one, as spam. */
export const RUDE_WORD = 'нехорошееслово';
export const SPAM_WORD = 'спамспам';
export const MESSAGE_LIMIT = 10_000;
const IN_A_ROW = 5;

/** Why writing is not possible, in the words of the dictionary `messaging_status`; `ok` if it is. */
export function messagingStatus(world: World, negotiation: Negotiation): string {
  const vacancy = world.vacancy(negotiation.vacancyId);
  if (world.resume(negotiation.resumeHash).deleted) return 'resume_deleted';
  if (vacancy.archivedAt !== null) return 'archived';
  if (!vacancy.allowMessages) return 'disabled_by_employer';
  return inARow(world.chatOf(negotiation)) >= IN_A_ROW ? 'in_a_row_limit' : 'ok';
}

/** The number of messages by one side since the other side's last one. */
export function inARow(chat: Chat, side: Side = 'employer'): number {
  let count = 0;
  for (let i = chat.messages.length - 1; i >= 0 && chat.messages[i]?.from === side; i--) count++;
  return count;
}

/** Checks a message text as the calls for negotiations do. */
export function checkText(text: string): void {
  if (text.trim() === '') throw negotiationsError('empty_message');
  if (text.length > MESSAGE_LIMIT) throw negotiationsError('too_long_message');
  if (text.toLowerCase().includes(RUDE_WORD)) throw negotiationsError('inappropriate_language_message');
  if (text.toLowerCase().includes(SPAM_WORD)) throw negotiationsError('resource_policy_violation_message');
}

/** The letter of an action; the applicant's state follows the stage. */
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

/** Sends a chat message with its idempotency key, which works once. Unlike a letter, it changes no state. */
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
  const status =
    chat.negotiationId === null ? 'ok' : messagingStatus(world, world.negotiation(chat.negotiationId));
  if (status === 'in_a_row_limit' || (status === 'ok' && inARow(chat) >= IN_A_ROW))
    return 'EMPLOYER_NEGOTIATIONS_LIMIT_EXCEEDED';
  return status === 'ok' ? null : 'ARCHIVED_BY_EMPLOYER';
}
