/*
 * What our readers use of zod/mini, to the letter and no more. It stands in for the library in the worker (see
 * wxt.config.ts), where the library takes 4.7 kB of the 30 there are; our pages carry the library itself.
 * tests/contract/zod-mini.test.ts holds both against the same answers and messages, whole and broken.
 */

interface Context {
  issues: unknown[];
}
type Read = (value: unknown, context: Context) => unknown;
type Shape = Record<string, Schema>;
type Result = { success: true; data: unknown } | { success: false; data?: undefined };

class Schema {
  readonly read: Read;
  /** May be absent of an object. */
  readonly spare: boolean;
  readonly shape: Shape;

  constructor(read: Read, spare = false, shape: Shape = {}) {
    this.read = read;
    this.spare = spare;
    this.shape = shape;
  }
  safeParse(value: unknown): Result {
    const context: Context = { issues: [] };
    const data = this.read(value, context);
    return context.issues.length ? { success: false } : { success: true, data };
  }
  parse(value: unknown): unknown {
    const { success, data } = this.safeParse(value);
    if (!success) throw new Error('Invalid input');
    return data;
  }
}

const refuse = ({ issues }: Context) => void issues.push('invalid');

export const NEVER = undefined;
export const config = (_: object) => {};
export const unknown = () => new Schema((value) => value);
export const transform = (turn: Read) => new Schema(turn, true);
export const custom = (fits: (value: unknown) => unknown) =>
  new Schema((value, context) => (fits(value) ? value : refuse(context)));

export const pipe = (first: Schema, then: Schema) =>
  new Schema((value, context) => {
    const read = first.read(value, context);
    return context.issues.length ? read : then.read(read, context);
  }, first.spare);

export const optional = (schema: Schema) =>
  new Schema((value, context) => (value === undefined ? value : schema.read(value, context)), true);
export const nullable = (schema: Schema) =>
  new Schema((value, context) => (value === null ? value : schema.read(value, context)), schema.spare);
export const nullish = (schema: Schema) => optional(nullable(schema));

export const object = (shape: Shape): Schema =>
  new Schema(
    (value, context) => {
      if (typeof value !== 'object' || !value || Array.isArray(value)) return refuse(context);
      const read: Record<string, unknown> = {};
      for (const [name, schema] of Object.entries(shape)) {
        const there = name in value;
        const one = schema.read(Reflect.get(value, name), context);
        if (there || one !== undefined) read[name] = one;
        if (!there && !schema.spare) refuse(context);
      }
      return read;
    },
    false,
    shape,
  );
export const extend = ({ shape }: Schema, more: Shape) => object({ ...shape, ...more });
