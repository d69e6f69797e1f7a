import type { Stage } from './stage.ts';
import { Surface } from './surface.ts';

/** Opens our page with an applicant's negotiations. @param query what to show */
export async function minePage(stage: Stage, query = ''): Promise<Surface> {
  const tab = await stage.newTab();
  await tab.goto(stage.browser.pageUrl(`inbox.html?page=applicant${query && `&${query}`}`));
  return new Surface(tab, 'page');
}

/** How many requests to hh's API would have changed something. */
export const writes = ({ ledger }: Stage): number =>
  ledger.count(({ host, method }) => host === 'api.hh.ru' && !/GET|OPTIONS/.test(method));
