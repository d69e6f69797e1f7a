import './many.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ListRow } from '../../utils/domain/collection.ts';
import {
  type Able,
  actionsOf,
  type Preview,
  previewOf,
  readRequests,
  underWay,
  unviewedOf,
} from '../../utils/domain/many.ts';
import type { Action } from '../../utils/domain/negotiation.ts';
import { refuses } from '../../utils/domain/stage.ts';
import type { WriteRequest } from '../../utils/domain/write-request.ts';
import { plural, t } from '../../utils/i18n.ts';
import type { Known } from '../../utils/known.ts';
import type { Problem } from '../../utils/problem.ts';
import { useOutbox } from '../contexts.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { codeOf, isTyping, keysFor } from '../ui/keys.ts';
import { candidateName, problemText } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { type Choice, requestsOf, type Unready } from './letters.ts';
import { previewText, Sheet } from './sheet.tsx';

interface ManyBarProps {
  /** All selected rows, including those scrolled out of memory. */
  rows: ListRow[];
  clear: () => void;
  /** Whether every loaded row is selected; left out where the list has no checkbox for all. */
  all?: boolean;
  onAll?: () => void;
  /** How many the list has at hh: those not loaded are not selected. Left out where nothing counts. */
  found?: Known<number> | null;
  /** Copies the selected rows, and returns whether that worked; left out where nothing copies. */
  onCopy?: (rows: readonly ListRow[]) => Promise<boolean>;
}

/** One line above the list while rows are selected: what can be done with all of them, by a key or after a choice. */
export function ManyBar({ rows, clear, all, onAll, found, onCopy }: ManyBarProps) {
  const { entries } = useOutbox();
  const worker = useWorker();
  /** The sheet is open with this action; `chosen`: the person asked for this very action. */
  const [sheet, setSheet] = useState<{ actionId: string; chosen: boolean } | null>(null);
  /** The progress while letters are being prepared. */
  const [preparing, setPreparing] = useState<{ ready: number; total: number } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [unready, setUnready] = useState<Unready[]>([]);
  /** How many rows were copied; shown until the selection changes. */
  const [copied, setCopied] = useState(0);
  const copy = async (take: (rows: readonly ListRow[]) => Promise<boolean>) =>
    setCopied((await take(rows)) ? rows.length : 0);
  const abort = useRef<AbortController | null>(null);
  const opener = useRef<Element | null>(null);
  /** Set between a click and the outbox: a second press must not make a second group. */
  const busy = useRef(false);

  const actions = actionsOf(rows);
  const refusal = actions.find(refuses);
  const previewFor = (action: Action): Preview => previewOf(action, rows, underWay(entries));
  const preview = refusal && previewFor(refusal);
  const unviewed = unviewedOf(rows).length;

  const open = (action: Action | undefined = actions[0], chosen = false) => {
    if (preparing || !action) return;
    opener.current = document.activeElement;
    setSheet({ actionId: action.id, chosen });
    setProblem(null);
  };
  const close = () => setSheet(null);
  // The list under the sheet can take the focus only once the sheet is gone.
  useLayoutEffect(() => {
    if (sheet === null && opener.current instanceof HTMLElement) opener.current.focus();
  }, [sheet === null]);
  /** As with a single negotiation: the letter is shown first, and Enter sends it. */
  const refuse = () => {
    if (refusal && preview && preview.able.length > 0) open(refusal, true);
  };

  const once = async (act: () => Promise<boolean>) => {
    if (busy.current) return;
    busy.current = true;
    try {
      if (await act()) clear();
    } finally {
      busy.current = false;
    }
  };
  const write = async (requests: WriteRequest[]): Promise<boolean> => {
    const answer = await worker.writeMany(requests);
    setProblem(answer.ok ? null : answer.problem);
    return answer.ok;
  };
  const read = () => {
    if (unviewed > 0) void once(() => write(readRequests(unviewedOf(rows))));
  };

  /** @returns whether all of them went into the outbox; if a letter is not ready, the selection stays */
  const go = async (able: Able[], choice: Choice): Promise<boolean> => {
    const controller = new AbortController();
    abort.current = controller;
    const { parts, unready } = await requestsOf(able, choice, worker, {
      onReady: (ready) => setPreparing({ ready, total: able.length }),
      signal: controller.signal,
    });
    const stopped = controller.signal.aborted;
    let all = !stopped && unready.length === 0;
    for (const requests of stopped ? [] : parts) all = (await write(requests)) && all;
    setPreparing(null);
    setUnready(stopped ? [] : unready);
    return all;
  };
  const send = (choice: Choice) => {
    const { able } = previewFor(choice.action);
    opener.current = null;
    setSheet(null);
    setProblem(null);
    setUnready([]);
    void once(() => go(able, choice));
  };

  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && sheet !== null) close();
    else if (sheet !== null || isTyping(event) || event.shiftKey || event.repeat) return;
    else {
      const code = codeOf(event);
      if (code === 'KeyR') refuse();
      else if (code === 'KeyE') read();
      else if (code === 'KeyM') open();
      else {
        const named = keysFor(actions).find(({ key, digit }) => key !== digit && key?.code === code);
        if (!named) return;
        open(named.item, true);
      }
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const latest = useRef(press);
  latest.current = press;
  useLayoutEffect(() => {
    const key = (event: KeyboardEvent) => {
      // A dialog above the page handles its own keys.
      if (!(event.target instanceof Element && event.target.closest('dialog'))) latest.current(event);
    };
    // Capture the keys before the list, whose Escape would clear the selection while the sheet is open.
    document.addEventListener('keydown', key, true);
    return () => {
      document.removeEventListener('keydown', key, true);
      abort.current?.abort();
    };
  }, []);

  const shortly = preview ? previewText(preview) : '';
  return (
    <section class="many-box" aria-label={t('many_label')}>
      <div class="row many-bar">
        {all !== undefined && (
          <input
            type="checkbox"
            class="box"
            checked={all}
            indeterminate={!all}
            aria-label={t(all ? 'inbox_select_none' : 'inbox_select_all')}
            onClick={onAll}
          />
        )}
        <p class="grow ell" role="status" title={shortly || undefined}>
          <span class="b num">
            {preparing
              ? t('many_preparing', preparing.ready, preparing.total)
              : copied === rows.length
                ? plural('export_copied', rows.length)
                : all && found?.known && found.value > rows.length
                  ? t('many_selected_of', rows.length, found.value)
                  : plural('many_selected', rows.length)}
          </span>
          {!preparing && shortly && <span class="small muted"> {shortly}</span>}
        </p>
        {preparing ? (
          <Button small onClick={() => abort.current?.abort()}>
            {t('many_stop')}
          </Button>
        ) : (
          <div class="row many-acts">
            {preview && (
              <Button
                small
                tone="danger"
                shortcut="R"
                title={t('many_letter_first')}
                disabled={preview.able.length === 0}
                onClick={refuse}
              >
                {preview.action.name}
              </Button>
            )}
            <Button
              small
              shortcut="E"
              disabled={unviewed === 0}
              title={unviewed === 0 ? t('many_all_read') : plural('many_read_title', unviewed)}
              onClick={read}
            >
              {t('many_read')}
            </Button>
            {actions.length > 0 && (
              <Button small shortcut="M" aria-expanded={sheet !== null} onClick={() => open()}>
                {t('many_other')}
              </Button>
            )}
            {onCopy && <IconButton icon="copy" label={t('export_copy')} onClick={() => void copy(onCopy)} />}
            <Button small tone="link" shortcut="Esc" onClick={clear}>
              {t('many_clear')}
            </Button>
          </div>
        )}
      </div>
      {sheet !== null && (
        <Sheet
          rows={rows}
          busy={underWay(entries)}
          actions={actions}
          {...sheet}
          onSend={send}
          onClose={close}
        />
      )}
      {(preparing || problem || unready.length > 0) && (
        <div class="many-said small">
          {preparing && <p>{t('many_stay')}</p>}
          {problem && (
            <p class="bad said" role="alert">
              {problemText(problem)}
            </p>
          )}
          {unready.length > 0 && (
            <ul class="bad" role="alert">
              {unready.map((one) => (
                <li key={one.row.id} class="said">
                  {candidateName(one.row.candidate)}: {unreadyText(one)}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  );
}

/** Why a letter is not ready. */
const unreadyText = ({ why }: Unready): string =>
  'problem' in why ? problemText(why.problem) : t('many_unfilled', why.unfilled.join(', '));
