import { negotiationId } from './content-script.ts';
import { messageOf } from './extension.ts';
import type { Subject } from './subject.ts';

export interface Answers {
  /** Milliseconds until the answer; `cold`: of a worker that has to be started first. */
  cold: number;
  warm: number;
}

/** Asks for a stored negotiation, which was read before. The control's worker echoes. */
export async function measureAnswers({ browser }: Subject): Promise<Answers> {
  const ask = () =>
    browser.ownPage.evaluate<number>(`(async () => {
      const from = performance.now();
      const answer = await chrome.runtime.sendMessage(${messageOf('readNegotiation', negotiationId)});
      if (!answer || answer.err || answer.res?.ok === false) throw new Error(JSON.stringify(answer));
      return performance.now() - from;
    })()`);
  await ask();
  await browser.stopWorker();
  const cold = await ask();
  return { cold, warm: await ask() };
}
