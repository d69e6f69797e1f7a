import * as z from 'zod/mini';

/* Each word of zod's that the worker's readers are made of, by itself and in another, for `zod-mini.test.ts`. */

const any = z.custom<unknown>(() => true);
const text = z.custom<string>((value) => typeof value === 'string');
const length = z.pipe(
  text,
  z.transform((value) => value.length),
);

export const unknown = z.unknown();
export const custom = text;
export const pipe = length;
export const pipes = z.pipe(
  length,
  z.transform((value) => [value]),
);
export const refusing = z.pipe(
  z.unknown(),
  z.transform((input, context) => {
    if (input === 7) return 'seven';
    context.issues.push({ code: 'custom', input });
    return z.NEVER;
  }),
);
export const fields = z.object({
  unknown: z.unknown(),
  any,
  optional: z.optional(any),
  nullable: z.nullable(any),
  spare: z.pipe(
    z.optional(z.unknown()),
    z.transform((value) => value ?? 'none'),
  ),
});
export const bare = z.object({ turned: z.transform((value) => value) });
export const texts = z.object({ a: text, b: z.optional(text), c: z.nullable(text), d: z.nullish(length) });
export const more = z.extend(texts, { a: z.optional(length), e: z.object(texts.shape) });
export const defaulted = z.nullish(bare);
