import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folders of the production build, and of the control extension. */
export interface Build {
  chrome: string;
  control: string;
  firefox: string;
  remove(): void;
}

/**
 * Makes the production build, as `npm run build` does, in a folder of its own: it is never stale, and stays the same
 * for all measurements even if somebody builds in the meantime.
 */
export function makeBuild(): Build {
  const outDir = mkdtempSync(join(tmpdir(), 'otklik-bench-build-'));
  const remove = () => rmSync(outDir, { recursive: true, force: true });
  try {
    for (const browser of ['chrome', 'firefox'])
      execFileSync(process.execPath, [join(import.meta.dirname, 'wxt-build.ts'), browser, outDir], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    const chrome = join(outDir, 'chrome-mv3');
    const control = placeControl(join(outDir, 'control'), chrome);
    return { chrome, control, firefox: join(outDir, 'firefox-mv3'), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/**
 * Copies the control extension from `control/`, and makes its content script run on the same pages as the build's.
 */
function placeControl(dir: string, chrome: string): string {
  cpSync(join(import.meta.dirname, 'control'), dir, { recursive: true });
  const own = manifestOf(dir);
  const content_scripts = manifestOf(chrome).content_scripts.map((script: object) => ({
    ...script,
    js: ['content.js'],
  }));
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify({ ...own, content_scripts }, null, 2));
  return dir;
}

const manifestOf = (dir: string) => JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'));
