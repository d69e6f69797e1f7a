import { browser } from 'wxt/browser';
import type { Client } from '../hh/client.ts';
import { needsSignIn } from '../problem.ts';
import { forgetOld } from '../storage/forget.ts';
import { applicantItem, settingsItem } from '../storage/items.ts';
import { wholeResumes } from '../storage/whole-resumes.ts';
import type { AccountService } from './account.ts';
import type { ApplicantService } from './applicant.ts';
import type { NotificationsService } from './notifications.ts';
import type { PollReason, Sync } from './poll.ts';
import type { Revocation } from './revocation.ts';

export const pollAlarm = 'poll';

interface PollingDeps {
  client: Pick<Client, 'hhTime'>;
  sync: Pick<Sync, 'poll' | 'nextDelay'>;
  applicant: Pick<ApplicantService, 'poll'>;
  account: Pick<AccountService, 'asking'>;
  revocation: Pick<Revocation, 'run'>;
  notifications: Pick<NotificationsService, 'tell'>;
}

export type PollingService = ReturnType<typeof createPollingService>;

/** Polls both halves together, and sets the browser's alarm for the next poll. */
export function createPollingService({
  client,
  sync,
  applicant,
  account,
  revocation,
  notifications,
}: PollingDeps) {
  async function schedule(delayInMinutes: number): Promise<void> {
    const { intervalMinutes } = await settingsItem.getValue();
    await browser.alarms.create(pollAlarm, { delayInMinutes, periodInMinutes: Math.max(1, intervalMinutes) });
  }

  const hhTime = () => client.hhTime?.() ?? null;
  /** Forgets what is too old, also by hh's clock if hh has just told it: ours may be set far ahead for a while. */
  const forget = (): Promise<void> => forgetOld(Math.min(Date.now(), hhTime() ?? Date.now())).catch(() => {});

  return {
    schedule,
    forget,

    /** Only if there is none: creating an alarm of the same name would restart its time. */
    async ensureAlarm(): Promise<void> {
      if (!(await browser.alarms.get(pollAlarm))) await schedule(0.5);
    },

    /** Also revokes left-over tokens at hh, and forgets yesterday's resumes and what is too old. */
    async poll(by: PollReason): Promise<void> {
      void revocation.run().catch(() => {});
      void wholeResumes.prune().catch(() => {});
      let isWell = false;
      await account.asking(async () => {
        const problems = await Promise.all([sync.poll(by), applicant.poll(by)]);
        isWell = problems.every((problem) => problem === null);
        return problems.find((problem) => problem && needsSignIn(problem)) ?? null;
      });
      void notifications.tell();
      await schedule(await sync.nextDelay());
      // If the clock is wrong by months, no browser reaches hh; then nothing is forgotten by that clock. A failure to
      // fetch hh's pages is only in the store.
      const { problem } = await applicantItem.getValue();
      const isReached = isWell && problem?.name !== 'no-connection';
      if (isReached || hhTime() !== null) await forget();
    },
  };
}
