import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import type { Build } from './build.ts';

/** In bytes: files are gzipped one by one; zips are those uploaded to the stores. */
export interface Sizes {
  content: number;
  worker: number;
  popup: number;
  options: number;
  /** What `inbox.html` links; `inboxLater`: what it loads when needed, by name. */
  inbox: number;
  /** Including everything that an open negotiation loads. */
  inboxOpen: number;
  inboxLater: [name: string, bytes: number][];
  /** Both include what an applicant's page loads at once. */
  popupOfApplicant: number;
  inboxOfApplicant: number;
  zipChrome: number;
  zipFirefox: number;
}

export function measureSizes({ chrome, firefox }: Build): Sizes {
  const gzip = (files: string[]) =>
    files.reduce((sum, file) => sum + gzipSync(readFileSync(join(chrome, file)), { level: 9 }).length, 0);
  return {
    // Includes the styles: the script creates its stylesheet itself.
    content: gzip(globSync('content-scripts/*', { cwd: chrome })),
    worker: gzip(['background.js']),
    popup: gzip(linkedBy(chrome, 'popup.html')),
    options: gzip(linkedBy(chrome, 'options.html')),
    inbox: gzip(linkedBy(chrome, 'inbox.html')),
    inboxOpen: gzip(withPart(chrome, 'inbox.html', 'pane')),
    inboxLater: laterOf(chrome, 'inbox.html').map((file) => [basename(file), gzip([file])]),
    popupOfApplicant: gzip(withPart(chrome, 'popup.html', 'applicant.lazy')),
    inboxOfApplicant: gzip(withPart(chrome, 'inbox.html', 'page', 'applicant_tab_new')),
    zipChrome: zipSize(chrome),
    zipFirefox: zipSize(firefox),
  };
}

const links = /(?:src|href)="([^"]+\.(?:js|css))"/g;
const imported = /(?:\bfrom|\bimport)\s*\(?\s*["'`]([^"'`]+\.js)["'`]/g;

const linked = /\bfrom\s*["']([^"']+\.js)["']/g;

const uniqueOf = (...lists: string[][]) => [...new Set(lists.flat())];

/** A page with everything that it loads at once. */
const linkedBy = (dir: string, page: string) => filesOf(dir, page, linked);

/** What a page loads later, including styles. */
function laterOf(dir: string, page: string): string[] {
  const first = new Set(linkedBy(dir, page));
  const all = filesOf(dir, page);
  const named = all.flatMap(
    (file) => readFileSync(join(dir, file), 'utf8').match(/assets\/[\w.-]+\.css/g) ?? [],
  );
  return [...new Set([...all, ...named])].filter((file) => !first.has(file));
}

/**
 * A page with everything that it loads at once and everything that comes with one part, including styles, as the
 * bundler lists them.
 * @param holds a text in the part, needed if the bundler numbers parts with the same name
 */
function withPart(dir: string, page: string, part: string, holds = ''): string[] {
  const first = linkedBy(dir, page);
  const wanted = new RegExp(`import\\([\`'"]\\./(${part}\\d*\\.js).*?__vite__mapDeps\\(\\[([\\d,]+)`, 'g');
  for (const file of first.filter((one) => one.endsWith('.js'))) {
    const text = readFileSync(join(dir, file), 'utf8');
    const isWanted = (name: string) => readFileSync(join(dir, 'chunks', name), 'utf8').includes(holds);
    const [, , numbers] = [...text.matchAll(wanted)].find(([, name = '']) => isWanted(name)) ?? [];
    const [, list] = /\bm\.f=(\[[^\]]+\])/.exec(text) ?? [];
    if (!numbers || !list) continue;
    const files: string[] = JSON.parse(list);
    return uniqueOf(
      first,
      numbers.split(',').flatMap((number) => files[Number(number)] ?? []),
    );
  }
  throw new Error(`${page} loads no ${part}`);
}

/** A page with everything that it loads: scripts, their imports, styles. */
function filesOf(dir: string, page: string, imports = imported): string[] {
  const found = new Set<string>();
  const take = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    if (file.endsWith('.css')) return;
    const text = readFileSync(join(dir, file), 'utf8');
    for (const [, link = ''] of text.matchAll(file.endsWith('.html') ? links : imports))
      take(link.startsWith('/') ? link.slice(1) : normalize(join(dirname(file), link)));
  };
  take(page);
  return [...found];
}

/** Each file has a local and a central header with its name; the archive ends with one record. */
const headers = 30 + 46;
const endRecord = 22;

/** The size of the folder as a zip, computed without making one. */
function zipSize(dir: string): number {
  const files = globSync('**/*', { cwd: dir }).filter((file) => statSync(join(dir, file)).isFile());
  return files.reduce((sum, file) => {
    const packed = deflateRawSync(readFileSync(join(dir, file)), { level: 9 }).length;
    return sum + packed + headers + 2 * Buffer.byteLength(file);
  }, endRecord);
}
