import { describe, expect, test } from 'vitest';
import { type Applicant, emptyApplicant } from '../../utils/domain/applicant/applicant.ts';
import { headOf, negotiationOf } from '../../utils/domain/applicant/testing.ts';
import { asId, type VacancyId } from '../../utils/ids.ts';
import { hold } from './applicant-held.ts';
import { axeFaults } from './axe.ts';
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

const themes = ['day', 'night'] as const;

/** The panel again, in an open root on an empty page: axe does not come into a closed one. */
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

describe.each(browsers)('for everyone, in %s', (name) => {
  const at = staged(name, { sameWorld: true });

  test.each(themes)('the popup by %s: lists, form, help', async (theme) => {
    const stage = at();
    await stage.settings({ theme });
    const popup = await stage.popup();
    await popup.says('Петрова Инна Сергеевна');
    expect(await axeFaults(popup.tab, { theme })).toEqual([]);
    await popup.press('KeyR');
    await until('the form', async () => (await popup.value(ru('action_letter'))) !== null);
    expect(await axeFaults(popup.tab, { theme })).toEqual([]);
    await popup.press('Escape');
    await popup.press('Digit2');
    await popup.says('Ким Светлана');
    expect(await axeFaults(popup.tab, { theme })).toEqual([]);
    await popup.click(ru('popup_hint_keys'));
    await popup.says(ru('popup_help'));
    expect(await axeFaults(popup.tab, { theme })).toEqual([]);
  });

  test.each(themes)('the options by %s', async (theme) => {
    const stage = at();
    await stage.settings({ theme });
    const options = await stage.settingsPage();
    await options.says('Орлова Марина Викторовна');
    expect(await axeFaults(options.tab, { theme })).toEqual([]);
    for (const subject of ['counting', 'work', 'data', 'about'] as const) {
      await options.click(ru(`options_${subject}_title`));
      expect(await axeFaults(options.tab, { theme })).toEqual([]);
    }
  });

  test('everything in the popup and in the options is reached by the Tab key, is seen to be, and fits', async () => {
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

  test.each(themes)('the panel by %s: verdict, form, conversation, keys', async (theme) => {
    const stage = at();
    await stage.settings({ theme });
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says('Сильная по налогам');
    expect(await axeFaults(await opened(stage, panel), { theme })).toEqual([]);
    await panel.tab.front();
    await panel.click(ru('panel_chat'));
    await until('the composer', async () => (await panel.value(ru('composer_label'))) !== null);
    await panel.click('Отказ');
    await until('the template', async () => (await panel.value(ru('action_letter')))?.includes('Инна'));
    expect(await axeFaults(await opened(stage, panel), { theme })).toEqual([]);
    // By hh's own names, over the panel; Esc closes them, and the keys are the panel's again.
    await panel.tab.front();
    await panel.click(ru('popup_help'));
    await panel.says(ru('key_named', 'Телефонное интервью'));
    await panel.says(ru('panel_key_close'));
    expect(await axeFaults(await opened(stage, panel), { theme })).toEqual([]);
    await panel.tab.front();
    await panel.press('Escape');
    await until('closed', async () => (await panel.count('dialog')) === 0);
    await expect.poll(() => panel.count('.panel:focus')).toBe(1);
  });

  test('everything in the panel can be reached by the Tab key, and is seen to be', async () => {
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

describe.each(browsers)('for everyone who is not signed in, in %s', (name) => {
  const at = staged(name);

  test.each(themes)('the applicant’s popup by %s: before anything, lists, both halves', async (theme) => {
    const stage = at();
    await stage.tell('signOut');
    await stage.settings({ theme, readPages: true });
    const first = await stage.popup();
    await first.says(ru('applicant_first'));
    expect(await axeFaults(first.tab, { theme })).toEqual([]);
    const fill = () => hold(stage, applicant, negotiations);
    await fill();
    await first.says('Пекарь');
    await first.press('Digit4');
    await first.says(ru('applicant_no_vacancy'));
    await first.says(ru('applicant_closed'));
    expect(await axeFaults(first.tab, { theme })).toEqual([]);
    await stage.signIn();
    await first.says(ru('role_candidates'));
    await first.click(ru('role_mine'));
    // A sign-in forgets whose negotiations they were, some time after it.
    await until('the negotiations again', async () => {
      await fill();
      return (await first.text())?.includes('Пекарь');
    });
    expect(await axeFaults(first.tab, { theme })).toEqual([]);
    const options = await stage.settingsPage('applicant');
    await options.says(ru('options_seek_fetch'));
    expect(await axeFaults(options.tab, { whole: true, theme })).toEqual([]);
  });

  test('signed out, all the same', async () => {
    const stage = at();
    await stage.tell('signOut');
    const popup = await stage.popup();
    await popup.says(ru('popup_hire'));
    expect(await axeFaults(popup.tab)).toEqual([]);
  });
});
