import { describe, expect, test } from 'vitest';
import { until } from './browser.ts';
import { settled } from './settled.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import { sendKey } from './surface.ts';
import { ru } from './words.ts';

/*
 * Chromium sends a request once more, by itself, when hh has done it and closes the kept-alive connection before it
 * answers; Firefox does not.
 */
describe.runIf(browsers.includes('chromium'))('a write that Chromium repeats', () => {
  const at = staged('chromium', { undoSeconds: 0 });

  test('a note stands at hh once: the second copy is taken away', async () => {
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
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
    const tries = stage.ledger.requests.filter(({ operation }) => operation === 'add-applicant-comment');
    expect(tries.map(({ method, status }) => `${method} ${status}`)).toEqual(['POST 0', 'POST 201']);
    const copies = [...stage.world.comments.values()].filter(({ text }) => text === 'Перезвонить');
    expect(copies).toHaveLength(1);
    expect(stage.ledger.effects.comments.map(({ kind }) => kind)).toEqual(['added', 'added', 'deleted']);
  });
});
