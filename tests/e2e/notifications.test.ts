import { describe, expect, test } from 'vitest';
import { topicIds, vacancyIds } from '../../sandbox/index.ts';
import type { Settings } from '../../utils/domain/settings.ts';
import { until } from './browser.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import type { Surface } from './surface.ts';
import { ru } from './words.ts';

/** Settings without quiet hours, whenever the test runs. */
const awake: Partial<Settings> = {
  quietFrom: '09:00',
  quietUntil: '09:00',
  workDays: [0, 1, 2, 3, 4, 5, 6],
  pausedUntil: null,
};

/** The shown notifications: ids, and in Firefox also titles. */
async function shown(stage: Stage): Promise<Record<string, string | null>> {
  const all: Record<string, unknown> = await stage.inside(() => chrome.notifications.getAll(), null);
  return Object.fromEntries(
    Object.entries(all).map(([id, one]) => [id, typeof one === 'object' ? String(Object(one).title) : null]),
  );
}
/** Chromium does not reveal the titles. */
const says = (stage: Stage, wanted: Record<string, string>): Promise<unknown> =>
  until(`shown ${JSON.stringify(wanted)}`, async () => {
    const now = await shown(stage);
    const isSame =
      Object.keys(now).join() === Object.keys(wanted).join() &&
      Object.entries(now).every(([id, title]) => title === null || title.startsWith(wanted[id] ?? ''));
    if (!isSame) throw new Error(JSON.stringify(now));
    return true;
  });
const keys = async (stage: Stage): Promise<string[]> => Object(await stage.stored('told')).keys ?? [];
/** Switches notifications on, like a person; everything that exists at that time counts as known. */
async function switchOn(stage: Stage): Promise<Surface> {
  await stage.settings(awake);
  const options = await stage.settingsPage('counting');
  await options.click(ru('options_notify_on'));
  await options.says(ru('options_notify_names'));
  await until('what stands there is known', async () => (await stage.stored('told')) !== undefined);
  return options;
}
/** Polls with one more response. @returns how many requests to hh it took */
async function respond(stage: Stage, times = 1): Promise<number> {
  const mark = stage.ledger.mark();
  for (let left = times; left > 0; left--) stage.world.addResponse({ vacancyId: vacancyIds.accountant });
  await stage.poll();
  return stage.ledger.since(mark).requests.length;
}

describe.each(browsers)('notifications, in %s', (name) => {
  describe('for a recruiter', () => {
    const at = staged(name, { undoSeconds: 1, grants: true, realTabs: true });

    test('are off by default; then one covers several, none is repeated, and a click opens the place in the open tab', async () => {
      const stage = at();
      // The first poll after the sign-in still had something to read; later ones have not.
      await respond(stage);
      const cost = await respond(stage);
      expect(await stage.stored('told')).toBeUndefined();
      const options = await switchOn(stage);
      expect(await shown(stage)).toEqual({});
      expect(await respond(stage, 2)).toBe(cost);
      await says(stage, { responses: '2 новых отклика' });
      await stage.browser.killWorker();
      await respond(stage);
      // The newer one replaces the other, and says what both say.
      await says(stage, { responses: '3 новых отклика' });

      const inbox = await stage.newTab();
      await inbox.goto(stage.browser.pageUrl('inbox.html?page=company'));
      await options.tab.front();
      await stage.browser.clickNotification('responses');
      await until('the vacancy, in the same tab', async () =>
        (await inbox.url()).includes(`vacancy=${vacancyIds.accountant}`),
      );
      expect((await stage.browser.urls()).filter((url) => url.includes('/inbox.html'))).toHaveLength(1);
      await expect.poll(() => shown(stage)).toEqual({});

      // What is visible to the person is not notified, now or later.
      await inbox.front();
      const before = (await keys(stage)).length;
      await respond(stage);
      await until('it is known', async () => (await keys(stage)).length > before);
      await options.tab.front();
      await stage.poll();
      await respond(stage);
      await says(stage, { responses: ru('notify_one_responses', '') });
      expect(stage.ledger.traces()).toBe(0);
    });

    test('stay silent in quiet hours, like the badge, and come once at the end; without permission there are none', async () => {
      const stage = at();
      // Otherwise a new response is part of an inbox that is still being read.
      await stage.poll();
      const options = await switchOn(stage);
      await stage.badgeSays({ text: '7' });
      await options.click(ru('options_quiet_badge'));
      await options.click(ru('options_quiet_pause'));
      await options.says(ru('options_quiet_now', ru('back_at', 'завтра', '09:00')));
      await stage.badgeSays({ text: '', title: 'непросмотренных откликов' });
      await respond(stage, 2);
      const { chatId } = stage.world.negotiation(stage.negotiationOf('Петрова'));
      stage.world.addMessage(chatId ?? '', 'Когда можно прийти?', 'applicant');
      await stage.poll();
      await until('an alarm for the end', () =>
        stage.inside(async () => Boolean(await chrome.alarms.get('notifications')), null),
      );
      expect(await shown(stage)).toEqual({});
      const mark = stage.ledger.mark();
      await options.click(ru('options_quiet_resume'));
      await says(stage, { summary: '2 отклика и 1 чат с новым' });
      await stage.badgeSays({ text: '10' });
      expect(stage.ledger.since(mark).requests).toEqual([]);
      const alarm = () => stage.inside(async () => (await chrome.alarms.get('notifications')) ?? null, null);
      await expect.poll(alarm).toBeNull();

      // Afterwards the account is signed out.
      await stage.tell('signOut');
      await until('none is left on the screen', async () => Object.keys(await shown(stage)).length === 0);
      await until('nor in the store', async () => (await stage.stored('told')) === undefined);
      await stage.signIn();
      await stage.poll();
      // A permission that Chromium was given from the start cannot be removed.
      if (name === 'firefox') {
        await stage.inside(() => chrome.permissions.remove({ permissions: ['notifications'] }), null);
        await options.says(ru('options_notify_missing'));
        await options.click(ru('options_notify_again'));
        await options.saysNoMore(ru('options_notify_missing'));
        await respond(stage);
      }
      await options.click(ru('options_notify_on'));
      await until('nothing is remembered', async () => (await stage.stored('told')) === undefined);
      await until('all are gone', async () => Object.keys(await shown(stage)).length === 0);
    });
  });

  describe('for an applicant', () => {
    const at = staged(name, { world: { kind: 'applicant', applicantApi: true }, grants: true });

    test('say who answered and who viewed, and nothing of what was there before', async () => {
      const stage = at();
      const options = await switchOn(stage);
      await options.says(ru('options_notify_kind_invited'));
      const { employer } = stage.world;
      await stage.tell('refresh');
      expect(await shown(stage)).toEqual({});
      employer.invites(topicIds.unreadSilent);
      await stage.tell('refresh');
      await says(stage, { invited: ru('notify_one_invited', '') });
      await stage.browser.clickNotification('invited');
      await until('the negotiation', async () =>
        (await stage.browser.urls()).some((url) => url.includes(`negotiation=${topicIds.unreadSilent}`)),
      );
      expect(stage.ledger.traces()).toBe(0);
    });
  });
});
