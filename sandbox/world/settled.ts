import type { Negotiation, Resume, StageChange } from './model.ts';
import type { World } from './world.ts';

/** A negotiation with a past: it stands where its last change left it, seen by the employer. */
export function settled(
  world: World,
  resume: Resume,
  vacancyId: string,
  stageId: string,
  state: Negotiation['state'],
  changes: StageChange[],
): Negotiation {
  const [first] = changes;
  const createdAt = first ? first.at : world.now();
  return world.addNegotiation({
    id: world.nextId(2_835_000_000),
    vacancyId,
    resumeHash: resume.hash,
    source: 'NEGOTIATION',
    startedBy: 'applicant',
    stageId,
    substageId: null,
    state,
    createdAt,
    updatedAt: changes.at(-1)?.at ?? createdAt,
    viewed: true,
    testScore: null,
    surveyText: null,
    changes,
  });
}
