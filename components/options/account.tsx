import { useId } from 'preact/hooks';
import type { Account } from '../../utils/domain/inbox.ts';
import { t } from '../../utils/i18n.ts';
import { asId } from '../../utils/ids.ts';
import { Button } from '../ui/button.tsx';
import { signIn } from '../ui/next-step.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { companyName } from '../ui/words.ts';
import { useWorker } from '../worker.ts';
import { Section, useSaving } from './fields.tsx';

/** Who is signed in, and for which employer; signs in and out. */
export function AccountSection({ account }: { account: Account }) {
  const worker = useWorker();
  const saving = useSaving();
  // A second press signs out although writes have not been sent.
  const unsent = saving.state.at === 'failed' && saving.state.problem.name === 'unsent';
  const busy = saving.state.at === 'busy';
  return (
    <Section id="account" title={t('options_account')} saving={saving}>
      {account.state === 'signed-out' ? (
        <>
          {account.problem && saving.state.at !== 'failed' && <ProblemNote problem={account.problem} />}
          <p class="muted">{busy ? t('options_account_signing_in') : t('options_account_signed_out')}</p>
          <div class="row wrap">
            <Button tone="primary" disabled={busy} onClick={() => saving.run(signIn(worker, 'employer'))}>
              {t('options_account_sign_in')}
            </Button>
            <Button tone="link" disabled={busy} onClick={() => saving.run(signIn(worker, 'applicant'))}>
              {t('popup_seek_sign_in')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p class="said">
            <b class="b">{account.name || t('unknown_person')}</b>
            {account.employer && <span class="muted"> · {companyName(account.employer)}</span>}
          </p>
          {account.kind !== 'manager' && (
            <p class="note">
              {t(account.kind === 'applicant' ? 'options_account_applicant' : 'options_account_other')}
            </p>
          )}
          <WorkAccount account={account} onSwitch={(id) => saving.run(worker.switchAccount(asId(id)))} />
          <Button disabled={busy} onClick={() => saving.run(worker.signOut(unsent))}>
            {t('options_account_sign_out')}
          </Button>
          <p class="small muted">{t('options_account_sign_out_note')}</p>
        </>
      )}
    </Section>
  );
}

interface WorkProps {
  account: Extract<Account, { state: 'signed-in' }>;
  onSwitch: (id: string) => void;
}

function WorkAccount({ account, onSwitch }: WorkProps) {
  const id = useId();
  const skipped = account.accountsSkipped ?? 0;
  const part = skipped > 0 && <p class="small muted">{t('options_accounts_part')}</p>;
  if (account.accounts.length < 2) return part || null;
  return (
    <div class="stack">
      <label for={id}>{t('options_account_work')}</label>
      <select
        id={id}
        class="field"
        value={account.accountId ?? ''}
        aria-describedby={`${id}-note`}
        onChange={(event) => onSwitch(event.currentTarget.value)}
      >
        {account.accountId === null && <option value="">{t('unknown_count')}</option>}
        {account.accounts.map((each) => (
          <option key={each.id} value={each.id}>
            {companyName({ id: each.id, name: each.employer })}
          </option>
        ))}
      </select>
      <p id={`${id}-note`} class="small muted">
        {t('options_account_work_note')}
      </p>
      {part}
    </div>
  );
}
