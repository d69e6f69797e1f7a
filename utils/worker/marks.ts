import { type Account, accountKey } from '../domain/account.ts';
import { type Avoided, findAvoided } from '../domain/avoided.ts';
import type { Millis } from '../domain/negotiation.ts';
import {
  changesOf,
  type Heard,
  type MarkCard,
  type MarkFact,
  type Marks,
  type MarkWords,
  markFactOf,
  newestNegotiation,
  notesOf,
  type Person,
} from '../domain/person.ts';
import { addressOf, emptyView } from '../domain/view.ts';
import { doneIn, type OutboxEntry } from '../domain/write-request.ts';
import { heardOf } from '../from-hh/people.ts';
import { HhError } from '../hh/errors.ts';
import { numberIn, sameResume } from '../hh/pages.ts';
import { plural, t } from '../i18n.ts';
import { asId, type ResumeId, type VacancyId } from '../ids.ts';
import { valueOr } from '../known.ts';
import { sendMessage } from '../messaging/protocol.ts';
import { accountItem, avoidedItem, countsItem, settingsItem, storeFor, tabsItem } from '../storage/items.ts';
import { readOwn } from '../storage/own.ts';
import { type Found, isNumberKey, type ListKey, peopleDb } from '../storage/people-db.ts';
import { peopleDocs, searchDb } from '../storage/search-db.ts';
import { ago, date, day, waiting } from '../time.ts';
import type { Connection } from './connection.ts';

/** How long cards ask nothing after hh asked to wait, at least; ms. */
const restAfterRefusal = 5 * 60_000;
const linesAtMost = 3;

export type MarksService = ReturnType<typeof createMarksService>;

/** What is heard is stored one answer after another; a card waits until its own answer is stored. */
let hearing: Promise<unknown> = Promise.resolve();

/** Open lists are notified of what is heard at most this often, ms. */
const tellEvery = 1000;
let isTelling = false;

function put(account: string, said: () => readonly Heard[], at: Millis): void {
  hearing = hearing
    .then(() =>
      storeFor(account, async () => {
        const heard = said();
        await searchDb.put(account, peopleDocs(heard), at).catch(() => {});
        return peopleDb.hear(account, heard, at);
      }),
    )
    .then((isNews) => {
      if (!isNews || isTelling) return;
      isTelling = true;
      setTimeout(tellLists, tellEvery);
    })
    // If the store is full, less is known, and no list is notified.
    .catch(() => {});
}

/** Notifies open lists: people may be decided about in our side panel or in another window. */
export async function tellLists(): Promise<void> {
  isTelling = false;
  const tabs = await tabsItem.getValue().catch(() => ({}));
  for (const tab of Object.keys(tabs))
    void sendMessage('marksChanged', undefined, Number(tab)).catch(() => {});
}

/** Keeps for the marks what an answer of hh's says about people, whoever asked for it. Nobody waits for that. */
export const hear = (account: string, url: URL, json: unknown): void =>
  put(account, () => heardOf(url, json), Date.now());

/** The texts of marks and their cards in hh's lists, from the index. Only a card may ask hh, for one history. */
export function createMarksService(
  { employer }: { employer: Pick<Connection['employer'], 'resumeHistory'> },
  now: () => Millis,
  sleep: (ms: number) => Promise<void>,
) {
  let restUntil = 0;

  /** Lists of responses do not name their vacancy, so the name comes from the counts. */
  async function findAll(account: Account, keys: readonly ListKey[]): Promise<Map<ListKey, Found>> {
    await hearing;
    const [found, { vacancies }] = await Promise.all([
      peopleDb.find(accountKey(account), keys),
      countsItem.getValue(),
    ]);
    const names = new Map(vacancies.map(({ id, name }) => [id, valueOr(name, null)]));
    for (const { people } of found.values())
      for (const { negotiations } of people)
        for (const negotiation of negotiations)
          negotiation.vacancy ??= names.get(negotiation.vacancyId) ?? null;
    return found;
  }
  const find = async (account: Account, key: ListKey) => (await findAll(account, [key])).get(key);

  /** Reads one history, at most one a second and sixty an hour. @returns why it was not read; null if it was */
  const readHistory = (account: Account, key: ListKey): Promise<string | null> =>
    navigator.locks.request('card', async () => {
      const found = await find(account, key);
      const [person] = found?.people ?? [];
      if (!person || isFresh(found)) return null;
      if (now() < restUntil) return t('card_wait');
      const of = accountKey(account);
      let wait = await peopleDb.ask(of, person.id, now());
      if (wait) {
        await sleep(wait);
        wait = await peopleDb.ask(of, person.id, now());
      }
      if (wait !== 0) return t('card_limit');
      try {
        await employer.resumeHistory(person.id);
        return null;
      } catch (error) {
        if (!(error instanceof HhError)) throw error;
        if (error.problem.name !== 'too-many-requests') return t('card_unread');
        restUntil = Math.max(error.problem.retryAt ?? 0, now() + restAfterRefusal);
        return t('card_wait');
      }
    });
  const isFresh = (found: Found | undefined) =>
    typeof found?.historyAt === 'number' && Math.abs(now() - found.historyAt) < day;

  async function recruiter(): Promise<Account | null> {
    const account = await accountItem.getValue();
    return account.state === 'signed-in' && account.kind === 'manager' ? account : null;
  }

  return {
    /** Facts about these people, from the store; null if marks are off. @param on the vacancy whose responses are shown */
    async read(keys: readonly ListKey[], on?: VacancyId): Promise<Marks | null> {
      const [account, { marks, cards, theme, waitHours }] = await Promise.all([
        recruiter(),
        settingsItem.getValue(),
      ]);
      if (!account || !marks) return null;
      const at = now();
      const known: Marks['known'] = {};
      const [found, avoided] = await Promise.all([findAll(account, keys), readOwn(avoidedItem)]);
      for (const key of avoided.length > 0 ? keys : found.keys()) {
        const people = found.get(key)?.people ?? [];
        const fact = avoidedFact(avoided, key, people) ?? markFactOf(people, { now: at, waitHours, on });
        if (fact) known[key] = wordsOf(fact, at, 'short');
      }
      const words = {
        mark: t('mark_label', ''),
        open: t('card_open'),
        reading: t('card_reading'),
        lost: t('card_lost'),
        unread: t('card_unread'),
      };
      return { theme, cards, words, known };
    },

    /** The card of a known person; null for anybody else. Reads their history if that was not read within a day. */
    async card(key: ListKey, on?: VacancyId): Promise<MarkCard | null> {
      const [account, { marks, cards, waitHours }] = await Promise.all([
        recruiter(),
        settingsItem.getValue(),
      ]);
      if (!account || !marks || !cards) return null;
      const [before, avoided] = await Promise.all([find(account, key), readOwn(avoidedItem)]);
      const mark = avoidedFact(avoided, key, before?.people ?? []);
      if (!before && !mark) return null;
      const note = !before || isFresh(before) ? null : await readHistory(account, key);
      const people = ((await find(account, key)) ?? before)?.people ?? [];
      const fact = mark ?? markFactOf(people, { now: now(), waitHours, on });
      const { text, more, tone }: MarkWords = fact
        ? wordsOf(fact, now(), 'long')
        : { text: t('mark_elsewhere'), more: '', tone: 'neutral' };
      return { tone, title: capital(text + more), lines: linesOf(people, mark, now()), note };
    },

    /** The address of this person on our inbox page; empty if only the page itself can be opened. */
    async addressOf(key: ListKey): Promise<string> {
      const account = await recruiter();
      const found = account && (await find(account, key));
      const negotiation = found && newestNegotiation(found.people);
      if (negotiation) {
        const { vacancyId, negotiationId } = negotiation;
        return addressOf({ ...emptyView, vacancyId, negotiationId });
      }
      const [person] = found?.people ?? [];
      return person ? `page=invite&resume=${person.id}` : '';
    },

    /** A write has arrived at hh: the people it moved are now at the stage that it names. Nothing waits for this. */
    moved(entry: OutboxEntry): void {
      const { request, resulting, account } = entry;
      if ((request.kind !== 'action' && request.kind !== 'bulk') || !resulting) return;
      const change = { stage: resulting, at: now(), letter: Boolean(request.values.message) };
      put(
        account,
        () => doneIn(entry).map((negotiationId) => ({ about: 'move', negotiationId, change })),
        now(),
      );
    },
  };
}

/** The mark on a person: by these ids of theirs, or by any address of the resume with this key. */
export function avoidedPerson(avoided: readonly Avoided[], ids: string[], key: ListKey): Avoided | undefined {
  const isThis = (id: string) =>
    isNumberKey(key)
      ? numberIn(asId<ResumeId>(id)) === key
      : sameResume(asId<ResumeId>(id), asId<ResumeId>(key));
  return (
    findAvoided(avoided, { kind: 'person', ids }) ??
    avoided.find((one) => one.kind === 'person' && one.ids.some(isThis))
  );
}

/** The mark on the person with this key in a list. @param people what is known of their resumes */
function avoidedFact(
  avoided: readonly Avoided[],
  key: ListKey,
  people: readonly Person[],
): Extract<MarkFact, { kind: 'avoided' }> | null {
  const ids = people.flatMap(({ id, owner }) => [id, ...(owner ? [owner] : [])]);
  const mark = avoidedPerson(avoided, ids, key);
  return mark ? { kind: 'avoided', reason: mark.reason, at: mark.at } : null;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
/** A name of hh's for use inside a line, in lower case; «HR-интервью» stays as it is. */
const within = (name: string) =>
  /^.\p{Lu}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);

function wordsOf(fact: MarkFact, now: Millis, style: 'short' | 'long'): MarkWords {
  switch (fact.kind) {
    case 'avoided':
      return { tone: 'bad', text: t('mark_avoided'), more: '' };
    case 'waits':
      return { tone: fact.tone, text: t('common_waits', waiting(fact.since, now)), more: '' };
    case 'stage': {
      const { tone, stage, at, vacancy } = fact;
      const when = at === null ? '' : ` ${ago(at, now, style)}`;
      // That it was a rejection matters, not on which vacancy.
      return {
        tone,
        text: within(stage.name) + when,
        more: vacancy && tone !== 'bad' ? ` · ${vacancy}` : '',
      };
    }
    case 'notes':
      return { tone: 'neutral', text: plural('count_notes', fact.count), more: '' };
    case 'elsewhere':
      return { tone: 'neutral', text: t('mark_elsewhere'), more: '' };
  }
}

function linesOf(
  people: readonly Person[],
  avoided: Extract<MarkFact, { kind: 'avoided' }> | null,
  now: Millis,
): MarkCard['lines'] {
  const notes = notesOf(people);
  const lines = changesOf(people).map(({ change: { stage, at, letter }, vacancy, isResponse }) => {
    let text = stage?.name ?? '';
    if (isResponse && vacancy) text = t('card_response', text, vacancy);
    // One of our letters; a response mostly comes with one of the applicant's.
    if (!isResponse && letter) text = t('card_letter', text);
    return { text, when: at === null ? '' : date(at, now) };
  });
  if (notes > 0) lines.push({ text: plural('count_notes', notes), when: '' });
  if (avoided) lines.unshift({ text: avoided.reason || t('avoid_no_reason'), when: date(avoided.at, now) });
  return lines.slice(0, linesAtMost);
}
