import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knownNegotiationOf } from '../../utils/from-hh/negotiations.ts';
import { tokens } from '../../utils/hh/auth.ts';
import { chatMessages, chats, oldMessages, unreadChats } from '../../utils/hh/conversations.ts';
import { dictionaries } from '../../utils/hh/dictionaries.ts';
import { addresses, me, methodAccess, payable, resumeLimits } from '../../utils/hh/employer.ts';
import { problemOf } from '../../utils/hh/errors.ts';
import {
  collections,
  negotiation,
  negotiations,
  template,
  vacanciesForResume,
} from '../../utils/hh/negotiations.ts';
import { reader } from '../../utils/hh/read.ts';
import { comments, history } from '../../utils/hh/resumes.ts';
import { activeVacancies } from '../../utils/hh/vacancies.ts';
import { known, valueOr } from '../../utils/known.ts';
import type { ProblemName } from '../../utils/problem.ts';

/** hh's own samples are beside the project; without them there is nothing to check the readers against. */
const folder = new URL('../../../shared/hh/samples/', import.meta.url);
const present = existsSync(folder);
if (!present) console.info(`skipped: hh's samples are not at ${folder.pathname}`);
const files = present
  ? [
      ...readdirSync(folder).filter((name) => name.endsWith('.json')),
      ...readdirSync(new URL('derived/', folder)).map((name) => `derived/${name}`),
    ]
  : [];
const sample = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

/** The reader for the samples of an operation; the longer prefix comes first. */
const readers: [string, (json: unknown) => unknown][] = [
  ['get-active-vacancy-list.pri-ukazannom-resume-id.', reader(vacanciesForResume)],
  ['get-active-vacancy-list.', reader(activeVacancies)],
  ['get-negotiations.employer.', reader(collections)],
  ['get-collection-negotiations-list.', reader(negotiations)],
  ['get-negotiation-item.employer.', reader(negotiation)],
  ['get-negotiation-message-templates.', reader(template)],
  ['get-negotiation-messages.', reader(oldMessages)],
  ['get-resume-negotiations-history.', reader(history)],
  ['get-applicant-comments-list.', reader(comments)],
  ['get-employer-addresses.', reader(addresses)],
  ['get-employer-manager-limits.', reader(resumeLimits)],
  ['get-payable-api-method-access.', reader(methodAccess)],
  ['get-payable-api-actions.', reader(payable)],
  ['get-dictionaries.', reader(dictionaries)],
  ['get-common-chat-list.', reader(chats)],
  ['authorize.app-auth.', reader(tokens)],
  ['authorize.user-auth.', reader(tokens)],
  ['derived/get-common-chat-list.', reader(chats)],
  ['derived/get-chat-messages.', reader(chatMessages)],
  ['derived/get-current-user-info.', reader(me)],
  ['derived/unread-chats-count.', reader(unreadChats)],
];
const readerOf = (name: string) => readers.find(([start]) => name.startsWith(start))?.[1];
const readable = files.flatMap((name) => {
  const read = readerOf(name);
  return read ? [{ name, read, json: sample(name) }] : [];
});

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
const itemsOf = (value: unknown): unknown[] | null => {
  const items = propertyOf(value, 'items');
  return Array.isArray(items) ? items : null;
};

/** The value and every object and array in it. */
function* nodes(value: unknown): Generator<object> {
  if (typeof value !== 'object' || value === null) return;
  yield value;
  for (const one of Object.values(value)) yield* nodes(one);
}
const skipped = (read: unknown): number =>
  [...nodes(read)].reduce(
    (sum, node) => sum + ('skipped' in node && typeof node.skipped === 'number' ? node.skipped : 0),
    0,
  );

/** Copies of the JSON, each with one field of one object changed. */
function* changed(
  json: unknown,
  change: (value: unknown) => unknown,
): Generator<{ at: string; json: unknown }> {
  const fields = [...nodes(json)].length;
  for (let index = 0; index < fields; index++) {
    const names = Object.keys([...nodes(json)][index] ?? {});
    for (const name of names) {
      const copy: unknown = structuredClone(json);
      const node = [...nodes(copy)][index];
      if (!node || Array.isArray(node)) continue;
      const value = change(Reflect.get(node, name));
      if (value === undefined) Reflect.deleteProperty(node, name);
      else Reflect.set(node, name, value);
      yield { at: `${index}.${name}`, json: copy };
    }
  }
}

describe.skipIf(!present)("hh's samples", () => {
  it('have one for every reader', () => {
    expect(
      readers.map(([start]) => start).filter((start) => !files.some((name) => name.startsWith(start))),
    ).toEqual([]);
  });

  it.each(readable)('$name is read in full', ({ read, json }) => {
    expect(skipped(read(json))).toBe(0);
  });

  it.each(readable)('$name is read in full with fields and words that hh may invent', ({ read, json }) => {
    const copy: unknown = structuredClone(json);
    for (const node of [...nodes(copy)]) {
      if (Array.isArray(node)) continue;
      Object.assign(node, { hh_2027: { deep: [1] } });
      for (const name of [
        'type',
        'source',
        'messaging_status',
        'block_reason',
        'auth_type',
        'reason',
        'mark',
      ])
        if (typeof Reflect.get(node, name) === 'string') Reflect.set(node, name, 'HH_2027');
    }
    expect(skipped(read(copy))).toBe(0);
  });

  it.each(readable)('$name loses at most the one thing that lacks a field', ({ read, json }) => {
    for (const one of changed(json, () => undefined)) {
      // A page without its list does not count as empty, and neither does a conversation.
      if (one.at === '0.items' || one.at === '0.messages') {
        expect(() => read(one.json)).toThrow();
        continue;
      }
      const lost = /\.(id|code|url|access_token)$/.test(one.at);
      // An action that does not say what it needs is not offered; a history or chat without its list does not count
      // as empty.
      const decides =
        /\.(enabled|name|method|required|arguments|required_arguments|vacancies|messages)$/.test(one.at);
      if (lost || decides) {
        try {
          expect(skipped(read(one.json)), one.at).toBeLessThanOrEqual(1);
        } catch {
          // Only an item of a list can be skipped; any other object makes the reader fail.
        }
      } else expect(skipped(read(one.json)), one.at).toBe(0);
    }
  });

  it.each(readable.filter(({ json }) => itemsOf(json)))(
    '$name skips only the item with a field of another type',
    ({ read, json }) => {
      for (const wrong of [{ no: 'such' }, ['x'], true, 'word']) {
        for (const one of changed(json, () => wrong)) {
          if (one.at === '0.items' && !Array.isArray(wrong)) {
            expect(() => read(one.json)).toThrow();
            continue;
          }
          const list = propertyOf(read(one.json), 'items');
          const given = itemsOf(one.json)?.length ?? 0;
          expect(itemsOf(list)?.length, one.at).toBeGreaterThanOrEqual(given - 1);
          expect(skipped(list), one.at).toBeLessThanOrEqual(1);
        }
      }
    },
  );

  it('keep ids and stages in the older form', () => {
    const ids = (name: string) =>
      reader(negotiations)(sample(name)).items.items.map(
        ({ id, chat_id, employer_state, resume, actions }) => ({
          id,
          chat: chat_id.known && chat_id.value,
          stage: employer_state.known && employer_state.value.id,
          resume: resume.known && resume.value?.id,
          actions: actions.known ? actions.value.items.map((action) => action.id) : [],
        }),
      );
    const [older] = ids('get-collection-negotiations-list.2026-04.json');
    const [newer] = ids('get-collection-negotiations-list.2026-06.json');
    expect(typeof newer?.chat).toBe('string');
    expect(newer?.actions.length).toBeGreaterThan(5);
    expect(older).toMatchObject({ id: newer?.id, resume: newer?.resume });
  });

  it('are read with their values', () => {
    expect(reader(unreadChats)(sample('derived/unread-chats-count.json')).unread_chats_count).toEqual(
      known(3),
    );
    const item = reader(negotiation)(sample('get-negotiation-item.employer.2026-06.json'));
    expect(item).toMatchObject({
      id: '123456789',
      chat_id: known('3490'),
      created_at: known(Date.parse('2024-02-20T10:24:48+03:00')),
      employer_state: known({ id: 'response', name: 'Отклик' }),
      resume: known({
        id: '0123456789abcdef',
        total_experience: known({ months: 14 }),
        owner: known({ id: '54769355' }),
      }),
      vacancy: known({ archived: known(false) }),
    });
    // The addresses whose reading marks the response as viewed stay in the worker.
    const { negotiation: shown, ways } = knownNegotiationOf(item, 0);
    expect(JSON.stringify(shown)).not.toContain('api.hh.ru/resumes');
    expect(ways).toMatchObject({
      resume: { url: 'https://api.hh.ru/resumes/0123456789abcdef?topic_id=123456789' },
      file: { url: expect.stringContaining('/download/') },
    });
    const manager = reader(me)(sample('derived/get-current-user-info.manager.json'));
    expect(manager).toMatchObject({
      is_employer: true,
      employer: { value: { id: '1455' } },
      manager: { value: { id: '87654321' } },
    });
    const sub = reader(collections)(sample('get-negotiations.employer.2026-04.json'));
    const [first] = valueOr(sub.collections, { items: [], skipped: 0 }).items;
    expect(first).toMatchObject({
      hidden: false,
      counters: known({ total: known(5), with_updates: known(4) }),
    });
    expect(first?.sub_collections.items).toHaveLength(2);
  });
});

describe.skipIf(!present)("hh's refusals", () => {
  const expected: Record<string, ProblemName> = {
    'bad-argument': 'bad-argument',
    'bad-user-agent': 'bad-client',
    'chat-spam': 'message-spam',
    'code-verifier-mismatch': 'sign-in-failed',
    'token-already-refreshed': 'access-revoked',
    'token-not-expired': 'sign-in-failed',
    'bad-authorization': 'signed-out',
    captcha: 'captcha',
    'chat-blocked': 'chat-blocked',
    'forbidden-bare': 'forbidden',
    'manager-account-blocked': 'account-blocked',
    'payment-required': 'no-paid-access',
    'token-expired': 'signed-out',
    'token-revoked': 'access-revoked',
    'topics-application-denied': 'application-denied',
    'user-auth-expected': 'wrong-token-kind',
    'wrong-state': 'wrong-state',
    'not-found': 'not-found',
    'topic-not-found': 'negotiation-not-found',
    'chat-duplicate-key': 'already-delivered',
    'resume-view-limit': 'view-limit',
    'account-is-locked': 'account-locked',
    'account-not-found': 'application-unknown',
  };
  const refusals = files.flatMap((name) => {
    const [, status, kind] = /(?:error|authorize)\.(4\d\d)\.([\w-]+)/.exec(name) ?? [];
    return status && kind ? [{ name, status: Number(status), kind }] : [];
  });

  it('are all listed here', () => {
    expect(refusals.map(({ kind }) => kind).sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(refusals)('$name', ({ name, status, kind }) => {
    const problem = problemOf(status, sample(name));
    expect(problem.name).toBe(expected[kind]);
    expect(problem.status).toBe(status);
  });

  it('contain the next step', () => {
    expect(problemOf(403, sample('derived/error.403.captcha.json')).url).toBe(
      'https://hh.ru/account/captcha?state=abc',
    );
    expect(problemOf(403, sample('derived/error.403.manager-account-blocked.json')).accounts).toEqual([
      { id: '1', employer: 'Alpha Corp.' },
    ]);
  });
});
