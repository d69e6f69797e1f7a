import { describe, expect, test } from 'vitest';
import { vacancyIds } from '../../sandbox/index.ts';
import { until } from './browser.ts';
import { hasten, stateOf } from './settled.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { Surface } from './surface.ts';
import { ru } from './words.ts';

const bigVacancy = '95000000';

async function inboxAt(stage: Stage, query = ''): Promise<Surface> {
  const tab = await stage.newTab();
  await tab.goto(stage.browser.pageUrl(`inbox.html${query}`));
  return new Surface(tab, 'page');
}
/** The requests for lists since a mark. */
const listsSince = (stage: Stage, from: number) =>
  stage.ledger.requests.slice(from).filter(({ path }) => /^\/negotiations(\/[a-z_]\w*)?$/.test(path));
// Only the list counts: beside it is whoever has waited longest on any vacancy, from the store.
const lists = (inbox: Surface, name: string) =>
  until(`${name} in the list`, async () => (await inbox.names('.resp')).some((row) => row.includes(name)));
const listsOnly = (inbox: Surface, name: string) =>
  until(`only ${name} in the list`, async () => {
    const [first, ...others] = await inbox.names('.resp');
    return first?.includes(name) && others.length === 0;
  });
const queryOf = async (inbox: Surface) => new URL(await inbox.tab.url()).searchParams;

describe.each(browsers)('the inbox page in %s', (name) => {
  const at = staged(name, {
    undoSeconds: 1,
    viewport: { width: 1400, height: 860 },
  });

  test('opens a vacancy with two requests, and is walked through by keyboard without side effects', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    const before = stage.ledger.requests.length;
    const inbox = await inboxAt(stage, `?vacancy=${vacancyIds.chiefAccountant}`);
    await lists(inbox, 'Петрова Инна Сергеевна');
    expect(listsSince(stage, before).map(({ path }) => path)).toEqual([
      '/negotiations',
      '/negotiations/response',
    ]);

    await inbox.press('KeyJ');
    await until('on Petrova', async () => (await inbox.focused()).includes('Петрова'));
    await inbox.press('Enter');
    await until('its address', async () => (await queryOf(inbox)).has('negotiation'));
    expect((await queryOf(inbox)).get('negotiation')).toBe(stage.negotiationOf('Петрова'));
    await inbox.press('Escape');
    await until('closed', async () => !(await queryOf(inbox)).has('negotiation'));
    await inbox.press('KeyX');
    await inbox.says(/Выбран 1/);
    await inbox.press({ code: 'BracketRight', key: ']' });
    await until('the next collection', async () => (await queryOf(inbox)).get('collection') === 'consider');
    expect(stage.ledger.traces()).toBe(0);
  });

  test('filters by the address and by hand, and saves a view under a name', async () => {
    const stage = at();
    const inbox = await inboxAt(
      stage,
      `?vacancy=${vacancyIds.chiefAccountant}&search=${encodeURIComponent('петрова')}`,
    );
    await inbox.says('1 отклик');
    await listsOnly(inbox, 'Петрова');
    await inbox.click(ru('inbox_views'));
    await inbox.fill(ru('inbox_view_name'), 'Петровы');
    await inbox.press('Enter');
    await until('kept', async () => JSON.stringify(await stage.stored('views')).includes('Петровы'));
    await inbox.press('Escape');
    await inbox.press('Slash');
    await inbox.press('Escape');
    await lists(inbox, 'Константинопольский');
    expect((await queryOf(inbox)).has('search')).toBe(false);
    await inbox.press('Escape');
    await inbox.click(ru('inbox_views'));
    await inbox.click('Петровы');
    await listsOnly(inbox, 'Петрова');
    expect((await queryOf(inbox)).get('search')).toBe('петрова');
  });

  test('saves an order at hh only after its undo window', async () => {
    const stage = at();
    await stage.settings({ undoSeconds: 20 });
    const inbox = await inboxAt(stage, `?vacancy=${vacancyIds.chiefAccountant}&order=relevance`);
    await lists(inbox, 'Петрова');
    await inbox.click('По соответствию');
    await inbox.click(ru('inbox_order_remember'));
    await until('it waits', async () => (await stateOf(stage)) === 'waiting');
    expect(stage.ledger.count('put-pref-negotiations-order')).toBe(0);
    await hasten(stage);
    await until('hh knows', () => stage.ledger.count('put-pref-negotiations-order') === 1);
    expect(stage.world.vacancy(vacancyIds.chiefAccountant).preferredOrder).toBe('relevance');
  });

  test('shows stored vacancies and rows when hh is down, and says since when', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    stage.faults.add({ match: { host: 'api.hh.ru' }, kind: 'cut-before' });
    const inbox = await inboxAt(stage, `?vacancy=${vacancyIds.chiefAccountant}`);
    await inbox.says('Главный бухгалтер');
    await inbox.says(ru('problem_no_connection').split('. ')[0] ?? '');
    await lists(inbox, 'Петрова Инна Сергеевна');
    await inbox.says(/список на \d\d:\d\d/);
    stage.faults.clear();
    // By hand, unless the worker was faster and the button has disappeared with the problem.
    await until('a way on', async () => {
      if (!(await inbox.has(ru('next_retry')))) return true;
      await inbox.click(ru('next_retry'));
      return true;
    });
    await lists(inbox, 'Петрова Инна Сергеевна');
  });
});

describe.each(browsers)('a vacancy with many responses in %s', (name) => {
  const at = staged(name, {
    world: { vacancies: 1, unreadPerVacancy: 1500 },
    viewport: { width: 1400, height: 860 },
  });

  test('shows fifteen hundred responses from the first to the last, a few at a time', async () => {
    const stage = at();
    const inbox = await inboxAt(stage, `?vacancy=${bigVacancy}`);
    await inbox.says(/1 500 откликов/);
    const before = stage.ledger.requests.length;
    const rows = () => inbox.count('.resp');
    const positions = () =>
      inbox.run(
        (root) =>
          [...(root?.querySelectorAll('.resp .pick') ?? [])].map((row) =>
            Number(row.getAttribute('data-stop')),
          ),
        null,
      );
    await inbox.press('End');
    await until('the last row', async () => (await positions()).includes(1499));
    expect(await rows()).toBeLessThan(60);
    expect(listsSince(stage, before).length).toBeLessThan(4);
    await inbox.press('Home');
    await until('the first row', async () => (await positions()).includes(0));
    for (let screen = 0; screen < 12; screen++) await inbox.press('PageDown');
    await until('no gap', async () => {
      const seen = await positions();
      return (
        seen.length > 0 && seen.length === (await rows()) && seen.at(-1) === (seen[0] ?? 0) + seen.length - 1
      );
    });
    expect(stage.ledger.traces()).toBe(0);
  });
});
