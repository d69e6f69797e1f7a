import { type Avoided, type Whom, withAvoided } from '../domain/avoided.ts';
import type { Result } from '../problem.ts';
import { avoidedItem } from './items.ts';
import { changeOwn } from './own.ts';

/**
 * Marks somebody as not to be dealt with again, or takes the mark back.
 * @param mark who it is in words, and why; null takes it back
 * @returns `too-many-marked`, or as `changeOwn`
 */
export function avoid(whom: Whom, mark: Pick<Avoided, 'name' | 'reason'> | null): Promise<Result<void>> {
  const by = whom.kind === 'person' ? 'recruiter' : 'applicant';
  const marked = mark && { ...mark, at: Date.now() };
  return changeOwn(
    avoidedItem,
    (own, role) => {
      const after = role === by ? withAvoided(own, whom, marked) : own;
      return after === own ? null : after;
    },
    mark && 'too-many-marked',
  );
}
