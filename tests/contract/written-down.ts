import { expect, it } from 'vitest';
import { operationOf } from '../../sandbox/api/operations.ts';
import { type Client, createClient } from '../../utils/hh/client.ts';
import type { Change, Gesture } from '../../utils/hh/effects.ts';
import {
  type ApplicantId,
  asId,
  type ChatId,
  type EmployerId,
  type ManagerId,
  type MessageId,
  type NegotiationId,
  type VacancyId,
} from '../../utils/ids.ts';
import { halves } from './coverage.ts';
import { openapi, type SentRequest } from './openapi.ts';

/** Ids as in hh's documentation. */
export const example = {
  employerId: asId<EmployerId>(1455),
  managerId: asId<ManagerId>(87654321),
  vacancyId: asId<VacancyId>(123456),
  applicantId: asId<ApplicantId>(54769355),
  negotiationId: asId<NegotiationId>(1359972474),
  chatId: asId<ChatId>(3490),
  messageId: asId<MessageId>(36),
};

/** Operations really requested in this test file: vitest gives each file its own modules. */
const asked = new Set<string>();
export const noteAsked = (method: string, url: string): void => {
  asked.add(operationOf(method, new URL(url).pathname));
};

/**
 * The last test of a file named in `docs/coverage.md`: every operation for which it is named was requested by a test
 * above.
 */
export function provesCoverage(test: string): void {
  it.skipIf(!openapi)('asks hh for each operation that docs/coverage.md names this file for', () => {
    const named = halves.flatMap(({ covered }) => covered).filter((one) => one.test === test);
    expect(named.length).toBeGreaterThan(0);
    expect(named.map(({ operation }) => operation).filter((operation) => !asked.has(operation))).toEqual([]);
  });
}

type WrittenRequest = SentRequest & { redirect: RequestRedirect | undefined };

/** hh's client with a fake hh that records the requests. */
export function writtenDown(
  answer: () => Response = () => Response.json({ items: [] }),
  accountId: string | null = '5',
): { client: Client; sent: WrittenRequest[] } {
  const sent: WrittenRequest[] = [];
  const client = createClient({
    fetch: async (input, init) => {
      const { method = 'GET', body, redirect } = init ?? {};
      const headers = Object.fromEntries(new Headers(init?.headers));
      if (body instanceof FormData) headers['content-type'] = 'multipart/form-data';
      sent.push({ method, url: String(input), headers, body: textOf(body), redirect });
      noteAsked(method, String(input));
      return answer();
    },
    token: async () => 'token',
    renew: async () => null,
    host: 'hh.ru',
    locale: 'RU',
    accountId,
    userAgent: 'Otklik/1.0 (a@b.c)',
    sleep: async () => {},
  });
  return { client, sent };
}

/** The body as text for a test; the parts of a multipart body are given like fields of a form. */
function textOf(body: BodyInit | null | undefined): string | null {
  if (body instanceof FormData)
    return new URLSearchParams([...body].map(([name, value]) => [name, String(value)])).toString();
  return typeof body === 'string' ? body : null;
}

/** Sends a change as the worker's outbox does. */
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
