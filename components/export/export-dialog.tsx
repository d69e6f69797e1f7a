import { useEffect, useRef, useState } from 'preact/hooks';
import { plural, spaced, t } from '../../utils/i18n.ts';
import type { Problem, Result } from '../../utils/problem.ts';
import { Button } from '../ui/button.tsx';
import { Dot, Fault } from '../ui/form.tsx';
import { useUniqueId } from '../ui/hooks.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Dialog } from '../ui/section.tsx';
import { useWorker } from '../worker.ts';
import { type Column, copyOf, csvOf, jsonOf, xlsxOf } from './table-file.ts';

/** A list to export: which pages are in memory, and how to read the others. */
export interface Exported<R> {
  /** How many pages hh says there are; 1 for a list that is all in memory; null: hh has not said yet. */
  pages: number | null;
  /** How many rows hh counts; null: hh does not say. */
  found: number | null;
  /** The rows of a page that was read and is still valid; null: it must be read. */
  kept: (page: number) => readonly R[] | null;
  /** Reads one page with one request. */
  read: (page: number) => Promise<Result<{ rows: readonly R[]; pages: number; skipped: number }>>;
}

/** The most rows a file can hold without exhausting the page's memory; hh lists fewer. */
export const mostRows = 20_000;

/** What has been collected so far, page after page. */
export interface Collected<R> {
  rows: R[];
  /** The next page to collect. */
  page: number;
  /** How many pages hh said there are when it was last asked; null: not asked yet. */
  pages: number | null;
  /** Rows that could not be read. */
  skipped: number;
  /** Every page is in, or as many rows as a file holds. */
  isWhole: boolean;
  /** hh lists more rows than a file holds. */
  isCut: boolean;
}

export function noneYet<R>(): Collected<R> {
  return {
    rows: [],
    page: 0,
    pages: null,
    skipped: 0,
    isWhole: false,
    isCut: false,
  };
}

/**
 * How many more requests it takes: one for each page that is neither collected nor in memory.
 * @returns null: unknown, because hh has not said how many pages there are
 */
export function requestsFor(
  list: Pick<Exported<unknown>, 'pages' | 'kept'>,
  { page, pages, isWhole }: Collected<unknown>,
): number | null {
  if (isWhole) return 0;
  const all = pages ?? list.pages;
  if (all === null) return null;
  return Array.from({ length: all }, (_, at) => at).filter((at) => at >= page && list.kept(at) === null)
    .length;
}

/**
 * Continues where the last call stopped, one page at a time and at hh's pace. A row that hh gave on two pages, because
 * the list moved in between, is kept once.
 * @returns the problem that stopped it; null: it is complete, or the person stopped it
 */
export async function collect<R extends { id: string }>(
  list: Exported<R>,
  from: Collected<R>,
  { signal, onPage }: { signal: AbortSignal; onPage: (collected: Collected<R>) => void },
): Promise<Problem | null> {
  let collected = from;
  const known = new Set(collected.rows.map(({ id }) => id));
  while (!collected.isWhole && !signal.aborted) {
    const kept = list.kept(collected.page);
    const answer = kept ? null : await list.read(collected.page);
    if (answer && !answer.ok) return answer.problem;
    const pages = answer?.value.pages ?? collected.pages;
    const last = pages ?? list.pages ?? 1;
    const fresh = (kept ?? answer?.value.rows ?? []).filter(({ id }) => !known.has(id));
    for (const { id } of fresh) known.add(id);
    const rows = [...collected.rows, ...fresh];
    collected = {
      rows: rows.slice(0, mostRows),
      page: collected.page + 1,
      pages,
      skipped: collected.skipped + (answer?.value.skipped ?? 0),
      isWhole: collected.page + 1 >= last || rows.length >= mostRows,
      isCut: rows.length > mostRows || (rows.length === mostRows && collected.page + 1 < last),
    };
    onPage(collected);
  }
  return null;
}

interface Props<R extends { id: string }> {
  /** The name of the list: «Главный бухгалтер · Новые». */
  title: string;
  list: Exported<R>;
  columns: readonly Column<R>[];
  /** For JSON: `about` is what the list is filtered by, `pastOf` the known history of each row. */
  about: object;
  pastOf: (rows: readonly R[]) => Promise<(row: R) => object>;
  onClose: () => void;
}

const formats = ['xlsx', 'csv', 'json'] as const;
type Format = (typeof formats)[number];

type State =
  | { at: 'rest' }
  | { at: 'reading' }
  | { at: 'making' }
  | { at: 'stopped'; problem: Problem | null }
  | { at: 'done'; rows: number; copied: boolean }
  | { at: 'failed' };

/** Saves what a filtered list shows as a file, or copies it. Announces its requests to hh before making them. */
export function ExportDialog<R extends { id: string }>(props: Props<R>) {
  const { title, columns, about, pastOf, onClose } = props;
  const { save, copyTable } = useWorker();
  const id = useUniqueId();
  // The list may change behind the dialog: the file holds what was shown when the dialog opened.
  const [list] = useState(props.list);
  const [format, setFormat] = useState<Format>('xlsx');
  const [state, setState] = useState<State>({ at: 'rest' });
  const [collected, setCollected] = useState<Collected<R>>(noneYet);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const requests = requestsFor(list, collected);
  const busy = state.at === 'reading' || state.at === 'making';

  const make = async ({ rows }: Collected<R>, how: Format | 'copy') => {
    setState({ at: 'making' });
    try {
      const name = `${fileName(title)}.${how}`;
      if (how === 'xlsx') save(await xlsxOf(title, columns, rows), name);
      else if (how === 'csv') save(await csvOf(columns, rows), name);
      else if (how === 'json') save(jsonOf(aboutOf(rows), columns, rows, await pastOf(rows)), name);
      else if (!(await copyTable(copyOf(columns, rows)))) return setState({ at: 'failed' });
      setState({ at: 'done', rows: rows.length, copied: how === 'copy' });
    } catch {
      setState({ at: 'failed' });
    }
  };
  const aboutOf = (rows: readonly R[]) => ({
    exportedAt: new Date().toISOString(),
    list: title,
    ...about,
    ...(list.found !== null && { found: list.found }),
    count: rows.length,
  });

  /** Reads the missing pages, then makes the file; if stopped, keeps what was read. */
  const go = async (how: Format | 'copy') => {
    const controller = new AbortController();
    abort.current = controller;
    setState({ at: 'reading' });
    let last = collected;
    const problem = await collect(list, collected, {
      signal: controller.signal,
      onPage(next) {
        last = next;
        setCollected(next);
      },
    });
    if (problem || !last.isWhole) setState({ at: 'stopped', problem });
    // The last page arrived after the person had stopped the export.
    else if (controller.signal.aborted) setState({ at: 'rest' });
    else await make(last, how);
  };

  const count = list.found ?? null;
  return (
    <Dialog class="help export" title={t('export_title')} onClose={onClose}>
      <p class="ell" title={title} dir="auto">
        {title}
        {count !== null && ` · ${plural('inbox_found', count)}`}
      </p>
      <fieldset class="stack" disabled={busy} aria-label={t('export_format')}>
        {formats.map((one) => (
          <Dot key={one} name={id} checked={format === one} onPick={() => setFormat(one)}>
            {t(`export_as_${one}`)} <span class="small muted">{t(`export_as_${one}_note`)}</span>
          </Dot>
        ))}
      </fieldset>
      <p class="small muted">
        {requests === null
          ? t('export_requests_unknown')
          : requests === 0
            ? t('export_no_requests')
            : plural('export_requests', requests)}
      </p>
      {count !== null && count > mostRows && (
        <p class="small muted">{t('export_most', mostRows.toLocaleString(t('locale')))}</p>
      )}
      {(state.at === 'reading' || state.at === 'stopped') && (
        <div class="stack">
          {count !== null && (
            <progress max={count} value={collected.rows.length} aria-label={t('export_title')} />
          )}
          <p class="small num" role="status">
            {count === null
              ? plural('export_read', collected.rows.length)
              : t('export_read_of', said(collected.rows.length), said(count))}
          </p>
        </div>
      )}
      {state.at === 'stopped' && state.problem && (
        <ProblemNote problem={state.problem} again={() => void go(format)} />
      )}
      <Fault>{state.at === 'failed' && t('export_failed')}</Fault>
      <div class="row wrap">
        {state.at === 'reading' ? (
          <Button onClick={() => abort.current?.abort()}>{t('many_stop')}</Button>
        ) : (
          <>
            <Button tone="primary" disabled={busy} onClick={() => void go(format)}>
              {t(
                state.at === 'stopped'
                  ? 'export_go_on'
                  : requests === 0
                    ? 'export_save'
                    : 'export_read_and_save',
              )}
            </Button>
            {state.at === 'stopped' && collected.rows.length > 0 ? (
              <Button onClick={() => void make(collected, format)}>
                {plural('export_save_part', collected.rows.length)}
              </Button>
            ) : (
              <Button disabled={busy} onClick={() => void go('copy')}>
                {t('export_copy')}
              </Button>
            )}
          </>
        )}
      </div>
      <p class="small saved" role="status">
        {state.at === 'making' && t('export_making')}
        {state.at === 'done' && doneText(state, collected)}
      </p>
    </Dialog>
  );
}

const said = (count: number): string => count.toLocaleString(t('locale'));

/** How many rows the file holds, and how many could not be read. */
const doneText = (
  { rows, copied }: { rows: number; copied: boolean },
  { skipped, isWhole, isCut }: Collected<unknown>,
) =>
  spaced(
    plural(copied ? 'export_copied' : 'export_saved', rows),
    (!isWhole || isCut) && t('export_is_part'),
    skipped > 0 && plural('inbox_set_aside', skipped),
  );

/** A name that every file system accepts, with today's date. */
function fileName(title: string): string {
  const safe = title
    .replaceAll(/[^\p{L}\p{N}._ -]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 60)
    .trim();
  const now = new Date();
  const day = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  return `${safe || 'hh'} ${day}`;
}
