import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox, vacancyIds } from '../../sandbox/index.ts';
import { dictionaries, options, suggestions } from '../../utils/hh/dictionaries.ts';
import { reader } from '../../utils/hh/read.ts';
import { known, type List, valueOr } from '../../utils/known.ts';
import { openapi, validateResponse } from './openapi.ts';
import { type Answer, ask } from './sandbox-client.ts';

const petrova = 'Петрова';
const deputy = 'Константинопольский';

let sandbox: Sandbox;
let token: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  token = sandbox.world.issueToken().access_token;
});
afterAll(() => sandbox.close());

const list = (query: string, at = `response?vacancy_id=${vacancyIds.chiefAccountant}`): Promise<Answer> =>
  ask(sandbox, `/negotiations/${at}&${query}`, { token });

interface Row {
  id: string;
  resume: { last_name: string | null } | null;
}
const isPage = (json: unknown): json is { found: number; items: Row[] } =>
  typeof json === 'object' && json !== null && 'items' in json && Array.isArray(json.items);
async function found(query: string, at?: string): Promise<(string | null | undefined)[]> {
  const { json, text } = await list(query, at);
  if (!isPage(json)) throw new Error(text);
  expect(json.found).toBe(json.items.length);
  return json.items.map(({ resume }) => resume?.last_name).sort();
}

describe('the filters of a collection', () => {
  it.each([
    ['age_from=35', [petrova]],
    ['age_to=40', [deputy]],
    ['age_from=42', []],
    ['area=1&relocation=living', [petrova]],
    ['area=1&relocation=relocation', [deputy]],
    ['area=1', [deputy, petrova]],
    ['area=113&relocation=living', [deputy, petrova]],
    ['area=88', [deputy]],
    ['area=88&area=97', [deputy]],
    ['citizenship=113', [deputy, petrova]],
    ['citizenship=97', []],
    ['driver_license_types=A&driver_license_types=B', [petrova]],
    ['education_level=master', [deputy]],
    ['educational_institution=38921', [petrova]],
    ['experience=moreThan6&gender=female', [petrova]],
    ['experience=noExperience', []],
    ['gender=male', [deputy]],
    ['language=eng.b2', [deputy, petrova]],
    ['language=eng.c1', [deputy]],
    ['language=eng.b2&language=deu.a1', []],
    ['salary_from=200000', [deputy]],
    ['salary_to=200000', [petrova]],
    ['salary_from=2500&currency=USD', [deputy]],
    ['show_only_with_vehicle=true', [petrova]],
    ['search_radius_meters=50000', [petrova]],
    ['search_text=%D0%BF%D0%B5%D1%82%D1%80%D0%BE%D0%B2%D0%B0', [petrova]],
  ])('%s', async (query, names) => {
    expect(await found(query)).toEqual(names);
  });

  it('convert a salary in another currency, by the rate', async () => {
    const at = `response?vacancy_id=${vacancyIds.accountant}`;
    expect(await found('citizenship=97&salary_from=50000', at)).toEqual(['Rahimova']);
    expect(await found('citizenship=97&salary_from=60000', at)).toEqual([]);
  });

  it('take for new what nobody viewed among responses, and unread messages elsewhere', async () => {
    expect(await found('show_only_new_responses=true')).toEqual([deputy, petrova]);
    const interview = `interview?vacancy_id=${vacancyIds.accountant}`;
    expect(await found('show_only_new=true', interview)).toEqual(['Ким']);
    expect(
      await found('show_only_new=true', `security_check?vacancy_id=${vacancyIds.chiefAccountant}`),
    ).toEqual([]);
  });

  it('ignore the distance if the vacancy has no address to measure from', async () => {
    const { world } = sandbox;
    for (const address of world.addresses.values()) address.city = 'Тула';
    expect(await found('search_radius_meters=1')).toEqual([deputy, petrova]);
    for (const address of world.addresses.values())
      address.city = address.id === '15' ? 'Москва' : 'Санкт-Петербург';
  });

  it('refuse everything but an order and a page for calls', async () => {
    const at = `phone_calls?vacancy_id=${vacancyIds.salesManager}`;
    expect(await found('order_by=created_at&page=0&per_page=20', at)).toEqual(['Ли']);
    const { status, json } = await list('gender=male', at);
    expect(status).toBe(400);
    expect(json).toMatchObject({ errors: [{ type: 'bad_argument', value: 'gender' }] });
  });

  it.each([
    'relocation=living',
    'area=1&relocation=maybe',
    'gender=x',
    'experience=much',
    'education_level=x',
    'driver_license_types=Z',
    'language=eng',
    'currency=XXX',
    'age_from=many',
    'search_radius_meters=near',
  ])('refuse a value that hh would not know: %s', async (query) => {
    const { status, json } = await list(query);
    expect(status).toBe(400);
    expect(json).toMatchObject({ errors: [{ type: 'bad_argument' }] });
  });
});

describe('a generated company', () => {
  it.skipIf(!openapi)('has people of many kinds, and each filter separates them', async () => {
    const large = await startSandbox({ world: { vacancies: 1, unreadPerVacancy: 300 } });
    const own = large.world.issueToken().access_token;
    const count = async (query: string): Promise<number> => {
      const { json } = await ask(large, `/negotiations/response?vacancy_id=95000000&per_page=50&${query}`, {
        token: own,
      });
      expect(validateResponse('get-collection-negotiations-list', 200, json)).toEqual([]);
      return isPage(json) ? json.found : 0;
    };
    expect(await count('')).toBe(300);
    for (const query of [
      'age_to=35',
      'area=2&relocation=living',
      'citizenship=40',
      'driver_license_types=B',
      'education_level=special_secondary',
      'educational_institution=39420',
      'experience=noExperience',
      'experience=between1And3',
      'gender=male',
      'language=eng.c1',
      'salary_from=150000',
      'search_radius_meters=10000',
      'show_only_with_vehicle=true',
    ]) {
      const narrowed = await count(query);
      expect(narrowed, query).toBeGreaterThan(5);
      expect(narrowed, query).toBeLessThan(250);
    }
    await large.close();
  });
});

const none = { items: [], skipped: 1 };
describe('the lists that filters use', () => {
  const read = async (path: string) => (await ask(sandbox, path)).json;

  it('dictionaries are readable without a token, in both languages', async () => {
    const words = reader(dictionaries)(await read('/dictionaries'));
    for (const list of Object.values(words)) {
      const read: List<unknown> = !('known' in list) ? list : list.known ? list.value : none;
      expect(read.items.length).toBeGreaterThan(1);
      expect(read.skipped).toBe(0);
    }
    const english = reader(dictionaries)(await read('/dictionaries?locale=EN'));
    expect(valueOr(english.experience, none).items[0]?.name).toEqual(known('No experience'));
  });

  it.each([
    ['/languages', { id: 'eng', name: known('Английский') }],
    ['/areas/countries', { id: '113', name: known('Россия') }],
  ])('%s', async (path, one) => {
    expect(reader(options)(await read(path)).items).toContainEqual(expect.objectContaining(one));
  });

  it.each([
    ['area_leaves', 'каз', ['Казань']],
    ['area_leaves', 'петербург', ['Санкт-Петербург']],
    ['area_leaves', 'атлантида', []],
    ['educational_institutions', 'МГУ', ['Московский государственный университет имени М. В. Ломоносова']],
  ])('/suggests/%s for "%s"', async (what, text, names) => {
    const { items } = reader(suggestions)(await read(`/suggests/${what}?text=${encodeURIComponent(text)}`));
    expect(items.items.map((one) => one.text)).toEqual(names.map(known));
  });

  it('suggestions require more than one letter', async () => {
    expect((await ask(sandbox, '/suggests/area_leaves?text=x')).status).toBe(400);
  });
});
