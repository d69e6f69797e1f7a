import { describe, expect, test } from 'vitest';
import { asId, type EmployerId, type NegotiationId, type VacancyId } from '../../ids.ts';
import { type Event, type EventLog, eventsOf, merge, timelineOf, withLog } from './events.ts';
import { type ApplicantNegotiation, newestFirst } from './negotiation.ts';
import { created as createdAt, headOf, negotiationOf } from './testing.ts';

const day = 86_400_000;
const response = negotiationOf(1);
const now = createdAt + 5 * day;

const told = (...given: Parameters<typeof timelineOf>) =>
  timelineOf(...given).map((one) => [one.what, one.sure, (one.at - createdAt) / day]);

test("dates an observed change by hh's time, or by the time of our read if hh gives none", () => {
  const read = { ...response, viewed: true };
  const refused = { ...read, stage: { id: 'discard', name: '' }, updatedAt: createdAt + 4 * day };
  const events = [
    ...eventsOf(undefined, response, createdAt),
    ...eventsOf(response, read, createdAt + 2 * day),
    ...eventsOf(read, refused, now),
    ...eventsOf(refused, { ...refused, hidden: true }, now),
  ];
  expect(told(refused, events, now)).toEqual([
    ['sent', 'exact', 0],
    ['viewed', 'by', 2],
    ['stage', 'exact', 4],
    ['hidden', 'by', 5],
  ]);
});

test('gives the latest possible time, or none, for what happened before our first read', () => {
  const old = {
    ...response,
    viewed: true,
    stage: { id: 'invitation', name: '' },
    updatedAt: createdAt + 3 * day,
  };
  expect(told(old, eventsOf(undefined, old, now), now)).toEqual([
    ['sent', 'exact', 0],
    ['viewed', 'unknown', 3],
    ['stage', 'by', 3],
  ]);
});

test('begins with the invitation if the employer wrote first', () => {
  const invited = { ...response, invited: true, stage: { id: 'invitation', name: '' } };
  expect(told(invited, undefined, now).map(([what]) => what)).toEqual(['invited', 'stage']);
});

test('uses the negotiation itself if the log has no events for it', () => {
  expect(told(response, undefined, now)).toEqual([['sent', 'exact', 0]]);
  expect(told(response, [], now)).toEqual([['sent', 'exact', 0]]);
});

test('merges two logs of one negotiation without loss or duplicates', () => {
  const here: Event[] = [
    { at: 1, what: 'sent' },
    { at: 5, what: 'viewed', before: true },
    { at: 6, what: 'stage', stage: 'interview', before: true },
  ];
  const given: Event[] = [
    { at: 1, what: 'sent' },
    { at: 3, what: 'viewed' },
    { at: 4, what: 'message' },
    { at: 6, what: 'stage', stage: 'interview' },
    { at: 9, what: 'stage', stage: 'discard' },
  ];
  expect(withLog(here, given)).toEqual(given);
  expect(withLog([], [{ at: 1, what: 'sent', revision: 7 }])).toEqual([{ at: 1, what: 'sent' }]);
  expect(withLog(given, here)).toBe(given);
  expect(withLog(here, [{ at: 2, what: 'sent', before: true }])).toBe(here);
});

test('logs a question only if there was known to be none before', () => {
  const asked = { ...response, awaits: true, updatedAt: createdAt + day };
  expect(eventsOf(response, asked, now)).toEqual([{ at: createdAt + day, what: 'asked' }]);
  expect(eventsOf({ ...response, awaits: null }, asked, now)).toEqual([]);
  expect(eventsOf(asked, asked, now)).toEqual([]);
});

const today = Date.UTC(2026, 10, 20, 12);
type Held = { negotiations: ApplicantNegotiation[]; log: EventLog };
const nothing: Held = { negotiations: [], log: {} };
const page = (...negotiations: ApplicantNegotiation[]) => negotiations;
/** The stored state after a read, and what the read changed. */
function put(held: Held, seen: readonly ApplicantNegotiation[], at = today) {
  const merged = merge(held.negotiations, held.log, seen, at);
  const ids = new Set(merged.changed.map(({ id }) => id));
  const negotiations = [...held.negotiations.filter(({ id }) => !ids.has(id)), ...merged.changed];
  return { ...merged, negotiations: negotiations.sort(newestFirst) };
}
/** The stored state after these reads, one after another. */
const after = (...pages: (readonly ApplicantNegotiation[])[]): Held =>
  pages.reduce<Held>((held, seen) => put(held, seen), nothing);

test('keeps the identity of unchanged values, so that nothing is written', () => {
  const first = put(nothing, page(negotiationOf(1), negotiationOf(2)));
  const again = put(first, page(negotiationOf(1), negotiationOf(2)), today + day);
  expect(again.changed).toEqual([]);
  expect(again.log).toBe(first.log);
  expect(again.lastChanged).toBe(false);
});

test('orders by the newest change, whatever page was read first', () => {
  const { negotiations } = after(
    page(negotiationOf(1, { updatedAt: today - 3 * day })),
    page(negotiationOf(2, { updatedAt: today - day }), negotiationOf(3, { updatedAt: today - 5 * day })),
  );
  expect(negotiations.map(({ id }) => id)).toEqual(['2', '1', '3']);
});

test('says whether entries after a page may have changed', () => {
  const first = put(nothing, page(negotiationOf(1), negotiationOf(2)));
  expect(first.lastChanged).toBe(true);
  const newer = negotiationOf(3, { updatedAt: today });
  expect(put(first, page(newer, negotiationOf(1))).lastChanged).toBe(false);
});

describe('merging the two sources', () => {
  const byPages = negotiationOf(1, {
    stage: { id: 'discard', name: '' },
    hasLetter: true,
    politeness: { readPercent: 83, replyDays: 1 },
    employer: { id: asId<EmployerId>('7'), name: 'Ромашка' },
    updatedAt: today - day + 284,
  });
  const byApi = negotiationOf(1, {
    stage: { id: 'discard', name: 'Отказ' },
    employer: { id: null, name: 'Ромашка' },
    calls: 2,
    vacancy: { id: asId<VacancyId>('1'), name: 'Бухгалтер', area: null, url: null, archived: false },
    // The same change, in whole seconds.
    updatedAt: today - day,
  });

  test.each([
    ['pages, then api', [byPages, byApi]],
    ['api, then pages', [byApi, byPages]],
  ])('keeps a value that the other source does not give: %s', (_, pages) => {
    const [negotiation] = after(...pages.map((one) => page(one))).negotiations;
    expect(negotiation).toMatchObject({
      stage: { id: 'discard', name: 'Отказ' },
      employer: { id: '7', name: 'Ромашка' },
      hasLetter: true,
      politeness: { readPercent: 83 },
      calls: 2,
      vacancy: { name: 'Бухгалтер', area: 'Москва' },
    });
  });

  test('keeps a vacancy that one source lacks', () => {
    const { negotiations } = after(
      page(negotiationOf(1)),
      page(negotiationOf(1, { vacancy: null, updatedAt: today })),
    );
    expect(negotiations[0]?.vacancy?.name).toBe('Бухгалтер');
    expect(after(page(negotiationOf(1, { vacancy: null }))).negotiations[0]?.vacancy).toBeNull();
  });

  test('does not reuse the name of another stage', () => {
    const { negotiations } = after(page(byApi), page({ ...byPages, stage: { id: 'offer', name: '' } }));
    expect(negotiations[0]?.stage).toEqual({ id: 'offer', name: '' });
  });
});

describe('an older read', () => {
  const old = negotiationOf(1, { fresh: true, updatedAt: today - 2 * day });
  const answer = negotiationOf(1, {
    stage: { id: 'invitation', name: 'Приглашение' },
    updatedAt: today - day,
  });

  test('reverts nothing', () => {
    const before = after(page(answer));
    const { negotiations, log } = after(page(answer), page(old));
    expect(negotiations).toEqual(before.negotiations);
    expect(log).toEqual(before.log);
  });

  test('still fills gaps', () => {
    const { negotiations } = after(page(answer), page({ ...old, hasLetter: true }));
    expect(negotiations[0]).toMatchObject({ hasLetter: true, stage: { id: 'invitation' }, fresh: false });
  });

  test('never reverts a viewed mark', () => {
    expect(
      after(page(negotiationOf(1, { viewed: true })), page(negotiationOf(1))).negotiations[0]?.viewed,
    ).toBe(true);
  });
});

describe('the times of viewing and answering', () => {
  test('are known only for an observed change', () => {
    const seenLate = after(page(negotiationOf(1, { viewed: true, stage: { id: 'discard', name: '' } })));
    expect(seenLate.negotiations[0]).toMatchObject({ viewedAt: null, answeredAt: null });

    const { negotiations } = after(
      page(negotiationOf(1)),
      page(negotiationOf(1, { viewed: true })),
      page(negotiationOf(1, { viewed: true, stage: { id: 'discard', name: '' }, updatedAt: today - day })),
    );
    expect(negotiations[0]).toMatchObject({ viewedAt: today, answeredAt: today - day });
  });

  test('stay, whatever comes later', () => {
    const viewed = after(page(negotiationOf(1)), page(negotiationOf(1, { viewed: true })));
    const two = put(viewed, page(negotiationOf(1, { viewed: true, updatedAt: today + day })), today + day);
    expect(two.negotiations[0]?.viewedAt).toBe(today);
  });

  test('tolerate a clock that is a day off', () => {
    const ahead = after(
      page(negotiationOf(1, { updatedAt: today + day })),
      page(negotiationOf(1, { stage: { id: 'offer', name: '' }, updatedAt: today + day })),
    );
    expect(ahead.negotiations[0]?.answeredAt).toBe(today);
    expect(headOf(ahead.negotiations, 1, today).counts).toMatchObject({ silent: 0, waiting: 1 });
    expect(
      Object.values(ahead.log)
        .flat()
        .every(({ at }) => at <= today),
    ).toBe(true);
  });
});

describe('the log', () => {
  const whats = (log: EventLog, id = '1') =>
    log[asId<NegotiationId>(id)]?.map((event) => (event.what === 'stage' ? event.stage : event.what));

  test('grows with each read, and never shrinks', () => {
    const { log } = after(
      page(negotiationOf(1)),
      page(negotiationOf(1, { viewed: true, messages: 1 })),
      page(
        negotiationOf(1, {
          viewed: true,
          messages: 2,
          stage: { id: 'NEW_WORD', name: '' },
          updatedAt: today,
        }),
      ),
      page(),
    );
    expect(whats(log)).toEqual(['sent', 'viewed', 'NEW_WORD', 'message']);
  });

  test('does not repeat events that are seen for the first time again, after a sign-out', () => {
    const seen = page(negotiationOf(1, { viewed: true, stage: { id: 'discard', name: '' } }));
    const { log } = put(nothing, seen);
    expect(put({ negotiations: [], log }, seen, today + day).log).toBe(log);
    const later = put(
      { negotiations: [], log },
      page(negotiationOf(1, { viewed: true, hidden: true })),
      today + day,
    );
    expect(whats(later.log)).toEqual(['sent', 'viewed', 'discard', 'hidden']);
  });
});

test('the summary counts all negotiations and contains at most thirty', () => {
  const negotiations = Array.from({ length: 2000 }, (_, index) =>
    negotiationOf(index, { fresh: index % 2 === 0 }),
  );
  const { counts, front } = headOf(negotiations, 7, today);
  expect(counts).toMatchObject({ new: 1000, all: 2000 });
  expect(front).toHaveLength(30);
  expect(front.every(({ fresh }) => fresh)).toBe(true);
});
