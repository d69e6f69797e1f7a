import { describe, expect, test } from 'vitest';
import { vacancyIds } from '../../sandbox/index.ts';
import { until } from './browser.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';

import { ru } from './words.ts';

const paletteKey = { code: 'KeyK', key: 'k', ctrl: true };

describe.each(browsers)('the search in %s', (name) => {
  const at = staged(name, { undoSeconds: 1, viewport: { width: 1400, height: 860 } });

  test('finds people who were read, in another form and with a typo, without asking hh, and forgets those it is told to', async () => {
    const stage = at();
    const inbox = await stage.inbox(`vacancy=${vacancyIds.chiefAccountant}`);
    const { tab } = inbox;
    await inbox.says('Петрова Инна Сергеевна');
    const options = () =>
      inbox.run(
        (root) => [...(root?.querySelectorAll('[role=option]') ?? [])].map((one) => one.textContent ?? ''),
        null,
      );
    const finds = (query: string, found: boolean) =>
      until(`"${query}" ${found ? 'finds' : 'does not find'} her`, async () => {
        await inbox.press(paletteKey);
        await inbox.fill(ru('palette_title'), query);
        await inbox.saysNoMore(ru('palette_opening'));
        const all = await options();
        const has = all.some((one) => one.startsWith(ru('palette_person')) && one.includes('Петрова'));
        if (has === found) return true;
        await inbox.press('Escape');
        throw new Error(all.join(' | '));
      });

    await inbox.press(paletteKey);
    await inbox.says(ru('palette_note'));
    await inbox.press('Escape');
    await until('Esc closes it', async () => (await inbox.count('dialog')) === 0);
    const before = stage.ledger.requests.length;
    await finds('питровой инн', true);
    // Each letter was a search, and none of them left the browser.
    const asked = stage.ledger.requests
      .slice(before)
      .filter(({ query }) => /питр|инн/i.test(JSON.stringify(query)));
    expect(asked).toEqual([]);
    await inbox.press('Enter');
    const negotiation = stage.negotiationOf('Петрова');
    await until('she is open', async () => (await tab.url()).includes(`negotiation=${negotiation}`));

    await inbox.click(ru('neg_tab_history'));
    await inbox.click(ru('forget_open'));
    await inbox.click(ru('forget_sure'));
    await until('closed', async () => !(await tab.url()).includes('negotiation='));
    expect(stage.ledger.traces()).toBe(0);
    await stage.tell('wipe');
    await finds('петрова', false);
  });
});
