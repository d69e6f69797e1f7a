import { startSandbox } from '../sandbox/index.ts';
import { heldNegotiations } from './applicant-negotiations.ts';
import { startChromium } from './chromium.ts';
import { extensionOf } from './extension.ts';
import { measureOpening, type Paint } from './paint.ts';
import type { Subject } from './subject.ts';

/** How many negotiations are in the store, and how popup and inbox page opened with them. */
export type ApplicantOpenings = { negotiations: number; popup: Paint[]; inbox: Paint[] }[];

const popup = { path: 'popup.html', width: 408, height: 588, selector: '.item [data-stop]' };
const inbox = { path: 'inbox.html?page=applicant', width: 1400, height: 860, selector: '.resp [data-stop]' };

/**
 * Opens both pages with few and with many negotiations in turns, while nobody is signed in; nothing is requested from
 * hh.
 */
export async function measureApplicantPages(
  extensionDir: string,
  rounds: number,
): Promise<ApplicantOpenings> {
  const sandbox = await startSandbox({ world: { kind: 'applicant' } });
  try {
    const browser = await startChromium(extensionDir, sandbox);
    try {
      const subject: Subject = { kind: 'otklik', browser, sandbox };
      const extension = extensionOf(browser);
      await extension.ask('saveSettings', { readPages: true });
      const openings: ApplicantOpenings = [20, 2000].map((negotiations) => ({
        negotiations,
        popup: [],
        inbox: [],
      }));
      // One round more than counted: the first warms the caches.
      for (let round = 0; round <= rounds; round++) {
        for (const opening of openings) {
          await extension.write(heldNegotiations(opening.negotiations));
          // The first page moves them into the database, which happens only once in the life of a profile.
          await measureOpening(subject, popup);
          const paints = {
            popup: await measureOpening(subject, popup),
            inbox: await measureOpening(subject, inbox),
          };
          if (round === 0) continue;
          opening.popup.push(paints.popup);
          opening.inbox.push(paints.inbox);
        }
      }
      return openings;
    } finally {
      await browser.close();
    }
  } finally {
    await sandbox.close();
  }
}
