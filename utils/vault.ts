import { createStore, del, get, set } from 'idb-keyval';
import type { Tokens } from './hh/auth.ts';

/**
 * Secrets live in the extension's own IndexedDB, which no content script can open in either browser;
 * Firefox has no access levels for `storage.local`.
 */
export interface Application {
  clientId: string;
  clientSecret: string;
}
interface Secrets {
  tokens: Tokens;
  application: Application;
}

const vault = createStore('otklik', 'secrets');
export const secrets = {
  get: <K extends keyof Secrets>(name: K): Promise<Secrets[K] | undefined> => get<Secrets[K]>(name, vault),
  set: <K extends keyof Secrets>(name: K, value: Secrets[K]): Promise<void> => set(name, value, vault),
  remove: (name: keyof Secrets): Promise<void> => del(name, vault),
};
