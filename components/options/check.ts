/** Bounds of a setting that is a number, both ends included. */
export interface Bounds {
  min: number;
  max: number;
}

export const intervalBounds: Bounds = { min: 1, max: 60 };
export const undoBounds: Bounds = { min: 0, max: 30 };
export const silentBounds: Bounds = { min: 1, max: 90 };
export const waitBounds: Bounds = { min: 1, max: 240 };

/** The whole number a person typed, or null when it is none or out of bounds. */
export function wholeNumber(text: string, { min, max }: Bounds): number | null {
  const plain = text.trim();
  if (!/^\d{1,4}$/.test(plain)) return null;
  const value = Number(plain);
  return value >= min && value <= max ? value : null;
}

/** People copy the header's value as often as the token. */
export const bareToken = (text: string): string => text.trim().replace(/^bearer(\s+|$)/i, '');

/** What is wrong with a pasted token; hh's are opaque, so only what no token can be is refused. */
export function tokenFault(text: string): 'missing' | 'spaces' | null {
  const token = bareToken(text);
  if (token === '') return 'missing';
  return /\s/.test(token) ? 'spaces' : null;
}
