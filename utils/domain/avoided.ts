import { type Guarded, isListOf, isOneOf, isShape, isText } from '../guards.ts';
import type { ApplicantId, EmployerId, ResumeId } from '../ids.ts';
import { isMillis } from './negotiation.ts';

/*
 * Whom a person does not want to deal with again: an applicant who is not to be contacted (a recruiter's mark), an employer
 * who is not to be applied to again (an applicant's). It stays in this browser, warns, and keeps nobody from anything.
 */

export const isAvoided = isShape({
  kind: isOneOf('person', 'employer'),
  /** By what somebody is known: hh's ids of a person and of their resumes; of an employer hh's id, without one the name. */
  ids: isListOf(isText),
  name: isText,
  /** In the person's own words; may be empty. */
  reason: isText,
  at: isMillis,
});
export type Avoided = Guarded<typeof isAvoided>;
export type Whom = Pick<Avoided, 'kind' | 'ids'>;

/** By whose they are (`OwnKeys`), the newest last. */
export type AllAvoided = Record<string, Avoided[]>;

/** Of one owner. One more is refused: nothing that was marked is forgotten for it. */
export const avoidedLimits = { count: 2000, reason: 200 };

export const personOf = (of: { applicantId: ApplicantId | null; resumeId: ResumeId | null }): Whom => ({
  kind: 'person',
  ids: [of.applicantId, of.resumeId].flatMap((id) => id ?? []),
});

export const employerOf = (of: { id: EmployerId | null; name: string }): Whom => ({
  kind: 'employer',
  ids: [of.id ?? of.name],
});

const isSame = (one: Whom, other: Whom): boolean =>
  one.kind === other.kind && one.ids.some((id) => other.ids.includes(id));

/** The mark that somebody has; undefined: none. */
export const findAvoided = (all: readonly Avoided[], whom: Whom | null): Avoided | undefined =>
  whom ? all.findLast((one) => isSame(one, whom)) : undefined;

/**
 * The marks of one owner after somebody was marked, or their mark taken back (`mark` null). What they were known by before
 * stays with the mark.
 * @returns the very same list where nothing changes: there was no mark, or it would be one too many
 */
export function withAvoided(
  all: readonly Avoided[],
  whom: Whom,
  mark: Pick<Avoided, 'name' | 'reason' | 'at'> | null,
): readonly Avoided[] {
  const before = all.filter((one) => isSame(one, whom));
  const others = all.filter((one) => !before.includes(one));
  if (!mark) return before.length === 0 ? all : others;
  if (whom.ids.length === 0 || others.length >= avoidedLimits.count) return all;
  const ids = [...new Set([...before.flatMap((one) => one.ids), ...whom.ids])];
  return [...others, { kind: whom.kind, ids, ...mark, reason: mark.reason.slice(0, avoidedLimits.reason) }];
}
