import { request } from 'node:https';
import { Readable } from 'node:stream';
import type { Account } from '../../utils/domain/account.ts';
import { type ApplicantId, asId } from '../../utils/ids.ts';

export const accounts: Record<'applicant', Account> = {
  applicant: {
    state: 'signed-in',
    kind: 'applicant',
    name: 'Петрова Инна',
    employer: null,
    managerId: null,
    applicantId: asId<ApplicantId>('22345678'),
    accountId: null,
    accounts: [],
  },
};

const withoutBody = new Set([101, 204, 205, 304]);

/** Works like `fetch`, but sends requests for `api.hh.ru` to the sandbox. */
export async function fetchFrom(port: number, url: URL, init: RequestInit = {}): Promise<Response> {
  const { body, type } = await bodyOf(init.body);
  const headers = { Host: url.host, ...type, ...Object.fromEntries(new Headers(init.headers)) };
  const where = { host: '127.0.0.1', port, servername: url.host, rejectUnauthorized: false };
  const { method = 'GET', signal } = init;
  const more = signal ? { signal } : {};
  return new Promise((resolve, reject) => {
    const sent = request(
      { ...where, ...more, agent: false, path: url.pathname + url.search, method, headers },
      (answer) => {
        const status = answer.statusCode ?? 0;
        const given = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
          value === undefined ? [] : [[name, [value].flat().join(', ')]],
        );
        if (withoutBody.has(status)) answer.resume();
        const read = withoutBody.has(status) ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
        resolve(new Response(read, { status, headers: given }));
      },
    );
    sent.on('error', (cause) => reject(new TypeError('Failed to fetch', { cause })));
    sent.end(body);
  });
}

/** The body and content type that `fetch` would send; the type of a multipart form includes the boundary. */
async function bodyOf(given: RequestInit['body']): Promise<{ body?: Buffer; type?: Record<string, string> }> {
  if (given === undefined || given === null) return {};
  const made = new Response(given);
  const type = made.headers.get('Content-Type');
  return {
    body: Buffer.from(await made.arrayBuffer()),
    ...(typeof given !== 'string' && type && { type: { 'Content-Type': type } }),
  };
}
