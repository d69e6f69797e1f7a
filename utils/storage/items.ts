import { browser } from 'wxt/browser';
import { type Account, accountKey, isAccount } from '../domain/account.ts';
import { emptyApplicant, isOwnNote, readApplicant } from '../domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../domain/applicant/negotiation.ts';
import { isAvoided } from '../domain/avoided.ts';
import { dayOf, dueOf } from '../domain/due.ts';
import {
  emptyCounts,
  emptyListed,
  type Inbox,
  isPollState,
  type PollState,
  readCounts,
  readListed,
} from '../domain/inbox.ts';
import {
  isInvitation,
  isKnownNegotiation,
  isMillis,
  isNote,
  isSeen,
  isVacancyHistory,
  isWays,
} from '../domain/negotiation.ts';
import { readNotified } from '../domain/notifications.ts';
import { isNews, isPanelAddress } from '../domain/panel.ts';
import { isReminder } from '../domain/reminders.ts';
import { readSettings } from '../domain/settings.ts';
import { isDraft, isSnippet, unowned } from '../domain/texts.ts';
import { isOutboxEntry } from '../domain/write-request.ts';
import {
  eachOf,
  fieldsOf,
  type Guarded,
  isFlag,
  isId,
  isListOf,
  isNumber,
  isOneOf,
  isRecord,
  isRecordOf,
  isShape,
  isText,
  numberOrNull,
  orNull,
  type Read,
  recordOf,
  recordsOf,
  textOrNull,
  whole,
} from '../guards.ts';
import type { EntryId, NegotiationId } from '../ids.ts';
import { isFact, isKnownList, isList } from '../known.ts';
import { defineItem, defineList, type Item } from './item.ts';

/*
 * Every stored item, in one place. Storage is the truth, memory a copy. A change of shape raises `version` and adds a
 * migration from the old shape.
 */

export const accountItem = defineItem('local', 'account', {
  version: 1,
  read: whole<Account>(isAccount, { state: 'signed-out', problem: null }),
});

export const settingsItem = defineItem('local', 'settings', {
  version: 2,
  // Until then, the panel was open for everybody who had not closed it.
  migrations: {
    2: (before) => ({ ...Object(before), panelOpen: Object(before).panelOpen === false ? false : null }),
  },
  read: readSettings,
});

/*
 * The inbox in two items: the counts, which everything starts with, and the rows, which may be half a megabyte.
 * Before these versions, a zero, an id or the year 1970 could stand for what had not been read. Such values are
 * dropped, and the next poll, a minute later, reads them again.
 */
export const countsItem = defineItem('local', 'counts', {
  version: 2,
  asText: true,
  migrations: { 2: () => emptyCounts },
  read: readCounts,
});
export const listedItem = defineItem('local', 'inbox', {
  version: 3,
  asText: true,
  migrations: { 3: () => emptyListed },
  read: readListed,
});

/** Both as one value, set at once, so that neither is ahead of the other; the rows only if they changed. */
export const inboxItem: Omit<Item<Inbox>, 'area' | 'watch' | 'pack' | 'unpack' | 'examine'> = {
  key: 'inbox',
  async getValue() {
    const [counts, listed] = await Promise.all([countsItem.getValue(), listedItem.getValue()]);
    return { ...counts, ...listed };
  },
  async setValue({ rows, readAt, chats, chatsSkipped, ...counts }, before) {
    const same =
      before?.rows === rows &&
      before.readAt === readAt &&
      before.chats === chats &&
      before.chatsSkipped === chatsSkipped;
    await browser.storage.local.set({
      ...countsItem.pack(counts),
      ...(!same && listedItem.pack({ rows, readAt, chats, chatsSkipped })),
    });
  },
  removeValue: () => browser.storage.local.remove([countsItem.key, listedItem.key]),
};

/** As release 0.1 wrote it: 0 stood for a time that hh did not say. */
export type OldNegotiation = Omit<ApplicantNegotiation, 'awaits'>;

export const asNow = (negotiation: OldNegotiation): ApplicantNegotiation => ({
  ...negotiation,
  awaits: null,
  createdAt: negotiation.createdAt || null,
  updatedAt: negotiation.updatedAt || null,
});

export const applicantItem = defineItem('local', 'applicant', {
  version: 2,
  read: readApplicant,
  migrations: {
    // What is held counts as incomplete until all pages have been read again.
    2: (before) => {
      const { counts, front, setAside, ...head } = Object(before);
      return {
        ...emptyApplicant,
        ...head,
        skipped: setAside ?? emptyApplicant.skipped,
        counts: { ...emptyApplicant.counts, ...counts },
        front: (front ?? []).map(asNow),
      };
    },
  },
});

const isAsked = isShape({ at: isMillis, wait: isMillis });
const never = { at: 0, wait: 0 };

/** Reading a whole list page by page, a few pages at each poll. */
const isPaginatedSync = isShape({
  way: orNull(isOneOf('api', 'pages')),
  /** Next page after the first; null when done. */
  next: numberOrNull,
  seen: isListOf(isId<NegotiationId>),
  /** How many hh counted at the start. */
  total: numberOrNull,
  /** Negotiations that could not be read, by page. */
  skipped: isListOf(isNumber),
  at: isMillis,
  /** Every page has been read once. */
  whole: isFlag,
});
export type PaginatedSync = Guarded<typeof isPaginatedSync>;
export const notSynced: PaginatedSync = {
  way: null,
  next: null,
  seen: [],
  total: null,
  skipped: [],
  at: 0,
  whole: false,
};

/** The progress of reading an applicant's lists. */
const readApplicantPoll = fieldsOf({
  /** When each way was last used, and how long it rests after that; both in ms. */
  api: whole(isAsked, never),
  pages: whole(isAsked, never),
  /** Of the session on hh's pages: an empty list tells nothing else about its owner. */
  hhid: whole(textOrNull, null),
  sync: whole(isPaginatedSync, notSynced),
});
export type ApplicantPoll = Read<typeof readApplicantPoll>;
export const applicantPollItem = defineItem('local', 'applicantPoll', {
  version: 2,
  migrations: {
    // Fields were renamed.
    2: (before) => {
      const { sweep, ...rest } = Object(before);
      return { ...rest, sync: { ...notSynced, ...sweep, skipped: sweep?.setAside ?? notSynced.skipped } };
    },
  },
  read: readApplicantPoll,
});

/** Writes that wait, are in flight, failed, or were just sent. */
export const outboxItem = defineList('local', 'outbox', {
  // Up to version 3, all entries were one value.
  version: 4,
  migrations: { 2: entryFromVersion1, 3: entryFromVersion2 },
  is: isOutboxEntry,
});

/** Entries that were sent and have left the outbox, newest last: a view that submits one again learns that it was sent. */
export const sentIdsItem = defineItem('session', 'sentIds', {
  version: 1,
  read: eachOf(isId<EntryId>),
});

/** Unsent texts; changed only by `drafts.ts`, which enforces their limits. */
export const draftsItem = defineItem('local', 'drafts', {
  version: 2,
  // Before, drafts had no owner.
  migrations: { 2: (before) => ({ [unowned]: before }) },
  read: recordsOf(recordOf(isDraft)),
});

const noPoll: PollState = { pages: [], nextPage: null, sweptAt: 0, failures: 0 };
export const pollItem = defineItem('local', 'poll', {
  version: 2,
  asText: true,
  migrations: { 2: () => noPoll },
  read: whole(isPollState, noPoll),
});

/** What is known about a resume beside its current negotiation. */
const isKnownResume = isShape({
  at: isMillis,
  /** The current negotiation, whether or not it could be read; null: there is none, or it is unknown which. */
  presentId: orNull(isId<NegotiationId>),
  /** The same once it was read; null: there is none. */
  currentId: isFact(orNull(isId<NegotiationId>)),
  history: isKnownList(isVacancyHistory),
  /** The same person's responses with other resumes, as far as they wait in the inbox. */
  others: isListOf(isVacancyHistory),
  news: isNews,
  /** null: without a negotiation it is unknown whose they would be. */
  notes: orNull(isKnownList(isNote)),
});
export type KnownResume = Guarded<typeof isKnownResume>;

/** A look at a resume: when it was last read in this look, and the time in which the news happened. */
const isLook = isShape({ at: isMillis, after: isMillis, until: isMillis });
export type Look = Guarded<typeof isLook>;
/** Looks by account and resume, the latest last. */
export const looksItem = defineItem('local', 'looks', { version: 1, read: recordOf(isLook) });

/** Where a resume can be invited, as last read. */
const isKnownInvitations = isShape({
  at: isMillis,
  invitations: isList(isInvitation),
  /** By vacancy id and then as in `KnownNegotiation`. */
  ways: isRecordOf(isWays),
});
export type KnownInvitations = Guarded<typeof isKnownInvitations>;

// Caches of this browser session, keyed by account, so that no account is ever shown another's data. A broken entry
// is read from hh again. Entries of an older version did not distinguish "none" from "not read", and are read again
// too.
const dropped = () => ({});
export const negotiationsItem = defineItem('session', 'negotiations', {
  version: 2,
  asText: true,
  migrations: { 2: dropped },
  read: recordOf(isKnownNegotiation),
});
export const resumesItem = defineItem('session', 'resumes', {
  version: 2,
  asText: true,
  migrations: { 2: dropped },
  read: recordOf(isKnownResume),
});
export const invitationsItem = defineItem('session', 'invitations', {
  version: 1,
  asText: true,
  read: recordOf(isKnownInvitations),
});
/** Tabs with a panel, and what each may be told about. */
export const tabsItem = defineItem('session', 'tabs', { version: 1, read: recordOf(isPanelAddress) });

/** Reminders; changed only by `own.ts` and `follow-ups.ts`, which keep to their limit. */
export const remindersItem = defineItem('local', 'reminders', {
  version: 2,
  migrations: {
    // Until then, every reminder was set by hand.
    2: (before) =>
      mapValues(before, (mine) =>
        [mine].flat().map((one) => {
          const { was, ...rest } = Object(one);
          const put = { why: null, away: true };
          return { ...rest, ...put, was: was && { ...was, ...put } };
        }),
      ),
  },
  read: recordsOf(eachOf(isReminder)),
});

/** Changes each value of a stored record; broken ones are left to the reader. */
const mapValues = (record: unknown, change: (value: unknown) => unknown): unknown =>
  isRecord(record)
    ? Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
    : record;
function onDay(next: unknown): unknown {
  if (!isRecord(next)) return next;
  return { ...next, on: isNumber(next.on) ? dayOf(dueOf(new Date(next.on))) : null };
}

/** People and employers marked to avoid; a mark outlives a sign-out, until it is removed. */
export const avoidedItem = defineItem('local', 'avoided', { version: 1, read: recordsOf(eachOf(isAvoided)) });

/** What notifications have told, while they are on. */
export const notifiedItem = defineItem('local', 'told', { version: 1, read: readNotified });

/** A view of the inbox saved under a name: the address of its list. */
const isSavedView = isShape({
  name: isText,
  address: isText,
  /** `accountKey` of the account that saved it: its vacancy means nothing to another. */
  account: isText,
});
export type SavedView = Guarded<typeof isSavedView>;
export const savedViewsItem = defineItem('local', 'views', { version: 1, read: eachOf(isSavedView) });

/** The person's own texts, whatever the account. */
export const snippetsItem = defineItem('local', 'snippets', { version: 1, read: eachOf(isSnippet) });

/** How negotiations looked when they were last open here. */
export const seenItem = defineItem('local', 'seen', { version: 1, read: recordOf(isSeen) });

/** One person's notes, by negotiation. */
const readOwnNotes = recordOf(isOwnNote);
export type OwnNotes = Read<typeof readOwnNotes>;

/** By owner (hh's user id). The notes never leave this browser, and outlive a sign-out. */
export const ownNotesItem = defineItem('local', 'ownNotes', {
  version: 2,
  migrations: {
    // A day used to be the moment at which it began in the person's time zone.
    2: (before) =>
      mapValues(before, (mine) =>
        mapValues(mine, (one) => (isRecord(one) ? { ...one, next: onDay(one.next) } : one)),
      ),
  },
  read: recordsOf(readOwnNotes),
});

/** By stored item: when it was found broken, and how much of it was lost. The person is told. */
const readLosses = recordOf(isShape({ at: isMillis, lost: isNumber }));
export type Losses = Read<typeof readLosses>;
export const lossesItem = defineItem('local', 'losses', { version: 1, read: readLosses });

/**
 * Where the browser allows it, no content script can open our storage, not even our own: neither our data nor the
 * application's secret in a company's policy. So far only Chrome does; an area that cannot be closed stays as it is.
 */
export async function closeToContentScripts(): Promise<void> {
  const { local, session, managed } = browser.storage;
  await Promise.all(
    [local, session, managed].map(async (area: ClosableArea) => {
      await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(() => {});
    }),
  );
}
interface ClosableArea {
  setAccessLevel?: (options: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
}

/** Changes who is signed in, and all that goes with it, in one step: nothing is stored for an account meanwhile. */
export const changeAccount = <T>(change: () => Promise<T>): Promise<T> =>
  navigator.locks.request('account', change);

/**
 * Stores hh's answer to one account, unless another one is in use by now.
 * @returns what `store` returns; null if nothing was stored
 */
export const storeFor = <T>(account: string, store: () => Promise<T>): Promise<T | null> =>
  navigator.locks.request('account', async () =>
    accountKey(await accountItem.getValue()) === account ? store() : null,
  );

/**
 * Changes one item without losing concurrent changes: reads and writes under the item's own Web Lock.
 * @returns the value written
 * @throws the browser's error (such as QuotaExceeded) if the disk or the quota is full
 */
export async function update<T>(
  item: Pick<Item<T>, 'key' | 'getValue' | 'setValue'>,
  change: (value: T) => T | Promise<T>,
): Promise<T> {
  return navigator.locks.request(`item:${item.key}`, async () => {
    const before = await item.getValue();
    const after = await change(before);
    if (after !== before) await item.setValue(after, before);
    return after;
  });
}

/** The entries of a record that stay; the same record if all do, so that `update` writes nothing. */
export function keeping<T>(
  all: Record<string, T>,
  stays: (key: string, one: T) => boolean,
): Record<string, T> {
  const kept = Object.entries(all).filter(([key, one]) => stays(key, one));
  return kept.length === Object.keys(all).length ? all : Object.fromEntries(kept);
}

/** Removes an item, after any change in flight, which would bring the item back. */
export const erase = (item: Pick<Item<unknown>, 'key' | 'removeValue'>): Promise<void> =>
  navigator.locks.request(`item:${item.key}`, () => item.removeValue());

/**
 * An entry of release 0.1 in the shape of version 2. That release was sometimes surer than it could be; nothing of
 * that is believed where it would send something again:
 * - it listed no letters of ours before a try, and counted notes and messages instead of naming them;
 * - it took a refused look-up, or a refused second try with the same key, for a refusal of the write;
 * - it took a write for not arrived after a single look-up, while hh might still be working on it.
 */
function entryFromVersion1(one: unknown): unknown {
  const { gestureAt, ...entry } = Object(one);
  const { progress, attempts, plan } = entry;
  const wasTried = attempts > 0 && progress?.at !== 'sent';
  return {
    ...entry,
    wantedAt: gestureAt,
    stampedAt: gestureAt,
    checks: 0,
    // Whether it arrived is looked up, by the full rule.
    progress: wasTried ? doubted(progress) : progress,
    // hh said "not now", or said so to the browser's repetition of a successful try.
    ...(progress?.at === 'waiting' &&
      progress.problem &&
      progress.problem.name !== 'offline' && { tried: true }),
    // Only after a 2xx, or if the outcome of the last of two tries is unknown: it is never sent again, and never "not
    // sent".
    ...(plan?.kind === 'bulk' && attempts > 1 && !entry.refused && { accepted: true }),
    plan: planFromVersion1(plan, wasTried),
  };
}

function doubted(progress: unknown): unknown {
  const { at, until, refused: _, ...others } = Object(progress);
  if (at === 'waiting') return { at: 'uncertain', since: until, nextCheck: until };
  return at === 'failed' ? { at, ...others } : progress;
}

function planFromVersion1(plan: unknown, wasTried: boolean): unknown {
  const { same, ...others } = Object(plan);
  // If it was never tried, its letters are listed before the first try.
  if (others.kind === 'action') return wasTried ? { ...others, letters: null } : plan;
  if (others.kind === 'apply') return { ...others, none: typeof same === 'number' ? true : null };
  return plan;
}

/**
 * Before version 3, the write request was called `wish` and the prepared write `plan`. A write to which hh had
 * answered "not now" waited as if it were certainly not at hh, marked as `tried`; now it is looked up first.
 */
function entryFromVersion2(one: unknown): unknown {
  const { wish, plan, tried, ...entry } = Object(one);
  const { at, until } = Object(entry.progress);
  const doubt = tried && at === 'waiting';
  return {
    ...entry,
    request: wish,
    prepared: plan,
    ...(doubt && {
      progress: { at: 'uncertain', since: until, nextCheck: until },
      attempts: Math.max(1, entry.attempts),
    }),
  };
}
