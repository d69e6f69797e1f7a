import { options } from 'preact';
import { vi } from 'vitest';
import { partly } from '../tests/partly.ts';
import { getMessage } from '../tests/russian.ts';
import type { Worker } from '../utils/messaging/client.ts';

/** Replaces `wxt/browser` in tests of views: returns the Russian texts, as the browser does. */
export const browser = { i18n: { getMessage } };

/** Lets promises and Preact's own queue finish; effects run at once instead of after a frame. */
export async function settled() {
  for (let turn = 0; turn < 5; turn += 1) await vi.advanceTimersByTimeAsync(0);
}

options.requestAnimationFrame = (run) => void queueMicrotask(run);

/** Any part of the worker client, and of each of its groups. */
export type PartOfWorker = {
  [Name in keyof Worker]?: Worker[Name] extends (...of: never[]) => unknown
    ? Worker[Name]
    : Partial<Worker[Name]>;
};

/** A worker client for tests; a call that is not given throws. */
export const fakeWorker = (part: PartOfWorker): Worker =>
  partly<Worker>({
    list: {},
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
