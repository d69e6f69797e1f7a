import { readFileSync } from 'node:fs';
import { type Tab, until } from './browser.ts';
import type { Stage } from './stage.ts';

export const themes = ['day', 'night'] as const;
type Theme = (typeof themes)[number];

const source = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/**
 * What axe holds against a page, by the rules of WCAG 2.2 AA and its own advice; by night only the contrast of
 * colours, the rest is as by day.
 *
 * @param whole a document with landmarks of its own, and not a part such as the popup or the panel
 */
export async function axeFaults(
  tab: Tab,
  { whole = false, theme = 'day' }: { whole?: boolean; theme?: Theme } = {},
): Promise<string[]> {
  if (!(await tab.evaluate(() => Reflect.has(globalThis, 'axe'), null))) await tab.script(source);
  // Colours on their way to others are nobody's; a tab that nobody sees may never get there by itself.
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

/** The same of one page of ours as it stands, by day and then by night. */
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
