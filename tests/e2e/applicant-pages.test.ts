import { describe, expect, test } from 'vitest';
import { applicantVacancies, type Spoil, topicIds } from '../../sandbox/index.ts';
import { heldNegotiations, stored } from './applicant-held.ts';
import { until } from './browser.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import type { Surface } from './surface.ts';
import { type Key, ru, ruPlural } from './words.ts';

const list = 'https://hh.ru/applicant/negotiations';
const refused = 'Финансовый менеджер';
/** As a problem's one line says it; the rest stands behind its arrow. */
const unreadable = ru('problem_page_unreadable').split('. ')[0] ?? '';

const vacancyOf = (stage: Stage, negotiation: keyof typeof topicIds) =>
  `https://hh.ru/vacancy/${stage.world.negotiation(topicIds[negotiation]).vacancyId}`;

const holds = (stage: Stage, count: number) =>
  until(`${count} negotiations in the store`, async () => (await heldNegotiations(stage)).length === count);

/** Opts in, as a person does, in the options. */
async function optIn(stage: Stage, box: Key = 'options_seek_read'): Promise<Surface> {
  const options = await stage.settingsPage('applicant');
  await options.click(ru(box));
  await until('the opt-in', async () => Reflect.get(Object(await stage.stored('settings')), 'readPages'));
  return options;
}

/** As when a person comes back to a tab; tests have all of them in sight at once. */
const look = async ({ tab }: Surface) => {
  await tab.front();
  await tab.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')), null);
};

/** All that was asked of the worker is done, and what the page puts off until it is idle as well. */
async function settled(stage: Stage, { tab }: Surface): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    await tab.evaluate(() => new Promise<void>((done) => requestIdleCallback(() => done())), null);
    await stage.tell('wantsPage').catch(() => {});
  }
}

/** No request beyond the loads of tabs, and nothing that hh could notice. */
function expectOnlyLoads({ ledger }: Stage, loads: number): void {
  // The first is sent to the sign-in and back, for the cookie.
  const answered = ledger.listReads().filter(({ status }) => status === 200);
  expect(answered.map(({ by }) => by)).toEqual(Array.from({ length: loads }, () => 'load'));
  expect(ledger.count(({ host }) => host === 'api.hh.ru')).toBe(0);
  expect(ledger.traces()).toBe(0);
}

describe.each(browsers)('an applicant’s own page in %s', (name) => {
  const at = staged(name, { world: { kind: 'applicant' }, signedIn: false });

  test('opted in with the list open, it is read at once: badge and popup, at no request', async () => {
    const stage = at();
    await stage.page(list);
    await optIn(stage);
    await until('negotiations', async () => (await heldNegotiations(stage)).length > 10);
    const popup = await stage.popup();
    await popup.says(refused);
    await popup.says('Руководитель группы отчётности');
    const answers = async () => Number((await stage.badge()).text);
    await expect.poll(answers).toBeGreaterThan(1);
    await popup.says(ruPlural('applicant_answers', await answers()));
    expectOnlyLoads(stage, 1);
  });

  test('nothing is read of who has not opted in', async () => {
    const stage = at();
    const page = await stage.page(list);
    await settled(stage, page);
    expect(await heldNegotiations(stage)).toEqual([]);
    expect(await page.text()).toBeNull();
  });

  test('of the page nothing is stored but the negotiations: no account, telephone, token', async () => {
    const stage = at();
    await optIn(stage);
    await stage.page(list);
    await until('negotiations', async () => (await heldNegotiations(stage)).length > 10);
    const everything = await stored(stage);
    const { email, phone, lastName } = stage.world.applicant('applicant');
    expect(everything).toContain(refused);
    for (const secret of [email, phone, lastName, 'secret-xsrf-token', 'hhtoken'])
      expect(everything).not.toContain(secret);
  });

  test('what has gone stale by a move within the page is not taken, nor told again', async () => {
    const stage = at();
    await optIn(stage);
    const page = await stage.page(list);
    await until('negotiations', async () => (await heldNegotiations(stage)).length > 10);
    // The head follows on the database.
    const before = await until('the head', async () => {
      const head = await stage.stored('applicant');
      return Reflect.get(Object(head), 'freshAt') ? head : null;
    });
    const click = (selector: string) =>
      page.tab.evaluate((given) => document.querySelector<HTMLElement>(given)?.click(), selector);
    await click('[data-qa=negotiations-tab-discard]');
    await until('the tab', () => page.tab.evaluate(() => location.search.includes('DISCARD'), null));
    await settled(stage, page);
    await page.tab.evaluate(() => history.back(), null);
    await until('the first tab', () => page.tab.evaluate(() => location.search === '', null));
    await settled(stage, page);
    expect(await stage.stored('applicant')).toEqual(before);
    // The move is hh's own request; none is ours.
    expect(stage.ledger.listReads().every(({ by }) => by === 'load' || by === 'front')).toBe(true);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('come to from another page of hh without a load, the list holds no state of its own', async () => {
    const stage = at();
    await optIn(stage);
    const page = await stage.page(vacancyOf(stage, 'fresh'));
    await page.tab.evaluate(
      () => document.querySelector<HTMLElement>('[data-qa=mainmenu_applicantNegotiations]')?.click(),
      null,
    );
    await until('the list', () =>
      page.tab.evaluate(() => !!document.querySelector('[data-qa=negotiations-list]'), null),
    );
    await settled(stage, page);
    expect(await heldNegotiations(stage)).toEqual([]);
  });

  test('two tabs with different pages of the list add up', async () => {
    const stage = at();
    await stage.reset({ world: { kind: 'applicant', applicantNegotiations: 60 } });
    await optIn(stage);
    await stage.page(list);
    await holds(stage, 20);
    await stage.page(`${list}?page=1`);
    await holds(stage, 40);
    expectOnlyLoads(stage, 2);
  });

  test('another account in another tab: nothing of the first is shown any more', async () => {
    const stage = at();
    await optIn(stage);
    await stage.page(list);
    await until('negotiations', async () => (await heldNegotiations(stage)).length > 10);
    const vacancy = await stage.page(vacancyOf(stage, 'refusal'));
    await vacancy.says(ru('applicant_stage_discard'));

    stage.world.session.signIn('secondApplicant');
    await stage.page(list);
    const { userId } = stage.world.applicant('secondApplicant');
    await until('the second', async () =>
      (await heldNegotiations(stage)).every(({ owner }) => owner === userId),
    );
    const popup = await stage.popup();
    await popup.says(ru('applicant_tab_new'));
    expect(await popup.text()).not.toContain(refused);
    await look(vacancy);
    await until('no tab on the vacancy', async () => (await vacancy.text()) === null);
  });

  test('a page that is no list changes nothing: signed out, a captcha, a refusal, too many requests', async () => {
    const stage = at();
    await optIn(stage);
    await stage.page(list);
    await until('negotiations', async () => (await heldNegotiations(stage)).length > 10);
    const before = await heldNegotiations(stage);
    const { session } = stage.world;
    const tab = await stage.newTab();
    for (const gate of ['captcha', 'forbidden', 'too-many'] as const) {
      session.gate = gate;
      await tab.goto(list).catch(() => {});
    }
    session.gate = 'open';
    session.signOut();
    await tab.goto(list);
    await tab.close();
    const popup = await stage.popup();
    await popup.says(refused);
    expect(await heldNegotiations(stage)).toEqual(before);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('a state that cannot be read, or has drifted in every part, is calm; the next good one is read', async () => {
    const stage = at();
    await optIn(stage);
    const { session } = stage.world;
    const popup = await stage.popup();
    const spoils: Spoil[] = ['cut', 'shape', 'missing'];
    for (const spoil of spoils) {
      session.spoil = spoil;
      await settled(stage, await stage.page(list));
      await popup.says(unreadable);
    }
    session.spoil = 'none';
    session.drift = () => [null, { applicantNegotiations: 'x' }];
    await settled(stage, await stage.page(list));
    await popup.says(unreadable);
    expect(await heldNegotiations(stage)).toEqual([]);
    session.drift = null;
    await stage.page(list);
    await until('negotiations', async () => (await heldNegotiations(stage)).length > 10);
    await popup.saysNoMore(unreadable);
    expectOnlyLoads(stage, 5);
  });

  test.each<Spoil>(['huge', 'markup'])(
    'a state that is strange (%s) is read, and shown as text',
    async (spoil) => {
      const stage = at();
      await optIn(stage);
      stage.world.session.spoil = spoil;
      await stage.page(list);
      await until('negotiations', async () => (await heldNegotiations(stage)).length > 10);
      const popup = await stage.popup();
      await popup.says(ru('applicant_tab_new'));
      if (spoil === 'markup') await popup.says('<img src=x onerror=');
      expect(await popup.count('img, script:not([src])')).toBe(0);
      expectOnlyLoads(stage, 1);
    },
  );
});

describe.each(browsers)('my vacancy in %s', (name) => {
  const at = staged(name, { world: { kind: 'applicant' }, signedIn: false });

  const ready = async (stage: Stage) => {
    await optIn(stage);
    await stage.page(list);
    await until('negotiations', async () => (await heldNegotiations(stage)).length > 10);
  };

  test('a slim tab says my state for it; opens and closes by the keyboard alone', async () => {
    const stage = at();
    await ready(stage);
    const mark = stage.ledger.mark();
    const page = await stage.page(vacancyOf(stage, 'refusal'));
    await page.says(ru('applicant_stage_discard'));
    expect(await page.count('.tab')).toBe(1);
    await page.run((root) => root?.querySelector<HTMLElement>('.tab')?.focus(), null);
    await page.press('Enter');
    await page.says(/Отклик отправлен/);
    await page.says(/Ответ: /);
    await page.press('Escape');
    await until('the tab again', async () => (await page.count('.tab')) === 1);
    await expect.poll(() => page.focused()).toContain(ru('applicant_stage_discard'));
    await page.click(ru('panel_open', ru('applicant_stage_discard')));
    await page.click(ru('panel_close'));
    await until('closed by a click', async () => (await page.count('.tab')) === 1);
    // The page's own load is all that hh has heard.
    const { requests, traces } = stage.ledger.since(mark);
    const asked = requests.map(({ path }) => path).filter((path) => !/^\/(static|favicon)/.test(path));
    expect(asked).toEqual([new URL(await page.tab.url()).pathname]);
    expect(traces).toBe(0);
  });

  test('before I respond: that this employer refused me before, and that I do not want to try again', async () => {
    const stage = at();
    await ready(stage);
    const refused = await stage.page(vacancyOf(stage, 'bareRefusal'));
    await refused.says(ru('applicant_stage_discard'));
    await refused.run((root) => root?.querySelector<HTMLElement>('.tab')?.click(), null);
    await refused.click(ru('avoid_employer'));
    await refused.fill(ru('avoid_reason'), 'Не перезвонили');
    await refused.click(ru('avoid_put'));
    await refused.says('Не перезвонили');
    const mark = stage.ledger.mark();
    const page = await stage.page(`https://hh.ru/vacancy/${applicantVacancies.again}`);
    await page.says(ru('mark_tab_avoided'));
    await page.run((root) => root?.querySelector<HTMLElement>('.tab')?.click(), null);
    await page.says('Не перезвонили');
    await page.says('Этот работодатель уже отказал вам: «Контролёр»');
    const { requests, traces } = stage.ledger.since(mark);
    expect(
      requests.filter(({ path }) => path.startsWith('/vacancies') || path.startsWith('/employer')),
    ).toEqual([]);
    expect(traces).toBe(0);
  });

  test('what I responded to is put off there by the same key, and taken back; hh hears nothing', async () => {
    const stage = at();
    await ready(stage);
    const page = await stage.page(vacancyOf(stage, 'readSilent'));
    await page.says(ruPlural('applicant_chip_read_silent', 9));
    const mark = stage.ledger.mark();
    await page.run((root) => root?.querySelector<HTMLElement>('.tab')?.click(), null);
    await page.says(ru('back_put'));
    await page.press({ code: 'Slash', key: '?', shift: true });
    await page.says(ru('key_later'));
    await page.press('Escape');
    await until('closed', async () => (await page.count('dialog')) === 0);
    await page.press('KeyB');
    await page.says(ru('back_effect'));
    await page.press('Digit1');
    await page.says(/Отложено ·/);
    await page.says(/Отложено до: завтра/);
    await page.press('KeyZ');
    await page.saysNoMore(/Отложено ·/);
    expect(stage.ledger.since(mark).requests.filter(({ path }) => path.startsWith('/vacancies'))).toEqual([]);
  });

  test('it follows from vacancy to vacancy, and stands nowhere else', async () => {
    const stage = at();
    await ready(stage);
    const page = await stage.page(`https://hh.ru/vacancy/${applicantVacancies.open}`);
    await page.says(ru('mark_before'));
    const go = (url: string) => page.tab.evaluate((to) => history.pushState(null, '', to), url);
    await go(vacancyOf(stage, 'refusal'));
    await page.says(ru('applicant_stage_discard'));
    await go(vacancyOf(stage, 'readSilent'));
    await page.says(ruPlural('applicant_chip_read_silent', 9));
    // Whose vacancy it is only a page that was loaded there can tell.
    await go(`https://hh.ru/vacancy/${applicantVacancies.open}`);
    await until('nothing', async () => (await page.text()) === null);
    await go(vacancyOf(stage, 'refusal'));
    await page.says(ru('applicant_stage_discard'));
    await go('https://hh.ru/search/vacancy');
    await until('nothing', async () => (await page.text()) === null);
  });

  test('markup in names is text', async () => {
    const stage = at();
    stage.world.session.spoil = 'markup';
    const vektor = stage.world.negotiation(topicIds.bareRefusal).vacancyId;
    stage.world.vacancy(vektor).name = '<b>Контролёр</b>';
    await ready(stage);
    stage.world.session.spoil = 'none';
    stage.world.employer.begins(stage.world.applicant('applicant'), applicantVacancies.again);
    const before = (await heldNegotiations(stage)).length;
    await stage.page(`${list}?filter=active`);
    await holds(stage, before + 1);
    const page = await stage.page(`https://hh.ru/vacancy/${applicantVacancies.again}`);
    await until('my state', async () => (await page.count('.tab')) === 1);
    await page.run((root) => root?.querySelector<HTMLElement>('.tab')?.click(), null);
    await page.says('<b>Контролёр</b>');
    expect(await page.count('li b, img, script')).toBe(0);
  });

  test('who takes the extension’s memory back sees no more of it', async () => {
    const stage = at();
    await ready(stage);
    const page = await stage.page(vacancyOf(stage, 'refusal'));
    await page.says(ru('applicant_stage_discard'));
    await stage.tell('wipe');
    await look(page);
    await until('nothing', async () => (await page.text()) === null);
  });
});

describe.each(browsers)('the list in the background in %s', (name) => {
  const at = staged(name, { world: { kind: 'applicant' }, signedIn: false, grants: true });

  /** How often the list was asked for by nobody's tab. */
  const fetched = ({ ledger }: Stage) => ledger.listReads().filter(({ by }) => by === 'fetch');

  /** As if so much time had passed since the last look. */
  const later = (stage: Stage, minutes: number) =>
    stage.inside(async (ms) => {
      const { applicantPoll } = await chrome.storage.local.get<{
        applicantPoll?: { value: { pages: { at: number } } };
      }>('applicantPoll');
      if (!applicantPoll) throw new Error('never asked');
      applicantPoll.value.pages.at -= ms;
      await chrome.storage.local.set({ applicantPoll });
    }, minutes * 60_000);

  /** With the session's cookie, which only a tab is given. */
  const ready = async (stage: Stage) => {
    await stage.page(list);
    await optIn(stage, 'options_seek_fetch');
    await until('the first look', () => fetched(stage).length > 0);
    await until('all pages', async () =>
      Reflect.get(Object(Reflect.get(Object(await stage.stored('applicantPoll')), 'sync')), 'whole'),
    );
  };

  test('at least five minutes apart, whoever asks', async () => {
    const stage = at();
    await ready(stage);
    const first = fetched(stage).length;
    await stage.tell('refresh');
    await later(stage, 4);
    await stage.tell('refresh');
    expect(fetched(stage)).toHaveLength(first);
    stage.world.employer.refuses(topicIds.fresh);
    await later(stage, 1);
    await stage.tell('refresh');
    expect(fetched(stage).length).toBeGreaterThan(first);
    const popup = await stage.popup();
    await popup.says('Контролёр проектов');
    expect(stage.ledger.traces()).toBe(0);
  });

  test.each([
    ['captcha', 'applicant_stopped_captcha'],
    ['nobody', 'applicant_stopped_signed_out'],
  ] as const)('stops at %s and says so, and goes on by a gesture alone', async (what, words) => {
    const stage = at();
    await ready(stage);
    const { session } = stage.world;
    session.retryAfter = null;
    if (what === 'nobody') session.signOut();
    else session.gate = what;
    await later(stage, 5);
    await stage.tell('refresh');
    const popup = await stage.popup();
    await popup.says(ru(words));
    // What was known stays in sight.
    await popup.says(refused);
    const stopped = fetched(stage).length;
    session.gate = 'open';
    if (what === 'nobody') session.signIn('applicant');
    // By itself it never goes on: the alarm that the options' other switches stand for.
    await later(stage, 60);
    await stage.settings({ silentDays: 8 });
    await popup.says(ru(words));
    expect(fetched(stage)).toHaveLength(stopped);
    await popup.click(ru('applicant_retry'));
    await popup.saysNoMore(ru(words));
    await expect.poll(() => fetched(stage).length).toBeGreaterThan(stopped);
    expect(stage.ledger.traces()).toBe(0);
  });
});

describe.each(browsers)('an applicant of whose list a part was read, in %s', (name) => {
  const at = staged(name, { world: { kind: 'applicant', applicantNegotiations: 60 }, signedIn: false });
  /** As hh counts them; the head that says so follows on the database. */
  const total = (stage: Stage) =>
    until('the total', async () => Number(Reflect.get(Object(await stage.stored('applicant')), 'total')));

  test('is told so by popup, inbox page and badge, and reads on by a click', async () => {
    const stage = at();
    await optIn(stage);
    await stage.page(list);
    await holds(stage, 20);
    const all = await total(stage);
    expect(all).toBeGreaterThan(40);
    const popup = await stage.popup();
    await popup.says(ru('applicant_part', 20, all));
    await until('the badge', async () =>
      (await stage.badge()).title.includes(ru('applicant_part', 20, all).toLowerCase()),
    );
    await expect.poll(async () => (await stage.badge()).text).toMatch(/^(\d+\+|–)$/);
    for (const key of ['Digit1', 'Digit2', 'Digit3', 'Digit4']) {
      await popup.press(key);
      for (const claim of ['new', 'waiting', 'silent', 'all'] as const)
        expect(await popup.text()).not.toContain(ru(`applicant_empty_${claim}`));
    }
    // hh's own next page opens, and is read as it stands there.
    await popup.click(ru('applicant_part_open'));
    await holds(stage, 40);
    await popup.says(ru('applicant_part', 40, all));
    expect(stage.ledger.listReads().every(({ by }) => by === 'load')).toBe(true);
    expect(stage.ledger.traces()).toBe(0);
  });
});
