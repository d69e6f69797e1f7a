import { describe, expect, test } from 'vitest';
import { until } from './browser.ts';
import { takenBack } from './settled.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import { sendKey } from './surface.ts';

describe.each(browsers)('the main job in %s', (name) => {
  const at = staged(name, { signedIn: false, undoSeconds: 20 });

  test('leads from the sign-in to a refusal that is undone and a refusal that arrives', async () => {
    const stage = at();
    const options = await stage.settingsPage();
    await options.fill('Client ID', 'APP');
    await options.fill('Client Secret', 'SECRET');
    await options.click('Сохранить');
    await options.says('Сохранено');
    await options.click('Войти через hh.ru');
    await options.says('Орлова Марина Викторовна');

    await stage.badgeSays({ text: '7', title: '5 непросмотренных откликов' });

    const popup = await stage.popup();
    await popup.says('Петрова Инна Сергеевна');

    const id = stage.negotiationOf('Петрова');
    const panel = await stage.resume(id);
    await panel.says('Отказано 4 месяца назад');
    expect(stage.ledger.traces()).toBe(0);

    await panel.click('Отказ');
    await until('the template', async () => (await panel.value('Письмо'))?.includes('Инна'));
    await panel.press(sendKey);
    await panel.says('Отменить');
    await panel.tab.click(5, 5);
    await panel.click('Отменить');
    await panel.saysNoMore('Отменить');
    await takenBack(stage);
    expect(stage.ledger.traces()).toBe(0);

    await stage.settings({ undoSeconds: 1 });
    await panel.click('Отказ');
    await until('the letter is back', async () => (await panel.value('Письмо'))?.includes('Инна'));
    await panel.press(sendKey);
    await until('hh knows', () => stage.world.negotiation(id).stageId === 'discard_by_employer');
    expect(stage.ledger.effects.stateChanges).toEqual([
      { negotiationId: id, from: 'response', to: 'discard_by_employer', withMessage: true },
    ]);
    await panel.says(/Отказ/);
    await stage.badgeSays({ text: '6' });
  });
});
