import { ApiError, badArgument } from '../errors.ts';
import { HOUR, hhDate } from '../time.ts';
import type { Upload } from '../world/model.ts';
import type { Api, Call } from './call.ts';

/** No operation of hh's API: an address that only its links know, and that refuses in HTML. */
export const uploadPath = '/sandbox/upload';
const MAX_SIZE = 20_971_520;
const TYPES: Record<string, string> = { png: 'image/png', pdf: 'application/pdf' };

/** Files on their way into chats: what is taken, a link to take it by, the taking. */
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

  // A link is good once, and for an hour.
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

/** The one part `file` of a multipart body. */
async function fileOf(call: Call): Promise<File | null> {
  try {
    const parts = await call.context.req.formData();
    const file = parts.get('file');
    return file instanceof File && [...parts.keys()].length === 1 ? file : null;
  } catch {
    return null;
  }
}

/** What `file_upload_ids` of a message names: one upload of the caller's that no other message has. */
export function uploadNamed(call: Call, ids: unknown, key: string): Upload {
  const [id, ...more] = Array.isArray(ids) ? ids : [];
  const upload = typeof id === 'string' && more.length === 0 ? call.world.uploads.get(id) : undefined;
  // A repeat with the same key is refused for its key.
  const taken = upload?.used && !call.world.usedKeys.has(key);
  if (!upload || upload.managerId !== call.account.managerId || taken)
    throw new ApiError(400, { type: 'file_upload_ids', reason: 'required' });
  return upload;
}
