import { describe, expect, test } from 'vitest';
import { vacancyIds } from '../../sandbox/index.ts';
import { axeFaults } from './axe.ts';
import { screens } from './screens.ts';
import { fitFaults, setFont, walkFaults } from './seen.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import type { Surface } from './surface.ts';
import { en, ru, type Say } from './words.ts';

const themes = ['day', 'night'] as const;
const viewport = { width: 1400, height: 860 };
const vacancy = `vacancy=${vacancyIds.chiefAccountant}`;

/** What is held against each screen; nothing against most. */
async function onEach(stage: Stage, say: Say, faultsOf: (page: Surface) => Promise<string[]>) {
  const found: Record<string, string[]> = {};
  for (const [name, way] of Object.entries(screens)) {
    const page = await way(stage, say);
    const faults = await faultsOf(page);
    if (faults.length > 0) found[name] = faults;
    await page.tab.close();
    stage.ledger.clear();
  }
  return found;
}

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

async function misfits(page: Surface): Promise<string[]> {
  const found: string[] = [];
  for (const font of fonts) {
    await setFont(page.tab, `"${font}"`);
    for (const [width, height] of sizes) {
      await page.tab.resize(width, height);
      const faults = await fitFaults(page.tab);
      found.push(...faults.map((fault) => `${font}, ${width}×${height}: ${fault}`));
    }
  }
  return found;
}

describe.runIf(browsers.includes('chromium'))('the inbox for everyone, in chromium', () => {
  const at = staged('chromium', { viewport, sameWorld: true });

  test.each(themes)('every screen by %s', async (theme) => {
    const stage = at();
    await stage.settings({ theme });
    const faults = await onEach(stage, ru, async ({ tab }) => {
      // High enough for all of a resume: what a scrolled box cuts counts as a small target.
      await tab.resize(viewport.width, 1600);
      return axeFaults(tab, { whole: true, theme });
    });
    expect(faults).toEqual({});
  });

  test('everything on every screen is reached by the Tab key, and is seen to be', async () => {
    expect(await onEach(at(), ru, walkFaults)).toEqual({});
  });

  test('every screen fits at 200 and 400 %, in narrow and in wide letters', async () => {
    expect(await onEach(at(), ru, misfits)).toEqual({});
  });
});

describe.runIf(browsers.includes('chromium'))('the inbox in English, in chromium', () => {
  const at = staged('chromium', { viewport, sameWorld: true, english: true });

  test('every screen fits, too', async () => {
    expect(await onEach(at(), en, misfits)).toEqual({});
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

  test.each(themes)('the list by %s', async (theme) => {
    const stage = at();
    await stage.settings({ theme });
    const inbox = await screens.list?.(stage, ru);
    expect(inbox && (await axeFaults(inbox.tab, { whole: true, theme }))).toEqual([]);
  });
});
