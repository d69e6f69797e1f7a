import { describe, expect, test } from 'vitest';
import { RUDE_WORD } from '../../sandbox/index.ts';
import { until } from './browser.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import { type Surface, sendKey } from './surface.ts';
import { ru } from './words.ts';

const first = 'Отказано 4 месяца назад';

const letterHas = (panel: Surface, words: string) =>
  until('the letter', async () => (await panel.value(ru('action_letter')))?.includes(words));

describe.each(browsers)('acting from the panel in %s', (name) => {
  const at = staged(name, { undoSeconds: 1 });

  test('reads the conversation without a side effect; marking it has a button of its own, with an undo window', async () => {
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    const panel = await stage.resume(id);
    await panel.click(ru('panel_chat'));
    await panel.says('пример отчётности могу показать');
    expect(stage.ledger.traces()).toBe(0);

    await stage.settings({ undoSeconds: 20 });
    await panel.click(ru('chat_mark_viewed'));
    await panel.says(ru('undo_take_back'));
    await panel.press('KeyZ');
    await panel.saysNoMore(ru('undo_take_back'));
    expect(stage.ledger.traces()).toBe(0);

    await stage.settings({ undoSeconds: 1 });
    await panel.click(ru('chat_mark_viewed'));
    await until('seen at hh', () => stage.ledger.effects.viewed.includes(id));
    await panel.saysNoMore(ru('chat_mark_viewed'));

    // The send button disappears with the message; the keys remain the panel's.
    const words = 'Здравствуйте! Покажите, пожалуйста.';
    await stage.settings({ undoSeconds: 20 });
    await panel.fill(ru('composer_label'), words);
    await panel.click(ru('composer_send'));
    await panel.says(ru('undo_take_back'));
    await panel.press('KeyZ');
    await panel.saysNoMore(ru('undo_take_back'));
    await until('there again', async () => (await panel.value(ru('composer_label'))) === words);
    expect(stage.ledger.effects.messagesSent).toEqual([]);

    await stage.settings({ undoSeconds: 1 });
    await panel.fill(ru('composer_label'), words);
    await panel.press(sendKey);
    await until('sent', () => stage.ledger.effects.messagesSent.length === 1);
    expect(stage.ledger.effects.messagesSent[0]?.key).toBeTruthy();
    await panel.says(words);
    await expect.poll(() => panel.value(ru('composer_label'))).toBe('');
  });

  test('adds a note for oneself or for colleagues, and keeps its draft', async () => {
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    const panel = await stage.resume(id);
    await panel.says(first);
    await panel.click(ru('note_add'));
    await panel.fill(ru('note_text'), 'Перезвонить');
    await until('kept', async () => JSON.stringify(await stage.stored('drafts')).includes('Перезвонить'));
    await panel.tab.goto(stage.world.resumeUrl(id));
    await panel.says(first);
    await until('there again', async () => (await panel.value(ru('note_text'))) === 'Перезвонить');
    await panel.click(ru('note_owner'));
    await panel.click(ru('note_text'));
    await panel.press(sendKey);
    await until('added', () => stage.ledger.effects.comments.length === 1);
    expect(stage.ledger.effects.comments[0]).toMatchObject({ kind: 'added' });
    await panel.says('Перезвонить');
    await panel.says(ru('notes_personal'));
    await panel.saysNoMore(ru('undo_sending'));
    expect(stage.ledger.effects.comments).toHaveLength(1);
  });

  test('performs an action with all its arguments', async () => {
    const stage = at();
    const id = stage.negotiationOf('Rahimova');
    const panel = await stage.resume(id);
    await panel.says(ru('verdict_only_now'));
    await panel.click(ru('panel_more'));
    await panel.click('Интервью');
    await letterHas(panel, 'Gulnoza');
    await panel.fill(ru('action_letter'), '');
    await panel.press(sendKey);
    await panel.says(ru('action_letter_empty'));
    await panel.fill(ru('action_letter'), 'Ждём вас в среду в 11:00.');
    await panel.click(ru('action_sms'));
    await panel.run(chooseSecond, ru('action_address'));
    await panel.click('Финальное интервью');
    await panel.click(ru('action_letter'));
    await panel.press(sendKey);
    await until('hh knows', () => stage.ledger.effects.stateChanges.length === 1);
    const negotiation = stage.world.negotiation(id);
    expect(negotiation).toMatchObject({ stageId: 'interview', substageId: 'interview_2' });
    expect(stage.ledger.effects.sms).toEqual([id]);
    expect(stage.world.chatOf(negotiation).messages.at(-1)).toMatchObject({
      text: 'Ждём вас в среду в 11:00.',
    });
    expect(stage.world.chatOf(negotiation).messages.at(-1)?.addressId).toBeTruthy();
  });

  test('tells the applicant nothing of a silent move', async () => {
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    const panel = await stage.resume(id);
    await panel.says(first);
    await panel.click('Подумать');
    await panel.says(ru('effect_silent'));
    await panel.click('Подумать');
    await until('hh knows', () => stage.world.negotiation(id).stageId === 'consider');
    expect(stage.ledger.effects.messagesSent).toEqual([]);
    expect(stage.world.negotiation(id).state).toBe('response');
    await panel.says('Подумать');
  });

  test('has a key for every action, on the Russian layout, too, but none while typing', async () => {
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    const panel = await stage.resume(id);
    await panel.says(first);
    await panel.click(ru('panel_more'));
    const key = (code: string, sign: string) => (name === 'chromium' ? { code, key: sign } : code);
    await panel.press(key('KeyR', 'к'));
    await letterHas(panel, 'Инна');
    await panel.fill(ru('action_letter'), 'rihmc 123 кшьс');
    await expect.poll(() => panel.value(ru('action_letter'))).toBe('rihmc 123 кшьс');
    await panel.press('Escape');
    await until('the form is gone', async () => (await panel.value(ru('action_letter'))) === null);
    await panel.press(key('KeyR', 'к'));
    await letterHas(panel, 'rihmc 123 кшьс');
    expect(stage.ledger.traces()).toBe(0);
  });

  test('keeps the text and names the reason when hh refuses', async () => {
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.click('Отказ');
    await letterHas(panel, 'Инна');
    await panel.fill(ru('action_letter'), `Вот ${RUDE_WORD}`);
    await panel.press(sendKey);
    await panel.says(ru('problem_message_language'));
    expect(stage.ledger.effects.stateChanges).toEqual([]);
    await panel.click(ru('undo_edit'));
    await letterHas(panel, RUDE_WORD);
    await panel.fill(ru('action_letter'), 'Спасибо за отклик.');
    await panel.press(sendKey);
    await until('hh knows', () => stage.ledger.effects.stateChanges.length === 1);
    await panel.saysNoMore(ru('undo_failed'));
  });

  test('keeps a draft when the page is closed', async () => {
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    const panel = await stage.resume(id);
    await panel.click('Отказ');
    await letterHas(panel, 'Инна');
    await panel.fill(ru('action_letter'), 'Начато и не закончено');
    await until('kept', async () => JSON.stringify(await stage.stored('drafts')).includes('не закончено'));
    await panel.tab.goto(stage.world.resumeUrl(id));
    await panel.click('Отказ');
    await letterHas(panel, 'Начато и не закончено');
  });
});

function chooseSecond(root: Document | ShadowRoot | null, name: string): void {
  for (const select of root?.querySelectorAll('select') ?? []) {
    if (select.getAttribute('aria-label') !== name) continue;
    select.selectedIndex = 1;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
