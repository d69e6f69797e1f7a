import type { SeenOnes } from '../domain/seen.ts';
import type { Snippet } from '../domain/snippets.ts';
import { defineItem } from './item.ts';
import { readSeen, readSnippets, readViews } from './shapes.ts';

/** A view of the inbox that a person keeps under a name: the address of its list. */
export interface SavedView {
  name: string;
  address: string;
  /** `accountKey` of who kept it: its vacancy means nothing to another. */
  account: string;
}

/* Stored items that only the inbox page knows; what belongs to an account names it. */

export const savedViewsItem = defineItem<SavedView[]>('local', 'views', {
  fallback: [],
  version: 1,
  read: readViews,
});

/** Texts of the user's own; they go with the person, whatever the account. */
export const snippetsItem = defineItem<Snippet[]>('local', 'snippets', {
  fallback: [],
  version: 1,
  read: readSnippets,
});

/** How negotiations looked when they were last open here. */
export const seenItem = defineItem<SeenOnes>('local', 'seen', {
  fallback: {},
  version: 1,
  read: readSeen,
});
