import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { avoidedLimits } from '../domain/avoided.ts';
import { isDue } from '../domain/due.ts';
import { marksAtOnce } from '../domain/person.ts';
import { reminderLimits } from '../domain/reminders.ts';
import { defaultSettings, optionsSubjects, readSettings, type Settings } from '../domain/settings.ts';
import { negotiationsOf, type WriteRequest } from '../domain/write-request.ts';
import { isRecord, isWhole } from '../guards.ts';
import { isAllowedCall } from '../hh/effects.ts';
import { HhError, toResult } from '../hh/errors.ts';
import { type PlaceOnHh, pageOf, sameResume } from '../hh/pages.ts';
import { object } from '../hh/read.ts';
import {
  type AccountId,
  type ApplicantId,
  asId,
  type ChatId,
  type EmployerId,
  type EntryId,
  type MessageId,
  type NegotiationId,
  type ResumeId,
  type VacancyId,
} from '../ids.ts';
import { onMessage, type Protocol } from '../messaging/protocol.ts';
import type { Problem, Result } from '../problem.ts';

/** Messages from views to the worker; the rest of the protocol goes the other way. */
export type Asked = Exclude<
  keyof Protocol,
  'panelChanged' | 'readAgain' | 'marksChanged' | 'whereAreYou' | 'focusPanel'
>;
export type Data<K extends keyof Protocol> = Parameters<Protocol[K]>[0];

/**
 * Who sent a message: one of our own pages, the panel on a resume page, or the content script on another page of hh
 * where it has something to do. No other page of hh may ask anything.
 */
export type Sender =
  | { is: 'own' }
  | { is: 'panel'; tabId: number; url: string; page: Extract<PlaceOnHh, { page: 'resume' }> }
  | { is: 'page'; tabId: number; url: string; page: Exclude<PlaceOnHh, { page: 'resume' }> };
type PanelSender = Extract<Sender, { is: 'panel' }>;
type PageSender = Extract<Sender, { is: 'page' }>;

/** What the rules need to know from the worker. */
export interface Facts {
  /**
   * The resume of a negotiation; null if it has none.
   * @throws {HhError} if it must be read at hh and cannot be
   */
  resumeOf(id: NegotiationId): Promise<ResumeId | null>;
  /** The applicant of a tab's resume, if its negotiation names one; null also if another resume was last read for it. */
  applicantOf(tabId: number, resumeId: ResumeId): Promise<ApplicantId | null>;
  /** A write in the outbox, and whether it belongs to the signed-in account. */
  entry(id: EntryId): Promise<{ request: WriteRequest; mine: boolean } | null>;
}

type Verdict = boolean | Promise<boolean>;

/** What a message may contain, who may send it, and under which condition. A kind of sender left out is refused. */
interface Rule<K extends Asked> {
  /** Built when its message arrives: building all schemas at start would delay the worker's first answer. */
  data: () => z.ZodMiniType<Data<K>>;
  own?: (data: Data<K>, facts: Facts) => Verdict;
  panel?: (data: Data<K>, sender: PanelSender, facts: Facts) => Verdict;
  page?: (data: Data<K>, sender: PageSender) => Verdict;
  /** The answer if a condition does not hold; if left out, an error. */
  refused?: (problem: Problem) => ReturnType<Protocol[K]>;
}

const always = () => true;
/** Our own pages, without a condition. */
const own = <T>(data: () => z.ZodMiniType<T>) => ({ data, own: always });
const asAnswer = (problem: Problem) => ({ ok: false as const, problem });

const ofAList = (_: unknown, { page }: PageSender) => page.page === 'list';
const ofApplicantsList = (_: unknown, { page }: PageSender) => page.page === 'applicant-negotiations';

/** Whether these are negotiations of the resume in the address of the panel's own tab; a panel may speak of no others. */
async function ofItsResume(
  ids: readonly (NegotiationId | null)[],
  { page }: PanelSender,
  facts: Facts,
): Promise<boolean> {
  for (const id of ids) {
    if (id === null || !sameResume(await facts.resumeOf(id), page.resumeId)) return false;
  }
  return ids.length > 0;
}

async function mayWrite(request: WriteRequest, sender: PanelSender, facts: Facts): Promise<boolean> {
  switch (request.kind) {
    case 'invite':
      return sameResume(request.resumeId, sender.page.resumeId);
    case 'note':
      return (await facts.applicantOf(sender.tabId, sender.page.resumeId)) === request.applicantId;
    case 'call':
    case 'file':
    case 'apply':
      return false;
    case 'action':
    case 'message':
    case 'old-message':
    case 'read':
    case 'read-chat':
    case 'bulk':
      // Without its negotiation, nothing tells whose chat it is.
      return ofItsResume(negotiationsOf(request), sender, facts);
  }
}

/** An entry that is already gone belongs to nobody: undoing it is too late, and does nothing. */
const ofAnEntry: Pick<Rule<'undo'>, 'data' | 'own' | 'panel'> = {
  data: () => id<EntryId>(),
  own: async (id, facts) => (await facts.entry(id))?.mine ?? true,
  panel: async (id, sender, facts) => {
    const entry = await facts.entry(id);
    return entry === null || (entry.mine && (await mayWrite(entry.request, sender, facts)));
  },
};

/** Whether the draft is about the tab's resume, its applicant, or one of its negotiations. */
async function mayDraft(key: string, sender: PanelSender, facts: Facts): Promise<boolean> {
  const [kind, about] = key.split(':');
  if (!about) return false;
  if (sameResume(asId<ResumeId>(about), sender.page.resumeId)) return true;
  if (kind === 'note') return (await facts.applicantOf(sender.tabId, sender.page.resumeId)) === about;
  return ofItsResume([asId<NegotiationId>(about)], sender, facts);
}

/* Message schemas: the second trust boundary, beside hh's answers. */

/** A text that matches the pattern. */
const formed = <T extends string>(form: RegExp) =>
  z.custom<T>((value) => typeof value === 'string' && form.test(value));
/** A text of this length in characters, inclusive. */
const sized = (min: number, max: number) =>
  z.custom<string>((value) => typeof value === 'string' && value.length >= min && value.length <= max);
const id = <T extends string>() => formed<T>(/^[\w-]{1,64}$/);
/** hh's ids (`discard_by_employer`), names, keys of drafts. */
const word = sized(1, 200);
/** hh accepts 20,000 characters and refuses a longer text; we still keep it. */
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
/** Must be one of the calls that our own pages may request, with its own fields and no others. */
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

const filled = z.optional(z.literal(true));
/** hh accepts 50 at once. */
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

/** As made by `draftKey` in `utils/domain/texts.ts`. */
const draftKey = () =>
  formed<string>(/^(action|message|chat|edit|invite|apply|bulk|note):[\w-]{1,64}(:[^:]{1,200})?$/);

/** How hh's lists name a resume: by its hash or its number. */
const listKey = () => formed<string>(/^([0-9a-zA-Z]{16,64}|\d{1,15})$/);

const write = object(() => ({ id: id<EntryId>(), request }));
const from = () => z.optional(z.object({ id: id<MessageId>(), way: z.enum(['older', 'newer']) }));

const value = () => z.union([address, z.number(), flag]);
/** Parameters of a GET; the client checks the address. */
const query = () =>
  z
    .record(word, z.nullish(z.union([value(), z.array(value()).check(z.maxLength(1000))])))
    .check(z.refine((values) => Object.keys(values).length <= 100));

/** Only names and values of settings that would be accepted when read back. */
const isSomeSettings = (value: unknown): value is Partial<Settings> =>
  isRecord(value) &&
  Object.keys(value).every((name) => Object.hasOwn(defaultSettings, name)) &&
  readSettings(value).lost === 0;

const nothing = () =>
  z.pipe(
    z.unknown(),
    z.transform(() => undefined),
  );

/** Every message that the worker accepts: what it may contain, from whom, and about what. */
export const permissions: { readonly [K in Asked]: Rule<K> } = {
  readPanel: {
    data: () =>
      z.object({
        resumeId,
        vacancyId: z.optional(vacancyId),
        topicId: z.optional(negotiationId),
        again: z.optional(flag),
      }),
    panel: ({ resumeId }, { page }) => resumeId === page.resumeId,
  },
  setPanelOpen: { data: () => flag, panel: always },
  // Refused with an error, so that the page asks again: after an in-app navigation the tab's address may lag behind.
  readVacancy: {
    data: () => z.object({ vacancyId, employerId: z.nullable(id<EmployerId>()) }),
    page: ({ vacancyId }, { page }) => page.page === 'vacancy' && page.vacancyId === vacancyId,
  },
  wantsPage: { data: nothing, page: ofApplicantsList },
  // The slice is read by `utils/hh/page-state.ts`, which accepts anything.
  pageSeen: {
    data: () => z.object({ slice: z.unknown(), loadedAt: z.number() }),
    page: ofApplicantsList,
  },
  // The address does not tell about whom a page may ask, so it hears only about people whom we know, in a few words.
  readMarks: { data: () => listOf(listKey(), marksAtOnce), page: ofAList, panel: always },
  readCard: { data: listKey, page: ofAList, panel: always },
  openPerson: { data: listKey, page: ofAList, panel: always },
  readConversation: {
    ...own(() =>
      z.union([
        z.object({
          negotiationId,
          old: filled,
          page: z.optional(z.custom<number>(isWhole(0, 1000))),
          from: from(),
        }),
        z.object({ chatId, from: from() }),
      ]),
    ),
    panel: (of, sender, facts) => 'negotiationId' in of && ofItsResume([of.negotiationId], sender, facts),
    refused: asAnswer,
  },
  readTemplate: {
    ...own(() =>
      z.union([
        z.object({ negotiationId, actionId: word, templateId: word }),
        z.object({ resumeId, vacancyId, actionId: word, templateId: word }),
      ]),
    ),
    panel: (of, sender, facts) => 'negotiationId' in of && ofItsResume([of.negotiationId], sender, facts),
    refused: asAnswer,
  },
  readAddresses: { ...own(nothing), panel: always },
  write: {
    ...own(() => write),
    panel: ({ request }, sender, facts) => mayWrite(request, sender, facts),
    refused: asAnswer,
  },
  writeMany: own(() => z.object({ group: id<EntryId>(), writes: listOf(write, 5000) })),
  stop: own(() => word),
  ask: own(() => z.object({ url: address, query: z.optional(query()), effects: z.optional(effects()) })),
  readInvitations: own(() => resumeId),
  undo: { ...ofAnEntry, refused: () => false },
  retry: { ...ofAnEntry, refused: () => {} },
  dismiss: { ...ofAnEntry, refused: () => {} },
  flush: { ...own(nothing), panel: always },
  saveDraft: {
    ...own(() => z.object({ key: draftKey(), text })),
    panel: ({ key }, sender, facts) => mayDraft(key, sender, facts),
  },
  // For a vacancy, the worker finds out which negotiation is mine.
  remind: {
    data: () =>
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
    panel: ({ id }, sender, facts) => ofItsResume([id], sender, facts),
    page: (_, { page }) => page.page === 'vacancy',
    refused: asAnswer,
  },
  // The worker finds out from the tab's own address whom the page is about.
  avoid: {
    data: () => z.nullable(sized(0, avoidedLimits.reason)),
    panel: always,
    page: (_, { page }) => page.page === 'vacancy',
    refused: asAnswer,
  },
  openOptions: { ...own(() => z.optional(z.enum([...optionsSubjects, 'application']))), panel: always },
  openInbox: { ...own(() => z.optional(formed(/^[\w=&-]{0,300}$/))), panel: always },
  signIn: { ...own(() => z.optional(z.enum(['employer', 'applicant']))), panel: always },
  refresh: own(() => z.optional(flag)),
  readAll: own(() => flag),
  readRows: own(() => z.object({ vacancyId, more: z.optional(flag) })),
  readNegotiation: own(() => negotiationId),
  openResume: own(() => negotiationId),
  downloadResume: own(() => negotiationId),
  saveSettings: own(() => z.custom<Partial<Settings>>(isSomeSettings)),
  saveApplication: own(() => z.object({ clientId: address, clientSecret: address })),
  pasteToken: own(() => word),
  switchAccount: own(() => id<AccountId>()),
  signOut: own(() => z.optional(flag)),
  wipe: own(nothing),
};

/** Whether this kind of sender may send this kind of message at all. */
export const mayAsk = (type: Asked, sender: Sender): boolean => permissions[type][sender.is] !== undefined;

/**
 * Why a message must not be handled; null if it may be.
 * @param data already parsed
 */
export async function refusalOf<K extends Asked>(
  type: K,
  data: Data<K>,
  sender: Sender,
  facts: Facts,
): Promise<Problem | null> {
  try {
    return (await judged(permissions[type], data, sender, facts)) ? null : { name: 'forbidden' };
  } catch (error) {
    // It could not be read whose it is: report that problem, and do nothing.
    if (error instanceof HhError) return error.problem;
    throw error;
  }
}

function judged<K extends Asked>(rule: Rule<K>, data: Data<K>, sender: Sender, facts: Facts): Verdict {
  switch (sender.is) {
    case 'own':
      return rule.own?.(data, facts) ?? false;
    case 'panel':
      return rule.panel?.(data, sender, facts) ?? false;
    case 'page':
      return rule.page?.(data, sender) ?? false;
  }
}

/**
 * Identifies the sender. In both browsers `sender.url` is where the document was loaded: after an in-app navigation
 * only the tab's own address is true.
 * @returns null for anybody else: another extension, a frame, a site that is not hh's, a page of hh without us
 */
export function senderOf(sender: chrome.runtime.MessageSender): Sender | null {
  if (sender.id !== browser.runtime.id) return null;
  const loaded = sender.url ?? '';
  if (loaded.startsWith(browser.runtime.getURL('/'))) return { is: 'own' };
  const url = sender.tab?.url ?? loaded;
  const page = pageOf(loaded) && pageOf(url);
  if (!page || sender.tab?.id === undefined || sender.frameId !== 0) return null;
  const from = { tabId: sender.tab.id, url };
  switch (page.page) {
    case 'resume':
      return { is: 'panel', ...from, page };
    case 'vacancy':
    case 'applicant-negotiations':
    case 'list':
      return { is: 'page', ...from, page };
    case 'chat':
    case 'other':
      return null;
  }
}

/**
 * Registers handlers of protocol messages. Before each call the sender is checked, the data is parsed, and its
 * rule must allow it. Register synchronously: the browser wakes the worker only for listeners added in
 * its first turn.
 */
export const createReceiver =
  (facts: Facts) =>
  <K extends Asked>(
    type: K,
    handle: (data: Data<K>, sender: Sender) => ReturnType<Protocol[K]> | Promise<ReturnType<Protocol[K]>>,
  ): void => {
    onMessage(type, async (message) => {
      const sender = senderOf(message.sender);
      if (!sender || !mayAsk(type, sender)) throw new Error(`${type}: not for this sender`);
      const data = permissions[type].data().parse(message.data);
      const problem = await refusalOf(type, data, sender, facts);
      if (!problem) return handle(data, sender);
      const { refused } = permissions[type];
      if (!refused) throw new Error(`${type}: not for this sender`);
      return refused(problem);
    });
  };

/** A handler whose errors are returned as data. */
export const asResult =
  <Asked, T>(handle: (data: Asked, sender: Sender) => Promise<T>) =>
  (data: Asked, sender: Sender): Promise<Result<T>> =>
    toResult(() => handle(data, sender));
