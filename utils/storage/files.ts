import { valuesOf } from './databases.ts';

export type Files = typeof files;

const values = valuesOf<Record<string, Blob>>('otklik-files', 'files');

/**
 * Files on their way into a chat, from the moment they are chosen until they are sent, taken back or dismissed:
 * a page puts them in, the worker takes them from here. Messages of the browser carry no files.
 */
export const files = {
  put: (id: string, file: Blob): Promise<void> => values.set(id, file),
  get: values.get,
  remove: values.remove,
  clear: values.clear,
};
