import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ids, type Sandbox, startSandbox, vacancyIds } from '../../sandbox/index.ts';
import { ask } from './sandbox-client.ts';

/*
 * The worker reads by `utils/zod-mini.ts`, which stands in for zod/mini there. Both read the sandbox's answers and
 * what views say to the worker, whole and with one thing broken after another, and must say the same of each.
 */

interface Schema {
  safeParse(value: unknown): { success: boolean; data?: unknown };
}
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && 'safeParse' in value;

/** Of each file of readers, the schemas; with whatever stands behind `zod/mini` at this moment. */
async function schemasOf(path: string): Promise<Map<string, Schema>> {
  vi.resetModules();
  const exported: Record<string, unknown> = await import(
    /* @vite-ignore */ new URL(`../../${path}.ts`, import.meta.url).href
  );
  const named = Object.entries({ ...exported, ...(exported.shapes ?? {}) });
  return new Map(named.flatMap(([name, value]) => (isSchema(value) ? [[name, value]] : [])));
}

async function both(path: string) {
  vi.doMock('zod/mini', () => import('../../utils/zod-mini.ts'));
  const ours = await schemasOf(path);
  vi.doUnmock('zod/mini');
  const theirs = await schemasOf(path);
  expect([...ours.keys()]).toEqual([...theirs.keys()]);
  expect(ours.size).toBeGreaterThan(0);
  for (const [name, schema] of ours) expect(schema, name).not.toHaveProperty('_zod');
  return [...ours].map(([name, schema]) => ({ name, ours: schema, theirs: theirs.get(name) ?? schema }));
}

/** `gone`: the field itself goes. */
const gone = Symbol('gone');
const odd = [undefined, null, '', 'word', '7', 0, 7, 1.5, true, {}, [], ['x'], { id: {} }, { id: 1 }];

/** The value itself, and a copy for each field and each odd value in its place; of a list two items are enough. */
function* broken(whole: unknown): Generator<{ at: string; value: unknown }> {
  const json: unknown = JSON.parse(JSON.stringify(whole), (_, value) =>
    Array.isArray(value) ? value.slice(0, 2) : value,
  );
  yield { at: 'whole', value: json };
  const fields = [...fieldsOf(json)];
  for (const path of fields)
    for (const value of [gone, ...odd]) {
      const copy: unknown = structuredClone({ json });
      const name = path.at(-1) ?? '';
      const node = ['json', ...path.slice(0, -1)].reduce<unknown>(
        (at, key) => Reflect.get(Object(at), key),
        copy,
      );
      if (value === gone) Reflect.deleteProperty(Object(node), name);
      else Reflect.set(Object(node), name, value);
      yield { at: `${path.join('.')} = ${String(value)}`, value: Reflect.get(Object(copy), 'json') };
    }
}
function* fieldsOf(value: unknown, path: string[] = []): Generator<string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, one] of Object.entries(value)) {
    yield [...path, name];
    yield* fieldsOf(one, [...path, name]);
  }
}

const said = (schema: Schema, value: unknown) => {
  const { success, data } = schema.safeParse(structuredClone(value));
  return success ? { data } : 'refused';
};

/** How many of the values were read, and how many refused: a test that sees one kind only sees nothing. */
async function compare(path: string, values: unknown[], only?: string) {
  const counts = { read: 0, refused: 0 };
  for (const { name, ours, theirs } of await both(path)) {
    if (only && name !== only) continue;
    for (const value of odd)
      expect(said(ours, value), `${name} ${JSON.stringify(value)}`).toStrictEqual(said(theirs, value));
    for (const whole of values)
      for (const { at, value } of broken(whole)) {
        const result = said(theirs, value);
        counts[result === 'refused' ? 'refused' : 'read'] += 1;
        expect(said(ours, value), `${path} ${name}: ${at}`).toStrictEqual(result);
      }
  }
  return counts;
}

describe('hh’s answers', () => {
  let sandbox: Sandbox;
  let token: string;
  beforeAll(async () => {
    sandbox = await startSandbox();
    token = sandbox.world.issueToken().access_token;
  });
  afterAll(() => sandbox.close());

  const V = vacancyIds.chiefAccountant;
  const employer = `/employers/${ids.employer}`;
  const one = () => {
    const [first] = sandbox.world.negotiationsIn(V);
    if (!first) throw new Error('no negotiation there');
    return first;
  };

  test.each<[string, string, () => string]>([
    ['me', 'me', () => '/me'],
    ['accounts', 'accounts', () => '/manager_accounts/mine'],
    ['vacancies', 'activeVacancies', () => `${employer}/vacancies/active?all_accessible=true`],
    ['vacancies', 'vacanciesForResume', () => `${employer}/vacancies/active?resume_id=${one().resumeHash}`],
    ['access', 'resumeLimits', () => `${employer}/managers/${ids.manager}/limits/resume`],
    ['access', 'methodAccess', () => `${employer}/managers/${ids.manager}/method_access`],
    ['access', 'payable', () => `${employer}/services/payable_api_actions/active`],
    ['addresses', 'addresses', () => `${employer}/addresses`],
    ['negotiations', 'negotiations', () => `/negotiations/response?vacancy_id=${V}`],
    ['negotiations', 'negotiation', () => `/negotiations/${one().id}`],
    ['messages', 'oldMessages', () => `/negotiations/${one().id}/messages`],
    ['templates', 'template', () => `/message_templates/phone_interview?topic_id=${one().id}`],
    ['history', 'history', () => `/resumes/${one().resumeHash}/negotiations_history`],
    ['comments', 'comments', () => `/applicant_comments/${sandbox.world.resume(one().resumeHash).ownerId}`],
    ['chats', 'chats', () => '/common/chats'],
    ['chats', 'unreadChats', () => '/common/chats/counters/unread'],
    ['chats', 'chatMessages', () => `/common/chats/${one().chatId}/messages`],
  ])('%s: %s', async (file, name, path) => {
    const { status, json } = await ask(sandbox, path(), { token });
    expect(status).toBe(200);
    const { read } = await compare(`utils/hh/schemas/${file}`, [json], name);
    expect(read).toBeGreaterThan(5);
  });
});

test('each word by itself', async () => {
  const fields = { unknown: 1, any: 1, optional: 1, nullable: 1, spare: 1, turned: 1 };
  const texts = { a: 'x', b: 'x', c: 'x', d: 'x' };
  const { read, refused } = await compare('tests/contract/zod-words', [
    fields,
    { ...texts, e: texts },
    Object.create(texts),
  ]);
  expect(read).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});

test('what views say to the worker', async () => {
  const action = { kind: 'action', negotiationId: '1', actionId: 'a', values: { message: 'x' } };
  const { read, refused } = await compare('utils/shapes', [
    action,
    [action, { kind: 'read', vacancyId: '1', negotiationIds: ['1'] }],
    { kind: 'message', negotiationId: null, chatId: '2', text: 'x' },
    { kind: 'invite', resumeId: '1', vacancyId: '2', actionId: 'a', values: {} },
    { kind: 'call', operation: 'x', method: 'PUT', url: '/x', effects: ['writes'] },
    { resumeId: '1', vacancyId: '2', topicId: '3', again: true },
    { key: 'k', text: 'x' },
    { url: '/me', query: { a: [1] }, effects: ['none'] },
    { count: 'own', muted: ['1'], intervalMinutes: 2, theme: 'night', site: 'hh.ru', panelOpen: false },
    'word',
  ]);
  expect(read).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});
