import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Tab, until } from '../tests/e2e/browser.ts';
import { Stage, type StageOptions } from '../tests/e2e/stage.ts';
import type { Surface } from '../tests/e2e/surface.ts';

/** The folder of the README's pictures, tracked by git. */
export const ofReadme = resolve(import.meta.dirname, '../docs/pictures');
/** The folder of pictures that are only looked at. */
export const untracked = resolve(import.meta.dirname, '../.output/tour');

let folder = untracked;
/** Sets the folder that the following pictures are saved to. */
export function saveInto(place: string): void {
  mkdirSync(place, { recursive: true });
  folder = place;
}

const largest = 250_000;

/** The window of the inbox page; in it the pane with the open negotiation, and everything but the rail. */
export const inboxPage = { width: 1366, height: 768 };
export const pane = { x: 970, y: 0, width: 396, height: 768 };
export const noRail = { x: 204, y: 0, width: 1162, height: 768 };

export type Clip = NonNullable<Parameters<Tab['screenshot']>[0]>;

/** Saves a picture of a tab, or of a part of it. */
export async function save(tab: Tab, name: string, clip?: Clip): Promise<void> {
  const picture = await tab.screenshot(clip);
  writeFileSync(resolve(folder, `${name}.png`), picture);
  const large = picture.length > largest ? ' — larger than it should be' : '';
  console.log(`${name}.png: ${Math.round(picture.length / 1000)} kB${large}`);
}

/** The box around the content of one of our pages, for a picture without the empty space beside it. */
export async function boxOf(page: Surface): Promise<Clip> {
  const box = await page.box('main');
  if (!box) throw new Error('The page is empty');
  return box;
}

/** Runs something while one of our pages has the dark theme. */
export async function inNight(stage: Stage, { tab }: Surface, run: () => Promise<void>): Promise<void> {
  await stage.settings({ theme: 'night' });
  await until('night', () => tab.evaluate(() => document.documentElement.classList.contains('night'), null));
  await run();
  await stage.settings({ theme: 'auto' });
}

/** Opens a browser with the given options for a part of the tour, and closes it afterwards. */
export async function withStage(options: StageOptions, walk: (stage: Stage) => Promise<void>): Promise<void> {
  const stage = await Stage.open('chromium', {
    viewport: { width: 1280, height: 760 },
    undoSeconds: 10,
    ...options,
  });
  try {
    if (options.signedIn ?? true) await stage.poll();
    await walk(stage);
  } finally {
    await stage.close();
  }
}
