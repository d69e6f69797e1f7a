import 'fake-indexeddb/auto';
import { beforeEach } from 'vitest';
import type { ApplicantNegotiations } from '../utils/domain/applicant/applicant.ts';
import { newestFirst } from '../utils/domain/applicant/negotiation.ts';
import { applicantDb } from '../utils/storage/applicant-db.ts';
import { applicantItem } from '../utils/storage/items.ts';

/* For tests: the applicant's database, emptied before each of them. */
beforeEach(() => applicantDb.erase());

/** All stored negotiations of the applicant named in the stored head, latest change first. */
export async function heldNegotiations(): Promise<ApplicantNegotiations> {
  const { owner } = await applicantItem.getValue();
  const { negotiations } = owner === null ? { negotiations: [] } : await applicantDb.since(owner, 0);
  return { owner, negotiations: negotiations.sort(newestFirst) };
}
