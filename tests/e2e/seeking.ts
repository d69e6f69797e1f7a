import type { Stage } from './stage.ts';
import { Surface } from './surface.ts';

/** Our page of an applicant's negotiations; `query`: what it is to show. */
export async function minePage(stage: Stage, query = ''): Promise<Surface> {
  const tab = await stage.newTab();
  await tab.goto(stage.browser.pageUrl(`inbox.html?page=applicant${query && `&${query}`}`));
  return new Surface(tab, 'page');
}

/** How often hh's API was asked to change something. */
export const writes = ({ ledger }: Stage): number =>
  ledger.count(({ host, method }) => host === 'api.hh.ru' && !/GET|OPTIONS/.test(method));
