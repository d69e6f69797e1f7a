import * as z from 'zod/mini';
import type { Client } from './client.ts';
import type { Gesture } from './effects.ts';
import { HhError } from './errors.ts';
import { reader, word } from './schemas/readers.ts';

const link = reader(z.object({ upload_url: word }));
const uploaded = reader(z.object({ upload_id: word }));

/**
 * Gives hh a file, so that a message may name it; until then it stands in no chat. A link is good for one file
 * and for a time, so each try asks for its own. Operation `get-common-chat-files-upload-links`.
 *
 * @throws {HhError} `files-elsewhere` when the link leads away from hh's API, where the token never goes:
 * nothing was sent there
 */
export async function uploadFile(
  client: Client,
  file: { blob: Blob; name: string },
  gesture: Gesture,
): Promise<string> {
  const call = { method: 'POST', effect: 'writes', gesture } as const;
  const { upload_url: url } = await client.send({
    ...call,
    url: '/common/chats/files/upload_links',
    read: link,
  });
  try {
    return (await client.send({ ...call, url, file, read: uploaded })).upload_id;
  } catch (error) {
    if (!(error instanceof HhError)) throw error;
    const { name, detail } = error.problem;
    if (name === 'foreign-address') throw new HhError('files-elsewhere', 'no');
    if (detail === 'bad_argument/file') throw new HhError('file-refused', 'answered');
    // The link's time was over.
    throw detail === 'bad_argument/state' ? new HhError('not-sent', 'answered') : error;
  }
}
