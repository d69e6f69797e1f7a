import { browser } from 'wxt/browser';
import { avoid, remind, remindAll } from '../storage/own.ts';
import * as store from '../storage/page-store.ts';
import { messages } from './messages.ts';
import { permitNotifications, returnNotifications } from './notifications.ts';
import { openInbox, openTab } from './tabs.ts';

type Reads<M> = { [K in keyof M]: M[K] extends (...of: never[]) => Promise<unknown> ? M[K] : never };

/** The reads of one subject; their schemas are loaded on the first call. */
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

/** The optional permission to fetch hh's pages, as listed in the manifest. */
export const hhPages = () => ({ origins: browser.runtime.getManifest().optional_host_permissions ?? [] });
/**
 * In Firefox this permission is granted at installation and is what lets our script run on hh's pages: without it,
 * panel and marks would disappear. There, only the setting ends the fetching.
 */
const returnPages = async (): Promise<void> => {
  if (!import.meta.env.FIREFOX) await browser.permissions.remove(hhPages()).catch(() => false);
};

/**
 * Everything that an extension page may ask: the worker's messages, hh's API through the worker (by subject), and
 * what the page itself does in the browser. Views get it from `useWorker()`.
 */
export const worker = {
  ...messages,

  list: later(() => import('./list-reads.ts')),
  negotiation: later(() => import('./negotiation-reads.ts')),
  applicant: later(() => import('./applicant-reads.ts')),
  company: later(() => import('./company-reads.ts')),
  backup: later(() => import('./backup.ts')),
  /** Searches everything that was read, and the person's own notes. */
  search: later(() => import('../storage/search-index.ts')),
  /** Forgets one person in every store. */
  forget: later(async () => {
    const { forgetPerson } = await import('../storage/forget.ts');
    return { forgetPerson };
  }),
  /** What exports add from the store. */
  exports: later(async () => {
    const [{ pastOf }, { applicantDb }] = await Promise.all([
      import('../storage/people-db.ts'),
      import('../storage/applicant-db.ts'),
    ]);
    return { pastOf, eventsOf: applicantDb.log };
  }),
  /** The page's own stored items, and watches on larger ones. */
  store,

  /** Snoozes a negotiation, dismisses its reminder, or undoes that; `of` is what it is about. Never a request. */
  remind,
  /** Dismisses several reminders at once, or undoes that. Never a request. */
  remindAll,
  /** Marks a person or an employer to avoid, or removes the mark. Never a request. */
  avoid,
  /** Opens an address of hh, in a tab that already shows it if there is one. */
  openTab,
  openInbox,
  /** Saves a file as a download of the browser. */
  save(file: Blob, name: string): void {
    const url = URL.createObjectURL(file);
    Object.assign(document.createElement('a'), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  },
  /** False if the browser refuses. */
  copy: (text: string): Promise<boolean> => isDone(navigator.clipboard.writeText(text)),
  /** Copies a table, as HTML and as plain text; false if the browser refuses. */
  copyTable: ({ html, text }: { html: string; text: string }): Promise<boolean> =>
    isDone(
      navigator.clipboard.write([
        new ClipboardItem({
          'text/html': new Blob([html], { type: 'text/html' }),
          'text/plain': new Blob([text], { type: 'text/plain' }),
        }),
      ]),
    ),
  /** Asks the browser for access to hh's pages; true if they may be fetched. Only from a click. */
  permitPages: (): Promise<boolean> => browser.permissions.request(hhPages()).catch(() => false),
  returnPages,
  permitNotifications,
  async wipe(): Promise<void> {
    await messages.wipe();
    await Promise.all([returnPages(), returnNotifications()]);
  },
};

export type Worker = typeof worker;
