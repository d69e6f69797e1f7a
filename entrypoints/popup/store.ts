import type { PopupProps } from '../../components/popup/both.tsx';
import { accountKey, type Counts, emptyListed, type Listed } from '../../utils/domain/inbox.ts';
import {
  type AllDrafts,
  type Elsewhere,
  elsewhereOf,
  type OutboxEntry,
} from '../../utils/domain/write-request.ts';
import { draftsOf } from '../../utils/storage/drafts.ts';
import {
  accountItem,
  applicantItem,
  countsItem,
  draftsItem,
  listedItem,
  outboxItem,
  settingsItem,
} from '../../utils/storage/items.ts';

export type Store = Omit<PopupProps, 'calls'> & {
  /** Not sent under other accounts. */
  elsewhere: Elsewhere[];
};
type Whole = Omit<Store, 'entries' | 'drafts' | 'elsewhere'> & { outbox: OutboxEntry[]; all: AllDrafts };

/** Writes and drafts of another account wait for it unseen: nothing of one is shown to another. */
const shown = ({ outbox, all, ...store }: Whole): Store => ({
  ...store,
  entries: outbox.filter((entry) => entry.account === accountKey(store.account)),
  elsewhere: elsewhereOf(outbox, accountKey(store.account)),
  drafts: draftsOf(all, accountKey(store.account)),
});

const pause = (ms: number) => new Promise<undefined>((done) => setTimeout(done, ms));

/** Few rows come so soon behind the counts that they are painted with them, ms. */
const soon = 8;

/** The next frame is on the screen, or none comes because nobody looks. */
const painted = () =>
  new Promise<void>((done) => {
    requestAnimationFrame(() => setTimeout(done));
    void pause(100).then(done);
  });

/**
 * Hands over the store as it is, and then whatever changes in it; changes of one moment come together. What may be
 * large, the rows, comes as soon as it has been read.
 * @param afterPaint nothing of the first paint needs the rows: they are read behind it
 */
export async function openStore(changed: (store: Store) => void, afterPaint = false): Promise<void> {
  let store: Whole | undefined;
  let announced = false;
  const missed: ((store: Whole) => Partial<Whole>)[] = [];
  const change = (part: (store: Whole) => Partial<Whole>) => {
    if (!store) return void missed.push(part);
    store = { ...store, ...part(store) };
    if (announced) return;
    announced = true;
    // Counts and rows are set at once, but each listener hears of it in a task of its own.
    setTimeout(() => {
      announced = false;
      if (store) changed(shown(store));
    });
  };
  const count = (counts: Counts) => change(({ inbox }) => ({ inbox: { ...inbox, ...counts } }));
  const list = (listed: Listed) =>
    change(({ inbox }) => ({ inbox: { ...inbox, ...listed }, rowsToCome: false }));

  // Watched before it is read: nothing may change in between unseen.
  accountItem.watch((account) => change(() => ({ account })));
  applicantItem.watch((applicant) => change(() => ({ applicant })));
  countsItem.watch(count);
  listedItem.watch(list);
  settingsItem.watch((settings) => change(() => ({ settings })));
  outboxItem.watch((outbox) => change(() => ({ outbox })));
  draftsItem.watch((all) => change(() => ({ all })));
  const first = Promise.all([
    accountItem.getValue(),
    applicantItem.getValue(),
    countsItem.getValue(),
    settingsItem.getValue(),
    outboxItem.getValue(),
    draftsItem.getValue(),
  ]);
  const rest = afterPaint ? first.then(painted).then(listedItem.getValue) : listedItem.getValue();
  const [account, applicant, counts, settings, outbox, all] = await first;
  const early = afterPaint ? undefined : await Promise.race([rest, pause(soon)]);
  const inbox = { ...counts, ...(early ?? emptyListed) };
  store = { account, applicant, inbox, settings, outbox, all, rowsToCome: !early };
  for (const part of missed) store = { ...store, ...part(store) };
  changed(shown(store));
  const listed = await rest;
  if (store.rowsToCome) list(listed);
}
