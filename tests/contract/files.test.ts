import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ids, type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { createClient } from '../../utils/hh/client.ts';
import { createConversations, uploadFile } from '../../utils/hh/conversations.ts';
import { gesture } from '../../utils/hh/effects.ts';
import { asId, type ChatId } from '../../utils/ids.ts';
import { permissions } from '../../utils/worker/permissions.ts';
import { missingReason, openapi, operationOf, validateRequest, validateResponse } from './openapi.ts';
import { ask } from './sandbox-client.ts';
import { noteAsked, provesCoverage } from './written-down.ts';

/*
 * Sending a file to a chat with our own calls: checked against hh's OpenAPI, and against the sandbox, which follows
 * the documentation.
 */

if (!openapi) console.info(`skipped: ${missingReason}`);

interface Sent {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | Buffer | null;
  status: number;
  json: unknown;
}

let sandbox: Sandbox;
let token: string;
const sent: Sent[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  token = sandbox.world.issueToken().access_token;
});
afterAll(() => sandbox.close());

/** Passes requests on like a browser, which creates the content type of a multipart body together with the body. */
const client = createClient({
  fetch: async (input, init) => {
    const request = new Request(input, { method: init?.method, headers: init?.headers, body: init?.body });
    const url = new URL(request.url);
    noteAsked(request.method, request.url);
    const body = init?.body ? Buffer.from(await request.arrayBuffer()) : null;
    const headers = Object.fromEntries(request.headers);
    const answer = await ask(sandbox, url.pathname + url.search, {
      host: url.hostname,
      method: request.method,
      headers,
      body,
    });
    const { status, json, text } = answer;
    sent.push({ method: request.method, url: request.url, headers, body, status, json });
    return new Response(status === 204 ? null : text, { status });
  },
  token: async () => token,
  renew: async () => null,
  host: 'hh.ru',
  locale: 'RU',
  accountId: null,
  userAgent: 'Otklik/1.0 (a@b.c)',
  sleep: async () => {},
});
const writes = () => gesture('writes');
const png = (size = 4) => new Blob([new Uint8Array(size)], { type: 'image/png' });
const key = '8abcdef8-4abc-4edf-1234-1234567890ab';
const aChat = () => {
  const chat = [...sandbox.world.chats.values()].find(
    (one) => one.managerIds.includes(ids.manager) && one.messages.at(-1)?.from === 'applicant',
  );
  if (!chat) throw new Error('no chat');
  return chat;
};

describe.skipIf(!openapi)("a file matches hh's OpenAPI", () => {
  it('gets a link, is uploaded to exactly that address, and is named by a message: one attachment', async () => {
    sent.length = 0;
    const chat = aChat();
    const chatId = asId<ChatId>(chat.id);
    const uploadId = await uploadFile(client, { blob: png(), name: 'Схема проезда.png' }, writes());
    expect(sandbox.ledger.effects.messagesSent).toEqual([]);
    await createConversations(client).send(chatId, { key, uploadId }, writes());
    const [link, upload, message] = sent;
    for (const request of [link, message]) {
      expect(request && validateRequest({ ...request, body: String(request.body ?? '') })).toEqual([]);
      expect(request && operationOf(request.method, request.url)?.operationId).toMatch(
        /^(get-common-chat-files-upload-links|chat-message-post)$/,
      );
    }
    expect(validateResponse('get-common-chat-files-upload-links', 200, link?.json)).toEqual([]);
    expect(validateResponse('chat-message-post', 201, message?.json)).toEqual([]);
    expect(JSON.parse(String(message?.body))).toEqual({ idempotency_key: key, file_upload_ids: [uploadId] });
    // The address is hh's own, and nothing of ours is added to it.
    expect(upload?.url).toBe(
      link?.json && Object.entries(link.json).find(([name]) => name === 'upload_url')?.[1],
    );
    expect(upload?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'content-type': expect.stringMatching(/^multipart\/form-data; boundary=/),
    });
    expect(String(upload?.body)).toContain('name="file"; filename="Схема проезда.png"');
    expect(sandbox.ledger.effects.messagesSent).toMatchObject([
      { chatId: chat.id, file: 'Схема проезда.png' },
    ]);

    const read = await ask(sandbox, `/common/chats/${chat.id}/messages?order=prev&limit=1`, { token });
    expect(validateResponse('get-chat-messages', 200, read.json)).toEqual([]);
    expect(read.text).toContain('Схема проезда.png');

    // The same key again means the same message.
    await createConversations(client).send(chatId, { key, uploadId }, writes());
    expect(sandbox.ledger.effects.messagesSent).toHaveLength(1);
  });

  it('belongs to one message only', async () => {
    const chatId = asId<ChatId>(aChat().id);
    const uploadId = await uploadFile(client, { blob: png(), name: 'a.png' }, writes());
    const chats = createConversations(client);
    await chats.send(chatId, { key: crypto.randomUUID(), uploadId }, writes());
    await expect(chats.send(chatId, { key: crypto.randomUUID(), uploadId }, writes())).rejects.toMatchObject({
      sent: 'answered',
    });
  });
});

describe('hh refuses', () => {
  it.each([
    ['a file of the wrong type', new Blob(['x'], { type: 'text/html' })],
    ['a file that is too large', png(20_971_521)],
  ])('%s', async (_, blob) => {
    await expect(uploadFile(client, { blob, name: 'a.png' }, writes())).rejects.toMatchObject({
      problem: { name: 'file-refused' },
    });
  });

  it('a link that has expired or was used', async () => {
    const link = () => ask(sandbox, '/common/chats/files/upload_links', { method: 'POST', token });
    const pathOf = ({ json }: { json: unknown }) =>
      /"upload_url":"https:\/\/[^/]+([^"]+)/.exec(JSON.stringify(json))?.[1] ?? '';
    const form = new FormData();
    form.append('file', png(), 'a.png');
    const multipart = new Response(form);
    const body = Buffer.from(await multipart.arrayBuffer());
    const headers = { 'Content-Type': multipart.headers.get('Content-Type') ?? '' };
    const upload = (path: string, by: string | null = token) =>
      ask(sandbox, path, { method: 'POST', token: by, headers, body });

    const used = pathOf(await link());
    expect((await upload(used)).status).toBe(200);
    expect((await upload(used)).json).toMatchObject({ errors: [{ type: 'bad_argument', value: 'state' }] });
    const stranger = await upload(pathOf(await link()), null);
    expect(stranger.status).toBe(403);
    expect(stranger.text).toContain('<html>');
    const late = pathOf(await link());
    for (const state of sandbox.world.uploadLinks.keys()) sandbox.world.uploadLinks.set(state, 0);
    expect((await upload(late)).status).toBe(400);
  });
});

it.each(['https://upload.hh.ru', 'http://api.hh.ru', 'https://api.hh.ru.evil.com', 'https://a@api.hh.ru'])(
  'sends nothing to a link at %s',
  async (origin) => {
    sent.length = 0;
    sandbox.world.options.uploadOrigin = origin;
    await expect(uploadFile(client, { blob: png(), name: 'a.png' }, writes())).rejects.toMatchObject({
      problem: { name: 'files-elsewhere' },
      sent: 'no',
    });
    sandbox.world.options.uploadOrigin = 'https://api.hh.ru';
    expect(sent).toHaveLength(1);
  },
);

it('sends nothing without a gesture, and accepts only a complete request', async () => {
  sent.length = 0;
  await expect(uploadFile(client, { blob: png(), name: 'a.png' }, gesture())).rejects.toMatchObject({
    problem: { name: 'trace-refused' },
  });
  expect(sent).toEqual([]);
  const request = { kind: 'file', negotiationId: null, chatId: '7', fileId: 'f', name: 'a.png' };
  expect(permissions.write.data().safeParse({ id: 'e', request }).success).toBe(true);
  expect(
    permissions.write.data().safeParse({ id: 'e', request: { ...request, fileId: undefined } }).success,
  ).toBe(false);
  expect(permissions.write.data().safeParse({ id: 'e', request: { ...request, name: '' } }).success).toBe(
    false,
  );
});

provesCoverage('tests/contract/files.test.ts');
