import { useCallback, useState } from 'preact/hooks';
import type { Known, Page } from '../../../utils/known.ts';
import type { Problem, Result } from '../../../utils/problem.ts';

/** Pages of a list, read one after another as a person asks for more. */
export interface Paging<T> {
  items: T[];
  /** Items that could not be read. */
  skipped: number;
  /** null before anything was read. */
  found: Known<number> | null;
  more: boolean;
  busy: boolean;
  problem: Problem | null;
}

const nothing = { items: [], skipped: 0, found: null, more: false, busy: false, problem: null };

/**
 * @param read one page, from 0; another function is another list
 * @returns what was read, and what begins anew or goes on
 */
export function usePaging<T>(
  read: (page: number) => Promise<Result<Page<T>>>,
): [Paging<T>, { begin: () => void; next: () => void }] {
  const [{ of, page, ...paging }, set] = useState<Paging<T> & { of: unknown; page: number }>({
    ...nothing,
    of: null,
    page: 0,
  });
  const ask = useCallback(
    async (next: number) => {
      set((before) => ({
        ...(next === 0 || before.of !== read ? { ...nothing, page: 0 } : before),
        of: read,
        busy: true,
        problem: null,
      }));
      const answer = await read(next);
      set((before) => {
        if (before.of !== read) return before;
        if (!answer.ok) return { ...before, busy: false, problem: answer.problem };
        const { items, skipped, found, more } = answer.value;
        return {
          ...before,
          items: [...before.items, ...items],
          skipped: before.skipped + skipped,
          found,
          more,
          page: next,
          busy: false,
        };
      });
    },
    [read],
  );
  return [
    of === read ? paging : nothing,
    { begin: () => void ask(0), next: () => void ask(paging.items.length === 0 ? 0 : page + 1) },
  ];
}
