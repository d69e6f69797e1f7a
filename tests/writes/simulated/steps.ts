import { type Answer, type LoginName, logins, type Matching, type Trouble } from './hh.ts';
import { type Random, randomFrom } from './random.ts';

/*
 * The steps of a run, as data: they can be printed, shortened and run again. Every choice is part of its step, so
 * that leaving a step out does not change the others.
 */

export const writeKinds = [
  'action',
  'silent-action',
  'sub-action',
  'remind',
  'mystery',
  'bulk',
  'bulk-silent',
  'message',
  'file',
  'old-message',
  'invite',
  'note',
  'read',
  'read-chat',
  'note-edited',
  'note-deleted',
  'message-edited',
  'message-deleted',
  'chat-left',
  'colleague-let-in',
  'writing-allowed',
  'preferred-order',
  'mail-template',
  'without-vacancy',
] as const;
export const applicantKinds = ['apply', 'old-message', 'hide', 'letter-edited'] as const;
export type WriteKind = (typeof writeKinds)[number] | (typeof applicantKinds)[number];

export type What =
  /** `on`: which negotiation, resume or vacancy of the account; `text`: the form of the text. */
  | { do: 'write'; kind: WriteKind; on: number; text: number; same?: boolean }
  /** Several messages at once, which are stopped together. */
  | { do: 'write-many'; kind: 'action' | 'message'; text: number }
  /** `which`: counted from the latest; `when`: now, in the last ms of the undo window, or right after it. */
  | { do: 'undo'; which: number; when: 'now' | 'last' | 'over' }
  | { do: 'retry' | 'dismiss'; which: number }
  | { do: 'stop' }
  | { do: 'open-popup' }
  | { do: 'trouble'; trouble: Trouble }
  | { do: 'calm' }
  | { do: 'kill'; calls: number; carriedOut: boolean }
  | { do: 'second-worker' }
  | { do: 'clock'; by: number }
  | { do: 'storage-full'; ms: number }
  | { do: 'storage-fails'; times: number }
  | { do: 'offline'; ms: number }
  | { do: 'close-browser'; ms: number }
  | { do: 'tokens-expire' }
  | { do: 'colleague-moves'; on: number; stage: string }
  | { do: 'colleague-writes' | 'candidate-writes'; on: number }
  | { do: 'switch-account' }
  | { do: 'sign-out'; anyway: boolean }
  | { do: 'sign-in'; as: LoginName };

/** A step, with the ms since the previous one. */
export type Step = { after: number } & What;

export interface Scenario {
  seed: number;
  /** Undo window, seconds. */
  undo: number;
  alarmsBy: 'wall' | 'elapsed';
  trim: string;
  newestFirst: boolean;
  old: number;
  saysAgain: boolean;
  /** How far hh's clock for messages is ahead of that for answers, ms. */
  skew: number;
  login: LoginName;
  steps: Step[];
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const error = (type: string, value?: string, more: object = {}) =>
  JSON.stringify({ errors: [{ type, ...(value && { value }), ...more }], request_id: 'r' });

/** Refusals that hh documents: of actions, invitations and messages; by the rights of an account; of old tokens. */
const refusals: [status: number, body: string][] = [
  ...[
    'resume_not_found',
    'already_applied',
    'application_denied',
    'limit_exceeded',
    'message_cannot_be_empty',
    'disabled_by_employer',
    'resume_deleted',
    'archived',
    'invalid_vacancy',
    'wrong_state',
    'empty_message',
    'too_long_message',
    'inappropriate_language_message',
    'resource_policy_violation_message',
    'address_not_found',
    'not_enough_purchased_services',
    'in_a_row_limit',
    'overall_limit',
    'no_invitation',
    'chat_archived',
    'topic_archived',
  ].map((value): [number, string] => [403, error('negotiations', value)]),
  [425, error('negotiations', 'chat_is_not_ready')],
  [403, error('forbidden')],
  [403, error('forbidden', 'chat_blocked')],
  [403, error('captcha_required', 'captcha_required', { captcha_url: 'https://hh.ru/captcha' })],
  [403, error('api_access_payment', 'action_must_be_payed')],
  [403, error('manager_accounts', 'used_manager_account_forbidden')],
  [403, error('manager_extra_accounts', 'manager_extra_account_not_found')],
  [403, error('forbidden', 'employer_on_additional_check_restricted')],
  [403, error('resumes', 'quota_exceeded')],
  [403, error('resumes', 'cant_view_contacts')],
  [403, error('oauth', 'bad_authorization')],
  [403, error('oauth', 'token_revoked')],
  [403, error('oauth', 'user_auth_expected')],
  [404, error('not_found')],
  [404, error('negotiations', 'topic_not_found')],
  [400, error('bad_argument', 'message')],
  [400, error('text', undefined, { reason: 'required' })],
  [400, error('text', undefined, { reason: 'spam_detected' })],
  [400, JSON.stringify({ description: 'Неверный запрос' })],
  [409, error('conflict', 'conflict')],
  [429, error('resumes', 'view_limit_exceeded')],
  [403, 'null'],
];

/**
 * How hh may answer the browser's own repeat of a request that was performed: its guards, which count requests;
 * limits that the first one used up; changes that the first one made.
 */
const refusalsOfRepeats: (Answer | 'expired')[] = [
  'expired',
  ...(
    [
      [403, error('captcha_required', 'captcha_required', { captcha_url: 'https://hh.ru/captcha' })],
      [403, error('negotiations', 'limit_exceeded')],
      [403, error('negotiations', 'in_a_row_limit')],
      [403, error('negotiations', 'overall_limit')],
      [403, error('negotiations', 'not_enough_purchased_services')],
      [403, error('negotiations', 'chat_archived')],
      [403, error('resumes', 'quota_exceeded')],
      [400, error('text', undefined, { reason: 'spam_detected' })],
      [400, error('something_new', 'something_new')],
      [425, error('negotiations', 'chat_is_not_ready')],
      [429, error('too_many_requests')],
    ] as const
  ).map(([status, body]): Answer => ({ kind: 'status', status, body })),
  { kind: 'status', status: 429, body: error('too_many_requests'), retryAfter: 90 },
  ...[200, 403, 429].map((status): Answer => ({ kind: 'page', status, done: false, guard: true })),
  { kind: 'page', status: 403, done: false },
];

function troubleFrom(random: Random): Trouble {
  const match = random.weighted<Matching>({ write: 6, read: 3, any: 1 });
  const times = random.chance(0.75) ? 1 : random.int(2, 8);
  const done = random.chance(0.5);
  const kind = random.weighted({
    'cut-before': 3,
    'cut-after': 5,
    late: 4,
    slow: 3,
    repeat: match === 'read' ? 0 : 3,
    refusal: 6,
    'too-many': 2,
    unavailable: 3,
    page: 2,
    half: 1,
  });
  const how = ((): Trouble['how'] => {
    switch (kind) {
      case 'cut-before':
      case 'cut-after':
        return { kind };
      case 'repeat':
        return { kind, ...(random.chance(0.6) && { again: random.pick(refusalsOfRepeats) }) };
      case 'late':
        return { kind, ms: random.int(1, 30 * second), cut: random.chance(0.5) ? 0 : 25 * second };
      case 'slow':
        return { kind, ms: random.int(1, 60 * second) };
      case 'refusal': {
        const [status, body] = random.pick(refusals);
        return { kind: 'status', status, body };
      }
      case 'too-many': {
        const body = error('too_many_requests');
        const retryAfter = random.pick([1, 30, 90, 600, 7200]);
        return { kind: 'status', status: 429, body, ...(random.chance(0.7) && { retryAfter }) };
      }
      case 'unavailable': {
        const retryAfter = random.pick([1, 7, 120]);
        return {
          kind: 'status',
          status: random.pick([500, 502, 503, 504]),
          body: error('server_error'),
          done,
          ...(random.chance(0.3) && { retryAfter }),
        };
      }
      case 'page': {
        const status = random.pick([200, 403, 502]);
        // A guard that refuses comes before hh, which then performs nothing.
        return { kind: 'page', status, done: done && status !== 403, guard: random.chance(0.5) };
      }
      case 'half':
        return { kind: 'half', done };
    }
  })();
  // A refusal replaces the work; it does not come after it.
  return { match, times, how };
}

type How = Trouble['how'];
/** Each way in which a request can go wrong, once. */
export const everyHow: How[] = [
  { kind: 'cut-before' },
  { kind: 'cut-after' },
  { kind: 'late', ms: 29 * second, cut: 0 },
  { kind: 'late', ms: 29 * second, cut: 25 * second },
  { kind: 'slow', ms: 25 * second },
  { kind: 'repeat' },
  ...refusalsOfRepeats.map((again): How => ({ kind: 'repeat', again })),
  { kind: 'page', status: 200, done: true },
  { kind: 'page', status: 403, done: false },
  { kind: 'page', status: 502, done: true },
  { kind: 'half', done: true },
  ...[true, false].map((done): How => ({ kind: 'status', status: 503, body: error('server_error'), done })),
  { kind: 'status', status: 429, body: error('too_many_requests'), retryAfter: 90 },
  ...refusals.map(([status, body]): How => ({ kind: 'status', status, body })),
];

/** One write that meets one fault, alone or together with all reads that would tell its outcome. */
export const oneWrite = (kind: WriteKind, how: How, readsToo: boolean, seed: number): Scenario => ({
  seed,
  undo: 5,
  alarmsBy: 'elapsed',
  trim: 'white space',
  newestFirst: true,
  old: 60,
  saysAgain: true,
  skew: 0,
  login: applicantKinds.some((one) => one === kind && one !== 'old-message') ? 'applicant' : 'first',
  steps: [
    { after: 0, do: 'write', kind, on: 2 - (seed % 2), text: 3 },
    // Affects only what comes after the undo window has begun.
    { after: 4 * second, do: 'trouble', trouble: { match: 'write', times: 1, how } },
    ...(readsToo ? [{ after: 0, do: 'trouble', trouble: { match: 'read', times: 6, how } } as const] : []),
  ],
});

export function scenarioFrom(seed: number): Scenario {
  const random = randomFrom(seed);
  const login = random.weighted<LoginName>({ first: 6, second: 1, colleague: 1, applicant: 2 });
  let kind: 'manager' | 'applicant' = logins[login].kind;
  const steps: Step[] = [];
  const after = () =>
    random.weighted({ at: 1, ms: 2, s: 5, window: 3, min: 2, long: 1 }) === 'at'
      ? 0
      : random.pick([
          random.int(1, 300),
          random.int(300, 3000),
          random.int(3000, 15_000),
          random.int(0, 3 * minute),
        ]);
  const write = (): What => ({
    do: 'write',
    kind: random.pick(kind === 'applicant' ? applicantKinds : writeKinds),
    on: random.int(0, 3),
    text: random.int(0, 4),
    ...(random.chance(0.1) && { same: true }),
  });

  const most = random.int(1, 10);
  for (let index = 0; index < most; index++) {
    const what = random.weighted({
      write: 10,
      'write-many': 1,
      undo: 3,
      person: 3,
      trouble: 8,
      kill: 4,
      'second-worker': 1,
      clock: 2,
      storage: 2,
      offline: 1,
      close: 1,
      tokens: 0.5,
      world: 4,
      account: 1.5,
    });
    const add = (...whats: What[]) => {
      for (const one of whats) steps.push({ after: after(), ...one });
    };
    switch (what) {
      case 'write':
        add(write());
        break;
      case 'write-many':
        add(
          kind === 'applicant'
            ? write()
            : { do: 'write-many', kind: random.pick(['action', 'message']), text: random.int(0, 4) },
        );
        if (random.chance(0.5)) add({ do: 'stop' });
        break;
      case 'undo':
        add(write(), {
          do: 'undo',
          which: random.int(0, 2),
          when: random.pick(['now', 'last', 'over']),
        });
        break;
      case 'person':
        add(
          random.pick<What>([
            { do: 'retry', which: random.int(0, 3) },
            { do: 'retry', which: random.int(0, 3) },
            { do: 'dismiss', which: random.int(0, 3) },
            { do: 'open-popup' },
            { do: 'calm' },
          ]),
        );
        break;
      case 'trouble':
        add({ do: 'trouble', trouble: troubleFrom(random) });
        // A fault without a write would waste the run.
        if (random.chance(0.7)) steps.push({ after: random.int(0, 5 * second), ...write() });
        if (random.chance(0.3)) add({ do: 'retry', which: 0 });
        break;
      case 'kill':
        add({ do: 'kill', calls: random.int(1, 60), carriedOut: random.chance(0.5) });
        if (random.chance(0.5)) steps.push({ after: random.int(0, second), ...write() });
        break;
      case 'second-worker':
        add({ do: 'second-worker' });
        break;
      case 'clock': {
        const far = random.pick([
          random.int(1, 30) * minute,
          hour + random.int(0, 120) * minute,
          random.int(1, 10) * day,
        ]);
        add({ do: 'clock', by: random.chance(0.5) ? far : -far });
        break;
      }
      case 'storage':
        add(
          random.chance(0.5)
            ? { do: 'storage-full', ms: random.int(1, 20) * 10 * second }
            : { do: 'storage-fails', times: random.int(1, 3) },
        );
        break;
      case 'offline':
        add({ do: 'offline', ms: random.int(1, 40) * 10 * second });
        break;
      case 'close':
        add({ do: 'close-browser', ms: random.pick([minute, 50 * minute, 2 * hour, day]) });
        break;
      case 'tokens':
        add({ do: 'tokens-expire' });
        break;
      case 'world':
        add(
          random.pick<What>([
            {
              do: 'colleague-moves',
              on: random.int(0, 3),
              stage: random.pick(['consider', 'interview', 'discard_by_employer', 'response', 'somewhere']),
            },
            { do: 'colleague-writes', on: random.int(0, 3) },
            { do: 'candidate-writes', on: random.int(0, 3) },
          ]),
        );
        break;
      case 'account': {
        const as = random.pick<LoginName>(['first', 'second', 'colleague', 'applicant']);
        const way = random.weighted({ switch: 3, out: 2, in: 2, away: 2 });
        if (way === 'switch') add({ do: 'switch-account' });
        else if (way === 'in') add({ do: 'sign-in', as });
        else add({ do: 'sign-out', anyway: way === 'away' });
        if (way === 'in') kind = logins[as].kind;
        break;
      }
    }
  }
  return {
    seed,
    undo: random.pick([0, 5, 10, 10, 30]),
    alarmsBy: random.pick(['wall', 'elapsed']),
    trim: random.pick(['as it is', 'as it is', 'ends', 'white space', 'line ends', 'empty lines']),
    newestFirst: random.chance(0.5),
    old: random.pick([3, 3, 60, 200]),
    saysAgain: random.chance(0.5),
    skew: random.pick([0, 0, 0, 300, -2_000, -30_000]),
    login,
    steps,
  };
}
