import type { Tone } from '../stage.ts';

/** What a vacancy page shows of my negotiation on it: in words already, since the page's script is small. */
export interface VacancyMark {
  tone: Tone;
  /** On the slim tab: the stage, in a word or two. */
  title: string;
  /** Inside, a line each: applied when, read when, answered what and when; earlier refusals by this employer. */
  lines: string[];
}
