import { describe, expect, test } from 'vitest';
import { topicIds } from '../../sandbox/index.ts';
import { until } from './browser.ts';
import { minePage, writes } from './seeking.ts';
import { hasten, settled } from './settled.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { type Surface, sendKey } from './surface.ts';
import { ru } from './words.ts';

const letter = 'Здравствуйте! Двенадцать лет в отчётности, готова рассказать.';

/** Waits until nothing moves any more: what is read from the store after the first paint has been drawn. */
const still = (page: Surface) =>
  until('drawn', async () => {
    const text = (await page.text()) ?? '';
    return text.includes(ru('applicant_event_sent')) && (await page.value(ru('applicant_note'))) !== null;
  });

async function talk(stage: Stage, negotiation: keyof typeof topicIds): Promise<Surface> {
  const page = await minePage(stage, `negotiation=${topicIds[negotiation]}`);
  await still(page);
  await page.press('KeyC');
  return page;
}

describe.each(browsers)('what an applicant writes in %s', (name) => {
  const at = staged(name, {
    world: { kind: 'applicant', applicantApi: true },
    undoSeconds: 1,
    viewport: { width: 1400, height: 860 },
  });

  test('sends a reply once, after its undo window; keeps its text if it is undone', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const page = await talk(stage, 'question');
    await page.says('работали ли вы в 1С:ЗУП');
    await page.fill(ru('composer_label'), 'Да, пять лет.');
    await page.press(sendKey);
    await page.click(ru('undo_take_back'));
    await page.saysNoMore(ru('undo_take_back'));
    await until('the text', async () => (await page.value(ru('composer_label'))) === 'Да, пять лет.');
    expect(writes(stage)).toBe(0);
    await stage.settings({ undoSeconds: 1 });
    await page.click(ru('composer_label'));
    await page.press(sendKey);
    await until('hh has it', () => stage.ledger.effects.messagesSent.length > 0);
    await settled(stage);
    expect(stage.ledger.effects.messagesSent.map(({ text }) => text)).toEqual(['Да, пять лет.']);
    expect(writes(stage)).toBe(1);
  });

  test('says why hh refuses a reply, and keeps its text over a reload', async () => {
    const stage = at();
    const page = await talk(stage, 'question');
    await page.fill(ru('composer_label'), 'нехорошееслово');
    await page.press(sendKey);
    await page.says(ru('problem_message_language'));
    await page.tab.goto(await page.tab.url());
    await page.says(ru('problem_message_language'));
    await page.click(ru('undo_edit'));
    await page.press('KeyC');
    await until('the text', async () => (await page.value(ru('composer_label'))) === 'нехорошееслово');
    expect(stage.ledger.effects.messagesSent).toEqual([]);
  });

  test('changes the letter until somebody has read it, but not after', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const page = await talk(stage, 'fresh');
    await page.click(ru('applicant_letter_edit'));
    await page.fill(ru('applicant_letter'), letter);
    await page.press(sendKey);
    await page.says(ru('chat_pending_edit'));
    expect(writes(stage)).toBe(0);
    await hasten(stage);
    await until('hh has it', () => stage.ledger.effects.messagesEdited.length > 0);
    await page.says(letter);
    await settled(stage);
    expect(writes(stage)).toBe(1);
    const chat = stage.world.chatOf(stage.world.negotiation(topicIds.fresh));
    expect(chat.messages[0]?.text).toBe(letter);

    await stage.settings({ undoSeconds: 1 });
    await page.click(ru('applicant_letter_edit'));
    stage.world.employer.reads(topicIds.fresh);
    await page.fill(ru('applicant_letter'), 'Поздно');
    await page.press(sendKey);
    await page.says(ru('problem_message_already_viewed'));
    expect(chat.messages[0]?.text).toBe(letter);
  });

  test('hides silently, or with hh’s polite refusal, once each and after the undo window', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const page = await minePage(stage, `negotiation=${topicIds.invitation}`);
    await still(page);
    await page.click(ru('applicant_decline'));
    await page.says(ru('applicant_hiding'));
    await page.press('KeyZ');
    await page.saysNoMore(ru('applicant_hiding'));
    expect(writes(stage)).toBe(0);
    await stage.settings({ undoSeconds: 1 });
    await page.click(ru('applicant_decline'));
    await until('hh knows', () => stage.ledger.effects.hidden.length === 1);
    await page.says(ru('applicant_next_hidden'));
    await stage.badgeSays({ text: '4' });

    await page.tab.goto(
      stage.browser.pageUrl(`inbox.html?page=applicant&negotiation=${topicIds.readSilent}`),
    );
    await page.says(ru('applicant_next_read_silent'));
    await still(page);
    await page.click(ru('applicant_hide'));
    await until('hh knows', () => stage.ledger.effects.hidden.length === 2);
    await page.says(ru('applicant_next_hidden'));
    await settled(stage);
    expect(stage.ledger.effects.hidden).toEqual([
      { negotiationId: topicIds.invitation, declined: true },
      { negotiationId: topicIds.readSilent, declined: false },
    ]);
    expect(writes(stage)).toBe(2);
    await page.click(ru('applicant_list_hidden'));
    await page.says('Руководитель группы отчётности');
  });
});
