import { badArgument, notFound } from '../errors.ts';
import type { Negotiation, Vacancy } from '../world/model.ts';
import { collections, generatedCollections, type OrderType, orderTypes, stages } from '../world/pipeline.ts';
import { API, type Api, type Call } from './call.ts';
import { filterOf } from './filters.ts';
import { negotiationItem } from './views/negotiation.ts';

/** `get-negotiations` (the collections of a vacancy) and `get-collection-negotiations-list` (one of them). */
export function addCollections(api: Api): void {
  api.get('/negotiations', (call) => {
    const vacancyId = call.query('vacancy_id');
    if (vacancyId === null && call.account) throw badArgument('vacancy_id');
    const vacancy = call.vacancy(vacancyId ?? '');
    const all = call.world.negotiationsIn(vacancy.id);
    const generated = call.query('with_generated_collections') === 'true';
    return call.context.json({
      collections: collections.map((collection) => ({
        ...head(call, vacancy, collection.id, call.words(collection.name), rowsOf(all, collection.id)),
        description: collection.description,
        hidden: collection.hidden,
        ...(collection.subCollections.length === 0
          ? {}
          : {
              sub_collections: collection.subCollections.map((sub) => ({
                ...head(call, vacancy, sub.id, call.words(sub.name), rowsOf(all, sub.id)),
                root_collection: sub.root,
              })),
            }),
      })),
      generated_collections: generated
        ? generatedCollections.map((collection) => ({
            ...head(call, vacancy, collection.id, call.words(collection.name), rowsOf(all, collection.id)),
            description: collection.description,
          }))
        : [],
      employer_states: stages.map((known) => ({ id: known.id, name: call.words(known.name) })),
    });
  });

  api.get('/negotiations/:collection{[a-z_][a-z0-9_]*}', (call) => {
    const collectionId = call.param('collection');
    const vacancy = call.vacancy(call.query('vacancy_id') ?? fail('vacancy_id'));
    if (!isCollection(collectionId)) throw notFound();
    const order = orderOf(call, vacancy);
    const fits = filterOf(call, collectionId);
    const found = rowsOf(call.world.negotiationsIn(vacancy.id), collectionId)
      .filter(fits)
      .sort(order.compare);
    const page = call.page(found, (negotiation) => negotiation, 50);
    const shown = page.items.filter((negotiation) => !call.world.resume(negotiation.resumeHash).hidden);
    return call.context.json({
      ...page,
      items: shown.map((negotiation) => negotiationItem(call, negotiation)),
      hidden_count: found.filter((negotiation) => call.world.resume(negotiation.resumeHash).hidden).length,
      ordered_by: { id: order.id, name: call.words(order.name) },
    });
  });
}

function fail(name: string): never {
  throw badArgument(name);
}

function isCollection(id: string): boolean {
  return (
    generatedCollections.some((known) => known.id === id) ||
    collections.some((known) => known.id === id || known.subCollections.some((sub) => sub.id === id))
  );
}

/** The negotiations that a collection shows. A sub-collection shows one substage, the root one all the rest. */
export function rowsOf(all: Negotiation[], collectionId: string): Negotiation[] {
  if (collectionId === 'relevant_responses') {
    return all.filter(
      (negotiation) => negotiation.stageId === 'response' && (negotiation.testScore ?? 0) >= 45,
    );
  }
  if (collectionId === 'phone_calls') return all.filter(({ source }) => source === 'PHONE_CALL');
  for (const collection of collections) {
    const own = (negotiation: Negotiation) => collection.stageIds.includes(negotiation.stageId);
    if (collection.id === collectionId) return all.filter(own);
    const sub = collection.subCollections.find((known) => known.id === collectionId);
    if (sub)
      return all.filter(
        (negotiation) => own(negotiation) && negotiation.substageId === (sub.root ? null : sub.id),
      );
  }
  return [];
}

function head(
  call: Call,
  vacancy: Vacancy,
  id: string,
  name: string,
  rows: Negotiation[],
): Record<string, unknown> {
  const url = `${API}/negotiations/${id}?vacancy_id=${vacancy.id}`;
  return {
    id,
    name,
    url,
    counters: {
      total: rows.length,
      with_updates: rows.filter((negotiation) => call.world.hasUpdates(negotiation)).length,
    },
    order_types: orderTypes.map((order) => ({
      id: order.id,
      name: call.words(order.name),
      url: `${url}&order_by=${order.id}`,
    })),
  };
}

function orderOf(call: Call, vacancy: Vacancy): OrderType {
  const wanted = call.query('order_by') ?? vacancy.preferredOrder;
  return orderTypes.find((known) => known.id === wanted) ?? fail('order_by');
}
