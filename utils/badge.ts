import { browser } from 'wxt/browser';
import { plural, t } from './i18n.ts';
import { type Badge, badgeOf } from './inbox/badge.ts';
import type { Account, Counts, Settings } from './inbox/inbox.ts';
import type { Millis } from './inbox/negotiation.ts';

/** Puts the badge on the toolbar: the number or mark, its colour, and a title that says it in words. */
export async function renderBadge(
  account: Account,
  counts: Counts,
  settings: Settings,
  now: Millis,
): Promise<void> {
  const badge = badgeOf(account, counts, settings, now);
  await Promise.all([
    browser.action.setBadgeText({ text: badge.text }),
    browser.action.setBadgeBackgroundColor({ color: badge.color }),
    browser.action.setBadgeTextColor?.({ color: '#ffffff' }),
    browser.action.setTitle({ title: titleOf(badge, now) }),
  ]);
}

export function titleOf(badge: Badge, now: Millis): string {
  const numbers = t(
    'badge_numbers',
    plural('badge_responses', badge.responses),
    plural('badge_messages', badge.chats),
  );
  const since = badge.since === null ? '' : t('badge_since', momentOf(badge.since, now));
  const words = t(`badge_${badge.look}`, numbers, since);
  return `${t('extName')}: ${words}`;
}

/** The time of day, with the date when it was another day. */
function momentOf(at: Millis, now: Millis): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(t('locale'), {
    ...(sameDay ? {} : { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}
