import { describe, expect, test } from 'vitest';
import { topicIds } from '../../sandbox/index.ts';
import { dayOf, dueOf } from '../../utils/domain/due.ts';
import { day } from '../../utils/time.ts';
import { until } from './browser.ts';
import { inboxOf, openOf, vacancyId } from './many.ts';
import { minePage, writes } from './seeking.ts';
import { browsers, type Stage } from './stage.ts';
import { staged } from './staged.ts';
import { Surface, sendKey } from './surface.ts';
import { ru, ruPlural } from './words.ts';

/** Makes everything snoozed due now, under the store's own lock. */
const due = (stage: Stage): Promise<void> =>
  stage.inside(
    (yesterday) =>
      navigator.locks.request('item:reminders', async () => {
        const { reminders } = await chrome.storage.local.get<{
          reminders: { value: Record<string, { until: string; at: number }[]> };
        }>('reminders');
        for (const one of Object.values(reminders.value).flat()) {
          one.until = yesterday;
          one.at = 0;
        }
        await chrome.storage.local.set({ reminders });
      }),
    dueOf(new Date(Date.now() - 86_400_000)),
  );
/** When the browser will start the worker for the next reminder. */
const alarm = (stage: Stage): Promise<number | null> =>
  stage.inside(async () => (await chrome.alarms.get('reminders'))?.scheduledTime ?? null, null);
const requests = ({ ledger }: Stage) => ledger.requests.length;
/** A day this many days from today, in the format of date fields. */
const dayIn = (days: number): string => dayOf(dueOf(new Date(Date.now() + days * day)));
/** Chooses a day like the browser's own calendar. */
const choose = async (page: Surface, day: string): Promise<void> => {
  await until('the day is set', () =>
    page.run((root, given) => {
      const field = root?.querySelector<HTMLInputElement>('input[type=date]');
      if (!field) return false;
      field.value = given;
      return field.dispatchEvent(new Event('input', { bubbles: true }));
    }, day),
  );
};
/** The names of the rows, from the top. */
const rows = (page: Surface): Promise<string[]> =>
  page.run(
    (root) =>
      [...(root?.querySelectorAll('.item .name, .resp .name') ?? [])].map((one) => one.textContent ?? ''),
    null,
  );

describe.each(browsers)('snoozing, in %s', (name) => {
  describe('by a recruiter', () => {
    const at = staged(name, { undoSeconds: 1 });

    test('removes it from popup and badge until its time, then puts it on top with its reason; hh receives nothing', async () => {
      const stage = at();
      await stage.badgeSays({ text: '7' });
      const popup = await stage.popup();
      await popup.says('Дьяченко Олег Павлович');
      const [first = ''] = await rows(popup);
      const before = requests(stage);
      await popup.press('KeyB');
      await popup.says(ru('back_tomorrow'));
      await popup.press('Enter');
      await popup.says(ru('back_put_said', first));
      await stage.badgeSays({ text: '6', title: ruPlural('badge_responses', 4) });
      await expect.poll(() => rows(popup)).not.toContain(first);
      await expect.poll(() => alarm(stage)).toBeGreaterThan(Date.now());
      await popup.press('KeyZ');
      await stage.badgeSays({ text: '7' });
      await until('back in the list', async () => (await rows(popup)).includes(first));
      await expect.poll(() => alarm(stage)).toBeNull();

      await popup.press('KeyB');
      await popup.says(ru('back_tomorrow'));
      await popup.press('Digit1');
      await stage.badgeSays({ text: '6' });
      await due(stage);
      await stage.badgeSays({ text: '7', title: ruPlural('badge_reminders', 1) });
      await popup.says(ruPlural('back_late', 1));
      const put = (await rows(popup))[0] ?? '';
      await popup.press('Digit3');
      await popup.says(ru('back_done_note'));
      await expect.poll(() => rows(popup)).toEqual([put]);
      await popup.press('KeyE');
      await popup.says(ru('popup_empty_back'));
      await until('no reminder', async () => !(await stage.badge()).title.includes('вернуться'));
      await stage.badgeSays({ text: '7' });
      expect(requests(stage)).toBe(before);
    });

    test('ends at once with a new message, and has the same key in the panel', async () => {
      const stage = at();
      const id = stage.negotiationOf('Петрова');
      const panel = await stage.resume(id);
      await panel.says(ru('back_put'));
      await stage.badgeSays({ text: '7' });
      await panel.click(ru('back_put'));
      await panel.says(ru('back_effect'));
      const before = requests(stage);
      await panel.press('Digit1');
      await panel.says(ru('back_put_said', 'Петрова Инна Сергеевна'));
      await until('fewer', async () => Number((await stage.badge()).text) < 7);
      await panel.press('KeyZ');
      await stage.badgeSays({ text: '7' });
      await panel.press('KeyB');
      await panel.says(ru('back_effect'));
      await panel.press('Digit1');
      await until('fewer', async () => Number((await stage.badge()).text) < 7);
      expect(requests(stage)).toBe(before);
      const { chatId } = stage.world.negotiation(id);
      stage.world.addMessage(chatId ?? '', 'Когда можно прийти?', 'applicant');
      await stage.poll();
      // It waits as before, and one more chat has news.
      await stage.badgeSays({ text: '8', title: ruPlural('badge_reminders', 1) });
      await panel.says(ru('back_message'));
      expect(stage.ledger.traces()).toBe(0);
    });
  });

  describe('on the inbox page', () => {
    const at = staged(name, {
      undoSeconds: 1,
      world: { vacancies: 1, unreadPerVacancy: 6 },
      viewport: { width: 1400, height: 860 },
    });

    test('counts as a decision: the next person opens, Z undoes, a colleague’s move brings it back', async () => {
      const stage = at();
      const inbox = await inboxOf(stage, 6);
      await inbox.press('Enter');
      await until('the first is open', async () => (await openOf(inbox)) !== null);
      const id = (await openOf(inbox)) ?? '';
      await inbox.says(ru('back_put'));
      await inbox.press('KeyB');
      await inbox.says(ru('back_tomorrow'));
      await inbox.press('Enter');
      await until('the next one', async () => ![null, id].includes(await openOf(inbox)));
      await inbox.says(/5 откликов/);
      await inbox.press('KeyZ');
      await until('who was put off is open', async () => (await openOf(inbox)) === id);
      await inbox.says(/6 откликов/);
      await inbox.press('KeyB');
      await inbox.says(ru('back_tomorrow'));
      await inbox.press('Enter');
      await inbox.says(/5 откликов/);
      await inbox.click(ru('back_place'));
      await inbox.says(ru('back_none'));
      await expect.poll(() => rows(inbox)).toHaveLength(1);
      // The next view that reads hh learns of it.
      stage.world.negotiation(id).stageId = 'consider';
      await inbox.tab.goto(stage.browser.pageUrl(`inbox.html?vacancy=${vacancyId}&collection=consider`));
      await inbox.says(/Теперь на этапе/);
      expect(stage.ledger.effects.stateChanges).toEqual([]);
    });
  });

  describe('found automatically for a recruiter', () => {
    const at = staged(name, { undoSeconds: 1, viewport: { width: 1400, height: 860 } });

    test('reminds of a promise in a message in its words; the next message fulfils it, and what was dismissed stays so', async () => {
      const stage = at();
      const id = stage.negotiationOf('Ким');
      const { vacancyId: of } = stage.world.negotiation(id);
      const inbox = await stage.inbox(`vacancy=${of}&collection=interview&negotiation=${id}`);
      const say = async (text: string) => {
        const before = writes(stage);
        await inbox.click(ru('neg_tab_conversation'));
        await inbox.says('Можно перенести на пятницу');
        await inbox.fill(ru('composer_label'), text);
        await inbox.press(sendKey);
        await until('hh has it', () => writes(stage) === before + 1);
      };
      const promised = /Вы писали, что ответите: «Вернёмся с ответом до пятницы\.»/;
      await say('Светлана, спасибо! Вернёмся с ответом до пятницы.');
      await until('it is put down', async () =>
        JSON.stringify(await stage.stored('reminders')).includes('promised'),
      );
      await stage.badgeSays({ title: 'непросмотренных откликов' });
      expect((await stage.badge()).title).not.toContain(ruPlural('badge_reminders', 1));
      await due(stage);
      await stage.badgeSays({ title: ruPlural('badge_reminders', 1) });
      const popup = await stage.popup();
      await popup.press('Digit3');
      await popup.says(promised);
      // What was dismissed is still in the conversation, but is not reported again.
      await popup.press('KeyE');
      await popup.says(ru('popup_empty_back'));
      await inbox.tab.goto(
        stage.browser.pageUrl(`inbox.html?vacancy=${of}&collection=interview&negotiation=${id}`),
      );
      await inbox.click(ru('neg_tab_conversation'));
      await inbox.says('Вернёмся с ответом до пятницы.');
      await say('Светлана, о новом времени напишу завтра.');
      await until('the new one alone', async () => {
        const all = Object.values(Object(await stage.stored('reminders'))).flat();
        return (
          all.flatMap((one) => (Object(one).done ? [] : [Object(one).why.text])).join() ===
          'Светлана, о новом времени напишу завтра.'
        );
      });
      await say('Ждём вас в пятницу в 12:00.');
      await until('kept', async () => {
        const all = Object.values(Object(await stage.stored('reminders'))).flat();
        return all.length > 0 && all.every((one) => Object(one).done);
      });
    });
  });

  describe('for a stage that lasts', () => {
    const at = staged(name, {
      undoSeconds: 1,
      world: { vacancies: 1, unreadPerVacancy: 0 },
      viewport: { width: 1400, height: 860 },
    });

    test('reports once that it takes much longer than usual on the vacancy, without further requests', async () => {
      const stage = at();
      const { world } = stage;
      /** Was moved to an interview this many days ago, and stayed there for some. */
      const interviewed = (days: number, stayed: number | null) => {
        const one = world.addResponse({ vacancyId, viewed: true, at: Date.now() - (days + 1) * day });
        const change = (stageId: string, ago: number) => {
          one.stageId = stageId;
          one.changes.push({ at: Date.now() - ago * day, stageId, withMessage: false });
        };
        change('interview', days);
        if (stayed !== null) change('offer', days - stayed);
        return one;
      };
      for (const stayed of [2, 3, 3, 4, 6]) interviewed(20, stayed);
      const slow = interviewed(12, null);
      interviewed(4, null);

      const inbox = await stage.inbox(`vacancy=${vacancyId}&collection=offer`);
      const history = 'get-resume-negotiations-history';
      const readHistory = () =>
        until('its history is read', async () => {
          await inbox.click(ru('neg_tab_history'));
          const { resumeHash } = world.negotiation((await openOf(inbox)) ?? '');
          return (
            stage.ledger.count(({ operation, path }) => operation === history && path.includes(resumeHash)) >
            0
          );
        });
      await until('five', async () => (await rows(inbox)).length === 5);
      await inbox.press('Enter');
      for (let left = 5; left > 0; left--) {
        const id = await until('somebody is open', () => openOf(inbox));
        await readHistory();
        await inbox.press('KeyJ');
        if (left > 1) await until('the next one', async () => (await openOf(inbox)) !== id);
      }
      await inbox.tab.goto(
        stage.browser.pageUrl(`inbox.html?vacancy=${vacancyId}&collection=interview&negotiation=${slow.id}`),
      );
      await readHistory();
      expect(await stage.stored('reminders')).toBeUndefined();

      // The list is read again, as on any other day.
      await inbox.tab.goto(stage.browser.pageUrl(`inbox.html?vacancy=${vacancyId}&collection=interview`));
      await until('two', async () => (await rows(inbox)).length === 2);
      const before = stage.ledger.mark();
      await stage.badgeSays({ title: ruPlural('badge_reminders', 1) });
      await inbox.click(ru('back_place'));
      await inbox.says(/На этапе «Интервью» уже 12 дней или дольше, обычно 3 дня/);
      expect(await rows(inbox)).toHaveLength(1);
      await inbox.press('KeyE');
      await inbox.says(ru('popup_empty_back'));
      await inbox.tab.goto(stage.browser.pageUrl(`inbox.html?vacancy=${vacancyId}&collection=interview`));
      await until('two', async () => (await rows(inbox)).length === 2);
      await inbox.click(ru('back_place'));
      await inbox.says(ru('popup_empty_back'));
      const asked = stage.ledger.since(before).requests.map(({ operation }) => operation);
      expect(asked).not.toContain(history);
      expect(asked).not.toContain('get-negotiation-item');
      expect(stage.ledger.traces()).toBe(0);
    });
  });

  describe('with notes and marks, on the inbox page', () => {
    const at = staged(name, { undoSeconds: 1, viewport: { width: 1400, height: 860 } });

    test('brings a person back with the words of a note; a mark is shown before an invitation, and in the panel', async () => {
      const stage = at();
      const id = stage.negotiationOf('Петрова');
      const { vacancyId: of } = stage.world.negotiation(id);
      const tab = await stage.newTab();
      await tab.goto(stage.browser.pageUrl(`inbox.html?vacancy=${of}&negotiation=${id}`));
      const inbox = new Surface(tab, 'page');
      await inbox.says(ru('back_put'));
      await inbox.press('Digit4');
      await inbox.click(ru('note_add'));
      await inbox.fill(ru('note_add'), 'Спросить про оклад');
      await choose(inbox, dayIn(3));
      await inbox.click(ru('note_save'));
      await inbox.says(ru('back_note_said', 'Петрова Инна Сергеевна'));
      // It is where it was, until its day.
      await until('still in the list', async () => (await rows(inbox)).join().includes('Петрова'));
      await due(stage);
      await stage.badgeSays({ title: ruPlural('badge_reminders', 1) });
      await inbox.says(/Спросить про оклад ·/);

      await until('hh has the note', async () => writes(stage) === 1);
      await inbox.click(ru('avoid_person'));
      await inbox.fill(ru('avoid_reason'), 'Не приходит на встречи');
      await inbox.press('Enter');
      await inbox.says(ru('avoid_take_back'));
      await inbox.says(ru('avoid_row_person'));
      await inbox.press('KeyI');
      await until('said above what sends it', async () => (await inbox.count('form .avoided')) === 1);
      await inbox.press('Escape');
      const panel = await stage.page(stage.world.resumeUrl(id));
      await panel.says(/Не писать · Не приходит на встречи/);
      await panel.click(ru('avoid_take_back'));
      await panel.saysNoMore(/Не приходит на встречи/);
      await until('nowhere', async () => (await inbox.count('.avoided')) === 0);
      // hh received the note, and nothing else.
      expect(writes(stage)).toBe(1);
    });
  });

  describe('by an applicant', () => {
    const at = staged(name, {
      world: { kind: 'applicant', applicantApi: true },
      viewport: { width: 1400, height: 860 },
    });

    test('removes it from popup and page, and brings it back on top', async () => {
      const stage = at();
      const page = await minePage(stage);
      await page.says('Контролёр проектов');
      const [first = ''] = await rows(page);
      const changes = writes(stage);
      await page.click(first);
      await until('it is open', async () => (await openOf(page)) !== null);
      await page.says(ru('back_put'));
      await page.press('KeyB');
      await page.says(ru('back_tomorrow'));
      await page.press('Enter');
      await page.says(ru('back_put_said', first));
      await until('gone', async () => !(await rows(page)).includes(first));
      const popup = await stage.popup();
      await popup.says('Контролёр проектов');
      expect(await rows(popup)).not.toContain(first);
      await popup.press('Digit5');
      await popup.says(first);
      await due(stage);
      await until('on top', async () => (await rows(page))[0] === first);
      expect(writes(stage)).toBe(changes);
    });

    test('reports an interview named in an employer’s message in its words, and as a calendar file', async () => {
      const stage = at();
      const { chatId } = stage.world.negotiation(topicIds.interview);
      const message = stage.world.addMessage(chatId, 'Ждём вас завтра в 15:00, Лесная, 5.', 'employer');
      await stage.poll();
      const page = await minePage(stage, `negotiation=${topicIds.interview}`);
      await page.says(ru('applicant_timeline'));
      await page.press('KeyC');
      await page.says('Ждём вас завтра');
      await page.says(/Похоже, интервью .*«завтра в 15:00»/);
      await page.says(ru('back_calendar'));
      // What was new has been read now, so the list is read again: requests cannot be counted here.
      const before = writes(stage);
      await page.click(ru('back_done'));
      await page.saysNoMore(/Похоже, интервью/);
      // After that only another time is reported: of the same message,
      message.text = 'Ждём вас завтра в 16:00, Лесная, 5.';
      await page.tab.goto(await page.tab.url());
      await page.says(ru('applicant_timeline'));
      await page.press('KeyC');
      await page.says(/Похоже, интервью .*«завтра в 16:00»/);
      await page.click(ru('back_done'));
      await page.saysNoMore(/Похоже, интервью/);
      // or of another one.
      stage.world.addMessage(chatId, 'Переносим: ждём вас послезавтра в 11:00.', 'employer');
      await stage.poll();
      const again = await minePage(stage, `negotiation=${topicIds.interview}`);
      await again.says(ru('applicant_timeline'));
      expect(await again.text()).not.toContain('Похоже, интервью');
      await again.press('KeyC');
      await again.says(/Похоже, интервью .*«послезавтра в 11:00»/);
      expect(writes(stage)).toBe(before);
    });

    test('finds silent responses automatically, and none again once it was dismissed', async () => {
      const stage = at();
      const popup = await stage.popup();
      await popup.says('Контролёр проектов');
      await popup.press('Digit5');
      await popup.says(/Просмотрен, ответа нет с/);
      const found = (await rows(popup)).length;
      await stage.badgeSays({ title: ruPlural('badge_reminders', found) });
      const [first = ''] = await rows(popup);
      const before = writes(stage);
      await popup.press('KeyE');
      await until('one less', async () => !(await rows(popup)).includes(first));
      await stage.badgeSays({ title: ruPlural('badge_reminders', found - 1) });
      await stage.tell('refresh');
      await stage.badgeSays({ title: ruPlural('badge_reminders', found - 1) });
      expect(await rows(popup)).not.toContain(first);

      // The employer is marked, not to be applied to again: shown on each of their rows, and in the form.
      const page = await minePage(stage, 'back=true');
      const [other = ''] = await rows(popup);
      await page.click(other);
      await page.click(ru('avoid_employer'));
      await page.fill(ru('avoid_reason'), 'Не отвечают');
      await page.press('Enter');
      await page.says(/Больше не откликаться · Не отвечают/);
      await popup.says(ru('avoid_row_employer'));
      await page.click(ru('avoid_take_back'));
      await popup.saysNoMore(ru('avoid_row_employer'));
      expect(writes(stage)).toBe(before);
    });
  });
});
