import { createWorker, outboxAlarm, type Worker } from '../../../utils/worker/worker.ts';
import type { Extension } from './browser.ts';

/** The worker as the background script starts it, but without polls, which only read. */
export interface WorkerExtension extends Extension {
  worker: Worker;
}

export function startExtension(): WorkerExtension {
  const worker = createWorker();
  // As in the browser, an error here is only logged.
  worker.start().catch(() => {});
  return {
    worker,
    onStarted: () => {},
    onAlarm: (name) => {
      if (name === outboxAlarm) worker.runOutbox();
    },
    onOnline: () => worker.runOutbox(),
  };
}
