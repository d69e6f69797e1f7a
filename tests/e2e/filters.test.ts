import { describe, expect, test } from 'vitest';
import { vacancyIds } from '../../sandbox/index.ts';
import { until } from './browser.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import type { Surface } from './surface.ts';
import { ru } from './words.ts';

const vacancyId = '95000000';

async function inboxAt(stage: Stage, query = ''): Promise<Surface> {
  return stage.inbox(`vacancy=${vacancyId}${query}`);
}
const address = async (inbox: Surface) => new URL(await inbox.tab.url()).searchParams;
/** Presses Tab until the element with this name has the focus. */
async function tabTo(inbox: Surface, name: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    if ((await nameOfFocused(inbox)).startsWith(name)) return;
    await inbox.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}`);
}
const nameOfFocused = (inbox: Surface) =>
  inbox.run((root) => {
    const element = root?.activeElement;
    const labels =
      element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels : null;
    return (element?.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? '').trim();
  }, null);
/** How many responses to the vacancy match, according to the world itself. */
function such(stage: Stage, fits: (resume: ReturnType<Stage['world']['resume']>) => boolean): number {
  return stage.world
    .negotiationsIn(vacancyId)
    .filter(({ resumeHash }) => fits(stage.world.resume(resumeHash))).length;
}
const says = (inbox: Surface, count: number) => inbox.says(new RegExp(`(^|\\D)${count} отклик`));

describe.each(browsers)('filters of the inbox in %s', (name) => {
  const at = staged(name, {
    world: { vacancies: 1, unreadPerVacancy: 60 },
    viewport: { width: 1400, height: 860 },
  });

  test('shorten the list and change the address by mouse; clearing them restores the list', async () => {
    const stage = at();
    const inbox = await inboxAt(stage);
    await says(inbox, 60);
    await inbox.click(ru('inbox_filters'));
    await inbox.says('Нет опыта');
    await inbox.click(ru('inbox_filter_show_only_with_vehicle'));
    const driving = such(stage, ({ hasVehicle }) => hasVehicle);
    expect(driving).toBeGreaterThan(0);
    expect(driving).toBeLessThan(60);
    await says(inbox, driving);
    await inbox.click('Нет опыта');
    const both = such(stage, ({ hasVehicle, experience }) => hasVehicle && experience.length === 0);
    await inbox.says(both === 0 ? ru('inbox_nothing') : new RegExp(`(^|\\D)${both} отклик`));
    const params = await address(inbox);
    expect([params.get('show_only_with_vehicle'), params.get('experience')]).toEqual([
      'true',
      'noExperience',
    ]);
    await inbox.click(ru('inbox_filters_clear'));
    await says(inbox, 60);
    expect((await address(inbox)).has('experience')).toBe(false);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('take a range, a choice and a town by keyboard, and are kept as a view over a reload', async () => {
    const stage = at();
    const inbox = await inboxAt(stage);
    await says(inbox, 60);
    const onRow = () => until('on a row', async () => (await inbox.count('.resp .pick:focus')) === 1);
    await onRow();
    await inbox.press('KeyF');
    const age = `${ru('inbox_filter_age')} ${ru('inbox_filter_from')}`;
    await until('in the filters', async () => (await nameOfFocused(inbox)) === age);
    // Esc leads back to the row, and then closes the filters; F opens them again.
    await inbox.press('Escape');
    await onRow();
    await inbox.press('Escape');
    await until('closed', async () => (await inbox.count('#filters')) === 0);
    await inbox.press('KeyF');
    await until('in the filters', async () => (await nameOfFocused(inbox)) === age);
    await inbox.tab.type('35');
    await inbox.press('Tab');
    const older = such(stage, ({ age }) => (age ?? 0) >= 35);
    await says(inbox, older);
    await tabTo(inbox, ru('inbox_filter_gender'));
    await inbox.press('ArrowDown');
    await until('the choice', async () => (await address(inbox)).get('gender') === 'male');
    await tabTo(inbox, ru('inbox_filter_area'));
    await inbox.tab.type('санкт');
    const offered = () =>
      inbox.run(
        (root) => [...(root?.querySelectorAll('[role=option]') ?? [])].map((one) => one.textContent),
        null,
      );
    await until('offered', async () => (await offered()).join() === 'Санкт-Петербург');
    await inbox.press('Enter');
    await until('the town', async () => {
      if ((await address(inbox)).get('area') === '2') return true;
      throw new Error(`${await address(inbox)} ${await nameOfFocused(inbox)} ${await offered()}`);
    });
    const left = such(
      stage,
      ({ age, gender, area, relocation }) =>
        (age ?? 0) >= 35 &&
        gender === 'male' &&
        (area.id === '2' || (relocation.type !== 'no_relocation' && relocation.areaIds.includes('2'))),
    );
    expect(left).toBeGreaterThan(0);
    await says(inbox, left);
    await inbox.says(ru('inbox_filters_count', 3));

    await inbox.click(ru('inbox_views'));
    await inbox.fill(ru('inbox_view_name'), 'Старше 35, Питер');
    await inbox.press('Enter');
    await until('kept', async () => JSON.stringify(await stage.stored('views')).includes('Питер'));
    const kept = (await address(inbox)).toString();
    await inbox.tab.goto(stage.browser.pageUrl(`inbox.html?vacancy=${vacancyId}`));
    await says(inbox, 60);
    await inbox.click(ru('inbox_views'));
    await inbox.click('Старше 35, Питер');
    await says(inbox, left);
    expect((await address(inbox)).toString()).toBe(kept);
    await inbox.tab.goto(await inbox.tab.url());
    await says(inbox, left);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('are neither shown nor requested for calls, which take only an order and a page', async () => {
    const stage = at();
    await stage.reset({ world: { vacancies: 0 } });
    const query = `vacancy=${vacancyIds.salesManager}&collection=phone_calls&gender=male&new=true`;
    const inbox = await stage.inbox(query);
    // A caller who has also written is among the latest answers before the list is read.
    const call = `.resp [title^="Ли Роман"][title*="${ru('inbox_source_phone_call')}"]`;
    await until('the call', async () => (await inbox.count(call)) === 1);
    for (const absent of ['inbox_filters', 'inbox_search', 'inbox_only_new'] as const)
      expect(await inbox.has(ru(absent)), absent).toBe(false);
    expect(await inbox.count(`[title^="${ru('inbox_order')}"]`)).toBe(1);
    for (const key of ['KeyF', 'Slash', 'KeyN']) await inbox.press(key);
    expect(await inbox.has(ru('inbox_filter_age'))).toBe(false);
    const asked = stage.ledger.requests.filter(({ path }) => path === '/negotiations/phone_calls');
    expect(asked.length).toBeGreaterThan(0);
    const names = new Set(asked.flatMap((request) => Object.keys(request.query)));
    expect([...names].sort()).toEqual(['host', 'locale', 'page', 'per_page', 'vacancy_id']);
    // Back in the responses the filters are there again.
    await inbox.click('Все неразобранные');
    await inbox.says(ru('inbox_filters'));
  });
});
