import * as z from 'zod/mini';
import { avoidedLimits } from '../domain/avoided.ts';
import { isDue } from '../domain/due.ts';
import { defaultSettings, optionsSubjects, readSettings, type Settings } from '../domain/inbox.ts';
import { marksAtOnce } from '../domain/person.ts';
import { reminderLimits } from '../domain/reminders.ts';
import { isRecord, isWhole } from '../guards.ts';
import { isAllowedCall } from '../hh/effects.ts';
import { object } from '../hh/read.ts';
import type {
  AccountId,
  ApplicantId,
  ChatId,
  EmployerId,
  EntryId,
  MessageId,
  NegotiationId,
  ResumeId,
  VacancyId,
} from '../ids.ts';
import type { Protocol } from './protocol.ts';

/* Schemas of all messages: the second trust border, beside hh's answers. */

/** A text of this form. */
const formed = <T extends string>(form: RegExp) =>
  z.custom<T>((value) => typeof value === 'string' && form.test(value));
/** A text of so many characters, both included. */
const sized = (min: number, max: number) =>
  z.custom<string>((value) => typeof value === 'string' && value.length >= min && value.length <= max);
const id = <T extends string>() => formed<T>(/^[\w-]{1,64}$/);
/** hh's ids (`discard_by_employer`), names, keys of drafts. */
const word = sized(1, 200);
/** hh takes 20,000 characters and refuses a longer text; it is still kept here. */
const text = sized(0, 40_000);
const address = sized(0, 2000);
const flag = z.boolean();
/** hh's forms have few arguments. */
const fewest = <T>(value: Record<string, T>) => Object.keys(value).length <= 30;
const texts = () => z.record(word, text).check(z.refine(fewest));
const listOf = <T>(item: z.ZodMiniType<T>, most: number) => z.array(item).check(z.maxLength(most));

const negotiationId = id<NegotiationId>();
const vacancyId = id<VacancyId>();
const chatId = id<ChatId>();
const resumeId = id<ResumeId>();

const effects = () => listOf(z.enum(['none', 'marks-viewed', 'spends-contact', 'spends-view', 'writes']), 5);
/** Must be one of the calls that our own pages may ask for, with its own fields and no others. */
const call = () =>
  z
    .object({
      kind: z.literal('call'),
      operation: word,
      method: z.enum(['PUT', 'DELETE', 'POST']),
      url: address,
      form: z.optional(texts()),
      json: z.optional(texts()),
      effects: effects(),
    })
    .check(z.refine(isAllowedCall));

const value = () => z.union([address, z.number(), flag]);
/** Parameters of a GET; the client judges the address. */
const query = () =>
  z
    .record(word, z.nullish(z.union([value(), z.array(value()).check(z.maxLength(1000))])))
    .check(z.refine((values) => Object.keys(values).length <= 100));

const filled = z.optional(z.literal(true));
/** hh takes 50 at once. */
const negotiationIds = () => listOf(negotiationId, 50);

export const request = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('action'),
      negotiationId,
      actionId: word,
      subActionId: z.optional(word),
      values: texts(),
      filled,
    }),
    z.object({ kind: z.literal('message'), negotiationId: z.nullable(negotiationId), chatId, text }),
    z.object({
      kind: z.literal('file'),
      negotiationId: z.nullable(negotiationId),
      chatId,
      fileId: word,
      name: word,
    }),
    z.object({ kind: z.literal('old-message'), negotiationId, text }),
    z.object({ kind: z.literal('apply'), vacancyId, resumeId, text }),
    z.object({ kind: z.literal('read'), vacancyId, negotiationIds: negotiationIds() }),
    z.object({
      kind: z.literal('bulk'),
      vacancyId,
      negotiationIds: negotiationIds(),
      actionId: word,
      values: texts(),
      filled,
    }),
    z.object({ kind: z.literal('invite'), resumeId, vacancyId, actionId: word, values: texts() }),
    z.object({
      kind: z.literal('note'),
      applicantId: id<ApplicantId>(),
      text,
      access: z.enum(['coworkers', 'owner']),
    }),
    call(),
    z.object({
      kind: z.literal('read-chat'),
      chatId,
      messageId: id<MessageId>(),
      negotiationId: z.optional(z.nullable(negotiationId)),
    }),
  ]),
);

/** As `draftKey` of `utils/domain/write-request.ts` makes them. */
const draftKey = () =>
  formed<string>(/^(action|message|chat|edit|invite|apply|bulk|note):[\w-]{1,64}(:[^:]{1,200})?$/);

/** What hh's lists name a resume by: its hash, or its number. */
const listKey = () => formed<string>(/^([0-9a-zA-Z]{16,64}|\d{1,15})$/);

const write = object(() => ({ id: id<EntryId>(), request }));
const from = () => z.optional(z.object({ id: id<MessageId>(), way: z.enum(['older', 'newer']) }));

/** Only names and values of settings that would be believed when they are read back. */
const isSomeSettings = (value: unknown): value is Partial<Settings> =>
  isRecord(value) &&
  Object.keys(value).every((name) => Object.hasOwn(defaultSettings, name)) &&
  readSettings(value).lost === 0;

const nothing = () =>
  z.pipe(
    z.unknown(),
    z.transform(() => undefined),
  );

/** Messages from views to the worker; the rest of the protocol goes the other way. */
export type Asked = Exclude<
  keyof Protocol,
  'panelChanged' | 'readAgain' | 'marksChanged' | 'whereAreYou' | 'focusPanel'
>;
export type Data<K extends keyof Protocol> = Parameters<Protocol[K]>[0];

/**
 * The data of each message that the worker takes. Made with the message: at a start of the worker somebody waits for one
 * of them.
 */
export const shapes: { [K in Asked]: () => z.ZodMiniType<Data<K>> } = {
  readPanel: () =>
    z.object({
      resumeId,
      vacancyId: z.optional(vacancyId),
      topicId: z.optional(negotiationId),
      again: z.optional(flag),
    }),
  setPanelOpen: () => flag,
  readVacancy: () => z.object({ vacancyId, employerId: z.nullable(id<EmployerId>()) }),
  wantsPage: nothing,
  // Read by `utils/hh/page-state.ts`, which takes anything.
  pageSeen: () => z.unknown(),
  readMarks: () => listOf(listKey(), marksAtOnce),
  readCard: listKey,
  openPerson: listKey,
  readConversation: () =>
    z.union([
      z.object({
        negotiationId,
        old: filled,
        page: z.optional(z.custom<number>(isWhole(0, 1000))),
        from: from(),
      }),
      z.object({ chatId, from: from() }),
    ]),
  readTemplate: () =>
    z.union([
      z.object({ negotiationId, actionId: word, templateId: word }),
      z.object({ resumeId, vacancyId, actionId: word, templateId: word }),
    ]),
  readAddresses: nothing,
  write: () => write,
  writeMany: () => z.object({ group: id<EntryId>(), writes: listOf(write, 5000) }),
  stop: () => word,
  ask: () =>
    z.object({
      url: address,
      query: z.optional(query()),
      effects: z.optional(effects()),
    }),
  readInvitations: () => resumeId,
  undo: () => id<EntryId>(),
  retry: () => id<EntryId>(),
  dismiss: () => id<EntryId>(),
  flush: nothing,
  saveDraft: () => z.object({ key: draftKey(), text }),
  remind: () =>
    z.object({
      id: negotiationId,
      act: z.union([
        z.object({
          until: z.custom<string>(isDue),
          note: z.optional(sized(0, reminderLimits.note)),
        }),
        z.enum(['done', 'undo']),
      ]),
    }),
  avoid: () => z.nullable(sized(0, avoidedLimits.reason)),
  openOptions: () => z.optional(z.enum([...optionsSubjects, 'application'])),
  openInbox: () => z.optional(formed(/^[\w=&-]{0,300}$/)),
  signIn: () => z.optional(z.enum(['employer', 'applicant'])),
  refresh: () => z.optional(flag),
  readAll: () => flag,
  readRows: () => z.object({ vacancyId, more: z.optional(flag) }),
  readNegotiation: () => negotiationId,
  openResume: () => negotiationId,
  downloadResume: () => negotiationId,
  saveSettings: () => z.custom<Partial<Settings>>(isSomeSettings),
  saveApplication: () =>
    z.object({
      clientId: address,
      clientSecret: address,
    }),
  pasteToken: () => word,
  switchAccount: () => id<AccountId>(),
  signOut: () => z.optional(flag),
  wipe: nothing,
};
