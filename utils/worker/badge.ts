import { browser } from 'wxt/browser';
import { partText } from '../domain/applicant/applicant.ts';
import { type Badge, badgeOf, isClosed } from '../domain/badge.ts';
import { quietEnd } from '../domain/due.ts';
import type { Millis } from '../domain/negotiation.ts';
import { backList } from '../domain/reminders.ts';
import { countsWithoutAway, headWithoutAway } from '../domain/snoozed.ts';
import { sumText } from '../domain/sum.ts';
import { plural, t } from '../i18n.ts';
import { accountItem, applicantItem, countsItem, remindersItem, settingsItem } from '../storage/items.ts';
import { readOwn } from '../storage/own.ts';
import { clock, date } from '../time.ts';

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

/** @param due how many reminders are due */
export function titleOf({ responses, chats, answers, part, halves }: Badge, now: Millis, due = 0): string {
  const words = halves.map(({ role, look, since }) => {
    const numbers =
      role === 'applicant'
        ? [sumText('badge_answers', answers), part && partText(part).toLowerCase()].filter(Boolean).join(', ')
        : t('badge_numbers', sumText('badge_responses', responses), chatsText(chats));
    // "All read" must not be said of chats that cannot be read.
    const name = look === 'nothing' && role === 'recruiter' && !chats.known ? 'count' : look;
    const text = t(`badge_${name}`, numbers, since === null ? '' : t('badge_since', momentOf(since, now)));
    // The role is named only for a person who has both.
    return halves.length > 1 ? `${t(`badge_${role}`)}: ${text}` : text;
  });
  if (due > 0) words.push(plural('badge_reminders', due));
  return `${t('extName')}: ${words.join('; ')}`;
}

const chatsText = (chats: Badge['chats']): string =>
  chats.known
    ? plural('badge_messages', chats.value)
    : t(isClosed(chats) ? 'badge_messages_closed' : 'badge_messages_unknown');

/** The time of day, with the date if it was another day. */
function momentOf(at: Millis, now: Millis): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return sameDay ? clock(at) : `${date(at, now)}, ${clock(at)}`;
}
