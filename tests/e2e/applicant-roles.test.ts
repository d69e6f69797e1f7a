import { describe, expect, test } from 'vitest';
import { heldNegotiations, logText, stored } from './applicant-held.ts';
import { until } from './browser.ts';
import { minePage } from './seeking.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { ru, ruPlural } from './words.ts';

const list = 'https://hh.ru/applicant/negotiations';
const petrovas = ['Руководитель группы отчётности', 'Финансовый менеджер', 'Контролёр проектов'];
const gusevs = 'Старший аналитик данных';
const orlovas = 'Директор по персоналу';

/** How often hh's API was asked for negotiations. */
const tries = ({ ledger }: Stage): number =>
  ledger.count(
    ({ host, path, method }) => host === 'api.hh.ru' && method === 'GET' && path === '/negotiations',
  );

describe.each(browsers)('an applicant whose API is closed in %s', (name) => {
  const at = staged(name, { world: { kind: 'applicant' } });

  test('gets from the sign-in to a useful popup by hh’s pages, calmly, with one refused try a day', async () => {
    const stage = at();
    expect(tries(stage)).toBe(1);
    const popup = await stage.popup();
    await popup.says(ru('applicant_closed_title'));
    expect(await popup.count('[role=alert], .trouble > *')).toBe(0);
    await stage.badgeSays({ text: '', title: ru('badge_no_way') });
    for (let poll = 0; poll < 3; poll++) await stage.tell('refresh');
    await stage.browser.killWorker();
    await stage.tell('refresh');
    expect(tries(stage)).toBe(1);

    await popup.click(ru('applicant_opt_in'));
    await popup.says(ru('applicant_first'));
    await popup.click(ru('applicant_open_page'));
    await until('hh’s list', async () => (await stage.browser.urls()).some((url) => url.startsWith(list)));
    // A tab that was covered before anybody saw it would report nothing.
    await until('it is read', async () => (await heldNegotiations(stage)).length > 0);
    const mine = await stage.popup();
    await mine.says(petrovas[0] ?? '');
    await mine.says(ru('applicant_closed'));
    await mine.says(ru('applicant_way_open'));
    expect(await mine.count('[role=alert]')).toBe(0);
    await stage.badgeSays({ text: '5', title: ruPlural('badge_answers', 5) });
    for (let poll = 0; poll < 3; poll++) await stage.tell('refresh');
    expect(tries(stage)).toBe(1);
    expect(stage.ledger.listReads().every(({ by }) => by === 'load')).toBe(true);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('tries once more the next day, and uses the API once hh has opened it', async () => {
    const stage = at();
    /** Pretends that hh was last asked a day ago. */
    const dayLater = async () => {
      await stage.inside(async () => {
        const { applicant } = await chrome.storage.local.get<{
          applicant?: { value: { api: { until?: number } } };
        }>('applicant');
        if (!applicant) return;
        applicant.value.api.until = Date.now() - 1000;
        await chrome.storage.local.set({ applicant });
      }, null);
      await stage.tell('refresh');
    };
    await dayLater();
    await stage.tell('refresh');
    expect(tries(stage)).toBe(2);
    stage.world.options.applicantApi = true;
    await stage.tell('refresh');
    expect(tries(stage)).toBe(2);
    await dayLater();
    const popup = await stage.popup();
    await popup.says(petrovas[0] ?? '');
    await popup.says(ru('applicant_way_api', 2));
    // It closes again meanwhile: what was read stays, and nothing alarms.
    stage.world.options.applicantApi = false;
    await stage.tell('refresh');
    await popup.says(ru('applicant_closed'));
    await popup.says(petrovas[0] ?? '');
    const before = tries(stage);
    for (let poll = 0; poll < 3; poll++) await stage.tell('refresh');
    expect(tries(stage)).toBe(before);
    expect(stage.ledger.traces()).toBe(0);
  });
});

describe.each(browsers)('both roles in %s', (name) => {
  const at = staged(name, { world: { kind: 'both', applicantApi: true } });

  test('shows both to a recruiter who looks for a job, told apart in badge, popup and page', async () => {
    const stage = at();
    const recruits = `${ruPlural('badge_responses', 5)}, ${ruPlural('badge_messages', 2)}`;
    await stage.badgeSays({
      text: '8',
      title: `${ru('badge_recruiter')}: ${recruits}; ${ru('badge_applicant')}: ${ruPlural('badge_answers', 1)}`,
    });
    const popup = await stage.popup();
    await popup.says('Петрова Инна Сергеевна');
    const tabs = async () => (await popup.names('[role=tab]')).slice(0, 2);
    await expect.poll(tabs).toEqual([`${ru('role_candidates')} 7`, `${ru('role_mine')} 1`]);
    expect(await popup.text()).not.toContain(orlovas);
    await popup.click(ru('role_mine'));
    await popup.says(orlovas);
    expect(await popup.text()).not.toContain('Петрова Инна Сергеевна');
    await popup.press('KeyJ');
    await until('its own keys', async () => (await popup.focused()).includes(orlovas));
    await popup.click(ru('role_candidates'));
    await popup.says('Петрова Инна Сергеевна');
    const page = await minePage(stage);
    await page.says(orlovas);
    await expect
      .poll(() => page.names('.roles a'))
      .toEqual([`${ru('role_candidates')} 7`, `${ru('role_mine')} 1`]);
    await page.click(ru('role_candidates'));
    await page.says('Главный бухгалтер');
    await page.saysNoMore(orlovas);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('neither shows nor stores anything of the first applicant once another one signs in', async () => {
    const stage = at();
    await stage.signIn('applicant');
    const popup = await stage.popup();
    await popup.says(petrovas[0] ?? '');
    await stage.signIn('secondApplicant');
    await popup.says(gusevs);
    await popup.press('Digit4');
    await popup.says('Аналитик');
    const text = await popup.text();
    for (const vacancy of petrovas) expect(text).not.toContain(vacancy);
    await stage.badgeSays({ text: '1' });
    const held = await stored(stage);
    for (const vacancy of petrovas) expect(held).not.toContain(vacancy);
    // The first one again: observed events were logged once, and are still there.
    await stage.signIn('applicant');
    await popup.says(petrovas[0] ?? '');
    expect(await popup.text()).not.toContain(gusevs);
  });

  test('forgets the negotiations and keeps the log at sign-out, and forgets both when erased', async () => {
    const stage = at();
    await stage.signIn('applicant');
    const events = await logText(stage);
    expect(events.length).toBeGreaterThan(500);
    await stage.tell('signOut');
    const popup = await stage.popup();
    await popup.says(ru('popup_seek'));
    await stage.badgeSays({ text: '?' });
    const held = await stored(stage);
    for (const vacancy of petrovas) expect(held).not.toContain(vacancy);
    expect(await logText(stage)).toEqual(events);
    await stage.signIn('applicant');
    expect(await logText(stage)).toEqual(events);
    await stage.tell('wipe');
    const left = await stored(stage);
    expect(await logText(stage)).toBe('[]');
    for (const word of [...petrovas, 'Петрова', '43000000']) expect(left).not.toContain(word);
  });
});
