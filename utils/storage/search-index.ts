import { stemmer } from '@orama/stemmers/russian';
import MiniSearch, { type Options, type SearchResult } from 'minisearch';
import { shownKey } from '../domain/account.ts';
import { stageText, titleOf } from '../domain/applicant/negotiation.ts';
import type { Millis } from '../domain/negotiation.ts';
import type { NegotiationId, VacancyId } from '../ids.ts';
import { applicantDb } from './applicant-db.ts';
import { accountItem, applicantItem, ownNotesItem } from './items.ts';
import { personDocId, type SearchDoc, type StoredDoc, searchDb } from './search-db.ts';

/*
 * Search in everything that was read, and in one's own notes. It understands Russian word forms, typing errors and
 * unfinished words, and asks hh nothing. The index is kept in IndexedDB and updated when somebody searches.
 */

type Indexed = Pick<SearchDoc, 'id' | 'name' | 'text'>;

/** As people type: ё counts as е, in any case. */
const plain = (term: string): string => term.toLowerCase().replaceAll('ё', 'е');

const stems = new Map<string, string>();
const stemsAtMost = 50_000;
/** The word without its ending, if it is Russian. */
function stemOf(word: string): string {
  if (!/^[а-я]{4,}$/.test(word)) return word;
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmer(word) || word;
  if (stems.size >= stemsAtMost) stems.clear();
  stems.set(word, stem);
  return stem;
}

const options: Options<Indexed> = {
  fields: ['name', 'text'],
  storeFields: [],
  // A name is typed letter by letter, and its stem may be much shorter («Инна», «ин»); for texts the stems are
  // enough.
  processTerm(term, field) {
    const word = plain(term);
    const stem = stemOf(word);
    return field === 'name' && stem !== word ? [word, stem] : stem;
  },
};
export const emptyIndex = (): MiniSearch<Indexed> => new MiniSearch(options);

/** With fewer hits than this, typing errors are considered. */
const enough = 3;

/** Finds every word of the query as it is, in another form or unfinished; if that finds little, also with errors. */
export function searchIn(index: MiniSearch<Indexed>, query: string): SearchResult[] {
  const words = plain(query).match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return [];
  const found = (fuzzy: (word: string) => number | false) =>
    index.search(
      {
        combineWith: 'AND',
        queries: words.map((word) => ({
          combineWith: 'OR',
          queries: [
            { queries: [word], fields: ['name'], prefix: true, fuzzy: fuzzy(word), boost: { name: 3 } },
            // Too many words of texts begin with the same two letters.
            ...(word.length > 2
              ? [{ queries: [stemOf(word)], prefix: true, fuzzy: fuzzy(word), boost: { name: 2 } }]
              : []),
          ],
        })),
      },
      { processTerm: (term) => term },
    );
  const exact = found(() => false);
  if (exact.length >= enough) return exact;
  const known = new Set(exact.map(({ id }) => id));
  // One error in a word of four letters or more, two in a long one.
  const slips = found((word) => (word.length < 4 ? false : word.length < 9 ? 1 : 2));
  return [
    ...exact,
    ...slips.filter(({ id }) => !known.has(id)).map((one) => ({ ...one, score: one.score / 10 })),
  ];
}

/** Documents indexed before the page may draw again, and documents read from the store at once. */
const inOneGo = 400;
const atOnce = 4000;
/** With more new documents than this, the index is stored again. */
const worthStoring = 200;

const breathe = () => new Promise<void>((done) => setTimeout(done));

export async function addTo(index: MiniSearch<Indexed>, docs: readonly Indexed[]): Promise<void> {
  for (let at = 0; at < docs.length; at += inOneGo) {
    for (const { id, name, text } of docs.slice(at, at + inOneGo)) {
      const doc = { id, name, text };
      if (index.has(id)) index.replace(doc);
      else index.add(doc);
    }
    await breathe();
  }
}

/** The index as it is stored: a fifth of its JSON. */
export const packed = async (index: MiniSearch<Indexed>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(
    await new Response(
      new Blob([JSON.stringify(index)]).stream().pipeThrough(new CompressionStream('gzip')),
    ).arrayBuffer(),
  );
const unpacked = (words: Uint8Array<ArrayBuffer>): Promise<string> =>
  new Response(new Blob([words]).stream().pipeThrough(new DecompressionStream('gzip'))).text();

interface Opened {
  account: string;
  index: MiniSearch<Indexed>;
  upTo: Millis;
}
let opened: Opened | null = null;
let opening: Promise<void> = Promise.resolve();

/** The stored index, with what was recorded since. */
async function bringUp(account: string): Promise<Opened> {
  const stored = opened?.account === account ? null : await searchDb.readIndex(account);
  const now =
    opened?.account === account
      ? opened
      : {
          account,
          index: stored
            ? await MiniSearch.loadJSONAsync<Indexed>(await unpacked(stored.words), options)
            : emptyIndex(),
          upTo: stored?.upTo ?? 0,
        };
  // A partly updated index can already be searched.
  opened = now;
  const at = Date.now();
  let added = 0;
  // If the clock was set back, anything recorded since has an earlier time.
  for (let from = now.upTo > at ? 0 : now.upTo, most = atOnce; ; ) {
    const docs = await searchDb.since(account, from, most);
    await addTo(now.index, docs);
    added += docs.length;
    const last = docs.at(-1)?.at ?? from;
    now.upTo = Math.min(last, at);
    if (docs.length < most) break;
    // If all were recorded at the same moment, only a longer reading goes beyond it.
    if (last > from) from = last;
    else most *= 2;
  }
  // The documents recorded at the last moment, or by a clock that was ahead, are read again each time.
  if (added > worthStoring) await store(now).catch(() => {});
  return now;
}

const store = async ({ account, index, upTo }: Opened): Promise<void> =>
  searchDb.writeIndex({ account, words: await packed(index), upTo });

let own: { key: string; index: MiniSearch<Indexed>; docs: Map<string, Found> } | null = null;

/** Indexes an applicant's responses and notes, which have a database of their own, while the page is open. */
async function openOwn(): Promise<void> {
  const { owner, revision } = await applicantItem.getValue();
  if (owner === null) {
    own = null;
    return;
  }
  const notes = (await ownNotesItem.getValue())[owner] ?? {};
  const key = `${owner} ${revision} ${JSON.stringify(notes)}`;
  if (own?.key === key) return;
  const { negotiations } = await applicantDb.since(owner, 0);
  const docs = new Map<string, Found>();
  const index = emptyIndex();
  const words = negotiations.map((negotiation) => {
    const { id, employer, vacancy, resume, stage } = negotiation;
    const name = titleOf(negotiation);
    const text = [employer?.name, vacancy?.area].filter(Boolean).join(' · ');
    const note = notes[id];
    docs.set(id, { kind: 'application', name, text, negotiationId: id, vacancyId: null, chatId: null });
    const more = [employer?.name, vacancy?.area, resume, stageText(stage), note?.text, note?.next?.text];
    return { id, name, text: more.filter(Boolean).join(' ') };
  });
  own = { key, index, docs };
  await addTo(index, words);
}

/** What was found: a person, a message or an application, and where it belongs. */
export interface Found extends Pick<SearchDoc, 'name' | 'text' | 'negotiationId' | 'chatId'> {
  kind: SearchDoc['kind'] | 'application';
  vacancyId: VacancyId | null;
}

/** Opens the index or updates it; what is already there can be searched meanwhile. */
export function openSearch(): Promise<void> {
  opening = opening
    .catch(() => {})
    .then(async () => {
      const account = shownKey(await accountItem.getValue());
      await Promise.all([account ? bringUp(account) : null, openOwn()]);
    });
  return opening;
}

/** The best first. */
export async function find(query: string, most = 20): Promise<Found[]> {
  const account = shownKey(await accountItem.getValue());
  const index = opened?.account === account ? opened.index : null;
  const hits = index ? searchIn(index, query).slice(0, most) : [];
  const ownHits = own ? searchIn(own.index, query).slice(0, most) : [];
  const docs = new Map(
    (
      await searchDb.get(
        account,
        hits.map(({ id }) => id),
      )
    ).map((doc) => [doc.id, doc]),
  );
  const persons = await personsOf(account, [...docs.values()]);
  const found = [
    ...hits.flatMap(({ id, score }) => {
      const doc = docs.get(id);
      return doc ? [{ score, found: foundOf(doc, persons) }] : [];
    }),
    ...ownHits.flatMap(({ id, score }) => {
      const one = own?.docs.get(id);
      return one ? [{ score, found: one }] : [];
    }),
  ];
  return found
    .sort((one, other) => other.score - one.score)
    .slice(0, most)
    .map((one) => one.found);
}

/** A message does not name its recipient; the response of its chat does. */
async function personsOf(
  account: string,
  docs: readonly StoredDoc[],
): Promise<Map<NegotiationId, StoredDoc>> {
  const ids = docs.flatMap(({ kind, negotiationId }) =>
    kind === 'message' && negotiationId ? [personDocId(negotiationId)] : [],
  );
  const persons = await searchDb.get(account, [...new Set(ids)]);
  return new Map(persons.flatMap((doc) => (doc.negotiationId ? [[doc.negotiationId, doc] as const] : [])));
}

function foundOf(doc: StoredDoc, persons: ReadonlyMap<NegotiationId, StoredDoc>): Found {
  const person = doc.negotiationId ? persons.get(doc.negotiationId) : undefined;
  const { kind, text, negotiationId, chatId } = doc;
  return {
    kind,
    name: person?.name || doc.name,
    text,
    negotiationId,
    chatId,
    vacancyId: doc.vacancyId ?? person?.vacancyId ?? null,
  };
}

/** After something was forgotten, the old index must no longer be searched. */
export const dropSearch = async (): Promise<void> => {
  opened = null;
};
