import type { ChatId, ManagerId, MessageId } from '../ids.ts';
import type { Message, Millis } from './negotiation.ts';

/** A place to come to. */
export interface Place {
  text: string;
  metro: string[];
  /** Latitude and longitude. */
  at: [number, number] | null;
}

export interface Attachment {
  title: string;
  url: string;
  /** A small picture of it. */
  preview: string | null;
}

/** A message with all that can be seen of it and done with it. */
export interface TalkMessage extends Message {
  attachments: Attachment[];
  canEdit: boolean;
  changedAt: Millis | null;
  place: Place | null;
  /** Tests that hh offered with it. */
  assessments: { id: string; name: string; links: { name: string; url: string }[] }[];
}

/** A stretch of a talk, oldest first. */
export interface Talk {
  via: 'chat' | 'old';
  chatId: ChatId | null;
  title: string | null;
  messages: TalkMessage[];
  /** hh has more in the direction that was read. */
  more: boolean;
  /** Why nothing can be written, in hh's own word; null when one may. */
  off: string | null;
  filesOff: boolean;
  unread: number;
  setAside: number;
}

export interface Participant {
  id: string;
  name: string | null;
  role: 'applicant' | 'employer' | 'bot' | 'unknown';
}

/** A manager of the company who may be asked to join. */
export interface Colleague {
  id: ManagerId;
  name: string;
  position: string | null;
}

/** What files hh takes; empty lists: it does not say. */
export interface FileConditions {
  maxBytes: number;
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
  return size > maxBytes ? 'size' : null;
}

/** The same for the browser's own file picker. */
export const acceptOf = ({ types, mimeTypes }: FileConditions): string =>
  [...mimeTypes, ...types.map((type) => `.${type}`)].join();

/** Ids of messages are numbers: in one millisecond the later has the greater. */
const before = (a: TalkMessage, b: TalkMessage): number =>
  a.at - b.at || a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Two stretches that touch or overlap as one; of what is in both, the fresh one counts. */
export function joined(known: readonly TalkMessage[], fresh: readonly TalkMessage[]): TalkMessage[] {
  const byId = new Map([...known, ...fresh].map((message) => [message.id, message]));
  return [...byId.values()].sort(before);
}

/**
 * A stretch read again: what stands in it now replaces what stood there, so that what was deleted is gone;
 * older messages stay.
 */
export function renewed(known: readonly TalkMessage[], fresh: readonly TalkMessage[]): TalkMessage[] {
  const [first] = [...fresh].sort(before);
  return first
    ? joined(
        known.filter((message) => before(message, first) < 0),
        fresh,
      )
    : [...known];
}

/** How many of the employer's texts stand at the end without an answer; hh stops at five. */
export function inARow(messages: readonly Message[]): number {
  const texts = messages.filter(({ kind }) => kind === 'text');
  return texts.length - 1 - texts.findLastIndex(({ author }) => author === 'applicant');
}

/** Up to which message the other side may be told that it was read; null when all are ours. */
export const lastTheirs = (messages: readonly Message[]): MessageId | null =>
  messages.findLast(({ mine, kind }) => !mine && kind === 'text')?.id ?? null;
