/** Search by words in texts that the page holds. */

/** A person types е for ё and in any case; so do the words we look in. */
export const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** True when every word of the query occurs somewhere in the text; an empty query lets all through. */
export function matcher(query: string): (text: string) => boolean {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return (text) => words.length === 0 || words.every((word) => text.includes(word));
}
