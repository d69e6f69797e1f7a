import { browser } from 'wxt/browser';
import { accountKey, shownAs } from '../domain/account.ts';
import { isRecruiter } from '../domain/applicant/applicant.ts';
import { badgeOf, titleOf } from '../domain/badge.ts';
import { quietEnd } from '../domain/due.ts';
import type { Millis } from '../domain/negotiation.ts';
import {
  applicantNotices,
  begun,
  inboxNotices,
  isBehind,
  type Note,
  nothingNotified,
  reminderNotices,
  tell,
} from '../domain/notifications.ts';
import { backList } from '../domain/reminders.ts';
import { noticeKinds } from '../domain/settings.ts';
import { countsWithoutAway, headWithoutAway, inboxWithoutAway } from '../domain/snoozed.ts';
import { isInSight, mayNotify } from '../messaging/notifications.ts';
import { openInbox } from '../messaging/tabs.ts';
import { applicantDb } from '../storage/applicant-db.ts';
import {
  accountItem,
  applicantItem,
  countsItem,
  inboxItem,
  notifiedItem,
  pollItem,
  remindersItem,
  settingsItem,
} from '../storage/items.ts';
import { readOwn } from '../storage/own.ts';

/** Fires when quiet hours end, if something was held until then. */
export const notificationsAlarm = 'notifications';

export type NotificationsService = ReturnType<typeof createNotificationsService>;

/**
 * Notifications, made from what the store holds, without asking hh. Call `tell` after changing the store. News is
 * remembered as told before it is shown, so nothing is told twice, whenever the worker dies.
 */
export function createNotificationsService({ now }: { now: () => Millis }) {
  /** Number of reads in progress of pages of hh that the applicant has in front of them, and so sees anyway. */
  let looking = 0;
  let waiting: Promise<void> | null = null;

  async function run(): Promise<void> {
    const [settings, stored, may] = await Promise.all([
      settingsItem.getValue(),
      notifiedItem.getValue(),
      mayNotify(),
    ]);
    const isOn = settings.notify && may === 'yes';
    // Once switched on again, only later news is told.
    if (!isOn && stored !== nothingNotified) await notifiedItem.removeValue();
    if (!isOn) return clearNotifications();
    const active = Object.keys(await browser.notifications.getAll());
    const [stands, inbox, { count: counted }, applicant] = await Promise.all([
      accountItem.getValue(),
      inboxItem.getValue(),
      pollItem.getValue(),
      applicantItem.getValue(),
    ]);
    // After a token has expired, lists and reminders stay.
    const account = shownAs(stands);
    const key = accountKey(account);
    // A partly read inbox is no starting point.
    const isRead =
      isRecruiter(account) && inbox.freshAt !== null && (inbox.problem === null || stored.account === key);
    // The vacancies to be counted are not those that were read last.
    const isBehindNow = isRead && (isBehind(inbox, settings) || counted !== settings.count);
    const { owner } = applicant;
    if (!isRead && owner === null) return clearNotifications();
    const [reminders, inSight] = await Promise.all([readOwn(remindersItem), isInSight()]);
    const time = now();
    const listed = inboxWithoutAway(inbox, reminders, time);
    const ofInbox = isRead ? inboxNotices(listed, settings, time) : [];
    const ofReminders = reminderNotices(reminders, time);
    const before = begun(stored, isRead ? key : null, applicant, ofInbox, ofReminders, {
      isBehind: isBehindNow,
      now: time,
    });
    const applied = owner === null ? null : await applicantDb.newsSince(owner, before.revision);
    const isOfApplicant = new Set<string>(noticeKinds.applicant);
    const quietUntil = quietEnd(time, settings);
    const { notified, show, clear, isHeld } = tell(
      before,
      [...ofInbox, ...applicantNotices(applied?.news ?? []), ...ofReminders],
      settings,
      {
        isQuiet: quietUntil !== null,
        isBehind: isBehindNow,
        isSeen: (kind) => inSight || (looking > 0 && isOfApplicant.has(kind)),
        active: new Set(active),
        revision: applied?.revision ?? before.revision,
        now: time,
      },
    );
    if (JSON.stringify(notified) !== JSON.stringify(stored)) await notifiedItem.setValue(notified);
    await Promise.all([
      ...clear.map((topic) => browser.notifications.clear(topic)),
      show && create(show),
      isHeld && quietUntil !== null
        ? browser.alarms.create(notificationsAlarm, { when: quietUntil })
        : browser.alarms.clear(notificationsAlarm),
    ]);
  }

  /** Waits for reads in flight, so that the news of one poll is told together. */
  async function wait(): Promise<void> {
    // Reading a whole list takes minutes.
    const { readingAll } = await applicantItem.getValue();
    for (const lock of readingAll ? ['sync'] : ['sync', 'applicant'])
      await navigator.locks.request(lock, () => {});
    waiting = null;
    await navigator.locks.request(`item:${notifiedItem.key}`, run);
  }

  const service = {
    /** Notifies of anything new in the store. Never throws: a full store shows nothing, rather than something twice. */
    tell(): Promise<void> {
      waiting ??= wait().catch(() => {});
      return waiting;
    },

    /** Reads something that the applicant has in front of them. */
    async whileSeen(read: () => Promise<void>): Promise<void> {
      looking += 1;
      try {
        await read();
      } finally {
        void service.tell().finally(() => {
          looking -= 1;
        });
      }
    },

    /** Opens what the notification is about. */
    async open(topic: string): Promise<void> {
      const { shown } = await notifiedItem.getValue();
      const place = Object.entries(shown).find(([name]) => name === topic)?.[1].place;
      await Promise.all([openInbox(place), browser.notifications.clear(topic)]);
    },
  };
  return service;
}

/** Removes our notifications from the screen. */
export async function clearNotifications(): Promise<void> {
  const active = Object.keys((await browser.notifications?.getAll()) ?? {});
  await Promise.all(active.map((topic) => browser.notifications.clear(topic)));
}

const create = ({ topic, title, message }: Note): Promise<string> =>
  browser.notifications.create(topic, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title,
    message,
  });

/** Updates the badge on the toolbar from what is stored: its number or mark, its colour, and a title in words. */
export async function updateBadge(): Promise<void> {
  const [account, counts, settings, applicant, reminders] = await Promise.all([
    accountItem.getValue(),
    countsItem.getValue(),
    settingsItem.getValue(),
    applicantItem.getValue(),
    readOwn(remindersItem),
  ]);
  const now = Date.now();
  // Hiding the badge does not change the number itself.
  const isHidden = settings.quietBadge && quietEnd(now, settings) !== null;
  const badge = badgeOf(
    account,
    countsWithoutAway(counts, reminders, now),
    settings,
    headWithoutAway(applicant, reminders, now, settings.silentDays),
    now,
  );
  await Promise.all([
    browser.action.setBadgeText({ text: isHidden ? '' : badge.text }),
    browser.action.setBadgeBackgroundColor({ color: badge.color }),
    browser.action.setBadgeTextColor?.({ color: '#ffffff' }),
    browser.action.setTitle({ title: titleOf(badge, now, backList(reminders, now).due.length) }),
  ]);
}
