import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Tab } from '../tests/e2e/browser.ts';
import { Stage, type StageOptions } from '../tests/e2e/stage.ts';

/** Where the pictures of the README lie; git tracks them. */
export const ofReadme = resolve(import.meta.dirname, '../docs/pictures');
/** Where pictures lie that are only looked at. */
export const untracked = resolve(import.meta.dirname, '../.output/tour');

let folder = untracked;
/** From here on pictures are saved there. */
export function saveInto(place: string): void {
  mkdirSync(place, { recursive: true });
  folder = place;
}

const largest = 250_000;

export type Clip = NonNullable<Parameters<Tab['screenshot']>[0]>;

/** A picture of a tab, or of a part of it. */
export async function save(tab: Tab, name: string, clip?: Clip): Promise<void> {
  const picture = await tab.screenshot(clip);
  writeFileSync(resolve(folder, `${name}.png`), picture);
  const large = picture.length > largest ? ' — larger than it should be' : '';
  console.log(`${name}.png: ${Math.round(picture.length / 1000)} kB${large}`);
}

/** A browser of one scale, for a part of the tour. */
export async function withStage(options: StageOptions, walk: (stage: Stage) => Promise<void>): Promise<void> {
  const stage = await Stage.open('chromium', {
    viewport: { width: 1280, height: 760 },
    undoSeconds: 10,
    ...options,
  });
  try {
    await stage.poll();
    await walk(stage);
  } finally {
    await stage.close();
  }
}
