import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import schema from '../../public/managed-schema.json' with { type: 'json' };
import { defaultSettings, numberBounds } from '../domain/inbox.ts';
import { isAllowed, noPolicy, policyKeys } from '../domain/policy.ts';
import { managerOf } from '../domain/testing.ts';
import { readPolicy } from './policy.ts';

const decides = (managed: Record<string, unknown>) => fakeBrowser.storage.managed.set(managed);
beforeEach(() => fakeBrowser.reset());

describe('a policy', () => {
  it('is none where there is none, also where the browser rejects', async () => {
    expect(await readPolicy()).toEqual(noPolicy);
    const { managed } = fakeBrowser.storage;
    Object.assign(fakeBrowser.storage, { managed: { get: () => Promise.reject(new Error('none')) } });
    expect(await readPolicy()).toEqual(noPolicy);
    Object.assign(fakeBrowser.storage, { managed });
  });

  it('fixes what it names, and nothing else', async () => {
    await decides({
      clientId: 'a',
      clientSecret: 'b',
      allowedEmployers: ['1'],
      welcome: false,
      keepDays: 30,
      marks: false,
      theme: 'night',
    });
    expect(await readPolicy()).toEqual({
      application: { clientId: 'a', clientSecret: 'b' },
      employers: ['1'],
      welcome: false,
      settings: { keepDays: 30, marks: false },
      ignored: [],
    });
  });

  it.each([
    ['a number out of its bounds', { keepDays: 1 }],
    ['a number that is not whole', { keepDays: 30.5 }],
    ['a word for a flag', { marks: 'no' }],
    ['a resume that opens without a click', { openResumes: true }],
    ['notifications, for which the browser asks', { notify: true }],
  ])('leaves to the person %s', async (_, managed) => {
    await decides(managed);
    expect((await readPolicy()).settings).toEqual({});
  });

  it('with half an application has none', async () => {
    await decides({ clientId: 'a', clientSecret: '' });
    expect(await readPolicy()).toMatchObject({
      application: null,
      ignored: ['clientId', 'clientSecret'],
    });
  });

  it('with a sign-in service needs no secret, and obeys none', async () => {
    await decides({ clientId: 'a', clientSecret: 'b', signInService: 'https://login.example.org' });
    expect(await readPolicy()).toMatchObject({
      application: { clientId: 'a', exchangeUrl: 'https://login.example.org/otklik/token' },
      ignored: ['clientSecret'],
    });
  });

  it('says what of it is not obeyed, and of nothing else', async () => {
    await decides({ clientId: 'a', signInService: 'http://login.example.org', clientSecret: 'b', other: 1 });
    expect(await readPolicy()).toMatchObject({
      application: { clientId: 'a', clientSecret: 'b' },
      ignored: ['signInService'],
    });
    await decides({ keepDays: 1, openResumes: true, welcome: 'no', allowedEmployers: '1455', marks: true });
    expect((await readPolicy()).ignored).toEqual([
      'signInService',
      'allowedEmployers',
      'welcome',
      'keepDays',
      'openResumes',
    ]);
  });

  it('whose list of employers cannot be read lets nobody in', async () => {
    await decides({ allowedEmployers: '1455' });
    expect(isAllowed(await readPolicy(), managerOf())).toBe(false);
  });
});

describe('who may sign in', () => {
  it.each([
    [null, true],
    [['1455', '7'], true],
    [['7'], false],
    [[], false],
  ])('under %j: %s', (employers, allowed) => {
    expect(isAllowed({ ...noPolicy, employers }, managerOf())).toBe(allowed);
  });

  it('is no question for who is signed out; an applicant is of no employer', () => {
    const policy = { ...noPolicy, employers: ['7'] };
    expect(isAllowed(policy, { state: 'signed-out', problem: null })).toBe(true);
    expect(isAllowed(policy, managerOf({ employer: null }))).toBe(false);
  });

  it('holds for who is shown as signed in though hh takes the token no more', () => {
    const ended = { state: 'signed-out', problem: { name: 'access-revoked' }, was: managerOf() } as const;
    expect(isAllowed({ ...noPolicy, employers: ['7'] }, ended)).toBe(false);
    expect(isAllowed({ ...noPolicy, employers: ['1455'] }, ended)).toBe(true);
  });
});

it('the schema names what can be fixed, of the same types and bounds', () => {
  const { clientId, clientSecret, signInService, allowedEmployers, welcome, ...settings } = schema.properties;
  expect([clientId, clientSecret, signInService, allowedEmployers, welcome].map(({ type }) => type)).toEqual([
    'string',
    'string',
    'string',
    'array',
    'boolean',
  ]);
  expect(Object.keys(schema.properties).sort()).toEqual([...policyKeys].sort());
  for (const [name, of] of Object.entries<{ type: string; minimum?: number; maximum?: number }>(settings)) {
    const { min, max } = { min: of.minimum, max: of.maximum };
    const value: unknown = Object.entries(defaultSettings).find(([key]) => key === name)?.[1];
    expect(of.type, name).toBe(typeof value === 'number' ? 'integer' : 'boolean');
    const bounds = Object.entries(numberBounds).find(([key]) => key === name)?.[1];
    expect({ min, max }, name).toEqual({ min: bounds?.min, max: bounds?.max });
  }
});

describe('the guide for administrators', () => {
  const guide = readFileSync('docs/admin.md', 'utf8');

  it('names every key', () => {
    const rows = guide
      .split('\n')
      .filter((line) => /^\| `\w+`.*\| (строка|список|число|да|только)/.test(line));
    const named = rows.flatMap((row) => row.split('|')[1]?.match(/\w+/g) ?? []);
    expect(named.sort()).toEqual([...policyKeys].sort());
  });

  it('has examples for Windows and macOS of the schema’s keys alone, an application among them', () => {
    for (const key of [/^"([a-z]\w*)"=/gim, /<key>(\w+)<\/key>/g]) {
      const named = [...guide.matchAll(key)].map(([, name]) => name);
      expect(named).toEqual(expect.arrayContaining(['clientId', 'signInService']));
      expect(policyKeys).toEqual(expect.arrayContaining(named));
    }
  });

  it.each(['extensions', 'Extensions'])('has an example that is obeyed whole: %s', async (name) => {
    const examples = guide.matchAll(/```json\n(.*?)```/gs);
    const found = [...examples].map(([, json = '']) => json).find((json) => json.includes(`"${name}"`));
    const policy = /"(?:ID|otklik@otklik\.extension)": (\{[^}]*"clientId"[^}]*\})/.exec(found ?? '')?.[1];
    await decides(JSON.parse(policy ?? '{}'));
    const read = await readPolicy();
    expect(read).toMatchObject({
      employers: ['1455'],
      settings: { keepDays: 90, marks: false },
      ignored: [],
    });
    expect(read.application).toHaveProperty('exchangeUrl');
  });
});
