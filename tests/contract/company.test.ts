import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ids, type Sandbox, startSandbox } from '../../sandbox/index.ts';
import type { Call, Client } from '../../utils/hh/client.ts';
import { createDictionaries, locales } from '../../utils/hh/dictionaries.ts';
import { gesture } from '../../utils/hh/effects.ts';
import {
  address,
  createCompany,
  employerStatistics,
  mailTemplateChange,
  mailTemplates,
  manager,
  managerStatistics,
  managers,
} from '../../utils/hh/employer.ts';
import { reader } from '../../utils/hh/read.ts';
import { createVacancyDetails, vacancyStats, visitors } from '../../utils/hh/vacancies.ts';
import { type AddressId, asId, type EmployerId, type ManagerId, type VacancyId } from '../../utils/ids.ts';
import { known, valueOr } from '../../utils/known.ts';
import { missingReason, openapi, operationOf, validateRequest } from './openapi.ts';
import { ask } from './sandbox-client.ts';
import { carry, provesCoverage, writtenDown } from './written-down.ts';

if (!openapi) console.info(`skipped: ${missingReason}`);

const employerId = asId<EmployerId>(ids.employer);
const managerId = asId<ManagerId>(ids.manager);
const vacancyId = asId<VacancyId>(123456);

/** All read calls about the company and a vacancy. */
const calls: [operation: string, call: (client: Client) => Promise<unknown>][] = [
  ['get-negotiations-statistics-employer', (client) => createCompany(client).ofEmployer(employerId)],
  [
    'get-negotiations-statistics-manager',
    (client) => createCompany(client).ofManager({ employerId, managerId }),
  ],
  ['get-vacancy-stats', (client) => createVacancyDetails(client).ofVacancy(vacancyId)],
  ['get-vacancy', (client) => createVacancyDetails(client).facts(vacancyId)],
  [
    'get-vacancy-visitors',
    (client) => createVacancyDetails(client).visitors({ vacancyId, page: 1, perPage: 50 }),
  ],
  ['get-mail-templates', (client) => createCompany(client).mailTemplates(employerId)],
  [
    'get-employer-managers',
    (client) => createCompany(client).managers({ employerId, searchText: 'Иванова', page: 0, perPage: 200 }),
  ],
  ['get-employer-manager', (client) => createCompany(client).manager({ employerId, managerId })],
  ['get-manager-settings', (client) => createCompany(client).settings({ employerId, managerId })],
  ['get-address', (client) => createCompany(client).address({ employerId, addressId: asId<AddressId>(15) })],
  ['get-locales', (client) => createDictionaries(client).locales()],
];

describe.skipIf(!openapi)("requests match hh's OpenAPI", () => {
  it.each(calls)('%s', async (operation, call) => {
    const { client, sent } = writtenDown(() => new Response('[]'));
    await call(client).catch(() => {});
    expect(sent).toHaveLength(1);
    for (const request of sent) {
      expect(validateRequest(request)).toEqual([]);
      expect(operationOf(request.method, request.url)?.operationId).toBe(operation);
    }
  });

  it('put-mail-templates-item', async () => {
    const change = mailTemplateChange({ employerId, templateId: 'invite_mail', text: 'Ждём вас, [Name]' });
    const { client, sent } = writtenDown();
    await carry(client, change, gesture('writes'));
    const [request] = sent;
    expect(request && validateRequest(request)).toEqual([]);
    expect(operationOf(change.method, change.url)?.operationId).toBe(change.operation);
    expect(() => mailTemplateChange({ employerId, templateId: '../x', text: '' })).toThrow('bad-argument');
  });
});

const folder = new URL('../../../shared/hh/samples/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
if (!existsSync(folder)) console.info(`skipped: hh's samples are not at ${folder.pathname}`);

describe.skipIf(!existsSync(folder))("hh's samples are read", () => {
  it('statistics', () => {
    const { employer_statistics: of } = reader(employerStatistics)(
      read('get-negotiations-statistics-employer.2026-04.json'),
    );
    expect(of).toMatchObject({
      value: {
        received: known(20),
        viewed_percent: known(23),
        replied_percent: known(0),
        average_reply_time: known(1),
        politeness: { value: { index: 62, index_change: known(0) } },
      },
    });
    const own = reader(managerStatistics)(read('get-negotiations-statistics-manager.2026-04.json'));
    expect(own.manager_statistics).toMatchObject({ value: { politeness: { value: { index: 19 } } } });
    const days = reader(vacancyStats)(read('get-vacancy-stats.2026-04.json')).items;
    expect(valueOr(days, { items: [], skipped: 0 }).items.map(({ views }) => views)).toEqual(
      [36, 35, 32, null, null].map(known),
    );
  });

  it('templates, managers, addresses, languages', () => {
    const templates = reader(mailTemplates)(read('get-mail-templates.2026-04.json'));
    expect(templates.skipped).toBe(0);
    expect(templates.items[0]).toMatchObject({
      id: 'invite_mail',
      type: known('EMAIL'),
      editable: known(true),
    });
    expect(templates.items[0]?.variables.items.map(({ id }) => id)).toContain('HRPhone');
    expect(reader(managers)(read('get-employer-managers.2026-04.json')).items.items[0]?.id).toBe('1507922');
    expect(
      valueOr(reader(manager)(read('get-employer-manager.2026-04.json')).permissions, null)?.items,
    ).toHaveLength(2);
    expect(reader(address)(read('get-address.2026-04.json')).raw).toContain('Годовикова');
    expect(reader(locales)(read('get-locales.2026-04.json')).items.map(({ name }) => name)).toEqual(
      ['Русский', 'English'].map(known),
    );
  });

  it.each(['04', '06'])('visitors of 2026-%s, without the addresses that cost something', (month) => {
    const { items } = reader(visitors)(read(`get-vacancy-visitors.2026-${month}.json`));
    expect(items.skipped).toBe(0);
    expect(items.items.length).toBeGreaterThan(0);
    for (const one of items.items) {
      expect(one).not.toHaveProperty('url');
      expect(one).not.toHaveProperty('actions');
    }
  });
});

describe('the company in the sandbox', () => {
  let sandbox: Sandbox;
  let client: Client;
  let token: string;
  beforeAll(async () => {
    sandbox = await startSandbox();
    token = sandbox.world.tokens.issue('manager').access_token;
    client = {
      async send<T>({ method, url, query, read: readAnswer }: Call<T>): Promise<T> {
        const words = new URLSearchParams();
        for (const [name, value] of Object.entries(query ?? {}))
          for (const one of [value ?? []].flat()) words.append(name, String(one));
        const { status, json } = await ask(sandbox, `${url}?${words}`, { method, token });
        expect(status, url).toBe(200);
        return readAnswer(json, { status, location: null });
      },
    };
  });
  afterAll(() => sandbox.close());

  it.each(calls)('answers %s without a side effect', async (operation, call) => {
    const before = structuredClone(sandbox.ledger.effects);
    const [vacancy] = sandbox.world.vacancies.keys();
    const [addressId] = sandbox.world.addresses.keys();
    const inWorld: Client = {
      send: (of) =>
        client.send({
          ...of,
          url: of.url
            .replace(String(vacancyId), vacancy ?? '')
            .replace(/addresses\/15$/, `addresses/${addressId}`),
        }),
    };
    await expect(call(inWorld), operation).resolves.toBeTruthy();
    expect(sandbox.ledger.effects).toEqual(before);
  });

  it('changes a template for the company, and refuses wrong texts', async () => {
    const [id = ''] = sandbox.world.mailTemplates.keys();
    const put = (text: string) => {
      const { method, url, json } = mailTemplateChange({ employerId, templateId: id, text });
      return ask(sandbox, url, { method, json, token });
    };
    expect((await put('Спасибо, [Name]')).status).toBe(204);
    expect(sandbox.world.mailTemplates.get(id)?.text).toBe('Спасибо, [Name]');
    for (const [text, reason] of [
      ['[Nmae]', 'wrong_variable'],
      ['я'.repeat(10_001), 'too_long'],
    ] as const)
      expect(await put(text)).toMatchObject({ status: 400, json: { errors: [{ reason }] } });
  });
});

provesCoverage('tests/contract/company.test.ts');
