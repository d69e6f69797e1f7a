import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** The house of the design, §3: the floors from the ground up. Nothing imports upwards. */
const floors: { name: string; holds: RegExp }[] = [
  { name: 'words everyone knows', holds: /^utils\/(ids|problem|effect|known|guards)\.ts$/ },
  { name: 'two worlds', holds: /^utils\/(hh|inbox)\// },
  {
    name: 'store, messages, words',
    holds:
      /^utils\/(storage|stored-shapes|outbox-migration|inbox-storage|applicant-db|messages|item|i18n|time|keys|shapes|sites|wire)\.ts$/,
  },
  { name: 'the worker', holds: /^utils\// },
  { name: 'views', holds: /^components\// },
  { name: 'how the browser starts us', holds: /^entrypoints\// },
];
const floorOf = (path: string) => floors.findIndex(({ holds }) => holds.test(path));

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

function sources(): string[] {
  return ['utils', 'components', 'entrypoints'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(
        (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.|^testing\./.test(entry.name),
      )
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}

function importsOf(from: string): Import[] {
  const code = readFileSync(from, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const found = code.matchAll(/^\s*(?:import|export)\s+(type\s+)?([^;'"]*?from\s+)?['"]([^'"]+)['"]/gm);
  return [...found].map(([, type, names = '', path = '']) => {
    const listed = /\{([^}]*)\}/.exec(names)?.[1];
    const allTypes =
      listed !== undefined &&
      !/^\s*\w+\s*,/.test(names) &&
      listed.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '));
    const to = path.startsWith('.') ? normalize(join(dirname(from), path)) : path;
    return { from, to, typeOnly: type !== undefined || allTypes };
  });
}

const all = sources().flatMap(importsOf);
const said = (imports: Import[]) => imports.map(({ from, to }) => `${from} → ${to}`);

test('nothing imports upwards', () => {
  expect(all.length).toBeGreaterThan(300);
  // What a view calls things may be named below it; that is no dependency of running code.
  expect(said(all.filter(({ from, to, typeOnly }) => !typeOnly && floorOf(to) > floorOf(from)))).toEqual([]);
});

test('hh’s world and ours do not know each other', () => {
  const crossing = all.filter(
    ({ from, to }) =>
      (from.startsWith('utils/hh/') && to.startsWith('utils/inbox/')) ||
      (from.startsWith('utils/inbox/') && to.startsWith('utils/hh/')),
  );
  expect(said(crossing)).toEqual([]);
});

test('both stand on the ground alone: no browser, no store', () => {
  const ground = all.filter(({ from }) => /^utils\/(hh|inbox)\//.test(from));
  const own = ({ from, to }: Import) => dirname(from).split('/')[1] === to.split('/')[1];
  const allowed = (each: Import) =>
    own(each) || floorOf(each.to) === 0 || /^(zod\/mini|entities\/decode)$/.test(each.to);
  expect(said(ground.filter((each) => !allowed(each)))).toEqual([]);
});

test('views take props and give callbacks: no browser, no store, no messages', () => {
  const views = all.filter(({ from, typeOnly }) => from.startsWith('components/') && !typeOnly);
  const forbidden =
    /^wxt\/|^webextension-polyfill$|^utils\/(storage|stored-shapes|outbox-migration|inbox-storage|applicant-db|messages|sync|outbox|worker|connection|account)\.ts$|^entrypoints\//;
  expect(said(views.filter(({ to }) => forbidden.test(to)))).toEqual([]);
});

test('nothing of ours makes markup of a text', () => {
  const making = sources().filter((path) =>
    /innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function\(/i.test(
      readFileSync(path, 'utf8'),
    ),
  );
  expect(making).toEqual([]);
});

test('one way to the browser, and one to hh', () => {
  const browser = all.filter(({ to }) => to === 'webextension-polyfill');
  expect(said(browser)).toEqual([]);
  const fetching = sources().filter(
    (path) => /\bfetch\(/.test(readFileSync(path, 'utf8')) && !path.startsWith('utils/hh/'),
  );
  expect(fetching).toEqual(['utils/worker/connection.ts']);
});
