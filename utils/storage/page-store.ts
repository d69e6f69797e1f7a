import { type Account, accountKey, ownedBy, ownKeys, shownAs, shownKey } from '../domain/account.ts';
import type { Applicant, ApplicantNegotiations, OwnNote } from '../domain/applicant/applicant.ts';
import type { EventLog } from '../domain/applicant/events.ts';
import { type ApplicantNegotiation, newestFirst } from '../domain/applicant/negotiation.ts';
import type { AllAvoided, Avoided } from '../domain/avoided.ts';
import { type Counts, emptyListed, type Inbox, type Listed } from '../domain/inbox.ts';
import { type Negotiation, type Seen, seenKey, withSeen } from '../domain/negotiation.ts';
import { type AllReminders, nextDueAt, type Reminder } from '../domain/reminders.ts';
import type { Resume } from '../domain/resume.ts';
import type { Settings } from '../domain/settings.ts';
import { headWithoutAway, inboxWithoutAway } from '../domain/snoozed.ts';
import type { AllDrafts, Draft, Snippet } from '../domain/texts.ts';
import { type Elsewhere, type Entry, elsewhereOf, type OutboxEntry } from '../domain/write-request.ts';
import type { NegotiationId, ResumeId } from '../ids.ts';
import { watchTakenBack, withoutTakenBack } from '../messaging/messages.ts';
import type { Problem } from '../problem.ts';
import { draftsOf } from './drafts.ts';
import { readEarly } from './early.ts';
import type { Item } from './item.ts';
import {
  accountItem,
  applicantItem,
  avoidedItem,
  countsItem,
  draftsItem,
  listedItem,
  negotiationsItem,
  type OwnNotes,
  outboxItem,
  ownNotesItem,
  remindersItem,
  type SavedView,
  savedViewsItem,
  seenItem,
  settingsItem,
  snippetsItem,
  update,
} from './items.ts';

/*
 * What our own pages read from the store and watch, and the items that they write themselves. The databases are
 * loaded when first read, because no first paint needs them.
 */

/**
 * What popup and inbox page are drawn from. Of other accounts it only has the number of waiting writes. What is
 * snoozed is neither listed nor counted.
 */
export interface PageStore {
  account: Account;
  applicant: Applicant;
  inbox: Inbox;
  settings: Settings;
  /** Entries of the signed-in account, without those being undone. */
  entries: Entry[];
  drafts: Record<string, Draft>;
  /** Unsent writes of other accounts. */
  elsewhere: Elsewhere[];
  /** Reminders of the signed-in person, in both roles. */
  reminders: Reminder[];
  /** The people and employers whom the same person has marked to avoid. */
  avoided: Avoided[];
  /** Only the counts have been read so far; the rows follow. */
  rowsToCome: boolean;
}
type Whole = Omit<PageStore, 'entries' | 'drafts' | 'elsewhere' | 'reminders' | 'avoided'> & {
  outbox: OutboxEntry[];
  all: AllDrafts;
  putOff: AllReminders;
  marked: AllAvoided;
};

/** If hh no longer accepts the token, the lists stay as they were and say why they are not fresh. */
function afterToken<S extends Pick<Whole, 'account' | 'applicant' | 'inbox'>>(store: S): S {
  const { account, applicant, inbox } = store;
  const was = shownAs(account);
  if (account.state === 'signed-in' || was === account) return store;
  const why = <P extends { problem: Problem | null }>(half: P): P => ({
    ...half,
    problem: half.problem ?? account.problem,
  });
  const applies = was.state === 'signed-in' && was.applicantId;
  return { ...store, account: was, inbox: why(inbox), applicant: applies ? why(applicant) : applicant };
}

/** Writes and drafts of other accounts are not shown. */
function shown({ outbox, all, putOff, marked, ...whole }: Whole): PageStore {
  const now = Date.now();
  const store = afterToken(whole);
  const keys = ownKeys(store.account, store.applicant);
  const reminders = ownedBy(putOff, keys);
  return {
    ...store,
    inbox: inboxWithoutAway(store.inbox, reminders, now),
    applicant: headWithoutAway(store.applicant, reminders, now, store.settings.silentDays),
    reminders,
    avoided: ownedBy(marked, keys),
    entries: withoutTakenBack(outbox.filter((entry) => entry.account === accountKey(store.account))),
    elsewhere: elsewhereOf(outbox, accountKey(store.account)),
    drafts: draftsOf(all, accountKey(store.account)),
  };
}

const pause = (ms: number) => new Promise<undefined>((done) => setTimeout(done, ms));

/** How often an open page checks whether reminders are due, besides when they are, because clocks may be set; ms. */
const lookEvery = 60_000;

/** How long after the counts a short list may arrive to be painted with them, ms. */
const soon = 8;

/** After the next frame; a hidden page has none. */
const painted = () =>
  new Promise<void>((done) => {
    requestAnimationFrame(() => setTimeout(done));
    void pause(100).then(done);
  });

/**
 * Calls back with the store as it is and after each change; simultaneous changes come together. The rows, which may
 * be many, follow once they have been read.
 * @param afterPaint read the rows after the first paint, which does not need them
 */
export async function openStore(changed: (store: PageStore) => void, afterPaint = false): Promise<void> {
  let store: Whole | undefined;
  let announced = false;
  const missed: ((store: Whole) => Partial<Whole>)[] = [];
  const change = (part: (store: Whole) => Partial<Whole>) => {
    if (!store) return void missed.push(part);
    store = { ...store, ...part(store) };
    if (announced) return;
    announced = true;
    // Counts and rows are set together, but each listener is called in its own task.
    setTimeout(() => {
      announced = false;
      if (store) tell(shown(store));
    });
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (store: PageStore) => {
    changed(store);
    clearTimeout(timer);
    const now = Date.now();
    const next = nextDueAt(store.reminders, now);
    if (next !== null) timer = setTimeout(() => change(() => ({})), Math.min(lookEvery, next - now + 1));
  };
  const count = (counts: Counts) => change(({ inbox }) => ({ inbox: { ...inbox, ...counts } }));
  const list = (listed: Listed) =>
    change(({ inbox }) => ({ inbox: { ...inbox, ...listed }, rowsToCome: false }));

  // Watch before reading, so that no change in between is missed.
  accountItem.watch((account) => change(() => ({ account })));
  applicantItem.watch((applicant) => change(() => ({ applicant })));
  countsItem.watch(count);
  listedItem.watch(list);
  settingsItem.watch((settings) => change(() => ({ settings })));
  outboxItem.watch((turn) => change(({ outbox }) => ({ outbox: turn(outbox) })));
  watchTakenBack(() => change(() => ({})));
  draftsItem.watch((all) => change(() => ({ all })));
  remindersItem.watch((putOff) => change(() => ({ putOff })));
  avoidedItem.watch((marked) => change(() => ({ marked })));
  const early = globalThis.early ?? readEarly(false);
  globalThis.early = undefined;
  const asNow = async (part: Promise<Record<string, unknown>>) => ({ ...(await part), ...early.changed });
  const readRows = async () =>
    early.rows ? listedItem.unpack(await asNow(early.rows)).value : listedItem.getValue();
  const first = asNow(early.first);
  const rest = afterPaint ? first.then(painted).then(readRows) : readRows();
  const found = await outboxItem.complete(await first);
  const account = accountItem.unpack(found).value;
  const applicant = applicantItem.unpack(found).value;
  const counts = countsItem.unpack(found).value;
  const settings = settingsItem.unpack(found).value;
  const outbox = outboxItem.unpack(found).value;
  const all = draftsItem.unpack(found).value;
  const putOff = remindersItem.unpack(found).value;
  const marked = avoidedItem.unpack(found).value;
  const short = afterPaint ? undefined : await Promise.race([rest, pause(soon)]);
  const inbox = { ...counts, ...(short ?? emptyListed) };
  store = { account, applicant, inbox, settings, outbox, all, putOff, marked, rowsToCome: !short };
  for (const part of missed) store = { ...store, ...part(store) };
  tell(shown(store));
  const listed = await rest;
  if (store.rowsToCome) list(listed);
}

/** Calls back with the value now and after each change, until the returned function is called. */
function watchItem<T>(item: Item<T>, changed: (value: T) => void): () => void {
  const stop = item.watch(changed);
  void item.getValue().then(changed);
  return stop;
}

const ownKey = async () => shownKey(await accountItem.getValue());

/** Calls back when the worker has read this negotiation again; with null when it forgot it, because it has changed. */
export function watchNegotiation(id: NegotiationId, changed: (negotiation: Negotiation | null) => void) {
  let stood = false;
  return negotiationsItem.watch((all) => {
    void accountItem.getValue().then((account) => {
      const kept = all[`${shownKey(account)}:${id}`];
      if (kept) changed(kept.negotiation);
      else if (stood) changed(null);
      stood = kept !== undefined;
    });
  });
}

/** Negotiations that were opened in this browser session, as last read. */
export async function openedLately(): Promise<Negotiation[]> {
  const [account, all] = await Promise.all([accountItem.getValue(), negotiationsItem.getValue()]);
  const own = `${shownKey(account)}:`;
  return Object.entries(all).flatMap(([key, { negotiation }]) => (key.startsWith(own) ? [negotiation] : []));
}

export const watchSnippets = (changed: (snippets: Snippet[]) => void) => watchItem(snippetsItem, changed);
export const saveSnippet = (snippet: Snippet): Promise<unknown> =>
  update(snippetsItem, (all) => {
    const isOld = all.some(({ id }) => id === snippet.id);
    return isOld ? all.map((one) => (one.id === snippet.id ? snippet : one)) : [...all, snippet];
  });
export const deleteSnippet = (id: string): Promise<unknown> =>
  update(snippetsItem, (all) => all.filter((one) => one.id !== id));

/** Marks a negotiation as seen here; returns how it looked when it was last open. */
export async function look(id: NegotiationId, seen: Seen): Promise<Seen | undefined> {
  const key = seenKey(await ownKey(), id);
  const before = (await seenItem.getValue())[key];
  await update(seenItem, (all) => withSeen(all, key, seen));
  return before;
}

/** A resume that was opened here within the last day; null if none was. */
export async function keptResume(id: ResumeId): Promise<Resume | null> {
  const account = await ownKey();
  const { wholeResumes } = await import('./whole-resumes.ts');
  return wholeResumes.get(account, id).catch(() => null);
}

export const watchViews = (changed: (views: SavedView[]) => void) => watchItem(savedViewsItem, changed);

async function changeViews(name: string, address: string | null): Promise<void> {
  const account = await ownKey();
  await update(savedViewsItem, (views) => [
    ...views.filter((view) => view.name !== name || view.account !== account),
    ...(address === null ? [] : [{ name, address, account }]),
  ]);
}
export const saveView = (name: string, address: string) => changeViews(name, address);
export const deleteView = (name: string) => changeViews(name, null);

/** Notes as stored, kept up to date by the watch, and changes to them that are not stored yet. */
let notes: Record<string, OwnNotes> = {};
const unwritten = new Set<(all: typeof notes) => typeof notes>();

/** A page that closes does not live until it is granted the lock, so it writes at once, without it. */
let isClosing = false;
const writeAtOnce = () =>
  void ownNotesItem.setValue([...unwritten].reduce((all, change) => change(all), notes));
function close(): void {
  isClosing = true;
  if (unwritten.size > 0) writeAtOnce();
}
/** The page is shown again, from the back/forward cache. */
function reopen(): void {
  isClosing = false;
  unwritten.clear();
}

/** The own notes of one applicant. */
export function watchNotes(owner: string, changed: (notes: OwnNotes) => void): () => void {
  // Before the listeners of the forms, which save when the page closes.
  addEventListener('pagehide', close, { capture: true });
  addEventListener('pageshow', reopen);
  return watchItem(ownNotesItem, (all) => {
    notes = all;
    changed(all[owner] ?? {});
  });
}

/** Replaces a note; an empty one is removed. */
export function withNote(
  all: Record<string, OwnNotes>,
  owner: string,
  id: NegotiationId,
  note: OwnNote,
): Record<string, OwnNotes> {
  const { [id]: _, ...others } = all[owner] ?? {};
  const isEmpty = !note.text.trim() && !note.next?.text.trim() && !note.next?.on;
  return { ...all, [owner]: isEmpty ? others : { ...others, [id]: note } };
}

export function saveNote(owner: string, id: NegotiationId, note: OwnNote): void {
  const change = (all: typeof notes) => withNote(all, owner, id, note);
  unwritten.add(change);
  if (isClosing) writeAtOnce();
  else void update(ownNotesItem, change).finally(() => unwritten.delete(change));
}

/*
 * For our own pages: what the database holds, now and whenever the head changes, until the returned function is
 * called. Readings run one after another, so that none overtakes another.
 */

function watchHead(read: (owner: string | null, revision: number) => Promise<void>): () => void {
  let last = Promise.resolve();
  let known: string | null = null;
  let stopped = false;
  const look = ({ owner, revision }: { owner: string | null; revision: number }) => {
    last = last.then(async () => {
      const next = `${revision} ${owner}`;
      if (stopped || next === known) return;
      known = next;
      // If the database cannot be opened now, the next change tries again.
      await read(owner, revision).catch(() => {
        known = null;
      });
    });
  };
  const stop = applicantItem.watch(look);
  void applicantItem.getValue().then(look);
  return () => {
    stopped = true;
    stop();
  };
}

/** All negotiations of the head's owner; after the first time only changes are read. */
export function watchApplicantNegotiations(
  changed: (negotiations: ApplicantNegotiations) => void,
): () => void {
  let held: { owner: string; revision: number; negotiations: Map<string, ApplicantNegotiation> } | null =
    null;
  return watchHead(async (owner) => {
    if (owner === null) {
      held = null;
      return changed({ owner, negotiations: [] });
    }
    const { applicantDb } = await import('./applicant-db.ts');
    const { revision, negotiations, whole } = await applicantDb.since(
      owner,
      held?.owner === owner ? held.revision : 0,
    );
    const before: Iterable<[string, ApplicantNegotiation]> = !whole && held ? held.negotiations : [];
    held = { owner, revision, negotiations: new Map(before) };
    for (const negotiation of negotiations) held.negotiations.set(negotiation.id, negotiation);
    changed({ owner, negotiations: [...held.negotiations.values()].sort(newestFirst) });
  });
}

/** Everything that is known to have happened to one person's negotiations. */
export const watchEvents = (owner: string, changed: (log: EventLog) => void): (() => void) =>
  watchHead(async () => changed(await (await import('./applicant-db.ts')).applicantDb.log(owner)));
