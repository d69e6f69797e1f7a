import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import type { Build } from './build.ts';

/** Bytes: of the files as gzip sends them, one by one; of the zip as a store gets it. */
export interface Sizes {
  content: number;
  worker: number;
  popup: number;
  options: number;
  zipChrome: number;
  zipFirefox: number;
}

export function measureSizes({ chrome, firefox }: Build): Sizes {
  const gzip = (files: string[]) =>
    files.reduce((sum, file) => sum + gzipSync(readFileSync(join(chrome, file)), { level: 9 }).length, 0);
  return {
    // The styles are in it: it makes its stylesheet itself.
    content: gzip(globSync('content-scripts/*', { cwd: chrome })),
    worker: gzip(['background.js']),
    popup: gzip(filesOf(chrome, 'popup.html')),
    options: gzip(filesOf(chrome, 'options.html')),
    zipChrome: zipSize(chrome),
    zipFirefox: zipSize(firefox),
  };
}

const links = /(?:src|href)="([^"]+\.(?:js|css))"/g;
const imports = /(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+\.js)["']/g;

/** A page with all that it loads: scripts, what they import, styles. */
function filesOf(dir: string, page: string): string[] {
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

/** Per file a local and a central header with its name, at the end one record of the archive. */
const headers = 30 + 46;
const endRecord = 22;

/** The size of the folder as a zip, without making one. */
function zipSize(dir: string): number {
  const files = globSync('**/*', { cwd: dir }).filter((file) => statSync(join(dir, file)).isFile());
  return files.reduce((sum, file) => {
    const packed = deflateRawSync(readFileSync(join(dir, file)), { level: 9 }).length;
    return sum + packed + headers + 2 * Buffer.byteLength(file);
  }, endRecord);
}
