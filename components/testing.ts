import { options } from 'preact';
import { vi } from 'vitest';
import { partly } from '../tests/partly.ts';
import { getMessage } from '../tests/russian.ts';
import type { Worker } from '../utils/messaging/client.ts';

/** Stands in for `wxt/browser` in tests of views: the Russian words, as the browser gives them. */
export const browser = { i18n: { getMessage } };

/** Lets promises and Preact's own queue come to rest; effects run at once instead of after a frame. */
export async function settled() {
  for (let turn = 0; turn < 5; turn += 1) await vi.advanceTimersByTimeAsync(0);
}

options.requestAnimationFrame = (run) => void queueMicrotask(run);

/** As much of the worker, and of each of its groups, as is named. */
export type PartOfWorker = {
  [Name in keyof Worker]?: Worker[Name] extends (...of: never[]) => unknown
    ? Worker[Name]
    : Partial<Worker[Name]>;
};

/** For tests: what is not named throws when it is called. */
export const fakeWorker = (part: PartOfWorker): Worker =>
  partly<Worker>({
    list: {},
    filters: {},
    negotiation: {},
    applicant: {},
    company: {},
    backup: {},
    exports: {},
    forget: {},
    search: {},
    store: {},
    ...part,
  });
