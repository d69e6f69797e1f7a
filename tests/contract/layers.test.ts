import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** From the bottom up. Nothing imports upwards. */
const layers: { name: string; holds: RegExp }[] = [
  {
    name: 'ids, checks, facts, problems',
    holds: /^utils\/(ids|guards|application|problem|known|i18n|time)\.ts$/,
  },
  { name: 'hh and our domain', holds: /^utils\/(hh|domain)\// },
  { name: 'from hh to us', holds: /^utils\/from-hh\// },
  {
    name: 'storage and messages',
    holds: /^utils\/(storage|messaging)\//,
  },
  { name: 'worker', holds: /^utils\/worker\// },
  { name: 'views', holds: /^components\// },
  { name: 'entrypoints', holds: /^entrypoints\// },
];
const layerOf = (path: string) => layers.findIndex(({ holds }) => holds.test(path));

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.|^testing\./.test(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name));
const sources = ['utils', 'components', 'entrypoints'].flatMap(filesOf);
const sandbox = filesOf('sandbox');

/** The imports and exports of a file: static ones, with type-only ones marked, and dynamic ones. */
function importsOf(from: string): Import[] {
  const code = readFileSync(from, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const found = code.matchAll(/^\s*(?:import|export)\s+(type\s+)?([^;'"]*?from\s+)?['"]([^'"]+)['"]/gm);
  const target = (path: string) => (path.startsWith('.') ? normalize(join(dirname(from), path)) : path);
  const fixed = [...found].map(([, type, names = '', path = '']) => {
    const listed = /\{([^}]*)\}/.exec(names)?.[1];
    const allTypes =
      listed !== undefined &&
      !/^\s*\w+\s*,/.test(names) &&
      listed.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '));
    return { from, to: target(path), typeOnly: type !== undefined || allTypes };
  });
  const lazy = [...code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)].map(([, path = '']) => ({
    from,
    to: target(path),
    typeOnly: false,
  }));
  return [...fixed, ...lazy];
}

const all = sources.flatMap(importsOf);
const said = (imports: Import[]) => imports.map(({ from, to }) => `${from} → ${to}`);

test('every file has a layer', () => {
  expect(sources.length).toBeGreaterThan(200);
  expect(sources.filter((path) => layerOf(path) < 0)).toEqual([]);
});

test('every file below the entrypoints is imported by another one', () => {
  const imported = new Set(all.map(({ to }) => to));
  const isEntry = (path: string) => path.startsWith('entrypoints/') || path.endsWith('.d.ts');
  expect(sources.filter((path) => !isEntry(path) && !imported.has(path))).toEqual([]);
});

test('nothing imports upwards, not even a type', () => {
  expect(all.length).toBeGreaterThan(300);
  expect(said(all.filter(({ from, to }) => layerOf(to) > layerOf(from)))).toEqual([]);
});

test('hh’s world and ours do not import each other', () => {
  const crossing = all.filter(
    ({ from, to }) =>
      (from.startsWith('utils/hh/') && to.startsWith('utils/domain/')) ||
      (from.startsWith('utils/domain/') && to.startsWith('utils/hh/')),
  );
  expect(said(crossing)).toEqual([]);
});

test('no file imports itself, directly or indirectly: types and dynamic imports count', () => {
  expect(circlesIn(sources)).toEqual([]);
  expect(circlesIn(sandbox)).toEqual([]);
});

test('the sandbox imports nothing of ours, and is not too large', () => {
  expect(sandbox.length).toBeGreaterThan(30);
  const outward = sandbox.flatMap(importsOf).filter(({ to }) => /^(utils|components|entrypoints)\//.test(to));
  expect(said(outward)).toEqual([]);
  const lines = sandbox.map((path) => readFileSync(path, 'utf8').split('\n').length - 1);
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(8500);
});

/** Every import circle, as «a → b → a». */
function circlesIn(files: readonly string[]): string[] {
  const uses = new Map(files.map((path) => [path, importsOf(path).map(({ to }) => to)]));
  /** Files already known to be in no circle. */
  const clear = new Set<string>();
  const circles: string[] = [];
  const follow = (path: string, way: string[]) => {
    if (clear.has(path)) return;
    const at = way.indexOf(path);
    if (at >= 0) {
      circles.push([...way.slice(at), path].join(' → '));
      return;
    }
    for (const next of uses.get(path) ?? []) follow(next, [...way, path]);
    clear.add(path);
  };
  for (const path of files) follow(path, []);
  return circles;
}

test('hh and domain depend on nothing else: no browser, no store', () => {
  const ground = all.filter(({ from }) => /^utils\/(hh|domain)\//.test(from));
  const own = ({ from, to }: Import) => dirname(from).split('/')[1] === to.split('/')[1];
  const allowed = (each: Import) =>
    own(each) ||
    layerOf(each.to) === 0 ||
    /^(zod\/mini|entities\/decode|chrono-node\/(en|ru))$/.test(each.to);
  expect(said(ground.filter((each) => !allowed(each)))).toEqual([]);
  // Only the domain may contain texts for people, by the browser's own messages.
  const wording = ground.filter(({ to }) => /^utils\/(i18n|time)\.ts$/.test(to));
  expect(said(wording.filter(({ from }) => from.startsWith('utils/hh/')))).toEqual([]);
});

test('views take props, context and callbacks: no browser, no store, no messages', () => {
  const views = all.filter(({ from, typeOnly }) => from.startsWith('components/') && !typeOnly);
  const forbidden = /^wxt\/|^utils\/(storage|messaging|worker)\//;
  expect(said(views.filter(({ to }) => forbidden.test(to)))).toEqual([]);
});

test('a surface imports no other surface', () => {
  const surfaceOf = (path: string) => /^components\/(panel|popup|inbox|options)\//.exec(path)?.[1];
  const sideways = all.filter(({ from, to }) => {
    const surface = surfaceOf(to);
    return surface !== undefined && surface !== surfaceOf(from) && from.startsWith('components/');
  });
  expect(said(sideways)).toEqual([]);
});

test('nothing of ours parses a text as markup', () => {
  const making = sources.filter((path) =>
    /innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function\(/i.test(
      readFileSync(path, 'utf8'),
    ),
  );
  expect(making).toEqual([]);
});

test('only one module sends requests to hh', () => {
  const fetching = sources.filter(
    (path) => /\bfetch\(/.test(readFileSync(path, 'utf8')) && !path.startsWith('utils/hh/'),
  );
  expect(fetching).toEqual(['utils/worker/connection.ts']);
});

test.each(['CONTRIBUTING.md', 'docs/architecture.md', 'docs/reliability.md'])(
  '%s names only existing files',
  (name) => {
    const named = readFileSync(name, 'utf8').matchAll(
      /(?<![\w/.-])((?:utils|components|entrypoints|tests|sandbox|scripts|bench|public)\/[\w/.-]*[\w/])/g,
    );
    const paths = [...new Set([...named].map(([, path = '']) => path))];
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  },
);
