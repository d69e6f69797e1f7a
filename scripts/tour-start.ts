import { until } from '../tests/e2e/browser.ts';
import type { Stage } from '../tests/e2e/stage.ts';
import { ru } from '../tests/e2e/words.ts';
import { boxOf, inboxPage, save } from './pictures.ts';

/** What a new user sees first: the welcome page, for either role, and the sample. */
export async function startTour(stage: Stage): Promise<void> {
  const page = await stage.own('welcome.html');
  await page.tab.resize(1120, 940);
  await page.says(ru('welcome_connect'));
  const drawn = () =>
    until('its pictures', () =>
      page.run((root) => [...(root?.querySelectorAll('img') ?? [])].every((one) => one.complete), null),
    );
  await drawn();
  await save(page.tab, 'welcome', await boxOf(page));
  await page.click(ru('popup_seek'));
  await page.says(ru('welcome_allow'));
  await drawn();
  await save(page.tab, 'welcome-applicant', await boxOf(page));

  await page.tab.resize(inboxPage.width, inboxPage.height);
  await page.click(ru('popup_hire'));
  await page.click(ru('sample_see'));
  await page.says('Соколова Вера Андреевна');
  await until('its actions', async () => (await page.count('.resp .pick:focus')) === 1);
  await page.press('Enter');
  await until('its actions', async () => (await page.count('.acts button:enabled')) > 2);
  await save(page.tab, 'sample');
  await page.tab.close();
}
