import { describe, expect, test } from 'vitest';
import { type Fault, vacancyIds } from '../../sandbox/index.ts';
import { until } from './browser.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import { sendKey } from './surface.ts';
import { ru } from './words.ts';

type Item = Record<string, unknown>;

const bodies: { what: string; fault: Omit<Fault, 'match'> }[] = [
  { what: 'a page of HTML', fault: { kind: 'html' } },
  { what: 'a body of 20 MB', fault: { kind: 'huge' } },
];

describe.each(browsers)('invalid answers of hh, in %s', (name) => {
  const at = staged(name, { undoSeconds: 0 });

  test.each(bodies)('gives rows and panel a named state for $what, and keeps the rest', async ({ fault }) => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    stage.faults.add({ match: { operation: 'get-collection-negotiations-list' }, ...fault });
    stage.faults.add({ match: { operation: 'get-resume-negotiations-history' }, ...fault });
    stage.world.addResponse({ vacancyId: vacancyIds.accountant });
    await stage.poll();
    const popup = await stage.popup();
    await popup.says('Петрова Инна Сергеевна');
    await stage.badgeSays({ text: '8' });
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says(ru('quoted', 'Главный бухгалтер'));
    await panel.says(
      new RegExp(
        `${ru('problem_unreadable_answer')}|${ru('problem_answer_too_big')}|${ru('verdict_unknown')}|${ru('verdict_only_now')}|${ru('verdict_first')}`,
      ),
    );
    stage.faults.clear();
    await panel.click(ru('common_refresh'));
    await panel.says('Отказано 4 месяца назад');
  });

  test('skips an item without its fields, a null resume and a field of another type, and keeps the others', async () => {
    const stage = at();
    stage.faults.add({
      match: { operation: 'get-collection-negotiations-list' },
      kind: 'drift',
      drift: (json) => {
        const page = isItem(json) ? json : {};
        const items: unknown[] = Array.isArray(page.items) ? page.items : [];
        const [first] = items;
        return {
          ...page,
          surprise: { new: 'field' },
          items: [...items, null, 5, {}, ...(isItem(first) ? [{ ...first, id: '1', resume: null }] : [])],
        };
      },
    });
    stage.world.addResponse({ vacancyId: vacancyIds.chiefAccountant, lastName: 'Новенькая' });
    await stage.poll();
    const popup = await stage.popup();
    await popup.says('Новенькая');
    await popup.says('Петрова Инна Сергеевна');
    await popup.says(/не показан/);
  });

  test('uses the token although the clock is a day off, and refreshes it when hh says so', async () => {
    const stage = at();
    await stage.reset({ world: { now: () => Date.now() + 86_400_000 } });
    await stage.badgeSays({ text: '7' });
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says(/Отказано [34] месяца назад/);
    await panel.says(ru('history_title'));
    expect(await panel.text()).not.toMatch(/-\d|NaN|Invalid/);
    await stage.reset({ world: { now: () => Date.now() - 86_400_000 } });
    await stage.badgeSays({ text: '7' });
    const popup = await stage.popup();
    await popup.says('Петрова Инна Сергеевна');
    expect(await popup.text()).not.toMatch(/NaN|Invalid/);
  });

  test('shows nothing as done when the store is full, and says so', async ({ skip }) => {
    // Firefox sets no quota of its own for `storage.local`.
    if (name === 'firefox') skip('Firefox has no quota on storage.local');
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    const panel = await stage.resume(id);
    await panel.click('Отказ');
    await until('the template', async () => (await panel.value(ru('action_letter')))?.includes('Инна'));
    await stage.inside(async () => {
      const room = chrome.storage.local.QUOTA_BYTES - (await chrome.storage.local.getBytesInUse(null));
      await chrome.storage.local.set({ filler: 'x'.repeat(room - 20) });
    }, null);
    await panel.press(sendKey);
    await panel.says(ru('problem_storage_full'));
    expect(await panel.value(ru('action_letter'))).toContain('Инна');
    expect(stage.ledger.effects.stateChanges).toEqual([]);
    await stage.inside(() => chrome.storage.local.remove('filler'), null);
    await panel.press(sendKey);
    await until('hh knows', () => stage.world.negotiation(id).stageId === 'discard_by_employer');
    expect(stage.ledger.effects.stateChanges).toHaveLength(1);
  });

  test('shows unknown actions and stages by hh’s own names', async () => {
    const stage = at();
    stage.faults.add({
      match: { operation: 'get-negotiation-item' },
      kind: 'drift',
      drift: (json) => {
        const item = isItem(json) ? json : {};
        const actions: unknown[] = Array.isArray(item.actions) ? item.actions : [];
        const [first] = actions;
        const added = isItem(first)
          ? { ...first, id: 'teleport', name: 'Телепортировать', arguments: [] }
          : null;
        return {
          ...item,
          employer_state: { id: 'on_the_moon', name: 'На Луне' },
          actions: [added, ...actions],
        };
      },
    });
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says('На Луне');
    await panel.click(ru('panel_more'));
    await panel.says('Телепортировать');
  });
});

const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
