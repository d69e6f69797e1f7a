import type { VacancyCount } from '../domain/negotiation.ts';
import { perPage } from '../domain/row-pages.ts';
import type { Option, PageOf } from '../domain/view.ts';
import { collectionsOf, pageReadOf, uncountedOf, vacancyCountOf } from '../from-hh/negotiations.ts';
import { pageOf } from '../from-hh/page.ts';
import { toResult } from '../hh/errors.ts';
import { createNegotiationCalls, createNegotiationDetails } from '../hh/negotiations.ts';
import { createVacancies, createVacancyDetails, preferringOrder } from '../hh/vacancies.ts';
import type { VacancyId } from '../ids.ts';
import type { Page } from '../known.ts';
import { settingsItem } from '../storage/items.ts';
import { remoteClient, signedIn } from './ask-hh.ts';
import { messages } from './messages.ts';

const { collections } = createNegotiationDetails(remoteClient);
const { negotiations } = createNegotiationCalls(remoteClient);
const { activeVacancies } = createVacancies(remoteClient);
const vacancies = createVacancyDetails(remoteClient);

const vacanciesAtOnce = 50;

export const readCollections = (id: VacancyId) => toResult(async () => collectionsOf(await collections(id)));

/** One page of responses. */
export const readPage = ({ url, vacancyId, query, page }: PageOf) =>
  toResult(async () =>
    pageReadOf(
      page,
      await negotiations({ collection: url, vacancyId, page, perPage, values: query }),
      vacancyId,
      Date.now(),
    ),
  );

/** A vacancy that no list of ours holds. */
export const readVacancy = (id: VacancyId) => toResult(async () => uncountedOf(await vacancies.facts(id)));

/** Words that the vacancy asks for, by vacancy; asked once while the page is open. */
const skillsRead = new Map<VacancyId, string[]>();
export const readKeySkills = (id: VacancyId) =>
  toResult(async () => {
    const skills = skillsRead.get(id) ?? (await vacancies.facts(id)).key_skills.items;
    skillsRead.set(id, skills);
    return skills;
  });

/** Active vacancies beyond those in the store, which keeps the ones with something unread. */
export const readActive = (page: number) =>
  toResult(async (): Promise<Page<VacancyCount>> => {
    const { count } = await settingsItem.getValue();
    const list = await activeVacancies({
      employerId: (await signedIn()).employerId,
      all: count === 'all',
      page,
      perPage: vacanciesAtOnce,
      orderBy: 'unseen_responses_desc',
    });
    return pageOf({ ...list, page }, vacancyCountOf);
  });

export const readArchived = (page: number) =>
  toResult(async (): Promise<Page<VacancyCount>> => {
    const { employerId } = await signedIn();
    const list = await vacancies.archivedVacancies({ employerId, page, perPage: vacanciesAtOnce });
    return pageOf({ ...list, page }, uncountedOf);
  });

/** hh's own order of a vacancy's responses. */
export const readOrder = (id: VacancyId) =>
  toResult(async (): Promise<Option | null> => {
    const { order_type: order } = await vacancies.preferredOrder(id);
    return order ? { id: order.id, name: order.name ?? order.id } : null;
  });

/** Sets it, for everybody who opens the vacancy. */
export function setOrder(id: VacancyId, order: string) {
  return messages.write({ kind: 'call', ...preferringOrder(id, order) });
}
