import { describe, expect, test } from 'vitest';
import { type ApplicantId, asId, type NegotiationId, type ResumeId, type VacancyId } from '../ids.ts';
import {
  type Contact,
  changesOf,
  type Heard,
  limits,
  markFactOf,
  type Person,
  withHeard,
} from './contacts.ts';

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
const contact = (vacancy: number, ...changes: [stage: string | null, at: number | null][]): Contact => ({
  vacancyId: asId<VacancyId>(vacancy),
  vacancy: `Вакансия ${vacancy}`,
  archived: false,
  negotiationId: asId<NegotiationId>(vacancy * 10),
  createdAt: changes.at(-1)?.[1] ?? null,
  changes: changes.map(([id, at]) => ({ stage: id === null ? null : stageOf(id), at, letter: false })),
});
const nobody: Person = { id: asId<ResumeId>('a'), number: '1', owner: null, contacts: [], notes: null };
const person = (...contacts: Contact[]): Person => ({ ...nobody, contacts });
const resume = (of: Contact, more: Partial<Extract<Heard, { about: 'resume' }>> = {}): Heard => ({
  about: 'resume',
  id: nobody.id,
  number: null,
  owner: null,
  notes: null,
  contact: of,
  ...more,
});
const fact = (on: VacancyId | undefined, ...contacts: Contact[]) =>
  markFactOf([person(...contacts)], { now, waitHours: 24, on });

describe('the one fact of a mark', () => {
  test('is the most urgent: waits, refusal, interview, offer, another stage', () => {
    const waits = contact(1, ['response', now - 26 * hour]);
    const refused = contact(2, ['discard_by_employer', now - 100 * day]);
    const met = contact(3, ['interview', now - day]);
    const offered = contact(4, ['offer', now - 2 * day]);
    const thought = contact(5, ['consider', now]);
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

  test('is the newest of its kind, and the longest wait', () => {
    const older = contact(1, ['discard_by_employer', now - 100 * day]);
    const newer = contact(2, ['discard_by_employer', now - 3 * day]);
    expect(fact(undefined, older, newer)).toMatchObject({ at: now - 3 * day });
    expect(
      fact(undefined, contact(1, ['response', now - hour]), contact(2, ['response', now - 3 * hour])),
    ).toMatchObject({
      since: now - 3 * hour,
    });
  });

  test('counts the stage that a vacancy is at, not those before it', () => {
    const hired = contact(1, ['offer', now], ['discard_by_employer', now - day], ['response', now - 2 * day]);
    expect(fact(undefined, hired)).toMatchObject({ stage: { id: 'offer' } });
  });

  test('nobody waits on an archived vacancy, nor since when it is not known', () => {
    const archived = { ...contact(1, ['response', now - day]), archived: true };
    expect(fact(asId('1'), archived)).toBeNull();
    expect(fact(asId('1'), contact(1, ['response', null]))).toBeNull();
  });

  test('names the vacancy where it is another one than the list’s', () => {
    const met = contact(3, ['interview', now]);
    expect(fact(asId('3'), met)).toMatchObject({ vacancy: null });
    expect(fact(asId('4'), met)).toMatchObject({ vacancy: 'Вакансия 3' });
  });

  test('is notes, or that there was something elsewhere, where no stage was read', () => {
    const unread = contact(1, [null, now]);
    expect(fact(asId('2'), unread)).toEqual({ kind: 'elsewhere' });
    expect(fact(asId('1'), unread)).toBeNull();
    expect(markFactOf([{ ...person(unread), notes: 2 }], { now, waitHours: 24 })).toEqual({
      kind: 'notes',
      count: 2,
    });
    expect(fact(undefined)).toBeNull();
  });

  test('is of all resumes of a person together', () => {
    const people = [person(contact(1, ['consider', now])), person(contact(2, ['discard_by_employer', now]))];
    expect(markFactOf(people, { now, waitHours: 24 })).toMatchObject({
      stage: { id: 'discard_by_employer' },
    });
  });
});

describe('what is heard of a person', () => {
  test('the same stage from a list keeps the time that a history told', () => {
    const known = person(contact(1, ['discard_by_employer', now - day], ['response', now - 2 * day]));
    const after = withHeard(known, resume(contact(1, ['discard_by_employer', null])));
    expect(after.contacts).toEqual(known.contacts);
  });

  test('another stage from a list stands without a time: when it came was not read', () => {
    const known = person(contact(1, ['response', now - day]));
    const after = withHeard(known, resume(contact(1, ['interview', null])));
    expect(fact(undefined, ...after.contacts)).toMatchObject({ stage: { id: 'interview' }, at: null });
  });

  test('what was not read takes nothing away', () => {
    const owner = asId<ApplicantId>('7');
    const known = { ...person(contact(1, ['response', now])), owner, notes: 3 };
    const blank = { ...contact(1), vacancy: null, negotiationId: null };
    expect(withHeard(known, resume(blank))).toEqual(known);
  });

  test('a history replaces the changes of its vacancies and leaves the others', () => {
    const known = person(contact(1, ['consider', null]), contact(2, ['offer', now - 9 * day]));
    const contacts = [contact(1, ['interview', now], ['consider', now - day], ['response', now - 2 * day])];
    const after = withHeard(known, { about: 'history', id: nobody.id, number: null, contacts });
    expect(after.contacts).toEqual([contacts[0], known.contacts[1]]);
  });

  test('a write of our own stands since it is at hh', () => {
    const known = person(contact(1, ['response', now - day]));
    const change = { stage: stageOf('discard_by_employer'), at: now, letter: true };
    const moved = withHeard(known, { about: 'move', negotiationId: asId<NegotiationId>(10), change });
    expect(fact(undefined, ...moved.contacts)).toMatchObject({ at: now, tone: 'bad' });
    // hh's own word of the same is no other change.
    expect(withHeard(moved, resume(contact(1, ['discard_by_employer', null]))).contacts).toEqual(
      moved.contacts,
    );
  });

  test('stays small: so many vacancies, so many changes of each', () => {
    let known = nobody;
    for (let vacancy = 1; vacancy <= 30; vacancy++)
      known = withHeard(known, resume(contact(vacancy, ['consider', now - vacancy * day])));
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) known = withHeard(known, resume(contact(1, [id, now])));
    expect(known.contacts).toHaveLength(limits.contacts);
    expect(known.contacts[0]?.changes).toHaveLength(limits.changes);
    expect(known.contacts[0]?.vacancyId).toBe('1');
  });
});

test('what happened is told newest first; a stage without a time is the newest of its vacancy', () => {
  const people = [
    person(contact(1, ['offer', null], ['interview', now - day]), contact(2, ['response', now])),
  ];
  expect(changesOf(people).map(({ change, isResponse }) => [change.stage?.id, isResponse])).toEqual([
    ['offer', false],
    ['response', true],
    ['interview', false],
  ]);
});
