import { beforeEach, expect, test, vi } from 'vitest';
import { partly } from '../../tests/partly.ts';
import { accountKey } from '../domain/account.ts';
import { emptyInbox, vacancyOf } from '../domain/testing.ts';
import { vacanciesForResume } from '../hh/negotiations.ts';
import { reader } from '../hh/read.ts';
import { asId, type ResumeId } from '../ids.ts';
import { known, valueOr } from '../known.ts';
import { accountItem, inboxItem } from '../storage/items.ts';
import type { Connection } from './connection.ts';
import { createNegotiations } from './negotiations.ts';
import { account, negotiationJson, topicId, wireNegotiation } from './testing.ts';

const hh = { negotiation: vi.fn(), vacanciesForResume: vi.fn() };
const clock = { now: Date.UTC(2026, 10, 20, 9) };
const open = () =>
  createNegotiations(partly<Connection>({ employer: hh, conversations: {} }), () => clock.now);
const list = new URL('https://api.hh.ru/negotiations/response?vacancy_id=1');
/** A row of a list is the negotiation itself, without its vacancy. */
const row = (more: object = {}) => ({ ...negotiationJson(), vacancy: undefined, ...more });

beforeEach(async () => {
  hh.negotiation.mockReset().mockImplementation(async () => wireNegotiation());
  await accountItem.setValue(account);
  await inboxItem.setValue({ ...emptyInbox, vacancies: [vacancyOf('1', 2)] });
});

test('uses what a list said within five minutes, with the vacancy of that list', async () => {
  const negotiations = open();
  negotiations.hear(accountKey(account), list, { items: [row()] });
  const { negotiation, ways, at } = await negotiations.read(topicId);
  expect(hh.negotiation).not.toHaveBeenCalled();
  expect(at).toBe(clock.now);
  expect(negotiation.vacancy).toMatchObject(known({ id: '1', archived: known(false) }));
  expect(Object.values(ways)).toContainEqual({
    method: 'PUT',
    url: 'https://api.hh.ru/negotiations/discard_by_employer/10',
  });
});

test.each<[string, (negotiations: ReturnType<typeof open>) => unknown]>([
  ['after five minutes', () => (clock.now += 5 * 60_000)],
  ['after a write', (negotiations) => negotiations.forget([topicId])],
  [
    'requested before a write',
    async (negotiations) => {
      await negotiations.forget([topicId]);
      clock.now += 5_000;
      negotiations.hear(accountKey(account), list, { items: [row()] });
    },
  ],
  ['under another account', () => accountItem.setValue({ ...account, managerId: null })],
  ['about an unknown vacancy', () => inboxItem.setValue(emptyInbox)],
  [
    'without readable actions',
    (negotiations) => negotiations.hear(accountKey(account), list, { items: [row({ actions: 7 })] }),
  ],
  [
    'of which a later answer is not a list of responses',
    (negotiations) => {
      negotiations.hear(accountKey(account), list, { items: [row({ actions: null })] });
      negotiations.hear(accountKey(account), new URL('https://api.hh.ru/negotiations/10'), {
        items: [row()],
      });
    },
  ],
])('reads from hh instead of using a list’s entry %s', async (_, then) => {
  const negotiations = open();
  negotiations.hear(accountKey(account), list, { items: [row()] });
  await then(negotiations);
  await negotiations.read(topicId);
  expect(hh.negotiation).toHaveBeenCalledTimes(1);
});

test('reads from hh what is requested again', async () => {
  const negotiations = open();
  negotiations.hear(accountKey(account), list, { items: [row()] });
  await negotiations.read(topicId, true);
  expect(hh.negotiation).toHaveBeenCalledTimes(1);
});

test('offers the actions of an invitation without their substages, which are for a negotiation that exists', async () => {
  const url = 'https://api.hh.ru/negotiations/interview';
  const action = {
    id: 'interview',
    name: 'Интервью',
    enabled: true,
    hidden: false,
    method: 'POST',
    url,
    arguments: [],
    templates: [],
    sub_actions: [{ id: 'interview_2', name: 'Финальное', method: 'PUT', url: `${url}_2` }],
  };
  const vacancy = { id: '1', name: 'Логист', negotiations_state: null, negotiations_actions: [action] };
  hh.vacanciesForResume.mockResolvedValue(
    reader(vacanciesForResume)({ items: [vacancy], found: 1, page: 0, pages: 1, per_page: 20 }),
  );
  const { invitations } = await open().invitationsOf(asId<ResumeId>('r'));
  expect(invitations.items.flatMap(({ actions }) => valueOr(actions, null)?.items)).toMatchObject([
    { id: 'interview', sub: [] },
  ]);
});
