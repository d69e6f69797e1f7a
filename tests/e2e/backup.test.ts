import { describe, expect, test } from 'vitest';
import { topicIds, vacancyIds } from '../../sandbox/index.ts';
import { until } from './browser.ts';
import { keepSaved, nextSaved } from './saved.ts';
import { minePage } from './seeking.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { Surface } from './surface.ts';
import { type Key, ru } from './words.ts';

async function dataPage(stage: Stage): Promise<Surface> {
  const tab = await stage.newTab();
  await tab.goto(stage.browser.pageUrl('options.html#data'));
  return new Surface(tab, 'page');
}

/** Acts as if a person had chosen this file. */
const choose = (page: Surface, text: string) =>
  page.tab.evaluate((given) => {
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('no field for a file');
    const files = new DataTransfer();
    files.items.add(new File([given], 'otklik-backup.json', { type: 'application/json' }));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, text);

/**
 * All places in which the extension stores something, except the mark that the migration from release 0.1 is done.
 */
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

/** Marks the open person, begins a text, and snoozes. */
async function leaveTraces(page: Surface, mark: Key, draftOf: Key): Promise<void> {
  await page.click(ru(mark));
  await page.fill(ru('avoid_reason'), 'Не приходит на встречи');
  await page.press('Enter');
  await page.says(ru('avoid_take_back'));
  await page.press('KeyC');
  await page.fill(ru(draftOf), 'Не сейчас');
  await page.press('Escape');
  await page.press('KeyB');
  await page.says(ru('back_tomorrow'));
  await page.press('Digit1');
}

/** Erases everything while other pages are open, which must not write anything back. */
async function erase(stage: Stage, held: readonly string[]): Promise<void> {
  await stage.settings({ theme: 'night' });
  await until('all of it is kept', async () => {
    const all = await leftIn(stage);
    const lacking = held.filter((place) => !all.includes(place));
    if (lacking.length > 0) throw new Error(`${lacking.join(' ')} not in ${all.join(' ')}`);
    return true;
  });
  const page = await dataPage(stage);
  await page.click(ru('options_wipe_button'));
  await page.click(ru('options_wipe_sure'));
  await page.says(ru('options_wipe_done'));
  await until('nothing is left', async () => {
    const left = await leftIn(stage);
    if (left.length > 0) throw new Error(left.join(' '));
    return true;
  });
}

describe.each(browsers)(
  '"erase everything" leaves no item in storage, session, databases and caches, in %s',
  (name) => {
    const own = ['account', 'settings', 'reminders', 'avoided', 'drafts'].map((key) => `local/${key}`);

    describe('for a recruiter', () => {
      const at = staged(name, { undoSeconds: 7, viewport: { width: 1400, height: 860 } });

      test('who has read, marked, snoozed, drafted and searched', async () => {
        const stage = at();
        const negotiation = stage.negotiationOf('Петрова');
        const panel = await stage.resume(negotiation);
        await panel.says('Отказано 4 месяца назад');
        await panel.tab.close();
        const inbox = await stage.inbox(`vacancy=${vacancyIds.chiefAccountant}&negotiation=${negotiation}`);
        await inbox.says('Петрова Инна Сергеевна');
        await inbox.press({ code: 'KeyK', key: 'k', ctrl: true });
        await inbox.fill(ru('palette_title'), 'петрова');
        await inbox.says(ru('palette_person'));
        await inbox.press('Escape');
        await leaveTraces(inbox, 'avoid_person', 'composer_label');
        await erase(stage, [
          ...own,
          ...['counts', 'inbox', 'poll', 'looks'].map((key) => `local/${key}`),
          ...['negotiations', 'resumes', 'tabs'].map((key) => `session/${key}`),
          ...['otklik/secrets', 'otklik-people/people', 'otklik-search/docs'],
        ]);
      });
    });

    describe('for an applicant', () => {
      const at = staged(name, {
        undoSeconds: 7,
        world: { kind: 'applicant', applicantApi: true },
        viewport: { width: 1400, height: 860 },
      });

      test('with a stored list, log and notes', async () => {
        const stage = at();
        const page = await minePage(stage, `negotiation=${topicIds.invitation}`);
        await page.says(ru('applicant_timeline'));
        await leaveTraces(page, 'avoid_employer', 'composer_label');
        await erase(stage, [
          ...own,
          ...['otklik/secrets', 'otklik-applicant/negotiations', 'otklik-applicant/logs'],
        ]);
      });
    });
  },
);

describe.each(browsers)('the backup in %s', (name) => {
  const at = staged(name, { undoSeconds: 7 });

  test('is saved, survives "erase everything", and is restored beside existing data without a request to hh', async () => {
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
    // It contains nothing of the sign-in.
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
    // Except the revocation that erasing requests, and the requests of a poll.
    const polled = /^\/(me|vacancies|employers|chats|negotiations|oauth|token)\b/;
    const asked = stage.ledger.requests.slice(before).filter(({ path }) => !polled.test(path));
    expect(asked).toEqual([]);
    expect(stage.ledger.traces()).toBe(0);
  });
});
