import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { Millis } from '../../utils/domain/negotiation.ts';
import { type Entry, negotiationsOf, singleOf } from '../../utils/domain/write-request.ts';
import { t } from '../../utils/i18n.ts';
import { entryText } from '../ui/words.ts';
import { NotSentElsewhere } from './entries.ts';
import { UndoBar, type UndoBarProps } from './undo-bar.tsx';

interface Props extends UndoBarProps {
  /** What was asked for many, a line for each group; without it their writes stand one by one. */
  groups?: ComponentChildren;
}

/**
 * Where an extension page shows what can be undone: it floats over the end of the page's list and takes no place in
 * its layout. Always drawn, because a screen reader hears only of changes inside of what stands already.
 */
export function UndoPlace({ groups, entries, ...bar }: Props) {
  const shown: Entry[] = groups === undefined ? entries : singleOf(entries);
  const elsewhere = useContext(NotSentElsewhere);
  return (
    <div class="undo-place">
      {elsewhere.map(({ account, name, count }) => (
        <section key={account} class="undo small" role="status" dir="auto">
          {t('undo_elsewhere', name ?? t('undo_elsewhere_unnamed'), count)}
        </section>
      ))}
      {groups}
      <UndoBar {...bar} entries={shown} />
      <UndoSaid entries={entries} withCandidate={bar.withCandidate} />
    </div>
  );
}

/** The last call, so long before the undo window ends. */
const lastCallMs = 3000;
const second = 1000;

/** One write, or all that were asked for together. */
interface Said {
  id: string;
  text: string;
  /** When the undo window ends; null when nothing can be undone any more. */
  until: Millis | null;
  /** How it stands now; said once for each. */
  state: 'waiting' | 'sending' | 'sent' | 'uncertain' | 'failed';
}

function saidOf(entries: readonly Entry[], withCandidate: boolean): Said[] {
  const sets = Map.groupBy(entries, ({ id, group }) => group ?? id);
  return [...sets].flatMap(([id, [first, ...rest]]) => {
    if (!first) return [];
    const all = [first, ...rest];
    const people = all.flatMap(({ request }) => negotiationsOf(request)).length;
    const waiting = all.flatMap(({ progress }) => (progress.at === 'waiting' ? [progress.until] : []));
    return {
      id,
      text: first.group ? `${entryText(first)}: ${people}` : entryText(first, withCandidate),
      until: waiting.length === all.length ? Math.min(...waiting) : null,
      state: first.progress.at,
    };
  });
}

interface SaidProps {
  entries: readonly Entry[];
  /** Where entries of many people stand, it says whose. */
  withCandidate?: boolean;
}

/**
 * What the undo bar shows, for a screen reader: that something can be undone when it begins and three seconds before
 * it ends, and what became of it. A live region stands before it has anything to say, so this is always drawn.
 */
export function UndoSaid({ entries, withCandidate = false }: SaidProps) {
  const [words, setWords] = useState('');
  const told = useRef(new Set<string>());

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const now = Date.now();
      let next = Number.POSITIVE_INFINITY;
      const fresh: string[] = [];
      const once = (key: string, text: string) => {
        if (told.current.has(key)) return;
        told.current.add(key);
        fresh.push(text);
      };
      for (const { id, text, until, state } of saidOf(entries, withCandidate)) {
        const left = until === null ? 0 : until - now;
        if (left > lastCallMs) {
          once(`${id} waiting`, t('undo_said', text, Math.ceil(left / second)));
          next = Math.min(next, left - lastCallMs);
        } else if (left > 0) once(`${id} last`, t('undo_said_last', text, Math.ceil(left / second)));
        // What failed says so by itself, as an alert.
        else if (state === 'sent' || state === 'uncertain')
          once(`${id} ${state}`, `${text}: ${t(`undo_${state}`)}`);
      }
      if (fresh.length > 0) setWords(fresh.join('. '));
      else if (entries.length === 0) setWords('');
      if (Number.isFinite(next)) timer = setTimeout(look, next);
    };
    look();
    return () => clearTimeout(timer);
  }, [entries, withCandidate]);

  return (
    <p class="hidden" role="status">
      {words}
    </p>
  );
}
