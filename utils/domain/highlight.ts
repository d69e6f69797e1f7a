/** Words to look for, as `wordsToFind` makes them. */
export type Sought = ReadonlySet<string>;

/** Part of a text, and whether it is one of the words. */
export interface Piece {
  text: string;
  found: boolean;
}

/** A word as people write them in resumes: «1С:ERP» is two, `C++` and `C#` are one. */
const word = /[\p{L}\p{N}][\p{L}\p{N}+#]*/gu;
const idle = new Set(['для', 'или', 'без', 'при', 'под', 'над', 'это', 'the', 'and', 'with', 'for']);

const endings =
  /(?:иями|ями|ами|ией|иям|ием|иях|ого|его|ому|ему|ыми|ими|ях|ах|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ую|юю|ам|ям|ом|ем|ия|ии|ию|а|е|и|й|о|у|ы|ь|ю|я)$/;

/** What the forms of one word have in common: «отчётности» and «отчётность» are one. */
function stem(one: string): string {
  const plain = one.toLowerCase().replaceAll('ё', 'е');
  if (/^[а-я]{5,}$/.test(plain)) {
    const short = plain.replace(endings, '');
    return short.length >= 3 ? short : plain;
  }
  return /^[a-z]{5,}$/.test(plain) ? plain.replace(/(?:es|s)$/, '') : plain;
}

/** The words of what is looked for: skills of a vacancy, a search. Short ones say too little. */
export function wordsToFind(texts: readonly string[]): Sought {
  const words = texts.flatMap((text) => text.match(word) ?? []);
  return new Set(
    words.filter((one) => (one.length > 2 || /[\dA-Z]/.test(one)) && !idle.has(one.toLowerCase())).map(stem),
  );
}

/** A text in pieces, those that are found apart. */
export function piecesOf(text: string, sought: Sought): Piece[] {
  if (sought.size === 0) return [{ text, found: false }];
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: one, index } of text.matchAll(word)) {
    if (!sought.has(stem(one))) continue;
    if (index > from) pieces.push({ text: text.slice(from, index), found: false });
    pieces.push({ text: one, found: true });
    from = index + one.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), found: false });
  return pieces;
}
