import type { ApplicantId, NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import type { Row } from './negotiation.ts';

/** The same person's other response: in another vacancy, or here with another resume. */
export interface Other {
  id: NegotiationId;
  vacancyId: VacancyId;
  resumeId: ResumeId | null;
}

/** People remembered at most; the first ones go first. */
const knownAtMost = 5000;

export type People = ReturnType<typeof createPeople>;

/** Who has responded more than once, among all rows that were loaded: `owner.id` is the person, whatever the resume. */
export function createPeople() {
  const known = new Map<ApplicantId, Map<NegotiationId, Other>>();

  return {
    learn(rows: readonly Row[]): void {
      for (const { id, vacancyId, candidate } of rows) {
        const { applicantId, resumeId } = candidate;
        if (applicantId === null) continue;
        const own = known.get(applicantId) ?? new Map<NegotiationId, Other>();
        known.set(applicantId, own.set(id, { id, vacancyId, resumeId }));
      }
      for (const applicantId of known.keys()) {
        if (known.size <= knownAtMost) break;
        known.delete(applicantId);
      }
    },

    othersOf({ id, candidate }: Row): Other[] {
      const own = candidate.applicantId === null ? undefined : known.get(candidate.applicantId);
      return own && own.size > 1 ? [...own.values()].filter((other) => other.id !== id) : [];
    },
  };
}
