import { describe, expect, test } from 'vitest';
import { type Applicant, emptyApplicant } from '../../utils/domain/applicant/applicant.ts';
import { headOf, negotiationOf } from '../../utils/domain/applicant/testing.ts';
import { asId, type VacancyId } from '../../utils/ids.ts';
import { hold } from './applicant-held.ts';
import { axeFaults, axeFaultsInBothThemes, themes } from './axe.ts';
import { type Tab, until } from './browser.ts';
import { fitFaults, setFont, walkFaults } from './seen.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import type { Surface } from './surface.ts';
import { ru } from './words.ts';

const now = Date.now();
const vacancy = { id: asId<VacancyId>('1'), name: 'Пекарь', area: null, url: null, archived: false };
const negotiations = [
  negotiationOf(1, { vacancy, stage: { id: 'invitation', name: '' }, fresh: true, updatedAt: now }),
  negotiationOf(2, { vacancy: null, stage: { id: 'discard', name: '' } }),
  negotiationOf(3, { viewed: true }),
  negotiationOf(4, { updatedAt: now }),
];
const applicant: Applicant = {
  ...emptyApplicant,
  ...headOf(negotiations, 7, now),
  owner: 'me',
  revision: 1,
  api: { state: 'closed', until: now + 86_400_000 },
  freshAt: now,
};

/** Copies the panel into an open root on an empty page, because axe cannot enter a closed one. */
async function opened(stage: Stage, panel: Surface): Promise<Tab> {
  const copy = await panel.run(
    (root) => ({
      html: root instanceof ShadowRoot ? root.innerHTML : '',
      css: [...(root?.adoptedStyleSheets ?? [])]
        .flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText))
        .join('\n'),
    }),
    null,
  );
  expect(copy.html).not.toBe('');
  expect(copy.css).not.toBe('');
  const tab = await stage.newTab();
  await tab.goto('https://hh.ru/employer/vacancies');
  await tab.evaluate(({ html, css }) => {
    document.body.replaceChildren(document.createElement('main'));
    const heading = document.createElement('h1');
    heading.textContent = 'hh';
    const host = document.createElement('div');
    host.className = 'docked';
    document.body.firstElementChild?.append(heading, host);
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css.replaceAll(':host(.docked)', ':host'));
    root.adoptedStyleSheets = [sheet];
    root.innerHTML = html;
  }, copy);
  return tab;
}

describe.each(browsers)('accessibility for everyone, in %s', (name) => {
  const at = staged(name, { sameWorld: true });

  test('passes axe in the popup by day and night: lists, form, help', async () => {
    const stage = at();
    const popup = await stage.popup();
    const faults = () => axeFaultsInBothThemes(stage, popup.tab);
    await popup.says('Петрова Инна Сергеевна');
    expect(await faults()).toEqual([]);
    await popup.press('KeyR');
    await until('the form', async () => (await popup.value(ru('action_letter'))) !== null);
    expect(await faults()).toEqual([]);
    await popup.press('Escape');
    await until('no form', async () => (await popup.value(ru('action_letter'))) === null);
    await popup.press('Digit2');
    await popup.says('Ким Светлана');
    expect(await faults()).toEqual([]);
    await popup.click(ru('popup_hint_keys'));
    await popup.says(ru('common_keys'));
    expect(await faults()).toEqual([]);
  });

  test('passes axe in the options by day and night', async () => {
    const stage = at();
    const options = await stage.settingsPage();
    const faults = () => axeFaultsInBothThemes(stage, options.tab);
    await options.says('Орлова Марина Викторовна');
    expect(await faults()).toEqual([]);
    for (const subject of ['counting', 'work', 'data', 'about'] as const) {
      await options.click(ru(`options_${subject}_title`));
      expect(await faults()).toEqual([]);
    }
  });

  test('reaches everything in the popup and the options by Tab, shows the focus, and fits', async () => {
    const stage = at();
    const popup = await stage.popup();
    await popup.tab.resize(400, 600);
    await until('on a row', async () => (await popup.count('.pick:focus')) === 1);
    const options = await stage.settingsPage();
    await options.says('Орлова Марина Викторовна');
    for (const page of [popup, options]) {
      await page.tab.front();
      expect(await walkFaults(page)).toEqual([]);
      for (const font of ['DejaVu Sans', 'Liberation Sans']) {
        await setFont(page.tab, `"${font}"`);
        expect(await fitFaults(page.tab)).toEqual([]);
      }
    }
  });

  test('in «Вернуться» with somebody in it, passes axe, and everything is reached by Tab', async () => {
    const stage = at();
    const id = stage.negotiationOf('Нечаева');
    const { vacancyId } = stage.world.negotiation(id);
    const inbox = await stage.inbox(`vacancy=${vacancyId}&negotiation=${id}`);
    await inbox.says(ru('back_put'));
    await inbox.press('KeyB');
    await inbox.says(ru('back_effect'));
    await inbox.press('Digit1');
    await inbox.says(ru('back_put_said', 'Нечаева Ольга Игоревна'));
    await inbox.tab.close();
    const back = await stage.inbox(`page=back&negotiation=${id}`);
    await back.says('Подумать неделю назад');
    expect(await axeFaultsInBothThemes(stage, back.tab, { whole: true })).toEqual([]);
    expect(await walkFaults(back)).toEqual([]);
    await back.click(ru('back_done'));
    await back.says(ru('popup_empty_back'));
  });

  test('passes axe in the panel by day and night: verdict, form, conversation, keys', async () => {
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    const faults = async () => {
      const found: string[] = [];
      for (const theme of themes) {
        await stage.settings({ theme });
        await panel.tab.front();
        await until(theme, async () => (await panel.count('.look.night')) === (theme === 'night' ? 1 : 0));
        found.push(...(await axeFaults(await opened(stage, panel), { theme })));
      }
      await panel.tab.front();
      return found;
    };
    await panel.says('Сильная по налогам');
    expect(await faults()).toEqual([]);
    await panel.click(ru('panel_chat'));
    await until('the composer', async () => (await panel.value(ru('composer_label'))) !== null);
    await panel.click('Отказ');
    await until('the template', async () => (await panel.value(ru('action_letter')))?.includes('Инна'));
    expect(await faults()).toEqual([]);
    // The help uses hh's own names, over the panel. Esc closes it, and the keys are the panel's again.
    await panel.click(ru('common_keys'));
    await panel.says(ru('key_named', 'Телефонное интервью'));
    await panel.says(ru('panel_key_close'));
    expect(await faults()).toEqual([]);
    await panel.press('Escape');
    await until('closed', async () => (await panel.count('dialog')) === 0);
    await expect.poll(() => panel.count('.panel:focus')).toBe(1);
  });

  test('reaches everything in the panel by Tab, and shows the focus', async () => {
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says('Сильная по налогам');
    await panel.click(ru('panel_more'));
    await panel.run((root) => root?.querySelector<HTMLElement>('.panel')?.focus(), null);
    const wanted = new Set(await panel.names('button:not([disabled]), a[href]'));
    for (let step = 0; step < 40 && wanted.size > 0; step++) {
      await panel.press('Tab');
      const at = await panel.run((root) => {
        const element = root?.activeElement;
        if (!element) return null;
        const copy = element.cloneNode(true);
        if (copy instanceof Element)
          for (const one of copy.querySelectorAll('[aria-hidden=true]')) one.remove();
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return {
          name: (element.getAttribute('aria-label') ?? copy.textContent ?? '').trim(),
          seen: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
        };
      }, null);
      if (!at) continue;
      expect(at.seen, at.name).toBe(true);
      wanted.delete(at.name);
    }
    expect([...wanted]).toEqual([]);
  });
});

describe.each(browsers)('accessibility without a sign-in, in %s', (name) => {
  const at = staged(name);

  test('passes axe in the applicant’s popup by day and night: at the beginning, with lists, in both roles', async () => {
    const stage = at();
    await stage.tell('signOut');
    await stage.settings({ readPages: true });
    const first = await stage.popup();
    const faults = () => axeFaultsInBothThemes(stage, first.tab);
    await first.says(ru('applicant_first'));
    expect(await faults()).toEqual([]);
    const fill = () => hold(stage, applicant, negotiations);
    await fill();
    await first.says('Пекарь');
    await first.press('Digit4');
    await first.says(ru('applicant_no_vacancy'));
    await first.says(ru('applicant_closed'));
    expect(await faults()).toEqual([]);
    await stage.signIn();
    await first.says(ru('role_candidates'));
    await first.click(ru('role_mine'));
    // Some time after a sign-in the extension forgets whose negotiations they were.
    await until('the negotiations again', async () => {
      await fill();
      return (await first.text())?.includes('Пекарь');
    });
    expect(await faults()).toEqual([]);
    const options = await stage.settingsPage('applicant');
    await options.says(ru('options_seek_fetch'));
    expect(await axeFaultsInBothThemes(stage, options.tab, { whole: true })).toEqual([]);
  });

  test('reaches everything on the welcome page and the applicant’s own by Tab, and shows the focus', async () => {
    const stage = at();
    await stage.tell('signOut');
    const welcome = await stage.own('welcome.html');
    await welcome.says(ru('welcome_connect'));
    expect(await axeFaultsInBothThemes(stage, welcome.tab, { whole: true })).toEqual([]);
    expect(await walkFaults(welcome)).toEqual([]);
    await welcome.click(ru('popup_seek'));
    await welcome.says(ru('welcome_allow'));
    expect(await walkFaults(welcome)).toEqual([]);
    await stage.settings({ readPages: true });
    const mine = await stage.own('inbox.html?page=applicant');
    // Some time after a sign-out the extension forgets whose negotiations they were.
    await until('the negotiations', async () => {
      await hold(stage, applicant, negotiations);
      return (await mine.text())?.includes('Пекарь');
    });
    expect(await axeFaultsInBothThemes(stage, mine.tab, { whole: true })).toEqual([]);
    expect(await walkFaults(mine)).toEqual([]);
    await mine.click('Пекарь');
    await mine.says(ru('back_put'));
    expect(await axeFaultsInBothThemes(stage, mine.tab, { whole: true })).toEqual([]);
    expect(await walkFaults(mine)).toEqual([]);
  });

  test('passes axe when signed out', async () => {
    const stage = at();
    await stage.tell('signOut');
    const popup = await stage.popup();
    await popup.says(ru('popup_hire'));
    expect(await axeFaults(popup.tab)).toEqual([]);
  });
});
