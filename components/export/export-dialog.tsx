import { useEffect, useRef, useState } from 'preact/hooks';
import { plural, spaced, t } from '../../utils/i18n.ts';
import type { Problem } from '../../utils/problem.ts';
import { Button } from '../ui/button.tsx';
import { Dot } from '../ui/fields.tsx';
import { Fault } from '../ui/form.tsx';
import { useUniqueId } from '../ui/hooks.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Dialog } from '../ui/section.tsx';
import { useWorker } from '../worker.ts';
import { type Collected, collect, type Exported, mostRows, noneYet, requestsFor } from './collect.ts';
import type { Column } from './columns.ts';
import { copyOf, csvOf, jsonOf, xlsxOf } from './table-file.ts';

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
