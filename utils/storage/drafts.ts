import { shownKey } from '../domain/account.ts';
import { type AllDrafts, type Drafts, draftKey, textOf, unowned } from '../domain/texts.ts';
import type { OutboxEntry } from '../domain/write-request.ts';
import { accountItem, draftsItem, update } from './items.ts';

/** Limits of all drafts together; the oldest are removed first. */
export const draftLimits = {
  count: 200,
  characters: 500_000,
  /** Per negotiation, resume, applicant or vacancy: what a single page of hh may fill. */
  perSubject: 20,
  charactersPerSubject: 100_000,
};

export const draftsOf = (all: AllDrafts, account: string): Drafts => ({ ...all[unowned], ...all[account] });

/** The drafts of the signed-in account. */
export async function readDrafts(): Promise<Drafts> {
  const [all, account] = await Promise.all([draftsItem.getValue(), accountItem.getValue()]);
  return draftsOf(all, shownKey(account));
}

/**
 * Changes the drafts of one account, within the limits; nothing is stored while nobody is signed in.
 * @throws errors of the browser if the disk or the quota is full
 */
export async function changeDrafts(account: string, change: (drafts: Drafts) => Drafts): Promise<void> {
  if (!account) return;
  await update(draftsItem, (all) => {
    const before = draftsOf(all, account);
    const after = change(before);
    if (after === before) return all;
    const { [unowned]: _, [account]: __, ...others } = all;
    return boundedDrafts({ ...others, [account]: after });
  });
}

/** Replaces one draft; an empty text removes it. */
export function withDraft(drafts: Drafts, key: string, text: string, at: number): Drafts {
  const { [key]: _, ...others } = drafts;
  return text ? { ...others, [key]: { text, at } } : others;
}

/** Returns the texts of unsent writes to the drafts of their account, in order and before what was written since. */
export async function takeBackIntoDrafts(
  entries: readonly Pick<OutboxEntry, 'account' | 'request'>[],
  at: number,
): Promise<void> {
  for (const [account, own] of Map.groupBy(entries, (entry) => entry.account)) {
    const texts = own.flatMap(({ request }) => {
      const key = draftKey(request);
      const text = textOf(request);
      return key && text ? [{ key, text }] : [];
    });
    const byKey = [...Map.groupBy(texts, ({ key }) => key)];
    if (byKey.length > 0)
      await changeDrafts(account, (drafts) =>
        byKey.reduce((all, [key, taken]) => {
          const whole = joined(
            taken.map(({ text }) => text),
            all[key]?.text ?? '',
          );
          return withDraft(all, key, whole, at);
        }, drafts),
      );
  }
}

/** All texts for one place: those returned, in order, then what the person has written since. */
function joined(taken: readonly string[], standing: string): string {
  const gap = '\n\n';
  const missing = taken.filter((text) => !(gap + standing + gap).includes(gap + text + gap));
  return [...missing, standing].filter(Boolean).join(gap);
}

/** The subject of a draft: `message:12` and `action:12:refuse` are both about 12. */
const subjectOf = (key: string): string => key.split(':')[1] ?? '';

/** The newest drafts that fit. Their order, not the clock, says which is newer. */
export function boundedDrafts(all: AllDrafts): AllDrafts {
  const newestFirst = Object.entries(all)
    .flatMap(([account, drafts]) => Object.entries(drafts).map(([key, draft]) => ({ account, key, draft })))
    .reverse();
  const bySubject = new Map<string, { count: number; characters: number }>();
  let characters = 0;
  const kept = newestFirst
    .filter(({ account, key, draft }) => {
      const subject = `${account}:${subjectOf(key)}`;
      const before = bySubject.get(subject) ?? { count: 0, characters: 0 };
      const after = { count: before.count + 1, characters: before.characters + draft.text.length };
      if (after.count > draftLimits.perSubject || after.characters > draftLimits.charactersPerSubject)
        return false;
      if (characters + draft.text.length > draftLimits.characters) return false;
      bySubject.set(subject, after);
      characters += draft.text.length;
      return true;
    })
    .slice(0, draftLimits.count)
    .reverse();
  const result: AllDrafts = {};
  for (const { account, key, draft } of kept) result[account] = { ...result[account], [key]: draft };
  return result;
}
