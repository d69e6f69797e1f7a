import type { ChatId, MessageId } from '../ids.ts';
import { isKnown, type Known, known, type List, unread } from '../known.ts';
import type { Millis } from './negotiation.ts';
import type { Stage } from './stage.ts';
import type { Edit } from './texts.ts';

/** A place to meet. */
export interface Place {
  text: string;
  metro: string[];
  /** [latitude, longitude] */
  at: [number, number] | null;
}

export interface Attachment {
  /** Null if it has none. */
  title: Known<string | null>;
  url: string;
  /** URL of a thumbnail. */
  preview: string | null;
}

/** A test that hh attached to a message. */
export interface Assessment {
  id: string;
  name: string;
  links: { name: string; url: string }[];
}

/** A message: its content and what can be done with it. */
export interface Message {
  id: MessageId;
  /** Also unread for a kind that we do not know. */
  kind: Known<'text' | 'joined' | 'left' | 'stage'>;
  text: Known<string | null>;
  /** The state that the applicant moved to with this message. */
  state: Known<Stage | null>;
  author: Known<'applicant' | 'employer' | 'bot'>;
  /** The author, or for `joined` and `left` the participant; null if hh does not name them. */
  authorName: Known<string | null>;
  mine: Known<boolean>;
  at: Known<Millis>;
  readByOther: Known<boolean>;
  attachments: Known<List<Attachment>>;
  canEdit: Known<boolean>;
  changed: Known<boolean>;
  place: Known<Place | null>;
  assessments: Known<Assessment[]>;
  /** How many unreadable messages are between this message and the one before. */
  skippedBefore: number;
}

/** A contiguous part of a conversation, oldest first. */
export interface Conversation {
  via: 'chat' | 'old';
  chatId: ChatId | null;
  messages: Message[];
  /** How many unreadable messages follow the last one. */
  skippedAfter: number;
  /** Whether hh has more messages in the direction that was read. */
  more: Known<boolean>;
  /** Why writing is disabled, in hh's own word; null if it is allowed. */
  off: Known<string | null>;
  filesOff: Known<boolean>;
  /** How many messages of the other side hh counts as unread. */
  unread: Known<number>;
}

export interface Participant {
  id: string;
  name: Known<string>;
  role: Known<'applicant' | 'employer' | 'bot'>;
}

/** The files that hh accepts; an empty list means that hh does not say. */
export interface FileConditions {
  /** Null if unknown. */
  maxBytes: number | null;
  /** For example `png`. */
  types: string[];
  /** For example `image/png`. */
  mimeTypes: string[];
}

/** Why hh would reject a file; null if it would not. */
export function misfit(
  { maxBytes, types, mimeTypes }: FileConditions,
  { name, type, size }: Pick<File, 'name' | 'type' | 'size'>,
): 'type' | 'size' | null {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const anything = types.length + mimeTypes.length === 0;
  if (!anything && !mimeTypes.includes(type) && !types.includes(ending)) return 'type';
  return maxBytes !== null && size > maxBytes ? 'size' : null;
}

/** The same conditions for the browser's file picker. */
export const acceptOf = ({ types, mimeTypes }: FileConditions): string =>
  [...mimeTypes, ...types.map((type) => `.${type}`)].join();

/** Message ids are numbers that grow with time. */
const byId = (a: Message, b: Message): number =>
  a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Oldest first: by time, or by id if any time is unknown. */
export function inOrder(messages: readonly Message[]): Message[] {
  const dated = messages.every(({ at }) => at.known);
  return [...messages].sort((a, b) =>
    dated && a.at.known && b.at.known ? a.at.value - b.at.value || byId(a, b) : byId(a, b),
  );
}

/**
 * Merges two stretches that touch or overlap; the fresh version of a message wins. The skipped count before the
 * message at which they touch may be known in only one of them.
 */
export function mergedMessages(kept: readonly Message[], fresh: readonly Message[]): Message[] {
  const skipped = new Map(kept.map(({ id, skippedBefore }) => [id, skippedBefore]));
  const all = new Map([
    ...kept.map((message) => [message.id, message] as const),
    ...fresh.map(
      (message) =>
        [
          message.id,
          { ...message, skippedBefore: Math.max(message.skippedBefore, skipped.get(message.id) ?? 0) },
        ] as const,
    ),
  ]);
  return inOrder([...all.values()]);
}

/** The messages after these edits have been delivered to hh. */
export const withEdits = (messages: readonly Message[], edits: readonly Edit[]): Message[] =>
  messages.flatMap((message) => {
    const edit = edits.findLast(({ id }) => id === message.id);
    if (!edit) return [message];
    return edit.text === null ? [] : [{ ...message, text: known(edit.text), changed: known(true) }];
  });

/** How many messages of the employer are unanswered at the end; hh's limit is five. */
export function inARow({
  messages,
  skippedAfter,
}: Pick<Conversation, 'messages' | 'skippedAfter'>): Known<number> {
  let count = 0;
  let skipped = skippedAfter;
  for (const { kind, author, skippedBefore } of [...messages].reverse()) {
    if (skipped > 0) return unread;
    skipped = skippedBefore;
    if (kind.known && kind.value !== 'text') continue;
    if (!kind.known || !author.known) return unread;
    if (author.value === 'applicant') return known(count);
    count += 1;
  }
  return skipped > 0 ? unread : known(count);
}

/** The id up to which messages can be marked as read for the other side; null if none is known to be theirs. */
export const lastTheirs = (messages: readonly Message[]): MessageId | null =>
  messages.findLast(({ mine, kind }) => isKnown(mine, false) && isKnown(kind, 'text'))?.id ?? null;

/** Known to be empty: no messages, none skipped, and hh has no more. */
export const isEmpty = ({ messages, skippedAfter, more }: Conversation): boolean =>
  messages.length === 0 && skippedAfter === 0 && isKnown(more, false);
