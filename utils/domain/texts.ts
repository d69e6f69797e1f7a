import { type Guarded, isShape, isText } from '../guards.ts';
import { isMillis } from './negotiation.ts';
import {
  beganChat,
  type Entry,
  negotiationsOf,
  type OutboxEntry,
  type WriteRequest,
} from './write-request.ts';

/* The texts that the user writes: drafts, edits of what is at hh already, and snippets with variables. */

/** An unsent text, stored by place (`draftKey`). */
export const isDraft = isShape({ text: isText, at: isMillis });
export type Draft = Guarded<typeof isDraft>;

/** By `draftKey`, the last one written at the end. */
export type Drafts = Record<string, Draft>;

/** By `accountKey`: a draft is never shown under another account. */
export type AllDrafts = Record<string, Drafts>;

/** Holds drafts from before drafts belonged to accounts; the signed-in account takes them over. */
export const unowned = '*';

/** The draft of one place; null if there is none, or it is in flight and no longer a draft. */
export function draftIn(drafts: Drafts, key: string, entries: readonly Entry[]): string | null {
  const text = drafts[key]?.text;
  const isOut = entries.some(({ request }) => draftKey(request) === key && textOf(request) === text);
  return text === undefined || isOut ? null : text;
}

/** The draft key of a request's text. */
export function draftKey(request: WriteRequest): string | null {
  if ('filled' in request) return null;
  switch (request.kind) {
    case 'action':
      return `action:${request.negotiationId}:${request.actionId}`;
    case 'message':
      return `message:${request.negotiationId ?? request.chatId}`;
    case 'old-message':
      return `message:${request.negotiationId}`;
    case 'invite':
      return `invite:${request.resumeId}:${request.vacancyId}`;
    case 'apply':
      return `apply:${request.vacancyId}`;
    case 'bulk':
      return `bulk:${request.vacancyId}:${request.actionId}`;
    case 'note':
      return `note:${request.applicantId}`;
    case 'call': {
      const to = beganChat(request)?.resume_hash;
      if (typeof to === 'string') return `chat:${to}`;
      const edit = editOf(request);
      return edit && edit.text !== null ? editKey(edit) : null;
    }
    case 'file':
    case 'read':
    case 'read-chat':
      return null;
  }
}

/** The text that a request sends to a person; empty if none. */
export function textOf(request: WriteRequest): string {
  switch (request.kind) {
    case 'action':
    case 'bulk':
    case 'invite':
      return request.values.message ?? '';
    case 'message':
    case 'old-message':
    case 'apply':
    case 'note':
      return request.text;
    case 'call': {
      const text = beganChat(request)?.first_message ?? editOf(request)?.text;
      return typeof text === 'string' ? text : '';
    }
    case 'file':
    case 'read':
    case 'read-chat':
      return '';
  }
}

/** Replaces a text that is already at hh, or deletes it if `text` is null. */
export interface Edit {
  what: 'message' | 'letter' | 'note' | 'template';
  /** The chat, negotiation, applicant or company that the text belongs to. */
  of: string;
  id: string;
  text: string | null;
}

const edits: Record<string, Edit['what'] | undefined> = {
  'chat-message-put': 'message',
  'chat-message-delete': 'message',
  'edit-negotiation-message': 'letter',
  'update-applicant-comment': 'note',
  'delete-applicant-comment': 'note',
  'put-mail-templates-item': 'template',
};

/** The text at hh that a write changes; null if it changes none. */
export function editOf(request: WriteRequest): Edit | null {
  if (request.kind !== 'call') return null;
  const what = edits[request.operation];
  const [, of, id] = /([\w-]+)(?:\/messages|\/mail_templates)?\/([\w-]+)$/.exec(request.url) ?? [];
  if (!what || !of || !id) return null;
  const said = request.json?.text ?? request.form?.text ?? request.form?.message;
  return { what, of, id, text: request.method === 'DELETE' ? null : typeof said === 'string' ? said : '' };
}

/** The draft key of the new text. */
export const editKey = ({ what, of, id }: Omit<Edit, 'text'>): string => `edit:${of}:${what} ${id}`;

/** hh trims and normalises the texts that it stores. */
const normal = (text: string | null | undefined): string =>
  (text ?? '')
    .normalize('NFC')
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .trim();
/** Whether hh would show both texts in the same way. */
export const sameText = (one: string | null | undefined, other: string): boolean =>
  normal(one) === normal(other);

/**
 * Whether a write edits or deletes what another one wrote, or may have written. While the outcome of the other is
 * unknown, its letter or note would no longer be found, and its edit, made again, would undo this one.
 */
export function changesTextOf({ request, account }: OutboxEntry, other: OutboxEntry): boolean {
  const edit = editOf(request);
  if (!edit || account !== other.account) return false;
  const earlier = editOf(other.request);
  if (earlier) return editKey(earlier) === editKey(edit);
  if (!textOf(other.request)) return false;
  const { prepared } = other;
  switch (edit.what) {
    case 'message':
      // An invitation names no chat, and one action on many has as many chats.
      return 'chatId' in prepared
        ? prepared.chatId === edit.of
        : prepared.kind === 'bulk' || prepared.kind === 'invite';
    case 'letter':
      return negotiationsOf(other.request).some((id) => id === edit.of);
    case 'note':
      return prepared.kind === 'note' && prepared.applicantId === edit.of;
    case 'template':
      return false;
  }
}

/**
 * Whether both are the same text to the same person. Reading at hh cannot distinguish such writes: while the outcome
 * of one is unknown, another one waits; otherwise its letter could be taken for that of the first.
 */
export function isSameText(one: OutboxEntry, other: OutboxEntry): boolean {
  const text = textOf(one.request);
  if (!text.trim() || !sameText(text, textOf(other.request)) || one.account !== other.account) return false;
  const chatOf = ({ request }: OutboxEntry) => ('chatId' in request ? request.chatId : null);
  const ids = negotiationsOf(other.request);
  return (
    negotiationsOf(one.request).some((id) => ids.includes(id)) ||
    (chatOf(one) !== null && chatOf(one) === chatOf(other)) ||
    (draftKey(one.request) !== null && draftKey(one.request) === draftKey(other.request))
  );
}

/** The user's own text, with variables like `[Name]`. */
export const isSnippet = isShape({ id: isText, name: isText, text: isText });
export type Snippet = Guarded<typeof isSnippet>;

/** The variables of a snippet, with the names from hh's own templates. */
export const variables = ['Name', 'Vacancy', 'Company', 'HRName', 'SiteName'] as const;
type Variable = (typeof variables)[number];
export type VariableValues = Partial<Record<Variable, string | null>>;

/** A word in square brackets, as in a template; `[1]` and `[…]` are ordinary text. */
const variable = /\[(\p{L}[\p{L}\p{N}_ -]{0,38})\]/gu;

/** The text with known variables filled in; the others stay, and block sending. */
export const fill = (text: string, values: VariableValues): string =>
  text.replace(variable, (whole, name: string) => {
    const known = variables.find((one) => one.toLowerCase() === name.toLowerCase());
    return (known && values[known]) || whole;
  });

/** The variables left in a text, each once: the applicant would see them literally. */
export const unresolved = (text: string): string[] => [...new Set(text.match(variable) ?? [])];
