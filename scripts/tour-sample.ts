import { until } from '../tests/e2e/browser.ts';
import type { Stage } from '../tests/e2e/stage.ts';
import { Surface, sendKey } from '../tests/e2e/surface.ts';
import type { Say } from '../tests/e2e/words.ts';
import { save } from './pictures.ts';

/** A page of the sample, once these words stand there; without the line that says so, as a picture has its own. */
export async function inSample(stage: Stage, page: string, words: string): Promise<Surface> {
  const tab = await stage.newTab();
  await tab.goto(stage.browser.pageUrl(`${page}#sample`));
  const shown = new Surface(tab, 'page');
  await shown.says(words);
  return shown;
}

export const withoutLine = ({ tab }: Surface): Promise<void> =>
  tab.evaluate(async () => {
    document.querySelector('.sample')?.remove();
    // The page takes its place.
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  }, null);

/** A refusal in the sample, with the next person open and the way back. */
export async function refused(stage: Stage, say: Say): Promise<Surface> {
  const inbox = await inSample(stage, 'inbox.html?vacancy=101&negotiation=1', 'Соколова Вера Андреевна');
  await until('its actions', async () => (await inbox.count('.acts button:enabled')) > 2);
  await inbox.press('KeyR');
  await until('the letter', async () => Boolean((await inbox.value(say('action_letter')))?.trim()));
  await inbox.press(sendKey);
  await inbox.says(say('undo_take_back'));
  return inbox;
}

/** The sample as a person comes to it, with the line that says what it is. */
export async function sampleTour(stage: Stage, say: Say): Promise<void> {
  await save((await refused(stage, say)).tab, 'sample');
}
