import { describe, expect, test } from 'vitest';
import { axeFaults } from './axe.ts';
import { until } from './browser.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import { ru } from './words.ts';

describe.each(browsers)('the welcome page in %s', (name) => {
  const at = staged(name, { world: { kind: 'applicant' }, signedIn: false });

  test('leads an applicant to their answers in three clicks, and says what was found', async () => {
    const stage = at();
    const page = await stage.own('welcome.html');
    await page.says(ru('welcome_connect'));
    expect(await axeFaults(page.tab, { whole: true })).toEqual([]);
    await page.click(ru('popup_seek'));
    await page.says(ru('welcome_allow'));
    expect(await axeFaults(page.tab, { whole: true })).toEqual([]);
    await page.click(ru('applicant_opt_in'));
    await until('hh’s own list', async () =>
      (await stage.browser.urls()).some((url) => url.includes('/applicant/negotiations')),
    );
    await page.says(ru('welcome_open_mine'));
    await page.says(/\d+ отклик/);
  });

  test('is offered to who is not signed in, leads to where an application is typed, and says what is missing', async () => {
    const stage = at();
    const popup = await stage.popup();
    await popup.click(ru('popup_begin'));
    await until('the welcome page', async () =>
      (await stage.browser.urls()).some((url) => url.endsWith('welcome.html')),
    );
    const page = await stage.own('welcome.html');
    await page.click(ru('welcome_ask'));
    await page.says('Redirect URI');
    await page.click(ru('options_account_sign_in'));
    await page.says('нужны ID и секрет приложения');
    await until('the options', async () =>
      (await stage.browser.urls()).some((url) => url.endsWith('options.html#application')),
    );
  });
});
