import type { Tone } from './stage.ts';

/* What a list page of hh is handed: in words already and with no id, since it is a page of somebody else's. */

/** Resumes that one message asks about. */
export const marksAtOnce = 500;

/** One mark; `more` is left out where there is little room. */
export interface MarkWords {
  tone: Tone;
  text: string;
  more: string;
}

/**
 * What marks and cards say beside what is known. It comes along, for a page that asks the browser for its first word waits
 * for the browser to read all words there are.
 */
export interface ListWords {
  /** Before what a mark says, for a screen reader. */
  mark: string;
  open: string;
  reading: string;
  /** The extension has been updated. */
  lost: string;
  unread: string;
}

/** By what the page names a resume by; who is not known is left out. */
export interface Marks {
  theme: 'auto' | 'day' | 'night';
  /** Resting on a mark opens a card. */
  cards: boolean;
  words: ListWords;
  known: Record<string, MarkWords>;
}

/** What a card says of one person. */
export interface MarkCard {
  tone: Tone;
  title: string;
  /** At most three, newest first. */
  lines: { text: string; when: string }[];
  /** Why it may not be all; null when it is what hh has. */
  note: string | null;
}
