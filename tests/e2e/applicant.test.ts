import { describe, expect, test } from 'vitest';
import { topicIds } from '../../sandbox/index.ts';
import { ownResumes } from '../../sandbox/world/applicant.ts';
import { until } from './browser.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { Surface } from './surface.ts';
import { ru, ruPlural } from './words.ts';

const vacancies = {
  invitation: 'Руководитель группы отчётности',
  refusal: 'Финансовый менеджер',
  fresh: 'Контролёр проектов',
  readSilent: 'Бухгалтер-аналитик',
  unreadSilent: 'Бухгалтер по МСФО',
};
const ofApi = ({ host }: { host: string }) => host === 'api.hh.ru';
const vacancyOf = ({ world }: Stage, id: string) => world.vacancy(world.negotiation(id).vacancyId);

/** The text of each row: «Контролёр проектов Не просмотрен Северный ветер · … 19 ноя». */
const rows = (popup: Surface): Promise<string[]> =>
  popup.run(
    (root) =>
      [...(root?.querySelectorAll('[data-stop]') ?? [])].map((row) =>
        [...row.querySelectorAll('.row > :not(.dot)')]
          .map((part) => part.textContent?.trim())
          .join(' ')
          .replace(/\u00a0/g, ' '),
      ),
    null,
  );
/** At first a list draws only the visible rows. */
const rowOf = (popup: Surface, vacancy: string): Promise<string> =>
  until(vacancy, async () => (await rows(popup)).find((row) => row.startsWith(vacancy)));

const countsOf = (popup: Surface): Promise<string[]> => popup.names('[role=tab]');

/** The requests of one poll. */
async function pollCosts(stage: Stage): Promise<string[]> {
  const mark = stage.ledger.mark();
  await stage.tell('refresh');
  return stage.ledger.since(mark).requests.map(({ operation }) => operation);
}

describe.each(browsers)('an applicant by the API in %s', (name) => {
  const at = staged(name, { world: { kind: 'applicant', applicantApi: true }, undoSeconds: 1 });

  test('signs in from the popup as an applicant, and has the answers at once', async () => {
    const stage = at();
    await stage.tell('signOut');
    await stage.tell('saveApplication', { clientId: 'APP', clientSecret: 'SECRET' });
    const popup = await stage.popup();
    await popup.says(ru('popup_seek'));
    await popup.click(ru('popup_seek_sign_in'));
    await popup.says(vacancies.invitation);
    const asked = stage.ledger.requests.find(({ path }) => path === '/oauth/authorize');
    expect(asked?.query.role).toEqual(['applicant']);
    await popup.says(ru('applicant_way_api', 2));
    await popup.says(ruPlural('applicant_answers', 5));
    await stage.badgeSays({ text: '5', title: ruPlural('badge_answers', 5) });
    expect(stage.ledger.traces()).toBe(0);
  });

  test('shows five lists with their counts; a row says how far the response is, and whether it was viewed', async () => {
    const stage = at();
    const popup = await stage.popup();
    await popup.says(vacancies.readSilent);
    // For a stage that nobody knew, it is unknown whether the response waits.
    await expect
      .poll(() => countsOf(popup))
      .toEqual([
        'Новое 5',
        expect.stringMatching(/^Ждут [56]\+$/),
        expect.stringMatching(/^Молчат [56]\+$/),
        'Все 25',
        // Silent responses to follow up.
        `${ru('applicant_tab_back')} 4`,
      ]);
    const shown = await rows(popup);
    // Those that wait for me come first, and those with news before those that wait for others.
    expect(
      shown.slice(0, 6).map((row) => row.replace(/(Приглашение|Отказ|Есть|Предл|Собес).*/s, '$1')),
    ).toEqual([
      'Руководитель группы отчётности Приглашение',
      'Главный контролёр Предл',
      'Финансовый партнёр бизнеса Приглашение',
      'Заместитель финансового директора Собес',
      'Финансовый менеджер Отказ',
      'Расчётчик Есть',
    ]);
    expect(await rowOf(popup, vacancies.fresh)).toContain(`${ru('applicant_chip_unread')} Северный ветер`);
    expect(await rowOf(popup, 'Бухгалтер в закрытый отдел')).toContain(ru('applicant_chip_read'));
    expect(await rowOf(popup, vacancies.readSilent)).toContain(ruPlural('applicant_chip_read_silent', 9));
    expect(await rowOf(popup, vacancies.unreadSilent)).toContain(
      ruPlural('applicant_chip_unread_silent', 12),
    );
    await popup.press('Digit4');
    await popup.says('Бухгалтер на полдня');
    await expect.poll(() => rows(popup)).toHaveLength(25);
    // An unknown word of hh's is not shown.
    expect(await rowOf(popup, 'Стажёр казначейства')).toContain(ru('applicant_other_stage'));
    expect(await rowOf(popup, 'Экономист')).toContain(ru('applicant_chip_archived'));
    expect(await rowOf(popup, 'Кассир')).toContain(ru('applicant_chip_hidden'));
    expect(await rowOf(popup, ru('applicant_no_vacancy'))).toContain(ru('applicant_no_employer'));
    await popup.press('Digit3');
    await popup.saysNoMore('Кассир');
    await expect.poll(async () => [5, 6].includes((await rows(popup)).length)).toBe(true);
    await popup.press('Digit5');
    await until('its four', async () => (await rows(popup)).length === 4);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('walks, searches and opens by keyboard, and says the effect of a key in advance', async () => {
    const stage = at();
    const popup = await stage.popup();
    await popup.says(vacancies.readSilent);
    const on = (words: string) => until(`on ${words}`, async () => (await popup.focused()).includes(words));
    await on(vacancies.invitation);
    await popup.press('KeyJ');
    await on('Главный контролёр');
    await popup.says(ru('applicant_effect_inbox'));
    await popup.press('KeyK');
    await on(vacancies.invitation);
    await popup.press('Slash');
    await popup.tab.type('редкая мсфо');
    await popup.saysNoMore(vacancies.readSilent);
    await expect.poll(() => rows(popup)).toHaveLength(1);
    await popup.press('Escape');
    await popup.says(vacancies.readSilent);
    await popup.tab.type('jjkk');
    await popup.says(ru('popup_not_found', 'jjkk'));
    await popup.click(ru('popup_clear'));
    await popup.click(vacancies.refusal);
    // The opened row is higher than the list: a key acts only on what is visible.
    await popup.press('KeyK');
    await popup.press('KeyJ');
    await on(vacancies.refusal);
    const { length } = await stage.browser.urls();
    await popup.press('KeyV');
    const url = `https://hh.ru/vacancy/${vacancyOf(stage, topicIds.refusal).id}`;
    await until('the vacancy', async () => (await stage.browser.urls()).includes(url));
    await popup.tab.front();
    await popup.click(vacancies.refusal);
    // The popup is closed before the key is released.
    await popup.press('Enter').catch(() => {});
    await until('our page', async () =>
      (await stage.browser.urls()).some((one) =>
        one.includes(`page=applicant&negotiation=${topicIds.refusal}`),
      ),
    );
    expect((await stage.browser.urls()).length - length).toBeLessThanOrEqual(2);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('learns by a poll what employers did: one or two requests without news, at most five with', async () => {
    const stage = at();
    const { employer } = stage.world;
    const popup = await stage.popup();
    await popup.says(vacancies.readSilent);
    await stage.tell('refresh');
    expect((await pollCosts(stage)).length).toBeLessThanOrEqual(2);

    employer.reads(topicIds.fresh);
    expect((await pollCosts(stage)).length).toBeLessThanOrEqual(5);
    await until('read', async () =>
      (await rowOf(popup, vacancies.fresh)).includes(`${ru('applicant_chip_read')} `),
    );
    await stage.badgeSays({ text: '5' });

    employer.refuses(topicIds.readSilent, 'Спасибо, мы выбрали другого.');
    employer.invites(topicIds.unreadSilent);
    employer.says(topicIds.called, 'second_trial');
    expect((await pollCosts(stage)).length).toBeLessThanOrEqual(5);
    await stage.badgeSays({ text: '7', title: ruPlural('badge_answers', 7) });
    await popup.says(ruPlural('applicant_answers', 7));
    await expect
      .poll(() => countsOf(popup))
      .toEqual([
        'Новое 7',
        expect.stringMatching(/^Ждут \d\+$/),
        expect.stringMatching(/^Молчат \d\+$/),
        'Все 25',
        // One less, a moment after it was read.
        expect.stringMatching(new RegExp(`^${ru('applicant_tab_back')} [34]$`)),
      ]);
    await expect
      .poll(async () => (await rows(popup)).slice(0, 2).join())
      .toMatch(/Бухгалтер по МСФО Приглашение|Бухгалтер-аналитик Отказ/);
    await expect.poll(() => rowOf(popup, vacancies.readSilent)).toContain('Отказ');
    await expect.poll(() => rowOf(popup, vacancies.unreadSilent)).toContain('Приглашение');
    expect(await popup.text()).not.toMatch(/second_trial|probation/);

    // A closed vacancy, and one that hh no longer shows: only its name is left.
    employer.archives(topicIds.fresh);
    employer.deletes(topicIds.muted);
    await stage.tell('refresh');
    await until('over', async () => !/Контролёр проектов|закрытый отдел/.test((await rows(popup)).join()));
    await popup.press('Digit4');
    await popup.says(vacancies.fresh);
    for (const vacancy of [vacancies.fresh, 'Бухгалтер в закрытый отдел'])
      await expect.poll(() => rowOf(popup, vacancy)).toContain(ru('applicant_chip_archived'));
    expect(stage.ledger.traces()).toBe(0);
  });

  test('causes no side effect in an hour of polls, popups and pages', async () => {
    const stage = at();
    const { employer } = stage.world;
    employer.looks(stage.world.applicant('applicant'), null);
    // Every five minutes.
    for (let poll = 0; poll < 12; poll++) {
      if (poll % 7 === 3) employer.writes(topicIds.question, `Есть вопрос ${poll}`);
      if (poll === 11) employer.offers(topicIds.interview);
      await stage.tell('refresh');
    }
    const popup = await stage.popup();
    await popup.says(vacancies.readSilent);
    for (const tab of ['Digit2', 'Digit3', 'Digit4', 'Digit5', 'Digit1', 'KeyJ', 'KeyJ', 'KeyK'])
      await popup.press(tab);
    const page = await stage.inbox('page=applicant');
    await page.says(vacancies.readSilent);
    await page.press('KeyJ');
    await page.press('Enter');
    await page.says(ru('applicant_timeline'));
    for (let step = 0; step < 6; step++) await page.press('KeyJ');
    await page.click(ru('applicant_place_resumes'));
    await page.says(ru('applicant_views_effect'));
    expect(stage.ledger.traces()).toBe(0);
    const writing = stage.ledger.requests.filter((request) => ofApi(request) && request.method !== 'GET');
    const operations = writing.map(({ operation }) => operation);
    // The token of the previous world may be revoked in the background.
    expect(operations.filter((operation) => operation !== 'invalidate-token')).toEqual([]);
    await stage.badgeSays({ text: '6' });
  });

  test('shows markup, bidirectional text and a name of 5,000 characters as text in its place', async () => {
    const stage = at();
    const evil = '<img src=x onerror="document.title=`owned`"><script>document.title="owned"</script>';
    vacancyOf(stage, topicIds.invitation).name = evil;
    vacancyOf(stage, topicIds.refusal).name = `\u202Eгпж.exe ${'Я'.repeat(5000)}`;
    const { employers } = stage.world;
    const employer = employers.get(vacancyOf(stage, topicIds.fresh).employerId);
    if (employer) employer.name = `${evil} ${'Щ'.repeat(5000)}`;
    stage.world.employer.says(topicIds.called, evil);
    for (const resume of ownResumes(stage.world, stage.world.applicant('applicant'))) resume.title = evil;
    await stage.tell('refresh');
    for (const page of ['popup.html', 'inbox.html?page=applicant']) {
      const tab = await stage.newTab();
      await tab.goto(stage.browser.pageUrl(page));
      const surface = new Surface(tab, 'page');
      await surface.says('<img src=x onerror=');
      await surface.says('ЩЩЩ');
      expect(await surface.count('img, #app script')).toBe(0);
      expect(await tab.evaluate(() => document.title, null)).not.toBe('owned');
      const { wide, room, rows } = await tab.evaluate(
        () => ({
          wide: document.documentElement.scrollWidth,
          room: document.documentElement.clientWidth,
          rows: [...document.querySelectorAll('.item, .resp')].map((row) => row.clientHeight),
        }),
        null,
      );
      expect(wide).toBeLessThanOrEqual(room);
      expect(Math.max(...rows)).toBeLessThan(200);
    }
  });

  test('says what will be listed when there is nothing yet, and shows no number', async () => {
    const stage = at();
    const { world } = stage;
    for (const { hash } of ownResumes(world, world.applicant('applicant')))
      world.negotiationsOfResume.set(hash, []);
    // What was stored is removed once hh's whole list has shown none of it.
    await stage.tell('signOut');
    await stage.signIn();
    const popup = await stage.popup();
    await popup.says(ru('applicant_empty_new'));
    await popup.says(ru('applicant_no_answers'));
    await popup.press('Digit4');
    await popup.says(ru('applicant_empty_all'));
    await stage.badgeSays({ text: '', title: ru('badge_nothing') });
  });

  test('shows the first of a thousand at once, how many are still to be loaded, and can reach each', async () => {
    const stage = at();
    await stage.reset({ world: { kind: 'applicant', applicantApi: true, applicantNegotiations: 1000 } });
    const popup = await stage.popup();
    await popup.says(vacancies.invitation);
    await popup.press('Digit4');
    await popup.says(/Загружено 250 из 1\s000/);
    // One click loads all, page by page, and another one stops that.
    const held = async (): Promise<number> =>
      Object(Reflect.get(Object(await stage.stored('applicant')), 'counts')).all;
    await popup.click(ru('applicant_part_all'));
    await until('a page more', async () => (await held()) > 250);
    await popup.click(ru('applicant_part_stop'));
    await popup.says(ru('applicant_part_all'));
    expect(await held()).toBeLessThan(1000);
    await popup.click(ru('applicant_part_all'));
    await until('all', async () => (await held()) === 1000, { timeout: 90_000 });
    await popup.says(/Все\s1 000/);
    await popup.saysNoMore(/Загружено/);
    expect(await popup.count('[data-stop]')).toBeLessThan(120);
    await popup.press('End');
    await until('the last', async () => (await popup.focused()) !== '');
    expect(stage.ledger.traces()).toBe(0);
  });
});
