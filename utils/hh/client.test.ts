import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Call, type ClientOptions, createClient, createRateLimiter } from './client.ts';
import { type Effect, gesture } from './effects.ts';
import { HhError } from './errors.ts';

type Answer = Response | Error | ((init: RequestInit) => Promise<Response>);
const json = (body: unknown, status = 200, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
const refusal = (value: string, status = 403, type = 'negotiations') =>
  json({ errors: [{ type, value }] }, status);
const cut = () => new TypeError('Failed to fetch');

/** A client of a fake hh that gives these answers in turn, with a clock that advances only by sleeping. */
function world(answers: Answer[], options: Partial<ClientOptions> = {}) {
  const requests: { url: URL; init: RequestInit; headers: Headers }[] = [];
  const sleeps: number[] = [];
  let at = Date.parse('2026-11-20T12:00:00Z');
  const renew = vi.fn(async (_spent: string): Promise<string | null> => 'fresh');
  const client = createClient({
    fetch: async (input, init = {}) => {
      requests.push({ url: new URL(String(input)), init, headers: new Headers(init.headers) });
      const answer = answers.shift();
      if (!answer) throw new Error('one request too many');
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? answer(init) : answer;
    },
    token: async () => 'secret',
    renew,
    host: 'hh.ru',
    locale: () => 'RU',
    accountId: () => null,
    userAgent: 'Otklik/1.0 (a@b.c)',
    now: () => at,
    sleep: async (ms) => {
      sleeps.push(ms);
      at += ms;
    },
    random: () => 0.5,
    ...options,
  });
  const get = (url = '/me', more: Partial<Call<unknown>> = {}) =>
    client.send({ method: 'GET', url, effect: 'none', read: (body) => body, ...more });
  const post = (more: Partial<Call<unknown>> = {}, ...effects: Effect[]) =>
    client.send({
      method: 'POST',
      url: '/common/chats/1/messages',
      effect: 'writes',
      gesture: gesture('writes', ...effects),
      read: (body, answer) => ({ body, ...answer }),
      ...more,
    });
  return { client, requests, sleeps, renew, get, post, now: () => at };
}

const failure = async (run: Promise<unknown>): Promise<HhError> => {
  const error = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof HhError)) throw new Error(`not an HhError: ${error}`);
  return error;
};
const nameOf = async (run: Promise<unknown>) => {
  const { problem, sent } = await failure(run);
  return `${problem.name}, ${sent}`;
};

afterEach(() => {
  vi.useRealTimers();
});

describe('a request', () => {
  it("names agent, site, locale and account, and sends nothing of the browser's own", async () => {
    const { get, requests } = world([json({})], { host: () => 'rabota.by', accountId: '77' });
    await get('/negotiations?vacancy_id=1&page=9', {
      query: { page: 0, all: true, none: null, area: ['1', '2'] },
    });
    const [{ url, init, headers } = { url: new URL('x:'), init: {}, headers: new Headers() }] = requests;
    expect(url.href).toBe(
      'https://api.hh.ru/negotiations?vacancy_id=1&page=0&all=true&area=1&area=2&host=rabota.by&locale=RU',
    );
    expect(Object.fromEntries(headers)).toEqual({
      accept: 'application/json',
      authorization: 'Bearer secret',
      'hh-user-agent': 'Otklik/1.0 (a@b.c)',
      'x-manager-account-id': '77',
    });
    expect(init).toMatchObject({
      method: 'GET',
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      body: undefined,
    });
  });

  it('encodes forms with repeated keys, and JSON', async () => {
    const { post, requests } = world([new Response(null, { status: 204 }), json({ id: 1 }, 201)]);
    await post({ form: { topic_id: ['1', '2'], message: 'да & «нет»', empty: undefined } });
    await post({ json: { text: '<b>' } });
    expect(requests[0]?.init.body).toBe(
      `topic_id=1&topic_id=2&message=${encodeURIComponent('да & «нет»').replaceAll('%20', '+')}`,
    );
    expect(requests[0]?.headers.get('Content-Type')).toBe('application/x-www-form-urlencoded');
    expect(requests[1]?.init.body).toBe('{"text":"<b>"}');
    expect(requests[1]?.headers.get('Content-Type')).toBe('application/json');
  });

  it('encodes texts as a multipart body, and does not follow its redirect', async () => {
    const { post, requests } = world([new Response('', { status: 201 }), Response.error()]);
    await post({ parts: { vacancy_id: '1', message: 'да & «нет»\n', empty: undefined } });
    const [{ init, headers } = { init: {}, headers: new Headers() }] = requests;
    if (!(init.body instanceof FormData)) throw new Error('no parts');
    expect([...init.body]).toEqual([
      ['vacancy_id', '1'],
      ['message', 'да & «нет»\n'],
    ]);
    // `fetch` sets it, with the boundary.
    expect(headers.get('Content-Type')).toBeNull();
    expect(init.redirect).toBe('manual');
    // What a browser reveals of a redirect: no status, no address.
    expect(await nameOf(post({ parts: {} }))).toBe('direct-vacancy, answered');
    expect(requests).toHaveLength(2);
  });

  it('sends a file as a single part, to the unchanged address from hh', async () => {
    const { post, requests } = world([json({ upload_id: 'u' })]);
    const url = 'https://api.hh.ru/upload?state=a%20b&sig=x%2By';
    await post({ url, file: { blob: new Blob(['x'], { type: 'image/png' }), name: 'Схема.png' } });
    expect(requests[0]?.url.href).toBe(url);
    const { body } = requests[0]?.init ?? {};
    const file = body instanceof FormData ? body.get('file') : null;
    expect(file).toMatchObject({ name: 'Схема.png', type: 'image/png' });
    // Only `fetch` knows the boundary.
    expect(requests[0]?.headers.get('Content-Type')).toBeNull();
    expect(requests[0]?.headers.get('Authorization')).toBe('Bearer secret');
  });

  it.each([
    'https://evil.com/negotiations/1',
    '//evil.com/negotiations/1',
    'https://api.hh.ru@evil.com/',
    'https://user:pass@api.hh.ru/me',
    'https://api.hh.ru:444/me',
    'http://api.hh.ru/me',
    'https://api.hh.ru.evil.com/me',
    'https://hh.ru/me',
    'javascript:alert(1)',
    'https://[',
  ])('is never sent to %s', async (url) => {
    const { get, requests } = world([]);
    expect(await nameOf(get(url))).toBe('foreign-address, no');
    expect(requests).toHaveLength(0);
  });

  it('is not sent without a token, unless it needs none', async () => {
    const { get, requests } = world([json({})], { token: async () => null });
    expect(await nameOf(get())).toBe('signed-out, no');
    await get('/dictionaries', { auth: false });
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers.has('Authorization')).toBe(false);
  });

  it('reports that it was not sent if there was no token', async () => {
    const failing = async () => {
      throw new HhError('no-connection', 'maybe');
    };
    expect(await nameOf(world([], { token: failing }).post())).toBe('no-connection, no');
    const broken = async () => {
      throw new Error('disk');
    };
    expect(await nameOf(world([], { token: broken }).post())).toBe('unknown, no');
  });
});

describe('side effects', () => {
  it('are refused without a gesture that names them', async () => {
    const { get, post, requests } = world([]);
    expect(await nameOf(get('/negotiations/1/messages'))).toBe('trace-refused, no');
    expect(
      await nameOf(get('/resumes/abc', { query: { with_contact: 'x' }, gesture: gesture('spends-view') })),
    ).toBe('trace-refused, no');
    expect(await nameOf(get('/me', { effect: 'spends-contact', gesture: gesture('writes') }))).toBe(
      'trace-refused, no',
    );
    expect(await nameOf(post({ gesture: undefined }))).toBe('trace-refused, no');
    expect(await nameOf(post({ url: '/negotiations/phone_interview' }))).toBe('trace-refused, no');
    expect(requests).toHaveLength(0);
  });

  it('are those of the normalised path, which is the one sent', async () => {
    const { get, requests } = world([json({}), json({})]);
    expect(await nameOf(get('/negotiations/1/%6dessages'))).toBe('trace-refused, no');
    expect(await nameOf(get('//negotiations//1//messages'))).toBe('foreign-address, no');
    expect(await nameOf(get('https://api.hh.ru//negotiations//1//messages'))).toBe('trace-refused, no');
    expect(requests).toHaveLength(0);
    await get('https://api.hh.ru//negotiations/%31/?host=hh.ru');
    expect(requests[0]?.url.pathname).toBe('/negotiations/1');
  });

  it('may be any for an address that hh does not document', async () => {
    const { get, post, requests } = world([]);
    expect(await nameOf(get('/saved_searches/resumes'))).toBe('trace-refused, no');
    expect(await nameOf(post({ url: '/webhook/subscriptions' }))).toBe('trace-refused, no');
    expect(requests).toHaveLength(0);
  });

  it("of a file upload are a write; a file is not sent to another operation's address", async () => {
    const { post, requests } = world([json({})]);
    const file = { blob: new Blob(['a']), name: 'a.txt' };
    expect(await nameOf(post({ url: '/negotiations/phone_interview', json: undefined, file }))).toBe(
      'trace-refused, no',
    );
    await post({ url: '/any/upload?state=1', json: undefined, file });
    expect(requests).toHaveLength(1);
  });

  it('are allowed if the gesture names all of them', async () => {
    const { get, post, requests } = world([json({}), new Response(null, { status: 201 })]);
    await get('/negotiations/1/messages', { effect: 'marks-viewed', gesture: gesture('marks-viewed') });
    await post({ url: '/negotiations/phone_interview' }, 'spends-contact');
    expect(requests).toHaveLength(2);
  });
});

describe('reading an answer', () => {
  it('returns the status and Location of a write, whatever the body', async () => {
    const { post } = world([
      new Response('<html>', { status: 201, headers: { Location: '/negotiations/5' } }),
      new Response(null, { status: 204 }),
    ]);
    expect(await post()).toEqual({ body: undefined, status: 201, location: '/negotiations/5' });
    expect(await post()).toEqual({ body: undefined, status: 204, location: null });
  });

  it.each(['', '{"a":', '<!doctype html><title>hh</title>', '{"a":1}garbage'])(
    'cannot read %j',
    async (text) => {
      const { get, requests } = world([new Response(text)]);
      expect(await nameOf(get())).toBe('unreadable-answer, maybe');
      expect(requests).toHaveLength(1);
    },
  );

  it.each([
    [403, 'answered'],
    [200, 'maybe'],
    [503, 'maybe'],
  ])("recognises hh's guard page with status %i", async (status, sent) => {
    const page = () => new Response('<!DOCTYPE html><title>DDOS-GUARD</title>', { status });
    expect(await nameOf(world([page()]).get())).toBe(`guard, ${sent}`);
    expect(await nameOf(world([page()]).post())).toBe(`guard, ${sent}`);
  });

  it('returns a file as a Blob, and refuses a page or an error in its place', async () => {
    const { client } = world([
      new Response('%PDF-1.4', { headers: { 'Content-Type': 'application/pdf' } }),
      new Response('<!DOCTYPE html><title>DDOS-GUARD</title>', { headers: { 'Content-Type': 'text/html' } }),
      refusal('view_limit_exceeded', 429, 'resumes'),
    ]);
    const ask = () =>
      client.send({
        method: 'GET',
        url: '/resumes/abc/download/%D0%9F%20%D0%98.pdf?type=pdf',
        effect: ['marks-viewed', 'spends-view'],
        gesture: gesture('marks-viewed', 'spends-view'),
        answers: 'file',
        read: (file) => file,
      });
    const file = await ask();
    expect(file).toBeInstanceOf(Blob);
    expect(await (file instanceof Blob ? file.text() : '')).toBe('%PDF-1.4');
    expect(await nameOf(ask())).toBe('guard, maybe');
    expect(await nameOf(ask())).toBe('view-limit, answered');
  });

  it.each(['', '<!doctype html><title>hh</title>'])(
    'takes 200 and %j as an unknown outcome of a write',
    async (text) => {
      expect(await nameOf(world([new Response(text)]).post())).toBe('unreadable-answer, maybe');
      await expect(world([new Response(text, { status: 201 })]).post()).resolves.toBeDefined();
    },
  );

  it('turns an exception of the reader into a problem; a write may be done', async () => {
    const read = () => {
      throw new TypeError('no id');
    };
    expect(await nameOf(world([json({})]).get('/me', { read }))).toBe('unreadable-answer, maybe');
    expect(await nameOf(world([json({})]).post({ read }))).toBe('unreadable-answer, maybe');
  });

  it('stops at 5 MB, without reading further', async () => {
    let pulled = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(1_000_000).fill(32));
        if (pulled === 10) controller.close();
      },
    });
    expect(await nameOf(world([new Response(stream)]).get())).toBe('answer-too-big, maybe');
    expect(pulled).toBeLessThan(8);
  });

  it('keeps characters that are split between two chunks', async () => {
    const bytes = new TextEncoder().encode('{"a":"щёголь"}');
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await world([new Response(stream)]).get()).toEqual({ a: 'щёголь' });
  });
});

describe('retries', () => {
  it('happen twice for a read after a broken connection, a 5xx or a 429, with growing delays', async () => {
    const { get, requests, sleeps } = world([
      cut(),
      new Response('<html>', { status: 502 }),
      json({ ok: 1 }),
    ]);
    expect(await get()).toEqual({ ok: 1 });
    expect(requests).toHaveLength(3);
    expect(sleeps).toEqual([500, 1000]);
    expect(await nameOf(world([cut(), cut(), cut()]).get())).toBe('no-connection, maybe');
    expect(await nameOf(world([500, 500, 500].map((status) => json({}, status))).get())).toBe(
      'server-error, maybe',
    );
    expect(await nameOf(world([429, 429, 429].map((status) => json({}, status))).get())).toBe(
      'too-many-requests, answered',
    );
  });

  it('wait as long as hh asks, up to 5 s', async () => {
    const { get, sleeps } = world([json({}, 429, { 'Retry-After': '2' }), json({})]);
    await get();
    expect(sleeps).toEqual([2000]);
  });

  it('with longer waits are left to the caller', async () => {
    const { get, sleeps, requests, now } = world([json({}, 503, { 'Retry-After': '60' })]);
    const { problem } = await failure(get());
    expect(problem).toMatchObject({ name: 'too-many-requests', retryAt: now() + 60_000, status: 503 });
    expect(sleeps).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  it.each([
    [refusal('topic_not_found', 404), 'negotiation-not-found, answered'],
    [refusal('view_limit_exceeded', 429, 'resumes'), 'view-limit, answered'],
    [refusal('captcha_required'), 'captcha, answered'],
  ])('do not happen after a definite answer (%#)', async (answer, expected) => {
    const { get, requests } = world([answer]);
    expect(await nameOf(get())).toBe(expected);
    expect(requests).toHaveLength(1);
  });

  it.each([
    [cut(), 'no-connection, maybe'],
    [json({}, 500), 'server-error, maybe'],
    [json({}, 429), 'too-many-requests, answered'],
    [refusal('wrong_state'), 'wrong-state, answered'],
  ])('never happen for a write (%#)', async (answer, expected) => {
    const { post, requests } = world([answer]);
    expect(await nameOf(post())).toBe(expected);
    expect(requests).toHaveLength(1);
  });
});

describe('an expired token', () => {
  const expired = () => refusal('token_expired', 403, 'oauth');

  it('is renewed once, and the call repeated with the new one', async () => {
    const { get, post, requests, renew } = world([expired(), json({ a: 1 }), expired(), json({ b: 2 })]);
    expect(await get()).toEqual({ a: 1 });
    expect(await post({ idempotent: true })).toMatchObject({ body: { b: 2 } });
    expect(renew.mock.calls).toEqual([['secret'], ['secret']]);
    expect(requests.map(({ headers }) => headers.get('Authorization'))).toEqual([
      'Bearer secret',
      'Bearer fresh',
      'Bearer secret',
      'Bearer fresh',
    ]);
  });

  it('is not renewed a second time in one call', async () => {
    const { get, renew } = world([expired(), expired()]);
    expect(await nameOf(get())).toBe('signed-out, answered');
    expect(renew).toHaveBeenCalledTimes(1);
  });

  it('signs out if there is no newer one, with the reason', async () => {
    expect(await nameOf(world([expired()], { renew: async () => null }).get())).toBe('signed-out, no');
    const revoked = async () => {
      throw new HhError('access-revoked', 'answered');
    };
    expect(await nameOf(world([expired()], { renew: revoked }).get())).toBe('access-revoked, no');
  });

  it('leaves the outcome of a non-idempotent write unknown, because the browser may have repeated it', async () => {
    const { post, requests, renew } = world([expired()]);
    expect(await nameOf(post())).toBe('signed-out, maybe');
    expect(renew).toHaveBeenCalledTimes(1);
    expect(requests).toHaveLength(1);
    const renewal = async () => {
      throw new HhError('no-connection', 'maybe');
    };
    expect(await nameOf(world([expired()], { renew: renewal }).post())).toBe('signed-out, maybe');
  });

  it('differs from a revoked one', async () => {
    const { get, renew } = world([refusal('token_revoked', 403, 'oauth')]);
    expect(await nameOf(get())).toBe('access-revoked, answered');
    expect(renew).not.toHaveBeenCalled();
  });

  it('does not block the renewal, even if two calls wait for it', async () => {
    const { client, get } = world([expired(), expired(), json({ access_token: 'x' }), json({}), json({})], {
      renew: async () => {
        await client.send({ method: 'POST', url: '/token', effect: 'none', auth: false, read: () => {} });
        return 'fresh';
      },
    });
    await expect(Promise.allSettled([get(), get()])).resolves.toHaveLength(2);
  });
});

describe("hh's time", () => {
  const at = Date.UTC(2026, 10, 20, 12);
  const dated = (ms: number) => json({}, 200, { Date: new Date(ms).toUTCString() });

  it('comes from its last answer and is valid for two minutes, whatever our clock says', async () => {
    const clock = { ticks: 5, wall: 0 };
    const { client, get } = world([json({}), dated(at)], { ticks: () => clock.ticks, now: () => clock.wall });
    expect(client.hhTime?.()).toBeNull();
    await get();
    expect(client.hhTime?.()).toBeNull();
    await get();
    const pass = (ms: number) => {
      clock.ticks += ms;
      clock.wall += ms;
    };
    // hh dates everything in this second with its beginning.
    pass(90_900);
    expect(client.hhTime?.()).toBe(at + 90_000);
    pass(30_100);
    expect(client.hhTime?.()).toBeNull();
  });

  it.each([
    ['the computer slept', 3_600_000],
    ['our clock was set back', -3_600_000],
  ])('is unknown after %s', async (_, by) => {
    const clock = { ticks: 0, wall: at };
    const { client, get } = world([dated(at)], { ticks: () => clock.ticks, now: () => clock.wall });
    await get();
    clock.wall += by;
    expect(client.hhTime?.()).toBeNull();
  });
});

describe('the timeout', () => {
  const never = (init: RequestInit) =>
    new Promise<Response>((_, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });

  it('is 20 s', async () => {
    vi.useFakeTimers();
    const { get, requests } = world([never]);
    const name = nameOf(get());
    await vi.advanceTimersByTimeAsync(19_900);
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(await name).toBe('timeout, maybe');
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('makes at most three requests a second, two at a time, in order', async () => {
  let inside = 0;
  let most = 0;
  const slow = async () => {
    most = Math.max(most, ++inside);
    await Promise.resolve();
    inside--;
    return json({});
  };
  const { get, requests, sleeps } = world([slow, slow, slow, slow, slow]);
  await Promise.all([1, 2, 3, 4, 5].map((id) => get(`/vacancies/${id}`)));
  expect(requests.map(({ url }) => url.pathname)).toEqual([1, 2, 3, 4, 5].map((id) => `/vacancies/${id}`));
  expect(most).toBeLessThanOrEqual(2);
  expect(sleeps).toEqual([1000]);
});

/** A clock that advances only by sleeping. */
function clock() {
  let at = 1000;
  return {
    now: () => at,
    sleep: async (ms: number) => {
      at += ms;
    },
    set: (to: number) => {
      at = to;
    },
  };
}

describe('the rate limiter', () => {
  it('lets through at most three a second, in order', async () => {
    const time = clock();
    const turn = createRateLimiter(time);
    const seen: [number, number][] = [];
    await Promise.all(
      [1, 2, 3, 4, 5, 6, 7].map(async (number) => {
        const leave = await turn();
        seen.push([number, time.now()]);
        leave();
      }),
    );
    expect(seen).toEqual([
      [1, 1000],
      [2, 1000],
      [3, 1000],
      [4, 2000],
      [5, 2000],
      [6, 2000],
      [7, 3000],
    ]);
  });

  it('lets through two at a time', async () => {
    const turn = createRateLimiter(clock());
    const first = await turn();
    await turn();
    let third = false;
    const waiting = turn().then((leave) => {
      third = true;
      return leave;
    });
    await new Promise((done) => setTimeout(done));
    expect(third).toBe(false);
    first();
    (await waiting)();
    expect(third).toBe(true);
  });

  it('does not block when the clock is set back', async () => {
    const time = clock();
    const turn = createRateLimiter(time);
    for (let count = 0; count < 3; count++) (await turn())();
    time.set(-1_000_000);
    (await turn())();
    expect(time.now()).toBe(-999_000);
  });
});
