import { ApiError, badArgument, forbidden, notFound } from '../errors.ts';
import { HOUR, hhDate } from '../time.ts';
import { type Chat, type Message, storedText, type Upload } from '../world/model.ts';
import { markChatRead, sendChatMessage, writeRefusal } from '../world/moving.ts';
import type { Api, Call } from './call.ts';
import { chatHead, jsonBody, messageItem } from './chats.ts';

const TEXT_LIMIT = 20_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The messages of one chat. Listing marks nothing as read; only the explicit call does. */
export function addChatMessages(api: Api): void {
  api.get('/common/chats/:c/messages', (call) => {
    const { world } = call;
    const chat = call.chat(call.param('c'));
    const { messages, hasMore } = windowOf(call, chat);
    const refusal = writeRefusal(world, chat);
    return call.context.json({
      ...chatHead(call, chat),
      messages: messages.map((message) => messageItem(call, chat, message)),
      has_more: hasMore,
      chat_states: {
        write_message_state: { allowed: refusal === null, reason: refusal },
        send_file_state: { allowed: refusal === null },
      },
    });
  });

  api.post('/common/chats/:c/messages', async (call) => {
    const chat = call.chat(call.param('c'));
    const {
      idempotency_key: key,
      text,
      file_upload_ids: files,
      is_automated: automated,
    } = await jsonBody(call);
    if (typeof key !== 'string' || !UUID.test(key)) {
      throw new ApiError(400, {
        type: 'bad_json_data',
        value: 'idempotency_key',
        reason: key === undefined ? 'required' : 'invalid',
        pointer: '/idempotency_key',
      });
    }
    if (typeof text === 'string' && files !== undefined)
      throw new ApiError(400, { type: 'multiple_fields', reason: 'text_or_file_upload_ids' });
    const file = files === undefined ? null : uploadNamed(call, files, key);
    const content = typeof text === 'string' ? text : '';
    if (!file && content.trim() === '') throw new ApiError(400, { type: 'text', reason: 'required' });
    if (content.length > TEXT_LIMIT)
      throw new ApiError(400, { type: 'bad_json_data', value: 'text', reason: 'too_long', pointer: '/text' });
    const message = sendChatMessage(call.world, call.account, chat, content, key, automated === true, file);
    return call.context.json({ id: message.id }, 201);
  });

  api.put('/common/chats/:c/messages/:m', async (call) => {
    const { message } = own(call, 'message_edit_not_allowed');
    const { text } = await jsonBody(call);
    if (typeof text !== 'string' || text.trim() === '')
      throw new ApiError(400, { type: 'text', reason: 'required' });
    message.text = storedText(text);
    message.changedAt = call.world.now();
    call.world.ledger.effects.messagesEdited.push(message.id);
    return call.context.body(null, 204);
  });

  api.delete('/common/chats/:c/messages/:m', (call) => {
    const { chat, message } = own(call, 'message_delete_not_allowed');
    const index = chat.messages.indexOf(message);
    chat.messages.splice(index, 1);
    if (index < chat.readCount) chat.readCount -= 1;
    call.world.ledger.effects.messagesDeleted.push(message.id);
    return call.context.body(null, 204);
  });

  api.put('/common/chats/:c/message/:m/read', (call) => {
    const chat = call.chat(call.param('c'));
    const index = chat.messages.findIndex((message) => message.id === call.param('m'));
    if (index < 0) throw notFound();
    markChatRead(call.world, chat, index + 1);
    return call.context.body(null, 204);
  });
}

/** One of the caller's own messages; others can be neither changed nor deleted. */
function own(call: Call, reason: string): { chat: Chat; message: Message } {
  const chat = call.chat(call.param('c'));
  const message = chat.messages.find((known) => known.id === call.param('m'));
  if (!message) throw notFound();
  if (message.from !== 'employer' || message.authorId !== call.account.managerId) throw forbidden(reason);
  return { chat, message };
}

/** Up to `limit` messages from `start_message_id` on (inclusive), towards newer (`next`) or older (`prev`) ones. */
function windowOf(call: Call, chat: Chat): { messages: Message[]; hasMore: boolean } {
  const order = call.query('order') ?? 'next';
  if (order !== 'next' && order !== 'prev') throw bad('order', 'bad_order');
  const limit = Number(call.query('limit') ?? 10);
  if (!Number.isInteger(limit)) throw bad('limit', 'bad_limit');
  if (limit < 1 || limit > 50) throw bad('limit', 'limit_negative_or_more_than_50');
  const all = chat.messages;
  const startId = call.query('start_message_id');
  let start = order === 'next' ? 0 : all.length - 1;
  if (startId !== null) start = all.findIndex((message) => message.id === startId);
  if (startId !== null && start < 0) throw bad('start_message_id', 'bad_start_message_id');
  if (order === 'next')
    return { messages: all.slice(start, start + limit), hasMore: start + limit < all.length };
  const from = Math.max(0, start + 1 - limit);
  return { messages: all.slice(from, start + 1).reverse(), hasMore: from > 0 };
}

function bad(name: string, reason: string): ApiError {
  return new ApiError(400, { type: 'bad_argument', value: name, reason });
}

/** Not an operation of hh's API: only its links contain this address, and it refuses in HTML. */
export const uploadPath = '/sandbox/upload';
const MAX_SIZE = 20_971_520;
const TYPES: Record<string, string> = { png: 'image/png', pdf: 'application/pdf' };

/** Files for chats: what is accepted, a link for the upload, the upload. */
export function addChatFiles(api: Api): void {
  api.get('/common/chats/files/conditions', (call) => {
    call.account;
    return call.context.json({
      files_upload: { max_size: MAX_SIZE, mime_type: Object.values(TYPES), type: Object.keys(TYPES) },
    });
  });

  api.post('/common/chats/files/upload_links', (call) => {
    call.account;
    const { world } = call;
    const state = world.nextId(1);
    const until = world.now() + HOUR;
    world.uploadLinks.set(state, until);
    return call.context.json({
      upload_url: `${world.options.uploadOrigin}${uploadPath}?state=${state}`,
      expires_at: hhDate(until),
    });
  });

  // A link works once, and for an hour.
  api.post(uploadPath, async (call) => {
    const { world, account } = call;
    const state = call.query('state') ?? '';
    const until = world.uploadLinks.get(state);
    if (until === undefined || until <= world.now()) throw badArgument('state');
    const file = await fileOf(call);
    if (!file || file.size > MAX_SIZE || !Object.values(TYPES).includes(file.type)) throw badArgument('file');
    world.uploadLinks.delete(state);
    const id = crypto.randomUUID();
    const { name, type, size } = file;
    world.uploads.set(id, { id, managerId: account.managerId, name, type, size, used: false });
    world.ledger.effects.other.push(`file ${name} uploaded`);
    return call.context.json({ upload_id: id });
  });
}

/** The file in a multipart body, if its only part is `file`. */
async function fileOf(call: Call): Promise<File | null> {
  try {
    const parts = await call.context.req.formData();
    const file = parts.get('file');
    return file instanceof File && [...parts.keys()].length === 1 ? file : null;
  } catch {
    return null;
  }
}

/** The upload that `file_upload_ids` of a message names: one of the caller's that no other message has. */
function uploadNamed(call: Call, ids: unknown, key: string): Upload {
  const [id, ...more] = Array.isArray(ids) ? ids : [];
  const upload = typeof id === 'string' && more.length === 0 ? call.world.uploads.get(id) : undefined;
  // A repeated request with the same key is refused because of its key.
  const taken = upload?.used && !call.world.usedKeys.has(key);
  if (!upload || upload.managerId !== call.account.managerId || taken)
    throw new ApiError(400, { type: 'file_upload_ids', reason: 'required' });
  return upload;
}
