import { describe, expect, test } from 'vitest';
import { type Fault, vacancyIds } from '../../sandbox/index.ts';
import { browsers } from './stage.ts';
import { staged } from './staged.ts';
import { ru, ruPlural } from './words.ts';

const denied = (value: string, type = 'negotiations') => ({
  errors: [{ type, value }],
  request_id: 'sandbox',
});

/** What hh may answer instead of the counters, and what the badge shows then. */
const looks: { what: string; fault: Omit<Fault, 'match'>; text: string; title: string }[] = [
  { what: 'a captcha', fault: { kind: 'captcha' }, text: '!', title: ru('badge_captcha', '').trim() },
  {
    what: 'no paid access',
    fault: { kind: 'status', status: 403, body: denied('action_must_be_payed', 'api_access_payment') },
    text: '₽',
    title: ru('badge_no_paid_access', '').trim(),
  },
  {
    what: 'a closed API',
    fault: { kind: 'status', status: 403, body: denied('forbidden', 'forbidden') },
    text: '×',
    title: ru('badge_api_closed', '').trim(),
  },
];

describe.each(browsers)('the badge in %s, whatever hh answers', (name) => {
  const at = staged(name, { sameWorld: true });

  test('counts responses and chats, and says so in words', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7', title: ruPlural('badge_responses', 5), color: '#0059d6' });
    await stage.badgeSays({ title: ruPlural('badge_messages', 2) });
  });

  test.each(looks)('shows $what in a way of its own, and recovers', async ({ fault, text, title }) => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    const remove = stage.faults.add({ match: { operation: 'get-active-vacancy-list' }, ...fault });
    await stage.poll();
    await stage.badgeSays({ text, title });
    const popup = await stage.popup();
    await popup.says('Петрова Инна Сергеевна');
    remove();
    await stage.poll();
    await stage.badgeSays({ text: '7', title: ruPlural('badge_responses', 5) });
  });

  test('keeps the old numbers while hh fails, and says since when', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    const remove = stage.faults.add({
      match: { operation: 'get-active-vacancy-list' },
      kind: 'status',
      status: 502,
    });
    await stage.poll();
    await stage.badgeSays({ text: '7', title: 'не обновлялось', color: '#7a5b2e' });
    remove();
    await stage.poll();
    await stage.badgeSays({ text: '7', title: ruPlural('badge_responses', 5) });
  });

  test('is grey offline, keeps the numbers, and recovers by itself', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    await stage.browser.setOffline(true);
    await stage.poll();
    await stage.badgeSays({ text: '7', title: 'нет связи', color: '#687380' });
    await stage.browser.setOffline(false);
    await stage.poll();
    await stage.badgeSays({ color: '#0059d6' });
  });
});

describe.each(browsers)('the badge in %s', (name) => {
  const at = staged(name);

  test('follows what happens at hh, down to nothing', async () => {
    const stage = at();
    stage.world.addResponse({ vacancyId: vacancyIds.accountant });
    await stage.poll();
    await stage.badgeSays({ text: '8' });
    for (const negotiation of stage.world.negotiations.values()) negotiation.viewed = true;
    for (const chat of stage.world.chats.values()) chat.readCount = chat.messages.length;
    await stage.poll();
    await stage.badgeSays({ text: '', title: ru('badge_nothing') });
    expect(stage.ledger.traces()).toBe(0);
  });

  test('keeps its text when the worker is killed', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    await stage.browser.killWorker();
    expect((await stage.badge()).text).toBe('7');
    stage.world.addResponse({ vacancyId: vacancyIds.accountant });
    await stage.poll();
    await stage.badgeSays({ text: '8' });
  });

  test('shows 999+ for more than 999', async () => {
    const stage = at();
    await stage.reset({ world: { vacancies: 2, unreadPerVacancy: 600 } });
    await stage.badgeSays({ text: '999+', title: '1 200 непросмотренных откликов' });
  });

  test('does not count muted vacancies', async () => {
    const stage = at();
    await stage.badgeSays({ text: '7' });
    const options = await stage.settingsPage('counting');
    await options.click('Главный бухгалтер · Москва');
    await stage.badgeSays({ text: '5' });
  });

  test('counts all accessible vacancies if told to', async () => {
    const stage = at();
    const ownCount = stage.ledger.requests.filter(({ operation }) => operation === 'get-active-vacancy-list');
    expect(ownCount.every(({ query }) => query.all_accessible?.[0] !== 'true')).toBe(true);
    stage.world.addResponse({ vacancyId: vacancyIds.developer });
    const options = await stage.settingsPage('counting');
    await options.click(ru('options_count_all'));
    await stage.badgeSays({ text: '8' });
  });
});
