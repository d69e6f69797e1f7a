import type { ApplicantId, NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import type { Millis } from './negotiation.ts';
import type { Settings } from './settings.ts';
import { isRefusal, type Stage, type Tone, toneOf, urgencyOf } from './stage.ts';
import { medianOf } from './sum.ts';

/*
 * A person as the marks in hh's lists show them: the company's history with them, as far as other reads
 * returned it. null always means "not read", never "none".
 */

/** A change of stage; `at` is null if only the stage itself was read, and `seen` is when it was first read. */
export interface StageChange {
  stage: Stage | null;
  at: Millis | null;
  seen?: Millis;
  letter: boolean;
}

/** The negotiation of a resume on one vacancy, as far as other reads returned it. */
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

/** A resume of somebody with whom the company has dealt. */
export interface Person {
  id: ResumeId;
  /** hh's number of the resume: the same in every company's id for it. */
  number: string | null;
  owner: ApplicantId | null;
  negotiations: PersonNegotiation[];
  /** How many notes colleagues have on the owner. */
  notes: number | null;
}

/** What one answer of hh says about people. */
export type Heard =
  | {
      about: 'resume';
      id: ResumeId;
      number: string | null;
      owner: ApplicantId | null;
      notes: number | null;
      negotiation: PersonNegotiation;
      /** The text for the search index; the marks do not store it. */
      words?: { name: string; title: string; area: string };
    }
  | { about: 'history'; id: ResumeId; number: string | null; negotiations: PersonNegotiation[] }
  | { about: 'notes'; owner: ApplicantId; notes: number }
  /** One of our own writes has reached hh. */
  | { about: 'move'; negotiationId: NegotiationId; change: StageChange };

export const limits = {
  /** Limits for vacancies per resume, and changes per vacancy. */
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

/**
 * Merges one vacancy from a list or an item, which has the current stage without the past; earlier reads fill
 * the gaps.
 */
function mergedCurrent(
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

/** Merges one vacancy from a history, which has all of its changes. */
const mergedHistory = (before: PersonNegotiation | undefined, now: PersonNegotiation): PersonNegotiation => ({
  ...now,
  vacancy: now.vacancy ?? before?.vacancy ?? null,
  negotiationId: now.negotiationId ?? before?.negotiationId ?? null,
  createdAt: now.createdAt ?? before?.createdAt ?? null,
  changes: now.changes.length > 0 ? now.changes.slice(0, limits.changes) : (before?.changes ?? []),
});

/**
 * The person updated with an answer.
 * @param now when it was read
 */
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
        [mergedCurrent(of(negotiation.vacancyId), negotiation, now), ...others],
      );
    }
    case 'history': {
      const named = new Set(heard.negotiations.map(({ vacancyId }) => vacancyId));
      return withNegotiations({ ...person, number: heard.number ?? person.number }, [
        ...heard.negotiations.map((negotiation) => mergedHistory(of(negotiation.vacancyId), negotiation)),
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

/* How long somebody stays at a stage, and how long people usually do. */

/**
 * Successive stages, oldest first. `at` is when the stage certainly began; `from` falls back to when it was
 * first seen.
 */
function runsOf(changes: readonly StageChange[]): { stage: Stage; at: Millis | null; from: Millis | null }[] {
  const runs: ReturnType<typeof runsOf> = [];
  for (const { stage, at, seen = null } of changes.toReversed())
    if (stage && runs.at(-1)?.stage.id !== stage.id) runs.push({ stage, at, from: at ?? seen });
  return runs;
}

/**
 * The last known stage and when it began; if hh did not say, when the person was first seen there. Null if
 * unknown.
 */
export const stageSince = ({ changes }: PersonNegotiation): { stage: Stage; from: Millis } | null => {
  const last = runsOf(changes).at(-1);
  return last && last.from !== null ? { stage: last.stage, from: last.from } : null;
};

/** How many complete stays are needed to tell the usual one. */
const usualOf = 5;

/** The median stay at a stage of a vacancy, ms; null if too few stays have a known beginning and end. */
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

/** The single most urgent fact, shown by a mark. */
export type MarkFact =
  /** Not to be contacted. */
  | { kind: 'avoided'; reason: string; at: Millis }
  | { kind: 'waits'; since: Millis; tone: Tone }
  /** `vacancy`: the name, if it is not the vacancy of the list. */
  | { kind: 'stage'; stage: Stage; at: Millis | null; vacancy: string | null; tone: Tone }
  | { kind: 'notes'; count: number }
  /** There was something on another vacancy, but nothing more was read. */
  | { kind: 'elsewhere' };

const offers = new Set(['offer', 'hired']);

/** Refusals first, then interviews, then offers, then all others. */
function rankOf({ id }: Stage): number {
  if (isRefusal(id)) return 0;
  if (offers.has(id)) return 2;
  return toneOf(id) === 'good' ? 1 : 3;
}

/**
 * The most urgent known fact: waiting responses, refusals, interviews, offers, other stages; the newest of each
 * kind.
 *
 * @param people the known resumes of one person
 * @param on the vacancy whose responses the list shows
 * @returns null if there is nothing to say
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

/** Notes belong to the owner, so every resume has the same. */
export const notesOf = (people: readonly Person[]): number =>
  Math.max(0, ...people.map(({ notes }) => notes ?? 0));

/** Events, newest first; a response is described by its vacancy. */
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
    // A change without a time sorts before those with one: it is the newest of its vacancy.
    .sort((one, other) => (other.change.at ?? Infinity) - (one.change.at ?? Infinity));

/** The negotiation with which the person can be opened in the inbox: their newest. */
export const newestNegotiation = (people: readonly Person[]): PersonNegotiation | null =>
  people
    .flatMap(({ negotiations }) => negotiations)
    .filter(({ negotiationId }) => negotiationId !== null)
    .sort((one, other) => atOf(other) - atOf(one))[0] ?? null;

/* What is sent to hh's list pages: ready texts without ids, because the page belongs to somebody else. */

/** How many resumes one message may ask about. */
export const marksAtOnce = 500;

/** One mark; `more` is omitted where there is little room. */
export interface MarkWords {
  tone: Tone;
  text: string;
  more: string;
}

/**
 * The fixed texts of marks and cards. They are sent along, because a page's first `i18n` call waits until the
 * browser has loaded all messages.
 */
export interface ListWords {
  /** Precedes a mark's text, for screen readers. */
  mark: string;
  open: string;
  reading: string;
  /** Shown after the extension has been updated. */
  lost: string;
  unread: string;
}

/** Keyed by whatever the page uses to name a resume; unknown people are left out. */
export interface Marks {
  theme: Settings['theme'];
  /** Hovering over a mark opens a card. */
  cards: boolean;
  words: ListWords;
  known: Record<string, MarkWords>;
}

/** The card of one person. */
export interface MarkCard {
  tone: Tone;
  title: string;
  /** At most three, newest first. */
  lines: { text: string; when: string }[];
  /** Why it may be incomplete; null if it is complete. */
  note: string | null;
}
