import { type Guarded, isNamed } from '../guards.ts';
import type { Known } from '../known.ts';

/** A stage of the employer's pipeline (`employer_state`). Ids and names are hh's and differ per vacancy. */
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

/** Only for colour; an unknown id is neutral and works all the same. hh's refusals mostly begin with `discard`. */
export const toneOf = (stageId: string): Tone =>
  isRefusal(stageId) ? 'bad' : Object.hasOwn(tones, stageId) ? (tones[stageId] ?? 'neutral') : 'neutral';

/** Refusals by another name; the applicant's own page has them. */
const refusals = new Set(['response_rejected', 'decline']);

export const isRefusal = (stageId: string): boolean => stageId.startsWith('discard') || refusals.has(stageId);

/** Whether an action refuses: by its own name, or by the stage that it leads to. */
export const refuses = ({ id, resulting }: { id: string; resulting?: Stage | null }): boolean =>
  isRefusal(id) || isRefusal(resulting?.id ?? '');

/** Only a response that nobody has touched yet waits; later stages say when they began. */
export const isWaiting = ({ stage }: { stage: Known<Stage> }): boolean =>
  stage.known && ['response', 'inbox'].includes(stage.value.id);

/** How urgent a wait since Unix ms is by the person's own limit: past it amber, past three times that red. */
export function urgencyOf(since: number, now: number, limitHours: number): Tone {
  const limits = (now - since) / (limitHours * 3_600_000);
  return limits >= 3 ? 'bad' : limits >= 1 ? 'wait' : 'neutral';
}
