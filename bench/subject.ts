import type { Sandbox } from '../sandbox/index.ts';
import type { Chromium } from './chromium.ts';

/** Otklik or the control, each in a browser of its own; measured in turns. */
export interface Subject {
  kind: 'otklik' | 'control';
  browser: Chromium;
  sandbox: Sandbox;
}

export interface Pair {
  otklik: Subject;
  control: Subject;
}

/** Runs `measure` on both in turns, after one discarded round each that warms the caches. */
export async function inTurns<T>(
  { otklik, control }: Pair,
  rounds: number,
  measure: (subject: Subject) => Promise<T>,
): Promise<{ otklik: T[]; control: T[] }> {
  const results: { otklik: T[]; control: T[] } = { otklik: [], control: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const subject of [control, otklik]) {
      const result = await measure(subject);
      if (round > 0) results[subject.kind].push(result);
    }
  }
  return results;
}

export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
