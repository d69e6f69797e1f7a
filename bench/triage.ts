import { startSandbox } from '../sandbox/index.ts';
import type { Build } from './build.ts';
import { startChromium } from './chromium.ts';
import { extensionOf, signIn } from './extension.ts';
import type { Page } from './page.ts';
import { openPage } from './paint.ts';
import { median } from './subject.ts';
import { compared, type Line, number, type Part, within } from './table.ts';
import { until } from './until.ts';

/** The number of decisions on responses to one vacancy; half of them are refused with the vacancy's letter. */
const decisions = 100;
/** Further responses: at the end one of them is open, and some are read ahead. */
const others = 20;
const byMouse = 10;
const desktop = { width: 1366, height: 768 };
const settledMs = 4000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const keyCodes: Record<string, number> = { Enter: 13, KeyR: 82, KeyH: 72 };

/** Presses a key like a person. */
async function press({ session }: Page, code: keyof typeof keyCodes): Promise<void> {
  const key = {
    code,
    key: code === 'Enter' ? code : code.slice(3).toLowerCase(),
    windowsVirtualKeyCode: keyCodes[code] ?? 0,
  };
  await session.send('Input.dispatchKeyEvent', {
    type: 'keyDown',
    ...key,
    text: code === 'Enter' ? '\r' : key.key,
  });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}

/** Measures the time from the next Enter to the end of the first frame in which `shown` has changed. */
const watchNext = (shown: string) => `globalThis.benchNext = new Promise((found) => {
  addEventListener('keydown', function pressed(event) {
    if (event.code !== 'Enter') return;
    removeEventListener('keydown', pressed, true);
    const from = performance.now();
    const shown = () => ${shown};
    const before = shown();
    const look = () => {
      if (shown() === before) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => found(performance.now() - from);
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  }, true);
});`;
const openName = `document.querySelector('article.neg')?.getAttribute('aria-label')`;

/** One of the two ways to decide. */
interface Half {
  keys: number;
  requests: number;
  /** ms from the key press that decides until the next person is painted. */
  next: number[];
}

interface Triage {
  refused: Half;
  moved: Half;
  /** ms for a frame of the control: a key press that changes one word, until it is painted. */
  frame: number[];
  /** How often the focus was lost after a decision. */
  lost: number;
  /** Clicks for one refusal with the mouse. */
  clicks: number;
  /** Responses marked as viewed without a decision. */
  marks: number;
}

async function measureFrames(build: Build, rounds: number): Promise<number[]> {
  const sandbox = await startSandbox();
  try {
    const browser = await startChromium(build.control, sandbox);
    try {
      const page = await browser.newPage();
      await page.goto(`${browser.origin}/popup.html`);
      await page.evaluate(`document.body.textContent = '0';
        addEventListener('keydown', () => { document.body.textContent = Number(document.body.textContent) + 1; })`);
      const frames: number[] = [];
      for (let round = 0; round < rounds; round++) {
        await page.evaluate(`${watchNext('document.body.textContent')} null`);
        await press(page, 'Enter');
        frames.push(await page.evaluate<number>('benchNext'));
      }
      return frames;
    } finally {
      await browser.close();
    }
  } finally {
    await sandbox.close();
  }
}

/** A hundred decisions by keyboard, as fast as the letters are loaded, and some by mouse. */
async function measureDecisions(extensionDir: string): Promise<Omit<Triage, 'frame'>> {
  const sandbox = await startSandbox({
    world: { vacancies: 1, unreadPerVacancy: decisions + byMouse + others },
  });
  const { ledger, world } = sandbox;
  try {
    const browser = await startChromium(extensionDir, sandbox);
    try {
      const extension = extensionOf(browser);
      await signIn(extension, world.issueToken().access_token);
      await extension.ask('saveSettings', { undoSeconds: 3 });
      await pause(settledMs);
      const subject = { kind: 'otklik' as const, browser, sandbox };
      const path = 'inbox.html?vacancy=95000000';
      const page = await openPage(subject, { ...desktop, path, selector: '.resp [data-stop]' });
      await page.evaluate('benchRows');
      await pause(settledMs);
      await press(page, 'Enter');
      await until('the first is open', () => page.evaluate<boolean>(`Boolean(${openName})`));
      await pause(settledMs);

      const made = new Set<string>();
      const openId = () => page.evaluate<string>(`new URLSearchParams(location.search).get('negotiation')`);
      const letter = () =>
        until('the letter', () =>
          page.evaluate<boolean>(`Boolean(document.querySelector('.form textarea')?.value)`),
        );
      let lost = 0;
      const looked = async () => {
        if (await page.evaluate<boolean>('document.activeElement === document.body')) lost++;
      };
      const leftOver = () =>
        [...world.negotiations.values()].filter(({ id, stageId }) => made.has(id) && stageId === 'response')
          .length;
      const settled = async () => {
        await until('all is settled', () => leftOver() === 0, { timeout: 300_000, every: 200 });
        await pause(settledMs);
      };

      const half = async (code: 'KeyR' | 'KeyH'): Promise<Half> => {
        const begun = ledger.mark();
        const next: number[] = [];
        let keys = 0;
        for (let turn = 0; turn < decisions / 2; turn++) {
          made.add(await openId());
          await page.evaluate(`${watchNext(openName)} null`);
          await press(page, code);
          if (code === 'KeyR') await letter();
          else
            await until('its form', () =>
              page.evaluate<boolean>(`document.activeElement?.getAttribute('type') === 'submit'`),
            );
          await press(page, 'Enter');
          next.push(await page.evaluate<number>('benchNext'));
          keys += 2;
          await looked();
        }
        await settled();
        const { requests } = ledger.since(begun);
        const asked = requests.filter(({ host }) => host === 'api.hh.ru').length;
        return { keys: keys / (decisions / 2), requests: asked / (decisions / 2), next };
      };
      const refused = await half('KeyR');
      const moved = await half('KeyH');

      let clicks = 0;
      for (let turn = 0; turn < byMouse; turn++) {
        const id = await openId();
        made.add(id);
        const click = async (selector: string) => {
          clicks++;
          await page.evaluate(`document.querySelector('${selector}').click()`);
        };
        await click('.neg .btn.danger');
        await letter();
        await click('.neg .form [type=submit]');
        await until('the next', async () => (await openId()) !== id);
        await looked();
      }
      await settled();
      const marks = ledger.effects.viewed.filter((id) => !made.has(id)).length;
      return { refused, moved, lost, clicks: clicks / byMouse, marks };
    } finally {
      await browser.close();
    }
  } finally {
    await sandbox.close();
  }
}

export async function measureTriage(build: Build): Promise<Part> {
  const frame = await measureFrames(build, decisions / 2);
  const { refused, moved, lost, clicks, marks } = await measureDecisions(build.chrome);
  const count = (what: string, value: number, most?: number): Line => ({
    what,
    otklik: value.toFixed(value % 1 === 0 ? 0 : 2),
    ...(most !== undefined && { budget: within(value, most) }),
  });
  const whole = median(frame);
  return {
    title: 'Triage',
    note: `${decisions} responses to one vacancy: half are rejected with the vacancy's letter, half are moved without one. A script presses the keys a person would, and waits for each letter before Enter. Requests are all that hh received from the first key to the last settled write, including reading ahead and reloading lists. The control changes one word on a key press, until the frame is painted.`,
    lines: [
      count('keys for a rejection with its letter', refused.keys, 2),
      count('keys for a move without a letter', moved.keys, 2),
      count('clicks for a rejection with its letter', clicks),
      count('requests a decision', (refused.requests + moved.requests) / 2, 3),
      // History, letter and PUT; and for every fifty people a page of the list.
      count('of these for a rejection with its letter', refused.requests),
      count('of these for a move without a letter', moved.requests),
      compared('key press to next person painted', median([...refused.next, ...moved.next]), whole),
      { what: 'the same, the slowest', otklik: number(Math.max(...refused.next, ...moved.next), 'ms') },
      count('times the focus was lost', lost, 0),
      count('responses marked as viewed without a click', marks, 0),
    ],
  };
}
