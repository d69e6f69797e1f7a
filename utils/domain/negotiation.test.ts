import { expect, it } from 'vitest';
import { asId, type NegotiationId } from '../ids.ts';
import { known } from '../known.ts';
import {
  changedSince,
  type Negotiation,
  type SeenOnes,
  seenKey,
  seenLimit,
  withSeen,
} from './negotiation.ts';
import { negotiationOf } from './testing.ts';

const stage = (id: string) => ({ id, name: id });
const now = (id: string, messages: number): Negotiation =>
  negotiationOf(1, { stage: known(stage(id)), state: known(stage(id)), messages: known(messages) });

it('returns what changed, and nothing the first time', () => {
  const seen = { at: 5, stage: stage('response'), messages: 1 };
  expect(changedSince(undefined, now('response', 3))).toBeNull();
  expect(changedSince(seen, now('response', 1))).toBeNull();
  expect(changedSince(seen, now('response', 3))).toEqual({ since: 5, from: null, messages: 2 });
  expect(changedSince(seen, now('offer', 0))).toEqual({ since: 5, from: stage('response'), messages: 0 });
});

it('drops the oldest beyond the limit', () => {
  let all: SeenOnes = {};
  const one = { at: 1, stage: stage('a'), messages: 0 };
  for (let id = 0; id < seenLimit; id++) all[seenKey('a/b', asId<NegotiationId>(`n${id}`))] = one;
  all = withSeen(all, 'a/b:n0', one);
  all = withSeen(all, 'a/b:new', one);
  expect(Object.keys(all)).toHaveLength(seenLimit);
  expect(all['a/b:n0']).toBeDefined();
  expect(all['a/b:n1']).toBeUndefined();
});
