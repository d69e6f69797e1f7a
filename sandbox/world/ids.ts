/** Fixed ids of the hand-made world. */
export const ids = {
  employer: '1455',
  otherEmployer: '8183',
  manager: '4062820',
  colleague: '4062821',
  account: '87654321',
  secondAccount: '87654322',
  secondManager: '4062899',
} as const;

/** Ids of the small world's vacancies. */
export const vacancyIds = {
  chiefAccountant: '93310001',
  accountant: '93310002',
  salesManager: '93310003',
  logist: '93310004',
  secretary: '93310005',
  developer: '93310006',
  tester: '93310007',
  archivedAccountant: '87120011',
  strangers: '71990042',
} as const;

/** The second constant part of most of hh's resume hashes. */
const CONSTANT = '0039ed1f';
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** hh's resume hash: salt, ff, the numeric id, a constant, six letters or digits; all in hex, 38 characters. */
export function resumeHash(realId: number, random: () => number): string {
  const salt = hex(Math.floor(random() * 0xffffffff), 8);
  const tail = Array.from({ length: 6 }, () =>
    hex(LETTERS.charCodeAt(Math.floor(random() * LETTERS.length)), 2),
  );
  return `${salt}ff${hex(realId, 8)}${CONSTANT}${tail.join('')}`;
}

/** The hash of the same resume that hh generates for one company; no other company can open it. */
export function companyHash(hash: string, employerId: string): string {
  return `${hash.slice(0, 8)}00${hash.slice(10, 18)}${hex(Number(employerId), 8)}${hash.slice(26)}`;
}

/** The only company that can open a hash; null if all can. */
export function companyOf(hash: string): string | null {
  const company = String(Number.parseInt(hash.slice(18, 26), 16));
  return hash.slice(18, 26) === CONSTANT ? null : company;
}

/** A small random generator, repeatable by its seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
