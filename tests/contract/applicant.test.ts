import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applicantChanges, createApplicant, createApplicantDetails } from '../../utils/hh/applicant.ts';
import type { Client } from '../../utils/hh/client.ts';
import { createConversations } from '../../utils/hh/conversations.ts';
import { createDictionaries } from '../../utils/hh/dictionaries.ts';
import { type Change, type Effect, type Gesture, gesture } from '../../utils/hh/effects.ts';
import { createEmployer } from '../../utils/hh/employer.ts';
import { problemOf } from '../../utils/hh/errors.ts';
import { asId, type MessageId, type NegotiationId, type ResumeId, type VacancyId } from '../../utils/ids.ts';
import { known, thenKnown } from '../../utils/known.ts';
import { nextStep, type ProblemName } from '../../utils/problem.ts';
import { permissions } from '../../utils/worker/permissions.ts';
import { applicantApi } from './openapi.ts';
import { carry, provesCoverage, writtenDown } from './written-down.ts';

/* The applicant's part of hh's API, as last published (December 2025). */

const { openapi, missingReason, operationOf, validateRequest, validateResponse } = applicantApi;
if (!openapi) console.info(`skipped: ${missingReason}`);

const world = (answer: () => Response = () => Response.json({ id: '35', items: [] })) =>
  writtenDown(answer, null);

const id = asId<NegotiationId>(5_000_000_001);
const messageId = asId<MessageId>(124);
const vacancyId = asId<VacancyId>(100_000_001);
const resumeId = asId<ResumeId>('0123456789abcdef0123456789abcdef012345');
const everything = {
  page: 2,
  perPage: 50,
  orderBy: 'created_at',
  order: 'asc',
  status: 'invitations',
  vacancyId,
} as const;
const letter = { vacancyId, resumeId, message: 'Здравствуйте,\nтокарь <b>5</b> разряда & "мастер"' };

type Read = [string, Effect[], (client: Client, of: Gesture) => Promise<unknown>];
const reads: Read[] = [
  ['get-current-user-info', [], (client) => createEmployer(client).me()],
  ['get-negotiations', [], (client) => createApplicant(client).negotiations()],
  ['get-negotiations', [], (client) => createApplicant(client).negotiations(everything)],
  ['get-negotiation-item', [], (client) => createApplicantDetails(client).negotiation(id)],
  [
    'get-negotiation-messages',
    ['marks-viewed'],
    (client, of) => createApplicantDetails(client).messages(id, of, 1),
  ],
  ['get-mine-resumes', [], (client) => createApplicantDetails(client).resumes()],
  [
    'get-resume-view-history',
    ['marks-viewed'],
    (client, of) => createApplicantDetails(client).views(resumeId, of, 1),
  ],
  ['get-resumes-by-status', [], (client) => createApplicantDetails(client).resumesByStatus(vacancyId)],
  ['get-vacancy', [], (client) => createApplicantDetails(client).vacancy(vacancyId)],
  ['get-dictionaries', [], (client) => createDictionaries(client).dictionaries()],
];

const changes: [string, Change][] = [
  ['edit-negotiation-message', applicantChanges.editLetter(id, messageId, letter.message)],
  ['hide-active-response', applicantChanges.hide(id, true)],
  ['hide-active-response', applicantChanges.hide(id, false)],
];
const writes: Read[] = [
  ['apply-to-vacancy', ['writes'], (client, of) => createApplicant(client).apply(letter, of)],
  [
    'apply-to-vacancy',
    ['writes'],
    (client, of) => createApplicant(client).apply({ vacancyId, resumeId }, of),
  ],
  [
    'send-negotiation-message',
    ['writes'],
    (client, of) => createConversations(client).sendOldMessage(id, letter.message, of),
  ],
  ...changes.map(
    ([operation, change]): Read => [operation, ['writes'], (client, of) => carry(client, change, of)],
  ),
];

/** Rules stated in hh's documentation that this OpenAPI leaves out. */
const leftOut = [
  // «Помимо стандартных параметров пагинации …»: lists take these parameters, named or not.
  'unknown query parameter page',
  'unknown query parameter per_page',
  // The form field for the text of an edited letter has no schema.
  'body of type application/x-www-form-urlencoded, published: none',
];

describe.skipIf(!openapi)("requests match hh's OpenAPI", () => {
  it.each([...reads, ...writes])('%s %j', async (operation, effects, call) => {
    const { client, sent } = world();
    await call(client, gesture(...effects)).catch(() => {});
    expect(sent).toHaveLength(1);
    for (const request of sent) {
      expect(validateRequest(request).filter((one) => !leftOut.includes(one))).toEqual([]);
      expect(operationOf(request.method, request.url)?.operationId).toBe(operation);
    }
  });
});

it.each([...reads, ...writes].filter(([, effects]) => effects.length))(
  'sends %s only with its gesture',
  async (_, effects, call) => {
    const { client, sent } = world();
    await expect(call(client, gesture())).rejects.toMatchObject({ problem: { name: 'trace-refused' } });
    expect(sent).toEqual([]);
    await call(client, gesture(...effects)).catch(() => {});
    expect(sent).toHaveLength(1);
  },
);

it.each(changes)('accepts %s as a request of the outbox', (operation, change) => {
  expect(permissions.write.data().safeParse({ id: 'e', request: { kind: 'call', ...change } }).success).toBe(
    true,
  );
  expect(change.operation).toBe(operation);
});

describe('apply', () => {
  const apply = (answer: () => Response) => {
    const { client, sent } = world(answer);
    return { sent, done: createApplicant(client).apply(letter, gesture('writes')) };
  };

  it('sends the letter unchanged, and learns the negotiation', async () => {
    const { sent, done } = apply(
      () => new Response('', { status: 201, headers: { Location: '/negotiations/123' } }),
    );
    expect(await done).toEqual({ negotiationId: '123' });
    expect(sent[0]).toMatchObject({ redirect: 'manual' });
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body ?? ''))).toEqual({
      vacancy_id: vacancyId,
      resume_id: resumeId,
      message: letter.message,
    });
  });

  it('omits an empty letter', async () => {
    const { client, sent } = world(() => new Response('', { status: 201 }));
    expect(await createApplicant(client).apply({ vacancyId, resumeId }, gesture('writes'))).toEqual({
      negotiationId: null,
    });
    expect(new URLSearchParams(sent[0]?.body ?? '').has('message')).toBe(false);
  });

  it.each([
    // A browser hides the target of a redirect, and that its status was 303.
    ['opaque', () => Response.error()],
    ['303', () => new Response('', { status: 303, headers: { Location: 'https://example.com/respond' } })],
  ])('reports a direct vacancy, which is certainly not answered here (%s)', async (_, answer) => {
    const { sent, done } = apply(answer);
    await expect(done).rejects.toMatchObject({ problem: { name: 'direct-vacancy' }, sent: 'answered' });
    expect(sent).toHaveLength(1);
  });
});

/** Every error in the applicant's documentation: operation, status, error, name. */
const refusals: [string, number, object, ProblemName][] = [
  ['get-negotiations', 403, { type: 'forbidden' }, 'api-closed'],
  ['get-negotiations', 403, { type: 'oauth', value: 'no_scope' }, 'api-closed'],
  ['get-negotiations', 403, { type: 'oauth', value: 'token_revoked' }, 'access-revoked'],
  ['get-negotiations', 400, { type: 'bad_argument', value: 'status' }, 'bad-argument'],
  ['get-negotiations', 404, { type: 'not_found' }, 'not-found'],
  ['get-negotiation-item', 404, { type: 'negotiations', value: 'topic_not_found' }, 'negotiation-not-found'],
  ['get-mine-resumes', 403, { type: 'forbidden' }, 'api-closed'],
  ['get-resume-view-history', 403, { type: 'forbidden' }, 'api-closed'],
  ['get-resume-view-history', 404, { type: 'not_found' }, 'not-found'],
  ['get-resumes-by-status', 403, { type: 'forbidden' }, 'api-closed'],
  ['get-vacancy', 403, { type: 'captcha_required', value: 'captcha_required' }, 'captcha'],
  ['get-vacancy', 404, { type: 'not_found' }, 'not-found'],
  ...(
    [
      ['vacancy_not_found', 'vacancy-invalid'],
      ['resume_not_found', 'resume-not-found'],
      ['limit_exceeded', 'limit-exceeded'],
      ['resource_policy_violation', 'message-policy'],
      ['inappropriate_language', 'message-language'],
    ] as const
  ).map(([value, name]) => apply(400, value, name)),
  ...(
    [
      ['invalid_vacancy', 'vacancy-invalid'],
      ['resume_not_found', 'resume-not-found'],
      ['already_applied', 'already-applied'],
      ['test_required', 'test-required'],
      ['resume_visibility_conflict', 'resume-not-visible'],
      ['edit_forbidden', 'message-not-editable'],
      ['application_denied', 'application-denied'],
      ['limit_exceeded', 'limit-exceeded'],
      ['wrong_state', 'wrong-state'],
      ['empty_message', 'message-empty'],
      ['too_long_message', 'message-too-long'],
      ['inappropriate_language_message', 'message-language'],
      ['resource_policy_violation_message', 'message-policy'],
      ['address_not_found', 'address-not-found'],
      ['not_enough_purchased_services', 'no-services'],
      ['in_a_row_limit', 'in-a-row-limit'],
      ['overall_limit', 'messages-limit'],
      ['no_invitation', 'no-invitation'],
      ['message_cannot_be_empty', 'message-empty'],
      ['disabled_by_employer', 'messages-off'],
      ['resume_deleted', 'resume-deleted'],
      ['archived', 'vacancy-archived'],
      ['chat_archived', 'chat-archived'],
      ['topic_archived', 'chat-archived'],
      ['chat_is_not_ready', 'chat-not-ready'],
    ] as const
  ).map(([value, name]) => apply(403, value, name)),
  ...(
    [
      ['message_cannot_be_empty', 'message-empty'],
      ['message_already_viewed', 'message-already-viewed'],
      ['vacancy_not_found', 'vacancy-invalid'],
      ['resume_not_found', 'resume-not-found'],
      ['vacancy_archived', 'vacancy-archived'],
      ['disabled_by_employer', 'messages-off'],
    ] as const
  ).map(([value, name]) => of('edit-negotiation-message', 403, value, name)),
  ...(
    [
      ['wrong_state', 'wrong-state'],
      ['no_invitation', 'no-invitation'],
      ['disabled_by_employer', 'messages-off'],
    ] as const
  ).map(([value, name]) => of('hide-active-response', 403, value, name)),
  of('hide-active-response', 425, 'chat_is_not_ready', 'chat-not-ready'),
  ['hide-active-response', 404, { type: 'not_found' }, 'not-found'],
];

function of(operation: string, status: number, value: string, name: ProblemName): (typeof refusals)[number] {
  return [operation, status, { type: 'negotiations', value }, name];
}

function apply(status: number, value: string, name: ProblemName) {
  return of('apply-to-vacancy', status, value, name);
}

describe('refusals', () => {
  it.each(refusals)('gives %s %i %j the name %s', async (operation, status, error, name) => {
    const body = { request_id: 'q1', errors: [error] };
    const found = [...reads, ...writes].find(([one]) => one === operation);
    if (!found) throw new Error(operation);
    const [, effects, call] = found;
    const { client } = world(() => Response.json(body, { status }));
    await expect(call(client, gesture(...effects))).rejects.toMatchObject({
      problem: { name, status, requestId: 'q1' },
      sent: 'answered',
    });
    expect(Object.keys(nextStep)).toContain(name);
  });

  it.skipIf(!openapi).each([
    ['apply-to-vacancy', 400],
    ['apply-to-vacancy', 403],
    ['edit-negotiation-message', 403],
    ['hide-active-response', 403],
    ['hide-active-response', 425],
  ])('has a name for every value of %s %i', (operation, status) => {
    const asked = refusals.filter(([one, code]) => one === operation && code === status);
    for (const [, , error] of asked)
      expect(validateResponse(operation, status, { request_id: 'q1', errors: [error] })).toEqual([]);
    const strange = { request_id: 'q1', errors: [{ type: 'negotiations', value: 'strange' }] };
    const published = validateResponse(operation, status, strange).flatMap((problem): string[] => {
      const allowed = /errors\/0\/value must be equal .*?(\{.*)$/.exec(problem)?.[1];
      return allowed ? JSON.parse(allowed).allowedValues : [];
    });
    expect(published.length).toBeGreaterThan(3);
    for (const value of published)
      expect(problemOf(status, { errors: [{ type: 'negotiations', value }] }).name, value).not.toBe(
        'unknown',
      );
  });
});

describe.skipIf(!openapi)("hh's own examples", () => {
  /** The reader for the examples of each operation. */
  const by: Record<string, (client: Client, of: Gesture) => Promise<unknown>> = Object.fromEntries(
    [...reads, ...writes].map(([operation, , call]) => [operation, call]),
  );
  const examples = [...(openapi?.values() ?? [])].flatMap(({ operationId, examples: all }) =>
    all
      // The employer's part of the same operations has tests of its own.
      .filter(({ name }) => !/работодатель|менеджера/.test(name))
      .map(({ status, name, value }) => [operationId, status, name, value] as const),
  );

  it('exist', () => {
    expect(examples.length).toBeGreaterThan(9);
  });

  it.each(examples)('%s %i «%s» is read in full', async (operation, status, _, value) => {
    const { client } = world(() => Response.json(value, { status }));
    const read = await by[operation]?.(client, gesture('marks-viewed', 'writes'));
    // Nothing may be skipped, however deep.
    expect(JSON.stringify(read ?? {})).not.toMatch(/"skipped":[1-9]/);
  });

  const example = (operation: string) => examples.find(([one]) => one === operation)?.[3];
  const reading = (operation: string, call: (client: Client) => Promise<unknown>) =>
    call(world(() => Response.json(example(operation))).client);

  it('contain what we need from them', async () => {
    expect(
      await reading('get-negotiations', (client) => createApplicant(client).negotiations()),
    ).toMatchObject({
      found: 1,
      items: {
        skipped: 0,
        items: [
          {
            id: '123',
            state: { id: 'invitation', name: 'Приглашение' },
            created_at: Date.parse('2013-10-05T15:51:38Z'),
            hidden: false,
            has_updates: true,
            viewed_by_opponent: true,
            decline_allowed: true,
            messaging_status: 'ok',
            phone_calls: {
              picked_up_phone_by_opponent: true,
              items: {
                items: [
                  {
                    id: '123',
                    status: 'call_in_progress',
                    creation_time: Date.parse('2022-03-04T16:39:58.857Z'),
                  },
                  { id: '111', status: 'call_ended', duration_seconds: 120 },
                ],
              },
            },
          },
        ],
      },
    });
    expect(
      await reading('get-mine-resumes', (client) => createApplicantDetails(client).resumes()),
    ).toMatchObject({
      items: { items: [{ title: 'Начинающий специалист', new_views: 0, status: { id: 'published' } }] },
    });
    expect(
      await reading('get-resume-view-history', (client) =>
        createApplicantDetails(client).views(resumeId, gesture('marks-viewed')),
      ),
    ).toMatchObject({
      items: { items: [{ employer: { id: '1455', name: 'HeadHunter' }, viewed: true }] },
    });
    expect(
      await reading('get-resumes-by-status', (client) =>
        createApplicantDetails(client).resumesByStatus(vacancyId),
      ),
    ).toMatchObject({ suitable: { items: [{ id: 'someid' }] }, unavailable: { items: [], skipped: 0 } });
    expect(
      await reading('get-dictionaries', (client) => createDictionaries(client).dictionaries()),
    ).toMatchObject({
      applicant_negotiation_status: {
        items: [
          'all',
          'active',
          'invitations',
          'response',
          'discard',
          'archived',
          'non_archived',
          'deleted',
        ].map((word) => ({ id: word })),
      },
      phone_call_status: { items: expect.arrayContaining([{ id: 'calling', name: 'Звонок' }]) },
    });
  });

  it('say whether a letter may be edited', async () => {
    const { client } = world(() => Response.json(example('get-negotiation-messages')));
    const { items } = (await createApplicantDetails(client).messages(id, gesture('marks-viewed'))).items;
    expect(items.length).toBeGreaterThan(0);
    for (const one of items)
      expect(thenKnown(one, ({ editable }) => editable)).toEqual(known(expect.any(Boolean)));
  });
});

describe('a vacancy', () => {
  const vacancy = (json: object) =>
    createApplicantDetails(world(() => Response.json({ id: '1', ...json })).client).vacancy(vacancyId);

  it('says how to respond to it', async () => {
    expect(
      await vacancy({
        type: { id: 'direct', name: 'Прямая' },
        response_url: 'https://example.com/job?a=1',
        response_letter_required: true,
        test: { required: true },
        has_test: true,
        relations: ['got_response', null],
      }),
    ).toMatchObject({
      type: { id: 'direct' },
      response_url: 'https://example.com/job?a=1',
      response_letter_required: true,
      test: { required: true },
      relations: { items: ['got_response'], skipped: 1 },
    });
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'https://user:pass@evil.com/', '/respond', '', null])(
    'ignores the employer’s address %j',
    async (response_url) => {
      expect((await vacancy({ response_url })).response_url).toBeNull();
    },
  );
});

describe('one bad item', () => {
  it('in a list hides none of the others', async () => {
    const items = [
      { id: 1, resume: 'gone', vacancy: 7 },
      null,
      { state: {} },
      { id: '2', has_updates: 'yes' },
      { id: 3 },
    ];
    const { client } = world(() => Response.json({ items, found: 5, pages: 1, page: 0, per_page: 20 }));
    const { items: read } = await createApplicant(client).negotiations();
    expect(read.items.map((one) => one.id)).toEqual(['1', '3']);
    expect(read.skipped).toBe(3);
    expect(read.items[0]).toMatchObject({ resume: null, vacancy: null });
  });
});

const samples = new URL('../../../shared/hh/samples/', import.meta.url);
const sample = 'send-negotiation-message.201.applicant.2026-04.json';

it.skipIf(!existsSync(samples))(
  'takes a message that hh accepted for sent, whatever the answer',
  async () => {
    const json: unknown = JSON.parse(readFileSync(new URL(sample, samples), 'utf8'));
    const { client } = world(() => Response.json(json, { status: 201 }));
    await expect(
      createConversations(client).sendOldMessage(id, letter.message, gesture('writes')),
    ).resolves.toBeUndefined();
  },
);

provesCoverage('tests/contract/applicant.test.ts');
