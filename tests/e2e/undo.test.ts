import { describe, expect, test } from 'vitest';
import { vacancyIds } from '../../sandbox/index.ts';
import { asId, type EntryId, type NegotiationId, type VacancyId } from '../../utils/ids.ts';
import { until } from './browser.ts';
import { takenBack } from './settled.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { type Surface, sendKey } from './surface.ts';
import { ru } from './words.ts';

/** What a click in the middle of the panel's button would hit in hh's page: our element, or one of hh's. */
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

/** Whether the button is completely within the window, with nothing over it. */
const isWithin = (page: Surface) =>
  page.run((root, name) => {
    const found = [...(root?.querySelectorAll('button') ?? [])].find((one) =>
      one.textContent?.startsWith(name),
    );
    if (!found) return false;
    const { left, right, top, bottom } = found.getBoundingClientRect();
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight && found.contains(over);
  }, ru('undo_take_back'));

/** From a large one to the side panel; 683 × 384 is 200 % on a small laptop. */
const windows = [
  [1920, 1080],
  [1366, 768],
  [800, 700],
  [683, 384],
  [400, 700],
  [320, 640],
] as const;
const vacancy = `vacancy=${vacancyIds.chiefAccountant}`;
const pages: Record<string, (stage: Stage) => Promise<Surface>> = {
  popup: (stage) => stage.popup(),
  list: (stage) => stage.inbox(vacancy),
  'open negotiation': (stage) => stage.inbox(`${vacancy}&negotiation=${stage.negotiationOf('Петрова')}`),
  'list of those to come back to': (stage) => stage.inbox('page=back'),
  company: (stage) => stage.inbox('page=company'),
  chats: (stage) => stage.inbox('page=chats'),
  async invitation(stage) {
    const { resumeHash } = stage.world.negotiation(stage.negotiationOf('Петрова'));
    const page = await stage.inbox(`page=invite&resume=${resumeHash}`);
    await page.says(ru('invite_already'));
    return page;
  },
};

/** Writes something that can be undone, as any surface might. */
async function write(stage: Stage): Promise<EntryId> {
  const id = asId<EntryId>(crypto.randomUUID());
  const negotiationIds = [asId<NegotiationId>(stage.negotiationOf('Rahimova'))];
  const vacancyId = asId<VacancyId>(vacancyIds.accountant);
  await stage.tell('write', { id, request: { kind: 'read', vacancyId, negotiationIds } });
  return id;
}

describe.each(browsers)('undo in %s', (name) => {
  describe('in a window of any size', () => {
    const at = staged(name, { undoSeconds: 30, sameWorld: true });

    test.each(Object.keys(pages))('is completely within it: %s', async (which) => {
      const stage = at();
      const page = await pages[which]?.(stage);
      if (!page) throw new Error(which);
      const id = await write(stage);
      await page.says(ru('undo_take_back'));
      for (const [width, height] of windows) {
        await page.tab.resize(width, height);
        await until(`${which} in ${width} × ${height}`, () => isWithin(page));
      }
      await stage.tell('undo', id);
      await takenBack(stage);
    });
  });

  describe.each([
    { width: 1280, height: 620 },
    { width: 1000, height: 400 },
  ])('in a window of $width × $height', (viewport) => {
    const at = staged(name, { undoSeconds: 20, viewport });

    test('is reached by a click in the panel, and hh receives nothing', async () => {
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

  describe('when it appears', () => {
    const at = staged(name, { undoSeconds: 20 });

    test('moves nothing else, and puts words into a live region that existed before', async () => {
      const stage = at();
      const popup = await stage.popup();
      // The last row: the popup has its final height.
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

    test('leaves the text on the company’s page its room', async () => {
      const stage = at();
      const page = await stage.inbox('page=company');
      await page.says(ru('company_mine'));
      const before = await page.box('.company-page');
      await write(stage);
      await page.says(ru('undo_take_back'));
      expect(await page.box('.company-page')).toEqual(before);
    });

    test('floats below the verdict in the panel', async () => {
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
