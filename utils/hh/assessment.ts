import type { NegotiationId } from '../ids.ts';
import { type Client, getter } from './client.ts';
import { path } from './path.ts';
import { testSolution } from './schemas/assessment.ts';
import { reader } from './schemas/readers.ts';

/** The test of a vacancy, as the applicant answered it. */
export function createAssessment(client: Client) {
  const get = getter(client);

  return {
    /** 404 when no test was taken. Operation `get-negotiation-test-results`. */
    solution: async (id: NegotiationId) => get(path`/negotiations/${id}/test/solution`, reader(testSolution)),
  };
}
