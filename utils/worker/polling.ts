import { browser } from 'wxt/browser';
import { needsSignIn } from '../problem.ts';
import { forgetOld } from '../storage/forget.ts';
import { settingsItem } from '../storage/items.ts';
import { wholeResumes } from '../storage/whole-resumes.ts';
import type { AccountService } from './account.ts';
import type { ApplicantService } from './applicant.ts';
import type { NotificationsService } from './notifications.ts';
import type { PollReason, Sync } from './poll.ts';
import type { Revocation } from './revocation.ts';

export const pollAlarm = 'poll';

interface PollingDeps {
  sync: Pick<Sync, 'poll' | 'nextDelay'>;
  applicant: Pick<ApplicantService, 'poll'>;
  account: Pick<AccountService, 'asking'>;
  revocation: Pick<Revocation, 'run'>;
  notifications: Pick<NotificationsService, 'tell'>;
}

export type PollingService = ReturnType<typeof createPollingService>;

/** Both halves polled together, and the alarm of the browser that polls again. */
export function createPollingService({ sync, applicant, account, revocation, notifications }: PollingDeps) {
  async function schedule(delayInMinutes: number): Promise<void> {
    const { intervalMinutes } = await settingsItem.getValue();
    await browser.alarms.create(pollAlarm, { delayInMinutes, periodInMinutes: Math.max(1, intervalMinutes) });
  }

  return {
    schedule,

    /** Creating an alarm of the same name would restart its time: only where there is none. */
    async ensureAlarm(): Promise<void> {
      if (!(await browser.alarms.get(pollAlarm))) await schedule(0.5);
    },

    /** Also ends at hh what tokens were left before, and forgets resumes of yesterday and what was read too long ago. */
    async poll(by: PollReason): Promise<void> {
      void revocation.run().catch(() => {});
      void wholeResumes.prune().catch(() => {});
      void forgetOld(Date.now()).catch(() => {});
      await account.asking(async () => {
        const problems = await Promise.all([sync.poll(by), applicant.poll(by)]);
        return problems.find((problem) => problem && needsSignIn(problem)) ?? null;
      });
      void notifications.tell();
      await schedule(await sync.nextDelay());
    },
  };
}
