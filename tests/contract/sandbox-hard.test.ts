import { Agent, request } from 'node:https';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { companyHash, ids, type Sandbox, startSandbox, vacancyIds } from '../../sandbox/index.ts';
import { type Ask, ask } from './sandbox-client.ts';

/** Behaviour that makes hh harder than its documentation: the sandbox has it by default, or on demand. */
let sandbox: Sandbox;
let token: string;

beforeEach(async () => {
  sandbox = await startSandbox({ world: { accounts: 2 } });
  token = sandbox.world.issueToken().access_token;
});
afterEach(() => sandbox.close());

const call = (path: string, options: Ask = {}) => ask(sandbox, path, { token, ...options });
const fresh = () => sandbox.world.addResponse({ vacancyId: vacancyIds.accountant, letter: 'Добрый день' });
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('addresses returned by hh', () => {
  const addressesIn = (text: string) => text.match(/https:\/\/api\.hh\.ru[^"]*/g) ?? [];

  it('name the requested site', async () => {
    const { id, resumeHash } = fresh();
    const answers = await Promise.all([
      call(`/resumes/${resumeHash}/negotiations_history?host=rabota.by`),
      call(`/negotiations/${id}?host=rabota.by`),
    ]);
    const given = answers.flatMap(({ text }) => addressesIn(text));
    expect(given.length).toBeGreaterThan(10);
    expect(given.filter((one) => new URL(one).searchParams.get('host') !== 'rabota.by')).toEqual([]);
    expect(given.filter((one) => one.split('?').length > 2)).toEqual([]);
  });

  it('name it in the address of a new negotiation, too', async () => {
    const { resumeHash } = fresh();
    const { headers } = await call('/negotiations/phone_interview', {
      method: 'POST',
      form: { resume_id: resumeHash, vacancy_id: vacancyIds.secretary },
    });
    expect(headers.location).toMatch(/^https:\/\/api\.hh\.ru\/negotiations\/\d+\?host=hh\.ru$/);
  });

  it('do not name it if the world says so', async () => {
    sandbox.world.options.hostInAddresses = false;
    const { text } = await call(`/negotiations/${fresh().id}`);
    expect(addressesIn(text).filter((one) => one.includes('host='))).toEqual([]);
  });
});

describe('a resume', () => {
  it('opens by the hash made for its own company, but not by that for another', async () => {
    const { resumeHash } = fresh();
    const status = async (company: string, account: string = ids.account) => {
      const path = `/resumes/${companyHash(resumeHash, company)}/negotiations_history`;
      return (await call(path, { headers: { 'X-Manager-Account-Id': account } })).status;
    };
    expect(await status(ids.employer)).toBe(200);
    expect(await status(ids.otherEmployer)).toBe(404);
    expect(await status(ids.otherEmployer, ids.secondAccount)).toBe(200);
  });
});

describe('texts', () => {
  it('are stored with hh’s own spaces and line ends, not exactly as they were sent', async () => {
    const { id, chatId } = fresh();
    const text = '  Добрый\u00a0день!\r\n\r\n\r\nЖдём   вас. ';
    await call(`/negotiations/${id}/messages`, { method: 'POST', form: { message: text } });
    const { json } = await call(`/common/chats/${chatId}/messages?limit=1&order=prev`);
    expect(json).toMatchObject({ messages: [{ payload: { text: 'Добрый день!\n\nЖдём вас.' } }] });
  });

  it('in an old conversation may fill many pages, the oldest first', async () => {
    const { id, chatId } = fresh();
    sandbox.world.addTalk(chatId, 200);
    const page = async (number: number) =>
      (await call(`/negotiations/${id}/messages?per_page=50&page=${number}`)).json;
    expect(await page(0)).toMatchObject({ pages: 5, items: { 0: { text: 'Добрый день' }, length: 50 } });
    expect(await page(4)).toMatchObject({ items: [{ text: 'Сообщение 200 из 200' }] });
  });
});

describe('a write', () => {
  const note = (ownerId: string): [string, Ask] => [
    `/applicant_comments/${ownerId}`,
    { method: 'POST', form: { text: 'Позвонить', access_type: 'coworkers' } },
  ];
  const owner = () => sandbox.world.resume(fresh().resumeHash).ownerId;

  it('may be performed long after the client has gone', async () => {
    sandbox.faults.add({ match: { method: 'POST' }, kind: 'late', ms: 300, times: 1 });
    const [path, { form }] = note(owner());
    const given = new AbortController();
    const asked = new Promise((resolve) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: sandbox.port,
          path,
          method: 'POST',
          rejectUnauthorized: false,
          signal: given.signal,
          headers: {
            Host: 'api.hh.ru',
            Authorization: `Bearer ${token}`,
            'HH-User-Agent': 'Otklik-test/1.0',
            'Content-Type': 'application/x-www-form-urlencoded',
          },
        },
        resolve,
      );
      sent.on('error', resolve);
      sent.end(new URLSearchParams(form as Record<string, string>).toString());
    });
    while (sandbox.ledger.requests.length === 0) await wait(10);
    given.abort();
    await asked;
    expect(sandbox.ledger.requests).toMatchObject([{ status: 0, fault: 'late' }]);
    expect(sandbox.ledger.effects.comments).toEqual([]);
    while (sandbox.ledger.effects.comments.length === 0) await wait(10);
    expect([...sandbox.world.comments.values()].at(-1)?.text).toBe('Позвонить');
  });

  it('may be cut on a kept-alive connection, and on no other', async () => {
    sandbox.faults.add({ match: { method: 'GET', keptAlive: true }, kind: 'cut-after' });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const once = () =>
      new Promise<number | string>((resolve) => {
        const headers = { Host: 'api.hh.ru', 'HH-User-Agent': 'Otklik-test/1.0' };
        const where = {
          host: '127.0.0.1',
          port: sandbox.port,
          path: '/dictionaries',
          rejectUnauthorized: false,
        };
        request({ ...where, agent, headers }, (response) => {
          response.resume().on('end', () => resolve(response.statusCode ?? 0));
        })
          .on('error', (error) => resolve(error.message))
          .end();
      });
    expect(await once()).toBe(200);
    expect(await once()).toBe('socket hang up');
    agent.destroy();
  });
});

describe('hh’s guard against robots', () => {
  it.each([403, 200] as const)('answers with its own page, as %i', async (status) => {
    sandbox.faults.add({ match: {}, kind: 'guard', status });
    const answer = await call('/me');
    expect(answer).toMatchObject({ status, json: undefined, headers: { 'content-type': /html/ } });
    expect(answer.text).toContain('DDOS-GUARD');
  });
});

describe('by hand', () => {
  it('makes a field drift', async () => {
    const { id } = fresh();
    const told = await ask(sandbox, '/faults', {
      host: 'sandbox.hh.ru',
      method: 'POST',
      json: { kind: 'drift', path: `^/negotiations/${id}$`, field: 'employer_state.id', drift: 'null' },
    });
    expect(told.status).toBe(204);
    expect((await call(`/negotiations/${id}`)).json).toMatchObject({ id, employer_state: { id: null } });
  });

  it('requires the field and the kind of a drift', async () => {
    const told = await ask(sandbox, '/faults', {
      host: 'sandbox.hh.ru',
      method: 'POST',
      json: { kind: 'drift' },
    });
    expect(told.status).toBe(400);
  });
});
