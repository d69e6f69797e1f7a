import { useEffect, useRef, useState } from 'preact/hooks';
import { type Collection, chosenIn, type ListRow, withMoved } from '../../utils/domain/collection.ts';
import { isNothing, sumMark, sumOf } from '../../utils/domain/sum.ts';
import { grouped, t } from '../../utils/i18n.ts';
import type { VacancyId } from '../../utils/ids.ts';
import { isKnown, type Known } from '../../utils/known.ts';
import type { Problem } from '../../utils/problem.ts';
import { Menu } from '../ui/menu.tsx';
import { factText } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { Count } from './vacancies.tsx';

interface Props {
  collections: readonly Collection[];
  chosenId: string | null;
  onChoose: (id: string) => void;
}

/** The collections of a vacancy as hh gives them, and the sub-collections of the chosen one in a second row. */
export function Collections({ collections, chosenId, onChoose }: Props) {
  const here = chosenIn(collections, chosenId);
  const sub = here?.top.sub ?? [];
  return (
    <>
      <Line
        label={t('inbox_collections')}
        collections={collections}
        current={here?.top.id ?? null}
        onChoose={onChoose}
      />
      {sub.length > 0 && (
        <Line
          label={t('inbox_sub_collections')}
          collections={sub}
          current={here?.chosen.id ?? null}
          onChoose={onChoose}
        />
      )}
    </>
  );
}

/** For a sentence: the number, or a word saying that it is unknown. */
const countOf = (count: Known<number>): string | number => (count.known ? count.value : t('unknown_count'));

interface LineProps {
  label: string;
  collections: readonly Collection[];
  current: string | null;
  onChoose: (id: string) => void;
}

/** Whether the collection is known to be empty. */
const isEmpty = ({ total, updates }: Collection): boolean => isKnown(total, 0) && isNothing(sumOf([updates]));

/** One row that scrolls sideways; empty collections are behind a button at its end. */
function Line({ label, collections, current, onChoose }: LineProps) {
  const row = useRef<HTMLUListElement>(null);
  useEffect(() => {
    row.current?.querySelector('.on')?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [current, collections.length]);
  const isFolded = (one: Collection) => one.id !== current && isEmpty(one);
  const folded = collections.filter(isFolded);
  const item = (collection: Collection, close?: () => void) => (
    <Stage
      key={collection.id}
      collection={collection}
      current={current}
      onChoose={(id) => {
        close?.();
        onChoose(id);
      }}
    />
  );
  return (
    <div class="stages">
      <ul ref={row} class="collections" aria-label={label}>
        {collections.filter((one) => !isFolded(one)).map((one) => item(one))}
      </ul>
      {folded.length > 0 && (
        <Menu label={t('inbox_stages_more', folded.length)} title={t('inbox_stages_more_title')}>
          {(close) => <ul class="collections">{folded.map((one) => item(one, close))}</ul>}
        </Menu>
      )}
    </div>
  );
}

interface StageProps extends Pick<LineProps, 'current' | 'onChoose'> {
  collection: Collection;
}

/** One collection, with how many responses it holds and how many of them were not viewed. */
function Stage({ collection, current, onChoose }: StageProps) {
  const { id, description } = collection;
  const name = factText(collection.name, 'unknown_stage');
  const total = sumOf([collection.total]);
  const updates = sumOf([collection.updates]);
  const counts = t('inbox_collection_counts', countOf(collection.total), countOf(collection.updates));
  return (
    <li>
      <button
        type="button"
        class={`num${id === current ? ' on' : ''}`}
        aria-current={id === current ? 'true' : undefined}
        title={[`${name}${counts}`, description].filter(Boolean).join('\n')}
        onClick={() => onChoose(id)}
      >
        {name}
        <span class="hidden">{counts}</span>
        <span aria-hidden="true">{total.whole ? grouped(total.count) : sumMark(total)}</span>
        <Count sum={updates} />
      </button>
    </li>
  );
}

interface Collected {
  collections: Collection[];
  /** Collections that could not be read. */
  skipped: number;
  problem: Problem | null;
}
const nothing: Collected = { collections: [], skipped: 0, problem: null };

/**
 * The collections of one vacancy. Moves by our own writes are counted here, so that a series of decisions costs no
 * requests. hh is asked when the vacancy is shown, after a change that only hh can count, and, if we have counted, once
 * the person turns elsewhere.
 */
export function useCollections(vacancyId: VacancyId) {
  const { readCollections } = useWorker().list;
  const [known, setKnown] = useState<Collected | null>(null);
  const latest = useRef(known);
  const asked = useRef({ times: 0, busy: false });
  const isCounted = useRef(false);
  const put = (collected: Collected) => {
    latest.current = collected;
    setKnown(collected);
  };

  const read = async () => {
    const mine = ++asked.current.times;
    asked.current.busy = true;
    const answer = await readCollections(vacancyId);
    if (mine !== asked.current.times) return;
    asked.current.busy = false;
    if (!answer.ok) return put({ ...(latest.current ?? nothing), problem: answer.problem });
    isCounted.current = false;
    put({ collections: answer.value.items, skipped: answer.value.skipped, problem: null });
  };
  useEffect(() => void read(), []);

  return {
    ...(known ?? nothing),
    reading: known === null,
    read,
    /** Counts a row that a write of ours has moved; false: the collections must be read instead. */
    move(row: ListRow, to: string): boolean {
      const { current } = latest;
      // An answer in flight may or may not count the row already.
      const collections = current && !asked.current.busy ? withMoved(current.collections, row, to) : null;
      if (!current || !collections) return false;
      isCounted.current = true;
      put({ ...current, collections });
      return true;
    },
    settle() {
      if (isCounted.current) void read();
    },
  };
}
