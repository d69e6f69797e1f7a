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
/** The first sentence of the problem, as shown in one line; the rest is behind its arrow. */
const unreadable = ru('problem_page_unreadable').split('. ')[0] ?? '';

const vacancyOf = (stage: Stage, negotiation: keyof typeof topicIds) =>
  `https://hh.ru/vacancy/${stage.world.negotiation(topicIds[negotiation]).vacancyId}`;

const holds = (stage: Stage, count: number) =>
  until(`${count} negotiations in the store`, async () => (await heldNegotiations(stage)).length === count);

/** Opts in by the options, like a person. */
async function optIn(stage: Stage, box: Key = 'options_seek_read'): Promise<Surface> {
  const options = await stage.settingsPage('applicant');
  await options.click(ru(box));
  await until('the opt-in', async () => Reflect.get(Object(await stage.stored('settings')), 'readPages'));
  return options;
}

/** Acts as if the person had come back to a tab; in tests all tabs count as visible. */
const look = async ({ tab }: Surface) => {
  await tab.front();
  await tab.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')), null);
};

/** Waits until the worker has done everything asked of it, and the page everything deferred until idle. */
async function settled(stage: Stage, { tab }: Pick<Surface, 'tab'>): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    await tab.evaluate(() => new Promise<void>((done) => requestIdleCallback(() => done())), null);
    await stage.tell('wantsPage').catch(() => {});
  }
}

/** Expects no requests except the loads of tabs, and no side effects. */
function expectOnlyLoads({ ledger }: Stage, loads: number): void {
  // The first load is redirected to the sign-in and back, for the cookie.
  const answered = ledger.listReads().filter(({ status }) => status === 200);
  expect(answered.map(({ by }) => by)).toEqual(Array.from({ length: loads }, () => 'load'));
  expect(ledger.count(({ host }) => host === 'api.hh.ru')).toBe(0);
  expect(ledger.traces()).toBe(0);
}

describe.each(browsers)('an applicant’s own page in %s', (name) => {
  const at = staged(name, { world: { kind: 'applicant' }, signedIn: false });

  test('reads the open list at once after opting in, for badge and popup, without a request', async () => {
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

  test('reads nothing before opting in', async () => {
    const stage = at();
    const page = await stage.page(list);
    await settled(stage, page);
    expect(await heldNegotiations(stage)).toEqual([]);
    expect(await page.text()).toBeNull();
  });

  test('stores nothing of the page except the negotiations: no account, no telephone, no token', async () => {
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

  test('neither takes nor reports again a state that an in-app navigation has made stale', async () => {
    const stage = at();
    await optIn(stage);
    const page = await stage.page(list);
    await until('negotiations', async () => (await heldNegotiations(stage)).length > 10);
    // The head is written after the database.
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
    // hh itself requested the navigation; none of the requests is ours.
    expect(stage.ledger.listReads().every(({ by }) => by === 'load' || by === 'front')).toBe(true);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('finds no state of its own in the list after an in-app navigation from another page of hh', async () => {
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

  test('combines two tabs with different pages of the list', async () => {
    const stage = at();
    await stage.reset({ world: { kind: 'applicant', applicantNegotiations: 60 } });
    await optIn(stage);
    await stage.page(list);
    await holds(stage, 20);
    await stage.page(`${list}?page=1`);
    await holds(stage, 40);
    expectOnlyLoads(stage, 2);
  });

  test('shows nothing of the first account after another one signs in in another tab', async () => {
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

  test('changes nothing for a page that is no list: signed out, a captcha, a refusal, too many requests', async () => {
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
      await settled(stage, { tab });
    }
    session.gate = 'open';
    session.signOut();
    await tab.goto(list);
    await settled(stage, { tab });
    await tab.close();
    const popup = await stage.popup();
    await popup.says(refused);
    expect(await heldNegotiations(stage)).toEqual(before);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('reports a state that is unreadable or has drifted in every part calmly, and reads the next good one', async () => {
    const stage = at();
    await optIn(stage);
    const { session } = stage.world;
    const popup = await stage.popup();
    const spoiled: Partial<typeof session>[] = [
      { spoil: 'cut' },
      { spoil: 'shape' },
      { spoil: 'missing' },
      { drift: () => [null, { applicantNegotiations: 'x' }] },
    ];
    let before: unknown[] = [];
    for (const bad of spoiled) {
      Object.assign(session, bad);
      await stage.page(list);
      await popup.says(unreadable);
      expect(await heldNegotiations(stage)).toEqual(before);
      Object.assign(session, { spoil: 'none', drift: null });
      await stage.page(list);
      await popup.saysNoMore(unreadable);
      before = await heldNegotiations(stage);
      expect(before.length).toBeGreaterThan(10);
    }
    expectOnlyLoads(stage, 2 * spoiled.length);
  });

  test.each<Spoil>(['huge', 'markup'])('reads a strange state (%s), and shows it as text', async (spoil) => {
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
  });
});

describe.each(browsers)('the tab on an applicant’s vacancy in %s', (name) => {
  const at = staged(name, { world: { kind: 'applicant' }, signedIn: false });

  const ready = async (stage: Stage) => {
    await optIn(stage);
    await stage.page(list);
    await until('negotiations', async () => (await heldNegotiations(stage)).length > 10);
  };

  test('gives my state there, and opens and closes by keyboard alone', async () => {
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
    // hh received only the page's own load.
    const { requests, traces } = stage.ledger.since(mark);
    const asked = requests.map(({ path }) => path).filter((path) => !/^\/(static|favicon)/.test(path));
    expect(asked).toEqual([new URL(await page.tab.url()).pathname]);
    expect(traces).toBe(0);
  });

  test('says before I respond that this employer has refused me before, and that I do not want to try again', async () => {
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

  test('snoozes my response with the same key, and undoes it; hh receives nothing', async () => {
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

  test('follows from vacancy to vacancy, and appears nowhere else', async () => {
    const stage = at();
    await ready(stage);
    const page = await stage.page(`https://hh.ru/vacancy/${applicantVacancies.open}`);
    await page.says(ru('mark_before'));
    const go = (url: string) => page.tab.evaluate((to) => history.pushState(null, '', to), url);
    await go(vacancyOf(stage, 'refusal'));
    await page.says(ru('applicant_stage_discard'));
    await go(vacancyOf(stage, 'readSilent'));
    await page.says(ruPlural('applicant_chip_read_silent', 9));
    // Only a page that was loaded there tells whose vacancy it is.
    await go(`https://hh.ru/vacancy/${applicantVacancies.open}`);
    await until('nothing', async () => (await page.text()) === null);
    await go(vacancyOf(stage, 'refusal'));
    await page.says(ru('applicant_stage_discard'));
    await go('https://hh.ru/search/vacancy');
    await until('nothing', async () => (await page.text()) === null);
  });

  test('shows markup in names as text', async () => {
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

  test('shows nothing more after the stored data is erased', async () => {
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

  /** Requests for the list that came from no tab. */
  const fetched = ({ ledger }: Stage) => ledger.listReads().filter(({ by }) => by === 'fetch');

  /** Pretends that this much time has passed since the last read. */
  const later = (stage: Stage, minutes: number) =>
    stage.inside(async (ms) => {
      const { applicantPoll } = await chrome.storage.local.get<{
        applicantPoll?: { value: { pages: { at: number } } };
      }>('applicantPoll');
      if (!applicantPoll) throw new Error('never asked');
      applicantPoll.value.pages.at -= ms;
      await chrome.storage.local.set({ applicantPoll });
    }, minutes * 60_000);

  /** Opts in, with the session's cookie, which only a tab gets. */
  const ready = async (stage: Stage) => {
    await stage.page(list);
    await optIn(stage, 'options_seek_fetch');
    await until('the first look', () => fetched(stage).length > 0);
    await until('all pages', async () =>
      Reflect.get(Object(Reflect.get(Object(await stage.stored('applicantPoll')), 'sync')), 'whole'),
    );
  };

  test('is read at least five minutes apart, whoever asks', async () => {
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
  ] as const)('stops at %s and says so, and continues only at a gesture', async (what, words) => {
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
    // What was read before stays visible.
    await popup.says(refused);
    const stopped = fetched(stage).length;
    session.gate = 'open';
    if (what === 'nobody') session.signIn('applicant');
    // It never continues by itself, for instance by the alarm or when other options change.
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

describe.each(browsers)('an applicant whose list was read in part, in %s', (name) => {
  const at = staged(name, { world: { kind: 'applicant', applicantNegotiations: 60 }, signedIn: false });
  /** The total by hh's own count; the head that contains it is written after the database. */
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
    // hh's own next page opens, and is read from there.
    await popup.click(ru('applicant_part_open'));
    await holds(stage, 40);
    await popup.says(ru('applicant_part', 40, all));
    expect(stage.ledger.listReads().every(({ by }) => by === 'load')).toBe(true);
    expect(stage.ledger.traces()).toBe(0);
  });
});
