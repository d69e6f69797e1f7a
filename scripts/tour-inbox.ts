import { vacancyIds } from '../sandbox/index.ts';
import { until } from '../tests/e2e/browser.ts';
import type { Stage } from '../tests/e2e/stage.ts';
import { Surface } from '../tests/e2e/surface.ts';
import { ru } from '../tests/e2e/words.ts';
import { inNight, noRail, pane, save } from './pictures.ts';

const vacancy = `vacancy=${vacancyIds.chiefAccountant}`;
const hour = 3_600_000;
const letters = [
  'Здравствуйте! Восемь лет веду участок «Зарплата», готова выйти через две недели.',
  'Добрый день! Откликаюсь на вашу вакансию, резюме приложено.',
  undefined,
];

/**
 * The inbox page: the list with an open negotiation, bulk actions, an invitation, the company's statistics,
 * the chats.
 */
export async function inboxTour(stage: Stage): Promise<void> {
  for (let index = 0; index < 13; index++)
    stage.world.addResponse({
      vacancyId: vacancyIds.chiefAccountant,
      letter: letters[index % letters.length],
      at: stage.world.now() - (3 + index * 9) * hour,
      viewed: index > 4,
    });
  await stage.poll();
  const open = async (query: string, words: string): Promise<Surface> => {
    const tab = await stage.newTab();
    await tab.goto(stage.browser.pageUrl(`inbox.html?${query}`));
    const inbox = new Surface(tab, 'page');
    await inbox.says(words);
    return inbox;
  };

  // The next negotiation is open, with the toast over the list; only R and Enter were pressed.
  const inbox = await open(
    `${vacancy}&negotiation=${stage.negotiationOf('Семёнова')}`,
    'Телефонное интервью',
  );
  await inbox.says('Отказ');
  await inbox.says('Павлов');
  await inbox.press('KeyR');
  await until('the letter', async () => (await inbox.value(ru('action_letter')))?.includes('Здравствуйте'));
  await inbox.press('Enter');
  await inbox.says('Отказано 4 месяца назад');
  await inbox.says(ru('undo_take_back'));
  await inbox.says('Налоговый учёт');
  await save(inbox.tab, 'inbox');
  await inNight(stage, inbox, () => save(inbox.tab, 'inbox-dark'));
  await inbox.press('KeyZ');
  await inbox.saysNoMore(ru('undo_take_back'));

  // A resume before and after it is opened: the keyboard is on the row.
  await inbox.press('KeyJ');
  await inbox.press('Enter');
  await inbox.says('Отказано 4 месяца назад');
  await inbox.says('Налоговый учёт');
  await save(inbox.tab, 'resume-before', pane);
  await inbox.press('KeyV');
  await inbox.says(ru('resume_about'));
  await save(inbox.tab, 'resume-after', pane);

  const many = await open(vacancy, 'Петрова');
  for (const _ of letters) {
    await many.press('KeyX');
    await many.press('KeyJ');
    await many.press('KeyJ');
  }
  await many.says('Выбрано 3');
  await save(many.tab, 'several', noRail);
  await many.press('KeyA');
  await many.says('«Отказ» — для всех');
  await many.press('KeyR');
  await many.says('Здравствуйте');
  await many.press('Enter');
  await many.says(/Отказ 15 соискателям через \d+ с/, { timeout: 30_000 });
  await save(many.tab, 'bulk-undo', noRail);
  await many.press('KeyZ');
  await many.saysNoMore(/Отказ 15 соискателям/);

  const { resumeHash } = stage.world.negotiation(stage.negotiationOf('Константинопольский'));
  const invite = await open(`page=invite&resume=${resumeHash}`, ru('invite_already'));
  await invite.click('Логист');
  await invite.click('Интервью');
  await until('the letter', async () => (await invite.value(ru('action_letter')))?.includes('Логист'));
  await save(invite.tab, 'invite', { x: 383, y: 16, width: 600, height: 528 });

  const company = await open('page=company', ru('company_mine'));
  await company.saysNoMore('Читаем у hh');
  await until('my own numbers', async () => !/Отвечено\s+\d+ %\s+—/.test((await company.text()) ?? ''));
  await save(company.tab, 'statistics');

  const chats = await open('page=chats', 'Или в субботу утром.');
  await chats.press('Enter');
  await chats.says(ru('chat_mark'));
  await save(chats.tab, 'chats');
}
