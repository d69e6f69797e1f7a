import { describe, expect, test } from 'vitest';
import { until } from './browser.ts';
import { browsers, type Stage } from './stage.ts';
import { closeChats, staged } from './staged.ts';
import { type Surface, sendKey } from './surface.ts';
import { type Key, ru } from './words.ts';

const chiefAccountant = '93310001';

/** Opens the inbox page with one negotiation. */
async function opened(
  stage: Stage,
  lastName = 'Петрова',
  first: Key = 'neg_tab_conversation',
): Promise<Surface> {
  const id = stage.negotiationOf(lastName);
  const inbox = await stage.inbox(`vacancy=${chiefAccountant}&negotiation=${id}`);
  await inbox.says(ru(first));
  return inbox;
}

/** The number of bubbles: the newest messages in the pane, not in the list. */
const bubbles = (inbox: Surface) => inbox.count('.bubble');

describe.each(browsers)('the open negotiation in %s', (name) => {
  const at = staged(name, { undoSeconds: 1, viewport: { width: 1400, height: 1000 } });

  test('opens with one request; the conversation has no side effect until its mark is pressed', async () => {
    const stage = at();
    const inbox = await opened(stage);
    await inbox.press('Digit3');
    await inbox.says(ru('history_title'));
    const id = stage.negotiationOf('Петрова');
    const { resumeHash } = stage.world.negotiation(id);
    const about = stage.ledger.requests.filter(({ path }) => path.includes(id) || path.includes(resumeHash));
    // What the list has just said of it is not requested again.
    expect(about.map(({ operation }) => operation)).toEqual(['get-resume-negotiations-history']);
    expect(stage.ledger.count('get-chat-messages')).toBe(0);
    await inbox.press('Digit2');
    await inbox.says('Мы уже встречались по другой вакансии');
    expect(stage.ledger.traces()).toBe(0);
    await inbox.press('KeyE');
    await until('viewed', () => stage.ledger.effects.viewed.length === 1);
    expect(stage.ledger.effects.viewed).toEqual([stage.negotiationOf('Петрова')]);
  });

  test('does not send a message with a variable; without one it is sent, edited, and deleted', async () => {
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

    await inbox.click(ru('common_edit'));
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

  test('adds, edits and deletes a note', async () => {
    const stage = at();
    const inbox = await opened(stage);
    await inbox.press('Digit4');
    await inbox.says('Сильная по налогам');
    await inbox.click(ru('note_add'));
    await inbox.tab.type('Перезвонить в среду');
    await inbox.press(sendKey);
    await until('added', () => stage.ledger.effects.comments.length === 1);
    await inbox.says('Перезвонить в среду');
    await inbox.click(ru('common_edit'));
    await inbox.tab.type('!');
    await inbox.press(sendKey);
    await until('changed', () => stage.ledger.effects.comments.length === 2);
    await inbox.click(ru('common_remove'));
    await until('deleted', () => stage.ledger.effects.comments.length === 3);
    expect(stage.ledger.effects.comments.map(({ kind }) => kind)).toEqual(['added', 'changed', 'deleted']);
  });

  test('opens contacts only by the click that names the cost', async () => {
    const stage = at();
    const inbox = await opened(stage);
    await inbox.click(ru('contacts_title'));
    const open = `${ru('contacts_open')} · ${ru('contacts_one_view')}`;
    await inbox.says(open);
    expect(stage.ledger.traces()).toBe(0);
    await inbox.click(open);
    await inbox.says(ru('common_copy'));
    expect(stage.ledger.count('get-resume')).toBe(1);
  });

  test('invites to another vacancy once, after the cost is said', async () => {
    const stage = at();
    const inbox = await opened(stage, 'Константинопольский');
    await inbox.click(ru('invite_other'));
    await inbox.says(ru('invite_already'));
    await inbox.says(ru('invite_cost'));
    await inbox.click('Логист');
    // The other action has the same name as a button of the open negotiation.
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

  test('sets who is in a chat, and who may write there', async () => {
    const stage = at();
    const chat = stage.world.chatOf(stage.world.negotiation(stage.negotiationOf('Петрова')));
    const inbox = await opened(stage);
    await inbox.press('KeyC');
    await inbox.click(ru('people_title'));
    await inbox.says(ru('people_applicant'));
    expect(stage.ledger.traces()).toBe(0);

    await inbox.click(ru('people_forbid'));
    await until('forbidden', () => !chat.applicantMayWrite);
    await inbox.click(ru('people_allow'));
    await until('allowed', () => chat.applicantMayWrite);

    await inbox.fill(ru('people_find'), 'Белов');
    await inbox.press('Enter');
    await inbox.click(ru('people_in'));
    await until('invited', () => chat.managerIds.length === 2);
    expect(stage.ledger.effects.other).toHaveLength(3);
  });

  test('asks before leaving a chat, leaves once, and can still read the letters', async () => {
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    const chat = stage.world.chatOf(stage.world.negotiation(id));
    const inbox = await opened(stage);
    await inbox.press('KeyC');
    await inbox.click(ru('people_title'));
    await inbox.click(ru('people_leave'));
    await inbox.says(ru('people_leave_sure'));
    await inbox.click(ru('chat_keep'));
    expect(stage.ledger.traces()).toBe(0);
    await inbox.click(ru('people_leave'));
    await inbox.says(ru('people_leave_sure'));
    await inbox.click(ru('people_leave_yes'));
    await until('left', () => chat.managerIds.length === 0);
    expect(stage.ledger.effects.other).toEqual([`left chat ${chat.id}`]);

    const anew = await opened(stage);
    await anew.press('KeyC');
    await anew.says(ru('chat_old_trace'));
    expect(stage.ledger.effects.viewed).toEqual([]);
    await anew.press('KeyC');
    await until('viewed', () => stage.ledger.effects.viewed.includes(id));
    await anew.says('Мы уже встречались по другой вакансии');
  });

  test('shows the old letters if there is no chat, by the button that names the side effect, and takes an answer', async () => {
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    await closeChats(stage, chiefAccountant);
    const inbox = await opened(stage);
    await inbox.press('KeyC');
    await inbox.says(ru('chat_old_none'));
    expect(stage.ledger.traces()).toBe(0);
    await inbox.press('KeyC');
    await inbox.says('Мы уже встречались по другой вакансии');
    expect(stage.ledger.effects.viewed).toEqual([id]);
    expect(stage.ledger.count('get-chat-messages')).toBe(0);
    await inbox.fill(ru('composer_label'), 'Приходите в среду');
    await inbox.press(sendKey);
    await until('sent', () => stage.ledger.effects.messagesSent.length === 1);
    expect(stage.ledger.count('send-negotiation-message')).toBe(1);
    expect(stage.ledger.count('chat-message-post')).toBe(0);
  });

  test('reads the solution of a test when it is opened', async () => {
    const stage = at();
    const inbox = await opened(stage);
    expect(stage.ledger.count('get-negotiation-test-results')).toBe(0);
    await inbox.click(ru('test_show'));
    await inbox.says('Какой срок сдачи декларации по НДС?');
    await inbox.says(ru('test_score', 92));
    await inbox.says(ru('test_mark_EXCELLENT'));
    await inbox.says(ru('test_right'));
    expect(stage.ledger.count('get-negotiation-test-results')).toBe(1);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('lists unread chats first; opening marks nothing, but the button does', async () => {
    const stage = at();
    const chats = await stage.inbox('page=chats');
    await chats.says('Или в субботу утром.');
    await chats.press('Enter');
    await chats.says(ru('chat_mark'));
    expect(stage.ledger.traces()).toBe(0);
    await chats.press('KeyE');
    await until('read', () => stage.ledger.effects.chatRead.length === 1);
  });
});
