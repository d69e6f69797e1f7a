import { type Change, type Client, createClient } from '../../utils/hh/client.ts';
import type { Gesture } from '../../utils/hh/effects.ts';
import type { SentRequest } from './openapi.ts';

/** hh's client before a fake hh that writes down what it is asked. */
export function writtenDown(answer: () => Response = () => Response.json({ items: [] })): {
  client: Client;
  sent: SentRequest[];
} {
  const sent: SentRequest[] = [];
  const client = createClient({
    fetch: async (input, init) => {
      sent.push({
        method: init?.method ?? 'GET',
        url: String(input),
        headers: Object.fromEntries(new Headers(init?.headers)),
        body: typeof init?.body === 'string' ? init.body : null,
      });
      return answer();
    },
    token: async () => 'token',
    renew: async () => null,
    host: 'hh.ru',
    locale: 'RU',
    accountId: '5',
    userAgent: 'Otklik/1.0 (a@b.c)',
    sleep: async () => {},
  });
  return { client, sent };
}

/** As the worker's outbox carries a change. */
export const carry = (client: Client, { method, url, form, json }: Change, of: Gesture): Promise<void> =>
  client.send({
    method,
    url,
    ...(form && { form }),
    ...(json && { json }),
    effect: 'writes',
    gesture: of,
    read: () => {},
  });
