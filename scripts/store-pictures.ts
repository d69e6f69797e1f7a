/**
 * `npm run pictures`: makes the pictures for the stores (1280 × 800, and the tile of 440 × 280) in both
 * languages; they go into `docs/store` and into no package. Also makes the small pictures of the welcome page
 * in `public/welcome`, in Russian, like hh's own texts. All show the sample and the local hh.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { topicIds } from '../sandbox/index.ts';
import { type Tab, until } from '../tests/e2e/browser.ts';
import type { Stage } from '../tests/e2e/stage.ts';
import { Surface, sendKey } from '../tests/e2e/surface.ts';
import { en, ru, type Say } from '../tests/e2e/words.ts';
import { ensureBrowsers } from './browsers.ts';
import { ensureBuild } from './build.ts';
import { type Clip, save, saveInto, withStage } from './pictures.ts';
import { applicantWorld, ownList } from './tour-applicant.ts';

const ofStores = resolve(import.meta.dirname, '../docs/store');
const ofWelcome = resolve(import.meta.dirname, '../public/welcome');
const languages = [
  { locale: 'ru', say: ru, english: false },
  { locale: 'en', say: en, english: true },
] as const;

/** The size of a picture for the welcome page, in CSS pixels. */
const small = { width: 400, height: 180 };
/** The rows of a popup, which is centred in its tab. */
const rows = { x: 440, y: 112, ...small };
const at = (x: number, y: number): Clip => ({ x, y, ...small });

/** Opens a page of the sample, and waits until it shows these words. */
async function inSample(stage: Stage, page: string, words: string): Promise<Surface> {
  const tab = await stage.newTab();
  await tab.goto(stage.browser.pageUrl(`${page}#sample`));
  const shown = new Surface(tab, 'page');
  await shown.says(words);
  return shown;
}

/** Removes the bar that says it is a sample: a store's picture has a caption of its own. */
const withoutLine = ({ tab }: Surface): Promise<void> =>
  tab.evaluate(async () => {
    document.querySelector('.sample')?.remove();
    // Waits until the page has taken its place.
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  }, null);

/** A refusal in the sample, with the next person open and the undo bar. */
async function refused(stage: Stage, say: Say): Promise<Surface> {
  const inbox = await inSample(stage, 'inbox.html?vacancy=101&negotiation=1', 'Соколова Вера Андреевна');
  await until('its actions', async () => (await inbox.count('.acts button:enabled')) > 2);
  await inbox.press('KeyR');
  await until('the letter', async () => Boolean((await inbox.value(say('action_letter')))?.trim()));
  await inbox.press(sendKey);
  await inbox.says(say('undo_take_back'));
  return inbox;
}

/** Saves a small picture for the welcome page as WebP, converted in one of the extension's own pages. */
async function saveSmall(tab: Tab, name: string, clip: Clip, own: Tab): Promise<void> {
  const webp = await own.evaluate(
    async (png) => {
      const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      canvas.getContext('2d')?.drawImage(picture, 0, 0);
      const made = await canvas.convertToBlob({ type: 'image/webp', quality: 0.6 });
      return btoa(String.fromCharCode(...new Uint8Array(await made.arrayBuffer())));
    },
    (await tab.screenshot(clip)).toString('base64'),
  );
  mkdirSync(ofWelcome, { recursive: true });
  const bytes = Buffer.from(webp, 'base64');
  writeFileSync(resolve(ofWelcome, `${name}.webp`), bytes);
  console.log(`${name}.webp: ${Math.round(bytes.length / 100) / 10} kB`);
}

async function storePictures(stage: Stage, say: Say): Promise<void> {
  const panel = await inSample(stage, 'sample.html', 'Бухгалтер-кассир');
  await withoutLine(panel);
  await save(panel.tab, '1-panel');
  const inbox = await refused(stage, say);
  await withoutLine(inbox);
  await save(inbox.tab, '2-inbox');
  const talk = await inSample(
    stage,
    'inbox.html?vacancy=101&collection=phone_interview&negotiation=5',
    'Миронова Алёна Викторовна',
  );
  await until('its row', async () => (await talk.count('.opened-row')) === 1);
  await until('its actions', async () => (await talk.count('.acts button:enabled')) > 2);
  await talk.click(say('neg_tab_conversation'));
  await talk.says('Можно в пятницу утром?');
  await talk.run((root) => root?.querySelector('.pane')?.scrollTo(0, 0), null);
  await withoutLine(talk);
  await save(talk.tab, '3-conversation');
  await stage.settings({ theme: 'night' });
  const company = await inSample(stage, 'inbox.html?page=company', 'Северный причал');
  await until('its numbers', async () => (await company.count('.company-page svg, .company-page table')) > 0);
  await withoutLine(company);
  await save(company.tab, '4-company');
  await stage.settings({ theme: 'auto' });
  const popup = await inSample(stage, 'popup.html', 'Соколова Вера Андреевна');
  await withoutLine(popup);
  await onGround(popup);
  await save(popup.tab, '5-popup');
  await tile(stage, say);
}

/** Centres the popup on a plain background, enlarged. */
const onGround = ({ tab }: Surface): Promise<void> =>
  tab.evaluate(() => {
    document.documentElement.style.background = 'var(--bg3)';
    document.body.style.cssText = 'background:none;zoom:1.25;padding-top:20px';
    const box = document.querySelector<HTMLElement>('#app');
    if (box)
      box.style.cssText = 'background:var(--bg);border-radius:12px;overflow:hidden;box-shadow:var(--shadow)';
  }, null);

/** The store's tile: our logo, name and purpose. */
async function tile(stage: Stage, say: Say): Promise<void> {
  const page = await stage.own('welcome.html');
  await page.says(say('welcome_title'));
  await page.tab.resize(440, 280);
  await page.tab.evaluate((words) => {
    const head = document.querySelector<HTMLElement>('.welcome > header');
    if (!head) return;
    const [logo, title, note] = [
      head.querySelector('svg'),
      head.querySelector('h1'),
      head.querySelector('span'),
    ];
    for (const other of head.parentElement?.querySelectorAll(':scope > :not(header)') ?? []) other.remove();
    head.style.cssText =
      'flex-direction:column;justify-content:center;height:232px;gap:12px;text-align:center';
    if (logo) logo.style.cssText = 'width:72px;height:72px';
    if (title) title.style.flex = 'none';
    if (note) note.textContent = words;
  }, say('welcome_recruiter_note'));
  await save(page.tab, 'tile');
}

async function recruiterPictures(stage: Stage): Promise<void> {
  const own = (await stage.own('options.html')).tab;
  const panel = await inSample(stage, 'sample.html', 'Бухгалтер-кассир');
  await withoutLine(panel);
  await saveSmall(panel.tab, 'panel', at(880, 52), own);
  const popup = await inSample(stage, 'popup.html', 'Соколова Вера Андреевна');
  await withoutLine(popup);
  await popup.press('Digit4');
  await until('who waits', async () => (await popup.count('#tab-waiting[aria-selected=true]')) === 1);
  await saveSmall(popup.tab, 'popup', rows, own);

  await stage.signIn();
  await stage.poll();
  for (const name of ['Бойко', 'Ким', 'Нечаева'])
    await (await stage.resume(stage.negotiationOf(name))).says(ru('history_title'));
  const { tab } = await stage.page('https://hh.ru/search/resume?order=name');
  const mark = `[data-resume-hash="${stage.world.negotiation(stage.negotiationOf('Бойко')).resumeHash}"]`;
  const box = await until('a mark', () =>
    tab.inPage((root, of) => {
      const card = root.querySelector(of);
      const { x, y } = card?.getBoundingClientRect() ?? {};
      return card?.querySelector('otklik-mark') && x !== undefined && y !== undefined ? { x, y } : null;
    }, mark),
  );
  await saveSmall(tab, 'marks', at(Math.max(0, box.x), Math.max(0, box.y)), own);
}

async function applicantPictures(stage: Stage): Promise<void> {
  const own = (await stage.own('options.html')).tab;
  await stage.settings({ readPages: true });
  const page = await stage.page(ownList);
  const popup = await stage.popup();
  await popup.says('Руководитель группы отчётности');
  await saveSmall(popup.tab, 'answers', rows, own);
  await popup.press('Digit3');
  await until('the silent ones', async () => (await popup.count('#tab-silent[aria-selected=true]')) === 1);
  await saveSmall(popup.tab, 'silent', rows, own);
  const { vacancyId } = stage.world.negotiation(topicIds.automatic);
  await page.tab.goto(`https://hh.ru/vacancy/${vacancyId}`);
  await page.click(ru('panel_open', ru('applicant_chip_unread')));
  await page.says(/./);
  await saveSmall(page.tab, 'vacancy', at(880, 0), own);
}

ensureBrowsers(['chromium']);
ensureBuild();
for (const { locale, say, english } of languages) {
  saveInto(resolve(ofStores, locale));
  const viewport = { width: 1280, height: 800 };
  await withStage({ scale: 1, viewport, english, signedIn: false }, (stage) => storePictures(stage, say));
}
await withStage({ scale: 1, signedIn: false }, recruiterPictures);
await withStage({ scale: 1, signedIn: false, world: applicantWorld }, applicantPictures);
