import { extensionOf } from './extension.ts';
import { inboxOf } from './inbox.ts';
import { measureOpening, openPage, type Paint } from './paint.ts';
import type { Subject } from './subject.ts';
import { longestMs, traced } from './trace.ts';

const popup = { path: 'popup.html', width: 408, height: 588 };

/** Opens the popup with this many rows in the store; the control's popup shows one line. */
export async function measurePaint(subject: Subject, rows: number): Promise<Paint> {
  const { browser, kind } = subject;
  if (kind === 'otklik') await extensionOf(browser).writeInbox(inboxOf(rows));
  const selector = kind === 'control' ? '#line' : rows > 0 ? '[data-stop^="row:"]' : '#list > *';
  return measureOpening(subject, { ...popup, selector });
}

export interface Smoothness {
  /** The longest task, in ms of CPU, while scrolling page by page to the last row. */
  scroll: number;
  /** The same while typing a word into the filter, after all rows were drawn. */
  typing: number;
  drawn: number;
}

const word = 'бухгалтер';
const frame = 'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))';

export async function measureSmoothness(subject: Subject, rows: number): Promise<Smoothness> {
  const { browser } = subject;
  await extensionOf(browser).writeInbox(inboxOf(rows));
  const page = await openPage(subject, { ...popup, selector: '[data-stop^="row:"]' });
  await page.evaluate('benchRows');
  let drawn = 0;
  const trace = await traced(browser.root, async () => {
    await page.evaluate(`performance.mark('bench:scroll')`);
    drawn = await page.evaluate(`(async () => {
      const rows = () => document.querySelectorAll('[data-stop^="row:"]').length;
      const placeOf = (row) => Number(row.getAttribute('aria-posinset'));
      const inner = document.querySelector('#list');
      const pane = inner.scrollHeight > inner.clientHeight ? inner : document.scrollingElement;
      const atEnd = () => pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 1;
      let seen = rows();
      for (let still = 0; still < 30; still++) {
        while (!atEnd()) {
          pane.scrollTop += pane.clientHeight;
          still = 0;
          await ${frame};
          seen = Math.max(seen, ...[...document.querySelectorAll('li[aria-posinset]')].map(placeOf));
        }
        if (seen >= ${rows}) break;
        await ${frame};
      }
      return seen;
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
