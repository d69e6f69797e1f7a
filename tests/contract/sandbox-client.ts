import { request } from 'node:https';
import type { Sandbox } from '../../sandbox/index.ts';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The parsed body; undefined if it is not JSON. */
  json: unknown;
}

export interface Ask {
  method?: string;
  host?: string;
  token?: string | null;
  form?: Record<string, string | string[]>;
  json?: unknown;
  headers?: Record<string, string>;
  /** A body whose type is in `headers`. */
  body?: Buffer | null;
}

/** Sends a real HTTPS request to the sandbox, with hh's host names. */
export function ask(sandbox: Pick<Sandbox, 'port'>, path: string, options: Ask = {}): Promise<Answer> {
  const { method = 'GET', host = 'api.hh.ru', token = null, form, json } = options;
  const headers: Record<string, string> = {
    Host: host,
    'HH-User-Agent': 'Otklik-test/1.0 (test@example.com)',
  };
  if (token !== null) headers.Authorization = `Bearer ${token}`;
  let body: string | Buffer = options.body ?? '';
  if (form) {
    const pairs = Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
    body = new URLSearchParams(pairs).toString();
    headers['Content-Type'] = 'application/x-www-form-urlencoded';
  } else if (json !== undefined) {
    body = JSON.stringify(json);
    headers['Content-Type'] = 'application/json';
  }
  const where = {
    host: '127.0.0.1',
    port: sandbox.port,
    servername: host,
    rejectUnauthorized: false,
    agent: false as const,
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      { ...where, path, method, headers: { ...headers, ...options.headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A field of an answer of any shape. */
export function pick(json: unknown, name: string): unknown {
  return typeof json === 'object' && json !== null
    ? Object.getOwnPropertyDescriptor(json, name)?.value
    : undefined;
}

/** A list in an answer. */
export function rows(json: unknown, name: string): unknown[] {
  const list = pick(json, name);
  return Array.isArray(list) ? list : [];
}
