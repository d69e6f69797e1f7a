import { readFileSync } from 'node:fs';
import { minify } from 'terser';
import type { Plugin } from 'vite';
import type { ResolvedPublicFile } from 'wxt';

/* What makes the package smaller as it is built; of worker and content script each byte is parsed again and again. */

/** A word of zod's that `utils/zod-mini.ts` lacks ends the build, not the worker. */
export const wholeZod: Plugin = {
  name: 'whole-zod',
  onLog(_, { code, message }) {
    if (code === 'IMPORT_IS_UNDEFINED') this.error(message);
  },
};

/** What Preact looks for in a component and none of the panel's has: hooks of old, and contexts. */
const lacked =
  'shouldComponentUpdate|componentWill(?:ReceiveProps|Update|Mount)|getDerivedStateFromProps|getSnapshotBeforeUpdate|getChildContext|contextType|debounceRendering';
/** `then`: of a promise that is thrown, for Suspense. */
const looksFor = new RegExp(`\\b\\w+\\.(?:${lacked}|then)\\b(?!=[^=])`, 'g');
/** Marks of what was hydrated (32) or suspended (128): nothing is. */
const marks = /\b(?:32|128)&\w+\.__u\b/g;
/** Where a property would make markup of a text, and where formulas would be drawn. */
const draws =
  /"dangerouslySetInnerHTML"==\w+\?\w+=\w+:|"math"==\w+\?\w+="[^"]+":|\|\|"[^"]+MathML"==\w+&&\w+\.test\(\w+\)/g;
const has = new RegExp(`\\b(?:${lacked}|createContext|Suspense|dangerouslySetInnerHTML)\\b|["'\`]math["'\`]`);

/** Preact finds none of those, so that the minifier drops what would follow: 0.4 kB. Whoever has one ends the build. */
export const slimPreact: Plugin = {
  name: 'slim-preact',
  transform(code, id) {
    if (/\/preact\.mjs$/.test(id))
      return {
        code: code.replace(looksFor, 'undefined').replace(marks, '0').replace(draws, ''),
        map: null,
      };
    const [one] = has.exec(code) ?? [];
    if (one) this.error(`${one} does nothing in the panel: see scripts/slim.ts`);
  },
};

const beginning = '\n// entrypoints/hh-pages.content/index.ts\n';
/** Its constants, its definition before and after the call of `start`; what WXT makes of it follows. */
const definition = /^(.*?)var \w+ = defineContentScript(\(.*?)\bstart(\(.*?\));\n\n\/\/ /s;

/**
 * All that `index.ts` of the content script imports stands in a function that its `start` calls first, and its `main`
 * is called without more ado: half of what a page that concerns nobody would pay. An `import()` would do the same and
 * take 1.1 kB of 20.
 */
export const late: Plugin = {
  name: 'late',
  renderChunk(code) {
    const [imported = '', own = ''] = code.split(beginning);
    const parts = definition.exec(own);
    if (!parts) return this.error('The content script is not as scripts/slim.ts knows it');
    const [, constants, main, rest] = parts;
    const first = imported.indexOf('{') + 1;
    const part = `function late(){${imported.slice(first)}\nreturn start}`;
    return {
      code: `${imported.slice(0, first)}${part}${constants}${main}late()${rest}.main()})()`,
      map: null,
    };
  },
};

/** What the bundler has minified, once more: 0.5 kB of the worker, 0.2 of the content script, 1 of the pages. We log nothing. */
export const terser: Plugin = {
  name: 'terser',
  enforce: 'post',
  async generateBundle(_, bundle) {
    const options = { ecma: 2020, module: true, compress: { passes: 3, drop_console: true } } as const;
    for (const file of Object.values(bundle))
      if (file.type === 'chunk') file.code = (await minify(file.code, options)).code ?? file.code;
  },
};

/** The words are kept a line each, for people; the package has them without the room between. */
export function slimWords(file: ResolvedPublicFile): void {
  if (!('absoluteSrc' in file) || !/_locales.*\.json$/.test(file.relativeDest)) return;
  const contents = JSON.stringify(JSON.parse(readFileSync(file.absoluteSrc, 'utf8')));
  Reflect.deleteProperty(file, 'absoluteSrc');
  Object.assign(file, { contents });
}
