import { useId, useState } from 'preact/hooks';
import type { Applicant } from '../../utils/domain/applicant/applicant.ts';
import { isApplicant, isRecruiter } from '../../utils/domain/applicant/applicant.ts';
import { dueAt, dueOf } from '../../utils/domain/due.ts';
import {
  type Account,
  type FollowUp,
  followUps,
  noticeKinds,
  type Settings,
} from '../../utils/domain/inbox.ts';
import { isHour, quietEnd, tomorrow } from '../../utils/domain/quiet.ts';
import { type MessageKey, t } from '../../utils/i18n.ts';
import type { MayNotify } from '../../utils/messaging/notifications.ts';
import { dueText } from '../reminders/words.ts';
import { Button } from '../ui/button.tsx';
import { Fault } from '../ui/form.tsx';
import { useNow } from '../ui/hooks.ts';
import { useWorker } from '../worker.ts';
import { Check, Section, SettingsSection, useSaving } from './fields.tsx';

interface Props {
  settings: Settings;
  account: Account;
  applicant: Applicant;
  /** Whether the browser shows notifications of ours now; a person can take that back elsewhere. */
  may: MayNotify;
}

/** Whether notifications come, of what, and how much they say; and what to do where the browser shows none. */
export function NotificationsSection({ settings, account, applicant, may }: Props) {
  const { permitNotifications, saveSettings } = useWorker();
  const saving = useSaving();
  const save = (change: Partial<Settings>) => void saving.run(saveSettings(change));
  const [refused, setRefused] = useState(false);
  const { notify, unnotified, namesHidden } = settings;
  const kinds = [
    ...(isRecruiter(account) ? noticeKinds.recruiter : []),
    ...(isApplicant(account, applicant, settings) ? noticeKinds.applicant : []),
    ...noticeKinds.either,
  ];

  const permit = async () => {
    // The browser takes the question from a click only.
    const permitted = await permitNotifications();
    setRefused(!permitted);
    if (permitted) save({ notify: true });
  };

  return (
    <Section title={t('options_notify')} note={t('options_notify_note')} saving={saving}>
      <Check
        name="notify"
        label={t('options_notify_on')}
        checked={notify}
        onChange={(on) => (on ? void permit() : save({ notify: false }))}
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
          {kinds.map((kind) => (
            <Check
              key={kind}
              label={t(`options_notify_kind_${kind}`)}
              checked={!unnotified.includes(kind)}
              onChange={(on) =>
                save({ unnotified: on ? unnotified.filter((one) => one !== kind) : [...unnotified, kind] })
              }
            />
          ))}
          <Check
            name="namesHidden"
            label={t('options_notify_names')}
            checked={namesHidden}
            onChange={(on) => save({ namesHidden: on })}
          />
        </>
      )}
    </Section>
  );
}

const followUpNames: Record<FollowUp, MessageKey> = {
  'invited-silent': 'options_follow_invited_silent',
  promised: 'options_follow_promised',
  overlong: 'options_follow_overlong',
  'read-silent': 'options_follow_read_silent',
  unanswered: 'options_follow_unanswered',
  interview: 'options_follow_interview',
};

/** What is found by itself to be come back to. */
export function FollowUpsSection({ settings, account, applicant }: Omit<Props, 'may'>) {
  const { unfollowed } = settings;
  const kinds = [
    ...(isRecruiter(account) ? followUps.recruiter : []),
    ...(isApplicant(account, applicant, settings) ? followUps.applicant : []),
  ];
  if (kinds.length === 0) return null;
  return (
    <SettingsSection title={t('options_follow')} note={t('options_follow_note')}>
      {(save) =>
        kinds.map((kind) => (
          <Check
            key={kind}
            label={t(followUpNames[kind])}
            checked={!unfollowed.includes(kind)}
            onChange={(on) =>
              save({ unfollowed: on ? unfollowed.filter((one) => one !== kind) : [...unfollowed, kind] })
            }
          />
        ))
      }
    </SettingsSection>
  );
}

/** Monday first. */
const week = [1, 2, 3, 4, 5, 6, 0];

/** When nothing is told, and whether the badge is quiet then, too. */
export function QuietSection({ settings }: { settings: Settings }) {
  const id = useId();
  const now = useNow();
  const { notify, quietUntil, workDays, pausedUntil, quietBadge } = settings;
  const end = quietEnd(now, settings);
  const isPaused = pausedUntil !== null && end !== null && dueAt(pausedUntil) > now;
  const names = t('back_weekdays').split(' ');
  return (
    <SettingsSection title={t('options_quiet')} note={t('options_quiet_note')}>
      {(save) => (
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
                  // The last one stays: else it would be quiet for good.
                  disabled={isOn && workDays.length === 1}
                  onClick={() =>
                    save({ workDays: isOn ? workDays.filter((one) => one !== day) : [...workDays, day] })
                  }
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
          <Check
            label={t('options_quiet_badge')}
            checked={quietBadge}
            onChange={(on) => save({ quietBadge: on })}
          />
        </>
      )}
    </SettingsSection>
  );
}
