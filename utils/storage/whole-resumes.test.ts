import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { moreOf, resumeOf } from '../domain/testing.ts';
import { asId, type ResumeId } from '../ids.ts';
import { wholeResumes } from './whole-resumes.ts';

const id = asId<ResumeId>('a');
const day = 24 * 60 * 60_000;
const resume = resumeOf({ more: moreOf() });

beforeEach(() => wholeResumes.clear());

test('a resume is given back for a day, to its own account', async () => {
  await wholeResumes.put('one', id, resume, 0);
  expect(await wholeResumes.get('one', id, day - 1)).toEqual(resume);
  expect(await wholeResumes.get('other', id, 0)).toBeNull();
  expect(await wholeResumes.get('one', id, day)).toBeNull();
});

test('what is older than a day is forgotten, though nobody asks for it', async () => {
  await wholeResumes.put('one', id, resume, 0);
  await wholeResumes.put('one', asId('b'), resume, day / 2);
  await wholeResumes.prune(day);
  expect(await wholeResumes.get('one', id, 0)).toBeNull();
  expect(await wholeResumes.get('one', asId('b'), day)).toEqual(resume);
});

test('of too many the oldest go', async () => {
  for (let at = 0; at <= 300; at += 1) await wholeResumes.put('one', asId(`r${at}`), resume, at);
  expect(await wholeResumes.get('one', asId('r0'), 300)).toBeNull();
  expect(await wholeResumes.get('one', asId('r1'), 300)).toEqual(resume);
});

test('one that was broken since is none', async () => {
  await wholeResumes.put('one', id, { ...resume, jobs: JSON.parse('5') }, 0);
  expect(await wholeResumes.get('one', id, 0)).toBeNull();
});
