import { emptyInbox } from '../domain/testing.ts';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { applicantDb } from '../storage/applicant-db.ts';
import '../../tests/applicant-db.ts';
import { partly } from '../../tests/partly.ts';
import { type Applicant, emptyApplicant } from '../domain/applicant/applicant.ts';
import { negotiationOf } from '../domain/applicant/testing.ts';
import { defaultSettings } from '../domain/settings.ts';
import { accounts, me as schema } from '../hh/employer.ts';
import { HhError } from '../hh/errors.ts';
import { reader } from '../hh/read.ts';
import { type AccountId, asId } from '../ids.ts';
import { known } from '../known.ts';
import { files } from '../storage/databases.ts';
import {
  accountItem,
  applicantItem,
  draftsItem,
  inboxItem,
  notifiedItem,
  outboxItem,
  remindersItem,
  settingsItem,
  update,
} from '../storage/items.ts';
import { remind } from '../storage/own.ts';
import { revokingTokens, secrets, tokenStore } from '../storage/secrets.ts';
import { createAccountService } from './account.ts';
import type { Connection } from './connection.ts';
import { createRevocation } from './connection.ts';

const redirect = 'https://id.chromiumapp.org/';
const me = {
  is_employer: true,
  is_applicant: false,
  last_name: 'Орлова',
  first_name: 'Марина',
  employer: { id: '1455', name: 'Ромашка' },
  manager: { id: '5', has_multiple_manager_accounts: false },
};
const pair = { access: 'new', refresh: 'r', expiresAt: 1 };
const hh = { exchange: vi.fn(), revoke: vi.fn(), me: vi.fn(), managerAccounts: vi.fn() };
const launch = vi.fn();
let now = 1;
const revocation = createRevocation(hh, () => now);
const service = () =>
  createAccountService({
    ...partly<Pick<Connection, 'auth' | 'employer'>>({ auth: hh, employer: hh }),
    revocation,
  });

/** hh redirects the browser back with the state it was given. */
const approve = async ({ url }: { url: string }) =>
  `${redirect}?code=abc&state=${new URL(url).searchParams.get('state')}`;

beforeEach(async () => {
  now = 1;
  await Promise.all((['tokens', 'application', 'revoking'] as const).map(secrets.remove));
  await secrets.set('application', { clientId: 'mine', clientSecret: 'secret' });
  for (const call of Object.values(hh)) call.mockReset();
  hh.me.mockResolvedValue(reader(schema)(me));
  hh.exchange.mockResolvedValue(pair);
  hh.revoke.mockResolvedValue(undefined);
  launch.mockReset().mockImplementation(approve);
  Object.assign(fakeBrowser, { identity: { getRedirectURL: () => redirect, launchWebAuthFlow: launch } });
  Object.assign(fakeBrowser.storage, {
    managed: { get: async () => Promise.reject(new Error('no policy')) },
  });
});

describe('an answer about the account with unreadable parts', () => {
  const answer = (change: Record<string, unknown>) =>
    hh.me.mockResolvedValue(reader(schema)({ ...me, ...change }));

  test.each<[string, Record<string, unknown>]>([
    ['no manager', { manager: undefined }],
    ['a manager of another type', { manager: 'Орлова' }],
    ['no company', { employer: undefined }],
    ['a renamed flag and no manager', { is_employer: undefined, manager: undefined }],
  ])('%s: never claims that the person is no employer', async (_, change) => {
    answer(change);
    expect(await service().signIn()).toEqual({ ok: false, problem: { name: 'unreadable-answer' } });
    expect((await accountItem.getValue()).state).toBe('signed-out');
  });

  test.each<[string, Record<string, unknown>]>([
    ['flags', { is_employer: undefined, is_applicant: 'no' }],
    ['names', { first_name: 7, last_name: null, email: {} }],
    ['the name of the company', { employer: { id: '1455', title: 'Ромашка' } }],
  ])('without %s still recognises the manager', async (_, change) => {
    answer(change);
    expect(await service().signIn()).toMatchObject({ ok: true });
    expect(await accountItem.getValue()).toMatchObject({
      kind: 'manager',
      managerId: '5',
      employer: { id: '1455' },
    });
  });

  test('believes hh that an account is not an employer’s', async () => {
    answer({ is_employer: false, manager: null, employer: null });
    expect(await service().signIn()).toMatchObject({ ok: true });
    expect(await accountItem.getValue()).toMatchObject({ kind: 'other' });
  });

  test('does not show an id in place of a work account’s missing name', async () => {
    answer({ manager: { id: '5', has_multiple_manager_accounts: true } });
    hh.managerAccounts.mockResolvedValue(
      reader(accounts)({ items: [{ id: '77', employer: {} }], current_account_id: '77' }),
    );
    await service().signIn();
    expect(await accountItem.getValue()).toMatchObject({ accounts: [{ id: '77', employer: '' }] });
  });
});

describe('signing in', () => {
  test('signs in by code, PKCE and state, and stores the tokens and the account', async () => {
    expect(await service().signIn()).toEqual({ ok: true, value: undefined });
    const asked = new URL(launch.mock.lastCall?.[0].url);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      client_id: 'mine',
      code_challenge_method: 'S256',
      redirect_uri: redirect,
    });
    expect(hh.exchange).toHaveBeenCalledWith(
      expect.objectContaining({
        application: { clientId: 'mine', clientSecret: 'secret' },
        code: 'abc',
        redirectUri: redirect,
      }),
    );
    expect(await secrets.get('tokens')).toEqual(pair);
    expect(await accountItem.getValue()).toMatchObject({
      state: 'signed-in',
      kind: 'manager',
      name: 'Орлова Марина',
    });
  });

  test('prefers the company policy’s application to the person’s own', async () => {
    Object.assign(fakeBrowser.storage, {
      managed: { get: async () => ({ clientId: 'policy', clientSecret: 's' }) },
    });
    await service().signIn();
    expect(hh.exchange.mock.calls[0]?.[0].application.clientId).toBe('policy');
  });

  test('refuses an employer that the company does not allow, revokes the token, and keeps the previous account', async () => {
    await service().pasteToken('before');
    Object.assign(fakeBrowser.storage, { managed: { get: async () => ({ allowedEmployers: ['1455'] }) } });
    expect(await service().signIn()).toMatchObject({ ok: true });
    hh.me.mockResolvedValue(reader(schema)({ ...me, employer: { id: '7', name: 'Лютик' } }));
    expect(await service().pasteToken('other')).toMatchObject({
      ok: false,
      problem: { name: 'account-not-allowed' },
    });
    expect(hh.revoke).toHaveBeenCalledWith('other');
    expect(await secrets.get('tokens')).toEqual(pair);
    expect(await accountItem.getValue()).toMatchObject({ state: 'signed-in', employer: { id: '1455' } });
  });

  test('signs out an account that is no longer allowed, and says why', async () => {
    await service().signIn();
    await service().turnAway();
    expect(await accountItem.getValue()).toEqual({
      state: 'signed-out',
      problem: { name: 'account-not-allowed' },
    });
    expect(await secrets.get('tokens')).toBeUndefined();
  });

  test('reports a missing application, and opens no window', async () => {
    await Promise.all((['tokens', 'application', 'revoking'] as const).map(secrets.remove));
    expect(await service().signIn()).toMatchObject({ ok: false, problem: { name: 'application-missing' } });
    expect(launch).not.toHaveBeenCalled();
  });

  test('treats a closed window as a cancellation, not a failure', async () => {
    launch.mockRejectedValue(new Error('The user did not approve access.'));
    expect(await service().signIn()).toMatchObject({ ok: false, problem: { name: 'sign-in-cancelled' } });
  });

  test('refuses an answer with another state', async () => {
    launch.mockResolvedValue(`${redirect}?code=abc&state=forged`);
    expect(await service().signIn()).toMatchObject({ ok: false, problem: { name: 'sign-in-failed' } });
    expect(hh.exchange).not.toHaveBeenCalled();
  });
});

describe('a pasted token', () => {
  test('changes nothing if hh does not know it', async () => {
    await service().signIn();
    const before = await accountItem.getValue();
    hh.me.mockRejectedValueOnce(new HhError('signed-out', 'answered'));
    expect(await service().pasteToken('wrong')).toMatchObject({ ok: false });
    expect(await secrets.get('tokens')).toEqual(pair);
    expect(await accountItem.getValue()).toEqual(before);
  });

  test('of another person keeps nothing of the previous one', async () => {
    await service().signIn();
    await inboxItem.setValue({ ...emptyInbox, unreadChats: known(9) });
    hh.me.mockResolvedValue(
      reader(schema)({ ...me, manager: { id: '6', has_multiple_manager_accounts: false } }),
    );
    await service().pasteToken(' token ');
    expect(await secrets.get('tokens')).toMatchObject({ access: 'token' });
    expect(await inboxItem.getValue()).toEqual(emptyInbox);
  });
});

test('offers several work accounts, and does not switch to one that hh refuses', async () => {
  hh.me.mockResolvedValue(
    reader(schema)({ ...me, manager: { id: '5', has_multiple_manager_accounts: true } }),
  );
  hh.managerAccounts.mockResolvedValue(
    reader(accounts)({
      current_account_id: '5',
      items: [
        { id: '5', employer: { name: 'Ромашка' } },
        { id: '7', employer: { name: 'Василёк' } },
      ],
    }),
  );
  await service().signIn();
  expect(await accountItem.getValue()).toMatchObject({
    accountId: '5',
    accounts: [{ employer: 'Ромашка' }, { id: '7' }],
  });
  hh.me.mockRejectedValueOnce(new HhError('account-blocked', 'answered'));
  expect(await service().switchAccount(asId<AccountId>('7'))).toMatchObject({ ok: false });
  expect(await accountItem.getValue()).toMatchObject({ accountId: '5' });
});

describe('signing out', () => {
  const unreachable = new HhError('no-connection', 'maybe');

  test('erases first and revokes afterwards: a hh that hangs holds nobody up', async () => {
    await service().signIn();
    await draftsItem.setValue({ '1455/5/': { 'message:1': { text: 'а', at: 1 } } });
    const told = Promise.withResolvers<void>();
    hh.revoke.mockReturnValue(told.promise);
    // Writes and token refreshes in flight hold their locks while hh hangs.
    const hung = Promise.withResolvers<void>();
    for (const lock of ['outbox', 'token']) void navigator.locks.request(lock, () => hung.promise);
    await service().signOut();
    expect(hh.revoke).toHaveBeenCalledExactlyOnceWith('new');
    expect(await secrets.get('tokens')).toBeUndefined();
    expect([await outboxItem.getValue(), await draftsItem.getValue()]).toEqual([[], {}]);
    expect(await accountItem.getValue()).toEqual({ state: 'signed-out', problem: null });
    // The person's own application stays, so signing in again is one click.
    expect(await secrets.get('application')).toMatchObject({ clientId: 'mine' });
    hung.resolve();
    told.resolve();
  });

  test('retries a revocation that failed, and keeps nothing else of the account', async () => {
    await secrets.set('tokens', pair);
    hh.revoke.mockRejectedValue(unreachable);
    await service().signOut();
    expect(await revokingTokens.get()).toEqual([{ access: 'new', since: 1 }]);
    await revocation.run();
    expect(await revokingTokens.get()).toHaveLength(1);
    hh.revoke.mockResolvedValue(undefined);
    await revocation.run();
    expect(hh.revoke.mock.calls).toEqual([['new'], ['new'], ['new']]);
    expect(await revokingTokens.get()).toEqual([]);
  });

  test.each([
    ['hh no longer knows the token', new HhError('access-revoked', 'answered'), 0],
    ['hh asks for a captcha', new HhError('captcha', 'answered'), 1],
    ['hh asks to wait', new HhError('too-many-requests', 'answered'), 1],
  ])('keeps the token for revocation until hh has dealt with it: %s', async (_, answer, left) => {
    await secrets.set('tokens', pair);
    hh.revoke.mockRejectedValue(answer);
    await service().signOut();
    await vi.waitFor(async () => expect(await revokingTokens.get()).toHaveLength(left));
    expect(hh.revoke).toHaveBeenCalledTimes(1);
  });

  test.each<[string, (answer: PromiseWithResolvers<unknown>) => void]>([
    ['hh says who it is', ({ resolve }) => resolve(reader(schema)(me))],
    ['hh cannot be reached', ({ reject }) => reject(unreachable)],
  ])('ends a sign-in in flight, and revokes both tokens; %s', async (_, settle) => {
    const account = service();
    await account.signIn();
    const answer = Promise.withResolvers<unknown>();
    hh.me.mockReturnValueOnce(answer.promise);
    const entering = account.pasteToken('pasted');
    await vi.waitFor(() => expect(hh.me).toHaveBeenCalledTimes(2));
    await account.signOut();
    settle(answer);
    expect(await entering).toMatchObject({ ok: false });
    expect(await tokenStore.get()).toBeNull();
    expect(await accountItem.getValue()).toEqual({ state: 'signed-out', problem: null });
    expect(hh.revoke.mock.calls.flat().sort()).toEqual(['new', 'pasted']);
  });

  test('ends a switch of work accounts in flight', async () => {
    await service().signIn();
    const answer = Promise.withResolvers<unknown>();
    hh.me.mockReturnValueOnce(answer.promise);
    const switching = service().switchAccount(asId<AccountId>('8'));
    await vi.waitFor(() => expect(hh.me).toHaveBeenCalledTimes(2));
    await service().signOut();
    answer.resolve(reader(schema)(me));
    expect(await switching).toMatchObject({ ok: false });
    expect(await accountItem.getValue()).toEqual({ state: 'signed-out', problem: null });
  });

  test('lets a token expire without revoking it after two weeks', async () => {
    await revokingTokens.add({ access: 'old', since: 1 });
    now += 15 * 24 * 60 * 60_000;
    await revocation.run();
    expect(hh.revoke).not.toHaveBeenCalled();
    expect(await revokingTokens.get()).toEqual([]);
  });

  test('finishes at the next start what a dead worker left', async () => {
    await service().signIn();
    await inboxItem.setValue({ ...emptyInbox, unreadChats: known(9) });
    await draftsItem.setValue({ '1455/5/': { 'message:1': { text: 'а', at: 1 } } });
    await service().finishSignOut();
    expect(await inboxItem.getValue()).toMatchObject({ unreadChats: known(9) });
    // Somebody is signing in: their token is stored already.
    await accountItem.setValue({ state: 'signed-out', problem: null });
    await service().finishSignOut();
    expect(await inboxItem.getValue()).toMatchObject({ unreadChats: known(9) });
    await tokenStore.set(null);
    await service().finishSignOut();
    expect([await inboxItem.getValue(), await draftsItem.getValue()]).toEqual([emptyInbox, {}]);
  });

  test('erases nothing at a start with nobody signed in and nothing left', async () => {
    const remove = vi.spyOn(fakeBrowser.storage.local, 'remove');
    const clear = vi.spyOn(files, 'clear');
    await service().finishSignOut();
    expect(remove).not.toHaveBeenCalled();
    expect(clear).not.toHaveBeenCalled();
  });
});

describe('a sign-out during which the worker died, with data and token still there', () => {
  const begun = async (everything: boolean) => {
    await service().signIn();
    await inboxItem.setValue({ ...emptyInbox, unreadChats: known(9) });
    await draftsItem.setValue({ '1455/5/': { 'message:1': { text: 'а', at: 1 } } });
    await settingsItem.setValue({ ...defaultSettings, waitHours: 7 });
    await accountItem.setValue({
      state: 'signed-out',
      problem: null,
      erasing: { applicantId: null, everything },
    });
  };
  const left = async () => [
    await inboxItem.getValue(),
    await draftsItem.getValue(),
    await accountItem.getValue(),
    await tokenStore.get(),
  ];
  const nothing = [emptyInbox, {}, { state: 'signed-out', problem: null }, null];

  test('is finished at the next start', async () => {
    await begun(false);
    await service().finishSignOut();
    expect(await left()).toEqual(nothing);
    expect(hh.revoke).toHaveBeenCalledExactlyOnceWith('new');
    expect(await settingsItem.getValue()).toMatchObject({ waitHours: 7 });
  });

  test('is finished before anybody signs in', async () => {
    await begun(false);
    expect(await service().pasteToken('pasted')).toEqual({ ok: true, value: undefined });
    expect(await inboxItem.getValue()).toEqual(emptyInbox);
    expect(await accountItem.getValue()).toMatchObject({ state: 'signed-in' });
    expect(await tokenStore.get()).toMatchObject({ access: 'pasted' });
    expect(hh.revoke).toHaveBeenCalledExactlyOnceWith('new');
  });

  test('wipes everything if that was asked for, and remembers the token until hh has revoked it', async () => {
    await begun(true);
    hh.revoke.mockRejectedValue(new HhError('no-connection', 'maybe'));
    await service().finishSignOut();
    expect(await left()).toEqual(nothing);
    expect(await settingsItem.getValue()).toEqual(defaultSettings);
    expect(await secrets.get('application')).toBeUndefined();
    expect(await revokingTokens.get()).toMatchObject([{ access: 'new' }]);
  });

  test('revokes the token even if something cannot be erased, and tries again at the next start', async () => {
    await service().signIn();
    await draftsItem.setValue({ '1455/5/': { 'message:1': { text: 'а', at: 1 } } });
    vi.spyOn(files, 'clear').mockRejectedValueOnce(new Error('disk error'));
    await expect(service().signOut()).rejects.toThrow('disk error');
    expect(await tokenStore.get()).toBeNull();
    expect(await accountItem.getValue()).toMatchObject({ state: 'signed-out', erasing: {} });
    await service().finishSignOut();
    expect(await left()).toEqual(nothing);
  });
});

describe('a token that hh no longer accepts', () => {
  const revoked = { name: 'access-revoked' as const };

  test('signs the account out, with the reason and the account’s data', async () => {
    await service().signIn();
    const was = await accountItem.getValue();
    await service().asking(async () => revoked);
    expect(await accountItem.getValue()).toEqual({ state: 'signed-out', problem: revoked, was });
  });

  test('leaves the lists for the same person to find after signing in again', async () => {
    await service().signIn();
    await inboxItem.setValue({ ...(await inboxItem.getValue()), chatsSkipped: 3 });
    await service().asking(async () => revoked);
    await service().signIn();
    expect((await inboxItem.getValue()).chatsSkipped).toBe(3);
  });

  test('does not affect the token that replaced it while hh was being asked', async () => {
    await service().signIn();
    await service().asking(async () => {
      await service().pasteToken('pasted');
      return revoked;
    });
    expect(await accountItem.getValue()).toMatchObject({ state: 'signed-in' });
  });

  test('is not reported to a person who has signed out meanwhile', async () => {
    await service().signIn();
    await service().asking(async () => {
      await service().signOut();
      return revoked;
    });
    expect(await accountItem.getValue()).toEqual({ state: 'signed-out', problem: null });
  });
});

describe('an applicant', () => {
  const ivan = { id: '9', is_applicant: true, last_name: 'Тестов' };
  const seen = (owner: string, api: Applicant['api']) =>
    Promise.all([
      applicantDb.putPage({ owner, negotiations: [negotiationOf(1)] }, 1),
      applicantItem.setValue({ ...emptyApplicant, owner, api, pages: { state: 'on', at: 1 } }),
    ]);
  const left = async () => [
    (await applicantDb.size()).negotiations > 0,
    (await applicantItem.getValue()).owner,
  ];

  test('signs in on a form of their own', async () => {
    hh.me.mockResolvedValue(reader(schema)(ivan));
    await service().signIn('applicant');
    expect(new URL(launch.mock.lastCall?.[0].url).searchParams.get('role')).toBe('applicant');
    expect(await accountItem.getValue()).toMatchObject({
      kind: 'applicant',
      applicantId: '9',
      employer: null,
    });
  });

  test('can be a manager as well', async () => {
    hh.me.mockResolvedValue(reader(schema)({ ...me, ...ivan }));
    await service().signIn();
    expect(await accountItem.getValue()).toMatchObject({ kind: 'manager', applicantId: '9' });
  });

  test('loses the token’s negotiations at sign-out, and keeps the log', async () => {
    hh.me.mockResolvedValue(reader(schema)(ivan));
    await service().signIn('applicant');
    await seen('9', { state: 'on', at: 1 });
    await service().signOut();
    expect(await left()).toEqual([false, null]);
    expect(await applicantItem.getValue()).toMatchObject({
      api: { state: 'off' },
      pages: { state: 'on' },
      front: [],
    });
    expect(Object.keys(await applicantDb.log('9'))).toEqual(['1']);
  });

  test('keeps what hh’s pages showed when a recruiter signs in or out', async () => {
    await seen('9', { state: 'off' });
    await remind(
      asId(1),
      { until: '2026-11-30T09:00' },
      { kind: 'application', negotiation: negotiationOf(1) },
    );
    await update(remindersItem, (all) => ({ ...all, '1455/5/': all[9] ?? [] }));
    await service().signIn();
    expect(await left()).toEqual([true, '9']);
    await service().signOut();
    expect(await left()).toEqual([true, '9']);
    expect(Object.keys(await remindersItem.getValue())).toEqual(['9']);
  });

  test('who never signed in keeps everything at each start', async () => {
    await seen('9', { state: 'off' });
    await remind(
      asId(1),
      { until: '2026-11-30T09:00' },
      { kind: 'application', negotiation: negotiationOf(1) },
    );
    await update(notifiedItem, (told) => ({ ...told, keys: ['due:1'] }));
    // From a backup.
    await draftsItem.setValue({ 9: { 'message:1': { text: 'а', at: 1 } } });
    const stored = async () => [
      (await remindersItem.getValue())[9]?.length,
      (await notifiedItem.getValue()).keys,
      Object.keys(await draftsItem.getValue()),
    ];
    const before = await stored();
    await service().finishSignOut();
    expect(await stored()).toEqual(before);
    expect(before).toEqual([1, ['due:1'], ['9']]);
  });

  test('finds everything again after signing in anew; another person finds nothing', async () => {
    hh.me.mockResolvedValue(reader(schema)(ivan));
    await seen('9', { state: 'on', at: 1 });
    await service().signIn('applicant');
    expect(await left()).toEqual([true, '9']);
    await seen('8', { state: 'closed', until: 1 });
    await service().pasteToken('another');
    expect(await left()).toEqual([false, null]);
  });
});
