import type { OwnApplication } from '../application.ts';
import { withOtherVacancies } from '../domain/notifications.ts';
import { fixable, type Policy, type Settings } from '../domain/settings.ts';
import type { VacancyId } from '../ids.ts';
import { endFollowUps } from '../storage/follow-ups.ts';
import { notifiedItem, settingsItem, update } from '../storage/items.ts';
import { readPolicy } from '../storage/policy.ts';
import { secrets } from '../storage/secrets.ts';
import type { ApplicantService } from './applicant.ts';
import type { Panels } from './panels.ts';
import type { PollingService } from './poll.ts';

interface SettingsDeps {
  polling: Pick<PollingService, 'poll' | 'schedule' | 'forget'>;
  applicant: Pick<ApplicantService, 'poll'>;
  panels: Pick<Panels, 'pushAll'>;
}

/** What our tabs and marks on pages of hh depend on. */
const shownOnPages = [
  'theme',
  'placement',
  'panelOpen',
  'undoSeconds',
  'waitHours',
  'silentDays',
  'readPages',
  'marks',
  'cards',
] as const satisfies (keyof Settings)[];

/** The person's settings, and what must follow when they change. */
export function createSettingsService({ polling, applicant, panels }: SettingsDeps) {
  /** The only place where settings are written: what the company's policy fixes always stands. */
  const change = (some: Partial<Settings>) =>
    update(settingsItem, async (old) => ({ ...old, ...some, ...(await readPolicy()).settings }));

  async function save(some: Partial<Settings>): Promise<void> {
    const before = await settingsItem.getValue();
    const settings = await change(some);
    if (settings.intervalMinutes !== before.intervalMinutes) await polling.schedule(settings.intervalMinutes);
    const counts = (id: VacancyId) => !settings.muted.includes(id);
    if (before.muted.some(counts) || (settings.count === 'all' && before.count !== 'all'))
      await update(notifiedItem, withOtherVacancies);
    if (settings.count !== before.count) void polling.poll('change');
    if (settings.unfollowed.some((rule) => !before.unfollowed.includes(rule)))
      await endFollowUps(settings.unfollowed).catch(() => {});
    if (settings.keepDays !== before.keepDays) void polling.forget();
    const isAsked = settings.readPages !== before.readPages || settings.fetchPages !== before.fetchPages;
    if (isAsked) void applicant.poll('change');
    else if (settings.silentDays !== before.silentDays) void applicant.poll('alarm');
    if (shownOnPages.some((name) => settings[name] !== before[name])) panels.pushAll();
  }

  return {
    save,

    /** Puts into force what the policy fixes: at each start, when the policy changes, and after everything was erased. */
    async applyPolicy({ settings }: Policy): Promise<void> {
      const now = await settingsItem.getValue();
      if (fixable.some((name) => (settings[name] ?? now[name]) !== now[name])) await save(settings);
    },

    /** The panel that was opened or closed already shows it; the others stay as they are. */
    setPanelOpen: async (panelOpen: boolean): Promise<void> => void (await change({ panelOpen })),

    /** Makes the sister site that the person is on the one after which hh names things. */
    async useSite(site: Settings['site']): Promise<void> {
      if ((await settingsItem.getValue()).site !== site) await change({ site });
    },

    /** Saves the person's own application; one without an id removes it. */
    saveApplication: (application: OwnApplication): Promise<void> =>
      application.clientId ? secrets.set('application', application) : secrets.remove('application'),
  };
}
