import type { ApplicantId, NegotiationId, ResumeId, VacancyId } from '../ids.ts';
import { valueOr } from '../known.ts';
import type { Row } from './negotiation.ts';

/** Another response of the same person: to another vacancy, or to this one with another resume. */
export interface Other {
  id: NegotiationId;
  vacancyId: VacancyId;
  resumeId: ResumeId | null;
}

/** How many people are remembered at most; the oldest are dropped first. */
const knownAtMost = 5000;

export type People = ReturnType<typeof createPeople>;

/**
 * Remembers the names in all loaded rows, and who responded more than once: `owner.id` identifies the person
 * across resumes.
 */
export function createPeople() {
  const known = new Map<ApplicantId, Map<NegotiationId, Other>>();
  const names = new Map<NegotiationId, string>();

  return {
    learn(rows: readonly Row[]): void {
      for (const { id, vacancyId, candidate } of rows) {
        const { applicantId, resumeId } = candidate;
        const name = valueOr(candidate.name, null);
        if (name) names.set(id, name);
        if (applicantId === null) continue;
        const own = known.get(applicantId) ?? new Map<NegotiationId, Other>();
        known.set(applicantId, own.set(id, { id, vacancyId, resumeId }));
      }
      for (const applicantId of known.keys()) {
        if (known.size <= knownAtMost) break;
        known.delete(applicantId);
      }
      for (const id of [...names.keys()].slice(0, -knownAtMost)) names.delete(id);
    },

    /** Null if no such row was loaded, or its name is hidden. */
    nameOf: (id: NegotiationId): string | null => names.get(id) ?? null,

    othersOf({ id, candidate }: Row): Other[] {
      const own = candidate.applicantId === null ? undefined : known.get(candidate.applicantId);
      return own && own.size > 1 ? [...own.values()].filter((other) => other.id !== id) : [];
    },
  };
}
