import type { Applicant } from '../domain/applicant/applicant.ts';
import type { Look } from '../domain/applicant/merge.ts';
import type { Millis } from '../domain/negotiation.ts';
import { applicantDb, type Looked } from '../storage/applicant-db.ts';
import { applicantItem, settingsItem } from '../storage/items.ts';

/**
 * The one way into the applicant's store: a look, and what else is known now; null where nothing was looked at,
 * while the counts move on with the clock. The head is set behind the database: whoever hears of it finds there what
 * it counts, and a head that a dying worker left behind is put right by the next.
 */
export const createApplicantStore =
  (now: () => Millis) =>
  (look: Look | null, more: Partial<Applicant>): Promise<Looked> =>
    navigator.locks.request('topics', async () => {
      const [head, { silentDays }] = await Promise.all([applicantItem.getValue(), settingsItem.getValue()]);
      const looked = look ? await applicantDb.look(look, now()) : { lastChanged: false, anew: false };
      const owner = look ? look.owner : head.owner;
      const after: Applicant = {
        ...head,
        ...(owner !== head.owner && { whole: false }),
        ...(owner !== null && (await applicantDb.head(owner, silentDays, now()))),
        owner,
        ...more,
      };
      after.problemSince = after.problem ? (head.problemSince ?? now()) : null;
      if (JSON.stringify(after) !== JSON.stringify(head)) await applicantItem.setValue(after);
      return looked;
    });
