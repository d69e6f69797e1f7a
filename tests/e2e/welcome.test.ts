import { describe, expect, test } from 'vitest';
import { axeFaults } from './axe.ts';
import { until } from './browser.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import { sendKey } from './surface.ts';
import { ru } from './words.ts';

/** Chromium takes policies from a folder of the machine's administrator. */
const withPolicy = browsers.filter((name) => name === 'firefox' || process.getuid?.() === 0);

describe.each(browsers)('the welcome page in %s', (name) => {
  const at = staged(name, { world: { kind: 'applicant' }, signedIn: false });

  test('leads applicants to their answers in three clicks, and says what was found', async () => {
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
    await page.says(/\d+ отклик/);
    await page.click(ru('welcome_open_mine'));
    await until('their own page', async () =>
      (await stage.browser.urls()).some((url) => url.endsWith('inbox.html?page=applicant')),
    );
  });

  test('is offered to people who are not signed in, and says what is missing where it is entered', async () => {
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
    await page.says('нужен ключ приложения');
    await page.click(ru('welcome_own_made'));
    await page.click(ru('common_copy'));
    await page.says(ru('options_application_kept'));
    expect(await axeFaults(page.tab, { whole: true })).toEqual([]);
  });

  test('shows a sample by one click, in which people are decided about and hh receives nothing; one click leaves it', async () => {
    const stage = at();
    const page = await stage.own('welcome.html');
    stage.ledger.clear();
    await page.click(ru('sample_see'));
    await page.says('Соколова Вера Андреевна');
    await page.says(ru('sample_title'));
    expect(await axeFaults(page.tab, { whole: true })).toEqual([]);
    await until('on a row', async () => (await page.count('.resp .pick:focus')) === 1);
    await page.press('KeyR');
    await until('the letter', async () => Boolean((await page.value(ru('action_letter')))?.trim()));
    await page.press(sendKey);
    await page.says(ru('undo_take_back'));
    await page.press('KeyZ');
    await page.saysNoMore(ru('undo_take_back'));

    await page.click(ru('sample_popup'));
    await page.says(/8 откликов/);
    await page.click('Соколова Вера Андреевна');
    await page.click('Просмотрено');
    await page.says(/7 откликов/);
    await page.click(ru('sample_panel'));
    await page.says('Отказ 4 месяца назад');
    expect(await axeFaults(page.tab, { whole: true })).toEqual([]);
    await page.click(ru('sample_leave'));
    await page.says(ru('welcome_connect'));
    expect(stage.ledger.requests).toEqual([]);
    expect(await stage.stored('outbox')).toBeUndefined();
  });
});

describe.each(withPolicy)('the welcome page with the company’s application, in %s', (name) => {
  const at = staged(name, { policy: { clientId: 'APP', clientSecret: 'SECRET' }, signedIn: false });

  test('leads a recruiter to the responses by two clicks', async () => {
    const stage = at();
    const page = await stage.own('welcome.html');
    await page.says(ru('welcome_connected'));
    await page.click(ru('options_account_sign_in'));
    await page.says('Орлова Марина Викторовна');
    await page.click(ru('welcome_open_inbox'));
    await until('the responses', async () =>
      (await stage.browser.urls()).some((url) => url.includes('inbox.html?vacancy=')),
    );
  });
});
