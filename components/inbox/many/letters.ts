import type { ListRow } from '../../../utils/inbox/list-row.ts';
import { type Able, atOnce, bulkWishes, isPersonal, ownWishes, unfilled } from '../../../utils/inbox/many.ts';
import type { Wish } from '../../../utils/inbox/write.ts';
import type { Problem } from '../../../utils/problem.ts';
import type { ManyCalls } from './calls.ts';

export interface Letter {
  able: Able;
  text: string;
}

/** Whose letter could not be made ready: nothing goes out to them. */
export interface Unready {
  row: ListRow;
  why: { problem: Problem } | { unfilled: string[] };
}

export interface Letters {
  own: Letter[];
  /** Speaks to nobody by name, so hh's one call for many takes it; by text. */
  common: Map<string, Able[]>;
  unready: Unready[];
}

interface Steps {
  /** Called before each request: how many are ready. */
  onReady: (count: number) => void;
  signal: AbortSignal;
}

/**
 * The letter of each, filled in by hh, one by one at the pace of the client. A template that turns out to speak to
 * nobody by name is read twice only.
 */
export async function readLetters(
  all: readonly Able[],
  templateOf: (able: Able) => string | undefined,
  { readTemplate }: Pick<ManyCalls, 'readTemplate'>,
  { onReady, signal }: Steps,
): Promise<Letters> {
  const letters: Letters = { own: [], common: new Map(), unready: [] };
  const common = new Map<string, string>();
  const samples = new Map<string, { name: string | null; text: string }[]>();
  for (const [index, able] of all.entries()) {
    if (signal.aborted) break;
    onReady(index);
    const { row, action } = able;
    const templateId = templateOf(able);
    if (templateId === undefined) continue;
    const plain = common.get(templateId);
    if (plain !== undefined) {
      letters.common.set(plain, [...(letters.common.get(plain) ?? []), able]);
      continue;
    }
    const answer = await readTemplate({ negotiationId: row.id, actionId: action.id, templateId });
    if (!answer.ok) {
      letters.unready.push({ row, why: { problem: answer.problem } });
      continue;
    }
    const gaps = unfilled(answer.value);
    if (gaps.length > 0 || !answer.value.trim()) {
      letters.unready.push({
        row,
        why: gaps.length > 0 ? { unfilled: gaps } : { problem: { name: 'message-empty' } },
      });
      continue;
    }
    letters.own.push({ able, text: answer.value });
    const seen = [...(samples.get(templateId) ?? []), { name: row.candidate.name, text: answer.value }];
    samples.set(templateId, seen);
    if (seen.length === 2 && action.resulting && !isPersonal(seen)) common.set(templateId, answer.value);
  }
  return letters;
}

/** The writes of letters that are ready, in parts that the worker plans from what it has just read. */
export function letterWishes({ own, common }: Letters): Wish[][] {
  const bulk = [...common].flatMap(([text, able]) => bulkWishes(able, text));
  const wishes = [...ownWishes(own), ...bulk];
  return Array.from({ length: Math.ceil(wishes.length / atOnce) }, (_, index) =>
    wishes.slice(index * atOnce, (index + 1) * atOnce),
  );
}
