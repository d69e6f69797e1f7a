import { expect, it } from 'vitest';
import { asId, type NegotiationId } from '../ids.ts';
import { withNote } from './applicant-notes.ts';

const id = asId<NegotiationId>(1);
const note = { text: 'спросить про график', next: null };

it('keeps notes by whose they are, and nothing of one touches another', () => {
  const mine = withNote({ other: { [id]: { text: 'чужое', next: null } } }, 'me', id, note);
  expect(mine).toEqual({ other: { [id]: { text: 'чужое', next: null } }, me: { [id]: note } });
});

it('an empty note is none; a day alone is one', () => {
  const held = { me: { [id]: note } };
  expect(withNote(held, 'me', id, { text: '  ', next: null })).toEqual({ me: {} });
  expect(withNote(held, 'me', id, { text: '', next: { text: ' ', on: null } })).toEqual({ me: {} });
  const step = { text: '', next: { text: '', on: 5 } };
  expect(withNote(held, 'me', id, step)).toEqual({ me: { [id]: step } });
});
