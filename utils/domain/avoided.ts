import { type Guarded, isListOf, isOneOf, isShape, isText } from '../guards.ts';
import type { ApplicantId, EmployerId, ResumeId } from '../ids.ts';
import { isMillis } from './negotiation.ts';

/*
 * Whom the user does not want to deal with again: an applicant not to contact (a recruiter's mark), or an
 * employer not to apply to again (an applicant's mark). Marks stay in this browser; they warn, and prevent
 * nothing.
 */

export const isAvoided = isShape({
  kind: isOneOf('person', 'employer'),
  /**
   * Identifies somebody: hh's ids of a person and of their resumes; for an employer hh's id, or the name if it
   * has none.
   */
  ids: isListOf(isText),
  name: isText,
  /** In the user's own words; may be empty. */
  reason: isText,
  at: isMillis,
});
export type Avoided = Guarded<typeof isAvoided>;
export type Whom = Pick<Avoided, 'kind' | 'ids'>;

/** By owner (`OwnKeys`), the newest last. */
export type AllAvoided = Record<string, Avoided[]>;

/** Per owner. At the limit a new mark is refused, so that no existing one is dropped. */
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

/** The mark for somebody, or undefined. */
export const findAvoided = (all: readonly Avoided[], whom: Whom | null): Avoided | undefined =>
  whom ? all.findLast((one) => isSame(one, whom)) : undefined;

/**
 * The marks of one owner after adding a mark, or removing it (`mark` null). A new mark keeps the earlier ids.
 * @returns the same list if nothing changes: there was no mark to remove, or the limit is reached
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
