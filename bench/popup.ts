import { deskOf } from './desk.ts';
import { inboxOf } from './inbox.ts';
import type { Page } from './page.ts';
import type { Subject } from './subject.ts';
import { cpuMs, longestMs, traced } from './trace.ts';

export interface Paint {
  /** First contentful paint and the first frame with rows in it (or with the empty list), in ms from the click. */
  first: number;
  rows: number;
  /** CPU time of the page's main thread until then. */
  cpu: number;
}

const size = { width: 408, height: 588, deviceScaleFactor: 1, mobile: false };

/** Notes the end of the first frame in which `selector` stands; runs before the page's own script. */
const watchFor = (selector: string) => `globalThis.benchRows = new Promise((found) => {
  const look = () => {
    if (!document.querySelector('${selector}')) return;
    watch.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        performance.mark('bench:rows');
        found(performance.now());
      };
      port2.postMessage(null);
    });
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true });
});
globalThis.benchPaint = new Promise((found) => {
  new PerformanceObserver((list) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0];
    if (paint) found(paint.startTime);
  }).observe({ type: 'paint', buffered: true });
});`;

async function open({ browser, kind }: Subject, selector: string): Promise<Page> {
  const page = await browser.newPage();
  await page.session.send('Emulation.setDeviceMetricsOverride', size);
  await page.session.send('Page.addScriptToEvaluateOnNewDocument', { source: watchFor(selector) });
  await page.goto(`${browser.origin}/popup.html`).catch((error: unknown) => {
    throw new Error(`The popup of ${kind}: ${String(error)}`);
  });
  return page;
}

/** Opens the popup over a store with so many rows; the control's shows its line. */
export async function measurePaint(subject: Subject, rows: number): Promise<Paint> {
  const { browser, kind } = subject;
  if (kind === 'otklik') await deskOf(browser).write('inbox', inboxOf(rows));
  const selector = kind === 'control' ? '#line' : rows > 0 ? '[data-stop^="row:"]' : '#list > *';
  let paint = { first: 0, rows: 0 };
  const trace = await traced(browser.root, async () => {
    const page = await open(subject, selector);
    paint = await page.evaluate(
      'Promise.all([benchPaint, benchRows]).then(([first, rows]) => ({ first, rows }))',
    );
    await page.close();
  });
  const thread = trace.mark('bench:rows');
  return { ...paint, cpu: cpuMs(trace.tasks(thread, 0, thread.ts)) };
}

export interface Smoothness {
  /** The longest task, in ms of CPU, while scrolling a page at a time to the end of all rows. */
  scroll: number;
  /** The same while typing a word into the filter, all rows having been drawn. */
  typing: number;
  drawn: number;
}

const word = 'бухгалтер';
const frame = 'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))';

export async function measureSmoothness(subject: Subject, rows: number): Promise<Smoothness> {
  const { browser } = subject;
  await deskOf(browser).write('inbox', inboxOf(rows));
  const page = await open(subject, '[data-stop^="row:"]');
  await page.evaluate('benchRows');
  let drawn = 0;
  const trace = await traced(browser.root, async () => {
    await page.evaluate(`performance.mark('bench:scroll')`);
    drawn = await page.evaluate(`(async () => {
      const rows = () => document.querySelectorAll('[data-stop^="row:"]').length;
      const inner = document.querySelector('#list');
      const pane = inner.scrollHeight > inner.clientHeight ? inner : document.scrollingElement;
      const atEnd = () => pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 1;
      for (let still = 0; still < 30; still++) {
        while (!atEnd()) {
          pane.scrollTop += pane.clientHeight;
          still = 0;
          await ${frame};
        }
        if (rows() >= ${rows}) break;
        await ${frame};
      }
      return rows();
    })()`);
    await page.evaluate(
      `performance.mark('bench:typing'); document.querySelector('input[type=search]').focus()`,
    );
    for (const letter of word) {
      await page.session.send('Input.insertText', { text: letter });
      await page.evaluate(frame);
    }
    await page.evaluate(`performance.mark('bench:typed')`);
  });
  await page.close();
  const scroll = trace.mark('bench:scroll');
  const typing = trace.mark('bench:typing');
  const typed = trace.mark('bench:typed');
  return {
    scroll: longestMs(trace.tasks(scroll, scroll.ts, typing.ts)),
    typing: longestMs(trace.tasks(scroll, typing.ts, typed.ts)),
    drawn,
  };
}
