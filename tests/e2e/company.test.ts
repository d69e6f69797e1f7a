import { describe, expect, test } from 'vitest';
import { vacancyIds } from '../../sandbox/index.ts';
import { until } from './browser.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';

import { ru } from './words.ts';

describe.each(browsers)('the company’s page in %s', (name) => {
  const at = staged(name, { undoSeconds: 1, viewport: { width: 1400, height: 860 } });

  async function companyPage() {
    const inbox = await at().inbox(`vacancy=${vacancyIds.chiefAccountant}`);
    await inbox.click(ru('company_title'));
    await inbox.says(ru('company_mine'));
    return inbox;
  }

  test('reads numbers, people and rights without side effects, each part when it is opened', async () => {
    const stage = at();
    const mark = stage.ledger.traces();
    const page = await companyPage();
    await page.says(ru('company_visitors'));
    expect(stage.ledger.count('get-mail-templates')).toBe(0);
    for (const [part, words] of [
      ['company_templates', 'Отказ после отклика'],
      ['company_managers', 'Белов Глеб Андреевич'],
      ['company_accounts', ru('company_account_current')],
      ['company_rights', ru('company_services')],
      ['company_addresses', 'Москва'],
    ] as const) {
      await page.click(ru(part));
      await page.says(words);
    }
    await page.click(ru('company_visitors_show'));
    await page.says(/\d+ соискател/);
    expect(stage.ledger.traces()).toBe(mark);
  });

  test('is left by Esc, and the response that has waited longest opens', async () => {
    const clicked = await companyPage();
    await clicked.press('Escape');
    await until('left', async () => !(await clicked.tab.url()).includes('page=company'));
    const page = await companyPage();
    await page.click('Петрова Инна Сергеевна');
    await until('opened', async () => (await page.tab.url()).includes('negotiation='));
    await page.tab.goto(at().browser.pageUrl('inbox.html?page=company'));
    await page.says(ru('company_mine'));
    await page.press('Escape');
    await until('left', async () => !(await page.tab.url()).includes('page=company'));
  });

  test('changes a template for the whole company, after the warning and the undo window', async () => {
    const stage = at();
    const page = await companyPage();
    await page.click(ru('company_templates'));
    await page.click('Отказ после отклика');
    await page.click(ru('company_template_edit'));
    await page.says(ru('company_template_warning'));
    await page.fill(ru('company_template_text', 'Отказ после отклика'), 'Спасибо, [Name]');
    await page.click(ru('company_template_save'));
    await until(
      'changed',
      () => stage.world.mailTemplates.get('discard_after_response')?.text === 'Спасибо, [Name]',
    );
  });
});
