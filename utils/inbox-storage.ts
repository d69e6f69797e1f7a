import { defineItem } from './item.ts';

/** A view of the inbox that a person keeps under a name: the address of its list. */
export interface SavedView {
  name: string;
  address: string;
  /** `accountKey` of who kept it: its vacancy means nothing to another. */
  account: string;
}

/* Stored items that only the inbox page knows; what belongs to an account names it. */

export const savedViewsItem = defineItem<SavedView[]>('local', 'views', { fallback: [], version: 1 });
