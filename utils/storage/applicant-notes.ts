import type { OwnNote } from '../domain/applicant/applicant.ts';
import type { NegotiationId } from '../ids.ts';
import { defineItem } from './item.ts';
import { readOwnNotes } from './shapes.ts';

/** What one person noted, by negotiation. */
export type OwnNotes = Record<NegotiationId, OwnNote>;

/** By whose they are (hh's user id); they never leave this browser, and outlive a sign-out. */
export const ownNotesItem = defineItem<Record<string, OwnNotes>>('local', 'ownNotes', {
  fallback: {},
  version: 1,
  read: readOwnNotes,
});

/** With a note as it is now; an empty one is none. */
export function withNote(
  all: Record<string, OwnNotes>,
  owner: string,
  id: NegotiationId,
  note: OwnNote,
): Record<string, OwnNotes> {
  const { [id]: _, ...others } = all[owner] ?? {};
  const isEmpty = !note.text.trim() && !note.next?.text.trim() && !note.next?.on;
  return { ...all, [owner]: isEmpty ? others : { ...others, [id]: note } };
}
