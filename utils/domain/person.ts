import type { ApplicantId, NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import type { Millis } from './negotiation.ts';
import { isRefusal, type Stage, type Tone, toneOf, urgencyOf } from './stage.ts';
import { medianOf } from './sum.ts';

/*
 * A person as the marks in hh's lists know them: what the company has had with them, as far as it was read for something
 * else. null is always "not read", never "none".
 */

/** A change of the stage; `at` is null where only the stage itself was read, `seen` says when it first was. */
export interface StageChange {
  stage: Stage | null;
  at: Millis | null;
  seen?: Millis;
  letter: boolean;
}

/** The negotiation of a resume on one vacancy, as far as other reads told of it. */
export interface PersonNegotiation {
  vacancyId: VacancyId;
  vacancy: string | null;
  archived: boolean;
  negotiationId: NegotiationId | null;
  /** When it began. */
  createdAt: Millis | null;
  /** Newest first. */
  changes: StageChange[];
}

/** A resume of somebody whom the company has dealt with. */
export interface Person {
  id: ResumeId;
  /** hh's number of the resume: the same in each company's id of it. */
  number: string | null;
  owner: ApplicantId | null;
  negotiations: PersonNegotiation[];
  /** How many notes colleagues have on the owner. */
  notes: number | null;
}

/** What one answer of hh's says of people. */
export type Heard =
  | {
      about: 'resume';
      id: ResumeId;
      number: string | null;
      owner: ApplicantId | null;
      notes: number | null;
      negotiation: PersonNegotiation;
      /** What the search finds them by; the marks keep none of it. */
      words?: { name: string; title: string; area: string };
    }
  | { about: 'history'; id: ResumeId; number: string | null; negotiations: PersonNegotiation[] }
  | { about: 'notes'; owner: ApplicantId; notes: number }
  /** A write of our own is at hh. */
  | { about: 'move'; negotiationId: NegotiationId; change: StageChange };

export const limits = {
  /** Vacancies of one resume, and changes on one vacancy. */
  negotiations: 10,
  changes: 4,
};

/** hh's stage of a response that nobody has decided on. */
const undecided = 'response';

const latest = ({ changes }: PersonNegotiation): StageChange | undefined => changes[0];
const atOf = (negotiation: PersonNegotiation): Millis =>
  latest(negotiation)?.at ?? negotiation.createdAt ?? 0;

const seenAt = (change: StageChange, at: Millis): StageChange =>
  change.at === null && change.seen === undefined ? { ...change, seen: at } : change;

/** One vacancy as a list or an item has it: the stage now, without its past. What was read before fills the gaps. */
function joined(
  before: PersonNegotiation | undefined,
  read: PersonNegotiation,
  at: Millis,
): PersonNegotiation {
  const now = { ...read, changes: read.changes.map((change) => seenAt(change, at)) };
  if (!before) return now;
  const [change] = now.changes;
  const known = latest(before)?.stage?.id;
  const isSame = !change?.stage || change.stage.id === known;
  return {
    ...now,
    vacancy: now.vacancy ?? before.vacancy,
    negotiationId: now.negotiationId ?? before.negotiationId,
    createdAt: now.createdAt ?? before.createdAt,
    changes: isSame
      ? before.changes.map((one, index) => (index === 0 ? seenAt(one, at) : one))
      : [change, ...before.changes].slice(0, limits.changes),
  };
}

const withNegotiations = (person: Person, negotiations: PersonNegotiation[]): Person => ({
  ...person,
  negotiations: negotiations.toSorted((one, other) => atOf(other) - atOf(one)).slice(0, limits.negotiations),
});

/** A history says all there was on each of its vacancies. */
const past = (before: PersonNegotiation | undefined, now: PersonNegotiation): PersonNegotiation => ({
  ...now,
  vacancy: now.vacancy ?? before?.vacancy ?? null,
  negotiationId: now.negotiationId ?? before?.negotiationId ?? null,
  createdAt: now.createdAt ?? before?.createdAt ?? null,
  changes: now.changes.length > 0 ? now.changes.slice(0, limits.changes) : (before?.changes ?? []),
});

/** A person with what an answer says of them. @param now when it was read */
export function withHeard(person: Person, heard: Heard, now: Millis): Person {
  const of = (id: VacancyId) => person.negotiations.find(({ vacancyId }) => vacancyId === id);
  switch (heard.about) {
    case 'resume': {
      const { negotiation, number, owner, notes } = heard;
      const others = person.negotiations.filter(({ vacancyId }) => vacancyId !== negotiation.vacancyId);
      return withNegotiations(
        {
          ...person,
          number: number ?? person.number,
          owner: owner ?? person.owner,
          notes: notes ?? person.notes,
        },
        [joined(of(negotiation.vacancyId), negotiation, now), ...others],
      );
    }
    case 'history': {
      const named = new Set(heard.negotiations.map(({ vacancyId }) => vacancyId));
      return withNegotiations({ ...person, number: heard.number ?? person.number }, [
        ...heard.negotiations.map((negotiation) => past(of(negotiation.vacancyId), negotiation)),
        ...person.negotiations.filter(({ vacancyId }) => !named.has(vacancyId)),
      ]);
    }
    case 'notes':
      return { ...person, notes: heard.notes };
    case 'move':
      return withNegotiations(
        person,
        person.negotiations.map((negotiation) =>
          negotiation.negotiationId === heard.negotiationId
            ? { ...negotiation, changes: [heard.change, ...negotiation.changes].slice(0, limits.changes) }
            : negotiation,
        ),
      );
  }
}

/* For how long somebody stays at a stage, and how long people usually do. */

/** Stages one after another, the oldest first, with when each began for certain, or was first seen. */
function runsOf(changes: readonly StageChange[]): { stage: Stage; at: Millis | null; from: Millis | null }[] {
  const runs: ReturnType<typeof runsOf> = [];
  for (const { stage, at, seen = null } of changes.toReversed())
    if (stage && runs.at(-1)?.stage.id !== stage.id) runs.push({ stage, at, from: at ?? seen });
  return runs;
}

/** When somebody came to the stage they were last read at; where hh did not tell, when they were first seen there; null: not known. */
export const stageSince = ({ changes }: PersonNegotiation): { stage: Stage; from: Millis } | null => {
  const last = runsOf(changes).at(-1);
  return last && last.from !== null ? { stage: last.stage, from: last.from } : null;
};

/** From how many stays, of known beginning and end, the usual one is told. */
const usualOf = 5;

/** The median stay at a stage of a vacancy, ms; null: of too few both beginning and end are known. */
export function usualStay(people: readonly Person[], vacancyId: VacancyId, stageId: string): Millis | null {
  const stays = people
    .flatMap(({ negotiations }) => negotiations)
    .filter((one) => one.vacancyId === vacancyId)
    .flatMap(({ changes }) => {
      const runs = runsOf(changes);
      return runs.flatMap(({ stage, at }, index) => {
        const left = runs[index + 1]?.at ?? null;
        return stage.id === stageId && at !== null && left !== null && left > at ? [left - at] : [];
      });
    });
  return stays.length < usualOf ? null : medianOf(stays);
}

/** What a mark says: one fact, the most urgent. */
export type MarkFact =
  /** Not to be contacted. */
  | { kind: 'avoided'; reason: string; at: Millis }
  | { kind: 'waits'; since: Millis; tone: Tone }
  /** `vacancy`: the name of another vacancy than the list's. */
  | { kind: 'stage'; stage: Stage; at: Millis | null; vacancy: string | null; tone: Tone }
  | { kind: 'notes'; count: number }
  /** There was something on another vacancy, of which no more was read. */
  | { kind: 'elsewhere' };

const offers = new Set(['offer', 'hired']);

/** Refusals first, then interviews, then offers; whatever else there is comes last. */
function rankOf({ id }: Stage): number {
  if (isRefusal(id)) return 0;
  if (offers.has(id)) return 2;
  return toneOf(id) === 'good' ? 1 : 3;
}

/**
 * The most urgent of all that is known: who waits, refusals, interviews, offers, other stages; the newest of a kind.
 *
 * @param people the resumes of one person that we know
 * @param on the vacancy whose responses the list shows
 * @returns null when there is nothing to say
 */
export function markFactOf(
  people: readonly Person[],
  { now, waitHours, on }: { now: Millis; waitHours: number; on?: VacancyId | undefined },
): MarkFact | null {
  const negotiations = people
    .flatMap((person) => person.negotiations)
    .sort((one, other) => atOf(other) - atOf(one));
  const [since] = negotiations
    .flatMap((negotiation) => {
      const isOpen = !negotiation.archived && latest(negotiation)?.stage?.id === undecided;
      return isOpen && negotiation.createdAt !== null ? [negotiation.createdAt] : [];
    })
    .sort((one, other) => one - other);
  if (since !== undefined) return { kind: 'waits', since, tone: urgencyOf(since, now, waitHours) };

  const [decided] = negotiations
    .flatMap((negotiation) => {
      const change = latest(negotiation);
      return change?.stage && change.stage.id !== undecided
        ? [{ negotiation, stage: change.stage, at: change.at }]
        : [];
    })
    .sort((one, other) => rankOf(one.stage) - rankOf(other.stage));
  if (decided) {
    const { negotiation, stage, at } = decided;
    const isHere = negotiation.vacancyId === on;
    return { kind: 'stage', stage, at, vacancy: isHere ? null : negotiation.vacancy, tone: toneOf(stage.id) };
  }
  const notes = notesOf(people);
  if (notes > 0) return { kind: 'notes', count: notes };
  return negotiations.some(({ vacancyId }) => vacancyId !== on) ? { kind: 'elsewhere' } : null;
}

/** The notes are of the owner, whatever the resume. */
export const notesOf = (people: readonly Person[]): number =>
  Math.max(0, ...people.map(({ notes }) => notes ?? 0));

/** What happened, newest first; a response is told by its vacancy. */
export const changesOf = (
  people: readonly Person[],
): { change: StageChange; vacancy: string | null; isResponse: boolean }[] =>
  people
    .flatMap(({ negotiations }) => negotiations)
    .flatMap(({ changes, vacancy }) =>
      changes.flatMap((change) =>
        change.stage ? [{ change, vacancy, isResponse: change.stage.id === undecided }] : [],
      ),
    )
    // What has no time stands before what has one: it is the newest of its vacancy.
    .sort((one, other) => (other.change.at ?? Infinity) - (one.change.at ?? Infinity));

/** Where the person can be opened with us: their newest negotiation. */
export const newestNegotiation = (people: readonly Person[]): PersonNegotiation | null =>
  people
    .flatMap(({ negotiations }) => negotiations)
    .filter(({ negotiationId }) => negotiationId !== null)
    .sort((one, other) => atOf(other) - atOf(one))[0] ?? null;

/* What a list page of hh is handed: in words already and with no id, since it is a page of somebody else's. */

/** Resumes that one message asks about. */
export const marksAtOnce = 500;

/** One mark; `more` is left out where there is little room. */
export interface MarkWords {
  tone: Tone;
  text: string;
  more: string;
}

/**
 * What marks and cards say beside what is known. It comes along, for a page that asks the browser for its first word waits
 * for the browser to read all words there are.
 */
export interface ListWords {
  /** Before what a mark says, for a screen reader. */
  mark: string;
  open: string;
  reading: string;
  /** The extension has been updated. */
  lost: string;
  unread: string;
}

/** By what the page names a resume by; who is not known is left out. */
export interface Marks {
  theme: 'auto' | 'day' | 'night';
  /** Resting on a mark opens a card. */
  cards: boolean;
  words: ListWords;
  known: Record<string, MarkWords>;
}

/** What a card says of one person. */
export interface MarkCard {
  tone: Tone;
  title: string;
  /** At most three, newest first. */
  lines: { text: string; when: string }[];
  /** Why it may not be all; null when it is what hh has. */
  note: string | null;
}
