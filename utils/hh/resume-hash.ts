import { asId, type EmployerId, type ResumeId } from '../ids.ts';

/**
 * hh's resume hash is 38 hex digits: 8 of salt, 2 of a flag, 8 of the resume's number, 8 of the company it was made
 * for, 12 more. hh documents none of this, so it only joins what hh itself gave, and explains what hh refused.
 */
const shape = /^[0-9a-f]{10}([0-9a-f]{8})([0-9a-f]{8})[0-9a-f]{12}$/;
/** Stands where a hash was made for no company in particular. */
const anybody = 0x39ed1f;

/** hh's number of the resume, the same in each of its hashes; null where the id has another shape. */
export function numberIn(id: ResumeId): string | null {
  const digits = shape.exec(id)?.[1];
  return digits ? String(Number.parseInt(digits, 16)) : null;
}

/** The company that alone can open this address of a resume; null when that is not said. */
export function companyIn(id: ResumeId): EmployerId | null {
  const digits = shape.exec(id)?.[2];
  const company = digits ? Number.parseInt(digits, 16) : anybody;
  return company === anybody ? null : asId<EmployerId>(company);
}

/** Whether two ids are of one resume: each company has a hash of its own for it. */
export function sameResume(one: ResumeId | null | undefined, other: ResumeId | null | undefined): boolean {
  if (!one || !other) return false;
  const number = numberIn(one);
  return one === other || (number !== null && number === numberIn(other));
}
