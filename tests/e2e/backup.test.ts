import { describe, expect, test } from 'vitest';
import { vacancyIds } from '../../sandbox/index.ts';
import { until } from './browser.ts';
import { keepSaved, nextSaved } from './saved.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { Surface } from './surface.ts';
import { ru } from './words.ts';

async function dataPage(stage: Stage): Promise<Surface> {
  const tab = await stage.newTab();
  await tab.goto(stage.browser.pageUrl('options.html#data'));
  return new Surface(tab, 'page');
}

/** As if a person had chosen this file. */
const choose = (page: Surface, text: string) =>
  page.tab.evaluate((given) => {
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('no field for a file');
    const files = new DataTransfer();
    files.items.add(new File([given], 'otklik-backup.json', { type: 'application/json' }));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, text);

/** Every place of the extension's that holds something; that the move of release 0.1 is done is no data. */
const leftIn = (stage: Stage): Promise<string[]> =>
  stage.inside(async () => {
    const left: string[] = [];
    for (const area of ['local', 'session'] as const)
      left.push(...Object.keys(await chrome.storage[area].get(null)).map((key) => `${area}/${key}`));
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done, failed) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => done(opening.result);
        opening.onerror = failed;
      });
      for (const store of db.objectStoreNames) {
        const count = await new Promise<number>((done, failed) => {
          const asked = db.transaction(store).objectStore(store).count();
          asked.onsuccess = () => done(asked.result);
          asked.onerror = failed;
        });
        if (count > 0) left.push(`${name}/${store}`);
      }
      db.close();
    }
    left.push(...(await caches.keys()), ...Object.keys(localStorage), ...Object.keys(sessionStorage));
    return left.filter((place) => place !== 'otklik-applicant/meta');
  }, null);

describe.each(browsers)('the backup in %s', (name) => {
  const at = staged(name, { undoSeconds: 7 });

  test('"erase everything" leaves no item in storage, session, databases and caches', async () => {
    const stage = at();
    const tab = await stage.newTab();
    const negotiation = stage.negotiationOf('Петрова');
    const query = `vacancy=${vacancyIds.chiefAccountant}&negotiation=${negotiation}`;
    await tab.goto(stage.browser.pageUrl(`inbox.html?${query}`));
    await new Surface(tab, 'page').says('Петрова Инна Сергеевна');
    await until('something is kept', async () => (await leftIn(stage)).includes('otklik-people/people'));
    await tab.close();
    const page = await dataPage(stage);
    await page.click(ru('options_wipe_button'));
    await page.click(ru('options_wipe_sure'));
    await page.says(ru('options_wipe_done'));
    await until('nothing is left', async () => {
      const left = await leftIn(stage);
      if (left.length > 0) throw new Error(left.join(' '));
      return true;
    });
  });

  test('is saved, survives "erase everything", and comes back beside what is there; hh is asked for nothing', async () => {
    const stage = at();
    await stage.inside(async () => {
      const snippets = [{ id: 'a', name: 'Привет', text: 'Добрый день, [Name]!' }];
      await chrome.storage.local.set({ snippets: { v: 1, value: snippets } });
    }, null);
    const page = await dataPage(stage);
    await keepSaved(page.tab);
    const before = stage.ledger.requests.length;
    await page.click(ru('backup_save'));
    const file = (await nextSaved(page.tab)).toString('utf8');
    await page.says(ru('backup_saved'));
    expect(JSON.parse(file)).toMatchObject({ format: 'otklik-backup', version: 1 });
    // Nothing of the sign-in leaves the browser in it.
    expect(file).not.toMatch(/token|secret|access/i);

    await stage.tell('wipe');
    await until('erased', async () => (await stage.stored('snippets')) === undefined);
    await choose(page, file.slice(0, 100));
    await page.says(ru('backup_fault_broken'));
    await choose(page, file);
    await page.says(`${ru('backup_part_snippets')}: 1, новых 1`);
    expect(await stage.stored('snippets')).toBeUndefined();
    await page.click(ru('backup_restore'));
    await page.says(ru('backup_restored'));
    expect(JSON.stringify(await stage.stored('snippets'))).toContain('Добрый день, [Name]!');
    expect(await stage.stored('settings')).toMatchObject({ undoSeconds: 7 });
    await choose(page, file);
    await page.says(ru('backup_nothing_new'));
    // But for the token's end, which erasing asks for, and what a poll asks.
    const polled = /^\/(me|vacancies|employers|chats|negotiations|oauth|token)\b/;
    const asked = stage.ledger.requests.slice(before).filter(({ path }) => !polled.test(path));
    expect(asked).toEqual([]);
    expect(stage.ledger.traces()).toBe(0);
  });
});
