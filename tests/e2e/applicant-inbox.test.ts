import { describe, expect, test } from 'vitest';
import { topicIds } from '../../sandbox/index.ts';
import { axeFaultsInBothThemes } from './axe.ts';
import { until } from './browser.ts';
import { minePage } from './seeking.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import type { Surface } from './surface.ts';
import { ru, ruPlural } from './words.ts';

const queryOf = async (page: Surface): Promise<string> =>
  new URL(await page.tab.url()).search.replace('?page=applicant', '').replace(/^&/, '');
const addressed = (page: Surface, query: string) =>
  until(`the address ${query}`, async () => {
    const is = await queryOf(page);
    if (is !== query) throw new Error(is);
    return true;
  });
const listed = (page: Surface): Promise<string[]> =>
  page.run(
    (root) => [...(root?.querySelectorAll('.resp .name') ?? [])].map((name) => name.textContent ?? ''),
    null,
  );
const openedIs = (page: Surface): Promise<string> =>
  page.run((root) => root?.querySelector('#applicant-title')?.textContent ?? '', null);

/** Selects an option in a drop-down list, once the list is shown. */
const choose = (page: Surface, label: string, option: string): Promise<unknown> =>
  until(`the list ${label}`, () =>
    page.run(
      (root, given) => {
        const select = [...(root?.querySelectorAll('select') ?? [])].find(({ labels }) =>
          labels[0]?.textContent?.includes(given.label),
        );
        const value = [...(select?.options ?? [])].find(({ text }) => text === given.option)?.value;
        if (!select || value === undefined) return false;
        select.value = value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
        return true;
      },
      { label, option },
    ),
  );

/** The lines of the funnel, for instance «Отправлено 24». */
const funnelOf = (page: Surface): Promise<string[]> =>
  page.run(
    (root) =>
      [...(root?.querySelectorAll('.funnel .step') ?? [])].map(
        (step) => `${step.querySelector('dt')?.textContent} ${step.querySelector('b')?.textContent}`,
      ),
    null,
  );

const withApi = { kind: 'applicant', applicantApi: true } as const;

describe.each(browsers)('an applicant’s page in %s', (name) => {
  const at = staged(name, { world: withApi, undoSeconds: 1, viewport: { width: 1400, height: 860 } });

  test('keeps lists, filters and the search in the address, and restores them from it', async () => {
    const stage = at();
    const page = await minePage(stage);
    await page.says('Контролёр проектов');
    await page.says(ruPlural('inbox_found', 23));
    await page.click(ru('applicant_tab_silent'));
    await addressed(page, 'silent=7');
    await page.click(ru('applicant_list_hidden'));
    await addressed(page, 'hidden=true');
    await page.says('Кассир');
    await page.click(ru('applicant_tab_all'));
    await page.press('KeyN');
    await addressed(page, 'new=true');
    await until('the new ones', async () => (await listed(page)).length === 5);
    await page.press('KeyN');
    await page.press('KeyF');
    await choose(page, ru('applicant_filter_read'), ru('applicant_chip_unread'));
    await addressed(page, 'read=no');
    await until('the unread', async () => (await listed(page)).includes('Бухгалтер по МСФО'));
    await page.fill(ru('applicant_filter_silent'), '10');
    await page.press('Tab');
    await addressed(page, 'read=no&silent=10');
    await until('one', async () => (await listed(page)).join() === 'Бухгалтер по МСФО');
    // For hh's own status, hh itself is asked.
    await page.click(ru('inbox_filters_clear'));
    await choose(page, ru('applicant_filter_status'), 'Отказ');
    await until('hh is asked', () =>
      stage.ledger.requests.some(({ query }) => query.status?.[0] === 'discard'),
    );
    await addressed(page, 'status=discard');
    await until('the refusals', async () => (await listed(page)).includes('Финансовый менеджер'));

    const again = await minePage(stage, `silent=7&search=${encodeURIComponent('птица')}`);
    await until('as in the address', async () => (await listed(again)).length === 3);
    await again.press('Slash');
    await again.tab.type(' мсфо');
    await until('narrower', async () => (await listed(again)).join() === 'Бухгалтер по МСФО');
    expect(stage.ledger.traces()).toBe(0);
  });

  test('walks, opens, follows, changes the stage and leaves by keyboard', async () => {
    const stage = at();
    const page = await minePage(stage);
    await page.says('Контролёр проектов');
    const order = await listed(page);
    await page.press('KeyJ');
    await until('on the second', async () => (await page.focused()).includes(order[1] ?? '?'));
    await page.press('Enter');
    await until('open', async () => (await openedIs(page)) === order[1]);
    await page.press('KeyJ');
    await page.press('KeyJ');
    await until('followed', async () => (await openedIs(page)) === order[3]);
    await page.press('KeyK');
    await page.press('Escape');
    await until('closed', async () => (await openedIs(page)) === '');
    await page.says(ruPlural('applicant_funnel_title', 90));
    await page.press({ code: 'BracketRight', key: ']' });
    await addressed(page, 'stage=response');
    await page.press({ code: 'BracketLeft', key: '[' });
    await addressed(page, '');
    await page.press('End');
    await until('the last', async () => (await page.focused()).includes('Финансовый контролёр'));
    await page.press({ code: 'Slash', key: '?', shift: true });
    await page.says(ru('applicant_key_talk'));
    await page.press('Escape');
    expect(await queryOf(page)).toBe('');
    expect(stage.ledger.traces()).toBe(0);
  });

  test('shows the timeline without side effects, and reads the conversation only by its button', async () => {
    const stage = at();
    const page = await minePage(stage, `negotiation=${topicIds.refusal}`);
    await page.says(ru('applicant_timeline'));
    await page.says(ru('applicant_event_sent'));
    await page.says(ru('applicant_talk_marks_new'));
    const letter = 'Мы выбрали кандидата с опытом в агросекторе';
    expect(await page.text()).not.toContain(letter);
    expect(stage.ledger.traces()).toBe(0);
    await page.press('KeyC');
    await page.says(letter);
    expect(stage.ledger.effects.updatesRead).toEqual([topicIds.refusal]);
    expect(stage.ledger.traces()).toBe(1);
    await stage.badgeSays({ text: '4' });
    // An invitation: with the address and a test.
    const other = await minePage(stage, `negotiation=${topicIds.interview}`);
    await other.click(ruPlural('applicant_talk_count', 2));
    await other.says('паспорт возьмите с собой');
    await other.says('Тест числовых способностей');
    await other.says(ru('applicant_next_mine'));
  });

  test('keeps my own note over a reload, and shows it to nobody else', async () => {
    const stage = at();
    const page = await minePage(stage, `negotiation=${topicIds.fresh}`);
    await page.fill(ru('applicant_note'), 'Обещали удалёнку по пятницам');
    await page.fill(ru('applicant_step'), 'позвонить Ольге');
    await page.says('позвонить Ольге');
    await page.tab.goto(await page.tab.url());
    await until('the note', async () => {
      const kept = [await page.value(ru('applicant_note')), await page.value(ru('applicant_step'))].join();
      if (kept !== 'Обещали удалёнку по пятницам,позвонить Ольге') throw new Error(kept);
      return true;
    });
    const requests = stage.ledger.requests.map((request) => JSON.stringify(request)).join();
    expect(requests).not.toContain('удалёнку');

    await stage.signIn('secondApplicant');
    await page.says(ru('applicant_gone'));
    await page.click('Аналитик');
    await until('another’s', async () => (await page.value(ru('applicant_note'))) === '');
    expect(await page.text()).not.toMatch(/удалёнку|Ольге|Контролёр проектов/);
    await stage.signIn('applicant');
    const mine = await minePage(stage, `negotiation=${topicIds.fresh}`);
    await until('mine again', async () => (await mine.value(ru('applicant_step'))) === 'позвонить Ольге');
  });

  test('counts the funnel from the log, which hh’s deletions do not reduce', async () => {
    const stage = at();
    const page = await minePage(stage);
    await page.click(ru('applicant_funnel_all'));
    // For a stage that nobody knew, it is unknown whether the response was answered.
    const before = ['Отправлено 25', 'Просмотрено 20', 'Ответили 10+', 'Пригласили 6+', 'Предложение 3+'];
    await expect.poll(() => funnelOf(page)).toEqual(before);
    stage.world.employer.offers(topicIds.unreadSilent);
    await stage.tell('refresh');
    const after = ['Отправлено 25', 'Просмотрено 21', 'Ответили 11+', 'Пригласили 7+', 'Предложение 4+'];
    await expect.poll(() => funnelOf(page)).toEqual(after);
    for (const id of [topicIds.unreadSilent, topicIds.refusal]) forget(stage, id);
    await stage.tell('refresh');
    await page.saysNoMore('Финансовый менеджер');
    expect(await funnelOf(page)).toEqual(after);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('reads who viewed my resume only by a click that says it resets the counter', async () => {
    const stage = at();
    stage.world.employer.looks(stage.world.applicant('applicant'), null);
    const page = await minePage(stage, 'show=resumes');
    await page.says(ru('applicant_views_effect'));
    expect(stage.ledger.traces()).toBe(0);
    await page.click(ru('applicant_views_show'));
    await page.says('Компания скрыла название');
    expect(stage.ledger.effects.viewsRead).toHaveLength(1);
    await page.saysNoMore(ruPlural('applicant_views_new', 1));
  });

  test('shows the lists, one negotiation and the way back in one column', async () => {
    const stage = at();
    const page = await minePage(stage);
    await page.tab.resize(400, 760);
    await page.says('Контролёр проектов');
    expect(await page.has(ru('applicant_place_funnel'))).toBe(false);
    await page.click('Контролёр проектов');
    await page.says(ru('applicant_timeline'));
    expect(await page.has(ru('inbox_only_new'))).toBe(false);
    await page.click(ru('inbox_back_list'));
    await page.click(ru('applicant_title'));
    await page.click(ru('applicant_place_funnel'));
    await page.says(ru('applicant_funnel_note'));
    const { wide, room } = await page.tab.evaluate(
      () => ({ wide: document.documentElement.scrollWidth, room: document.documentElement.clientWidth }),
      null,
    );
    expect(wide).toBeLessThanOrEqual(room);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('passes axe on all screens, by day and by night', async () => {
    const stage = at();
    const screens: Record<string, (page: Surface) => Promise<unknown>> = {
      '': (page) => page.press('KeyF').then(() => page.says(ru('applicant_filter_status'))),
      [`negotiation=${topicIds.interview}`]: (page) =>
        page.press('KeyC').then(() => page.says('паспорт возьмите с собой')),
      'show=resumes': (page) => page.says(ru('applicant_views_show')),
      'show=apply&vacancy=100000002': (page) => page.says(ru('applicant_apply_letter_required')),
      'search=zzz': (page) => page.says(ru('applicant_nothing_note')),
    };
    const faults: string[] = [];
    // The rules are the same in both browsers: in the slower one the first screen is enough.
    const some = Object.entries(screens).slice(0, name === 'firefox' ? 1 : undefined);
    for (const [query, ready] of some) {
      const page = await minePage(stage, query);
      await page.says(ru('applicant_title'));
      await until('drawn', () => page.count('.seeks'));
      await ready(page);
      const found = await axeFaultsInBothThemes(stage, page.tab, { whole: true });
      faults.push(...found.map((fault) => `${query} ${fault}`));
      await page.tab.close();
    }
    expect(faults).toEqual([]);
  });
});

/** Makes hh hide the negotiation from everybody. */
function forget({ world }: Stage, id: string): void {
  const { resumeHash } = world.negotiation(id);
  const left = world.negotiationsOfResume.get(resumeHash)?.filter((one) => one.id !== id);
  world.negotiationsOfResume.set(resumeHash, left ?? []);
}
