import { browser } from 'wxt/browser';
import { avoid } from '../storage/own.ts';
import * as store from '../storage/page-store.ts';
import { remind } from '../storage/reminders.ts';
import { messages } from './messages.ts';
import { permitNotifications, returnNotifications } from './notifications.ts';
import { openInbox, openTab } from './tabs.ts';

type Reads<M> = { [K in keyof M]: M[K] extends (...of: never[]) => Promise<unknown> ? M[K] : never };

/** The reads of one subject; their schemas are loaded when the first of them is called. */
const later = <M extends object>(load: () => Promise<M>): Reads<M> =>
  new Proxy(Object.create(null), {
    get:
      (_, name) =>
      async (...of: unknown[]) => {
        const reads: object = await load();
        return Reflect.get(reads, name)(...of);
      },
  });

const isDone = (done: Promise<unknown>): Promise<boolean> =>
  done.then(
    () => true,
    () => false,
  );

/** The permission to fetch hh's pages, which a person may give; the manifest says which. */
export const hhPages = () => ({ origins: browser.runtime.getManifest().optional_host_permissions ?? [] });
/**
 * Firefox gives it at the installation, and lets our script stand on hh's pages by it: handed back, panel and marks would
 * go. There the setting alone ends the fetching.
 */
const returnPages = async (): Promise<void> => {
  if (!import.meta.env.FIREFOX) await browser.permissions.remove(hhPages()).catch(() => false);
};

/**
 * All that an extension page may ask: the worker's messages, hh's API through the worker (by subject), and what the
 * page itself does in the browser. Views take it from `useWorker()`.
 */
export const worker = {
  ...messages,

  list: later(() => import('./list-reads.ts')),
  filters: later(() => import('./list-reads.ts')),
  negotiation: later(() => import('./negotiation-reads.ts')),
  applicant: later(() => import('./applicant-reads.ts')),
  company: later(async () => (await import('./company-reads.ts')).companyReads),
  /** Finds out of messages when an interview seems to be. */
  interviews: later(() => import('./interviews.ts')),
  backup: later(() => import('./backup.ts')),
  /** Looks in all that was read, and in one's own notes. */
  search: later(() => import('../storage/search-index.ts')),
  /** Forgets one person in every store. */
  forget: later(async () => {
    const { forgetPerson } = await import('../storage/forget.ts');
    return { forgetPerson };
  }),
  /** What exports add out of the store. */
  exports: later(() => import('../storage/export-reads.ts')),
  /** The page's own stored items, and watching of larger ones. */
  store,

  /** Puts a negotiation off, its reminder away, or takes that back; `of` is what it is about. Never a request. */
  remind,
  /** Marks somebody as not to be dealt with again, or takes that back. Never a request. */
  avoid,
  /** An address of hh, in a tab that shows it already if there is one. */
  openTab,
  openInbox,
  /** Hands a person a file, as a download of the browser's. */
  save(file: Blob, name: string): void {
    const url = URL.createObjectURL(file);
    Object.assign(document.createElement('a'), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  },
  /** False where the browser refuses. */
  copy: (text: string): Promise<boolean> => isDone(navigator.clipboard.writeText(text)),
  /** A table, as markup for programs that take one and as lines for all others; false where the browser refuses. */
  copyTable: ({ html, text }: { html: string; text: string }): Promise<boolean> =>
    isDone(
      navigator.clipboard.write([
        new ClipboardItem({
          'text/html': new Blob([html], { type: 'text/html' }),
          'text/plain': new Blob([text], { type: 'text/plain' }),
        }),
      ]),
    ),
  /** Asks the browser for hh's pages; true when they may be fetched. Only from a click. */
  permitPages: (): Promise<boolean> => browser.permissions.request(hhPages()).catch(() => false),
  returnPages,
  permitNotifications,
  async wipe(): Promise<void> {
    await messages.wipe();
    await Promise.all([returnPages(), returnNotifications()]);
  },
};

export type Worker = typeof worker;
