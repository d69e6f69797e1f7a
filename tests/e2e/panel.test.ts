import { describe, expect, test } from 'vitest';
import { until } from './browser.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { type Surface, sendKey } from './surface.ts';
import { ru, ruPlural } from './words.ts';

const verdict = 'Отказано 4 месяца назад';
const petrova = (stage: Stage) => stage.resume(stage.negotiationOf('Петрова'));

/** hh's own controls that lie under this part of ours. */
async function covered(panel: Surface, selector: string): Promise<string[]> {
  const box = await panel.box(selector);
  if (!box) throw new Error(`no ${selector}`);
  return panel.tab.evaluate(
    ({ x, y, width, height }) =>
      [...document.querySelectorAll('a, button')].flatMap((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const apart = right <= x || left >= x + width || bottom <= y || top >= y + height;
        return apart ? [] : [one.textContent ?? ''];
      }),
    box,
  );
}

describe.each(browsers)('the panel in %s', (name) => {
  describe('before anybody has opened it', () => {
    const at = staged(name, { panelOpen: null, undoSeconds: 1 });
    const sizes = [
      { width: 1366, height: 768 },
      { width: 1280, height: 620 },
      { width: 1200, height: 800 },
      { width: 1000, height: 400 },
    ];

    test('starts as a tab that covers nothing of hh’s at any size; opens, ends above hh’s chat, acts by key, and is remembered', async () => {
      const stage = at();
      const id = stage.negotiationOf('Петрова');
      const panel = await stage.resume(id);
      /** Reloads the page at each size, because the panel's place is decided at the start. */
      const atEachSize = async (look: (size: (typeof sizes)[number]) => Promise<void>) => {
        for (const size of sizes) {
          await panel.tab.resize(size.width, size.height);
          await panel.tab.goto(stage.world.resumeUrl(id));
          await look(size);
        }
      };
      await atEachSize(async ({ width }) => {
        await until('the verdict', async () => (await panel.count('.tab.bad')) === 1);
        expect(await covered(panel, '.tab')).toEqual([]);
        expect((await panel.box('.tab'))?.width).toBe(width < 1200 ? 32 : 64);
        expect(await panel.count('.panel')).toBe(0);
      });
      expect(stage.ledger.traces()).toBe(0);

      await panel.click(ru('panel_open', verdict));
      await panel.says(verdict);
      await atEachSize(async ({ height }) => {
        await panel.says(ru('panel_inbox'));
        const box = await panel.box('.panel');
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height - 88);
      });
      expect(await panel.count('h1, h2, h3, h4, [role=heading]')).toBe(0);

      // The person who opens it has the keyboard in it.
      await panel.click(ru('panel_close'));
      await panel.click(ru('panel_open', verdict));
      await expect.poll(() => panel.count('.panel:focus, .panel :focus')).toBe(1);
      await panel.press('KeyR');
      await until('the letter', async () => (await panel.value(ru('action_letter')))?.includes('Инна'));
      await panel.press(sendKey);
      await until('hh knows', () => stage.world.negotiation(id).stageId === 'discard_by_employer');
      expect(stage.ledger.effects.messagesSent).toHaveLength(1);

      const next = await stage.resume(stage.negotiationOf('Rahimova'));
      await next.says(ru('verdict_only_now'));
      await next.says(ru('panel_inbox'));
    });
  });

  describe('on a page with room beside hh’s content', () => {
    const at = staged(name, { panelOpen: null, viewport: { width: 1920, height: 900 } });

    test('starts open, and covers no control of hh’s', async () => {
      const panel = await petrova(at());
      await panel.says(verdict);
      await panel.says(ru('panel_inbox'));
      expect(await covered(panel, '.panel')).toEqual([]);
    });
  });

  describe('for a person with a long history', () => {
    const at = staged(name, { viewport: { width: 1280, height: 620 } });

    test('shows thirty past vacancies, one line each: three, all, three again, with the link to the list in view', async () => {
      const stage = at();
      const { world } = stage;
      const { resumeHash } = world.negotiation(stage.negotiationOf('Петрова'));
      const [some] = world.vacancies.values();
      if (!some) throw new Error('no vacancy');
      const when = world.now() - 400 * 86_400_000;
      for (let past = 0; past < 27; past += 1) {
        const id = String(97_000_000 + past);
        world.vacancies.set(id, { ...some, id, name: `Бухгалтер ${past + 1}`, archivedAt: when });
        world.addNegotiation({
          id: String(4_700_000_000 + past),
          vacancyId: id,
          resumeHash,
          stageId: 'discard_by_employer',
          state: 'discard',
          viewed: true,
          changes: [{ at: when, stageId: 'discard_by_employer', withMessage: true }],
        });
      }
      const panel = await petrova(stage);
      await panel.says(ruPlural('count_vacancies', 30));
      await expect.poll(() => panel.count('.past')).toBe(3);
      await panel.click(ruPlural('history_more', 27));
      await until('all', async () => (await panel.count('.past')) === 30);
      const inSight = async (words: string) => {
        const box = await panel.run((root, given) => {
          const found = [...(root?.querySelectorAll('button') ?? [])].find((one) =>
            one.textContent?.includes(given),
          );
          const rect = found?.getBoundingClientRect();
          return rect ? { top: rect.top, bottom: rect.bottom } : null;
        }, words);
        return box !== null && box.top >= 0 && box.bottom <= 620 - 88;
      };
      await expect.poll(() => inSight(ru('history_less'))).toBe(true);
      await expect.poll(() => inSight(ru('panel_inbox'))).toBe(true);
      await panel.click('Бухгалтер 9');
      await panel.says(ru('history_archived'));
      await panel.click(ru('history_less'));
      await until('three', async () => (await panel.count('.past')) === 3);
      expect(stage.ledger.traces()).toBe(0);
    });
  });
});
