import { useState } from 'preact/hooks';
import type { Account } from '../../utils/domain/account.ts';
import { type Applicant, isApplicant, isRecruiter } from '../../utils/domain/applicant/applicant.ts';
import { dueAt, dueOf, isHour, quietEnd, tomorrow } from '../../utils/domain/due.ts';
import { followUps, noticeKinds } from '../../utils/domain/settings.ts';
import { t } from '../../utils/i18n.ts';
import type { MayNotify } from '../../utils/messaging/notifications.ts';
import { dueText } from '../reminders/words.ts';
import { Button } from '../ui/button.tsx';
import { Fault } from '../ui/form.tsx';
import { useNow, useUniqueId } from '../ui/hooks.ts';
import { snake } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { Check, Kinds, SettingsSection, toggled, useSettings } from './fields.tsx';

interface Props {
  account: Account;
  applicant: Applicant;
  /** Whether the browser shows our notifications; the user can withdraw that in the browser. */
  may: MayNotify;
}

/** Which notifications are shown and how much they say, and what to do if the browser shows none. */
export const NotificationsSection = (props: Props) => (
  <SettingsSection title={t('options_notify')} note={t('options_notify_note')}>
    <Notifications {...props} />
  </SettingsSection>
);

function Notifications({ account, applicant, may }: Props) {
  const { permitNotifications } = useWorker();
  const { settings, save } = useSettings();
  const { notify } = settings;
  const [refused, setRefused] = useState(false);

  const permit = async () => {
    // The browser allows a permission request only in a click.
    const permitted = await permitNotifications();
    setRefused(!permitted);
    if (permitted) save({ notify: true });
  };

  return (
    <>
      <Check
        name="notify"
        label="options_notify_on"
        onTick={(on) => (on ? void permit() : save({ notify: false }))}
      />
      <Fault>{refused && t('options_notify_refused')}</Fault>
      {notify && may !== 'yes' && (
        <div class="calm row wrap" role="status">
          <span class="grow">{t(`options_notify_${may}`)}</span>
          {may === 'missing' && <Button onClick={permit}>{t('options_notify_again')}</Button>}
        </div>
      )}
      {notify && (
        <>
          <Kinds
            name="unnotified"
            kinds={[
              ...(isRecruiter(account) ? noticeKinds.recruiter : []),
              ...(isApplicant(account, applicant, settings) ? noticeKinds.applicant : []),
              ...noticeKinds.either,
            ]}
            label={(kind) => t(`options_notify_kind_${kind}`)}
          />
          <Check name="namesHidden" label="options_notify_names" />
        </>
      )}
    </>
  );
}

/** Which follow-ups are found automatically. */
export function FollowUpsSection({ account, applicant }: Omit<Props, 'may'>) {
  const { settings } = useSettings();
  const kinds = [
    ...(isRecruiter(account) ? followUps.recruiter : []),
    ...(isApplicant(account, applicant, settings) ? followUps.applicant : []),
  ];
  return kinds.length === 0 ? null : (
    <SettingsSection title={t('options_follow')} note={t('options_follow_note')}>
      <Kinds name="unfollowed" kinds={kinds} label={(kind) => t(`options_follow_${snake(kind)}`)} />
    </SettingsSection>
  );
}

/** The quiet hours, and whether they apply to the badge, too. */
export const QuietSection = () => (
  <SettingsSection title={t('options_quiet')} note={t('options_quiet_note')}>
    <Quiet />
    <Check name="quietBadge" label="options_quiet_badge" />
  </SettingsSection>
);

/** Monday first. */
const week = [1, 2, 3, 4, 5, 6, 0];

function Quiet() {
  const id = useUniqueId();
  const now = useNow();
  const { settings, save } = useSettings();
  const { notify, quietUntil, workDays, pausedUntil } = settings;
  const end = quietEnd(now, settings);
  const isPaused = pausedUntil !== null && end !== null && dueAt(pausedUntil) > now;
  const names = t('back_weekdays').split(' ');
  return (
    <>
      <div class="row wrap hours">
        {(['quietFrom', 'quietUntil'] as const).map((name) => (
          <label key={name} class="row">
            {t(name === 'quietFrom' ? 'options_quiet_from' : 'options_quiet_until')}
            <input
              class="field num"
              type="time"
              required
              value={settings[name]}
              onChange={({ currentTarget: { value } }) => isHour(value) && save({ [name]: value })}
            />
          </label>
        ))}
      </div>
      <fieldset class="row wrap days" aria-labelledby={`${id}-days`}>
        <span id={`${id}-days`} class="muted">
          {t('options_quiet_days')}
        </span>
        {week.map((day) => {
          const isOn = workDays.includes(day);
          return (
            <Button
              key={day}
              small
              aria-pressed={isOn}
              // At least one working day stays, otherwise it would be quiet for good.
              disabled={isOn && workDays.length === 1}
              onClick={() => save({ workDays: toggled(workDays, day, !isOn) })}
            >
              {names[day]}
            </Button>
          );
        })}
      </fieldset>
      {notify && end !== null && (
        <p class="calm small" role="status">
          {t('options_quiet_now', dueText(dueOf(new Date(end)), now))}
        </p>
      )}
      {notify && (
        <Button onClick={() => save({ pausedUntil: isPaused ? null : tomorrow(now, quietUntil) })}>
          {t(isPaused ? 'options_quiet_resume' : 'options_quiet_pause')}
        </Button>
      )}
    </>
  );
}
