import { beforeEach, expect, test, vi } from 'vitest';
import { accountKey } from '../domain/account.ts';
import { emptyApplicant } from '../domain/applicant/applicant.ts';
import { type Avoided, avoidedLimits, employerOf, personOf } from '../domain/avoided.ts';
import { managerOf } from '../domain/testing.ts';
import { asId } from '../ids.ts';
import { accountItem, applicantItem, avoidedItem } from './items.ts';
import { avoid, readOwn, updateOwn } from './own.ts';

const me = managerOf();
const person = personOf({ applicantId: asId('1'), resumeId: null });
const mark = { name: 'Ким Виктор', reason: '' };
const kinds = async () => (await readOwn(avoidedItem)).map(({ kind }) => kind);

beforeEach(async () => {
  await accountItem.setValue(me);
  await applicantItem.setValue({ ...emptyApplicant, owner: '9' });
  await avoid(person, mark);
  await avoid(employerOf({ id: asId('5'), name: 'Ромашка' }), { name: 'Ромашка', reason: '' });
});

test('keeps each role’s own data, and shows another account none of it', async () => {
  expect(await kinds()).toEqual(['person', 'employer']);
  expect(Object.keys(await avoidedItem.getValue()).sort()).toEqual([accountKey(me), '9'].sort());
  await accountItem.setValue(managerOf({ accountId: asId('77') }));
  await applicantItem.setValue(emptyApplicant);
  expect(await kinds()).toEqual([]);
});

test('keeps everything when a token has expired, and lets the same person go on changing it', async () => {
  await accountItem.setValue({ state: 'signed-out', problem: { name: 'signed-out' }, was: me });
  expect(await kinds()).toEqual(['person', 'employer']);
  expect(await avoid(person, null)).toEqual({ ok: true, value: undefined });
  await accountItem.setValue(me);
  expect(await kinds()).toEqual(['employer']);
});

test('refuses what does not fit, ignores the removal of what is not there, and writes neither', async () => {
  const ids = Array.from({ length: avoidedLimits.count }, (_, at) => `r${at}`);
  await updateOwn(avoidedItem, accountKey(me), () =>
    ids.map((id): Avoided => ({ kind: 'person', ids: [id], ...mark, at: 1 })),
  );
  const set = vi.spyOn(avoidedItem, 'setValue');
  expect(await avoid(person, mark)).toEqual({ ok: false, problem: { name: 'too-many-marked' } });
  expect(await avoid(person, null)).toEqual({ ok: true, value: undefined });
  await updateOwn(avoidedItem, accountKey(me), (own) => own.filter(({ ids }) => !ids.includes('1')));
  expect(set).not.toHaveBeenCalled();
  set.mockRestore();
});

test('does not keep what was found for a person who has signed out meanwhile', async () => {
  const found = (key: string) =>
    updateOwn(avoidedItem, key, (own): Avoided[] => [
      ...own,
      { kind: 'person', ids: ['r1'], ...mark, at: 1 },
    ]);
  await avoidedItem.removeValue();
  await accountItem.setValue({ state: 'signed-out', problem: null });
  await applicantItem.setValue(emptyApplicant);
  for (const key of [accountKey(me), '9', '']) await found(key);
  expect(await avoidedItem.getValue()).toEqual({});
  // Data of another work account, to which the person may return, is still updated.
  await accountItem.setValue(me);
  await found(accountKey(me));
  await accountItem.setValue(managerOf({ accountId: asId('77') }));
  await found(accountKey(me));
  expect((await avoidedItem.getValue())[accountKey(me)]).toHaveLength(2);
});
