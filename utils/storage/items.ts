import { browser } from 'wxt/browser';
import { emptyApplicant, isOwnNote, readApplicant } from '../domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../domain/applicant/negotiation.ts';
import { isAvoided } from '../domain/avoided.ts';
import { dayOf, dueOf } from '../domain/due.ts';
import {
  type Account,
  accountKey,
  emptyCounts,
  emptyListed,
  type Inbox,
  isAccount,
  readCounts,
  readListed,
  readSettings,
} from '../domain/inbox.ts';
import {
  isInvitation,
  isKnownNegotiation,
  isMillis,
  isNote,
  isVacancyHistory,
  isWays,
} from '../domain/negotiation.ts';
import { readTold } from '../domain/notifications.ts';
import { isNews, isPanelAddress } from '../domain/panel.ts';
import { isReminder } from '../domain/reminders.ts';
import { isSeen } from '../domain/seen.ts';
import { isSnippet } from '../domain/snippets.ts';
import { isPollState, type PollState } from '../domain/vacancy-pages.ts';
import { isDraft, isOutboxEntry, unowned } from '../domain/write-request.ts';
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
 * Every stored item, in one place. Storage is the truth, memory a copy. A change of shape raises `version`
 * and adds a migration from the old shape.
 */

export const accountItem = defineItem('local', 'account', {
  version: 1,
  read: whole<Account>(isAccount, { state: 'signed-out', problem: null }),
});

export const settingsItem = defineItem('local', 'settings', {
  version: 2,
  // It was open for everybody who had not closed it.
  migrations: {
    2: (before) => ({ ...Object(before), panelOpen: Object(before).panelOpen === false ? false : null }),
  },
  read: readSettings,
});

/*
 * The inbox in two items: the counts, with which all begin, and what may be half a megabyte of rows. Before these
 * versions a nought, an id or the year 1970 could stand for what had not been read: such values are dropped, and
 * the next poll, a minute later, reads them again.
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

/** Both as one value: set at once, so that neither is ahead of the other; the rows only when they changed. */
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

/** As release 0.1 wrote it: a time that hh did not say was 0. */
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
    // What is held is a part until the next reading of all pages has ended.
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

/** Page by page through a whole list, a few at each poll. */
const isPaginatedSync = isShape({
  way: orNull(isOneOf('api', 'pages')),
  /** Next page after the first; null when it is done. */
  next: numberOrNull,
  seen: isListOf(isId<NegotiationId>),
  /** How many hh counted when it began. */
  total: numberOrNull,
  /** Negotiations that could not be read, by page. */
  skipped: isListOf(isNumber),
  at: isMillis,
  /** Every page was read once. */
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

/** Where the reading of an applicant's lists stands. */
const readApplicantPoll = fieldsOf({
  /** When each way was last asked, and how long it is left in peace since then, both in ms. */
  api: whole(isAsked, never),
  pages: whole(isAsked, never),
  /** Of the session on hh's pages: a list with nothing in it says nothing more of whose it is. */
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

/** Writes that wait, are under way, failed, or were just sent. */
export const outboxItem = defineList('local', 'outbox', {
  // Up to version 3 all entries stood in one value.
  version: 4,
  migrations: { 2: entryFromVersion1, 3: entryFromVersion2 },
  is: isOutboxEntry,
});

/** Entries that were sent and have left the outbox, newest last: a view that asks again for one is told so. */
export const sentIdsItem = defineItem('session', 'sentIds', {
  version: 1,
  read: eachOf(isId<EntryId>),
});

/** Texts not sent yet; changed by `drafts.ts` alone, which bounds them. */
export const draftsItem = defineItem('local', 'drafts', {
  version: 2,
  // Before, they belonged to nobody.
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

/** What is known of a resume, besides the negotiation at hand. */
const isKnownResume = isShape({
  at: isMillis,
  /** Of the negotiation at hand, whether or not it could be read; null: there is none, or it is not known which. */
  presentId: orNull(isId<NegotiationId>),
  /** The same once it was read; null: there is none. */
  currentId: isFact(orNull(isId<NegotiationId>)),
  history: isKnownList(isVacancyHistory),
  /** The same person's with another resume, as far as they wait in the inbox. */
  others: isListOf(isVacancyHistory),
  news: isNews,
  /** null: whose they would be is not known, for there is no negotiation. */
  notes: orNull(isKnownList(isNote)),
});
export type KnownResume = Guarded<typeof isKnownResume>;

/** A look at a resume: when it was last read in this look, and what may have happened before it. */
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

// Caches of this browser run: keyed by account, so that nothing of one is ever shown to another; an entry that is broken is
// read at hh again. Those of an older
// version did not tell "none" from "not read", and are read again.
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

/** What is put off; changed by `reminders.ts` alone, which bounds it. */
export const remindersItem = defineItem('local', 'reminders', {
  version: 2,
  migrations: {
    // All were put off by hand.
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

/** Each value of a stored record; what is broken is left to the reader. */
const mapValues = (record: unknown, change: (value: unknown) => unknown): unknown =>
  isRecord(record)
    ? Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
    : record;
function onDay(next: unknown): unknown {
  if (!isRecord(next)) return next;
  return { ...next, on: isNumber(next.on) ? dayOf(dueOf(new Date(next.on))) : null };
}

/** Whom not to deal with again; it outlives a sign-out, until it is taken back. */
export const avoidedItem = defineItem('local', 'avoided', { version: 1, read: recordsOf(eachOf(isAvoided)) });

/** What notifications told, while they are on. */
export const toldItem = defineItem('local', 'told', { version: 1, read: readTold });

/** A view of the inbox that a person keeps under a name: the address of its list. */
const isSavedView = isShape({
  name: isText,
  address: isText,
  /** `accountKey` of who kept it: its vacancy means nothing to another. */
  account: isText,
});
export type SavedView = Guarded<typeof isSavedView>;
export const savedViewsItem = defineItem('local', 'views', { version: 1, read: eachOf(isSavedView) });

/** Texts of the user's own; they go with the person, whatever the account. */
export const snippetsItem = defineItem('local', 'snippets', { version: 1, read: eachOf(isSnippet) });

/** How negotiations looked when they were last open here. */
export const seenItem = defineItem('local', 'seen', { version: 1, read: recordOf(isSeen) });

/** What one person noted, by negotiation. */
const readOwnNotes = recordOf(isOwnNote);
export type OwnNotes = Read<typeof readOwnNotes>;

/** By whose they are (hh's user id); they never leave this browser, and outlive a sign-out. */
export const ownNotesItem = defineItem('local', 'ownNotes', {
  version: 2,
  migrations: {
    // A day was the moment at which it began, where the person was then.
    2: (before) =>
      mapValues(before, (mine) =>
        mapValues(mine, (one) => (isRecord(one) ? { ...one, next: onDay(one.next) } : one)),
      ),
  },
  read: recordsOf(readOwnNotes),
});

/** By stored item: when something of it was found broken, and how much of it was given up. The person is told. */
const readLosses = recordOf(isShape({ at: isMillis, lost: isNumber }));
export type Losses = Read<typeof readLosses>;
export const lossesItem = defineItem('local', 'losses', { version: 1, read: readLosses });

/**
 * Where the browser can, no content script may open our storage, not even our own: neither what we keep, nor the
 * application's secret in a company's policy. Chrome only, so far; an area that it cannot close stays as it is.
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

/** Who is signed in changes here, with all that goes along at once: nothing is stored for an account meanwhile. */
export const changeAccount = <T>(change: () => Promise<T>): Promise<T> =>
  navigator.locks.request('account', change);

/**
 * Stores what hh said to one account, unless another one is in use by now.
 * @returns what `store` does; null when nothing was stored
 */
export const storeFor = <T>(account: string, store: () => Promise<T>): Promise<T | null> =>
  navigator.locks.request('account', async () =>
    accountKey(await accountItem.getValue()) === account ? store() : null,
  );

/**
 * Changes one item without losing another change to it: read and write under a Web Lock of the item's own.
 * @returns the value written
 * @throws QuotaExceeded-like errors of the browser when the disk or the quota is full
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

/** Removes an item, after whatever change of it is under way: that one would bring it back. */
export const erase = (item: Pick<Item<unknown>, 'key' | 'removeValue'>): Promise<void> =>
  navigator.locks.request(`item:${item.key}`, () => item.removeValue());

/**
 * An entry as release 0.1 stored it, in the shape of version 2. Where that release was surer than it could be, nothing of it
 * is believed that would send something again:
 * - it listed no letters of ours before a try, and counted notes and messages instead of naming them;
 * - it took a refused look-up, or a refused second try with the same key, for a refusal of the write;
 * - it held a write for not arrived after one look, while hh might be at it still.
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
    // Whether it arrived is looked up, by the whole rule.
    progress: wasTried ? doubted(progress) : progress,
    // hh said "not now", or said so to the browser's repeat of a try that was done.
    ...(progress?.at === 'waiting' &&
      progress.problem &&
      progress.problem.name !== 'offline' && { tried: true }),
    // Only after a 2xx, or in doubt of the last of two tries: it never goes out again, and is never "not sent".
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
  // What was never tried has its letters listed before the first try.
  if (others.kind === 'action') return wasTried ? { ...others, letters: null } : plan;
  if (others.kind === 'apply') return { ...others, none: typeof same === 'number' ? true : null };
  return plan;
}

/**
 * Before version 3 the write request was called `wish` and the prepared write `plan`. What hh had answered with "not
 * now" waited as if it were certainly not at hh, marked as `tried`: now it is looked up first.
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
