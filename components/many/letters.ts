import type { ListRow } from '../../utils/domain/collection.ts';
import {
  type Able,
  bulkRequests,
  chunks,
  type Extras,
  isPersonal,
  type ManyRequest,
  ownRequests,
  type Way,
} from '../../utils/domain/many.ts';
import type { Action } from '../../utils/domain/negotiation.ts';
import { unresolved } from '../../utils/domain/texts.ts';
import type { WriteRequest } from '../../utils/domain/write-request.ts';
import { valueOr } from '../../utils/known.ts';
import type { Worker } from '../../utils/messaging/client.ts';
import type { Problem } from '../../utils/problem.ts';

/** What the person chose; the bar turns it into writes. */
export interface Choice {
  action: Action;
  way: Way;
  /** For `each`: which of hh's templates. */
  templateId: string | null;
  /** For `same`: the letter. */
  text: string;
  extras: Extras;
}

interface Letter {
  able: Able;
  text: string;
}

/** A row whose letter could not be prepared; nothing is sent to this person. */
export interface Unready {
  row: ListRow;
  why: { problem: Problem } | { unfilled: string[] };
}

interface Letters {
  own: Letter[];
  /** Rows that get the same letter, without a name in it, by its text: hh's bulk call can send it. */
  common: Map<string, Able[]>;
  unready: Unready[];
}

interface Steps {
  /** Called before each request with how many are ready. */
  onReady: (count: number) => void;
  signal: AbortSignal;
}

/**
 * Reads each person's letter as hh fills it in, one by one at the client's pace. A template that turns out to address
 * nobody by name is read only twice.
 */
async function readLetters(
  all: readonly Able[],
  templateOf: (able: Able) => string | undefined,
  { readTemplate }: Pick<Worker, 'readTemplate'>,
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
    if (templateId === undefined) {
      letters.unready.push({ row, why: { problem: { name: 'message-empty' } } });
      continue;
    }
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
    const gaps = unresolved(answer.value);
    if (gaps.length > 0 || !answer.value.trim()) {
      letters.unready.push({
        row,
        why: gaps.length > 0 ? { unfilled: gaps } : { problem: { name: 'message-empty' } },
      });
      continue;
    }
    letters.own.push({ able, text: answer.value });
    const seen = [
      ...(samples.get(templateId) ?? []),
      { name: valueOr(row.candidate.name, null), text: answer.value },
    ];
    samples.set(templateId, seen);
    if (seen.length === 2 && action.resulting && !isPersonal(seen)) common.set(templateId, answer.value);
  }
  return letters;
}

/** The writes for the letters that are ready, in chunks that the worker prepares from what it has just read. */
function letterRequests({ own, common }: Letters, extras: Extras): WriteRequest[][] {
  const bulk = [...common].flatMap(([text, able]) => bulkRequests(able, text, extras));
  return chunks(
    [...ownRequests(own, extras), ...bulk].map((request): ManyRequest => ({ ...request, filled: true })),
  );
}

/**
 * The writes for a choice, in chunks; nothing is sent yet. Reads on the way what the worker prepares them from: each
 * person's letter, or what hh offers for each.
 */
export async function requestsOf(
  able: readonly Able[],
  { way, templateId, text, extras }: Choice,
  calls: Pick<Worker, 'readTemplate' | 'readNegotiation'>,
  steps: Steps,
): Promise<{ parts: WriteRequest[][]; unready: Unready[] }> {
  if (way === 'each') {
    const templateOf = ({ action: { templates } }: Able) =>
      (templates.find(({ id }) => id === templateId) ?? templates[0])?.id;
    const letters = await readLetters(able, templateOf, calls, steps);
    return { parts: letterRequests(letters, extras), unready: letters.unready };
  }
  const letter = way === 'same' ? text : '';
  if (!extras.subActionId) return { parts: [bulkRequests(able, letter, extras)], unready: [] };
  const ready: Able[] = [];
  const unready: Unready[] = [];
  for (const [index, one] of able.entries()) {
    if (steps.signal.aborted) break;
    steps.onReady(index);
    const answer = await calls.readNegotiation(one.row.id);
    if (answer.ok) ready.push(one);
    else unready.push({ row: one.row, why: { problem: answer.problem } });
  }
  return { parts: chunks(bulkRequests(ready, letter, extras)), unready };
}
