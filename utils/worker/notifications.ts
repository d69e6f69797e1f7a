import { browser } from 'wxt/browser';
import { isRecruiter } from '../domain/applicant/applicant.ts';
import { accountKey, noticeKinds, shownAs } from '../domain/inbox.ts';
import type { Millis } from '../domain/negotiation.ts';
import {
  applicantNotices,
  begun,
  inboxNotices,
  isBehind,
  type Note,
  nothingTold,
  reminderNotices,
  tell,
} from '../domain/notifications.ts';
import { quietEnd } from '../domain/quiet.ts';
import { inboxWithoutAway } from '../domain/reminders.ts';
import { isInSight, mayNotify } from '../messaging/notifications.ts';
import { openInbox } from '../messaging/tabs.ts';
import { applicantDb } from '../storage/applicant-db.ts';
import {
  accountItem,
  applicantItem,
  inboxItem,
  pollItem,
  remindersItem,
  settingsItem,
  toldItem,
} from '../storage/items.ts';
import { readOwn } from '../storage/own.ts';

/** Goes off where quiet hours end while something waits for that. */
export const notificationsAlarm = 'notifications';

export type NotificationsService = ReturnType<typeof createNotificationsService>;

/**
 * Notifications, made of what the store holds: it asks hh for nothing. Whoever changes the store calls `tell`; what is
 * found then is remembered as told before it is shown, so that nothing is told twice, whenever the worker dies.
 */
export function createNotificationsService({ now }: { now: () => Millis }) {
  /** Reading pages of hh that the applicant has before them, and so sees by themselves. */
  let looking = 0;
  let waiting: Promise<void> | null = null;

  async function run(): Promise<void> {
    const [settings, stored, may] = await Promise.all([
      settingsItem.getValue(),
      toldItem.getValue(),
      mayNotify(),
    ]);
    const isOn = settings.notify && may === 'yes';
    // Switched on again, one is told of what comes then.
    if (!isOn && stored !== nothingTold) await toldItem.removeValue();
    if (!isOn) return clearNotifications();
    const active = Object.keys(await browser.notifications.getAll());
    const [stands, inbox, { count: counted }, applicant] = await Promise.all([
      accountItem.getValue(),
      inboxItem.getValue(),
      pollItem.getValue(),
      applicantItem.getValue(),
    ]);
    // Of a token that has ended the lists stay, and so does what was put off.
    const account = shownAs(stands);
    const key = accountKey(account);
    // Half of an inbox is none to begin with.
    const isRead =
      isRecruiter(account) && inbox.freshAt !== null && (inbox.problem === null || stored.account === key);
    // Other vacancies are to count than those that were read last.
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
    const { told, show, clear, isHeld } = tell(
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
    if (JSON.stringify(told) !== JSON.stringify(stored)) await toldItem.setValue(told);
    await Promise.all([
      ...clear.map((topic) => browser.notifications.clear(topic)),
      show && create(show),
      isHeld && quietUntil !== null
        ? browser.alarms.create(notificationsAlarm, { when: quietUntil })
        : browser.alarms.clear(notificationsAlarm),
    ]);
  }

  /** Once what is being read now is there: one poll is told of at once. */
  async function wait(): Promise<void> {
    // A whole list is read for minutes.
    const { readingAll } = await applicantItem.getValue();
    for (const lock of readingAll ? ['sync'] : ['sync', 'applicant'])
      await navigator.locks.request(lock, () => {});
    waiting = null;
    await navigator.locks.request(`item:${toldItem.key}`, run);
  }

  const service = {
    /** Tells what is new in the store, if anything is. Never throws: a full store shows nothing, rather than twice. */
    tell(): Promise<void> {
      waiting ??= wait().catch(() => {});
      return waiting;
    },

    /** Reads something that the applicant has before them. */
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

    /** To what the notification is about. */
    async open(topic: string): Promise<void> {
      const { shown } = await toldItem.getValue();
      const place = Object.entries(shown).find(([name]) => name === topic)?.[1].place;
      await Promise.all([openInbox(place), browser.notifications.clear(topic)]);
    },
  };
  return service;
}

/** Takes off the screen what stands there. */
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
