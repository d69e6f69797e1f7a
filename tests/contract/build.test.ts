import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { sites } from '../../utils/ids.ts';

/** The folder of the builds that `npm test` has just made. */
const builds = resolve(process.env.OTKLIK_BUILDS ?? '.output');
const kb = 1024;

interface Manifest {
  manifest_version: number;
  permissions: string[];
  host_permissions: string[];
  optional_permissions?: string[];
  web_accessible_resources?: unknown[];
  content_security_policy?: { extension_pages: string };
  incognito?: string;
  externally_connectable?: unknown;
  background: { service_worker?: string; scripts?: string[] };
  content_scripts: { js: string[]; css?: string[] }[];
  action: { default_popup: string };
}

const read = (browser: string, path: string) => readFileSync(join(builds, `${browser}-mv3`, path));
const manifestOf = (browser: string): Manifest => JSON.parse(read(browser, 'manifest.json').toString());
const packed = (browser: string, paths: string[]) =>
  paths.reduce((sum, path) => sum + gzipSync(read(browser, path), { level: 9 }).length, 0);

/** The page with every script and style that it loads, directly or indirectly. */
function loadedBy(browser: string, page: string): string[] {
  const seen = new Set([page]);
  for (const path of seen) {
    const text = read(browser, path).toString();
    const links = path.endsWith('.html')
      ? /(?:src|href)="\/?([^":]+\.(?:js|css))"/g
      : /(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g;
    for (const [, link = ''] of text.matchAll(links))
      seen.add(path.endsWith('.html') ? link : join(dirname(path), link));
  }
  return [...seen];
}

test.each(['chrome', 'firefox'])('%s: contains the licences of everything that is bundled', (browser) => {
  const text = read(browser, 'licenses.txt').toString();
  for (const { name, license } of [
    { name: 'preact', license: 'MIT' },
    { name: 'idb', license: 'ISC' },
    { name: '@orama/stemmers', license: 'Apache-2.0' },
  ])
    expect(text).toMatch(new RegExp(`^## ${name} - [\\d.]+ \\(${license}\\)$`, 'm'));
});

// The benchmark measures speed in milliseconds; these limits only detect a library bundled by mistake.
test.each(['chrome', 'firefox'])('%s: no part has grown by accident', (browser) => {
  const { content_scripts, background, action } = manifestOf(browser);
  const content = content_scripts.flatMap(({ js, css = [] }) => [...js, ...css]);
  const worker = [background.service_worker ?? [], background.scripts ?? []].flat();
  expect(packed(browser, content)).toBeLessThanOrEqual(50 * kb);
  expect(packed(browser, worker)).toBeLessThanOrEqual(88 * kb);
  const popup = loadedBy(browser, action.default_popup);
  expect(popup.length).toBeGreaterThan(2);
  expect(packed(browser, popup)).toBeLessThanOrEqual(68 * kb);
});

test.each(['chrome', 'firefox'])(
  '%s: the inbox page loads its parts only when they are needed',
  (browser) => {
    const inbox = loadedBy(browser, 'inbox.html');
    const parts = [
      'bar',
      'summary',
      'chats',
      'invite',
      'filters.lazy',
      'palette',
      'search-index',
      'list-export',
      'meeting-file',
      'sample',
    ];
    // A recruiter who does not look for a job never loads the applicant's views.
    for (const part of [...parts, 'applicant-reads']) {
      const path = `chunks/${part}.js`;
      expect(read(browser, path).length, path).toBeGreaterThan(0);
      expect(inbox).not.toContain(path);
    }
  },
);

test('the archives are as small as promised, and the store’s one pins no id', () => {
  const zips = existsSync(builds)
    ? readdirSync(builds).filter((name) => /^otklik-.*-(chrome|firefox)(-store)?\.zip$/.test(name))
    : [];
  expect(zips.length, `archives among ${readdirSync(builds)}: run "npm test"`).toBeGreaterThanOrEqual(2);
  for (const name of zips)
    expect(readFileSync(join(builds, name)).length, name).toBeLessThanOrEqual(600 * kb);
  const store = JSON.parse(readFileSync(join(builds, 'chrome-mv3-store/manifest.json'), 'utf8'));
  expect(store.key).toBeUndefined();
});

test.each([
  ['chrome', 'README.md'],
  ['chrome', 'README.en.md'],
  ['firefox', 'README.md'],
  ['firefox', 'README.en.md'],
])('%s: requests no permission that %s does not explain', (browser, file) => {
  const readme = readFileSync(file, 'utf8');
  const { permissions, host_permissions, optional_permissions = [] } = manifestOf(browser);
  for (const permission of [...permissions, ...host_permissions, ...optional_permissions])
    expect(readme, permission).toMatch(new RegExp(`\\|[^|\\n]*${literally(permission)}[^|\\n]*\\|`));
});

test.each(['chrome', 'firefox'])('%s: exposes nothing to pages, and runs no code but its own', (browser) => {
  const manifest = manifestOf(browser);
  expect(manifest.manifest_version).toBe(3);
  expect(manifest.web_accessible_resources ?? []).toEqual([]);
  expect(manifest.externally_connectable).toBeUndefined();
  const policy = Object.fromEntries(
    (manifest.content_security_policy?.extension_pages ?? '').split('; ').map((part) => {
      const [name, ...sources] = part.split(' ');
      return [name, sources];
    }),
  );
  expect(policy).toMatchObject({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'https://hhcdn.ru', 'https://*.hhcdn.ru'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  });
  const asked = [
    "'self'",
    'https://api.hh.ru',
    ...sites.flatMap((site) => [`https://${site}`, `https://*.${site}`]),
    'https://*:*/otklik/token',
  ];
  expect(policy['connect-src']).toEqual(asked);
  // What a private window shows is not stored: the extension does not run there.
  expect(manifest.incognito).toBe('not_allowed');
  const scripts = readdirSync(join(builds, `${browser}-mv3`), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.js'));
  for (const name of scripts) {
    const text = read(browser, name).toString();
    expect(text, name).not.toMatch(/\beval\(|new Function\(|document\.write\(/);
  }
});

test('web-ext finds no error in the Firefox build', async () => {
  const bin = resolve('node_modules/web-ext/bin/web-ext.js');
  const args = [
    bin,
    'lint',
    '--output=json',
    '--no-config-discovery',
    `--source-dir=${join(builds, 'firefox-mv3')}`,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 20_000_000 }).catch(
    (error) => error,
  );
  const report: { errors: unknown[]; warnings: unknown[] } = JSON.parse(stdout);
  expect(report.errors).toEqual([]);
}, 180_000);

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
