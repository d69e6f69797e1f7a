import { describe, expect, test } from 'vitest';
import { until } from './browser.ts';
import { settled, stateOf } from './settled.ts';
import { browsers, type Stage } from './stage.ts';
import { closeChats, staged } from './staged.ts';
import { Surface, sendKey } from './surface.ts';
import { ru } from './words.ts';

/*
 * Chromium itself repeats a request if hh has performed it and closes the kept-alive connection before it answers.
 * Firefox does not.
 */
describe.runIf(browsers.includes('chromium'))('a write that Chromium repeats', () => {
  const at = staged('chromium', { undoSeconds: 0 });

  test('leaves one note at hh: the second copy is deleted', async () => {
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    // Drawn last: no request is in flight then that would make the next one use a new connection.
    await panel.says('Сильная по налогам');
    await panel.click(ru('note_add'));
    stage.faults.add({
      match: { operation: 'add-applicant-comment', keptAlive: true },
      kind: 'cut-after',
      times: 1,
    });
    await panel.fill(ru('note_text'), 'Перезвонить');
    await panel.press(sendKey);
    await until('sent', () => stage.ledger.count('add-applicant-comment') === 2);
    await settled(stage);
    expect(triesOf(stage, 'add-applicant-comment')).toEqual(['POST 0', 'POST 201']);
    const copies = [...stage.world.comments.values()].filter(({ text }) => text === 'Перезвонить');
    expect(copies).toHaveLength(1);
    expect(stage.ledger.effects.comments.map(({ kind }) => kind)).toEqual(['added', 'added', 'deleted']);
  });

  test('says that an old letter, which nobody can delete, is there twice', async () => {
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    const { vacancyId } = stage.world.negotiation(id);
    await closeChats(stage, vacancyId);
    const inbox = new Surface(await stage.newTab(), 'page');
    await inbox.tab.goto(stage.browser.pageUrl(`inbox.html?vacancy=${vacancyId}&negotiation=${id}`));
    await inbox.says(ru('neg_tab_conversation'));
    await inbox.press('KeyC');
    await inbox.says(ru('chat_old_none'));
    await inbox.press('KeyC');
    await inbox.says('Мы уже встречались по другой вакансии');
    stage.faults.add({
      match: { operation: 'send-negotiation-message', keptAlive: true },
      kind: 'cut-after',
      times: 1,
    });
    await inbox.fill(ru('composer_label'), 'Приходите в среду');
    await inbox.press(sendKey);
    await inbox.says(ru('undo_copies_two'));
    expect(triesOf(stage, 'send-negotiation-message')).toEqual(['POST 0', 'POST 201']);
    expect(stage.ledger.effects.messagesSent).toHaveLength(2);
  });
});

// Our own client gives up, the same in both browsers, after longer than any other test waits.
describe.runIf(browsers.includes('chromium'))(
  'a write that hh performs after we gave up on it, in chromium',
  () => {
    const at = staged('chromium', { undoSeconds: 0 });

    test('sends a refusal once that comes true seconds after we stopped waiting', async () => {
      const stage = at();
      const panel = await stage.resume(stage.negotiationOf('Петрова'));
      await panel.click('Отказ');
      await until('the letter', async () => (await panel.value(ru('action_letter')))?.includes('Инна'));
      stage.faults.add({
        match: { operation: 'change-negotiation-action' },
        kind: 'late',
        ms: 24_000,
        times: 1,
      });
      await panel.press(sendKey);
      await until('done', () => stage.ledger.effects.stateChanges.length === 1);
      await until('known', async () => (await stateOf(stage)) === 'sent');
      expect(triesOf(stage, 'change-negotiation-action')).toEqual(['PUT 0']);
      expect(stage.ledger.effects.messagesSent).toHaveLength(1);
    });
  },
);

const triesOf = (stage: Stage, operation: string) =>
  stage.ledger.requests
    .filter((request) => request.operation === operation)
    .map(({ method, status }) => `${method} ${status}`);
