import { ApiError, badArgument, forbidden, notFound } from '../errors.ts';
import { hhDate } from '../time.ts';
import type { Chat, Message, Upload } from '../world/model.ts';
import { fullName } from '../world/people.ts';
import type { Api, Call } from './call.ts';

const PER_PAGE = 20;
const LAST_PAGE = 50;

/** The list of chats, its counter, the participants, and operations on a whole chat. */
export function addChats(api: Api): void {
  api.get('/common/chats', (call) => {
    call.number('page', 0, LAST_PAGE);
    const list = filtered(call, ownChats(call)).sort((one, other) => lastAt(other) - lastAt(one));
    return call.context.json(call.page(list, (chat) => withLastMessage(call, chat), PER_PAGE));
  });

  api.get('/common/chats/counters/unread', (call) => {
    const unread = ownChats(call).filter((chat) => call.world.unreadMessages(chat) > 0).length;
    return call.context.json({ unread_chats_count: String(unread) });
  });

  api.post('/common/chats/without_vacancy', async (call) => {
    const { resume_hash: hash, first_message: text } = await jsonBody(call);
    if (typeof hash !== 'string' || typeof text !== 'string' || text === '')
      throw badArgument('first_message');
    const { world, account } = call;
    const resume = call.resume(hash);
    const known = ownChats(call).find((chat) => chat.resumeHash === hash && chat.vacancyId === null);
    if (known) return call.context.json({ id: known.id });
    const chat: Chat = {
      id: world.nextId(3_900_000_000),
      vacancyId: null,
      resumeHash: resume.hash,
      negotiationId: null,
      createdAt: world.now(),
      messages: [],
      managerIds: [account.managerId],
      readCount: 0,
      applicantMayWrite: true,
    };
    world.chats.set(chat.id, chat);
    const message = world.append(chat, text, 'employer', { authorId: account.managerId });
    world.ledger.sent(chat, message.id, text);
    return call.context.json({ id: chat.id });
  });

  api.get('/common/chats/:c/participants', (call) => {
    const { world } = call;
    const chat = call.chat(call.param('c'));
    const resume = world.resume(chat.resumeHash);
    const employers = chat.managerIds.map((id) => ({
      id: `m${id}`,
      name: fullName(world.manager(id)),
      icon: null,
      role: 'EMPLOYER',
      type: 'USER',
      last_viewed_message_id: chat.messages[chat.readCount - 1]?.id ?? null,
    }));
    const applicant = {
      id: `a${resume.ownerId}`,
      name: fullName(resume) || 'Соискатель',
      icon: null,
      role: 'APPLICANT',
      type: 'USER',
      last_viewed_message_id: null,
      resume_id: resume.hash,
    };
    return call.context.json({ items: [...employers, applicant] });
  });

  api.put('/common/chats/:c/participants', async (call) => {
    const chat = call.chat(call.param('c'));
    const { id } = await jsonBody(call);
    if (typeof id !== 'string' || !call.world.managers.has(id)) throw notFound();
    if (!chat.managerIds.includes(id)) chat.managerIds.push(id);
    call.world.ledger.effects.other.push(`participant ${id} of chat ${chat.id}`);
    return call.context.body(null, 204);
  });

  api.put('/common/chats/:c/leave', (call) => {
    const chat = call.chat(call.param('c'));
    chat.managerIds = chat.managerIds.filter((id) => id !== call.account.managerId);
    call.world.ledger.effects.other.push(`left chat ${chat.id}`);
    return call.context.body(null, 204);
  });

  api.put('/common/chats/:c/write_possibility', (call) => {
    const chat = call.chat(call.param('c'));
    const value = call.query('applicant_write_possibility');
    if (value !== 'true' && value !== 'false') throw badArgument('applicant_write_possibility');
    if (chat.vacancyId === null) throw forbidden('chat_without_vacancy_forbidden');
    chat.applicantMayWrite = value === 'true';
    call.world.ledger.effects.other.push(`write possibility of chat ${chat.id}`);
    return call.context.body(null, 204);
  });
}

/** The JSON object in the body; anything else is hh's `bad_json_data`. */
export async function jsonBody(call: Call): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await call.context.req.json();
    if (typeof body === 'object' && body !== null) return { ...body };
  } catch {
    // Falls through to the refusal below.
  }
  throw new ApiError(400, { type: 'bad_json_data', value: 'body', reason: 'invalid' });
}

function ownChats(call: Call): Chat[] {
  const { managerId } = call.account;
  return [...call.world.chats.values()].filter(
    (chat) => chat.managerIds.includes(managerId) && chat.messages.length > 0,
  );
}

function filtered(call: Call, list: Chat[]): Chat[] {
  const unread = call.query('filter_unread') === 'true';
  const status = call.query('vacancy_status') ?? 'all';
  const ids = vacancyIds(call);
  return list.filter((chat) => {
    if (unread && call.world.unreadMessages(chat) === 0) return false;
    const listed = chat.vacancyId && ids?.includes(chat.vacancyId);
    if (status === 'with') return chat.vacancyId !== null && (ids === null || listed);
    if (status === 'without') return chat.vacancyId === null || listed;
    return ids === null || listed;
  });
}

function vacancyIds(call: Call): string[] | null {
  const raw = call.query('filter_with_vacancy_ids');
  if (raw === null) return null;
  if (!/^\[[\d,\s]*\]$/.test(raw)) throw badArgument('filter_with_vacancy_ids');
  return raw.match(/\d+/g) ?? [];
}

function lastAt(chat: Chat): number {
  return chat.messages.at(-1)?.at ?? chat.createdAt;
}

function withLastMessage(call: Call, chat: Chat): Record<string, unknown> {
  const last = chat.messages.at(-1);
  if (!last) return chatHead(call, chat);
  const { id, creation_time, payload, sender_display_info, viewed_by_opponent } = messageItem(
    call,
    chat,
    last,
  );
  return {
    ...chatHead(call, chat),
    last_message: {
      id,
      creation_time,
      payload,
      sender_display_info,
      viewed_by_opponent,
      sender_participant_id: senderId(last),
    },
  };
}

/** `ChatsCommonChat`. */
export function chatHead(call: Call, chat: Chat): Record<string, unknown> {
  const resume = call.world.resume(chat.resumeHash);
  return {
    id: chat.id,
    type: chat.vacancyId === null ? 'COMMON' : 'NEGOTIATION',
    creation_time: hhDate(chat.createdAt),
    muted: false,
    unread_message_count: call.world.unreadMessages(chat),
    block_reason: null,
    display: { title: fullName(resume) || resume.title, icon: null },
    vacancy_id: chat.vacancyId,
  };
}

function senderId(message: Message): string {
  return `${message.from === 'employer' ? 'm' : 'a'}${message.authorId}`;
}

function attachment({ id, name, type }: Upload): Record<string, unknown> {
  const url = `https://hh.ru/chat/attachment/${id}`;
  const preview = type.startsWith('image/') ? { url: `${url}?preview=true` } : null;
  return { title: name, url, content_type: type, preview };
}

/** `ChatsCommonMessage`. */
export function messageItem(call: Call, chat: Chat, message: Message) {
  const { world } = call;
  const employer = message.from === 'employer';
  const mine = employer && message.authorId === call.account.managerId;
  const author = employer ? world.managers.get(message.authorId) : world.resume(chat.resumeHash);
  return {
    id: message.id,
    type: 'SIMPLE',
    creation_time: hhDate(message.at),
    last_change_time: message.changedAt === null ? null : hhDate(message.changedAt),
    can_edit: mine,
    viewed_by_opponent: employer ? message.seenByOpponent : true,
    sender_participant_id: senderId(message),
    sender_display_info: {
      name: (author && fullName(author)) || (employer ? 'Работодатель' : 'Соискатель'),
      icon: null,
      role: employer ? 'EMPLOYER' : 'APPLICANT',
      is_current_participant: mine,
    },
    // hh may leave out the fields that a message does not use.
    payload: message.file ? { text: null, attachments: [attachment(message.file)] } : { text: message.text },
  };
}
