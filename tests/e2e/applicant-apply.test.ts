import { describe, expect, test } from 'vitest';
import { applicantVacancies } from '../../sandbox/index.ts';
import { ownResumes } from '../../sandbox/world/applicant.ts';
import { until } from './browser.ts';
import { minePage, writes } from './seeking.ts';
import { settled, stateOf } from './settled.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { type Surface, sendKey } from './surface.ts';
import { type Key, ru } from './words.ts';

const apply = { operation: 'apply-to-vacancy' };
const letter = 'Здравствуйте! Двенадцать лет в отчётности, готова рассказать.';

/** Opens the form for a vacancy, and fills in a letter. */
async function form(stage: Stage, vacancy: keyof typeof applicantVacancies, text = letter): Promise<Surface> {
  const page = await minePage(stage, `show=apply&vacancy=${applicantVacancies[vacancy]}`);
  await page.says(ru('applicant_apply_resume'));
  if (text) await page.fill(label(vacancy), text);
  return page;
}
const label = (vacancy: string) =>
  ru(vacancy === 'letterRequired' ? 'applicant_apply_letter_required' : 'applicant_apply_letter');

/** The target of the link with these words. */
const linkOf = (page: Surface, words: Key) =>
  page.run(
    (root, given) =>
      [...(root?.querySelectorAll('a') ?? [])].find(({ textContent }) => textContent === given)?.href ?? null,
    ru(words),
  );

/** The text of the letter in the form. */
const written = (page: Surface): Promise<string | undefined> =>
  page.run((root) => root?.querySelector<HTMLTextAreaElement>('.panel textarea')?.value, null);

describe.each(browsers)('an applicant’s response in %s', (name) => {
  const at = staged(name, {
    world: { kind: 'applicant', applicantApi: true },
    undoSeconds: 1,
    viewport: { width: 1400, height: 860 },
  });

  test('sends a response with a letter once and lists it; keeps the letter if it is undone', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const page = await form(stage, 'open');
    await page.press(sendKey);
    await page.says(ru('undo_take_back'));
    await page.press('KeyZ');
    await page.saysNoMore(ru('undo_take_back'));
    expect(writes(stage)).toBe(0);
    await stage.settings({ undoSeconds: 1 });
    await page.tab.goto(await page.tab.url());
    await page.fill(ru('applicant_apply_address'), `https://hh.ru/vacancy/${applicantVacancies.open}`);
    await page.press('Enter');
    await until('the letter', async () => (await written(page)) === letter);
    await page.click(label('open'));
    await page.press(sendKey);
    await until('hh knows', () => stage.ledger.effects.applied.length > 0);
    await settled(stage);
    await page.says('Финансовый аналитик');
    expect(stage.ledger.effects.applied.map((one) => one.letter)).toEqual([letter]);
    expect(writes(stage)).toBe(1);
    const popup = await stage.popup();
    await popup.says('Финансовый аналитик');
    const drafts = await stage.stored('drafts');
    expect(JSON.stringify(drafts)).not.toContain(letter);
  });

  test('says in advance what prevents a response: a letter, a test, the employer’s own site, a closed vacancy', async () => {
    const stage = at();
    const page = await form(stage, 'letterRequired', '');
    await page.click(label('letterRequired'));
    await page.press(sendKey);
    await page.says(ru('applicant_apply_letter_missing'));
    expect(await stateOf(stage)).toBe('');
    const show = async (vacancy: keyof typeof applicantVacancies, words: Key) => {
      const { tab } = page;
      await tab.goto(
        stage.browser.pageUrl(`inbox.html?page=applicant&show=apply&vacancy=${applicantVacancies[vacancy]}`),
      );
      await page.says(ru(words));
      expect(await written(page)).toBeFalsy();
    };
    await show('withTest', 'applicant_apply_test');
    expect(await linkOf(page, 'applicant_apply_on_hh')).toContain(applicantVacancies.withTest);
    await show('direct', 'applicant_apply_direct');
    expect(await linkOf(page, 'applicant_apply_site')).toBe('https://example.com/respond/vacancy');
    await show('closed', 'applicant_apply_archived');
    await show('archived', 'applicant_apply_archived');
    await show('deleted', 'problem_not_found');
    expect(stage.ledger.traces()).toBe(0);
  });

  test('says why hh refuses, sends nothing, and keeps the letter over a reload', async () => {
    const stage = at();
    const { world, ledger } = stage;
    await stage.settings({ undoSeconds: 0 });
    const refused = async (vacancy: keyof typeof applicantVacancies, problem: Key, change: () => void) => {
      const page = await form(stage, vacancy);
      change();
      await page.press(sendKey);
      await page.says(ru(problem));
      expect(JSON.stringify(await stage.stored('drafts'))).toContain(`apply:${applicantVacancies[vacancy]}`);
      expect(ledger.effects.applied).toEqual([]);
      return page;
    };
    // Changed in another tab, or by the employer, after the form was opened.
    const { open, again, anonymous, letterRequired } = applicantVacancies;
    await refused('again', 'problem_test_required', () => {
      world.vacancy(again).hasTest = true;
    });
    await refused('anonymous', 'problem_direct_vacancy', () => {
      Object.assign(world.vacancy(anonymous), { type: 'direct', responseUrl: 'https://example.com/' });
    });
    await refused('letterRequired', 'problem_already_applied', () => {
      for (const { hash } of ownResumes(world, world.applicant('applicant')))
        world.addResponse({ vacancyId: letterRequired, resumeHash: hash });
    });
    await stage.tell('signOut', true);
    await stage.signIn();
    const page = await refused('open', 'problem_limit_exceeded', () => {
      world.applicationsADay = 0;
    });
    await page.tab.goto(await page.tab.url());
    await page.says(ru('problem_limit_exceeded'));
    world.applicationsADay = 200;
    await page.click(ru('undo_retry'));
    await until('hh knows', () => ledger.effects.applied.length > 0);
    await settled(stage);
    expect(ledger.effects.applied.map(({ vacancyId }) => vacancyId)).toEqual([open]);
  });

  test('sends a response once although the worker is killed before, during and after sending', async () => {
    const stage = at();
    const once = async (vacancy: keyof typeof applicantVacancies) => {
      const of = () =>
        stage.ledger.effects.applied.filter((one) => one.vacancyId === applicantVacancies[vacancy]);
      await until('hh knows', () => of().length > 0);
      await settled(stage);
      expect(of()).toHaveLength(1);
    };
    await stage.settings({ undoSeconds: 8 });
    const before = await form(stage, 'open');
    await before.press(sendKey);
    await before.says(ru('undo_take_back'));
    await stage.browser.killWorker();
    expect(stage.ledger.effects.applied).toEqual([]);
    await once('open');
    // Killed right after sending.
    await stage.browser.killWorker();
    await stage.tell('flush');
    await once('open');
    await before.tab.close();

    await stage.settings({ undoSeconds: 0 });
    stage.faults.add({ match: apply, kind: 'delay', ms: 2000, times: 1 });
    const during = await form(stage, 'again');
    await during.press(sendKey);
    await until('hh has it', () => stage.faults.list.length === 0);
    await stage.browser.killWorker();
    await once('again');
    await during.saysNoMore(ru('undo_uncertain'));
  });

  test.each(['cut-before', 'cut-after'] as const)(
    'settles by a lookup and sends once, when the connection is %s the answer',
    async (kind) => {
      const stage = at();
      await stage.settings({ undoSeconds: 0 });
      stage.faults.add({ match: apply, kind, times: 1 });
      const page = await form(stage, 'open');
      await page.press(sendKey);
      await until('tried', () => stage.ledger.count('apply-to-vacancy') > 0);
      await settled(stage);
      expect(stage.ledger.effects.applied).toHaveLength(1);
      await page.says('Финансовый аналитик');
    },
  );
});
