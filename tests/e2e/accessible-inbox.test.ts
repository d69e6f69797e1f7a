import { describe, expect, test } from 'vitest';
import { vacancyIds } from '../../sandbox/index.ts';
import { axeFaults } from './axe.ts';
import { until } from './browser.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { Surface } from './surface.ts';
import { ru } from './words.ts';

const themes = ['day', 'night'] as const;
const viewport = { width: 1400, height: 860 };
const vacancy = `vacancy=${vacancyIds.chiefAccountant}`;

async function inboxAt(stage: Stage, query: string): Promise<Surface> {
  const tab = await stage.newTab();
  await tab.goto(stage.browser.pageUrl(`inbox.html?${query}`));
  return new Surface(tab, 'page');
}

/** The way to each screen, and what stands there when it has come. */
const screens: Record<string, (stage: Stage) => Promise<Surface>> = {
  async list(stage) {
    const inbox = await inboxAt(stage, vacancy);
    await inbox.says('Петрова Инна Сергеевна');
    return inbox;
  },
  async 'nothing found'(stage) {
    const inbox = await inboxAt(stage, `${vacancy}&age_from=90`);
    await inbox.says(ru('inbox_nothing'));
    return inbox;
  },
  async filters(stage) {
    const inbox = await inboxAt(stage, `${vacancy}&area=1&salary_from=1000&language=eng.b2&citizenship=113`);
    await inbox.says('Петрова');
    await inbox.press('KeyF');
    await inbox.says(ru('inbox_filter_currency'));
    await inbox.fill(ru('inbox_filter_area'), 'каз');
    await inbox.says('Казань');
    return inbox;
  },
  async 'views and order'(stage) {
    const inbox = await inboxAt(stage, vacancy);
    await inbox.says('Петрова');
    await inbox.click(ru('inbox_views'));
    await inbox.says(ru('inbox_views_none'));
    return inbox;
  },
  async keys(stage) {
    const inbox = await inboxAt(stage, vacancy);
    await inbox.says('Петрова');
    await inbox.press({ code: 'Slash', key: '?', shift: true });
    await until('the keys', async () => (await inbox.count('.keys, [role=dialog], dialog')) > 0);
    return inbox;
  },
  async negotiation(stage) {
    const inbox = await inboxAt(stage, `${vacancy}&negotiation=${stage.negotiationOf('Петрова')}`);
    await inbox.says(ru('neg_tab_history'));
    await inbox.press('Digit4');
    await inbox.says('Сильная по налогам');
    return inbox;
  },
  async conversation(stage) {
    const inbox = await inboxAt(stage, `${vacancy}&negotiation=${stage.negotiationOf('Петрова')}`);
    await inbox.says(ru('neg_tab_history'));
    await inbox.press('Digit2');
    await inbox.says('Мы уже встречались');
    await inbox.click('Отказ');
    await until('the letter', async () => (await inbox.value(ru('action_letter')))?.includes('Инна'));
    return inbox;
  },
  async 'bar for many'(stage) {
    const inbox = await inboxAt(stage, vacancy);
    await inbox.says('Петрова');
    await inbox.press('KeyA');
    await inbox.says('«Отказ» — для всех');
    return inbox;
  },
  async 'sheet for many'(stage) {
    const inbox = await inboxAt(stage, vacancy);
    await inbox.says('Петрова');
    await inbox.press('KeyA');
    await inbox.says('«Отказ» — для всех');
    await inbox.press('KeyM');
    await inbox.says(ru('many_way_each'));
    return inbox;
  },
  async company(stage) {
    const inbox = await inboxAt(stage, 'page=company');
    await inbox.says(ru('company_mine'));
    await inbox.click(ru('company_templates'));
    await inbox.says('Отказ после отклика');
    await inbox.click(ru('company_rights'));
    await inbox.says(ru('company_services'));
    return inbox;
  },
  async chats(stage) {
    const inbox = await inboxAt(stage, 'page=chats');
    await inbox.says('Или в субботу утром.');
    await inbox.press('KeyJ');
    await inbox.press('Enter');
    await inbox.says(ru('chat_mark'));
    return inbox;
  },
  async invite(stage) {
    const { resumeHash } = stage.world.negotiation(stage.negotiationOf('Константинопольский'));
    const inbox = await inboxAt(stage, `page=invite&resume=${resumeHash}`);
    await inbox.says(ru('invite_already'));
    await inbox.click('Логист');
    await inbox.click('Интервью');
    await until('the letter', async () => (await inbox.value(ru('action_letter')))?.includes('Логист'));
    return inbox;
  },
};

describe.runIf(browsers.includes('chromium'))('the inbox for everyone, in chromium', () => {
  const at = staged('chromium', { viewport, sameWorld: true });

  test.each(themes)('every screen by %s', async (theme) => {
    const stage = at();
    await stage.settings({ theme });
    const found: Record<string, string[]> = {};
    for (const [name, way] of Object.entries(screens)) {
      const inbox = await way(stage);
      const faults = await axeFaults(inbox.tab, { whole: true, theme });
      if (faults.length > 0) found[name] = faults;
      await inbox.tab.close();
    }
    expect(found).toEqual({});
  });
});

describe.runIf(browsers.includes('chromium'))('the inbox that cannot be read, in chromium', () => {
  const at = staged('chromium', { viewport });

  test('signed out, and hh down', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    const inbox = await inboxAt(stage, vacancy);
    await inbox.says('Петрова');
    stage.faults.add({ match: { host: 'api.hh.ru' }, kind: 'cut-before' });
    const broken = await inboxAt(stage, `vacancy=${vacancyIds.accountant}`);
    await broken.says(ru('next_retry'));
    expect(await axeFaults(broken.tab, { whole: true })).toEqual([]);
    stage.faults.clear();
    await stage.tell('signOut');
    await inbox.says(ru('popup_hire'));
    expect(await axeFaults(inbox.tab, { whole: true })).toEqual([]);
  });
});

describe.runIf(browsers.includes('firefox'))('the inbox for everyone, in firefox', () => {
  const at = staged('firefox', { viewport, sameWorld: true });

  test.each(themes)('the list by %s', async (theme) => {
    const stage = at();
    await stage.settings({ theme });
    const inbox = await screens.list?.(stage);
    expect(inbox && (await axeFaults(inbox.tab, { whole: true, theme }))).toEqual([]);
  });
});
