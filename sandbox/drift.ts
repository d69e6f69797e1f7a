/** How a field of an answer may come otherwise than the document says. */
export const driftKinds = ['absent', 'null', 'type', 'renamed', 'empty', 'unknown'] as const;
export type DriftKind = (typeof driftKinds)[number];

/**
 * A drift of one field, for a fault: `driftOf('items[].employer_state.id', 'absent')`. `[]` goes into every item of
 * a list. What is not there stays so. `type` turns a text into a number, a list into an object, anything else into a
 * text; `empty` empties; `unknown` puts a word that nobody knows.
 */
export function driftOf(path: string, kind: DriftKind): (json: unknown) => unknown {
  const steps = path.split(/\.|(?=\[\])/).filter(Boolean);
  return (json) => along(json, steps, kind);
}

function along(value: unknown, steps: readonly string[], kind: DriftKind): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return changed(value, kind);
  if (step === '[]') return Array.isArray(value) ? value.map((one) => along(one, rest, kind)) : value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return value;
  const isLast = rest.length === 0;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      if (name !== step) return [[name, one]];
      if (isLast && kind === 'absent') return [];
      if (isLast && kind === 'renamed') return [[`${name}_v2`, one]];
      return [[name, along(one, rest, kind)]];
    }),
  );
}

function changed(value: unknown, kind: DriftKind): unknown {
  switch (kind) {
    case 'null':
      return null;
    case 'type':
      if (typeof value === 'string') return 42;
      return Array.isArray(value) ? { ...value } : 'another type';
    case 'empty':
      if (typeof value === 'string') return '';
      if (typeof value === 'number') return 0;
      return Array.isArray(value) ? [] : {};
    case 'unknown':
      return typeof value === 'string' ? 'something_new' : value;
    case 'absent':
    case 'renamed':
      return value;
  }
}
