import type { Applicant, ApplicantNegotiations } from '../utils/domain/applicant/applicant.ts';
import type { Counts, Inbox, Listed, PollState } from '../utils/domain/inbox.ts';
import type { Settings } from '../utils/domain/settings.ts';
import {
  type ApplicantPoll,
  applicantItem,
  applicantPollItem,
  countsItem,
  listedItem,
  pollItem,
} from '../utils/storage/items.ts';
import type { Chromium } from './chromium.ts';

/** The stored items that the benchmark changes, by key. */
interface Stored {
  counts: Counts;
  inbox: Listed;
  poll: PollState;
  applicant: Applicant;
  negotiations: ApplicantNegotiations;
  applicantPoll: ApplicantPoll;
}
const packed = ({ counts, inbox, poll, applicant, applicantPoll, negotiations }: Partial<Stored>) => ({
  ...(counts && countsItem.pack(counts)),
  ...(inbox && listedItem.pack(inbox)),
  ...(poll && pollItem.pack(poll)),
  ...(applicant && applicantItem.pack(applicant)),
  ...(applicantPoll && applicantPollItem.pack(applicantPoll)),
  // In the format of the release before the database.
  ...(negotiations && {
    topics: { v: 1, value: { owner: negotiations.owner, topics: negotiations.negotiations } },
  }),
});

/** Otklik's worker and store, as one of its own pages uses them. */
export interface Extension {
  /** Sends one message of the protocol (`utils/messaging/protocol.ts`) in the format of `@webext-core/messaging`. */
  ask(type: string, data?: unknown): Promise<unknown>;
  read<K extends keyof Stored>(key: K): Promise<Stored[K]>;
  write(values: Partial<Stored>): Promise<void>;
  writeInbox(inbox: Inbox): Promise<void>;
}

export function extensionOf({ ownPage }: Chromium): Extension {
  const write = async (values: Partial<Stored>) => {
    // Negotiations are moved into the database when it is created, which the next page of ours does.
    if (values.negotiations)
      await ownPage.evaluate(`new Promise((done, fail) => {
        const gone = indexedDB.deleteDatabase('otklik-applicant');
        gone.onsuccess = () => done(null);
        gone.onerror = () => fail(gone.error);
      })`);
    await ownPage.evaluate(`chrome.storage.local.set(${JSON.stringify(packed(values))})`);
  };
  return {
    async ask(type, data) {
      const { res, err } = await ownPage.evaluate<{ res?: unknown; err?: { message?: string } }>(
        `chrome.runtime.sendMessage(${messageOf(type, data)})`,
      );
      if (err) throw new Error(`${type}: ${err.message}`);
      const { ok, problem } = Object(res);
      if (ok === false) throw new Error(`${type}: ${JSON.stringify(problem)}`);
      return res;
    },
    async read(key) {
      const stored = await ownPage.evaluate<{ value: Stored[typeof key] | string } | null>(
        `chrome.storage.local.get('${key}').then((all) => all.${key} ?? null)`,
      );
      if (!stored) throw new Error(`Nothing is stored as "${key}"`);
      // Large items are stored as JSON text.
      return typeof stored.value === 'string' ? JSON.parse(stored.value) : stored.value;
    },
    write,
    writeInbox: ({ rows, readAt, chats, chatsSkipped, ...counts }) =>
      write({ counts, inbox: { rows, readAt, chats, chatsSkipped } }),
  };
}

export const messageOf = (type: string, data?: unknown): string =>
  JSON.stringify({ id: 1, type, data, timestamp: 0 });

/** Signs the manager in, and keeps the worker from polling between measurements. */
export async function signIn(extension: Extension, token: string): Promise<void> {
  const settings: Partial<Settings> = { intervalMinutes: 60 };
  await extension.ask('saveSettings', settings);
  await extension.ask('pasteToken', token);
}
