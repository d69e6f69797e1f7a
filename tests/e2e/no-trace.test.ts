import { describe, expect, test } from 'vitest';
import { vacancyIds } from '../../sandbox/index.ts';
import { until } from './browser.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import { ru } from './words.ts';

const ofApi = ({ host }: { host: string }) => host === 'api.hh.ru';

describe.each(browsers)('no side effects without a click, in %s', (name) => {
  const at = staged(name);

  test('polls a dozen times with news, and opens the popup and ten resume pages', async () => {
    const stage = at();
    for (let poll = 0; poll < 12; poll++) {
      if (poll % 4 === 1)
        stage.world.addResponse({ vacancyId: vacancyIds.accountant, letter: 'Добрый день!' });
      if (poll % 5 === 2) {
        const chat = [...stage.world.chats.values()][poll % stage.world.chats.size];
        if (chat) stage.world.addMessage(chat.id, 'Есть ли новости?', 'applicant');
      }
      await stage.poll();
    }
    const popup = await stage.popup();
    await popup.says('Петрова Инна Сергеевна');
    for (const tab of ['Digit2', 'Digit3', 'Digit1']) await popup.press(tab);
    await until('on a row', async () => (await popup.count('.pick:focus')) === 1);
    await popup.press('KeyM');
    await popup.says(/Телефонное интервью|Подумать/);
    const all = [...stage.world.negotiations.values()].filter(
      ({ vacancyId, resumeHash }) =>
        vacancyId !== vacancyIds.strangers && !stage.world.resume(resumeHash).deleted,
    );
    for (const { id } of all.slice(0, 10)) {
      const panel = await stage.resume(id);
      await panel.says(ru('panel_inbox'));
      await panel.tab.close();
    }
    expect(all.length).toBeGreaterThanOrEqual(10);
    expect(stage.ledger.traces()).toBe(0);
    expect(stage.ledger.count((request) => ofApi(request) && request.method !== 'GET')).toBe(0);
  });

  test('makes two requests in a poll without news, and at most five in one with news', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    // The first poll had no room for the rows of the third vacancy.
    await stage.poll();
    const quiet = stage.ledger.mark();
    await stage.poll();
    expect(
      stage.ledger
        .since(quiet)
        .requests.map(({ operation }) => operation)
        .sort(),
    ).toEqual(['get-active-vacancy-list', 'unread-chats-count']);
    for (const vacancyId of Object.values(vacancyIds)) {
      const { archivedAt } = stage.world.vacancy(vacancyId);
      if (archivedAt === null) stage.world.addResponse({ vacancyId });
    }
    for (const chat of stage.world.chats.values()) stage.world.addMessage(chat.id, 'Новости?', 'applicant');
    const news = stage.ledger.mark();
    await stage.poll();
    expect(stage.ledger.since(news).requests.length).toBeLessThanOrEqual(5);
    expect(stage.ledger.traces()).toBe(0);
  });

  test('makes at most three requests on a resume page, and none again within five minutes', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    const id = stage.negotiationOf('Петрова');
    const first = stage.ledger.mark();
    const panel = await stage.resume(id);
    await panel.says('Сильная по налогам');
    expect(stage.ledger.since(first).requests.filter(ofApi).length).toBeLessThanOrEqual(3);
    const again = stage.ledger.mark();
    await panel.tab.goto(stage.world.resumeUrl(id));
    await panel.says('Сильная по налогам');
    const other = await stage.resume(id);
    await other.says('Сильная по налогам');
    expect(stage.ledger.since(again).requests.filter(ofApi)).toEqual([]);
  });

  test('makes no request on another page of hh', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    const before = stage.ledger.mark();
    await stage.page('https://hh.ru/employer/vacancies');
    await stage.page(`https://hh.ru/employer/vacancyresponses?vacancyId=${vacancyIds.accountant}`);
    expect(stage.ledger.since(before).requests.filter(ofApi)).toEqual([]);
  });

  test('names the extension, the site and the language in every request', async () => {
    const stage = at();
    const panel = await stage.resume(stage.negotiationOf('Петрова'));
    await panel.says('Сильная по налогам');
    for (const request of stage.ledger.requests.filter(ofApi)) {
      expect(request.userAgent).toMatch(/^Otklik\/\d+\.\d+\.\d+ \(\S+@\S+\)$/);
      expect(request.query.host).toEqual(['hh.ru']);
      expect(request.query.locale).toEqual(['RU']);
    }
  });
});
