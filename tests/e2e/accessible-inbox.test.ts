import { describe, expect, test } from 'vitest';
import { vacancyIds } from '../../sandbox/index.ts';
import { axeFaults, axeFaultsInBothThemes } from './axe.ts';
import { screens } from './screens.ts';
import { fitFaults, setFont, walkFaults } from './seen.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import type { Surface } from './surface.ts';
import { en, ru } from './words.ts';

const all = Object.entries(screens).map(([name, way]) => ({ name, way }));
const viewport = { width: 1400, height: 860 };
const vacancy = `vacancy=${vacancyIds.chiefAccountant}`;

/** As the page is at 200 % and 400 % on a small laptop, in the side panel, and on a large window. */
const sizes = [
  [683, 384],
  [400, 700],
  [320, 640],
  [1366, 768],
  [1920, 1080],
] as const;

/** Words that are wider than ours, and narrower, as those of Windows are. */
const fonts = ['DejaVu Sans', 'Liberation Sans'];

async function misfits({ tab }: Surface): Promise<string[]> {
  const found: string[] = [];
  for (const font of fonts) {
    await setFont(tab, `"${font}"`);
    for (const [width, height] of sizes) {
      await tab.resize(width, height);
      const faults = await fitFaults(tab);
      found.push(...faults.map((fault) => `${font}, ${width}×${height}: ${fault}`));
    }
  }
  return found;
}

async function colourFaults(stage: Stage, { tab }: Surface): Promise<string[]> {
  // High enough for all of a resume: what a scrolled box cuts counts as a small target.
  await tab.resize(viewport.width, 1600);
  return axeFaultsInBothThemes(stage, tab, { whole: true });
}

describe.runIf(browsers.includes('chromium'))('the inbox for everyone, in chromium', () => {
  const at = staged('chromium', { viewport, sameWorld: true });

  // One opening of a screen serves all that is held against it.
  test.each(all)(
    '$name: axe by day and night; with large, wide and narrow letters; all of it by the Tab key',
    async ({ way }) => {
      const stage = at();
      await stage.settings({ theme: 'day' });
      const page = await way(stage, ru);
      expect(await colourFaults(stage, page)).toEqual([]);
      expect(await misfits(page)).toEqual([]);
      await page.tab.resize(viewport.width, viewport.height);
      expect(await walkFaults(page)).toEqual([]);
    },
  );
});

describe.runIf(browsers.includes('chromium'))('the inbox in English, in chromium', () => {
  const at = staged('chromium', { viewport, sameWorld: true, english: true });

  test.each(all)('$name fits, too', async ({ way }) => {
    expect(await misfits(await way(at(), en))).toEqual([]);
  });
});

describe.runIf(browsers.includes('chromium'))('the inbox that cannot be read, in chromium', () => {
  const at = staged('chromium', { viewport });

  test('signed out, and hh down', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    const inbox = await stage.inbox(vacancy);
    await inbox.says('Петрова');
    stage.faults.add({ match: { host: 'api.hh.ru' }, kind: 'cut-before' });
    const broken = await stage.inbox(`vacancy=${vacancyIds.accountant}`);
    await broken.says(ru('next_retry'));
    expect(await axeFaults(broken.tab, { whole: true })).toEqual([]);
    stage.faults.clear();
    await stage.tell('signOut');
    await inbox.says(ru('popup_hire'));
    expect(await axeFaults(inbox.tab, { whole: true })).toEqual([]);
  });
});

describe.runIf(browsers.includes('firefox'))('the inbox for everyone, in firefox', () => {
  const at = staged('firefox', { viewport, sameWorld: true });

  test('the list by day and night', async () => {
    const stage = at();
    const inbox = await screens.list?.(stage, ru);
    expect(inbox && (await axeFaultsInBothThemes(stage, inbox.tab, { whole: true }))).toEqual([]);
  });
});
