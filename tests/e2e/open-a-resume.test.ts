import { describe, expect, test } from 'vitest';
import { type LedgerMark, vacancyIds } from '../../sandbox/index.ts';
import { until } from './browser.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import { type Surface, sendKey } from './surface.ts';
import { ru, ruPlural } from './words.ts';

const first = 'Отказано 4 месяца назад';

/** How many panels of ours are in this page, and how much of anything else that we could have left. */
const leftovers = (panel: Surface) =>
  panel.tab.evaluate(
    () => ({
      panels: document.querySelectorAll('otklik-panel').length,
      onBody: [...document.body.children].map((one) => one.localName).filter((one) => one.includes('-'))
        .length,
    }),
    null,
  );

const letterHas = (panel: Surface, words: string) =>
  until('the letter', async () => (await panel.value(ru('action_letter')))?.includes(words));

/** Follows a link on hh's own page by an in-app navigation. */
async function followInApp(panel: Surface, href: string): Promise<void> {
  const marked = await panel.tab.evaluate((wanted) => {
    const link = [...document.querySelectorAll('a[data-in-app]')].find((one) =>
      one.getAttribute('href')?.includes(wanted),
    );
    if (!(link instanceof HTMLElement)) return false;
    document.documentElement.dataset.same = 'yes';
    link.click();
    return true;
  }, href);
  if (!marked) throw new Error(`No link to ${href}`);
}

const sameDocument = (panel: Surface) =>
  panel.tab.evaluate(() => document.documentElement.dataset.same === 'yes', null);

describe.each(browsers)('the panel on hh’s page of a resume, in %s', (name) => {
  const at = staged(name, { sameWorld: true });

  test('says at once what contact the company has had with this person', async () => {
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says(first);
    await panel.says(ruPlural('count_vacancies', 3));
    // The notes are drawn last.
    const text = await panel.says('Сильная по налогам. Отказали только из-за графика.');
    expect(text).toContain('«Бухгалтер», с письмом');
    expect(text).toContain(ru('quoted', 'Главный бухгалтер'));
    expect(text).toContain(ru('panel_test', 92));
    // Each vacancy is one line, which opens.
    await panel.click('Главный бухгалтер');
    await panel.click('Финансовый контролёр');
    await panel.says(ru('history_foreign'));
    const links = () =>
      panel.run((root) => [...(root?.querySelectorAll('a') ?? [])].map(({ href }) => href), null);
    // Another manager's vacancy cannot be opened, so it has no link.
    await expect.poll(links).toEqual([`https://hh.ru/vacancy/${vacancyIds.chiefAccountant}`]);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('appears on hh’s sister sites, too, and hh uses the names of that site', async () => {
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    const sites = (before: LedgerMark) => {
      const { requests } = stage.ledger.since(before);
      const read = requests.find(({ operation }) => operation === 'get-resume-negotiations-history');
      expect(read?.host ?? 'api.hh.ru').toBe('api.hh.ru');
      return read?.query.host;
    };
    // The addresses of the others are tested in `utils/hh/pages.test.ts`.
    for (const host of ['hh.ru', 'tashkent.hh.uz', 'rabota.by', 'headhunter.ge']) {
      const panel = await stage.resume(id, { host });
      await panel.says(first);
      const before = stage.ledger.mark();
      await panel.click(ru('common_refresh'));
      await until('read again', () => sites(before));
      expect(sites(before)).toEqual([host.split('.').slice(-2).join('.')]);
      await panel.tab.close();
    }
  });

  test('needs neither vacancyId nor t', async () => {
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'), { withHints: false });
    await panel.says(first);
    await panel.says(ru('quoted', 'Главный бухгалтер'));
  });

  test('follows the page from list to resume, to the next resume and back, and leaves nothing behind', async () => {
    const stage = at();
    const { world } = stage;
    const long = world.negotiation(stage.negotiationOf('Константинопольский'));
    const petrova = world.negotiation(stage.negotiationOf('Петрова'));
    const panel = await stage.page(
      `https://hh.ru/employer/vacancyresponses?vacancyId=${vacancyIds.chiefAccountant}`,
    );
    expect(await leftovers(panel)).toEqual({ panels: 0, onBody: 0 });
    await followInApp(panel, petrova.resumeHash);
    await panel.says(first);
    await panel.tab.evaluate(() => history.back(), null);
    await until('gone', async () => (await leftovers(panel)).panels === 0);
    await until('the list', () =>
      panel.tab.evaluate((hash) => document.body.innerHTML.includes(hash), long.resumeHash),
    );
    await followInApp(panel, long.resumeHash);
    await panel.says(ru('verdict_only_now'));
    expect(await panel.text()).not.toContain('Отказано');
    await panel.tab.evaluate(() => history.back(), null);
    await until('gone', async () => (await leftovers(panel)).panels === 0);
    expect(await leftovers(panel)).toEqual({ panels: 0, onBody: 0 });
    expect(await sameDocument(panel)).toBe(true);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('appears neither on other pages of hh nor in a print view', async () => {
    const stage = at();
    const petrova = stage.world.resumeUrl(stage.negotiationOf('Петрова'));
    for (const url of ['https://hh.ru/employer/vacancies', 'https://hh.ru/chat', `${petrova}&print=true`]) {
      const page = await stage.page(url);
      expect(await leftovers(page)).toEqual({ panels: 0, onBody: 0 });
    }
  });

  test('says in the composer why hh takes no messages', async () => {
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Бойко'));
    await panel.click(ru('panel_chat'));
    await panel.says(ru('off_disabled_by_employer'));
    expect(await panel.value(ru('composer_label'))).toBeNull();
  });
});

describe.each(browsers)('the panel of one resume, in %s', (name) => {
  const at = staged(name, { undoSeconds: 1 });

  test('says which part of the history hh does not give, with the next step, and shows the rest', async () => {
    const stage = at();
    const remove = stage.faults.add({
      match: { operation: 'get-resume-negotiations-history' },
      kind: 'status',
      status: 403,
      body: { errors: [{ type: 'api_access_payment', value: 'action_must_be_payed' }] },
    });
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says(ru('problem_no_paid_access'));
    await panel.says(ru('quoted', 'Главный бухгалтер'));
    remove();
    await panel.click(ru('common_refresh'));
    await panel.says(first);
  });

  test('shows a first contact, a deleted resume and an unknown one', async () => {
    const stage = at();
    const vera = [...stage.world.resumes.values()].find(({ lastName }) => lastName === 'Крылова');
    const contact = await stage.page(`https://hh.ru/resume/${vera?.hash}`);
    await contact.says(ru('verdict_first'));
    const gone = [...stage.world.negotiations.values()].find(
      ({ resumeHash }) => stage.world.resume(resumeHash).deleted,
    );
    if (!gone) throw new Error('The small world has a deleted resume');
    const deleted = await stage.resume(gone.id);
    // hh no longer gives its history, and only that would tell that the negotiation belongs to this resume.
    await deleted.says(ru('problem_not_found'));
    const unknown = await stage.page(`https://hh.ru/resume/8706c4eaff0a0a0a0a0039ed1f3838724c5341`);
    await unknown.says(
      new RegExp(`${ru('problem_resume_not_found')}|${ru('problem_not_found')}|${ru('verdict_first')}`),
    );
    expect(stage.ledger.traces()).toBe(0);
  });

  test('shows one state and a next step if nothing can be read', async () => {
    const stage = at();
    stage.faults.add({ match: { host: 'api.hh.ru' }, kind: 'status', status: 500 });
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says(ru('problem_server_error'));
    stage.faults.clear();
    await panel.click(ru('next_retry'));
    await panel.says(first);
  });

  test('says when nobody is signed in, and reads nothing', async () => {
    const stage = at();
    await stage.tell('signOut');
    const before = stage.ledger.mark();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says(ru('panel_signed_out'));
    // Signing out revokes the token in the background.
    const asked = stage.ledger.since(before).requests.filter(({ host }) => host === 'api.hh.ru');
    expect(asked.filter(({ operation }) => operation !== 'invalidate-token')).toEqual([]);
    await stage.signIn();
    await panel.tab.goto(stage.world.resumeUrl(stage.negotiationOf('Петрова')));
    await panel.says(first);
  });

  test('marks as new what happened since the last look, but not what I do now', async () => {
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    const panel = await stage.resume(id);
    await panel.says(first);
    await panel.says(ru('history_title'));
    expect(await panel.text()).not.toContain(ru('history_new'));
    // A day later, after a colleague has worked on it.
    await stage.inside(async () => {
      const { looks } = await chrome.storage.local.get<{
        looks: { value: Record<string, Record<string, number>> };
      }>('looks');
      for (const look of Object.values(looks.value))
        for (const name of Object.keys(look)) look[name] = (look[name] ?? 0) - 86_400_000;
      await chrome.storage.local.set({ looks });
    }, null);
    const negotiation = stage.world.negotiation(id);
    negotiation.stageId = 'consider';
    const lately = stage.world.now() - 3 * 3_600_000;
    negotiation.changes.push({ at: lately, stageId: 'consider', withMessage: false });
    await panel.click(ru('common_refresh'));
    await panel.says(ru('panel_news', 'вчера', 1));
    const said = async (words: string) => ((await panel.text()) ?? '').split(words).length - 1;
    await panel.click('Главный бухгалтер');
    await expect.poll(() => said(ru('history_new'))).toBe(1);
    const refusals = await said('Отказано');
    await panel.click('Отказ');
    await letterHas(panel, 'Инна');
    await panel.press(sendKey);
    await until('hh knows', () => stage.ledger.effects.stateChanges.length === 1);
    await until('shown', async () => (await said('Отказано')) > refusals);
    expect(await said(ru('history_new'))).toBe(1);
  });

  test('stays closed once closed, and gives the verdict on its tab', async () => {
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    const panel = await stage.resume(id);
    await panel.says(first);
    await panel.click(ru('panel_close'));
    await panel.says(/отказ\s+4 мес/);
    expect(await panel.count('.panel')).toBe(0);
    await panel.tab.goto(stage.world.resumeUrl(id));
    await panel.says(/отказ\s+4 мес/);
    expect(await panel.count('.panel')).toBe(0);
    await panel.click(ru('panel_open', first));
    await panel.says(ru('quoted', 'Главный бухгалтер'));
    await stage.settings({ panelOpen: true });
  });

  test('appears in the page’s own column if told to', async () => {
    const stage = at();
    await stage.settings({ placement: 'inline' });
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says(first);
    const next = await panel.tab.evaluate(
      () => document.querySelector('otklik-panel')?.nextElementSibling?.getAttribute('data-qa'),
      null,
    );
    expect(next).toBe('resume-history-sidebar-container');
  });

  test('shows the same in two tabs of one resume', async () => {
    const stage = at();
    const id = stage.negotiationOf('Петрова');
    const one = await stage.resume(id);
    await one.says(first);
    const other = await stage.resume(id);
    await other.says(first);
    await other.click('Отказ');
    await letterHas(other, 'Инна');
    await other.press(sendKey);
    await until('hh knows', () => stage.ledger.effects.stateChanges.length === 1);
    await until('both', async () => ((await one.text()) ?? '').split(/отказано/i).length > 3);
  });
});
