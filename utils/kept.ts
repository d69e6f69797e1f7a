import type { SeenOnes } from './inbox/seen.ts';
import type { Snippet } from './inbox/snippets.ts';
import { defineItem } from './item.ts';

/*
 * What only our own pages store; apart from `storage.ts`, which the worker carries.
 */

/** Texts of the user's own. */
export const snippetsItem = defineItem<Snippet[]>('local', 'snippets', { fallback: [], version: 1 });

/** How negotiations looked when they were last open here. */
export const seenItem = defineItem<SeenOnes>('local', 'seen', { fallback: {}, version: 1 });
