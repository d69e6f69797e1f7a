import { describe, expect, test } from 'vitest';
import { asId, type EmployerId, type NegotiationId, type VacancyId } from '../../ids.ts';
import type { ApplicantNegotiations } from './applicant.ts';
import type { EventLog } from './events.ts';
import { headOf, type Look, merge } from './merge.ts';
import type { ApplicantNegotiation } from './negotiation.ts';
import { topicOf } from './testing.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 20, 12);
const nobody: ApplicantNegotiations = { owner: null, topics: [] };
const look = (...topics: ApplicantNegotiation[]): Look => ({ owner: 'ivan', topics });
/** Holds what these looks, one after another, told. */
function after(...looks: Look[]) {
  let [topics, log]: [ApplicantNegotiations, EventLog] = [nobody, {}];
  for (const one of looks) ({ topics, log } = merge(topics, log, one, now));
  return { topics: topics.topics, log, owner: topics.owner };
}

test('what did not change is the very same value: nothing is written', () => {
  const first = merge(nobody, {}, look(topicOf(1), topicOf(2)), now);
  const again = merge(first.topics, first.log, look(topicOf(1), topicOf(2)), now + day);
  expect(again.topics).toBe(first.topics);
  expect(again.log).toBe(first.log);
  expect(again.lastChanged).toBe(false);
});

test('newest change first, whatever page came first', () => {
  const { topics } = after(
    look(topicOf(1, { updatedAt: now - 3 * day })),
    look(topicOf(2, { updatedAt: now - day }), topicOf(3, { updatedAt: now - 5 * day })),
  );
  expect(topics.map(({ id }) => id)).toEqual(['2', '1', '3']);
});

test('says whether what stands behind a page can have changed', () => {
  const first = merge(nobody, {}, look(topicOf(1), topicOf(2)), now);
  expect(first.lastChanged).toBe(true);
  const newer = topicOf(3, { updatedAt: now });
  expect(merge(first.topics, first.log, look(newer, topicOf(1)), now).lastChanged).toBe(false);
});

describe('two ways tell of one thing', () => {
  const byPages = topicOf(1, {
    stage: { id: 'discard', name: '' },
    hasLetter: true,
    politeness: { readPercent: 83, replyDays: 1 },
    employer: { id: asId<EmployerId>('7'), name: 'Ромашка' },
    updatedAt: now - day + 284,
  });
  const byApi = topicOf(1, {
    stage: { id: 'discard', name: 'Отказ' },
    employer: { id: null, name: 'Ромашка' },
    calls: 2,
    vacancy: { id: asId<VacancyId>('1'), name: 'Бухгалтер', area: null, url: null, archived: false },
    // The same change, in whole seconds.
    updatedAt: now - day,
  });

  test.each([
    ['pages, then api', [byPages, byApi]],
    ['api, then pages', [byApi, byPages]],
  ])('what one does not say never overwrites what the other did: %s', (_, looks) => {
    const [topic] = after(...looks.map((one) => look(one))).topics;
    expect(topic).toMatchObject({
      stage: { id: 'discard', name: 'Отказ' },
      employer: { id: '7', name: 'Ромашка' },
      hasLetter: true,
      politeness: { readPercent: 83 },
      calls: 2,
      vacancy: { name: 'Бухгалтер', area: 'Москва' },
    });
  });

  test('a vacancy that one of them lacks stays', () => {
    const { topics } = after(look(topicOf(1)), look(topicOf(1, { vacancy: null, updatedAt: now })));
    expect(topics[0]?.vacancy?.name).toBe('Бухгалтер');
    expect(after(look(topicOf(1, { vacancy: null }))).topics[0]?.vacancy).toBeNull();
  });

  test('the word of another stage is not taken for this one', () => {
    const { topics } = after(look(byApi), look({ ...byPages, stage: { id: 'offer', name: '' } }));
    expect(topics[0]?.stage).toEqual({ id: 'offer', name: '' });
  });
});

describe('an older look', () => {
  const old = topicOf(1, { fresh: true, updatedAt: now - 2 * day });
  const answer = topicOf(1, { stage: { id: 'invitation', name: 'Приглашение' }, updatedAt: now - day });

  test('turns nothing back', () => {
    const before = after(look(answer));
    const { topics, log } = after(look(answer), look(old));
    expect(topics).toEqual(before.topics);
    expect(log).toEqual(before.log);
  });

  test('still fills in what was lacking', () => {
    const { topics } = after(look(answer), look({ ...old, hasLetter: true }));
    expect(topics[0]).toMatchObject({ hasLetter: true, stage: { id: 'invitation' }, fresh: false });
  });

  test('that it was read is never unsaid', () => {
    expect(after(look(topicOf(1, { viewed: true })), look(topicOf(1))).topics[0]?.viewed).toBe(true);
  });
});

describe('when things happened', () => {
  test('is known of what was seen to change alone', () => {
    const seenLate = after(look(topicOf(1, { viewed: true, stage: { id: 'discard', name: '' } })));
    expect(seenLate.topics[0]).toMatchObject({ viewedAt: null, answeredAt: null });

    const { topics } = after(
      look(topicOf(1)),
      look(topicOf(1, { viewed: true })),
      look(topicOf(1, { viewed: true, stage: { id: 'discard', name: '' }, updatedAt: now - day })),
    );
    expect(topics[0]).toMatchObject({ viewedAt: now, answeredAt: now - day });
  });

  test('stands, whatever comes after', () => {
    const viewed = merge(nobody, {}, look(topicOf(1)), now);
    const one = merge(viewed.topics, viewed.log, look(topicOf(1, { viewed: true })), now);
    const two = merge(
      one.topics,
      one.log,
      look(topicOf(1, { viewed: true, updatedAt: now + day })),
      now + day,
    );
    expect(two.topics.topics[0]?.viewedAt).toBe(now);
  });

  test('a clock that is off by a day harms nothing', () => {
    const ahead = after(
      look(topicOf(1, { updatedAt: now + day })),
      look(topicOf(1, { stage: { id: 'offer', name: '' }, updatedAt: now + day })),
    );
    expect(ahead.topics[0]?.answeredAt).toBe(now);
    expect(headOf(ahead.topics, 1, now).counts).toMatchObject({ silent: 0, waiting: 1 });
    expect(
      Object.values(ahead.log)
        .flat()
        .every(({ at }) => at <= now),
    ).toBe(true);
  });
});

describe('the log', () => {
  const whats = (log: EventLog, id = '1') =>
    log[asId<NegotiationId>(id)]?.map((event) => (event.what === 'stage' ? event.stage : event.what));

  test('grows by what each look tells, and never shrinks', () => {
    const { log } = after(
      look(topicOf(1)),
      look(topicOf(1, { viewed: true, messages: 1 })),
      look(topicOf(1, { viewed: true, messages: 2, stage: { id: 'NEW_WORD', name: '' }, updatedAt: now })),
      { owner: 'ivan', topics: [], all: new Set() },
    );
    expect(whats(log)).toEqual(['sent', 'viewed', 'NEW_WORD', 'message']);
  });

  test('the same things seen for the first time again (after a sign-out) are written once', () => {
    const seen = look(topicOf(1, { viewed: true, stage: { id: 'discard', name: '' } }));
    const { log } = merge(nobody, {}, seen, now);
    expect(merge(nobody, log, seen, now + day).log).toBe(log);
    const later = merge(nobody, log, look(topicOf(1, { viewed: true, hidden: true })), now + day);
    expect(whats(later.log)).toEqual(['sent', 'viewed', 'discard', 'hidden']);
  });
});

describe('whose they are', () => {
  test('another person’s topics take the place of all', () => {
    const both = after(look(topicOf(1), topicOf(2)), { owner: 'anna', topics: [topicOf(3)] });
    expect(both.owner).toBe('anna');
    expect(both.topics.map(({ id }) => id)).toEqual(['3']);
    const none = after(look(topicOf(1)), { owner: 'anna', topics: [] });
    expect(none).toMatchObject({ owner: 'anna', topics: [] });
  });
});

describe('what hh shows no more', () => {
  test('is let go after a look at all, and by no page of a part', () => {
    const { topics, log } = after(look(topicOf(1), topicOf(2)), look(topicOf(1)), {
      ...look(),
      all: new Set([asId<NegotiationId>('2')]),
    });
    expect(topics.map(({ id }) => id)).toEqual(['2']);
    expect(Object.keys(log)).toEqual(['1', '2']);
  });
});

test('the head counts all and carries at most thirty', () => {
  const topics = Array.from({ length: 2000 }, (_, index) => topicOf(index, { fresh: index % 2 === 0 }));
  const { counts, front } = headOf(topics, 7, now);
  expect(counts).toMatchObject({ new: 1000, all: 2000 });
  expect(front).toHaveLength(30);
  expect(front.every(({ fresh }) => fresh)).toBe(true);
});
