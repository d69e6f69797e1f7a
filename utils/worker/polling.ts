import { browser } from 'wxt/browser';
import type { Client } from '../hh/client.ts';
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
  client: Pick<Client, 'hhTime'>;
  sync: Pick<Sync, 'poll' | 'nextDelay'>;
  applicant: Pick<ApplicantService, 'poll'>;
  account: Pick<AccountService, 'asking'>;
  revocation: Pick<Revocation, 'run'>;
  notifications: Pick<NotificationsService, 'tell'>;
}

export type PollingService = ReturnType<typeof createPollingService>;

/** Both halves polled together, and the alarm of the browser that polls again. */
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
  /** What is too old, also by hh's clock where hh has just told it: ours may be set far ahead for a while. */
  const forget = (): Promise<void> => forgetOld(Math.min(Date.now(), hhTime() ?? Date.now())).catch(() => {});

  return {
    schedule,
    forget,

    /** Creating an alarm of the same name would restart its time: only where there is none. */
    async ensureAlarm(): Promise<void> {
      if (!(await browser.alarms.get(pollAlarm))) await schedule(0.5);
    },

    /** Also ends at hh what tokens were left before, and forgets resumes of yesterday and what is too old. */
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
      // With a clock that is wrong by months no browser reaches hh: then nothing is forgotten by it.
      if (isWell || hhTime() !== null) await forget();
    },
  };
}
