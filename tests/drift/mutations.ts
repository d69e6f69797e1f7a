/* What hh may change in an answer, field by field: in the fields that our readers read. */

export type Kind = 'absent' | 'null' | 'other-type' | 'renamed' | 'empty' | 'unknown-word';

export interface Mutation {
  /** The answer and the path of the field, as in `history.vacancies.0.items.0.created_at`. */
  at: string;
  kind: Kind;
  /** The mutated value, for the message of a failure. */
  value?: unknown;
  /** The answer after the change. */
  json: unknown;
}

type Path = (string | number)[];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * The fields of an answer that a reader reads, recorded by a proxy. So a field that is added to a schema is mutated
 * from then on. A field that the answer lacks is reported, because it could not be mutated.
 */
export function fieldsRead(
  json: unknown,
  read: (json: unknown) => unknown,
): { there: Path[]; lacking: string[] } {
  const there = new Map<string, Path>();
  const lacking = new Set<string>();
  const spy = (value: unknown, path: Path): unknown =>
    isObject(value)
      ? new Proxy(value, {
          get(target, name) {
            const own: unknown = Reflect.get(target, name);
            if (typeof name === 'symbol' || (Array.isArray(target) && !/^\d+$/.test(name))) return own;
            const at = [...path, name];
            if (!Object.hasOwn(target, name)) {
              if (!Array.isArray(target)) lacking.add(at.join('.'));
              return own;
            }
            if (!Array.isArray(target)) there.set(at.join('.'), at);
            return spy(own, at);
          },
        })
      : value;
  read(spy(json, []));
  return { there: [...there.values()], lacking: [...lacking].filter((at) => !there.has(at)) };
}

const isScalar = (value: unknown) => typeof value === 'string' || typeof value === 'number';
const otherTypes = [{ of: 'hh' }, ['hh'], 'HH 2027', 7, true];
/** Whether the field is an id: another number or string would only be another id. */
const isId = (path: Path) => /(^|_)id$/.test(String(path.at(-1)));
const typeOf = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value);
/** Whether a value is one of a list of words that may grow: `discard_by_employer`, `EXCELLENT`. */
const isWord = (value: unknown) =>
  typeof value === 'string' && /^([a-z]+(_[a-z]+)*|[A-Z]+(_[A-Z]+)*)$/.test(value);

function changed(json: unknown, path: Path, change: (parent: object, name: string) => void): unknown {
  const copy: unknown = structuredClone(json);
  let parent: unknown = copy;
  for (const name of path.slice(0, -1)) parent = isObject(parent) ? Reflect.get(parent, name) : undefined;
  if (isObject(parent)) change(parent, String(path.at(-1)));
  return copy;
}

/** All changes of all fields that are read. */
export function mutationsOf(answer: string, json: unknown, read: (json: unknown) => unknown): Mutation[] {
  return fieldsRead(json, read).there.flatMap((path) => {
    let value: unknown = json;
    for (const name of path) value = isObject(value) ? Reflect.get(value, name) : undefined;
    const at = [answer, ...path].join('.');
    const set = (kind: Kind, to: unknown): Mutation => ({
      at,
      kind,
      value: to,
      json: changed(json, path, (parent, name) => Reflect.set(parent, name, to)),
    });
    const remove = (kind: Kind, renamed: boolean): Mutation => ({
      at,
      kind,
      json: changed(json, path, (parent, name) => {
        if (renamed) Reflect.set(parent, `${name}_v2`, Reflect.get(parent, name));
        Reflect.deleteProperty(parent, name);
      }),
    });
    return [
      remove('absent', false),
      remove('renamed', true),
      ...(value === null ? [] : [set('null', null)]),
      ...otherTypes
        .filter((other) => typeOf(other) !== typeOf(value) && !(isId(path) && isScalar(other)))
        .map((other) => set('other-type', other)),
      ...(Array.isArray(value) && value.length > 0 ? [set('empty', [])] : []),
      ...(isObject(value) && !Array.isArray(value) ? [set('empty', {})] : []),
      ...(typeof value === 'string' && value !== '' ? [set('empty', '')] : []),
      ...(isWord(value) ? [set('unknown-word', 'hh_2027')] : []),
    ];
  });
}
