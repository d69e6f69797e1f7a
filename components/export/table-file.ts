import { formatCsvValue, writeCsvStream } from 'hucre/csv';
import { type Cell as SheetCell, writeXlsx } from 'hucre/xlsx';
import { type MessageKey, t } from '../../utils/i18n.ts';
import { type Known, valueOr } from '../../utils/known.ts';

/*
 * A list as a file or on the clipboard. Texts stay texts: in a workbook by the type of the cell; where programs
 * recognize a formula by its first character (CSV, a pasted table), by an apostrophe before it.
 */

/** A text with a link. */
interface Linked {
  text: string;
  url: string;
}
/** The value of one cell; null: none. A date is a moment, shown in the person's own time zone. */
export type Cell = string | number | boolean | Date | Linked | null;

const isLinked = (cell: Cell): cell is Linked => typeof cell === 'object' && cell !== null && 'url' in cell;

/** One column of an export: the same facts as in the list's rows, but as plain values. */
export interface Column<R> {
  /** The property name in JSON. */
  id: string;
  name: MessageKey;
  /** In characters. */
  width: number;
  /** The column holds moments; a workbook must be told so. */
  isDate?: true;
  of: (row: R) => Known<Cell>;
}

/** Excel's limit for one cell, in characters. */
const mostInCell = 32_767;
/** How Excel shows a date, which it stores as a number of days. */
const dateFormat = 'dd.mm.yyyy hh:mm';

/** Without what XML cannot hold (control characters, lone surrogates), and cut to Excel's limit. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .slice(0, mostInCell);

const wordsOf = <R>({ of }: Column<R>, row: R): Cell => {
  const cell = valueOr(of(row), t('export_unread'));
  return typeof cell === 'string' ? clean(cell) : cell;
};

/** Excel has no time zones, so dates show the local time of the person who saves the file. */
const asShown = (date: Date): Date => new Date(date.getTime() - date.getTimezoneOffset() * 60_000);

export async function xlsxOf<R>(
  name: string,
  columns: readonly Column<R>[],
  rows: readonly R[],
): Promise<Blob> {
  const cells = new Map<string, Partial<SheetCell>>();
  const lines = rows.map((row, line) =>
    columns.map((column, at) => {
      const cell = wordsOf(column, row);
      if (cell instanceof Date) return asShown(cell);
      if (!isLinked(cell)) return cell;
      cells.set(`${line + 1},${at}`, {
        hyperlink: { target: cell.url },
        style: { font: { underline: true, color: { rgb: '0563C1' } } },
      });
      return cell.text;
    }),
  );
  for (const at of columns.keys()) cells.set(`0,${at}`, { style: { font: { bold: true } } });
  const file = await writeXlsx({
    sheets: [
      {
        name: sheetName(name),
        columns: columns.map(({ width, isDate }) => ({ width, ...(isDate && { numFmt: dateFormat }) })),
        rows: [columns.map((column) => t(column.name)), ...lines],
        cells,
        freezePane: { rows: 1 },
      },
    ],
  });
  return new Blob([new Uint8Array(file)], {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  });
}

/** Excel allows 31 characters for the name of a sheet, and not every character. */
const sheetName = (name: string): string =>
  clean(name)
    .replaceAll(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 31)
    .trim() || 'hh';

/** Uses the separator that Excel expects in this language, and the byte order mark by which it detects UTF-8. */
export function csvOf<R>(columns: readonly Column<R>[], rows: readonly R[]): Promise<Blob> {
  const lines = function* () {
    for (const row of rows) yield columns.map((column) => flat(wordsOf(column, row)));
  };
  const stream = writeCsvStream(lines(), {
    headers: columns.map(({ name }) => t(name)),
    delimiter: (1.5).toLocaleString(t('locale')).includes(',') ? ';' : ',',
    bom: true,
    escapeFormulae: true,
    dateFormat: 'YYYY-MM-DD HH:mm',
  });
  return new Response(stream, { headers: { 'content-type': 'text/csv;charset=utf-8' } }).blob();
}
const flat = (cell: Cell) => (isLinked(cell) ? cell.url : cell);

/** Every fact under its column's id. Facts that were not read are left out and listed in `unread`. */
export function jsonOf<R>(
  about: object,
  columns: readonly Column<R>[],
  rows: readonly R[],
  more: (row: R) => object,
): Blob {
  const parts: BlobPart[] = [
    JSON.stringify({ format: 'otklik-list', version: 1, ...about }).slice(0, -1),
    ',"rows":[',
  ];
  for (const [line, row] of rows.entries()) {
    const facts: Record<string, unknown> = {};
    const unread: string[] = [];
    for (const { id, of } of columns) {
      const fact = of(row);
      if (fact.known) facts[id] = flat(fact.value);
      else unread.push(id);
    }
    parts.push(
      line === 0 ? '\n' : ',\n',
      JSON.stringify({ ...facts, ...(unread.length > 0 && { unread }), ...more(row) }),
    );
  }
  parts.push('\n]}\n');
  return new Blob(parts, { type: 'application/json' });
}

/** The clipboard's content: an HTML table for programs that accept one, tab-separated lines for all others. */
export function copyOf<R>(columns: readonly Column<R>[], rows: readonly R[]): { html: string; text: string } {
  const table = document.createElement('table');
  const lines: string[] = [];
  const add = (cells: readonly Cell[]) => {
    const line = table.insertRow();
    for (const cell of cells) {
      const place = line.insertCell();
      const words = said(cell);
      if (isLinked(cell)) {
        const link = document.createElement('a');
        link.href = cell.url;
        link.textContent = words;
        place.append(link);
      } else place.textContent = words;
    }
    lines.push(
      cells.map((cell) => (isLinked(cell) ? cell.url : said(cell)).replaceAll(/[\t\r\n]+/g, ' ')).join('\t'),
    );
  };
  add(columns.map(({ name }) => t(name)));
  for (const row of rows) add(columns.map((column) => wordsOf(column, row)));
  return { html: new XMLSerializer().serializeToString(table), text: lines.join('\n') };
}

const said = (cell: Cell): string => {
  if (cell === null) return '';
  if (cell instanceof Date) return asShown(cell).toISOString().slice(0, 16).replace('T', ' ');
  if (isLinked(cell)) return cell.text;
  return typeof cell === 'string' ? defused(cell) : String(cell);
};

const defused = (text: string): string => formatCsvValue(text, { escapeFormulae: true, quoteStyle: 'none' });
