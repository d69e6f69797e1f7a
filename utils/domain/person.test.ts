import { describe, expect, test } from 'vitest';
import { type ApplicantId, asId, type NegotiationId, type ResumeId, type VacancyId } from '../ids.ts';
import {
  changesOf,
  type Heard,
  limits,
  markFactOf,
  type Person,
  type PersonNegotiation,
  stageSince,
  usualStay,
  withHeard,
} from './person.ts';

const now = Date.UTC(2026, 10, 29);
const hour = 3_600_000;
const day = 24 * hour;
const stages: Record<string, string> = {
  response: 'Отклик',
  consider: 'Подумать',
  discard_by_employer: 'Отказ',
  interview: 'Интервью',
  offer: 'Предложение',
};
const stageOf = (id: string) => ({ id, name: stages[id] ?? id });
const negotiation = (
  vacancy: number,
  ...changes: [stage: string | null, at: number | null][]
): PersonNegotiation => ({
  vacancyId: asId<VacancyId>(vacancy),
  vacancy: `Вакансия ${vacancy}`,
  archived: false,
  negotiationId: asId<NegotiationId>(vacancy * 10),
  createdAt: changes.at(-1)?.[1] ?? null,
  changes: changes.map(([id, at]) => ({ stage: id === null ? null : stageOf(id), at, letter: false })),
});
const nobody: Person = { id: asId<ResumeId>('a'), number: '1', owner: null, negotiations: [], notes: null };
const person = (...negotiations: PersonNegotiation[]): Person => ({ ...nobody, negotiations });
const resume = (of: PersonNegotiation, more: Partial<Extract<Heard, { about: 'resume' }>> = {}): Heard => ({
  about: 'resume',
  id: nobody.id,
  number: null,
  owner: null,
  notes: null,
  negotiation: of,
  ...more,
});
const fact = (on: VacancyId | undefined, ...negotiations: PersonNegotiation[]) =>
  markFactOf([person(...negotiations)], { now, waitHours: 24, on });

describe('the fact shown by a mark', () => {
  test('is the most urgent: waiting, refusal, interview, offer, other stage', () => {
    const waits = negotiation(1, ['response', now - 26 * hour]);
    const refused = negotiation(2, ['discard_by_employer', now - 100 * day]);
    const met = negotiation(3, ['interview', now - day]);
    const offered = negotiation(4, ['offer', now - 2 * day]);
    const thought = negotiation(5, ['consider', now]);
    expect(fact(undefined, thought, offered, met, refused, waits)).toEqual({
      kind: 'waits',
      since: now - 26 * hour,
      tone: 'wait',
    });
    expect(fact(undefined, thought, offered, met, refused)).toMatchObject({
      stage: { id: 'discard_by_employer' },
    });
    expect(fact(undefined, thought, offered, met)).toMatchObject({
      stage: { id: 'interview' },
      tone: 'good',
    });
    expect(fact(undefined, thought, offered)).toMatchObject({ stage: { id: 'offer' } });
    expect(fact(undefined, thought)).toMatchObject({ stage: { id: 'consider' }, tone: 'wait' });
  });

  test('is the newest of its kind, or the longest wait', () => {
    const older = negotiation(1, ['discard_by_employer', now - 100 * day]);
    const newer = negotiation(2, ['discard_by_employer', now - 3 * day]);
    expect(fact(undefined, older, newer)).toMatchObject({ at: now - 3 * day });
    expect(
      fact(undefined, negotiation(1, ['response', now - hour]), negotiation(2, ['response', now - 3 * hour])),
    ).toMatchObject({
      since: now - 3 * hour,
    });
  });

  test('uses the current stage of a vacancy, not earlier ones', () => {
    const hired = negotiation(
      1,
      ['offer', now],
      ['discard_by_employer', now - day],
      ['response', now - 2 * day],
    );
    expect(fact(undefined, hired)).toMatchObject({ stage: { id: 'offer' } });
  });

  test('is not a wait on an archived vacancy, or without a known beginning', () => {
    const archived = { ...negotiation(1, ['response', now - day]), archived: true };
    expect(fact(asId('1'), archived)).toBeNull();
    expect(fact(asId('1'), negotiation(1, ['response', null]))).toBeNull();
  });

  test("names a vacancy other than the list's", () => {
    const met = negotiation(3, ['interview', now]);
    expect(fact(asId('3'), met)).toMatchObject({ vacancy: null });
    expect(fact(asId('4'), met)).toMatchObject({ vacancy: 'Вакансия 3' });
  });

  test('is the notes, or that there was something elsewhere, if no stage was read', () => {
    const unread = negotiation(1, [null, now]);
    expect(fact(asId('2'), unread)).toEqual({ kind: 'elsewhere' });
    expect(fact(asId('1'), unread)).toBeNull();
    expect(markFactOf([{ ...person(unread), notes: 2 }], { now, waitHours: 24 })).toEqual({
      kind: 'notes',
      count: 2,
    });
    expect(fact(undefined)).toBeNull();
  });

  test('covers all resumes of a person', () => {
    const people = [
      person(negotiation(1, ['consider', now])),
      person(negotiation(2, ['discard_by_employer', now])),
    ];
    expect(markFactOf(people, { now, waitHours: 24 })).toMatchObject({
      stage: { id: 'discard_by_employer' },
    });
  });
});

describe('updating a person from answers', () => {
  test('keeps the time from a history if a list has the same stage', () => {
    const known = person(negotiation(1, ['discard_by_employer', now - day], ['response', now - 2 * day]));
    const after = withHeard(known, resume(negotiation(1, ['discard_by_employer', null])), now);
    expect(after.negotiations).toEqual(known.negotiations);
  });

  test('leaves a new stage from a list without a time, because it was not read', () => {
    const known = person(negotiation(1, ['response', now - day]));
    const after = withHeard(known, resume(negotiation(1, ['interview', null])), now);
    expect(fact(undefined, ...after.negotiations)).toMatchObject({ stage: { id: 'interview' }, at: null });
  });

  test('removes nothing that an answer lacks', () => {
    const owner = asId<ApplicantId>('7');
    const known = { ...person(negotiation(1, ['response', now])), owner, notes: 3 };
    const blank = { ...negotiation(1), vacancy: null, negotiationId: null };
    expect(withHeard(known, resume(blank), now)).toEqual(known);
  });

  test('replaces the changes of the vacancies in a history, and keeps the others', () => {
    const known = person(negotiation(1, ['consider', null]), negotiation(2, ['offer', now - 9 * day]));
    const negotiations = [
      negotiation(1, ['interview', now], ['consider', now - day], ['response', now - 2 * day]),
    ];
    const after = withHeard(known, { about: 'history', id: nobody.id, number: null, negotiations }, now);
    expect(after.negotiations).toEqual([negotiations[0], known.negotiations[1]]);
  });

  test('includes our own write once it has reached hh', () => {
    const known = person(negotiation(1, ['response', now - day]));
    const change = { stage: stageOf('discard_by_employer'), at: now, letter: true };
    const moved = withHeard(known, { about: 'move', negotiationId: asId<NegotiationId>(10), change }, now);
    expect(fact(undefined, ...moved.negotiations)).toMatchObject({ at: now, tone: 'bad' });
    // hh's report of the same change is not another change.
    expect(withHeard(moved, resume(negotiation(1, ['discard_by_employer', null])), now).negotiations).toEqual(
      moved.negotiations,
    );
  });

  test('limits the number of vacancies, and of changes for each', () => {
    let known = nobody;
    for (let vacancy = 1; vacancy <= 30; vacancy++)
      known = withHeard(known, resume(negotiation(vacancy, ['consider', now - vacancy * day])), now);
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f'])
      known = withHeard(known, resume(negotiation(1, [id, now])), now);
    expect(known.negotiations).toHaveLength(limits.negotiations);
    expect(known.negotiations[0]?.changes).toHaveLength(limits.changes);
    expect(known.negotiations[0]?.vacancyId).toBe('1');
  });
});

test('lists events newest first; a stage without a time is the newest of its vacancy', () => {
  const people = [
    person(negotiation(1, ['offer', null], ['interview', now - day]), negotiation(2, ['response', now])),
  ];
  expect(changesOf(people).map(({ change, isResponse }) => [change.stage?.id, isResponse])).toEqual([
    ['offer', false],
    ['response', true],
    ['interview', false],
  ]);
});

describe('how long somebody has been at a stage', () => {
  test("counts from the stage's own time if known, else from when it was first seen", () => {
    const read = (known: Person, at: number, ...changes: [string, number | null][]) =>
      withHeard(known, resume(negotiation(1, ...changes)), at);
    const since = ({ negotiations: [one] }: Person) => one && stageSince(one);
    const first = read(nobody, now, ['interview', null]);
    expect(since(first)).toMatchObject({ stage: { id: 'interview' }, from: now });
    expect(since(read(first, now + 3 * day, ['interview', null]))?.from).toBe(now);
    expect(since(read(first, now + 4 * day, ['offer', null]))).toMatchObject({
      stage: { id: 'offer' },
      from: now + 4 * day,
    });
    expect(since(person(negotiation(1, ['interview', now], ['interview', now - day])))?.from).toBe(now - day);
    expect(since(person(negotiation(1)))).toBeNull();
    // Stored by an older release.
    const old = person(negotiation(1, ['interview', null]));
    expect(since(old)).toBeNull();
    expect(since(read(old, now, ['interview', null]))?.from).toBe(now);
  });

  test('the usual stay is the median of at least five stays with observed beginning and end', () => {
    const stayed = (days: number, left: number | null = now) =>
      person(negotiation(1, ['offer', left], ['interview', now - days * day], ['response', now - 30 * day]));
    const all = [1, 4, 4, 5, 20].map((days) => stayed(days));
    expect(usualStay(all, asId('1'), 'interview')).toBe(4 * day);
    expect(usualStay(all, asId('2'), 'interview')).toBeNull();
    expect(usualStay(all, asId('1'), 'offer')).toBeNull();
    expect(usualStay(all.slice(1), asId('1'), 'interview')).toBeNull();
    expect(usualStay([...all.slice(1), stayed(9, null)], asId('1'), 'interview')).toBeNull();
  });
});
