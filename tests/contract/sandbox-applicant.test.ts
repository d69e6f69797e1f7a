import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  applicantVacancies,
  RUDE_WORD,
  type Sandbox,
  SPAM_WORD,
  startSandbox,
  topicIds,
} from '../../sandbox/index.ts';
import { applicantApi } from './openapi.ts';
import { type Answer, type Ask, ask, pick, rows } from './sandbox-client.ts';

const { openapi, missingReason, operationOf, validateResponse } = applicantApi;
if (!openapi) console.warn(`skipped: ${missingReason}`);

/** The body of `apply-to-vacancy`, the only operation that takes a multipart form. */
async function multipart(fields: Record<string, string>): Promise<Ask> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const encoded = new Response(form);
  const type = encoded.headers.get('Content-Type') ?? '';
  const body = Buffer.from(await encoded.arrayBuffer());
  return { method: 'POST', body, headers: { 'Content-Type': type, 'Content-Length': String(body.length) } };
}

const write = (message: string): Ask => ({ method: 'POST', form: { message } });
const refusal = (value: string, type = 'negotiations') => ({ errors: [{ type, value }] });

/** The published resume that Petrova's own negotiations use. */
const resumeOf = (sandbox: Sandbox) =>
  sandbox.world.resume(sandbox.world.negotiation(topicIds.fresh).resumeHash);

describe.skipIf(!openapi)('answers to an applicant match hh’s OpenAPI', () => {
  let sandbox: Sandbox;
  let token: string;
  const walked = new Set<string>();

  beforeAll(async () => {
    sandbox = await startSandbox({ world: { applicantApi: true, kind: 'applicant' } });
    token = sandbox.world.issueToken().access_token;
  });
  afterAll(() => sandbox.close());

  async function judged(operationId: string, path: string, status = 200, options: Ask = {}): Promise<Answer> {
    const answer = await ask(sandbox, path, { token, ...options });
    expect(answer.status, `${operationId} ${answer.text.slice(0, 300)}`).toBe(status);
    expect(operationOf(options.method ?? 'GET', path.split('?')[0] ?? '')?.operationId).toBe(operationId);
    expect(validateResponse(operationId, status, status === 204 ? undefined : answer.json)).toEqual([]);
    expect(sandbox.ledger.requests.at(-1)?.operation).toBe(operationId);
    walked.add(operationId);
    return answer;
  }

  it.each([
    ['get-current-user-info', '/me'],
    ['get-dictionaries', '/dictionaries'],
    ['get-negotiations', '/negotiations?per_page=100&with_job_search_status=true'],
    ['get-active-negotiations', '/negotiations/active'],
    ['get-mine-resumes', '/resumes/mine'],
    ['get-vacancy', `/vacancies/${applicantVacancies.direct}`],
    ['get-vacancy', `/vacancies/${applicantVacancies.anonymous}`],
    ['get-suitable-resumes', `/vacancies/${applicantVacancies.open}/suitable_resumes`],
    ['get-resumes-by-status', `/vacancies/${applicantVacancies.open}/resumes_by_status`],
  ])('%s, without a side effect', async (operationId, path) => {
    await judged(operationId, path);
    expect(sandbox.ledger.traces()).toBe(0);
  });

  it.each(Object.keys(topicIds).slice(0, 22))('one negotiation: %s', async (name) => {
    const id = Object.entries(topicIds).find(([key]) => key === name)?.[1];
    await judged('get-negotiation-item', `/negotiations/${id}`);
    expect(sandbox.ledger.traces()).toBe(0);
  });

  it('reads and writes with side effects', async () => {
    const { world, ledger } = sandbox;
    const resume = resumeOf(sandbox).hash;
    await judged('get-resume-view-history', `/resumes/${resume}/views`);
    await judged('get-negotiation-messages', `/negotiations/${topicIds.interview}/messages`);
    await judged('get-negotiation-messages', `/negotiations/${topicIds.refusal}/messages`);
    await judged('send-negotiation-message', `/negotiations/${topicIds.fresh}/messages`, 201, write('Да'));
    const letter = world.chatOf(world.negotiation(topicIds.fresh)).messages[0]?.id;
    await judged('edit-negotiation-message', `/negotiations/${topicIds.fresh}/messages/${letter}`, 204, {
      method: 'PUT',
      form: { message: 'Лучше' },
    });
    await judged('hide-active-response', `/negotiations/active/${topicIds.fresh}`, 204, { method: 'DELETE' });
    await judged(
      'apply-to-vacancy',
      '/negotiations',
      201,
      await multipart({ vacancy_id: applicantVacancies.open, resume_id: resume }),
    );
    expect(ledger.traces()).toBe(6);
  });

  it('refusals', async () => {
    const { world } = sandbox;
    const resume = resumeOf(sandbox).hash;
    const apply = async (vacancy: string, status: number) =>
      judged(
        'apply-to-vacancy',
        '/negotiations',
        status,
        await multipart({ vacancy_id: vacancy, resume_id: resume }),
      );
    await apply(applicantVacancies.deleted, 400);
    await apply(applicantVacancies.withTest, 403);
    await apply(applicantVacancies.letterRequired, 403);
    await judged('apply-to-vacancy', '/negotiations', 400, await multipart({ resume_id: resume }));
    await judged(
      'send-negotiation-message',
      `/negotiations/${topicIds.muted}/messages`,
      403,
      write('Добрый день'),
    );
    await judged('send-negotiation-message', '/negotiations/1/messages', 404, write('Добрый день'));
    await judged('get-negotiation-item', '/negotiations/1', 404);
    await judged('get-negotiations', '/negotiations?status=some', 400);
    await judged('get-negotiations', '/negotiations?vacancy_id=1', 404);
    await judged('hide-active-response', `/negotiations/active/${topicIds.hidden}`, 403, {
      method: 'DELETE',
    });
    const letter = world.chatOf(world.negotiation(topicIds.readSilent)).messages[0]?.id;
    await judged('edit-negotiation-message', `/negotiations/${topicIds.readSilent}/messages/${letter}`, 403, {
      method: 'PUT',
      form: { message: 'Лучше' },
    });
    world.negotiation(topicIds.invitation).applicant.chatReady = false;
    await judged(
      'hide-active-response',
      `/negotiations/active/${topicIds.invitation}?with_decline_message=true`,
      425,
      { method: 'DELETE' },
    );
    world.options.applicantApi = false;
    await judged('get-negotiations', '/negotiations', 403);
    await judged('get-mine-resumes', '/resumes/mine', 403);
    world.options.applicantApi = true;
  });

  it('all operations of the document', () => {
    expect([...(openapi?.keys() ?? [])].filter((id) => !walked.has(id))).toEqual([]);
  });
});

describe('the rules for applicants', () => {
  let sandbox: Sandbox;
  let token: string;
  beforeEach(async () => {
    sandbox = await startSandbox({ world: { applicantApi: true, kind: 'applicant' } });
    token = sandbox.world.issueToken().access_token;
  });
  afterEach(() => sandbox.close());

  const call = (path: string, options: Ask = {}) => ask(sandbox, path, { token, ...options });
  const found = async (query: string) => (await call(`/negotiations?per_page=100&${query}`)).json;
  const idsOf = async (query: string) => rows(await found(query), 'items').map((item) => pick(item, 'id'));
  const item = async (id: string) => (await call(`/negotiations/${id}`)).json;
  const apply = async (vacancy: string, more: Record<string, string> = {}) =>
    call(
      '/negotiations',
      await multipart({ vacancy_id: vacancy, resume_id: resumeOf(sandbox).hash, ...more }),
    );
  const hide = (id: string, decline = false) =>
    call(`/negotiations/active/${id}?with_decline_message=${decline}`, { method: 'DELETE' });

  it('leave only /me, the dictionaries and the sign-in when the API is closed', async () => {
    sandbox.world.options.applicantApi = false;
    for (const path of [
      '/negotiations',
      '/negotiations/active',
      `/negotiations/${topicIds.fresh}`,
      `/negotiations/${topicIds.fresh}/messages`,
      '/resumes/mine',
      `/resumes/${resumeOf(sandbox).hash}/views`,
      `/vacancies/${applicantVacancies.open}`,
      '/common/chats',
    ])
      expect(await call(path), path).toMatchObject({
        status: 403,
        json: { errors: [{ type: 'forbidden' }] },
      });
    expect((await apply(applicantVacancies.open)).status).toBe(403);
    expect((await call('/me')).json).toMatchObject({
      is_applicant: true,
      counters: { unread_negotiations: 5, new_resume_views: 2, resumes_count: 3 },
    });
    expect((await call('/dictionaries')).status).toBe(200);
    expect(sandbox.ledger.traces()).toBe(0);
  });

  it('show all persons their own', async () => {
    const other = sandbox.world.issueToken('secondApplicant').access_token;
    const { json } = await call('/negotiations', { token: other });
    expect(rows(json, 'items').map((one) => pick(one, 'id'))).toEqual([
      topicIds.gusevsInvitation,
      topicIds.gusevs,
    ]);
    expect((await call(`/negotiations/${topicIds.fresh}`, { token: other })).status).toBe(404);
    expect((await call(`/resumes/${resumeOf(sandbox).hash}/views`, { token: other })).status).toBe(404);
    expect((await call('/me', { token: other })).json).toMatchObject({ last_name: 'Гусев' });
  });

  it('give a person with both roles both', async () => {
    const both = sandbox.world.issueToken('both').access_token;
    expect((await call('/me', { token: both })).json).toMatchObject({
      is_applicant: true,
      is_employer: true,
      employer: { id: '1455' },
      counters: { unread_negotiations: 1 },
    });
    expect(rows((await call('/negotiations', { token: both })).json, 'items')).toHaveLength(1);
    const vacancy = await call('/negotiations?vacancy_id=93310001', { token: both });
    expect(rows(vacancy.json, 'collections')).not.toHaveLength(0);
    sandbox.world.options.applicantApi = false;
    expect((await call('/negotiations', { token: both })).status).toBe(403);
    expect((await call('/negotiations?vacancy_id=93310001', { token: both })).status).toBe(200);
  });

  it('filter by every status, by news, by vacancy', async () => {
    const all = await idsOf('status=all');
    expect(await idsOf('')).toEqual(all);
    expect(all).toHaveLength(25);
    const [archived, others] = [await idsOf('status=archived'), await idsOf('status=non_archived')];
    const deleted = await idsOf('status=deleted');
    expect(deleted).toEqual([topicIds.declined, topicIds.hidden]);
    expect([...archived, ...others, ...deleted].sort()).toEqual([...all].sort());
    expect(archived).toEqual(expect.arrayContaining([topicIds.archived, topicIds.deleted]));
    const [response, invitations] = [await idsOf('status=response'), await idsOf('status=invitations')];
    expect([...response, ...invitations].sort()).toEqual([...(await idsOf('status=active'))].sort());
    expect(response).toContain(topicIds.fresh);
    expect(invitations).toEqual(
      expect.arrayContaining([topicIds.invitation, topicIds.interview, topicIds.unknown]),
    );
    expect(await idsOf('status=discard')).toEqual(
      expect.arrayContaining([topicIds.refusal, topicIds.bareRefusal]),
    );
    expect(await idsOf('has_updates=true')).toHaveLength(5);
    expect(await idsOf('has_updates=false')).toHaveLength(25);
    const { vacancyId } = sandbox.world.negotiation(topicIds.offer);
    expect(await idsOf(`vacancy_id=${vacancyId}`)).toEqual([topicIds.offer]);
  });

  it('order by both dates in both directions, and page', async () => {
    const by = async (query: string, field: string) =>
      rows(await found(query), 'items').map((one) => String(pick(one, field)));
    const updated = await by('', 'updated_at');
    expect(updated).toEqual(updated.toSorted().reverse());
    const created = await by('order_by=created_at&order=asc', 'created_at');
    expect(created).toEqual(created.toSorted());
    const { json } = await call('/negotiations?page=1&per_page=20');
    expect(json).toMatchObject({ found: 25, page: 1, pages: 2, per_page: 20 });
    expect(rows(json, 'items')).toHaveLength(5);
    for (const query of ['order_by=name', 'order=up', 'status=x', 'has_updates=1'])
      expect((await call(`/negotiations?${query}`)).status, query).toBe(400);
  });

  it('give each negotiation its special values', async () => {
    expect(await item(topicIds.deleted)).toMatchObject({ vacancy: null, messaging_status: 'archived' });
    expect(await item(topicIds.unknown)).toMatchObject({ state: { id: 'probation' } });
    expect(await item(topicIds.hired)).toMatchObject({ state: { id: 'hired' }, decline_allowed: false });
    expect(await item(topicIds.called)).toMatchObject({
      source: 'PHONE_CALL',
      phone_calls: {
        picked_up_phone_by_opponent: true,
        items: [{ status: 'call_ended', duration_seconds: 120 }, { status: 'did_not_connect' }],
      },
    });
    expect(await item(topicIds.afterInvitation)).toMatchObject({ messaging_status: 'no_invitation' });
    expect(await item(topicIds.refusal)).toMatchObject({ messaging_status: 'no_invitation' });
    expect(await item(topicIds.inARow)).toMatchObject({ messaging_status: 'in_a_row_limit' });
    const invited = await call(`/negotiations/${topicIds.invited}/messages`);
    expect(rows(invited.json, 'items')).toMatchObject([
      { author: { participant_type: 'employer' }, viewed_by_me: false },
    ]);
  });

  it('clear the news once when the messages are read', async () => {
    expect(await item(topicIds.invitation)).toMatchObject({ has_updates: true });
    expect(sandbox.ledger.traces()).toBe(0);
    await call(`/negotiations/${topicIds.invitation}/messages`);
    await call(`/negotiations/${topicIds.invitation}/messages`);
    expect(await item(topicIds.invitation)).toMatchObject({ has_updates: false });
    expect(sandbox.ledger.effects.updatesRead).toEqual([topicIds.invitation]);
    expect((await call('/me')).json).toMatchObject({ counters: { unread_negotiations: 4 } });
  });

  it('leave a message without a letter empty, and can omit it', async () => {
    const path = `/negotiations/${topicIds.bareRefusal}/messages`;
    expect(rows((await call(path)).json, 'items')).toMatchObject([{ text: null, state: { id: 'discard' } }]);
    expect(rows((await call(`${path}?with_text_only=true`)).json, 'items')).toEqual([]);
  });

  it.each([
    ['muted', 'disabled_by_employer'],
    ['afterInvitation', 'no_invitation'],
    ['archived', 'archived'],
    ['inARow', 'in_a_row_limit'],
  ] as const)('refuse a message: %s, %s', async (name, value) => {
    const answer = await call(`/negotiations/${topicIds[name]}/messages`, write('Добрый день'));
    expect(answer).toMatchObject({ status: 403, json: refusal(value) });
    expect(sandbox.ledger.traces()).toBe(0);
  });

  it('refuse a message by its text, for a deleted resume, and by the limit', async () => {
    const send = (text: string) => call(`/negotiations/${topicIds.fresh}/messages`, write(text));
    expect(await send('')).toMatchObject({ json: refusal('empty_message') });
    expect(await send('ж'.repeat(10_001))).toMatchObject({ json: refusal('too_long_message') });
    expect(await send(RUDE_WORD)).toMatchObject({ json: refusal('inappropriate_language_message') });
    sandbox.world.negotiation(topicIds.fresh).applicant.messaging = 'overall_limit';
    expect(await send('Да')).toMatchObject({ json: refusal('overall_limit') });
    sandbox.world.negotiation(topicIds.fresh).applicant.messaging = null;
    sandbox.world.deleteResume(resumeOf(sandbox).hash);
    expect(await send('Да')).toMatchObject({ json: refusal('resume_deleted') });
  });

  it('allow changing a letter until it was viewed', async () => {
    const { world } = sandbox;
    const topic = world.negotiation(topicIds.fresh);
    const [letter] = world.chatOf(topic).messages;
    const change = (message: string, id = letter?.id) =>
      call(`/negotiations/${topic.id}/messages/${id}`, { method: 'PUT', form: { message } });
    const shown = await call(`/negotiations/${topic.id}/messages`);
    expect(rows(shown.json, 'items')).toMatchObject([{ editable: true, viewed_by_opponent: false }]);
    expect((await change('Новое письмо')).status).toBe(204);
    expect(letter?.text).toBe('Новое письмо');
    expect(await change('')).toMatchObject({ json: refusal('message_cannot_be_empty') });
    expect((await change('Так', '1')).status).toBe(404);
    world.employer.reads(topic.id);
    expect(await change('Поздно')).toMatchObject({ status: 403, json: refusal('message_already_viewed') });
    world.employer.archives(topic.id);
    expect(await change('Поздно')).toMatchObject({ json: refusal('vacancy_archived') });
    world.employer.deletes(topic.id);
    expect(await change('Поздно')).toMatchObject({ json: refusal('vacancy_not_found') });
    expect(letter?.text).toBe('Новое письмо');
    expect(sandbox.ledger.effects.messagesEdited).toEqual([letter?.id]);
  });

  it('do not allow changing any other message', async () => {
    const sent = await call(`/negotiations/${topicIds.fresh}/messages`, write('Да'));
    expect(sent.json).toMatchObject({ author: { participant_type: 'applicant' }, editable: false });
    const answer = await call(`/negotiations/${topicIds.fresh}/messages/${pick(sent.json, 'id')}`, {
      method: 'PUT',
      form: { message: 'Нет' },
    });
    expect(answer.status).toBe(403);
  });

  it('hide, with a refusal only where one is allowed', async () => {
    expect((await hide(topicIds.unreadSilent)).status).toBe(204);
    expect(await item(topicIds.unreadSilent)).toMatchObject({ hidden: true, state: { id: 'response' } });
    expect(await hide(topicIds.unreadSilent)).toMatchObject({ status: 403, json: refusal('wrong_state') });
    expect((await hide('1')).status).toBe(404);
    expect((await hide(topicIds.invitation, true)).status).toBe(204);
    expect(await item(topicIds.invitation)).toMatchObject({ hidden: true, state: { id: 'discard' } });
    expect(await hide(topicIds.refusal, true)).toMatchObject({ json: refusal('no_invitation') });
    expect(await hide(topicIds.muted, true)).toMatchObject({ json: refusal('disabled_by_employer') });
    expect(await hide(topicIds.hired, true)).toMatchObject({ json: refusal('wrong_state') });
    sandbox.world.negotiation(topicIds.offer).applicant.chatReady = false;
    expect(await hide(topicIds.offer, true)).toMatchObject({
      status: 425,
      json: refusal('chat_is_not_ready'),
    });
    expect(sandbox.ledger.effects.hidden).toEqual([
      { negotiationId: topicIds.unreadSilent, declined: false },
      { negotiationId: topicIds.invitation, declined: true },
    ]);
  });

  it('accept an application, and say where it is', async () => {
    const answer = await apply(applicantVacancies.open, { message: 'Здравствуйте!' });
    expect(answer.status).toBe(201);
    expect(answer.headers.location).toMatch(/^\/negotiations\/\d+$/);
    expect(await item(String(answer.headers.location).split('/').at(-1) ?? '')).toMatchObject({
      state: { id: 'response' },
      vacancy: { id: applicantVacancies.open },
      viewed_by_opponent: false,
    });
    expect(await apply(applicantVacancies.open)).toMatchObject({
      status: 403,
      json: refusal('already_applied'),
    });
    expect((await call(`/vacancies/${applicantVacancies.open}`)).json).toMatchObject({
      relations: ['got_response'],
    });
    expect(sandbox.ledger.effects.applied).toHaveLength(1);
  });

  it('lead to the employer’s site for a direct vacancy', async () => {
    expect(await apply(applicantVacancies.direct)).toMatchObject({
      status: 303,
      headers: { location: 'https://example.com/respond/vacancy' },
    });
    expect((await call(`/vacancies/${applicantVacancies.direct}`)).json).toMatchObject({
      type: { id: 'direct' },
      response_url: 'https://example.com/respond/vacancy',
    });
    expect(sandbox.ledger.traces()).toBe(0);
  });

  it.each([
    ['letterRequired', 403, 'message_cannot_be_empty'],
    ['withTest', 403, 'test_required'],
    ['archived', 403, 'invalid_vacancy'],
    ['closed', 403, 'invalid_vacancy'],
    ['deleted', 400, 'vacancy_not_found'],
  ] as const)('refuse an application: %s', async (name, status, value) => {
    expect(await apply(applicantVacancies[name])).toMatchObject({ status, json: refusal(value) });
    expect(sandbox.ledger.traces()).toBe(0);
  });

  it('refuse an application by its resume, its letter and the day’s limit', async () => {
    const { world } = sandbox;
    const { open, anonymous } = applicantVacancies;
    const letter = (message: string) => apply(open, { message });
    expect(await apply(open, { resume_id: 'x' })).toMatchObject({
      status: 400,
      json: { ...refusal('resume_not_found'), bad_argument: 'resume_id' },
    });
    expect(await letter('ж'.repeat(10_001))).toMatchObject({
      status: 403,
      json: refusal('too_long_message'),
    });
    expect(await letter(RUDE_WORD)).toMatchObject({ status: 400, json: refusal('inappropriate_language') });
    expect(await letter(SPAM_WORD)).toMatchObject({ json: refusal('resource_policy_violation') });
    resumeOf(sandbox).access = 'whitelist';
    expect(await apply(anonymous)).toMatchObject({ json: refusal('resume_visibility_conflict') });
    resumeOf(sandbox).access = 'direct';
    world.applicationsADay = 0;
    expect(await apply(open)).toMatchObject({ status: 400, json: refusal('limit_exceeded') });
    const form = { vacancy_id: open, resume_id: resumeOf(sandbox).hash };
    expect(await call('/negotiations', { method: 'POST', form })).toMatchObject({ status: 400 });
    expect(sandbox.ledger.traces()).toBe(0);
  });

  it('say which of the own resumes are suitable, and who viewed them', async () => {
    const { open } = applicantVacancies;
    expect((await call(`/vacancies/${open}/suitable_resumes`)).json).toMatchObject({
      found: 2,
      overall: { not_published: 1 },
    });
    await apply(open);
    expect((await call(`/vacancies/${open}/resumes_by_status`)).json).toMatchObject({
      counters: { suitable: 1, not_published: 1, unavailable: 0, already_applied: 1 },
    });
    const views = `/resumes/${resumeOf(sandbox).hash}/views`;
    expect(rows((await call(views)).json, 'items')).toMatchObject([
      { viewed: false, employer: { name: 'Северный ветер' } },
      { viewed: false },
      { viewed: true },
    ]);
    await call(views);
    expect((await call('/me')).json).toMatchObject({ counters: { new_resume_views: 0 } });
    expect(sandbox.ledger.effects.viewsRead).toEqual([resumeOf(sandbox).hash]);
  });

  it('show the applicant what an employer does', async () => {
    const { employer } = sandbox.world;
    const id = topicIds.unreadSilent;
    employer.reads(id);
    expect(await item(id)).toMatchObject({ viewed_by_opponent: true, has_updates: false });
    employer.writes(id, 'Добрый день');
    expect(await item(id)).toMatchObject({ has_updates: true, state: { id: 'response' } });
    employer.invites(id);
    expect(await item(id)).toMatchObject({ state: { id: 'invitation' }, counters: { unread_messages: 2 } });
    employer.offers(id);
    expect(await item(id)).toMatchObject({ state: { id: 'offer' } });
    employer.refuses(id);
    expect(await item(id)).toMatchObject({ state: { id: 'discard' } });
    employer.moves(topicIds.fresh, 'phone_interview', null);
    expect(await item(topicIds.fresh)).toMatchObject({ state: { id: 'response' }, has_updates: false });
    const begun = employer.begins(sandbox.world.applicant('applicant'), applicantVacancies.open);
    expect(await item(begun.id)).toMatchObject({ state: { id: 'invitation' }, has_updates: true });
    expect(sandbox.ledger.traces()).toBe(0);
  });
});

describe('control by hand and by role', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => sandbox.close());

  /** The user that the OAuth page's code signs in. */
  async function signedInBy(query: string): Promise<unknown> {
    const back = 'https://abc.chromiumapp.org/';
    const answer = await ask(
      sandbox,
      `/oauth/authorize?response_type=code&client_id=a&redirect_uri=${encodeURIComponent(back)}&${query}`,
      { host: 'hh.ru' },
    );
    const code = new URL(String(answer.headers.location)).searchParams.get('code') ?? '';
    const form = {
      grant_type: 'authorization_code',
      client_id: 'a',
      client_secret: 'b',
      code,
      redirect_uri: back,
    };
    const { json } = await ask(sandbox, '/token', { method: 'POST', form });
    return (await ask(sandbox, '/me', { token: String(pick(json, 'access_token')) })).json;
  }

  it('signs in with the requested role, or as the person chosen on the page', async () => {
    expect(await signedInBy('state=1')).toMatchObject({ is_employer: true, is_applicant: false });
    expect(await signedInBy('role=applicant')).toMatchObject({ is_applicant: true, last_name: 'Петрова' });
    expect(await signedInBy('as=both')).toMatchObject({ is_applicant: true, is_employer: true });
    sandbox.world.login = 'secondApplicant';
    expect(await signedInBy('role=applicant')).toMatchObject({ last_name: 'Гусев' });
    expect(await signedInBy('role=employer')).toMatchObject({ is_employer: true });
  });

  it('opens the API, changes the session, and acts as an employer at sandbox.hh.ru', async () => {
    const { world } = sandbox;
    const post = (path: string, form: Record<string, string>) =>
      ask(sandbox, path, { host: 'sandbox.hh.ru', method: 'POST', form });
    await post('/applicant/api', { open: 'true' });
    expect(world.options.applicantApi).toBe(true);
    await post('/applicant/session', { who: 'secondApplicant', gate: 'captcha', spoil: 'cut' });
    expect(world.session).toMatchObject({ who: 'secondApplicant', gate: 'captcha', spoil: 'cut' });
    await post('/applicant/employer', { action: 'refuses', id: topicIds.fresh });
    expect(world.negotiation(topicIds.fresh).state).toBe('discard');
    expect((await post('/applicant/employer', { action: 'sings' })).status).toBe(400);
    expect(sandbox.ledger.requests).toEqual([]);
    expect(sandbox.ledger.traces()).toBe(0);
  });

  it('delivers an applicant’s application to the recruiter', async () => {
    const { world } = sandbox;
    world.options.applicantApi = true;
    const token = world.issueToken('applicant').access_token;
    const [vacancyId] = world.vacancies.keys();
    const own = await ask(sandbox, '/resumes/mine', { token });
    const resumeId = String(pick(rows(own.json, 'items')[1], 'id'));
    world.vacancy(vacancyId ?? '').hasTest = false;
    const sent = await ask(sandbox, '/negotiations', {
      token,
      ...(await multipart({ vacancy_id: vacancyId ?? '', resume_id: resumeId, message: 'Добрый день' })),
    });
    expect(sent.status).toBe(201);
    const list = await ask(sandbox, `/negotiations/response?vacancy_id=${vacancyId}`, {
      token: world.issueToken('manager').access_token,
    });
    expect(rows(list.json, 'items')).toContainEqual(
      expect.objectContaining({ resume: expect.objectContaining({ id: resumeId }) }),
    );
  });
});

it.each([20, 2000])('a world with %i negotiations', async (count) => {
  const large = await startSandbox({
    world: { applicantApi: true, kind: 'applicant', applicantNegotiations: count },
  });
  try {
    const token = large.world.issueToken().access_token;
    const { json } = await ask(large, '/negotiations?per_page=100&page=19', { token });
    expect(json).toMatchObject({ found: Math.max(count, 25), page: 19 });
    expect(rows(json, 'items')).toHaveLength(count === 2000 ? 100 : 0);
  } finally {
    await large.close();
  }
});
