import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../utils/i18n.ts';
import type { Account } from '../../utils/inbox/inbox.ts';
import type { Problem } from '../../utils/problem.ts';
import { Button } from '../button.tsx';
import { ProblemNote } from '../problem-note.tsx';
import type { PopupCalls } from './calls.ts';

/** One calm card where there is no list to show. */
export function Card({
  title,
  note,
  children,
}: {
  title: string;
  note: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="card-text stack">
      <h2 class="b">{title}</h2>
      <p class="muted">{note}</p>
      {children}
    </div>
  );
}

type SignInCalls = Pick<PopupCalls, 'signIn' | 'openOptions'>;

/** Nobody is signed in: what it would do, and the way in. */
export function SignedOut({ account, calls }: { account: Account; calls: SignInCalls }) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Problem | null>(null);
  const problem = failed ?? (account.state === 'signed-out' ? account.problem : null);
  const signIn = async () => {
    setBusy(true);
    const answer = await calls.signIn();
    setFailed(answer.ok ? null : answer.problem);
    setBusy(false);
  };
  return (
    <main class="alone">
      <h1 class="hidden">{t('extName')}</h1>
      <Card title={t('popup_signed_out')} note={t('popup_signed_out_note')}>
        {problem && !busy && <ProblemNote problem={problem} />}
        <div class="row">
          <Button tone="primary" disabled={busy} onClick={signIn}>
            {t('popup_sign_in')}
          </Button>
          <Button onClick={() => calls.openOptions()}>{t('popup_settings')}</Button>
        </div>
        <p class="small muted" role="status">
          {busy && t('popup_signing_in')}
        </p>
      </Card>
    </main>
  );
}

/** Signed in, but with nothing that this popup could show truthfully. */
export function NotRecruiter({ kind, calls }: { kind: 'applicant' | 'other'; calls: SignInCalls }) {
  return (
    <main class="alone">
      <h1 class="hidden">{t('extName')}</h1>
      <Card
        title={t(kind === 'applicant' ? 'popup_applicant' : 'popup_other')}
        note={t(kind === 'applicant' ? 'popup_applicant_note' : 'popup_other_note')}
      >
        <div class="row">
          <Button onClick={() => calls.openOptions()}>{t('popup_settings')}</Button>
        </div>
      </Card>
    </main>
  );
}
