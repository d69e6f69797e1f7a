import { browser } from 'wxt/browser';
import type { Applicant } from './inbox/applicant/applicant.ts';
import { headOf, type Look, merge } from './inbox/applicant/merge.ts';
import type { Millis } from './inbox/negotiation.ts';
import { applicantItem, eventsItem, settingsItem, topicsItem } from './storage.ts';

/** What is to be known for reading on. */
export interface Put {
  /** Something in the last topic of the look was new to us. */
  lastChanged: boolean;
  /** They are another person's than those before. */
  anew: boolean;
}

/**
 * The one way into the applicant's store: a look, and what else is known now; null where nothing was looked at,
 * while the counts move on with the clock. Topics, log and head are set at once, so that none is ahead of the
 * others, and each only when it changed.
 */
export const createApplicantStore =
  (now: () => Millis) =>
  (look: Look | null, more: Partial<Applicant>): Promise<Put> =>
    navigator.locks.request('topics', async () => {
      const [held, logs, head, { silentDays }] = await Promise.all([
        topicsItem.getValue(),
        eventsItem.getValue(),
        applicantItem.getValue(),
        settingsItem.getValue(),
      ]);
      const before = (look && logs[look.owner]) ?? {};
      const merged = look
        ? merge(held, before, look, now())
        : { topics: held, log: before, lastChanged: false };
      const { topics, log, lastChanged } = merged;
      const after: Applicant = {
        ...head,
        ...headOf(topics.topics, silentDays, now()),
        owner: look ? look.owner : head.owner,
        ...more,
      };
      after.problemSince = after.problem ? (head.problemSince ?? now()) : null;
      await browser.storage.local.set({
        ...(topics !== held && topicsItem.pack(topics)),
        ...(look && log !== before && eventsItem.pack({ ...logs, [look.owner]: log })),
        ...(JSON.stringify(after) !== JSON.stringify(head) && applicantItem.pack(after)),
      });
      return { lastChanged, anew: held.owner !== topics.owner };
    });
