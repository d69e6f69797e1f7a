import { describe, expect, test } from 'vitest';
import { vacancyIds } from '../../sandbox/index.ts';
import { type Tab, until } from './browser.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';

/** Notes from now on which buttons, tabs and links move although nothing was pressed; only Chromium reports that. */
const watch = (tab: Tab) =>
  tab.evaluate(() => {
    const moved: string[] = [];
    Object.assign(globalThis, { moved });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (Reflect.get(entry, 'hadRecentInput')) continue;
        const sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[] = Reflect.get(
          entry,
          'sources',
        );
        for (const { node, previousRect, currentRect } of sources) {
          if (!(node instanceof Element) || previousRect.y === currentRect.y || previousRect.height === 0)
            continue;
          const controls = 'button, a, [role=tab]';
          if (node.closest(controls) || node.querySelector(controls))
            moved.push(node.outerHTML.slice(0, 120));
        }
      }
    }).observe({ type: 'layout-shift' });
  }, null);
const moved = (tab: Tab) => tab.evaluate((): string[] => Reflect.get(globalThis, 'moved'), null);

describe.runIf(browsers.includes('chromium'))('while answers are late, in chromium', () => {
  const at = staged('chromium', { sameWorld: true });

  test('the next person’s buttons and tabs stay where they are', async () => {
    const stage = at();
    const inbox = await stage.inbox(`vacancy=${vacancyIds.chiefAccountant}`);
    await until('on a row', async () => (await inbox.count('.resp .pick:focus')) === 1);
    await watch(inbox.tab);
    stage.faults.add({ match: { host: 'api.hh.ru' }, kind: 'delay', ms: 800 });
    await inbox.press('Enter');
    await inbox.says('Раньше не общались');
    await inbox.says(/ещё \d+ просмотр/);
    expect(await moved(inbox.tab)).toEqual([]);
  });

  test('the popup’s list moves once when a row is selected', async () => {
    const stage = at();
    const popup = await stage.popup();
    await popup.tab.resize(400, 600);
    await popup.says('Петрова Инна Сергеевна');
    stage.faults.add({ match: { host: 'api.hh.ru' }, kind: 'delay', ms: 1200 });
    await popup.press('KeyX');
    const top = () =>
      popup.run((root) => root?.querySelector('#list')?.getBoundingClientRect().top ?? null, null);
    await until('a selected row', async () => (await popup.count('.item.sel')) === 1);
    const first = await top();
    await until('what can be done', async () => (await popup.count('.many-acts .danger')) === 1);
    expect(await top()).toBe(first);
  });
});
