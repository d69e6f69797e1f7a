import { vacancyIds } from '../sandbox/index.ts';
import { until } from '../tests/e2e/browser.ts';
import { screens } from '../tests/e2e/screens.ts';
import type { Stage } from '../tests/e2e/stage.ts';
import type { Surface } from '../tests/e2e/surface.ts';
import { ru } from '../tests/e2e/words.ts';
import { dayOf, dueOf } from '../utils/domain/due.ts';
import { day } from '../utils/time.ts';
import { inboxPage, noRail, pane, save } from './pictures.ts';

/** Everything besides deciding: marks, interviews, reminders, search, export and notifications. */
export async function toolsTour(stage: Stage): Promise<void> {
  await avoiding(stage);
  await meeting(stage);
  await comingBack(stage);
  const found = await screenOf(stage, 'palette');
  await found.fill(ru('palette_title'), 'бухг');
  await found.says(ru('palette_vacancy'));
  await found.says(ru('palette_person'));
  await save(found.tab, 'palette');
  await found.tab.close();
  const list = await screenOf(stage, 'export');
  await save(list.tab, 'export', { x: 363, y: 198, width: 640, height: 372 });
  await list.tab.close();
  const options = await stage.settingsPage('counting');
  await options.click(ru('options_notify_on'));
  await options.says(ru('options_notify_names'));
  await save(options.tab, 'notifications');
}

async function screenOf(stage: Stage, name: string): Promise<Surface> {
  const open = screens[name];
  if (!open) throw new Error(`No screen is called ${name}`);
  return open(stage, ru);
}

/** One candidate was promised an answer, two are snoozed: «Вернуться» says why each is listed. */
async function comingBack(stage: Stage): Promise<void> {
  const promised = stage.negotiationOf('Нечаева');
  const { chatId, vacancyId } = stage.world.negotiation(promised);
  const words = 'Ольга Игоревна, спасибо за встречу! Вернёмся с ответом до конца недели.';
  stage.world.addMessage(chatId ?? '', words, 'employer', stage.world.now() - 4 * day);
  const talk = await stage.inbox(`vacancy=${vacancyId}&negotiation=${promised}`);
  await talk.says('Нечаева Ольга Игоревна');
  await talk.press('Digit2');
  await talk.says('Вернёмся с ответом');
  await talk.tab.close();

  const inbox = await stage.inbox(
    `vacancy=${vacancyIds.chiefAccountant}&negotiation=${stage.negotiationOf('Павлов')}`,
  );
  for (const choice of ['Digit1', 'Digit2']) {
    await inbox.says(ru('back_put'));
    await inbox.press('KeyB');
    await inbox.says(ru('back_effect'));
    if (choice === 'Digit1') await save(inbox.tab, 'put-off', pane);
    await inbox.press(choice);
    await inbox.saysNoMore(ru('back_effect'));
  }
  await inbox.click(ru('back_place'));
  await inbox.click('Нечаева Ольга Игоревна');
  await inbox.says('Опыт работы');
  await inbox.says('Подумать неделю назад');
  await save(inbox.tab, 'reminders');
  await inbox.tab.close();
}

/** «Не писать»: the mark in the list, above the person, and above the form that would send. */
async function avoiding(stage: Stage): Promise<void> {
  const inbox = await screenOf(stage, 'resume');
  await inbox.click(ru('avoid_person'));
  await inbox.fill(ru('avoid_reason'), 'не пришла дважды');
  await inbox.press('Enter');
  await inbox.says(ru('avoid_row_person'));
  await inbox.press('KeyI');
  await until('the letter', async () => (await inbox.value(ru('action_letter')))?.trim());
  // The pointer must not highlight anything in the picture.
  await inbox.tab.hover(600, 740);
  await save(inbox.tab, 'avoided', noRail);
  await inbox.press('Escape');
  await inbox.click(ru('avoid_take_back'));
  await inbox.saysNoMore('не пришла дважды');
  await inbox.tab.close();
}

/** An interview: its day, time and place are in the letter and in a calendar file. */
async function meeting(stage: Stage): Promise<void> {
  const inbox = await screenOf(stage, 'interview');
  const high = { ...pane, height: 1040 };
  await inbox.tab.resize(inboxPage.width, high.height);
  await inbox.fill(ru('meeting_place'), 'Лесная, 5, переговорная на втором этаже');
  await inbox.run(
    (root, values) => {
      for (const [type, value] of Object.entries(values)) {
        const field = root?.querySelector<HTMLInputElement>(`.meeting input[type=${type}]`);
        if (!field) continue;
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    },
    { date: dayOf(dueOf(new Date(Date.now() + 7 * day))), time: '14:00' },
  );
  await inbox.click(ru('meeting_make'));
  await inbox.says(ru('meeting_done'));
  await inbox.run((root) => root?.querySelector('form textarea')?.scrollTo(0, 1000), null);
  await save(inbox.tab, 'interview', high);
  await inbox.tab.close();
}
