import { describe, expect, test } from 'vitest';
import { companyHash, ids, vacancyIds } from '../../sandbox/index.ts';
import { type Tab, until } from './browser.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { Surface, sendKey } from './surface.ts';
import { ru } from './words.ts';

const refused = 'Отказано 4 месяца назад';
const ofHistory = 'get-resume-negotiations-history';

/** The page of a person whom the company has never met. */
const stranger = (stage: Stage, company?: string): string => {
  const vera = [...stage.world.resumes.values()].find(({ lastName }) => lastName === 'Крылова');
  if (!vera) throw new Error('The small world has Vera Krylova');
  return `https://hh.ru/resume/${company ? companyHash(vera.hash, company) : vera.hash}`;
};

/** Follows a link, and comes back: the previous document is still there, with all its scripts. */
async function leave(tab: Tab, url: string): Promise<void> {
  await tab.evaluate(() => {
    document.documentElement.dataset.kept = 'yes';
  }, null);
  await tab.goto(url);
}
async function back(tab: Tab): Promise<void> {
  await tab.evaluate(() => {
    setTimeout(() => history.back());
  }, null);
  await until('out of the page cache', () =>
    tab.evaluate(() => document.documentElement.dataset.kept === 'yes', null),
  );
}

describe.each(browsers)('Back, from the back/forward cache, in %s', (name) => {
  const at = staged(name);

  test('keeps the panel with its own resume, whatever the tab showed meanwhile', async () => {
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says(refused);
    await leave(panel.tab, stranger(stage));
    await panel.says(ru('verdict_first'));
    await back(panel.tab);
    await panel.says(refused);
    // The worker updates all panels: what arrives belongs to this one.
    await stage.settings({ theme: 'night' });
    await until('told', async () => (await panel.count('.look.night')) === 1);
    expect(await panel.text()).toContain(refused);
    expect(await panel.text()).not.toContain(ru('verdict_first'));
    expect(stage.ledger.traces()).toBe(0);
  });

  test('reads again, and shows nothing stale as new', async () => {
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    const panel = await stage.resume(id);
    await panel.says(refused);
    await leave(panel.tab, stranger(stage));
    await panel.says(ru('verdict_first'));
    stage.world.moveByColleague(id, 'consider');
    stage.faults.add({ match: { host: 'api.hh.ru' }, kind: 'delay', ms: 300 });
    await back(panel.tab);
    const seen: string[] = [];
    await until('the new stage', async () => {
      const text = (await panel.text()) ?? '';
      seen.push(text);
      return text.includes('только что') && /Подумать\n/.test(text);
    });
    // Before it was moved, it was waiting.
    const isStale = (text: string) => /ждёт \d/.test(text);
    expect(seen.filter((text) => text.includes(ru('panel_inbox')) && isStale(text))).toEqual([]);
  });
});

describe.each(browsers)('hidden tabs, in %s', (name) => {
  const at = staged(name, { realTabs: true, undoSeconds: 0 });

  test('ask hh for nothing until they are shown, and then only for themselves', async () => {
    const stage = at();
    const urls = Array.from({ length: 20 }, () =>
      stage.world.resumeUrl(stage.world.addResponse({ vacancyId: vacancyIds.accountant }).id),
    );
    const before = stage.ledger.mark();
    const tabs = await stage.inside(async (all) => {
      const made = await Promise.all(all.map((url) => chrome.tabs.create({ url, active: false })));
      return made.map(({ id }) => id ?? 0);
    }, urls);
    const asked = () =>
      stage.ledger.since(before).requests.filter(({ operation }) => operation === ofHistory).length;
    await until('all are loaded', () =>
      stage.inside(async (some) => {
        const now = await Promise.all(some.map((id) => chrome.tabs.get(id)));
        return now.every(({ status }) => status === 'complete');
      }, tabs),
    );
    expect(stage.ledger.since(before).requests.filter(({ host }) => host === 'hh.ru').length).toBeGreaterThan(
      19,
    );
    // A message to each: what they may have asked the worker for came before its answer.
    await stage.inside(
      (some) => Promise.all(some.map((id) => chrome.tabs.sendMessage(id, { type: 'whereAreYou' }))),
      tabs,
    );
    expect(asked()).toBe(0);

    await stage.inside((id) => chrome.tabs.update(id, { active: true }), tabs[7] ?? 0);
    await until('the one that is shown', () => asked() === 1);
    await stage.inside((some) => Promise.all(some.map((id) => chrome.tabs.remove(id))), tabs);
    expect(asked()).toBe(1);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('do not read what was done in another tab until they are shown', async () => {
    const stage = at();
    const hidden = await stage.resume(stage.negotiationOf('Петрова'));
    await hidden.says(refused);
    const seen = await stage.resume(stage.negotiationOf('Константинопольский'));
    await seen.says(ru('verdict_only_now'));
    const before = stage.ledger.mark();
    const asked = () =>
      stage.ledger
        .since(before)
        .requests.filter(({ operation }) => operation === ofHistory)
        .map(({ path }) => path.split('/')[2]);
    // A note may appear in any panel.
    await seen.click(ru('note_add'));
    await seen.fill(ru('note_text'), 'Перезвонить');
    await seen.press(sendKey);
    await until('hh has it', () => stage.ledger.effects.comments.length === 1);
    await seen.says('Перезвонить');
    await until('read again where it is seen', () => asked().length > 0);
    const [petrova, other] = ['Петрова', 'Константинопольский'].map(
      (person) => stage.world.negotiation(stage.negotiationOf(person)).resumeHash,
    );
    expect(new Set(asked())).toEqual(new Set([other]));
    await hidden.tab.front();
    await until('read now', () => asked().includes(petrova));
    await hidden.says(refused);
  });
});

describe.each(browsers)('addresses of resumes in %s', (name) => {
  const at = staged(name, { world: { accounts: 2 } });

  test('say that one was made for another company, and offer that company’s account', async () => {
    const stage = at();
    // Nobody at the company has met her: nothing of ours links to the address.
    const url = stranger(stage, ids.otherEmployer);
    const panel = await stage.page(url);
    await panel.says(ru('problem_resume_of_other_account'));
    expect(await panel.has(ru('next_choose_account'))).toBe(true);
    await stage.tell('switchAccount', stage.secondAccount);
    await panel.tab.goto(url);
    await panel.says(ru('verdict_first'));
  });

  test('link by their number to the negotiation that the address names', async () => {
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'), { company: ids.otherEmployer });
    await panel.says(refused);
    await panel.says(ru('quoted', 'Главный бухгалтер'));
    await panel.click('Подумать');
    await panel.says(ru('effect_silent'));
    expect(await panel.text()).not.toContain(ru('problem_resume_of_other_account'));
  });
});

describe.each(browsers)('hh’s technical hosts, in %s', (name) => {
  const at = staged(name, { sameWorld: true });

  test.each(['chatik.hh.ru', 'resume-front.hh.ru', 'websocket.hh.ru'])('get no panel: %s', async (host) => {
    const stage = at();
    const url = stage.world.resumeUrl(stage.negotiationOf('Петрова'), { host });
    const page = new Surface(await stage.newTab(), 'panel');
    await page.tab.goto(url);
    const petrova = await stage.resume(stage.negotiationOf('Петрова'));
    await petrova.says(refused);
    expect(await page.tab.evaluate(() => document.querySelectorAll('otklik-panel').length, null)).toBe(0);
  });
});
