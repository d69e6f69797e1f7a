import type { MessageKey } from '../i18n.ts';
import type { Item } from './item.ts';
import * as items from './items.ts';

/**
 * How long something is kept. `browser`: until the browser closes. `session`: until sign-out, or until the browser
 * closes. `sign-out`: until its account signs out here. `applicant`: until sign-out if it came with a token; what was
 * read off hh's page, until another person's list is read. `wipe`: until everything is wiped. `revoked`: until hh has
 * revoked it.
 */
type Until = 'browser' | 'session' | 'sign-out' | 'applicant' | 'wipe' | 'revoked';

const untilNames: Record<Until, MessageKey> = {
  browser: 'kept_until_browser',
  session: 'kept_until_session',
  'sign-out': 'kept_until_sign_out',
  applicant: 'kept_until_applicant',
  wipe: 'kept_until_wipe',
  revoked: 'kept_until_revoked',
};

export interface Kept {
  /** Its name in the options and in PRIVACY.md. */
  name: MessageKey;
  until: Until;
}

interface KeptItem extends Kept {
  item: Pick<Item<unknown>, 'area' | 'key' | 'unpack' | 'examine' | 'setValue'>;
  /** The lock held for changes, if it is not the item's own. */
  lock?: string;
  /** hh has all of it: a broken entry is left out at each reading, and read from hh again. */
  isCache?: true;
}

const of = (
  item: KeptItem['item'],
  name: MessageKey,
  until: Until,
  more: Pick<KeptItem, 'lock' | 'isCache'> = {},
): KeptItem => ({ item, name, until, ...more });
const cache = { isCache: true } as const;

/** Every item of the extension's storage. PRIVACY.md and the options list the same; a test compares them. */
export const keptItems: readonly KeptItem[] = [
  of(items.accountItem, 'kept_account', 'sign-out'),
  of(items.countsItem, 'kept_counts', 'sign-out', { lock: 'item:inbox' }),
  of(items.listedItem, 'kept_inbox', 'sign-out', cache),
  of(items.pollItem, 'kept_poll', 'sign-out'),
  of(items.outboxItem, 'kept_outbox', 'sign-out'),
  of(items.draftsItem, 'kept_drafts', 'sign-out'),
  of(items.remindersItem, 'kept_reminders', 'sign-out'),
  of(items.notifiedItem, 'kept_told', 'sign-out'),
  of(items.negotiationsItem, 'kept_caches', 'session', cache),
  of(items.resumesItem, 'kept_caches', 'session', cache),
  of(items.invitationsItem, 'kept_caches', 'session', cache),
  of(items.tabsItem, 'kept_tabs', 'browser'),
  of(items.sentIdsItem, 'kept_sent', 'browser'),
  of(items.applicantItem, 'kept_applicant', 'applicant', { lock: 'negotiations' }),
  of(items.applicantPollItem, 'kept_applicant_poll', 'wipe'),
  of(items.settingsItem, 'kept_settings', 'wipe'),
  of(items.savedViewsItem, 'kept_views', 'wipe'),
  of(items.snippetsItem, 'kept_snippets', 'wipe'),
  of(items.looksItem, 'kept_looks', 'wipe'),
  of(items.seenItem, 'kept_looks', 'wipe'),
  of(items.ownNotesItem, 'kept_notes', 'wipe'),
  of(items.avoidedItem, 'kept_avoided', 'wipe'),
  of(items.lossesItem, 'kept_losses', 'wipe'),
];

/** What is in the extension's own databases. */
export const keptElsewhere: readonly (Kept & { where: string })[] = [
  { where: 'otklik/secrets/tokens', name: 'kept_tokens', until: 'sign-out' },
  { where: 'otklik/secrets/application', name: 'kept_application', until: 'wipe' },
  { where: 'otklik/secrets/revoking', name: 'kept_revoking', until: 'revoked' },
  { where: 'otklik-files/files', name: 'kept_files', until: 'sign-out' },
  { where: 'otklik-people/people', name: 'kept_people', until: 'sign-out' },
  { where: 'otklik-search/docs', name: 'kept_search', until: 'sign-out' },
  { where: 'otklik-search/index', name: 'kept_search', until: 'sign-out' },
  { where: 'otklik-resumes/resumes', name: 'kept_whole_resumes', until: 'sign-out' },
  { where: 'otklik-applicant/negotiations', name: 'kept_applicant', until: 'applicant' },
  { where: 'otklik-applicant/logs', name: 'kept_log', until: 'wipe' },
];

/** Everything, as shown to a person: by how long it is kept, each name once. */
export const keptByTime = (): { until: MessageKey; names: MessageKey[] }[] =>
  Object.entries(untilNames).map(([until, name]) => ({
    until: name,
    names: [
      ...new Set(
        [...keptItems, ...keptElsewhere].filter((one) => one.until === until).map((one) => one.name),
      ),
    ],
  }));
