import { browser } from 'wxt/browser';

/* The browser's side of notifications, for the worker and for our pages. */

/** The permission, which is requested by the click that switches notifications on. */
const permission = { permissions: ['notifications'] } as const;
const asked = () => ({ permissions: [...permission.permissions] });

/** Only from a click. @returns whether notifications may be shown */
export const permitNotifications = (): Promise<boolean> =>
  browser.permissions.request(asked()).catch(() => false);
export const returnNotifications = (): Promise<unknown> =>
  browser.permissions.remove(asked()).catch(() => false);

/** Whether notifications can be shown. `missing`: never permitted, or revoked; `blocked`: by Chrome's own settings. */
export type MayNotify = 'yes' | 'missing' | 'blocked';

export async function mayNotify(): Promise<MayNotify> {
  if (!(await browser.permissions.contains(asked()))) return 'missing';
  // Firefox has no such settings.
  const level = await browser.notifications?.getPermissionLevel?.();
  return level === 'denied' ? 'blocked' : 'yes';
}

const lock = 'in-sight';

/** Holds a lock while the page is visible, because it shows what notifications would say. */
export function holdInSight(): void {
  const isVisible = () => document.visibilityState === 'visible';
  const hold = () => {
    if (!isVisible()) return;
    void navigator.locks.request(lock, { mode: 'shared' }, async () => {
      while (isVisible())
        await new Promise((changed) =>
          document.addEventListener('visibilitychange', changed, { once: true }),
        );
    });
  };
  document.addEventListener('visibilitychange', hold);
  hold();
}

/** Whether the person has one of those pages in front of them. */
export const isInSight = async (): Promise<boolean> =>
  ((await navigator.locks.query()).held ?? []).some(({ name }) => name === lock);
