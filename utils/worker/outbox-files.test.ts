import { beforeEach, describe, expect, test, vi } from 'vitest';
import { partly } from '../../tests/partly.ts';
import type { PreparedWrite, WriteRequest } from '../domain/write-request.ts';
import type { Call } from '../hh/client.ts';
import { HhError } from '../hh/errors.ts';
import { asId, type ChatId, type NegotiationId } from '../ids.ts';
import { outboxItem } from '../storage/items.ts';
import type { Hh } from './connection.ts';
import { createExecutors } from './executors.ts';
import { createOutbox } from './outbox.ts';
import { onlyEntry, submitTo } from './testing.ts';

/* A file into a chat: uploaded, then named by a message, sent once, and removed from the browser when it is over. */

const chatId = asId<ChatId>('7');
const request: WriteRequest = {
  kind: 'file',
  negotiationId: asId<NegotiationId>('10'),
  chatId,
  fileId: 'f',
  name: 'a.png',
};
const prepared: PreparedWrite = {
  kind: 'file',
  chatId,
  fileId: 'f',
  name: 'a.png',
  key: 'k',
  uploadId: null,
};
const about = {
  account: 'me',
  label: { action: null, candidate: 'Петрова', vacancy: null },
  resulting: null,
};
const cut = () => new HhError('no-connection', 'maybe');

let clock = 0;
let uploads = 0;
let kept: Map<string, Blob>;
const calls: Call<unknown>[] = [];
const upload = vi.fn();
const link = vi.fn();
const send = vi.fn();

function outboxOf() {
  const client = {
    send: async (call: Call<unknown>) => {
      calls.push(call);
      return call.file ? upload() : link();
    },
  };
  return createOutbox({
    executors: createExecutors(partly<Hh>({ client, conversations: { send } }), {
      get: async (id) => kept.get(id),
      remove: async (id) => void kept.delete(id),
    }),
    account: async () => 'me',
    now: () => clock,
    online: () => true,
    ticks: () => clock,
    changed: () => {},
    arrived: async () => {},
  });
}
const problem = async () => {
  const { progress } = await onlyEntry();
  return progress.at === 'failed' ? progress.problem.name : progress.at;
};

beforeEach(() => {
  clock = 1_000_000;
  uploads = 0;
  kept = new Map([['f', new Blob(['picture'])]]);
  calls.length = 0;
  link.mockReset().mockResolvedValue({ upload_url: 'https://api.hh.ru/up' });
  upload.mockReset().mockImplementation(async () => ({ upload_id: `u${++uploads}` }));
  send.mockReset().mockResolvedValue({});
});

describe('a file', () => {
  test('waits, is uploaded, is sent once under its key, and is not kept any longer', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, request, prepared, about, 10_000);
    await outbox.run();
    expect(calls).toEqual([]);
    expect(kept.size).toBe(1);
    clock += 10_000;
    await outbox.run();
    await outbox.run();
    expect(calls.map(({ url }) => url)).toEqual(['/common/chats/files/upload_links', 'https://api.hh.ru/up']);
    expect(calls[1]?.file?.name).toBe('a.png');
    expect(await calls[1]?.file?.blob.text()).toBe('picture');
    expect(send).toHaveBeenCalledTimes(1);
    expect(send.mock.calls[0]?.slice(0, 2)).toEqual(['7', { ...prepared, uploadId: 'u1' }]);
    expect((await onlyEntry()).progress.at).toBe('sent');
    expect(kept.size).toBe(0);
  });

  test('is neither sent to hh nor kept after an undo', async () => {
    const outbox = outboxOf();
    const id = await submitTo(outbox, request, prepared, about, 10_000);
    expect(await outbox.undo(id)).toBe(true);
    clock += 20_000;
    await outbox.run();
    expect(calls).toEqual([]);
    expect(kept.size).toBe(0);
  });

  test('is uploaded again by itself and sent once if the answer of the upload was lost', async () => {
    upload.mockRejectedValueOnce(cut());
    const outbox = outboxOf();
    await submitTo(outbox, request, prepared, about, 0);
    await outbox.run();
    expect((await onlyEntry()).progress.at).toBe('waiting');
    clock += 30_000;
    await outbox.run();
    expect(link).toHaveBeenCalledTimes(2);
    expect(send).toHaveBeenCalledTimes(1);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });

  test('is sent again with the same upload and key if the answer of the message was lost', async () => {
    send.mockRejectedValueOnce(cut());
    const outbox = outboxOf();
    await submitTo(outbox, request, prepared, about, 0);
    await outbox.run();
    expect((await onlyEntry()).progress.at).toBe('uncertain');
    clock += 3_000;
    await outbox.run();
    expect(upload).toHaveBeenCalledTimes(1);
    expect(send.mock.calls.map(([, given]) => [given.key, given.uploadId])).toEqual([
      ['k', 'u1'],
      ['k', 'u1'],
    ]);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });

  test('is uploaded anew if the worker dies during the upload', async () => {
    const outbox = outboxOf();
    await submitTo(outbox, request, prepared, about, 0);
    const entry = await onlyEntry();
    await outboxItem.setValue([{ ...entry, attempts: 1, progress: { at: 'sending', since: clock } }]);
    await outbox.run();
    expect(send).toHaveBeenCalledTimes(1);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });

  test('is not sent to another address that hh names, and the failure says so', async () => {
    upload.mockRejectedValue(new HhError('foreign-address', 'no'));
    const outbox = outboxOf();
    const id = await submitTo(outbox, request, prepared, about, 0);
    await outbox.run();
    expect(await problem()).toBe('files-elsewhere');
    expect(send).not.toHaveBeenCalled();
    expect(kept.size).toBe(1);
    await outbox.dismiss(id);
    expect(kept.size).toBe(0);
  });

  test.each([
    ['bad_argument/file', 'file-refused'],
    ['bad_argument/state', 'not-sent'],
  ])('is refused by an upload with %s as %s', async (detail, name) => {
    upload.mockRejectedValue(new HhError({ name: 'bad-argument', detail }, 'answered'));
    const outbox = outboxOf();
    await submitTo(outbox, request, prepared, about, 0);
    await outbox.run();
    expect(await problem()).toBe(name);
  });

  test('is uploaded again when a person retries a refused message', async () => {
    send.mockRejectedValueOnce(new HhError('bad-argument', 'answered'));
    const outbox = outboxOf();
    const id = await submitTo(outbox, request, prepared, about, 0);
    await outbox.run();
    expect(await problem()).toBe('bad-argument');
    await outbox.retry(id);
    await outbox.run();
    expect(send.mock.calls.map(([, given]) => given.uploadId)).toEqual(['u1', 'u2']);
    expect((await onlyEntry()).progress.at).toBe('sent');
  });

  test('fails if it is gone from the browser', async () => {
    kept.clear();
    const outbox = outboxOf();
    await submitTo(outbox, request, prepared, about, 0);
    await outbox.run();
    expect(await problem()).toBe('file-gone');
    expect(calls).toEqual([]);
  });
});
