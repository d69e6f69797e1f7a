import type { Page } from './page.ts';
import type { Subject } from './subject.ts';
import { cpuMs, traced } from './trace.ts';

export interface Paint {
  /**
   * First contentful paint, and the first frame with rows (or with the empty list), in ms from the start of
   * navigation.
   */
  first: number;
  rows: number;
  /** CPU time of the page's main thread until then. */
  cpu: number;
}

/** A page of the extension, and what must appear on it. */
export interface Opening {
  /** `popup.html`, possibly with a query. */
  path: string;
  /** Waits for the first element that matches this. */
  selector: string;
  width: number;
  height: number;
}

/** Measures the end of the first frame that contains `selector`; runs before the page's own script. */
const watchFor = (selector: string) => `globalThis.benchRows = new Promise((found, failed) => {
  const late = () => failed(new Error('No ${selector} within 20 s: ' + document.body?.innerText.slice(0, 500)));
  const limit = setTimeout(late, 20_000);
  const look = () => {
    if (!document.querySelector('${selector}')) return;
    watch.disconnect();
    clearTimeout(limit);
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

/** Opens the page in a fresh tab. */
export async function openPage({ browser, kind }: Subject, opening: Opening): Promise<Page> {
  const { path, selector, width, height } = opening;
  const size = { width, height, deviceScaleFactor: 1, mobile: false };
  const page = await browser.newPage();
  await page.session.send('Emulation.setDeviceMetricsOverride', size);
  await page.session.send('Page.addScriptToEvaluateOnNewDocument', { source: watchFor(selector) });
  await page.goto(`${browser.origin}/${path}`).catch((error: unknown) => {
    throw new Error(`${path} of ${kind}: ${String(error)}`);
  });
  return page;
}

/** Measures from the start of the navigation until the element appears. */
export async function measureOpening(subject: Subject, opening: Opening): Promise<Paint> {
  let paint = { first: 0, rows: 0 };
  const trace = await traced(subject.browser.root, async () => {
    const page = await openPage(subject, opening);
    paint = await page.evaluate(
      'Promise.all([benchPaint, benchRows]).then(([first, rows]) => ({ first, rows }))',
    );
    await page.close();
  });
  const thread = trace.mark('bench:rows');
  return { ...paint, cpu: cpuMs(trace.tasks(thread, 0, thread.ts)) };
}
