import { describe, expect, test } from 'vitest';
import { until } from './browser.ts';
import { entries, hasten, settled, stateOf, takenBack } from './settled.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { type Surface, sendKey } from './surface.ts';
import { ru } from './words.ts';

const action = { operation: 'change-negotiation-action' };
const message = { operation: 'chat-message-post' };

/** Writes a refusal to Petrova in the panel, and sends it. */
async function refuse(stage: Stage): Promise<{ panel: Surface; id: string }> {
  const id = stage.negotiationOf('Петрова');
  const panel = await stage.resume(id);
  await panel.click('Отказ');
  await until('the template', async () => (await panel.value(ru('action_letter')))?.includes('Инна'));
  await panel.press(sendKey);
  return { panel, id };
}

/** Opens the conversation, writes a message, and sends it. */
async function write(stage: Stage, text: string): Promise<Surface> {
  const panel = await stage.resume(stage.negotiationOf('Петрова'));
  await panel.click(ru('panel_chat'));
  await panel.fill(ru('composer_label'), text);
  await panel.press(sendKey);
  return panel;
}

describe.each(browsers)('the outbox in %s', (name) => {
  const at = staged(name, { undoSeconds: 1 });

  test('sends nothing that is undone within the window, and keeps the text', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const { panel, id } = await refuse(stage);
    await panel.says(ru('undo_take_back'));
    await panel.press('KeyZ');
    await panel.saysNoMore(ru('undo_take_back'));
    await takenBack(stage);
    expect(stage.ledger.count(({ method }) => method !== 'GET' && method !== 'OPTIONS')).toBe(0);
    expect(stage.world.negotiation(id).stageId).toBe('response');
    expect(JSON.stringify(await stage.stored('drafts'))).toContain('Инна');
  });

  test('sends once although the worker is killed before the window ends: the panel starts it', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 8 });
    const { panel, id } = await refuse(stage);
    await panel.says(ru('undo_take_back'));
    await stage.browser.killWorker();
    expect(stage.ledger.effects.stateChanges).toEqual([]);
    await until('hh knows', () => stage.world.negotiation(id).stageId === 'discard_by_employer');
    await settled(stage);
    expect(stage.ledger.effects.stateChanges).toHaveLength(1);
    expect(stage.ledger.effects.messagesSent).toHaveLength(1);
  });

  test('sends by the alarm when the worker is killed and the page closed', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 8 });
    const { panel, id } = await refuse(stage);
    await panel.says(ru('undo_take_back'));
    await panel.tab.close();
    await stage.browser.killWorker();
    // The browser allows no alarm sooner than in half a minute, so this one is brought forward.
    const isSet = await stage.inside(async () => {
      const alarm = await chrome.alarms.get('outbox');
      if (!alarm || alarm.scheduledTime > Date.now() + 60_000) return false;
      await chrome.alarms.create('outbox', { when: Date.now() + 500 });
      return true;
    }, null);
    expect(isSet).toBe(true);
    await until('hh knows', () => stage.world.negotiation(id).stageId === 'discard_by_employer');
    expect(stage.ledger.effects.stateChanges).toHaveLength(1);
  });

  test('looks up a write, and does not repeat it, when the worker is killed while sending', async () => {
    const stage = at();
    stage.faults.add({ match: action, kind: 'delay', ms: 3000, times: 1 });
    const { panel, id } = await refuse(stage);
    await until('hh has it', () => stage.faults.list.length === 0);
    await stage.browser.killWorker();
    await until('hh did it', () => stage.world.negotiation(id).stageId === 'discard_by_employer');
    await settled(stage);
    expect(stage.ledger.effects.stateChanges).toHaveLength(1);
    expect(stage.ledger.effects.messagesSent).toHaveLength(1);
    await panel.saysNoMore(ru('undo_uncertain'));
  });

  test('does nothing twice when the worker is killed right after', async () => {
    const stage = at();
    const { id } = await refuse(stage);
    await until('hh knows', () => stage.world.negotiation(id).stageId === 'discard_by_employer');
    await stage.browser.killWorker();
    await stage.tell('flush');
    await settled(stage);
    expect(stage.ledger.effects.stateChanges).toHaveLength(1);
  });

  test.each(['cut-before', 'cut-after'] as const)(
    'settles by a lookup and acts once, when the connection is %s the answer',
    async (kind) => {
      const stage = at();
      stage.faults.add({ match: action, kind, times: 1 });
      const { id } = await refuse(stage);
      await until('tried', () => stage.ledger.count('change-negotiation-action') > 0);
      await settled(stage);
      expect(stage.world.negotiation(id).stageId).toBe('discard_by_employer');
      expect(stage.ledger.effects.stateChanges).toHaveLength(1);
      expect(stage.ledger.effects.messagesSent).toHaveLength(1);
    },
  );

  test('forces nothing if a colleague has moved the negotiation meanwhile', async () => {
    const stage = at();
    stage.faults.add({ match: action, kind: 'cut-before' });
    const { id } = await refuse(stage);
    // Chromium itself repeats a PUT; only after that is the outcome unknown.
    await until('uncertain', async () => (await stateOf(stage)) === 'uncertain');
    stage.world.moveByColleague(id, 'interview');
    stage.faults.clear();
    await settled(stage, /^failed$/);
    expect(stage.world.negotiation(id).stageId).toBe('interview');
    expect(stage.ledger.effects.stateChanges).toEqual([]);
    expect((await entries(stage))[0]?.progress.problem?.name).toBe('wrong-state');
  });

  test('sends a chat message again under the same key when the answer is lost: one message', async () => {
    const stage = at();
    stage.faults.add({ match: message, kind: 'cut-after', times: 1 });
    await write(stage, 'Один раз, пожалуйста.');
    await until('tried', () => stage.ledger.count('chat-message-post') > 0);
    await settled(stage);
    const said = stage.ledger.effects.messagesSent.filter(({ text }) => text === 'Один раз, пожалуйста.');
    expect(said).toHaveLength(1);
    expect(stage.ledger.count('chat-message-post')).toBeGreaterThan(1);
  });

  test('delivers one message when the worker is killed while sending', async () => {
    const stage = at();
    stage.faults.add({ match: message, kind: 'delay', ms: 3000, times: 1 });
    await write(stage, 'Тоже один раз.');
    await until('hh has it', () => stage.faults.list.length === 0);
    await stage.browser.killWorker();
    await until('delivered', async () => {
      if (stage.ledger.effects.messagesSent.length !== 1)
        throw new Error(JSON.stringify(await entries(stage)));
      return true;
    });
    await settled(stage);
    expect(stage.ledger.effects.messagesSent).toHaveLength(1);
  });

  test('waits while offline, says so, and sends once the connection is back', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const { id } = await refuse(stage);
    await stage.browser.setOffline(true);
    await until('stored', async () => (await stateOf(stage)) === 'waiting');
    await hasten(stage);
    await until('put off', async () => JSON.stringify(await entries(stage)).includes('"offline"'));
    await hasten(stage);
    await (await stage.popup()).says(ru('undo_due'));
    expect(stage.ledger.effects.stateChanges).toEqual([]);
    await stage.browser.setOffline(false);
    await settled(stage);
    await until('hh knows', () => stage.world.negotiation(id).stageId === 'discard_by_employer');
    expect(stage.ledger.effects.stateChanges).toHaveLength(1);
  });

  test('keeps the text of a refused write and says the next step, also after the worker is killed', async () => {
    const stage = at();
    stage.faults.add({
      match: action,
      kind: 'status',
      status: 403,
      body: { errors: [{ type: 'negotiations', value: 'limit_exceeded' }] },
      times: 1,
    });
    const { panel, id } = await refuse(stage);
    await panel.says(ru('undo_failed'));
    await stage.browser.killWorker();
    await panel.tab.goto(stage.world.resumeUrl(id));
    await panel.says(ru('undo_failed'));
    await panel.says(ru('problem_limit_exceeded'));
    await panel.click(ru('undo_retry'));
    await until('hh knows', () => stage.world.negotiation(id).stageId === 'discard_by_employer');
    expect(stage.ledger.effects.stateChanges).toHaveLength(1);
  });

  test('sends what was wanted at sign-out, while there is still a token', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const { id } = await refuse(stage);
    await until('stored', async () => (await stateOf(stage)) === 'waiting');
    await stage.tell('signOut');
    expect(stage.world.negotiation(id).stageId).toBe('discard_by_employer');
    expect(await entries(stage)).toEqual([]);
  });
});
