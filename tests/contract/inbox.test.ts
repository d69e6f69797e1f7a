import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emptyView, type Filters, queryOf } from '../../utils/domain/view.ts';
import { collectionsOf, pageReadOf, uncountedOf } from '../../utils/from-hh/negotiations.ts';
import { createDictionaries, dictionaries } from '../../utils/hh/dictionaries.ts';
import { gesture } from '../../utils/hh/effects.ts';
import {
  collections,
  createNegotiationCalls,
  createNegotiationDetails,
  negotiations,
} from '../../utils/hh/negotiations.ts';
import { reader } from '../../utils/hh/read.ts';
import {
  archivedVacancies,
  createVacancyDetails,
  preferredOrder,
  preferringOrder,
} from '../../utils/hh/vacancies.ts';
import { asId, type EmployerId, type VacancyId } from '../../utils/ids.ts';
import { valueOr } from '../../utils/known.ts';
import { missingReason, openapi, operationOf, type SentRequest, validateRequest } from './openapi.ts';
import { writtenDown } from './written-down.ts';

if (!openapi) console.info(`skipped: ${missingReason}`);

const vacancyId = asId<VacancyId>(123456);
const url = (id: string) => `https://api.hh.ru/negotiations/${id}?vacancy_id=${vacancyId}`;

/** The inbox page's calls to a fake hh that records the requests. */
function world() {
  const { client, sent } = writtenDown();
  return {
    client,
    vacancy: createVacancyDetails(client),
    negotiations: createNegotiationCalls(client),
    details: createNegotiationDetails(client),
    options: createDictionaries(client),
    sent,
  };
}

/**
 * Keeps one value of each parameter: the OpenAPI publishes repeatable parameters as one value ("several may be
 * given", its text says).
 */
function onceEach(request: SentRequest): SentRequest {
  const address = new URL(request.url);
  for (const name of new Set(address.searchParams.keys()))
    address.searchParams.set(name, address.searchParams.get(name) ?? '');
  return { ...request, url: address.href };
}

const everyFilter: Filters = {
  age_from: ['25'],
  age_to: ['40'],
  gender: ['female'],
  area: ['1', '2'],
  relocation: ['living_or_relocation'],
  search_radius_meters: ['5000'],
  citizenship: ['113'],
  experience: ['between1And3', 'moreThan6'],
  education_level: ['higher'],
  educational_institution: ['39144'],
  language: ['eng.b2'],
  salary_from: ['50000'],
  salary_to: ['150000'],
  currency: ['RUR'],
  driver_license_types: ['B'],
  show_only_with_vehicle: ['true'],
};

describe.skipIf(!openapi)('requests of the inbox page', () => {
  const page = (id: string, more: Partial<typeof emptyView>) => ({
    collection: url(id),
    vacancyId,
    page: 3,
    perPage: 50,
    values: queryOf({ ...emptyView, ...more }, id),
  });

  it.each([
    ['response', { onlyNew: true, search: 'главный бухгалтер', order: 'relevance', filters: everyFilter }],
    ['consider', { onlyNew: true, filters: everyFilter }],
    ['phone_calls', { onlyNew: true, search: 'x', order: 'created_at', filters: everyFilter }],
  ])('read one page of %s, with every filter that it takes', async (id, more) => {
    const { negotiations, sent } = world();
    await negotiations.negotiations(page(id, more));
    const [request] = sent;
    expect(request && validateRequest(onceEach(request))).toEqual([]);
    const query = new URL(request?.url ?? '').searchParams;
    expect(query.getAll('vacancy_id')).toEqual([vacancyId]);
    if (id === 'phone_calls') {
      expect([...query.keys()].sort()).toEqual([
        'host',
        'locale',
        'order_by',
        'page',
        'per_page',
        'vacancy_id',
      ]);
    } else expect(query.getAll('area')).toEqual(['1', '2']);
  });

  it('read only pages of a collection: an address that leads elsewhere is refused', async () => {
    const { negotiations, sent } = world();
    for (const foreign of ['https://api.hh.ru/me', 'https://example.org/negotiations/response'])
      await expect(
        negotiations.negotiations({ ...page('response', {}), collection: foreign }),
      ).rejects.toThrow();
    expect(sent).toEqual([]);
  });

  it.each([
    ['get-negotiations', ({ details }: ReturnType<typeof world>) => details.collections(vacancyId)],
    [
      'get-pref-negotiations-order',
      ({ vacancy }: ReturnType<typeof world>) => vacancy.preferredOrder(vacancyId),
    ],
    [
      'get-archived-vacancies',
      ({ vacancy }: ReturnType<typeof world>) =>
        vacancy.archivedVacancies({ employerId: asId<EmployerId>(1455), page: 1, perPage: 50 }),
    ],
    ['get-dictionaries', ({ options }: ReturnType<typeof world>) => options.dictionaries()],
  ])('%s', async (operation, call) => {
    const hh = world();
    await call(hh);
    expect(hh.sent.flatMap((request) => validateRequest(request))).toEqual([]);
    expect(hh.sent.map(({ method, url }) => operationOf(method, url)?.operationId)).toEqual([operation]);
  });

  it('include put-pref-negotiations-order, as the outbox sends it', async () => {
    const { client, sent } = world();
    const { operation, effects, ...call } = preferringOrder(vacancyId, 'relevance');
    await client.send({ ...call, effect: effects, gesture: gesture(...effects), read: () => undefined });
    const [request] = sent;
    expect(request && validateRequest(request)).toEqual([]);
    expect(operationOf('PUT', request?.url ?? '')?.operationId).toBe(operation);
  });
});

const folder = new URL('../../../shared/hh/samples/', import.meta.url);
const sample = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

describe.skipIf(!existsSync(folder))('hh’s own samples', () => {
  it.each(['2026-04', '2026-06'])('a page of a collection, %s', (version) => {
    const wire = reader(negotiations)(sample(`get-collection-negotiations-list.${version}.json`));
    const { rows, skipped, order, pages } = pageReadOf(0, wire, vacancyId, 0);
    expect(rows.length).toBeGreaterThan(0);
    expect(skipped).toBe(0);
    expect(order?.id).toBeTruthy();
    expect(pages).toBeGreaterThan(0);
    expect(rows[0]).toMatchObject({ vacancyId, state: { value: { id: 'response' } } });
    if (version === '2026-06')
      expect(rows[0]).toMatchObject({
        source: 'NEGOTIATION',
        tags: ['AUTO_RESPONSE', 'AUTO_RESPONSE_HH_PRO'],
        autoSurvey: { value: expect.stringContaining('смартфон') },
      });
  });

  it('the collections of a vacancy, with their sub-collections', () => {
    const { items: list } = collectionsOf(
      reader(collections)(sample('get-negotiations.employer.2026-04.json')),
    );
    expect(list[0]).toMatchObject({ id: 'somecollection', total: { value: 5 }, updates: { value: 4 } });
    expect(list[0]?.sub.map(({ id }) => id)).toEqual(['somecollection_1', 'somecollection_2']);
    expect(list[0]?.sub[0]?.orders.map(({ id }) => id)).toContain('created_at');
  });

  it('archived vacancies, the preferred order, the dictionaries of the filters', () => {
    const archived = reader(archivedVacancies)(sample('get-archived-vacancies.2026-04.json'));
    expect(archived.items.items.map(uncountedOf)[0]).toMatchObject({
      id: '8331228',
      name: { value: 'Секретарь' },
    });
    const order = reader(preferredOrder)(sample('get-pref-negotiations-order.2026-04.json'));
    expect(order.order_type?.id).toBe('last_change_time_except_employer_inbox');
    const words = reader(dictionaries)(sample('get-dictionaries.2026-06.json'));
    const none = { items: [], skipped: 1 };
    expect(valueOr(words.experience, none).items.map(({ id }) => id)).toContain('moreThan6');
    expect(valueOr(words.currency, none).items.map(({ code }) => code)).toContain('RUR');
    expect(JSON.stringify(words)).not.toMatch(/"skipped":[1-9]|"known":false/);
  });
});
