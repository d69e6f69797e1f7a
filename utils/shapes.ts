import * as z from 'zod/mini';
import type { Effect } from './effect.ts';
import type { Values } from './hh/client.ts';
import { sites } from './hh/pages.ts';
import type {
  AccountId,
  ApplicantId,
  ChatId,
  EntryId,
  MessageId,
  NegotiationId,
  ResumeId,
  VacancyId,
} from './ids.ts';
import type { Wish } from './inbox/write.ts';
import type { ConversationOf, Protocol, TemplateOf } from './messages.ts';

/* What may come in a message, parsed: the second trust border beside hh's answers. */

// One kind of reader for all leaves: every further class of zod is paid for in the worker's size.
const such = <T>(fits: (value: string) => boolean) =>
  z.custom<T>((value) => typeof value === 'string' && fits(value));
const id = <T extends string>() => such<T>((value) => /^[\w-]{1,64}$/.test(value));
const oneOf = <T extends string>(...words: readonly T[]) =>
  such<T>((value) => words.some((word) => word === value));
/** Ids of hh's own making (`discard_by_employer`), names, drafts' keys. */
const word = such<string>((value) => value.length > 0 && value.length <= 200);
/** hh takes 20,000 characters; what is longer is refused there, and kept here. */
const text = such<string>((value) => value.length <= 100_000);
const address = such<string>((value) => value.length <= 2000);
const whole = (least: number, most: number) =>
  z.custom<number>((value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most);
const texts = z.custom<Record<string, string>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((one) => text.safeParse(one).success),
);

const flag = z.custom<boolean>((value) => typeof value === 'boolean');
const listOf = <T>(item: z.ZodMiniType<T>) =>
  z.custom<T[]>((value) => Array.isArray(value) && value.every((one) => item.safeParse(one).success));

/** The first shape that fits; zod's own union weighs four times as much. */
const anyOf = <T>(...shapes: z.ZodMiniType<T>[]) =>
  z.pipe(
    z.unknown(),
    z.transform((value, context): T => {
      for (const shape of shapes) {
        const read = shape.safeParse(value);
        if (read.success) return read.data;
      }
      context.issues.push({ code: 'custom', input: value });
      return z.NEVER;
    }),
  );

const negotiationId = id<NegotiationId>();
const vacancyId = id<VacancyId>();
const chatId = id<ChatId>();

/** Only from our own pages, whose code made it; the client still refuses an address that is not hh's API. */
const effects = listOf(oneOf<Effect>('none', 'marks-viewed', 'spends-contact', 'spends-view', 'writes'));
const call = z.custom<Extract<Wish, { kind: 'call' }>>(
  (value) =>
    z
      .object({
        kind: oneOf('call'),
        operation: word,
        method: oneOf('PUT', 'DELETE', 'POST'),
        url: address,
        effects,
      })
      .safeParse(value).success,
);

const filled = z.optional(z.custom<true>((value) => value === true));

const wish = anyOf<Wish>(
  z.object({
    kind: oneOf('action'),
    negotiationId,
    actionId: word,
    subActionId: z.optional(word),
    values: texts,
    filled,
  }),
  z.object({ kind: oneOf('message'), negotiationId: z.nullable(negotiationId), chatId, text }),
  z.object({
    kind: oneOf('file'),
    negotiationId: z.nullable(negotiationId),
    chatId,
    fileId: word,
    name: word,
  }),
  z.object({ kind: oneOf('old-message'), negotiationId, text }),
  z.object({ kind: oneOf('apply'), vacancyId, resumeId: id<ResumeId>(), text }),
  z.object({
    kind: oneOf('read'),
    vacancyId,
    negotiationIds: listOf(negotiationId),
  }),
  z.object({
    kind: oneOf('bulk'),
    vacancyId,
    negotiationIds: listOf(negotiationId),
    actionId: word,
    values: texts,
    filled,
  }),
  z.object({ kind: oneOf('invite'), resumeId: id<ResumeId>(), vacancyId, actionId: word, values: texts }),
  z.object({
    kind: oneOf('note'),
    applicantId: id<ApplicantId>(),
    text,
    access: oneOf('coworkers', 'owner'),
  }),
  call,
  z.object({
    kind: oneOf('read-chat'),
    chatId,
    messageId: id<MessageId>(),
    negotiationId: z.optional(z.nullable(negotiationId)),
  }),
);

const nothing = z.pipe(
  z.unknown(),
  z.transform(() => undefined),
);

/** What views ask of the worker; the rest of the protocol goes the other way. */
export type Asked = Exclude<keyof Protocol, 'panelChanged' | 'readAgain' | 'whereAreYou' | 'focusPanel'>;
export type Data<K extends keyof Protocol> = Parameters<Protocol[K]>[0];

/** The data of each message that the worker takes. */
export const shapes: { [K in Asked]: z.ZodMiniType<Data<K>> } = {
  readPanel: z.object({
    resumeId: id<ResumeId>(),
    vacancyId: z.optional(vacancyId),
    topicId: z.optional(negotiationId),
    again: z.optional(flag),
  }),
  setPanelOpen: flag,
  readVacancy: vacancyId,
  wantsPage: nothing,
  // Read by `utils/hh/page-state.ts`, which takes anything.
  pageSeen: z.unknown(),
  readConversation: anyOf<ConversationOf>(z.object({ negotiationId, old: filled }), z.object({ chatId })),
  readTemplate: anyOf<TemplateOf>(
    z.object({ negotiationId, actionId: word, templateId: word }),
    z.object({ resumeId: id<ResumeId>(), vacancyId, actionId: word, templateId: word }),
  ),
  readAddresses: nothing,
  write: wish,
  writeMany: listOf(wish),
  stop: word,
  ask: z.object({
    url: address,
    query: z.optional(z.custom<Values>((value) => typeof value === 'object')),
    effects: z.optional(effects),
  }),
  readInvitations: id<ResumeId>(),
  undo: id<EntryId>(),
  retry: id<EntryId>(),
  dismiss: id<EntryId>(),
  flush: nothing,
  saveDraft: z.object({ key: word, text }),
  openOptions: z.optional(oneOf('account', 'application', 'stored')),
  openInbox: z.optional(such<string>((value) => /^[\w=&-]{0,300}$/.test(value))),
  signIn: z.optional(oneOf('employer', 'applicant')),
  refresh: z.optional(flag),
  readRows: z.object({ vacancyId, more: z.optional(flag) }),
  readNegotiation: negotiationId,
  saveSettings: z.object({
    count: z.optional(oneOf('own', 'all')),
    muted: z.optional(listOf(vacancyId)),
    intervalMinutes: z.optional(whole(1, 60)),
    undoSeconds: z.optional(whole(0, 30)),
    waitHours: z.optional(whole(1, 240)),
    placement: z.optional(oneOf('docked', 'inline')),
    theme: z.optional(oneOf('auto', 'day', 'night')),
    panelOpen: z.optional(flag),
    site: z.optional(oneOf(...sites)),
    readPages: z.optional(flag),
    fetchPages: z.optional(flag),
    silentDays: z.optional(whole(1, 90)),
  }),
  saveApplication: z.object({
    clientId: address,
    clientSecret: address,
  }),
  pasteToken: word,
  switchAccount: id<AccountId>(),
  signOut: z.optional(flag),
  wipe: nothing,
};
