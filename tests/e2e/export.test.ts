import ICAL from 'ical.js';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { topicIds, vacancyIds } from '../../sandbox/index.ts';
import { until } from './browser.ts';
import { keepSaved, nextSaved } from './saved.ts';
import { minePage } from './seeking.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import { sendKey } from './surface.ts';
import { ru, ruPlural } from './words.ts';

const vacancy = '95000000';

describe.each(browsers)('the export of a list in %s', (name) => {
  const at = staged(name, {
    world: { vacancies: 1, unreadPerVacancy: 120 },
    viewport: { width: 1400, height: 860 },
  });

  test('reads what is missing, with as many requests as announced, and saves everything as a workbook, CSV and JSON', async () => {
    const stage = at();
    const inbox = await stage.inbox(`vacancy=${vacancy}`);
    const { tab } = inbox;
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

    // Everything has been read now.
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
    // The lists themselves contained this much of the history.
    expect(json.rows[0].history.negotiations[0].vacancyId).toBe(vacancy);
    const lists = stage.ledger.requests.slice(after).filter(({ path }) => path.startsWith('/negotiations/'));
    expect(lists).toEqual([]);
    expect(stage.ledger.traces()).toBe(0);
  });
});

describe.each(browsers)('an applicant’s list as a file in %s', (name) => {
  const at = staged(name, {
    world: { kind: 'applicant', applicantApi: true },
    viewport: { width: 1400, height: 860 },
  });

  test('contains each application as the list shows it, a strange name as text, without a request to hh', async () => {
    const stage = at();
    const strange = '=HYPERLINK("https://evil.example";"Повар")\u202e 🙂';
    stage.world.vacancy(stage.world.negotiation(topicIds.invitation).vacancyId).name = strange;
    await stage.tell('refresh');
    const page = await minePage(stage);
    await page.says('HYPERLINK');
    await page.says(ruPlural('inbox_found', 23));
    await keepSaved(page.tab);
    await page.click(ru('export_menu'));
    await page.says(ru('export_no_requests'));
    const before = stage.ledger.requests.length;
    await page.click(ru('export_save'));
    await page.says(ruPlural('export_saved', 23));
    const sheet = await readSheet(await nextSaved(page.tab));
    const [head = []] = sheet;
    expect(sheet).toHaveLength(24);
    const cells = (of: Parameters<typeof ru>[0]) => sheet.slice(1).map((line) => line[head.indexOf(ru(of))]);
    expect(cells('export_vacancy')).toContain(strange);
    expect(cells('export_employer')).toContain('Северный ветер');
    expect(cells('export_updated').every((one) => one instanceof Date)).toBe(true);
    expect(stage.ledger.requests.slice(before).filter(({ host }) => host === 'api.hh.ru')).toEqual([]);
    expect(stage.ledger.traces()).toBe(0);
  });
});

describe.each(browsers)('an interview in %s', (name) => {
  const at = staged(name, { undoSeconds: 1, viewport: { width: 1400, height: 860 } });

  test('puts its day, time and address into the letter and into a calendar file', async () => {
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    const inbox = await stage.inbox(`vacancy=${vacancyIds.chiefAccountant}&negotiation=${id}`);
    const { tab } = inbox;
    await inbox.says('Петрова Инна Сергеевна');
    await until('its actions', async () => (await inbox.count('.acts button:enabled')) > 2);
    await keepSaved(tab);
    await inbox.click(ru('panel_more'));
    await inbox.click('Интервью');
    await until('the letter', async () => (await inbox.value(ru('action_letter')))?.trim());
    const choose = (selector: string, value: string | null) =>
      inbox.run(
        (root, given) => {
          const field = root?.querySelector<HTMLInputElement | HTMLSelectElement>(given.selector);
          if (!field) throw new Error(given.selector);
          field.value = given.value ?? ('options' in field ? (field.options[1]?.value ?? '') : '');
          for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
          return 'options' in field ? (field.selectedOptions[0]?.text ?? '') : field.value;
        },
        { selector, value },
      );
    const addresses = `select[aria-label="${ru('action_address')}"]`;
    await until('addresses', async () => (await inbox.count(`${addresses} option`)) > 1);
    const place = await choose(addresses, null);
    expect(place).not.toBe('');
    await inbox.click(ru('meeting_open'));
    await until('its day', async () => (await inbox.count('input[type=date]')) === 1);
    await choose('input[type=date]', '2030-12-03');
    await choose('input[type=time]', '14:00');
    await inbox.click(ru('meeting_make'));
    await inbox.says(ru('meeting_done'));
    await expect.poll(() => inbox.value(ru('action_letter'))).toContain(ru('meeting_where', place));
    const letter = (await inbox.value(ru('action_letter'))) ?? '';
    expect(letter).toMatch(/3 декабря 2030.*14:00/);

    const [event] = new ICAL.Component(
      ICAL.parse((await nextSaved(tab)).toString('utf8')),
    ).getAllSubcomponents('vevent');
    if (!event) throw new Error('no event');
    const { startDate, location, summary } = new ICAL.Event(event);
    const start = await tab.evaluate(() => new Date('2030-12-03T14:00').getTime(), null);
    expect(startDate.toJSDate().getTime()).toBe(start);
    expect(location).toBe(place);
    expect(summary).toContain('Петрова');

    await inbox.click(ru('action_letter'));
    await inbox.press(sendKey);
    await until('hh knows', () => stage.ledger.effects.stateChanges.length === 1);
    expect(stage.world.chatOf(stage.world.negotiation(id)).messages.at(-1)).toMatchObject({ text: letter });
  });
});
