import type { ChatId, ManagerId, MessageId } from '../ids.ts';
import { isKnown, type Known, known, type List, unread } from '../known.ts';
import type { Millis } from './negotiation.ts';
import type { Stage } from './stage.ts';
import type { Edit } from './write-request.ts';

/** A place to come to. */
export interface Place {
  text: string;
  metro: string[];
  /** Latitude and longitude. */
  at: [number, number] | null;
}

export interface Attachment {
  /** null: it has none. */
  title: Known<string | null>;
  url: string;
  /** A small picture of it. */
  preview: string | null;
}

/** A test that hh offered with a message. */
export interface Assessment {
  id: string;
  name: string;
  links: { name: string; url: string }[];
}

/** A message with all that can be seen of it and done with it. */
export interface Message {
  id: MessageId;
  /** What it is; unread also where it is of a kind that we do not know. */
  kind: Known<'text' | 'joined' | 'left' | 'stage'>;
  text: Known<string | null>;
  /** What the applicant's state became with it. */
  state: Known<Stage | null>;
  author: Known<'applicant' | 'employer' | 'bot'>;
  /** Who wrote it, or of `joined` and `left`: who it is about; null: hh does not name them. */
  authorName: Known<string | null>;
  mine: Known<boolean>;
  at: Known<Millis>;
  readByOther: Known<boolean>;
  attachments: Known<List<Attachment>>;
  canEdit: Known<boolean>;
  changed: Known<boolean>;
  place: Known<Place | null>;
  assessments: Known<Assessment[]>;
  /** How many that could not be read stand between it and the one before. */
  skippedBefore: number;
}

/** A stretch of a conversation, oldest first. */
export interface Conversation {
  via: 'chat' | 'old';
  chatId: ChatId | null;
  messages: Message[];
  /** How many that could not be read stand behind the last. */
  skippedAfter: number;
  /** hh has more in the direction that was read. */
  more: Known<boolean>;
  /** Why nothing can be written, in hh's own word; null when one may. */
  off: Known<string | null>;
  filesOff: Known<boolean>;
  /** Messages of the other side that hh has as unread. */
  unread: Known<number>;
}

export interface Participant {
  id: string;
  name: Known<string>;
  role: Known<'applicant' | 'employer' | 'bot'>;
}

/** A manager of the company who may be asked to join. */
export interface Colleague {
  id: ManagerId;
  name: string;
  position: string | null;
}

/** What files hh takes; empty lists: it does not say. */
export interface FileConditions {
  /** null: not known. */
  maxBytes: number | null;
  /** `png`. */
  types: string[];
  /** `image/png`. */
  mimeTypes: string[];
}

/** Why hh would not take a file. */
export function misfit(
  { maxBytes, types, mimeTypes }: FileConditions,
  { name, type, size }: Pick<File, 'name' | 'type' | 'size'>,
): 'type' | 'size' | null {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const anything = types.length + mimeTypes.length === 0;
  if (!anything && !mimeTypes.includes(type) && !types.includes(ending)) return 'type';
  return maxBytes !== null && size > maxBytes ? 'size' : null;
}

/** The same for the browser's own file picker. */
export const acceptOf = ({ types, mimeTypes }: FileConditions): string =>
  [...mimeTypes, ...types.map((type) => `.${type}`)].join();

/** Ids of messages are numbers: the later has the greater. */
const byId = (a: Message, b: Message): number =>
  a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Oldest first: by time, and where not all times were read by number. */
export function inOrder(messages: readonly Message[]): Message[] {
  const dated = messages.every(({ at }) => at.known);
  return [...messages].sort((a, b) =>
    dated && a.at.known && b.at.known ? a.at.value - b.at.value || byId(a, b) : byId(a, b),
  );
}

/**
 * Two stretches that touch or overlap as one; of what is in both, the fresh one counts. Only one of them may hold what
 * stands before the message at which they touch.
 */
export function joined(kept: readonly Message[], fresh: readonly Message[]): Message[] {
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

/** The messages as they stand once these edits are at hh. */
export const withEdits = (messages: readonly Message[], edits: readonly Edit[]): Message[] =>
  messages.flatMap((message) => {
    const edit = edits.findLast(({ id }) => id === message.id);
    if (!edit) return [message];
    return edit.text === null ? [] : [{ ...message, text: known(edit.text), changed: known(true) }];
  });

/** How many of the employer's texts stand at the end without an answer; hh stops at five. */
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

/** Up to which message the other side may be told that it was read; null when none is known to be theirs. */
export const lastTheirs = (messages: readonly Message[]): MessageId | null =>
  messages.findLast(({ mine, kind }) => isKnown(mine, false) && isKnown(kind, 'text'))?.id ?? null;

/** Nothing was written: neither shown nor skipped, and hh has no more. */
export const isEmpty = ({ messages, skippedAfter, more }: Conversation): boolean =>
  messages.length === 0 && skippedAfter === 0 && isKnown(more, false);
