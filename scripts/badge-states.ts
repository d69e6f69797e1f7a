import { readFileSync } from 'node:fs';
import type { Fault } from '../sandbox/index.ts';
import { until } from '../tests/e2e/browser.ts';
import type { Stage } from '../tests/e2e/stage.ts';
import { save } from './pictures.ts';

type Badge = Awaited<ReturnType<Stage['badge']>>;

const icon = readFileSync(new URL('../public/icon/128.png', import.meta.url)).toString('base64');
const counters = { operation: 'get-active-vacancy-list' };
const denied = (type: string, value: string) => ({
  kind: 'status' as const,
  status: 403,
  body: { errors: [{ type, value }], request_id: 'sandbox' },
});
const faults: Omit<Fault, 'match'>[] = [
  { kind: 'status', status: 502 },
  { kind: 'captcha' },
  denied('api_access_payment', 'action_must_be_payed'),
  denied('forbidden', 'forbidden'),
];

/** Saves one picture with every look of the badge, each read from the browser while hh is in the matching state. */
export async function badgeStates(stage: Stage): Promise<void> {
  await stage.badgeSays({ text: '7' });
  const badges: Badge[] = [await stage.badge()];
  const next = async (last: Badge | undefined) => {
    badges.push(
      await until('another look', async () => {
        const badge = await stage.badge();
        return badge.title === last?.title && badge.color === last.color ? null : badge;
      }),
    );
  };
  const fresh = async () => {
    await stage.poll();
    await until('fresh again', async () => (await stage.badge()).title === badges[0]?.title);
  };
  for (const fault of faults) {
    const remove = stage.faults.add({ match: counters, ...fault });
    await stage.poll();
    await next(badges[0]);
    remove();
    await fresh();
  }
  await stage.browser.setOffline(true);
  await stage.poll();
  await next(badges[0]);
  await stage.browser.setOffline(false);
  await fresh();
  for (const negotiation of stage.world.negotiations.values()) negotiation.viewed = true;
  for (const chat of stage.world.chats.values()) chat.readCount = chat.messages.length;
  await stage.poll();
  await next(badges[0]);
  const last = badges.at(-1);
  await stage.tell('signOut');
  await next(last);

  const tab = await stage.newTab();
  await tab.goto(`data:text/html;charset=utf-8;base64,${Buffer.from(page(badges)).toString('base64')}`);
  const height = await tab.evaluate(() => document.body.getBoundingClientRect().height, null);
  await save(tab, 'badge-states', { x: 0, y: 0, width: 760, height: Math.ceil(height) });
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const page = (badges: readonly Badge[]) => `<!doctype html><html lang="ru"><meta charset="utf-8"><style>
body { width: 760px; box-sizing: border-box; margin: 0; padding: 16px; font: 14px/20px Inter, Arial, sans-serif; color: #1b2733;
  background: #fff; display: grid; grid-template-columns: 1fr 1fr; gap: 10px }
div { display: flex; align-items: center; gap: 16px; padding: 12px 14px; border: 1px solid #dce1e6; border-radius: 12px }
p { margin: 0; white-space: pre-line } span { position: relative; flex: none; width: 36px; height: 36px }
img { width: 30px } b { position: absolute; right: -6px; bottom: -2px; padding: 0 4px; min-width: 8px; text-align: center;
  border-radius: 5px; font: bold 12px/17px Inter, Arial, sans-serif; color: #fff } b:empty { display: none }
</style>${badges
  .map(
    ({ text, title, color }) =>
      `<div><span><img src="data:image/png;base64,${icon}" alt=""><b style="background:${color}">${escaped(text)}</b></span><p>${escaped(title.replace(/(\d) /g, '$1\u00a0'))}</p></div>`,
  )
  .join('')}</html>`;
