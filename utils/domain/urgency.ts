import type { Millis } from './negotiation.ts';
import type { Tone } from './stage.ts';

/** How urgent a wait is by the person's own limit: past it amber, past three times that red. */
export function urgencyOf(since: Millis, now: Millis, limitHours: number): Tone {
  const limits = (now - since) / (limitHours * 3_600_000);
  return limits >= 3 ? 'bad' : limits >= 1 ? 'wait' : 'neutral';
}
