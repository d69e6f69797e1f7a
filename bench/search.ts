import { addTo, emptyIndex, packed, searchIn } from '../utils/storage/search-index.ts';
import { median } from './subject.ts';
import { number, type Part, within } from './table.ts';

const responses = 20_000;
const messages = 50_000;
const frame = 1000 / 60;

/**
 * Generates words with frequencies as in a natural language: few are frequent, most are rare. The same in each run.
 */
function writer(): (words: number) => string {
  let seed = 7;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const syllables = [
    'ба',
    'ре',
    'но',
    'ти',
    'ку',
    'вы',
    'ша',
    'ло',
    'ми',
    'де',
    'го',
    'пра',
    'сто',
    'жи',
    'ня',
    'ер',
  ];
  const word = () => {
    let rank = Math.floor(40_000 ** random());
    let letters = '';
    for (let at = 0; at < 2 + (rank % 3); at++, rank = Math.floor(rank / 7) + at)
      letters += syllables[(rank * 7 + at * 3) % syllables.length];
    return letters + (rank % 97).toString(32).replaceAll(/\d/g, 'а');
  };
  return (words) => Array.from({ length: words }, word).join(' ');
}

/** Searches what a busy company reads in half a year; in Node, since the library is the same. */
export async function measureSearch(): Promise<Part> {
  const write = writer();
  const docs = [
    ...Array.from({ length: responses }, (_, at) => ({ id: `person:${at}`, name: write(3), text: write(4) })),
    ...Array.from({ length: messages }, (_, at) => ({ id: `message:${at}`, name: '', text: write(25) })),
  ];
  const index = emptyIndex();
  await addTo(index, docs);
  const texts = docs.reduce((sum, { name, text }) => sum + 2 * (name.length + text.length), 0);
  const megabytes = ((await packed(index)).length + texts) / 1_000_000;
  const queries = docs.filter((_, at) => at % 1400 === 0).map(({ text }) => text.split(' ')[1] ?? '');
  const times = queries.map((query) => {
    const began = performance.now();
    searchIn(index, query);
    return performance.now() - began;
  });
  const found = median(times);
  return {
    title: 'Search',
    note: `${responses} responses and ${messages} messages, ${queries.length} one-word queries, in Node.`,
    lines: [
      {
        what: 'Stored: words and texts',
        otklik: number(megabytes, 'MB'),
        budget: within(megabytes, 50, ' MB'),
      },
      {
        what: 'First results',
        otklik: number(found, 'ms'),
        control: number(frame, 'ms'),
        ratio: `${(found / frame).toFixed(2)}×`,
        budget: within(found / frame, 2, ' frames'),
      },
    ],
  };
}
