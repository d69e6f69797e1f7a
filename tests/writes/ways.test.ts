import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { applicantVacancies, type Sandbox, startSandbox, topicIds } from '../../sandbox/index.ts';
import type { ApplicantNegotiation } from '../../utils/domain/applicant/negotiation.ts';
import { defaultSettings } from '../../utils/domain/settings.ts';
import { createApplicant } from '../../utils/hh/applicant.ts';
import { createClient } from '../../utils/hh/client.ts';
import { applicantDb } from '../../utils/storage/applicant-db.ts';
import { accountItem, applicantItem, settingsItem } from '../../utils/storage/items.ts';
import { createApplicantService } from '../../utils/worker/applicant.ts';
import { heldNegotiations } from '../applicant-db.ts';
import { accounts, fetchFrom } from './sandbox.ts';

/*
 * Both ways to read an applicant's negotiations, with the real client and service and a sandbox: each reports what
 * the other does, and neither has a side effect at hh.
 */

const minute = 60_000;
const clock = { now: Date.UTC(2026, 10, 20, 9) };
let sandbox: Sandbox;
afterAll(() => sandbox?.close());

/** A browser that has been on hh before, and follows its redirects. */
const browse: typeof fetch = async (input, init) => {
  let url = new URL(String(input));
  for (;;) {
    const response = await fetchFrom(sandbox.port, url, {
      ...init,
      headers: { Cookie: 'hhtoken=x', 'Sec-Fetch-Dest': 'empty' },
    });
    const to = response.headers.get('Location');
    if (!to) {
      Object.defineProperty(response, 'url', { value: url.href });
      return response;
    }
    url = new URL(to, url);
  }
};

function open() {
  const token = sandbox.world.issueToken('applicant').access_token;
  const client = createClient({
    fetch: (input, init) => fetchFrom(sandbox.port, new URL(String(input)), init),
    token: async () => token,
    renew: async () => null,
    host: 'hh.ru',
    locale: 'RU',
    accountId: null,
    userAgent: 'Otklik-test/1.0 (test@example.com)',
    now: () => clock.now,
    sleep: async () => {},
  });
  return createApplicantService({
    applicant: createApplicant(client),
    fetch: browse,
    now: () => clock.now,
    sleep: async () => {},
  });
}

async function start(world: object = {}) {
  await sandbox?.close();
  sandbox = await startSandbox({
    world: { kind: 'applicant', applicantApi: true, now: () => clock.now, ...world },
  });
  Object.assign(fakeBrowser, { permissions: { contains: async () => true } });
}

/** Polls as often as needed until nothing new comes. */
async function pollAll(rounds = 1) {
  const service = open();
  for (let round = 0; round < rounds; round++) {
    clock.now += 6 * minute;
    await service.poll('alarm');
  }
}
const negotiationsNow = async () => (await heldNegotiations()).negotiations;
const topic = async (id: string): Promise<ApplicantNegotiation | undefined> =>
  (await negotiationsNow()).find((one) => one.id === id);

const ways: Record<string, () => Promise<void>> = {
  api: () => accountItem.setValue(accounts.applicant),
  pages: () => settingsItem.setValue({ ...defaultSettings, fetchPages: true }),
};

describe.each(Object.keys(ways))('by %s', (way) => {
  beforeEach(async () => {
    await start();
    await ways[way]?.();
  });

  test('reads all negotiations, with vacancy and employer, without a side effect', async () => {
    const before = structuredClone(sandbox.ledger.effects);
    await pollAll(4);
    expect(await applicantItem.getValue()).toMatchObject({ owner: '22345678', problem: null, skipped: 0 });
    expect((await negotiationsNow()).length).toBeGreaterThan(20);
    expect((await applicantItem.getValue()).total).toBe((await negotiationsNow()).length);
    expect(await topic(topicIds.fresh)).toMatchObject({
      vacancy: { name: 'Контролёр проектов', archived: false },
      employer: { name: 'Северный ветер' },
      stage: { id: 'response' },
      viewed: false,
      hasLetter: way === 'pages' ? true : null,
    });
    expect(await topic(topicIds.invitation)).toMatchObject({ fresh: true, viewed: true });
    const { tokensIssued: _, ...left } = sandbox.ledger.effects;
    expect(before).toMatchObject(left);
    expect(new Set(sandbox.ledger.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  test('puts an answer first, and logs when it was seen', async () => {
    await pollAll(2);
    sandbox.world.employer.refuses(topicIds.fresh);
    await pollAll();
    expect(await topic(topicIds.fresh)).toMatchObject({
      stage: { id: way === 'pages' ? 'discard_by_employer' : 'discard' },
      fresh: true,
      viewed: true,
    });
    expect((await applicantItem.getValue()).front.map(({ id }) => id)).toContain(topicIds.fresh);
    const log = await applicantDb.log('22345678');
    const whats = Object.entries(log).find(([id]) => id === topicIds.fresh)?.[1];
    expect(whats?.map(({ what }) => what)).toEqual(expect.arrayContaining(['sent', 'viewed', 'stage']));
  });

  test('notices that a response was only viewed, and when', async () => {
    await pollAll(2);
    sandbox.world.employer.reads(topicIds.fresh);
    await pollAll();
    expect(await topic(topicIds.fresh)).toMatchObject({ viewed: true, viewedAt: clock.now });
  });

  test('keeps unknown words, and a deleted vacancy', async () => {
    await pollAll(2);
    const unknown = (await topic(topicIds.unknown))?.stage.id;
    expect(unknown).toBeTruthy();
    expect(['response', 'discard', 'invitation']).not.toContain(unknown);
    expect(await topic(topicIds.deleted)).toMatchObject({ id: topicIds.deleted });
  });

  test('finds an unexpected invitation', async () => {
    await pollAll(2);
    const known = new Set((await negotiationsNow()).map(({ id }) => id));
    sandbox.world.employer.begins(sandbox.world.applicant('applicant'), applicantVacancies.open);
    await pollAll();
    const news = (await negotiationsNow()).filter(({ id }) => !known.has(id));
    expect(news).toHaveLength(1);
    expect(news[0]).toMatchObject({ fresh: true, invited: way === 'pages' });
  });
});

test('reads 2,000 negotiations by the API, five requests at a time', { timeout: 120_000 }, async () => {
  await start({ applicantNegotiations: 2000 });
  await ways.api?.();
  const asked = () => sandbox.ledger.requests.length;
  let before = asked();
  await pollAll(1);
  expect(asked() - before).toBeLessThanOrEqual(5);
  await pollAll(12);
  expect((await negotiationsNow()).length).toBe((await applicantItem.getValue()).total);
  before = asked();
  await pollAll(1);
  expect(asked() - before).toBeLessThanOrEqual(2);
});

test('asks the closed API once a day, and reads the pages instead', async () => {
  await start({ applicantApi: false });
  await ways.api?.();
  await ways.pages?.();
  await pollAll(10);
  expect(await applicantItem.getValue()).toMatchObject({
    api: { state: 'closed' },
    pages: { state: 'on' },
    owner: '22345678',
    problem: null,
  });
  const toApi = sandbox.ledger.requests.filter(({ host }) => host === 'api.hh.ru');
  expect(toApi).toHaveLength(1);
  const reads = sandbox.ledger.listReads();
  expect(reads.every(({ by }) => by === 'fetch')).toBe(true);
  expect(sandbox.ledger.effects.siteWrites).toEqual([]);
});

test.each([
  ['captcha', 'captcha'],
  ['unauthorized', 'signed-out'],
  ['forbidden', 'forbidden'],
  ['too-many', 'too-many-requests'],
] as const)('stops at once at a gate before the pages: %s', async (gate, name) => {
  await start({ applicantApi: false });
  await ways.pages?.();
  sandbox.world.session.gate = gate;
  await pollAll(5);
  expect(sandbox.ledger.listReads()).toHaveLength(1);
  expect(await applicantItem.getValue()).toMatchObject({ pages: { state: 'stopped', problem: { name } } });
});

test.each([
  ['cut', 'unreadable-answer'],
  ['shape', 'unreadable-answer'],
  ['missing', 'unreadable-answer'],
  ['huge', 'answer-too-big'],
] as const)('stops at once at an invalid state: %s', async (spoil, name) => {
  await start();
  await ways.pages?.();
  sandbox.world.session.spoil = spoil;
  await pollAll(3);
  expect(sandbox.ledger.listReads()).toHaveLength(1);
  expect(await applicantItem.getValue()).toMatchObject({ pages: { state: 'stopped', problem: { name } } });
});

test('stops after a sign-out from hh in the browser, and says so', async () => {
  await start();
  await ways.pages?.();
  await pollAll(2);
  sandbox.world.session.signOut();
  await pollAll(3);
  expect(await applicantItem.getValue()).toMatchObject({
    pages: { state: 'stopped', problem: { name: 'signed-out' } },
    counts: { all: (await negotiationsNow()).length },
  });
});

test('shows nothing of the first person after somebody else signs in to hh in another tab', async () => {
  await start();
  await ways.pages?.();
  await pollAll(3);
  sandbox.world.session.signIn('secondApplicant');
  await pollAll(1);
  expect((await negotiationsNow()).map(({ id }) => id).sort()).toEqual([
    topicIds.gusevs,
    topicIds.gusevsInvitation,
  ]);
  expect(await applicantItem.getValue()).toMatchObject({ owner: '22345679', counts: { all: 2 } });
});

test('hides no other topic because of an invalid one, and counts it', async () => {
  await start();
  await ways.pages?.();
  sandbox.world.session.spoil = 'bad-topic';
  await pollAll(2);
  expect((await applicantItem.getValue()).skipped).toBeGreaterThan(0);
  expect((await negotiationsNow()).length).toBeGreaterThan(10);
});

test('drops what is deleted at hh when everything is next read, and keeps it in the log', async () => {
  await start();
  await ways.pages?.();
  await pollAll(3);
  const { world } = sandbox;
  const { resumeHash } = world.negotiation(topicIds.muted);
  const list = world.negotiationsOfResume.get(resumeHash) ?? [];
  world.negotiationsOfResume.set(
    resumeHash,
    list.filter(({ id }) => id !== topicIds.muted),
  );
  clock.now += 24 * 60 * minute;
  await pollAll(3);
  expect(await topic(topicIds.muted)).toBeUndefined();
  expect((await negotiationsNow()).length).toBe((await applicantItem.getValue()).total);
  expect(Object.keys(await applicantDb.log('22345678'))).toContain(topicIds.muted);
});
