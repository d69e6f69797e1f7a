/** Random numbers, repeatable by a seed (mulberry32). */
export interface Random {
  /** From 0 to 1 (exclusive), like `Math.random`. */
  next: () => number;
  chance: (probability: number) => boolean;
  /** An integer from `least` to `most`, both inclusive. */
  int: (least: number, most: number) => number;
  pick: <T>(from: readonly T[]) => T;
  /** One key of a table, with a probability according to its weight. */
  weighted: <K extends string>(weights: Record<K, number>) => K;
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (from) => {
      const one = from[int(0, from.length - 1)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
    weighted: <K extends string>(weights: Record<K, number>): K => {
      const entries = Object.entries<number>(weights);
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key as K;
      }
      throw new Error('no weights');
    },
  };
}
