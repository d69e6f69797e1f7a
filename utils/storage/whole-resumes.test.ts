import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { moreOf, resumeOf } from '../domain/testing.ts';
import { asId, type ResumeId } from '../ids.ts';
import { wholeResumes } from './whole-resumes.ts';

const id = asId<ResumeId>('a');
const day = 24 * 60 * 60_000;
const resume = resumeOf({ more: moreOf() });

beforeEach(() => wholeResumes.clear());

test('returns a resume for a day, to its own account', async () => {
  await wholeResumes.put('one', id, resume, 0);
  expect(await wholeResumes.get('one', id, day - 1)).toEqual(resume);
  expect(await wholeResumes.get('other', id, 0)).toBeNull();
  expect(await wholeResumes.get('one', id, day)).toBeNull();
});

test('forgets what is older than a day even if nobody asks for it', async () => {
  await wholeResumes.put('one', id, resume, 0);
  await wholeResumes.put('one', asId('b'), resume, day / 2);
  await wholeResumes.prune(day);
  expect(await wholeResumes.get('one', id, 0)).toBeNull();
  expect(await wholeResumes.get('one', asId('b'), day)).toEqual(resume);
});

test('forgets what was stored before the clock was set back by more than a day', async () => {
  await wholeResumes.put('one', id, resume, 2 * day);
  await wholeResumes.put('one', asId('b'), resume, 2 * day - 1);
  await wholeResumes.prune(day);
  expect(await wholeResumes.get('one', id, 2 * day)).toBeNull();
  expect(await wholeResumes.get('one', asId('b'), 2 * day)).toEqual(resume);
});

test('removes the oldest of too many', async () => {
  for (let at = 0; at <= 300; at += 1) await wholeResumes.put('one', asId(`r${at}`), resume, at);
  expect(await wholeResumes.get('one', asId('r0'), 300)).toBeNull();
  expect(await wholeResumes.get('one', asId('r1'), 300)).toEqual(resume);
});

test('ignores one that is broken', async () => {
  await wholeResumes.put('one', id, { ...resume, jobs: JSON.parse('5') }, 0);
  expect(await wholeResumes.get('one', id, 0)).toBeNull();
});
