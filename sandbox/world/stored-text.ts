/**
 * A text as hh stores it, which is not always as it was sent: line ends and spaces of one kind, none at its ends,
 * no more than one empty line in a row. hh documents none of it; a reader must know its own text again anyway.
 */
export const storedText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\t \u00a0\u202f]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
