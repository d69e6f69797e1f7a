import { clear, createStore, del, get, set } from 'idb-keyval';

export type Files = typeof files;

const store = createStore('otklik-files', 'files');

/**
 * Files on their way into a chat, from the moment they are chosen until they are sent, taken back or put away:
 * a page puts them in, the worker takes them from here. Messages of the browser carry no files.
 */
export const files = {
  put: (id: string, file: Blob): Promise<void> => set(id, file, store),
  get: (id: string): Promise<Blob | undefined> => get<Blob>(id, store),
  remove: (id: string): Promise<void> => del(id, store),
  clear: (): Promise<void> => clear(store),
};
