import { valuesOf } from './databases.ts';

export type Files = typeof files;

const values = valuesOf<Record<string, Blob>>('otklik-files', 'files');

/**
 * Files on their way into a chat, from being chosen until they are sent, undone or dismissed: a page stores them here
 * and the worker reads them, because the browser's messages cannot carry files.
 */
export const files = {
  put: (id: string, file: Blob): Promise<void> => values.set(id, file),
  get: values.get,
  remove: values.remove,
  clear: values.clear,
};
