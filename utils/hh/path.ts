import { HhError } from './errors.ts';

/**
 * A path with ids in it: path`/negotiations/${id}`. An id of anything but letters, digits, `_` and `-` would
 * make it another path.
 *
 * @throws {HhError} `bad-argument`, nothing was sent.
 */
export const path = (parts: TemplateStringsArray, ...ids: string[]): string =>
  String.raw(
    { raw: parts },
    ...ids.map((id) => {
      if (!/^[\w-]{1,100}$/.test(id)) throw new HhError('bad-argument', 'no');
      return id;
    }),
  );
