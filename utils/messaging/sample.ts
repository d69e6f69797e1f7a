import { emptyApplicant } from '../domain/applicant/applicant.ts';
import { type Avoided, findAvoided, personOf, withAvoided } from '../domain/avoided.ts';
import { type Collection, type ListRow, listRowOf, rowOfOpened } from '../domain/collection.ts';
import { emptyCounts, type Inbox } from '../domain/inbox.ts';
import type { ChatRow, Negotiation, Note, VacancyCount } from '../domain/negotiation.ts';
import { type Panel, verdictOf } from '../domain/panel.ts';
import { type Reminder, reminded, remindedAll } from '../domain/reminders.ts';
import {
  type SamplePerson,
  sampleAccount,
  sampleActions,
  sampleDays,
  sampleFacts,
  sampleLetter,
  sampleMessage,
  samplePeople,
  sampleSkills,
  sampleStages,
  sampleStatistics,
  sampleVacancies,
} from '../domain/sample.ts';
import { defaultSettings, type Settings } from '../domain/settings.ts';
import { inboxWithoutAway } from '../domain/snoozed.ts';
import { draftKey, textOf } from '../domain/texts.ts';
import { type Entry, negotiationsOf, type WriteRequest } from '../domain/write-request.ts';
import { asId, type EntryId, type NegotiationId, type ResumeId } from '../ids.ts';
import { isKnown, known, type Page, valueOr } from '../known.ts';
import type { Result } from '../problem.ts';
import { withDraft } from '../storage/drafts.ts';
import type { PageStore } from '../storage/page-store.ts';
import type { Worker } from './client.ts';
import { requestWrite, requestWrites, takeBackRequest } from './messages.ts';

/*
 * The worker and the store of the sample (`utils/domain/sample.ts`): pages show it like their own data. Everything
 * stays in the memory of the page: no message goes to the worker and no request to hh.
 */

type Answering = (...of: never[]) => Promise<Result<unknown>>;
/** Calls that do not return a `Result` must be given; any other missing call answers `not-in-sample`. */
type Named<M> = Partial<M> & { [K in keyof M as M[K] extends Answering ? never : K]: M[K] };

const lacking = async (): Promise<Result<never>> => ({ ok: false, problem: { name: 'not-in-sample' } });
const only = <M extends object>(named: Named<M>): M =>
  new Proxy(Object.assign(Object.create(null), named), {
    get: (has, name) => Reflect.get(has, name) ?? lacking,
  });

const ok = async <T>(value: T): Promise<Result<T>> => ({ ok: true, value });
const done = () => ok(undefined);
const page = <T>(items: T[]): Page<T> => ({ items, skipped: 0, found: known(items.length), more: false });
/** A watch on a value that never changes. */
const always =
  <T>(value: T) =>
  (tell: (value: T) => void) => {
    tell(value);
    return () => {};
  };
const never = () => () => {};
const nowhere = async () => {};

/** How long a sent write stays in the outbox, as in the worker's own; ms. */
const sentFor = 60_000;

interface SampleCalls extends Pick<Worker, 'copy' | 'copyTable' | 'save' | 'openOptions' | 'openInbox'> {
  /** A link to hh was clicked; the people do not exist there. */
  onHh: () => void;
}

export type Sample = ReturnType<typeof createSample>;

/**
 * @param calls what the page itself can do
 * @param look the person's own theme and site
 */
export function createSample({ onHh, ...calls }: SampleCalls, look: Pick<Settings, 'theme' | 'site'>) {
  const begin = Date.now();
  let people = samplePeople(begin);
  let settings: Settings = { ...defaultSettings, ...look };
  let entries: Entry[] = [];
  let drafts: PageStore['drafts'] = {};
  let reminders: readonly Reminder[] = [];
  let avoided: readonly Avoided[] = [];
  let freshAt = begin;
  const opened = new Set<NegotiationId>();
  const watchers = new Set<(store: PageStore) => void>();
  const watched = new Set<(id: NegotiationId) => void>();

  let isTold = true;
  /** Notifies the watchers once of simultaneous changes. */
  function changed() {
    if (!isTold) return;
    isTold = false;
    setTimeout(() => {
      isTold = true;
      for (const tell of watchers) tell(shown());
    });
  }
  // A person's negotiation, chat and owner share one number.
  const find = (id: string): SamplePerson | undefined => people.find((one) => one.negotiation.id === id);
  const ofResume = (id: ResumeId) => people.find(({ negotiation }) => negotiation.candidate.resumeId === id);
  const change = (id: string, by: (one: SamplePerson) => SamplePerson) => {
    people = people.map((one) => (one.negotiation.id === id ? by(one) : one));
    for (const tell of watched) tell(asId<NegotiationId>(id));
  };
  const renew = (id: string, by: Partial<Negotiation>) =>
    change(id, (one) => ({ ...one, negotiation: { ...one.negotiation, ...by } }));

  /* What the store holds is derived from the people. */

  const stageOf = ({ negotiation }: SamplePerson) => valueOr(negotiation.stage, null)?.id ?? '';
  const isNew = (one: SamplePerson) =>
    stageOf(one) === 'response' && isKnown(one.negotiation.hasUpdates, true);
  const rows = () =>
    people.filter(isNew).flatMap(({ negotiation, vacancyId }) => rowOfOpened(negotiation, vacancyId) ?? []);
  const chatOf = ({ negotiation, vacancyId, messages }: SamplePerson): ChatRow => {
    const last = messages.at(-1);
    return {
      id: asId(negotiation.id),
      title: known(valueOr(negotiation.candidate.name, null) ?? ''),
      vacancyId: known(vacancyId),
      unread: negotiation.unreadMessages,
      blockReason: known(null),
      last: known(last ? { id: last.id, text: last.text, mine: last.mine, at: last.at } : null),
    };
  };
  const chats = (unread: boolean) =>
    people
      .filter(
        ({ messages, negotiation }) =>
          messages.length > 0 && !(unread && isKnown(negotiation.unreadMessages, 0)),
      )
      .map(chatOf);
  const vacancies = (): VacancyCount[] =>
    sampleVacancies
      .map((one) => {
        const count = people.filter((person) => person.vacancyId === one.id && isNew(person)).length;
        return { ...one, unread: known(count), count };
      })
      .sort((a, b) => b.count - a.count);
  const inbox = (): Inbox => {
    const all = vacancies();
    const readAt = Object.fromEntries(
      all.map(({ id, unread }) => [id, { unread, at: freshAt, more: false, nextPage: 1, skipped: 0 }]),
    );
    const waiting = chats(true);
    return {
      ...emptyCounts,
      vacancies: all,
      allVacancies: true,
      unreadChats: known(waiting.length),
      freshAt,
      rows: rows(),
      readAt,
      chats: waiting,
      chatsSkipped: 0,
    };
  };
  const shown = (): PageStore => ({
    account: sampleAccount,
    applicant: emptyApplicant,
    inbox: inboxWithoutAway(inbox(), reminders, Date.now()),
    settings,
    entries,
    drafts,
    elsewhere: [],
    reminders: [...reminders],
    avoided: [...avoided],
    rowsToCome: false,
  });
  const listRows = ({ negotiation, vacancyId, notes }: SamplePerson): ListRow[] => {
    const row = rowOfOpened(negotiation, vacancyId);
    return row ? [listRowOf(negotiation, row, { tags: [], notes: known(notes.length) })] : [];
  };

  /* What happens to a write when its undo window ends. */

  function say(id: string, text: string) {
    if (!text) return;
    change(id, (one) => {
      const messages = [
        ...one.messages,
        sampleMessage(`${id}${one.messages.length}`, text, Date.now(), null),
      ];
      return { ...one, messages, negotiation: { ...one.negotiation, messages: known(messages.length) } };
    });
  }

  function move(id: string, actionId: string, text: string) {
    const stage = sampleStages.find((one) => one.id === actionId);
    if (!stage) return;
    const past = { stage: known(stage), at: known(Date.now()), withMessage: known(text !== '') };
    change(id, (one) => ({
      ...one,
      history: one.history.map((of) =>
        of.vacancyId === one.vacancyId && of.items.known
          ? { ...of, items: known({ items: [past, ...of.items.value.items], skipped: 0 }) }
          : of,
      ),
      negotiation: {
        ...one.negotiation,
        stage: known(stage),
        state: known(stage),
        hasUpdates: known(false),
        updatedAt: past.at,
        actions: known({ items: sampleActions(stage.id), skipped: 0 }),
      },
    }));
    say(id, text);
  }

  /** The effect of a write; null if the sample has no such thing. */
  function outcomeOf(request: WriteRequest): (() => void) | null {
    switch (request.kind) {
      case 'action':
      case 'bulk':
        return () => {
          for (const id of negotiationsOf(request)) move(id, request.actionId, textOf(request));
        };
      case 'message':
        return () => say(request.chatId, request.text);
      case 'read':
        return () => {
          for (const id of request.negotiationIds) renew(id, { hasUpdates: known(false) });
        };
      case 'read-chat':
        return () => renew(request.chatId, { unreadMessages: known(0) });
      case 'note':
        return () => {
          const note: Note = {
            id: crypto.randomUUID(),
            text: known(request.text),
            author: known(sampleAccount.name),
            mine: known(true),
            at: known(Date.now()),
            personal: known(request.access === 'owner'),
          };
          change(request.applicantId, (one) => ({ ...one, notes: [note, ...one.notes] }));
        };
      case 'file':
      case 'apply':
      case 'old-message':
      case 'invite':
      case 'call':
        return null;
    }
  }

  function put(id: EntryId, request: WriteRequest, group?: string) {
    if (entries.some((one) => one.id === id)) return;
    const [first] = negotiationsOf(request);
    const of = first && find(first)?.negotiation;
    const action = 'actionId' in request ? request.actionId : null;
    const now = Date.now();
    // Writes that mark as read are sent at once, as the worker does.
    const wait = request.kind === 'read' || request.kind === 'read-chat' ? 0 : settings.undoSeconds * 1000;
    entries = [
      ...entries,
      {
        id,
        request,
        label: {
          action: sampleActions('').find((one) => one.id === action)?.name ?? null,
          candidate: of ? valueOr(of.candidate.name, null) : null,
          vacancy: null,
        },
        resulting: sampleStages.find((one) => one.id === action) ?? null,
        createdAt: now,
        progress: { at: 'waiting', until: now + wait },
        ...(group !== undefined && { group }),
      },
    ];
    const key = draftKey(request);
    if (key) drafts = withDraft(drafts, key, '', now);
    setTimeout(() => send(id), wait);
    changed();
  }

  function send(id: EntryId) {
    const entry = entries.find((one) => one.id === id);
    if (!entry) return;
    outcomeOf(entry.request)?.();
    const { resulting: stage } = entry;
    const progress: Entry['progress'] = {
      at: 'sent',
      when: Date.now(),
      ...(entry.request.kind === 'bulk' && {
        results: entry.request.negotiationIds.map((of) => ({ id: of, stage, done: true })),
      }),
    };
    entries = entries.map((one) => (one === entry ? { ...entry, progress } : one));
    setTimeout(() => drop((one) => one.id === id), sentFor);
    changed();
  }

  function drop(goes: (one: Entry) => boolean): boolean {
    const left = entries.filter((one) => !goes(one));
    if (left.length === entries.length) return false;
    entries = left;
    changed();
    return true;
  }
  const undo = async (goes: (one: Entry) => boolean): Promise<boolean> => {
    const back = entries.filter((one) => goes(one) && one.progress.at === 'waiting');
    for (const { request } of back) {
      const key = draftKey(request);
      if (key && textOf(request)) drafts = withDraft(drafts, key, textOf(request), Date.now());
    }
    return drop((one) => back.includes(one));
  };
  const undoOne = (id: EntryId) => undo((one) => one.id === id);

  const takes = (request: WriteRequest) => outcomeOf(request) !== null;
  const sent = async (request: WriteRequest): Promise<Result<EntryId>> =>
    takes(request)
      ? requestWrite(request, ({ id }) => {
          put(id, request);
          return ok(id);
        })
      : lacking();

  const worker = only<Worker>({
    ...calls,
    list: only<Worker['list']>({
      readCollections: (id) =>
        ok({
          items: sampleStages.map((stage): Collection => {
            const here = people.filter((one) => one.vacancyId === id && stageOf(one) === stage.id);
            return {
              id: stage.id,
              name: known(stage.name),
              description: null,
              url: stage.id,
              total: known(here.length),
              updates: known(here.filter((one) => isKnown(one.negotiation.hasUpdates, true)).length),
              orders: [],
              sub: [],
            };
          }),
          skipped: 0,
        }),
      readPage({ url, vacancyId, query, page }) {
        const words = String(query.search_text ?? '').toLowerCase();
        const found = people
          .filter((one) => one.vacancyId === vacancyId && stageOf(one) === url)
          .filter((one) => !query.show_only_new || isKnown(one.negotiation.hasUpdates, true))
          .filter(({ negotiation: { candidate } }) =>
            [candidate.name, candidate.title].some((fact) =>
              valueOr(fact, null)?.toLowerCase().includes(words),
            ),
          )
          .flatMap(listRows);
        return ok({
          page,
          rows: found,
          skipped: 0,
          pages: 1,
          found: known(found.length),
          hidden: known(0),
          order: null,
          at: Date.now(),
        });
      },
      readActive: () => ok(page<VacancyCount>([])),
      readArchived: () => ok(page<VacancyCount>([])),
      readKeySkills: () => ok(sampleSkills),
      readOrder: () => ok(null),
    }),
    negotiation: only<Worker['negotiation']>({
      readHistory: (id) => ok({ items: ofResume(id)?.history ?? [], skipped: 0 }),
      dropHistory: nowhere,
      readNotes: ({ applicantId }) => ok(page(find(applicantId)?.notes ?? [])),
      readChats: ({ unread, vacancyId }) =>
        ok(page(chats(unread).filter((one) => vacancyId === null || isKnown(one.vacancyId, vacancyId)))),
      readViewCosts: () => ok({ viewsLeft: null, responses: null, database: null }),
    }),
    applicant: only<Worker['applicant']>({ noteInterview: nowhere }),
    company: only<Worker['company']>({
      readStatistics: () => ok(sampleStatistics(false)),
      readOwnStatistics: () => ok(sampleStatistics(true)),
      readFacts: () => ok(sampleFacts(begin)),
      readDays: () => ok(sampleDays(begin)),
    }),
    backup: only<Worker['backup']>({
      makeBackup: async () => new Blob([]),
      openBackup: async () => ({ ok: false, fault: 'other' }),
      restoreBackup: async () => ({ name: 'not-in-sample' }),
    }),
    search: only<Worker['search']>({
      openSearch: nowhere,
      dropSearch: nowhere,
      addTo: nowhere,
      packed: async () => new Uint8Array(),
      find: async (query) =>
        people.flatMap(({ negotiation: { id, candidate }, vacancyId }) => {
          const name = valueOr(candidate.name, null) ?? '';
          const title = valueOr(candidate.title, null) ?? '';
          const isHit = `${name} ${title}`.toLowerCase().includes(query.toLowerCase());
          return isHit
            ? [{ kind: 'person' as const, name, text: title, negotiationId: id, chatId: null, vacancyId }]
            : [];
        }),
    }),
    forget: only<Worker['forget']>({ forgetPerson: nowhere }),
    exports: only<Worker['exports']>({ pastOf: async () => ({}), eventsOf: async () => ({}) }),
    store: only<Worker['store']>({
      openStore,
      watchNegotiation(id, tell) {
        const look = (of: NegotiationId) => of === id && tell(find(id)?.negotiation ?? null);
        watched.add(look);
        return () => void watched.delete(look);
      },
      openedLately: async () => [],
      watchSnippets: always([]),
      saveSnippet: nowhere,
      deleteSnippet: nowhere,
      look: async () => undefined,
      keptResume: async (id) => {
        const one = ofResume(id);
        return one && opened.has(one.negotiation.id) ? wholeResume(one) : null;
      },
      watchViews: always([]),
      saveView: nowhere,
      deleteView: nowhere,
      watchNotes: never,
      withNote: (all) => all,
      saveNote: () => {},
      watchApplicantNegotiations: never,
      watchEvents: never,
    }),

    readConversation: async (of) => {
      const one = find('chatId' in of ? of.chatId : of.negotiationId);
      return ok({
        via: 'chat',
        chatId: one ? asId(one.negotiation.id) : null,
        messages: one?.messages ?? [],
        skippedAfter: 0,
        more: known(false),
        off: known(null),
        filesOff: known(true),
        unread: one?.negotiation.unreadMessages ?? known(0),
      });
    },
    readTemplate: ({ actionId }) => ok(sampleLetter(actionId) ?? ''),
    readAddresses: () => ok([]),
    readNegotiation: async (id) => {
      const one = find(id);
      return one ? ok(one.negotiation) : { ok: false, problem: { name: 'negotiation-not-found' } };
    },
    openResume: async (id) => {
      const one = find(id);
      const whole = one && wholeResume(one);
      if (!whole) return lacking();
      opened.add(id);
      renew(id, { hasUpdates: known(false) });
      changed();
      return ok(whole);
    },
    readRows: done,
    readAll: done,
    refresh: async () => {
      freshAt = Date.now();
      changed();
      return done();
    },
    write: sent,
    writeMany: async (requests) =>
      requests.every(takes)
        ? requestWrites(requests, ({ group, writes }) => {
            for (const { id, request } of writes) put(id, request, group);
            return ok(group);
          })
        : lacking(),
    stop: async (group) => void (await undo((one) => one.group === group)),
    undo: undoOne,
    undoRequest: (request) => takeBackRequest(request, undoOne),
    retry: nowhere,
    dismiss: async (id) => void drop((one) => one.id === id),
    flush: nowhere,
    async saveDraft({ key, text }) {
      drafts = withDraft(drafts, key, text, Date.now());
      changed();
    },
    async avoid(whom, mark) {
      avoided = withAvoided(avoided, whom, mark && { ...mark, at: Date.now() });
      changed();
      return done();
    },
    async remind(id, act, of) {
      reminders = reminded(reminders, id, act, of, Date.now());
      changed();
      return done();
    },
    async remindAll(ids, act) {
      reminders = remindedAll(reminders, ids, act, Date.now());
      changed();
      return done();
    },
    saveSettings: async (part) => {
      settings = { ...settings, ...part };
      changed();
      return done();
    },
    openTab: async () => onHh(),
    permitPages: async () => false,
    permitNotifications: async () => false,
    returnPages: nowhere,
    wipe: nowhere,
  });

  async function openStore(tell: (store: PageStore) => void): Promise<void> {
    watchers.add(tell);
    tell(shown());
  }

  /** What the panel shows about a person on hh's page of their resume. */
  function panelOf(id: NegotiationId): Panel {
    const { theme, placement, undoSeconds, waitHours } = settings;
    const look = { theme, placement, open: true, undoSeconds, waitHours };
    const one = find(id);
    if (!one) return { state: 'problem', look, problem: { name: 'negotiation-not-found' } };
    const history = known({ items: one.history, skipped: 0 });
    return {
      state: 'ready',
      look,
      verdict: verdictOf(history, known(one.negotiation)),
      candidate: one.negotiation.candidate,
      current: known(one.negotiation),
      history,
      others: [],
      news: { after: begin, until: begin },
      notes: known({ items: one.notes, skipped: 0 }),
      fetchedAt: freshAt,
      entries: entries.filter(({ request }) => negotiationsOf(request).includes(id)),
      reminders: reminders.filter(({ of }) => of.kind === 'response' && of.row.id === id),
      drafts,
      avoided: findAvoided(avoided, personOf(one.negotiation.candidate)) ?? null,
    };
  }

  return { worker, openStore, panelOf };
}

const wholeResume = ({ negotiation, more }: SamplePerson) => {
  const resume = valueOr(negotiation.resume, null);
  return resume && { ...resume, more };
};
