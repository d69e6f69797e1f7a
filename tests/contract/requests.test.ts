import { describe, expect, it } from 'vitest';
import { createAuth } from '../../utils/hh/auth.ts';
import { createConversations } from '../../utils/hh/conversations.ts';
import { createDictionaries } from '../../utils/hh/dictionaries.ts';
import { type Effect, gesture } from '../../utils/hh/effects.ts';
import { createCompany, createEmployer } from '../../utils/hh/employer.ts';
import { HhError } from '../../utils/hh/errors.ts';
import { createNegotiationDetails } from '../../utils/hh/negotiations.ts';
import { type AddressId, asId, type ChatId, type NegotiationId, type ResumeId } from '../../utils/ids.ts';
import { known } from '../../utils/known.ts';
import { missingReason, openapi, operationOf, validateRequest } from './openapi.ts';
import { example, provesCoverage, writtenDown } from './written-down.ts';

if (!openapi) console.info(`skipped: ${missingReason}`);

/** Our calls to a fake hh that records the requests. */
function world(answer: () => Response = () => Response.json({ items: [] })) {
  const { client, sent } = writtenDown(answer);
  return {
    employer: createEmployer(client),
    company: createCompany(client),
    details: createNegotiationDetails(client),
    reference: createDictionaries(client),
    chats: createConversations(client),
    auth: createAuth(client),
    sent,
  };
}
type World = ReturnType<typeof world>;

const { employerId, managerId, vacancyId, applicantId, negotiationId: id, chatId, messageId } = example;
const resumeId = asId<ResumeId>('0123456789abcdef');
const api = 'https://api.hh.ru';
const key = '8abcdef8-4abc-4edf-1234-1234567890ab';

const noTrace: Effect[] = [];
const calls: [
  operation: string,
  effects: Effect[],
  call: (hh: World, of: ReturnType<typeof gesture>) => Promise<unknown>,
][] = [
  ['get-current-user-info', noTrace, ({ employer }) => employer.me()],
  ['get-manager-accounts', noTrace, ({ employer }) => employer.managerAccounts()],
  [
    'put-negotiations-collection-to-next-state',
    ['writes'],
    ({ employer }, of) =>
      employer.actOnMany(
        { url: `${api}/negotiations/discard_by_employer`, ids: [id, id], values: { message: 'Спасибо' } },
        of,
      ),
  ],
  [
    'add-applicant-comment',
    ['writes'],
    ({ employer }, of) => employer.addComment({ applicantId, text: 'Сильная', access: 'coworkers' }, of),
  ],
  [
    'get-active-vacancy-list',
    noTrace,
    ({ employer }) =>
      employer.activeVacancies({
        employerId,
        all: true,
        page: 0,
        perPage: 50,
        orderBy: 'unseen_responses_desc',
      }),
  ],
  [
    'get-active-vacancy-list',
    noTrace,
    ({ employer }) => employer.activeVacancies({ employerId, all: false }),
  ],
  [
    'get-active-vacancy-list',
    noTrace,
    ({ employer }) => employer.vacanciesForResume({ employerId, resumeId }),
  ],
  ['get-negotiations', noTrace, ({ details }) => details.collections(vacancyId)],
  [
    'get-collection-negotiations-list',
    noTrace,
    ({ employer }) =>
      employer.negotiations({
        collection: 'response',
        vacancyId,
        page: 1,
        perPage: 50,
        values: { show_only_new: true, search_text: 'а&b' },
      }),
  ],
  [
    'get-collection-negotiations-list',
    noTrace,
    ({ employer }) =>
      employer.negotiations({
        collection: `${api}/negotiations/phone_interview?vacancy_id=123456`,
        vacancyId,
        values: { show_only_new: true, order_by: 'created_at' },
      }),
  ],
  ['get-negotiation-item', noTrace, ({ employer }) => employer.negotiation(id)],
  ['get-resume-negotiations-history', noTrace, ({ employer }) => employer.resumeHistory(resumeId)],
  ['get-applicant-comments-list', noTrace, ({ employer }) => employer.comments(applicantId)],
  [
    'get-negotiation-message-templates',
    noTrace,
    ({ employer }) => employer.template(`${api}/message_templates/invite?topic_id=1359972474`),
  ],
  [
    'get-negotiation-message-templates',
    noTrace,
    ({ employer }) =>
      employer.template(`${api}/message_templates/invite?resume_id=0123456789abcdef&vacancy_id=123456`),
  ],
  [
    'get-employer-addresses',
    noTrace,
    ({ employer }) => employer.addresses({ employerId, page: 0, perPage: 100 }),
  ],
  [
    'change-negotiation-action',
    ['writes'],
    ({ employer }, of) =>
      employer.act(
        {
          method: 'PUT',
          url: `${api}/negotiations/interview/1359972474`,
          values: { message: 'Ждём вас', send_sms: 'true', address_id: asId<AddressId>(15) },
        },
        of,
      ),
  ],
  [
    'invite-applicant-to-vacancy',
    ['writes', 'spends-contact'],
    ({ employer }, of) =>
      employer.act(
        {
          method: 'POST',
          url: `${api}/negotiations/invited`,
          values: { resume_id: resumeId, vacancy_id: vacancyId, message: 'Здравствуйте' },
        },
        of,
      ),
  ],
  [
    'post-negotiations-topics-read',
    ['marks-viewed'],
    ({ employer }, of) => employer.read({ vacancyId, ids: [id, id] }, of),
  ],
  ['get-negotiation-messages', ['marks-viewed'], ({ chats }, of) => chats.oldMessages(id, of, 1)],
  ['send-negotiation-message', ['writes'], ({ chats }, of) => chats.sendOldMessage(id, 'Здравствуйте', of)],
  [
    'get-payable-api-method-access',
    noTrace,
    ({ company }) => company.methodAccess({ employerId, managerId }),
  ],
  ['get-employer-manager-limits', noTrace, ({ company }) => company.resumeLimits({ employerId, managerId })],
  ['get-payable-api-actions', noTrace, ({ company }) => company.payable(employerId)],
  ['get-dictionaries', noTrace, ({ reference }) => reference.dictionaries()],
  [
    'get-common-chat-list',
    noTrace,
    ({ chats }) => chats.list({ unread: true, page: 0, vacancyIds: [vacancyId, vacancyId] }),
  ],
  ['unread-chats-count', noTrace, ({ chats }) => chats.unreadCount().catch(() => 0)],
  [
    'get-chat-messages',
    noTrace,
    ({ chats }) => chats.messages(chatId, { id: messageId, way: 'older' }).catch(() => 0),
  ],
  ['chat-message-post', ['writes'], ({ chats }, of) => chats.send(chatId, { key, text: '<b>жирно</b>' }, of)],
  ['set-last-viewed-message', ['marks-viewed'], ({ chats }, of) => chats.read(chatId, messageId, of)],
  [
    'authorize',
    noTrace,
    ({ auth }) =>
      auth
        .exchange({
          application: { clientId: 'i', clientSecret: 's' },
          code: 'c',
          redirectUri: 'https://x.chromiumapp.org/',
          verifier: 'v',
        })
        .catch(() => 0),
  ],
  ['authorize', noTrace, ({ auth }) => auth.refresh('r').catch(() => 0)],
  ['invalidate-token', noTrace, ({ auth }) => auth.revoke('t')],
];

describe.skipIf(!openapi)("requests match hh's OpenAPI", () => {
  it.each(calls)('%s', async (operation, effects, call) => {
    const hh = world();
    await call(hh, gesture(...effects)).catch((error: unknown) => {
      // The fake gives every call the same answer; only the request matters here.
      if (!(error instanceof HhError) || error.problem.name !== 'unreadable-answer') throw error;
    });
    expect(hh.sent).toHaveLength(1);
    for (const request of hh.sent) {
      expect(validateRequest(request)).toEqual([]);
      expect(operationOf(request.method, request.url)?.operationId).toBe(operation);
    }
  });
});

describe('without a gesture', () => {
  it.each(calls.filter(([, effects]) => effects.length))('%s (%j) is not sent', async (_, effects, call) => {
    for (const missing of effects) {
      const hh = world();
      const less = gesture(...effects.filter((effect) => effect !== missing));
      await expect(call(hh, less)).rejects.toMatchObject({ problem: { name: 'trace-refused' }, sent: 'no' });
      expect(hh.sent).toEqual([]);
    }
  });
});

describe('what hh may send', () => {
  const any = gesture('writes', 'marks-viewed', 'spends-contact', 'spends-view');

  it.each([
    'https://evil.com/negotiations/interview/1',
    '//evil.com/negotiations/interview/1',
    'https://api.hh.ru/token',
    'https://api.hh.ru/negotiations/../token',
    'https://api.hh.ru/negotiations/%2e%2e/token',
    '/applicant_comments/1',
    'javascript:alert(1)',
    '',
  ])('does not follow an action that leads to %j', async (url) => {
    const hh = world();
    await expect(hh.employer.act({ method: 'PUT', url, values: {} }, any)).rejects.toMatchObject({
      problem: { name: 'foreign-address' },
      sent: 'no',
    });
    await expect(hh.employer.template(url)).rejects.toMatchObject({ problem: { name: 'foreign-address' } });
    expect(hh.sent).toEqual([]);
  });

  it.each(['DELETE', 'GET', 'put', '', null, undefined])(
    'does not perform an action by the method %j',
    async (method) => {
      const hh = world();
      await expect(
        hh.employer.act({ method, url: '/negotiations/interview/1', values: {} }, any),
      ).rejects.toMatchObject({
        problem: { name: 'bad-argument' },
        sent: 'no',
      });
      expect(hh.sent).toEqual([]);
    },
  );

  it('refuses a collection whose address would mark a response as viewed', async () => {
    const hh = world();
    const collection = `${api}/negotiations/123/messages`;
    await expect(hh.employer.negotiations({ collection, vacancyId })).rejects.toMatchObject({
      problem: { name: 'trace-refused' },
    });
    expect(hh.sent).toEqual([]);
  });

  it.each(['..', '1/2', '1?x=2', 'a b', '', '%2e', 'я', 'x'.repeat(101)])(
    'makes no address of the id %j',
    async (bad) => {
      const hh = world();
      await expect(hh.employer.negotiation(asId<NegotiationId>(bad))).rejects.toMatchObject({
        problem: { name: 'bad-argument' },
        sent: 'no',
      });
      await expect(hh.chats.messages(asId<ChatId>(bad))).rejects.toBeInstanceOf(HhError);
      expect(hh.sent).toEqual([]);
    },
  );

  it('marks at most fifty responses as read at once', async () => {
    const hh = world();
    for (const ids of [[], Array.from({ length: 51 }, (_, index) => asId<NegotiationId>(index))])
      await expect(hh.employer.read({ vacancyId, ids }, any)).rejects.toMatchObject({
        problem: { name: 'bad-argument' },
      });
    expect(hh.sent).toEqual([]);
  });

  it('uses the special name of "only new" for new responses', async () => {
    const hh = world();
    const values = { show_only_new: true };
    await hh.employer.negotiations({ collection: 'response', vacancyId, values });
    await hh.employer.negotiations({
      collection: `${api}/negotiations/response?vacancy_id=1`,
      vacancyId,
      values,
    });
    await hh.employer.negotiations({ collection: 'consider', vacancyId, values });
    await hh.employer.negotiations({ collection: 'response', vacancyId });
    expect(
      hh.sent.map(({ url }) => [...new URL(url).searchParams.keys()].find((name) => name.startsWith('show'))),
    ).toEqual(['show_only_new_responses', 'show_only_new_responses', 'show_only_new', undefined]);
  });

  it('passes markup and endless names on as text', async () => {
    const text = '<img src=x onerror=alert(1)>\n&amp; «\u00a0»';
    const name = 'Ж'.repeat(100_000);
    const list = {
      items: [{ id: 7, text, created_at: '2024-01-01', author: { full_name: name } }, null, 'x'],
    };
    const { items } = await world(() => Response.json(list)).employer.comments(applicantId);
    expect(items.skipped).toBe(2);
    expect(items.items[0]).toMatchObject({
      id: '7',
      text: known(text),
      created_at: known(Date.UTC(2024, 0)),
      author: known({ full_name: name }),
    });
  });

  it.each(['', '<!doctype html>', '{"items":[', 'null', '7', '"x"', '[]'])(
    'reports the answer %j as a problem',
    async (text) => {
      const { employer, chats } = world(() => new Response(text));
      for (const call of [
        () => employer.me(),
        () => employer.comments(applicantId),
        () => chats.unreadCount(),
      ])
        await expect(call()).rejects.toMatchObject({ problem: { name: 'unreadable-answer' } });
    },
  );

  it('reports an answer of 10 MB as a problem', async () => {
    const { employer } = world(() => new Response(`{"items":["${'x'.repeat(10_000_000)}"]}`));
    await expect(employer.comments(applicantId)).rejects.toMatchObject({
      problem: { name: 'answer-too-big' },
    });
  });

  it.each([{}, { items: null }, { items: {} }, { items: 'none' }])(
    'does not take a page without its list for an empty one: %j',
    async (page) => {
      const { employer } = world(() => Response.json({ found: 1, ...page }));
      await expect(employer.comments(applicantId)).rejects.toMatchObject({
        problem: { name: 'unreadable-answer' },
      });
    },
  );

  it('reports an invalid counter as a problem, not as zero', async () => {
    for (const unread_chats_count of ['many', null, '', {}])
      await expect(
        world(() => Response.json({ unread_chats_count })).chats.unreadCount(),
      ).rejects.toMatchObject({
        problem: { name: 'unreadable-answer' },
      });
    expect(await world(() => Response.json({ unread_chats_count: '12' })).chats.unreadCount()).toBe(12);
  });
});

describe('sending', () => {
  const write = gesture('writes', 'spends-contact');

  it('learns the new message, or that an earlier try arrived', async () => {
    const send = (answer: Response) => world(() => answer).chats.send(chatId, { key, text: 'a' }, write);
    expect(await send(Response.json({ id: 754 }, { status: 201 }))).toEqual({ messageId: '754' });
    expect(await send(new Response('<html>', { status: 201 }))).toEqual({ messageId: null });
    const duplicate = { errors: [{ type: 'conflict', reason: 'already_exists' }] };
    expect(await send(Response.json(duplicate, { status: 409 }))).toEqual({ messageId: null });
    const blocked = { errors: [{ type: 'forbidden', reason: 'chat_blocked' }] };
    await expect(send(Response.json(blocked, { status: 403 }))).rejects.toMatchObject({
      problem: { name: 'chat-blocked' },
      sent: 'answered',
    });
  });

  it.each([
    ['/negotiations/1359972474', '1359972474'],
    ['https://api.hh.ru/negotiations/5/', '5'],
    ['https://evil.com/x', null],
    [null, null],
  ])('reads the invited negotiation from Location %j', async (location, negotiationId) => {
    const answer = () =>
      new Response('<html>', { status: 201, headers: location ? { Location: location } : {} });
    const values = { resume_id: resumeId, vacancy_id: vacancyId };
    expect(
      await world(answer).employer.act({ method: 'POST', url: '/negotiations/invited', values }, write),
    ).toEqual({
      negotiationId,
    });
  });
});

provesCoverage('tests/contract/requests.test.ts');
