import { useState } from 'preact/hooks';
import { isApplicant, isRecruiter } from '../../utils/domain/applicant/applicant.ts';
import { dueAt, dueOf, isHour, quietEnd, tomorrow } from '../../utils/domain/due.ts';
import { followUps, noticeKinds } from '../../utils/domain/settings.ts';
import { isNothing, sumOf, sumText } from '../../utils/domain/sum.ts';
import { t } from '../../utils/i18n.ts';
import { matcher, plain } from '../list/search.tsx';
import { dueText } from '../reminders/reminder.tsx';
import { Button } from '../ui/button.tsx';
import { Fault, FindField } from '../ui/form.tsx';
import { useNow, useUniqueId } from '../ui/hooks.ts';
import { snake, vacancyTitle } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { Check, Choice, Kinds, NumberSection, SettingsSection, toggled, useOptions } from './fields.tsx';

/**
 * What is counted, notified and found, when, and how often hh is read.
 * @param hires whether to show what concerns recruiters only
 */
export const Counting = ({ hires }: { hires: boolean }) => (
  <>
    {hires && (
      <SettingsSection title={t('options_count')}>
        <Choice
          name="count"
          label="options_count"
          options={[
            ['own', 'options_count_own'],
            ['all', 'options_count_all'],
          ]}
        />
        <Muted />
      </SettingsSection>
    )}
    <SettingsSection title={t('options_notify')} note={t('options_notify_note')}>
      <Notifications />
    </SettingsSection>
    <SettingsSection title={t('options_quiet')} note={t('options_quiet_note')}>
      <Quiet />
    </SettingsSection>
    <FollowUpsSection />
    {hires && <NumberSection name="waitHours" label="wait" />}
    <NumberSection name="intervalMinutes" label="pace" />
  </>
);

/** A longer list gets a search field. */
const long = 10;

/** Which vacancies are not counted. */
function Muted() {
  const {
    vacancies,
    settings: { muted },
    save,
  } = useOptions();
  const id = useUniqueId();
  const [query, setQuery] = useState('');
  // A muted vacancy that is no longer active stays in the list, so that it can be unmuted.
  const gone = muted.filter((each) => !vacancies.some((vacancy) => vacancy.id === each));
  const all = [
    ...vacancies.map((vacancy) => ({
      id: vacancy.id,
      label: vacancyTitle(vacancy),
      unread: sumOf([vacancy.unread]),
    })),
    ...gone.map((each) => ({ id: each, label: t('options_count_gone', each), unread: sumOf([]) })),
  ];
  const fits = matcher(query);
  const shown = all.filter((each) => fits(plain(each.label)));

  if (all.length === 0) return <p class="small muted">{t('options_count_none')}</p>;
  return (
    <fieldset class="stack" aria-describedby={`${id}-note`}>
      <legend class="b">{t('options_count_muted')}</legend>
      <p id={`${id}-note`} class="small muted">
        {t('options_count_muted_note')}
      </p>
      {all.length > long && <FindField label={t('invite_find')} value={query} onText={setQuery} />}
      <ul class="vacancies">
        {shown.map((each) => (
          <li key={each.id}>
            <label class="check">
              <input
                type="checkbox"
                checked={muted.includes(each.id)}
                onChange={({ currentTarget: { checked } }) =>
                  save({ muted: toggled(muted, each.id, checked) })
                }
              />
              <span class="grow ell" title={each.label}>
                {each.label}
              </span>
              {!isNothing(each.unread) && (
                <span class="small muted num">{sumText('options_count_unread', each.unread)}</span>
              )}
            </label>
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <p class="small muted" role="status">
          {t('options_count_not_found')}
        </p>
      )}
    </fieldset>
  );
}

/** Which notifications are shown and how much they say, and what to do if the browser shows none. */
function Notifications() {
  const { permitNotifications } = useWorker();
  const { account, applicant, mayNotify, settings, save } = useOptions();
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
      {notify && mayNotify !== 'yes' && (
        <div class="calm row wrap" role="status">
          <span class="grow">{t(`options_notify_${mayNotify}`)}</span>
          {mayNotify === 'missing' && <Button onClick={permit}>{t('options_notify_again')}</Button>}
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
function FollowUpsSection() {
  const { account, applicant, settings } = useOptions();
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

/** Monday first. */
const week = [1, 2, 3, 4, 5, 6, 0];

/** The quiet hours, and whether they apply to the badge, too. */
function Quiet() {
  const id = useUniqueId();
  const now = useNow();
  const { settings, save } = useOptions();
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
      <Check name="quietBadge" label="options_quiet_badge" />
    </>
  );
}
