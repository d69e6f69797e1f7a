import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { partly } from '../../tests/partly.ts';
import { accountKey } from '../domain/account.ts';
import type { PanelAddress } from '../domain/panel.ts';
import { emptyInbox, rowOf } from '../domain/testing.ts';
import { HhError } from '../hh/errors.ts';
import { comments, history } from '../hh/resumes.ts';
import {
  type AccountId,
  type ApplicantId,
  asId,
  type EntryId,
  type ManagerId,
  type NegotiationId,
  type ResumeId,
  type VacancyId,
} from '../ids.ts';
import { known, unknown, unread } from '../known.ts';
import {
  accountItem,
  avoidedItem,
  draftsItem,
  inboxItem,
  looksItem,
  negotiationsItem,
  outboxItem,
  tabsItem,
} from '../storage/items.ts';
import type { Connection } from './connection.ts';
import { createExecutors } from './executors.ts';
import { createNegotiations } from './negotiations.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createPanels, follow } from './panels.ts';
import { createResumes } from './resumes.ts';
import { account, resumeId, topicId, wireHistory, wireNegotiation } from './testing.ts';
import { createWrites } from './writes.ts';

let clock = 0;
const hh = { resumeHistory: vi.fn(), negotiation: vi.fn(), comments: vi.fn(), template: vi.fn() };
const calls = () => Object.values(hh).reduce((sum, call) => sum + call.mock.calls.length, 0);

function services() {
  const connection = partly<Connection>({ employer: hh, conversations: {}, auth: {} });
  const outbox: Outbox = createOutbox({
    executors: createExecutors(connection),
    account: async () => '1455/5/',
    now: () => clock,
    online: () => true,
    changed: () => {},
    arrived: async () => {},
  });
  const negotiations = createNegotiations(connection, () => clock);
  return {
    negotiations,
    writes: createWrites(negotiations, outbox),
    panels: createPanels(createResumes(connection, negotiations, () => clock)),
  };
}

/** Where tabs are that no longer show what they asked for. */
const movedOn = new Map<number, string>();
type Said = { type: string; data?: { of: PanelAddress } };
const tabsAnswer = (answer: (tab: number, message: Said) => Promise<unknown>) =>
  Object.assign(fakeBrowser.tabs, {
    sendMessage: async (tab: number, message: Said, _: unknown, respond: (answer: object) => void) =>
      respond({ res: await answer(tab, message) }),
  });
/** The tabs in front, and everything they were told. */
const watched = (...front: number[]) => {
  movedOn.clear();
  const said: [tab: number, type: string, of: string | undefined][] = [];
  fakeBrowser.tabs.query = vi.fn(async () => front.map((id) => ({ id })) as chrome.tabs.Tab[]);
  tabsAnswer(async (tab, message) => {
    if (message.type === 'whereAreYou') {
      const { resumeId, topicId } = Object((await tabsItem.getValue())[tab]);
      return movedOn.get(tab) ?? `https://hh.ru/resume/${resumeId}?t=${topicId}`;
    }
    said.push([tab, message.type, message.data?.of.topicId]);
    return !movedOn.has(tab);
  });
  return said;
};

beforeEach(async () => {
  watched();
  clock = Date.UTC(2026, 10, 20);
  hh.resumeHistory.mockReset().mockImplementation(async () => wireHistory());
  hh.negotiation.mockReset().mockImplementation(async (id: string) => wireNegotiation(id));
  hh.comments.mockReset().mockResolvedValue(comments.parse({ items: [{ id: '1', text: 'Сильная' }] }));
  hh.template.mockReset().mockResolvedValue({ mail: { text: 'Здравствуйте' } });
  await accountItem.setValue(account);
});

describe('the slice of a panel', () => {
  test('takes three calls, and none within five minutes', async () => {
    const { panels } = services();
    const panel = await panels.read({ resumeId, topicId }, 1);
    expect(panel).toMatchObject({
      state: 'ready',
      verdict: { kind: 'past', stage: known({ id: 'discard' }), vacancy: known('Чужая'), whole: true },
      current: known({ id: '10', candidate: { name: { value: 'Петрова' } } }),
      notes: known({ items: [{ text: known('Сильная') }] }),
    });
    expect(calls()).toBe(3);
    clock += 4 * 60_000;
    await panels.read({ resumeId, topicId }, 2);
    expect(calls()).toBe(3);
    clock += 2 * 60_000;
    await panels.read({ resumeId, topicId }, 2);
    expect(calls()).toBe(6);
  });

  test('is read again if its negotiation was forgotten meanwhile', async () => {
    const { panels } = services();
    await panels.read({ resumeId, topicId }, 1);
    await negotiationsItem.setValue({});
    expect(await panels.read({ resumeId, topicId }, 2)).toMatchObject({ current: known({ id: '10' }) });
  });

  test('has the news between the last look and this one, not what happens during it', async () => {
    const minute = 60_000;
    const newsOf = async (again = false) => {
      const panel = await services().panels.read({ resumeId, topicId, again }, 1);
      return panel.state === 'ready' ? panel.news : null;
    };
    const first = clock;
    expect(await newsOf()).toMatchObject({ after: first, until: first });
    clock += 20 * minute;
    expect(await newsOf(true)).toMatchObject({ after: first, until: first });
    clock += 60 * minute;
    // A history that could not be read was not looked at.
    hh.resumeHistory.mockRejectedValueOnce(new HhError('server-error', 'answered'));
    expect(await newsOf()).toEqual({ after: 0, until: 0 });
    const second = { after: first + 20 * minute, until: clock };
    expect(await newsOf()).toMatchObject(second);
    clock += 10 * minute;
    expect(await newsOf(true)).toMatchObject(second);
  });

  test('shows what waits from the same person with another resume, and nobody else’s', async () => {
    const row = (id: string, applicant: string, resume: string) => ({
      ...rowOf(id),
      candidate: {
        ...rowOf(id).candidate,
        applicantId: asId<ApplicantId>(applicant),
        resumeId: asId<ResumeId>(resume),
      },
    });
    await inboxItem.setValue({
      ...emptyInbox,
      rows: [row('30', '77', 'other'), row('31', '77', resumeId), row('32', '78', 'third')],
    });
    const panel = await services().panels.read({ resumeId, topicId }, 1);
    expect(panel).toMatchObject({
      history: known({ items: [{ negotiationId: known('10') }, { negotiationId: known(null) }] }),
      others: [{ negotiationId: known('30') }],
      // The verdict is about this resume, not the other.
      verdict: { vacancy: known('Чужая') },
    });
  });

  test('keeps looks by account, up to a limit', async () => {
    await looksItem.setValue(
      Object.fromEntries(
        Array.from({ length: 500 }, (_, index) => [`1455/5/:${index}`, { after: 1, until: 1, at: 1 }]),
      ),
    );
    await services().panels.read({ resumeId, topicId }, 1);
    const looks = Object.keys(await looksItem.getValue());
    expect(looks).toHaveLength(500);
    expect(looks.at(-1)).toBe(`1455/5/:${resumeId}`);
    expect(looks).not.toContain('1455/5/:0');
  });

  test('without a topic in the address, takes that of the vacancy, or ours that is not archived', async () => {
    const { panels } = services();
    expect(await panels.read({ resumeId, vacancyId: asId<VacancyId>('1') }, 1)).toMatchObject({
      current: known({ id: '10' }),
    });
    expect(await panels.read({ resumeId, again: true }, 1)).toMatchObject({ current: known({ id: '10' }) });
    expect(hh.negotiation).not.toHaveBeenCalledWith('20');
  });

  test('offers only what hh offers', async () => {
    const panel = await services().panels.read({ resumeId, topicId }, 1);
    expect(panel).toMatchObject({
      current: known({ actions: known({ items: [{ id: 'discard_by_employer' }], skipped: 0 }) }),
    });
  });

  test('has no way to the negotiation of a foreign vacancy', async () => {
    const panel = await services().panels.read({ resumeId, topicId }, 1);
    expect(panel).toMatchObject({
      history: known({
        items: [
          { foreign: known(false), negotiationId: known('10') },
          { foreign: known(true), negotiationId: known(null) },
        ],
      }),
    });
  });

  test('does not show a topic of another resume', async () => {
    hh.negotiation.mockImplementation(async () =>
      wireNegotiation('10', { id: 'another', owner: { id: '1' } }),
    );
    expect(await services().panels.read({ resumeId, topicId }, 1)).toMatchObject({
      state: 'ready',
      current: known(null),
      notes: null,
    });
  });

  test('keeps the negotiation of a deleted resume', async () => {
    hh.negotiation.mockImplementation(async () => wireNegotiation('10', null));
    expect(await services().panels.read({ resumeId, topicId }, 1)).toMatchObject({
      current: known({ resumeDeleted: known(true) }),
    });
  });

  test.each([
    ['is not shown if the history of this resume does not name it', wireHistory(), known(null)],
    ['is not known to be this page’s while the history has gaps', history.parse({ vacancies: [7] }), unread],
  ])('a negotiation without a resume %s', async (_, past, current) => {
    const other = asId<NegotiationId>('30');
    hh.negotiation.mockImplementation(async () => wireNegotiation('30', null));
    hh.resumeHistory.mockResolvedValue(past);
    expect(await services().panels.read({ resumeId, topicId: other }, 1)).toMatchObject({ current });
  });

  test('asks hh nothing if nobody or no recruiter is signed in', async () => {
    await accountItem.setValue({ state: 'signed-out', problem: null });
    expect((await services().panels.read({ resumeId }, 1)).state).toBe('signed-out');
    await accountItem.setValue({ ...account, kind: 'applicant' });
    expect((await services().panels.read({ resumeId }, 1)).state).toBe('not-recruiter');
    expect(calls()).toBe(0);
  });

  test('shows the other parts if one fails, and tries that one again next time', async () => {
    hh.comments.mockRejectedValueOnce(new HhError('no-paid-access', 'answered'));
    const { panels } = services();
    expect(await panels.read({ resumeId, topicId }, 1)).toMatchObject({
      state: 'ready',
      current: known({ id: '10' }),
      notes: unknown({ name: 'no-paid-access' }),
    });
    expect(await panels.read({ resumeId, topicId }, 1)).toMatchObject({
      notes: known({ items: [{ text: known('Сильная') }] }),
    });
  });

  test('shows one problem if nothing can be read, not a panel full of gaps', async () => {
    hh.resumeHistory.mockRejectedValue(new HhError('not-found', 'answered'));
    expect(await services().panels.read({ resumeId }, 1)).toMatchObject({
      state: 'problem',
      problem: { name: 'not-found' },
    });
    hh.resumeHistory.mockRejectedValue(new HhError('access-revoked', 'answered'));
    expect(await services().panels.read({ resumeId }, 1)).toMatchObject({ state: 'signed-out' });
  });

  test('shows nothing to an account that was switched to while hh was being asked', async () => {
    hh.comments.mockImplementation(async () => {
      await accountItem.setValue({ ...account, managerId: asId<ManagerId>('6') });
      return { items: { items: [], skipped: 0 } };
    });
    expect((await services().panels.read({ resumeId, topicId }, 1)).state).toBe('problem');
  });

  test('shows the writes and drafts of its own negotiation and account only', async () => {
    const { panels, writes } = services();
    await panels.read({ resumeId, topicId }, 1);
    await writes.submit(asId<EntryId>(crypto.randomUUID()), {
      kind: 'action',
      negotiationId: topicId,
      actionId: 'discard_by_employer',
      values: { message: 'Спасибо' },
    });
    const [mine] = await outboxItem.getValue();
    if (mine) await outboxItem.setValue([mine, { ...mine, id: asId('other'), account: 'another' }]);
    await draftsItem.setValue({
      [accountKey(await accountItem.getValue())]: {
        'message:10': { text: 'а', at: 1 },
        'message:11': { text: 'б', at: 1 },
      },
    });
    const panel = await panels.read({ resumeId, topicId }, 1);
    expect(panel.state === 'ready' && [panel.entries.length, Object.keys(panel.drafts)]).toEqual([
      1,
      ['message:10'],
    ]);
  });
});

test('keeps each of two tabs of one resume to the negotiation in its address', async () => {
  const other = asId<NegotiationId>('30');
  const { panels } = services();
  expect(await panels.read({ resumeId, topicId }, 1)).toMatchObject({ current: known({ id: '10' }) });
  expect(await panels.read({ resumeId, topicId: other }, 2)).toMatchObject({ current: known({ id: '30' }) });
  await panels.renew();
  expect(await panels.read({ resumeId, topicId }, 1)).toMatchObject({ current: known({ id: '10' }) });
});

test('marks the person on the page that asks, not the one its tab showed before', async () => {
  const { panels } = services();
  await panels.read({ resumeId, topicId }, 1);
  expect(await panels.avoid('Не приходит', 1, asId<ResumeId>('b'.repeat(38)))).toMatchObject({ ok: true });
  const [[mark] = []] = Object.values(await avoidedItem.getValue());
  expect(mark).toMatchObject({ ids: ['b'.repeat(38)], name: '' });
});

test('tells whose resume a tab shows only for the page that asks', async () => {
  const { panels } = services();
  await panels.read({ resumeId, topicId }, 1);
  expect(await panels.applicantOf(1, resumeId)).toBe('77');
  expect(await panels.applicantOf(1, asId<ResumeId>('b'.repeat(38)))).toBeNull();
});

test('removes a mark that was set under another address of the same resume', async () => {
  const { panels } = services();
  const foreign = asId<ResumeId>('b330ad2c000e17bcae001d12aa5268466a6a6e');
  await panels.avoid('Не приходит', 1, foreign);
  hh.negotiation.mockRejectedValue(new HhError('not-found', 'answered'));
  expect(await panels.read({ resumeId }, 1)).toMatchObject({ avoided: { ids: [foreign] } });
  await panels.avoid(null, 1, resumeId);
  expect(await panels.read({ resumeId }, 1)).toMatchObject({ avoided: null });
});

describe('an address of a resume made for another company', () => {
  const foreign = asId<ResumeId>('b330ad2c000e17bcae001d12aa5268466a6a6e');
  const onlyOurs = async (id: string) => {
    if (id !== resumeId) throw new HhError({ name: 'not-found', status: 404 }, 'answered');
    return wireHistory();
  };
  beforeEach(() => {
    hh.resumeHistory.mockImplementation(onlyOurs);
  });

  test('is reported as such, not as a deleted resume', async () => {
    expect(await services().panels.read({ resumeId: foreign }, 1)).toMatchObject({
      state: 'problem',
      problem: { name: 'resume-of-other-company', status: 404 },
    });
  });

  test('offers the other work accounts, if there are any', async () => {
    const accounts = ['1', '2'].map((id) => ({ id: asId<AccountId>(id), employer: id }));
    await accountItem.setValue({ ...account, accounts });
    expect(await services().panels.read({ resumeId: foreign }, 1)).toMatchObject({
      problem: { name: 'resume-of-other-account' },
    });
  });

  test('of our own company is only missing', async () => {
    const own = asId<ResumeId>('b330ad2c000e17bcae000005af5268466a6a6e');
    expect(await services().panels.read({ resumeId: own }, 1)).toMatchObject({
      problem: { name: 'not-found' },
    });
  });

  test('is matched by its number with the negotiation that the address names', async () => {
    expect(await services().panels.read({ resumeId: foreign, topicId }, 1)).toMatchObject({
      state: 'ready',
      current: known({ id: '10' }),
      verdict: { vacancy: known('Чужая') },
      history: known({}),
    });
  });

  test('is matched by its number with what waits in the inbox', async () => {
    const row = rowOf('10');
    await inboxItem.setValue({
      ...emptyInbox,
      rows: [{ ...row, candidate: { ...row.candidate, resumeId } }],
    });
    expect(await services().panels.read({ resumeId: foreign }, 1)).toMatchObject({
      state: 'ready',
      current: known({ id: '10' }),
      history: known({}),
    });
    expect(hh.resumeHistory).toHaveBeenCalledTimes(1);
  });
});

describe('what the worker tells open tabs unasked', () => {
  const other = asId<NegotiationId>('30');

  test('names the resume, vacancy and negotiation of each slice', async () => {
    const said = watched(1, 2);
    const { panels } = services();
    await panels.read({ resumeId, topicId }, 1);
    await panels.read({ resumeId, topicId: other }, 2);
    panels.push();
    await vi.waitFor(() => expect(said).toHaveLength(2));
    expect(said).toEqual(
      expect.arrayContaining([
        [1, 'panelChanged', '10'],
        [2, 'panelChanged', '30'],
      ]),
    );
  });

  test('tells lists and vacancies only of what they show too', async () => {
    const said = watched(1, 2);
    const { panels } = services();
    await panels.read({ resumeId, topicId }, 1);
    await follow(2);
    panels.push();
    await vi.waitFor(() => expect(said).toEqual([[1, 'panelChanged', '10']]));
    panels.pushAll();
    await vi.waitFor(() => expect(said).toHaveLength(3));
    expect(said).toContainEqual([2, 'readAgain', undefined]);
  });

  test('makes a hidden panel read again when somebody looks at it, not before', async () => {
    const said = watched(1);
    const { panels } = services();
    await panels.read({ resumeId, topicId }, 1);
    await panels.read({ resumeId, topicId: other }, 2);
    const before = calls();
    await panels.renew();
    await vi.waitFor(() => expect(said).toHaveLength(3));
    // Three calls for the one in front.
    expect(calls() - before).toBe(3);
    expect(said).toContainEqual([2, 'readAgain', undefined]);
    expect(said).toContainEqual([1, 'panelChanged', '10']);
  });
});

describe('a tab that moved to a page of hh without a panel', () => {
  const list = 'https://hh.ru/employer/vacancyresponses?vacancyId=1';
  const open = async (...front: number[]) => {
    const said = watched(...front);
    const { panels } = services();
    await panels.read({ resumeId, topicId }, 1);
    movedOn.set(1, list);
    return { panels, said, before: calls() };
  };
  const followed = async () => Object.keys(await tabsItem.getValue());

  test('is told nothing more once it has said so', async () => {
    const { panels, said } = await open(1);
    panels.push();
    await vi.waitFor(async () => expect(await followed()).toEqual([]));
    panels.push();
    expect(said).toHaveLength(1);
  });

  test('costs no request after an action, visible or hidden', async () => {
    for (const front of [[1], []]) {
      const { panels, before } = await open(...front);
      await panels.renew();
      expect(calls()).toBe(before);
      await vi.waitFor(async () => expect(await followed()).toEqual([]));
    }
  });

  test('is followed again if it asks for another resume before it is forgotten', async () => {
    const { panels, said } = await open(1);
    const next = asId<NegotiationId>('30');
    tabsAnswer(async () => {
      await follow(1, { resumeId, topicId: next });
      said.push([1, 'panelChanged', undefined]);
      return false;
    });
    panels.push();
    await vi.waitFor(() => expect(said).toHaveLength(1));
    await navigator.locks.request('item:tabs', () => {});
    expect(await tabsItem.getValue()).toEqual({ 1: { resumeId, topicId: next } });
  });
});

test('does not read a negotiation again that was just read after an action', async () => {
  const { panels, negotiations } = services();
  watched(1);
  await panels.read({ resumeId, topicId }, 1);
  hh.negotiation.mockClear();
  hh.resumeHistory.mockClear();
  await negotiations.read(topicId, true);
  await panels.renew([topicId]);
  expect(hh.resumeHistory).toHaveBeenCalledTimes(1);
  expect(hh.negotiation).toHaveBeenCalledTimes(1);
});

test('reads the template from the address that hh gave', async () => {
  const { negotiations } = services();
  const of = { negotiationId: topicId, actionId: 'discard_by_employer', templateId: 'discard' };
  expect(await negotiations.template(of)).toBe('Здравствуйте');
  expect(hh.template).toHaveBeenCalledWith('https://api.hh.ru/message_templates/discard?topic_id=10');
});
