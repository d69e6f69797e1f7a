import { type Applicant, emptyApplicant } from '../domain/applicant/applicant.ts';
import { applicantDb } from './applicant-db.ts';
import {
  applicantItem,
  erase,
  inboxItem,
  invitationsItem,
  negotiationsItem,
  pollItem,
  resumesItem,
} from './items.ts';
import { peopleDb } from './people-db.ts';
import { searchDb } from './search-db.ts';

/**
 * What belongs to the account: forgotten when it signs out or is switched. Settings and the log of
 * what happened stay; drafts, which name their account, are erased at sign-out by `account.ts`.
 * @param isForeign whether an applicant's negotiations go as well: those of hh's pages may be somebody else's
 */
export async function forgetAccount(isForeign: (head: Applicant) => boolean): Promise<void> {
  await Promise.all([
    ...[inboxItem, pollItem, negotiationsItem, resumesItem, invitationsItem].map(erase),
    peopleDb.clear(),
    searchDb.clear(),
  ]);
  await navigator.locks.request('negotiations', async () => {
    const head = await applicantItem.getValue();
    if (head === emptyApplicant) return;
    const gone = isForeign(head);
    // A worker that starts with nobody signed in comes by each time.
    if (!gone && head.api.state === 'off') return;
    if (gone) await applicantDb.forgetNegotiations();
    await applicantItem.setValue({
      ...(gone ? emptyApplicant : head),
      pages: head.pages,
      api: emptyApplicant.api,
    });
  });
}
