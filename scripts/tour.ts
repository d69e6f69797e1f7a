/**
 * `npm run tour`: walks through the product in a headless Chromium, against the local hh, and takes the
 * README's pictures in `docs/pictures` again. `npm start` without a display does the same, but leaves those
 * pictures alone.
 */
import { relative } from 'node:path';
import { until } from '../tests/e2e/browser.ts';
import type { Stage } from '../tests/e2e/stage.ts';
import { sendKey } from '../tests/e2e/surface.ts';
import { ru } from '../tests/e2e/words.ts';
import { badgeStates } from './badge-states.ts';
import { ensureBrowsers } from './browsers.ts';
import { ensureBuild } from './build.ts';
import { boxOf, inboxPage, ofReadme, save, saveInto, withStage } from './pictures.ts';
import { applicantInboxTour, applicantTour, applicantWorld } from './tour-applicant.ts';
import { inboxTour } from './tour-inbox.ts';
import { startTour } from './tour-start.ts';
import { toolsTour } from './tour-tools.ts';

/** The panel with a little of the page around it. */
const besidePage = { x: 868, y: 0, width: 412, height: 684 };

/** @returns `place`, relative to the current folder */
export async function tour(place: string): Promise<string> {
  ensureBrowsers(['chromium']);
  ensureBuild();
  saveInto(place);
  await withStage({ scale: 1.4, panelOpen: null }, panelAndConversation);
  await withStage({ scale: 1.4 }, marksInList);
  await withStage({ scale: 2 }, popupOfRecruiter);
  await withStage({ scale: 1, viewport: inboxPage, grants: true }, async (stage) => {
    await inboxTour(stage);
    await toolsTour(stage);
  });
  const world = applicantWorld;
  const long = { ...world, applicantNegotiations: 485 };
  await withStage({ scale: 1.8, world: long, signedIn: false, grants: true }, applicantTour);
  const applicantApi = true;
  await withStage(
    { scale: 1, viewport: inboxPage, world: { ...world, applicantApi }, signedIn: false },
    async (stage) => {
      await startTour(stage);
      await applicantInboxTour(stage);
    },
  );
  await withStage({ scale: 2 }, badgeStates);
  return relative(process.cwd(), place);
}

async function panelAndConversation(stage: Stage): Promise<void> {
  const id = stage.negotiationOf('Петрова');
  const panel = await stage.resume(id);
  await until('its tab', async () => (await panel.count('.tab.bad')) === 1);
  await save(panel.tab, 'panel-tab', { x: 640, y: 0, width: 640, height: 360 });
  await panel.click(ru('panel_open', 'Отказано 4 месяца назад'));
  await panel.says('Отказано 4 месяца назад');
  await save(panel.tab, 'panel');

  await panel.click('Отказ');
  await until('the letter', async () => (await panel.value(ru('action_letter')))?.includes('Инна'));
  await panel.press(sendKey);
  await panel.says(ru('undo_take_back'));
  await save(panel.tab, 'reject-undo', besidePage);
  await panel.press('KeyZ');
  await panel.saysNoMore(ru('undo_take_back'));

  const talk = await stage.resume(stage.negotiationOf('Ким'));
  await talk.click(ru('panel_chat_unread', 1));
  await talk.says('Можно перенести на пятницу?');
  await talk.fill(ru('composer_label'), 'Пятница подходит, ждём вас в 15:00.');
  await until('what sends it is on', () =>
    talk.run((root) => {
      const button = root?.querySelector('.panel [type=submit]:enabled');
      return button?.getAnimations().length === 0;
    }, null),
  );
  await save(talk.tab, 'conversation', besidePage);
}

/** hh's search, with marks on resumes whose pages were opened before, and the card of one of them. */
async function marksInList(stage: Stage): Promise<void> {
  for (const name of ['Бойко', 'Karimov', 'Ким', 'Нечаева', 'Ахметов']) {
    const panel = await stage.resume(stage.negotiationOf(name));
    await panel.says(ru('history_title'));
    if (name === 'Ахметов') {
      await panel.click(ru('avoid_person'));
      await panel.fill(ru('avoid_reason'), 'не приходит на встречи');
      await panel.press('Enter');
      await panel.says(ru('avoid_take_back'));
    }
    await panel.tab.close();
  }
  const { tab } = await stage.page('https://hh.ru/search/resume?order=name');
  const mark = `[data-resume-hash="${stage.world.negotiation(stage.negotiationOf('Бойко')).resumeHash}"] otklik-mark`;
  const at = await until('a mark', () =>
    tab.inPanel(
      (root) => {
        const box = root?.querySelector('.chip')?.getBoundingClientRect();
        return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      },
      null,
      mark,
    ),
  );
  await tab.hover(at.x, at.y);
  const lines = () => tab.inPanel((root) => root?.querySelectorAll('li').length, null, 'otklik-card');
  await until('its card', async () => (await lines()) ?? 0);
  await save(tab, 'marks', { x: 40, y: 64, width: 900, height: 620 });
}

async function popupOfRecruiter(stage: Stage): Promise<void> {
  const popup = await stage.popup();
  await popup.says('Дьяченко Олег Павлович');
  await popup.click('Петрова Инна Сергеевна');
  await save(popup.tab, 'popup', await boxOf(popup));
}

if (import.meta.main) console.log(`The README pictures are new in ${await tour(ofReadme)}`);
