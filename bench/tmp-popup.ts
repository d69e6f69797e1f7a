import { startSandbox } from '../sandbox/index.ts';
import { startChromium } from './chromium.ts';
import { extensionOf, signIn } from './extension.ts';
import { inboxOf } from './inbox.ts';
import { openPage } from './paint.ts';

// node bench/tmp-popup.ts DIR PATH SELECTOR ROWS OUT
const [dir = '', path = 'popup.html', selector = '[data-stop^="row:"]', rows = '50', out = ''] = process.argv.slice(2);
import { writeFileSync } from 'node:fs';
const sandbox = await startSandbox();
const browser = await startChromium(dir, sandbox);
try {
  const isOurs = selector !== '#line';
  if (isOurs) {
    const ext = extensionOf(browser);
    await signIn(ext, sandbox.world.issueToken().access_token);
    await new Promise((r) => setTimeout(r, 1500));
    await ext.writeInbox(inboxOf(Number(rows)));
  }
  const subject = { kind: isOurs ? 'otklik' : 'control', browser, sandbox } as const;
  const events: any[] = [];
  browser.root.on('Tracing.dataCollected', ({ value }: any) => events.push(...value));
  const all: any[] = [];
  for (let round = 0; round < 6; round++) {
    events.length = 0;
    const cats = ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', 'blink.user_timing', 'v8.execute', 'disabled-by-default-v8.compile', 'loading', 'blink', 'extensions', 'toplevel.ipc0', 'navigation'];
    if (round === 5) cats.push('disabled-by-default-v8.cpu_profiler');
    await browser.root.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: cats } });
    const done = new Promise<void>((r) => browser.root.on('Tracing.tracingComplete', () => r()));
    const page = await openPage(subject, { path, selector, width: 408, height: 588 });
    const t = await page.evaluate<any>('Promise.all([benchPaint, benchRows]).then(([first, rows]) => ({first, rows, res: performance.getEntriesByType("resource").map((r) => [r.name.split("/").pop(), Math.round(r.startTime*10)/10, Math.round(r.responseEnd*10)/10]), nav: performance.getEntriesByType("navigation")[0].toJSON()}))');
    await page.close();
    await browser.root.send('Tracing.end');
    await done;
    all.push(t);
    console.log(round, 'first', t.first.toFixed(1), 'rows', t.rows.toFixed(1), 'domInteractive', t.nav.domInteractive.toFixed(1), 'respEnd', t.nav.responseEnd.toFixed(1), 'DCL', t.nav.domContentLoadedEventStart.toFixed(1));
    if (round >= 4) {
      console.log(JSON.stringify(t.res));
      writeFileSync(`${out}.${round}.json`, JSON.stringify({ traceEvents: events }));
    }
  }
} finally {
  await browser.close();
  await sandbox.close();
}
