import { type Guarded, isNamed } from '../guards.ts';
import type { Known } from '../known.ts';
import { hour } from '../time.ts';

/** A stage of the employer's pipeline (`employer_state`). Ids and names are hh's and differ between vacancies. */
export const isStage = isNamed;
export type Stage = Guarded<typeof isStage>;

export type Tone = 'good' | 'bad' | 'wait' | 'neutral';

const tones: Record<string, Tone> = {
  phone_interview: 'good',
  assessment: 'good',
  interview: 'good',
  invitation: 'good',
  invited: 'good',
  offer: 'good',
  hired: 'good',
  consider: 'wait',
  hold: 'wait',
};

/** Only for colour; an unknown id is neutral and works anyway. Most of hh's refusals begin with `discard`. */
export const toneOf = (stageId: string): Tone =>
  isRefusal(stageId) ? 'bad' : Object.hasOwn(tones, stageId) ? (tones[stageId] ?? 'neutral') : 'neutral';

/** Refusals with other ids, used on the applicant's own page. */
const refusals = new Set(['response_rejected', 'decline']);

export const isRefusal = (stageId: string): boolean => stageId.startsWith('discard') || refusals.has(stageId);

/** Whether an action is a refusal, by its own id or its resulting stage. */
export const refuses = ({ id, resulting }: { id: string; resulting?: Stage | null }): boolean =>
  isRefusal(id) || isRefusal(resulting?.id ?? '');

/** Only an undecided response is waiting; later stages show when they began. */
export const isWaiting = ({ stage }: { stage: Known<Stage> }): boolean =>
  stage.known && ['response', 'inbox'].includes(stage.value.id);

/**
 * The urgency of a wait that began at `since` (Unix ms): amber past the user's limit, red past three times
 * that.
 */
export function urgencyOf(since: number, now: number, limitHours: number): Tone {
  const limits = (now - since) / (limitHours * hour);
  return limits >= 3 ? 'bad' : limits >= 1 ? 'wait' : 'neutral';
}
