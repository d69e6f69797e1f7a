import { type Account, accountKey, shownAs } from '../domain/account.ts';
import type { OwnNote } from '../domain/applicant/applicant.ts';
import { type Event, isEvent, withLog } from '../domain/applicant/events.ts';
import { type AllAvoided, type Avoided, avoidedLimits, findAvoided } from '../domain/avoided.ts';
import { type AllReminders, type Reminder, reminderId, reminderLimits } from '../domain/reminders.ts';
import { defaultSettings, type Settings } from '../domain/settings.ts';
import { type AllDrafts, type Drafts, type Snippet, unowned } from '../domain/texts.ts';
import { eachOf, isNumber, isRecord, recordsOf } from '../guards.ts';
import { browserProblem, type Problem } from '../problem.ts';
import { type AllLogs, applicantDb } from '../storage/applicant-db.ts';
import { boundedDrafts } from '../storage/drafts.ts';
import { defineItem, type Item } from '../storage/item.ts';
import {
  accountItem,
  applicantItem,
  avoidedItem,
  draftsItem,
  type OwnNotes,
  ownNotesItem,
  remindersItem,
  type SavedView,
  savedViewsItem,
  settingsItem,
  snippetsItem,
  update,
} from '../storage/items.ts';
import { messages } from './messages.ts';

/*
 * Everything that is only in this browser, as a file that a person can read, and back. Restoring adds to what is here
 * and removes nothing; restoring the same file again changes nothing.
 */

/** Version of the file as a whole; each item in it has the version of its own shape. */
const version = 1;
/** Everything that people write in years is a few MB; a larger file is something else. */
const mostBytes = 20_000_000;

type PartName = 'notes' | 'reminders' | 'avoided' | 'log' | 'drafts' | 'views' | 'snippets';

/** One kind of data: how to count it, to tell whose it is, and to merge it. */
interface Kind<T> {
  name: PartName;
  item: Pick<Item<T>, 'key' | 'getValue' | 'setValue' | 'pack' | 'unpack'>;
  /** Only the data of these owners; data without an owner stays. */
  of: (value: T, isMine: (owner: string) => boolean) => T;
  count: (value: T) => number;
  merge: (here: T, given: T) => T;
}

const entriesOf = <T>(record: Record<string, T>) => Object.entries(record);
const ofOwners = <T>(value: Record<string, T>, isMine: (owner: string) => boolean): Record<string, T> =>
  Object.fromEntries(entriesOf(value).filter(([owner]) => isMine(owner)));
const countAll = (value: Record<string, object>): number =>
  Object.values(value).reduce((sum, each) => sum + Object.keys(each).length, 0);
/** Merges by owner and then by key; `both` merges two values of the same key. */
const mergeAll =
  <T>(both: (here: T, given: T) => T) =>
  (here: Record<string, Record<string, T>>, given: Record<string, Record<string, T>>) => {
    const merged = { ...here };
    for (const [owner, values] of entriesOf(given)) {
      const mine = { ...merged[owner] };
      for (const [key, value] of entriesOf(values)) {
        const before = mine[key];
        mine[key] = before === undefined ? value : both(before, value);
      }
      merged[owner] = mine;
    }
    return merged;
  };

/** Both texts, the one that is here first; if one contains the other, it is enough. */
function bothTexts(here: string, given: string): string {
  if (here.includes(given)) return here;
  return given.includes(here) ? given : `${here}\n\n${given}`;
}

/** The name, or if it is taken, the next free one: «Бухгалтеры (2)». */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name} (${number})`;
  return free;
}

/**
 * Keeps what is here as it is, and adds only what is new, as far as there is room.
 * @param isOver whether an entry takes no room
 */
const mergeOwn =
  <T>(
    most: number,
    isHere: (mine: readonly T[], given: T) => boolean,
    isOver: (given: T) => boolean = () => false,
  ) =>
  (here: Record<string, T[]>, given: Record<string, T[]>) => {
    const merged = { ...here };
    for (const [owner, all] of entriesOf(given)) {
      const mine = merged[owner] ?? [];
      const fresh = all.filter((one) => !isHere(mine, one));
      const room = Math.max(0, most - mine.filter((one) => !isOver(one)).length);
      const standing = fresh.filter((one) => !isOver(one)).slice(0, room);
      merged[owner] = [...mine, ...standing, ...fresh.filter(isOver)];
    }
    return merged;
  };

/** The steps of a backup for one kind of data. */
const part = <T>({ name, item, of, count, merge }: Kind<T>) => ({
  pack: async () => item.pack(await item.getValue()),

  async look(items: Record<string, unknown>, isMine: (owner: string) => boolean) {
    const { value, lost } = item.unpack(items);
    const here = await item.getValue();
    const own = of(value, isMine);
    const fresh = count(merge(here, own)) - count(here);
    return { lost, part: { name, count: count(own), fresh, others: count(value) - count(own) } };
  },

  add: (items: Record<string, unknown>, isMine: (owner: string) => boolean) =>
    update(item, (here) => merge(here, of(item.unpack(items).value, isMine))),
});

const byOwner = { of: ofOwners, count: countAll };

const parts = [
  part<Record<string, OwnNotes>>({
    ...byOwner,
    name: 'notes',
    item: ownNotesItem,
    merge: mergeAll<OwnNote>((here, given) => ({
      text: bothTexts(here.text, given.text),
      next: here.next ?? given.next,
    })),
  }),

  // A person who is already snoozed here stays so until the time set here. A reminder that was found automatically
  // and dismissed stays dismissed, and is not counted as restored.
  part<AllReminders>({
    name: 'reminders',
    item: remindersItem,
    of: ofOwners,
    count: (all) => Object.values(all).flatMap((each) => each.filter(({ done }) => !done)).length,
    merge: mergeOwn<Reminder>(
      reminderLimits.count,
      (mine, one) => (one.done && !one.why) || mine.some((other) => reminderId(other) === reminderId(one)),
      ({ done }) => done,
    ),
  }),

  // A mark that is already here keeps the reason given here.
  part<AllAvoided>({
    ...byOwner,
    name: 'avoided',
    item: avoidedItem,
    merge: mergeOwn<Avoided>(avoidedLimits.count, (mine, one) => findAvoided(mine, one) !== undefined),
  }),

  // The log of an applicant's applications is in a database, but in the file it looks like any stored item.
  part<AllLogs>({
    name: 'log',
    item: {
      ...defineItem<AllLogs>('local', 'log', { version: 1, read: recordsOf(recordsOf(eachOf(isEvent))) }),
      getValue: applicantDb.logs,
      setValue: applicantDb.addLogs,
    },
    of: ofOwners,
    count: (all) =>
      Object.values(all)
        .flatMap((each) => Object.values(each))
        .reduce((sum, { length }) => sum + length, 0),
    merge: mergeAll<Event[]>(withLog),
  }),

  part<AllDrafts>({
    ...byOwner,
    name: 'drafts',
    item: draftsItem,
    merge: (here, given) =>
      boundedDrafts(
        mergeAll<Drafts[string]>((one, other) => ({ text: bothTexts(one.text, other.text), at: one.at }))(
          here,
          given,
        ),
      ),
  }),

  part<SavedView[]>({
    name: 'views',
    item: savedViewsItem,
    of: (all, isMine) => all.filter(({ account }) => isMine(account)),
    count: (all) => all.length,
    merge(here, given) {
      const merged = [...here];
      for (const view of given) {
        const mine = merged.filter(({ account }) => account === view.account);
        if (mine.some(({ address }) => address === view.address)) continue;
        merged.push({ ...view, name: freeName(view.name, new Set(mine.map(({ name }) => name))) });
      }
      return merged;
    },
  }),

  part<Snippet[]>({
    name: 'snippets',
    item: snippetsItem,
    of: (all) => all,
    count: (all) => all.length,
    merge(here, given) {
      const merged = [...here];
      for (const snippet of given) {
        if (merged.some(({ text }) => text === snippet.text)) continue;
        const name = freeName(snippet.name, new Set(merged.map(({ name }) => name)));
        const id = merged.some(({ id }) => id === snippet.id) ? crypto.randomUUID() : snippet.id;
        merged.push({ ...snippet, id, name });
      }
      return merged;
    },
  }),
];

/** The given fields, where ours still have their first value. */
function untouched<S extends object>(here: S, given: S, first: S): Partial<S> {
  const taken: Partial<S> = {};
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  for (const name in first)
    if (isSame(here[name], first[name]) && !isSame(given[name], first[name])) taken[name] = given[name];
  return taken;
}
/** Each consent needs a click of its own, and the site is the one that the person is on. */
function settingsToTake(here: Settings, given: Settings): Partial<Settings> {
  const {
    readPages: _,
    fetchPages: __,
    site: ___,
    notify: ____,
    ...taken
  } = untouched(here, given, defaultSettings);
  return taken;
}

/** Everything as it is stored, each item with the version of its shape. */
async function packedItems(): Promise<Record<string, unknown>> {
  const settings = settingsItem.pack(await settingsItem.getValue());
  return Object.assign(settings, ...(await Promise.all(parts.map(({ pack }) => pack()))));
}

/** Everything that is only here, as readable JSON. */
export async function makeBackup(): Promise<Blob> {
  const savedAt = new Date().toISOString();
  const backup = { format: 'otklik-backup', version, savedAt, items: await packedItems() };
  return new Blob([`${JSON.stringify(backup, null, 1)}\n`], { type: 'application/json' });
}

/** Why a file is not accepted. */
export type BackupFault = 'too-big' | 'broken' | 'other' | 'newer';

/** What a file holds, before anything is changed. */
export interface BackupContents {
  savedAt: string | null;
  /** Per part: how much it holds, how much of that is new here, and how much belongs to accounts unknown here. */
  parts: { name: PartName; count: number; fresh: number; others: number }[];
  /** Settings that would change. */
  settings: number;
  /** Entries that could not be read. */
  lost: number;
}
type OpenedBackup = { ok: true; contents: BackupContents } | { ok: false; fault: BackupFault };

type Read =
  | { ok: true; savedAt: string | null; items: Record<string, unknown> }
  | { ok: false; fault: BackupFault };

async function readFile(file: Blob): Promise<Read> {
  if (file.size > mostBytes) return { ok: false, fault: 'too-big' };
  let read: unknown;
  try {
    read = JSON.parse(await file.text());
  } catch {
    return { ok: false, fault: 'broken' };
  }
  if (!isRecord(read) || read.format !== 'otklik-backup' || !isRecord(read.items) || !isNumber(read.version))
    return { ok: false, fault: 'other' };
  const { items } = read;
  const versionOf = (item: unknown) => (isRecord(item) && isNumber(item.v) ? item.v : 0);
  const isNewer = Object.entries(await packedItems()).some(
    ([key, ours]) => versionOf(items[key]) > versionOf(ours),
  );
  if (read.version > version || isNewer) return { ok: false, fault: 'newer' };
  return { ok: true, savedAt: typeof read.savedAt === 'string' ? read.savedAt : null, items };
}

/** Tells whether an owner is here: as a work account of the signed-in person, or as the applicant whose list was read. */
async function whose(): Promise<(owner: string) => boolean> {
  const [account, { owner: applicant }] = await Promise.all([
    accountItem.getValue(),
    applicantItem.getValue(),
  ]);
  const mine = new Set([unowned, ...ownKeys(shownAs(account)), ...(applicant ? [applicant] : [])]);
  return (owner) => mine.has(owner) || mine.has(owner.split('/').at(2) ?? '');
}
const ownKeys = (account: Account): string[] =>
  account.state === 'signed-in'
    ? [
        accountKey(account),
        ...(account.applicantId ? [account.applicantId] : []),
        ...account.accounts.map(({ id }) => id),
      ]
    : [];

const everybody = () => true;

/** Looks into a file without changing anything. */
export async function openBackup(file: Blob): Promise<OpenedBackup> {
  const read = await readFile(file);
  if (!read.ok) return read;
  const isMine = await whose();
  const looked = await Promise.all(parts.map(({ look }) => look(read.items, isMine)));
  const given = settingsItem.unpack(read.items);
  const taken = settingsToTake(await settingsItem.getValue(), given.value);
  return {
    ok: true,
    contents: {
      savedAt: read.savedAt,
      parts: looked.map(({ part }) => part),
      settings: Object.keys(taken).length,
      lost: looked.reduce((sum, { lost }) => sum + lost, given.lost),
    },
  };
}

/**
 * Adds what the file holds to what is here.
 * @param all also what belongs to accounts that are unknown here
 * @returns why it stopped; what was added until then stays, and the same file adds the rest another time
 */
export async function restoreBackup(file: Blob, all: boolean): Promise<Problem | null> {
  const read = await readFile(file);
  if (!read.ok) return { name: 'unknown', detail: read.fault };
  const isMine = all ? everybody : await whose();
  try {
    for (const { add } of parts) await add(read.items, isMine);
  } catch (error) {
    return browserProblem(error);
  }
  const taken = settingsToTake(await settingsItem.getValue(), settingsItem.unpack(read.items).value);
  if (Object.keys(taken).length === 0) return null;
  const answer = await messages.saveSettings(taken);
  return answer.ok ? null : answer.problem;
}
