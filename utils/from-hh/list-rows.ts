import type { Collection } from '../domain/collection.ts';
import type { ListRow } from '../domain/list-row.ts';
import type { Millis, VacancyCount } from '../domain/negotiation.ts';
import { type PageRead, perPage } from '../domain/row-pages.ts';
import { HhError } from '../hh/errors.ts';
import type {
  CollectionPage,
  Collections,
  WireCollection,
  WireNegotiation,
  WireResume,
} from '../hh/negotiations.ts';
import { hhUrl } from '../hh/pages.ts';
import type { WireArchivedVacancy } from '../hh/vacancies.ts';
import type { VacancyId } from '../ids.ts';
import { fromKnown, type Known, known, type List, thenKnown, unread, valueOr } from '../known.ts';
import { knownNegotiationOf, rowOf } from './transform.ts';

/* hh's shapes in, ours out, for the inbox page; apart from `transform.ts`, which the worker carries. */

export function listRowOf(item: WireNegotiation, vacancyId: VacancyId): ListRow {
  const { state, source, hasUpdates, messaging, test, autoSurvey, actions, resumeDeleted } =
    knownNegotiationOf(item, 0).negotiation;
  const resume = valueOr(item.resume, null);
  return {
    ...rowOf(item, vacancyId),
    state,
    source,
    tags: item.tags.items.map(({ id }) => id),
    hasUpdates,
    messaging,
    testMark: valueOr(test, null)?.mark ?? null,
    autoSurvey,
    areaOf: resume ? valueOr(resume.area, null) : null,
    notes: thenKnown(item.resume, (of) => (of ? notesOf(of) : known(0))),
    resumeDeleted,
    actions: fromKnown(actions, ({ items }) => items),
  };
}

const notesOf = ({ owner }: WireResume): Known<number> =>
  thenKnown(owner, ({ comments }) => {
    const total = comments?.counters?.total;
    return typeof total === 'number' ? known(total) : unread;
  });

export const pageReadOf = (
  page: number,
  answer: CollectionPage,
  vacancyId: VacancyId,
  at: Millis,
): PageRead => ({
  page,
  rows: answer.items.items.map((item) => listRowOf(item, vacancyId)),
  skipped: answer.items.skipped,
  pages: answer.pages ?? page + (answer.items.items.length + answer.items.skipped < perPage ? 1 : 2),
  found: answer.found === null || answer.found === undefined ? unread : known(answer.found),
  hidden: answer.hidden_count,
  at,
  order: answer.ordered_by ? { id: answer.ordered_by.id, name: answer.ordered_by.name ?? '' } : null,
});

type Short = WireCollection['sub_collections']['items'][number];
const collectionOf = (
  { id, name, url, counters, order_types }: Short,
  more: Pick<Collection, 'description' | 'sub'>,
): Collection => ({
  id,
  name,
  url,
  total: thenKnown(counters, ({ total }) => total),
  updates: thenKnown(counters, ({ with_updates }) => with_updates),
  orders: order_types.items,
  ...more,
});

/**
 * What is to be drawn: hh's hidden ones are not; those it generates come last.
 * @throws HhError when the answer has no collections
 */
export function collectionsOf({ collections, generated_collections }: Collections): List<Collection> {
  if (!collections.known) throw new HhError(collections.why, 'no');
  const skipped = collections.value.skipped + generated_collections.skipped;
  const items = [...collections.value.items, ...generated_collections.items]
    .filter(({ hidden }) => hidden !== true)
    .map((collection) =>
      collectionOf(collection, {
        description: collection.description || null,
        sub: collection.sub_collections.items.map((sub) => collectionOf(sub, { description: null, sub: [] })),
      }),
    );
  return { items, skipped };
}

/** A vacancy without counters: an archived one, or one by itself. */
export const uncountedOf = (vacancy: Omit<WireArchivedVacancy, 'archived_at'>): VacancyCount => ({
  id: vacancy.id,
  name: vacancy.name,
  area: vacancy.area,
  manager: known(null),
  unread,
  url: hhUrl(vacancy.alternate_url),
});
