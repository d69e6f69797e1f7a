import { type Avoided, avoidedBy, avoidedKey, type Whom, withAvoided } from '../domain/avoided.ts';
import { browserProblem, type Result } from '../problem.ts';
import { accountItem, applicantItem, avoidedItem, update } from './items.ts';

/** The marks of who is signed in, in either role. */
export async function readAvoided(): Promise<Avoided[]> {
  const [all, account, applicant] = await Promise.all([
    avoidedItem.getValue(),
    accountItem.getValue(),
    applicantItem.getValue(),
  ]);
  return avoidedBy(all, account, applicant);
}

/**
 * Marks somebody as not to be dealt with again, or takes the mark back. hh hears nothing of it.
 * @param mark who it is in words, and why; null takes it back
 * @returns `too-many-marked`, or that the disk or the quota is full: nothing has changed then
 */
export async function avoid(
  whom: Whom,
  mark: Pick<Avoided, 'name' | 'reason'> | null,
): Promise<Result<void>> {
  let isRefused = false;
  try {
    const [account, applicant] = await Promise.all([accountItem.getValue(), applicantItem.getValue()]);
    const key = avoidedKey(whom.kind, account, applicant);
    await update(avoidedItem, (all) => {
      const before = all[key] ?? [];
      const after = key ? withAvoided(before, whom, mark && { ...mark, at: Date.now() }) : before;
      isRefused = mark !== null && after === before;
      return after === before ? all : { ...all, [key]: [...after] };
    });
  } catch (error) {
    return { ok: false, problem: browserProblem(error) };
  }
  return isRefused ? { ok: false, problem: { name: 'too-many-marked' } } : { ok: true, value: undefined };
}
