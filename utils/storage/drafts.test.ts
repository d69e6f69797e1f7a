import { describe, expect, test } from 'vitest';
import { browser } from 'wxt/browser';
import { type Account, accountKey, type SignedIn, shownKey } from '../domain/account.ts';
import { managerOf } from '../domain/testing.ts';
import { asId, type ManagerId } from '../ids.ts';
import { changeDrafts, draftLimits, readDrafts, withDraft } from './drafts.ts';
import { accountItem, draftsItem } from './items.ts';

const account = (managerId: string): SignedIn => managerOf({ managerId: asId<ManagerId>(managerId) });
const [one, other] = [account('1'), account('2')];
const save = (key: string, text: string, of: Account = one) =>
  changeDrafts(shownKey(of), (drafts) => withDraft(drafts, key, text, 1));
const keys = async () => Object.keys(await readDrafts());

describe('drafts', () => {
  test('belong to an account: another one sees its own, even for the same negotiation', async () => {
    await accountItem.setValue(one);
    await save('message:1', 'моё');
    await save('message:1', 'чужое', other);
    expect(await readDrafts()).toEqual({ 'message:1': { text: 'моё', at: 1 } });
    await accountItem.setValue(other);
    expect(await readDrafts()).toEqual({ 'message:1': { text: 'чужое', at: 1 } });
    await accountItem.setValue({ state: 'signed-out', problem: null });
    expect(await readDrafts()).toEqual({});
  });

  test('survive an expired token, and are there after the next sign-in', async () => {
    const ended: Account = { state: 'signed-out', problem: { name: 'access-revoked' }, was: one };
    await accountItem.setValue(ended);
    await save('message:1', 'дописано', ended);
    expect(await readDrafts()).toEqual({ 'message:1': { text: 'дописано', at: 1 } });
    await accountItem.setValue(one);
    expect(await readDrafts()).toEqual({ 'message:1': { text: 'дописано', at: 1 } });
  });

  test('from before drafts had an owner go to whoever is signed in', async () => {
    await browser.storage.local.set({ drafts: { v: 1, value: { 'message:1': { text: 'старое', at: 1 } } } });
    await accountItem.setValue(one);
    expect(await readDrafts()).toEqual({ 'message:1': { text: 'старое', at: 1 } });
    await save('message:2', 'новое');
    expect(await keys()).toEqual(['message:1', 'message:2']);
    expect(Object.keys(await draftsItem.getValue())).toEqual([accountKey(one)]);
  });

  test('do not exist for an empty text', async () => {
    await accountItem.setValue(one);
    await save('message:1', 'а');
    await save('message:1', '');
    expect(await readDrafts()).toEqual({});
  });

  test('are limited per subject: a page cannot displace those of others', async () => {
    await accountItem.setValue(one);
    await save('message:other', 'остаётся');
    for (let i = 0; i < 100; i++) await save(`action:10:made-up-${i}`, 'a'.repeat(4_000));
    const left = await keys();
    expect(left).toContain('message:other');
    expect(left).toHaveLength(1 + draftLimits.perSubject);
    expect(left.at(-1)).toBe('action:10:made-up-99');
    expect(left).not.toContain('action:10:made-up-0');
  });

  test('are limited in size per subject: a page that fills them displaces none of others', async () => {
    await accountItem.setValue(one);
    await save('message:other', 'остаётся'.repeat(4_000));
    for (let i = 0; i < draftLimits.perSubject; i++) await save(`action:10:made-up-${i}`, 'a'.repeat(40_000));
    expect(await keys()).toContain('message:other');
    expect(await keys()).toContain('action:10:made-up-19');
  });

  test('are not kept for nobody, such as after a sign-out', async () => {
    const nobody: Account = { state: 'signed-out', problem: null };
    await accountItem.setValue(nobody);
    await save('message:1', 'а', nobody);
    expect(await draftsItem.getValue()).toEqual({});
  });

  test('are limited in number: the oldest is removed, whatever the clock says and whoever wrote it', async () => {
    await accountItem.setValue(one);
    await save('message:oldest', 'первое', other);
    for (let i = 0; i < draftLimits.count; i++) await save(`message:${i}`, 'текст');
    expect(await keys()).toHaveLength(draftLimits.count);
    expect(Object.keys(await draftsItem.getValue())).toEqual([accountKey(one)]);
    await save('message:0', 'исправлено');
    await save('message:new', 'ещё');
    expect(await keys()).toContain('message:0');
    expect(await keys()).not.toContain('message:1');
  });

  test('are limited in size', async () => {
    await accountItem.setValue(one);
    for (let i = 0; i < 30; i++) await save(`message:${i}`, 'я'.repeat(40_000));
    const texts = Object.values(await readDrafts()).map(({ text }) => text.length);
    expect(texts.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(draftLimits.characters);
    expect(await keys()).toContain('message:29');
  });
});
