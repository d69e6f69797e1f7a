import { startSandbox } from '../sandbox/index.ts';
import { startChromium } from './chromium.ts';
import { deskOf } from './desk.ts';
import { measureOpening, type Paint } from './paint.ts';
import type { Subject } from './subject.ts';
import { topicsOf } from './topics.ts';

/** How many negotiations stand in the store, and how popup and inbox page opened over them. */
export type SeekerOpenings = { topics: number; popup: Paint[]; inbox: Paint[] }[];

const popup = { path: 'popup.html', width: 408, height: 588, selector: '.topic [data-stop]' };
const inbox = { path: 'inbox.html?page=applicant', width: 1400, height: 860, selector: '.resp [data-stop]' };

/** Opens both over few and over many negotiations, in turns, for who is not signed in; hh is asked for nothing. */
export async function measureSeeker(extensionDir: string, rounds: number): Promise<SeekerOpenings> {
  const sandbox = await startSandbox({ world: { kind: 'applicant' } });
  try {
    const browser = await startChromium(extensionDir, sandbox);
    try {
      const subject: Subject = { kind: 'otklik', browser, sandbox };
      const desk = deskOf(browser);
      await desk.ask('saveSettings', { readPages: true });
      const openings: SeekerOpenings = [20, 2000].map((topics) => ({ topics, popup: [], inbox: [] }));
      // One round more than counts: the first warms the caches.
      for (let round = 0; round <= rounds; round++) {
        for (const opening of openings) {
          await desk.write(topicsOf(opening.topics));
          // The first page moves them into the database, which is done once in a profile's life.
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
