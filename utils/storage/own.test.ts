import { beforeEach, expect, test, vi } from 'vitest';
import { emptyApplicant } from '../domain/applicant/applicant.ts';
import { type Avoided, avoidedLimits, employerOf, personOf } from '../domain/avoided.ts';
import { accountKey } from '../domain/inbox.ts';
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

test('each role keeps its own, and another account has nothing of it', async () => {
  expect(await kinds()).toEqual(['person', 'employer']);
  expect(Object.keys(await avoidedItem.getValue()).sort()).toEqual([accountKey(me), '9'].sort());
  await accountItem.setValue(managerOf({ accountId: asId('77') }));
  await applicantItem.setValue(emptyApplicant);
  expect(await kinds()).toEqual([]);
});

test('a token that has ended takes nothing of it away, and what is done then is of the same person', async () => {
  await accountItem.setValue({ state: 'signed-out', problem: { name: 'signed-out' }, was: me });
  expect(await kinds()).toEqual(['person', 'employer']);
  expect(await avoid(person, null)).toEqual({ ok: true, value: undefined });
  await accountItem.setValue(me);
  expect(await kinds()).toEqual(['employer']);
});

test('what does not fit is refused, what is not there is taken back without a word, and neither is written', async () => {
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

test('what was found for one who has signed out meanwhile is not kept', async () => {
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
  // Of another work account that one may come back to, what stands there moves on.
  await accountItem.setValue(me);
  await found(accountKey(me));
  await accountItem.setValue(managerOf({ accountId: asId('77') }));
  await found(accountKey(me));
  expect((await avoidedItem.getValue())[accountKey(me)]).toHaveLength(2);
});
