import { topicIds, type WorldOptions } from '../sandbox/index.ts';
import { until } from '../tests/e2e/browser.ts';
import type { Stage } from '../tests/e2e/stage.ts';
import { Surface } from '../tests/e2e/surface.ts';
import { ru } from '../tests/e2e/words.ts';
import type { Event, EventLog } from '../utils/domain/applicant/events.ts';
import { day } from '../utils/time.ts';
import { boxOf, inNight, save } from './pictures.ts';

export const ownList = 'https://hh.ru/applicant/negotiations';

/** The world of an applicant; hh's API is closed to applicants, as it has been since 2025-12-15. */
export const applicantWorld: Partial<WorldOptions> = { kind: 'applicant' };

/** By hh's pages: from the closed API to a popup with answers, and to the tab on one of the applicant's vacancies. */
export async function applicantTour(stage: Stage): Promise<void> {
  await stage.signIn();
  const closed = await stage.popup();
  await closed.says(ru('applicant_closed_title'));
  await save(closed.tab, 'applicant-closed', await boxOf(closed));
  await closed.click(ru('applicant_opt_in'));
  await closed.says(ru('applicant_first'));

  const page = await stage.page(ownList);
  const popup = await stage.popup();
  await popup.says('Руководитель группы отчётности');
  await save(popup.tab, 'applicant-popup', await boxOf(popup));
  await inNight(stage, popup, async () => save(popup.tab, 'applicant-popup-dark', await boxOf(popup)));

  // The whole list is read page by page once the browser allows Otklik to fetch it.
  await stage.settings({ fetchPages: true });
  await popup.click(ru('applicant_part_all'));
  await popup.says(ru('applicant_part_stop'));
  await popup.says(/ещё около \d+ мин/);
  await save(popup.tab, 'applicant-whole', await boxOf(popup));
  await popup.click(ru('applicant_part_stop'));

  const { vacancyId } = stage.world.negotiation(topicIds.automatic);
  await page.tab.goto(`https://hh.ru/vacancy/${vacancyId}`);
  await page.click(ru('panel_open', ru('applicant_chip_unread')));
  await page.says('Этот работодатель уже отказал');
  await save(page.tab, 'applicant-vacancy', { x: 40, y: 0, width: 1240, height: 320 });
}

/** With hh's API open, as its documentation describes it: all negotiations, one of them, the funnel. */
export async function applicantInboxTour(stage: Stage): Promise<void> {
  await stage.signIn();
  await stage.tell('refresh');
  await watchedFor(stage, 88);
  const tab = await stage.newTab();
  const open = async (query: string) => {
    await tab.goto(stage.browser.pageUrl(`inbox.html?page=applicant${query}`));
    return new Surface(tab, 'page');
  };
  const inbox = await open(`&negotiation=${topicIds.invitation}`);
  await inbox.says(ru('applicant_timeline'));
  await inbox.press('KeyC');
  await inbox.says('Удобно созвониться завтра в 12:00?');
  await save(tab, 'applicant-inbox');

  const funnel = await open('');
  await until('the funnel', async () => (await funnel.count('.step')) > 4);
  await save(tab, 'applicant-funnel', { x: 212, y: 0, width: 1154, height: 520 });
}

/** Stores events as if this many responses had been watched for three months. */
async function watchedFor(stage: Stage, responses: number): Promise<void> {
  const { owner } = Object(await stage.stored('applicant'));
  const now = stage.world.now();
  const rows = Array.from({ length: responses }, (_, index) => {
    const events = lifeOf(index, now);
    return { owner: String(owner), id: String(index), at: events.at(-1)?.at ?? now, events };
  });
  await stage.inside(
    (given) =>
      new Promise<void>((done, fail) => {
        const opening = indexedDB.open('otklik-applicant');
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const tx = opening.result.transaction('logs', 'readwrite');
          for (const row of given) tx.objectStore('logs').put(row);
          tx.oncomplete = () => done();
          tx.onerror = () => fail(tx.error);
          opening.result.close();
        };
      }),
    JSON.parse(JSON.stringify(rows)) as typeof rows,
  );
}

/**
 * Of ten responses, four are never viewed, two are viewed without an answer, three are refused, and one leads
 * to an invitation. Some of those invited get an offer.
 */
function lifeOf(index: number, now: number): EventLog[keyof EventLog] {
  const at = now - (1 + (index * 87) / 88) * day;
  const events: Event[] = [{ at, what: 'sent' }];
  const kind = index % 10;
  if (kind < 4) return events;
  events.push({ at: at + (0.4 + (index % 7) / 5) * day, what: 'viewed' });
  if (kind < 6) return events;
  const stage = kind < 9 ? 'discard' : 'invitation';
  const answered = at + (2 + (index % 5)) * day;
  events.push({ at: answered, what: 'stage', stage });
  if (index % 40 === 9) events.push({ at: answered + 9 * day, what: 'stage', stage: 'offer' });
  return events.filter((event) => event.at < now);
}
