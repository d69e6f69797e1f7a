import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { keepSaved, nextSaved } from './saved.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import { Surface } from './surface.ts';
import { ru, ruPlural } from './words.ts';

const vacancy = '95000000';

describe.each(browsers)('the export of a list in %s', (name) => {
  const at = staged(name, {
    world: { vacancies: 1, unreadPerVacancy: 120 },
    viewport: { width: 1400, height: 860 },
  });

  test('reads what is lacking, as many requests as it said, and makes a workbook, a CSV and JSON of all', async () => {
    const stage = at();
    const tab = await stage.newTab();
    await tab.goto(stage.browser.pageUrl(`inbox.html?vacancy=${vacancy}`));
    const inbox = new Surface(tab, 'page');
    await inbox.says('120 откликов');
    await keepSaved(tab);
    await inbox.click(ru('inbox_views'));
    await inbox.click(ru('export_menu'));
    await inbox.says(ruPlural('export_requests', 2));
    const before = stage.ledger.requests.length;
    await inbox.click(ru('export_read_and_save'));
    await inbox.says(ruPlural('export_saved', 120));
    const asked = stage.ledger.requests.slice(before).map(({ path }) => path);
    expect(asked.filter((path) => path === '/negotiations/response')).toHaveLength(2);
    const sheet = await readSheet(await nextSaved(tab));
    expect(sheet).toHaveLength(121);
    expect(new Set(sheet.slice(1).map((line) => line[0])).size).toBeGreaterThan(20);
    const created = sheet[0]?.indexOf(ru('export_created')) ?? -1;
    expect(sheet[1]?.[created]).toBeInstanceOf(Date);

    // All of it is here now.
    await inbox.says(ru('export_no_requests'));
    const after = stage.ledger.requests.length;
    await inbox.click(ru('export_as_csv'));
    await inbox.click(ru('export_save'));
    const csv = (await nextSaved(tab)).toString('utf8');
    const { data } = Papa.parse<string[]>(csv.slice(1), { delimiter: ';', skipEmptyLines: true });
    expect(data.map(([who]) => who)).toEqual(sheet.map((line) => line[0]));
    await inbox.click(ru('export_as_json'));
    await inbox.click(ru('export_save'));
    const json = JSON.parse((await nextSaved(tab)).toString('utf8'));
    expect(json).toMatchObject({ format: 'otklik-list', version: 1, count: 120, found: 120 });
    expect(json.rows).toHaveLength(120);
    // The lists themselves told this much of the past.
    expect(json.rows[0].history.negotiations[0].vacancyId).toBe(vacancy);
    const lists = stage.ledger.requests.slice(after).filter(({ path }) => path.startsWith('/negotiations/'));
    expect(lists).toEqual([]);
    expect(stage.ledger.traces()).toBe(0);
  });
});
