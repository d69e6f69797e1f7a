import type { ApplicantId, NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import type { Millis } from './negotiation.ts';
import { isRefusal, type Stage, type Tone, toneOf, urgencyOf } from './stage.ts';

/*
 * What the company has had with people, as far as it was read for something else: what the marks in hh's lists say.
 * null is always "not read", never "none".
 */

/** A change of the stage; `at` is null where only the stage itself was read. */
export interface StageChange {
  stage: Stage | null;
  at: Millis | null;
  letter: boolean;
}

/** What there was on one vacancy. */
export interface Contact {
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
  contacts: Contact[];
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
      contact: Contact;
    }
  | { about: 'history'; id: ResumeId; number: string | null; contacts: Contact[] }
  | { about: 'notes'; owner: ApplicantId; notes: number }
  /** A write of our own is at hh. */
  | { about: 'move'; negotiationId: NegotiationId; change: StageChange };

export const limits = {
  /** Vacancies of one resume, and changes on one vacancy. */
  contacts: 10,
  changes: 4,
};

/** hh's stage of a response that nobody has decided on. */
const undecided = 'response';

const latest = ({ changes }: Contact): StageChange | undefined => changes[0];
const atOf = (contact: Contact): Millis => latest(contact)?.at ?? contact.createdAt ?? 0;

/** One vacancy as a list or an item has it: the stage now, without its past. What was read before fills the gaps. */
function joined(before: Contact | undefined, now: Contact): Contact {
  if (!before) return now;
  const [change] = now.changes;
  const known = latest(before)?.stage?.id;
  const isSame = !change?.stage || change.stage.id === known;
  return {
    ...now,
    vacancy: now.vacancy ?? before.vacancy,
    negotiationId: now.negotiationId ?? before.negotiationId,
    createdAt: now.createdAt ?? before.createdAt,
    changes: isSame ? before.changes : [change, ...before.changes].slice(0, limits.changes),
  };
}

const withContacts = (person: Person, contacts: Contact[]): Person => ({
  ...person,
  contacts: contacts.toSorted((one, other) => atOf(other) - atOf(one)).slice(0, limits.contacts),
});

/** A history says all there was on each of its vacancies. */
const past = (before: Contact | undefined, now: Contact): Contact => ({
  ...now,
  vacancy: now.vacancy ?? before?.vacancy ?? null,
  negotiationId: now.negotiationId ?? before?.negotiationId ?? null,
  createdAt: now.createdAt ?? before?.createdAt ?? null,
  changes: now.changes.length > 0 ? now.changes.slice(0, limits.changes) : (before?.changes ?? []),
});

/** A person with what an answer says of them. */
export function withHeard(person: Person, heard: Heard): Person {
  const of = (id: VacancyId) => person.contacts.find(({ vacancyId }) => vacancyId === id);
  switch (heard.about) {
    case 'resume': {
      const { contact, number, owner, notes } = heard;
      const others = person.contacts.filter(({ vacancyId }) => vacancyId !== contact.vacancyId);
      return withContacts(
        {
          ...person,
          number: number ?? person.number,
          owner: owner ?? person.owner,
          notes: notes ?? person.notes,
        },
        [joined(of(contact.vacancyId), contact), ...others],
      );
    }
    case 'history': {
      const named = new Set(heard.contacts.map(({ vacancyId }) => vacancyId));
      return withContacts({ ...person, number: heard.number ?? person.number }, [
        ...heard.contacts.map((contact) => past(of(contact.vacancyId), contact)),
        ...person.contacts.filter(({ vacancyId }) => !named.has(vacancyId)),
      ]);
    }
    case 'notes':
      return { ...person, notes: heard.notes };
    case 'move':
      return withContacts(
        person,
        person.contacts.map((contact) =>
          contact.negotiationId === heard.negotiationId
            ? { ...contact, changes: [heard.change, ...contact.changes].slice(0, limits.changes) }
            : contact,
        ),
      );
  }
}

/** What a mark says: one fact, the most urgent. */
export type MarkFact =
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
  const contacts = people.flatMap((person) => person.contacts).sort((one, other) => atOf(other) - atOf(one));
  const [since] = contacts
    .flatMap((contact) => {
      const isOpen = !contact.archived && latest(contact)?.stage?.id === undecided;
      return isOpen && contact.createdAt !== null ? [contact.createdAt] : [];
    })
    .sort((one, other) => one - other);
  if (since !== undefined) return { kind: 'waits', since, tone: urgencyOf(since, now, waitHours) };

  const [decided] = contacts
    .flatMap((contact) => {
      const change = latest(contact);
      return change?.stage && change.stage.id !== undecided
        ? [{ contact, stage: change.stage, at: change.at }]
        : [];
    })
    .sort((one, other) => rankOf(one.stage) - rankOf(other.stage));
  if (decided) {
    const { contact, stage, at } = decided;
    const isHere = contact.vacancyId === on;
    return { kind: 'stage', stage, at, vacancy: isHere ? null : contact.vacancy, tone: toneOf(stage.id) };
  }
  const notes = notesOf(people);
  if (notes > 0) return { kind: 'notes', count: notes };
  return contacts.some(({ vacancyId }) => vacancyId !== on) ? { kind: 'elsewhere' } : null;
}

/** The notes are of the owner, whatever the resume. */
export const notesOf = (people: readonly Person[]): number =>
  Math.max(0, ...people.map(({ notes }) => notes ?? 0));

/** What happened, newest first; a response is told by its vacancy. */
export const changesOf = (
  people: readonly Person[],
): { change: StageChange; vacancy: string | null; isResponse: boolean }[] =>
  people
    .flatMap(({ contacts }) => contacts)
    .flatMap(({ changes, vacancy }) =>
      changes.flatMap((change) =>
        change.stage ? [{ change, vacancy, isResponse: change.stage.id === undecided }] : [],
      ),
    )
    // What has no time stands before what has one: it is the newest of its vacancy.
    .sort((one, other) => (other.change.at ?? Infinity) - (one.change.at ?? Infinity));

/** Where the person can be opened with us: their newest negotiation. */
export const newestNegotiation = (people: readonly Person[]): Contact | null =>
  people
    .flatMap(({ contacts }) => contacts)
    .filter(({ negotiationId }) => negotiationId !== null)
    .sort((one, other) => atOf(other) - atOf(one))[0] ?? null;
