import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folders of the production build. */
export interface Build {
  chrome: string;
  firefox: string;
  remove(): void;
}

export const controlDir = join(import.meta.dirname, 'control');

/**
 * The production build as `npm run build` makes it, in a folder of its own: never stale, and the same from the
 * first measurement to the last though somebody builds anew meanwhile.
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
    checkControl(chrome);
    return { chrome, firefox: join(outDir, 'firefox-mv3'), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A control that stands on other pages than Otklik would be none. */
function checkControl(dir: string): void {
  if (pagesOf(dir) !== pagesOf(controlDir))
    throw new Error(
      'bench/control/manifest.json: its content script is to stand where the build has its own',
    );
}

function pagesOf(dir: string): string {
  const { content_scripts } = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'));
  return JSON.stringify(
    content_scripts.map((script: object) =>
      Object.entries(script)
        .filter(([name]) => name !== 'js')
        .toSorted(([one], [other]) => one.localeCompare(other)),
    ),
  );
}
