import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const sources = ['utils', 'components', 'entrypoints', 'public', 'wxt.config.ts', 'package-lock.json'];

/** Builds for Chromium if a source is newer than the last build. */
export function ensureBuild(): void {
  if (process.env.OTKLIK_BUILDS) return;
  const manifest = join(root, '.output/chrome-mv3/manifest.json');
  if (
    existsSync(manifest) &&
    statSync(manifest).mtimeMs > Math.max(...sources.map((path) => newest(join(root, path))))
  )
    return;
  const wxt = join(root, 'node_modules/wxt/bin/wxt.mjs');
  const { status } = spawnSync(process.execPath, [wxt, 'build'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error('The build failed.');
}

function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
