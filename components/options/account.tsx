import { useState } from 'preact/hooks';
import type { SignedIn } from '../../utils/domain/account.ts';
import { t } from '../../utils/i18n.ts';
import type { AccountId } from '../../utils/ids.ts';
import { ApplicationForm, CopyField, LabelledField } from '../ui/application.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/form.tsx';
import { useUniqueId } from '../ui/hooks.ts';
import { ProblemNote, signIn } from '../ui/problem-note.tsx';
import { companyName, stepOf } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { Section, useOptions, useSaving } from './fields.tsx';

/** Who is signed in for which employer; signs in and out. */
export function AccountSection() {
  const {
    account,
    policy: { employers, ignored },
  } = useOptions();
  const worker = useWorker();
  const saving = useSaving();
  // A second click signs out although there are unsent writes.
  const unsent = saving.state.at === 'failed' && saving.state.problem.name === 'unsent';
  const busy = saving.state.at === 'busy';
  return (
    <Section title={t('options_account')} saving={saving}>
      {account.state === 'signed-out' ? (
        <>
          {account.problem && saving.state.at !== 'failed' && (
            // The button below signs in again.
            <ProblemNote problem={account.problem} wordsOnly={stepOf(account.problem) === 'sign-in'} />
          )}
          {account.was && <Who account={account.was} />}
          <p class="muted">{busy ? t('common_signing_in') : t('options_account_signed_out')}</p>
          <div class="row wrap">
            <Button tone="primary" disabled={busy} onClick={() => saving.run(signIn(worker, 'employer'))}>
              {t('options_account_sign_in')}
            </Button>
            <Button tone="link" disabled={busy} onClick={() => saving.run(signIn(worker, 'applicant'))}>
              {t('popup_seek_sign_in')}
            </Button>
            {account.was && (
              <Button tone="link" disabled={busy} onClick={() => saving.run(worker.signOut(unsent))}>
                {t('options_account_sign_out')}
              </Button>
            )}
          </div>
        </>
      ) : (
        <>
          <Who account={account} />
          {account.kind !== 'manager' && (
            <p class="note">
              {t(account.kind === 'applicant' ? 'options_account_applicant' : 'options_account_other')}
            </p>
          )}
          <WorkAccount account={account} onSwitch={(id) => saving.run(worker.switchAccount(id))} />
          <Button disabled={busy} onClick={() => saving.run(worker.signOut(unsent))}>
            {t('options_account_sign_out')}
          </Button>
          <p class="small muted">{t('options_account_sign_out_note')}</p>
        </>
      )}
      {employers && (
        <p class="small muted">
          {employers.length === 0
            ? t('options_account_nobody')
            : t('options_account_only', employers.join(', '))}
        </p>
      )}
      {ignored.length > 0 && <p class="note">{t('options_policy_ignored', ignored.join(', '))}</p>}
    </Section>
  );
}

const Who = ({ account }: { account: SignedIn }) => (
  <p class="said">
    <b class="b">{account.name || t('unknown_person')}</b>
    {account.employer && <span class="muted"> · {companyName(account.employer)}</span>}
  </p>
);

interface WorkProps {
  account: SignedIn;
  onSwitch: (id: AccountId) => void;
}

function WorkAccount({ account, onSwitch }: WorkProps) {
  const id = useUniqueId();
  const skipped = account.accountsSkipped ?? 0;
  const part = skipped > 0 && <p class="small muted">{t('options_accounts_part')}</p>;
  if (account.accounts.length < 2) return part || null;
  return (
    <div class="stack">
      <label for={id}>{t('options_account_work')}</label>
      <Select
        id={id}
        value={account.accountId ?? ''}
        aria-describedby={`${id}-note`}
        none={account.accountId === null ? t('unknown_count') : null}
        options={account.accounts.map(({ id, employer }) => ({
          id,
          name: companyName({ id, name: employer }),
        }))}
        onPick={(id) => id && onSwitch(id)}
      />
      <p id={`${id}-note`} class="small muted">
        {t('options_account_work_note')}
      </p>
      {part}
    </div>
  );
}

interface ApplicationProps {
  redirect: string;
  isFolded: boolean;
}

/**
 * Sets up the application of dev.hh.ru used to sign in, in three steps, or takes a ready token.
 * @param redirect redirect address of the sign-in; differs between browsers
 * @param isFolded whether to collapse the steps, as for users who are signed in
 */
export function ApplicationSection({ redirect, isFolded }: ApplicationProps) {
  const { saveApplication, openTab } = useWorker();
  /** The application from the company's policy; it takes precedence over any other. */
  const fixed = useOptions().policy.application;
  const saving = useSaving();

  const steps = fixed ? (
    <>
      <p>
        {'exchangeUrl' in fixed
          ? t('options_application_service', new URL(fixed.exchangeUrl).host)
          : t('options_application_fixed')}
      </p>
      <TokenForm />
    </>
  ) : (
    <>
      <ol class="steps stack">
        <li>
          <p>{t('options_application_step1')}</p>
          <Button tone="link" onClick={() => openTab('https://dev.hh.ru/admin')}>
            {t('options_application_open')}
          </Button>
        </li>
        <li>
          <div class="stack">
            <p>{t('options_application_step2')}</p>
            <CopyField label={t('options_application_redirect')} value={redirect} />
            <p class="small muted">{t('options_application_step2_note')}</p>
          </div>
        </li>
        <li>
          <div class="stack">
            <p>{t('options_application_step3')}</p>
            <ApplicationForm
              submit={t('options_application_save')}
              onSave={(application) => saving.run(saveApplication(application))}
            />
            <p class="small muted">{t('options_application_kept')}</p>
          </div>
        </li>
      </ol>
      <TokenForm />
    </>
  );
  return (
    <Section
      id="application"
      title={t('options_application')}
      note={t('options_application_why')}
      saving={saving}
    >
      {isFolded && !fixed ? (
        <details>
          <summary>{t('options_application_change')}</summary>
          {steps}
        </details>
      ) : (
        steps
      )}
    </Section>
  );
}

/** The token without `Bearer`, which people often copy along. */
export const bareToken = (text: string): string => text.trim().replace(/^bearer(\s+|$)/i, '');

/** What is wrong with a pasted token; null if nothing obvious is, because hh's tokens are opaque. */
export function tokenFault(text: string): 'missing' | 'spaces' | null {
  const token = bareToken(text);
  if (token === '') return 'missing';
  return /\s/.test(token) ? 'spaces' : null;
}

/** Signs in with a token, without an application registered at hh. */
function TokenForm() {
  const { pasteToken } = useWorker();
  const id = useUniqueId();
  const saving = useSaving('options_token_used');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const fault = tried ? tokenFault(text) : null;

  const use = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (tokenFault(text)) return;
    if (!(await saving.run(pasteToken(bareToken(text))))) return;
    setText('');
    setTried(false);
  };

  return (
    <form class="stack token" onSubmit={use} noValidate>
      <h4 class="b">{t('options_token_or')}</h4>
      <LabelledField
        label={t('options_token')}
        fault={fault && t(`options_token_${fault}`)}
        noteId={id}
        type="password"
        value={text}
        onText={setText}
      >
        <Button type="submit" disabled={saving.state.at === 'busy'}>
          {t('options_token_use')}
        </Button>
      </LabelledField>
      <p class="small saved" role="status">
        {saving.state.at === 'done' && t(saving.done)}
      </p>
      {saving.state.at === 'failed' && <ProblemNote problem={saving.state.problem} />}
      <p id={id} class="small muted">
        {t('options_token_note')}
      </p>
    </form>
  );
}
