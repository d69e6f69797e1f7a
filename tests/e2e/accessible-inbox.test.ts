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

/** Window sizes: 200 % and 400 % on a small laptop, the side panel, and a large window. */
const sizes = [
  [683, 384],
  [400, 700],
  [320, 640],
  [1366, 768],
  [1920, 1080],
] as const;

/** One font is wider than ours, the other narrower, like those of Windows. */
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
  // High enough for a whole resume: an element that a scroll container cuts off counts as a small target.
  await tab.resize(viewport.width, 1600);
  return axeFaultsInBothThemes(stage, tab, { whole: true });
}

describe.runIf(browsers.includes('chromium'))('the inbox page for everyone, in chromium', () => {
  const at = staged('chromium', { viewport, sameWorld: true });

  // Each screen is opened only once for all checks.
  test.each(all)(
    '$name: passes axe by day and night, fits with large, wide and narrow letters, and is reached by Tab',
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

describe.runIf(browsers.includes('chromium'))('the inbox page in English, in chromium', () => {
  const at = staged('chromium', { viewport, sameWorld: true, english: true });

  test.each(all)('$name fits', async ({ way }) => {
    expect(await misfits(await way(at(), en))).toEqual([]);
  });
});

describe.runIf(browsers.includes('chromium'))('the inbox page without anything to show, in chromium', () => {
  const at = staged('chromium', { viewport });

  test('is accessible when signed out, and when hh is down', async () => {
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

describe.runIf(browsers.includes('firefox'))('the inbox page for everyone, in firefox', () => {
  const at = staged('firefox', { viewport, sameWorld: true });

  test.each(all)('$name: passes axe by day and night', async ({ way }) => {
    const stage = at();
    await stage.settings({ theme: 'day' });
    expect(await colourFaults(stage, await way(stage, ru))).toEqual([]);
  });
});
