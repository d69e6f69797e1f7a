import { readFileSync } from 'node:fs';
import { type Tab, until } from './browser.ts';
import type { Stage } from './stage.ts';

export const themes = ['day', 'night'] as const;
type Theme = (typeof themes)[number];

const source = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/**
 * What axe finds wrong with a page, by the rules of WCAG 2.2 AA and its own advice; in the dark theme only the
 * contrast of colours, since the rest is as in the light one.
 * @param whole a document with landmarks of its own, not a part such as the popup or the panel
 */
export async function axeFaults(
  tab: Tab,
  { whole = false, theme = 'day' }: { whole?: boolean; theme?: Theme } = {},
): Promise<string[]> {
  if (!(await tab.evaluate(() => Reflect.has(globalThis, 'axe'), null))) await tab.script(source);
  // Colours in transition do not count; in a hidden tab a transition may never end by itself.
  await tab.evaluate(() => {
    for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
  }, null);
  const runOnly =
    theme === 'night'
      ? ['color-contrast']
      : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  return tab.evaluate(
    async ({ whole, runOnly }) => {
      const engine = Reflect.get(globalThis, 'axe');
      const { violations } = await engine.run(document, {
        runOnly,
        rules:
          whole || runOnly.length === 1
            ? {}
            : { region: { enabled: false }, 'landmark-complementary-is-top-level': { enabled: false } },
      });
      return violations.flatMap(
        ({ id, nodes }: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
          nodes.map(
            ({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 240)}`,
          ),
      );
    },
    { whole, runOnly },
  );
}

/** What axe finds wrong with one of our pages in its current state, in the light and then in the dark theme. */
export async function axeFaultsInBothThemes(
  stage: Stage,
  tab: Tab,
  options: { whole?: boolean } = {},
): Promise<string[]> {
  const found: string[] = [];
  for (const theme of themes) {
    await stage.settings({ theme });
    const isSet = (name: string) =>
      document.documentElement.classList.contains('night') === (name === 'night');
    await until(theme, () => tab.evaluate(isSet, theme));
    found.push(...(await axeFaults(tab, { ...options, theme })).map((fault) => `${theme}: ${fault}`));
  }
  return found;
}
