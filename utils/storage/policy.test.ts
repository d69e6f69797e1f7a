import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import schema from '../../public/managed-schema.json' with { type: 'json' };
import { defaultSettings, isAllowed, numberBounds } from '../domain/settings.ts';
import { managerOf, noPolicy } from '../domain/testing.ts';
import { policyKeys, readPolicy } from './policy.ts';

const decides = (managed: Record<string, unknown>) => fakeBrowser.storage.managed.set(managed);
beforeEach(() => fakeBrowser.reset());

describe('a policy', () => {
  it('is empty if none is installed, even if the browser rejects', async () => {
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
  ])('leaves %s to the person', async (_, managed) => {
    await decides(managed);
    expect((await readPolicy()).settings).toEqual({});
  });

  it('has no application if only half of it is given', async () => {
    await decides({ clientId: 'a', clientSecret: '' });
    expect(await readPolicy()).toMatchObject({
      application: null,
      ignored: ['clientId', 'clientSecret'],
    });
  });

  it('needs no secret with a sign-in service, and ignores one', async () => {
    await decides({ clientId: 'a', clientSecret: 'b', signInService: 'https://login.example.org' });
    expect(await readPolicy()).toMatchObject({
      application: { clientId: 'a', exchangeUrl: 'https://login.example.org/otklik/token' },
      ignored: ['clientSecret'],
    });
  });

  it('says which of its values are ignored, and names nothing else', async () => {
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

  it('lets nobody in if its list of employers cannot be read', async () => {
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

  it('does not matter when signed out; an applicant belongs to no employer', () => {
    const policy = { ...noPolicy, employers: ['7'] };
    expect(isAllowed(policy, { state: 'signed-out', problem: null })).toBe(true);
    expect(isAllowed(policy, managerOf({ employer: null }))).toBe(false);
  });

  it('also counts for an account still shown after hh rejected its token', () => {
    const ended = { state: 'signed-out', problem: { name: 'access-revoked' }, was: managerOf() } as const;
    expect(isAllowed({ ...noPolicy, employers: ['7'] }, ended)).toBe(false);
    expect(isAllowed({ ...noPolicy, employers: ['1455'] }, ended)).toBe(true);
  });
});

it('the schema names what can be fixed, with the same types and bounds', () => {
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

  it('has examples for Windows and macOS with keys of the schema only, including an application', () => {
    for (const key of [/^"([a-z]\w*)"=/gim, /<key>(\w+)<\/key>/g]) {
      const named = [...guide.matchAll(key)].map(([, name]) => name);
      expect(named).toEqual(expect.arrayContaining(['clientId', 'signInService']));
      expect(policyKeys).toEqual(expect.arrayContaining(named));
    }
  });

  it.each(['extensions', 'Extensions'])('has an example that is obeyed completely: %s', async (name) => {
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
