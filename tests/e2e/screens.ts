import { vacancyIds } from '../../sandbox/index.ts';
import { until } from './browser.ts';
import type { Stage } from './stage.ts';
import type { Surface } from './surface.ts';
import type { Say } from './words.ts';

const vacancy = `vacancy=${vacancyIds.chiefAccountant}`;

/** Opens the list, and waits for a row. */
async function listed(stage: Stage, query = vacancy): Promise<Surface> {
  const inbox = await stage.inbox(query);
  await until('on a row', async () => (await inbox.count('.resp .pick:focus')) === 1);
  return inbox;
}

/** Opens Петрова's negotiation at one of the tabs. */
const openAt = (tab: string, words: string) => async (stage: Stage) => {
  const inbox = await stage.inbox(`${vacancy}&negotiation=${stage.negotiationOf('Петрова')}`);
  await inbox.says('Петрова Инна Сергеевна');
  await until('its actions', async () => (await inbox.count('.acts button:enabled')) > 2);
  // Its heading stands above those of forms.
  await until('its verdict', async () => (await inbox.count('.verdict h2')) === 1);
  await inbox.press(tab);
  await inbox.says(words);
  return inbox;
};

const letter = (inbox: Surface, say: Say) =>
  until('the letter', async () => Boolean((await inbox.value(say('action_letter')))?.trim()));

/** Opens each screen of our own pages, and waits until it is complete. */
export const screens: Record<string, (stage: Stage, say: Say) => Promise<Surface>> = {
  list: (stage) => listed(stage),
  async 'nothing found'(stage, say) {
    const inbox = await stage.inbox(`${vacancy}&age_from=90`);
    await inbox.says(say('inbox_nothing'));
    return inbox;
  },
  async 'nobody at a stage'(stage, say) {
    const inbox = await stage.inbox(`vacancy=${vacancyIds.logist}`);
    await inbox.says(say('popup_empty_responses'));
    return inbox;
  },
  async filters(stage, say) {
    const inbox = await listed(stage, `${vacancy}&area=1&salary_from=1000&language=eng.b2&citizenship=113`);
    await inbox.press('KeyF');
    await inbox.says(say('inbox_filter_currency'));
    await inbox.fill(say('inbox_filter_area'), 'каз');
    await until('a town', async () => (await inbox.count('[role=option]')) > 0);
    return inbox;
  },
  async 'views and order'(stage, say) {
    const inbox = await listed(stage);
    await inbox.click(say('inbox_views'));
    await inbox.says(say('inbox_views_none'));
    return inbox;
  },
  async keys(stage) {
    const inbox = await listed(stage);
    await inbox.press({ code: 'Slash', key: '?', shift: true });
    await until('the keys', async () => (await inbox.count('dialog[open]')) > 0);
    return inbox;
  },
  resume: openAt('Digit1', 'Тепло и свет'),
  // Read from hh once, and cached from then on.
  async 'whole resume'(stage, say) {
    const id = stage.negotiationOf('Rahimova');
    const inbox = await stage.inbox(`vacancy=${vacancyIds.accountant}&negotiation=${id}`);
    await inbox.says(say('resume_jobs'));
    await inbox.press('KeyV');
    await inbox.says(say('resume_about'));
    return inbox;
  },
  async conversation(stage, say) {
    const inbox = await openAt('Digit2', 'Мы уже встречались')(stage);
    await inbox.press('KeyC');
    await until('it grows', async () => (await inbox.count('.bar.grown')) === 1);
    await inbox.says(say('composer_send'));
    return inbox;
  },
  async 'a letter'(stage, say) {
    const inbox = await openAt('Digit1', 'Тепло и свет')(stage);
    await inbox.press('KeyR');
    await letter(inbox, say);
    return inbox;
  },
  history: openAt('Digit3', 'Бухгалтер'),
  notes: openAt('Digit4', 'Сильная по налогам'),
  async palette(stage, say) {
    const inbox = await listed(stage);
    await inbox.press({ code: 'KeyK', key: 'k', ctrl: true });
    await inbox.fill(say('palette_title'), 'Петрова');
    await inbox.says(say('palette_person'));
    return inbox;
  },
  async export(stage, say) {
    const inbox = await listed(stage);
    await inbox.click(say('inbox_views'));
    await inbox.click(say('export_menu'));
    await inbox.says(say('export_save'));
    return inbox;
  },
  async interview(stage, say) {
    const inbox = await openAt('Digit1', 'Тепло и свет')(stage);
    await inbox.press('KeyI');
    await letter(inbox, say);
    await inbox.click(say('meeting_open'));
    await inbox.says(say('meeting_note'));
    return inbox;
  },
  async 'bar for many'(stage) {
    const inbox = await listed(stage);
    await inbox.press('KeyA');
    await until('the bar', async () => (await inbox.count('.many-box')) === 1);
    return inbox;
  },
  async 'sheet for many'(stage, say) {
    const inbox = await listed(stage);
    await inbox.press('KeyA');
    await until('the bar', async () => (await inbox.count('.many-box')) === 1);
    await inbox.press('KeyM');
    await inbox.says(say('many_way_each'));
    return inbox;
  },
  async company(stage, say) {
    const inbox = await stage.inbox('page=company');
    await inbox.says(say('company_mine'));
    await inbox.click(say('company_templates'));
    await inbox.says('Отказ после отклика');
    await inbox.click(say('company_rights'));
    await inbox.says(say('company_services'));
    return inbox;
  },
  async chats(stage, say) {
    const inbox = await stage.inbox('page=chats');
    await inbox.says('Или в субботу утром.');
    await inbox.press('Enter');
    await inbox.says(say('chat_mark'));
    await until('the line to write in', async () => (await inbox.count('.bar')) === 1);
    return inbox;
  },
  async invite(stage, say) {
    const { resumeHash } = stage.world.negotiation(stage.negotiationOf('Константинопольский'));
    const inbox = await stage.inbox(`page=invite&resume=${resumeHash}`);
    await inbox.says(say('invite_already'));
    await inbox.click('Логист');
    await until('its actions', async () => (await inbox.count('.acts button, .form button')) > 1);
    return inbox;
  },
};
