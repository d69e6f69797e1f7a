import { describe, expect, test } from 'vitest';
import { until } from './browser.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { Surface, sendKey } from './surface.ts';
import { ru } from './words.ts';

const chiefAccountant = '93310001';

/** The inbox page with one negotiation open. */
async function opened(stage: Stage, lastName = 'Петрова'): Promise<Surface> {
  const tab = await stage.newTab();
  const id = stage.negotiationOf(lastName);
  await tab.goto(stage.browser.pageUrl(`inbox.html?vacancy=${chiefAccountant}&negotiation=${id}`));
  const inbox = new Surface(tab, 'page');
  await inbox.says(ru('chat_show'));
  return inbox;
}

const operations = (stage: Stage, since = 0) =>
  stage.ledger.requests.slice(since).map(({ operation }) => operation);
/** What the person looks at, and not the list: the newest messages, as bubbles. */
const bubbles = (inbox: Surface) => inbox.count('.bubble');

describe.each(browsers)('the open negotiation in %s', (name) => {
  const at = staged(name, { undoSeconds: 1, viewport: { width: 1400, height: 1000 } });

  test('opens with two requests; the conversation leaves no trace until its mark is pressed', async () => {
    const stage = at();
    const inbox = await opened(stage);
    await inbox.says(ru('history_title'));
    const about = operations(stage).filter((operation) =>
      ['get-negotiation-item', 'get-resume-negotiations-history', 'get-chat-messages'].includes(operation),
    );
    expect(about).toEqual(['get-negotiation-item', 'get-resume-negotiations-history']);
    await inbox.press('KeyC');
    await inbox.says('Мы уже встречались по другой вакансии');
    expect(stage.ledger.traces()).toBe(0);
    await inbox.press('KeyE');
    await until('viewed', () => stage.ledger.effects.viewed.length === 1);
    expect(stage.ledger.effects.viewed).toEqual([stage.negotiationOf('Петрова')]);
  });

  test('a message with a variable is kept back; without it it goes, is put right, and is taken back', async () => {
    const stage = at();
    const inbox = await opened(stage);
    await inbox.press('KeyC');
    await inbox.says('Мы уже встречались');
    await inbox.fill(ru('composer_label'), 'Здравствуйте, [Name]');
    await inbox.press(sendKey);
    await inbox.says(ru('variables_left', '[Name]'));
    expect(stage.ledger.effects.messagesSent).toEqual([]);
    await inbox.fill(ru('composer_label'), 'Здравствуйте, Инна');
    await inbox.press(sendKey);
    await until('sent', () => stage.ledger.effects.messagesSent.length === 1);
    await until('shown', async () => (await bubbles(inbox)) === 2);

    await inbox.click(ru('chat_edit'));
    await inbox.tab.type(' Сергеевна');
    await inbox.press(sendKey);
    await until('edited', () => stage.ledger.effects.messagesEdited.length === 1);
    await inbox.says('Здравствуйте, Инна Сергеевна');
    await inbox.says(ru('chat_changed'));

    await inbox.click(ru('chat_remove'));
    await inbox.says(ru('chat_remove_sure'));
    await inbox.press('Enter');
    await until('deleted', () => stage.ledger.effects.messagesDeleted.length === 1);
    await until('gone', async () => (await bubbles(inbox)) === 1);
    expect(stage.ledger.effects.messagesSent).toHaveLength(1);
  });

  test('a note is added, put right and deleted', async () => {
    const stage = at();
    const inbox = await opened(stage);
    await inbox.click(ru('note_title'));
    await inbox.click(ru('note_add'));
    await inbox.tab.type('Перезвонить в среду');
    await inbox.press(sendKey);
    await until('added', () => stage.ledger.effects.comments.length === 1);
    await inbox.says('Перезвонить в среду');
    await inbox.click(ru('note_edit'));
    await inbox.tab.type('!');
    await inbox.press(sendKey);
    await until('changed', () => stage.ledger.effects.comments.length === 2);
    await inbox.click(ru('note_remove'));
    await until('deleted', () => stage.ledger.effects.comments.length === 3);
    expect(stage.ledger.effects.comments.map(({ kind }) => kind)).toEqual(['added', 'changed', 'deleted']);
  });

  test('contacts are opened by the click that names the cost, and by no other', async () => {
    const stage = at();
    const inbox = await opened(stage);
    await inbox.click(ru('contacts_ask'));
    await inbox.says(ru('contacts_open'));
    expect(stage.ledger.traces()).toBe(0);
    await inbox.click(ru('contacts_open'));
    await inbox.says(ru('contacts_copy'));
    expect(stage.ledger.count('get-resume')).toBe(1);
  });

  test('invites to another vacancy: the cost is said, it goes out once', async () => {
    const stage = at();
    const inbox = await opened(stage, 'Константинопольский');
    await inbox.click(ru('invite_other'));
    await inbox.says(ru('invite_already'));
    await inbox.says(ru('invite_cost'));
    await inbox.click('Логист');
    // The other action bears the name of a button of the open negotiation.
    await inbox.click('Интервью');
    await until(
      'the letter',
      async () => (await inbox.value(ru('action_letter')))?.includes('Логист') ?? false,
    );
    await inbox.says(ru('invite_effect', ru('effect_after', 1)));
    await inbox.press(sendKey);
    await until('invited', () => stage.ledger.effects.invitations.length === 1);
    expect(stage.ledger.count('invite-applicant-to-vacancy')).toBe(1);
  });

  test('chats: unread ones first; opening marks nothing, the button does', async () => {
    const stage = at();
    const tab = await stage.newTab();
    await tab.goto(stage.browser.pageUrl('inbox.html?page=chats'));
    const chats = new Surface(tab, 'page');
    await chats.says('Или в субботу утром.');
    await chats.press('KeyJ');
    await chats.press('Enter');
    await chats.says(ru('chat_mark'));
    expect(stage.ledger.traces()).toBe(0);
    await chats.press('KeyE');
    await until('read', () => stage.ledger.effects.chatRead.length === 1);
  });
});
