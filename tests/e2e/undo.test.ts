import { describe, expect, test } from 'vitest';
import { until } from './browser.ts';
import { takenBack } from './settled.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import { type Surface, sendKey } from './surface.ts';
import { ru } from './words.ts';

/** What a click in the middle of the panel's button would hit in hh's page: our element, or something of hh's. */
async function hit(panel: Surface, words: string): Promise<string> {
  const at = await panel.run((root, name) => {
    const found = [...(root?.querySelectorAll('button') ?? [])].find((one) =>
      one.textContent?.startsWith(name),
    );
    const box = found?.getBoundingClientRect();
    return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
  }, words);
  if (!at) throw new Error(`No button ${words}`);
  return panel.tab.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.localName ?? 'nothing', at);
}

describe.each(browsers)('undo in %s', (name) => {
  describe.each([
    { width: 1280, height: 620 },
    { width: 1000, height: 400 },
  ])('in a window of $width × $height', (viewport) => {
    const at = staged(name, { undoSeconds: 20, viewport });

    test('is reached by a click in the panel, and hh hears nothing of it', async () => {
      const stage = at();
      const id = stage.negotiationOf('Петрова');
      const panel = await stage.resume(id);
      await panel.click('Отказ');
      await until('the letter', async () => (await panel.value(ru('action_letter')))?.includes('Инна'));
      await panel.press(sendKey);
      await panel.says(ru('undo_take_back'));
      const address = await panel.tab.evaluate(() => location.href, null);
      expect(await hit(panel, ru('undo_take_back'))).toBe('otklik-panel');
      await panel.click(ru('undo_take_back'));
      await panel.saysNoMore(ru('undo_take_back'));
      await takenBack(stage);
      expect(await panel.tab.evaluate(() => location.href, null)).toBe(address);
      expect(stage.world.negotiation(id).stageId).toBe('response');
    });
  });

  describe('as it appears', () => {
    const at = staged(name, { undoSeconds: 20 });

    test('nothing else moves, and the live region that stood before has words', async () => {
      const stage = at();
      const popup = await stage.popup();
      // The last row: the popup is as high as it will be.
      await popup.says('Дьяченко Олег Павлович');
      const before = [await popup.box('#list'), await popup.box('.foot'), await popup.box('.item')];
      expect(await popup.count('.undo-place [role=status]')).toBe(1);
      await popup.press('KeyE');
      await popup.says(ru('undo_take_back'));
      expect([await popup.box('#list'), await popup.box('.foot')]).toEqual(before.slice(0, 2));
      const said = () =>
        popup.run((root) => root?.querySelector('.undo-place [role=status]')?.textContent, null);
      await until('said', async () => /уйдёт через \d+\sс, клавиша Z отменит/.test((await said()) ?? ''));
    });

    test('in the panel it floats under the verdict', async () => {
      const stage = at();
      const panel = await stage.resume(stage.negotiationOf('Петрова'));
      await panel.click(ru('panel_chat'));
      await panel.says('пример отчётности могу показать');
      await until('the composer', async () => (await panel.value(ru('composer_label'))) !== null);
      const before = [await panel.box('.panel'), await panel.box('.body')];
      await panel.click(ru('chat_mark_viewed'));
      await panel.says(ru('undo_take_back'));
      expect([await panel.box('.panel'), await panel.box('.body')]).toEqual(before);
      const below = async () => {
        const [verdict, toast] = [await panel.box('.verdict'), await panel.box('.toast')];
        return Math.round((toast?.y ?? 0) - (verdict?.y ?? 0) - (verdict?.height ?? 0));
      };
      await expect.poll(below).toBe(8);
    });
  });
});
