import type { InboxCalls, Option } from '../../components/inbox/calls.ts';
import { asked } from '../../components/ui/result.ts';
import { accountKey } from '../../utils/domain/inbox.ts';
import { perPage } from '../../utils/domain/row-pages.ts';
import { collectionsOf, pageReadOf, uncountedOf } from '../../utils/from-hh/list-rows.ts';
import { toResult } from '../../utils/from-hh/result.ts';
import { vacancyCountOf } from '../../utils/from-hh/transform.ts';
import { createEmployer } from '../../utils/hh/employer.ts';
import { HhError } from '../../utils/hh/errors.ts';
import { createVacancyCalls, preferringOrder } from '../../utils/hh/vacancy.ts';
import { createVacancyFacts } from '../../utils/hh/vacancy-facts.ts';
import { remoteClient } from '../../utils/messaging/ask-hh.ts';
import { sendMessage } from '../../utils/messaging/protocol.ts';
import { accountItem, settingsItem, update } from '../../utils/storage/items.ts';
import { savedViewsItem } from '../../utils/storage/page-items.ts';
import { write } from '../popup/write-calls.ts';

const vacancy = createVacancyCalls(remoteClient);
const { activeVacancies } = createEmployer(remoteClient);
const { facts } = createVacancyFacts(remoteClient);

const vacanciesAtOnce = 50;
const named = ({ id, name }: { id: string; name?: string | null }): Option => ({ id, name: name ?? id });
const filters = () => import('./filter-calls.ts');

async function employerId() {
  const account = await accountItem.getValue();
  if (account.state !== 'signed-in' || !account.employer) throw new HhError('signed-out', 'no');
  return account.employer.id;
}

/** What the inbox page asks of hh (by way of the worker) and of the worker. */
export const calls: InboxCalls = {
  readCollections: (id) => toResult(async () => collectionsOf(await vacancy.collections(id))),
  readPage: ({ url, vacancyId, query, page }) =>
    toResult(async () =>
      pageReadOf(
        page,
        await vacancy.collectionPage({ url, vacancyId, page, perPage, values: query }),
        vacancyId,
        Date.now(),
      ),
    ),
  readVacancy: (id) => toResult(async () => uncountedOf(await facts(id))),
  readActive: (page) =>
    toResult(async () => {
      const { count } = await settingsItem.getValue();
      const { items, pages } = await activeVacancies({
        employerId: await employerId(),
        all: count === 'all',
        page,
        perPage: vacanciesAtOnce,
        orderBy: 'unseen_responses_desc',
      });
      return { vacancies: items.items.map(vacancyCountOf), skipped: items.skipped, pages: pages ?? 1 };
    }),
  readArchived: (page) =>
    toResult(async () => {
      const of = { employerId: await employerId(), page, perPage: vacanciesAtOnce };
      const { items, pages } = await vacancy.archivedVacancies(of);
      return { vacancies: items.items.map(uncountedOf), skipped: items.skipped, pages: pages ?? 1 };
    }),
  readOrder: (id) =>
    toResult(async () => {
      const { order_type } = await vacancy.preferredOrder(id);
      return order_type ? named(order_type) : null;
    }),
  setOrder: (id, order) => {
    const { operation, method, url, form, effects } = preferringOrder(id, order);
    return write({ kind: 'call', operation, method, url, form, effects: [...effects] });
  },
  readWords: async () => (await filters()).readWords(),
  readLanguages: async () => (await filters()).readLanguages(),
  readCountries: async () => (await filters()).readCountries(),
  suggestAreas: async (text) => (await filters()).suggestAreas(text),
  suggestInstitutions: async (text) => (await filters()).suggestInstitutions(text),

  saveView: async (name, address) => {
    const account = accountKey(await accountItem.getValue());
    await update(savedViewsItem, (views) => [
      ...views.filter((view) => view.name !== name || view.account !== account),
      { name, address, account },
    ]);
  },
  deleteView: async (name) => {
    const account = accountKey(await accountItem.getValue());
    await update(savedViewsItem, (views) =>
      views.filter((view) => view.name !== name || view.account !== account),
    );
  },

  refresh: (byItself) => asked(sendMessage('refresh', byItself)),
  readOn: () => asked(sendMessage('readOn')),
  write,
  undo: (id) => sendMessage('undo', id),
  stop: (group) => sendMessage('stop', group),
  retry: (id) => sendMessage('retry', id),
  dismiss: (id) => sendMessage('dismiss', id),
  flush: () => sendMessage('flush'),
  saveSettings: (settings) => asked(sendMessage('saveSettings', settings)),
  openOptions: (section) => sendMessage('openOptions', section),
  signIn: (role) => asked(sendMessage('signIn', role)),
  openTab: async (url) => (await import('../../utils/tabs.ts')).openTab(url),
};
